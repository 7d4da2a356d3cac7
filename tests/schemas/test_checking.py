"""Files of ours and of others: whatever is a table of ours is read, and what is not is reported in one line."""

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from schemas.checking import check
from schemas.tables import TABLES
from tests.release.invented import released

FORMS: dict[str, dict[str, Any]] = {
    "no byte order mark": {"encoding": "utf-8"},
    "semicolons": {"delimiter": ";"},
    "line ends of an old Macintosh": {"lineterminator": "\r"},
    "tabs in UTF-16, as Excel saves Unicode text": {"encoding": "utf-16", "delimiter": "\t"},
    "CRLF, as Excel ends lines": {"lineterminator": "\r\n"},
    "quotation marks everywhere": {"quoting": csv.QUOTE_ALL},
}


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory.mktemp("checking") / "output")


@pytest.fixture
def release(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "release"))


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def saved(path: Path, rows: list[list[str]], encoding: str = "utf-8-sig", **form: Any) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **form).writerows(rows)
    return path


def problems(path: Path, table: str | None = None) -> list[str]:
    return [str(problem) for problem in check(path, table)]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("table", TABLES)
def test_tables_as_other_programs_save_them_are_read(release: Path, tmp_path: Path, table: str, form: str) -> None:
    rows = rows_of(release / f"{table}.csv")
    assert problems(saved(tmp_path / f"{table}.csv", rows, **FORMS[form])) == []


def test_flags_may_be_written_as_spreadsheets_write_them(release: Path, tmp_path: Path) -> None:
    loud = {"true": "TRUE", "false": "FALSE"}
    rows = [[loud.get(cell, cell) for cell in row] for row in rows_of(release / "ratings.csv")]
    assert any("TRUE" in row for row in rows)
    assert problems(saved(tmp_path / "ratings.csv", rows)) == []


def test_whatever_the_form_a_wrong_cell_is_named(release: Path, tmp_path: Path) -> None:
    rows = rows_of(release / "ratings.csv")
    rows[1][rows[0].index("grade")] = "superb"
    path = saved(tmp_path / "mine.csv", rows, delimiter=";", encoding="utf-16")
    key = rows[1][0]
    assert problems(path, "ratings") == [f"mine.csv {key} grade: 'superb' is not a code of the vocabulary grade"]


def test_what_cannot_be_read_says_where_and_what_to_do(release: Path, tmp_path: Path) -> None:
    rows = rows_of(release / "ratings.csv")
    path = saved(tmp_path / "ratings.csv", [rows[0], ["‘good’"] * len(rows[0])], encoding="cp1252")
    assert problems(path) == ["ratings.csv: line 2 is not in UTF-8: save the file as CSV UTF-8"]
    path = saved(tmp_path / "ratings.csv", [rows[0], rows[1][:-3]])
    assert problems(path) == ["ratings.csv: row 1 has 21 cells, not 24"]


@pytest.mark.parametrize("kinds", ["*.csv", "*.parquet", "[re]*.*"])
def test_a_folder_of_others_may_have_some_tables_in_some_form(release: Path, tmp_path: Path, kinds: str) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for path in release.glob(kinds):
        shutil.copy(path, theirs)
    assert problems(theirs) == []


