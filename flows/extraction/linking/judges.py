"""Judges: one class for every learned decision. Boosted trees over named features give a calibrated probability.

A judge is saved as text that people can read and compare: feature names, trees in LightGBM's format, and calibration.
Answers are the same on every machine: trees only compare numbers, leaves are added in order, and the probability is
rounded so that differences in the last digits of a library do not show.
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

MODELS = Path(__file__).parents[1] / "models"
DIGITS = 6
# The name of the feature that holds the weighted sum of the word features of a row.
WORDS = "words"


@dataclass(frozen=True, eq=False)
class Judge:
    """A learned classifier: is a candidate right? `names`: its features, in the order that the trees number them.
    `trees`: LightGBM's text. `slope`, `offset`: the calibration of the score. `words`: weights of features too many or
    too rare for the trees, most of them words; their weighted sum plus `bias` is the last feature of the trees."""

    names: tuple[str, ...]
    trees: str
    slope: float = 1.0
    offset: float = 0.0
    words: Mapping[str, float] = field(default_factory=dict)
    bias: float = 0.0

    @cached_property
    def _tree_features(self) -> tuple[str, ...]:
        """The names of all features that the trees see, in order."""
        return (*self.names, WORDS) if self.words else self.names

    @cached_property
    def _trees(self) -> Trees:
        return Trees(self.trees, len(self._tree_features))

    def probabilities(self, table: Table, names: Names) -> list[float]:
        """Return the probability that each row of a table is right; `names` numbers the table's columns."""
        if not len(table):
            return []
        own = self._own_features(table, names)
        scores = self.slope * self._trees.scores(own.ends, own.columns, own.values) + self.offset
        return [probability(score) for score in scores.tolist()]

    def contributions(self, table: Table, names: Names) -> list[list[tuple[str, float, float]]]:
        """Return, for each row, (feature, value, change) of each feature; the change of the score is in log-odds."""
        own = self._own_features(table, names)
        added = self._trees.contributions(own.ends, own.columns, own.values)
        return [
            [
                (name, float(value), self.slope * float(more))
                for name, value, more in zip(self._tree_features, row, mores, strict=False)
            ]
            for row, mores in zip(own.dense(len(self._tree_features)), added, strict=True)
        ]

    def _own_features(self, table: Table, names: Names) -> Table:
        """Return the rows of a table with only the judge's features, its columns numbered as the trees number them."""
        numbers, weights = _columns_of(self, names)
        own = table.renumbered(numbers)
        if not self.words:
            return own
        last = np.full(len(table), len(self.names))
        return own.joined_with(Table(np.arange(len(table) + 1), last, table.weighed(weights) + self.bias))


@cache
def _columns_of(judge: Judge, names: Names) -> tuple[Indices, Numbers]:
    """Return, for each column, its number in the judge (-1: none) and its weight as a word; `names` must be fixed."""
    numbers, weights = np.full(len(names.number), -1, np.int64), np.zeros(len(names.number))
    for number, name in enumerate(judge.names):
        if (column := names.number.get(name)) is not None:
            numbers[column] = number
    for word, weight in judge.words.items():
        if (column := names.number.get(word)) is not None:
            weights[column] = weight
    return numbers, weights


class Learned(NamedTuple):
    """Judges, and the names of all features that any of these judges uses."""

    judges: Mapping[str, Judge]
    names: Names

    def decide(self, judge: str, table: Table, _: Sequence[object]) -> list[float]:
        """Return the judge's probability for each row of a table; a `Decide` that ignores the works."""
        return self.judges[judge].probabilities(table, self.names)


@cache
def load_all(models: Path, judges: tuple[str, ...]) -> Learned:
    """Load the judges with these names from a folder."""
    loaded = {name: load(models / f"{name}.json") for name in judges}
    feature_names = dict.fromkeys(name for judge in loaded.values() for name in (*judge.names, *judge.words))
    return Learned(loaded, Names(tuple(feature_names), fixed=True))


def load(path: Path) -> Judge:
    """Load a judge that `make train` wrote: JSON, with each line of the trees as a string."""
    saved = json.loads(path.read_text(encoding="utf-8"))
    trees = "\n".join(saved["trees"]) + "\n"
    return Judge(
        tuple(saved["names"]), trees, saved["slope"], saved["offset"], saved.get("words", {}), saved.get("bias", 0.0)
    )


def probability(score: float) -> float:
    """Return the probability for a score in log-odds, rounded to `DIGITS` digits."""
    return round(1 / (1 + exp(-max(-40.0, min(40.0, score)))), DIGITS)
