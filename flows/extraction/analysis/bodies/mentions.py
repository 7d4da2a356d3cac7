"""Mentions of bodies, words that join mentions in a list, and look-ups of bodies by id, name or place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.extraction.claims import Body
from schemas import vocabularies

POLICE_KINDS = frozenset({"territorial-force", "special-force"})
INSPECTED_KINDS = POLICE_KINDS | {"regional-unit", "fire-service", "national-agency"}

# What joins the names of a list: ", ", " and the ", " as well as "
COORDINATION = re.compile(
    r"\s*(?:,\s+(?:as\s+well\s+as|along\s+with|together\s+with|alongside|in\s+common\s+with)\b|"
    r",|;|/|&|,?\s*(?:and|as well as|plus|or|nor|both|along with)\b)\s*"
    r"(?:also\s+)?(?:the\s+|its\s+)?(?:both\s+)?"
)


@dataclass(slots=True)
class Mention:
    """An organisation named at a slice of the view; `form`: as in `aliases.csv`, or name, shape, unknown. `written`:
    the body literally named, if it only stands for `body`, such as a fire authority for its service."""

    start: int
    end: int
    body: Body
    form: str
    written: Body | None = None


@cache
def body_of(body_id: str) -> Body:
    """Return the body of the vocabulary with an id."""
    entry = vocabularies.bodies()[body_id]
    return Body(entry.body_id, entry.name, entry.kind)


def in_force(day: str, valid_from: str | None, valid_to: str | None) -> bool:
    """Whether a day, month or year lies in the time from one day to another; None: open."""
    return (valid_from or "")[: len(day)] <= day <= (valid_to or "9999")


@cache
def _bodies_by_name() -> dict[str, Body]:
    """Return the bodies by their names and aliases, in lower case; without places and names that bodies share."""
    found: dict[str, set[Body]] = {}
    names = [(entry.name, entry.body_id) for entry in vocabularies.bodies().values()]
    names += [(alias.alias, alias.body_id) for alias in vocabularies.aliases() if alias.form != "place"]
    for name, body_id in names:
        found.setdefault(name.casefold(), set()).add(body_of(body_id))
    return {name: bodies.pop() for name, bodies in found.items() if len(bodies) == 1}


def body_named(name: str) -> Body | None:
    """Return the one body of the vocabulary with a name or alias, in any case; None if there is none or several."""
    return _bodies_by_name().get(name.casefold())


@cache
def _bodies_by_place() -> dict[str, tuple[Body, ...]]:
    found: dict[str, tuple[Body, ...]] = {}
    for alias in vocabularies.aliases():
        if alias.form == "place":
            place = alias.alias.casefold()
            found[place] = (*found.get(place, ()), body_of(alias.body_id))
    return found


def bodies_of_place(place: str) -> tuple[Body, ...]:
    """Return the bodies that have a place as an alias: often both a force and a fire service."""
    return _bodies_by_place().get(place.casefold(), ())
