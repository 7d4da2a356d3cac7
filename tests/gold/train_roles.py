"""Learn what a document says a person is: `make train`, or `python -m tests.gold.train_roles`.

Writes `flows/extraction/models/roles/`: the judge, a card that says what it learned from and how well it does, and
`reliability.json`, whether its probabilities hold. The figures are by cross-validation: what is said of a document is
by judges that saw none of its family. The other judges learn afterwards: they are told what this one finds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from unittest import mock

import numpy as np

from flows.extraction.linking.features import rows
from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge
from flows.extraction.linking.roles.candidates import Crowd
from flows.extraction.linking.roles.judging import MODELS, THRESHOLD, chosen, judge_all, role_of
from tests.gold.comparing import ROLE_OVERLAP, Values, role_words, stakeholder_key
from tests.gold.corpus import Lesson, lessons_of_roles
from tests.gold.learning import Manner, described_in_parts, folds_of, learn
from tests.gold.reliability import Bin, as_markdown, reliability
from tests.gold.training import asked, people_of, published

# Documents of sets are fewer than articles, and more like what is read. Texts every cell of which is promised
# (tests/test_article.py), and others of their kind, count more.
WEIGHTS, WEIGHT_OF_SETS = {"articles": 1.0, "people": 1.0, "promised": 4.0}, 1.5
THRESHOLDS = (0.2, THRESHOLD, 0.4, 0.5, 0.6, 0.7)
MANNER = Manner(smallest_share=1 / 4000, trees={"num_iterations": 80, "learning_rate": 0.12})

CARD = """# The judge of what a person is

Written by `make train`; do not edit. It is one decision of `flows/extraction/linking/roles`: do these words beside a
name say what a person is? It is boosted trees over named features, kept as text. Of the words on each side of each
place that names somebody the likeliest are taken, from a probability of {threshold}.

It learned from {documents} documents with {people} people that are labelled: {kinds}. Words are right as far as they
are those of the label: of two slices around a title that with more words of the label is the likelier one.

All figures below are by cross-validation: what is said of a document is by judges that saw none of its family (a set of
articles or of documents). "Right" is the share of the people found of whom half of all words, of what is found and of
the label together, are the same; "other" is the share that is given a role of which less is right.
"""


@dataclass(frozen=True, eq=False)
class Labelled:
    """The people of a document with their labels: of each that is labelled, the words of what they are."""

    lesson: Lesson
    crowd: Crowd

    @cached_property
    def told(self) -> Mapping[str, Sequence[Values]]:
        """The words of each role, and of all together, of each person that is labelled, by their name."""
        people = [one for one in self.lesson.stakeholders if one["kind"] == "person" and "role" in one]
        told = ((one["name"], one["role"] or "") for one in people if not one.get("optional"))
        return {stakeholder_key("person", name, None)[1]: _words_of(role) for name, role in told}

    def of(self, name: str) -> Sequence[Values] | None:
        """The words of what a person is; None where they are not labelled."""
        return self.told.get(stakeholder_key("person", name, None)[1])

    def answers(self) -> Iterator[tuple[float, float]]:
        """How right each candidate is, and how much that counts."""
        weight = WEIGHTS.get(self.lesson.kind, WEIGHT_OF_SETS)
        for one in self.crowd.candidates:
            told = self.of(one.person.name)
            found = role_words(role_of(self.crowd, one).text) if told else frozenset()
            yield max((_alike(words, found) for words in told or ()), default=0.0), 0.0 if told is None else weight

    def outcomes(self) -> Iterator[tuple[float, bool]]:
        """How likely the words are that were chosen for those that are labelled, and whether they are right."""
        for one, score in chosen(self.crowd, 0.0):
            if (told := self.of(one.person.name)) is not None:
                found = role_words(role_of(self.crowd, one).text)
                yield score, any(_alike(words, found) >= ROLE_OVERLAP for words in told)


def _words_of(role: str) -> list[Values]:
    """The words of each part of a role, and last of all of it."""
    return [words for part in (*role.split(";"), role) if (words := role_words(part))]


def _alike(one: Values, other: Values) -> float:
    return len(one & other) / max(1, len(one | other))


def cross_validated(taught: Sequence[Labelled]) -> dict[str, Judge]:
    """Learn the judges; afterwards the scores in the crowds are by judges that did not see their families.

    Each candidate counts as right and as wrong, as far as it is either.
    """
    folds = folds_of([each.lesson.family for each in taught], [len(each.told) + 1 for each in taught])
    answers = [(fold, *answer) for each, fold in zip(taught, folds, strict=True) for answer in each.answers()]
    fold_of = np.array([fold for fold, _, _ in answers for _ in range(2)], np.int64)
    weights = [weight * share for _, right, weight in answers for share in (right, 1 - right)]
    names, judges = Names(), {}

    def decide(name: str, table: Table, _: Sequence[Crowd]) -> list[float]:
        twice = table.take([row for row in range(len(table)) for _ in range(2)])
        learned = learn(twice, names, [True, False] * len(table), weights, fold_of, MANNER)
        judges[name] = learned.judge
        return learned.unseen[::2]

    with mock.patch.object(rows, "described", described_in_parts):
        judge_all([each.crowd for each in taught], decide, names)
    return judges


def card(taught: Sequence[Labelled], bins: Sequence[Bin]) -> str:
    """What the judge learned from, and how well it does, as Markdown."""
    kinds: dict[str, list[Labelled]] = {}
    for each in taught:
        kinds.setdefault(each.lesson.kind, []).append(each)
    text = CARD.format(
        documents=len(taught),
        people=sum(len(each.told) for each in taught),
        kinds=", ".join(f"{len(of_kind)} of {kind}" for kind, of_kind in kinds.items()),
        threshold=THRESHOLD,
    )
    sets = [each for kind, of_kind in kinds.items() if kind not in WEIGHTS for each in of_kind]
    for kind, of_kind in {"all sets": sets, **kinds}.items():
        text += f"\n## {kind.capitalize()}\n\n{at_thresholds(of_kind)}"
    return f"{text}\n## Whether probabilities hold\n\n{as_markdown(bins, 'roles')}"


def at_thresholds(taught: Sequence[Labelled]) -> str:
    """Of how many people that are found the role is right, or another, at some thresholds, as Markdown."""
    lines = ["| threshold | people | right | other |", "|--:|--:|--:|--:|"]
    for threshold in THRESHOLDS:
        people = right = other = 0
        for each in taught:
            words: dict[str, dict[str, None]] = {person.name: {} for person in each.crowd.analysis.people}
            for one, _ in chosen(each.crowd, threshold):
                words[one.person.name][role_of(each.crowd, one).text] = None
            for name, roles in words.items():
                if (told := each.of(name)) is not None:
                    alike = _alike(told[-1] if told else frozenset(), role_words(";".join(roles)))
                    fits = alike >= ROLE_OVERLAP if told else not roles
                    people, right, other = people + 1, right + fits, other + (bool(roles) and not fits)
        lines.append(f"| {threshold:.2f} | {people} | {right / max(1, people):.3f} | {other / max(1, people):.3f} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    every, folder, tell = asked("train_roles", "Learn what a person is.", MODELS, lessons_of_roles, arguments)
    taught = [Labelled(lesson, Crowd(people_of(lesson.document))) for lesson in every]
    tell(f"{len(taught)} documents read")
    judges = cross_validated(taught)
    tell("learned")
    bins = reliability(outcome for each in taught for outcome in each.outcomes())
    published(judges, bins, card(taught, bins), folder)


if __name__ == "__main__":
    main()
