"""Put the candidates of several documents to a judge in one call. Training and extraction share this code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Protocol, TypeVar

from flows.extraction.linking.features.rows import Names, Parts, Table, described
from flows.reading.errors import ReadingError

# A document may have this many grades, this many numbers where it tells of disruptions, and this many ratings that its
# grades may mean. No limit is on time: what is published must not depend on the machine.
MOST_JUDGED, MOST_RATINGS = 5_000, 50_000
# Less likely candidates get no second look, nor an explanation; of a grade's areas and bodies the likeliest stays.
HOPELESS = 0.008
# Takes a judge's name, a feature table and the works it describes; returns the probability that each row is right.
# In extraction saved models answer; in training a judge learns and models that did not see the document answer.
Decide = Callable[[str, Table, Sequence[Any]], list[float]]
Tabulate = Callable[[Names, str, Sequence[Any], Callable[[Any], Iterable[Parts]]], Table]


def refuse_more(count: int, what: str, most: int | None = None) -> None:
    """Raise `ReadingError` if a document holds more of something than is judged, by default `MOST_JUDGED`."""
    if count > (most := most or MOST_JUDGED):
        raise ReadingError("too-complex", f"has {count:,} {what}, at most {most:,} are judged")


class Scored(Protocol):
    """The scores of one document so far: for each judge's name, the probability of each of its candidates."""

    scores: dict[str, list[float]]


Work = TypeVar("Work", bound=Scored)


@dataclass(frozen=True, slots=True)
class JudgedBatch(Generic[Work]):
    """Documents judged together, who judges them, and all feature names; `tabulate` may use several processes."""

    works: Sequence[Work]
    decide: Decide
    names: Names
    tabulate: Tabulate = described

    def described(self, prefix: str, describe: Callable[[Work], Iterable[Parts]]) -> Table:
        """Return a table with one row per candidate, documents in order; `prefix` starts the name of each column."""
        return self.tabulate(self.names, prefix, self.works, describe)

    def ask(self, judge: str, table: Table, candidates: Callable[[Work], Sized]) -> None:
        """Ask a judge about every row of `table` and store each document's share under `work.scores[judge]`."""
        scores = iter(self.decide(judge, table, self.works) if len(table) else ())
        for work in self.works:
            work.scores[judge] = list(islice(scores, len(candidates(work))))

    def rows(self, candidates: Callable[[Work], Sized], chosen: Callable[[Work], Iterable[int]]) -> list[int]:
        """Turn candidate numbers that count within each document (`chosen`) into row numbers of the joint table."""
        numbers, first = list[int](), 0
        for work in self.works:
            numbers += [first + number for number in chosen(work)]
            first += len(candidates(work))
        return numbers
