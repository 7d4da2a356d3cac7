"""Why a fact was linked: what added to its probability and took from it, and what came second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.people import Person
from flows.extraction.linking import ratings
from flows.extraction.linking.affiliations import judging as affiliations
from flows.extraction.linking.affiliations.candidates import Crowd
from flows.extraction.linking.decoding import decoded
from flows.extraction.linking.features.rows import Table
from flows.extraction.linking.figures import claims as figures
from flows.extraction.linking.figures.decoding import decoded as decoded_figures
from flows.extraction.linking.figures.steps import judge_all as judge_all_figures
from flows.extraction.linking.judges import Learned
from flows.extraction.linking.roles import judging as roles
from flows.extraction.linking.roles.candidates import Crowd as RoleCrowd
from flows.extraction.linking.stakeholders import judging as stakeholders
from flows.extraction.linking.stakeholders.candidates import Page
from flows.extraction.linking.steps import Work, judge_all

# So many features of the judge that has the last word are told; what adds or takes less than the least is not.
MOST, LEAST = 6, 0.05
LIKELIER_THAN_NOT = 0.5


@dataclass(frozen=True, slots=True)
class Reasons:
    """A linked fact as words, its probability, what spoke for and against it, and the runners-up."""

    claim: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """Judges that keep what they were asked."""

    learned: Learned
    tables: dict[str, Table] = field(default_factory=dict)

    def decide(self, judge: str, table: Table, works: Sequence[object]) -> list[float]:
        """What a judge answers."""
        self.tables[judge] = table
        return self.learned.decide(judge, table, works)

    def why(self, judge: str, rows: Sequence[int]) -> list[tuple[str, ...]]:
        """Of some rows that a judge was asked: the features that said most, the greatest first, with their values."""
        if not rows:
            return []
        judges, names = self.learned
        added = judges[judge].contributions(self.tables[judge].take(rows), names)
        return [tuple(_waterfall(each)) for each in added]


def _waterfall(contributions: Sequence[tuple[str, float, float]]) -> Iterable[str]:
    for name, value, added in sorted(contributions, key=lambda each: -abs(each[2]))[:MOST]:
        if abs(added) >= LEAST:
            yield f"{added:+.2f}  {name.partition(': ')[2] or name} = {value:.3g}"


def reasons_of_ratings(work: Work) -> list[Reasons]:
    """The reasons of each rating of a document that is likelier right than not, in order of position."""
    asked = _Asked(ratings.learned())
    judge_all([work], asked.decide, asked.learned.names)
    likely = [one for one in decoded(work) if one.probability >= LIKELIER_THAN_NOT]
    return [
        Reasons(f"{one.body.name}, {one.area}, {one.at.code}", one.probability, (*why, *_runners_up(work, one.number)))
        for one, why in zip(likely, asked.why("rating-among-all", [one.number for one in likely]), strict=True)
    ]


def _runners_up(work: Work, number: int) -> Iterable[str]:
    """The likeliest other body and area of the grade of a rating."""
    rating, scores = work.ratings[number], work.scores
    bodies = zip(work.bodies, scores["body-among-rivals"], strict=True)
    areas = zip(work.areas, scores["area-among-rivals"], strict=True)
    yield from _next("body", ((s, o.name) for (n, o), s in bodies if n == rating.grade and o != rating.body))
    named = ((s, o) for (n, o), s in areas if n == rating.grade and o != rating.area)
    yield from _next("area", ((score, area.code if area else "none named") for score, area in named))


def _next(what: str, others: Iterable[tuple[float, str]]) -> list[str]:
    """The likeliest of the others."""
    best = max(others, key=lambda each: each[0], default=None)
    return [f"next {what}: {best[1]} ({best[0]:.0%})"] if best else []


def reasons_of_figures(given: figures.Given) -> list[Reasons]:
    """The same of each figure of disruptions."""
    work, asked = figures.work_of(given), _Asked(figures.learned())
    if work is None:
        return []
    judge_all_figures([work], asked.decide, asked.learned.names)
    likely = decoded_figures(work, LIKELIER_THAN_NOT)
    found = asked.why("claim", [work.claims.index(one.claim) for one in likely])
    return [
        Reasons(
            f"{one.claim.body.key.name}, {one.measure}, {one.figure[2]:g}",
            one.probability,
            (*why, *_next("body", ((score, other.key.name) for score, other in one.claim.bodies[1:]))),
        )
        for one, why in zip(likely, found, strict=True)
    ]


def reasons_of_stakeholders(page: Page) -> list[Reasons]:
    """The same of everybody who is likelier a stakeholder than not."""
    judges, names = learned = stakeholders.learned()
    asked, table = _Asked(learned), stakeholders.table_of([page], names)
    likelihood = asked.decide(stakeholders.JUDGE, table, [page])
    likely = [number for number, score in enumerate(likelihood) if score >= LIKELIER_THAN_NOT]
    parts = stakeholders.parts_of(judges, table.take(likely), names)
    what, whose = _roles_of(page.analysis), _organisations_of(page.analysis)
    return [
        Reasons(who.name, likelihood[number], (*why, *_parts(part), *what.get(who, ()), *whose.get(who, ())))
        for number, why, part in zip(likely, asked.why(stakeholders.JUDGE, likely), parts, strict=True)
        for who in [page.candidates[number].who]
    ]


def _parts(likely: Mapping[str, float]) -> Sequence[str]:
    """The part that somebody has, and the likeliest one else."""
    own = stakeholders.decided(likely)
    others = ((score, part) for part, score in likely.items() if part not in own)
    return [*(f"part: {part} ({likely[part]:.0%})" for part in own), *_next("part", others)]


def _roles_of(analysis: Analysis) -> Mapping[object, list[str]]:
    """The likeliest words for what each person is, and the next; those that are likely enough are their role."""
    (crowd,) = roles.ROLES.made([RoleCrowd(analysis)])
    found: dict[Person, dict[str, float]] = {}
    for one, score in roles.likeliest(crowd):
        if score >= LEAST:
            words, of_person = roles.role_of(crowd, one).text, found.setdefault(one.person, {})
            of_person[words] = max(score, of_person.get(words, 0.0))
    best = {person: sorted(scored.items(), key=lambda each: -each[1])[:2] for person, scored in found.items()}
    return {
        person: [f"{'role' if score >= roles.THRESHOLD else 'no role'}: {words} ({score:.0%})" for words, score in two]
        for person, two in best.items()
    }


def _organisations_of(analysis: Analysis) -> Mapping[object, list[str]]:
    """The likeliest organisation of each person, and the next; the first is theirs if it is likely enough."""
    (crowd,) = affiliations.ORGANISATIONS.made([Crowd(analysis)])
    found: dict[Person, list[tuple[float, str]]] = {}
    for one, score in crowd.scored:
        found.setdefault(one.person, []).append((score, one.body.name))
    words = ("organisation", "next organisation")
    return {
        person: [
            f"{word}: {name} ({score:.0%})"
            for word, (score, name) in zip(words, sorted(scored, reverse=True), strict=False)
        ]
        for person, scored in found.items()
    }
