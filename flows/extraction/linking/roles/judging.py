"""What each person of a document is: of the words beside each place that names them, those likeliest to be a role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.roles import Role, canonical, kind_of, role_words
from flows.extraction.linking.asking import Asking, Decide
from flows.extraction.linking.features.rows import Names
from flows.extraction.linking.judges import Learned, load_all
from flows.extraction.linking.roles.candidates import Candidate, Crowd
from flows.extraction.linking.roles.features import among_rivals, describe

MODELS = Path(__file__).parents[2] / "models" / "roles"
FIRST, AMONG_RIVALS = JUDGES = ("role", "role-among-rivals")
# Words beside a name are a role from this probability on. It is low as judges learned how many of the words are right,
# not whether all are.
THRESHOLD = 0.3


def settle_roles(analyses: Sequence[Analysis]) -> None:
    """Give each person of some documents what the documents say they are."""
    crowds = [Crowd(analysis) for analysis in analyses if analysis.people]
    judges = learned()
    judge_all(crowds, judges.decide, judges.names)
    for crowd in crowds:
        for one, score in chosen(crowd, 0.0):
            one.person.likely_role = max(score, one.person.likely_role)
            if score >= THRESHOLD:
                one.person.give(role_of(crowd, one))


def judge_all(crowds: Sequence[Crowd], decide: Decide, names: Names) -> None:
    """Judge the candidates of all people of some documents; the scores are in each crowd."""
    asking = Asking(crowds, decide, names)
    words = asking.described("words", describe)
    asking.ask(FIRST, words, _candidates)
    words = words.beside(asking.described("rivals", lambda crowd: among_rivals(crowd, FIRST)))
    asking.ask(AMONG_RIVALS, words, _candidates)


def _candidates(crowd: Crowd) -> Sequence[Candidate]:
    return crowd.candidates


def chosen(crowd: Crowd, threshold: float = THRESHOLD) -> Iterator[tuple[Candidate, float]]:
    """The likeliest words on each side of each place that names somebody, if they are likely enough."""
    scored = zip(crowd.candidates, crowd.scores[AMONG_RIVALS], strict=True)
    for _, group in groupby(scored, key=lambda pair: (pair[0].place, pair[0].side)):
        best = max(group, key=lambda pair: (pair[1], pair[0].start - pair[0].end))
        if best[1] >= threshold:
            yield best


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
    return Role(words, kind_of(title), organisation, canonical(title), one.side)


def learned() -> Learned:
    """The judge of roles."""
    return load_all(MODELS, JUDGES)
