"""The figures of documents, judged step by step: the same way for learning and for finding.

A number is judged alone, then among those around it; what may be a figure is judged with each body, period, threat and
mark that it could be bound to, alone and among its rivals; a last judge looks at all that was thought of a claim. Each
step is asked of the judge for all documents at once: `decide` answers from models, or learns and answers by models that
did not see the document.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import chain, repeat

from flows.extraction.linking.features import Features, rows
from flows.extraction.linking.features.rows import Names, Parts, Shared, Table
from flows.extraction.linking.figures.candidates import candidates
from flows.extraction.linking.figures.features import among, naming, numbers, owning, series, timing, whole
from flows.extraction.linking.figures.features.pairing import Pairing
from flows.extraction.linking.figures.features.whole import Claimed
from flows.extraction.linking.figures.named import Place, Thing
from flows.extraction.linking.figures.page import KINDS, MARKS, Page
from flows.extraction.linking.figures.times import NO_TIME
from flows.extraction.linking.judges import DIGITS

MEASURES = ("groups", "rate")
JUDGES = (
    "figure",
    "figure-in-series",
    *MEASURES,
    *(f"{kind}{light}" for kind in KINDS for light in ("", "-among-rivals")),
    "claim",
)
# A number that is less likely a figure is not bound.
LEAST = 0.25
# How likely something is the figure's that is not worth judging.
HARDLY = 0.001
# A threat or mark from this probability on is the figure's.
SURE = 0.5
Decide = Callable[[str, Table, "Sequence[Work]"], list[float]]


class Work:
    """What is thought of one document so far. `required`: numbers that are bound however unlikely they seem."""

    def __init__(self, page: Page, required: Collection[int] = ()) -> None:
        self.page, self.required = page, required
        self.scores: dict[str, list[float]] = {}
        self.figures: list[Place] = []
        self.pairings: dict[str, list[Pairing]] = {kind: [] for kind in KINDS}
        self.pairs: dict[str, list[tuple[int, Thing]]] = {kind: [] for kind in KINDS}
        self.unlikely: dict[str, list[tuple[int, Thing]]] = {kind: [] for kind in KINDS}  # these are not judged
        self.claims: list[Claimed] = []

    # -- what describes the candidates of each step, in their order
    def of_numbers(self) -> Iterable[Parts]:
        """Each number by itself."""
        page = self.page
        for place in page.places:
            # What leads to a number may have the word "groups", and speak of groups: one name, and the word counts.
            over = numbers.topics(page, place) | numbers.words_over(page, place)
            around = numbers.words_around(page, place), numbers.numbers_beside(page, place)
            yield numbers.of_number(page, place), over, *around

    def of_series(self) -> Iterable[Parts]:
        """Each number among those around it."""
        page, scores = self.page, self.scores["figure"]
        for place in page.places:
            found = {"score": scores[place.index]}, series.of_series(page, place, scores)
            yield *found, series.words_going_on(page, place, scores)

    def choose(self) -> None:
        """Take the numbers that are likely figures, and what each could be bound to."""
        likely, required = self.scores["figure-in-series"], set(self.required)
        if not self.page.things["body"]:
            return
        self.figures = [p for p in self.page.places if likely[p.index] >= LEAST or p.index in required]
        for kind in KINDS:
            known: dict[Hashable, Shared] = {}
            self.pairings[kind] = [
                Pairing(self.page, place, kind, candidates(self.page, place, kind), known) for place in self.figures
            ]
            for number, pairing in enumerate(self.pairings[kind]):
                asked = set(pairing.asked)
                for thing in pairing.things:
                    (self.pairs if thing in asked else self.unlikely)[kind].append((number, thing))

    def of_pairs(self, kind: str) -> Iterable[Parts]:
        """Each figure with each thing of a kind."""
        likely = self.scores["figure-in-series"]
        for pairing in self.pairings[kind]:
            fixed = Shared(pairing.fixed | {"likely figure": likely[pairing.place.index]})
            for thing in pairing.asked:
                parts = naming.of_naming(pairing, thing), naming.words_of(pairing, thing), _own(pairing, thing)
                yield *chain.from_iterable(parts), fixed

    def of_rivals(self, kind: str) -> Iterable[Parts]:
        """The same among their rivals."""
        pairs, scores, others = self.pairs[kind], self.scores[kind], self.unlikely[kind]
        every = [*zip(pairs, scores, strict=True), *zip(others, repeat(HARDLY))]
        return among.among(among.Bound(self.page, kind, self.figures, every), pairs, scores)

    def join(self) -> None:
        """Make a claim of every figure that has a body, of what it is likeliest bound to."""
        bound = {kind: self._ranked(kind) for kind in KINDS}
        scores = self.scores
        for number, place in enumerate(self.figures):
            if bodies := bound["body"].get(number):
                likely = scores["figure-in-series"][place.index]
                groups, rate = (scores[name][number] for name in MEASURES)
                claim = Claimed(number, place, likely, groups, rate, bodies[0][1], bodies)
                claim.periods = bound["period"].get(number, [])
                claim.period = claim.periods[0][1].key if claim.periods else NO_TIME
                claim.threats = {one.key: HARDLY for n, one in self.unlikely["threat"] if n == number}
                claim.threats |= {one.key: score for score, one in bound["threat"].get(number, [])}
                marks = bound["mark"].get(number, [])
                claim.marks = {sort: {one.key: s for s, one in marks if one.sort == sort} for sort in MARKS}
                self.claims.append(claim)

    def _ranked(self, kind: str) -> dict[int, list[tuple[float, Thing]]]:
        found: dict[int, list[tuple[float, Thing]]] = {}
        for (number, thing), score in zip(self.pairs[kind], self.scores[f"{kind}-among-rivals"], strict=True):
            found.setdefault(number, []).append((score, thing))
        for ranked in found.values():
            ranked.sort(key=lambda pair: -pair[0])
        return found

    def of_claims(self) -> Iterable[Parts]:
        """Each claim in the light of the others."""
        return zip(whole.of_claims(self.page, self.claims))


def _own(pairing: Pairing, thing: Thing) -> Iterable[Features]:
    """What is asked only of things of its kind."""
    if thing.kind == "body":
        return owning.of_body(pairing, thing)
    if thing.kind == "period":
        return timing.of_period(pairing, thing)
    return (pairing.once(thing, lambda: {f"{thing.kind} {thing.key}": 1.0}),)


def judge_all(works: Sequence[Work], decide: Decide, names: Names) -> None:
    """Judge the numbers of some documents, step by step; the scores and claims are in each work."""

    def described(prefix: str, describe: Callable[[Work], Iterable[Parts]]) -> Table:
        return rows.described(names, prefix, works, describe)

    def ask(judge: str, table: Table, count: Callable[[Work], int], before: str | None = None) -> None:
        scores, at = decide(judge, table, works) if len(table) else [], 0
        for work in works:
            found = scores[at : at + count(work)]
            if before is not None:
                found = [together(*pair) for pair in zip(work.scores[before], found, strict=True)]
            work.scores[judge] = found
            at += count(work)

    every = described("number", Work.of_numbers)
    ask("figure", every, lambda work: len(work.page.places))
    every = every.beside(described("series", Work.of_series))
    ask("figure-in-series", every, lambda work: len(work.page.places), "figure")
    for work in works:
        work.choose()
    figures = every.take(_rows_of_figures(works))
    for name in MEASURES:
        ask(name, figures, lambda work: len(work.figures))
    of_kind: dict[str, Table] = {}
    for kind in KINDS:
        pairs = described(kind, lambda work, kind=kind: work.of_pairs(kind))  # type: ignore[misc]
        ask(kind, pairs, lambda work, kind=kind: len(work.pairs[kind]))  # type: ignore[misc]
        pairs = pairs.beside(described(f"rival {kind}", lambda work, kind=kind: work.of_rivals(kind)))  # type: ignore[misc]
        ask(f"{kind}-among-rivals", pairs, lambda work, kind=kind: len(work.pairs[kind]), kind)  # type: ignore[misc]
        of_kind[kind] = pairs
    for work in works:
        work.join()
    of_figures, of_bodies = _rows_of_claims(works)
    claims = described("claim", Work.of_claims)
    claims = claims.beside(figures.take(of_figures)).beside(of_kind["body"].take(of_bodies))
    ask("claim", claims, lambda work: len(work.claims))


def together(first: float, second: float) -> float:
    """What two looks at a candidate say together; the second, which saw its rivals, counts twice."""
    return round((first + 2 * second) / 3, DIGITS)


def _rows_of_figures(works: Sequence[Work]) -> list[int]:
    """The rows of the figures among those of all numbers of all documents."""
    found: list[int] = []
    first = 0
    for work in works:
        found += [first + place.index for place in work.figures]
        first += len(work.page.places)
    return found


def _rows_of_claims(works: Sequence[Work]) -> tuple[list[int], list[int]]:
    """The rows of the number of each claim among those of all figures, and of its body among all bodies of figures."""
    of_figures: list[int] = []
    of_bodies: list[int] = []
    figures = bodies = 0
    for work in works:
        pairs = {(number, thing.key): at for at, (number, thing) in enumerate(work.pairs["body"])}
        of_figures += [figures + claim.number for claim in work.claims]
        of_bodies += [bodies + pairs[claim.number, claim.body.key] for claim in work.claims]
        figures, bodies = figures + len(work.figures), bodies + len(work.pairs["body"])
    return of_figures, of_bodies
