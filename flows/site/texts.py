"""The texts of documents, read again from their raw files: as far as these are there, unchanged, and may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from flows.reading import ReadingError, read
from flows.release.checksums import raw_file
from flows.site.pages import Settings

Row = Mapping[str, Any]


def may_be_shown(row: Row, settings: Settings) -> bool:
    """Whether the whole text of a document may be shown, by its licence or because the settings say so."""
    if settings.full_text != "open":
        return settings.full_text == "all"
    licence = (row["licence"] or "").strip().casefold()
    return any(licence.startswith(name) for name in _open_licences())


def _open_licences() -> list[str]:
    text = (files("flows.site") / "open_licences.txt").read_text("utf-8")
    return [line.casefold() for line in text.splitlines() if line and not line.startswith("#")]


def texts_of(rows: list[Row], raw: Path) -> dict[str, str]:
    """The texts by document, of those whose raw file still is what the release was made from."""
    found = {}
    for row in rows:
        path = raw_file(raw, row["raw_path"], row["raw_sha256"])
        if path is None:
            continue
        try:
            document = read(path, raw)
        except ReadingError:
            continue
        if document.text_sha256 == row["text_sha256"]:
            found[str(row["document_id"])] = document.text
    return found
