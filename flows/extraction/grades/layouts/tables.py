"""Grades in table rows: areas, bodies or years stand in the first cell of the row or at the head of the column."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import PROGRAMME, WATCHDOG
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.dates import parts_of
from flows.extraction.analysis.times.period_patterns import DATE
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.bodies.bodies import lead_bodies
from flows.extraction.grades.doubts.sources import OTHER_SUBJECT
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import HISTORIC
from flows.extraction.grades.groups.groups import Context, Group, groups_in
from flows.extraction.grades.groups.peers import names_peers
from flows.extraction.grades.layouts.cells import Cell, Row, Short, are_heads, cells_of, grades_of, uppers_of
from flows.extraction.grades.layouts.columns import NO_GRADES, is_of_something_else, names_unknown_body
from flows.extraction.grades.layouts.labels import (
    NO_AREA,
    area_of,
    body_of,
    is_left_open,
    is_remark,
    names_bodies,
    opening,
)
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.hints import EVERY
from flows.extraction.grades.words.rounds import rounds_in

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "2018/19" is when a round of inspections took place, and no date of a report.
ROUND = re.compile(r"\b(?:19|20)\d\d\s?[/–-]\s?\d\d(?:\d\d)?\b")
NEWEST = re.compile(r"\b(?:this|current|latest|newest|new|now)\b", re.IGNORECASE)
# "July 2022", "3 July 2022" in the head of a column.
MONTH_OF = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{'|'.join(month_name[1:])})\s+(?P<year>(?:19|20)\d\d)\b")
# What marks a cell below a grade: "✓", "x".
TICK = re.compile(r"[✓✔√xX•●*]|yes", re.IGNORECASE)
# What heads the column of the days on which the reports of the rows came out.
PUBLISHED = re.compile(r"\b(?:reports?|reported|published|publication)\b", re.IGNORECASE)
OF_INSPECTION = re.compile(r"\b(?:inspected|fieldwork|visit\w*|due|next|last|grade|rating|judge?ment)\b", re.IGNORECASE)
DAY = re.compile(rf"(?:on\s+)?(?:{DATE})", re.IGNORECASE)
# "Changes since the last report", "Comparison with the previous round" head grades of now.
COMPARES = re.compile(r"\b(?:since|from|after|compar\w+|than|changes?|progress|against|versus|vs)\b")
# "Then", beside "Now".
THEN = re.compile(r"\W*(?:then|before|old|was|last|from|past|first|initial|baseline)\b", re.IGNORECASE)
NOW = re.compile(r"\W*(?:now|this|current(?:ly)?|latest|new(?:est)?|to|after|today|is)\b", re.IGNORECASE)
# What heads a row of a table that goes by years.
YEAR_CELL = re.compile(
    rf"\W*(?:(?:{PROGRAMME}|{WATCHDOG}|inspection|report|round|assessment|year|spring|summer|autumn|winter)\W+){{0,3}}"
    r"(?P<year>(?:19|20)\d\d)(?:\s?[/–-]\s?\d\d(?:\d\d)?)?"
    rf"(?:\W+(?:{PROGRAMME}|inspection|report|round|assessment)){{0,2}}\W*",
    re.IGNORECASE,
)
FARTHEST_ROW = 15


@dataclass(frozen=True, slots=True)
class Entry:
    """A grade in a cell, what it belongs to, the year its row or column is headed with, and its report's EDTF date."""

    grade: Grade
    group: Group | None
    area: AreaAt | None
    year: str | None
    day: str | None = None


def entries_in(context: Context, areas: Areas, sentence: Sentence, header: Block | None) -> list[Entry] | None:
    """The grades of a row's cells, in order; none of a row that is the scale, None where no cell is a grade."""
    text, block = context.analysis.text, sentence.block
    cells = cells_of(text, block)
    graded = grades_of(text, cells, _shorts_of(context, block))
    heads = cells_of(text, header) if header else []
    row = Row(block, cells, graded, heads, uppers_of(context.analysis, header, heads) if header else [])
    if not graded:
        return _under_grades(context, areas, sentence, row)
    if any(names_peers(text, cells[n].start, cells[n].end) for n in row.labels(text)[:1]):
        return []
    if names_unknown_body(context, areas, row):
        return []
    all_graded = len(graded) == len(cells) and not (len(heads) == len(cells) and all(opening(areas, h) for h in heads))
    if all_graded or (header is None and are_heads(graded, cells)):
        return []
    if graded[0][0] == 0 and len(graded) < len(cells):
        grade = _grade(graded[0][1], cells[0], sentence, _is_historic(context, row, None, None), EVERY)
        return _given_to(context, areas, grade, _named_behind(context, areas, row), [])
    found = []
    day, hints = _published(text, row), _hints(context, row)
    for number, match in graded:
        if is_of_something_else(context, areas, row, number):
            continue
        area = area_of(context, areas, row, number)
        if area is None and (is_left_open(context, row) or _has_lost_its_head(areas, row, number)):
            continue
        head = row.head(number)
        labels = [cell for n, cell in enumerate(cells) if n != number] if head is None else [cells[0], head]
        year = next((year for label in reversed(labels[:2]) if (year := _headed_with(text, label))), None)
        historic = _is_historic(context, row, head, year)
        found.append(
            Entry(
                grade=_grade(match, Cell(*match[:2]), sentence, historic, hints),
                group=body_of(context, row, number),
                area=area,
                year=_year_of(text, head, year, historic),
                day=None if historic else day,
            )
        )
    return found


