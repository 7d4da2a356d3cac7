"""Figures of accuracy: precision, recall and F1 with their intervals, per table, attribute and rule."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from tests.gold.comparing import ATTRIBUTES, Item, agrees

Z95 = NormalDist().inv_cdf(0.975)
RESAMPLES = 1000
SEED = 1
SPLITS = ("tuned", "held-out")
Interval = tuple[float, float]
Pair = tuple[Item | None, Item | None]


@dataclass(frozen=True, slots=True)
class Compared:
    """One document with its labels and facts paired, by table."""

    document_id: str
    split: str
    pairs: dict[str, list[Pair]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many things are labelled, found, and both. What an optional label names is none of these."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def f1(self) -> float | None:
        """Twice what is right by all that is labelled or found; None where there is nothing at all."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else None


def tally(pairs: Iterable[Pair]) -> Tally:
    """Count the pairs of one table."""
    total = Tally()
    for label, fact in pairs:
        if label is None or not label.optional:
            total += Tally(label is not None, fact is not None, label is not None and fact is not None)
    return total


def wilson(right: int, cases: int) -> Interval | None:
    """The 95 % Wilson score interval of a share; None without cases."""
    if not cases:
        return None
    share, z2 = right / cases, Z95 * Z95
    centre = (share + z2 / (2 * cases)) / (1 + z2 / cases)
    half = Z95 / (1 + z2 / cases) * sqrt(share * (1 - share) / cases + z2 / (4 * cases * cases))
    return max(0.0, centre - half), min(1.0, centre + half)


def bootstrap_f1(tallies: Sequence[Tally]) -> Interval | None:
    """The 95 % interval of F1 over documents drawn again and again, the same on each call; None without a figure."""
    draw = random.Random(SEED)
    counts = [(t.gold + t.found, 2 * t.right) for t in tallies]
    scores = []
    for _ in range(RESAMPLES if counts else 0):
        drawn = draw.choices(counts, k=len(counts))
        if total := sum(t for t, _ in drawn):
            scores.append(sum(r for _, r in drawn) / total)
    if not scores:
        return None
    scores.sort()
    return scores[round(0.025 * (len(scores) - 1))], scores[round(0.975 * (len(scores) - 1))]


def _share(right: int, cases: int) -> float | None:
    return round(right / cases, 4) if cases else None


def _rounded(interval: Interval | None) -> list[float] | None:
    return [round(end, 4) for end in interval] if interval else None


def table_figures(pairs_by_document: Sequence[Sequence[Pair]]) -> dict[str, object]:
    """Precision, recall and F1 of one table over some documents."""
    tallies = [tally(pairs) for pairs in pairs_by_document]
    total = sum(tallies, Tally())
    return {
        "gold": total.gold,
        "found": total.found,
        "right": total.right,
        "precision": _share(total.right, total.found),
        "precision_95": _rounded(wilson(total.right, total.found)),
        "recall": _share(total.right, total.gold),
        "recall_95": _rounded(wilson(total.right, total.gold)),
        "f1": None if total.f1 is None else round(total.f1, 4),
        "f1_95": _rounded(bootstrap_f1(tallies)),
    }


def share_figures(outcomes: Sequence[bool]) -> dict[str, object]:
    """How many of some cases are right, as a share with its interval."""
    right, cases = sum(outcomes), len(outcomes)
    interval = _rounded(wilson(right, cases))
    return {"cases": cases, "right": right, "share": _share(right, cases), "share_95": interval}


def attribute_outcomes(table: str, pairs: Iterable[Pair]) -> dict[str, list[bool]]:
    """For each attribute whether each required label that was found has it right."""
    both = [(label, fact) for label, fact in pairs if label and fact and not label.optional]
    return {name: [agrees(name, label, fact) for label, fact in both] for name in ATTRIBUTES[table]}


def rule_outcomes(pairs: Iterable[Pair]) -> list[tuple[str, bool]]:
    """(rule, whether it was right), one for each fact and each rule with a passage behind it.

    A rule is wrong that found what no label knows, or contradicted a fact that stands. A fact that many passages of
    one rule support counts once, since they are right or wrong together.
    """
    return [
        (rule, label is not None and supports)
        for label, fact in pairs
        if fact and not (label and label.optional)
        for rule, supports in (fact.rules or {}).items()
    ]


def accuracy(compared: Sequence[Compared]) -> dict[str, object]:
    """All figures, by table and split; rules over all documents. Depends on nothing but the pairs."""
    parts = {split: [c for c in compared if c.split == split] for split in SPLITS} | {"all": list(compared)}
    rules: dict[str, list[bool]] = {}
    for document in compared:
        for pairs in document.pairs.values():
            for rule, right in rule_outcomes(pairs):
                rules.setdefault(rule, []).append(right)
    return {
        "documents": {split: len(part) for split, part in parts.items()},
        "tables": {
            table: {split: table_figures([c.pairs[table] for c in part]) for split, part in parts.items()}
            for table in ATTRIBUTES
        },
        "attributes": {
            table: {split: _attribute_figures(table, part) for split, part in parts.items()} for table in ATTRIBUTES
        },
        "rules": {rule: share_figures(rules[rule]) for rule in sorted(rules)},
    }


def _attribute_figures(table: str, part: Iterable[Compared]) -> dict[str, dict[str, object]]:
    outcomes = attribute_outcomes(table, [pair for document in part for pair in document.pairs[table]])
    return {name: share_figures(results) for name, results in outcomes.items()}
