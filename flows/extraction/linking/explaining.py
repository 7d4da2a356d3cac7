"""Explain why a fact was linked: what raised and lowered its probability, and which candidates came next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import LIKELIER_THAN_NOT
from flows.extraction.linking import ratings
from flows.extraction.linking.affiliations import judging as affiliations
from flows.extraction.linking.affiliations.candidates import AffiliationWork
from flows.extraction.linking.decoding import decoded
from flows.extraction.linking.features.rows import Table, described
from flows.extraction.linking.figures import claims as figures
from flows.extraction.linking.figures.decoding import decoded as decoded_figures
from flows.extraction.linking.figures.steps import judge_all as judge_all_figures
from flows.extraction.linking.judges import Learned
from flows.extraction.linking.roles import judging as roles
from flows.extraction.linking.roles.candidates import RoleWork
from flows.extraction.linking.stakeholders import judging as stakeholders
from flows.extraction.linking.stakeholders.candidates import Page
from flows.extraction.linking.stakeholders.features import describe
from flows.extraction.linking.steps import RatingWork, judge_all

# Show at most `MOST` features of the last judge, and only those that change the score by at least `LEAST` (log-odds).
MOST, LEAST = 6, 0.05


@dataclass(frozen=True, slots=True)
class Reasons:
    """A linked fact in words, its probability, and lines for the features that decided it and for the runners-up."""

    claim: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Recorder:
    """Answers from learned judges and keeps, for each judge, the table that it was asked."""

    learned: Learned
    tables: dict[str, Table] = field(default_factory=dict)

    def decide(self, judge: str, table: Table, works: Sequence[object]) -> list[float]:
        """Return the judge's probability for each row, as `Decide` does."""
        self.tables[judge] = table
        return self.learned.decide(judge, table, works)

    def why(self, judge: str, rows: Sequence[int]) -> list[tuple[str, ...]]:
        """Return, for each of some rows that a judge was asked, lines for the features that changed the score most."""
        if not rows:
            return []
        judges, names = self.learned
        contributions = judges[judge].contributions(self.tables[judge].take(rows), names)
        return [tuple(_feature_lines(row)) for row in contributions]


def _feature_lines(contributions: Sequence[tuple[str, float, float]]) -> Iterable[str]:
    for name, value, added in sorted(contributions, key=lambda each: -abs(each[2]))[:MOST]:
        if abs(added) >= LEAST:
            yield f"{added:+.2f}  {name.partition(': ')[2] or name} = {value:.3g}"


def reasons_of_ratings(work: RatingWork) -> list[Reasons]:
    """Return the reasons of each rating that is more likely right than not, in order of position."""
    recorder = _Recorder(ratings.learned())
    judge_all([work], recorder.decide, recorder.learned.names)
    likely = [one for one in decoded(work) if one.probability >= LIKELIER_THAN_NOT]
    return [
        Reasons(f"{one.body.name}, {one.area}, {one.at.code}", one.probability, (*why, *_runners_up(work, one.number)))
        for one, why in zip(likely, recorder.why("rating-among-all", [one.number for one in likely]), strict=True)
    ]


def _runners_up(work: RatingWork, number: int) -> Iterable[str]:
    """Yield a line for the likeliest other body and one for the likeliest other area of a rating's grade."""
    rating, scores = work.ratings[number], work.scores
    bodies = zip(work.bodies, scores["body-among-rivals"], strict=True)
    areas = zip(work.areas, scores["area-among-rivals"], strict=True)
    yield from _runner_up("body", ((s, o.name) for (n, o), s in bodies if n == rating.grade and o != rating.body))
    named = ((s, o) for (n, o), s in areas if n == rating.grade and o != rating.area)
    yield from _runner_up("area", ((score, area.code if area else "none named") for score, area in named))


