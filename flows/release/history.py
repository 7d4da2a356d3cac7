"""What a release keeps of those before it: since when rows are there and as they are, and which are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from flows.reading.document import same_page
from flows.release.changes import WITHDRAWN, Changes
from flows.release.editions import Edition, aligned
from flows.release.naming import Row, rows
from flows.storing.temporary import Beside
from schemas.findings import typed
from schemas.numbered import Numbers, arrow, flagged
from schemas.projections import arrow_schema, to_arrow
from schemas.stored import Stored, stored
from schemas.tables import FACTS, TABLES

Words = tuple[str, str]

QUARANTINE = "quarantine"
_NOTED = [table.name for table in TABLES.values() if table.lasting is not None]
# A file under another name, or a newer version of a page.
_SAME_DOCUMENT: Mapping[str, Callable[[str], str | None]] = {"raw_sha256": str, "source_url": same_page}


def with_history(
    tables: Mapping[str, Stored], old: Edition | None, new: Edition, changes: Changes, version: str
) -> dict[str, Stored]:
    """The tables of a release: facts and rejected rows say since when, and `withdrawn` leads on from what is gone."""
    before, beside = aligned(old, new)[0] if old else None, Beside()
    gone = {row["withdrawn_id"]: row for row in _recorded(before)}
    withdrawn = list(_withdrawn(before, new, gone, changes, version)) if before else []
    frame = typed(TABLES[WITHDRAWN], withdrawn)[0].sort_values("withdrawn_id", ignore_index=True)
    dated = {
        name: _dated(name, tables[name], before, gone, changes, version)
        for name in (*(table.name for table in FACTS), QUARANTINE)
    }
    dated[WITHDRAWN] = iter([to_arrow(TABLES[WITHDRAWN], frame)])
    written = {
        name: stored(batches, beside.path / f"{name}.parquet", arrow_schema(TABLES[name]), beside, as_released=True)
        for name, batches in dated.items()
    }
    return {**tables, **written}


def _recorded(edition: Edition | None) -> list[Row]:
    return [*edition.tables[WITHDRAWN].rows()] if edition and WITHDRAWN in edition.tables else []


def _since(edition: Edition | None, table: str, column: str, places: Numbers, count: int) -> pa.Array:
    """Since when rows at these places were there or were as they were; at the latest since the release they are in.
    Nothing for a row that was not there, whose place is -1, and for `count` rows where the table was not there."""
    if edition is None or not len(places):
        return pa.nulls(count, pa.string())
    rows = edition.tables[table]
    releases = rows.table([column])[column] if column in rows.columns else pa.nulls(len(rows), pa.string())
    return arrow(releases.fill_null(str(edition.version))).take(pa.array(places, mask=places < 0))


def _dated(
    table: str,
    rows: Stored,
    old: Edition | None,
    gone: Mapping[str, Row],
    changes: Changes,
    version: str,
) -> Iterator[pa.Table]:
    """The rows with since when they are there, and since when they are as they are."""
    key, compared = str(TABLES[table].key), changes.of(table)
    releases = {
        column: _since(old, table, column, places, len(rows))
        for column, places in (("first_release", compared.at), ("changed_release", compared.same))
        if column in rows.columns
    }
    if returned := {row["row_id"]: row["first_release"] for row in gone.values() if row["table"] == table}:
        again = rows.among(key, returned)
        first = pa.array(map(returned.get, rows.take(again, [key])[key].to_pylist()), pa.string())
        mask = pa.array(flagged(again, len(rows)))
        releases["first_release"] = pc.replace_with_mask(releases["first_release"], mask, first)
    start = 0
    for batch in rows.batches():
        for column, since in releases.items():
            here = since.slice(start, len(batch)).fill_null(version)
            batch = batch.set_column(batch.column_names.index(column), column, here)
        yield batch
        start += len(batch)


def _withdrawn(old: Edition, new: Edition, gone: Mapping[str, Row], changes: Changes, version: str) -> Iterator[Row]:
    """What was withdrawn before and is not there again, and what is withdrawn now.

    Whatever may name somebody who was removed on request is left out, and never comes back.
    """
    there = {
        (name, key)
        for name in {row["table"] for row in gone.values()} & {*new.tables}
        for key in _with_keys(new, name, {row["row_id"] for row in gone.values() if row["table"] == name})
    }
    for row in gone.values():
        if (row["table"], row["row_id"]) not in there and not (changes.removes and _names(row)):
            yield row
    for table in () if changes.removes else _NOTED:
        compared = changes.of(table)
        if not compared.withdrawn or table not in new.tables or old.key(table) != new.key(table):
            continue
        were = rows(old, table, compared.left)
        successors = _successors(old, new, table, were)
        for each in compared.withdrawn:
            yield {
                "withdrawn_id": f"{table}:{each.key}",
                "table": table,
                "row_id": each.key,
                "reason": each.causes[0].kind if each.causes else "reference-data",
                "successor": successors.get(each.key),
                "first_release": were[each.key].get("first_release") or old.version,
                "withdrawn_in": version,
            }


def _with_keys(edition: Edition, table: str, keys: Collection[str]) -> dict[str, Row]:
    return rows(edition, table, edition.tables[table].among(str(TABLES[table].key), keys))


def _names(row: Row) -> bool:
    """Whether identifiers of a withdrawn row may name a person or a document."""
    named = row["table"] in ("stakeholders", "documents")
    return named or any("undated-" in str(row[column]) for column in ("row_id", "successor"))


def _successors(old: Edition, new: Edition, table: str, were: Mapping[str, Row]) -> dict[str, str]:
    """The row that stands for each withdrawn one, as far as there is one: alike, and resting on the same words."""
    documents = _moved_documents(old, new)
    if table == "documents":
        return documents
    mine = [*_words(old, table, "row_id", were, documents)]
    by_words: dict[Words, list[str]] = defaultdict(list)
    for key, words in _words(new, table, "quote", {quote for _, (_, quote) in mine}, {}):
        by_words[words].append(key)
    are = _with_keys(new, table, {key for found in by_words.values() for key in found})
    alike: dict[str, Counter[str]] = defaultdict(Counter)
    for key, words in mine:
        for other in by_words[words]:
            if all(are[other].get(column) == were[key].get(column) for column in TABLES[table].lasting or ()):
                alike[key][other] += 1
    return {key: min(each, key=lambda other: (-each[other], other)) for key, each in alike.items()}


def _words(
    edition: Edition, table: str, column: str, among: Collection[str], moved: Mapping[str, str]
) -> Iterator[tuple[str, Words]]:
    """Rows with each of the passages that support them, as far as these have one of some cells in a column: the
    document, as it is called now, and the words."""
    evidence = edition.tables["evidence"]
    for row in evidence.take(evidence.among(column, among)).to_pylist():
        if row["table"] == table and row["supports"]:
            yield row["row_id"], (moved.get(row["document_id"], row["document_id"]), row["quote"])


def _moved_documents(old: Edition, new: Edition) -> dict[str, str]:
    """Documents that are gone, with those that hold the same: a file under another name, a newer version of a page."""
    frame, found = new.tables["documents"].table(["document_id", *_SAME_DOCUMENT]), dict[str, str]()
    documents = frame["document_id"].to_pylist()
    there = {*documents}
    gone = [row for row in old.tables["documents"].rows() if row["document_id"] not in there]
    for column, same in _SAME_DOCUMENT.items():
        pairs = zip(frame[column].to_pylist(), documents, strict=True) if gone else ()
        now = {same(cell): document for cell, document in pairs if cell is not None}
        for row in gone:
            if (cell := row.get(column)) and (key := same(cell)) in now and key:
                found.setdefault(row["document_id"], now[key])
    return found
