"""Grades in tables: a cell that is a grade is of the areas, bodies and years that its heads name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows.extraction.analysis.grades import WORDS, code_of
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.tables.grade_cells import CellGrade, Short
from flows.extraction.tables.heads import are_grade_heads
from flows.extraction.tables.labels import (
    PAIRING,
    GradeTable,
    area_over,
    areas_of,
    body_of,
    has_lost_its_body,
    is_of_nothing_known,
    names_bodies,
    opening,
)
from flows.extraction.tables.named import AreaAt, Group
from flows.extraction.tables.roles import Role, roles_of
from flows.extraction.tables.times import heads_earlier, is_historic, published_in, report_of, round_in, year_in
from flows.reading.blocks import Cell


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
    """A grade in a cell, what it belongs to, the year its row or column is headed with, and its report's EDTF date.

    `plausible`: how far what heads its column says that it is the grade that holds; the more the further.
    """

    grade: TabledGrade
    group: Group | None
    area: AreaAt | None
    year: str | None
    day: str | None = None
    plausible: int = 0


def entries_of_row(table: GradeTable, sentence: Sentence, row: int) -> list[Entry] | None:
    """The grades of a row's cells, in order; none of a row that is the scale, None where no cell is a grade."""
    cells, graded = table.rows[row], table.grades_of(table.rows[row])
    if table.is_key:
        return []
    if row in table.head_rows or row in table.titles:
        return [] if graded else None
    if not graded:
        under = _under_grades(table, sentence, row)
        return under if under is not None else _paired(table, sentence, row) or None
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
    if not named and is_of_nothing_known(table, row):
        return []
    if has_lost_its_body(table, row, column):
        return []
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
                plausible=_plausible(table, column),
            )
        )
    return [replace(each, area=area) for each in entries for area in named] or entries


# What the head of a column of grades says for and against its being the one that holds.
PLAUSIBLE = {Role.NEWEST: 1, Role.GRADES: 1, Role.EARLIER: -1, Role.DRAFT: -2}


def _plausible(table: GradeTable, column: int) -> int:
    roles = {role for head in table.above(column) for role in roles_of(table.analysis, head)}
    return sum(PLAUSIBLE.get(role, 0) for role in roles)


def _is_of_something_else(table: GradeTable, column: int) -> bool:
    """Whether a column holds no grades of inspectors, but for one of an area that is called so."""
    head = table.head_of(column)
    if head is None or table.named.areas(head.start, head.end):
        return False
    return Role.NO_GRADES in roles_of(table.analysis, head)


def _is_earlier(table: GradeTable, row: int, column: int | None) -> bool:
    """Whether a grade is an earlier one, by its heads or the heading above the table.

    Where the head of a column says that it is the latest, what stands above the table is about the others.
    """
    if column is not None and any(Role.NEWEST in roles_of(table.analysis, head) for head in table.above(column)):
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


def _paired(table: GradeTable, sentence: Sentence, row: int) -> list[Entry]:
    """The grades of cells that list areas, each before its grade: "Preventing crime: good; Leadership: adequate"."""
    analysis, found = table.analysis, list[Entry]()
    for column, cell in enumerate(table.rows[row]):
        if column and table.rows[row][column - 1] == cell:
            continue
        words = [
            WORDS.match(analysis.text, at, cell.end) for at in analysis.triggers.within("grade", cell.start, cell.end)
        ]
        before = cell.start
        paired: list[Entry] = []
        year, historic = None, _is_earlier(table, row, column)
        for word in filter(None, words):
            area = _area_before_mark(table, before, word.start("grade"))
            if area is None:
                break
            if not paired:  # "First inspection (June 2019): Leadership – good; Vetting – good"
                over = Cell(cell.start, area.start)
                historic = historic or _is_of_before(table, over)
                year = report_of(table, over, historic=historic) if year_in(analysis.text, over) else None
            at = Cell(*word.span("grade"))
            short = (at.start, at.end, code_of(word["grade"]))
            day = None if historic else published_in(table, row, column)
            grade = _grade(short, at, sentence, historic)
            paired.append(Entry(grade, body_of(table, row, column), area, year, day, _plausible(table, column)))
            before = at.end
        else:
            found += paired
    return found


def _is_of_before(table: GradeTable, over: Cell) -> bool:
    """Whether the words before the first area of a cell say that its grades are earlier, as those of a first inspection
    are in a table that has others."""
    is_first = round_in(table.analysis.text, over) == 1 and any(map(table.grades_of, table.rows))
    return is_first or heads_earlier(table.analysis, over.start, over.end)


def _area_before_mark(table: GradeTable, start: int, end: int) -> AreaAt | None:
    """The area that ends a slice but for a colon or dash."""
    named = table.named.areas(start, end)
    last = named[-1] if named else None
    return last if last and PAIRING.fullmatch(table.analysis.text, last.end, end) else None


def _given_to(table: GradeTable, grade: TabledGrade, named: list[Cell], labels: list[Cell]) -> list[Entry]:
    """A grade of all areas that cells name, or of all bodies: these in the area of a label or of the line above."""
    group = _named_group(table, labels, grade.sentence)
    told = [cell for cell in named if cell in labels or opening(table.named, cell)]
    if listed := [area for cell in told for area in table.named.areas_alone(cell.start, cell.end)]:
        return [Entry(grade, group, area, None) for area in listed]
    area = next((area for cell in labels if (area := opening(table.named, cell))), None)
    area = area or area_over(table, grade.sentence.block.row)
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
