"""Grades in table rows: areas, bodies or years stand in the first cell of the row or at the head of the column."""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from collections.abc import Collection
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.dates import parts_of
from flows.extraction.analysis.layout import Block, Sentence
from flows.extraction.analysis.period_patterns import DATE
from flows.extraction.grades.area_at import AreaAt
from flows.extraction.grades.areas import Areas
from flows.extraction.grades.bodies import lead_bodies
from flows.extraction.grades.grades import Grade
from flows.extraction.grades.groups import Context, Group, groups_in
from flows.extraction.grades.hints import EVERY
from flows.extraction.grades.questions import area_asked
from flows.extraction.grades.rounds import rounds_in
from flows.extraction.grades.times import HISTORIC
from flows.extraction.grades.words import GRADE_LABEL, WORDS, code_of

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "2018/19" is when a round of inspections took place, and no date of a report.
ROUND = re.compile(r"\b(?:19|20)\d\d\s?[/–-]\s?\d\d(?:\d\d)?\b")
NEWEST = re.compile(r"\b(?:this|current|latest|newest|new|now)\b", re.IGNORECASE)
# "July 2022" in the head of a column.
MONTH_OF = re.compile(rf"\b(?:{'|'.join(month_name[1:])})\s+(?:19|20)\d\d\b")
# What marks a cell below a grade: "✓", "x".
TICK = re.compile(r"[✓✔√xX•●*]|yes", re.IGNORECASE)
# What heads the column of the days on which the reports of the rows came out.
PUBLISHED = re.compile(r"\b(?:reports?|reported|published|publication)\b", re.IGNORECASE)
OF_INSPECTION = re.compile(r"\b(?:inspected|fieldwork|visit\w*|due|next|last|grade|rating|judge?ment)\b", re.IGNORECASE)
DAY = re.compile(rf"(?:on\s+)?(?:{DATE})", re.IGNORECASE)
# "Changes since the last report", "Comparison with the previous round" head grades of now.
COMPARES = re.compile(r"\b(?:since|from|after|compar\w+|than|changes?|progress|against|versus|vs)\b")
# What heads a row and is no area: "Grade", "Overall", "Round 2", "2018", "Force".
NO_AREA = re.compile(rf"(?i:^{GRADE_LABEL}|\b(?:overall|total|round|force|service|unit)\b)|\d")
NAMES_AREAS = re.compile(r"\b(?:areas?|questions?|pillars?|categor\w+|themes?|what)\b", re.IGNORECASE)


# A grade in a cell: the slice and the grade.
Short = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its slice without the space around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A grade in a cell, what it belongs to, the year its row or column is headed with, and its report's EDTF date."""

    grade: Grade
    group: Group | None
    area: AreaAt | None
    year: str | None
    day: str | None = None


def cells_of(text: str, block: Block) -> list[Cell]:
    """The cells of a row, empty ones too, without the borders of the table."""
    line = text[block.start : block.end].rstrip()
    found, at = [], block.start
    for part in line.split("|"):
        start = at + len(part) - len(part.lstrip())
        found.append(Cell(start, start + len(part.strip())))
        at += len(part) + 1
    return found[line.startswith("|") : len(found) - line.endswith("|")]


def headers_of(analysis: Analysis) -> dict[int, Block]:
    """The header row of every row below one, by index: the first row of its table, unless that gives grades itself.

    A row that holds all grades side by side gives none: its columns are headed by them.
    """
    found: dict[int, Block] = {}
    first: Block | None = None
    for before, block in zip([None, *analysis.blocks], analysis.blocks, strict=False):
        if block.kind != "row":
            continue
        titled = first is not None and before is not None and before.index == first.index
        above = titled and first and len(cells_of(analysis.text, first)) < len(cells_of(analysis.text, block))
        if before is None or before.kind != "row" or above:
            cells = cells_of(analysis.text, block)
            graded = _grades_of(analysis.text, cells)
            first = None if graded and not _are_heads(graded, cells) else block
        elif first:
            found[block.index] = first
    return found


def _grades_of(text: str, cells: list[Cell], shorts: Collection[Short] = ()) -> list[tuple[int, Short]]:
    """The cells that hold a grade, or a short form of one, and nothing else: their number, the slice and the grade."""
    found: list[tuple[int, Short]] = []
    for number, cell in enumerate(cells):
        if match := WORDS.fullmatch(text, cell.start, cell.end):
            found.append((number, (*match.span("grade"), code_of(match["grade"]))))
        found += [(number, short) for short in shorts if short[:2] == (cell.start, cell.end)]
    return found


