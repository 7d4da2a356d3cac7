"""When a value of a table was given: the years, rounds and days that its heads name, and whether it is the newest."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Collection, Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.analysis.times.dates import DATE, parts_of
from flows.extraction.tables.heads import HeadedTable
from flows.extraction.tables.words import Said, says
from flows.reading.blocks import Cell

YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
# "2018/19" is when a round of inspections took place, and no date of a report.
ROUND = re.compile(r"\b(?:19|20)\d\d\s?[/–-]\s?\d\d(?:\d\d)?\b")
# "July 2022", "3 July 2022" in the head of a column.
MONTH_OF = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{'|'.join(month_name[1:])})\s+(?P<year>(?:19|20)\d\d)\b")
DAY = re.compile(rf"(?:on\s+)?(?:{DATE})", re.IGNORECASE)
# "Round 2", "R2", "second inspection": which of several rounds a column is of.
NTH = ("first", "second", "third", "fourth", "fifth")
ROUND_NAMED = re.compile(
    rf"\b(?:(?:round|cycle|phase|wave|inspection)\s+|(?:r|rd)\s?(?=\d))(?:(?P<n>[1-9])|(?P<word>{'|'.join(NUMBERS)}))\b|"
    rf"\b(?P<nth>{'|'.join(NTH)})\s+(?:round|cycle|inspection)\b",
    re.IGNORECASE,
)


def year_in(text: str, cell: Cell) -> int:
    """The year that a cell heads a row or column with: that of a report's date, else the first it names, else 0."""
    year = MONTH_OF.search(text, cell.start, cell.end) or YEAR.search(text, cell.start, cell.end)
    return int(year["year"]) if year else 0


def report_of(table: HeadedTable, cell: Cell, *, historic: bool) -> str | None:
    """The EDTF date that a head gives of a report: the month of "Round 2 (July 2022)", else the year.

    None for that of a visit.
    """
    text, span = table.analysis.text, (cell.start, cell.end)
    dated, of_report = MONTH_OF.search(text, *span), says(table.analysis, cell, Said.PUBLISHED)
    if ROUND.search(text, *span) and not (dated and of_report):
        return None
    if dated is None or not (historic or of_report):
        return str(year_in(text, cell))
    return edtf(dated.group()) or dated["year"]


def edtf(said: str) -> str | None:
    """The EDTF day, month or year of a date in words."""
    parts = parts_of(said)
    day = parts.first_day()
    return day.isoformat()[: 10 if parts.day else 7 if parts.month else 4] if day else None


def published_in(table: HeadedTable, row: int, column: int) -> str | None:
    """The EDTF date of the report that a cell's grade is from, where a row or column of such dates gives only one."""
    of_row = [day for at, cell in enumerate(table.rows[row]) if (day := _day(table, table.head_of(at), cell))]
    of_column = [] if of_row else [day for cells in table.rows_of_days if (day := _day(table, cells[0], cells[column]))]
    days = of_row or of_column
    return days[0] if len(days) == 1 else None


def _day(table: HeadedTable, head: Cell | None, cell: Cell) -> str | None:
    """The EDTF date that a cell is, below or beside a head that says that reports were published."""
    if head is None or not says(table.analysis, head, Said.PUBLISHED):
        return None
    said = DAY.fullmatch(table.analysis.text, cell.start, cell.end)
    return edtf(said.group()) if said else None


def older_among(analysis: Analysis, heads: Sequence[Cell]) -> list[Cell]:
    """Which of the heads of several columns, or titles of rows, say that they are of an earlier time than others."""
    text, numbered = analysis.text, older_by_number(analysis.text, heads)
    newest = {head for head in heads if says(analysis, head, Said.NEWEST)}
    return [
        head
        for head in heads
        if says(analysis, head, Said.EARLIER)
        or head in numbered
        or (newest and head not in newest and (year_in(text, head) or says(analysis, head, Said.THEN)))
    ]


def older_by_number(text: str, heads: Collection[Cell]) -> set[Cell]:
    """Which of some heads name an earlier year or round than others."""
    years, rounds = ({head: number(text, head) for head in heads} for number in (year_in, round_in))
    return {head for found in (years, rounds) for head in heads if 0 < found[head] < max(found.values())}


def older_by_time(analysis: Analysis, dating: Collection[Cell | None]) -> set[Cell]:
    """Which of the words that date the same grades are of an earlier time than others; None: nothing dates a grade."""
    words = [cell for cell in dating if cell]
    earlier = {cell for cell in words if says(analysis, cell, Said.EARLIER)}
    return older_by_number(analysis.text, words) | (earlier if len(earlier) < len(dating) else set())


def time_over(table: HeadedTable, row: int) -> Cell | None:
    """The nearest of what leads in to a row that is of one year or round, or says that it is of before."""
    text = table.analysis.text
    for lead in (Cell(block.start, block.end) for block in table.leads(row)):
        years = {match["year"] for match in YEAR.finditer(text, lead.start, lead.end)}
        if len(years) < 2 and (years or round_in(text, lead) or says(table.analysis, lead, Said.EARLIER)):
            return lead
    return None


def round_in(text: str, cell: Cell) -> int:
    """The number of the first round of inspections that a cell names; 0 where it says none."""
    match = ROUND_NAMED.search(text, cell.start, cell.end)
    if match is None:
        return 0
    if match["n"]:
        return int(match["n"])
    return NUMBERS[match["word"].lower()] if match["word"] else NTH.index(match["nth"].lower()) + 1
