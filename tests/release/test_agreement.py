"""Every description of a release says the same of its tables, columns, types, keys and files."""

import csv
import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema
import pyarrow as pa
import pyarrow.parquet
import pytest

from schemas.tables import TABLES
from tests.release.folders import contents
from tests.release.invented import released, tables
from tests.release.test_files import profile

Json = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """What a description says of one table; what it cannot say is None."""

    columns: tuple[str, ...]
    types: dict[str, str] | None = None
    required: set[str] | None = None
    key: str | None = None
    references: set[tuple[str, str, str]] | None = None
    rows: int | None = None
    codes: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("agreement")
    return released(folder / "output", extras=True)


def load(path: Path) -> Json:
    loaded: Json = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def of_table_schema(name: str, schema: Json, rows: int | None = None) -> Said:
    fields = schema["fields"]
    return Said(
        columns=tuple(each["name"] for each in fields),
        types={each["name"]: each["type"] for each in fields},
        required={each["name"] for each in fields if each["constraints"]["required"]},
        key=next(iter(schema.get("primaryKey", [])), ""),
        references={
            (key["fields"][0], key["reference"].get("resource", name), key["reference"]["fields"][0])
            for key in schema.get("foreignKeys", [])
        },
        rows=rows,
        codes={each["name"]: each["constraints"]["enum"] for each in fields if "enum" in each["constraints"]},
    )


def by_datapackage(release: Path, name: str) -> Said:
    resource = next(each for each in load(release / "datapackage.json")["resources"] if each["name"] == name)
    return of_table_schema(name, resource["schema"], resource["rows"])


def by_table_schema(release: Path, name: str) -> Said:
    return of_table_schema(name, load(release / "schemas" / f"{name}.tableschema.json"))


def by_json_schema(release: Path, name: str) -> Said:
    schema = load(release / "schemas" / f"{name}.jsonschema.json")
    cells: dict[str, Json] = schema["properties"]
    kinds = {
        column: [each["type"]] if isinstance(each["type"], str) else each["type"] for column, each in cells.items()
    }
    assert schema["required"] == list(cells)
    return Said(
        columns=tuple(cells),
        types={column: kind[0] for column, kind in kinds.items()},
        required={column for column, kind in kinds.items() if "null" not in kind},
        codes={column: [c for c in each["enum"] if c is not None] for column, each in cells.items() if "enum" in each},
    )


def by_croissant(release: Path, name: str) -> Said:
    records = next(each for each in load(release / "croissant.json")["recordSet"] if each["name"] == name)
    called = {"sc:Text": "string", "sc:Integer": "integer", "sc:Float": "number", "sc:Boolean": "boolean"}
    return Said(
        columns=tuple(each["name"] for each in records["field"]),
        types={each["name"]: called[each["dataType"]] for each in records["field"]},
        key=records.get("key", {"@id": ""})["@id"].partition("/")[2],
    )


def by_csvw(release: Path, name: str) -> Said:
    schema = load(release / f"{name}.csv-metadata.json")["tableSchema"]
    kinds = {
        each["name"]: {"base": each["datatype"]} if isinstance(each["datatype"], str) else each["datatype"]
        for each in schema["columns"]
    }
    return Said(
        columns=tuple(kinds),
        types={column: kind["base"] for column, kind in kinds.items()},
        required={each["name"] for each in schema["columns"] if each["required"]},
        key=schema.get("primaryKey", ""),
    )


def by_parquet(release: Path, name: str) -> Said:
    called = {pa.string(): "string", pa.int64(): "integer", pa.float64(): "number", pa.bool_(): "boolean"}
    file = pa.parquet.ParquetFile(release / f"{name}.parquet")
    return Said(
        columns=tuple(file.schema_arrow.names),
        types={each.name: called[each.type] for each in file.schema_arrow},
        required={each.name for each in file.schema_arrow if not each.nullable},
        rows=file.metadata.num_rows,
    )


