"""Which of the two services of a place is graded, where a noun says so: "the county's police", "the brigade"."""

from __future__ import annotations

import re
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import POLICE_KINDS, body_of
from flows.extraction.analysis.bodies.places import fire_service_of
from flows.extraction.analysis.reference.discourse import antecedent
from flows.extraction.claims import Body
from flows.extraction.grades.frames.body_words import SUBJECT_GAP
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Context, Group
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
    r"(?:\s+(?:in|of|for|there|here|that|which|covering|serving)(?:\s+(?!and\b|was\b|were\b|is\b|are\b|has\b|have\b|had\b)[\w’'-]+){0,6})?"
)
# "Firefighters |have been inspected, and |its …": what a sentence is about.
HAS = re.compile(r",?\s+(?:was|were|has|have|had|is|are)\b")
# "|Devon's |firefighters", "in |London|, the police": read the text itself.
PLACE_OF = re.compile(r"\b([A-Z][a-z]+)['’]s\b")
IN_PLACE = re.compile(r"\b[Ii]n\s+([A-Z][a-z]+)\b")
_MONTHS = "January February March April May June July August September October November December"
MONTHS = frozenset((*_MONTHS.split(), "Spring", "Summer", "Autumn", "Winter"))


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
    body = _meant(analysis, start, end, group, POLICE_KINDS if of_fire else FIRE_KINDS)
    return Group(start, end, (body,), "noun") if body else None


def _subject(analysis: Analysis, grade: Grade, group: Group, noun: re.Pattern[str]) -> tuple[int, int] | None:
    """Where the noun stands that a grade is of, with the words before it that say whose."""
    folded = analysis.view.folded
    low = grade.sentence.start if group.form in ("context", "pronoun") else grade.left
    for match in reversed(list(noun.finditer(folded, low, grade.start))):
        if any(m.start <= match.start() < m.end for m in analysis.mentions_in(max(0, match.start() - 60), match.end())):
            continue
        if group.form not in ("context", "pronoun") and group.end > match.start():
            continue
        start = DETERMINED.search(folded, max(low, match.start() - 60), match.start())
        start_at = start.start() if start else match.start()
        if PREPOSITION.search(folded, max(low, start_at - 30), start_at):
            continue
        if group.end <= start_at and TOGETHER.fullmatch(folded, group.end, start_at):
            continue
        behind = BEHIND.match(folded, match.end(), grade.start)
        opens = group.form in ("context", "pronoun") and not folded[low:start_at].strip(" “\"‘'")
        if opens and behind and HAS.match(folded, behind.end(), grade.start):
            return start_at, match.end()
        edge = grade.verb if grade.verb is not None and grade.verb >= match.end() else grade.start
        if behind and any(at <= edge and SUBJECT_GAP.fullmatch(folded, at, edge) for at in (behind.end(), match.end())):
            return start_at, match.end()
    return None


def _meant(analysis: Analysis, at: int, end: int, group: Group, kinds: frozenset[str]) -> Body | None:
    """The body of a kind that a noun stands for: of the place its sentence names, or of the body of the other kind."""
    there = analysis.places_in(analysis.sentences[analysis.index_at(at)].start, end)
    if there:
        place = there[-1].body
        return place if place.kind in kinds else _of_other_kind(place, kinds)
    own = group.bodies[0] if len(group.bodies) == 1 else None
    beside = _of_other_kind(own, kinds) if own else None
    named = antecedent(analysis, at, kinds)
    meant = (named or beside) if beside is None or named in (None, beside) else None
    return meant if meant and _is_there(analysis, at, end, meant) else None


def _of_other_kind(body: Body, kinds: frozenset[str]) -> Body | None:
    """The body of one of two kinds that has the place of one of the other."""
    return fire_service_of(body) if kinds == FIRE_KINDS else force_beside(body)


def _is_there(analysis: Analysis, at: int, end: int, body: Body) -> bool:
    """Whether no place but that of a body stands beside a noun: "in London, the police", "Devon's firefighters"."""
    text, low = analysis.text, analysis.sentences[analysis.index_at(at)].start
    places = [
        *PLACE_OF.findall(text, at, end),
        *IN_PLACE.findall(text, low, at),
        *IN_PLACE.findall(text, end, end + 40),
    ]
    return all(place in body.name or place in MONTHS for place in places)


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
