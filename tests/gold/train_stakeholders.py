"""Learn who is a stakeholder, and of which relation: `make train`, or `python -m tests.gold.train_stakeholders`.

Writes the judges, their card and their reliability curve to `flows/extraction/models/stakeholders/`; all figures are by
cross-validation. The judges of ratings and of figures learn before, since their facts are among the features here.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cached_property

from flows.extraction.analysis.people.people import Person
from flows.extraction.extracting import facts_of
from flows.extraction.linking.features.rows import Names, Table, described
from flows.extraction.linking.judges import MODELS, Judge
from flows.extraction.linking.stakeholders.candidates import Candidate, Page
from flows.extraction.linking.stakeholders.features import describe
from flows.extraction.linking.stakeholders.judging import JUDGE, PARTS, THRESHOLD, Relations, decided
from tests.gold import cards
from tests.gold.comparing import Values, label_item, stakeholder_key
from tests.gold.corpus import Lesson, lessons_of_stakeholders
from tests.gold.cross_validation import Answer, CrossValidation
from tests.gold.judged import THRESHOLDS
from tests.gold.learning import Settings
from tests.gold.reliability import reliability
from tests.gold.scoring import Tally
from tests.gold.tabulating import stacked
from tests.gold.training import OF_PEOPLE, prepare, weight_of

WEIGHT_OF_SHORT_TEXTS = 1.5
SETTINGS = Settings(
    min_share=1 / 400,
    trees={"num_iterations": 260, "num_leaves": 48, "feature_fraction": 0.6, "extra_trees": True},
)
# The judge of each relation has few trees: together these judges take as much room as that of who is a stakeholder.
SETTINGS_OF_RELATIONS = Settings(
    min_share=1 / 400,
    trees={"num_iterations": 26, "num_leaves": 8, "learning_rate": 0.28, "feature_fraction": 1.0},
)
# This many documents are read together.
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

{parts}"""


def key_of(candidate: Candidate) -> Key:
    """Return the key of a candidate as labels have it."""
    who = candidate.who
    kind, body = ("person", None) if isinstance(who, Person) else ("organisation", who.body_id)
    return stakeholder_key(kind, who.name, body)


@dataclass(frozen=True, eq=False)
class Labelled:
    """The candidates of a document, as `keys`, with its labels.

    `required`: the keys that each required stakeholder may have; `optional`: the keys that are neither right nor wrong;
    `relations`: the relation of each key whose label gives one.
    """

    lesson: Lesson
    keys: Sequence[Key]
    required: Sequence[frozenset[Key]]
    optional: frozenset[Key]
    relations: Mapping[Key, Values]

    @cached_property
    def right(self) -> frozenset[Key]:
        """The keys of all required stakeholders."""
        return frozenset().union(*self.required)

    def answers(self, judge: str) -> Iterator[Answer]:
        """Yield whether each candidate is a stakeholder, or has the relation that a judge decides on.

        Short texts on people teach only relations; candidates whose label gives no relation do not count for relations.
        """
        for key in self.keys:
            if judge == JUDGE:
                yield key in self.right, float(key not in self.optional and self.lesson.kind != OF_PEOPLE)
            else:
                relations = self.relations.get(key, frozenset())
                yield judge in relations, float(bool(relations))

    def tally(self, scores: Sequence[float], threshold: float) -> Tally:
        """Count the stakeholders; found are the candidates with at least this probability."""
        found = {key for key, score in zip(self.keys, scores, strict=True) if score >= threshold}
        both = sum(not found.isdisjoint(keys) for keys in self.required)
        return Tally(len(self.required), len(found - self.optional), both)

    def outcomes(self, scores: Sequence[float]) -> Iterator[tuple[float, bool]]:
        """Yield the probability of each candidate, and whether it is right; optional ones do not count."""
        scored = zip(self.keys, scores, strict=True)
        yield from ((score, key in self.right) for key, score in scored if key not in self.optional)


def labelled(lesson: Lesson, page: Page) -> Labelled:
    """Return the candidates of a document with its labels."""
    items = [label_item("stakeholders", label) for label in lesson.stakeholders]
    required = [frozenset(item.keys) for item in items if not item.optional]
    optional = frozenset(key for item in items if item.optional for key in item.keys)
    optional -= frozenset().union(*required)
    relations = {key: item.attributes["relation"] for item in items if item.attributes["relation"] for key in item.keys}
    return Labelled(lesson, [*map(key_of, page.candidates)], required, optional, relations)


