"""Grades in tables: a cell that is a grade is of the areas, bodies and years that its heads name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.tables.earlier import heads_earlier
from flows.extraction.tables.grade_cells import CellGrade, Short
from flows.extraction.tables.heads import are_grade_heads
from flows.extraction.tables.labels import (
    GradeTable,
    areas_of,
    body_of,
    names_bodies,
    opening,
)
from flows.extraction.tables.named import AreaAt, Group
from flows.extraction.tables.roles import Role, roles_of
from flows.extraction.tables.times import is_historic, published_in, report_of, year_in
from flows.reading.blocks import Cell
from schemas.vocabularies import graders


@dataclass(frozen=True, slots=True)
class TabledGrade:
    """A grade at a slice of the view, up to `after` what stands with it in its cell, and if it is an earlier one."""

    start: int
    end: int
    after: int
    grade: str
    sentence: Sentence
    historic: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A grade in a cell, what it belongs to, the year its row or column is headed with, and its report's EDTF date."""

    grade: TabledGrade
    group: Group | None
    area: AreaAt | None
    year: str | None
    day: str | None = None


def entries_of_row(table: GradeTable, sentence: Sentence, row: int) -> list[Entry] | None:
    """The grades of a row's cells, in order; none of a row that is the scale, None where no cell is a grade."""
    cells, graded = table.rows[row], table.grades_of(table.rows[row])
    if row in table.head_rows or row in table.titles:
        return [] if graded else None
    if not graded:
        return _under_grades(table, sentence, row)
    if _is_of_others(table, sentence):
        return []
    filled = [column for column, cell in enumerate(cells) if not cell.is_empty]
    headed = bool(table.head_rows) and all(
        (head := table.head_of(column)) and opening(table.named, head) for column in range(len(cells))
    )
    if (len(graded) == len(filled) == len(cells) and not headed) or (
        not table.head_rows and are_grade_heads(graded, cells)
    ):
        return []
    if 0 in graded and len(graded) < len(cells):
        grade = _grade(graded[0], cells[0], sentence, _is_earlier(table, row, None))
        return _given_to(table, grade, _named_behind(table, row), [])
    found = (_entries(table, sentence, row, column, said) for column, said in table.said_in(cells).items())
    return [entry for entries in found for entry in entries]


def _entries(
    table: GradeTable, sentence: Sentence, row: int, column: int, graded: tuple[CellGrade, ...]
) -> list[Entry]:
    """The grades of a cell with what they are of; empty where it is none of inspectors, or of nothing known."""
    if _is_of_something_else(table, column):
        return []
    named = areas_of(table, row, column)
    is_earlier = _is_earlier(table, row, column)
    title = table.title_of(row)
    labels = [cell for at, cell in table.labels(row).items() if at < column]
    heads = [*table.above(column), *labels, *([title] if title else [])]
    dated = next((head for head in heads if year_in(table.analysis.text, head)), None)
    group, cell = body_of(table, row, column), table.rows[row][column]
    entries: list[Entry] = []
    for said in graded:
        historic = is_earlier or said.is_earlier
        # The head of a column is of the grade that holds, where an earlier one stands beside that.
        year = report_of(table, dated, historic=historic) if dated and said is graded[0] else None
        entries.append(
            Entry(
                grade=_grade(said.at, Cell(*said.at[:2]), sentence, historic),
                group=group,
                area=None,
                year=said.year or year,
                day=None if historic or cell.is_empty else published_in(table, row, column),
            )
        )
    return [replace(each, area=area) for each in entries for area in named] or entries


LATEST = {Role.NEWEST, Role.NOW}


def _is_of_others(table: GradeTable, sentence: Sentence) -> bool:
    """Whether what leads in to a table, up to its heading, names an inspectorate of schools, care or prisons alone."""
    named: set[str] = set()
    for lead in table.analysis.leads_of(sentence.block):
        bodies = (mention.body for mention in table.analysis.mentions_in(lead.start, lead.end))
        named |= {body.body_id for body in bodies if body.kind == "inspectorate"}
        if lead.kind == "heading":
            break
    return bool(named) and named.isdisjoint(graders())


