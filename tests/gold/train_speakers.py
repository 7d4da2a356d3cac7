"""Learn whose words a quotation holds: `make train`, or `python -m tests.gold.train_speakers`.

Writes `flows/extraction/models/speakers/`: the judges, a card that says what they learned from and how well they do,
and `reliability.json`, whether their probabilities hold. The figures are by cross-validation: what is said of a
document is by judges that saw none of its family. The judges of facts learn afterwards: they see who speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.speech.namings import Speaker
from flows.extraction.linking.affiliations.judging import settle_organisations
from flows.extraction.linking.roles.judging import settle_roles
from flows.extraction.linking.speakers.candidates import Talk
from flows.extraction.linking.speakers.judging import SPEAKERS, THRESHOLD, likeliest
from flows.reading.document import Document
from tests.gold.comparing import bodies_named, stakeholder_key
from tests.gold.corpus import lessons_of_speakers
from tests.gold.deciding import Taught, train
from tests.gold.learning import Manner
from tests.gold.training import asked, people_of, weight_of

WEIGHT_OF_SHORT_TEXTS = 0.5
MANNER = Manner(smallest_share=1 / 2000)

CARD = f"""# The judges of who speaks

Written by `make train`; do not edit. They are one decision of `flows/extraction/linking/speakers`: are the words of a
quotation those of somebody, or of an organisation, named near it (by itself, and among its rivals)? They are boosted
trees over named features, kept as text. A quotation is of the likeliest speaker from a probability of {THRESHOLD}.

They learned from {{documents}} documents with {{labelled}} quotations that are labelled: {{kinds}}.

All figures below are by cross-validation: what is said of a document is by judges that saw none of its family (a set of
articles or of documents). "Right" is the share of all quotations whose speaker is right, none where labels say none;
"wrong" is the share that is given a speaker who is not theirs. Who is no candidate counts, too.
"""


class Labelled(Taught[Talk]):
    """The quotations of a document with their labels."""

    @property
    def labels(self) -> Sequence[str]:
        """Who is labelled as the speaker of each quotation that is labelled."""
        return [name for name in self.names if name is not None]

    @cached_property
    def names(self) -> Sequence[str | None]:
        """Who is labelled as the speaker of each quotation: "" where it is nobody, None where nothing is labelled."""
        labels = iter(self.lesson.quotations)
        found: list[str | None] = []
        for one in self.work.quotations:
            words = " ".join(self.work.analysis.text[slice(*one.slices[0])].split())
            label = next((each for each in labels if words.startswith(each["quote"])), None)
            found.append(None if label is None or label.get("optional") else label["speaker"] or "")
        return found

    def answers(self) -> Iterator[tuple[bool, float]]:
        """Whether each candidate is right, and how much that counts."""
        weight = weight_of(self.lesson, WEIGHT_OF_SHORT_TEXTS)
        for one in self.work.candidates:
            name = self.names[one.number]
            yield bool(name) and is_called(one.speaker, name or ""), 0.0 if name is None else weight

    def given(self, threshold: float) -> Iterator[tuple[bool, bool]]:
        """Whether the speaker of a quotation is right, or another is given."""
        found = likeliest(self.work)
        for number, name in enumerate(self.names):
            if name is not None:
                one, score = found.get(number, (None, 0.0))
                speaker = one.speaker if one and score >= threshold else None
                right = bool(name) and is_called(speaker, name) if speaker else not name
                yield right, speaker is not None and not right


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


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    about = "Learn whose words a quotation holds."
    training = asked("train_speakers", about, SPEAKERS.models, lessons_of_speakers, arguments)
    taught = [Labelled(lesson, talk_of(lesson.document)) for lesson in training.lessons]
    train(training, SPEAKERS, taught, MANNER, CARD, "candidates")


if __name__ == "__main__":
    main()
