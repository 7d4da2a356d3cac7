"""The database keeps within its bounds, and leaves nothing behind."""

import gc
from pathlib import Path

import pytest

from flows.storing.engine import MEMORY_LIMIT, confine, engine, opened
from flows.storing.temporary import TEMP_DIRECTORY


@pytest.fixture
def spill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(TEMP_DIRECTORY, str(tmp_path))
    return tmp_path


def test_what_is_more_than_the_memory_goes_to_the_folder(spill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MEMORY_LIMIT, "64MB")
    with engine() as database:
        database.execute("CREATE TABLE long AS SELECT repeat(i::VARCHAR, 40) AS cell FROM range(1_000_000) AS t(i)")
        assert sum(path.stat().st_size for path in spill.rglob("*")) > 1 << 20
        assert database.execute("SELECT count(*), count(cell) FROM long").fetchone() == (1_000_000, 1_000_000)
    del database
    gc.collect()
    assert [*spill.iterdir()] == []


@pytest.mark.parametrize(("limit", "half"), [("64MB", "30.5 MiB"), ("1GB", "476.8 MiB"), ("1.5 GiB", "768.0 MiB")])
def test_a_database_can_be_confined_to_a_share(limit: str, half: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MEMORY_LIMIT, limit)
    with engine() as database:
        database.execute("CREATE TABLE long AS SELECT repeat(i::VARCHAR, 40) AS cell FROM range(100_000) AS t(i)")
        confine(database, 1 / 2)
        assert database.execute("SELECT current_setting('memory_limit')").fetchone() == (half,)
        assert database.execute("SELECT count(cell) FROM long").fetchone() == (100_000,)


def test_a_database_is_there_as_long_as_somebody_has_it(spill: Path) -> None:
    database = opened()
    assert len([*spill.iterdir()]) == 1
    del database
    gc.collect()
    assert [*spill.iterdir()] == []
