"""What a release keeps of those before it: since when rows are there and as they are, and which are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from flows.reading.document import same_page
from flows.release.changes import WITHDRAWN, Changes
from flows.release.editions import Edition, aligned
from flows.release.naming import Row, records, row_names, rows
from schemas.findings import typed
from schemas.numbered import Numbers, is_among, positions
from schemas.shared import OF_RELEASES
from schemas.tables import FACTS, TABLES

Words = tuple[str, str]

QUARANTINE = "quarantine"
_NOTED = [table.name for table in TABLES.values() if table.lasting is not None]
# A file under another name, or a newer version of a page.
_SAME_DOCUMENT: Mapping[str, Callable[[str], str | None]] = {"raw_sha256": str, "source_url": same_page}


def with_history(
    tables: Mapping[str, pd.DataFrame], old: Edition | None, new: Edition, changes: Changes, version: str
) -> dict[str, pd.DataFrame]:
    """The tables of a release: facts and rejected rows say since when, and `withdrawn` leads on from what is gone."""
    before = aligned(old, new)[0] if old else None
    gone = {row["withdrawn_id"]: row for row in _recorded(before)}
    facts = {table.name: _dated(table.name, tables[table.name], before, gone, changes, version) for table in FACTS}
    withdrawn = list(_withdrawn(before, new, gone, changes, version)) if before else []
    frame = typed(TABLES[WITHDRAWN], withdrawn)[0].sort_values("withdrawn_id", ignore_index=True)
    rejected = _listed(QUARANTINE, tables[QUARANTINE], before, new, version)
    return {**tables, **facts, WITHDRAWN: frame, QUARANTINE: rejected}


def _recorded(edition: Edition | None) -> list[Row]:
    return list(records(edition.tables[WITHDRAWN])) if edition and WITHDRAWN in edition.tables else []


def _places(edition: Edition | None, table: str, names: pd.Series) -> Numbers:
    """Where rows of these names stand in an edition; -1 for those that do not."""
    if edition is None or table not in edition.tables:
        return np.full(len(names), -1)
    return positions(names, pd.Series([*row_names(edition, table)], dtype="str"))


def _since(edition: Edition | None, table: str, column: str, places: Numbers) -> pd.Series:
    """Since when rows at these places were there or were as they were; at the latest since the release they are in."""
    if edition is None or table not in edition.tables:
        return pd.Series(None, index=range(len(places)), dtype="str")
    frame = edition.tables[table]
    told = frame[column] if column in frame else pd.Series(None, index=frame.index, dtype="str")
    # No row is called -1: so rows that were not there stay empty.
    return told.fillna(str(edition.version)).reindex(places).reset_index(drop=True)


def _listed(table: str, frame: pd.DataFrame, old: Edition | None, new: Edition, version: str) -> pd.DataFrame:
    places = _places(old, table, pd.Series([*row_names(new, table)], dtype="str"))
    first = _since(old, table, "first_release", places)
    return frame.assign(first_release=first.fillna(version).array)


def _dated(
    table: str,
    frame: pd.DataFrame,
    old: Edition | None,
    gone: Mapping[str, Row],
    changes: Changes,
    version: str,
) -> pd.DataFrame:
    keys, compared = frame[TABLES[table].key], changes.of(table)
    places = np.full(len(keys), -1) if compared.at is None else compared.at
    first, since = (_since(old, table, column, places) for column in OF_RELEASES)
    if returned := {row["row_id"]: row["first_release"] for row in gone.values() if row["table"] == table}:
        first = first.fillna(keys.map(returned).astype("str").reset_index(drop=True))
    altered = np.zeros(len(keys), dtype=bool) if compared.same is None else (places >= 0) & (compared.same < 0)
    return frame.assign(
        first_release=first.fillna(version).array, changed_release=since.mask(altered).fillna(version).array
    )


def _withdrawn(old: Edition, new: Edition, gone: Mapping[str, Row], changes: Changes, version: str) -> Iterator[Row]:
    """What was withdrawn before and is not there again, and what is withdrawn now.

    Whatever may name somebody who was removed on request is left out, and never comes back.
    """
    there: dict[str, set[str]] = defaultdict(set)
    for name in {row["table"] for row in gone.values()} & {*new.tables}:
        there[name] |= {*new.tables[name][new.key(name)]}
    for row in gone.values():
        if row["row_id"] not in there[row["table"]] and not (changes.removes and _names(row)):
            yield row
    for table in () if changes.removes else _NOTED:
        keys = changes.of(table).withdrawn
        if not keys or table not in new.tables or old.key(table) != new.key(table):
            continue
        first = _since(old, table, "first_release", _places(old, table, pd.Series(keys, dtype="str")))
        successors = _successors(old, new, table, keys)
        for key, since in zip(keys, first, strict=True):
            causes = changes.of(table).causes.get(key, ())
            yield {
                "withdrawn_id": f"{table}:{key}",
                "table": table,
                "row_id": key,
                "reason": causes[0].kind if causes else "reference-data",
                "successor": successors.get(key),
                "first_release": since,
                "withdrawn_in": version,
            }


def _names(row: Row) -> bool:
    """Whether identifiers of a withdrawn row may name a person or a document."""
    named = row["table"] in ("stakeholders", "documents")
    return named or any("undated-" in str(row[column]) for column in ("row_id", "successor"))


def _successors(old: Edition, new: Edition, table: str, keys: Sequence[str]) -> dict[str, str]:
    """The row that stands for each withdrawn one, as far as there is one: alike, and resting on the same words."""
    were, documents = rows(old, table, keys), _moved_documents(old, new)
    if table == "documents":
        return {key: documents[key] for key in keys if key in documents}
    mine = [*_words(old, table, "row_id", were, documents)]
    by_words: dict[Words, list[str]] = defaultdict(list)
    for key, words in _words(new, table, "quote", {quote for _, (_, quote) in mine}, {}):
        by_words[words].append(key)
    are = rows(new, table, {key for found in by_words.values() for key in found})
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
    here = evidence[(evidence["table"] == table) & is_among(evidence[column], among) & evidence["supports"]]
    for key, document, quote in zip(here["row_id"], here["document_id"], here["quote"], strict=True):
        yield key, (moved.get(document, document), quote)


def _moved_documents(old: Edition, new: Edition) -> dict[str, str]:
    """Documents that are gone, with those that hold the same: a file under another name, a newer version of a page."""
    frame, found = new.tables["documents"], dict[str, str]()
    there = set(frame["document_id"])
    gone = [row for row in records(old.tables["documents"]) if row["document_id"] not in there]
    for column, same in _SAME_DOCUMENT.items():
        told = frame[[column, "document_id"]].dropna().itertuples(index=False, name=None)
        now = {same(cell): document for cell, document in told} if gone else {}
        for row in gone:
            if (cell := row.get(column)) and (key := same(cell)) in now and key:
                found.setdefault(row["document_id"], now[key])
    return found
