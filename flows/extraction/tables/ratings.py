"""The ratings of a document's tables: those that structure decides, and grades whose body or area it leaves open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.grades import shorts_in
from flows.extraction.claims import Body
from flows.extraction.programmes import area_for, graded_in
from flows.extraction.tables.grades import Entry, entries_of_row
from flows.extraction.tables.heads import tables_of_rows
from flows.extraction.tables.keys import signs_in
from flows.extraction.tables.labels import GradeTable
from flows.extraction.tables.named import AreaAt, Named, with_code
from flows.reading.blocks import Table


@dataclass(frozen=True, slots=True)
class TabledRatings:
    """The entries of all tables in order, each with its body and area; and those where one of the two is open.

    `inferred`: the places in `decided` of those that a more plausible cell of their table contradicts.
    """

    decided: list[Entry]
    open: list[Entry]
    inferred: frozenset[int]


def tabled_ratings(analysis: Analysis, speakers: Mapping[int, Body | None]) -> TabledRatings:
    """The grades in the tables of a document."""
    tables = list({id(block.table): block.table for block in analysis.blocks if block.table}.values())
    if not tables:
        return TabledRatings([], [], frozenset())
    named = Named(analysis, speakers)
    shorts = sorted({*shorts_in(analysis), *signs_in(analysis, tables)})

    def headed(table: Table) -> GradeTable:
        return GradeTable(analysis, table, shorts, named=named)

    of_rows = tables_of_rows(analysis, headed)
    decided: list[Entry] = []
    left_open: list[Entry] = []
    for sentence in analysis.sentences:
        table = of_rows.get(sentence.block.index)
        if table is None or sentence.start != sentence.block.start:
            continue
        for found in entries_of_row(table, sentence, sentence.block.row) or []:
            for entry in _suiting(found):
                (decided if entry.group and entry.area else left_open).append(entry)
    decided = _with_outdated(decided)
    return TabledRatings(decided, left_open, _less_plausible(decided))


def _suiting(entry: Entry) -> Iterator[Entry]:
    """An entry for the bodies of each kind, its area the one they are graded in by these words; none where there is
    no such area."""
    if entry.group is None or entry.area is None:
        yield entry
        return
    for kind in dict.fromkeys(body.kind for body in entry.group.bodies):
        code = area_for((entry.area.code,), kind)
        if code in graded_in(kind):
            bodies = tuple(body for body in entry.group.bodies if body.kind == kind)
            yield replace(entry, group=replace(entry.group, bodies=bodies), area=with_code(entry.area, code))


def _with_outdated(entries: list[Entry]) -> list[Entry]:
    """The entries, of which those are earlier whose bodies have another in the same area of a later report or year.

    Days of reports are compared in a whole document, the years that head rows and columns in one table.
    """
    newest: dict[Hashable, str] = {}
    for entry in entries:
        for series, when in _times(entry):
            newest[series] = max(newest.get(series, ""), when)
    return [
        replace(entry, grade=replace(entry.grade, historic=True))
        if any(not newest[series].startswith(when) for series, when in _times(entry))
        else entry
        for entry in entries
    ]


def _times(entry: Entry) -> list[tuple[Hashable, str]]:
    """The day and the year of an entry, each with what it is compared among."""
    table = id(entry.grade.sentence.block.table)
    told = ((_series(entry), entry.day), ((table, *_series(entry)), entry.year if entry.day is None else None))
    return [(series, when) for series, when in told if when]


def _series(entry: Entry) -> tuple[Hashable, ...]:
    return entry.group.bodies if entry.group else None, _named_area(entry.area)


def _named_area(area: AreaAt | None) -> str | None:
    return None if area is None else area.words if area.code == "other" else area.code


def _less_plausible(entries: list[Entry]) -> frozenset[int]:
    """The entries that a more plausible cell of their table contradicts: of the same body, area and time."""
    alike: dict[Hashable, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        table = entry.grade.sentence.block.table
        alike[id(table), *_series(entry), entry.grade.historic, entry.year, entry.day].append(number)
    weaker: set[int] = set()
    for numbers in alike.values():
        best = max((entries[number] for number in numbers), key=lambda entry: entry.plausible)
        weaker |= {
            number
            for number in numbers
            if entries[number].grade.grade != best.grade.grade and entries[number].plausible < best.plausible
        }
    return frozenset(weaker)
