"""Learn who is a stakeholder, and in which part: `make train`, or `python -m tests.gold.train_stakeholders`.

Writes `flows/extraction/models/stakeholders/`: the judges, a card that says what they learned from and how well they
do, and `reliability.json`, whether their probabilities hold. The figures are by cross-validation: what is said of a
document is by judges that saw none of its family. The judges of ratings and of figures learn before: these are told
what they find.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np

from flows.extraction.analysis.people.people import Person
from flows.extraction.extracting import facts_of
from flows.extraction.linking.features.rows import Names, Table, described
from flows.extraction.linking.judges import Judge
from flows.extraction.linking.stakeholders.candidates import Candidate, Page
from flows.extraction.linking.stakeholders.features import describe
from flows.extraction.linking.stakeholders.judging import JUDGE, MODELS, PARTS, THRESHOLD, Relations, decided
from tests.gold.comparing import Values, label_item, stakeholder_key
from tests.gold.corpus import Lesson, lessons_of_stakeholders
from tests.gold.judged import THRESHOLDS
from tests.gold.learning import Manner, folds_of, joined, learn
from tests.gold.reliability import reliability
from tests.gold.scoring import Tally
from tests.gold.training import OF_PEOPLE, asked, by_kind, card, kinds_of, published, sets_of, weight_of

WEIGHT_OF_SHORT_TEXTS = 1.5
# Each part is decided by few trees: together their judges take as much room as that of who is a stakeholder.
MANNER = Manner(
    smallest_share=1 / 400,
    trees={"num_iterations": 260, "num_leaves": 48, "feature_fraction": 0.6, "extra_trees": True},
)
MANNER_OF_PARTS = Manner(
    smallest_share=1 / 400,
    trees={"num_iterations": 26, "num_leaves": 8, "learning_rate": 0.28, "feature_fraction": 1.0},
)
# So many documents are read together.
AT_A_TIME = 25
Key = tuple[str, ...]

CARD = """# The judges of stakeholders

Written by `make train`; do not edit. They are the decisions of `flows/extraction/linking/stakeholders`: has a person or
an organisation, whom a document names or means, a part in it, and which one? The first is by one judge, the second by
one for each part (`relation`), the likeliest being right. They are boosted trees over named features, kept as text.

They learned from {documents} documents with {stakeholders} stakeholders: {kinds}.

All figures below are by cross-validation: what is said of a document is by judges that saw none of their family (a set
of articles or of documents). Who is found by no rule as a candidate counts as missed. They flatter nevertheless, since
the documents were written for this project, and since what the document rates and counts, which the judges are told, is
by judges that learned from it. Stakeholders are published from a probability of {threshold}.

Who is a stakeholder is judged wrongly most often where an organisation is named by the way, where a place may stand for
its force, and where a document means an organisation that it does not name: labels differ there, too.

## Which part

The share of those that are labelled and a candidate whose part is right.

