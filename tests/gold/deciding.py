"""Learn the two judges of a decision (`flows/extraction/linking/looks.py`) from labelled documents: `train`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Generic, TypeVar

from flows.extraction.linking.looks import Decision, Of
from tests.gold import cards
from tests.gold.comparing import stakeholder_key
from tests.gold.corpus import Lesson
from tests.gold.cross_validation import Answer, CrossValidation
from tests.gold.learning import Settings
from tests.gold.reliability import reliability
from tests.gold.tabulating import tabulate_in_parallel
from tests.gold.training import Training, weight_of

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Taught(ABC, Generic[Of]):
    """A document with its candidates and its labels. `weight_of_short_texts`: see `training.weight_of`."""

    lesson: Lesson
    work: Of
    weight_of_short_texts: ClassVar[float] = 1.0

    @property
    @abstractmethod
    def labels(self) -> Sized:
        """The labels that are not optional."""

    @abstractmethod
    def answers(self, judge: str = "") -> Iterator[Answer]:
        """Yield whether each candidate is right, and how much this counts; the same for both judges.

        A candidate may have several answers, but then all candidates of the decision have as many.
        """

    def outcomes(self) -> Iterator[tuple[float, bool]]:
        """Yield the probability of each labelled candidate by a judge that did not see the document, and whether the
        candidate is right."""
        scored = zip(self.work.scored, self.answers(), strict=True)
        yield from ((score, right) for (_, score), (right, counts) in scored if counts)

    @abstractmethod
    def results(self, threshold: float) -> Iterator[tuple[bool, bool]]:
        """Yield (is right, is wrong) for what each labelled person or quotation gets if candidates are accepted from
        this probability on. Who rightly gets nothing is right; who wrongly gets nothing is neither."""


class TaughtPeople(Taught[Of], Generic[Of, Value]):
    """The people of a document with their labels. `cell`: the name of the cell of a label that is learned."""

    cell: ClassVar[str]

    @abstractmethod
    def read(self, value: str | None) -> Value:
        """Read the cell of a label."""

    @cached_property
    def labels(self) -> Mapping[str, Value]:
        """The cell of each person whose label has one and is not optional, by folded name."""
        people = [each for each in self.lesson.stakeholders if each["kind"] == "person" and self.cell in each]
        required = [each for each in people if not each.get("optional")]
        return {stakeholder_key("person", each["name"], None)[1]: self.read(each[self.cell]) for each in required}

    def of(self, name: str) -> Value | None:
        """Return the cell of a person; None if the person is not labelled."""
        return self.labels.get(stakeholder_key("person", name, None)[1])


def train(
    training: Training, decision: Decision[Of], taught: Sequence[Taught[Of]], settings: Settings, about: str, cases: str
) -> None:
    """Learn the judges of a decision, measure them, and write them with their card.

    `about`: the head of the card, with {documents}, {labelled} and {kinds} to fill in; `cases`: what its reliability
    table counts.
    """
    training.log(f"{decision.name}: {len(taught)} documents")
    learner = CrossValidation(
        [each.lesson for each in taught],
        [len(each.labels) + 1 for each in taught],
        [weight_of(each.lesson, each.weight_of_short_texts) for each in taught],
        lambda _: settings,
        training.log,
    )
    works = [each.work for each in taught]
    decision.ask(
        works, lambda judge, table, _: learner.learn(judge, table, taught), learner.names, tabulate_in_parallel
    )
    bins = reliability(outcome for each in taught for outcome in each.outcomes())
    kinds = cards.by_kind(taught, lambda each: each.lesson.kind)
    numbers = {"documents": len(taught), "labelled": sum(len(each.labels) for each in taught)}
    about = about.format(**numbers, kinds=cards.kinds_of(kinds))
    card = cards.card(about, {"all sets": cards.sets_of(kinds), **kinds}, at_thresholds, bins, cases)
    cards.publish(learner.judges, bins, card, training.folder / decision.name)


def at_thresholds(taught: Sequence[Taught[Any]]) -> str:
    """Return how much of what is labelled and found is right and wrong at some thresholds, as a Markdown table."""

    def cells(threshold: float) -> Iterable[int | float]:
        results = [result for each in taught for result in each.results(threshold)]
        right, wrong = (sum(each) for each in zip(*results, strict=True)) if results else (0, 0)
        return len(results), right / max(1, len(results)), wrong / max(1, len(results))

    return cards.at_thresholds(THRESHOLDS, ("found", "right", "wrong"), cells)
