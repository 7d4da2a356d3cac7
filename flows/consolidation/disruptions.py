"""Functions for figures about disruptions: write them as text, compute implied totals, build identifiers."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast

from flows.consolidation.facts import Row, slugged
from schemas import vocabularies

# A figure with one of these columns filled is a part of the figure in which it is empty.
PARTS = ("lead", "level", "strand", "operation")
NUMBERS = ("count", "share_percent", "rate")
# The columns that distinguish figures that are about the same thing.
FIGURE = (*NUMBERS, "rate_unit", "qualifier")
# Qualifiers with which the number itself is excluded.
_EXCLUSIVE = ("over", "fewer-than")
# Results kept in each cache.
_CACHED = 100_000


@lru_cache(maxsize=_CACHED)
def figure(count: int | None, share: float | None, rate: float | None, unit: str | None, qualifier: str) -> str:
    """Return a figure as text: the count, else the share, else the rate with its unit.

    The qualifiers "over" and "fewer-than" are part of the text, as "over-50", since "over 50", "fewer than 50" and "50"
    contradict each other. Other qualifiers are left out.
    """
    number = str(count) if count is not None else _written(share if share is not None else rate or 0)
    return "-".join(part for part in (qualifier if qualifier in _EXCLUSIVE else "", number, unit) if part)


def _written(value: float) -> str:
    """Return a number as text, without ".0" at its end: 24.0 gives "24"."""
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def operation_part(name: str) -> str:
    """Return the name of an operation as a part of an identifier, beginning with a dot; "" for no name.

    A name that looks like another part, such as "Major" (a level) or a number (a figure), gets the prefix "operation-".
    """
    part = f".{slugged(name)}" if name else ""
    return f".operation-{part[1:]}" if _other_parts().match(part) else part


@cache
def _other_parts() -> re.Pattern[str]:
    """Return a pattern of the parts of an identifier that are not operations: leads, levels, strands and figures."""
    codes = "|".join(code for name in PARTS if name != "operation" for code in vocabularies.codes(name))
    return re.compile(rf"\.(?:(?:{codes})$|(?:(?:{'|'.join(_EXCLUSIVE)})-)?[0-9])")


@lru_cache(maxsize=_CACHED)
def implied_total(count: int | None, share: float | None) -> tuple[int | None, int | None]:
    """Return the least and the greatest whole total of which `count` can be `share` per cent, rounded as written.

    Example: for 128 at 24 per cent, the share lies in [23.5, 24.5), so the total is 523 to 544. (None, None) if either
    is missing, if the count is 0, if the share is not above 0 and at most 100, or if no total fits.
    """
    if count is None or share is None or count == 0 or not 0 < share <= 100:
        return None, None
    # Compute in whole numbers, in units of a tenth of the last written digit: the share is 10 * digits, give or take 5.
    digits = Decimal(_written(share)).as_tuple()
    scale = 10 ** (1 - int(digits.exponent))
    low, high = (10 * int("".join(map(str, digits.digits))) + half for half in (-5, 5))
    least, most = max(count, 100 * count * scale // high + 1), 100 * count * scale // low
    return (least, most) if least <= most else (None, None)


def lacking(row: Row) -> tuple[str, str] | None:
    """Return what a figure that a person added lacks: a column, and what is wrong with it; None if it is whole."""
    if all(row[column] is None for column in NUMBERS):
        return "count", "is needed, or share_percent or rate"
    unpaired = (row["rate"] is None) != (row["rate_unit"] is None)
    return ("rate_unit", "is needed with a rate, and only there") if unpaired else None


def id_suffix(row: Row) -> str | None:
    """Return the figure at the end of a row's identifier, or None: only contested figures have it there."""
    suffix = figure(*(cast("Any", row[name]) for name in FIGURE))
    return suffix if str(row["disruption_id"]).endswith(f".{suffix}") else None


def completed(row: Row) -> Row:
    """Return the row with the totals that its count and share imply filled in."""
    least, most = implied_total(cast("int | None", row["count"]), cast("float | None", row["share_percent"]))
    return {**row, "implied_total_min": least, "implied_total_max": most}
