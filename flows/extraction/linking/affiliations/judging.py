"""Give each person their organisation, as two judges decide: see `looks.Decision`. Use `settle_organisations`."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.linking.affiliations.candidates import AffiliationWork
from flows.extraction.linking.affiliations.features import describe
from flows.extraction.linking.looks import Decision, Rivals

RIVALS = {
    "of the person": Rivals(attrgetter("person")),  # other organisations for the same person
    "of its kind": Rivals(attrgetter("person", "body.kind")),  # other organisations of its kind for the person
    "of the body": Rivals(attrgetter("body")),  # other people for the same organisation
}
ORGANISATIONS = Decision("affiliations", "organisation", "person", describe, RIVALS)
# A person gets their likeliest organisation from this probability on.
THRESHOLD = 0.6


def settle_organisations(analyses: Sequence[Analysis]) -> None:
    """Set `organisation` of each person in some documents: the likeliest one, or None if it is not likely enough."""
    for work in ORGANISATIONS.judge_all(AffiliationWork(analysis) for analysis in analyses if analysis.people):
        for person, (candidate, score) in work.likeliest("person").items():
            person.organisation = candidate.body if score >= THRESHOLD else None
