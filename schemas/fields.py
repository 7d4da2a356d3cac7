"""The kinds of column that the tables are made of.

Each function declares one column: its title and description (for the data dictionary), whether it may be empty, and the
constraints on its cells. A constraint is written once: pandera checks it, and `metadata["constraints"]` carries it, in
the words of Table Schema, to the descriptors.

The name of a check is a code of the vocabulary `quarantine-reason`, its error the end of a sentence about the cell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
import pyarrow
import pyarrow.compute as pc

from schemas.numbered import arrow, on_all_cores
from schemas.vocabularies import SEPARATOR, codes

# Text that no spreadsheet takes for a formula: no such first character, and no control characters but tab and LF.
SAFE = r"[^=+\-@＝＋－＠\x00-\x1f][^\x00-\x08\x0b-\x1f]*"
NAME = r"\S+"
# What Python means by \S; Arrow's regular expressions know only white space in ASCII.
NOT_SPACE = "[^\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
SHA256 = r"[0-9a-f]{64}"
WEB = r"[hH][tT][tT][pP][sS]?://\S+"
ISO_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
# Also seasons, from 2022-21 (spring) to 2022-24 (winter).
EDTF = rf"{ISO_DATE}|[0-9]{{4}}-2[1-4]"
# Look at the first so many cells to guess whether most cells of a column are different.
_SAMPLE = 1_000
# The quarantine reason of most rules about whole rows.
OF_ROWS = "inconsistent-row"


def cell_check(test: Callable[[str], bool], reason: str, error: str) -> pa.Check:
    """Return a check of single text cells; each different text is tested only once, and empty cells pass."""

    def check(cells: pd.Series) -> pd.Series:
        coded = arrow(cells).dictionary_encode()
        right = np.array([test(cell) for cell in coded.dictionary.to_pylist()], dtype=bool)
        return pd.Series(right[coded.indices.to_numpy()], index=cells.index)

    return pa.Check(check, name=reason, error=error)


def _form_check(pattern: str, reason: str, error: str) -> pa.Check:
    """Return a check that whole cells match a pattern, by Arrow's regular expressions; empty cells pass."""
    whole = f"^(?:{pattern})$".replace(r"\S", NOT_SPACE)

    def check(cells: pd.Series) -> pd.Series:
        array = arrow(cells)
        if _mostly_different(array):
            right = on_all_cores(lambda part: pc.match_substring_regex(part, whole), array)
        else:
            coded = array.dictionary_encode()
            right = pc.match_substring_regex(coded.dictionary, whole).take(coded.indices)
        return pd.Series(right.to_numpy(zero_copy_only=False), index=cells.index)

    return pa.Check(check, name=reason, error=error)


def _mostly_different(cells: Any) -> bool:
    """Whether most of the first cells are different, so that checking each different text only once saves nothing."""
    first = cells[:_SAMPLE]
    return len(pc.unique(first)) > len(first) / 2


def row_check(column: str, error: str, reason: str = OF_ROWS) -> Callable[[Any], Any]:
    """Return a decorator for a check of whole rows; problems are reported at `column`."""
    decorate: Callable[[Any], Any] = pa.dataframe_check(name=reason, error=error, title=column)
    return decorate


def text(title: str, description: str, *, nullable: bool = False, pattern: str = "", **constraints: Any) -> Any:
    """A column of text without control characters, whose first character starts no formula in a spreadsheet."""
    checks = [_form_check(SAFE, "unsafe-text", "is empty, has control characters or starts like a formula")]
    if pattern:
        checks.append(_form_check(pattern, "malformed-value", f"does not have the form {pattern}"))
        constraints["pattern"] = f"^({pattern})$"
    return _field(title, description, checks, nullable=nullable, constraints=constraints)


def key(title: str, description: str) -> Any:
    """The key column of the table: text that is never empty and never occurs twice."""
    return text(title, description, pattern=NAME, unique=True)


def made_key(title: str, description: str) -> Any:
    """A key column whose cells are made of other cells.

    A row check with `made_of` must compare them; then the form of the key need not be checked.
    """
    field = key(title, description)
    field.checks = []
    return field


def code(title: str, description: str, vocabulary: str, *, nullable: bool = False) -> Any:
    """A column of codes, one of a vocabulary in each cell."""
    allowed = codes(vocabulary)
    error = f"is not a code of the vocabulary {vocabulary}"
    check = pa.Check(lambda cells: cells.isin(allowed), name="unknown-code", error=error)
    field = _field(title, description, [check], nullable=nullable, constraints={"enum": list(allowed)})
    field.metadata["vocabulary"] = vocabulary
    return field


def code_list(title: str, description: str, vocabulary: str) -> Any:
    """A column of lists of codes of a vocabulary: `;`-separated, sorted, each once."""
    allowed = frozenset(codes(vocabulary))
    known = cell_check(
        lambda cell: allowed.issuperset(cell.split(SEPARATOR)),
        "unknown-code",
        f"has something that is not a code of the vocabulary {vocabulary}",
    )
    either = "|".join(re.escape(each) for each in codes(vocabulary))
    pattern = f"^({either})({SEPARATOR}({either}))*$"
    field = _field(title, description, [known, _IN_ORDER], nullable=False, constraints={"pattern": pattern})
    field.metadata["vocabulary"] = vocabulary
    return field


