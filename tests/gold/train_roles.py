"""Learn what a document says a person is: `make train`, or `python -m tests.gold.train_roles`.

Writes `flows/extraction/models/roles/`: the judges, a card that says what they learned from and how well they do, and
`reliability.json`, whether their probabilities hold. The figures are by cross-validation: what is said of a document is
by judges that saw none of its family. The other judges learn afterwards: they see what these find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from flows.extraction.linking.roles.candidates import Crowd
from flows.extraction.linking.roles.judging import ROLES, THRESHOLD, likeliest, role_of
from tests.gold.comparing import ROLE_OVERLAP, Values, role_words
from tests.gold.corpus import lessons_of_roles
from tests.gold.deciding import TaughtPeople, train
from tests.gold.learning import Manner
from tests.gold.training import asked, people_of, weight_of

MANNER = Manner(smallest_share=1 / 4000, trees={"num_iterations": 80, "learning_rate": 0.12})

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


class Labelled(TaughtPeople[Crowd, Sequence[Values]]):
    """The people of a document with the words of what they are: of each of their roles, and last of all together."""

    says = "role"

    def read(self, cell: str | None) -> Sequence[Values]:
        """The words of each part of a role, and last of all of it."""
        role = cell or ""
        return [words for part in (*role.split(";"), role) if (words := role_words(part))]

    def answers(self) -> Iterator[tuple[bool, float]]:
        """Each candidate counts as right and as wrong, as far as it is either."""
        weight = weight_of(self.lesson)
        for one in self.work.candidates:
            expected = self.of(one.person.name)
            found = role_words(role_of(self.work, one).text) if expected else frozenset()
            share = max((_alike(words, found) for words in expected or ()), default=0.0)
            counts = 0.0 if expected is None else weight
            yield from ((True, counts * share), (False, counts * (1 - share)))

    @cached_property
    def likeliest(self) -> list[tuple[str, str, float]]:
        """The likeliest words on each side of each place that names somebody: whom, the words, and how likely."""
        return [(one.person.name, role_of(self.work, one).text, score) for one, score in likeliest(self.work)]

    def outcomes(self) -> Iterator[tuple[float, bool]]:
        """How likely the words are that were chosen for those that are labelled, and whether they are right."""
        for name, words, score in self.likeliest:
            if (expected := self.of(name)) is not None:
                yield score, any(_alike(each, role_words(words)) >= ROLE_OVERLAP for each in expected)

    def given(self, threshold: float) -> Iterator[tuple[bool, bool]]:
        """Whether enough words of what a person is are right, or they are given others."""
        for person in self.work.analysis.people:
            if (expected := self.of(person.name)) is not None:
                found = (words for name, words, score in self.likeliest if name == person.name and score >= threshold)
                roles = [*dict.fromkeys(found)]
                alike = _alike(expected[-1] if expected else frozenset(), role_words(";".join(roles)))
                fits = alike >= ROLE_OVERLAP if expected else not roles
                yield fits, bool(roles) and not fits


def _alike(one: Values, other: Values) -> float:
    return len(one & other) / max(1, len(one | other))


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    training = asked("train_roles", "Learn what a person is.", ROLES.models, lessons_of_roles, arguments)
    taught = [Labelled(lesson, Crowd(people_of(lesson.document))) for lesson in training.lessons]
    train(training, ROLES, taught, MANNER, CARD, "roles")


if __name__ == "__main__":
    main()
