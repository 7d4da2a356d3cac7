"""Rows that are kept as columns: at the gate they are the same as rows by themselves."""

import math

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.columns import Columns
from schemas.findings import typed
from schemas.numbered import are_ordered
from schemas.tables import TABLES

PASSAGE = {
    "evidence_id": "ratings:a@b:0-3",
    "table": "ratings",
    "row_id": "a",
    "document_id": "b",
    "start": 0,
    "end": 3,
    "quote": "It ",
    "rule": "rating-judged",
    "confidence": 0.5,
    "supports": True,
}


def columns(*rows: dict[str, object]) -> Columns:
    table = pa.Table.from_pylist([*rows])
    text = [pa.field(f.name, pa.large_string()) if pa.types.is_string(f.type) else f for f in table.schema]
    return Columns(table.cast(pa.schema(text)))


@pytest.mark.parametrize(
    "other",
    [
        PASSAGE,
        {**PASSAGE, "confidence": None},
        {**PASSAGE, "confidence": math.inf},
        {**PASSAGE, "start": "0"},
        {**PASSAGE, "supports": "perhaps"},
        {**PASSAGE, "strange": 1},
        {name: cell for name, cell in PASSAGE.items() if name != "confidence"},
    ],
)
def test_columns_are_taken_as_their_rows_would_be(other: dict[str, object]) -> None:
    found = columns(other, other)
    assert [*found] == [other, other]
    as_columns, wrong = typed(TABLES["evidence"], found)
    as_rows, also_wrong = typed(TABLES["evidence"], [*found])
    pd.testing.assert_frame_equal(as_columns, as_rows)
    assert wrong == also_wrong


cells = st.tuples(st.sampled_from(["a", "b", "ä", "\U0001f600", None]), st.one_of(st.none(), st.integers(-2, 2)))


@given(st.lists(cells, max_size=6))
def test_what_is_in_order_already_is_seen(rows: list[tuple[str | None, int | None]]) -> None:
    text, number = zip(*rows, strict=True) if rows else ((), ())
    frame = pd.DataFrame({"text": pd.array([*text], dtype="str"), "number": pd.array([*number], dtype="Int64")})
    by = ("text", "number")
    order = sorted(range(len(rows)), key=lambda place: [(cell is not None, cell) for cell in rows[place]])
    assert are_ordered(frame, by) == (order == [*range(len(rows))])
    assert are_ordered(frame.iloc[order], by)
