"""How a candidate stands among its rivals, by all scores: the others of its grade, and the grades that want it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close
from flows.extraction.linking.features.lists import side_by_side
from flows.extraction.linking.features.reference import last_mention

# Grades less likely than this are passed over as neighbours, and candidates less likely are no rivals in a list.
UNSURE, NO_RIVAL = 0.4, 0.02
# So many candidates of a grade are looked at for lists.
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Scored:
    """An area or body of a grade, with how likely it is thought so far."""

    grade: int
    one: Entity | Body | None
    score: float

    @property
    def what(self) -> Hashable:
        """What it names: the same for every place that names it."""
        return self.one if isinstance(self.one, Body) else "overall" if self.one is None else self.one.code


def among(
    document: Entities, grades: Sequence[Entity], likely: Sequence[float], pairs: Sequence[Scored]
) -> list[Features]:
    """The features of each pair, in order. `likely`: how likely each grade word is a grade at all."""
    of_grade: dict[int, list[int]] = defaultdict(list)
    of_one: dict[Hashable, list[int]] = defaultdict(list)
    best: dict[tuple[int, Hashable], float] = defaultdict(float)
    for number, pair in enumerate(pairs):
        of_grade[pair.grade].append(number)
        of_one[pair.one or ("none", pair.grade)].append(number)
        best[pair.grade, pair.what] = max(best[pair.grade, pair.what], pair.score)
    found: list[Features] = [{"score": pair.score, "of grade": likely[pair.grade]} for pair in pairs]
    for groups, name in ((of_grade, "of this grade"), (of_one, "of this one")):
        for numbers in groups.values():
            _ranked(pairs, numbers, name, found)
    weights, sums = _document_wide(likely, best)
    neighbours = _neighbours(likely)
    for number, pair in enumerate(pairs):
        here = found[number]
        for other, side in zip(neighbours[pair.grade], ("before", "behind"), strict=True):
            if other is not None:
                here[f"of the grade {side}"] = best.get((other, pair.what), 0.0) or -1.0
        rest = weights - likely[pair.grade]
        if rest > 0.3:
            here["of the other grades"] = (sums[pair.what] - best[pair.grade, pair.what] * likely[pair.grade]) / rest
    for numbers in of_grade.values():
        _beside_the_best(document, grades, pairs, numbers, found)
    return found


def _ranked(pairs: Sequence[Scored], numbers: Sequence[int], name: str, found: list[Features]) -> None:
    """How each stands in the order of scores."""
    order = sorted(numbers, key=lambda number: -pairs[number].score)
    total = sum(pairs[number].score for number in numbers)
    second = pairs[order[1]].score if len(order) > 1 else 0.0
    for rank, number in enumerate(order):
        score = pairs[number].score
        found[number] |= {
            f"best other {name}": second if rank == 0 else pairs[order[0]].score,
            f"close to best {name}": close(rank),
            f"sum of others {name}": total - score,
            f"count {name}": float(len(order)),
        }


def _document_wide(
    likely: Sequence[float], best: dict[tuple[int, Hashable], float]
) -> tuple[float, dict[Hashable, float]]:
    sums: dict[Hashable, float] = defaultdict(float)
    for (grade, what), score in best.items():
        sums[what] += score * likely[grade]
    return sum(likely), sums


def _neighbours(likely: Sequence[float]) -> list[tuple[int | None, int | None]]:
    """The next likely grade before each, and behind it."""
    sure = [number for number, score in enumerate(likely) if score >= UNSURE]
    found: list[tuple[int | None, int | None]] = []
    for number in range(len(likely)):
        before, behind = bisect_left(sure, number) - 1, bisect_right(sure, number)
        found.append((sure[before] if before >= 0 else None, sure[behind] if behind < len(sure) else None))
    return found


def _beside_the_best(
    document: Entities, grades: Sequence[Entity], pairs: Sequence[Scored], numbers: Sequence[int], found: list[Features]
) -> None:
    """How each stands to the best one of its grade: in one list with it, in its sentence, before or behind it."""
    best_first = sorted(numbers, key=lambda number: -pairs[number].score)[:MOST_PLACES]
    top = best_first[0]
    places = {
        number: place
        for number in best_first
        if (number == top or pairs[number].score > NO_RIVAL)
        and (place := _place(document, grades[pairs[number].grade], pairs[number].one)) is not None
    }
    for number, place in places.items():
        here, best = found[number], places.get(top)
        if number != top and best is not None:
            here["listed with best"] = 1.0 if side_by_side(document, best, place) else -1.0
            here["in sentence of best"] = 1.0 if best.sentence is place.sentence else -1.0
            here["behind best"] = 1.0 if place.token > best.token else -1.0
        listed = [pairs[n].score for n, other in places.items() if n != number and side_by_side(document, other, place)]
        here["best listed with it"] = max(listed, default=0.0)


def _place(document: Entities, grade: Entity, one: Entity | Body | None) -> Entity | None:
    """Where a candidate stands; a body where it is named last before the grade."""
    if not isinstance(one, Body):
        return one
    return last_mention(document, one, grade)
