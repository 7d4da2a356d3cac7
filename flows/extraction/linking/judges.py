"""One class for every decision: boosted trees over named features, whose answer is a probability.

A judge is kept as text that a person can read and compare: the names of its features, its trees as LightGBM writes
them, and how its scores become probabilities. What it answers is the same on every machine: trees compare numbers and
their leaves are added in order; the probability is rounded, so that no library's last digit is seen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import exp
from pathlib import Path
from typing import NamedTuple

import numpy as np

from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.trees import Indices, Numbers, Trees

DIGITS = 6
# What the words of a row weigh together, as a feature.
WORDS = "words"


@dataclass(frozen=True, eq=False)
class Judge:
    """Whether a candidate is right. `names`: its features; `trees`: LightGBM's text; `slope`, `offset`: its
    calibration.

    `words`: what many features that are there or not weigh; their sum, with `bias`, is one more feature of the trees.
    """

    names: tuple[str, ...]
    trees: str
    slope: float = 1.0
    offset: float = 0.0
    words: Mapping[str, float] = field(default_factory=dict)
    bias: float = 0.0

    @cached_property
    def _shown(self) -> tuple[str, ...]:
        """All that its trees see."""
        return (*self.names, WORDS) if self.words else self.names

    @cached_property
    def _trees(self) -> Trees:
        return Trees(self.trees, len(self._shown))

    def probabilities(self, table: Table, names: Names) -> list[float]:
        """How likely each row of a table is right; `names` are those of its columns."""
        if not len(table):
            return []
        known = self._known(table, names)
        scores = self._trees.scores(known.ends, known.columns, known.values)
        return [probability(self.slope * score + self.offset) for score in scores.tolist()]

    def contributions(self, table: Table, names: Names) -> list[list[tuple[str, float, float]]]:
        """What each feature of each row adds to its score: its name, its value and how much, in log-odds."""
        known = self._known(table, names)
        added = self._trees.contributions(known.ends, known.columns, known.values)
        return [
            [
                (name, float(value), self.slope * float(more))
                for name, value, more in zip(self._shown, row, mores, strict=False)
            ]
            for row, mores in zip(known.dense(len(self._shown)), added, strict=True)
        ]

    def _known(self, table: Table, names: Names) -> Table:
        """The rows of a table with the features of the judge alone, each in its place."""
        place, weights = _columns(self, names)
        known = table.placed(place)
        if not self.words:
            return known
        last = np.full(len(table), len(self.names))
        return known.beside(Table(np.arange(len(table) + 1), last, table.weighed(weights) + self.bias))

    def save(self, path: Path) -> None:
        """Write it as JSON, a line of the trees on a line."""
        kept: dict[str, object] = {"slope": self.slope, "offset": self.offset, "names": self.names}
        if self.words:
            kept |= {"words": dict(self.words), "bias": self.bias}
        kept["trees"] = self.trees.splitlines()
        path.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


@cache
def _columns(judge: Judge, names: Names) -> tuple[Indices, Numbers]:
    """Where each column stands for a judge (-1: nowhere), and what it weighs as a word; no more names may come."""
    place, weights = np.full(len(names.number), -1, np.int64), np.zeros(len(names.number))
    for at, name in enumerate(judge.names):
        if (column := names.number.get(name)) is not None:
            place[column] = at
    for word, weight in judge.words.items():
        if (column := names.number.get(word)) is not None:
            weights[column] = weight
    return place, weights


class Learned(NamedTuple):
    """Judges as they were learned, and the names of all features that any of them asks for."""

    judges: Mapping[str, Judge]
    names: Names

    def decide(self, judge: str, table: Table, _: Sequence[object]) -> list[float]:
        """What a judge answers to the rows of a table."""
        return self.judges[judge].probabilities(table, self.names)


@cache
def load_all(models: Path, judges: tuple[str, ...]) -> Learned:
    """The judges of a folder."""
    found = {name: load(models / f"{name}.json") for name in judges}
    asked = dict.fromkeys(name for judge in found.values() for name in (*judge.names, *judge.words))
    return Learned(found, Names(tuple(asked), fixed=True))


def load(path: Path) -> Judge:
    """The judge that was saved."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    trees = "\n".join(kept["trees"]) + "\n"
    return Judge(
        tuple(kept["names"]), trees, kept["slope"], kept["offset"], kept.get("words", {}), kept.get("bias", 0.0)
    )


def probability(score: float) -> float:
    """The probability that a score stands for."""
    return round(1 / (1 + exp(-max(-40.0, min(40.0, score)))), DIGITS)
