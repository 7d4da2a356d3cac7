"""Find the inspectorate that gave the grades of a document, and when the inspection took place."""

from __future__ import annotations

import re
from collections import Counter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.dates import DATE, SEASONS, month_of, parts_of
from flows.extraction.analysis.times.days import BEGINS
from flows.extraction.claims import Body
from schemas import vocabularies

# Titles of yearly reports that give no grades.
NO_GRADES = re.compile(rf"\b(?:{'|'.join(map(re.escape, vocabularies.ungraded_reports()))})\b")
_WHEN = rf"{'|'.join(SEASONS)}|{DATE}"
_WHICH = r"(?:,?\s+(?:of\s+)?(?P<{}>(?:19|20)\d\d|last\s+year|this\s+year))?"
# "inspected in spring 2022", "visited last March", "in May 2021 … inspected". Reads text in lower case.
INSPECTED = re.compile(
    rf"\b(?:inspect(?:ed|ion|ors)|fieldwork|visit(?:ed)?)\b(?:(?!publish|report|call)[^.\n]){{0,70}}?\b(?:(?:in|during|between)\s+(?:the\s+)?|"
    rf"last\s+|this\s+)"
    rf"(?P<when>{_WHEN}){_WHICH.format('year')}"
    rf"|\b(?:in|during)\s+(?:the\s+)?(?P<when2>{_WHEN}){_WHICH.format('year2')}[^.\n]{{0,90}}?\binspected\b",
)
# Words that show that a sentence is about another inspection: "was |last inspected in 2021", "its |previous
# inspection", "|will be inspected again in 2025". Reads text in lower case.
ANOTHER_VISIT = re.compile(
    r"\b(?:last\s+(?:\w+\s+){0,2}(?:inspect|visit|assess|examin|rated|graded)\w*|previous(?:ly)?|earlier|prior|next|again|"
    r"will|due\s+to|planned|had\s+been|before\s+that)\b"
)
# Kinds of inspection that do not give the grades of the tables. Reads text in lower case.
OF_OTHER_KIND = re.compile(r"\b(?:custody|(?:child\s+protection|joint|thematic)\s+inspections?)\b")
# A report covers inspections of its own year and this many years before.
LATEST = 2


class Visits:
    """The places where a document may say when an inspection took place, found once for all its ratings."""

    def __init__(self, analysis: Analysis) -> None:
        named = Counter(m.body for m in analysis.mentions if m.body.kind in INSPECTED_KINDS)
        main = max(named, key=named.__getitem__, default=None)  # the body named most
        sentences = dict.fromkeys(map(analysis.sentence_at, analysis.triggers.starts["inspecting"]))
        self._visits = [
            visit
            for sentence in sentences
            if sentence
            for visit in INSPECTED.finditer(analysis.view.folded, sentence.start, sentence.end)
            if not _is_about_another_inspection(analysis, sentence, main)
        ]
        self._published_on = analysis.document.published_on
        self._answers: dict[str | None, str | None] = {}

    def inspected_in(self, report: str | None) -> str | None:
        """Return when the inspection behind a report took place, as EDTF: a season ("2022-21"), month or year; None if
        the document does not say. `report`: the report's date, else the document's own date counts."""
        if report not in self._answers:
            self._answers[report] = self._inspected_in(report or self._published_on)
        return self._answers[report]

    def _inspected_in(self, anchor: str | None) -> str | None:
        """Return the date of the first visit in the year of `anchor`, a date, or up to `LATEST` years before."""
        for visit in self._visits:
            when = visit["when"] or visit["when2"]
            year = _inspected_year(when, visit["year"] or visit["year2"] or "", f"last {when}" in visit.group(), anchor)
            if year is not None and (anchor is None or 0 <= int(anchor[:4]) - year <= LATEST):
                month = parts_of(when).month
                return f"{year}-{SEASONS[when]}" if when in SEASONS else f"{year}-{month:02d}" if month else str(year)
        return None


def _is_about_another_inspection(analysis: Analysis, sentence: Sentence, main: Body | None) -> bool:
    """Whether a sentence is about an inspection of another time, kind or body than that of the grades."""
    folded, start, end = analysis.view.folded, sentence.start, sentence.end
    if ANOTHER_VISIT.search(folded, start, end) or OF_OTHER_KIND.search(folded, start, end):
        return True
    if NO_GRADES.search(analysis.text, start, end):
        return True
    here = {m.body for m in analysis.mentions_in(start, end) if m.body.kind in INSPECTED_KINDS}
    return len(here) == 1 and main not in here


def _inspected_year(when: str, year: str, last: bool, anchor: str | None) -> int | None:
    """Return the year of "spring 2022", or of "spring, last year" or "last spring" seen from the date `anchor`."""
    parts = parts_of(when)
    if year.isdigit() or parts.year:
        return int(year) if year.isdigit() else parts.year
    if not anchor or not (last or year):
        return None
    begins = BEGINS.get(when, parts.month or 1)
    return int(anchor[:4]) - ("last" in year or (last and begins >= (month_of(anchor) or 1) - 1))


def inspectorate_of(analysis: Analysis) -> Body | None:
    """Return the inspectorate named most of those that grade police or fire bodies, unlike those of prisons or care."""
    counts = Counter(m.body for m in analysis.mentions if m.body.body_id in vocabularies.graders())
    return max(counts, key=lambda body: counts[body], default=None)
