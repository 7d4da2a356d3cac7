"""What a mention of an organisation is, and what joins several of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from flows.extraction.claims import Body
from schemas import vocabularies

POLICE_KINDS = frozenset({"territorial-force", "special-force"})
INSPECTED_KINDS = POLICE_KINDS | {"regional-unit", "fire-service", "national-agency"}

# ", ", " and the ", " as well as ": what joins the names of a list
COORDINATION = re.compile(
    r"\s*(?:,\s+(?:as\s+well\s+as|along\s+with|together\s+with|alongside|in\s+common\s+with)\b|"
    r",|;|/|&|,?\s*(?:and|as well as|plus|or|nor|both|along with)\b)\s*"
    r"(?:also\s+)?(?:the\s+|its\s+)?(?:both\s+)?"
)


@dataclass(slots=True)
class Mention:
    """An organisation named at a slice of the view. `form` as in `aliases.csv`, or name, unit, shape, near, unknown.

    `written`: what the slice names where that only stands for the organisation, as a fire authority for its service.
    """

    start: int
    end: int
    body: Body
    form: str
    written: Body | None = None


@cache
def body_of(body_id: str) -> Body:
    """The vocabulary's body of an id."""
    entry = vocabularies.bodies()[body_id]
    return Body(entry.body_id, entry.name, entry.kind)


@cache
def _named() -> dict[str, Body]:
    """The bodies by the names that one of them alone has, in lower case; their places are none."""
    found: dict[str, set[Body]] = {}
    names = [(entry.name, entry.body_id) for entry in vocabularies.bodies().values()]
    names += [(alias.alias, alias.body_id) for alias in vocabularies.aliases() if alias.form != "place"]
    for name, body_id in names:
        found.setdefault(name.casefold(), set()).add(body_of(body_id))
    return {name: bodies.pop() for name, bodies in found.items() if len(bodies) == 1}


def body_named(name: str) -> Body | None:
    """The body of the vocabulary that a name is of, in any case."""
    return _named().get(name.casefold())


@cache
def _of_places() -> dict[str, tuple[Body, ...]]:
    found: dict[str, tuple[Body, ...]] = {}
    for alias in vocabularies.aliases():
        if alias.form == "place":
            place = alias.alias.casefold()
            found[place] = (*found.get(place, ()), body_of(alias.body_id))
    return found


def bodies_of_place(place: str) -> tuple[Body, ...]:
    """The bodies that are called by a place alone: a force and a fire service may both be."""
    return _of_places().get(place.casefold(), ())