def test_parquet_of_other_programs_is_read(release: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for name in TABLES:
        pl.read_parquet(release / f"{name}.parquet").write_parquet(theirs / f"{name}.parquet")
    (theirs / "datapackage.json").write_text('{"resources": []}')
    assert problems(theirs) == []
    shutil.copy(release / "ratings.csv", theirs / "RATINGS.CSV")
    assert problems(theirs / "RATINGS.CSV", "ratings") == []


def test_all_tables_of_others_are_checked_against_each_other(release: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    for path in release.glob("*.csv"):
        shutil.copy(path, theirs)
    saved(theirs / "documents.csv", rows_of(release / "documents.csv")[:-1])
    assert any(problem.startswith("evidence ") and "'second'" in problem for problem in problems(theirs))


def test_a_release_has_all_its_tables(release: Path) -> None:
    (release / "coverage.csv").unlink()
    assert problems(release) == ["coverage.csv: cannot be read: No such file or directory"]


def test_what_sqlite_has_is_checked_and_compared(release: Path) -> None:
    path = release / "facts.sqlite"
    assert problems(path) == []
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE ratings SET grade = 'superb'")
        database.commit()
    (problem,) = problems(path)
    assert problem.startswith("facts.sqlite ratings leicestershire-police.")
    assert problem.endswith("grade: 'superb' is not a code of the vocabulary grade")
    assert any("is not what ratings.parquet has, 'outstanding'" in each for each in problems(release))


def test_a_descriptor_leads_to_the_tables_it_names(release: Path, tmp_path: Path) -> None:
    assert problems(release / "datapackage.json") == []
    theirs = tmp_path / "datapackage.json"
    shutil.copy(release / "bodies.csv", tmp_path / "forces.csv")
    theirs.write_text(json.dumps({"resources": [{"name": "bodies", "path": "forces.csv"}]}))
    assert problems(theirs) == []
    (tmp_path / "forces.csv").write_text("body_id\nx\n")
    assert problems(theirs) == ["forces.csv: the table bodies has a column name, which is missing: add it"]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notes.md", "#", "notes.md: is not a table: give a folder, a file of type .csv, "),
        ("mine.csv", "a,b\n", "mine.csv: is not named after a table: say which with --table, one of ratings, "),
        ("ratings.csv", "", "ratings.csv: is not csv that can be read: Empty CSV file"),
        ("my.sqlite", "SQLite format 4", "my.sqlite: is not a readable SQLite file: file is not a database"),
        ("my.sqlite", "", "my.sqlite: has none of the known tables: ratings, "),
        ("datapackage.json", "[]", "datapackage.json: is not a data package: TypeError: "),
        (
            "datapackage.json",
            '{"resources": []}',
            "datapackage.json: describes none of the known tables: name its resources ratings, ",
        ),
    ],
)
def test_what_is_no_table_is_told_in_one_line(tmp_path: Path, name: str, content: str, says: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    (problem,) = problems(path)
    assert problem.startswith(says)
    assert "\n" not in problem


def test_a_folder_without_tables_is_told_in_one_line(published: Path, tmp_path: Path) -> None:
    (problem,) = problems(published.parent)
    assert problem.endswith(f"output: holds releases: name one of them, such as {published.parent / 'latest'}")
    (problem,) = problems(tmp_path)
    assert problem.startswith(f"{tmp_path}: holds no table, neither ratings.csv nor another one of ratings, ")


def test_a_cell_may_be_longer_than_any_block(release: Path, tmp_path: Path) -> None:
    head, row, *_ = rows_of(release / "evidence.csv")
    row[head.index("quote")] = quote = ("A word. " * 400_000).strip()
    row[head.index("end")] = end = str(int(row[head.index("start")]) + len(quote))
    row[head.index("evidence_id")] = row[head.index("evidence_id")].rpartition("-")[0] + f"-{end}"
    assert problems(saved(tmp_path / "evidence.csv", [head, row])) == []


@pytest.mark.parametrize("line", ["x" * 140_000, "rating_id\rbody_id"])
def test_a_line_that_is_no_header_is_told(tmp_path: Path, line: str) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(f"{line}\n")
    (problem,) = problems(path)
    assert len(problem) < 300
    assert "which is missing: add it" in problem


def test_a_descriptor_that_names_itself_is_told(tmp_path: Path) -> None:
    path = tmp_path / "datapackage.json"
    path.write_text(json.dumps({"resources": [{"name": "ratings", "path": path.name}]}))
    (problem,) = problems(path)
    assert "is not a table" in problem
