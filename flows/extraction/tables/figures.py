"""Disruptions in tables: a number is of what its heads say, in a table whose heads or lead say that it counts them."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.text.layout import Block
from flows.extraction.tables.figure import Figure, Slice
from flows.extraction.tables.heads import MERGED, HeadedTable
from flows.extraction.tables.measures import SHARE_ALONE, Said, names_year, said_by, time_in
from flows.extraction.tables.notes import blocks_with_a_note
from flows.extraction.tables.roles import TIMED_NUMBER
from flows.extraction.tables.said import figure_said, says_itself
from flows.extraction.tables.words import ANY_DISRUPTED, GROUP_NOUN, is_row_of_many, rate_at
from flows.reading.blocks import Cell

# "+31%": it holds no disruptions.
SIGNED = re.compile(r"\W*[+\-−–]\s?$")
GROUPS = re.compile(rf"\b{GROUP_NOUN}", re.IGNORECASE)
# "Table 1: Networks disrupted", "the number of gangs dismantled by type"
GROUPS_COUNTED = re.compile(rf"\b{GROUP_NOUN}\s+\(?(?:that\s+)?(?:were\s+)?{ANY_DISRUPTED}\b", re.IGNORECASE)
# What a row's label may say of disruptions that are counted elsewhere in its table.
DIVIDING = frozenset({Said.DIVIDES, Said.TIME, Said.NAMES})
# What it may not say in one whose rows are parts of them whatever they are called.
NO_PART = frozenset({Said.OTHERS, Said.CHANGE, Said.GROUPS, Said.PLANNED})
# What a column's head may say in a table of disruptions.
COUNTING = frozenset({Said.SPEAKS, Said.DIVIDES, Said.PLAIN, Said.LEVEL, Said.LEAD, Said.SHARE, Said.RATE})


@dataclass(frozen=True)
class CountTable:
    """A table of numbers, seen from one of its rows: what it says of all of them.

    `noted`: whether a note below says that it counts disruptions.
    """

    headed: HeadedTable
    block: Block
    noted: bool

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis of the document."""
        return self.headed.analysis

    @cached_property
    def over(self) -> list[Slice]:
        """What leads in to the table, title and caption too, and the lines right above, the nearest first."""
        blocks, block = self.analysis.blocks, self.block
        at = block.index if block.head is None else block.head
        while at and blocks[at - 1].table is block.table:
            at -= 1
        above = [blocks[number] for number in range(at - 1, max(0, at - 2) - 1, -1)]
        leads = self.analysis.leads_in_to(block)
        return [(each.start, each.end) for each in dict.fromkeys((*leads[:-1], *above, *leads[-1:]))]

    @cached_property
    def lines(self) -> list[Slice]:
        """The title and caption, and the line right above the table."""
        return self.over[: len(self.analysis.leads_in_to(self.block)[:-1]) + 1]

    @cached_property
    def counts_groups(self) -> bool:
        """Whether they say that it counts groups that were disrupted."""
        return any(GROUPS_COUNTED.search(self.analysis.text, *line) for line in self.lines)

    @cached_property
    def speaks_of_groups(self) -> bool:
        """Whether they, or the corner, speak of groups."""
        corner = self.headed.corner()
        lines = [*self.lines, *([(corner.start, corner.end)] if corner else [])]
        return any(GROUPS.search(self.analysis.text, *line) for line in lines)

    @cached_property
    def is_divided(self) -> bool:
        """Whether its corner or caption says that each row is a part of its disruptions: "Disruptions by unit"."""
        corner, caption = self.headed.corner(), self.headed.table.caption
        lines = [*([(corner.start, corner.end)] if corner else []), *([caption] if caption else [])]
        return any(Said.DIVIDED in said_by(self.analysis, line) for line in lines)

    @cached_property
    def is_of_disruptions(self) -> bool:
        """Whether its heads or the words above it say that it counts disruptions."""
        if self.noted or self.counts_groups:
            return True
        if any(Said.OTHERS in said_by(self.analysis, line) for line in self.lines):
            return False
        heads = [cell for row in self.headed.head_rows for cell in self.headed.rows[row] if not cell.is_empty]
        spans = [*self.over, *((cell.start, cell.end) for cell in heads)]
        return any(Said.SPEAKS in said_by(self.analysis, span) for span in spans)


@dataclass(frozen=True)
class NumberCell:
    """A number in a table with its heads: the labels of its row from the left, the heads of its column from below.

    `title`: that of the rows it stands among, which need not say anything.
    """

    number: Number
    cell: Slice
    labels: tuple[Slice, ...]
    columns: tuple[Slice, ...]
    title: Slice | None = None

    @property
    def heads(self) -> tuple[Slice, ...]:
        """The heads of its column, then its title."""
        return (*self.columns, *([self.title] if self.title else []))


