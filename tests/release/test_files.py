"""What is in a release: the same bytes anywhere, and files that others read as they should."""

import codecs
import csv
import importlib.resources
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import jsonschema
import pandas as pd
import polars as pl
import pyarrow.csv
import pyarrow.parquet
import pytest

from schemas.checking import check
from schemas.tables import TABLES
from tests.cases import mostly_slow
from tests.frames import publish
from tests.release.folders import contents
from tests.release.invented import first_tables, released, rows, tables


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return released(tmp_path / "output", extras=True)


SURROUNDINGS = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0", "LANG": "C"},
]


@pytest.mark.parametrize("surroundings", mostly_slow(SURROUNDINGS, quick=SURROUNDINGS[1:]))
def test_a_release_is_the_same_to_the_byte_anywhere(tmp_path: Path, surroundings: dict[str, str]) -> None:
    here = publish(tables(), tmp_path / "here").folder
    there = tmp_path / "there" / "déjà vu"
    there.mkdir(parents=True)
    root = Path(__file__).parents[2]
    command = [sys.executable, "-m", "tests.release.invented", "output"]
    subprocess.run(command, cwd=there, env={**os.environ, **surroundings, "PYTHONPATH": str(root)}, check=True)
    other = there / "output" / here.name
    assert contents(other) == contents(here)


