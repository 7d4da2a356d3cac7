"""Whether an "Inspector NAME" is one of an inspectorate or an officer of the police."""

from __future__ import annotations

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.people import Person


def inspects(analysis: Analysis, person: Person) -> bool:
    """An "Inspector NAME" or "NAME, the Chief Inspector", in a text on an inspection, is one of the inspectorate's."""
    first = next((role.text for role in person.roles if role.kind), "").lower()
    if first not in ("inspector", "chief inspector"):
        return False
    return any(m.body.kind == "inspectorate" for m in analysis.mentions)
