"""Choose which judged ratings can stand together: a grade word states each fact once, and facts do not conflict."""

from __future__ import annotations

from collections import defaultdict

from flows.extraction.claims import Body
from flows.extraction.linking.dates import Key, Stated
from flows.extraction.linking.entities import Entity
from flows.extraction.linking.steps import Work

# If a body has two current grades in one area, the less likely grade stands only from this probability on.
SURE = 0.7


def decoded(work: Work) -> list[Stated]:
    """Return the ratings of a judged document that can stand together, in order of position, however unlikely.

    Facts that a table of the document states are left out here: the table's ratings state them.
    """
    best: dict[tuple[Entity, Key], Stated] = {}
    scores, earlier = work.scores["rating-among-all"], work.scores["earlier"]
    for number, (rating, score, past) in enumerate(zip(work.ratings, scores, earlier, strict=True)):
        stated = Stated(work.grades[rating.grade], rating.body, rating.code, past, score, number=number)
        place = stated.at, stated.key
        if stated.key not in work.known and (place not in best or best[place].probability < score):
            best[place] = stated
    current: dict[tuple[Body, str], float] = defaultdict(float)
    facts: dict[Key, float] = defaultdict(float)
    for stated in best.values():
        facts[stated.key] = max(facts[stated.key], stated.probability)
        if not stated.historic:
            current[stated.key[:2]] = max(current[stated.key[:2]], stated.probability)
    return [f for f in best.values() if f.historic or facts[f.key] >= min(SURE, current[f.key[:2]])]
