"""Learn which organisation a person is of: `make train`, or `python -m tests.gold.train_affiliations`.

Writes `flows/extraction/models/affiliations/`: the judges, a card that says what they learned from and how well they
do, and `reliability.json`, whether their probabilities hold. The figures are by cross-validation: what is said of a
document is by judges that saw none of its family. The other judges learn afterwards: they see what these find.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.extraction.claims import Body
from flows.extraction.linking.affiliations.candidates import Crowd
from flows.extraction.linking.affiliations.judging import ORGANISATIONS, THRESHOLD, likeliest
from flows.extraction.linking.roles.judging import settle_roles
from flows.reading.document import Document
from tests.gold.comparing import Values, bodies_named, stakeholder_key
from tests.gold.corpus import lessons_of_affiliations
from tests.gold.deciding import TaughtPeople, train
from tests.gold.learning import Manner
from tests.gold.training import asked, people_of, weight_of

WEIGHT_OF_SHORT_TEXTS = 0.6
MANNER = Manner(smallest_share=1 / 2000, trees={"extra_trees": True})

CARD = f"""# The judges of who is of which organisation

Written by `make train`; do not edit. They are one decision of `flows/extraction/linking/affiliations`: is a person that
a document names of an organisation that it names, or that oversees one (by itself, and among its rivals)? They are
boosted trees over named features, kept as text. A person is given the likeliest one from a probability of {THRESHOLD}.

They learned from {{documents}} documents with {{labelled}} people that are labelled: {{kinds}}.

All figures below are by cross-validation: what is said of a document is by judges that saw none of its family (a set of
articles or of documents). "Right" is the share of all people whose organisation is right, none where labels say none;
"wrong" is the share that is given one that is not theirs. Who is found by no candidate counts, too: labels give
organisations that a document does not name, as a councillor's council.
"""


class Labelled(TaughtPeople[Crowd, Values]):
    """The people of a document with what their organisation may be called; nothing where they have none."""

    says = "organisation"

    def read(self, cell: str | None) -> Values:
        """What an organisation may be called."""
        return bodies_named(cell)

    def answers(self) -> Iterator[tuple[bool, float]]:
        """Whether each candidate is right, and how much that counts."""
        weight = weight_of(self.lesson, WEIGHT_OF_SHORT_TEXTS)
        for one in self.work.candidates:
            keys = self.of(one.person.name)
            yield keys is not None and key_of(one.body) in keys, 0.0 if keys is None else weight

    def given(self, threshold: float) -> Iterator[tuple[bool, bool]]:
        """Whether the organisation of a person is right, or another is given."""
        found = {
            person: key_of(one.body) for person, (one, score) in likeliest(self.work).items() if score >= threshold
        }
        for person in self.work.analysis.people:
            if (keys := self.of(person.name)) is not None:
                key = found.get(person)
                yield key in keys if key else not keys, key is not None and key not in keys


def key_of(body: Body) -> str:
    """What tells an organisation from others, as labels say it."""
    return stakeholder_key("organisation", body.name, body.body_id)[1]


def crowd_of(document: Document) -> Crowd:
    """The people of a document with their candidates, not judged yet."""
    analysis = people_of(document)
    settle_roles([analysis])
    return Crowd(analysis)


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, measure and write."""
    about = "Learn whose organisation is whose."
    training = asked("train_affiliations", about, ORGANISATIONS.models, lessons_of_affiliations, arguments)
    taught = [Labelled(lesson, crowd_of(lesson.document)) for lesson in training.lessons]
    train(training, ORGANISATIONS, taught, MANNER, CARD, "candidates")


if __name__ == "__main__":
    main()
