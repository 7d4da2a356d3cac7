"""Derived files: a new one, or one of another form, is a change; the same in other bytes is none."""

import json
from pathlib import Path
from typing import Any

import pytest

from flows.release import catalogue, compare, descriptors, readme, sqlite
from schemas import projections
from tests.frames import publish
from tests.release.invented import tables


def published_anew(output: Path) -> dict[str, Any]:
    outcome = publish(tables("first"), output)
    assert (outcome.published, outcome.version) == (True, "1.0.1")
    changes: dict[str, Any] = json.loads((outcome.folder / "changes.json").read_text("utf-8"))
    assert changes["level"] == "patch"
    assert f"Files added, changed or removed: `{'`, `'.join(changes['files_changed'])}`." in (
        (outcome.folder / "CHANGES.md").read_text("utf-8")
    )
    assert compare(output / "v1.0.0", outcome.folder).files == tuple(changes["files_changed"])
    assert not publish(tables("first"), output).published
    return changes


def test_another_view_is_a_change(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_VIEWS", f"{sqlite._VIEWS}CREATE VIEW forces AS SELECT * FROM bodies;\n")
    assert published_anew(output)["files_changed"] == ["facts.sqlite"]


def test_another_projection_of_the_schemas_is_a_change(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, title = descriptors._SCHEMAS["schemas/{}.jsonschema.json"]
    more = lambda table: {**project(table), "$comment": "of " + table.name}  # noqa: E731
    monkeypatch.setitem(descriptors._SCHEMAS, "schemas/{}.jsonschema.json", (more, title))
    changed = published_anew(output)["files_changed"]
    assert changed[0] == "schemas/bodies.jsonschema.json"
    assert all(name.endswith(".jsonschema.json") for name in changed)


def test_a_new_kind_of_file_is_a_change(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, _ = descriptors._SCHEMAS["schemas/{}.tableschema.json"]
    monkeypatch.setitem(descriptors._SCHEMAS, "schemas/{}.columns.json", (project, "Columns"))
    assert "schemas/bodies.columns.json" in published_anew(output)["files_changed"]


def test_another_description_for_catalogues_is_a_change(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    croissant = catalogue.croissant
    monkeypatch.setattr(catalogue, "croissant", lambda *given: {**croissant(*given), "alternateName": "Facts"})
    assert published_anew(output)["files_changed"] == ["croissant.json"]


def test_other_metadata_in_parquet_is_a_change(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for_pandas = projections._pandas_metadata
    monkeypatch.setattr(projections, "_pandas_metadata", lambda table: for_pandas(table).replace("}", "} ", 1))
    assert "ratings.parquet" in published_anew(output)["files_changed"]


def test_another_guide_for_readers_is_a_change(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readme, "_GUIDE", f"{readme._GUIDE}- Ask.\n")
    assert published_anew(output)["files_changed"] == ["README.md"]


def test_a_library_that_writes_other_bytes_is_none(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "_STAMPS", {})
    assert not publish(tables("first"), output).published