def figures_in_row(analysis: Analysis, headed: HeadedTable, block: Block, noted: Container[int]) -> list[Figure]:
    """The figures of one row of a table, in order. `noted`: the blocks that a note below says to count disruptions."""
    if block.row in headed.head_rows:
        return []
    table = CountTable(headed, block, block.index in noted)
    figures: list[Figure] = []
    for column, cell in enumerate(headed.rows[block.row]):
        if cell.is_empty or (column and headed.rows[block.row][column - 1] == cell):
            continue
        found = _figure_in_cell(table, block.row, column, cell)
        if found is None:
            continue
        figure, heads = found
        of_many = any(is_row_of_many(analysis, label) for label in heads)
        if not of_many and all(Said.PLANNED not in said_by(analysis, head) for head in heads):
            figures.append(figure)
    return _with_shares(figures)


def figures_of_tables(analysis: Analysis, tables: Mapping[int, HeadedTable]) -> dict[int, Figure]:
    """The figures of all rows, by where their numbers begin. `tables`: that of each row, by its block's index."""
    if not tables:
        return {}
    noted = blocks_with_a_note(analysis, (analysis.index_at(at) for at in analysis.triggers.starts["disrupting"]))
    rows = ((analysis.blocks[index], headed) for index, headed in tables.items())
    found = (figures_in_row(analysis, headed, block, noted) for block, headed in rows)
    return {figure.number.start: figure for figures in found for figure in figures}


def _figure_in_cell(table: CountTable, row: int, column: int, cell: Cell) -> tuple[Figure, list[Slice]] | None:
    """The figure of a cell and its heads: what the cell says itself, else its number by what heads it."""
    analysis, text, span = table.analysis, table.analysis.text, (cell.start, cell.end)
    numbers = numbers_in(analysis, *span)
    if not numbers:
        return None
    labels = tuple(
        (c.start, c.end) for at, c in table.headed.labels(row).items() if at < column and not _is_number(analysis, c)
    )
    columns = tuple((c.start, c.end) for c in table.headed.above(column))
    title = table.headed.title_of(row)
    placed = NumberCell(numbers[0], span, labels, columns, (title.start, title.end) if title else None)
    around = [*labels, *placed.heads]
    timed = TIMED_NUMBER.fullmatch(text, *span) if len(numbers) > 1 and labels else None
    if timed and Said.COUNTED in said_by(analysis, labels[0]):
        number = next(n for n in numbers if n.start == timed.start("number"))
        return Figure(number, "disruptions", label=labels[0], when=timed.span("time")), around
    if len(numbers) > 1 or says_itself(text, span, numbers[0].end):
        own = figure_said(analysis, span)
        return (own, around) if own else None
    if not _is_number(analysis, cell) or SIGNED.fullmatch(text, span[0], numbers[0].start) or not around:
        return None
    figure = _by_heads(table, row, placed)
    return (figure, around) if figure else None


def _is_number(analysis: Analysis, cell: Cell) -> bool:
    """Whether a cell is a number and no more than a mark or two."""
    numbers = numbers_in(analysis, cell.start, cell.end)
    return len(numbers) == 1 and cell.end - cell.start - (numbers[0].end - numbers[0].start) <= 2


def _by_heads(table: CountTable, row: int, cell: NumberCell) -> Figure | None:
    """The figure of a number whose heads say what it counts; None where one of them says something else."""
    analysis = table.analysis
    of_labels = [said_by(analysis, label) for label in cell.labels]
    of_heads = [said_by(analysis, head) for head in cell.heads]
    if any(Said.CHANGE in said or (Said.GROUPS in said and not table.counts_groups) for said in of_heads):
        return None
    times = [span for span in (*cell.labels, *cell.heads) if time_in(analysis, span)]
    # "2023/24 | Q1": of a year and a part of it, the part.
    when = next((time for time in times if not names_year(analysis, time)), next(iter(times), None))
    owner = next((head for head, said in zip(cell.heads, of_heads, strict=True) if Said.BODY in said), None)
    divided = _divided_row(table, row, of_labels)
    counted = _counted(table, cell, of_labels, of_heads, divides=divided is not None)
    if counted is None:
        return None
    label, groups = counted
    named = [*cell.labels, *(head for head in cell.columns if head not in (when, owner))]
    beside = next((span for span in named if span != label), None)
    more = (*named, *([divided] if divided else []), *([cell.title] if cell.title else []))
    others = tuple(span for span in more if span not in (label, beside, when, owner))
    figure = _figure(analysis, cell, label, when, owner, beside, others, groups=groups or table.counts_groups)
    return _as_share(analysis, figure, cell) if figure else None


