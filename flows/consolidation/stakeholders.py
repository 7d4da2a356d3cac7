"""Functions for stakeholders: remove repeated roles, and replace an unknown organisation in identifiers."""

from __future__ import annotations

from functools import cache

from schemas import vocabularies
from schemas.vocabularies import SEPARATOR


def in_place_of_organisation(document_id: str) -> str:
    """Return what replaces the unknown organisation in the identifier of a person: the id of the document.

    It gets the prefix "in-" if it is also the id of a body.
    """
    return f"in-{document_id}" if document_id in vocabularies.bodies() else document_id


def distinct_roles(roles: str) -> str | None:
    """Return the roles of a cell, sorted, without titles that another role repeats with a place; None if empty.

    "Police and Crime Commissioner" is left out beside "Nottinghamshire Police and Crime Commissioner". But "Chief
    Constable" stays beside "Assistant Chief Constable", since both are titles in the vocabulary.
    """
    given = {role for role in roles.split(SEPARATOR) if role}
    repeated = {_own_title(role) for role in given if role not in _titles()}
    return SEPARATOR.join(sorted(given - repeated)) or None


@cache
def _titles() -> frozenset[str]:
    return frozenset(title.canonical for title in vocabularies.titles())


@cache
def _own_title(role: str) -> str | None:
    """Return the longest title at the end of a role, or None."""
    words = role.split(" ")
    endings = (" ".join(words[first:]) for first in range(len(words)))
    return next((ending for ending in endings if ending in _titles()), None)
