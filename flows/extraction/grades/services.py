"""Which of the two services of a place is graded, where a noun says so: "the county's police", "the brigade"."""

from __future__ import annotations

import re
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import POLICE_KINDS, body_of
from flows.extraction.analysis.discourse import antecedent
from flows.extraction.analysis.places import fire_service_of
from flows.extraction.claims import Body
from flows.extraction.grades.body_words import SUBJECT_GAP
from flows.extraction.grades.grades import Grade
from flows.extraction.grades.groups import Context, Group
from schemas import vocabularies

FIRE_KINDS = frozenset({"fire-service"})
# All read text in lower case.
POLICE_NOUN = re.compile(r"\b(?:police(?:\s+(?:force|service|officers))?|force|constabulary)\b(?!['’])")
FIRE_NOUN = re.compile(
    r"\b(?:fire\s+(?:and\s+rescue\s+)?(?:service|brigade)|brigade|firefighters|fire\s+crews)\b(?!['’])"
)
FIRE_PIECES = ("fire", "brigade")
POLICE_PIECES = ("police", "force", "constabulary")
# "|the county's |police", behind no word that makes it something else than what is graded: "with |the |police".
DETERMINED = re.compile(r"(?:(?:the|its|this|our|their|local|same|own|[\w-]+'s?)\s+){0,3}$")
PREPOSITION = re.compile(
    r"\b(?:with|by|from|to|for|of|in|at|on|unlike|like|than|as|under|alongside|between|against|behind|than|not|or|"
    r"(?:its|their|our)\s+\w+)\s+$"
)
TOGETHER = re.compile(r"\s*,?\s*(?:and|&)\s*")
# "the police |in the county |were rated G", "the brigade |that covers the same area |was judged G"
BEHIND = re.compile(
    r"(?:\s+(?:in|of|for|there|here|that|which|covering|serving)(?:\s+(?!and\b|was\b|were\b|is\b|are\b)[\w’'-]+){0,6})?"
)
REFERRED = ("context", "pronoun", "noun")


def of_its_service(context: Context, grade: Grade, group: Group) -> Group | None:
    """The bodies of a grade; where its subject is a noun of the other service, that of their place, or None."""
    kinds = {body.kind for body in group.bodies}
    of_fire = kinds == FIRE_KINDS
    if not of_fire and not kinds <= POLICE_KINDS:
        return group
    analysis, sentence = context.analysis, grade.sentence
    folded = analysis.view.folded
    pieces = POLICE_PIECES if of_fire else FIRE_PIECES
    if not any(folded.find(piece, sentence.start, grade.start) >= 0 for piece in pieces):
        return group
    found = _subject(analysis, grade, group, POLICE_NOUN if of_fire else FIRE_NOUN)
    if found is None:
        return group
    start, end = found
    body = _meant(analysis, start, group, POLICE_KINDS if of_fire else FIRE_KINDS)
    return Group(start, end, (body,), "noun") if body else None


def _subject(analysis: Analysis, grade: Grade, group: Group, noun: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the noun stands that a grade is of, with the words before it that say whose."""
    folded = analysis.view.folded
    low = grade.sentence.start if group.form in ("context", "pronoun") else grade.left
    for match in reversed(list(noun.finditer(folded, low, grade.start))):
        if any(m.start <= match.start() < m.end for m in analysis.mentions_in(max(0, match.start() - 60), match.end())):
            continue
        if group.form not in REFERRED and not group.end <= match.start():
            continue
        start = DETERMINED.search(folded, max(low, match.start() - 60), match.start())
        start_at = start.start() if start else match.start()
        if PREPOSITION.search(folded, max(low, start_at - 30), start_at):
            continue
        if group.end <= start_at and TOGETHER.fullmatch(folded, group.end, start_at):
            continue
        opens = not folded[grade.sentence.start : start_at].strip(" “\"‘'")
        if opens and group.form in ("context", "pronoun"):
            return start_at, match.end()
        behind = BEHIND.match(folded, match.end(), grade.start)
        edge = grade.verb if grade.verb is not None and grade.verb >= match.end() else grade.start
        if behind and any(at <= edge and SUBJECT_GAP.fullmatch(folded, at, edge) for at in (behind.end(), match.end())):
            return start_at, match.end()
    return None


def _meant(analysis: Analysis, at: int, group: Group, kinds: frozenset[str]) -> Body | None:
    """The body of a kind that a noun stands for: the one of the place of the bodies of the other kind."""
    own = group.bodies[0] if len(group.bodies) == 1 else None
    beside = (fire_service_of(own) if kinds == FIRE_KINDS else force_beside(own)) if own else None
    named = antecedent(analysis, at, kinds)
    return (named or beside) if beside is None or named in (None, beside) else None


def force_beside(service: Body) -> Body | None:
    """The one force that has the place of a fire service in its name."""
    found = _forces().get(service.body_id, ())
    return body_of(found[0]) if len(found) == 1 else None


@cache
def _forces() -> dict[str, list[str]]:
    """The forces of the places of fire services, by the identifiers of these."""
    found: dict[str, list[str]] = {}
    for body_id, body in vocabularies.bodies().items():
        service = fire_service_of(body_of(body_id)) if body.kind == "territorial-force" else None
        if service:
            found.setdefault(service.body_id, []).append(body_id)
    return found
