"""Which of the judged ratings hold together: each grade word states a fact once, and no two facts contradict."""

from __future__ import annotations

from collections import defaultdict

from flows.extraction.claims import Body
from flows.extraction.linking.dates import Key, Stated
from flows.extraction.linking.entities import Entity
from flows.extraction.linking.steps import Work

# Of two current grades of a body in an area the lesser one stands only when as likely as this.
SURE = 0.7


def decoded(work: Work) -> list[Stated]:
    """The ratings of a judged document that can stand together, in order of position, however unlikely.

    What a table says as well is left to it.
    """
    best: dict[tuple[Entity, Key], Stated] = {}
    scores, earlier = work.scores["rating-among-all"], work.scores["earlier"]
    for number, (rating, score, past) in enumerate(zip(work.ratings, scores, earlier, strict=True)):
        found = Stated(work.grades[rating.grade], rating.body, rating.code, past, score, number=number)
        place = found.at, found.key
        if found.key not in work.known and (place not in best or best[place].probability < score):
            best[place] = found
    current: dict[tuple[Body, str], float] = defaultdict(float)
    facts: dict[Key, float] = defaultdict(float)
    for found in best.values():
        facts[found.key] = max(facts[found.key], found.probability)
        if not found.historic:
            current[found.key[:2]] = max(current[found.key[:2]], found.probability)
    return [f for f in best.values() if f.historic or facts[f.key] >= min(SURE, current[f.key[:2]])]
