"""Learn judges by cross-validation: a judge learns from all documents, and each document is scored by a judge that saw
no document of its family. Every training uses `CrossValidation`."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np

from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge
from tests.gold.corpus import Lesson
from tests.gold.learning import FOLDS, Settings, learn

# Whether a candidate is right, and the weight of this answer; an answer of weight 0 teaches nothing.
Answer = tuple[bool, float]


class Answering(Protocol):
    """The labels of a document, which answer what a judge is asked."""

    def answers(self, judge: str) -> Iterable[Answer]:
        """Return the answers to the candidates of a judge, in their order."""


@dataclass(frozen=True, eq=False)
class CrossValidation:
    """Learns the judges of one linker, one after another, from the same documents.

    `sizes`: how much is labelled in each document, so that folds get alike in size; `weights`: how much each document
    counts; `settings`: returns how a judge learns, by its name; `log`: takes a line of progress; `names`: the features
    of all candidates so far; `judges`: the judges learned so far, by name.
    """

    lessons: Sequence[Lesson]
    sizes: Sequence[int]
    weights: Sequence[float]
    settings: Callable[[str], Settings]
    log: Callable[[str], None]
    names: Names = field(default_factory=Names)
    judges: dict[str, Judge] = field(default_factory=dict)

    @cached_property
    def folds(self) -> list[int]:
        """The fold of each document."""
        return folds_of([each.family for each in self.lessons], self.sizes)

    def learn(self, judge: str, table: Table, labelled: Sequence[Answering]) -> list[float]:
        """Learn a judge and return its unseen predictions: the probability of each row of the table, by a judge that
        saw no document of the row's family. `labelled`: the labels of each document, in the order of the documents.

        Labels may give each candidate several answers, as of a candidate that is right in part. They count as so many
        candidates; the first answer's prediction is returned.
        """
        started = time.monotonic()
        answers = [
            (fold, right, counts * weight)
            for each, fold, weight in zip(labelled, self.folds, self.weights, strict=True)
            for right, counts in each.answers(judge)
        ]
        per_candidate, rest = divmod(len(answers), len(table))
        if rest or not per_candidate:
            raise ValueError(f"{judge}: {len(answers)} answers to {len(table)} candidates")
        learned = learn(
            table.take(np.repeat(np.arange(len(table)), per_candidate).tolist()) if per_candidate > 1 else table,
            self.names,
            [right for _, right, _ in answers],
            [weight for _, _, weight in answers],
            np.array([fold for fold, _, _ in answers], np.int64),
            self.settings(judge),
        )
        self.judges[judge] = learned.judge
        seconds = time.monotonic() - started
        self.log(f"{judge}: {len(table)} candidates, {len(learned.judge.names)} features, {seconds:.0f} s")
        return learned.unseen[::per_candidate]


def folds_of(families: Sequence[str], sizes: Sequence[int]) -> list[int]:
    """Return the fold of each document. A family stays in one fold; families are dealt out so that the folds get alike
    in size, the largest family first, families of the same size in random order."""
    whole: dict[str, int] = {}
    for family, size in zip(families, sizes, strict=True):
        whole[family] = whole.get(family, 0) + size
    shuffled = sorted(whole)
    random.Random(1).shuffle(shuffled)
    full, fold = [0] * FOLDS, {}
    for family in sorted(shuffled, key=lambda name: -whole[name]):
        fold[family] = full.index(min(full))
        full[fold[family]] += whole[family]
    return [fold[family] for family in families]
