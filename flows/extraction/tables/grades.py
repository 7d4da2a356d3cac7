"""Read the grades of a table, each with the areas, the body and the year that its labels and headers give."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from flows.extraction.analysis.grades import WORDS, code_of
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.tables.grade_cells import CellGrade, Short
from flows.extraction.tables.heads import are_grade_heads
from flows.extraction.tables.labels import (
    LISTED,
    PAIRING,
    GradeTable,
    area_over,
    areas_of,
    body_of,
    has_lost_its_body,
    is_of_nothing_known,
    is_of_other_inspectors,
    names_bodies,
    opening,
)
from flows.extraction.tables.named import AreaAt, Group
from flows.extraction.tables.times import published_in, report_of, round_in, time_over, year_in, years_behind
from flows.extraction.tables.words import Said, says
from flows.reading.blocks import Cell


@dataclass(frozen=True, slots=True)
class TabledGrade:
    """A grade at a slice of the view. `after`: the end of a remark in its cell; `historic`: an earlier grade."""

    start: int
    end: int
    after: int
    grade: str
    sentence: Sentence
    historic: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A grade of a cell, its body and area (None: open), year, EDTF date of its report, and the cell that dates it.
    `within`: the years of which its report is, where headers only say when the inspection was."""

    grade: TabledGrade
    group: Group | None
    area: AreaAt | None
    year: str | None = None
    day: str | None = None
    when: Cell | None = None
    within: range | None = None


def entries_of_row(table: GradeTable, sentence: Sentence) -> list[Entry]:
    """Return the grades that the cells of a row give, in order; [] for titles and for a key of the scale."""
    row = sentence.block.row
    cells, graded = table.rows[row], table.grades_of(row)
    if table.is_key or row in table.titles:
        return []
    if row in table.head_rows:
        return _paired(table, sentence)
    if not graded:
        return _under_grades(table, sentence) or _paired(table, sentence)
    if 0 in graded and len(graded) < len(cells) and not table.is_grid:
        grade = _grade(graded[0], cells[0], sentence, table.is_earlier(row))
        return _given_to(table, grade, _named_behind(table, row), [])
    found = (_entries(table, sentence, column, said) for column, said in table.cell_grades_in(row).items())
    return [entry for entries in found for entry in entries]


def _entries(table: GradeTable, sentence: Sentence, column: int, graded: tuple[CellGrade, ...]) -> list[Entry]:
    """Return the grades of a cell; [] if no inspector gave them, or if they belong to nothing that is known."""
    row = sentence.block.row
    areas: list[AreaAt | None] = [*areas_of(table, row, column)]
    if _is_of_others(table, row, column) or has_lost_its_body(table, row, column):
        return []
    # Which area the unknown label of a table of areas means, judges decide.
    if not areas and not table.row_codes and is_of_nothing_known(table, row):
        return []
    text, heads = table.analysis.text, table.heads_of(row, column)
    dated = next((head for head in heads if year_in(text, head)), None)
    groups, earlier = _bodies_over(table, row, column), table.is_earlier(row, column)
    # What is over a table of earlier and current grades may tell when the earlier ones were given.
    over = time_over(table, row) if earlier or not table.older else None
    when = dated or next((head for head in heads if round_in(text, head)), None) or over
    within = years_behind(table.analysis, heads, dated) if dated else None
    found: list[Entry] = []
    for said in graded:
        historic = earlier or said.is_earlier
        # If a cell has an earlier grade too, the header of its column dates the current one.
        years = within if said is graded[0] and not said.year else None
        year = report_of(table, dated, historic=historic) if dated and not years and said is graded[0] else None
        # A row dates its current grades; a column dates all its grades but an earlier one beside another.
        by_row = not historic or table.is_earlier(row)
        day = None if said.is_earlier else published_in(table, row, column, by_row=by_row)
        grade = _grade(said.at, Cell(*said.at[:2]), sentence, historic)
        year = said.year or year
        found += [Entry(grade, group, area, year, day, when, years) for group in groups for area in areas or [None]]
    return found


def _bodies_over(table: GradeTable, row: int, column: int) -> list[Group | None]:
    """Return the body of the grade in a cell; of a wide cell, each body that heads one of its columns."""
    wide = [at for at in sorted(table.headed_by_bodies) if table.rows[row][at] == table.rows[row][column]] or [column]
    return [*{group.bodies if group else (): group for at in wide for group in [body_of(table, row, at)]}.values()]


def _is_of_others(table: GradeTable, row: int, column: int) -> bool:
    """Whether a cell is of other inspectors, or the header of its column says, beside the areas that it names, that its
    grades are not inspectors' ("Self-assessment", "Effectiveness of controls")."""
    head = table.head_of(column) or Cell(0, 0)
    areas = table.named.areas(head.start, head.end)
    edges = [head.start, *(edge for area in areas for edge in (area.start, area.end)), head.end]
    are_none = any(says(table.analysis, Cell(*at), Said.NO_GRADES) for at in zip(edges[::2], edges[1::2], strict=True))
    return are_none or is_of_other_inspectors(table, row, column)


