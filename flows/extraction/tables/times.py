"""When a value of a table was given: the years, rounds and days in its headers, and which values are older."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Collection, Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.number_words import UNITS
from flows.extraction.analysis.times.dates import DATE, parts_of
from flows.extraction.tables.heads import HeadedTable
from flows.extraction.tables.words import Said, says
from flows.reading.blocks import Cell

YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b")
# "2018/19" is the time of a round of inspections, not the date of a report.
ROUND = re.compile(r"\b(?:19|20)\d\d\s?[/–-]\s?\d\d(?:\d\d)?\b")
VISIT = re.compile(r"\binspect(?!orate)", re.IGNORECASE)
# "July 2022" or "3 July 2022" in the header of a column.
MONTH_OF = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{'|'.join(month_name[1:])})\s+(?P<year>(?:19|20)\d\d)\b")
DAY = re.compile(rf"(?:on\s+)?(?:{DATE})", re.IGNORECASE)
# The round that a column is of: "Round 2", "R2", "second inspection".
NTH = ("first", "second", "third", "fourth", "fifth")
ROUND_NAMED = re.compile(
    rf"\b(?:(?:round|cycle|phase|wave|inspection)\s+|(?:r|rd)\s?(?=\d))(?:(?P<n>[1-9])|(?P<word>{'|'.join(UNITS)}))\b|"
    rf"\b(?P<nth>{'|'.join(NTH)})\s+(?:round|cycle|inspection)\b",
    re.IGNORECASE,
)


def year_in(text: str, cell: Cell) -> int:
    """Return the year that a header names: that of a month ("July 2022"), else the first year; 0 if there is none."""
    year = MONTH_OF.search(text, cell.start, cell.end) or YEAR.search(text, cell.start, cell.end)
    return int(year["year"]) if year else 0


def report_of(table: HeadedTable, cell: Cell, *, historic: bool) -> str:
    """Return the EDTF date of a report that a header gives: the month of "Round 2 (July 2022)", else the year."""
    month = MONTH_OF.search(table.analysis.text, cell.start, cell.end)
    if month is None or not (historic or says(table.analysis, cell, Said.PUBLISHED)):
        return str(year_in(table.analysis.text, cell))
    return parts_of(month.group()).edtf() or month["year"]


def years_behind(analysis: Analysis, heads: Collection[Cell], when: Cell) -> range | None:
    """Return the years of which a report is whose headers only give the time of the inspection: from the first year in
    `when`, the cell with the time, to the one after the last. None if the headers give the time of the report, or no
    years in order."""
    text, span = analysis.text, (when.start, when.end)
    are_reports = any(says(analysis, head, Said.PUBLISHED) for head in heads)
    are_visits = not are_reports and any(VISIT.search(text, head.start, head.end) for head in heads)
    is_month = are_reports and MONTH_OF.search(text, *span)
    said = None if is_month else ROUND.search(text, *span)
    years = [said.group()] if said else YEAR.findall(text, *span) if are_visits else []
    first = int(years[0][:4]) if years else 0
    return range(first, first // 100 * 100 + int(years[-1][-2:]) + 2) or None if years else None


def published_in(table: HeadedTable, row: int, column: int, *, by_row: bool = True) -> str | None:
    """Return the EDTF date of a cell's report; None unless its row (if `by_row`) or else its column gives just one."""
    dated = enumerate(table.rows[row]) if by_row else ()
    of_row = [day for at, cell in dated if (day := _day(table, table.head_of(at), cell))]
    rows = [cells for cells in table.rows_of_days if by_row or cells.count(cells[column]) == 1]
    of_column = [] if of_row else [day for cells in rows if (day := _day(table, cells[0], cells[column]))]
    days = of_row or of_column
    return days[0] if len(days) == 1 else None


def _day(table: HeadedTable, head: Cell | None, cell: Cell) -> str | None:
    """Return the EDTF date that fills a cell, if the header of the cell says that reports were published."""
    if head is None or not says(table.analysis, head, Said.PUBLISHED):
        return None
    said = DAY.fullmatch(table.analysis.text, cell.start, cell.end)
    return parts_of(said.group()).edtf() if said else None


def older_among(analysis: Analysis, heads: Sequence[Cell]) -> list[Cell]:
    """Return the headers (of columns, or titles of rows) that are of an earlier time than other headers."""
    heads = [head for head in heads if not says(analysis, head, Said.NO_GRADES)]
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
    """Return the headers that name an earlier year or round than another header does."""
    years, rounds = ({head: number(text, head) for head in heads} for number in (year_in, round_in))
    return {head for numbers in (years, rounds) for head in heads if 0 < numbers[head] < max(numbers.values())}


def older_by_time(analysis: Analysis, dating: Collection[Cell | None]) -> set[Cell]:
    """Return the cells that date grades to an earlier time than other cells do. None in `dating`: an undated grade."""
    words = [cell for cell in dating if cell]
    earlier = {cell for cell in words if says(analysis, cell, Said.EARLIER)}
    return older_by_number(analysis.text, words) | (earlier if len(earlier) < len(dating) else set())


def time_over(table: HeadedTable, row: int) -> Cell | None:
    """Return the nearest lead-in of a row that names one year, or a round, or says that it is of an earlier time."""
    text = table.analysis.text
    for lead in (Cell(block.start, block.end) for block in table.leads(row)):
        years = {match["year"] for match in YEAR.finditer(text, lead.start, lead.end)}
        if len(years) < 2 and (years or round_in(text, lead) or says(table.analysis, lead, Said.EARLIER)):
            return lead
    return None


def round_in(text: str, cell: Cell) -> int:
    """Return the number of the first round of inspections that a cell names; 0 if it names none."""
    match = ROUND_NAMED.search(text, cell.start, cell.end)
    if match is None:
        return 0
    if match["n"]:
        return int(match["n"])
    return UNITS[match["word"].lower()] if match["word"] else NTH.index(match["nth"].lower()) + 1
