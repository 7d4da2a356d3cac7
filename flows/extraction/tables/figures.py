"""Find figures in tables: a number is of what its headers and labels say, if these or the lead-ins name disruptions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.remembered import cached
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.times.dates import YEAR
from flows.extraction.tables.heads import HeadedTable
from flows.extraction.tables.words import Said, rate_at, says
from flows.reading.blocks import Cell

Slice = tuple[int, int]
Line = Cell | Block

# The row that other rows are parts of is no more than this many rows above them.
FARTHEST = 15
# What the label of a row may say if another header or label says that disruptions are counted.
DIVIDING = (Said.DIVIDES, Said.TIME, Said.NAMES)
# What the nearest header of a column may say in a table of disruptions.
COUNTING = (Said.SPEAKS, Said.DIVIDES, Said.COUNTS)
# What else it may say.
KNOWN = (*COUNTING, Said.GROUPS_DISRUPTED, Said.DONE, Said.TIME, Said.BODY, Said.GROUPS)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a table that counts disruptions or groups, with the slices of the words that say what it is of."""

    number: Number
    measure: str  # a code of `disruptions.measure`
    share: float | None = None  # the percentage beside a count
    rate_unit: str | None = None  # "per-day"
    label: Slice | None = None  # words for its threat, level or strand
    when: Slice | None = None  # words for its period
    row: Slice | None = None  # the first other label or header
    owner: Slice | None = None  # the header that names its body