def _is_of_something_else(table: GradeTable, column: int) -> bool:
    """Whether a column holds no grades of inspectors, by its head."""
    head = table.head_of(column)
    if head is None:
        return False
    roles = roles_of(table.analysis, head)
    of_peers = Role.PEERS in roles and not names_bodies(table.named, head)
    return not table.named.areas(head.start, head.end) and (of_peers or Role.NO_GRADES in roles)


def _is_earlier(table: GradeTable, row: int, column: int | None) -> bool:
    """Whether a grade is an earlier one, by its heads or the heading above the table.

    Where the head of a column says that it is the latest, what stands above the table is about the others.
    """
    if column is not None and any(roles_of(table.analysis, head) & LATEST for head in table.above(column)):
        return False
    if is_historic(table, row, column):
        return True
    first = next(cell for cell in table.rows[row] if not cell.is_empty)
    sentence = table.analysis.sentence_at(first.start)
    leads = table.analysis.leads_of(sentence.block) if sentence else ()
    heading = next((lead for lead in leads if lead.kind == "heading"), None)
    return heading is not None and heads_earlier(table.analysis, heading.start, heading.end)


def _named_behind(table: GradeTable, row: int) -> list[Cell]:
    """The cells behind a grade that say what got it: all of a row without heads, else the first that names any."""
    told = [cell for column, cell in table.labels(row).items() if column]
    rest = [cell for cell in told if opening(table.named, cell) or names_bodies(table.named, cell)]
    if not table.head_rows:
        return rest
    return [cell for cell in rest if opening(table.named, cell)][:1] or rest[:1]


def _under_grades(table: GradeTable, sentence: Sentence, row: int) -> list[Entry] | None:
    """The entries of a row whose columns are headed by grades: what stands in a cell got the grade above it.

    A cell names areas or bodies, or holds no more than a tick for what the first cell of its row names. None where no
    grades head the columns.
    """
    heads = table.rows[table.head_rows[-1]] if table.head_rows else ()
    graded = table.grades_of(heads)
    if not graded or not are_grade_heads(graded, heads):
        return None
    cells = table.rows[row]
    labelled = [] if 0 in graded else [table.labels(row).get(0, cells[0])]
    historic = _is_earlier(table, row, None)
    found: list[Entry] = []
    for column, short in graded.items():
        cell = cells[column]
        if not cell.is_empty:
            named = labelled if Role.TICK in roles_of(table.analysis, cell) else [cell]
            found += _given_to(table, _grade(short, cell, sentence, historic), named, labelled)
    return found


def _given_to(table: GradeTable, grade: TabledGrade, named: list[Cell], labels: list[Cell]) -> list[Entry]:
    """A grade of all areas that cells name, or of all bodies: these in the area of a label or of the line above."""
    group = _named_group(table, labels, grade.sentence)
    told = [cell for cell in named if cell in labels or opening(table.named, cell)]
    if listed := [area for cell in told for area in table.named.areas_alone(cell.start, cell.end)]:
        return [Entry(grade, group, area, None) for area in listed]
    area = next((area for cell in labels if (area := opening(table.named, cell))), None)
    bodies = [one for cell in named for one in table.named.alone(cell.start, cell.end)]
    return [Entry(grade, one, area, None) for one in bodies if one.form not in ("noun", "pronoun")]


def _named_group(table: GradeTable, labels: list[Cell], sentence: Sentence) -> Group | None:
    for label in labels:
        groups = table.named.groups(label.start, label.end)
        if len(groups) == 1:
            return groups[0]
    lead = table.analysis.lead_of(sentence.block)
    return (lead and table.named.led_by(lead)) or table.named.of_page


def _grade(told: Short, at: Cell, sentence: Sentence, historic: bool) -> TabledGrade:
    start, end, code = told
    # A cell that opens with its grade is quoted whole, with what it remarks.
    return TabledGrade(start, end, max(end, at.end) if start == at.start else at.end, code, sentence, historic)
