"""The dates of the reports a document speaks of: the newest, and those before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.reports.days import dated, day_of, last, on_day, week_or_month
from flows.extraction.reports.nouns import are_inspectors, is_earlier, of_noun
from flows.extraction.reports.pages import (
    graded_on_day,
    of_an_inspectorate,
    published_as_a_report,
    published_under_a_heading,
    published_under_headings,
)
from flows.extraction.reports.subjects import is_on_theme
from flows.extraction.reports.told import ReportDate, ReportDates
from flows.extraction.reports.words import (
    AND_ON,
    ANSWER,
    ANSWERED,
    DAY,
    DAY_BESIDE,
    DAY_FIRST,
    DAY_WHEN,
    ENDS_IN,
    GAVE_NONE,
    LAST_IN,
    NO_GRADES,
    NOT_YET,
    OTHER_REPORT,
    PUBLISHED,
    PUBLISHED_FOLDED,
    PUBLISHING,
    REACHES,
    REPORT,
    REPORTS_WERE,
    SAID_BY_REPORT,
    SAYS_NO_DAY,
    SAYS_NOW,
    SAYS_ON,
    SAYS_ONLY,
    SHIFTED,
)

# "Today X said": nothing comes out by that, unless inspectors say it.
SAYING = (
    "said", "says", "criticised", "praised", "named", "announced", "gave", "gives", "awarded", "handed", "ruled",
    "declared", "marked", "ranked", "described", "upgraded", "downgraded", "accused", "delivered",
    "concluded", "classes", "classed", "rates", "grades", "judges",
)  # fmt: skip
INSPECTED = frozenset({"fire-service", "territorial-force", "special-force", "regional-unit"})
# What a day right before a verb of publishing ends with, and the first letters of one that opens a sentence.
DAYS = ("day", "morning", "afternoon", "evening", "week", "month")
OPENS_A_DAY = "oilet"
# How far "by inspectors" stands before "today", at most.
TOLD_WITHIN = 90
# How far before a verb of publishing the day may stand on which it did so.
WHEN_WITHIN = 140


def report_dates(analysis: Analysis) -> ReportDates:
    """The dates of the reports a document speaks of, from verbs of publishing, nouns, or the page itself."""
    told = (date for date in _dates(analysis) if not is_on_theme(analysis, date.at))
    found = [*told, *published_under_headings(analysis)]
    current = sorted((date for date in found if not date.earlier), key=lambda date: date.at)
    own = published_as_a_report(analysis)
    newest = own or max((date.day for date in current), default=None) or published_under_a_heading(analysis)
    if newest is None and len(found) == 1 and found[0].found:
        newest = found[0].day
    if newest is None and of_an_inspectorate(analysis):
        newest = analysis.document.published_on
    newest = newest or graded_on_day(analysis)
    days = {date.day for date in found}
    only = found[0] if len(days) == 1 and len(found[0].day) > 4 else None
    on_fire = _on_fire(analysis, [date for date in current if date.day == newest])
    return ReportDates(
        newest,
        frozenset(days - {newest}),
        tuple(current),
        only,
        on_fire,
        tuple(d for d in found if d.earlier),
        _last_in(analysis, newest),
    )


def _last_in(analysis: Analysis, newest: str | None) -> str | None:
    """The only year that a text gives of the last inspection, before the year of the newest report."""
    folded, year = analysis.view.folded, (newest or analysis.document.published_on or "")[:4]
    said = {match["year"] for at in analysis.triggers.starts["before"] if (match := LAST_IN.match(folded, at))}
    return said.pop() if len(said) == 1 and year and max(said) < year else None


def _on_fire(analysis: Analysis, dates: list[ReportDate]) -> bool | None:
    """Whether the paragraphs that tell of a report name fire services, None where they name police bodies too."""
    blocks = {sentence.block for date in dates if (sentence := analysis.sentence_at(date.at))}
    kinds = {m.body.kind for block in blocks for m in analysis.mentions_in(block.start, block.end)} & INSPECTED
    fire = "fire-service" in kinds
    return fire if kinds and (not fire or len(kinds) == 1) else None


def _dates(analysis: Analysis) -> Iterator[ReportDate]:
    folded, triggers = analysis.view.folded, analysis.triggers
    for start in triggers.starts["publishing"] if analysis.written else ():
        if folded[start] in "ty" and (day := _told_today(analysis, start)):
            yield ReportDate(start, day, earlier=False)
    near = _beside_inspectors(analysis)
    for kind, reach in REACHES.items():
        for start in triggers.starts[kind]:
            if start and folded[start - 1].isalpha():  # "about"
                continue
            sentence = analysis.sentence_at(start)
            if sentence is None or (sentence.index not in near and SAYS_NO_DAY.match(folded, start)):
                continue
            may = DAY.search(folded[start : start + reach].partition(".")[0]) and _publishes(analysis, start)
            match = PUBLISHED.match(analysis.text, start) if may and PUBLISHED_FOLDED.match(folded, start) else None
            if match and _of_a_report(analysis, match) and (day := day_of(analysis, match)):
                earlier = is_earlier(analysis, match)
                if not earlier and _gave_none(analysis, match):
                    continue
                shifted = earlier and len(day) > 4 and folded[max(0, start - 9) : start].endswith(SHIFTED)
                yield ReportDate(start, day, earlier, shifted)
                if match["date"] and (second := AND_ON.match(analysis.text, match.end())):
                    other = dated(analysis, second["date"], None)
                    yield from (ReportDate(second.start("date"), other, earlier=False),) if other else ()
            elif day := _day_before(analysis, start):
                yield ReportDate(start, day, earlier=False)
    for start in triggers.starts["report"]:
        yield from of_noun(analysis, start)


def _beside_inspectors(analysis: Analysis) -> set[int]:
    """The indices of the sentences that may name inspectors, and of those behind these."""
    folded, starts = analysis.view.folded, analysis.triggers.starts
    named = [mention.start for mention in analysis.mentions if mention.body.kind == "inspectorate"]
    named += [at for at in starts["inspecting"] if folded.startswith(("inspectors", "inspectorate"), at)]
    found = {sentence.index for at in (*named, *starts["watching"]) if (sentence := analysis.sentence_at(at))}
    return found | {index + 1 for index in found}


def _gave_none(analysis: Analysis, match: re.Match[str]) -> bool:
    """Whether a text says behind a date, in its sentence or the next of its paragraph, that no grades came of it."""
    sentence = analysis.sentence_at(match.start())
    following = analysis.sentences[sentence.index + 1 : sentence.index + 2] if sentence else []
    if sentence is None:
        return False
    end = following[0].end if following and following[0].block is sentence.block else sentence.end
    return GAVE_NONE.search(analysis.view.folded, match.end(), min(end, match.end() + 300)) is not None


def _publishes(analysis: Analysis, start: int) -> bool:
    """Whether a verb may tell that a report came out: one that only says so does where inspectors stand beside it."""
    sentence = analysis.sentence_at(start) if SAYS_ONLY.match(analysis.text, start) else None
    if sentence is None or are_inspectors(analysis, sentence.start, sentence.end):
        return True
    return _said_by_report(analysis, start)


def _said_by_report(analysis: Analysis, start: int) -> bool:
    """Whether a verb of saying has a report for its subject, and the day that it came out behind it."""
    before = max(0, start - len(" inspection have "))
    return bool(SAYS_NOW.match(analysis.text, start) and SAID_BY_REPORT.search(analysis.text, before, start))


def _told_today(analysis: Analysis, start: int) -> str | None:
    """The day a text is of, or the one before, in "praised by inspectors today"."""
    folded = analysis.view.folded
    by = folded.rfind(" by ", max(0, start - TOLD_WITHIN), start)
    if by < 0 or any(mark in folded[by:start] for mark in ".,;:") or analysis.quotation_at(start):
        return None
    if analysis.written is None or not are_inspectors(analysis, by, start):
        return None
    return on_day(analysis.written, "yesterday" if folded.startswith("y", start) else "today")


def _day_before(analysis: Analysis, start: int) -> str | None:
    """The day that opens a sentence in which inspectors publish something."""
    if not (PUBLISHING.match(analysis.text, start) or SAYS_ONLY.match(analysis.text, start)):
        return None
    sentence = analysis.sentence_at(start)
    if sentence is None or analysis.quotation_at(start):
        return None
    folded = analysis.view.folded
    near = max(sentence.start, start - 20)
    beside = DAY_BESIDE.search(analysis.text, near, start) if folded[near:start].rstrip().endswith(DAYS) else None
    if beside and analysis.written:
        weekday, said = (beside["weekday"] or "").lower(), (beside["said"] or "").lower()
        if not are_inspectors(analysis, sentence.start, start):
            return None
        if said.endswith(("week", "month")):
            return week_or_month(analysis.written, said)
        return last(analysis.written, weekday) if weekday else analysis.written.isoformat()
    low = max(sentence.start, start - WHEN_WITHIN)
    if folded.find("when", low, start) >= 0 and (when := DAY_WHEN.search(analysis.text, low, start)):
        return _said(analysis, when) if are_inspectors(analysis, when.start("who"), start) else None
    opens = folded[sentence.start] in OPENS_A_DAY or not folded[sentence.start].isalpha()
    match = DAY_FIRST.match(analysis.text, sentence.start, start) if opens else None
    if match is None or not _inspectors_publish(analysis, sentence, match):
        return None
    return dated(analysis, match["date"], None) if match["date"] and not match["weekday"] else _said(analysis, match)


def _said(analysis: Analysis, match: re.Match[str]) -> str | None:
    """The day of a match of DAY_FIRST or DAY_WHEN, seen from the day of the document."""
    if analysis.written is None or match["weekday"]:
        return last(analysis.written, match["weekday"].lower()) if match["weekday"] else None
    said = " ".join(match["said"].lower().split()).removeprefix("earlier ")
    return week_or_month(analysis.written, said) if said.endswith(("week", "month")) else on_day(analysis.written, said)


def _inspectors_publish(analysis: Analysis, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether inspectors stand between a day and a verb of publishing, or what they wrote: "when the reports were"."""
    low, high = match.span("between")
    if are_inspectors(analysis, low, high):
        return True
    before = analysis.sentences[max(0, sentence.index - 1)]
    passive = REPORTS_WERE.match(analysis.text, low, high)
    return bool(passive) and are_inspectors(analysis, before.start, sentence.end)


