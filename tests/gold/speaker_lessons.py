"""What labels of quotations teach about who speaks, and how the judges of speakers learn (`train_people`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.speech.namings import Speaker
from flows.extraction.linking.speakers.candidates import Talk
from flows.extraction.linking.speakers.judging import THRESHOLD
from tests.gold.comparing import bodies_named, stakeholder_key
from tests.gold.cross_validation import Answer
from tests.gold.deciding import Taught
from tests.gold.learning import Settings

SETTINGS = Settings(min_share=1 / 2000)

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

    weight_of_short_texts = 0.5

    @property
    def labels(self) -> Sequence[str]:
        """The speaker of each quotation that is labelled; "" for nobody."""
        return [name for name in self.names if name is not None]

    @cached_property
    def names(self) -> Sequence[str | None]:
        """The speaker of each quotation: "" for nobody, None where no label is of the quotation or it is optional.

        Labels have the order of the quotations, and give the first words of each.
        """
        labels = iter(self.lesson.quotations)
        names: list[str | None] = []
        for quotation in self.work.quotations:
            words = " ".join(self.work.analysis.text[slice(*quotation.slices[0])].split())
            label = next((each for each in labels if words.startswith(each["quote"])), None)
            names.append(None if label is None or label.get("optional") else label["speaker"] or "")
        return names

    def answers(self, judge: str = "") -> Iterator[Answer]:
        """Yield whether each candidate is right; quotations without a label do not count."""
        for candidate in self.work.candidates:
            name = self.names[candidate.number]
            yield bool(name) and is_called(candidate.speaker, name or ""), float(name is not None)

    def results(self, threshold: float) -> Iterator[tuple[bool, bool]]:
        """Yield, for each labelled quotation, whether the speaker it gets is right, and whether it is wrong."""
        chosen = self.work.likeliest("number")
        for number, name in enumerate(self.names):
            if name is not None:
                best, score = chosen.get(number, (None, 0.0))
                speaker = best.speaker if best and score >= threshold else None
                right = bool(name) and is_called(speaker, name) if speaker else not name
                yield right, speaker is not None and not right


def is_called(speaker: Speaker, name: str) -> bool:
    """Whether a speaker is meant by the name that a label gives."""
    if isinstance(speaker, Person):
        return stakeholder_key("person", speaker.name, None) == stakeholder_key("person", name, None)
    return stakeholder_key("organisation", speaker.name, speaker.body_id)[1] in bodies_named(name)
