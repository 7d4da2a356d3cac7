"""Names for the rows of an edition: finds rows by name, and describes rows in a few words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from flows.release.changes import RowChange
from flows.release.editions import Edition
from schemas.numbered import Numbers
from schemas.shared import OF_RELEASES
from schemas.tables import TABLES
from schemas.vocabularies import SEPARATOR

Row = Mapping[str, Any]

# The name of a row without a key contains this many of its first cells.
_NAMING = 4


def row_names(edition: Edition, table: str, places: Numbers | None = None) -> Iterator[str]:
    """Yield a name for each row or, if `places` is given, for the rows at these places.

    The name is the key or, in a table without a key, the first cells of the row and a checksum of its content.
    """
    rows, key = edition.tables[table], edition.key(table)
    columns = [key] if key else None
    for batch in rows.batches(columns) if places is None else [rows.take(places, columns)]:
        yield from batch[key].to_pylist() if key else map(_by_content, batch.to_pylist())


def _by_content(row: Row) -> str:
    content = ["" if cell is None else str(cell) for name, cell in row.items() if name not in OF_RELEASES]
    digest = hashlib.sha256("\0".join(content).encode()).hexdigest()[:12]
    return " ".join([*(cell for cell in content[:_NAMING] if cell), digest])


class AllAdded(Collection[RowChange]):
    """All rows of a table as added rows; each is made when it is iterated over, to save memory."""

    def __init__(self, edition: Edition, table: str) -> None:
        self._edition, self._table = edition, table

    def __len__(self) -> int:
        return len(self._edition.tables[self._table])

    def __iter__(self) -> Iterator[RowChange]:
        return map(RowChange, row_names(self._edition, self._table))

    def __contains__(self, row: object) -> bool:
        return any(each == row for each in self)


def rows(edition: Edition, table: str, places: Numbers) -> dict[str, Row]:
    """Return the rows at some places by name (as `row_names` makes it)."""
    if not len(places):
        return {}
    key = edition.key(table)
    there = edition.tables[table].take(places).to_pylist()
    return {row[key] if key else _by_content(row): row for row in there}


def labels(found: Mapping[str, Row], table: str) -> dict[str, str]:
    """Describe rows in a few words each, by name; rows about which there is nothing to say are left out."""
    parts = TABLES[table].in_words if table in TABLES else ()
    say = _about_file if table == "quarantine" else partial(_words, parts)
    words = {name: say(row) for name, row in found.items()}
    return {name: label for name, label in words.items() if label}


def _about_file(row: Row) -> str:
    """Return the path of a file that could not be read and why; "" for a row of `quarantine` about something else."""
    path = json.loads(row.get("row") or "{}").get("raw_path") if row.get("table") == "documents" else None
    if not path:
        return ""
    value = str(json.loads(row.get("value") or '""'))
    return ": ".join(filter(None, (path, row.get("reason"), row.get("column"), value)))


def _words(parts: Iterable[str], row: Row) -> str:
    """Join the parts whose cells are not empty, leaving out repetitions.

    `parts` are format strings with columns in braces; a part is skipped if a cell that it needs is empty.
    """
    cells = {
        name: " ".join(cell.replace(SEPARATOR, f"{SEPARATOR} ").split()) if isinstance(cell, str) else cell
        for name, cell in row.items()
        if cell is not None
    }
    said: dict[str, str] = {}
    for part in parts:
        with suppress(KeyError):
            text = part.format_map(cells)
            said.setdefault(text.strip(", "), text)
    return "".join(said.values()).strip(", ")
