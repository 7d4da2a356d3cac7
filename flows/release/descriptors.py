"""The descriptor of a release, a Data Package v2, and the schema files of its tables; both are made from `schemas`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from flows.release.checksums import digests, names_in
from schemas.projections import csvw, json_schema, table_schema
from schemas.tables import TABLES

DATAPACKAGE = "datapackage.json"
CHANGES = "changes.json"
DATABASE = "facts.sqlite"
README = "README.md"

NAME = "inspection-facts"
TITLE = "Inspection Facts"
DESCRIPTION = (
    "What is said about UK policing and fire inspections, as open tables: the grades that bodies were given, figures "
    "about disruptions of crime, and who has a part in it. Each row comes with the passage that states it."
)
KEYWORDS = ["police", "fire and rescue", "inspection", "ratings", "serious and organised crime", "United Kingdom"]
LICENCE_NAME = "CC-BY-4.0"
LICENCE_TITLE = "Creative Commons Attribution 4.0 International"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = "Quoted passages and raw documents stay their owners'; the licence covers the tables, not the words quoted."

_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_MEDIA_TYPES = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".sqlite": "application/vnd.sqlite3",
    ".json": "application/json",
    ".py": "text/x-python",
    ".md": "text/markdown",
}
# Files with these suffixes follow from the tables; that is true of old releases, too.
_DERIVED = (".parquet", ".csv-metadata.json")
# The format must not be called `parquet`: frictionless would read the file as a table and not check size and hash.
_FORMATS = {".parquet": "apache-parquet", ".sqlite": "sqlite3"}
# The schema files of a table: path, the function that makes the content, and title.
_SCHEMAS = {
    "schemas/{}.jsonschema.json": (json_schema, "JSON Schema of a row"),
    "schemas/{}.tableschema.json": (table_schema, "Table Schema"),
    "{}.csv-metadata.json": (csvw, "CSV on the Web"),
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release, as descriptors describe it.

    - `name`: the path inside the release folder.
    - `size`: in bytes.
    - `rows`: the number of rows of a Parquet file; None for other files, or if the file is damaged.
    """

    name: str
    size: int
    sha256: str
    rows: int | None = None

    @property
    def media_type(self) -> str:
        """The media type that belongs to the suffix."""
        return _MEDIA_TYPES.get(Path(self.name).suffix, "application/octet-stream")


def files_of(folder: Path) -> dict[str, File]:
    """Return all files below a folder, by name."""
    found = digests(folder, names_in(folder))
    sizes = {name: (folder / name).stat().st_size for name in found}
    return {name: File(name, sizes[name], digest, _rows(folder / name)) for name, digest in found.items()}


def _rows(path: Path) -> int | None:
    if path.suffix != ".parquet":
        return None
    try:
        return int(pa.parquet.read_metadata(path).num_rows)
    except (OSError, pa.ArrowException):  # the checksums report a damaged file
        return None


def table_schemas() -> dict[str, dict[str, Any]]:
    """Return the contents of the schema files by path, for people who use neither Python nor the descriptor."""
    return {
        path.format(name): project(table) for name, table in TABLES.items() for path, (project, _) in _SCHEMAS.items()
    }


def derived_files() -> dict[str, str]:
    """Return the titles, by name, of all files that follow from the tables and their schemas, except the CSV files."""
    parquet = {f"{name}.parquet": f"{table.title} (Parquet)" for name, table in TABLES.items()}
    schemas = {
        path.format(name): f"{table.title} ({title})"
        for name, table in TABLES.items()
        for path, (_, title) in _SCHEMAS.items()
    }
    return {**parquet, DATABASE: "All tables, with keys and views (SQLite)", **schemas, README: "How to read it"}


def is_derived(name: str) -> bool:
    """Whether a file follows from the tables and their schemas, in this or any older release."""
    return name in (DATABASE, README) or name.startswith("schemas/") or name.endswith(_DERIVED)


def datapackage(version: str | None, files: Mapping[str, File], extras: Iterable[str] = ()) -> dict[str, Any]:
    """Return the content of `datapackage.json`; files that are not in `files` get no size and no checksum.

    `extras` are the names of further files of the release.
    """
    resources = [_table_resource(name, files) for name in TABLES]
    resources += [_file_resource(name, title, files) for name, title in derived_files().items()]
    resources += [_file_resource(name, name, files) for name in sorted(extras)]
    return {
        "$schema": _PROFILE,
        "name": NAME,
        "title": TITLE,
        "description": f"{DESCRIPTION}\n\n{RIGHTS}",
        **({"version": version} if version else {}),
        "keywords": KEYWORDS,
        "licenses": [{"name": LICENCE_NAME, "title": LICENCE_TITLE, "path": LICENCE_URL}],
        "contributors": [{"title": TITLE, "roles": ["publisher"]}],
        "resources": resources,
    }


def _table_resource(name: str, files: Mapping[str, File]) -> dict[str, Any]:
    table, path = TABLES[name], f"{name}.csv"
    return {
        "name": name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True},
        **_size_and_hash(path, files),
        **_row_count(name, files),
        "schema": table_schema(table),
    }


def _file_resource(path: str, title: str, files: Mapping[str, File]) -> dict[str, Any]:
    file = files.get(path) or File(path, 0, "")
    return {
        "name": path.replace(".", "-").replace("/", "-").lower(),
        "title": title,
        "path": path,
        "format": _FORMATS.get(Path(path).suffix, Path(path).suffix[1:]),
        "mediatype": file.media_type,
        **_size_and_hash(path, files),
    }


def _size_and_hash(path: str, files: Mapping[str, File]) -> dict[str, Any]:
    file = files.get(path)
    return {"bytes": file.size, "hash": f"sha256:{file.sha256}"} if file else {}


def _row_count(name: str, files: Mapping[str, File]) -> dict[str, Any]:
    """Return the property for the number of rows; the standard has none, so this is the one that frictionless reads."""
    file = files.get(f"{name}.parquet")
    return {} if file is None or file.rows is None else {"rows": file.rows}
