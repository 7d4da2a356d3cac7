"""Find who oversees a body, which bodies an overseer oversees, who publishes a page, and commissioners' offices."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from flows.extraction.analysis.bodies.mentions import POLICE_KINDS, Mention, bodies_of_place, body_named, body_of
from flows.extraction.analysis.bodies.namesakes import service_of_authority
from flows.extraction.claims import Body
from schemas import vocabularies
from schemas.vocabularies import Overseer

# Words that mark a commissioner's entry, and those given to a regional unit, which is listed but oversees no force.
COMMISSIONER, UNIT = "commissioner", ("unit", "rocu")


def overseers_of(body_id: str) -> tuple[Overseer, ...]:
    """Return who oversees a body: also the commissioner of the force of its place, and the regional unit of a force."""
    return _overseers().get(body_id, ())


def words_of_overseers() -> frozenset[str]:
    """Return every word that may mean an overseer."""
    return frozenset(word for overseers in _overseers().values() for overseer in overseers for word in overseer.words)


@cache
def _overseers() -> dict[str, tuple[Overseer, ...]]:
    found = dict(vocabularies.overseers())
    for alias in vocabularies.aliases():
        own = found.get(alias.body_id, ())
        if alias.form == "place" and not _commissioners(own):
            beside = [vocabularies.overseers().get(body.body_id, ()) for body in bodies_of_place(alias.alias)]
            found[alias.body_id] = own + tuple(each for overseers in beside for each in _commissioners(overseers))
    for unit, forces in vocabularies.members().items():
        for force in forces:
            found[force] += (Overseer(unit, UNIT),)
    return found


def _commissioners(overseers: Iterable[Overseer]) -> list[Overseer]:
    return [overseer for overseer in overseers if COMMISSIONER in overseer.words]


@cache
def _overseen() -> dict[str, list[Body]]:
    """Return the bodies that each overseer oversees, by its id; today's bodies come first."""
    found: dict[str, list[Body]] = defaultdict(list)
    entries = vocabularies.bodies()
    for body_id in sorted(_overseers(), key=lambda body_id: entries[body_id].valid_to is not None):
        for overseer in overseers_of(body_id):
            if overseer.words != UNIT:
                found[overseer.body_id].append(body_of(body_id))
    return found


def overseen_by(overseer: Body) -> Sequence[Body]:
    """Return the bodies that a commissioner's office, panel, authority, board or council oversees, today's first."""
    return _overseen().get(overseer.body_id, ())


def force_of(overseer: Body) -> Body | None:
    """Return the police force that a body oversees, today's if there are several; None if there is none."""
    return next((body for body in overseen_by(overseer) if body.kind in POLICE_KINDS), None)


# ".../publications/|NAME-OF-A-BODY|-annual-report-and-accounts-2022-to-2023": on a website that many bodies share.
REPORT_OF = re.compile(r"/(?P<body>[a-z][a-z-]{2,80}?)-(?:annual-(?:report|plan)|business-plan)(?![a-z])[^/]*/?$")


def body_of_address(address: str) -> Body | None:
    """Return the body whose website an address belongs to, or whose annual report or plan the address names."""
    try:
        parts = urlsplit(address)
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return None
    sites = (".".join(labels[first:]) for first in range(len(labels) - 1))
    body_id = next((known for site in sites if (known := vocabularies.websites().get(site))), None)
    if body_id is None and (report := REPORT_OF.search(parts.path)):
        return body_named(report["body"].replace("-", " "))
    return body_of(body_id) if body_id else None


def publisher_of(publisher: str, address: str, named: Iterable[Body]) -> Body | None:
    """Return the body behind a publisher, by name (first among `named`, the bodies of the text) or by web address."""
    known = next((body for body in named if body.name.casefold() == publisher.casefold()), None)
    return known or service_of_authority(publisher) or body_named(publisher) or body_of_address(address)


# The name of a commissioner's office without the force.
OFFICE_OF_ANY = re.compile(r"Office of the Police,?(?: Fire)?(?: and|,| &)* Crime Commissioner", re.IGNORECASE)


def with_offices(mentions: list[Mention]) -> list[Mention]:
    """Return the mentions, with offices named without a force replaced by that of the force the text names most."""
    named = [mention.body.body_id for mention in mentions if mention.body.kind == "territorial-force"]
    forces = Counter(named).most_common(2)
    if not forces or (len(forces) == 2 and forces[0][1] == forces[1][1]):
        return mentions
    offices = _commissioners(overseers_of(forces[0][0]))
    return [
        replace(mention, body=body_of(offices[-1].body_id))
        if offices and mention.body.kind == "other" and OFFICE_OF_ANY.fullmatch(mention.body.name)
        else mention
        for mention in mentions
    ]
