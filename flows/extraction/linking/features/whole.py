"""Features of a whole rating (a grade with its area and body), by itself and among all ratings of its document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.extraction.analysis.grades import GRADES
from flows.extraction.claims import Body
from flows.extraction.linking.dates import Key
from flows.extraction.linking.entities import Entities, Entity
from flows.extraction.linking.features import Features, best_two
from flows.extraction.linking.features.habit import kind_of, suits
from schemas.vocabularies.grading import area_for, only_area

# A rating above this score counts as a possible rating of its body and area.
LIKELY_RATING = 0.15


@dataclass(frozen=True, slots=True)
class Rating:
    """Grade number `grade` with an area (None: not named) and body, candidates number `area_at` and `body_at`."""

    grade: int
    area: Entity | None
    body: Body
    area_at: int
    body_at: int

    @property
    def code(self) -> str:
        """The code of its area; without a named area, "overall" or the only area of the kind of body."""
        return only_area(self.body.kind) if self.area is None else area_for(self.area.codes, self.body.kind)


def of_area_and_body(document: Entities, rating: Rating) -> Features:
    """Describe whether bodies of this kind are inspected in this area."""
    suited = suits(rating.code, kind_of(rating.body), document)
    return {f"body {name}": value for name, value in suited.items()}


def against_others(grades: Sequence[Entity], ratings: Sequence[Rating], scores: Sequence[float]) -> list[Features]:
    """Compare each rating with the likeliest other grade of its body and area: one may be an earlier grade."""
    likely: dict[tuple[Body, str], list[int]] = defaultdict(list)
    own: dict[tuple[Body, str, int], int] = defaultdict(int)
    for number in sorted(range(len(ratings)), key=lambda number: -scores[number]):
        rating = ratings[number]
        if scores[number] > LIKELY_RATING:
            likely[rating.body, rating.code].append(number)
            own[rating.body, rating.code, rating.grade] += 1
    rows: list[Features] = []
    for number, rating in enumerate(ratings):
        grade, alike = grades[rating.grade], likely[rating.body, rating.code]
        others = len(alike) - own[rating.body, rating.code, rating.grade]
        row: Features = {"score": scores[number], "others": float(others)}
        if others:
            best = next(other for other in alike if ratings[other].grade != rating.grade)
            other = grades[ratings[best].grade]
            row |= {
                "other score": scores[best],
                "other is the same": 1.0 if other.code == grade.code else -1.0,
                "other stands behind": 1.0 if other.token > grade.token else -1.0,
                "other in sentence": 1.0 if other.sentence is grade.sentence else -1.0,
                "other is worse by": float(GRADES.index(other.code) - GRADES.index(grade.code)),
            }
        rows.append(row)
    return rows


def among_all(
    grades: Sequence[Entity], ratings: Sequence[Rating], scores: Sequence[float], earlier: Sequence[float]
) -> list[Features]:
    """Compare each rating with the others of its document: same body and area, same grade ... (see `_parts`)."""
    facts: dict[Key, tuple[float, int]] = {}
    sums: dict[Key, float] = defaultdict(float)
    of_grade: dict[int, float] = defaultdict(float)
    keys = [(r.body, r.code, grades[r.grade].code, earlier[n] >= 0.5) for n, r in enumerate(ratings)]
    for number, (rating, key) in enumerate(zip(ratings, keys, strict=True)):
        facts[key] = max(facts.get(key, (-1.0, 0)), (scores[number], -number))
        sums[key] += scores[number]
        of_grade[rating.grade] = max(of_grade[rating.grade], scores[number])
    alike = _scores_by_part({key: score for key, (score, _) in facts.items()})
    # How sure the judges are of the document as a whole shows how hard the document is to read.
    every = {"grades": float(len(of_grade)), "mean best of grades": sum(of_grade.values()) / max(1, len(of_grade))}
    rows: list[Features] = []
    for number, (rating, key) in enumerate(zip(ratings, keys, strict=True)):
        best, top = facts[key]
        row: Features = {"earlier": earlier[number], "score": scores[number], "best": best, "sum": sums[key]}
        row["is best"] = 1.0 if top == -number else -1.0
        for name, part in _parts(key):
            total, first, second = alike[name, *part]
            row[f"best with {name}"] = second if first == best else first
            row[f"sum with {name}"] = total - best
        row["best of grade"] = of_grade[rating.grade]
        row |= every
        rows.append(row)
    return rows


def _scores_by_part(facts: Mapping[Key, float]) -> dict[tuple[object, ...], tuple[float, float, float]]:
    """Return the sum, the best and the second best (0 if none) of the scores of the facts that share each part."""
    scores: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for key, score in facts.items():
        for name, part in _parts(key):
            scores[name, *part].append(score)
    ordered = ((part, sorted(values, reverse=True)) for part, values in scores.items())
    return {part: (sum(values), *best_two(values)) for part, values in ordered}


def _parts(key: Key) -> Sequence[tuple[str, tuple[object, ...]]]:
    body, area, grade, earlier = key
    return (
        ("body and area", (body, area)),
        ("body, area and time", (body, area, earlier)),
        ("body, area and grade", (body, area, grade)),
        ("area and grade", (area, grade)),
        ("body and grade", (body, grade)),
        ("body", (body,)),
        ("area", (area,)),
    )
