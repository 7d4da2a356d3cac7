"""Figures a document gives twice: in full, and again in its headline or summary without period or to round numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from flows.extraction.claims import Body, DisruptionClaim

# By body and what is counted: where a count is given last.
Exact = dict[tuple[Body, str], dict[float, int]]
# How far a rounded figure may be from the exact one it stands for.
ROUNDED = {"over": (1.0, 1.2), "at-least": (1.0, 1.2), "about": (0.9, 1.1), "fewer-than": (0.8, 1.0)}


def repeated(claims: list[DisruptionClaim]) -> list[DisruptionClaim]:
    """A figure given again without its period, in a headline or summary, is the one the document dates elsewhere."""

    def key(claim: DisruptionClaim) -> tuple[object, ...]:
        return (
            claim.body.body_id,
            claim.measure,
            claim.count,
            claim.share_percent if claim.count is None else None,
            claim.rate,
        )

    dated: dict[tuple[object, ...], list[DisruptionClaim]] = {}
    for claim in claims:
        if claim.period_start or claim.period_end:
            dated.setdefault(key(claim), []).append(claim)
    lines_of: dict[tuple[object, ...], DisruptionClaim] = {}
    for claim in claims:
        if claim.threats == ("county-lines",):
            lines_of.setdefault(key(claim), claim)
    out = []
    for claim in claims:
        same = [] if claim.period_start or claim.period_end else dated.get(key(claim), [])
        facts = {(c.period_start, c.period_end, c.threats) for c in same}
        if len(facts) == 1 and claim.threats in (("all",), same[0].threats):
            names = ("threats", "lead", "level", "strand", "operation", "period_start", "period_end")
            claim = replace(claim, **{name: getattr(same[0], name) for name in names})
        # A headline's "drug lines" are the county lines of the text.
        lines = claim.threats == ("drugs",) and claim.rule.startswith("groups-") and claim.measure == "disruptions"
        named = lines_of.get(key(claim)) if lines else None
        if named and (claim.period_start, claim.period_end) == (named.period_start, named.period_end):
            claim = replace(claim, threats=named.threats)
        out.append(claim)
    return out


def exact_counts(claims: Iterable[DisruptionClaim]) -> Exact:
    """Where each exact count is given last, by the body and what is counted."""
    found: Exact = defaultdict(dict)
    for claim in claims:
        if claim.qualifier == "exact" and claim.count is not None:
            counts = found[claim.body, claim.measure]
            counts[claim.count] = max(claim.passage.start, counts.get(claim.count, 0))
    return found


def rounded_again(claim: DisruptionClaim, exact: Exact) -> bool:
    """Whether an undated round figure ("more than 200 gangs") only announces an `exact` one that follows it."""
    if claim.qualifier not in ROUNDED or claim.count is None or claim.period_end or claim.count < 10:
        return False
    low, high = (claim.count * factor for factor in ROUNDED[claim.qualifier])
    counts = exact.get((claim.body, claim.measure), {})
    return any(low <= count <= high and at > claim.passage.end for count, at in counts.items())
