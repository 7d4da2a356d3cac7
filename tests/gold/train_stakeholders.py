"""Learn the judge of stakeholders from labelled documents: `make train`, or `python -m tests.gold.train_stakeholders`.

Writes `flows/extraction/models/stakeholders/`: the judge, a card that says what it learned from and how well it does,
and `reliability.json`, whether its probabilities hold. The figures are by cross-validation: what is said of a document
is by a judge that saw none of its family. The judges of ratings and of figures learn before: it is told what they find.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from flows.extraction.analysis.people.people import Person
from flows.extraction.extracting import facts_of
from flows.extraction.linking.features.rows import Names, Table, described
from flows.extraction.linking.judges import Judge
from flows.extraction.linking.stakeholders.candidates import Candidate, Page
from flows.extraction.linking.stakeholders.features import describe
from flows.extraction.linking.stakeholders.judging import JUDGE, MODELS, THRESHOLD
from tests.gold.comparing import label_item, stakeholder_key
from tests.gold.corpus import Lesson, lessons_of_stakeholders, share_of
from tests.gold.judged import THRESHOLDS
from tests.gold.learning import Manner, folds_of, joined, learn
from tests.gold.reliability import Bin, as_markdown, reliability, write
from tests.gold.scoring import Tally

# Documents of sets are fewer than articles, and more like what is read. Texts every cell of which is promised
# (tests/test_article.py), and others of their kind, count more.
WEIGHTS, WEIGHT_OF_SETS = {"articles": 1.0, "promised": 4.0}, 1.5
# So many documents are read together.
AT_A_TIME = 25
Key = tuple[str, ...]

CARD = """# The judge of stakeholders

Written by `make train`; do not edit. It is one decision of `flows/extraction/linking/stakeholders`: has a person or an
organisation, whom a document names or means, a part in it? It is boosted trees over named features, kept as text.

It learned from {documents} documents with {stakeholders} stakeholders: {kinds}.

All figures below are by cross-validation: what is said of a document is by a judge that saw none of its family (a set
of articles or of documents). Who is found by no rule as a candidate counts as missed. They flatter nevertheless, since
the documents were written for this project, and since what the document rates and counts, which the judge is told, is
by judges that learned from it. Stakeholders are published from a probability of {threshold}.

