"""Which of the judged ratings hold together: one for each fact, and no two that contradict each other."""

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
    best: dict[Key, Linked] = {}
    scores, earlier = work.scores.get("rating-among-all", []), work.scores.get("earlier", [])
    for rating, score, past in zip(work.ratings, scores, earlier, strict=True):
        found = Linked(rating, work.grades[rating.grade].code, past >= 0.5, score, past)
        if found.key in work.known:
            continue
        if found.key not in best or best[found.key].probability < score:
            best[found.key] = found
    current: dict[tuple[Body, str], float] = defaultdict(float)
    for key, found in best.items():
        if not found.historic:
            current[key[:2]] = max(current[key[:2]], found.probability)
    kept = (f for k, f in best.items() if f.historic or f.probability >= min(SURE, current[k[:2]]))
    return sorted(kept, key=lambda found: found.rating.grade)
