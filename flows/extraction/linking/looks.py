"""A decision in two looks: at each candidate of a document by itself, then again among its rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.linking.asking import Asking, Decide
from flows.extraction.linking.features.rows import Names, Parts
from flows.extraction.linking.judges import load_all

MODELS = Path(__file__).parents[1] / "models"
Candidate = TypeVar("Candidate")


class Work(Generic[Candidate]):
    """The candidates of a document, and what is thought of them so far: how likely each is, by the name of a judge."""

    candidates: Sequence[Candidate]

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.scores: dict[str, list[float]] = {}

    @property
    def scored(self) -> Iterator[tuple[Candidate, float]]:
        """Each candidate with how likely the judge that was asked last thinks it."""
        *_, last = self.scores.values()
        return zip(self.candidates, last, strict=True)


Of = TypeVar("Of", bound=Work[Any])


class Rivals(NamedTuple):
    """Candidates that have something in `common` are rivals, but for those that are `alike`: each is like itself. `of`:
    what the rivals of a candidate have in common, where that is not what it has itself."""

    common: Callable[[Any], Hashable]
    alike: Callable[[Any], Hashable] = id
    of: Callable[[Any], Hashable] | None = None


@dataclass(frozen=True, slots=True)
class Decision(Generic[Of]):
    """What two judges decide. `name`: that of the folder they are kept in; `judge`: the first of them; `prefix`: what
    the names of its features begin with; `describe`: these; `rivals`: by how they are told of."""

    name: str
    judge: str
    prefix: str
    describe: Callable[[Of], Iterable[Parts]]
    rivals: Mapping[str, Rivals]

    @property
    def models(self) -> Path:
        """The folder of the judges."""
        return MODELS / self.name

    def made(self, works: Iterable[Of]) -> list[Of]:
        """Some documents, judged as was learned."""
        found, (first, second) = [*works], self._judges
        judges = load_all(self.models, (first, second))
        self.ask(found, judges.decide, judges.names)
        return found

    def ask(self, works: Sequence[Of], decide: Decide, names: Names) -> None:
        """Judge the candidates of some documents in both looks."""
        asking, (first, second) = Asking(works, decide, names), self._judges
        table = asking.described(self.prefix, self.describe)
        asking.ask(first, table, _candidates)
        asking.ask(second, table.beside(asking.described("rivals", self.among_rivals)), _candidates)

    def among_rivals(self, work: Of) -> Iterator[Parts]:
        """Each candidate among its rivals of each sort: how likely the best other one is thought."""
        best: dict[tuple[str, Hashable], dict[Hashable, float]] = defaultdict(lambda: defaultdict(float))
        for one, score in work.scored:
            for name, (common, alike, _) in self.rivals.items():
                of_group, own = best[name, common(one)], alike(one)
                of_group[own] = max(score, of_group[own])
        two_best = {group: [*sorted(scores.values(), reverse=True), 0.0][:2] for group, scores in best.items()}
        for one, score in work.scored:
            found = {"score": score}
            for name, (common, alike, of) in self.rivals.items():
                group = name, (of or common)(one)
                first, second = two_best.get(group, (0.0, 0.0))
                other = second if best[group][alike(one)] == first else first
                found |= {f"best other {name}": other, f"before best other {name}": score - other}
            yield (found,)

    @property
    def _judges(self) -> tuple[str, str]:
        return self.judge, f"{self.judge}-among-rivals"


_candidates = attrgetter("candidates")
