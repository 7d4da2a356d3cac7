"""The dates of the reports a document speaks of: the newest, and those before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import body_of
from flows.extraction.analysis.layout import Block, Sentence
from flows.extraction.analysis.period_patterns import DATE, SEASONS, WEEKDAYS
from flows.extraction.analysis.periods import parts_of
from flows.extraction.grade_times import HISTORIC
from flows.extraction.grade_words import WINDOW
from schemas import vocabularies

_DAY = r"(?P<day>today|yesterday|this\s+(?:morning|afternoon|evening|month)|last\s+month)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)})"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})\s+(?:of\s+)?(?P<of>(?:19|20)\d\d)\b"
# "published today (Friday 10 November)", "came out on Thursday, 2 March 2023", "published on Thursday", "out today".
PUBLISHED = re.compile(
    rf"\b(?:published|released|issued|out(?!\s+of\b)|appeared|emerged|unveiled|landed|laid|made\s+public|set\s+out|revealed|warned|said|"
    rf"reported|dated)\b(?P<gap>[^.\n]{{0,40}}?)"
    rf"(?:\b{_DAY}\b|\b{_SEASON}|\(?(?P<date>{DATE})|\b{_WEEKDAY}\b(?:,?\s*\(?(?P<inner>{DATE})\)?)?)"
    rf"(?:\s*,?\s*[(–—-]?\s*(?P<more>{DATE})\)?)?"
    rf"|\b(?:published|released|issued)\b[^.\n]{{0,90}}?\bon\s+(?P<late>{DATE})"
    r"|\b(?:today|yesterday)\b[^.\n]{0,40}?\b(?:published|released|issued|set\s+out|revealed|warned|rated|graded|judged|found)\b",
    re.IGNORECASE,
)
# "On Friday 14 July the inspectorate published its findings": the day opens the sentence.
DAY_FIRST = re.compile(rf"\W*(?:On|In|Last)\s+(?P<date>{DATE}|{_WEEKDAY})(?P<between>[^.;\n]{{1,80}}?)$", re.IGNORECASE)
PUBLISHING = re.compile(r"(?:published|released|issued)\b", re.IGNORECASE)
# "the report of 21 February 2023", "its report (March 2024)", "those of May 2021", "the one before it (April 2022)".
REPORT_OF = re.compile(
    rf"\b(?:reports?|findings|those|(?:the\s+)?one\s+before(?:\s+(?:it|that|this))?)\s*"
    rf"(?:,?\s+(?:of|from|dated|in)\s+|\((?:[^()\d]{{1,40}},\s+)?|(?:by|from)\s+[^.,;()\n]{{3,60}}?\s(?:on|in|of|dated)\s+)"
    rf"(?P<date>{DATE})",
    re.IGNORECASE,
)
# "the May 2024 report", "its 2024 inspection report", "the 2024 ACRONYM report" of an inspectorate or a programme.
DATED_REPORT = re.compile(
    rf"(?<![/–-])(?<!\d)(?P<date>{DATE})\s+(?:(?-i:[A-Z]{{4,}})\s+|inspection\s+|effectiveness\s+)*$", re.IGNORECASE
)
# A line of its own below the title of a report: "Published: 8 November 2024".
PUBLISHED_LINE = re.compile(rf"\s*(?:published|publication\s+date)\s*(?:on\b)?:?\s*(?P<date>{DATE})", re.IGNORECASE)
# How far behind a verb PUBLISHED finds a day, and what every day holds.
REACHES = {"publishing": 140, "saying": 70}
DAY = re.compile(r"[0-9]|day|month|this\s|in\s", re.IGNORECASE)
# Verbs that publish nothing by themselves count only where an inspectorate is their subject.
SAYS_ONLY = re.compile(r"(?:said|warned|revealed|reported|set\s+out)\b", re.IGNORECASE)
REPORT = re.compile(
    r"\b(?:reports?|inspections?|findings|assessments?|grades|ratings|judgements?|verdicts?|results|conclusions|PEEL)\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(r"\b(?:today|yesterday)\b", re.IGNORECASE)
INSPECTORS = re.compile(r"\b(?:[Ii]nspectors|[Ii]nspectorate|[Ww]atchdog|PEEL)\b")
# Reports that give no grades, where no inspectorate is named beside them.
OTHER_REPORT = re.compile(
    r"\b(?:annual\s+report|accounts|audit\w*|surveys?|figures|statistics|plans?|strategy|statement)\b", re.IGNORECASE
)
# What inspectorates publish without grades.
NO_GRADES = re.compile(r"\bState\s+of\s+(?:Policing|Fire)\b")
# What every date holds: a digit, or the name of a month.
HOLDS_DATE = re.compile(r"[0-9]|[JFMASOND][a-z]{2}")
DATE_BEFORE = re.compile(r"(?:[0-9]{4}|[JFMASOND][a-z]{2,8})\s(?:[\w]+\s){0,2}$")
# How long before a text's last whole date a day without a year may lie.
SOON = timedelta(days=60)
# "will be published on …", "due to be published", "to be published": not yet.
NOT_YET = re.compile(r"\b(?:will|would|to|should|may|might|must|can)\s+(?:\w+\s+)?be\s+(?:\w+\s+)?$", re.IGNORECASE)
# "the report of September 2023 found it …": the last one, however long ago, where the text knows no other.
FOUND = re.compile(r"\)?,?\s+(?:found|finds|rated|rates|graded|grades|judged|judges|gave|gives|described)\b")
# "the report of October 2022 had it at …".
PAST_PERFECT = re.compile(r"\)?,?\s+had\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReportDate:
    """An EDTF date that a report is said, at a position of the view, to be of.

    `earlier`: a newer one has followed, or may well have; `found`: it is said what this one found.
    """

    at: int
    day: str
    earlier: bool
    found: bool = False


@dataclass(frozen=True, slots=True)
class ReportDates:
    """The newest report's date, where the text says it, and the dates of all others it speaks of."""

    newest: str | None
    others: frozenset[str]
    current: tuple[ReportDate, ...] = ()

    def beside(self, start: int, at: int) -> str | None:
        """The newest report's date, or that of the last one told of from the start of a paragraph to a position."""
        told = [date for date in self.current if start <= date.at < at]
        return told[-1].day if told else self.newest

    def in_full(self, day: str) -> str:
        """A date of a year or month alone as the one report of that time is dated elsewhere in the text."""
        fuller = {other for other in {*self.others, self.newest} if other and other.startswith(f"{day}-")}
        return fuller.pop() if len(fuller) == 1 else day

    def before(self) -> str | None:
        """The date of the only report before the newest."""
        older = {day for day in self.others if len(day) > 4 and (not self.newest or day < self.newest[: len(day)])}
        return older.pop() if len(older) == 1 else None


