"""The day of a report as its own page gives it: below its heading, or as the day of an inspectorate's own page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import body_of
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.dates import parts_of
from flows.extraction.analysis.times.period_patterns import WEEKDAYS
from flows.extraction.grades.words.talk import speaks_of
from flows.extraction.reports.days import last, on_day
from flows.extraction.reports.told import ReportDate
from flows.extraction.reports.words import PRESS_OFFICE, PUBLICATION_KIND, PUBLISHED_LINE, REPORT
from schemas import vocabularies

# "This is the first assessment of the force": so a report opens, and no news of it.
THIS_IS_ONE = re.compile(
    r"This is (?:the|our|[A-Z][\w&]*['’]s?) (?:[\w-]+ (?:\([^()]{3,60}\) )?){0,3}(?:[Aa]ssessment|[Ii]nspection) of\b"
)
OPENING_LINES = 3
# "PEEL 2021/22 – An inspection of X": what a report is called, by whom speaks of itself and of what it has judged.
TITLE_OF_ONE = re.compile(
    r"(?:[^\n]{0,70}[:–—-]\s)?(?:an?\s+|the\s+)?(?:re-?)?inspection\s+(?:into|of)\b", re.IGNORECASE
)
BY_ITSELF = re.compile(
    r"\b(?:asked\s+us\s+(?:in\s+\d{4}\s+)?to\s+inspect|our\s+(?:graded\s+)?judge?ments|print\s+this\s+document)\b"
)

# "today's report confirms …", whoever says so.
OF_REPORT = re.compile(
    r"today's\s+(?:(?!(?:commons|audit|council|court)\b)[\w-]+\s+){0,3}(?:reports?|findings|grades|gradings|ratings|judge?ments?|verdict|results|"
    r"(?:inspection|assessment)(?!\s+of\s))\b(?!\s+(?:by|from|of)\s)"
)
# What came upon a body: "has |today been told", "were |yesterday told", "received a report |yesterday".
_BEFALLS = (
    r"(?:told|recognised|awarded|given|handed|placed|moved|upgraded|downgraded|named|ranked|commended|praised|"
    r"criticised|rated|graded|judged|deemed|classed|marked|labelled|branded|lifted|raised|put)"
)
BEFALLS = re.compile(
    rf"\w+\s+(?:\([^()]{{3,40}}\)\s+)?(?:been\s+)?(?:{_BEFALLS}|come\s+(?:out|through)|received|emerged)\b"
)
BEFELL = re.compile(rf"\b(?:(?:was|were|been)\s+{_BEFALLS}|received|came\s+(?:out|through))\b[^.;:]*$")
# "forces were told| on Thursday how far …"
TOLD_ON = re.compile(rf"\b(?:was|were|been)\s+{_BEFALLS}$")
NEAR = 70
# "was raised to G by the inspectorate| on Tuesday", folded.
ON_WEEKDAY = re.compile(rf" on (?P<weekday>{'|'.join(WEEKDAYS)})\b")
BY_INSPECTORS = re.compile(r" by (?:the )?(?:\w+ )?(?:inspectors|inspectorate|watchdog)")
GRADED = re.compile(
    r"\b(?:was|were|been)\s+(?:\w+\s+)?(?:rated|graded|judged|found|deemed|given|awarded|handed|raised|lowered|moved|upgraded|"
    r"downgraded|told|ranked|marked)\b"
)
GRADED_WITHIN = 200


def published_as_a_report(analysis: Analysis) -> str | None:
    """The day in a line like "Published on: 20 June 2024" below the title of a page that is itself a report."""
    if not analysis.blocks or not TITLE_OF_ONE.match(analysis.text, analysis.blocks[0].start):
        return None
    below = (PUBLISHED_LINE.match(analysis.text, line.start, line.end) for line in analysis.blocks[1:OPENING_LINES])
    line = next((match for match in below if match), None)
    parts = parts_of(line["date"]) if line and BY_ITSELF.search(analysis.view.folded) else None
    day = parts.first_day() if parts and parts.day else None
    return day.isoformat() if day else None


def published_under_a_heading(analysis: Analysis) -> str | None:
    """The day in a line like "Published: 8 November 2024", right below the heading of the one report of a page."""
    found = set()
    for heading, line in pairwise(analysis.blocks):
        match = PUBLISHED_LINE.match(analysis.text, line.start, line.end)
        own = heading.index and heading.kind == "heading" and REPORT.search(analysis.text, heading.start, heading.end)
        # On an inspectorate's page of a report its kind stands below.
        kinds = match and PUBLICATION_KIND.match(analysis.view.folded, line.end, line.end + 24)
        if match and (own or kinds or _opens_a_report(analysis, line.index + 1)):
            parts = parts_of(match["date"])
            found.add(day.isoformat() if parts.year and parts.day and (day := parts.first_day()) else None)
    return found.pop() if len(found) == 1 else None


def published_under_headings(analysis: Analysis) -> list[ReportDate]:
    """The days in lines like "Published: 8 November 2024" below the headings of a page on several reports."""
    lines = [
        (line, match)
        for above, line in pairwise(analysis.blocks)
        if above.index and above.kind == "heading"  # what stands below the first is of the page itself
        if (match := PUBLISHED_LINE.match(analysis.text, line.start, line.end))
    ]
    days = [(line.start, parts.first_day()) for line, match in lines if (parts := parts_of(match["date"])).day]
    found = [ReportDate(at, day.isoformat(), earlier=False) for at, day in days if day]
    return found if len({date.day for date in found}) > 1 else []


def _opens_a_report(analysis: Analysis, index: int) -> bool:
    """Whether a page says of itself that it is an assessment, in one of the next lines."""
    lines = analysis.blocks[index : index + OPENING_LINES]
    return any(THIS_IS_ONE.match(analysis.text, line.start, line.end) for line in lines)


def of_an_inspectorate(analysis: Analysis) -> bool:
    """Whether a document is the page of an inspectorate that grades, and tells of an inspection of its own."""
    publisher = (analysis.document.publisher or "").casefold()
    graders = vocabularies.graders()
    if not publisher:
        ask = (m for m in analysis.mentions if m.body.body_id in graders and PRESS_OFFICE.match(analysis.text, m.end))
        return any(ask)
    names = {
        name.casefold() for code in graders for name in (body_of(code).name, vocabularies.acronyms().get(code)) if name
    }
    return publisher in names and bool(re.search(r"\b(?:report|inspection\s+of|assessment)\b", analysis.text))


def graded_on_day(analysis: Analysis) -> str | None:
    """The day of "it has today been told that it is G", in a text on an inspection that names no other day."""
    folded, written = analysis.view.folded, analysis.written
    if written is None or not any(speaks_of(folded)):
        return None
    for start in analysis.triggers.starts["publishing"]:
        sentence = analysis.sentence_at(start) if folded.startswith(("today", "yesterday"), start) else None
        if sentence is None or not _is_graded(analysis, sentence, start):
            continue
        return on_day(written, "yesterday" if folded.startswith("y", start) else "today")
    return next((last(written, day) for day in _graded_by_inspectors(analysis)), None)


def _graded_by_inspectors(analysis: Analysis) -> Iterator[str]:
    """The days of the week on which a sentence says that inspectors graded: "was given five grades by X on Monday"."""
    folded = analysis.view.folded
    for at in analysis.triggers.starts["weekday"]:
        start = max(0, at - 1)
        match, sentence = ON_WEEKDAY.match(folded, start), analysis.sentence_at(start)
        if match is None or sentence is None or analysis.quotation_at(start):
            continue
        low = max(sentence.start, start - GRADED_WITHIN)
        if TOLD_ON.search(folded, low, start) and _inspectors_grade(analysis, sentence):
            yield match["weekday"]
            continue
        by = folded.rfind(" by ", low, start)
        named = analysis.mentions_in(by, start) if by > 0 else []
        inspectors = any(m.body.kind == "inspectorate" for m in named) or BY_INSPECTORS.fullmatch(folded, by, start)
        if not inspectors or not GRADED.search(folded, low, by) or any(mark in folded[by:start] for mark in ".;:,"):
            continue
        if analysis.triggers.any_within("grade", sentence.start, sentence.end):
            yield match["weekday"]


def _inspectors_grade(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence and the next two of its text name inspectors and give a grade."""
    end = analysis.sentences[sentence.index : sentence.index + 3][-1].end
    named = any(m.body.kind == "inspectorate" for m in analysis.mentions_in(sentence.start, end))
    return named and analysis.triggers.any_within("grade", sentence.start, end)


def _is_graded(analysis: Analysis, sentence: Sentence, start: int) -> bool:
    """Whether a sentence says what came upon a body that day, and it or the next one gives a grade."""
    folded, following = analysis.view.folded, analysis.sentences[sentence.index + 1 : sentence.index + 2]
    if OF_REPORT.match(folded, start, sentence.end):
        return True
    end = following[0].end if following else sentence.end
    headline = analysis.sentences[0] if 0 < sentence.index < OPENING_LINES else sentence
    low = headline.start if analysis.text[headline.end - 1] not in ".?" else sentence.start
    if analysis.quotation_at(start) or not analysis.triggers.any_within("grade", low, end):
        return False
    low = max(sentence.start, start - NEAR)
    return bool(BEFALLS.match(folded, start, sentence.end) or BEFELL.search(folded, low, start))
