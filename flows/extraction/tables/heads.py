"""The headers and labels of table cells: the rows above the values, the titles of rows, the labels beside a value."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.remembered import cached
from flows.extraction.analysis.text.layout import Block
from flows.extraction.tables.grade_cells import CellGrade, Short, grades_in
from flows.extraction.tables.words import Said, is_value, says
from flows.reading.blocks import Cell, Table

Headed = TypeVar("Headed", bound="HeadedTable")
# A row numbers its columns if it has at least this many numbers.
FEWEST_NUMBERED = 3


@dataclass(frozen=True, eq=False)
class HeadedTable:
    """A table whose cells know their headers and labels. `shorts`: the slices and codes of short grades in the text.
    Header rows are those that the reader marked, or else the first, up to a row with values. Slices are of the view."""

    analysis: Analysis
    table: Table
    shorts: Sequence[Short] = ()

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """All rows, header rows included."""
        return self.table.rows

    @cached_property
    def titles(self) -> frozenset[int]:
        """The numbers of the rows that are titles of the rows below them."""
        return frozenset(number for number in range(len(self.rows)) if self.table.is_title_row(number))

    @cached_property
    def head_rows(self) -> tuple[int, ...]:
        """The numbers of the rows that are headers of columns; none if no other rows would remain."""
        found: list[int] = []
        for number, row in enumerate(self.rows):
            if number in self.titles:
                continue
            filled = [cell for cell in row if not cell.is_empty]
            heads = number < max(1, self.table.head_rows)
            counts_columns = number < self.table.head_rows and self.numbers_in(row)
            if not filled or not heads or (self._holds_values(number) and not counts_columns):
                break
            found.append(number)
        return tuple(found) if len(self.rows) - len(self.titles) > len(found) else ()

    def _holds_values(self, row: int) -> bool:
        cells, graded = self.rows[row], self.grades_of(row)
        if graded:
            return not are_grade_heads(graded, cells)
        return any(is_value(self.analysis, cell) for cell in cells[1:] or cells)

    def numbers_in(self, row: Sequence[Cell]) -> list[str]:
        """Return the numbers of a row that numbers its columns "1", "2", "3" (explained elsewhere); else []."""
        texts = [self.analysis.text[cell.start : cell.end].strip() for cell in row]
        numbers = [text for text in texts if text.isdigit()]
        is_counting = numbers == [str(number) for number in range(1, len(numbers) + 1)]
        return numbers if is_counting and len(numbers) >= FEWEST_NUMBERED else []

    def grades_of(self, row: int) -> dict[int, Short]:
        """Return the grade of each cell of a row that is a grade, by column; not the earlier grade beside it."""
        return {column: grades[0].at for column, grades in self.cell_grades_in(row).items()}

    def cells_of(self, row: int) -> dict[int, Cell]:
        """Return the cells of a row, by the column in which each begins."""
        cells = self.rows[row]
        return {column: cell for column, cell in enumerate(cells) if not (column and cells[column - 1] == cell)}

    @cached
    def cell_grades_in(self, row: int) -> dict[int, tuple[CellGrade, ...]]:
        """What the cells of a row say that are grades and nothing else, by their column; of a wide cell the first."""
        over = self.rows[: min(row, max(1, self.table.head_rows))]
        said = {
            column: grades_in(self.analysis.text, cell, self._shorts_in(cell), [head[column] for head in over])
            for column, cell in self.cells_of(row).items()
        }
        return {column: grades for column, grades in said.items() if grades}

    def _shorts_in(self, cell: Cell) -> list[Short]:
        first, last = (bisect_left(self.shorts, edge, key=lambda short: short[0]) for edge in (cell.start, cell.end))
        return [short for short in self.shorts[first:last] if short[1] <= cell.end]

    def above(self, column: int) -> list[Cell]:
        """Return the headers of a column, the nearest first."""
        return [cell for row in reversed(self.heads) if not (cell := row[column]).is_empty]

    @cached_property
    def heads(self) -> list[tuple[Cell, ...]]:
        """The cells of the header rows, the topmost first."""
        return [self.rows[number] for number in self.head_rows]

    @cached_property
    def rows_of_days(self) -> list[tuple[Cell, ...]]:
        """The rows whose first cell says that they give the days on which reports were published."""
        return [cells for cells in self.rows if says(self.analysis, cells[0], Said.PUBLISHED)]

    def title_of(self, row: int) -> Cell | None:
        """Return the nearest title row above a row; None if there is none."""
        above = bisect_left(self._title_rows, row)
        return self.rows[self._title_rows[above - 1]][0] if above else None

    @cached_property
    def _title_rows(self) -> list[int]:
        return sorted(self.titles)

    def leads(self, row: int) -> Iterator[Block]:
        """Return the lead-ins of a row: the title of its rows, the caption, the line above, and its lead-ins."""
        first = next(cell.start for cell in self.rows[row] if not cell.is_empty)
        sentence = self.analysis.sentence_at(first)
        return self.analysis.leads_of(sentence.block) if sentence else iter(())

    def heads_of(self, row: int, column: int) -> list[Cell]:
        """Return the headers of a cell's column, the labels before the cell, and the title of its rows."""
        labels = [cell for at, cell in self.labels(row).items() if at < column]
        title = self.title_of(row)
        return [*self.above(column), *labels, *([title] if title else [])]

    def head_of(self, column: int) -> Cell | None:
        """Return the nearest header of a column; None if it has none."""
        return next(iter(self.above(column)), None)

    @cached
    def labels(self, row: int) -> dict[int, Cell]:
        """Return the labels of a row, by column: cells with text that are neither a grade nor a row number."""
        graded = self.grades_of(row)
        return {
            column: cell
            for column, cell in self.cells_of(row).items()
            if column not in graded
            and any(map(str.isalnum, self.analysis.text[cell.start : cell.end]))
            and not says(self.analysis, cell, Said.REFERENCE)
        }


def tables_of_rows(analysis: Analysis, headed: Callable[[Table], Headed]) -> dict[int, Headed]:
    """Return the table of each row of a document, by the index of the row's block; `headed` is called once a table."""
    rows = [(block.index, block.table) for block in analysis.blocks if block.table and block.kind == "row"]
    of_table = {key: headed(table) for key, table in {id(table): table for _, table in rows}.items()}
    return {index: of_table[id(table)] for index, table in rows}


def are_grade_heads(graded: dict[int, Short], row: Sequence[Cell]) -> bool:
    """Whether a row's cells, but perhaps the first, are at least two different grades and so head columns."""
    filled = [column for column, cell in enumerate(row) if not cell.is_empty or not column]
    all_differ = len({code for _, _, code in graded.values()}) == len(graded)
    is_full = len(graded) == len(row)
    return all_differ and {*graded, 0} >= set(filled) and len(graded) > (1 if is_full else 2)
