"""The database keeps within its bounds, and leaves nothing behind."""

import gc
from pathlib import Path

import pytest

from flows.storing.engine import MEMORY_LIMIT, confine, limit, opened
from flows.storing.temporary import TEMP_DIRECTORY


@pytest.fixture
def spill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(TEMP_DIRECTORY, str(tmp_path))
    return tmp_path


def test_what_is_more_than_the_memory_goes_to_the_folder(spill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MEMORY_LIMIT, "64MB")
    with opened() as database:
        database.execute("CREATE TABLE long AS SELECT repeat(i::VARCHAR, 40) AS cell FROM range(1_000_000) AS t(i)")
        assert sum(path.stat().st_size for path in spill.rglob("*")) > 1 << 20
        assert database.execute("SELECT count(*), count(cell) FROM long").fetchone() == (1_000_000, 1_000_000)
    del database
    gc.collect()
    assert [*spill.iterdir()] == []


@pytest.mark.parametrize(("given", "half"), [("64MB", 32_000_000), ("1GB", 500_000_000), ("1.5 GiB", 768 << 20)])
def test_a_database_can_be_confined_to_a_share(given: str, half: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MEMORY_LIMIT, given)
    with opened() as database:
        database.execute("CREATE TABLE long AS SELECT repeat(i::VARCHAR, 40) AS cell FROM range(100_000) AS t(i)")
        confine(database, 1 / 2)
        assert limit(database) == pytest.approx(half, rel=0.01)
        assert database.execute("SELECT count(cell) FROM long").fetchone() == (100_000,)


def test_a_database_is_there_as_long_as_somebody_has_it(spill: Path) -> None:
    database = opened()
    assert len([*spill.iterdir()]) == 1
    del database
    gc.collect()
    assert [*spill.iterdir()] == []