| documents | people | right | organisations | right |
|---|--:|--:|--:|--:|
{parts}
"""


def key_of(one: Candidate) -> Key:
    """What tells a candidate from others, as labels say it."""
    kind, body = ("person", None) if isinstance(one.who, Person) else ("organisation", one.who.body_id)
    return stakeholder_key(kind, one.who.name, body)


@dataclass(frozen=True, eq=False)
class Labelled:
    """A document's candidates with its labels. `required`: the keys of each stakeholder that is; `optional`: those that
    are neither right nor wrong; `parts`: the part of each of either that says one."""

    lesson: Lesson
    keys: Sequence[Key]
    required: Sequence[frozenset[Key]]
    optional: frozenset[Key]
    parts: Mapping[Key, Values]

    @property
    def weight(self) -> float:
        """How much each of its candidates counts."""
        return weight_of(self.lesson, WEIGHT_OF_SHORT_TEXTS)

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
    optional -= frozenset().union(*required)
    parts = {key: item.attributes["relation"] for item in items if item.attributes["relation"] for key in item.keys}
    return Labelled(lesson, [*map(key_of, page.candidates)], required, optional, parts)


def cross_validated(
    taught: Sequence[Labelled], table: Table, names: Names
) -> tuple[dict[str, Judge], list[list[float]], list[list[Relations]]]:
    """Learn; with what judges that did not see its family say of the candidates of each document: how likely each is a
    stakeholder, and in which part."""
    folds = folds_of([each.lesson.family for each in taught], [len(each.required) + 1 for each in taught])
    fold_of = np.array([fold for each, fold in zip(taught, folds, strict=True) for _ in each.keys], np.int64)
    rows = [(each, key) for each in taught for key in each.keys]
    counts = [0.0 if key in each.optional or each.lesson.kind == OF_PEOPLE else each.weight for each, key in rows]
    learned = {JUDGE: learn(table, names, [key in each.right for each, key in rows], counts, fold_of, MANNER)}
    told = [each.parts.get(key, frozenset()) for each, key in rows]
    counts = [each.weight if parts else 0.0 for (each, _), parts in zip(rows, told, strict=True)]
    # A small share of all documents may have no label of a seldom one.
    seen = [part for part in PARTS if any(part in parts for parts in told)]
    for part in seen:
        learned[part] = learn(table, names, [part in parts for parts in told], counts, fold_of, MANNER_OF_PARTS)
    likely = iter(learned[JUDGE].unseen)
    by_part = zip(*(learned[part].unseen for part in seen), strict=True)
    decisions = map(decided, (dict(zip(seen, row, strict=True)) for row in by_part))
    return (
        {name: each.judge for name, each in learned.items()},
        [[next(likely) for _ in each.keys] for each in taught],
        [[next(decisions) for _ in each.keys] for each in taught],
    )


def parts_right(decisions: Sequence[tuple[Labelled, Sequence[Relations]]]) -> str:
    """Of how many stakeholders among the candidates the part is right, as Markdown."""
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for each, found in decisions:
        kind = {"articles": "articles", OF_PEOPLE: "short texts"}.get(each.lesson.kind, "sets")
        for key, parts in zip(each.keys, found, strict=True):
            if key in each.right and key in each.parts:
                for documents in (kind, "all"):
                    right[documents, key[0]].append(each.parts[key] == frozenset(parts))
    cells = {
        documents: " | ".join(_share(right[documents, kind]) for kind in ("person", "organisation"))
        for documents in ("articles", "sets", "short texts", "all")
    }
    return "\n".join(f"| {documents} | {told} |" for documents, told in cells.items())


def _share(outcomes: Sequence[bool]) -> str:
    return f"{len(outcomes):,} | {sum(outcomes) / max(1, len(outcomes)):.3f}"


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
    purpose = "Learn who is a stakeholder, and which."
    every, folder, tell = asked("train_stakeholders", purpose, MODELS, lessons_of_stakeholders, arguments)
    groups = [every[first : first + AT_A_TIME] for first in range(0, len(every), AT_A_TIME)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = [*pool.map(_described, groups)]
    tell(f"{len(every)} documents read")
    names, taught = Names(), [each for part, _, _ in found for each in part]
    table = joined([(listed, table) for _, listed, table in found], names)
    judges, unseen, decisions = cross_validated(taught, table, names)
    tell("learned")
    # Of short texts only parts are labelled, of some.
    judged = [pair for pair in zip(taught, unseen, strict=True) if pair[0].lesson.kind != OF_PEOPLE]
    bins = reliability(outcome for each, scores in judged for outcome in each.outcomes(scores))
    kinds = by_kind(judged, lambda pair: pair[0].lesson)
    about = CARD.format(
        documents=len(judged),
        stakeholders=sum(len(each.required) for each, _ in judged),
        kinds=kinds_of(kinds),
        threshold=THRESHOLD,
        parts=parts_right([*zip(taught, decisions, strict=True)]),
    )
    of_kind = {"all documents": judged, "all sets": sets_of(kinds), **kinds}
    published(judges, bins, card(about, of_kind, at_thresholds, bins, "candidates"), folder)


if __name__ == "__main__":
    main()