@dataclass(frozen=True)
class CountTable:
    """A table of numbers as seen from one of its rows: what holds for all numbers of the row."""

    headed: HeadedTable
    block: Block  # of the row

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis of the document."""
        return self.headed.analysis

    @cached_property
    def corner(self) -> list[Line]:
        """The header of the first column, and the caption."""
        heads, caption = self.headed.heads[-1:], self.headed.table.caption
        return [*(head[0] for head in heads), *([Cell(*caption)] if caption else [])]

    @cached_property
    def above(self) -> list[Line]:
        """The two blocks right above the table, the nearest first."""
        blocks, at = self.analysis.blocks, self.block.index if self.block.head is None else self.block.head
        while at and blocks[at - 1].table is self.block.table:
            at -= 1
        return [*reversed(blocks[max(0, at - 2) : at])]

    @cached_property
    def leads(self) -> list[Line]:
        """The lead-ins of the row: the title of its rows and the caption first, the line above the table last."""
        found: list[Line] = []
        for lead in self.analysis.leads_of(self.block):
            found.append(lead)
            if lead.table is not self.block.table:
                break
        return found

    @cached_property
    def lines(self) -> list[Line]:
        """The title and the caption, and the line right above the table."""
        return [*self.leads[:-1], *self.above[:1]]

    @cached_property
    def counts_groups(self) -> bool:
        """Whether the title, the caption or the line right above say that it counts groups that were disrupted."""
        return self._says(Said.GROUPS_DISRUPTED, self.lines) and not _has_levels(self.headed)

    @cached_property
    def speaks_of_groups(self) -> bool:
        """Whether the title, the caption, the line right above or the corner speak of groups."""
        return self._says(Said.GROUPS, [*self.lines, *self.corner])

    @cached_property
    def is_divided(self) -> bool:
        """Whether the corner or caption says that each row is a part of the disruptions: "Disruptions by unit"."""
        return self._says(Said.DIVIDED, self.corner)

    @cached_property
    def is_of_disruptions(self) -> bool:
        """Whether the headers, the lead-ins or the lines above speak of disruptions, or it counts disrupted groups."""
        heads = [cell for row in self.headed.heads for cell in row]
        return self.counts_groups or self._says(Said.SPEAKS, [*self.leads, *self.above, *heads])

    @cached_property
    def has_whole(self) -> bool:
        """Whether a header over a number of the row says that it is the sum of others beside it: "Total"."""
        columns = (at for at, cell in enumerate(self.headed.rows[self.block.row]) if _number(self.analysis, cell))
        return self._says(Said.WHOLE, filter(None, map(self.headed.head_of, columns)))

    def _says(self, said: Said, lines: Iterable[Line]) -> bool:
        return any(says(self.analysis, line, said) for line in lines)


@cached
def _has_levels(headed: HeadedTable) -> bool:
    """Whether a header or the first cell of a row is a level."""
    cells = [*(cell for row in headed.heads for cell in row), *(row[0] for row in headed.rows)]
    return any(says(headed.analysis, cell, Said.LEVEL) for cell in cells)


def figures_of_tables(analysis: Analysis, tables: Mapping[int, HeadedTable]) -> dict[int, Figure | None]:
    """Return the figure of each number in tables, by the number's start; None if its headers say it is no figure.

    `tables`: the table of each row, by the index of the row's block.
    """
    found: dict[int, Figure | None] = {}
    for index, headed in tables.items():
        found |= _figures_in_row(CountTable(headed, analysis.blocks[index]))
    return found


def _figures_in_row(table: CountTable) -> dict[int, Figure | None]:
    """Return the figures of a row; a count and a percentage right after it are one figure with a share."""
    row, cells = table.block.row, table.headed.rows[table.block.row]
    found: dict[int, Figure | None] = {}
    if row in table.headed.head_rows:
        return found
    last: Figure | None = None
    for column, cell in enumerate(cells):
        numbers = numbers_in(table.analysis, cell.start, cell.end)
        if not numbers or (column and cells[column - 1] == cell):
            continue
        number, (labels, above) = _number(table.analysis, cell), _heads_of(table, row, column)
        if _counts_others(table, labels if number else labels[:1], above, number is None):
            found |= dict.fromkeys(one.start for one in numbers)
        elif number and (figure := _figure_of(table, number, labels, above)):
            if last and last.measure == "disruptions" and figure.number.percent and last.share is None:
                last = replace(last, share=figure.number.value)
            else:
                last = figure
            found[last.number.start] = last
    return found


def _heads_of(table: CountTable, row: int, column: int) -> tuple[list[Cell], list[Cell]]:
    """Return the labels before a cell, without numbers, and the headers above it, the nearest first, a title last."""
    headed = table.headed
    labels = [cell for at, cell in headed.labels(row).items() if at < column and not _number(table.analysis, cell)]
    title = headed.title_of(row)
    return labels, [*headed.above(column), *([title] if title else [])]


def _counts_others(table: CountTable, labels: list[Cell], above: list[Cell], amid_words: bool) -> bool:
    """Whether the headers and labels of a number say that it is a target, or counts something else than disruptions, or
    only a part of them in some place or time: "East | West | Total".

    What a number `amid_words` counts is said by these, so that its headers only say whether it is a target.
    """
    says_of, heads = partial(says, table.analysis), [*labels, *above]
    planned = any(says_of(head, Said.PLANNED) for head in heads)
    if planned or amid_words:
        return planned
    counting = (Said.SPEAKS, Said.GROUPS_DISRUPTED, Said.DONE)
    if above and says_of(above[0], Said.OTHERS) and not says_of(above[0], *counting):
        return True
    # A header with a digit may be a time in an unusual form: "12m to Jun 24".
    words = table.analysis.text[above[0].start : above[0].end] if above else ""
    unknown = bool(words) and not any(map(str.isdigit, words)) and not says_of(above[0], *KNOWN)
    if unknown and table.has_whole and not says_of(above[0], Said.WHOLE):
        return True
    if any(says_of(head, *counting) for head in heads):
        return False
    if unknown and not _divides_a_row(table, labels):
        return True
    return not table.is_divided and any(says_of(label, Said.OTHERS) for label in labels[:1])


def _figure_of(table: CountTable, number: Number, labels: list[Cell], above: list[Cell]) -> Figure | None:
    """Return the figure that a number is by its headers and labels; None if they leave it open."""
    analysis, heads = table.analysis, [*labels, *above]
    counted = _counted(table, labels, above)
    if counted is None or any(says(analysis, head, Said.NATIONAL) for head in heads):
        return None
    label, groups = counted
    times = [head for head in heads if says(analysis, head, Said.TIME)]
    # In "2023/24 | Q1" the quarter is the period, not the year.
    folded = analysis.view.folded
    when = next((time for time in times if not YEAR.search(folded, time.start, time.end)), next(iter(times), None))
    owner = next((head for head in above if says(analysis, head, Said.BODY)), None)
    rate = next((rate for head in (label, *above) if (rate := rate_at(analysis.text, head.start, head.end))), None)
    if rate is None and any(says(analysis, head, Said.SHARE) for head in heads):
        number = replace(number, percent=True)
        if number.value > 100:
            return None
    measure = "disruption-rate" if rate else "share-of-disruptions" if number.percent else "disruptions"
    if groups or table.counts_groups:
        measure = "share-of-groups" if number.percent else "groups-disrupted"
    if measure in ("disruptions", "groups-disrupted") and not number.whole:
        return None
    others = [*labels, *(head for head in above if head not in (when, owner))]
    other = next((head for head in others if head != label), None)
    return Figure(number, measure, None, rate, _slice(label), _slice(when), _slice(other), _slice(owner))


def _number(analysis: Analysis, cell: Cell) -> Number | None:
    """Return the number that fills a cell but for up to two marks after it; None for "+31%", which is a change."""
    numbers = numbers_in(analysis, cell.start, cell.end)
    alone = len(numbers) == 1 and numbers[0].start == cell.start and cell.end - numbers[0].end <= 2
    return numbers[0] if alone else None


def _counted(table: CountTable, labels: list[Cell], above: list[Cell]) -> tuple[Cell, bool] | None:
    """Return the header or label that says what a number counts, and whether groups; None if it is no figure."""
    heads, says_any = [*labels, *above], partial(says, table.analysis)
    if head := next((head for head in heads if says_any(head, Said.GROUPS_DISRUPTED)), None):
        return head, True
    action = next((head for head in heads if says_any(head, Said.DONE)), None)
    if action and (table.speaks_of_groups or any(says_any(head, Said.GROUPS) for head in labels)):
        return action, True
    if head := next((head for head in labels if says_any(head, Said.COUNTED)), None):
        return head, False
    unexplained = [head for head in labels if not says_any(head, *DIVIDING)]
    counts_parts = table.is_divided and not any(says_any(head, Said.OTHERS, Said.PLANNED) for head in unexplained)
    divides = _divides_a_row(table, labels)
    if (unexplained and not counts_parts) or not (table.is_of_disruptions or divides):
        return None
    if above and not divides and not says_any(above[0], *COUNTING, Said.TIME, Said.BODY):
        return None
    if above and says_any(above[0], Said.GROUPS) and not says_any(above[0], Said.SPEAKS) and not table.counts_groups:
        return None
    head = next((head for head in above if says_any(head, *COUNTING)), next(iter(labels), None))
    return (head, False) if head and (above or divides) else None


def _divides_a_row(table: CountTable, labels: list[Cell]) -> bool:
    """Whether a row is part of one above it that counts disruptions: "Disruptions | 392", "– led by us | 280"."""
    label, row = next(iter(labels), None), table.block.row
    # Cards and other pairs side by side count different things: "Disruptions: 392", "Guns recovered: 84".
    dividing = (Said.PART,) if table.headed.table.form == "pairs" else (Said.PART, Said.DIVIDES)
    for above in range(row - 1, max(-1, row - 1 - FARTHEST), -1):
        if label is None or above in table.headed.head_rows or says(table.analysis, label, Said.COUNTED):
            return False
        if not says(table.analysis, label, *dividing):
            return False
        label = next(iter(table.headed.labels(above).values()), None)
        if label and says(table.analysis, label, Said.COUNTED):
            return True
    return False


def _slice(cell: Cell | None) -> Slice | None:
    return (cell.start, cell.end) if cell else None
