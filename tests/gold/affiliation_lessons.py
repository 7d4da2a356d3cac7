"""What labels of people teach about their organisations, and how the judges of organisations learn (`train_people`)."""

from __future__ import annotations

from collections.abc import Iterator

from flows.extraction.claims import Body
from flows.extraction.linking.affiliations.candidates import AffiliationWork
from flows.extraction.linking.affiliations.judging import THRESHOLD
from tests.gold.comparing import Values, bodies_named, stakeholder_key
from tests.gold.cross_validation import Answer
from tests.gold.deciding import TaughtPeople
from tests.gold.learning import Settings

SETTINGS = Settings(min_share=1 / 2000, trees={"extra_trees": True})

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


class Labelled(TaughtPeople[AffiliationWork, Values]):
    """The people of a document with the keys that their organisation may have; no key where they have none."""

    cell = "organisation"
    weight_of_short_texts = 0.6

    def read(self, value: str | None) -> Values:
        """Return the keys that the organisation in a cell may have."""
        return bodies_named(value)

    def answers(self, judge: str = "") -> Iterator[Answer]:
        """Yield whether each candidate is right; people without a label do not count."""
        for candidate in self.work.candidates:
            keys = self.of(candidate.person.name)
            yield keys is not None and key_of(candidate.body) in keys, float(keys is not None)

    def results(self, threshold: float) -> Iterator[tuple[bool, bool]]:
        """Yield, for each labelled person, whether the organisation they get is right, and whether it is wrong."""
        chosen = self.work.likeliest("person").items()
        key_of_person = {person: key_of(best.body) for person, (best, score) in chosen if score >= threshold}
        for person in self.work.analysis.people:
            if (keys := self.of(person.name)) is not None:
                key = key_of_person.get(person)
                yield key in keys if key else not keys, key is not None and key not in keys


def key_of(body: Body) -> str:
    """Return the key of an organisation as labels have it."""
    return stakeholder_key("organisation", body.name, body.body_id)[1]
