"""Names of documents, and names and titles as they may stand in a cell."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

from slugify import slugify

# What would make a spreadsheet take a cell for a formula, in the forms East Asian settings know too.
_FORMULA_STARTS = "=+-@＝＋－＠"
_LONGEST_ID = 120
_NOT_IN_A_SLUG = r"[^-_a-z0-9]+"


def document_id(path: PurePath) -> str | None:
    """The slug of a file's stem, or None where nothing of it can be kept. A stem that is a slug stays as it is."""
    return slugify(path.stem, max_length=_LONGEST_ID, regex_pattern=_NOT_IN_A_SLUG) or None


def tidy(name: str) -> str | None:
    """A name or title on one line, without what would start a formula; None where nothing is left."""
    if not name.isprintable():
        visible = (character for character in name if unicodedata.category(character) != "Cf")
        name = "".join(character if character.isprintable() else " " for character in visible)
    return " ".join(name.split()).lstrip(_FORMULA_STARTS + " ") or None


def unfit(raw_path: str) -> str | None:
    """What is wrong with a file's path as a cell of a table, if anything."""
    if "\ufffd" in raw_path or not raw_path.isprintable():
        return "its name has characters that are not printable Unicode: rename it"
    if raw_path.startswith(tuple(_FORMULA_STARTS + " ")):
        return f"its name starts with {raw_path[0]!r}, which spreadsheets take for a formula: rename it"
    return None
