"""The day of a report as its own page gives it: below its heading, or as the day of an inspectorate's own page."""

from __future__ import annotations

import re
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import body_of
from flows.extraction.analysis.dates import parts_of
from flows.extraction.report_words import PRESS_OFFICE, PUBLICATION_KIND, PUBLISHED_LINE, REPORT
from schemas import vocabularies


def published_under_a_heading(analysis: Analysis) -> str | None:
    """The day in a line like "Published: 8 November 2024", right below the heading of the one report of a page."""
    found = set()
    for heading, line in pairwise(analysis.blocks):
        match = PUBLISHED_LINE.match(analysis.text, line.start, line.end)
        own = heading.index and heading.kind == "heading" and REPORT.search(analysis.text, heading.start, heading.end)
        # On an inspectorate's page of a report its kind stands below.
        kinds = match and PUBLICATION_KIND.match(analysis.view.folded, line.end, line.end + 24)
        if match and (own or kinds):
            parts = parts_of(match["date"])
            found.add(day.isoformat() if parts.year and parts.day and (day := parts.first_day()) else None)
    return found.pop() if len(found) == 1 else None


def of_an_inspectorate(analysis: Analysis) -> bool:
    """Whether a document is the page of an inspectorate that grades, and tells of an inspection of its own."""
    publisher = (analysis.document.publisher or "").casefold()
    graders = {programme.inspectorate_id for programme in vocabularies.programmes()}
    if not publisher:
        ask = (m for m in analysis.mentions if m.body.body_id in graders and PRESS_OFFICE.match(analysis.text, m.end))
        return any(ask)
    names = {
        name.casefold() for code in graders for name in (body_of(code).name, vocabularies.acronyms().get(code)) if name
    }
    return publisher in names and bool(re.search(r"\b(?:report|inspection\s+of|assessment)\b", analysis.text))
