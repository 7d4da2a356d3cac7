"""Figures of disruption: how they are written, what they imply, and how they are told apart."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast

from flows.consolidation.facts import Row, slugged
from schemas import vocabularies

# A figure with one of these is a part of the figure without.
PARTS = ("lead", "level", "strand", "operation")
NUMBERS = ("count", "share_percent", "rate")
# What tells a figure from other figures for the same thing.
FIGURE = (*NUMBERS, "rate_unit", "qualifier")
# What is said of figures that are not meant themselves.
_BEYOND = ("over", "fewer-than")
_MANY = 100_000


@lru_cache(maxsize=_MANY)
def figure(count: int | None, share: float | None, rate: float | None, unit: str | None, qualifier: str) -> str:
    """The figure itself as text: the count, else the share, else the rate with its unit.

    One that is not reached or is surpassed says so: "over 50" and "fewer than 50" contradict each other, and 50.
    """
    number = str(count) if count is not None else _written(share if share is not None else rate or 0)
    return "-".join(part for part in (qualifier if qualifier in _BEYOND else "", number, unit) if part)


def _written(value: float) -> str:
    """A number without a fraction of nothing: 24, not 24.0."""
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def operation_part(name: str) -> str:
    """An operation as a part of an identifier; called "Major" it is no level, and by a number no figure."""
    own = f".{slugged(name)}" if name else ""
    return f".operation-{own[1:]}" if _like_others().match(own) else own


@cache
def _like_others() -> re.Pattern[str]:
    """What looks like another part of an identifier than an operation."""
    codes = "|".join(code for name in PARTS if name != "operation" for code in vocabularies.codes(name))
    return re.compile(rf"\.(?:(?:{codes})$|(?:(?:{'|'.join(_BEYOND)})-)?[0-9])")


@lru_cache(maxsize=_MANY)
def implied_total(count: int | None, share: float | None) -> tuple[int | None, int | None]:
    """The least and the greatest whole total of which `count` can be `share` per cent, rounded as it is written.

    128 at 24 per cent: the share lies in [23.5, 24.5), so the total in 523..544. (None, None) without both figures,
    where the rounded share allows any total, and where it allows none.
    """
    if count is None or share is None or count == 0 or not 0 < share <= 100:
        return None, None
    # In whole numbers: the share is `digits` tenths of the last digit that is written, give or take five of them.
    digits = Decimal(_written(share)).as_tuple()
    scale = 10 ** (1 - int(digits.exponent))
    low, high = (10 * int("".join(map(str, digits.digits))) + half for half in (-5, 5))
    least, most = max(count, 100 * count * scale // high + 1), 100 * count * scale // low
    return (least, most) if least <= most else (None, None)


def id_suffix(row: Row) -> str | None:
    """The figure that ends the identifier, where there are others for the same thing."""
    suffix = figure(*(cast("Any", row[name]) for name in FIGURE))
    return suffix if str(row["disruption_id"]).endswith(f".{suffix}") else None


def completed(row: Row) -> Row:
    """The row with the totals that its count and share imply."""
    least, most = implied_total(cast("int | None", row["count"]), cast("float | None", row["share_percent"]))
    return {**row, "implied_total_min": least, "implied_total_max": most}