def by_csv(release: Path, name: str) -> Said:
    with (release / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        columns, *rows = csv.reader(file)
    return Said(columns=tuple(columns), rows=len(rows))


def by_sqlite(release: Path, name: str) -> Said:
    with closing(sqlite3.connect(release / "facts.sqlite")) as database:
        columns = database.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
        keys = database.execute(f'PRAGMA foreign_key_list("{name}")').fetchall()
        (rows,) = database.execute(f'SELECT count(*) FROM "{name}"').fetchone()
    made = [each[1] for each in columns if each[6]]  # of the columns of the primary key
    return Said(
        columns=tuple(each[1] for each in columns),
        required={each[1] for each in columns if each[3]},
        key=next(iter([*made, *(each[1] for each in columns if each[5])]), ""),
        references={(each[3], each[2], each[4]) for each in keys},
        rows=rows,
    )


def by_dictionary(path: Path, name: str) -> Said:
    """The data dictionary that a README shows."""
    called = {"text": "string", "whole number": "integer", "number": "number", "true or false": "boolean"}
    section = path.read_text(encoding="utf-8").partition(f"### `{name}`\n")[2].partition("\n### ")[0]
    cells = [line.split(" | ") for line in section.splitlines() if line.startswith("| `")]
    kinds = {line[0].strip("| `"): line[1].partition(", may be ") for line in cells}
    return Said(
        columns=tuple(kinds),
        types={column: called[kind[0]] for column, kind in kinds.items()},
        required={column for column, kind in kinds.items() if not kind[1]},
    )


DESCRIPTIONS: dict[str, Callable[[Path, str], Said]] = {
    "Table Schema": by_table_schema,
    "JSON Schema": by_json_schema,
    "Croissant": by_croissant,
    "CSV on the Web": by_csvw,
    "Parquet": by_parquet,
    "CSV": by_csv,
    "SQLite": by_sqlite,
    "README of the release": lambda release, name: by_dictionary(release / "README.md", name),
}


def test_all_descriptions_agree(release: Path) -> None:
    descriptor = load(release / "datapackage.json")
    assert [each["name"] for each in descriptor["resources"] if "schema" in each] == list(TABLES)
    for name, frame in tables().items():
        right = by_datapackage(release, name)
        assert (right.columns, right.rows) == (tuple(frame.columns), len(frame))
        for description, read in DESCRIPTIONS.items():
            said = read(release, name)
            for part in Said.__dataclass_fields__:
                if getattr(said, part) not in (None, {}):
                    assert getattr(said, part) == getattr(right, part), f"{description}, {name}: {part}"
    files = {name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in contents(release).items()}
    for each in descriptor["resources"]:
        assert (each["bytes"], each["hash"].removeprefix("sha256:")) == files[each["path"]]
    distributed = load(release / "croissant.json")["distribution"]
    assert [each["contentUrl"] for each in distributed] == sorted(each["path"] for each in descriptor["resources"])
    for each in distributed:
        assert (int(each["contentSize"].split()[0]), each["sha256"]) == files[each["contentUrl"]]
    catalogued = {
        each["dcat:downloadURL"]["@id"]: (
            int(each["dcat:byteSize"]["@value"]),
            each["spdx:checksum"]["spdx:checksumValue"]["@value"],
        )
        for each in load(release / "dcat.jsonld")["dcat:distribution"]
    }
    assert catalogued == {each["path"]: files[each["path"]] for each in descriptor["resources"]}
    sums = dict(line.split("  ")[::-1] for line in (release / "SHA256SUMS").read_text("utf-8").splitlines())
    assert sums == {name: digest for name, (_, digest) in files.items() if name != "SHA256SUMS"}


@pytest.mark.parametrize("name", TABLES)
def test_the_schemas_are_schemas_and_accept_the_rows(release: Path, name: str) -> None:
    schema = load(release / "schemas" / f"{name}.jsonschema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    rows = pa.parquet.read_table(release / f"{name}.parquet").to_pylist()
    assert [error.message for row in rows for error in validator.iter_errors(row)] == []
    table_schema = load(release / "schemas" / f"{name}.tableschema.json")
    assert [error.message for error in profile("tableschema").iter_errors(table_schema)] == []


@pytest.mark.parametrize(
    ("column", "value"),
    [("grade", "excellent"), ("grade_rank", 6), ("grade_rank", "1"), ("body_id", None), ("inspected_in", "soon")],
)
def test_the_json_schema_refuses_what_the_project_refuses(release: Path, column: str, value: object) -> None:
    validator = jsonschema.Draft202012Validator(load(release / "schemas" / "ratings.jsonschema.json"))
    (row,) = pa.parquet.read_table(release / "ratings.parquet").to_pylist()
    assert validator.is_valid(row)
    assert not validator.is_valid({**row, column: value})
    assert not validator.is_valid({name: cell for name, cell in row.items() if name != column})
