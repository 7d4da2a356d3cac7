"""Decisions by two judges: the first scores each candidate alone, the second those that have a chance, among rivals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.linking.asking import HOPELESS, Decide, JudgedBatch, Tabulate
from flows.extraction.linking.features import best_two
from flows.extraction.linking.features.rows import Names, Parts, described
from flows.extraction.linking.judges import MODELS, load_all

Candidate = TypeVar("Candidate")


class Work(Generic[Candidate]):
    """The candidates of one document and `scores`: for each judge's name, the probability of each candidate."""

    candidates: Sequence[Candidate]

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.scores: dict[str, list[float]] = {}

    @property
    def scored(self) -> Iterator[tuple[Candidate, float]]:
        """Each candidate with its probability from the judge that was asked last."""
        *_, last = self.scores.values()
        return zip(self.candidates, last, strict=True)

    def second_look(self) -> list[int]:
        """Return the numbers of the candidates that are judged again, among their rivals."""
        return [number for number, (_, score) in enumerate(self.scored) if score >= HOPELESS]

    def leave_out_hopeless(self) -> None:
        """Keep only the candidates of `second_look`, with their scores."""
        kept = self.second_look()
        self.candidates = [self.candidates[number] for number in kept]
        self.scores = {judge: [scores[number] for number in kept] for judge, scores in self.scores.items()}

    def likeliest(self, of: str) -> dict[Any, tuple[Candidate, float]]:
        """Return, for each thing that candidates are `of`, in order, its likeliest candidate with the probability."""
        groups = groupby(self.scored, key=lambda pair: attrgetter(of)(pair[0]))
        return {thing: max(group, key=lambda pair: pair[1]) for thing, group in groups}


Of = TypeVar("Of", bound=Work[Any])


class Rivals(NamedTuple):
    """How candidates are rivals: they share the key `common` but not the key `alike`, by default the candidate itself.
    `rival_key`: the key under which a candidate's rivals are found, where it is not its own `common`."""

    common: Callable[[Any], Hashable]
    alike: Callable[[Any], Hashable] = id
    rival_key: Callable[[Any], Hashable] | None = None


@dataclass(frozen=True, slots=True)
class Decision(Generic[Of]):
    """A decision by two judges. `name`: their folder; `judge`: the first judge's name; `prefix`: starts feature names;
    `describe`: yields the features of each candidate; `rivals`: the kinds of rival, by the name used in features."""

    name: str
    judge: str
    prefix: str
    describe: Callable[[Of], Iterable[Parts]]
    rivals: Mapping[str, Rivals]

    @property
    def models(self) -> Path:
        """The folder of the saved judges."""
        return MODELS / self.name

    def judge_all(self, works: Iterable[Of]) -> list[Of]:
        """Judge documents with the saved judges and return them as a list; their scores are filled in."""
        judged, (first, second) = [*works], self._judges
        judges = load_all(self.models, (first, second))
        self.ask(judged, judges.decide, judges.names)
        return judged

    def ask(self, works: Sequence[Of], decide: Decide, names: Names, tabulate: Tabulate = described) -> None:
        """Let both judges score the candidates of some documents; `decide` answers for the judges."""
        asking, (first, second) = JudgedBatch(works, decide, names, tabulate), self._judges
        table = asking.described(self.prefix, self.describe)
        asking.ask(first, table, _candidates)
        table = table.take(asking.rows(_candidates, Work.second_look))
        for work in works:
            work.leave_out_hopeless()
        asking.ask(second, table.joined_with(asking.described("rivals", self.among_rivals)), _candidates)

    def among_rivals(self, work: Of) -> Iterator[Parts]:
        """Yield each candidate's score and, for each kind of rival, the best rival's score and the difference."""
        best: dict[tuple[str, Hashable], dict[Hashable, float]] = defaultdict(lambda: defaultdict(float))
        for candidate, score in work.scored:
            for name, (common, alike, _) in self.rivals.items():
                in_group, own = best[name, common(candidate)], alike(candidate)
                in_group[own] = max(score, in_group[own])
        two_best = {group: best_two(scores.values()) for group, scores in best.items()}
        for candidate, score in work.scored:
            features = {"score": score}
            for name, (common, alike, of) in self.rivals.items():
                group = name, (of or common)(candidate)
                first, second = two_best.get(group, (0.0, 0.0))
                other = second if best[group][alike(candidate)] == first else first
                features |= {f"best other {name}": other, f"before best other {name}": score - other}
            yield (features,)

    @property
    def _judges(self) -> tuple[str, str]:
        return self.judge, f"{self.judge}-among-rivals"


_candidates = attrgetter("candidates")