def _are_heads(graded: list[tuple[int, Short]], cells: list[Cell]) -> bool:
    """Whether the cells of a row are grades, each another, but for the first one: they head columns."""
    different = len({code for _, (_, _, code) in graded}) == len(graded)
    rest = {number for number, _ in graded} | {0}
    alone = len(graded) == len(cells)
    return different and len(rest) == len(cells) and len(graded) > (1 if alone else 2)


def entries_in(context: Context, areas: Areas, sentence: Sentence, header: Block | None) -> list[Entry] | None:
    """The grades of a row's cells, in order; none of a row that is the scale, None where no cell is a grade."""
    text, block = context.analysis.text, sentence.block
    cells = cells_of(text, block)
    graded = _grades_of(text, cells, _shorts_of(context, block))
    heads = cells_of(text, header) if header else []
    if not graded:
        return _under_grades(context, areas, sentence, cells, heads)
    if len(graded) == len(cells) or (header is None and _are_heads(graded, cells)):
        return []
    if graded[0][0] == 0:
        grade = _grade(graded[0][1], cells[0], sentence, _is_historic(context, block, None, None, []))
        return _given_to(context, areas, grade, cells[1:], [])
    found = []
    day = _published(text, cells, heads)
    for number, match in graded:
        head = heads[number] if len(heads) == len(cells) else None
        labels = [cell for n, cell in enumerate(cells) if n != number] if head is None else [cells[0], head]
        headed = [year for label in reversed(labels[:2]) for year in YEAR.findall(text[label.start : label.end])]
        year = int(headed[0]) if headed else None
        historic = _is_historic(context, block, head, year, heads)
        found.append(
            Entry(
                grade=_grade(match, Cell(*match[:2]), sentence, historic),
                group=_body(context, labels, block),
                area=_area(context, areas, labels, heads) or _unnamed(context, areas, cells[0], block),
                year=_year_of(text, head, year, historic),
                day=None if historic else day,
            )
        )
    return found


def _unnamed(context: Context, areas: Areas, first: Cell, block: Block) -> AreaAt | None:
    """What the first cell of a row says, as an area that no vocabulary has, where a row beside it opens with one."""
    text = context.analysis.text
    said = text[first.start : first.end]
    if NO_AREA.search(said) or not said[:1].isalpha() or groups_in(context, first.start, first.end):
        return None
    blocks = context.analysis.blocks
    beside = [*blocks[max(0, block.index - 1) : block.index], *blocks[block.index + 1 : block.index + 2]]
    opens = [cells_of(text, row)[0] for row in beside if row.kind == "row"]
    if not any(area.start == cell.start for cell in opens for area in areas.plain(cell.start, cell.end)):
        return None
    return AreaAt("other", context.analysis.view.original(first.start, first.end), first.start, first.end)


def _year_of(text: str, head: Cell | None, year: int | None, historic: bool) -> str | None:
    """The month of "Round 2 (July 2022)", where it is that of a report, else the year; None for one of a visit."""
    if head is None or year is None:
        return str(year) if year else None
    if ROUND.search(text, head.start, head.end):
        return None
    dated = MONTH_OF.search(text, head.start, head.end)
    if dated is None or not (historic or PUBLISHED.search(text, head.start, head.end)):
        return str(year)
    parts = parts_of(dated.group())
    return f"{parts.year}-{parts.month:02d}" if parts.month else str(year)


def _published(text: str, cells: list[Cell], heads: list[Cell]) -> str | None:
    """The EDTF date that a row gives in the only column which is headed as that of reports and holds a date there."""
    days = []
    for head, cell in zip(heads, cells, strict=False) if len(heads) == len(cells) else ():
        if not PUBLISHED.search(text, head.start, head.end) or OF_INSPECTION.search(text, head.start, head.end):
            continue
        said = DAY.fullmatch(text, cell.start, cell.end)
        parts = parts_of(said.group()) if said else None
        if parts and (day := parts.first_day()):
            days.append(day.isoformat()[: 10 if parts.day else 7 if parts.month else 4])
    return days[0] if len(days) == 1 else None


