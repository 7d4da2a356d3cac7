"""Whose grades a document tells of."""

from __future__ import annotations

from collections import Counter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body
from schemas import vocabularies


def inspectorate_of(analysis: Analysis) -> Body | None:
    """The inspectorate that a document names most, of those with a programme where it names any: others that inspect
    beside them, as in prisons and schools, grade no police or fire body.
    """
    counts = Counter(m.body for m in analysis.mentions if m.body.kind == "inspectorate")
    grading = [body for body in counts if body.body_id in vocabularies.graders()]
    return max(grading or counts, key=lambda body: counts[body], default=None)