def _named_behind(table: GradeTable, row: int) -> list[Cell]:
    """Return the cells after a grade that name areas or bodies: all if the table has no headers, else one."""
    labels = [cell for column, cell in table.labels(row).items() if column]
    rest = [cell for cell in labels if opening(table.named, cell) or names_bodies(table.named, cell)]
    return [cell for cell in rest if opening(table.named, cell)][:1] or rest[:1] if table.head_rows else rest


def _under_grades(table: GradeTable, sentence: Sentence) -> list[Entry]:
    """Return the grades of a row under columns that are headed by grades. Each cell names the areas or bodies that got
    the grade above it, or ticks it for what the row's first cell names."""
    row, graded = sentence.block.row, table.grades_of(table.head_rows[-1]) if table.head_rows else {}
    if not graded or not are_grade_heads(graded, table.heads[-1]):
        return []
    cells = table.rows[row]
    labelled = [] if 0 in graded else [table.labels(row).get(0, cells[0])]
    historic = table.is_earlier(row)
    found: list[Entry] = []
    for column, short in graded.items():
        if not (cell := cells[column]).is_empty:
            named = labelled if says(table.analysis, cell, Said.TICK) else [cell]
            found += _given_to(table, _grade(short, cell, sentence, historic), named, labelled)
    return found


def _paired(table: GradeTable, sentence: Sentence) -> list[Entry]:
    """Return the grades of cells that list areas with their grades: "Preventing crime: good; Leadership: adequate"."""
    columns = table.cells_of(sentence.block.row)
    return [entry for column in columns for entry in _paired_in(table, sentence, column)]


def _paired_in(table: GradeTable, sentence: Sentence, column: int) -> list[Entry]:
    """Return the grades that a cell lists; [] unless each has an area before it or, if one opens the cell, behind."""
    analysis, row = table.analysis, sentence.block.row
    cell = table.rows[row][column]
    starts = analysis.triggers.within("grade", cell.start, cell.end)
    words = [word for at in starts if (word := WORDS.match(analysis.text, at, cell.end))]
    opens = bool(words) and words[0].start() == cell.start
    edges = [cell.start, *(word.start() if opens else word.end("grade") for word in words), cell.end]
    found: list[Entry] = []
    year, years, historic = None, None, table.is_earlier(row, column)
    for number, word in enumerate(words):
        before = edges[number]
        areas = _areas_behind(table, word, edges[number + 2]) if opens else _area_before(table, cell, before, word)
        if not areas or is_of_other_inspectors(table, row, column):
            return []
        if not found:  # "First inspection (June 2019): Leadership – good; Vetting – good"
            over = Cell(cell.start, areas[0].start)
            historic = historic or says(analysis, over, Said.EARLIER, Said.THEN)
            years = years_behind(analysis, [over], over)
            year = report_of(table, over, historic=historic) if year_in(analysis.text, over) and not years else None
        at = Cell(*word.span("grade"))
        grade = _grade((at.start, at.end, code_of(word["grade"])), at, sentence, historic)
        day = None if historic else published_in(table, row, column)
        found += [Entry(grade, body_of(table, row, column), area, year, day, None, years) for area in areas]
    return found


def _area_before(table: GradeTable, cell: Cell, start: int, word: re.Match[str]) -> list[AreaAt]:
    """Return the area between `start` and a grade with a colon or dash, or with none if both fill the cell; or []."""
    text, (at, end) = table.analysis.text, word.span("grade")
    last = table.named.areas(start, at)[-1:]
    if not last or PAIRING.fullmatch(text, last[0].end, at):
        return last
    is_all = (last[0].start, end) == (cell.start, cell.end) and not text[last[0].end : at].strip()
    return last if is_all else []


def _areas_behind(table: GradeTable, word: re.Match[str], end: int) -> list[AreaAt]:
    """Return the areas listed between a grade with a colon or dash and `end`: "Good: vetting, leadership"; or []."""
    text, areas = table.analysis.text, table.named.areas(word.end(), end)
    listed = all(LISTED.fullmatch(text, one.end, other.start) for one, other in pairwise(areas))
    opens = areas and PAIRING.fullmatch(text, word.end(), areas[0].start)
    return areas if opens and listed and not text[areas[-1].end : end].strip(" .,;") else []


def _given_to(table: GradeTable, grade: TabledGrade, named: list[Cell], labels: list[Cell]) -> list[Entry]:
    """Return the grade for each area that cells name, else for each body in the area of a label or the lead-in."""
    row = grade.sentence.block.row
    if is_of_other_inspectors(table, row, len(labels)):
        return []
    group = body_of(table, row, len(labels))
    naming = [cell for cell in named if cell in labels or opening(table.named, cell)]
    if listed := [area for cell in naming for area in table.named.areas(cell.start, cell.end)]:
        return [Entry(grade, group, area) for area in listed]
    area = next((area for cell in labels if (area := opening(table.named, cell))), None) or area_over(table, row)
    groups = (table.named.bodies_of_cell(cell.start, cell.end) for cell in named)
    return [Entry(grade, one, area) for one in groups if one and one.is_name]


def _grade(short: Short, at: Cell, sentence: Sentence, historic: bool) -> TabledGrade:
    start, end, code = short
    # A cell that opens with its grade is quoted whole, with what it remarks.
    return TabledGrade(start, end, max(end, at.end) if start == at.start else at.end, code, sentence, historic)
