"""What must hold between tables: references, a passage behind every fact, and counts that are true."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from schemas import coverage
from schemas.evidence import GOES_ON, QUOTATION
from schemas.findings import Finding, shown
from schemas.tables import FACTS, TABLES, Table

Tables = Mapping[str, pd.DataFrame]


def of_evidence(tables: Tables) -> Iterator[tuple[str, Finding]]:
    """Passages that speak of a row or a document that is not there."""
    evidence = tables["evidence"]
    known = pd.Series(False, index=evidence.index)
    for table in FACTS:
        known |= (evidence["table"] == table.name) & evidence["row_id"].isin(tables[table.name][table.key])
    for label in evidence.index[~known]:
        says = "is not a row of the table it names"
        yield "evidence", Finding(int(label), "orphan", "row_id", evidence.at[label, "row_id"], says)
    yield from _references(TABLES["evidence"], tables)


def of_others(tables: Tables) -> Iterator[tuple[str, Finding]]:
    """Facts without a passage, and references that lead nowhere."""
    for table in FACTS:
        keys = tables[table.name][table.key]
        passages = _supporting(table, tables)
        # Words of somebody who is named nowhere prove nothing about them.
        telling = passages[~passages["rule"].str.endswith((QUOTATION, GOES_ON))]
        for label in keys.index[~keys.isin(telling["row_id"])]:
            says = "has no passage in evidence that supports it"
            yield table.name, Finding(int(label), "no-evidence", table.key, keys.at[label], says)
    for table in TABLES.values():
        if table.name != "evidence":
            yield from _references(table, tables)


def _references(table: Table, tables: Tables) -> Iterator[tuple[str, Finding]]:
    for column, other in table.references.items():
        cells = tables[table.name][column]
        known = cells.isna() | cells.isin(tables[other][TABLES[other].key])
        for label in cells.index[~known]:
            says = f"is not a row of {other}"
            yield table.name, Finding(int(label), "missing-reference", column, cells.at[label], says)


def _supporting(table: Table, tables: Tables) -> pd.DataFrame:
    evidence = tables["evidence"]
    return evidence[(evidence["table"] == table.name) & evidence["supports"]].sort_values(
        list(TABLES["evidence"].order), kind="stable"
    )


def derived(tables: Tables) -> dict[str, pd.DataFrame]:
    """The tables with everything that follows from other tables made true again.

    Of facts: the counts of documents and passages, the confidence, and the best passage, where the one that was the
    best is no longer in evidence. Of documents: how many facts have a passage there. Rejecting a row changes all of
    these, so they are settled here, last, and nowhere else. Of coverage: what the ratings and documents left amount to.
    """
    facts = {table.name: _derived_fact(table, tables) for table in FACTS}
    return {**tables, **facts, "documents": _counted(tables), "coverage": _covered(tables)}


def _derived_fact(table: Table, tables: Tables) -> pd.DataFrame:
    frame, passages = tables[table.name].copy(), _supporting(table, tables)
    if frame.empty or passages.empty:
        return frame
    keys, by_row = frame[table.key], passages.groupby("row_id")
    different = passages.drop_duplicates(["row_id", "document_id", "start", "end"]).groupby("row_id").size()
    for column, values in {
        "document_count": by_row["document_id"].nunique(),
        "passage_count": different,
        "confidence": by_row["confidence"].max(),
    }.items():
        if column in frame:
            frame[column] = keys.map(values).astype(frame[column].dtype).where(keys.isin(values.index), frame[column])
    if "mention_count" in frame:
        frame = _with_mentions(frame, keys, passages)
    return _with_best_passage(table, frame, passages, tables["documents"])


def _with_mentions(frame: pd.DataFrame, keys: pd.Series, passages: pd.DataFrame) -> pd.DataFrame:
    """Mentions and blocks of quotation as the rules of the passages tell them apart."""
    blocks, parts = (passages["rule"].str.endswith(suffix) for suffix in (QUOTATION, GOES_ON))
    tallies = pd.DataFrame({"mentions": ~(blocks | parts), "blocks": blocks, "quoted": blocks | parts})
    by_row = keys.map(tallies.groupby(passages["row_id"]).sum().to_dict("index").get)
    for column, count in {
        "mention_count": lambda tally: tally["mentions"],
        "quotation_count": lambda tally: max(tally["blocks"], min(tally["quoted"], 1)),
        "quoted": lambda tally: tally["quoted"] > 0,
    }.items():
        right = by_row.map(count, na_action="ignore")
        frame[column] = right.where(right.notna(), frame[column]).astype(frame[column].dtype)
    return frame


def _with_best_passage(
    table: Table, frame: pd.DataFrame, passages: pd.DataFrame, documents: pd.DataFrame
) -> pd.DataFrame:
    held = set(zip(passages["row_id"], passages["document_id"], passages["quote"], strict=True))
    mine = zip(frame[table.key], frame["document_id"], frame["quote"], strict=True)
    first = passages.drop_duplicates("row_id").set_index("row_id")
    lost = frame[table.key].isin(first.index) & pd.Series(
        [cells not in held for cells in mine], index=frame.index, dtype=bool
    )
    keys = frame.loc[lost, table.key]
    if not keys.empty:
        addresses = documents.drop_duplicates("document_id").set_index("document_id")["source_url"]
        frame.loc[lost, "document_id"] = keys.map(first["document_id"])
        frame.loc[lost, "quote"] = keys.map(first["quote"])
        frame.loc[lost, "source_url"] = frame.loc[lost, "document_id"].map(addresses)
    return frame


def _counted(tables: Tables) -> pd.DataFrame:
    documents, evidence = tables["documents"].copy(), tables["evidence"]
    for table in FACTS:
        here = evidence[evidence["table"] == table.name].groupby("document_id")["row_id"].nunique()
        documents[table.counted_as] = documents["document_id"].map(here).astype("Int64").fillna(0)
    return documents


def _covered(tables: Tables) -> pd.DataFrame:
    frame, evidence = tables["coverage"].copy(), tables["evidence"]
    if frame.empty:
        return frame
    cells = {
        "dated": _filled(tables["ratings"], "rating_id", "body_id", "area", "report_published_on"),
        "about": [
            (table.name, key, body)
            for table in FACTS
            for column in [next(c for c, other in table.references.items() if other == "bodies")]
            for key, body in _filled(tables[table.name], str(table.key), column)
        ],
        "passages": _filled(evidence[evidence["supports"]], "table", "row_id", "document_id"),
        "published": _filled(tables["documents"], "document_id", "published_on"),
    }
    found = coverage.known(**cells)
    places = list(zip(frame["body_id"], frame["area"], frame["year"], strict=True))
    frame["rating_count"] = pd.array([found.ratings[place] for place in places], dtype="Int64")
    frame["document_count"] = pd.array([found.documents[body, year] for body, _, year in places], dtype="Int64")
    counts = zip(frame["rating_count"], frame["document_count"], strict=True)
    frame["status"] = pd.array([coverage.status(*each) for each in counts], dtype="str")
    return frame


def _filled(frame: pd.DataFrame, *columns: str) -> list[Any]:
    return list(frame[list(columns)].dropna().itertuples(index=False, name=None))


def untrue(tables: Tables) -> Iterator[tuple[str, Finding]]:
    """Cells that do not follow from the other tables as they should."""
    for name, right in derived(tables).items():
        frame = tables[name]
        for column in frame.columns if right is not frame else ():
            same = (frame[column] == right[column]).fillna(False) | (frame[column].isna() & right[column].isna())
            for label in frame.index[~same.astype(bool)]:
                says = f"should be {shown(right.at[label, column])} by the other tables"
                yield name, Finding(int(label), "inconsistent-row", column, frame.at[label, column], says)
