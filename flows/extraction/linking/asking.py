"""Judges asked of the candidates of several documents at once, step by step: for learning as for finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from flows.extraction.linking.features import rows
from flows.extraction.linking.features.rows import Names, Parts, Table

# Answers how likely each row of a table is right; the documents that the rows are of are those of the step. It answers
# from models, or learns and answers by models that did not see the document.
Decide = Callable[[str, Table, Sequence[Any]], list[float]]


class Scored(Protocol):
    """What is thought of a document so far: by the name of each judge, how likely each of its candidates is."""

    scores: dict[str, list[float]]


Work = TypeVar("Work", bound=Scored)


@dataclass(frozen=True, slots=True)
class Asking(Generic[Work]):
    """Some documents, and who decides."""

    works: Sequence[Work]
    decide: Decide
    names: Names

    def described(self, prefix: str, describe: Callable[[Work], Iterable[Parts]]) -> Table:
        """A row for each candidate of each document; the names of its columns have a prefix."""
        return rows.described(self.names, prefix, self.works, describe)

    def ask(self, judge: str, table: Table, candidates: Callable[[Work], Sized]) -> None:
        """Ask how likely each candidate is; the scores are in each work."""
        scores = iter(self.decide(judge, table, self.works) if len(table) else ())
        for work in self.works:
            work.scores[judge] = list(islice(scores, len(candidates(work))))

    def rows(self, candidates: Callable[[Work], Sized], chosen: Callable[[Work], Iterable[int]]) -> list[int]:
        """The rows of some candidates of each document, given by their numbers among all candidates of it."""
        found: list[int] = []
        first = 0
        for work in self.works:
            found += [first + number for number in chosen(work)]
            first += len(candidates(work))
        return found