def _has_lost_its_head(areas: Areas, row: Row, number: int) -> bool:
    """Whether areas head the columns, but that of a cell is in no vocabulary, or a row is not divided as they are."""
    if not any(areas.between(head.start, head.end) for head in row.heads):
        return False
    head = row.head(number)
    return head is None or not NO_AREA.search(areas.analysis.text[head.start : head.end])


def _hints(context: Context, row: Row) -> frozenset[str]:
    """The rules for a grade of a row: what a remark beside it speaks of says not what it is of."""
    text, folded = context.analysis.text, context.analysis.view.folded
    cells = [row.cells[n] for n in row.labels(text)[:1]] + row.heads
    if any(OTHER_SUBJECT.search(folded, cell.start, cell.end) for cell in cells):
        return EVERY
    return EVERY - {"other-subject"}


def _named_behind(context: Context, areas: Areas, row: Row) -> list[Cell]:
    """The cells behind a grade that say what got it: all of a row without heads, else the first that names any."""
    text = context.analysis.text
    told = [cell for number, cell in enumerate(row.cells) if number and not is_remark(text, row, number)]
    rest = [cell for cell in told if opening(areas, cell) or names_bodies(context, cell)]
    if len(row.heads) != len(row.cells):
        return rest
    return [cell for cell in rest if opening(areas, cell)][:1] or rest[:1]


def _year_of(text: str, head: Cell | None, year: int | None, historic: bool) -> str | None:
    """The month of "Round 2 (July 2022)", where it is that of a report, else the year; None for one of a visit."""
    if head is None or year is None:
        return str(year) if year else None
    dated, of_report = MONTH_OF.search(text, head.start, head.end), PUBLISHED.search(text, head.start, head.end)
    if ROUND.search(text, head.start, head.end) and not (dated and of_report):
        return None
    if dated is None or not (historic or of_report):
        return str(year)
    return _edtf(dated.group()) or str(year)


def _edtf(said: str) -> str | None:
    """The EDTF day, month or year of a date in words."""
    parts = parts_of(said)
    day = parts.first_day()
    return day.isoformat()[: 10 if parts.day else 7 if parts.month else 4] if day else None


def _headed_with(text: str, head: Cell) -> int | None:
    """The year that a cell heads a row or column with: that of a report's date, else the first it names."""
    dated = MONTH_OF.search(text, head.start, head.end)
    year = dated or YEAR.search(text, head.start, head.end)
    return int(dated["year"] if dated else year.group()) if year else None


def _published(text: str, row: Row) -> str | None:
    """The EDTF date that a row gives in the only column which is headed as that of reports and holds a date there."""
    days = []
    for head, cell in zip(row.heads, row.cells, strict=False) if len(row.heads) == len(row.cells) else ():
        if not PUBLISHED.search(text, head.start, head.end) or OF_INSPECTION.search(text, head.start, head.end):
            continue
        said = DAY.fullmatch(text, cell.start, cell.end)
        if said and (day := _edtf(said.group())):
            days.append(day)
    return days[0] if len(days) == 1 else None


def _under_grades(context: Context, areas: Areas, sentence: Sentence, row: Row) -> list[Entry] | None:
    """The entries of a row whose columns are headed by grades: what stands in a cell got the grade above it.

    A cell names areas or bodies, or holds no more than a tick for what the first cell of its row names. None where no
    grades head the columns.
    """
    text, cells, heads = context.analysis.text, row.cells, row.heads
    graded = grades_of(text, heads)
    if len(heads) != len(cells) or not are_heads(graded, heads):
        return None
    labelled = cells[:1] if 0 not in {number for number, _ in graded} else []
    historic = _is_historic(context, row, None, None)
    found = []
    for number, match in graded:
        cell = cells[number]
        named = labelled if TICK.fullmatch(text, cell.start, cell.end) else [cell]
        found += _given_to(context, areas, _grade(match, cell, sentence, historic, EVERY), named, labelled)
    return found


