"""How a candidate compares with its rivals: other candidates of the same grade, and other grades that could take it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence

from flows.extraction.claims import Body
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, best_two, close
from flows.extraction.linking.features.lists import side_by_side
from flows.extraction.linking.features.reference import last_mention

# Grades below it are no neighbours.
UNSURE = 0.4
# Look for lists among no more than this many candidates of a grade, the likeliest.
MOST_PLACES = 12
# An area or body that a grade may belong to; None stands for an area that is not named.
Candidate = Entity | Body | None


def _key(candidate: Candidate) -> Hashable:
    """Return a key for what a candidate names, equal for all places that name the same body or area."""
    return candidate if isinstance(candidate, Body) else "overall" if candidate is None else candidate.code


def among(
    document: Entities,
    grades: Sequence[Entity],
    likely: Sequence[float],
    pairs: Sequence[tuple[int, Candidate]],
    scores: Sequence[float],
) -> list[Features]:
    """Return the features of each pair of a grade's number and a candidate, in the order of `pairs`. `likely`: the
    probability that each grade word is a grade at all; `scores`: the probability of each pair so far."""
    of_grade: dict[int, list[int]] = defaultdict(list)
    of_candidate: dict[Hashable, list[int]] = defaultdict(list)
    best: dict[tuple[int, Hashable], float] = defaultdict(float)
    for number, (grade, candidate) in enumerate(pairs):
        of_grade[grade].append(number)
        of_candidate[candidate or ("none", grade)].append(number)
        best[grade, _key(candidate)] = max(best[grade, _key(candidate)], scores[number])
    rows: list[Features] = [
        {"score": score, "of grade": likely[grade]} for (grade, _), score in zip(pairs, scores, strict=True)
    ]
    for groups, name in ((of_grade, "of this grade"), (of_candidate, "of this one")):
        for numbers in groups.values():
            _add_ranks(scores, numbers, name, rows)
    weights, sums = sum(likely), defaultdict[Hashable, float](float)  # the scores over all grades, weighted by `likely`
    for (grade, what), score in best.items():
        sums[what] += score * likely[grade]
    neighbours = _neighbours(likely)
    for (grade, candidate), row in zip(pairs, rows, strict=True):
        for other, side in zip(neighbours[grade], ("before", "behind"), strict=True):
            if other is not None:
                row[f"of the grade {side}"] = best.get((other, _key(candidate)), 0.0) or -1.0
        rest = weights - likely[grade]
        if rest > 0.3:
            row["of the other grades"] = (sums[_key(candidate)] - best[grade, _key(candidate)] * likely[grade]) / rest
    for grade, numbers in of_grade.items():
        best_first = sorted(numbers, key=lambda number: -scores[number])[:MOST_PLACES]
        places = ((number, _place(document, grades[grade], pairs[number][1])) for number in best_first)
        _add_best(document, best_first[0], {number: place for number, place in places if place}, scores, rows)
    return rows


def _add_ranks(scores: Sequence[float], numbers: Sequence[int], name: str, rows: list[Features]) -> None:
    """Add to the rows of some pairs (`numbers`) how each pair compares with the others by score."""
    order = sorted(numbers, key=lambda number: -scores[number])
    total = sum(scores[number] for number in numbers)
    first, second = best_two(scores[number] for number in numbers)
    for rank, number in enumerate(order):
        rows[number] |= {
            f"best other {name}": second if rank == 0 else first,
            f"close to best {name}": close(rank),
            f"sum of others {name}": total - scores[number],
            f"count {name}": float(len(order)),
        }


def _neighbours(likely: Sequence[float]) -> list[tuple[int | None, int | None]]:
    """Return the numbers of the next likely grades before and after each grade; None where there is none."""
    sure = [number for number, score in enumerate(likely) if score >= UNSURE]
    neighbours: list[tuple[int | None, int | None]] = []
    for number in range(len(likely)):
        before, behind = bisect_left(sure, number) - 1, bisect_right(sure, number)
        neighbours.append((sure[before] if before >= 0 else None, sure[behind] if behind < len(sure) else None))
    return neighbours


def _add_best(
    document: Entities, top: int, places: Mapping[int, Entity], scores: Sequence[float], rows: list[Features]
) -> None:
    """Add how each candidate lies relative to the best one of its grade: same list, same sentence, order."""
    best = places.get(top)
    for number, place in places.items():
        row = rows[number]
        if number != top and best is not None:
            row["listed with best"] = 1.0 if side_by_side(document, best, place) else -1.0
            row["in sentence of best"] = 1.0 if best.sentence is place.sentence else -1.0
            row["behind best"] = 1.0 if place.token > best.token else -1.0
        listed = [scores[n] for n, other in places.items() if n != number and side_by_side(document, other, place)]
        row["best listed with it"] = max(listed, default=0.0)


def _place(document: Entities, grade: Entity, candidate: Candidate) -> Entity | None:
    """Return where a candidate is named; for a body, its last mention before the grade."""
    return last_mention(document, candidate, grade) if isinstance(candidate, Body) else candidate