def _runner_up(what: str, others: Iterable[tuple[float, str]]) -> list[str]:
    """Return a line for the likeliest of the other candidates; empty if there is none."""
    best = max(others, key=lambda pair: pair[0], default=None)
    return [f"next {what}: {best[1]} ({best[0]:.0%})"] if best else []


def reasons_of_figures(given: figures.LinkingInput) -> list[Reasons]:
    """Return the reasons of each figure of disruptions that is more likely right than not."""
    work, recorder = figures.work_of(given), _Recorder(figures.learned())
    if work is None:
        return []
    judge_all_figures([work], recorder.decide, recorder.learned.names)
    likely = decoded_figures(work, LIKELIER_THAN_NOT)
    whys = recorder.why("claim", [work.claims.index(figure.claim) for figure in likely])
    return [
        Reasons(
            f"{figure.claim.body.key.name}, {figure.measure}, {figure.figure[2]:g}",
            figure.probability,
            (*why, *_runner_up("body", ((score, other.key.name) for score, other in figure.claim.bodies[1:]))),
        )
        for figure, why in zip(likely, whys, strict=True)
    ]


def reasons_of_stakeholders(page: Page) -> list[Reasons]:
    """Return the reasons of each person and organisation that is more likely a stakeholder than not."""
    judges, names = learned = stakeholders.learned()
    recorder, table = _Recorder(learned), described(names, stakeholders.JUDGE, [page], describe)
    likelihood = recorder.decide(stakeholders.JUDGE, table, [page])
    likely = [number for number, score in enumerate(likelihood) if score >= LIKELIER_THAN_NOT]
    parts = stakeholders.parts_of(judges, table.take(likely), names)
    words, bodies = _roles_of(page.analysis), _organisations_of(page.analysis)
    return [
        Reasons(who.name, likelihood[number], (*why, *_parts_of(part), *words.get(who, ()), *bodies.get(who, ())))
        for number, why, part in zip(likely, recorder.why(stakeholders.JUDGE, likely), parts, strict=True)
        for who in [page.candidates[number].who]
    ]


def _parts_of(likely: Mapping[str, float]) -> Sequence[str]:
    """Return lines for the decided parts of a stakeholder and for the likeliest other part."""
    own = stakeholders.decided(likely)
    others = ((score, part) for part, score in likely.items() if part not in own)
    return [*(f"part: {part} ({likely[part]:.0%})" for part in own), *_runner_up("part", others)]


def _roles_of(analysis: Analysis) -> Mapping[object, list[str]]:
    """Return two lines for each person: the likeliest words for a role and the next; "no role" below the threshold."""
    (work,) = roles.ROLES.judge_all([RoleWork(analysis)])
    likely = ((one, score) for one, score in roles.likeliest(work) if score >= LEAST)
    best = _best_two((one.person, roles.role_of(work, one).text, score) for one, score in likely)
    return {
        person: [f"{'role' if score >= roles.THRESHOLD else 'no role'}: {words} ({score:.0%})" for words, score in two]
        for person, two in best.items()
    }


def _organisations_of(analysis: Analysis) -> Mapping[object, list[str]]:
    """Return two lines for each person: the likeliest organisation, theirs if likely enough, and the next."""
    (work,) = affiliations.ORGANISATIONS.judge_all([AffiliationWork(analysis)])
    best = _best_two((one.person, one.body.name, score) for one, score in work.scored)
    words = ("organisation", "next organisation")
    return {
        person: [f"{word}: {name} ({score:.0%})" for word, (name, score) in zip(words, two, strict=False)]
        for person, two in best.items()
    }


def _best_two(scored: Iterable[tuple[Person, str, float]]) -> dict[Person, list[tuple[str, float]]]:
    """Return the two likeliest texts for each person, each with its probability."""
    found: dict[Person, dict[str, float]] = defaultdict(dict)
    for person, text, score in scored:
        found[person][text] = max(score, found[person].get(text, 0.0))
    return {person: sorted(scores.items(), key=lambda each: -each[1])[:2] for person, scores in found.items()}
