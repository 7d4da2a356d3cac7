"""Judge the figures of documents step by step, in the same way for learning and for finding.

A number is judged alone, then among those around it; a likely figure is judged with each body, period, threat and mark
that it could be linked to, alone and among the rivals; a last judge looks at all that was decided about a claim. Each
step asks its judge for all documents at once: `decide` answers from models, or learns and answers by models that did
not see the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import replace
from itertools import repeat
from operator import attrgetter

from flows.extraction.linking.asking import HOPELESS, Decide, JudgedBatch, Tabulate
from flows.extraction.linking.features import Features
from flows.extraction.linking.features.rows import Names, Parts, Table, described
from flows.extraction.linking.figures.candidates import candidates
from flows.extraction.linking.figures.features import among, naming, numbers, series, whole
from flows.extraction.linking.figures.features.pairing import Pairing
from flows.extraction.linking.figures.features.whole import Claimed
from flows.extraction.linking.figures.named import Candidate, Place
from flows.extraction.linking.figures.page import KINDS, MARKS, Page
from flows.extraction.linking.judges import DIGITS

MEASURES = ("groups", "rate")
JUDGES = (
    "figure",
    "figure-in-series",
    *MEASURES,
    *(f"{kind}{light}" for kind in KINDS for light in ("", "-among-rivals")),
    "claim",
)
# A number is linked only if it is a figure with at least this probability.
LEAST_FIGURE = 0.25
# The probability of a pair that is not worth judging.
HARDLY = 0.001
# A figure has the threats and marks above this probability.
LEAST_MARK_SCORE = 0.5


class FigureWork:
    """The numbers of one document and, after each step, their candidates, scores and claims."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.required: Collection[int] = ()  # numbers (by place) that are linked however unlikely they seem
        self.scores: dict[str, list[float]] = {}
        self.figures: list[Place] = []
        self.pairings: dict[str, list[Pairing]] = {kind: [] for kind in KINDS}
        self.pairs: dict[str, list[tuple[int, Candidate]]] = {kind: [] for kind in KINDS}
        self.unlikely: dict[str, list[tuple[int, Candidate]]] = {kind: [] for kind in KINDS}  # not judged
        self.second_look: dict[str, list[int]] = {}  # of each kind, the numbers of the pairs that are judged again
        self.likely: list[float] = []  # the probability of each number to be a figure
        self.claims: list[Claimed] = []

    # -- the features of each step, in the order of its candidates
    def of_numbers(self) -> Iterable[Parts]:
        """Yield the features of each number by itself."""
        page = self.page
        for place in page.places:
            over = numbers.topics(page, place) | numbers.words_over(page, place)
            yield numbers.of_number(page, place), over, numbers.words_around(page, place)

    def of_series(self) -> Iterable[Parts]:
        """Yield the features of each number among those around it."""
        for place in self.page.places:
            yield tuple(series.of_series(self.page, place, self.scores["figure"]))

    def choose(self) -> None:
        """Take the numbers that are likely figures, and their candidates of each kind."""
        first, second = self.scores["figure"], self.scores["figure-in-series"]
        self.likely = [combined(*looks) for looks in zip(first, second, strict=True)]
        self.figures = [
            one for one in self.page.places if self.likely[one.index] >= LEAST_FIGURE or one.index in self.required
        ]
        for kind in KINDS:
            known: dict[Hashable, Features] = {}
            self.pairings[kind] = [
                Pairing(self.page, place, kind, candidates(self.page, place, kind), known) for place in self.figures
            ]
            for number, pairing in enumerate(self.pairings[kind]):
                asked = set(pairing.asked)
                for candidate in pairing.candidates:
                    (self.pairs if candidate in asked else self.unlikely)[kind].append((number, candidate))

    def of_pairs(self, kind: str) -> Iterable[Parts]:
        """Yield the features of each figure with each candidate of a kind that is judged."""
        for pairing in map(replace, self.pairings[kind]):  # copies, so that what each finds out is not kept
            fixed = pairing.fixed | {"likely figure": self.likely[pairing.place.index]}
            for candidate in pairing.asked:
                yield *naming.of_pair(pairing, candidate), fixed

    def of_rivals(self, kind: str) -> Iterable[Parts]:
        """Return the features of the pairs that are judged again, among their rivals."""
        pairs = [*zip(self.pairs[kind], self.scores[kind], strict=True)]
        bound = among.LinkScores(self.page, kind, self.figures, [*pairs, *zip(self.unlikely[kind], repeat(HARDLY))])
        return among.among(bound, [pairs[number] for number in self.second_look[kind]])

    def join(self) -> None:
        """Make a claim of each figure that has a body, with its candidates ranked by probability."""
        bodies, periods, threats, marks = (self._ranked(kind) for kind in KINDS)
        unlikely: dict[int, dict[str, float]] = defaultdict(dict)
        for number, threat in self.unlikely["threat"]:
            unlikely[number][threat.key] = HARDLY
        for number, place in enumerate(self.figures):
            if bodies[number]:
                score, (groups, rate) = self.likely[place.index], (self.scores[name][number] for name in MEASURES)
                claim = Claimed(number, place, score, groups, rate, bodies[number], periods[number])
                claim.threats = unlikely[number] | {one.key: score for score, one in threats[number]}
                claim.marks = {sort: {one.key: s for s, one in marks[number] if one.sort == sort} for sort in MARKS}
                self.claims.append(claim)

    def _ranked(self, kind: str) -> dict[int, list[tuple[float, Candidate]]]:
        """Return the candidates of each figure with their probabilities, the likeliest first."""
        found: dict[int, list[tuple[float, Candidate]]] = defaultdict(list)
        for at, second in zip(self.second_look[kind], self.scores[f"{kind}-among-rivals"], strict=True):
            number, candidate = self.pairs[kind][at]
            found[number].append((combined(self.scores[kind][at], second), candidate))
        for ranked in found.values():
            ranked.sort(key=lambda pair: -pair[0])
        return found

    def bodies_of_claims(self) -> list[int]:
        """Return, for each claim, the number of its figure and body among the pairs that were judged again."""
        pairs = [self.pairs["body"][at] for at in self.second_look["body"]]
        at_pair = {(number, candidate.key): at for at, (number, candidate) in enumerate(pairs)}
        return [at_pair[claim.number, claim.body.key] for claim in self.claims]

    def of_claims(self) -> Iterable[Parts]:
        """Return the features of each claim, by itself and beside the other claims."""
        return zip(whole.of_claims(self.claims))


