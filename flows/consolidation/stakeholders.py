"""People and organisations: which roles say the same, and what people may say about them."""

from __future__ import annotations

from functools import cache

from flows.consolidation.corrections import Unfit, known_body
from flows.consolidation.facts import Row
from flows.extraction.claims import Passage, StakeholderClaim
from schemas import vocabularies
from schemas.evidence import BY_HAND
from schemas.vocabularies import SEPARATOR


def in_place_of_organisation(document_id: str) -> str:
    """What stands for the unknown organisation of a person: the document, which may be called like an organisation."""
    return f"in-{document_id}" if document_id in vocabularies.bodies() else document_id


def by_hand(place: Passage, row: Row) -> StakeholderClaim:
    """The claim of a person that somebody has a part in it. Raises `Unfit`."""
    organisation = known_body(row["organisation_id"]) if row["organisation_id"] else None
    if row["kind"] == "organisation" and organisation is None:
        raise Unfit("bad-correction", "organisation_id", "is needed for an organisation")
    return StakeholderClaim(
        rule=BY_HAND,
        passage=place,
        kind=str(row["kind"]),
        name=str(row["name"]),
        organisation=organisation,
        role=None if row["role"] is None else str(row["role"]),
        relations=tuple(str(row["relation"]).split(SEPARATOR)),
    )


def distinct_roles(roles: str) -> str | None:
    """The roles of a cell in order; one that another gives with its place ("Nottinghamshire Police and Crime
    Commissioner") is not given again without it. An assistant chief constable is not a chief constable: both are titles
    of their own."""
    given = {role for role in roles.split(SEPARATOR) if role}
    placed = {_own_title(role) for role in given if role not in _titles()}
    return SEPARATOR.join(sorted(given - placed)) or None


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.canonical for title in vocabularies.titles())


@cache
def _own_title(role: str) -> str | None:
    """The longest title that a role ends in, if any."""
    words = role.split(" ")
    endings = (" ".join(words[first:]) for first in range(len(words)))
    return next((ending for ending in endings if ending in _titles()), None)
