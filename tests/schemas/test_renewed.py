"""Rows that stay and new ones in one table: in order, whatever there is of either, each with where it stood."""

import random
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from schemas import stored
from schemas.renewed import Renewed

SCHEMA = pa.schema([("name", pa.string()), ("number", pa.int64())])


def table(keys: list[tuple[str, int]]) -> pa.Table:
    return pa.table({"name": [name for name, _ in keys], "number": [number for _, number in keys]}, SCHEMA)


@pytest.mark.parametrize("seed", range(40))
def test_rows_that_stay_and_new_ones_are_in_order(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "BATCH", 7)
    chance = random.Random(seed)
    every = [(name, number) for name in ("", "B", "a", "ä", "𝄞") for number in range(9)]
    before = sorted(chance.sample(every, chance.choice((0, 7, 14, 30))))
    stays = np.array([chance.random() < chance.choice((0, 0.6, 1)) for _ in before], dtype=bool)
    kept = [key for key, stay in zip(before, stays.tolist(), strict=True) if stay]
    new = sorted(chance.sample([key for key in every if key not in kept], chance.choice((0, 1, 10))))
    first = stored.stored([table(before)], tmp_path / "before.parquet", SCHEMA)
    renewed = Renewed(first, stays, table(new).to_pylist())
    rows = renewed.merged(
        stored.stored([table(new)], tmp_path / "new.parquet", SCHEMA),
        ("name", "number"),
        tmp_path / "rows.parquet",
        SCHEMA,
        None,
    )
    found = [(row["name"], row["number"]) for row in rows.rows()]
    assert found == sorted([*kept, *new])
    assert sorted((row["name"], row["number"]) for row in renewed) == found
    assert rows.earlier is not None
    assert rows.earlier.places.tolist() == [before.index(key) if key in kept else -1 for key in found]
    for places in (np.flatnonzero(rows.earlier.places < 0), np.arange(len(found))[::3], np.arange(0)):
        assert rows.take(places, ["number"])["number"].to_pylist() == [found[place][1] for place in places]
