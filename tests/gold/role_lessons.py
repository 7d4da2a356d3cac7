"""What labels of people teach about their roles, and how the judges of roles learn (`train_people`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from flows.extraction.linking.roles.candidates import RoleWork
from flows.extraction.linking.roles.judging import THRESHOLD, likeliest, role_of
from tests.gold.comparing import ROLE_OVERLAP, Values, role_words
from tests.gold.cross_validation import Answer
from tests.gold.deciding import TaughtPeople
from tests.gold.learning import Settings

SETTINGS = Settings(min_share=1 / 4000, trees={"num_iterations": 80, "learning_rate": 0.12})

CARD = f"""# The judges of what a person is

Written by `make train`; do not edit. They are one decision of `flows/extraction/linking/roles`: do these words beside a
name say what a person is (by themselves, and among their rivals)? They are boosted trees over named features, kept as
text. Of the words on each side of each place that names somebody the likeliest are taken, from a probability of
{THRESHOLD}.

They learned from {{documents}} documents with {{labelled}} people that are labelled: {{kinds}}. Words are right as far
as they are those of the label: of two slices around a title that with more words of the label is the likelier one.

All figures below are by cross-validation: what is said of a document is by judges that saw none of its family (a set of
articles or of documents). "Right" is the share of the people found of whom half of all words, of what is found and of
the label together, are the same; "wrong" is the share that is given a role of which less is right.
"""


class Labelled(TaughtPeople[RoleWork, Sequence[Values]]):
    """The people of a document with the words of their roles: of each role, and last of all roles together."""

    cell = "role"

    def read(self, value: str | None) -> Sequence[Values]:
        """Return the words of each role in a cell, and last those of the whole cell; nothing for no role."""
        role = value or ""
        return [words for part in (*role.split(";"), role) if (words := role_words(part))]

    def answers(self, judge: str = "") -> Iterator[Answer]:
        """Yield two answers for each candidate, so that it is right by the share of words it has in common with the
        label, and wrong by the rest."""
        for candidate in self.work.candidates:
            expected = self.of(candidate.person.name)
            words = role_words(role_of(self.work, candidate).text) if expected else frozenset()
            share = max((_overlap(role, words) for role in expected or ()), default=0.0)
            counts = 0.0 if expected is None else 1.0
            yield from ((True, counts * share), (False, counts * (1 - share)))

    @cached_property
    def likeliest(self) -> list[tuple[str, str, float]]:
        """(name, role, probability) of the likeliest candidate on each side of each place that names a person."""
        chosen = likeliest(self.work)
        return [(candidate.person.name, role_of(self.work, candidate).text, score) for candidate, score in chosen]

    def outcomes(self) -> Iterator[tuple[float, bool]]:
        """Yield the probability of each likeliest candidate of a labelled person, and whether it is right."""
        for name, role, score in self.likeliest:
            if (expected := self.of(name)) is not None:
                yield score, any(_overlap(words, role_words(role)) >= ROLE_OVERLAP for words in expected)

    def results(self, threshold: float) -> Iterator[tuple[bool, bool]]:
        """Yield, for each labelled person, whether the roles they get are right, and whether they are wrong."""
        for person in self.work.analysis.people:
            if (expected := self.of(person.name)) is not None:
                likely = (role for name, role, score in self.likeliest if name == person.name and score >= threshold)
                roles = [*dict.fromkeys(likely)]
                overlap = _overlap(expected[-1] if expected else frozenset(), role_words(";".join(roles)))
                right = overlap >= ROLE_OVERLAP if expected else not roles
                yield right, bool(roles) and not right


def _overlap(words: Values, others: Values) -> float:
    """Return the share of all words that both have."""
    return len(words & others) / max(1, len(words | others))
