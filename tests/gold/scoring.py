"""Figures of accuracy: precision, recall and F1 with their intervals, per table, attribute and rule; see `accuracy`."""

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
# A label and its fact; without a label the fact is spurious, without a fact the label was missed.
Pair = tuple[Item | None, Item | None]


@dataclass(frozen=True, slots=True)
class Compared:
    """One document with its labels and facts paired, by table."""

    document_id: str
    split: str
    pairs: dict[str, list[Pair]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one table: the facts that labels give (`gold`), those that were found, and those that are both
    (`right`). Optional labels, and facts that have such a label, count nowhere."""

    gold: int = 0
    found: int = 0
    right: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.gold + other.gold, self.found + other.found, self.right + other.right)

    @property
    def f1(self) -> float | None:
        """Twice `right` divided by `gold` plus `found`; None where both are 0."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else None

    @property
    def shares(self) -> tuple[float, float, float]:
        """Precision, recall and F1; 0 where there is nothing to divide by."""
        return self.right / max(1, self.found), self.right / max(1, self.gold), self.f1 or 0.0


def tally(pairs: Iterable[Pair]) -> Tally:
    """Count the pairs of one table in one document."""
    total = Tally()
    for label, fact in pairs:
        if label is None or not label.optional:
            total += Tally(label is not None, fact is not None, label is not None and fact is not None)
    return total


def both(pairs: Iterable[Pair]) -> list[tuple[Item, Item]]:
    """Return the required labels that were found, each with its fact."""
    return [(label, fact) for label, fact in pairs if label and fact and not label.optional]


def agree_in_all(label: Item, fact: Item) -> bool:
    """Whether a fact has all attributes right."""
    return all(agrees(name, label, fact) for name in label.attributes)


def wilson(right: int, cases: int) -> Interval | None:
    """Return the 95 % Wilson score interval of a share; None without cases."""
    if not cases:
        return None
    share, z2 = right / cases, Z95 * Z95
    centre = (share + z2 / (2 * cases)) / (1 + z2 / cases)
    half = Z95 / (1 + z2 / cases) * sqrt(share * (1 - share) / cases + z2 / (4 * cases * cases))
    return max(0.0, centre - half), min(1.0, centre + half)


def bootstrap_f1(tallies: Sequence[Tally]) -> Interval | None:
    """Return the 95 % bootstrap interval of F1 over documents, the same on each call; None where no F1 is defined."""
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
    """Return precision, recall and F1 of one table over some documents."""
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
    """Return the share of cases that are right, with its interval."""
    right, cases = sum(outcomes), len(outcomes)
    interval = _rounded(wilson(right, cases))
    return {"cases": cases, "right": right, "share": _share(right, cases), "share_95": interval}


def attribute_outcomes(table: str, pairs: Iterable[Pair]) -> dict[str, list[bool]]:
    """Return, for each attribute, whether it is right in each required label that was found."""
    found = both(pairs)
    return {name: [agrees(name, label, fact) for label, fact in found] for name in ATTRIBUTES[table]}


def rule_outcomes(pairs: Iterable[Pair]) -> list[tuple[str, bool]]:
    """Return (rule, whether it was right) for each fact and each rule with a passage behind the fact.

    A rule is wrong if no label gives the fact, or if its passages only contradict the fact. However many passages of
    a rule support a fact, they count once, since they are right or wrong together.
    """
    return [
        (rule, label is not None and supports)
        for label, fact in pairs
        if fact and not (label and label.optional)
        for rule, supports in (fact.rules or {}).items()
    ]


def accuracy(compared: Sequence[Compared]) -> dict[str, object]:
    """Return all figures by table and split, those of rules over all documents. They depend on the pairs alone."""
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