def _under_grades(
    context: Context, areas: Areas, sentence: Sentence, cells: list[Cell], heads: list[Cell]
) -> list[Entry] | None:
    """The entries of a row whose columns are headed by grades: what stands in a cell got the grade above it.

    A cell names areas or bodies, or holds no more than a tick for what the first cell of its row names. None where no
    grades head the columns.
    """
    text, block = context.analysis.text, sentence.block
    graded = _grades_of(text, heads)
    if len(heads) != len(cells) or not _are_heads(graded, heads):
        return None
    labelled = cells[:1] if 0 not in {number for number, _ in graded} else []
    historic = _is_historic(context, block, None, None, [])
    found = []
    for number, match in graded:
        cell = cells[number]
        named = labelled if TICK.fullmatch(text, cell.start, cell.end) else [cell]
        found += _given_to(context, areas, _grade(match, cell, sentence, historic), named, labelled)
    return found


def _given_to(context: Context, areas: Areas, grade: Grade, named: list[Cell], labels: list[Cell]) -> list[Entry]:
    """A grade of all areas that cells name, or of all bodies: these in the area of a label or of the line above."""
    block = grade.sentence.block
    group = _body(context, labels, block)
    listed = [area for cell in named for area in areas.plain(cell.start, cell.end)]
    if listed:
        return [Entry(grade, group, area, None) for area in listed]
    area = _area(context, areas, labels, []) or _area_of_lead(context, areas, block)
    bodies = [one for cell in named for one in groups_in(context, cell.start, cell.end)]
    return [Entry(grade, one, area, None) for one in bodies if one.form not in ("noun", "pronoun")]


def _area_of_lead(context: Context, areas: Areas, block: Block) -> AreaAt | None:
    """The only area of the line above a table."""
    lead = context.analysis.lead_of(block)
    named = {area.code: area for area in areas.plain(lead.start, lead.end)} if lead else {}
    return next(iter(named.values())) if len(named) == 1 else None


def _grade(told: Short, at: Cell, sentence: Sentence, historic: bool) -> Grade:
    start, _, code = told
    end = max(told[1], at.end) if start == at.start else at.end
    return Grade(at.start, at.end, code, "table", sentence, sentence.start, end, None, False, historic, end, EVERY)


def _shorts_of(context: Context, block: Block) -> list[Short]:
    """The short forms of grades in a row."""
    low = bisect_left(context.shorts, block.start, key=lambda short: short[0])
    return context.shorts[low : bisect_left(context.shorts, block.end, key=lambda short: short[0])]


def _is_historic(context: Context, block: Block, head: Cell | None, year: int | None, heads: list[Cell]) -> bool:
    """Whether the column is one of an earlier year than another, or says so, or the heading above the table does."""
    text, lead = context.analysis.text, context.analysis.lead_of(block)
    years = [int(year) for other in heads for year in YEAR.findall(text[other.start : other.end])]
    if year is not None and years and year < max(years):
        return True
    if year is not None and any(NEWEST.search(text, other.start, other.end) for other in heads if other != head):
        return True
    rounds = [_round_of(text, other) for other in heads]
    if head and 0 < _round_of(text, head) < max(rounds):
        return True
    if head and HISTORIC.search(context.analysis.view.folded, head.start, head.end):
        return True
    return lead is not None and lead.kind == "heading" and heads_earlier(context.analysis, lead)


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


def _body(context: Context, labels: list[Cell], block: Block) -> Group | None:
    for label in labels:
        groups = groups_in(context, label.start, label.end)
        if len(groups) == 1:
            return groups[0]
    lead = context.analysis.lead_of(block)
    return lead_bodies(context, lead) if lead else None


def _area(context: Context, areas: Areas, labels: list[Cell], heads: list[Cell]) -> AreaAt | None:
    """The area of a row or column; the words of the first cell where the table says that areas stand there."""
    text = context.analysis.text
    for label in labels:
        asks = label.end > label.start and text[label.end - 1] == "?"
        named = (asks and area_asked(areas, label.start, label.end)) or areas.between(label.start, label.end)
        if named:
            return named[0]
    unnamed = bool(heads) and heads[0].start == heads[0].end
    if heads and labels and (unnamed or NAMES_AREAS.search(text, heads[0].start, heads[0].end)):
        first = labels[0]
        if unnamed and not any(char.isalpha() for char in text[first.start : first.end]):
            return None
        return AreaAt("other", context.analysis.view.original(first.start, first.end), first.start, first.end)
    return None
