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


def inspects(analysis: Analysis, person: Person) -> bool:
    """An "Inspector NAME" or "NAME, the Chief Inspector", in a text on an inspection, is one of the inspectorate's."""
    first = next((role.text for role in person.roles if role.kind), "").lower()
    if first != "inspector" and not (first == "chief inspector" and _is_the(analysis, person)):
        return False
    return any(m.body.kind == "inspectorate" for m in analysis.mentions)


def _is_the(analysis: Analysis, person: Person) -> bool:
    """Whether somebody is "NAME, the TITLE" or "the TITLE, NAME": the only one there is."""
    text = analysis.text
    return any(
        text.startswith(", the ", end) or THE_TITLE.search(text, max(0, start - 40), start)
        for start, end, _ in person.mentions
    )
