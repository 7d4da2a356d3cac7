"""What catalogues read, read by their own tools, without a network: Croissant, CSV on the Web and DCAT."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet
import pyshacl
import pytest
import rdflib

from schemas.tables import TABLES
from tests.release.invented import released

if TYPE_CHECKING:
    import csvw
    import mlcroissant

SHAPES = Path(__file__).with_name("dcat.shapes.ttl")
ADDRESS = "https://example.org/facts/v1.0.0/"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory.mktemp("catalogue") / "output", extras=True)


def rows_of(release: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(release / f"{table}.parquet").to_pylist()
    return found


def plain(value: Any) -> Any:
    """A cell as Python has it: mlcroissant hands out bytes for text, and whatever pandas has for an empty cell."""
    if isinstance(value, bytes):
        return value.decode()
    return None if value != value or value is None else value


def dataset_of(release: Path) -> mlcroissant.Dataset:
    import mlcroissant

    return mlcroissant.Dataset(jsonld=str(release / "croissant.json"))


def csvw_of(path: Path, *, validate: bool = False) -> csvw.CSVW:
    import csvw

    return csvw.CSVW(str(path), validate=validate)


@pytest.fixture(scope="module")
def dataset(release: Path) -> mlcroissant.Dataset:
    return dataset_of(release)


def loaded(dataset: mlcroissant.Dataset, table: str) -> Iterator[dict[str, Any]]:
    for record in dataset.records(table):
        yield {name.partition("/")[2]: plain(value) for name, value in record.items()}


@pytest.mark.parametrize("table", TABLES)
def test_croissant_loads_every_table(release: Path, dataset: mlcroissant.Dataset, table: str) -> None:
    assert list(loaded(dataset, table)) == rows_of(release, table)


def test_croissant_is_of_the_version_that_it_says(dataset: mlcroissant.Dataset) -> None:
    metadata = dataset.metadata
    assert metadata.ctx.is_v1_1()
    assert list(metadata.issues.errors) == []
    (warning,) = metadata.issues.warnings  # of time, a release says only in which order they came
    assert "datePublished" in warning


def test_croissant_names_the_table_that_a_column_refers_to(release: Path) -> None:
    for records in json.loads((release / "croissant.json").read_text("utf-8"))["recordSet"]:
        refers = {each["name"]: each["references"]["field"]["@id"] for each in records["field"] if "references" in each}
        others = {c: other for c, other in TABLES[records["name"]].references.items() if other != records["name"]}
        assert refers == {column: f"{other}/{TABLES[other].key}" for column, other in others.items()}


def test_croissant_refuses_a_file_that_was_changed(release: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(release, tmp_path / "changed")
    (folder / "ratings.parquet").write_bytes((folder / "bodies.parquet").read_bytes())
    with pytest.raises(Exception, match="Download"):
        list(loaded(dataset_of(folder), "ratings"))


@pytest.mark.parametrize("table", TABLES)
def test_csv_on_the_web_reads_every_table(release: Path, table: str) -> None:
    described = csvw_of(release / f"{table}.csv")
    assert described.is_valid
    assert described.t.tableSchema.columns
    rows = [
        {name: cell or None if isinstance(cell, str) else cell for name, cell in row.items()} for row in described.t
    ]
    assert [list(row) for row in rows] == [list(row) for row in rows_of(release, table)]
    assert [repr(row) for row in rows] == [repr(row) for row in rows_of(release, table)]


@pytest.mark.parametrize(("right", "wrong"), [("outstanding", "excellent"), (",1,", ",one,")])
def test_csv_on_the_web_refuses_what_the_project_refuses(release: Path, tmp_path: Path, right: str, wrong: str) -> None:
    folder = shutil.copytree(release, tmp_path / "changed")
    path = folder / "ratings.csv"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    assert not csvw_of(path, validate=True).is_valid


def graph(release: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(data=(release / "dcat.jsonld").read_text("utf-8"), format="json-ld", publicID=ADDRESS)


def test_dcat_has_the_shapes_that_catalogues_ask_for(release: Path) -> None:
    conforms, _, report = pyshacl.validate(graph(release), shacl_graph=str(SHAPES), inference="none")
    assert conforms, report
    files = {str(each) for each in graph(release).objects(None, rdflib.DCAT.downloadURL)}
    described = {each["path"] for each in json.loads((release / "datapackage.json").read_text("utf-8"))["resources"]}
    assert files == {f"{ADDRESS}{path}" for path in described}


def test_the_shapes_refuse_a_file_without_a_checksum(release: Path) -> None:
    less = graph(release)
    less.remove((None, rdflib.URIRef("http://spdx.org/rdf/terms#checksum"), None))
    conforms, _, _ = pyshacl.validate(less, shacl_graph=str(SHAPES), inference="none")
    assert not conforms
