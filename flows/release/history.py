"""Carry history on to a new release: the columns `first_release`, `changed_release`, and the table `withdrawn`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from flows.reading.document import page_key
from flows.release.changes import WITHDRAWN, Changes
from flows.release.editions import Edition, aligned
from flows.release.naming import Row, rows
from flows.storing.temporary import TemporaryFolder
from schemas.findings import typed
from schemas.numbered import Numbers, arrow, flagged
from schemas.projections import arrow_schema, to_arrow
from schemas.stored import Stored, stored
from schemas.tables import FACTS, TABLES

# The id of a document, and a quote from it.
Words = tuple[str, str]

QUARANTINE = "quarantine"
# The tables whose withdrawn rows are listed in `withdrawn`.
_RECORDED = [table.name for table in TABLES.values() if table.successor_columns is not None]
# Columns by which a document is recognised under another id, and how their cells are compared: the same file under
# another name, or a newer version of the same page.
_SAME_DOCUMENT: Mapping[str, Callable[[str], str | None]] = {"raw_sha256": str, "source_url": page_key}


def with_history(
    tables: Mapping[str, Stored], old: Edition | None, new: Edition, changes: Changes, version: str
) -> dict[str, Stored]:
    """Return the tables of release `version` with their history.

    Facts and rows of `quarantine` get the releases since which they exist and are unchanged; `withdrawn` lists the rows
    that were withdrawn in this or an earlier release, with their successors. `old` is None for the first release.
    """
    before, folder = aligned(old, new)[0] if old else None, TemporaryFolder()
    gone = {row["withdrawn_id"]: row for row in _recorded(before)}
    withdrawn = list(_withdrawn(before, new, gone, changes, version)) if before else []
    frame = typed(TABLES[WITHDRAWN], withdrawn)[0].sort_values("withdrawn_id", ignore_index=True)
    dated = {
        name: _with_releases(name, tables[name], before, gone, changes, version)
        for name in (*(table.name for table in FACTS), QUARANTINE)
    }
    dated[WITHDRAWN] = iter([to_arrow(TABLES[WITHDRAWN], frame)])
    written = {
        name: stored(batches, folder.path / f"{name}.parquet", arrow_schema(TABLES[name]), folder, as_released=True)
        for name, batches in dated.items()
    }
    return {**tables, **written}


def _recorded(edition: Edition | None) -> list[Row]:
    """Return the rows of `withdrawn`, if there are any."""
    return [*edition.tables[WITHDRAWN].rows()] if edition and WITHDRAWN in edition.tables else []


def _releases_of(edition: Edition | None, table: str, column: str, places: Numbers, count: int) -> pa.Array:
    """Return the cells of `column`, `first_release` or `changed_release`, of the rows at `places` in an older release.

    An empty cell gets the version of that release. The result is null for a place of -1 (the row is new), and for all
    `count` rows if the table is new.
    """
    if edition is None or not len(places):
        return pa.nulls(count, pa.string())
    rows = edition.tables[table]
    releases = rows.table([column])[column] if column in rows.columns else pa.nulls(len(rows), pa.string())
    return arrow(releases.fill_null(str(edition.version))).take(pa.array(places, mask=places < 0))


def _with_releases(
    table: str,
    rows: Stored,
    old: Edition | None,
    gone: Mapping[str, Row],
    changes: Changes,
    version: str,
) -> Iterator[pa.Table]:
    """Yield the rows of a table in batches, with `first_release` and `changed_release` filled in.

    A row that had been withdrawn and is back (it is in `gone`) has the `first_release` it had then.
    """
    key, compared = str(TABLES[table].key), changes.of(table)
    releases = {
        column: _releases_of(old, table, column, places, len(rows))
        for column, places in (("first_release", compared.at), ("changed_release", compared.same))
        if column in rows.columns
    }
    if returned := {row["row_id"]: row["first_release"] for row in gone.values() if row["table"] == table}:
        again = rows.places_of(key, returned)
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
    """Yield the rows of `withdrawn`: those of the older release (`gone`), unless the row is back, and new ones.

    If something was removed on request, rows that may name a person or document are left out for good, and no new rows
    are added.
    """
    returned = {
        (name, key)
        for name in {row["table"] for row in gone.values()} & {*new.tables}
        for key in _with_keys(new, name, {row["row_id"] for row in gone.values() if row["table"] == name})
    }
    for row in gone.values():
        if (row["table"], row["row_id"]) not in returned and not (changes.removes and _may_name(row)):
            yield row
    for table in () if changes.removes else _RECORDED:
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
    """Return the rows of a table with some keys, by key; missing rows are left out."""
    return rows(edition, table, edition.tables[table].places_of(str(TABLES[table].key), keys))


def _may_name(row: Row) -> bool:
    """Whether the identifiers in a row of `withdrawn` may name a person or a document."""
    named = row["table"] in ("stakeholders", "documents")
    return named or any("undated-" in str(row[column]) for column in ("row_id", "successor"))


def _successors(old: Edition, new: Edition, table: str, were: Mapping[str, Row]) -> dict[str, str]:
    """Return the key of the successor of each withdrawn row (`were`), if it has one.

    The successor of a document is the same file or page under another id. The successor of a fact has the same cells in
    the columns that identify it in the long run (`Table.successor_columns`), and is supported by the same words; if
    several rows are, the one that shares the most passages, then the first by key.
    """
    documents = _moved_documents(old, new)
    if table == "documents":
        return documents
    passages = [*_supporting(old, table, "row_id", were, documents)]
    by_words: dict[Words, list[str]] = defaultdict(list)
    for key, words in _supporting(new, table, "quote", {quote for _, (_, quote) in passages}, {}):
        by_words[words].append(key)
    are = _with_keys(new, table, {key for found in by_words.values() for key in found})
    alike: dict[str, Counter[str]] = defaultdict(Counter)
    for key, words in passages:
        for other in by_words[words]:
            if all(are[other].get(column) == were[key].get(column) for column in TABLES[table].successor_columns or ()):
                alike[key][other] += 1
    return {key: min(each, key=lambda other: (-each[other], other)) for key, each in alike.items()}


def _supporting(
    edition: Edition, table: str, column: str, among: Collection[str], moved: Mapping[str, str]
) -> Iterator[tuple[str, Words]]:
    """Yield pairs of the key of a fact and a passage that supports it, one for each passage.

    - `column`, `among`: read only the evidence with one of these cells in this column.
    - `moved`: present ids of documents that are now called differently.
    """
    evidence = edition.tables["evidence"]
    for row in evidence.take(evidence.places_of(column, among)).to_pylist():
        if row["table"] == table and row["supports"]:
            yield row["row_id"], (moved.get(row["document_id"], row["document_id"]), row["quote"])


def _moved_documents(old: Edition, new: Edition) -> dict[str, str]:
    """Return the present id of each document that is gone but is still there under another id."""
    frame, found = new.tables["documents"].table(["document_id", *_SAME_DOCUMENT]), dict[str, str]()
    documents = frame["document_id"].to_pylist()
    present = {*documents}
    gone = [row for row in old.tables["documents"].rows() if row["document_id"] not in present]
    for column, same in _SAME_DOCUMENT.items():
        pairs = zip(frame[column].to_pylist(), documents, strict=True) if gone else ()
        now = {same(cell): document for cell, document in pairs if cell is not None}
        for row in gone:
            if (cell := row.get(column)) and (key := same(cell)) in now and key:
                found.setdefault(row["document_id"], now[key])
    return found
