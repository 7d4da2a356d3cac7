"""Figures a document gives twice: in full, and again in its headline or summary without period or to round numbers."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction.claims import DisruptionClaim

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
    out = []
    for claim in claims:
        same = [] if claim.period_start or claim.period_end else dated.get(key(claim), [])
        facts = {(c.period_start, c.period_end, c.threats) for c in same}
        if len(facts) == 1 and claim.threats in (("all",), same[0].threats):
            names = ("threats", "lead", "level", "strand", "operation", "period_start", "period_end")
            claim = replace(claim, **{name: getattr(same[0], name) for name in names})
        # A headline's "drug lines" are the county lines of the text.
        lines = claim.threats == ("drugs",) and claim.rule.startswith("groups-") and claim.measure == "disruptions"
        named = [c for c in claims if c.threats == ("county-lines",) and key(c) == key(claim)] if lines else []
        if named and (claim.period_start, claim.period_end) == (named[0].period_start, named[0].period_end):
            claim = replace(claim, threats=named[0].threats)
        out.append(claim)
    return out


def rounded_again(claim: DisruptionClaim, claims: list[DisruptionClaim]) -> bool:
    """Whether an undated round figure ("more than 200 gangs") only announces an exact one that follows it."""
    low, high = ROUNDED.get(claim.qualifier, (0.0, 0.0))
    if claim.count is None or claim.period_end or claim.count < 10:
        return False
    return any(
        other.qualifier == "exact"
        and other.count is not None
        and other.passage.start > claim.passage.end
        and (other.body, other.measure) == (claim.body, claim.measure)
        and claim.count * low <= other.count <= claim.count * high
        for other in claims
    )
