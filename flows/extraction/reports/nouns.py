"""The dates beside nouns, "the report of May 2024", "today's report"; and who and when the words beside a date mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.grades.frames.times import HISTORIC
from flows.extraction.grades.words.words import WINDOW
from flows.extraction.reports.days import RELATIVE, dated, on_day, said_day
from flows.extraction.reports.told import ReportDate
from flows.extraction.reports.words import (
    AFTER_REPORT,
    BY_WHOM,
    DATE_BEFORE,
    DATED_REPORT,
    DAY_STATED,
    FOUND,
    GRADES,
    INSPECTORS,
    NO_GRADES,
    NOT_THIS_ONE,
    PAST_PERFECT,
    POSSESSIVE,
    PUBLISHED,
    REPORT_IN_TIME,
    REPORT_LAST_YEAR,
    REPORT_OF,
    REPORT_TODAY,
    WILL_BE_OUT,
    WITH_REPORT,
)

# What stands most often before a report, and is no date.
NO_DATES = ("the ", "their ", "its ")


def of_noun(analysis: Analysis, start: int) -> Iterator[ReportDate]:
    """The date beside a noun like "report": "the report of May 2024", "the May 2024 report", or in "today's report"."""
    text = analysis.text
    if found := _in_time(analysis, start):
        yield found
        return
    if found := _told_today(analysis, start):
        yield found
        return
    if analysis.written and REPORT_LAST_YEAR.match(text, start):
        sentence = analysis.sentence_at(start)
        if sentence and not analysis.quotation_at(start) and _names_inspection(analysis, sentence):
            yield ReportDate(start, str(analysis.written.year - 1), earlier=True)
        return
    match = REPORT_OF.match(text, start)
    anaphoric = not analysis.view.folded.startswith("report", start)
    beside = match is None and not anaphoric and not text.endswith(NO_DATES, 0, start)
    if beside and DATE_BEFORE.search(text[max(0, start - 40) : start]):
        match = DATED_REPORT.search(text, max(0, start - 60), start)
    sentence = analysis.sentence_at(start) if match else None
    if match is None or sentence is None or analysis.quotation_at(start):
        return
    day = dated(analysis, match["date"], None)
    if not day or not _names_inspection(analysis, sentence) or NO_GRADES.search(text, sentence.start, sentence.end):
        return
    written = analysis.written
    old = bool(written and int(day[:4]) < written.year - 1) or len(day) == 4
    end = start + len("report") if match.re is DATED_REPORT else match.end()
    had, finds = PAST_PERFECT.match(text, end), FOUND.match(text, end)
    before = had or anaphoric or is_earlier(analysis, match)
    if finds and AFTER_REPORT.match(text, sentence.start, start):
        before, finds = True, None
    graded = not before and _gives_grades(analysis, sentence)
    yield ReportDate(start, day, bool(old or before), bool((finds or graded) and len(day) > 4))


def _told_today(analysis: Analysis, start: int) -> ReportDate | None:
    """The day of "a report by inspectors today", in a sentence that names these."""
    match = REPORT_TODAY.match(analysis.view.folded, start) if analysis.written else None
    sentence = analysis.sentence_at(start) if match else None
    if match is None or sentence is None or analysis.quotation_at(start) or not analysis.written:
        return None
    if not are_inspectors(analysis, sentence.start, sentence.end):
        return None
    return ReportDate(start, on_day(analysis.written, match["day"]), earlier=False)


def _in_time(analysis: Analysis, start: int) -> ReportDate | None:
    """The day of "today's report", "November's report", or of a report that "will be on the website from" that day."""
    folded, written = analysis.view.folded, analysis.written
    before = folded[max(0, start - 60) : start]
    if not folded.startswith("report", start):
        return None
    soon = " be " in folded[start : start + 20] and not NOT_THIS_ONE.search(before)
    will = WILL_BE_OUT.match(analysis.text, start) if soon else None
    match = REPORT_IN_TIME.search(before) if written and POSSESSIVE in before else None
    if written and match is None and ("along with " in before or "together with " in before):
        match = WITH_REPORT.search(before)
    stated = DAY_STATED.search(analysis.text, max(0, start - 60), start) if "'s (" in before else None
    said = will or stated
    sentence = analysis.sentence_at(start) if match or said else None
    if sentence is None or analysis.quotation_at(start):
        return None
    by = BY_WHOM.match(folded, start)
    if by and not are_inspectors(analysis, by.end(), min(sentence.end, by.end() + 100)):
        return None
    low = analysis.sentences[max(0, sentence.index - 3)].start
    inspectors = "inspection " in match.group() if match else False
    if not (inspectors or are_inspectors(analysis, low, sentence.end)) or NO_GRADES.search(
        analysis.text, sentence.start, sentence.end
    ):
        following = analysis.sentences[sentence.index + 1 : sentence.index + 3]
        if not following or not are_inspectors(analysis, sentence.end, following[-1].end):
            return None
    day = dated(analysis, said["date"], None) if said else said_day(written, match) if match and written else None
    return ReportDate(start, day, earlier=False) if day else None


def _gives_grades(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence that dates a report, or the next one of its paragraph, holds a grade."""
    following = analysis.sentences[sentence.index + 1 : sentence.index + 2]
    end = following[0].end if following and following[0].block is sentence.block else sentence.end
    return bool(analysis.triggers.within("grade", sentence.start, end))


def _names_inspection(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence, or the one before it, speaks of an inspection or gives a grade."""
    before = analysis.sentences[sentence.index - 1] if sentence.index else sentence
    low = before.start if before.block is sentence.block else sentence.start
    within, block = analysis.triggers.within, sentence.block
    if GRADES.search(analysis.text, low, sentence.end):
        return True
    if (analysis.text[sentence.end - 1] == ":" or block.kind == "heading") and block.index + 1 < len(analysis.blocks):
        return bool(within("grade", low, analysis.blocks[block.index + 1].end))
    return any(within(kind, low, sentence.end) for kind in ("grade", "inspecting")) or are_inspectors(
        analysis, low, sentence.end
    )


def are_inspectors(analysis: Analysis, start: int, end: int) -> bool:
    """Whether an inspectorate stands in a slice, or what texts call one."""
    named = any(m.body.kind == "inspectorate" for m in analysis.mentions_in(start, end))
    return named or bool(INSPECTORS.search(analysis.text, start, end))


def is_earlier(analysis: Analysis, match: re.Match[str]) -> bool:
    """Whether the words around a date make its report an earlier one ("the previous report", "last inspected")."""
    sentence = analysis.sentence_at(match.start())
    today = match.re is PUBLISHED and (match["day"] or RELATIVE.search(match.group()))
    if sentence is None or today:
        return False
    low = max(sentence.start, match.start() - WINDOW)
    found = HISTORIC.finditer(analysis.view.folded, low, match.end())
    return any(
        not word.group().lower().endswith(" been") or word.end() >= match.start() - len(" in the ") for word in found
    )
