"""Whether an "Inspector NAME" is one of an inspectorate or an officer of the police."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.names import POLITE
from flows.extraction.analysis.people.people import Person

# "the chief inspector, Sir |NAME", "Chief Inspector Sir |NAME": no rank of the police
THE_TITLE = re.compile(
    rf"\b(?:(?:[Tt]he|[Ii]ts) [Cc]hief [Ii]nspector, (?:{POLITE}\.? )?|[Cc]hief [Ii]nspector,? (?:Sir|Dame) )\Z"
)
# "Insp |NAME": only the police shorten the rank.
SHORT_RANK = re.compile(r"\bInsp\.? (?:[\w.’'-]+ ){0,2}\Z")
# "who leads the neighbourhood |team|": what officers lead, and inspectors of an inspectorate do not.
LED_BY_OFFICERS = re.compile(r"(?i)\b(?:team|squad|section|shift|station|neighbourhood|beat|patrol)s?\b")


def inspects(analysis: Analysis, person: Person) -> bool:
    """An "Inspector NAME" or "NAME, the Chief Inspector", in a text on an inspection, is one of the inspectorate's."""
    first = next((role.text for role in person.roles if role.kind), "").lower()
    if first != "inspector" and not (first == "chief inspector" and _is_the(analysis, person)):
        return False
    if _is_officer(analysis, person):
        return False
    return any(m.body.kind == "inspectorate" for m in analysis.mentions)


def _is_officer(analysis: Analysis, person: Person) -> bool:
    """Whether a text calls an inspector "Insp SURNAME" elsewhere, or says that they lead what officers lead."""
    text, surname = analysis.text, person.surname
    if any(role.kind == "clause" and LED_BY_OFFICERS.search(role.text) for role in person.roles):
        return True
    ends = (end for start, end, _ in person.mentions)
    return "Insp" in text and any(
        SHORT_RANK.search(text, max(0, end - len(surname) - 40), end - len(surname)) for end in ends
    )


def _is_the(analysis: Analysis, person: Person) -> bool:
    """Whether somebody is "NAME, the TITLE" or "the TITLE, NAME": the only one there is."""
    text = analysis.text
    return any(
        text.startswith(", the ", end) or THE_TITLE.search(text, max(0, start - 40), start)
        for start, end, _ in person.mentions
    )