def test_frictionless_accepts_a_release(release: Path) -> None:
    report = frictionless.validate(str(release / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert len(report.tasks) == len(json.loads((release / "datapackage.json").read_text("utf-8"))["resources"])


def test_frictionless_finds_a_broken_reference(release: Path) -> None:
    path = release / "evidence.csv"
    path.write_text(path.read_text("utf-8").replace('"second"', '"nowhere"'), "utf-8")
    report = frictionless.validate(str(release / "datapackage.json"))
    assert "foreign-key" in {error[0] for error in report.flatten(["type"])}


def test_sha256sum_accepts_a_release(release: Path) -> None:
    done = subprocess.run(["sha256sum", "-c", "--strict", "SHA256SUMS"], cwd=release, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert len(done.stdout.splitlines()) == len(contents(release)) - 1


def test_csv_is_what_any_reader_expects(release: Path) -> None:
    given = {row["evidence_id"]: row for row in rows()["evidence"]}
    with (release / "evidence.csv").open(encoding="utf-8-sig", newline="") as file:
        read = list(csv.DictReader(file))
    assert list(read[0]) == TABLES["evidence"].names
    assert {row["evidence_id"]: row["quote"] for row in read} == {key: row["quote"] for key, row in given.items()}
    assert {row["confidence"] for row in read} == {""}
    data = (release / "evidence.csv").read_bytes()
    assert b"\r" not in data
    assert data.startswith(codecs.BOM_UTF8), "Excel would garble every quotation mark"


COLUMNS_AS_READ_BY: dict[str, Callable[[Path], Any]] = {
    "pandas": lambda path: pd.read_csv(path).columns,
    "arrow": lambda path: pyarrow.csv.read_csv(path).column_names,
    "duckdb": lambda path: duckdb.read_csv(str(path)).columns,
}


@pytest.mark.parametrize("reader", COLUMNS_AS_READ_BY)
def test_common_readers_skip_the_byte_order_mark(release: Path, reader: str) -> None:
    for name, table in TABLES.items():
        assert list(COLUMNS_AS_READ_BY[reader](release / f"{name}.csv")) == table.names


def test_the_descriptor_keeps_to_the_profile_it_names(release: Path) -> None:
    descriptor = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [error.message for error in profile("datapackage").iter_errors(descriptor)] == []
    schemas = [resource["schema"] for resource in descriptor["resources"] if "schema" in resource]
    assert {schema["$schema"] for schema in schemas} == {"https://datapackage.org/profiles/2.0/tableschema.json"}
    assert [error.message for each in schemas for error in profile("tableschema").iter_errors(each)] == []


def profile(name: str) -> jsonschema.Draft7Validator:
    """A profile of Data Package v2, as the reference implementation carries it."""
    text = importlib.resources.files("dplib").joinpath(f"profiles/2.0/{name}.json").read_text(encoding="utf-8")
    return jsonschema.Draft7Validator(json.loads(text))


def test_no_cell_of_a_csv_starts_like_a_formula(release: Path) -> None:
    for path in release.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert not [cell for row in csv.reader(file) for cell in row if cell.startswith(tuple("=+-@\t\r"))]


def test_parquet_reads_back_with_its_types(release: Path) -> None:
    for name, frame in first_tables().items():
        pd.testing.assert_frame_equal(pd.read_parquet(release / f"{name}.parquet"), frame)


PARQUET_TYPES_AS_READ_BY: dict[str, tuple[Callable[[Path], Any], dict[str, Any]]] = {
    "pandas": (
        lambda path: dict(pd.read_parquet(path).dtypes.map(str)),
        {name: name for name in ("str", "Int64", "Float64", "boolean")},
    ),
    "polars": (
        lambda path: dict(pl.read_parquet(path).schema),
        {"str": pl.String(), "Int64": pl.Int64(), "Float64": pl.Float64(), "boolean": pl.Boolean()},
    ),
    "duckdb": (
        lambda path: dict(zip((r := duckdb.read_parquet(str(path))).columns, map(str, r.types), strict=True)),
        {"str": "VARCHAR", "Int64": "BIGINT", "Float64": "DOUBLE", "boolean": "BOOLEAN"},
    ),
}


@pytest.mark.parametrize("reader", PARQUET_TYPES_AS_READ_BY)
def test_common_readers_give_parquet_its_types(release: Path, reader: str) -> None:
    read, called = PARQUET_TYPES_AS_READ_BY[reader]
    for name, table in TABLES.items():
        assert read(release / f"{name}.parquet") == {column.name: called[column.dtype] for column in table.columns}


def test_parquet_describes_its_columns(release: Path) -> None:
    for name, table in TABLES.items():
        schema = pyarrow.parquet.read_schema(release / f"{name}.parquet")
        for column in table.columns:
            assert schema.field(column.name).metadata[b"description"].decode() == column.description
        assert schema.metadata[b"description"].decode() == table.description


DESCRIPTIONS_AS_READ_BY: dict[str, Callable[[Path], Any]] = {
    "polars": lambda path: pl.read_parquet_metadata(path)["columns"],
    "duckdb": lambda path: duckdb.execute(
        "SELECT decode(value) FROM parquet_kv_metadata(?) WHERE decode(key) = 'columns'", [str(path)]
    ).fetchall()[0][0],
    "pandas": lambda path: pyarrow.parquet.read_schema(path).metadata[b"columns"],
}


@pytest.mark.parametrize("reader", DESCRIPTIONS_AS_READ_BY)
def test_common_readers_find_the_descriptions_of_columns(release: Path, reader: str) -> None:
    for name, table in TABLES.items():
        found = json.loads(DESCRIPTIONS_AS_READ_BY[reader](release / f"{name}.parquet"))
        assert found == {column.name: column.description for column in table.columns}


def test_a_release_passes_its_schemas(release: Path) -> None:
    assert check(release) == []
    for path in (*release.glob("*.csv"), *release.glob("*.parquet")):
        assert check(path) == []


@pytest.mark.parametrize(
    ("table", "old", "new", "says"),
    [
        (
            "disruptions",
            ",40,",
            ",4O,",
            "disruptions.csv emsou.disruptions.drugs;firearms.2021-06-01.led count: '4O' is not",
        ),
        (
            "disruptions",
            ",40,",
            ",41,",
            "disruptions.csv emsou.disruptions.drugs;firearms.2021-06-01.led count: 41 is not",
        ),
        ("ratings", "was judged", "was jugded", "ratings.csv leicestershire-police"),
        ("evidence", "was judged", "was jugded", "evidence.csv ratings:leicestershire-police"),
        ("ratings", '"outstanding"', '"outsanding"', "grade: 'outsanding' is not a code of the vocabulary grade"),
        ("bodies", '"name"', '"names"', "bodies.csv: the table bodies has a column name, which is missing: add it"),
    ],
)
def test_a_changed_cell_is_named(release: Path, table: str, old: str, new: str, says: str) -> None:
    path = release / f"{table}.csv"
    changed = path.read_text("utf-8").replace(old, new, 1)
    path.write_text(changed, "utf-8")
    assert any(says in str(problem) for problem in check(release)), [str(each) for each in check(release)]


HOSTILE = [b"", b"\x00" * 100, b"PAR1 not really PAR1", b"a,b\n1\n", b"\xff\xfe\x00", b'"', b"rating_id\n" * 3]


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx"])
@pytest.mark.parametrize("data", HOSTILE)
def test_any_file_gives_a_readable_line(tmp_path: Path, kind: str, data: bytes) -> None:
    path = tmp_path / f"ratings.{kind}"
    path.write_bytes(data)
    problems = check(path)
    assert problems
    assert all("\n" not in str(problem) for problem in problems)


def test_a_table_is_named_or_told(tmp_path: Path, release: Path) -> None:
    mine = tmp_path / "mine.csv"
    mine.write_bytes((release / "ratings.csv").read_bytes())
    assert check(mine, "ratings") == []
    assert [str(problem) for problem in check(mine)] == [
        f"mine.csv: is not named after a table: say which with --table, one of {', '.join(TABLES)}"
    ]