def _counted(
    table: CountTable,
    cell: NumberCell,
    of_labels: list[frozenset[Said]],
    of_heads: list[frozenset[Said]],
    *,
    divides: bool,
) -> tuple[Slice, bool] | None:
    """The head that says what a number counts, or divides what its table counts; and whether those are groups."""
    spans = [*zip(cell.labels, of_labels, strict=True), *zip(cell.heads, of_heads, strict=True)]
    if span := next((span for span, said in spans if Said.GROUPS_DISRUPTED in said), None):
        return span, True
    done = next((span for span, said in spans if Said.DONE in said), None)
    if done and (table.speaks_of_groups or any(Said.GROUPS in said for said in of_labels)):
        return done, True
    if span := next((span for span, said in zip(cell.labels, of_labels, strict=True) if Said.COUNTED in said), None):
        return span, False
    parts = all(said & DIVIDING or (table.is_divided and not said & NO_PART) for said in of_labels)
    if not parts or not (table.is_of_disruptions or divides):
        return None
    # "Level" above "Major" says no more than that.
    upper = 1 if of_heads and of_heads[0] & {Said.LEVEL, Said.LEAD} else len(cell.columns)
    if any(not said & (COUNTING | {Said.TIME, Said.BODY}) for said in of_heads[:upper]):
        return None
    if any(said & NO_PART for said in of_heads[upper : len(cell.columns)]):
        return None
    counting = next((h for h, said in zip(cell.heads, of_heads, strict=True) if said & COUNTING), None)
    label = counting or next(iter(cell.labels), None)
    return (label, False) if label and (cell.heads or divides) else None


def _divided_row(table: CountTable, row: int, of_labels: list[frozenset[Said]]) -> Slice | None:
    """The label of the row that a row divides, if that counts disruptions: "Disruptions | 392", "– led by us | 280"."""
    if not any(said & {Said.PART, Said.DIVIDES} and Said.COUNTED not in said for said in of_labels):
        return None
    for above in range(row - 1, max(-1, row - 1 - MERGED), -1):
        labels = list(table.headed.labels(above).values())
        said = said_by(table.analysis, (labels[0].start, labels[0].end)) if labels else frozenset()
        if Said.COUNTED in said and above not in table.headed.head_rows:
            return labels[0].start, labels[0].end
        if Said.COUNTED in said or not said & {Said.PART, Said.DIVIDES}:
            return None
    return None


def _figure(
    analysis: Analysis,
    cell: NumberCell,
    label: Slice,
    when: Slice | None,
    owner: Slice | None,
    beside: Slice | None,
    others: tuple[Slice, ...],
    *,
    groups: bool,
) -> Figure | None:
    number = cell.number
    rate = next((rate for head in (label, *cell.heads) if (rate := rate_at(analysis.text, *head))), None)
    measure = "disruption-rate" if rate else "share-of-disruptions" if number.percent else "disruptions"
    if groups:
        measure = "share-of-groups" if number.percent else "groups-disrupted"
    if measure in ("disruptions", "groups-disrupted") and not number.whole:
        return None
    return Figure(
        number,
        measure,
        rate_unit=rate[0] if rate else None,
        label=label,
        when=when,
        row=beside,
        owner=owner,
        heads=others,
    )


def _as_share(analysis: Analysis, figure: Figure, cell: NumberCell) -> Figure | None:
    """A figure below "%", which is a share whatever the cell says."""
    is_share = any(SHARE_ALONE.fullmatch(analysis.text, *head) for head in cell.heads)
    if not is_share or figure.number.percent or figure.rate_unit:
        return figure
    if figure.number.value > 100:
        return None
    measure = "share-of-groups" if figure.measure.startswith("groups") else "share-of-disruptions"
    return replace(figure, number=replace(figure.number, percent=True), measure=measure)


def _with_shares(figures: list[Figure]) -> list[Figure]:
    """The figures of a row; a count with the percentage beside it is one figure with its share."""
    joined: list[Figure] = []
    for figure in figures:
        last = joined[-1] if joined else None
        beside = last is not None and (last.when, last.owner) == (figure.when, figure.owner)
        if last and beside and last.measure == "disruptions" and figure.number.percent and last.share is None:
            joined[-1] = replace(last, share=figure.number.value)
        else:
            joined.append(figure)
    return joined
