"""The ratings in a document's tables: those that the tables decide, and grades whose body or area they leave open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.grades import shorts_in
from flows.extraction.claims import Body
from flows.extraction.tables.grades import Entry, entries_of_row
from flows.extraction.tables.heads import tables_of_rows
from flows.extraction.tables.keys import signs_in
from flows.extraction.tables.labels import GradeTable
from flows.extraction.tables.named import FIRE, POLICE, Named, kind_of_table
from flows.extraction.tables.times import older_by_time
from flows.reading.blocks import Cell
from schemas.vocabularies.grading import area_for, graded_in


@dataclass(frozen=True, slots=True)
class TabledRatings:
    """The entries of all tables, in order: `decided` ones have a body and an area, `open` ones lack either."""

    decided: list[Entry]
    open: list[Entry]


def tabled_ratings(analysis: Analysis, speakers: Mapping[int, Body | None]) -> TabledRatings:
    """Return the grades in the tables of a document. `speakers`: who speaks in each quotation, by its start."""
    tables = list({id(block.table): block.table for block in analysis.blocks if block.table}.values())
    if not tables:
        return TabledRatings([], [])
    named = {kind: Named(analysis, speakers, kind) for kind in (None, FIRE, POLICE)}
    shorts = sorted({*shorts_in(analysis), *signs_in(analysis, tables)})
    of_rows = tables_of_rows(
        analysis, lambda table: GradeTable(analysis, table, shorts, named=named[kind_of_table(analysis, table)])
    )
    decided: list[Entry] = []
    undecided: list[Entry] = []
    for sentence in analysis.sentences:
        table = of_rows.get(sentence.block.index)
        if table is None or sentence.start != sentence.block.start:
            continue
        for found in entries_of_row(table, sentence):
            for entry in _by_kind(found):
                (decided if entry.group and entry.area else undecided).append(entry)
    return TabledRatings(_with_earlier_marked(analysis, decided), undecided)


def _with_earlier_marked(analysis: Analysis, entries: Sequence[Entry]) -> list[Entry]:
    """Return the entries, marked as historic if other entries of the same bodies and area are of a later time."""
    keys = [(entry.group and entry.group.bodies, entry.area and entry.area.code) for entry in entries]
    times: dict[object, set[Cell | None]] = defaultdict(set)
    for entry, key in zip(entries, keys, strict=True):
        if not entry.grade.historic:
            times[key].add(entry.when)
    older = {key: older_by_time(analysis, of_key) for key, of_key in times.items()}
    return [
        replace(entry, grade=replace(entry.grade, historic=True)) if entry.when in older.get(key, ()) else entry
        for entry, key in zip(entries, keys, strict=True)
    ]


def _by_kind(entry: Entry) -> Iterator[Entry]:
    """Yield an entry for the bodies of each kind, with the area that its words name for this kind; none where bodies of
    this kind are not graded in it. An open entry stays as it is."""
    if entry.group is None or entry.area is None:
        yield entry
        return
    for kind in dict.fromkeys(body.kind for body in entry.group.bodies):
        code = area_for((entry.area.code,), kind)
        if code in graded_in(kind):
            bodies = tuple(body for body in entry.group.bodies if body.kind == kind)
            yield replace(entry, group=replace(entry.group, bodies=bodies), area=replace(entry.area, code=code))
