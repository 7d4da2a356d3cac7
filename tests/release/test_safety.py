"""Hostile cells: no formula lives in a CSV, nothing is lost, and every format has the same."""

import csv
import json
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.cli import DONE, main
from flows.release.writing import write_tables
from schemas.tables import TABLES
from tests.conftest import ARTICLE
from tests.frames import in_files, split
from tests.release.invented import TEXTS, rows

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", " =", '"=', "\ufeff=", "'", ";", "")
ENDS = st.text(
    st.one_of(st.sampled_from("=+-@\t\r\n\0\",;|'!(“é🚓"), st.characters(exclude_categories=["Cs"])), max_size=12
)
HOSTILE = st.builds(str.__add__, st.sampled_from(STARTS), ENDS)
FORMULA = tuple("=+-@\t\r＝＋－＠")


def csv_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def assert_safe_and_the_same(folder: Path) -> None:
    """No text of a CSV starts as a formula does, and its cells are those of Parquet and SQLite."""
    with closing(sqlite3.connect(folder / "facts.sqlite")) as database:
        for name, table in TABLES.items():
            text = [column.name for column in table.columns if column.dtype == "str"]
            parquet = pa.parquet.read_table(folder / f"{name}.parquet").select(text).to_pylist()
            listed = [{column: row[column] for column in text} for row in csv_rows(folder / f"{name}.csv")]
            assert not [cell for row in listed for cell in row.values() if cell.startswith(FORMULA)]
            assert listed == [{column: cell or "" for column, cell in row.items()} for row in parquet]
            columns = ", ".join(f'"{column}"' for column in text)
            stored = database.execute(f'SELECT {columns} FROM "{name}"').fetchall()
            assert stored == [tuple(row.values()) for row in parquet]


@settings(max_examples=4)
@given(title=HOSTILE, quote=HOSTILE, role=HOSTILE)
@example(title="=HYPERLINK(1)", quote='=cmd|"/c calc"!A1', role="@SUM(A1)\n=1")
@example(title="-2+3", quote="line\nbreak", role="\0")
def test_a_hostile_cell_is_published_or_in_quarantine_word_for_word(title: str, quote: str, role: str) -> None:
    check_cells(title, quote, role)


@pytest.mark.slow
@settings(max_examples=250)
@given(title=HOSTILE, quote=HOSTILE, role=HOSTILE)
def test_many_more_hostile_cells_are_published_or_in_quarantine(title: str, quote: str, role: str) -> None:
    check_cells(title, quote, role)


def check_cells(title: str, quote: str, role: str) -> None:
    found = rows()
    found["documents"][0]["title"] = title
    found["ratings"][0]["area_text"] = quote
    found["stakeholders"][0]["role"] = role
    tables = split(found, TEXTS)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_tables(in_files(tables), folder)
        assert_safe_and_the_same(folder)
        rejected = [json.loads(row["row"]) for row in csv_rows(folder / "quarantine.csv") if row["row"]]
        for table, column, value in (
            ("documents", "title", title),
            ("ratings", "area_text", quote),
            ("stakeholders", "role", role),
        ):
            published = list(pd.read_parquet(folder / f"{table}.parquet")[column])
            assert value in published or value in [row.get(column) for row in rejected]


@settings(max_examples=2)
@given(st.lists(HOSTILE, min_size=3, max_size=8))
@example(["=1+1", "+44 1234", "-2", "@here", "\tx", "two\nlines", "nul\0byte"])
def test_hostile_documents_are_read_and_none_is_lost(words: list[str]) -> None:
    check_documents(words)


@pytest.mark.slow
@settings(max_examples=25)
@given(st.lists(HOSTILE, min_size=3, max_size=8))
def test_many_more_hostile_documents_are_read_and_none_is_lost(words: list[str]) -> None:
    check_documents(words)


def check_documents(words: list[str]) -> None:
    with tempfile.TemporaryDirectory() as place:
        raw, output = Path(place) / "raw", Path(place) / "output"
        raw.mkdir()
        (raw / "plain.txt").write_text(ARTICLE, encoding="utf-8")
        for number, word in enumerate(words):
            # Every other file has a hostile name; the others have hostile texts and titles only.
            name = f"{number}" if number % 2 else "".join(c for c in word if c not in "/\0") + f"{number}"
            path = raw / f"{name}.txt"
            path.write_text(
                f"{word}\n{ARTICLE}\n{word}: Lincolnshire Police was {word} judged ‘good’.", encoding="utf-8"
            )
            path.with_suffix(".yaml").write_text(json.dumps({"title": word, "publisher": word}), encoding="utf-8")
        arguments = ["--raw", str(raw), "--output", str(output), "--store", str(Path(place) / "store")]
        assert main(["run", "--direct", "--workers", "1", *arguments]) == DONE
        assert_safe_and_the_same(output / "latest")
        documents = csv_rows(output / "latest" / "documents.csv")
        rejected = [row for row in csv_rows(output / "latest" / "quarantine.csv") if row["table"] == "documents"]
        assert len(documents) + len(rejected) >= len(words) + 1
        assert "plain" in [row["document_id"] for row in documents]
