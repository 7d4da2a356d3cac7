"""People and organisations: which roles say the same, and what stands for an organisation that is unknown."""

from __future__ import annotations

from functools import cache

from schemas import vocabularies
from schemas.vocabularies import SEPARATOR


def in_place_of_organisation(document_id: str) -> str:
    """What stands for the unknown organisation of a person: the document, which may be called like an organisation."""
    return f"in-{document_id}" if document_id in vocabularies.bodies() else document_id


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
