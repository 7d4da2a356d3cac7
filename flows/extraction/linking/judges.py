"""One class for every decision: boosted trees over named features, whose answer is a probability.

A judge is kept as text that a person can read and compare: the names of its features, its trees as LightGBM writes
them, and how its scores become probabilities. What it answers is the same on every machine: trees compare numbers and
their leaves are added in order; the probability is rounded, so that no library's last digit is seen.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from math import exp
from pathlib import Path

import numpy as np

from flows.extraction.linking.features.rows import Indices, Names, Table
from flows.extraction.linking.trees import Trees

DIGITS = 6
# So many rows are judged at once: more would only take memory.
TOGETHER = 4000


@dataclass(frozen=True, eq=False)
class Judge:
    """Whether a candidate is right. `names`: its features; `trees`: LightGBM's text; the rest: its calibration."""

    names: tuple[str, ...]
    trees: str
    slope: float = 1.0
    offset: float = 0.0

    @cached_property
    def _trees(self) -> Trees:
        return Trees(self.trees, len(self.names))

    def probabilities(self, table: Table, names: Names) -> list[float]:
        """How likely each row of a table is right; `names` are those of its columns."""
        place = self._places(names)
        found: list[float] = []
        for first in range(0, len(table), TOGETHER):
            matrix = table.take(range(first, min(first + TOGETHER, len(table)))).dense(place, len(self.names))
            found += [probability(self.slope * float(score) + self.offset) for score in self._trees.scores(matrix)]
        return found

    def contributions(self, table: Table, names: Names) -> list[list[tuple[str, float, float]]]:
        """What each feature of each row adds to its score: its name, its value and how much, in log-odds."""
        matrix = table.dense(self._places(names), len(self.names))
        added = self._trees.contributions(matrix)
        return [
            [
                (name, float(value), self.slope * float(more))
                for name, value, more in zip(self.names, row, mores, strict=False)
            ]
            for row, mores in zip(matrix, added, strict=True)
        ]

    def _places(self, names: Names) -> Indices:
        place = np.full(len(names.number), -1, np.int64)
        for at, name in enumerate(self.names):
            if (column := names.number.get(name)) is not None:
                place[column] = at
        return place

    def save(self, path: Path) -> None:
        """Write it as JSON, a line of the trees on a line."""
        told = {"slope": self.slope, "offset": self.offset, "names": self.names, "trees": self.trees.splitlines()}
        path.write_text(json.dumps(told, indent=0, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


def load(path: Path) -> Judge:
    """The judge that was saved."""
    told = json.loads(path.read_text(encoding="utf-8"))
    return Judge(tuple(told["names"]), "\n".join(told["trees"]) + "\n", told["slope"], told["offset"])


def probability(score: float) -> float:
    """The probability that a score stands for."""
    return round(1 / (1 + exp(-max(-40.0, min(40.0, score)))), DIGITS)
