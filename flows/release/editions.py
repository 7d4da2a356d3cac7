"""A release as something to compare: its tables, what it says about them, and the further files it carries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from flows.release.checksums import sha256_of
from flows.release.descriptors import DATAPACKAGE, datapackage


@dataclass(frozen=True, slots=True)
class Edition:
    """What is compared. `version` is None for tables that are not released yet."""

    version: str | None
    tables: Mapping[str, pd.DataFrame]
    descriptor: Mapping[str, Any]
    extras: Mapping[str, str]

    def schema(self, table: str) -> Mapping[str, Any]:
        """The Table Schema of a table."""
        found: Mapping[str, Any] = next(r["schema"] for r in self.descriptor["resources"] if r["name"] == table)
        return found

    def key(self, table: str) -> str | None:
        """The key column of a table."""
        return next(iter(self.schema(table).get("primaryKey", [])), None)


def unreleased(tables: Mapping[str, pd.DataFrame], extras: Mapping[str, bytes]) -> Edition:
    """Tables as they would be released."""
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in extras.items()}
    return Edition(None, tables, datapackage(None, {}, extras), digests)


def released(folder: Path) -> Edition:
    """A release from its folder, by its own descriptor. Raises ValueError with one line."""
    try:
        descriptor = json.loads((folder / DATAPACKAGE).read_text(encoding="utf-8"))
        resources = descriptor["resources"]
        tables = {
            resource["name"]: pa.parquet.read_table(folder / f"{resource['name']}.parquet").to_pandas()
            for resource in resources
            if "schema" in resource
        }
        carried = {f"{name}.parquet" for name in tables}
        extras = [r["path"] for r in resources if "schema" not in r and r["path"] not in carried]
        digests = {name: sha256_of(folder / name) for name in extras}
        return Edition(descriptor["version"], tables, descriptor, digests)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error).split("\n")[0]
        raise ValueError(f"{folder}: cannot be read as a release: {type(error).__name__}: {reason}") from None
