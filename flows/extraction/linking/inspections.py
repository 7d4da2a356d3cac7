"""Whose inspection the grades of a document come from, and when it took place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.dates import DATE, SEASONS, parts_of
from flows.extraction.claims import Body
from schemas import vocabularies

# A kind of report that gives no grades.
NO_GRADES = re.compile(rf"\b(?:{'|'.join(map(re.escape, vocabularies.ungraded_reports()))})\b")
_WHEN = rf"{'|'.join(SEASONS)}|{DATE}"
_WHICH = r"(?:,?\s+(?:of\s+)?(?P<{}>(?:19|20)\d\d|last\s+year|this\s+year))?"
# Reads text in lower case.
INSPECTED = re.compile(
    rf"\b(?:inspect(?:ed|ion|ors)|fieldwork|visit(?:ed)?)\b[^.\n]{{0,70}}?\b(?:(?:in|during|between)\s+(?:the\s+)?|"
    rf"last\s+|this\s+)"
    rf"(?P<when>{_WHEN}){_WHICH.format('year')}"
    rf"|\b(?:in|during)\s+(?:the\s+)?(?P<when2>{_WHEN}){_WHICH.format('year2')}[^.\n]{{0,90}}?\binspected\b",
)
# "was |last inspected in 2021", "its |previous inspection", "|will be inspected again in 2025": another inspection than
# that of the grades. Reads text in lower case.
ANOTHER_VISIT = re.compile(
    r"\b(?:last\s+(?:\w+\s+){0,2}(?:inspect|visit|assess|examin|rated|graded)\w*|previous(?:ly)?|earlier|prior|next|again|"
    r"will|due\s+to|planned|had\s+been|before\s+that)\b"
)
# What is inspected without these grades. Reads text in lower case.
OF_OTHER_KIND = re.compile(r"\b(?:custody|(?:child\s+protection|joint|thematic)\s+inspections?)\b")
# How many years after an inspection its grades are still news.
LATEST = 2
BEGINS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


class Visits:
    """Where a document may say when an inspection took place: looked for once for all its ratings."""

    def __init__(self, analysis: Analysis) -> None:
        starts = analysis.triggers.starts["inspecting"]
        sentences = dict.fromkeys(found for start in starts if (found := analysis.sentence_at(start)))
        said = chain.from_iterable(_visits(analysis, one) for one in sentences if _tells_year(analysis, one))
        self._found = [match for match in said if not _is_of_another(analysis, match)]
        self._published_on = analysis.document.published_on
        self._known: dict[str | None, str | None] = {}

    def inspected_in(self, report: str | None) -> str | None:
        """When the inspection of a report took place, as EDTF: a season ("2022-21"), a month or a year; None where it
        is not said."""
        if report not in self._known:
            self._known[report] = self._inspected_in(report or self._published_on)
        return self._known[report]

    def _inspected_in(self, anchor: str | None) -> str | None:
        for match in self._found:
            when = match["when"] or match["when2"]
            year = _inspected_year(when, match["year"] or match["year2"] or "", f"last {when}" in match.group(), anchor)
            if year is None or not _may_be_of(year, anchor):
                continue
            month = parts_of(when).month
            return f"{year}-{SEASONS[when]}" if when in SEASONS else f"{year}-{month:02d}" if month else str(year)
        return None


def _tells_year(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence may say of what year an inspection was: with a digit, "last spring" or "this year"."""
    if analysis.triggers.within("digit", sentence.start, sentence.end):
        return True
    near = analysis.view.folded[sentence.start : sentence.end]
    return "last" in near or "this" in near


def _may_be_of(year: int, anchor: str | None) -> bool:
    """Whether what was inspected in a year may be what a text of some date reports on."""
    return anchor is None or 0 <= int(anchor[:4]) - year <= LATEST


def _is_of_another(analysis: Analysis, visit: re.Match[str]) -> bool:
    """Whether an inspection is said to be another one than that of the grades: in time, in kind or of another body."""
    sentence = analysis.sentence_at(visit.start())
    if sentence is None:
        return False
    folded = analysis.view.folded
    if ANOTHER_VISIT.search(folded, sentence.start, sentence.end):
        return True
    if OF_OTHER_KIND.search(folded, sentence.start, sentence.end) or NO_GRADES.search(
        analysis.text, sentence.start, sentence.end
    ):
        return True
    here = {m.body for m in analysis.mentions_in(sentence.start, sentence.end) if m.body.kind in INSPECTED_KINDS}
    named = Counter(m.body for m in analysis.mentions if m.body.kind in INSPECTED_KINDS)
    return len(here) == 1 and named.most_common(1)[0][0] not in here


def _visits(analysis: Analysis, sentence: Sentence) -> Iterator[re.Match[str]]:
    """The matches of INSPECTED in a sentence; without the word "inspected" they all begin with a trigger."""
    folded, end = analysis.view.folded, sentence.start
    if folded.find("inspected", sentence.start, sentence.end) >= 0:
        yield from INSPECTED.finditer(folded, sentence.start, sentence.end)
        return
    for start in analysis.triggers.within("inspecting", sentence.start, sentence.end):
        if start >= end and (match := INSPECTED.match(folded, start, sentence.end)):
            end = match.end()
            yield match


def _inspected_year(when: str, year: str, last: bool, anchor: str | None) -> int | None:
    """The year of "spring 2022", "spring, last year" or "last spring", seen from the date of the report or document."""
    parts = parts_of(when)
    if year.isdigit() or parts.year:
        return int(year) if year.isdigit() else parts.year
    if not anchor or not (last or year):
        return None
    month = int(anchor[5:7]) if len(anchor) >= 7 else 1
    begins = BEGINS.get(when, parts.month or 1)
    return int(anchor[:4]) - ("last" in year or (last and begins >= month - 1))


def inspectorate_of(analysis: Analysis) -> Body | None:
    """The inspectorate that a document names most, of those with a programme where it names any: others that inspect
    beside them, as in prisons and schools, grade no police or fire body.
    """
    counts = Counter(m.body for m in analysis.mentions if m.body.kind == "inspectorate")
    grading = [body for body in counts if body.body_id in vocabularies.graders()]
    return max(grading or counts, key=lambda body: counts[body], default=None)
