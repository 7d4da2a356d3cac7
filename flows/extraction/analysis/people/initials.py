"""People whom a text also names by an initial: "Det Supt G SURNAME" is the only "Gillian SURNAME" there."""

from __future__ import annotations

import re

from flows.extraction.analysis.people.people import People

# "G SURNAME", "G. SURNAME"
INITIAL = re.compile(r"[A-Z]\.? \S+$")


def merge_initials(people: People) -> None:
    """Make "Det Supt G SURNAME" one with the only "Gillian SURNAME" of a text."""
    for short in [person for person in people.found.values() if INITIAL.match(person.name)]:
        fuller = [
            person
            for person in people.found.values()
            if person.surname == short.surname and person.name[0] == short.name[0] and len(person.name.split()[0]) > 2
        ]
        if len(fuller) == 1 and fuller[0] is not short:
            fuller[0].mentions += short.mentions
            for role in short.roles:
                fuller[0].give(role)
            del people.found[short.name]
