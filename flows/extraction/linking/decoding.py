"""Which of the judged ratings hold together: each grade word states a fact once, and no two facts contradict."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from flows.extraction.claims import Body
from flows.extraction.linking.features.whole import Key, Rating
from flows.extraction.linking.steps import Work

# Of two current grades of a body in an area the lesser one stands only when as likely as this.
SURE = 0.7


@dataclass(frozen=True, slots=True)
class Linked:
    """A rating with its grade, whether that is an earlier one, and the probability that all of it is right."""

    rating: Rating
    grade: str
    historic: bool
    probability: float
    earlier: float = 0.0

    @property
    def key(self) -> Key:
        """What makes the fact."""
        return self.rating.body, self.rating.code, self.grade, self.historic


def decoded(work: Work) -> list[Linked]:
    """The ratings of a judged document that can stand together, in order of position, however unlikely.

    What a table says as well is left to it.
    """
    best: dict[tuple[int, Key], Linked] = {}
    scores, earlier = work.scores.get("rating-among-all", []), work.scores.get("earlier", [])
    for rating, score, past in zip(work.ratings, scores, earlier, strict=True):
        found = Linked(rating, work.grades[rating.grade].code, past >= 0.5, score, past)
        if found.key in work.known:
            continue
        place = (rating.grade, found.key)
        if place not in best or best[place].probability < score:
            best[place] = found
    current: dict[tuple[Body, str], float] = defaultdict(float)
    facts: dict[Key, float] = defaultdict(float)
    for found in best.values():
        facts[found.key] = max(facts[found.key], found.probability)
        if not found.historic:
            current[found.key[:2]] = max(current[found.key[:2]], found.probability)
    kept = (f for f in best.values() if f.historic or facts[f.key] >= min(SURE, current[f.key[:2]]))
    return sorted(kept, key=lambda found: found.rating.grade)
