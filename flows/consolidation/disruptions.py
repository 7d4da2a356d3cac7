"""Claims about figures of disruption -> rows of `disruptions`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import cast

from flows.consolidation.facts import Row, Stated, Supported, grouped, passages, provenance, slugged
from flows.extraction.claims import DisruptionClaim

Disruption = Stated[DisruptionClaim]
IMPLIED = ("implied_total_min", "implied_total_max")
# A figure with one of these is a part of the figure without.
PARTS = ("lead", "level", "strand", "operation")
OPTIONAL = ("share_percent", "level", "strand", "lead", "operation", "threats_text", "period_text")


def figure_of(claim: DisruptionClaim) -> str:
    """The figure itself as text: the count, else the share, else the rate."""
    if claim.count is not None:
        return str(claim.count)
    return _written(claim.share_percent if claim.share_percent is not None else claim.rate or 0)


def _written(value: float) -> str:
    """A number without a fraction of nothing: 24, not 24.0."""
    return f"{Decimal(repr(value)):f}".removesuffix(".0")


def fact_key(stated: Disruption) -> str:
    """What a figure is about: `body.measure.threats.period[.lead][.level][.strand][.operation]`.

    Without a period the document stands for it, so that figures of unknown time never merge across documents.
    """
    claim = stated.claim
    if claim.period_start or claim.period_end:
        period = f"{claim.period_start or ''}--{claim.period_end or ''}"
    else:
        period = f"undated-{stated.document.document_id}"
    parts = [claim.body.body_id, claim.measure, "+".join(claim.threats), period]
    parts += [slugged(part) for part in (claim.lead, claim.level, claim.strand, claim.operation) if part]
    return ".".join(parts)


def implied_total(count: int | None, share: float | None) -> tuple[int | None, int | None]:
    """The least and the greatest whole total of which `count` can be `share` per cent, rounded as it is written.

    128 at 24 per cent: the share lies in [23.5, 24.5), so the total in 523..544. (None, None) without both figures,
    where the rounded share allows any total, and where it allows none.
    """
    if count is None or share is None or count == 0 or not 0 < share <= 100:
        return None, None
    written = Decimal(_written(share))
    half = Fraction(Decimal(5).scaleb(int(written.as_tuple().exponent) - 1))
    low, high = Fraction(written) - half, Fraction(written) + half
    if low <= 0:
        return None, None
    least, most = max(count, math.floor(100 * count / high) + 1), math.floor(100 * count / low)
    return (least, most) if least <= most else (None, None)


def disruption_rows(stated: Iterable[Disruption]) -> tuple[list[Row], list[Supported]]:
    """(rows of `disruptions`, what each rests on), both in order of identifier."""
    groups: dict[str, list[Disruption]] = {}
    rivals: dict[str, set[str]] = {}
    for key, group in grouped(stated, fact_key).items():
        figures: dict[str, list[Disruption]] = defaultdict(list)
        for item in group:
            figures[figure_of(item.claim)].append(item)
        for figure, having in figures.items():
            identifier = key if len(figures) == 1 else f"{key}.{figure}"
            groups[identifier] = having
            rivals[identifier] = _rival_documents(group, having)
    rows, facts = [], []
    for identifier in sorted(groups):
        rows.append(_row(identifier, groups[identifier], conflicting=bool(rivals[identifier])))
        facts.append(Supported("disruptions", identifier, groups[identifier]))
    return rows, facts


def _rival_documents(group: Sequence[Disruption], having: Sequence[Disruption]) -> set[str]:
    """Documents that give another exact figure for the same dated thing and not this one."""
    if any(item.claim.qualifier != "exact" for item in having) or not having[0].claim.period_end:
        return set()
    own = {item.document.document_id for item in having}
    others = {i.document.document_id for i in group if i not in having and i.claim.qualifier == "exact"}
    return others - own


def _row(identifier: str, stated: Sequence[Disruption], *, conflicting: bool) -> Row:
    claim = stated[0].claim
    optional = {
        name: next((v for item in stated if (v := getattr(item.claim, name)) is not None), None) for name in OPTIONAL
    }
    share = optional["share_percent"]
    least, most = implied_total(claim.count, share)
    return {
        "disruption_id": identifier,
        "body_id": claim.body.body_id,
        "body": claim.body.name,
        "threats": ";".join(claim.threats),
        "measure": claim.measure,
        "count": claim.count,
        "qualifier": claim.qualifier,
        "rate": claim.rate,
        "rate_unit": claim.rate_unit,
        "implied_total_min": least,
        "implied_total_max": most,
        "period_start": claim.period_start,
        "period_end": claim.period_end,
        "conflicting": conflicting,
        "corrected": None,
        **optional,
        **provenance(stated),
        "passage_count": passages(stated),
    }


def mark_misfits(rows: Sequence[Row]) -> None:
    """Mark, when all rows are as they will be, what does not add up as conflicting."""
    for part, total in misfits(rows):
        part["conflicting"] = total["conflicting"] = True


def misfits(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    """(part, total) of what does not add up: a part above its total, a total that no share of its parts allows."""
    totals: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if _is_total(row):
            other = totals.setdefault(_whole(row), row)
            totals[_whole(row)] = max(other, row, key=lambda each: cast("int", each["count"]))
    for row in rows:
        total, count = totals.get(_whole(row)), row["count"]
        if total is None or _is_total(row) or not isinstance(count, int):
            continue
        known, (least, most) = cast("int", total["count"]), (row[column] for column in IMPLIED)
        outside = isinstance(least, int) and isinstance(most, int) and not least <= known <= most
        # A share of what the body led says nothing of a total that is not of what it led.
        if (count > known and row["qualifier"] == "exact") or (outside and not row["lead"]):
            yield row, total


def _whole(row: Row) -> tuple[object, ...]:
    """What a row is a part of, or the whole of."""
    return tuple(row[column] for column in ("body_id", "measure", "period_start", "period_end"))


def _is_total(row: Row) -> bool:
    counted = row["qualifier"] == "exact" and row["count"] is not None and row["period_end"] is not None
    return counted and row["threats"] == "all" and not any(row[column] for column in PARTS)
