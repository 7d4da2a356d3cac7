"""Features of candidates: numbers under readable names, from which a judge decides. A missing feature counts as zero.

Plain functions, a module for each thing they look at; they describe candidates and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

Features = dict[str, float]


def close(distance: int) -> float:
    """Return 1 / (1 + |distance|): 1 for no distance, and never 0, which is left for things that are absent."""
    return 1.0 / (1 + abs(distance))


def prefixed(prefix: str, features: Features) -> Features:
    """Return the features with `prefix.` put before each name."""
    return {f"{prefix}.{name}": value for name, value in features.items()}


def best_two(scores: Iterable[float]) -> tuple[float, float]:
    """Return the two highest scores, the highest first; 0 for a score that is missing."""
    first, second, *_ = *sorted(scores, reverse=True), 0.0, 0.0
    return first, second


def flags(*names_and_facts: tuple[str, bool]) -> Features:
    """Return 1.0 under the name of each fact that holds; facts that do not hold get no feature."""
    return {name: 1.0 for name, fact in names_and_facts if fact}
