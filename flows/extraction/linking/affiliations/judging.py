"""The organisation of each person, as judges find it: one judge looks at each candidate, another at its rivals, too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.people import Person
from flows.extraction.linking.affiliations.candidates import Candidate, Crowd
from flows.extraction.linking.affiliations.features import describe
from flows.extraction.linking.looks import Decision, Rivals

RIVALS = {
    "of the person": Rivals(attrgetter("person")),
    "of its kind": Rivals(attrgetter("person", "body.kind")),
    "of the body": Rivals(attrgetter("body")),
}
ORGANISATIONS = Decision("affiliations", "organisation", "person", describe, RIVALS)
# A person is of the likeliest organisation, if it is as likely as this.
THRESHOLD = 0.6


def settle_organisations(analyses: Sequence[Analysis]) -> None:
    """Give each person of some documents the organisation they are of, where one is likely enough."""
    for crowd in ORGANISATIONS.made(Crowd(analysis) for analysis in analyses if analysis.people):
        for person, (one, score) in likeliest(crowd).items():
            person.organisation = one.body if score >= THRESHOLD else None


def likeliest(crowd: Crowd) -> Mapping[Person, tuple[Candidate, float]]:
    """The likeliest organisation of each person that has candidates, and how likely it is."""
    groups = groupby(crowd.scored, key=lambda pair: pair[0].person)
    return {person: max(group, key=lambda pair: pair[1]) for person, group in groups}