It is wrong most often where an organisation is named by the way, where a place may stand for its force, and where a
document means an organisation that it does not name: labels differ there, too.
"""


def key_of(one: Candidate) -> Key:
    """What tells a candidate from others, as labels say it."""
    kind, body = ("person", None) if isinstance(one.who, Person) else ("organisation", one.who.body_id)
    return stakeholder_key(kind, one.who.name, body)


@dataclass(frozen=True, eq=False)
class Labelled:
    """A document's candidates with its labels. `required`: the keys of each stakeholder that is; `optional`: those that
    are neither right nor wrong."""

    lesson: Lesson
    keys: Sequence[Key]
    required: Sequence[frozenset[Key]]
    optional: frozenset[Key]

    @property
    def right(self) -> frozenset[Key]:
        """The keys of all that are required."""
        return frozenset().union(*self.required)

    def tally(self, scores: Sequence[float], threshold: float) -> Tally:
        """How many are required, found and both, of those that are likely enough."""
        found = {key for key, score in zip(self.keys, scores, strict=True) if score >= threshold}
        both = sum(not found.isdisjoint(keys) for keys in self.required)
        return Tally(len(self.required), len(found - self.optional), both)

    def outcomes(self, scores: Sequence[float]) -> Iterator[tuple[float, bool]]:
        """How likely each candidate is, and whether it is right; optional ones do not count."""
        told = zip(self.keys, scores, strict=True)
        yield from ((score, key in self.right) for key, score in told if key not in self.optional)


def labelled(lesson: Lesson, page: Page) -> Labelled:
    """The candidates of a document with its labels."""
    items = [label_item("stakeholders", label) for label in lesson.stakeholders]
    required = [frozenset(item.keys) for item in items if not item.optional]
    optional = frozenset(key for item in items if item.optional for key in item.keys)
    return Labelled(lesson, [*map(key_of, page.candidates)], required, optional - frozenset().union(*required))


def cross_validated(taught: Sequence[Labelled], table: Table, names: Names) -> tuple[Judge, list[list[float]]]:
    """Learn; with what judges say of the candidates of each document that did not see its family."""
    folds = folds_of([each.lesson.family for each in taught], [len(each.required) + 1 for each in taught])
    right = [key in each.right for each in taught for key in each.keys]
    weights = [
        0.0 if key in each.optional else WEIGHTS.get(each.lesson.kind, WEIGHT_OF_SETS)
        for each in taught
        for key in each.keys
    ]
    fold_of = np.array([fold for each, fold in zip(taught, folds, strict=True) for _ in each.keys], np.int64)
    learned = learn(table, names, right, weights, fold_of, Manner(smallest_share=1 / 400))
    unseen = iter(learned.unseen)
    return learned.judge, [[next(unseen) for _ in each.keys] for each in taught]


def card(judged: Sequence[tuple[Labelled, Sequence[float]]], bins: Sequence[Bin]) -> str:
    """What the judge learned from, and how well it does, as Markdown."""
    kinds: dict[str, list[tuple[Labelled, Sequence[float]]]] = {}
    for each, scores in judged:
        kinds.setdefault(each.lesson.kind, []).append((each, scores))
    text = CARD.format(
        documents=len(judged),
        stakeholders=sum(len(each.required) for each, _ in judged),
        kinds=", ".join(f"{len(of_kind)} of {kind}" for kind, of_kind in kinds.items()),
        threshold=THRESHOLD,
    )
    sets = [pair for kind, of_kind in kinds.items() if kind not in WEIGHTS for pair in of_kind]
    for kind, of_kind in {"all documents": judged, "all sets": sets, **kinds}.items():
        text += f"\n## {kind.capitalize()}\n\n{at_thresholds(of_kind)}"
    return f"{text}\n## Whether probabilities hold\n\n{as_markdown(bins, 'candidates')}"


def at_thresholds(judged: Sequence[tuple[Labelled, Sequence[float]]]) -> str:
    """Precision and recall at some thresholds, as Markdown."""
    lines = ["| threshold | precision | recall | F1 |", "|--:|--:|--:|--:|"]
    for threshold in THRESHOLDS:
        counted = sum((each.tally(scores, threshold) for each, scores in judged), Tally())
        shares = (counted.right / max(1, counted.found), counted.right / max(1, counted.gold), counted.f1 or 0.0)
        lines.append("| " + " | ".join([f"{threshold:.2f}", *(f"{share:.3f}" for share in shares)]) + " |")
    return "\n".join(lines) + "\n"


def _described(group: Sequence[Lesson]) -> tuple[list[Labelled], list[str], Table]:
    """The candidates of some documents with their labels, and their features with the names of these."""
    names = Names()
    pages = [Page(found) for found, _ in facts_of([lesson.document for lesson in group])]
    table = described(names, JUDGE, pages, describe)
    return [labelled(lesson, page) for lesson, page in zip(group, pages, strict=True)], list(names.number), table


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    parser = argparse.ArgumentParser(prog="train_stakeholders", description="Learn the judge of stakeholders.")
    parser.add_argument("--to", type=Path, default=MODELS, help="where the judge is written")
    parser.add_argument("--share", type=float, default=1.0, help="learn from so much of all documents, to see a curve")
    chosen = parser.parse_args(arguments)
    started = time.monotonic()
    every = share_of(lessons_of_stakeholders(), chosen.share)
    groups = [every[first : first + AT_A_TIME] for first in range(0, len(every), AT_A_TIME)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = [*pool.map(_described, groups)]
    sys.stderr.write(f"{time.monotonic() - started:5.0f} s  {len(every)} documents read\n")
    names, taught = Names(), [each for part, _, _ in found for each in part]
    judge, unseen = cross_validated(taught, joined([(listed, table) for _, listed, table in found], names), names)
    sys.stderr.write(f"{time.monotonic() - started:5.0f} s  {len(judge.names)} features\n")
    judged = [*zip(taught, unseen, strict=True)]
    bins = reliability(outcome for each, scores in judged for outcome in each.outcomes(scores))
    chosen.to.mkdir(parents=True, exist_ok=True)
    judge.save(chosen.to / f"{JUDGE}.json")
    write(bins, chosen.to)
    text = card(judged, bins)
    (chosen.to / "README.md").write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
