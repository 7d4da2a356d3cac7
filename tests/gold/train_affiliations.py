"""Learn which organisation a person is of: `make train`, or `python -m tests.gold.train_affiliations`.

Writes `flows/extraction/models/affiliations/`: the judges, a card that says what they learned from and how well they
do, and `reliability.json`, whether their probabilities hold. The figures are by cross-validation: what is said of a
document is by judges that saw none of its family. The other judges learn afterwards: they are told what these find.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from unittest import mock

import numpy as np

from flows.extraction.claims import Body
from flows.extraction.linking.affiliations.candidates import Crowd
from flows.extraction.linking.affiliations.judging import AMONG_RIVALS, MODELS, THRESHOLD, judge_all, likeliest
from flows.extraction.linking.features import rows
from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge
from flows.extraction.linking.roles.judging import settle_roles
from flows.reading.document import Document
from tests.gold.comparing import Values, bodies_named, stakeholder_key
from tests.gold.corpus import Lesson, lessons_of_affiliations
from tests.gold.learning import Manner, described_in_parts, folds_of, learn
from tests.gold.reliability import Bin, as_markdown, reliability
from tests.gold.training import asked, people_of, published

# Documents of sets are fewer than articles, and more like what is read. Texts every cell of which is promised
# (tests/test_article.py), and others of their kind, count more.
WEIGHTS, WEIGHT_OF_SETS = {"articles": 1.0, "people": 0.6, "promised": 4.0}, 1.5
THRESHOLDS = (0.3, 0.4, 0.5, THRESHOLD, 0.7, 0.8)
MANNER = Manner(smallest_share=1 / 2000, trees={"extra_trees": True})

CARD = """# The judges of who is of which organisation

Written by `make train`; do not edit. They are one decision of `flows/extraction/linking/affiliations`: is a person that
a document names of an organisation that it names, or that oversees one (by itself, and among its rivals)? They are
boosted trees over named features, kept as text. A person is given the likeliest one from a probability of {threshold}.

They learned from {documents} documents with {people} people that are labelled: {kinds}.

All figures below are by cross-validation: what is said of a document is by judges that saw none of its family (a set of
articles or of documents). "Right" is the share of all people whose organisation is right, none where labels say none;
"wrong" is the share that is given one that is not theirs. Who is found by no candidate counts, too: labels give
organisations that a document does not name, as a councillor's council.
"""


@dataclass(frozen=True, eq=False)
class Labelled:
    """The people of a document with their labels: of each that is labelled, what their organisation may be called."""

    lesson: Lesson
    crowd: Crowd

    @cached_property
    def told(self) -> Mapping[str, Values]:
        """The organisation of each person that is labelled, by their name; nothing where they have none."""
        people = [one for one in self.lesson.stakeholders if one["kind"] == "person" and "organisation" in one]
        told = ((one["name"], one["organisation"]) for one in people if not one.get("optional"))
        return {stakeholder_key("person", name, None)[1]: bodies_named(organisation) for name, organisation in told}

    def of(self, name: str) -> Values | None:
        """What the organisation of a person may be called; None where they are not labelled."""
        return self.told.get(stakeholder_key("person", name, None)[1])

    def answers(self) -> Iterator[tuple[bool, float]]:
        """Whether each candidate is right, and how much that counts."""
        weight = WEIGHTS.get(self.lesson.kind, WEIGHT_OF_SETS)
        for person, one in self.crowd.pairs:
            told = self.of(person.name)
            yield told is not None and key_of(one.body) in told, 0.0 if told is None else weight

    def outcomes(self) -> Iterator[tuple[float, bool]]:
        """How likely each candidate of those that are labelled is, and whether it is right."""
        scored = zip(self.crowd.scores[AMONG_RIVALS], self.answers(), strict=True)
        yield from ((score, right) for score, (right, counts) in scored if counts)


def key_of(body: Body) -> str:
    """What tells an organisation from others, as labels say it."""
    return stakeholder_key("organisation", body.name, body.body_id)[1]


def crowd_of(document: Document) -> Crowd:
    """The people of a document with their candidates, not judged yet."""
    analysis = people_of(document)
    settle_roles([analysis])
    return Crowd(analysis)


def cross_validated(taught: Sequence[Labelled]) -> dict[str, Judge]:
    """Learn the judges; afterwards the scores in the crowds are by judges that did not see their families."""
    folds = folds_of([each.lesson.family for each in taught], [len(each.told) + 1 for each in taught])
    answers = [(fold, *answer) for each, fold in zip(taught, folds, strict=True) for answer in each.answers()]
    fold_of = np.array([fold for fold, _, _ in answers], np.int64)
    right, weights = [row[1] for row in answers], [row[2] for row in answers]
    names, judges = Names(), {}

    def decide(name: str, table: Table, _: Sequence[Crowd]) -> list[float]:
        learned = learn(table, names, right, weights, fold_of, MANNER)
        judges[name] = learned.judge
        return learned.unseen

    with mock.patch.object(rows, "described", described_in_parts):
        judge_all([each.crowd for each in taught], decide, names)
    return judges


def card(taught: Sequence[Labelled], bins: Sequence[Bin]) -> str:
    """What the judges learned from, and how well they do, as Markdown."""
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
    return f"{text}\n## Whether probabilities hold\n\n{as_markdown(bins, 'candidates')}"


def at_thresholds(taught: Sequence[Labelled]) -> str:
    """Of how many people that are found the organisation is right, or wrong, at some thresholds, as Markdown."""
    lines = ["| threshold | people | right | wrong |", "|--:|--:|--:|--:|"]
    judged = [(each, likeliest(each.crowd)) for each in taught]
    for threshold in THRESHOLDS:
        people = right = wrong = 0
        for each, found in judged:
            for person in each.crowd.analysis.people:
                if (told := each.of(person.name)) is None:
                    continue
                body, score = found.get(person, (None, 0.0))
                given = key_of(body) if body and score >= threshold else None
                people += 1
                right += given in told if given else not told
                wrong += given is not None and given not in told
        lines.append(f"| {threshold:.2f} | {people} | {right / max(1, people):.3f} | {wrong / max(1, people):.3f} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    about = "Learn whose organisation is whose."
    every, folder, tell = asked("train_affiliations", about, MODELS, lessons_of_affiliations, arguments)
    taught = [Labelled(lesson, crowd_of(lesson.document)) for lesson in every]
    tell(f"{len(taught)} documents read")
    judges = cross_validated(taught)
    tell("learned")
    bins = reliability(outcome for each in taught for outcome in each.outcomes())
    published(judges, bins, card(taught, bins), folder)


if __name__ == "__main__":
    main()