def judge_all(works: Sequence[FigureWork], decide: Decide, names: Names, tabulate: Tabulate = described) -> None:
    """Judge the numbers of some documents, step by step; the scores and claims are left in each work."""
    asking = JudgedBatch(works, decide, names, tabulate)
    numbers = asking.described("number", FigureWork.of_numbers)
    asking.ask("figure", numbers, _numbers)
    numbers = numbers.joined_with(asking.described("series", FigureWork.of_series))
    asking.ask("figure-in-series", numbers, _numbers)
    for work in works:
        work.choose()
    figures = numbers.take(asking.rows(_numbers, lambda work: (place.index for place in work.figures)))
    for name in MEASURES:
        asking.ask(name, figures, lambda work: work.figures)
    of_kind = {kind: _judge_links(asking, kind) for kind in KINDS}
    for work in works:
        work.join()
    figures = figures.take(asking.rows(lambda work: work.figures, lambda work: (one.number for one in work.claims)))
    bodies = of_kind["body"].take(asking.rows(lambda work: work.second_look["body"], FigureWork.bodies_of_claims))
    claims = asking.described("claim", FigureWork.of_claims).joined_with(figures).joined_with(bodies)
    asking.ask("claim", claims, lambda work: work.claims)


_numbers = attrgetter("page.places")


def _judge_links(asking: JudgedBatch[FigureWork], kind: str) -> Table:
    """Judge each figure with all candidates of a kind, then the likelier pairs again; return the rows of these."""
    pairs = asking.described(kind, lambda work: work.of_pairs(kind))
    asking.ask(kind, pairs, lambda work: work.pairs[kind])
    for work in asking.works:
        work.second_look[kind] = [number for number, score in enumerate(work.scores[kind]) if score >= HOPELESS]
    pairs = pairs.take(asking.rows(lambda work: work.pairs[kind], lambda work: work.second_look[kind]))
    pairs = pairs.joined_with(asking.described(f"rival {kind}", lambda work: work.of_rivals(kind)))
    asking.ask(f"{kind}-among-rivals", pairs, lambda work: work.second_look[kind])
    return pairs


def combined(first: float, second: float) -> float:
    """Combine the probabilities of the two looks at a candidate; the second, which sees its rivals, counts double."""
    return round((first + 2 * second) / 3, DIGITS)
