"""The gate between what was found and what is published: rows that hold go through, all others to quarantine."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas import integrity
from schemas.fields import NAME, SAFE
from schemas.findings import Finding, as_text, first_of_each, in_model, is_null, plain, typed
from schemas.following import derived
from schemas.numbered import are_ordered, arrow, ordered
from schemas.tables import TABLES, Table

Rows = Iterable[Mapping[str, object]]
# So many passages are compared at a time.
_BATCH = 5_000


def split(rows: Mapping[str, Rows], texts: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """Typed frames of all tables, in canonical order, with every row that fails moved to `quarantine`.

    `rows` are plain rows for each table, those of `quarantine` included; `texts` the text of each document. A rejected
    fact takes its evidence along, a fact that loses its last supporting evidence is rejected, and so on until nothing
    changes. What follows from other tables (counts, the best passage) is then true for the rows that are left. Never
    raises for what is in a row. The order of the input rows does not matter.
    """
    return split_taken(lambda name: rows.get(name, ()), texts)


def split_taken(take: Callable[[str], Rows], texts: Mapping[str, str]) -> dict[str, pd.DataFrame]:
    """The same where the rows of a table are taken when it is its turn, and not kept once they are checked."""
    frames, rejected = {}, []
    for table in TABLES.values():
        given = take(table.name)
        frames[table.name], found = _sound(table, given, texts)
        rejected += [
            _quarantined(table, row, found[place]) for place, row in enumerate(given if found else ()) if place in found
        ]
        del given
    frames, orphaned = _settled(frames)
    return {name: _ordered(TABLES[name], frame) for name, frame in _with(frames, rejected + orphaned).items()}


def _sound(table: Table, rows: Rows, texts: Mapping[str, str]) -> tuple[pd.DataFrame, dict[int, Finding]]:
    """The rows that are right by themselves, and by their positions what is wrong with each of the others."""
    frame, found = typed(table, rows)
    frame = _left(frame, found)
    found += in_model(table, frame) if len(frame) else []  # of no rows too it would ask everything
    frame = _left(frame, found)
    found += [*_TEXT_RULES[table.name](frame, texts)] if table.name in _TEXT_RULES else []
    return _left(frame, found), first_of_each(table, found)


def _left(frame: pd.DataFrame, found: Iterable[Finding]) -> pd.DataFrame:
    """The rows that nothing was found wrong with."""
    wrong = {finding.position for finding in found}
    return frame[~frame.index.isin(wrong)] if wrong else frame


def misquoted(evidence: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Passages that are not what the document's text has between their offsets."""
    columns = [arrow(evidence[name]) for name in ("document_id", "start", "end", "quote")]
    if _quoted(columns, texts):
        return  # without making of all texts what is nearly always the same as it should be
    document_id, start, end, quote = (cells.to_pylist() for cells in columns)
    for place, (document, first, last, words) in enumerate(zip(document_id, start, end, quote, strict=True)):
        text = texts.get(document)
        if text is not None and text[first:last] != words:
            says = f"is not the text of {document} from {first} to {last}"
            yield Finding(int(evidence.index[place]), "quote-mismatch", "quote", words, says)


def _quoted(columns: Sequence[pa.Array], texts: Mapping[str, str]) -> bool:
    """Whether all passages are what the texts have there. A text is looked up once for each document, and passages are
    taken by batches, which stay near the processor."""
    document_id, start, end, quote = columns
    as_long = pc.equal(pc.subtract(end, start), pc.utf8_length(quote))
    if document_id.null_count or not pc.all(as_long, skip_nulls=False).as_py():
        return False
    coded = document_id.dictionary_encode()
    known = [texts.get(each, "") for each in coded.dictionary.to_pylist()]
    for first in range(0, len(quote), _BATCH):
        document, at, words = (cells[first : first + _BATCH].to_pylist() for cells in (coded.indices, start, quote))
        if not all(map(str.startswith, map(known.__getitem__, document), words, at)):
            return False
    return True