def report_dates(analysis: Analysis) -> ReportDates:
    """The dates of the reports a document speaks of, from verbs of publishing, nouns, or the page itself."""
    found = list(_dates(analysis))
    current = sorted((date for date in found if not date.earlier), key=lambda date: date.at)
    newest = max((date.day for date in current), default=None) or _published_under_a_heading(analysis)
    if newest is None and len(found) == 1 and found[0].found:
        newest = found[0].day
    if newest is None and _of_an_inspectorate(analysis):
        newest = analysis.document.published_on
    return ReportDates(newest, frozenset({date.day for date in found} - {newest}), tuple(current))


def _dates(analysis: Analysis) -> Iterator[ReportDate]:
    text, triggers = analysis.text, analysis.triggers
    for kind, reach in REACHES.items():
        for start in triggers.starts[kind]:
            match = PUBLISHED.match(text, start) if DAY.search(text, start, start + reach) else None
            if match and _of_a_report(analysis, match) and (day := _day_of(analysis, match)):
                yield ReportDate(start, day, _is_earlier(analysis, match))
            elif kind == "publishing" and (day := _day_before(analysis, start)):
                yield ReportDate(start, day, earlier=False)
    for start in triggers.starts["report"]:
        yield from _of_noun(analysis, start)


def _of_noun(analysis: Analysis, start: int) -> Iterator[ReportDate]:
    """The date a noun like "report" has beside it: "the report of May 2024", "the May 2024 report"."""
    text = analysis.text
    match = REPORT_OF.match(text, start) if HOLDS_DATE.search(text, start, start + 90) else None
    if (
        match is None
        and text[start : start + 6].lower() == "report"
        and DATE_BEFORE.search(text[max(0, start - 40) : start])
    ):
        match = DATED_REPORT.search(text, max(0, start - 60), start)
    sentence = analysis.sentence_at(start) if match else None
    if match is None or sentence is None or analysis.quotation_at(start):
        return
    day = _dated(analysis, match["date"], None)
    if not day or not _names_inspection(analysis, sentence) or NO_GRADES.search(text, sentence.start, sentence.end):
        return
    written = analysis.written
    old = bool(written and int(day[:4]) < written.year - 1) or len(day) == 4
    end = start + len("report") if match.re is DATED_REPORT else match.end()
    had, finds = PAST_PERFECT.match(text, end), FOUND.match(text, end)
    anaphoric = text[start : start + 6].lower() != "report"
    earlier = old or had or anaphoric or _is_earlier(analysis, match)
    yield ReportDate(start, day, bool(earlier), bool(finds and len(day) > 4))


