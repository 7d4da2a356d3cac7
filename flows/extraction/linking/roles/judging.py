"""What each person of a document is: of the words beside each place that names them, those likeliest to be a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.roles import Role, role_words, title_of
from flows.extraction.linking.looks import Decision, Rivals
from flows.extraction.linking.roles.candidates import Candidate, Crowd
from flows.extraction.linking.roles.features import describe

RIVALS = {
    "beside it": Rivals(attrgetter("beside")),
    "on the other side": Rivals(attrgetter("place"), attrgetter("beside")),
    "elsewhere": Rivals(attrgetter("person"), attrgetter("beside")),
    "of its words": Rivals(attrgetter("person", "words"), attrgetter("place")),
}
ROLES = Decision("roles", "role", "words", describe, RIVALS)
# Words beside a name are a role from this probability on. It is low as judges learned how many of the words are right,
# not whether all are.
THRESHOLD = 0.3


def settle_roles(analyses: Sequence[Analysis]) -> None:
    """Give each person of some documents what the documents say they are."""
    for crowd in ROLES.made(Crowd(analysis) for analysis in analyses if analysis.people):
        for one, score in likeliest(crowd):
            one.person.likely_role = max(score, one.person.likely_role)
            if score >= THRESHOLD:
                one.person.give(role_of(crowd, one))


def likeliest(crowd: Crowd) -> Iterator[tuple[Candidate, float]]:
    """The likeliest words on each side of each place that names somebody, of two that are alike the shorter ones."""
    for _, group in groupby(crowd.scored, key=lambda pair: pair[0].beside):
        yield max(group, key=lambda pair: (pair[1], pair[0].start - pair[0].end))


def role_of(crowd: Crowd, one: Candidate) -> Role:
    """The role that some words give, with the body they name or refer to."""
    analysis, bodies, title = crowd.analysis, crowd.bodies, one.title
    if title is None:
        words = " ".join(analysis.view.original(one.start, one.end).split())
        return Role(words, "", bodies.first_in(one.start, one.end), side=one.side)
    words = role_words(analysis.view, one.start, one.end, title)
    before = bodies.before(analysis.text, one.start)
    named = bodies.first_in(one.start, one.end) or bodies.of(analysis.text, title.end)
    organisation = named or (before.body if before else None)
    return Role(words, title_of(title).role_kind, organisation, title_of(title).canonical, one.side)
