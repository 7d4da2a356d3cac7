"""Why a rating was linked: what added to its probability and took from it, and what came second."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.extraction.claims import Body
from flows.extraction.linking.decoding import decoded
from flows.extraction.linking.entities import Entity
from flows.extraction.linking.features.rows import Table
from flows.extraction.linking.ratings import LIKELIER_THAN_NOT, Given, learned, work_of
from flows.extraction.linking.steps import Work, judge_all

# The judge that has the last word, and so many of its features are told.
LAST, MOST = "rating-among-all", 6
# What adds or takes less is not told.
LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Reasons:
    """A linked rating as words, its probability, what spoke for and against it, and the runners-up."""

    told: str
    probability: float
    reasons: tuple[str, ...]


def reasons_of(given: Given) -> list[Reasons]:
    """The reasons of each rating of a document that is likelier right than not, in order of position."""
    work, (judges, names) = work_of(given), learned()
    asked: dict[str, Table] = {}

    def decide(judge: str, table: Table, _: Sequence[object]) -> list[float]:
        asked[judge] = table
        return judges[judge].probabilities(table, names)

    judge_all([work], decide, names)
    likely = [one for one in decoded(work) if one.probability >= LIKELIER_THAN_NOT]
    rows = [work.ratings.index(one.rating) for one in likely]
    found = judges[LAST].contributions(asked[LAST].take(rows), names) if rows else []
    return [
        Reasons(
            f"{one.rating.body.name}, {one.rating.code}, {one.grade}",
            one.probability,
            (*_waterfall(each), *_runners_up(work, one.rating.grade, one.rating.body, one.rating.area)),
        )
        for one, each in zip(likely, found, strict=True)
    ]


def _waterfall(contributions: Sequence[tuple[str, float, float]]) -> Iterable[str]:
    """The features that said most, the greatest first, with what each is here."""
    told = sorted(contributions, key=lambda each: -abs(each[2]))[:MOST]
    for name, value, added in told:
        if abs(added) >= LEAST:
            yield f"{added:+.2f}  {name.partition(': ')[2]} = {value:.3g}"


def _runners_up(work: Work, grade: int, body: Body, area: Entity | None) -> Iterable[str]:
    """The likeliest other body and area of a grade."""
    for what, pairs, judge, own in (
        ("body", work.bodies, "body-among-rivals", body),
        ("area", work.areas, "area-among-rivals", area),
    ):
        scored = zip(pairs, work.scores[judge], strict=True)
        others = [(score, one) for (number, one), score in scored if number == grade and one != own]
        if others:
            score, one = max(others, key=lambda each: each[0])
            name = one.name if isinstance(one, Body) else "none named" if one is None else one.code
            yield f"next {what}: {name} ({score:.0%})"
