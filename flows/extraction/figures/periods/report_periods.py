"""The periods of a whole document: that its report covers, that of its one action, that of its brackets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.period_patterns import YEAR
from flows.extraction.analysis.times.periods import Period, periods_in
from flows.extraction.figures.periods.relative import is_part_of_year, overlap
from flows.extraction.figures.words.nouns import CUE, holds
from flows.extraction.figures.words.period_words import YEARS_ENDING, in_brackets, year_alone

NamedIn = Callable[[Sentence], list[Period]]
COVERS = re.compile(r"\W*(?:(?:reporting\s+)?period|time\s+period|data\s+for)\b(?:\s+covered)?\s*:?", re.IGNORECASE)
# "this report by the force, which covers 1 April to 30 September 2024"
COVERING = re.compile(
    r"\b(?:report|paper|bulletin|briefing|update|review|summary|figures|statistics|page|document)\b[^.;\n]{0,80}?"
    r"\b(?:covers?|covering)\s+(?:the\s+)?(?:\w+\s+){0,3}\d?|"
    r"\bIt\s+covers\s+(?:the\s+)?(?:\w+\s+){0,3}(?:years?|months|period|quarter|\d)",
    re.IGNORECASE,
)
# "This report sets out the work of the force between |1 April 2008 and 31 March 2009."
THIS_REPORT = re.compile(
    r"\W*(?:[Tt]his|[Tt]he)\s+(?:\w+\s+)?(?:report|paper|update|briefing|review|summary|bulletin|document|page)\s+"
    r"(?:sets\s+out|gives|provides|summari[sz]es|describes|covers|outlines|presents|looks\s+at|reports\s+on|details|is\s+on)\b"
)
# "The operation ran throughout |February 2024", "the week of action took place from |3 to 9 March".
RAN = re.compile(
    r"\b(?:activity|operation|week|month|fortnight|days?|campaign|crackdown|action|initiative|intensification)\b"
    r"[^.;\n]{0,60}?\b(?:ran|took\s+place|lasted|(?:was|were)\s+(?:held|carried\s+out))\s",
    re.IGNORECASE,
)
# What such a sentence tells the time of: "during a national week of action", "during Operation NAME".
ACTION = re.compile(
    r"\b(?:week|month|fortnight|days)\s+of\s+(?:\w+\s+){0,2}(?:action|activity|work)\b|\b[Oo]peration\s+[A-Z]|"
    r"\bduring\s+the\s+(?:same\s+)?(?:week|month|fortnight|operation|campaign|activity)\b"
)
WEEK = re.compile(r"\b(?:week|fortnight|crackdown)\b")
# "during the week of action from |Monday 9 to Sunday 15 October", "the intensification week (|27 February – 5 March)"
# Reads text in lower case.
OF_ACTION = re.compile(
    r"\b(?:(?:week|month|fortnight|days)\s+of\s+(?:\w+\s+)?(?:action|activity)|intensification\s+(?:week|period)|"
    r"(?:enhanced|intensified|targeted)\s+activity|crackdown)(?:\s+(?:against|on|targeting)\s+[a-z' -]{3,40}?)?"
    r"(?:\s*\(|,?\s+(?=between\b|from\b)|,?\s+(?:on\b|running\b))\s*",
)
# Words without one of which none is named.
ACTIONS = ("action", "activity", "intensification", "crackdown")
# "the previous |week of action, from 7 to 13 March"
EARLIER_ACTION = re.compile(r"\b(?:previous|last|earlier|first|next)\s+(?:\w+\s+)?$")
# "The figures, for |April to December 2023, were set out"
FIGURES_FOR = re.compile(
    r"\b(?:figures|statistics|data)(?:,\s+(?:which\s+are\s+)?|\s+(?:are|is)\s+(?:all\s+)?)for\s+(?:the\s+)?",
    re.IGNORECASE,
)
# "its annual report for |2009/10", "a performance report for |2023/24"
REPORT_FOR = re.compile(r"\breports?\b[^.;\n]{0,24}?\s(?:for|of|covering)\s+(?:the\s+)?$")
# "Figures for |BODY, ", "(BODY, Local Policing Command monthly summary, "
SOURCE_LINE = re.compile(
    r"\W*(?:(?:All\s+|These\s+)?(?:figures|data|numbers|statistics)\s+(?:(?:are\s+)?for|from|cover(?:ing)?)\b[^.;:]{0,80}?[,\s]\s*|"
    r"\((?:[^.;:()]{0,80}\b)?(?:summary|report|bulletin|update|dashboard|figures|data|return|newsletter)\b[^.;:()]{0,20}?,?\s+)",
    re.IGNORECASE,
)
# "Headline results, |June 2022", "BODY figures, calendar year |2022"
ENDS_IN_A_TIME = re.compile(
    r"\b(?:figures|outcomes|results|statistics|numbers|totals|disruptions|highlights)(?:\s+(?:for|in))?[,:]?\s+[(–—|-]?\s*"
    r"(?:calendar\s+year\s+)?(?P<time>(?:[A-Z][a-z]{2,8}\s+)?(?:19|20)\d\d)$",
    re.IGNORECASE,
)
# Such a line is one of the last, and short.
CLOSING_LINES, LONGEST_LINE = 4, 140
# A report's title stands in its first lines.
TITLE_LINES = 5
# A report says in its first lines what it is about.
OPENING_LINES = 12
# Kinds of period that a week of action may be told by, and how many days one may last.
OF_DAYS, LONGEST_ACTION = ("range", "dates", "day-dates", "days", "month-days", "week-of"), 31
# How far behind the verb the period of an action begins.
RIGHT_BEHIND = 16
# Kinds of periods that may be of the figures in brackets.
EARLIER_KINDS = ("same-of", "last-year", "whole", "financial", "years-before", "same-quarter")
RANGES = (
    "range", "dates", "day-dates", "days", "month-days", "week-of", "year-to", "months-to", "years-to", "quarter-to",
    "financial", "quarter", "year-quarter", "bare-quarter", "months-of",
)  # fmt: skip


def covered_period(analysis: Analysis, named_in: NamedIn) -> Period | None:
    """The period a report says it covers, in a line of its own or in its title."""
    for sentence in analysis.sentences[:TITLE_LINES]:
        if sentence.block.kind == "heading" or (sentence.block.kind == "row" and not sentence.index):
            titled = [p for p in named_in(sentence) if p.kind in RANGES and p.first and p.last]
            titled = [p for p in titled if not in_brackets(analysis.text, p)] or _of_figures(analysis, sentence)
            if titled:
                # "Q3, 2022/23 (October to December 2022)": the shorter of two that begin alike or lie within.
                inner = (p for p in titled[1:] if is_part_of_year(p) and overlap(p, titled[0]))
                return titled[0] if is_part_of_year(titled[0]) else next(inner, titled[0])
    for sentence in analysis.sentences[:OPENING_LINES]:
        if THIS_REPORT.match(analysis.text, sentence.start, sentence.end):
            told = [p for p in named_in(sentence) if p.kind in RANGES and p.first and p.last]
            if told:
                return told[0]
    of_figures, covers = "figures" in analysis.view.hints, "covers" in analysis.view.hints
    covering = set(map(analysis.index_at, analysis.triggers.starts["covering"]))
    for sentence in analysis.sentences if of_figures or covers or covering else ():
        if (covers and COVERS.match(analysis.text, sentence.start, sentence.end)) or (
            sentence.index in covering and COVERING.search(analysis.text, sentence.start, sentence.end)
        ):
            settled = [p for p in named_in(sentence) if p.first or p.last]
            if settled:
                return settled[0]
        if of_figures and (said := FIGURES_FOR.search(analysis.text, sentence.start, sentence.end)):
            given = [p for p in named_in(sentence) if p.kind in RANGES and p.first and p.last]
            if given and given[0].start <= said.end():
                return given[0]
    return _closing_period(analysis, named_in)


def _of_figures(analysis: Analysis, sentence: Sentence) -> list[Period]:
    """The month or year that a title ends with which says that it gives figures: "Headline results, June 2022"."""
    dated = analysis.text[sentence.end - 1].isdigit()
    time = ENDS_IN_A_TIME.search(analysis.text, sentence.start, sentence.end) if dated else None
    if time is None:
        return []
    found = period_of_heading(analysis, [], *time.span("time"))
    return [found] if found and found.first and found.last else []


def _closing_period(analysis: Analysis, named_in: NamedIn) -> Period | None:
    """The only period that a line of its own below the figures tells: "1 April 2023 to 31 March 2024", "Figures for
    BODY, 2023/24.", "(BODY, monthly summary, May 2024)".
    """
    told: list[Period] = []
    for sentence in analysis.sentences[-CLOSING_LINES:]:
        last = sentence.start == sentence.block.start and sentence.end - sentence.start <= LONGEST_LINE
        named = [p for p in named_in(sentence) if p.first and p.last and p.first != p.last] if last else []
        if len(named) == 1 and named[0].end >= sentence.end - 2 and _is_of_it_alone(analysis, sentence, named[0]):
            told.append(named[0])
    return told[0] if len(told) == 1 else None


def _is_of_it_alone(analysis: Analysis, sentence: Sentence, period: Period) -> bool:
    """Whether a line says no more than its period, or what is shown for it."""
    alone = not re.search(r"\w", analysis.text[sentence.start : period.start])
    named = analysis.mentions_in(sentence.start, period.start)
    signed = period.kind in RANGES and len(named) == 1 and named[0].start == sentence.start
    signed = signed and analysis.text[named[0].end : period.start].strip() in (",", "–", "—", "-", ":", "|")
    return alone or signed or bool(SOURCE_LINE.fullmatch(analysis.text, sentence.start, period.start))


def reported_year(analysis: Analysis, named_in: NamedIn) -> Period | None:
    """The financial year of the only report that a text speaks of: what it calls last year."""
    folded = analysis.view.folded
    found = [
        period
        for sentence in analysis.sentences
        if folded.find("report", sentence.start, sentence.end) >= 0
        for period in named_in(sentence)
        if period.kind == "financial"
        and REPORT_FOR.search(folded, max(sentence.start, period.start - 60), period.start)
    ]
    return found[0] if len({period.first for period in found}) == 1 else None


def bracket_period(analysis: Analysis, named_in: NamedIn) -> Period | None:
    """The time of "the figures in brackets", where a document says so once for all of them."""
    for sentence in analysis.sentences if "n brackets" in analysis.text else ():
        if analysis.text.find("n brackets", sentence.start, sentence.end) >= 0:
            named = [p for p in named_in(sentence) if p.kind in EARLIER_KINDS]
            if named and not re.search(r"\d\s*\(\d", analysis.text[sentence.start : sentence.end]):
                return named[-1]
    return None


def action_period(analysis: Analysis, named_in: NamedIn) -> tuple[Sentence, Period] | None:
    """The sentence that tells when the one action ran that a document is about, and that period."""
    running = dict.fromkeys(filter(None, map(analysis.sentence_at, analysis.triggers.starts["running"])))
    runs = [
        (sentence, period)
        for sentence in running
        for ran in (
            *RAN.finditer(analysis.text, sentence.start, sentence.end),
            *_told_of_actions(analysis, sentence),
        )
        if not EARLIER_ACTION.search(analysis.text, max(sentence.start, ran.start() - 20), ran.start())
        for period in named_in(sentence)
        if ran.end() <= period.start <= ran.end() + RIGHT_BEHIND and period.first and period.last
    ]
    if runs:
        return runs[0] if len({(period.first, period.last) for _, period in runs}) == 1 else None
    if not analysis.triggers.starts["running"] or "action" not in analysis.view.hints:
        return None
    # A text on a week of action names no other few days.
    days = [p for sentence in analysis.sentences for p in named_in(sentence) if p.kind in OF_DAYS and _is_short(p)]
    return (analysis.sentences[-1], days[0]) if len({(p.first, p.last) for p in days}) == 1 else None


def _told_of_actions(analysis: Analysis, sentence: Sentence) -> Iterable[re.Match[str]]:
    """Where a sentence names an action whose time may follow."""
    folded = analysis.view.folded
    named = holds(folded[sentence.start : sentence.end], ACTIONS)
    return OF_ACTION.finditer(folded, sentence.start, sentence.end) if named else ()


def is_on_an_action(analysis: Analysis, told: Sentence) -> bool:
    """Whether the document's title says that it is about a week of action: "Week of action: what we found".

    "Gangs: what forces did last week" says so too, where the opening goes on to tell of the action.
    """
    titles = [block for block in analysis.blocks[:TITLE_LINES] if block.kind == "heading"]
    opens = told.index < OPENING_LINES and titles
    if opens and WEEK.search(analysis.view.folded, titles[0].start, titles[0].end):
        return True
    return any(ACTION.search(analysis.view.folded, block.start, block.end) for block in titles)


def action_of_page(analysis: Analysis, run: tuple[Sentence, Period] | None, covered: Period | None) -> Period | None:
    """The days that a page on an action is about: those of the action it tells of, else those that head it."""
    return run[1] if run else covered if covered and _is_short(covered) else None


def _is_short(period: Period) -> bool:
    """Whether a period is of a few days or weeks."""
    if not (period.first and period.last and len(period.first) == len(period.last) == 10):
        return False
    return 0 < (date.fromisoformat(period.last) - date.fromisoformat(period.first)).days <= LONGEST_ACTION


def period_of_heading(analysis: Analysis, leads: list[Block], start: int, end: int) -> Period | None:
    """The period of a column or line, the one with a year: "2023" under "years ending June" ends in June."""
    folded = analysis.view.folded
    year = year_alone(analysis.text, start, end)
    if year is None:
        named = periods_in(folded, start, end, analysis.written)  # "Q1 (April to June 2023)"
        return max(named, key=lambda period: YEAR.search(folded, period.start, period.end) is not None, default=None)
    ending = next((said for lead in leads if (said := YEARS_ENDING.search(folded, lead.start, lead.end))), None)
    words = f"year ending {ending['end']} {year}" if ending else f"in {year}"
    found = periods_in(words, 0, len(words), None)
    return replace(found[0], start=start, end=end) if found else None


def tells_of_last_year(analysis: Analysis, period: Period, sentence: Sentence) -> bool:
    """Whether a sentence tells of last year's disruptions, not of something else that was then."""
    if period.kind not in ("last-year", "last-financial"):
        return False
    starts = analysis.triggers.within("disrupting", sentence.start, sentence.end)
    return any(CUE.match(analysis.text, start) for start in starts)


def paragraphs_since(blocks: list[Block], earlier: Block, later: Block) -> int:
    """How many paragraphs and headings on a block stands behind another; items of lists do not count."""
    if earlier is later:
        return 0
    between = blocks[earlier.index + 1 : later.index + 1]
    return sum(block.kind not in ("bullet", "row", "furniture") for block in between)


def in_its_year(folded: str, own: Period, whole: Period | None) -> Period | None:
    """ "Between May and August" of the year that a longer period ends in, where the document has no date."""
    if whole is None or not whole.last or len(whole.last) != 10:
        return None
    return next(iter(periods_in(folded, own.start, own.end, date.fromisoformat(whole.last))), None)
