"""What describes a candidate: numbers with names a person reads. What is not there has no number, which is zero.

Plain functions by what they look at; each gives names and numbers, and none decides anything.
"""

from __future__ import annotations

Features = dict[str, float]


def close(distance: int) -> float:
    """One for no distance, and ever less; zero is left for what stands nowhere."""
    return 1.0 / (1 + abs(distance))


def under(prefix: str, features: Features) -> Features:
    """Features under a common name."""
    return {f"{prefix}.{name}": value for name, value in features.items()}


def yes(*names_and_facts: tuple[str, bool]) -> Features:
    """One for each of the facts that hold."""
    return {name: 1.0 for name, fact in names_and_facts if fact}
