"""Columns as numbers: stretches that follow upon each other, long columns on all cores."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import given
from hypothesis import strategies as st

from schemas.numbered import arrow, on_all_cores, stretches


def test_a_column_in_one_piece_is_not_copied() -> None:
    cells = pa.array(["one", "two"])
    assert arrow(pa.chunked_array([cells])).buffers()[2].address == cells.buffers()[2].address
    assert arrow(pa.chunked_array([cells[:1], cells[1:]])).equals(cells)


@given(st.lists(st.integers(-1, 6), max_size=30))
def test_stretches_cover_all_rows_and_follow_upon_each_other(places: list[int]) -> None:
    found = stretches(np.array(places, dtype=np.int64))
    assert [row for first, end in found for row in range(first, end)] == list(range(len(places)))
    for first, end in found:
        part = places[first:end]
        assert part == [-1] * len(part) or part == list(range(part[0], part[0] + len(part)))


def test_a_long_column_is_worked_through_in_order() -> None:
    cells = pa.array([*map(str, range(123_457)), None])
    assert on_all_cores(pc.utf8_length, cells).equals(pc.utf8_length(cells))