def _names_inspection(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence, or the one before it, speaks of an inspection or gives a grade."""
    before = analysis.sentences[sentence.index - 1] if sentence.index else sentence
    low = before.start if before.block is sentence.block else sentence.start
    within, block = analysis.triggers.within, sentence.block
    if analysis.text[sentence.end - 1] == ":" and block.index + 1 < len(analysis.blocks):
        return bool(within("grade", low, analysis.blocks[block.index + 1].end))
    return any(within(kind, low, sentence.end) for kind in ("grade", "inspecting")) or _inspectors(
        analysis, low, sentence.end
    )


def _inspectors(analysis: Analysis, start: int, end: int) -> bool:
    named = any(m.body.kind == "inspectorate" for m in analysis.mentions_in(start, end))
    return named or bool(INSPECTORS.search(analysis.text, start, end))


def _day_before(analysis: Analysis, start: int) -> str | None:
    """The day that opens a sentence in which inspectors publish something."""
    sentence = analysis.sentence_at(start)
    if sentence is None or not PUBLISHING.match(analysis.text, start) or analysis.quotation_at(start):
        return None
    match = DAY_FIRST.match(analysis.text, sentence.start, start)
    if not match or not _inspectors(analysis, match.end("date"), start):
        return None
    weekday = (match["weekday"] or "").lower()
    return _last(analysis.written, weekday) if weekday else _dated(analysis, match["date"], None)


def _published_under_a_heading(analysis: Analysis) -> str | None:
    """The day in a line like "Published: 8 November 2024", right below the heading of the one report of a page."""
    found = set()
    for heading, line in pairwise(analysis.blocks):
        match = PUBLISHED_LINE.match(analysis.text, line.start, line.end)
        of_report = heading.index and heading.kind == "heading" and REPORT.search(analysis.text, *_span(heading))
        if match and of_report:
            parts = parts_of(match["date"])
            found.add(day.isoformat() if parts.year and parts.day and (day := parts.first_day()) else None)
    return found.pop() if len(found) == 1 else None


def _of_an_inspectorate(analysis: Analysis) -> bool:
    """Whether a document is the page of an inspectorate that grades, and tells of an inspection of its own."""
    publisher = (analysis.document.publisher or "").casefold()
    if not publisher:
        return False
    graders = {programme.inspectorate_id for programme in vocabularies.programmes()}
    names = {
        name.casefold() for code in graders for name in (body_of(code).name, vocabularies.acronyms().get(code)) if name
    }
    return publisher in names and bool(re.search(r"\b(?:report|inspection\s+of|assessment)\b", analysis.text))


def _span(block: Block) -> tuple[int, int]:
    return block.start, block.end


def _is_earlier(analysis: Analysis, match: re.Match[str]) -> bool:
    """Whether the words around a date make its report an earlier one ("the previous report", "last inspected")."""
    sentence = analysis.sentence_at(match.start())
    today = match.re is PUBLISHED and (match["day"] or RELATIVE.search(match.group()))
    if sentence is None or today:
        return False
    low = max(sentence.start, match.start() - WINDOW)
    found = HISTORIC.finditer(analysis.text, low, match.end())
    return any(
        not word.group().lower().endswith(" been") or word.end() >= match.start() - len(" in the ") for word in found
    )


def _of_a_report(analysis: Analysis, match: re.Match[str]) -> bool:
    """Whether what is published is a report, said in this sentence or the one before, and not in somebody's words."""
    sentence = analysis.sentence_at(match.start())
    if sentence is None or analysis.quotation_at(match.start()):
        return False
    if NOT_YET.search(analysis.text, max(sentence.start, match.start() - 30), match.start()):
        return False
    inspectors = _inspectors(analysis, sentence.start, match.end())
    if SAYS_ONLY.match(match.group()):
        return inspectors
    before = analysis.sentences[max(0, sentence.index - 1)] if sentence.index else sentence
    low = before.start if before.block is sentence.block else sentence.start
    if NO_GRADES.search(analysis.text, sentence.start, sentence.end):
        return False
    if not inspectors and OTHER_REPORT.search(analysis.text, sentence.start, sentence.end):
        return False
    high = sentence.end
    after = analysis.sentences[sentence.index + 1 : sentence.index + 2]
    if match.start() == sentence.start and after and after[0].block is sentence.block:
        high = after[0].end
    return inspectors or bool(REPORT.search(analysis.text, low, high))


def _day_of(analysis: Analysis, match: re.Match[str]) -> str | None:
    given = match["date"] or match["inner"] or match["more"] or match["late"]
    weekday = (match["weekday"] or "").lower() or next((d for d in WEEKDAYS if d in match.group().lower()), None)
    if match["season"]:
        return f"{match['of']}-{SEASONS[match['season'].lower()]}"
    if given and (found := _dated(analysis, given, weekday, match["gap"])):
        return found
    written = analysis.written
    said = " ".join((match["day"] or "").lower().split())
    if written is None or not (said or weekday or RELATIVE.search(match.group())):
        return None
    if said.endswith("month"):
        return (written.replace(day=1) - timedelta(days=int(said.startswith("last")))).isoformat()[:7]
    if weekday:
        return _last(written, weekday)
    return (written - timedelta(days=int("yesterday" in match.group().lower()))).isoformat()


def _last(written: date | None, weekday: str) -> str | None:
    """The last such day of the week, the day a document was written included."""
    if written is None:
        return None
    return (written - timedelta(days=(written.weekday() - WEEKDAYS.index(weekday)) % 7)).isoformat()


def _dated(analysis: Analysis, given: str, weekday: str | None, gap: str | None = " in ") -> str | None:
    """The EDTF date of words, as far as they and the day the document was written give it; `gap`: what is before."""
    parts, written = parts_of(given), analysis.written
    beside = bool(re.fullmatch(r"\s+(?:back\s+)?in\s+(?:early\s+|late\s+|mid-)?", gap or ""))
    weekday = weekday or next((day for day in WEEKDAYS if day in given.lower()), None)
    if parts.year:
        first = parts.first_day()
        day = first.isoformat()[: 10 if parts.day else 7 if parts.month else 4] if first else None
        return day if day and (parts.month or beside) and _not_after(analysis, day) else None
    if parts.month and parts.day and (found := _nearest_year(analysis, parts.month, parts.day, weekday)):
        return found.isoformat()
    if parts.month and not parts.day and written and beside and given[0].isupper():
        return f"{written.year - (parts.month > written.month)}-{parts.month:02d}"
    return None


def _not_after(analysis: Analysis, day: str) -> bool:
    written = analysis.document.published_on
    return not written or day[: len(written)] <= written


def _nearest_year(analysis: Analysis, month: int, day: int, weekday: str | None) -> date | None:
    """The year of a date given without one: near the day the document was written, else that of the text's last
    whole date or the one after, in which the weekday fits."""
    written = analysis.written
    latest = written + timedelta(days=7) if written else analysis.latest_date
    if latest is None or not (written or weekday):
        return None
    for year in [latest.year, latest.year - 1] if written else [latest.year, latest.year + 1]:
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if weekday and WEEKDAYS[candidate.weekday()] != weekday:
            continue
        if (candidate <= latest) if written else (candidate >= latest - SOON):
            return candidate
    return None
