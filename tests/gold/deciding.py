"""How the two judges of a decision (`flows/extraction/linking/looks.py`) learn from labelled documents."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar
from unittest import mock

import numpy as np

from flows.extraction.linking.features import rows
from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge
from flows.extraction.linking.looks import Decision, Of
from tests.gold.comparing import stakeholder_key
from tests.gold.corpus import Lesson
from tests.gold.learning import Manner, described_in_parts, folds_of, learn
from tests.gold.reliability import reliability
from tests.gold.training import Training, by_kind, card, kinds_of, published, sets_of

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Taught(ABC, Generic[Of]):
    """A document with its candidates and what its labels say."""

    lesson: Lesson
    work: Of

    @property
    @abstractmethod
    def labels(self) -> Sized:
        """All that is labelled."""

    @abstractmethod
    def answers(self) -> Iterator[tuple[bool, float]]:
        """Whether each candidate is right, and how much that counts; of each in as many ways as of any other."""

    def outcomes(self) -> Iterator[tuple[float, bool]]:
        """How likely judges that did not see the document think each candidate that is labelled, and whether it is
        right."""
        scored = zip(self.work.scored, self.answers(), strict=True)
        yield from ((score, right) for (_, score), (right, counts) in scored if counts)

    @abstractmethod
    def given(self, threshold: float) -> Iterator[tuple[bool, bool]]:
        """Of each that is labelled and found, whether what it is given from a threshold on is right, and is wrong."""


class TaughtPeople(Taught[Of], Generic[Of, Value]):
    """The people of a document with what labels say of each that is labelled. `says`: the cell of theirs."""

    says: str

    @abstractmethod
    def read(self, cell: str | None) -> Value:
        """What the cell of a label says."""

    @cached_property
    def labels(self) -> Mapping[str, Value]:
        """What is said of each person that is labelled, by their name."""
        people = [one for one in self.lesson.stakeholders if one["kind"] == "person" and self.says in one]
        required = [one for one in people if not one.get("optional")]
        return {stakeholder_key("person", one["name"], None)[1]: self.read(one[self.says]) for one in required}

    def of(self, name: str) -> Value | None:
        """What is said of a person; None where they are not labelled."""
        return self.labels.get(stakeholder_key("person", name, None)[1])


def train(
    training: Training, decision: Decision[Of], taught: Sequence[Taught[Of]], manner: Manner, about: str, cases: str
) -> None:
    """Learn a decision, measure and write. `about`: what its card says first; `cases`: what is counted there."""
    training.tell(f"{len(taught)} documents read")
    judges = cross_validated(decision, taught, manner)
    training.tell("learned")
    bins = reliability(outcome for each in taught for outcome in each.outcomes())
    kinds = by_kind(taught, lambda each: each.lesson)
    numbers = {"documents": len(taught), "labelled": sum(len(each.labels) for each in taught), "kinds": kinds_of(kinds)}
    of_kind = {"all sets": sets_of(kinds), **kinds}
    published(judges, bins, card(about.format(**numbers), of_kind, at_thresholds, bins, cases), training.folder)


def cross_validated(decision: Decision[Of], taught: Sequence[Taught[Of]], manner: Manner) -> dict[str, Judge]:
    """Learn the judges; afterwards the scores in the works are by judges that did not see their families."""
    folds = folds_of([each.lesson.family for each in taught], [len(each.labels) + 1 for each in taught])
    answers = [(fold, *answer) for each, fold in zip(taught, folds, strict=True) for answer in each.answers()]
    fold_of = np.array([fold for fold, _, _ in answers], np.int64)
    right, weights = [row[1] for row in answers], [row[2] for row in answers]
    names, judges = Names(), {}

    def decide(name: str, table: Table, _: Sequence[Of]) -> list[float]:
        ways = len(answers) // len(table)
        learned = learn(
            table.take([row for row in range(len(table)) for _ in range(ways)]), names, right, weights, fold_of, manner
        )
        judges[name] = learned.judge
        return learned.unseen[::ways]

    with mock.patch.object(rows, "described", described_in_parts):
        decision.ask([each.work for each in taught], decide, names)
    return judges


def at_thresholds(taught: Sequence[Taught[Any]]) -> str:
    """Of how many that are labelled and found what they are given is right, or wrong, as Markdown."""
    lines = ["| threshold | found | right | wrong |", "|--:|--:|--:|--:|"]
    for threshold in THRESHOLDS:
        given = [outcome for each in taught for outcome in each.given(threshold)]
        right, wrong = (sum(each) / max(1, len(given)) for each in zip(*given, strict=True)) if given else (0.0, 0.0)
        lines.append(f"| {threshold:.2f} | {len(given)} | {right:.3f} | {wrong:.3f} |")
    return "\n".join(lines) + "\n"
