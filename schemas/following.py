"""What follows from other tables: counts, confidence, the best passage of a fact, what is known of a body and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas import coverage
from schemas.evidence import GOES_ON, QUOTATION
from schemas.numbered import Flags, Numbers, arrow, flags, names, order_of, positions, ranks, starts
from schemas.tables import FACTS, TABLES, Table

Tables = Mapping[str, pd.DataFrame]
# What is inspected, beside the year.
_AREA = ("body_id", "area")


@dataclass(frozen=True, slots=True)
class _Passages:
    """The supporting passages of the facts of one table, those of one fact together, in order of document and place.

    `at` is where each stands in the table evidence, which is large and not copied; `fact` and `document` are the
    positions of the rows of facts and documents that each belongs to.
    """

    evidence: pd.DataFrame
    at: Numbers
    fact: Numbers
    document: Numbers

    def column(self, name: str) -> pd.Series:
        """A column of the passages."""
        return self.evidence[name].iloc[self.at]

    def per_fact(self, which: Flags, facts: int) -> Numbers:
        """How many of some passages each fact has."""
        return np.bincount(self.fact[which], minlength=facts)


def derived(tables: Tables) -> dict[str, pd.DataFrame]:
    """The tables with everything that follows from other tables made true again.

    Of facts: the counts of documents and passages, the confidence, and the best passage, where the one that was the
    best is no longer in evidence. Of documents: how many facts have a passage there. Rejecting a row changes all of
    these, so they are settled here, last, and nowhere else. Of coverage: what the ratings and documents left amount to.
    """
    found = {table.name: _passages(table, tables) for table in FACTS}
    facts = {name: _fact(TABLES[name], tables, passages) for name, passages in found.items()}
    return {**tables, **facts, "documents": _counted(tables), "coverage": _covered(tables, found)}


def _passages(table: Table, tables: Tables) -> _Passages:
    evidence, documents = tables["evidence"], tables["documents"]["document_id"]
    at = np.flatnonzero(flags((evidence["table"] == table.name) & evidence["supports"]))
    fact = positions(evidence["row_id"].iloc[at], tables[table.name][table.key])
    document = positions(evidence["document_id"].iloc[at], documents)
    # The last of the ranks is for a document that is not there.
    in_order = np.append(ranks(documents), -1)[document]
    order = order_of(fact, in_order, *_place(evidence, at))
    order = order[fact[order] >= 0]
    return _Passages(evidence, at[order], fact[order], document[order])


def _place(evidence: pd.DataFrame, at: Numbers) -> tuple[Numbers, Numbers]:
    start, end = (evidence[name].iloc[at].to_numpy(dtype=np.int64) for name in ("start", "end"))
    return start, end


def _fact(table: Table, tables: Tables, passages: _Passages) -> pd.DataFrame:
    frame, count = tables[table.name].copy(), len(tables[table.name])
    first = starts(passages.fact)
    there = np.bincount(passages.fact, minlength=count) > 0
    right: dict[str, npt.NDArray[Any]] = {
        "document_count": passages.per_fact(starts(passages.fact, passages.document), count),
        "passage_count": passages.per_fact(
            starts(passages.fact, passages.document, *_place(passages.evidence, passages.at)), count
        ),
        "confidence": _highest(passages, first, count),
        **(_mentions(passages, count) if "mention_count" in frame else {}),
    }
    for column, values in right.items():
        if column in frame:
            frame[column] = _where(there, values, frame[column])
    return _with_best_passage(frame, tables["documents"], passages, first, there)


def _where(there: Flags, values: npt.NDArray[Any], otherwise: pd.Series) -> pd.Series:
    return pd.Series(values, index=otherwise.index).astype(otherwise.dtype).where(there, otherwise)


def _highest(passages: _Passages, first: Flags, count: int) -> npt.NDArray[np.float64]:
    highest = np.full(count, np.nan)
    confidence = passages.column("confidence").to_numpy(dtype=float, na_value=np.nan)
    if len(confidence):
        highest[passages.fact[first]] = np.fmax.reduceat(confidence, np.flatnonzero(first))
    return highest


def _mentions(passages: _Passages, count: int) -> dict[str, npt.NDArray[Any]]:
    """Mentions and blocks of quotation as the rules of the passages tell them apart."""
    blocks, parts = (flags(passages.column("rule").str.endswith(suffix)) for suffix in (QUOTATION, GOES_ON))
    quoted = passages.per_fact(blocks | parts, count)
    return {
        "mention_count": passages.per_fact(~(blocks | parts), count),
        # Where only the rest of a block is left, it stands for the block.
        "quotation_count": np.maximum(passages.per_fact(blocks, count), quoted > 0),
        "quoted": quoted > 0,
    }


def _with_best_passage(
    frame: pd.DataFrame, documents: pd.DataFrame, passages: _Passages, first: Flags, there: Flags
) -> pd.DataFrame:
    mine = positions(frame["document_id"], documents["document_id"])
    same_document = np.flatnonzero(passages.document == mine[passages.fact])
    facts = passages.fact[same_document]
    words = passages.evidence["quote"].iloc[passages.at[same_document]]
    same_words = pc.equal(arrow(words), arrow(frame["quote"]).take(facts))
    held = np.bincount(facts[same_words.to_numpy(zero_copy_only=False)], minlength=len(frame)) > 0
    lost = there & ~held
    if lost.any():
        best = np.flatnonzero(first)[np.searchsorted(passages.fact[first], np.flatnonzero(lost))]
        rows = passages.evidence.iloc[passages.at[best]]
        addresses = documents["source_url"].iloc[passages.document[best]]
        frame.loc[lost, "document_id"] = rows["document_id"].to_numpy()
        frame.loc[lost, "quote"] = rows["quote"].to_numpy()
        frame.loc[lost, "source_url"] = addresses.to_numpy()
    return frame


def _counted(tables: Tables) -> pd.DataFrame:
    """Of each document how many facts of each kind have a passage in it, of whatever they say."""
    documents, evidence = tables["documents"].copy(), tables["evidence"]
    for table in FACTS:
        mine = flags(evidence["table"] == table.name)
        document = positions(evidence["document_id"][mine], documents["document_id"])
        different = _pairs(document, names(evidence["row_id"][mine]))[0]
        documents[table.counted_as] = pd.array(np.bincount(different, minlength=len(documents)), dtype="Int64")
    return documents


def _pairs(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers]:
    """Each different pair of two numbers once, without those of which one is below zero."""
    both = (one >= 0) & (other >= 0)
    span = int(other.max(initial=0)) + 1
    found = pc.unique(pa.array(one[both] * span + other[both])).to_numpy()
    return found // span, found % span


def _covered(tables: Tables, found: Mapping[str, _Passages]) -> pd.DataFrame:
    frame, bodies = tables["coverage"].copy(), tables["bodies"]["body_id"]
    if frame.empty:
        return frame
    reported, published = (
        _year(tables[name][column])
        for name, column in (("ratings", "report_published_on"), ("documents", "published_on"))
    )
    named = [
        (passages.document, positions(tables[name][TABLES[name].body], bodies)[passages.fact])
        for name, passages in found.items()
    ]
    told = found["ratings"]
    dated = [(np.arange(len(published)), published), (told.document, reported[told.fact])]
    about, of_year = (
        pd.DataFrame(dict(zip(("document", what), _pairs(*map(np.concatenate, zip(*each, strict=True))), strict=True)))
        for what, each in (("body", named), ("year", dated))
    )
    met = about.merge(of_year, on="document")
    documents = Counter(zip(met["body"].tolist(), met["year"].tolist(), strict=True))
    ratings = (arrow(tables["ratings"][name]).to_pylist() for name in _AREA)
    graded = Counter(zip(*ratings, reported.tolist(), strict=True))
    years, numbers = frame["year"].to_numpy(dtype=np.int64).tolist(), positions(frame["body_id"], bodies).tolist()
    places = zip(*(arrow(frame[name]).to_pylist() for name in _AREA), years, strict=True)
    counts = [graded[place] for place in places], [documents[place] for place in zip(numbers, years, strict=True)]
    frame["rating_count"], frame["document_count"] = (pd.array(each, dtype="Int64") for each in counts)
    frame["status"] = pd.array([*map(coverage.status, *counts)], dtype="str")
    return frame


def _year(days: pd.Series) -> Numbers:
    """The years of dates, -1 where there is none."""
    return pd.to_numeric(days.str[:4]).fillna(-1).to_numpy(dtype=np.int64)