def _given_to(context: Context, areas: Areas, grade: Grade, named: list[Cell], labels: list[Cell]) -> list[Entry]:
    """A grade of all areas that cells name, or of all bodies: these in the area of a label or of the line above."""
    block = grade.sentence.block
    group = _named(context, labels, block)
    told = [cell for cell in named if cell in labels or opening(areas, cell)]
    listed = [area for cell in told for area in areas.plain(cell.start, cell.end)]
    if listed:
        return [Entry(grade, group, area, None) for area in listed]
    area = next((area for cell in labels if (area := opening(areas, cell))), None) or _area_of_lead(
        context, areas, block
    )
    bodies = [one for cell in named for one in groups_in(context, cell.start, cell.end)]
    return [Entry(grade, one, area, None) for one in bodies if one.form not in ("noun", "pronoun")]


def _area_of_lead(context: Context, areas: Areas, block: Block) -> AreaAt | None:
    """The only area of the line above a table."""
    lead = context.analysis.lead_of(block)
    named = {area.code: area for area in areas.plain(lead.start, lead.end)} if lead else {}
    return next(iter(named.values())) if len(named) == 1 else None


def _grade(told: Short, at: Cell, sentence: Sentence, historic: bool, hints: frozenset[str]) -> Grade:
    start, _, code = told
    end = max(told[1], at.end) if start == at.start else at.end
    return Grade(at.start, at.end, code, "table", sentence, sentence.start, end, None, False, historic, end, hints)


def _shorts_of(context: Context, block: Block) -> list[Short]:
    """The short forms of grades in a row."""
    low = bisect_left(context.shorts, block.start, key=lambda short: short[0])
    return context.shorts[low : bisect_left(context.shorts, block.end, key=lambda short: short[0])]


def _is_historic(context: Context, row: Row, head: Cell | None, year: int | None) -> bool:
    """Whether the column is one of an earlier year than another, or says so, or the heading above the table does."""
    text, lead, heads = context.analysis.text, context.analysis.lead_of(row.block), row.heads
    told = (other for other in heads if not NO_GRADES.search(text, other.start, other.end))
    years = [headed for other in told if (headed := _headed_with(text, other))]
    if year is not None and years and year < max(years):
        return True
    if year is not None and any(NEWEST.search(text, other.start, other.end) for other in heads if other != head):
        return True
    rounds = [_round_of(text, other) for other in heads]
    if head and 0 < _round_of(text, head) < max(rounds):
        return True
    if head and HISTORIC.search(context.analysis.view.folded, head.start, head.end):
        return True
    if head and THEN.match(text, head.start, head.end) and any(NOW.match(text, o.start, o.end) for o in heads):
        return True
    if _is_of_earlier_row(context, row):
        return True
    return lead is not None and lead.kind == "heading" and heads_earlier(context.analysis, lead)


def _is_of_earlier_row(context: Context, row: Row) -> bool:
    """Whether a row opens with a year, as others of its table do, one of them with a later one."""
    text, blocks, here = context.analysis.text, context.analysis.blocks, row.block.index
    own = YEAR_CELL.fullmatch(text, row.cells[0].start, row.cells[0].end)
    if own is None or len(row.heads) != len(row.cells):
        return False
    for block in blocks[max(0, here - FARTHEST_ROW) : here + FARTHEST_ROW]:
        cells = cells_of(text, block) if block.kind == "row" else []
        other = YEAR_CELL.fullmatch(text, cells[0].start, cells[0].end) if len(cells) == len(row.cells) else None
        if other and int(other["year"]) > int(own["year"]):
            return True
    return False


def heads_earlier(analysis: Analysis, heading: Block) -> bool:
    """Whether a heading says that what stands below is of an earlier inspection, and does not compare with that."""
    folded = analysis.view.folded
    found = HISTORIC.search(folded, heading.start, heading.end)
    if found and "in brackets" in folded[found.end() : heading.end]:
        return False
    return found is not None and not COMPARES.search(folded, heading.start, found.start())


def _round_of(text: str, head: Cell) -> int:
    """The number of the round of inspections that a column is headed with; 0 where it says none."""
    return next(iter(rounds_in(text, head.start, head.end)), 0)


def _named(context: Context, labels: list[Cell], block: Block) -> Group | None:
    for label in labels:
        groups = groups_in(context, label.start, label.end)
        if len(groups) == 1:
            return groups[0]
    lead = context.analysis.lead_of(block)
    return lead_bodies(context, lead) if lead else None
