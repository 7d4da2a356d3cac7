"""When a value of a table was given: the years, rounds and days that its heads name, and whether it is the newest."""

from __future__ import annotations

import re
from calendar import month_name

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.analysis.times.dates import DATE, parts_of
from flows.extraction.tables.heads import HeadedTable
from flows.extraction.tables.roles import Role, roles_of
from flows.reading.blocks import Cell

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# "2018/19" is when a round of inspections took place, and no date of a report.
ROUND = re.compile(r"\b(?:19|20)\d\d\s?[/–-]\s?\d\d(?:\d\d)?\b")
# "July 2022", "3 July 2022" in the head of a column.
MONTH_OF = re.compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{'|'.join(month_name[1:])})\s+(?P<year>(?:19|20)\d\d)\b")
DAY = re.compile(rf"(?:on\s+)?(?:{DATE})", re.IGNORECASE)


# "Round 2", "R2", "second inspection": which of several rounds a column is of.
NTH = ("first", "second", "third", "fourth", "fifth")
ROUND_NAMED = re.compile(
    rf"\b(?:(?:round|cycle)\s+|(?:r|rd)\s?(?=\d))(?:(?P<n>[1-9])|(?P<word>{'|'.join(NUMBERS)}))\b|"
    rf"\b(?P<nth>{'|'.join(NTH)})\s+(?:round|cycle|inspection)\b",
    re.IGNORECASE,
)


def year_in(text: str, cell: Cell) -> int | None:
    """The year that a cell heads a row or column with: that of a report's date, else the first it names."""
    dated = MONTH_OF.search(text, cell.start, cell.end)
    year = dated or YEAR.search(text, cell.start, cell.end)
    return int(dated["year"] if dated else year.group()) if year else None


def report_of(table: HeadedTable, cell: Cell, *, historic: bool) -> str | None:
    """The EDTF date that a head gives of a report: the month of "Round 2 (July 2022)", else the year.

    None for that of a visit.
    """
    text, span = table.analysis.text, (cell.start, cell.end)
    dated, of_report = MONTH_OF.search(text, *span), Role.PUBLISHED in roles_of(table.analysis, cell)
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
    of_column = [] if of_row else [day for cells in table.dated_rows if (day := _day(table, cells[0], cells[column]))]
    days = of_row or of_column
    return days[0] if len(days) == 1 else None


def _day(table: HeadedTable, head: Cell | None, cell: Cell) -> str | None:
    """The EDTF date that a cell is, below or beside a head that says that reports were published."""
    roles = roles_of(table.analysis, head) if head else frozenset()
    if Role.PUBLISHED not in roles:
        return None
    said = DAY.fullmatch(table.analysis.text, cell.start, cell.end)
    return edtf(said.group()) if said else None


def is_historic(table: HeadedTable, row: int, column: int | None) -> bool:
    """Whether a value is one of an earlier time than another like it, or its heads say so.

    `column`: None for the values of a row that grades head. The title of the row and the caption may say so too.
    """
    analysis = table.analysis
    if column is not None:
        if column not in table.known_older:
            table.known_older[column] = _is_older_column(table, column)
        if table.known_older[column]:
            return True
    overs = [table.title_of(row), Cell(*table.table.caption) if table.table.caption else None]
    overs += list(table.labels(row).values())[:1]
    return any(over and heads_earlier(analysis, over.start, over.end) for over in overs)


def _is_older_column(table: HeadedTable, column: int) -> bool:
    """Whether a column is headed with an earlier time than another one under the same upper heads."""
    analysis, text = table.analysis, table.analysis.text
    heads = table.above(column)
    if any(Role.EARLIER in roles_of(analysis, head) for head in heads):
        return True
    own = next((head for head in heads if _is_dated(table, head)), None)
    if own is None:
        return False
    level = next(number for number, row in enumerate(table.heads) if row[column] == own)
    others = [head for at, head in enumerate(table.heads[level]) if head != own and _same_but(table, column, at, level)]
    year, roles = year_in(text, own) or 0, roles_of(analysis, own)
    newer = Role.NEWEST not in roles and any(Role.NEWEST in roles_of(analysis, other) for other in others)
    if newer and (year or Role.THEN in roles):
        return True
    latest = max((year_in(text, other) or 0 for other in others), default=0)
    return 0 < year < latest or 0 < round_in(text, own) < max((round_in(text, other) for other in others), default=0)


def _same_but(table: HeadedTable, one: int, other: int, level: int) -> bool:
    """Whether two columns are headed alike but for the heads of one row."""
    text = table.analysis.text
    heads = [(row[one], row[other]) for number, row in enumerate(table.heads) if number != level]
    return all(text[a.start : a.end] == text[b.start : b.end] for a, b in heads)


def _is_dated(table: HeadedTable, head: Cell) -> bool:
    said, text = roles_of(table.analysis, head) & {Role.THEN, Role.NEWEST}, table.analysis.text
    return bool(said or year_in(text, head) or round_in(text, head))


def heads_earlier(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a heading says that what stands below is of an earlier inspection."""
    return Role.EARLIER in roles_of(analysis, Cell(start, end))


def round_in(text: str, cell: Cell) -> int:
    """The number of the first round of inspections that a cell names; 0 where it says none."""
    match = ROUND_NAMED.search(text, cell.start, cell.end)
    if match is None:
        return 0
    if match["n"]:
        return int(match["n"])
    return NUMBERS[match["word"].lower()] if match["word"] else NTH.index(match["nth"].lower()) + 1
