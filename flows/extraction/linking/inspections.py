"""Find the inspectorate that gave the grades of a document, and when the inspection took place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.dates import DATE, SEASONS, month_of, parts_of
from flows.extraction.analysis.times.days import BEGINS
from flows.extraction.claims import Body
from flows.extraction.linking.dates import StatedRating
from flows.extraction.tables.labels import PILLARS
from schemas import vocabularies
from schemas.vocabularies.grading import area_for

# Titles of yearly reports that give no grades.
NO_GRADES = re.compile(rf"\b(?:{'|'.join(map(re.escape, vocabularies.ungraded_reports()))})\b")
_WHEN = rf"{'|'.join(SEASONS)}|{DATE}"
_WHICH = r"(?:,?\s+(?:of\s+)?(?P<{}>(?:19|20)\d\d|last\s+year|this\s+year))?"
# "inspected in spring 2022", "visited last March", "in May 2021 … inspected". Reads text in lower case.
INSPECTED = re.compile(
    rf"\b(?:inspect(?:ed|ion|ors)|fieldwork|visit(?:ed)?)\b(?:(?!publish|report|call)[^.\n]){{0,70}}?\b(?:(?:in|during|between)\s+(?:the\s+)?|"
    rf"last\s+|this\s+)"
    rf"(?P<when>{_WHEN}){_WHICH.format('year')}"
    rf"|\b(?:in|during)\s+(?:the\s+)?(?P<when2>{_WHEN}){_WHICH.format('year2')}[^.\n]{{0,90}}?\binspected\b"
)
# Words that show that a sentence is about another inspection than that of the grades, or of a kind that does not grade:
# "was |last inspected in 2021", "its |previous inspection", "|custody". Reads text in lower case.
ANOTHER_VISIT = re.compile(
    r"\b(?:last\s+(?:\w+\s+){0,2}(?:inspect|visit|assess|examin|rated|graded)\w*|previous(?:ly)?|earlier|prior|next|again|"
    r"will|due\s+to|planned|had\s+been|before\s+that|custody|(?:child\s+protection|joint|thematic)\s+inspections?)\b"
)
# A report covers inspections of its own year and this many years before.
LATEST = 2


def visits_in(analysis: Analysis, stated: Collection[StatedRating] = ()) -> list[re.Match[str]]:
    """Return the places where a document may say when the inspection behind its ratings, `stated`, took place."""
    named = Counter(m.body for m in analysis.mentions if m.body.kind in INSPECTED_KINDS)
    main = max(named, key=named.__getitem__, default=None)  # the body named most
    sentences = dict.fromkeys(map(analysis.sentence_at, analysis.triggers.starts["inspecting"]))
    others = _told_of_others(analysis, stated)
    return [
        visit
        for sentence in sentences
        if sentence and sentence.index not in others
        for visit in INSPECTED.finditer(analysis.view.folded, sentence.start, sentence.end)
        if not _is_about_another_inspection(analysis, sentence, main)
    ]


def inspected_in(visits: Iterable[re.Match[str]], anchor: str | None) -> str | None:
    """Return when the inspection behind a report took place, as EDTF: a season ("2022-21"), month or year; None if the
    document does not say. It is the first of the visits that is not after `anchor`, the date of the report, if known,
    or of the document, and at most `LATEST` years before."""
    for visit in visits:
        when = visit["when"] or visit["when2"]
        year = _inspected_year(when, visit["year"] or visit["year2"] or "", f"last {when}" in visit.group(), anchor)
        month = SEASONS.get(when) or parts_of(when).month
        first = year, parts_of(when).month or BEGINS.get(when, 1) % 12  # the winter of a year may be its beginning
        if year and (anchor is None or (int(anchor[:4]) - LATEST, 0) <= first <= _end(anchor)):
            return f"{year}-{month:02d}" if month else str(year)
    return None


def _told_of_others(analysis: Analysis, stated: Collection[StatedRating]) -> set[int]:
    """Return the indexes of the sentences that hold only earlier ratings, or name only areas that are not rated."""
    kinds, rated = {one.body.kind for one in stated}, {one.area for one in stated}
    told = [(one.at.sentence.index, "grade", not one.historic) for one in stated]
    for hit in analysis.areas:
        if (codes := hit.term.codes)[0] not in {"overall", *PILLARS}:
            told.append((analysis.index_at(hit.start), "area", any(area_for(codes, kind) in rated for kind in kinds)))
    fitting = {(index, what) for index, what, fits in told if fits}
    return {index for index, what, _ in told if (index, what) not in fitting}


def _end(edtf: str) -> tuple[int, int]:
    """Return the year and last month of a date."""
    return int(edtf[:4]), (month_of(edtf) or 12) + 2 * (edtf[5:7] > "12")


def _is_about_another_inspection(analysis: Analysis, sentence: Sentence, main: Body | None) -> bool:
    """Whether a sentence is about an inspection of another time, kind or body than that of the grades."""
    start, end = sentence.start, sentence.end
    if ANOTHER_VISIT.search(analysis.view.folded, start, end) or NO_GRADES.search(analysis.text, start, end):
        return True
    here = {m.body for m in analysis.mentions_in(start, end) if m.body.kind in INSPECTED_KINDS}
    return len(here) == 1 and main not in here


def _inspected_year(when: str, year: str, last: bool, anchor: str | None) -> int | None:
    """Return the year of "spring 2022", or of "spring, last year" or "last spring" seen from the date `anchor`."""
    parts = parts_of(when)
    said = int(year) if year.isdigit() else parts.year
    if said or not anchor or not (last or year):
        return said
    begins = BEGINS.get(when, parts.month or 1)
    return int(anchor[:4]) - ("last" in year or (last and begins >= (month_of(anchor) or 1) - 1))


def inspectorate_of(analysis: Analysis) -> str | None:
    """Return the short name of the inspectorate named most, or else publishing, of those that grade police or fire
    bodies."""
    graders = vocabularies.graders()
    counts = Counter(m.body for m in analysis.mentions if m.body.body_id in graders)
    body = max(counts, key=counts.__getitem__, default=analysis.publisher)
    return vocabularies.acronyms().get(body.body_id, body.name) if body and body.body_id in graders else None
