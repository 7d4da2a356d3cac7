"""Give each person their roles, as two judges decide: see `looks.Decision`. The main function is `settle_roles`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.roles import Role, role_words, title_of
from flows.extraction.linking.looks import Decision, Rivals
from flows.extraction.linking.roles.candidates import Candidate, RoleWork
from flows.extraction.linking.roles.features import describe

RIVALS = {
    "beside it": Rivals(attrgetter("beside")),  # other slices on the same side of the same mention
    "on the other side": Rivals(attrgetter("place"), attrgetter("beside")),  # slices on the other sides of it
    "elsewhere": Rivals(attrgetter("person"), attrgetter("beside")),  # slices anywhere else beside the same person
    "of its words": Rivals(attrgetter("person", "words"), attrgetter("place")),  # the same words at other mentions
}
ROLES = Decision("roles", "role", "words", describe, RIVALS)
# Words beside a name are a role from this probability on. It is low because the judges learned the share of the words
# that are right, not whether all words are.
THRESHOLD = 0.3


def settle_roles(analyses: Sequence[Analysis]) -> None:
    """Give each person of some documents their roles, and set `likely_role` to the best score among all slices."""
    for work in ROLES.judge_all(RoleWork(analysis) for analysis in analyses if analysis.people):
        for one, score in likeliest(work):
            one.person.likely_role = max(score, one.person.likely_role)
            if score >= THRESHOLD:
                one.person.give(role_of(work, one))


def likeliest(work: RoleWork) -> Iterator[tuple[Candidate, float]]:
    """Yield the likeliest slice on each side of each mention, with its probability; of equals the shorter slice."""
    for _, group in groupby(work.scored, key=lambda pair: pair[0].beside):
        yield max(group, key=lambda pair: (pair[1], pair[0].start - pair[0].end))


def role_of(work: RoleWork, one: Candidate) -> Role:
    """Return the role that a slice states, with the body that it names or refers to, if any."""
    analysis, bodies, title = work.analysis, work.bodies, one.title
    if title is None:
        words = " ".join(analysis.view.original(one.start, one.end).split())
        return Role(words, "", bodies.first_in(one.start, one.end))
    words = role_words(analysis.view, one.start, one.end, title)
    before = bodies.before(analysis.text, one.start)
    named = bodies.first_in(one.start, one.end) or bodies.of(analysis.text, title.end)
    organisation = named or (before.body if before else None)
    return Role(words, title_of(title).role_kind, organisation, title_of(title).canonical)