def _is_answer(analysis: Analysis, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether what came out is somebody's reply to a report, and no report."""
    text = analysis.text
    if ANSWER.match(text, match.end(), sentence.end) or ANSWER.match(match["gap"] or ""):
        return True
    return bool(ANSWERED.match(text, sentence.start, match.start()))


def _of_a_report(analysis: Analysis, match: re.Match[str]) -> bool:
    """Whether what is published is a report, said in this sentence or the one before, and not in somebody's words."""
    sentence = analysis.sentence_at(match.start())
    if sentence is None or analysis.quotation_at(match.start()):
        return False
    if NOT_YET.search(analysis.text, max(sentence.start, match.start() - 60), match.start()):
        return False
    end, said = match.end(), match.group().lower()
    if said.endswith(" by ") or analysis.text.startswith(" by ", end):
        end = sentence.end if said.endswith(" by ") else min(sentence.end, end + TOLD_WITHIN)
    inspectors = are_inspectors(analysis, sentence.start, end)
    if said.endswith(" by ") and "day" in said[:9]:  # "seen today by reporters"
        return are_inspectors(analysis, match.end(), min(sentence.end, match.end() + TOLD_WITHIN))
    if SAYS_ONLY.match(said) or said.endswith(SAYING):
        if said.startswith(("says", "warns", "reveals")) and not SAYS_ON.match(said):
            return False
        spoken = inspectors or _said_by_report(analysis, match.start())
        return spoken and not ENDS_IN.search(match["gap"] or "")
    if not inspectors and _is_answer(analysis, sentence, match):
        return False
    before = analysis.sentences[max(0, sentence.index - 1)] if sentence.index else sentence
    low = before.start if before.block is sentence.block else sentence.start
    if NO_GRADES.search(analysis.text, sentence.start, sentence.end):
        return False
    told = REPORT.search(analysis.text, sentence.start, match.start())
    high = match.end() if told else sentence.end  # what a report tells may be of plans
    if not inspectors and OTHER_REPORT.search(analysis.text, sentence.start, high):
        return False
    high = sentence.end
    after = analysis.sentences[sentence.index + 1 : sentence.index + 2]
    if match.start() == sentence.start:  # "Out last Tuesday, they cover …"
        low = before.start
        high = after[0].end if after and after[0].block is sentence.block else high
    return inspectors or bool(REPORT.search(analysis.text, low, high))