def cross_validated(
    taught: Sequence[Labelled], table: Table, names: Names, log: Callable[[str], None]
) -> tuple[Mapping[str, Judge], list[list[float]], list[list[Relations]]]:
    """Learn all judges. `table`: the features of all candidates; `names`: of its columns.

    Return the judges and, from unseen predictions, how likely each candidate of each document is a stakeholder, and
    the relations that the judges decide on for it.
    """
    learner = CrossValidation(
        [each.lesson for each in taught],
        [len(each.required) + 1 for each in taught],
        [weight_of(each.lesson, WEIGHT_OF_SHORT_TEXTS) for each in taught],
        lambda judge: SETTINGS if judge == JUDGE else SETTINGS_OF_RELATIONS,
        log,
        names,
    )
    likely = iter(learner.learn(JUDGE, table, taught))
    # In a small share of all documents a rare relation may have no label.
    in_labels = frozenset(name for each in taught for key in each.keys for name in each.relations.get(key, ()))
    by_relation = {name: learner.learn(name, table, taught) for name in PARTS if name in in_labels}
    of_candidates = zip(*by_relation.values(), strict=True)
    decisions = map(decided, (dict(zip(by_relation, scores, strict=True)) for scores in of_candidates))
    return (
        learner.judges,
        [[next(likely) for _ in each.keys] for each in taught],
        [[next(decisions) for _ in each.keys] for each in taught],
    )


def relations_right(decisions: Iterable[tuple[Labelled, Sequence[Relations]]]) -> str:
    """Return the share of stakeholders among the candidates whose relation is right, as a Markdown table."""
    right: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for each, relations in decisions:
        group = {"articles": "articles", OF_PEOPLE: "short texts"}.get(each.lesson.kind, "sets")
        for key, relation in zip(each.keys, relations, strict=True):
            if key in each.right and key in each.relations:
                for documents in (group, "all"):
                    right[documents, key[0]].append(each.relations[key] == frozenset(relation))
    rows = (
        (documents, *_count_and_share(right[documents, "person"]), *_count_and_share(right[documents, "organisation"]))
        for documents in ("articles", "sets", "short texts", "all")
    )
    return cards.as_table(("documents", "people", "right", "organisations", "right"), rows, left=(0,))


def _count_and_share(outcomes: Sequence[bool]) -> tuple[str, str]:
    return f"{len(outcomes):,}", f"{sum(outcomes) / max(1, len(outcomes)):.3f}"


def at_thresholds(judged: Sequence[tuple[Labelled, Sequence[float]]]) -> str:
    """Return precision and recall at some thresholds, as a Markdown table."""

    def cells(threshold: float) -> Iterable[float]:
        return sum((each.tally(scores, threshold) for each, scores in judged), Tally()).shares

    return cards.at_thresholds(THRESHOLDS, ("precision", "recall", "F1"), cells)


def _read(lessons: Sequence[Lesson]) -> tuple[list[Labelled], list[str], Table]:
    """Return the candidates of some documents with their labels, the names of their features, and the features."""
    names = Names()
    pages = [Page(facts) for facts, _ in facts_of([lesson.document for lesson in lessons])]
    table = described(names, JUDGE, pages, describe)
    return [labelled(lesson, page) for lesson, page in zip(lessons, pages, strict=True)], list(names.number), table


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    about = "Learn who is a stakeholder, and of which relation."
    lessons, folder, log = prepare(
        "train_stakeholders", about, MODELS / "stakeholders", lessons_of_stakeholders, arguments
    )
    groups = [lessons[first : first + AT_A_TIME] for first in range(0, len(lessons), AT_A_TIME)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        read = [*pool.map(_read, groups)]
    log(f"{len(lessons)} documents read")
    names, taught = Names(), [each for group, _, _ in read for each in group]
    table = stacked([(own_names, table) for _, own_names, table in read], names)
    judges, unseen, decisions = cross_validated(taught, table, names, log)
    # Short texts on people do not label every stakeholder.
    judged = [pair for pair in zip(taught, unseen, strict=True) if pair[0].lesson.kind != OF_PEOPLE]
    bins = reliability(outcome for each, scores in judged for outcome in each.outcomes(scores))
    kinds = cards.by_kind(judged, lambda pair: pair[0].lesson.kind)
    about = CARD.format(
        documents=len(judged),
        stakeholders=sum(len(each.required) for each, _ in judged),
        kinds=cards.kinds_of(kinds),
        threshold=THRESHOLD,
        parts=relations_right(zip(taught, decisions, strict=True)),
    )
    of_kind = {"all documents": judged, "all sets": cards.sets_of(kinds), **kinds}
    cards.publish(judges, bins, cards.card(about, of_kind, at_thresholds, bins, "candidates"), folder)


if __name__ == "__main__":
    main()
