"""Learn the judges of the linker from labelled documents: `make train`, or `python -m tests.gold.train`.

Writes `flows/extraction/models/` and a card beside them that says what they learned from and how well they do. The
figures are by cross-validation: what is said of a document is by judges that saw none of its family.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flows.extraction import analysed, speakers_of
from flows.extraction.linking.decoding import decoded
from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge
from flows.extraction.linking.ratings import MODELS, Given, work_of
from flows.extraction.linking.steps import Work, judge_all
from flows.extraction.ratings import given_to_link
from flows.reading.document import Document
from tests.gold.comparing import Item, label_item, pair
from tests.gold.corpus import Lesson, lessons
from tests.gold.learning import FOLDS, Learned, learn
from tests.gold.lessons import Label, Labelled
from tests.gold.scoring import Tally, tally

THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


def given(document: Document) -> Given:
    """What linking needs of a document."""
    (analysis,), (spoken,) = analysed([document])
    return given_to_link(analysis, speakers_of(spoken))[0]


def folds_of(taught: Sequence[Lesson]) -> list[int]:
    """The fold of each document: one for all of a family, families dealt out so that folds are alike in size."""
    sizes: dict[str, int] = {}
    for lesson in taught:
        sizes[lesson.family] = sizes.get(lesson.family, 0) + len(lesson.ratings)
    families = sorted(sizes)
    random.Random(1).shuffle(families)
    full, fold = [0] * FOLDS, {}
    for family in sorted(families, key=lambda name: -sizes[name]):
        fold[family] = full.index(min(full))
        full[fold[family]] += sizes[family]
    return [fold[lesson.family] for lesson in taught]


def cross_validated(
    taught: Sequence[Lesson], works: Sequence[Work], told: Callable[[str], None]
) -> tuple[Mapping[str, Judge], Names]:
    """Learn all judges; afterwards the scores in the works are by judges that did not see their families."""
    folds, names, judges = folds_of(taught), Names(), {}
    labelled = [Labelled(work, lesson.ratings) for work, lesson in zip(works, taught, strict=True)]

    def decide(name: str, table: Table, _: Sequence[Work]) -> list[float]:
        started = time.monotonic()
        found = [(fold, *answer) for each, fold in zip(labelled, folds, strict=True) for answer in each.answers(name)]
        fold, right, weights = ([row[part] for row in found] for part in range(3))
        learned: Learned = learn(table, names, right, weights, np.array(fold, np.int64))
        judges[name] = learned.judge
        told(f"{name}: {len(table)} candidates, {len(learned.judge.names)} features, {time.monotonic() - started:.0f} s")
        return learned.unseen

    judge_all(works, decide, names)
    return judges, names


def facts_of(work: Work, threshold: float) -> list[Item]:
    """What is found in a judged document: the facts of its tables, and those that are linked and likely enough."""
    found = {(body.body_id, area, grade): "" for body, area, grade in work.known}
    for one in decoded(work):
        if one.probability >= threshold:
            body, area, grade, historic = one.key
            found.setdefault((body.body_id, area, grade), str(historic))
    return [Item((key,), {"historic": frozenset({time}), "report_published_on": frozenset()}, "") for key, time in found.items()]


def figures(works: Iterable[tuple[Work, Sequence[Label]]], threshold: float) -> tuple[Tally, float]:
    """How many ratings are labelled, found and right, and the share of right ones whose time is right."""
    pairs = [pair([label_item("ratings", label) for label in labels], facts_of(work, threshold)) for work, labels in works]
    both = [(label, fact) for each in pairs for label, fact in each if label and fact and not label.optional]
    times = [label.attributes["historic"] == fact.attributes["historic"] for label, fact in both if fact.attributes["historic"] != frozenset({""})]
    return sum((tally(each) for each in pairs), Tally()), sum(times) / max(1, len(times))


def table_of(works: Sequence[tuple[Work, Sequence[Label]]]) -> str:
    """Precision and recall at some thresholds, as Markdown."""
    lines = ["| threshold | precision | recall | F1 | time right |", "|--:|--:|--:|--:|--:|"]
    for threshold in THRESHOLDS:
        total, times = figures(works, threshold)
        shares = total.right / max(1, total.found), total.right / max(1, total.gold), total.f1 or 0.0, times
        lines.append("| " + " | ".join([f"{threshold:.2f}", *(f"{share:.3f}" for share in shares)]) + " |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    parser = argparse.ArgumentParser(prog="train", description="Learn the judges of the linker.")
    parser.add_argument("--to", type=Path, default=MODELS, help="where the judges are written")
    chosen = parser.parse_args(arguments)
    started = time.monotonic()

    def told(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - started:5.0f} s  {line}\n")

    taught = lessons()
    works = [work_of(given(lesson.document)) for lesson in taught]
    told(f"{len(taught)} documents read")
    judges, _ = cross_validated(taught, works, told)
    chosen.to.mkdir(parents=True, exist_ok=True)
    for name, judge in judges.items():
        judge.save(chosen.to / f"{name}.json")
    kinds = dict.fromkeys(lesson.kind for lesson in taught)
    for kind in kinds:
        of_kind = [(w, lesson.ratings) for w, lesson in zip(works, taught, strict=True) if lesson.kind == kind]
        sys.stdout.write(f"\n### {kind}: {len(of_kind)} documents\n\n{table_of(of_kind)}")


if __name__ == "__main__":
    main()
