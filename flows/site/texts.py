"""Reads the texts of documents again from raw files that have not changed, and decides whether they may be shown."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from flows.reading import ReadingError, read
from flows.release.checksums import raw_file
from flows.site.loading import Row
from flows.site.pages import Settings


def may_be_shown(row: Row, settings: Settings) -> bool:
    """Whether the whole text of a document may be shown, by the settings and, if these say "open", by its licence."""
    if settings.full_text != "open":
        return settings.full_text == "all"
    licence = (row["licence"] or "").strip().casefold()
    return any(licence.startswith(name) for name in _open_licences())


def _open_licences() -> list[str]:
    text = (files("flows.site") / "open_licences.txt").read_text("utf-8")
    return [line.casefold() for line in text.splitlines() if line and not line.startswith("#")]


def texts_of(rows: list[Row], raw: Path) -> dict[str, str]:
    """Return texts by document id; leaves out documents whose raw file or text is not the one of the release."""
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
