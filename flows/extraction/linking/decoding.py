"""Choose which judged ratings can stand together: a grade word states each fact once, and facts do not conflict."""

from __future__ import annotations

from flows.extraction.claims import Body
from flows.extraction.linking.dates import Key, StatedRating
from flows.extraction.linking.entities import Entity
from flows.extraction.linking.steps import RatingWork

# A grade word less likely to be a grade states nothing, though a rating that it would repeat is likely.
LEAST_GRADE = 0.2


def decoded(work: RatingWork) -> list[StatedRating]:
    """Return the ratings of a judged document that can stand together, in order of position, however unlikely. If a
    body has two current grades in one area, only the likelier grade stands. Facts that a table of the document states
    are left out: the table's ratings state them."""
    best: dict[tuple[Entity, Key], StatedRating] = {}
    scores, earlier = work.scores["rating-among-all"], work.scores["earlier"]
    for number, (rating, score, past) in enumerate(zip(work.ratings, scores, earlier, strict=True)):
        stated = StatedRating(work.grades[rating.grade], rating.body, rating.code, past, score, number=number)
        place = stated.at, stated.key
        if stated.key in work.known or work.scores["grade"][rating.grade] < LEAST_GRADE:
            continue
        if place not in best or best[place].probability < score:
            best[place] = stated
    likeliest: dict[tuple[Body, str], StatedRating] = {}
    for stated in best.values():
        current = likeliest.get(stated.key[:2])
        if not stated.historic and (current is None or current.probability < stated.probability):
            likeliest[stated.key[:2]] = stated
    return [f for f in best.values() if f.historic or f.key == likeliest[f.key[:2]].key]
