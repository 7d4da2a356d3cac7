"""The body somebody leads or works for whose title does not say it: that of the section, or the only one near."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS, POLICE_KINDS, Mention
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import FIRE, INSPECTORATE, OFFICE, Role
from flows.extraction.analysis.reference.page_owners import main_body
from flows.extraction.claims import Body

# Titles of those who lead others in a body, and the kinds of body, and names, that a text names beside it: those who
# inspect it, and those before whom its people speak.
LEADING = re.compile(r"\b(?:Director|Head|Chief (?:Executive|(?:\w+ )?Officer))\b")
# "director| for NAME"
ELSEWHERE = re.compile(r" at |\b(?:of|for|with) (?:the )?(?:[\w-]+ ){0,3}[A-Z]")
UNSTAFFED = INSPECTORATE | OFFICE | {"government-department"}
SITS = re.compile(r"\b(?:Committee|Panel|Board|Council|Assembly|Parliament)$")
# "SEROCU", "TARIAN| (South Wales)": a name that heads a section.
HEADS_ALONE = re.compile(r"(?: ?\([^)\n]*\))*:?(?:\n|\Z)")
# Ranks of which a force or a service has but one, or few: who holds one speaks for the body a text is on.
CHIEFS = ("chief constable", "chief fire officer")
# "The |Kent force", "At |Kent Police", "Neighbouring |Kent Police": what a sentence that is on a body opens with.
SUBJECTS = ("the ", "at ", "in ", "neighbouring ", "for ")
LONGEST_OPENING = 24
# How many sentences before a title its body may be named, where the text is not on it.
NEAR = 4


def runs(analysis: Analysis, person: Person) -> Body | None:
    """The body one works for who is a director or a head, where the sentences before name only one that has such.

    A chief executive is that of the fire service a text is on, where it names no organisation of another kind before.
    """
    executive = any((role.title or "").lower() == "chief executive" for role in person.roles)
    position = person.mentions[0][0]
    start = analysis.sentences[max(0, analysis.index_at(position) - NEAR)].start
    near = [mention.body for mention in analysis.mentions_in(start, position)]
    if executive and all(body.kind != "other" for body in near) and (fire := main_body(analysis, FIRE)):
        return fire
    roles = [role for role in person.roles if role.title and not role.noun and not _is_elsewhere(role)]
    leads = [role.title for role in roles if role.title and LEADING.search(role.title)]
    if leads and (headed := of_section(analysis, position, INSPECTED_KINDS)):
        return headed
    staffed = {body for body in near if body.kind not in UNSTAFFED and not SITS.search(body.name)}
    found = staffed.pop() if leads and len(staffed) == 1 else None
    forces = found is not None and found.kind in POLICE_KINDS
    return None if forces and any("Chief Executive" in title for title in leads) else found


def _is_elsewhere(role: Role) -> bool:
    """Whether words behind a title say where it is held, by a name that is not known: "head of security at NAME"."""
    at = role.text.lower().find((role.title or "").lower())
    return at < 0 or ELSEWHERE.search(role.text, at + len(role.title or "")) is not None


def of_section(analysis: Analysis, position: int, kinds: frozenset[str]) -> Body | None:
    """The body that heads the section a position stands in, on a page with a section for each of several.

    A place heads it alone, a name also with brackets behind it.
    """
    places = {place.start: place for place in analysis.places if place.body.kind in kinds}
    names = {m.start: m for m in analysis.mentions if m.body.kind in kinds and HEADS_ALONE.match(analysis.text, m.end)}
    headings = [s for s in analysis.sentences if s.block.kind == "heading"] if places or names else []
    several = len({names[s.start].body for s in headings if s.start in names}) > 1
    for sentence in reversed(headings):
        if sentence.start >= position:
            continue
        if several and sentence.start in names:
            others = any(m.body.kind in kinds for m in analysis.mentions_in(sentence.end, position))
            return None if others else names[sentence.start].body
        place = places.get(sentence.start)
        return place.body if place and place.end == sentence.end else None
    return None


def of_opening(analysis: Analysis, person: Person, found: Body | None) -> Body | None:
    """The body one is a chief officer of whose title names none: `found`, unless it is only named by the way.

    A partner, a comparator or the force of another speaker opens no sentence and heads nothing; the body that the first
    sentence of the text is on is meant, where it names but one of the kind and names it as often.
    """
    if found is None or not any((role.title or "").lower().endswith(CHIEFS) for role in person.roles):
        return found
    first = analysis.sentences[0]
    opening = {m.body for m in analysis.mentions_in(first.start, first.end) if m.body.kind == found.kind}
    if len(opening) != 1 or found in opening:
        return found
    on = next(iter(opening))
    named = [m for m in (*analysis.mentions, *analysis.places) if m.body == found]
    if len(named) > len(analysis.mentions_of[on]) or any(_is_subject(analysis, m) for m in named):
        return found
    return on


def _is_subject(analysis: Analysis, mention: Mention) -> bool:
    """Whether a name opens its sentence, or stands in a line that is none."""
    sentence = analysis.sentence_at(mention.start)
    if sentence is None or sentence.block.kind != "prose":
        return True
    before = analysis.text[sentence.start : mention.start].lower()
    return not before.strip(" \"'“‘") or (before.endswith(SUBJECTS) and len(before) < LONGEST_OPENING)
