"""Claims about figures of disruption -> rows of `disruptions`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.consolidation.claimed import TEXT, Claimed, flags_of, joined, replaced
from flows.consolidation.corrections import Unfit, known_body
from flows.consolidation.facts import PLACE, Columns, Facts, Row, best_first, evidence, slugged
from flows.extraction.claims import DisruptionClaim, Passage
from schemas import vocabularies
from schemas.evidence import BY_HAND
from schemas.numbered import Flags, Numbers, ranks
from schemas.vocabularies import SEPARATOR

IMPLIED = ("implied_total_min", "implied_total_max")
# A figure with one of these is a part of the figure without.
PARTS = ("lead", "level", "strand", "operation")
# What a row is a part of, or the whole of.
_WHOLE = ("body_id", "measure", "period_start", "period_end")
# What the best claim that has it says.
_OPTIONAL = ("share_percent", "level", "strand", "lead", "operation", "threats_text", "period_text")
_BEST = ("measure", "count", "qualifier", "rate", "rate_unit", "period_start", "period_end")
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


def figures_of(claims: Claimed) -> pa.Array:
    """The figure of each claim as text."""
    told = zip(*(claims[name].to_pylist() for name in FIGURE), strict=True)
    return pa.array([figure(*each) for each in told], TEXT)


def fact_keys(claims: Claimed) -> pa.Array:
    """What figures are about: `body.measure.threats.period[.lead][.level][.strand][.operation]`.

    Without a period the document stands for it, so that figures of unknown time never merge across documents.
    """
    start, end = claims["period_start"], claims["period_end"]
    undated = joined("undated-", claims.document_ids())
    dated = joined(pc.fill_null(start, ""), "--", pc.fill_null(end, ""))
    period = pc.if_else(pc.or_(pc.is_valid(start), pc.is_valid(end)), dated, undated)
    threats = pc.replace_substring(claims["threats"], SEPARATOR, "+")
    parts = (claims.told(name, {"operation": _operation}.get(name, _part), object) for name in PARTS)
    told = (pa.array(part, TEXT) for part in parts)
    return joined(claims["body_id"], ".", claims["measure"], ".", threats, ".", period, *told)


def _part(part: str | None) -> str:
    return f".{slugged(part)}" if part else ""


def _operation(name: str | None) -> str:
    """An operation as a part of an identifier; called "Major" it is no level, and by a number no figure."""
    part = _part(name)
    return f".operation-{part[1:]}" if _like_others().match(part) else part


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


def disruption_ids(claims: Claimed) -> pa.Array:
    """What figures are about, and the figure itself where there are others for the same."""
    return _told_apart(claims)[0]


def _told_apart(claims: Claimed) -> tuple[pa.Array, Numbers, Flags]:
    """The identifier of what each claim states, a number for what it is about, whether there are others for that."""
    keys, figures = fact_keys(claims), figures_of(claims)
    # What cannot be is left to the gate; beside it, what can be is not contested.
    keys = pc.if_else(pc.fill_null(pc.greater(claims["share_percent"], 100), False), joined(keys, ".", figures), keys)
    key = ranks(keys)
    contested = _contested(key, ranks(figures))
    return pc.if_else(pa.array(contested), joined(keys, ".", figures), keys), key, contested


def disruption_rows(claims: Claimed) -> tuple[pa.Table, Columns]:
    """(rows of `disruptions`, the evidence for them), both in order of identifier.

    Different figures for the same thing are different facts, told apart by the figure.
    """
    ids, key, contested = _told_apart(claims)
    facts = best_first(claims.but(key=key, contested=contested), ids)
    supports = _with_the_share(facts)
    conflicting = _rivalled(facts) | facts.some(~supports)
    return _rows(facts.only(supports), conflicting), evidence("disruptions", facts, supports)


def _with_the_share(facts: Facts) -> Flags:
    """Which claims give a count no other share than the first that gives one, as far as rounding tells."""
    shares = facts.claims["share_percent"].to_numpy(zero_copy_only=False)
    standing = facts.first_filled("share_percent").to_numpy(zero_copy_only=False)[facts.fact]
    agrees: Flags = np.isnan(shares) | (shares == standing)
    counts = facts.claims["count"]
    for place in np.flatnonzero(~agrees).tolist():
        (low, high), (least, most) = (
            implied_total(counts[place].as_py(), float(each[place])) for each in (shares, standing)
        )
        if low is not None and high is not None and least is not None and most is not None:
            agrees[place] = low <= most and least <= high
    return agrees


def _contested(key: Numbers, number: Numbers) -> Flags:
    """Which claims are about something that there are other figures for."""
    least, most = (np.full(key.max(initial=-1) + 1, start) for start in (len(number), -1))
    np.minimum.at(least, key, number)
    np.maximum.at(most, key, number)
    return np.asarray((least < most)[key], dtype=bool)


def _rivalled(facts: Facts) -> Flags:
    """Which exact figures for a dated thing are contradicted by a document: it has another exact one in the same unit,
    and not this."""
    found = np.zeros(len(facts), dtype=bool)
    contested = np.flatnonzero(facts.claims.columns["contested"])
    claims, numbers = facts.claims.at(contested), facts.fact[contested]
    columns = (claims.columns[name].tolist() for name in ("key", "rate_unit", "document"))
    said = (claims[name].to_pylist() for name in ("qualifier", "period_end"))
    having: dict[int, list[tuple[int, str, str | None]]] = {}
    exact: dict[tuple[int, int], list[tuple[int, int]]] = {}
    about: dict[int, tuple[int, int]] = {}
    for fact, key, unit, document, qualifier, end in zip(numbers.tolist(), *columns, *said, strict=True):
        about[fact] = key, unit
        having.setdefault(fact, []).append((document, qualifier, end))
        if qualifier == "exact":
            exact.setdefault((key, unit), []).append((fact, document))
    for fact, items in having.items():
        if items[0][2] and all(qualifier == "exact" for _, qualifier, _ in items):
            own = {document for document, _, _ in items}
            others = exact.get(about[fact], ())
            found[fact] = any(other != fact and document not in own for other, document in others)
    return found


def _rows(facts: Facts, conflicting: Flags) -> pa.Table:
    cells = {
        **{name: facts.first(name) for name in (*_BEST, "body_id", "body", "threats")},
        **{name: facts.first_filled(name) for name in _OPTIONAL},
    }
    both = zip(cells["count"].to_pylist(), cells["share_percent"].to_pylist(), strict=True)
    implied = [implied_total(*each) for each in both]
    least, most = (pa.array([each[place] for each in implied], pa.int64()) for place in (0, 1))
    return pa.table(
        {
            "disruption_id": facts.ids,
            **cells,
            "implied_total_min": least,
            "implied_total_max": most,
            "conflicting": pa.array(conflicting),
            "corrected": pa.nulls(len(facts), TEXT),
            **facts.provenance(),
            "passage_count": pa.array(facts.different(*PLACE)),
        }
    )


def by_hand(place: Passage, row: Row) -> DisruptionClaim:
    """The claim of a person that there is a figure. Raises `Unfit`."""
    if all(row[column] is None for column in NUMBERS):
        raise Unfit("bad-correction", "count", "is needed, or share_percent or rate")
    if (row["rate"] is None) != (row["rate_unit"] is None):
        raise Unfit("bad-correction", "rate_unit", "is needed with a rate, and only there")
    given: dict[str, Any] = {**row, "threats": tuple(str(row["threats"]).split(SEPARATOR))}
    return DisruptionClaim(rule=BY_HAND, passage=place, body=known_body(given.pop("body_id")), **given)


def told_apart_by(row: Row) -> str | None:
    """A figure that there are others for, which is in the identifier."""
    told = figure(*(cast("Any", row[name]) for name in FIGURE))
    return told if str(row["disruption_id"]).endswith(f".{told}") else None


def completed(row: Row) -> Row:
    """The row with the totals that its count and share imply."""
    implied = implied_total(cast("int | None", row["count"]), cast("float | None", row["share_percent"]))
    return {**row, **dict(zip(IMPLIED, implied, strict=True))}


def with_misfits(rows: pa.Table) -> pa.Table:
    """The rows, when all are as they will be, with what does not add up marked as conflicting."""
    which = np.flatnonzero(_may_not_add_up(rows))
    names = (*_WHOLE, *IMPLIED, *PARTS, "count", "qualifier", "threats", "conflicting")
    beside = rows.select(names).take(pa.array(which)).to_pylist()
    for part, total in misfits(beside):
        part["conflicting"] = total["conflicting"] = True
    conflicting = flags_of(rows["conflicting"])
    conflicting[which] = [row["conflicting"] for row in beside]
    return replaced(rows, "conflicting", pa.array(conflicting))


def _may_not_add_up(rows: pa.Table) -> Flags:
    """Which rows are about a body and a time of which there is a row that its total does not allow: of most there is
    none. The rows are looked at one by one then."""
    counted = pc.and_(pc.equal(rows["threats"], "all"), pc.equal(rows["qualifier"], "exact"))
    for name in PARTS:
        counted = pc.and_(counted, pc.is_null(rows[name]))
    places, total = _wholes(rows), flags_of(pc.and_(counted, pc.is_valid(rows["count"])))
    given = {"count": -1, IMPLIED[0]: -1, IMPLIED[1]: np.iinfo(np.int64).max}
    count, least, most = (pc.fill_null(rows[name], none).to_numpy() for name, none in given.items())
    known = np.full(places.max(initial=-1) + 1, -1)
    np.maximum.at(known, places[total], count[total])
    whole = known[places]
    strange = (whole >= 0) & ((count > whole) | (least > whole) | (most < whole))
    return np.isin(places, places[strange])


def _wholes(rows: pa.Table) -> Numbers:
    texts = [pc.fill_null(rows[name], "") for name in _WHOLE]
    return ranks(pc.binary_join_element_wise(*texts, pa.scalar(SEPARATOR, TEXT)))


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
    return tuple(row[column] for column in _WHOLE)


def _is_total(row: Row) -> bool:
    counted = row["qualifier"] == "exact" and row["count"] is not None and row["period_end"] is not None
    return counted and row["threats"] == "all" and not any(row[column] for column in PARTS)
