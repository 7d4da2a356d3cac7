"""Document ids, and names and titles: cleaned for cells of a table, and made comparable."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

from slugify import slugify

# Characters that make a spreadsheet take a cell for a formula, with their full-width East Asian forms.
_FORMULA_STARTS = "=+-@＝＋－＠"
_LONGEST_ID = 120
_NOT_IN_A_SLUG = r"[^-_a-z0-9]+"


def document_id(path: PurePath) -> str | None:
    """Return the slug of a file's stem (a slug stays as it is), or None if nothing is left of it."""
    return slugify(path.stem, max_length=_LONGEST_ID, regex_pattern=_NOT_IN_A_SLUG) or None


def tidy(name: str) -> str | None:
    """Return a name or title on one line, without leading characters that start a formula; None if nothing is left."""
    if not name.isprintable():
        visible = (character for character in name if unicodedata.category(character) != "Cf")
        name = "".join(character if character.isprintable() else " " for character in visible)
    return " ".join(name.split()).lstrip(_FORMULA_STARTS + " ") or None


def comparable(text: str) -> str:
    """Return the letters and digits of a text, case-folded, for comparison."""
    return "".join(filter(str.isalnum, text.casefold()))


def path_problem(raw_path: str) -> str | None:
    """Return why a file's path cannot be put in a cell of a table, or None if it can."""
    if "\ufffd" in raw_path or not raw_path.isprintable():
        return "its name has characters that are not printable Unicode: rename it"
    if raw_path.startswith(tuple(_FORMULA_STARTS + " ")):
        return f"its name starts with {raw_path[0]!r}, which spreadsheets take for a formula: rename it"
    return None
