"""How a candidate stands among its rivals, by all scores: the others of its grade, and the grades that want it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, close
from flows.extraction.linking.features.lists import side_by_side
from flows.extraction.linking.features.reference import last_mention

# Grades less likely than this are passed over as neighbours, and candidates less likely are no rivals in a list.
UNSURE, NO_RIVAL = 0.4, 0.02
# So many candidates of a grade are looked at for lists.
MOST_PLACES = 12
# An area or body of a grade; None stands for an area that is not named.
Candidate = Entity | Body | None


def _what(one: Candidate) -> Hashable:
    """What a candidate names: the same for every place that names it."""
    return one if isinstance(one, Body) else "overall" if one is None else one.code


def among(
    document: Entities,
    grades: Sequence[Entity],
    likely: Sequence[float],
    pairs: Sequence[tuple[int, Candidate]],
    scores: Sequence[float],
) -> list[Features]:
    """The features of each pair of a grade and a candidate, in order.

    `likely`: how likely each grade word is a grade at all; `scores`: how likely each pair is thought so far.
    """
    of_grade: dict[int, list[int]] = defaultdict(list)
    of_one: dict[Hashable, list[int]] = defaultdict(list)
    best: dict[tuple[int, Hashable], float] = defaultdict(float)
    for number, (grade, one) in enumerate(pairs):
        of_grade[grade].append(number)
        of_one[one or ("none", grade)].append(number)
        best[grade, _what(one)] = max(best[grade, _what(one)], scores[number])
    found: list[Features] = [
        {"score": score, "of grade": likely[grade]} for (grade, _), score in zip(pairs, scores, strict=True)
    ]
    for groups, name in ((of_grade, "of this grade"), (of_one, "of this one")):
        for numbers in groups.values():
            _ranked(scores, numbers, name, found)
    weights, sums = sum(likely), _sums(likely, best)
    neighbours = _neighbours(likely)
    for (grade, one), here in zip(pairs, found, strict=True):
        for other, side in zip(neighbours[grade], ("before", "behind"), strict=True):
            if other is not None:
                here[f"of the grade {side}"] = best.get((other, _what(one)), 0.0) or -1.0
        rest = weights - likely[grade]
        if rest > 0.3:
            here["of the other grades"] = (sums[_what(one)] - best[grade, _what(one)] * likely[grade]) / rest
    for grade, numbers in of_grade.items():
        best_first = sorted(numbers, key=lambda number: -scores[number])[:MOST_PLACES]
        hopeful = [number for number in best_first if number == best_first[0] or scores[number] > NO_RIVAL]
        placed = ((number, _place(document, grades[grade], pairs[number][1])) for number in hopeful)
        _beside_the_best(document, best_first[0], {number: place for number, place in placed if place}, scores, found)
    return found


def _ranked(scores: Sequence[float], numbers: Sequence[int], name: str, found: list[Features]) -> None:
    """How each stands in the order of scores."""
    order = sorted(numbers, key=lambda number: -scores[number])
    total = sum(scores[number] for number in numbers)
    second = scores[order[1]] if len(order) > 1 else 0.0
    for rank, number in enumerate(order):
        found[number] |= {
            f"best other {name}": second if rank == 0 else scores[order[0]],
            f"close to best {name}": close(rank),
            f"sum of others {name}": total - scores[number],
            f"count {name}": float(len(order)),
        }


def _sums(likely: Sequence[float], best: dict[tuple[int, Hashable], float]) -> dict[Hashable, float]:
    """What all grades together want each candidate, weighed by how likely they are grades."""
    sums: dict[Hashable, float] = defaultdict(float)
    for (grade, what), score in best.items():
        sums[what] += score * likely[grade]
    return sums


def _neighbours(likely: Sequence[float]) -> list[tuple[int | None, int | None]]:
    """The next likely grade before each, and behind it."""
    sure = [number for number, score in enumerate(likely) if score >= UNSURE]
    found: list[tuple[int | None, int | None]] = []
    for number in range(len(likely)):
        before, behind = bisect_left(sure, number) - 1, bisect_right(sure, number)
        found.append((sure[before] if before >= 0 else None, sure[behind] if behind < len(sure) else None))
    return found


def _beside_the_best(
    document: Entities, top: int, places: Mapping[int, Entity], scores: Sequence[float], found: list[Features]
) -> None:
    """How each stands to the best one of its grade: in one list with it, in its sentence, before or behind it."""
    best = places.get(top)
    for number, place in places.items():
        here = found[number]
        if number != top and best is not None:
            here["listed with best"] = 1.0 if side_by_side(document, best, place) else -1.0
            here["in sentence of best"] = 1.0 if best.sentence is place.sentence else -1.0
            here["behind best"] = 1.0 if place.token > best.token else -1.0
        listed = [scores[n] for n, other in places.items() if n != number and side_by_side(document, other, place)]
        here["best listed with it"] = max(listed, default=0.0)


def _place(document: Entities, grade: Entity, one: Candidate) -> Entity | None:
    """Where a candidate stands; a body where it is named last before the grade."""
    return last_mention(document, one, grade) if isinstance(one, Body) else one
