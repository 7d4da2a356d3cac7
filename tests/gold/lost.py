"""At which stage each missed rating was lost: `python -m tests.gold.lost [SET ...]` for tuned documents of `sets/`.

A rating that is not found had no grade word, no candidate for its area or body, or was judged unlikely: each is mended
in another place. The judges have learned from these documents; the card tells the stages by cross-validation.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from flows.extraction.linking.dating import Dating, date_all
from flows.extraction.linking.decoding import decoded
from flows.extraction.linking.ratings import THRESHOLD, learned
from flows.extraction.linking.steps import Work, judge_all
from tests.gold.comparing import Item
from tests.gold.corpus import SETS, set_of
from tests.gold.lessons import Label, Labelled, is_whole, reads

STAGES = (
    "grade word not found", "no candidate for its area", "no candidate for its body", "table", "judge: grade",
    "judge: area", "judge: body", "judge: all together", "decoding",
)  # fmt: skip


def lost(work: Work, ratings: Sequence[Label], threshold: float) -> Iterator[tuple[str, Label]]:
    """The labels whose ratings are not found, each with the stage that it was lost at."""
    labelled = Labelled(work, ratings)
    found = {key[:3] for one in decoded(work) if one.probability >= threshold for key in [_key(one.key)]}
    found |= {_key(key) for key in work.known}
    for label, item in labelled.labels:
        if not label["optional"] and not any(key in found for key in item.keys):
            yield _stage(work, labelled, item, threshold), label


def _key(key: tuple[Any, ...]) -> tuple[str, ...]:
    body, area, grade, *_ = key
    return body.body_id, area, grade


def _stage(work: Work, labelled: Labelled, item: Item, threshold: float) -> str:
    grades = [number for number, labels in labelled.of_grade.items() if any(each is item for _, each in labels)]
    if not grades:
        return "grade word not found"
    key, scores = item.keys[0], work.scores
    if is_whole(key):
        areas = [n for n, (g, a) in enumerate(work.areas) if g in grades and (a is None or reads(a, key))]
    else:
        areas = [n for n, (g, a) in enumerate(work.areas) if g in grades and a is not None and reads(a, key)]
    bodies = [n for n, (g, body) in enumerate(work.bodies) if g in grades and body.body_id == key[0]]
    if not areas:
        return "no candidate for its area"
    if not bodies:
        return "no candidate for its body"
    if max(scores["grade"][number] for number in grades) < 0.5:
        return "judge: grade"
    if max(scores["area-among-rivals"][n] for n in areas) < 0.5:
        return "judge: area"
    if max(scores["body-among-rivals"][n] for n in bodies) < 0.5:
        return "judge: body"
    likely = [s for r, s in zip(work.ratings, scores["rating-among-all"], strict=True) if _is_of(work, r, key)]
    return "decoding" if max(likely, default=0.0) >= threshold else "judge: all together"


def _is_of(work: Work, rating: object, key: tuple[str, ...]) -> bool:
    return (rating.body.body_id, rating.code, work.grades[rating.grade].code) == key  # type: ignore[attr-defined]


def judged(works: Sequence[Work]) -> list[Dating]:
    """Documents as the judges judge them."""
    judges, names = learned()
    judge_all(works, lambda judge, table, _: judges[judge].probabilities(table, names), names)
    return date_all(works, lambda judge, table, _: judges[judge].probabilities(table, names), names)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the stage of each rating that is missed in tuned documents."""
    from tests.gold.train import unjudged  # which counts stages too

    parser = argparse.ArgumentParser(prog="lost", description=__doc__)
    parser.add_argument("set", nargs="*", help="only these sets (default: all)")
    chosen = parser.parse_args(arguments)
    folders = [folder for folder in sorted(SETS.iterdir()) if folder.is_dir()]
    taught = [x for folder in folders if not chosen.set or folder.name in chosen.set for x in set_of(folder, "tuned")]
    works = [unjudged(lesson.document) for lesson in taught]
    judged(works)
    stages: Counter[str] = Counter()
    for work, lesson in zip(works, taught, strict=True):
        for stage, label in lost(work, lesson.ratings, THRESHOLD):
            stages[stage] += 1
            said = ", ".join((label["body"], label["area"], label["grade"], label["quote"]))
            print(f"{lesson.document.document_id}  {stage}: {said}")
    for stage in STAGES:
        print(f"{stages[stage]:5}  {stage}")


if __name__ == "__main__":
    main()