def _mismeasured(documents: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[Finding]:
    columns = (documents[name] for name in ("document_id", "character_count", "text_sha256"))
    for label, document, count, digest in zip(documents.index, *columns, strict=True):
        text = texts.get(document)
        if text is None:
            yield Finding(int(label), "missing-reference", "document_id", document, "has no text")
        elif count != len(text):
            says = f"is not the length of the text, {len(text)}"
            yield Finding(int(label), "inconsistent-row", "character_count", count, says)
        elif digest != hashlib.sha256(text.encode()).hexdigest():
            yield Finding(int(label), "inconsistent-row", "text_sha256", digest, "is not the checksum of the text")


_TEXT_RULES = {"evidence": misquoted, "documents": _mismeasured}


def _settled(frames: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], list[dict[str, object]]]:
    """The tables without the rows that lost what they rest on, and those rows as rows of quarantine.

    Passages go first, so that a fact is judged by the passages it has left.
    """
    rejected: list[dict[str, object]] = []
    while True:
        frames, passages = _without(frames, integrity.of_evidence(frames))
        frames = derived(frames)
        frames, others = _without(frames, integrity.of_others(frames))
        rejected += passages + others
        if not others:
            return frames, rejected


def _without(
    frames: dict[str, pd.DataFrame], found: Iterable[tuple[str, Finding]]
) -> tuple[dict[str, pd.DataFrame], list[dict[str, object]]]:
    by_table: dict[str, list[Finding]] = {}
    for name, finding in found:
        by_table.setdefault(name, []).append(finding)
    left, rejected = dict(frames), []
    for name, findings in by_table.items():
        table, frame = TABLES[name], frames[name]
        for label, finding in first_of_each(table, findings).items():
            rejected.append(_quarantined(table, frame.loc[label].to_dict(), finding))
        left[name] = _left(frame, findings)
    return left, rejected


def _quarantined(table: Table, row: Mapping[Any, object], finding: Finding) -> dict[str, object]:
    """A rejected row as a row of `quarantine`."""
    document = row.get("document_id")
    return {
        "table": table.name,
        "document_id": document if _is_id(document) else None,
        "reason": finding.reason,
        "column": finding.column,
        "value": _json(finding.value),
        "quote": _json(row.get("quote")),
        "row": _json({str(name): _plain(value) for name, value in row.items()}),
    }


def _is_id(value: object) -> bool:
    try:
        return all(re.fullmatch(form, as_text(value)) for form in (SAFE, NAME))
    except ValueError:
        return False


def _with(frames: dict[str, pd.DataFrame], rejected: list[dict[str, object]]) -> dict[str, pd.DataFrame]:
    frame, _ = typed(TABLES["quarantine"], rejected)
    return {**frames, "quarantine": pd.concat([frames["quarantine"], frame], ignore_index=True)}


def _ordered(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows by the table's columns of order, text by code point, empty cells first."""
    in_order = are_ordered(frame, table.order)
    return (frame if in_order else frame.iloc[ordered(frame, table.order)]).reset_index(drop=True)


def _plain(value: object) -> object:
    """A value that JSON has: nothing for an empty cell, text for whatever JSON has no word for."""
    value = plain(value)
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        return hex(value)  # Python refuses to write out integers of some thousand digits
    if isinstance(value, str | bool | int | None) or (isinstance(value, float) and abs(value) != float("inf")):
        return value
    return str(value)


def _json(value: object) -> str | None:
    """JSON that no spreadsheet takes for a formula: a number below zero becomes text."""
    if is_null(value):
        return None
    if isinstance(value, Mapping):
        content: object = value
    else:
        content = _plain(value)
        if isinstance(content, int | float) and content < 0:
            content = str(content)
    try:
        text = json.dumps(content, ensure_ascii=False)
        text.encode()
    except UnicodeEncodeError:
        text = json.dumps(content, ensure_ascii=True)
    return text
