"""Learn whose words a quotation holds: `make train`, or `python -m tests.gold.train_speakers`.

Writes `flows/extraction/models/speakers/`: the judges, a card that says what they learned from and how well they do,
and `reliability.json`, whether their probabilities hold. The figures are by cross-validation: what is said of a
document is by judges that saw none of its family. The judges of facts learn afterwards: they are told who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from unittest import mock

import numpy as np

from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.speech.namings import Speaker
from flows.extraction.linking.affiliations.judging import settle_organisations
from flows.extraction.linking.features import rows
from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.judges import Judge
from flows.extraction.linking.roles.judging import settle_roles
from flows.extraction.linking.speakers.candidates import Talk
from flows.extraction.linking.speakers.judging import AMONG_RIVALS, MODELS, THRESHOLD, judge_all, likeliest
from flows.reading.document import Document
from tests.gold.comparing import bodies_named, stakeholder_key
from tests.gold.corpus import Lesson, lessons_of_speakers
from tests.gold.learning import Manner, described_in_parts, folds_of, learn
from tests.gold.reliability import Bin, as_markdown, reliability
from tests.gold.training import asked, people_of, published

# Short texts are less like what is read.
WEIGHTS, WEIGHT_OF_SETS = {"articles": 1.0, "phrases": 0.5}, 1.0
THRESHOLDS = (0.3, 0.4, 0.5, THRESHOLD, 0.7, 0.8)
MANNER = Manner(smallest_share=1 / 2000)

CARD = """# The judges of who speaks

Written by `make train`; do not edit. They are one decision of `flows/extraction/linking/speakers`: are the words of a
quotation those of somebody, or of an organisation, named near it (by itself, and among its rivals)? They are boosted
trees over named features, kept as text. A quotation is of the likeliest speaker from a probability of {threshold}.

They learned from {documents} documents with {quotations} quotations that are labelled: {kinds}.

All figures below are by cross-validation: what is said of a document is by judges that saw none of its family (a set of
articles or of documents). "Right" is the share of all quotations whose speaker is right, none where labels say none;
"wrong" is the share that is given a speaker who is not theirs. Who is no candidate counts, too.
"""


@dataclass(frozen=True, eq=False)
class Labelled:
    """The quotations of a document with their labels."""

    lesson: Lesson
    talk: Talk

    @cached_property
    def told(self) -> list[str | None]:
        """Who is labelled as the speaker of each quotation: "" where it is nobody, None where nothing is labelled."""
        labels = iter(self.lesson.quotations)
        found: list[str | None] = []
        for one in self.talk.quotations:
            words = " ".join(self.talk.analysis.text[slice(*one.slices[0])].split())
            label = next((each for each in labels if words.startswith(each["quote"])), None)
            found.append(None if label is None or label.get("optional") else label["speaker"] or "")
        return found

    def answers(self) -> Iterator[tuple[bool, float]]:
        """Whether each candidate is right, and how much that counts."""
        weight = WEIGHTS.get(self.lesson.kind, WEIGHT_OF_SETS)
        for number, speaker in self.talk.pairs:
            told = self.told[number]
            yield bool(told) and is_called(speaker, told or ""), 0.0 if told is None else weight

    def outcomes(self) -> Iterator[tuple[float, bool]]:
        """How likely each candidate of those that are labelled is, and whether it is right."""
        scored = zip(self.talk.scores[AMONG_RIVALS], self.answers(), strict=True)
        yield from ((score, right) for score, (right, counts) in scored if counts)


def is_called(speaker: Speaker, name: str) -> bool:
    """Whether a label means a speaker by a name."""
    if isinstance(speaker, Person):
        return stakeholder_key("person", speaker.name, None) == stakeholder_key("person", name, None)
    return stakeholder_key("organisation", speaker.name, speaker.body_id)[1] in bodies_named(name)


def talk_of(document: Document) -> Talk:
    """The quotations of a document with their candidates, not judged yet."""
    analysis = people_of(document)
    settle_roles([analysis])
    settle_organisations([analysis])
    return Talk(analysis)


def cross_validated(taught: Sequence[Labelled]) -> dict[str, Judge]:
    """Learn the judges; afterwards the scores in the talks are by judges that did not see their families."""
    folds = folds_of([each.lesson.family for each in taught], [len(each.told) + 1 for each in taught])
    answers = [(fold, *answer) for each, fold in zip(taught, folds, strict=True) for answer in each.answers()]
    fold_of = np.array([fold for fold, _, _ in answers], np.int64)
    right, weights = [row[1] for row in answers], [row[2] for row in answers]
    names, judges = Names(), {}

    def decide(name: str, table: Table, _: Sequence[Talk]) -> list[float]:
        learned = learn(table, names, right, weights, fold_of, MANNER)
        judges[name] = learned.judge
        return learned.unseen

    with mock.patch.object(rows, "described", described_in_parts):
        judge_all([each.talk for each in taught], decide, names)
    return judges


def card(taught: Sequence[Labelled], bins: Sequence[Bin]) -> str:
    """What the judges learned from, and how well they do, as Markdown."""
    kinds: dict[str, list[Labelled]] = {}
    for each in taught:
        kinds.setdefault(each.lesson.kind, []).append(each)
    text = CARD.format(
        documents=len(taught),
        quotations=sum(told is not None for each in taught for told in each.told),
        kinds=", ".join(f"{len(of_kind)} of {kind}" for kind, of_kind in kinds.items()),
        threshold=THRESHOLD,
    )
    sets = [each for kind, of_kind in kinds.items() if kind not in WEIGHTS for each in of_kind]
    for kind, of_kind in {"all sets": sets, **kinds}.items():
        text += f"\n## {kind.capitalize()}\n\n{at_thresholds(of_kind)}"
    return f"{text}\n## Whether probabilities hold\n\n{as_markdown(bins, 'candidates')}"


def at_thresholds(taught: Sequence[Labelled]) -> str:
    """Of how many quotations the speaker is right, or wrong, at some thresholds, as Markdown."""
    lines = ["| threshold | quotations | right | wrong |", "|--:|--:|--:|--:|"]
    judged = [(told, one) for each in taught for told, one in zip(each.told, likeliest(each.talk), strict=True)]
    judged = [(told, one) for told, one in judged if told is not None]
    for threshold in THRESHOLDS:
        given = [(told, one[0] if one and one[1] >= threshold else None) for told, one in judged]
        right = sum(is_called(one, told) if one and told else not (one or told) for told, one in given)
        wrong = sum(one is not None and not (told and is_called(one, told)) for told, one in given)
        count = max(1, len(given))
        lines.append(f"| {threshold:.2f} | {len(given)} | {right / count:.3f} | {wrong / count:.3f} |")
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    about = "Learn whose words a quotation holds."
    every, folder, tell = asked("train_speakers", about, MODELS, lessons_of_speakers, arguments)
    taught = [Labelled(lesson, talk_of(lesson.document)) for lesson in every]
    tell(f"{len(taught)} documents read")
    judges = cross_validated(taught)
    tell("learned")
    bins = reliability(outcome for each in taught for outcome in each.outcomes())
    published(judges, bins, card(taught, bins), folder)


if __name__ == "__main__":
    main()
