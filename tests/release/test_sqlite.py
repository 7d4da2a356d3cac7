"""The SQLite file: the same rows as in Parquet, keys that hold, views that answer."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from flows.release import sqlite
from flows.release.sqlite import EarlierDatabase, write_database
from schemas.projections import to_arrow
from schemas.tables import TABLES
from tests.frames import in_files, publish, split
from tests.release.invented import DISRUPTION, PERSON, RATING, TEXTS, first_tables, released, rows, tables


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    folder = released(tmp_path / "output")
    with closing(sqlite3.connect(f"file:{folder / 'facts.sqlite'}?mode=ro", uri=True)) as connection:
        yield connection


def test_every_cell_is_the_one_of_the_table(opened: sqlite3.Connection) -> None:
    for name, table in TABLES.items():
        given = [tuple(row.values()) for row in to_arrow(table, first_tables()[name]).to_pylist()]
        assert opened.execute(f'SELECT * FROM "{name}"').fetchall() == given


def test_it_is_sound_and_its_keys_hold(opened: sqlite3.Connection) -> None:
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


def test_keys_are_enforced_for_those_who_add_rows(tmp_path: Path) -> None:
    path = tmp_path / "mine.sqlite"
    write_database(in_files(tables()), path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for change in (
            "UPDATE ratings SET body_id = 'nowhere'",
            "UPDATE ratings SET current = 2",
            "UPDATE ratings SET grade_rank = 'first'",
            "INSERT INTO documents SELECT * FROM documents",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(change)


def test_current_grades_are_those_that_are_current(opened: sqlite3.Connection) -> None:
    query = "SELECT body_id, area, grade FROM current_grades"
    assert opened.execute(query).fetchall() == [("leicestershire-police", "serious-and-organised-crime", "outstanding")]


def test_passages_are_found_by_their_key_though_it_is_not_stored(opened: sqlite3.Connection) -> None:
    keys = [row["evidence_id"] for row in rows()["evidence"]]
    query = "SELECT evidence_id FROM evidence WHERE evidence_id = ?"
    assert [opened.execute(query, [key]).fetchall() for key in keys] == [[(key,)] for key in keys]


def test_an_earlier_grade_is_no_current_one(tmp_path: Path) -> None:
    earlier = rows()
    earlier["ratings"][0]["current"] = False
    path = tmp_path / "mine.sqlite"
    write_database(in_files(split(earlier, TEXTS)), path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM ratings").fetchall() == [(1,)]
        assert connection.execute("SELECT * FROM current_grades").fetchall() == []


def test_facts_come_with_their_passages(opened: sqlite3.Connection) -> None:
    query = 'SELECT "table", row_id, subject, fact, passage, document_id, title FROM facts_with_passages'
    found = pd.read_sql(query, opened)
    assert sorted(found["passage"]) == sorted(row["quote"] for row in rows()["evidence"])
    assert dict(zip(found["row_id"], found["fact"], strict=True)) == {
        RATING: "outstanding, serious-and-organised-crime, report of 2023-03-02",
        DISRUPTION: "40 disruptions, 25.5 per cent, drugs;firearms, 2021-06-01 to 2022-05-31",
        PERSON: "Analyst;Visitor",
    }
    assert set(found["title"]) == {"The first article", "The second article"}


def test_the_header_does_not_tell_which_sqlite_wrote_it(opened: sqlite3.Connection) -> None:
    (_, _, path) = opened.execute("PRAGMA database_list").fetchone()
    assert int.from_bytes(Path(path).read_bytes()[96:100], "big") == 3_037_000


def test_a_file_that_cannot_be_written_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open"):
        write_database({}, tmp_path / "nowhere" / "facts.sqlite")


def test_rows_taken_from_the_release_before_make_the_same_file(
    tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_WORTH_IT", 1)  # also the few rows of these tables
    changed = rows()
    changed["disruptions"][0]["qualifier"] = "about"
    for given in (tables(), split(changed, TEXTS)):
        folder = publish(given, output).folder
        written = {name: pd.read_parquet(folder / f"{name}.parquet") for name in TABLES}
        write_database(in_files(written), tmp_path / "anew.sqlite")
        assert (folder / "facts.sqlite").read_bytes() == (tmp_path / "anew.sqlite").read_bytes()


def test_the_database_before_is_not_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_WORTH_IT", 1)
    before = tmp_path / "before" / "facts.sqlite"
    before.parent.mkdir()
    write_database(in_files(tables()), before)
    content = before.read_bytes()
    places = {name: np.arange(len(frame)) for name, frame in tables().items()}
    write_database(in_files(tables()), tmp_path / "facts.sqlite", EarlierDatabase(before, places))
    assert [*before.parent.iterdir()] == [before]
    assert before.read_bytes() == content == (tmp_path / "facts.sqlite").read_bytes()