def text_list(title: str, description: str, *, nullable: bool = False) -> Any:
    """A column of lists of texts: `;`-separated, sorted, each once."""
    field = text(title, description, nullable=nullable)
    field.checks.append(_IN_ORDER)
    return field


def day(title: str, description: str, *, seasons: bool = True) -> Any:
    """A column of dates as text: a day, month, year or season (EDTF level 1); empty where the source gives none."""
    field = text(title, description, nullable=True, pattern=EDTF if seasons else ISO_DATE)
    field.checks.append(cell_check(_in_calendar, "malformed-value", "is not a day of the calendar"))
    return field


def whole(title: str, description: str, *, nullable: bool = False, minimum: int = 0, maximum: int | None = None) -> Any:
    """A column of whole numbers."""
    return _number(title, description, minimum, maximum, nullable)


def number(title: str, description: str, *, maximum: float | None = None) -> Any:
    """A column of numbers that are not negative; empty where the source gives none."""
    return _number(title, description, 0, maximum, nullable=True)


def flag(title: str, description: str) -> Any:
    """A column of truth values, never empty."""
    return _field(title, description, [], nullable=False, constraints={})


def json_text(title: str, description: str, *, nullable: bool = False) -> Any:
    """A column of JSON, as text."""
    field = text(title, description, nullable=nullable)
    field.checks.append(cell_check(_is_json, "malformed-value", "is not JSON"))
    return field


def _number(title: str, description: str, minimum: float, maximum: float | None, nullable: bool) -> Any:
    checks = [pa.Check(lambda cells: cells >= minimum, name="out-of-range", error=f"is less than {minimum}")]
    constraints: dict[str, Any] = {"minimum": minimum}
    if maximum is not None:
        error = f"is more than {maximum}"
        checks.append(pa.Check(lambda cells: cells <= maximum, name="out-of-range", error=error))
        constraints["maximum"] = maximum
    return _field(title, description, checks, nullable=nullable, constraints=constraints)


def _field(title: str, description: str, checks: list[pa.Check], *, nullable: bool, constraints: dict[str, Any]) -> Any:
    metadata = {"constraints": {"required": not nullable, **constraints}}
    field: Any = pa.Field(title=title, description=description, nullable=nullable, metadata=metadata)
    field.checks = checks
    return field


def _sorted_once(cell: str) -> bool:
    parts = cell.split(SEPARATOR)
    return parts == sorted(set(parts)) and all(part == part.strip() != "" for part in parts)


def _in_calendar(cell: str) -> bool:
    try:
        return len(cell) != len("2023-03-02") or bool(date.fromisoformat(cell))
    except ValueError:
        return False


def _is_json(cell: str) -> bool:
    try:
        json.loads(cell, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return False
    return True


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


_IN_ORDER = cell_check(_sorted_once, "malformed-value", "is not sorted, or names something twice or nothing")


class Row(pa.DataFrameModel):
    """The base of all models: exactly the columns of the table in their order; checking never changes values."""

    class Config:
        strict = True
        ordered = True


def not_after(earlier: pd.Series, later: pd.Series) -> pd.Series:
    """Whether each date of a column is not after that of another column.

    Dates are compared only as far as both go, so `2022` and `2022-05` are in order either way. Empty cells pass.
    """
    right = lru_cache(maxsize=None)(_not_after)
    cells = zip(*(arrow(each).to_pylist() for each in (earlier, later)), strict=True)
    return pd.Series([right(*each) for each in cells], index=earlier.index, dtype=bool)


def _not_after(first: str | None, last: str | None) -> bool:
    return first is None or last is None or first[: len(last)] <= last[: len(first)]


def in_order(smaller: pd.Series, larger: pd.Series) -> pd.Series:
    """Whether each number of a column is at most that of another column; empty cells pass."""
    return (smaller <= larger).fillna(True).astype(bool)


def equal(one: pd.Series, other: pd.Series) -> pd.Series:
    """Whether the cells of two columns are equal; empty cells pass, as other rules forbid them."""
    return (one == other).fillna(True).astype(bool)


def made_of(cells: pd.Series, *parts: pd.Series | str) -> pd.Series:
    """Whether each cell is the concatenation of columns and texts; empty cells pass, as other rules forbid them."""
    given = arrow(cells)
    texts = [(pyarrow.scalar if isinstance(part, str) else arrow)(part).cast(given.type) for part in (*parts, "")]
    made = pc.equal(given, pc.binary_join_element_wise(*texts))
    return pd.Series(pc.fill_null(made, True).to_numpy(zero_copy_only=False), index=cells.index)


def both_or_neither(one: pd.Series, other: pd.Series) -> pd.Series:
    """Whether two columns are filled in the same rows."""
    return one.isna() == other.isna()
