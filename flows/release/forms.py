"""Forms of derived files: the parts of their content that do not depend on the rows of the tables.

Comparing forms shows that a release would get a new file, view or schema although no row, column or description of a
table changed. Forms are parsed content, so a library that writes the same content in other bytes changes no form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet

from flows.release import catalogue, descriptors, readme, sqlite
from flows.release.catalogue import CROISSANT, DCAT
from flows.release.descriptors import DATABASE, README
from schemas.projections import arrow_schema
from schemas.tables import TABLES

# The forms of derived files, by file name.
Forms = Mapping[str, object]

# Properties of descriptions that change with the rows and are not part of a form.
_DATA_PROPERTIES = frozenset({"bytes", "hash"}) | catalogue.OF_THE_DATA
_CATALOGUE = (CROISSANT, DCAT)


def current_forms(extras: Iterable[str]) -> Forms:
    """Return the forms of the files that the present code would write; `extras` are the names of further files."""
    contents = {
        **descriptors.table_schemas(),
        **{f"{name}.parquet": arrow_schema(table).metadata for name, table in TABLES.items()},
        DATABASE: sqlite.definition(),
        CROISSANT: catalogue.croissant("", {}),
        DCAT: catalogue.dcat("", None, {}),
        README: readme.without_release(readme.readme("", {})),
    }
    return _forms(descriptors.datapackage(None, {}, extras), contents)


def found(folder: Path, descriptor: Mapping[str, Any]) -> Forms:
    """Return the forms of the files in a release folder, which other versions of the code may have written.

    Raises OSError, ValueError or KeyError if the files cannot be read.
    """
    described = (*folder.glob("schemas/*.json"), *folder.glob("*.csv-metadata.json"), *map(folder.joinpath, _CATALOGUE))
    names = [path.relative_to(folder).as_posix() for path in described if path.exists()]
    contents: dict[str, Any] = {name: json.loads((folder / name).read_text(encoding="utf-8")) for name in names}
    contents |= {path.name: pyarrow.parquet.read_schema(path).metadata for path in folder.glob("*.parquet")}
    if (folder / DATABASE).exists():
        contents[DATABASE] = sqlite.definition(folder / DATABASE)
    if (folder / README).exists():
        contents[README] = readme.without_release((folder / README).read_text(encoding="utf-8"))
    return _forms(descriptor, contents)


def _forms(descriptor: Mapping[str, Any], contents: Mapping[str, Any]) -> Forms:
    derived = [r for r in descriptor["resources"] if "schema" not in r and descriptors.is_derived(r["path"])]
    described = {resource["path"]: [_form(resource), contents.get(resource["path"])] for resource in derived}
    return {**described, **{name: _form(contents.get(name, {})) for name in _CATALOGUE}}


def _form(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name not in _DATA_PROPERTIES}
