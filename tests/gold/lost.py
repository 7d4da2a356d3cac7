"""At which stage each missed rating was lost: `python -m tests.gold.lost [SET ...]` for tuned documents of `sets/`.

A rating that is not found had no grade word, no candidate for its area or body, or was judged unlikely: each is mended
in another place. The judges have learned from these documents; the card gives the stages by cross-validation.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence

from flows.extraction.linking.decoding import decoded
from flows.extraction.linking.entities import Entity
from flows.extraction.linking.ratings import THRESHOLD, learned, work_of
from flows.extraction.linking.steps import RatingWork, judge_all
from tests.gold.comparing import Item
from tests.gold.corpus import Label, tuned_of_sets
from tests.gold.judged import key_of
from tests.gold.lessons import Labelled, is_whole, linking_inputs, names_area

# The stages in the order in which a rating can be lost.
STAGES = (
    "grade word not found", "no candidate for its area", "no candidate for its body", "table", "judge: grade",
    "judge: area", "judge: body", "judge: all together", "decoding",
)  # fmt: skip
# A judge is to blame for a lost rating if it gave the right candidate a lower probability.
LIKELY = 0.5


def lost(work: RatingWork, ratings: Sequence[Label], threshold: float) -> Iterator[tuple[str, Label]]:
    """Yield the required labels whose ratings are not found in a judged document, each with its stage."""
    labelled = Labelled(work, ratings)
    found = {key_of(stated.key) for stated in decoded(work) if stated.probability >= threshold}
    found |= {key_of(key) for key in work.known}
    for label, item in labelled.labels:
        if not label["optional"] and found.isdisjoint(item.keys):
            yield _stage(labelled, item, threshold), label


def _stage(labelled: Labelled, item: Item, threshold: float) -> str:
    """Return the stage at which the rating of a label was lost."""
    work, key = labelled.work, item.keys[0]
    grades = [number for number, labels in labelled.of_grade.items() if any(each is item for _, each in labels)]
    if not grades:
        return "grade word not found"
    # Candidates that the first judge found hopeless are not among those of the work any more.
    if not any(_may_be(area, key) for g in grades for area in work.areas_of(g, work.grades[g])):
        return "no candidate for its area"
    if not any(body.body_id == key[0] for g in grades for body in work.bodies_of(g, work.grades[g])):
        return "no candidate for its body"
    areas = [n for n, (g, area) in enumerate(work.areas) if g in grades and _may_be(area, key)]
    bodies = [n for n, (g, body) in enumerate(work.bodies) if g in grades and body.body_id == key[0]]
    for stage, judge, candidates in (
        ("judge: grade", "grade", grades),
        ("judge: area", "area-among-rivals", areas),
        ("judge: body", "body-among-rivals", bodies),
    ):
        if max((work.scores[judge][number] for number in candidates), default=0.0) < LIKELY:
            return stage
    scored = zip(work.ratings, work.scores["rating-among-all"], strict=True)
    likeliest = max((score for rating, score in scored if labelled.key(rating) == key), default=0.0)
    return "decoding" if likeliest >= threshold else "judge: all together"


def _may_be(area: Entity | None, key: tuple[str, ...]) -> bool:
    """Whether a candidate area is that of a label's key; None is the area of a whole inspection, which is not named."""
    return is_whole(key) if area is None else names_area(area, key)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the stage of each rating that is missed in tuned documents, and how many are lost at each stage."""
    parser = argparse.ArgumentParser(prog="lost", description=__doc__)
    parser.add_argument("set", nargs="*", help="only these sets (default: all)")
    lessons = list(tuned_of_sets(parser.parse_args(arguments).set))
    works = [work_of(*given) for given in linking_inputs([lesson.document for lesson in lessons])]
    judge_all(works, learned().decide, learned().names)
    stages: Counter[str] = Counter()
    for work, lesson in zip(works, lessons, strict=True):
        for stage, label in lost(work, lesson.ratings, THRESHOLD):
            stages[stage] += 1
            cells = ", ".join((label["body"], label["area"], label["grade"], label["quote"]))
            print(f"{lesson.document.document_id}  {stage}: {cells}")
    for stage in STAGES:
        print(f"{stages[stage]:5}  {stage}")


if __name__ == "__main__":
    main()
