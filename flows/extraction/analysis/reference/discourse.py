"""What a text means by "the force", "it", "the remaining four forces", "we": bodies named by reference.

A reference is resolved to the nearest body before it that fits, the subject of a sentence before its other bodies;
where nothing before fits, to the one body of that kind the document is about.
"""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import COORDINATION, INSPECTED_KINDS, POLICE_KINDS, Mention
from flows.extraction.analysis.bodies.places import body_of_places
from flows.extraction.analysis.reference.page_owners import (
    fire_service_beside,
    main_body,
    publisher_body,
)
from flows.extraction.analysis.reference.salience import most_salient
from flows.extraction.analysis.reference.sections import head_of_section
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Body

NOUN_KINDS = {
    "force": POLICE_KINDS,
    "police force": POLICE_KINDS,
    "constabulary": POLICE_KINDS,
    "unit": frozenset({"regional-unit"}),
    "regional unit": frozenset({"regional-unit"}),
    "regional organised crime unit": frozenset({"regional-unit"}),
    "rocu": frozenset({"regional-unit"}),
    "collaboration": frozenset({"regional-unit"}),
    "service": frozenset({"fire-service"}),
    "fire service": frozenset({"fire-service"}),
    "fire and rescue service": frozenset({"fire-service"}),
    "brigade": frozenset({"fire-service"}),
    "fire brigade": frozenset({"fire-service"}),
    "agency": frozenset({"national-agency"}),
    "organisation": INSPECTED_KINDS,
    "command": frozenset({"national-agency", "other"}),
}
# Nouns that stand only for bodies that have them in their names: no other is ever called an agency.
IN_NAMES = frozenset({"agency"})
# Nouns that stand for a body that has them in its name, where a text names one.
OFTEN_IN_NAMES = frozenset({"constabulary"})
# The kinds of body that some noun can stand for.
REFERABLE = frozenset().union(*NOUN_KINDS.values())
_NOUNS = "|".join(sorted((noun.replace(" ", r"\s+") for noun in NOUN_KINDS), key=len, reverse=True))
# Reads text in lower case; it begins with plain letters, for the sake of speed.
REFERENCE = re.compile(
    r"[tosiwu][huaets](?<!\w..)(?:(?:(?<=th)(?:e|is|at)|(?<=ou)r|(?<=sa)me)\s+(?:(?:county|city|region)'s\s+)?"
    rf"(?P<noun>{_NOUNS})|(?<=it)s?|(?<=th)e(?:y|ir)|(?<=we)|(?<=us)|(?<=ou)r)(?!\w)"
)
# "In neighbouring |PLACE the force …"
IN_PLACE = re.compile(r"\W*(?:But\s+)?[Ii]n\s+(?:neighbouring\s+|nearby\s+)?")
# What follows the subject of a sentence, behind what is said of it by the way.
_FINITES = r"(?:has|had|is|was|does|did|will|can|gets?|got|spends?|employs?|won|lost|needs?)\b"
FINITE = re.compile(rf"(?:,\s[^.;,]{{3,120}},)?\s+(?:also\s+|still\s+|now\s+)?{_FINITES}")
# "The force| had vacancies. It …": what a sentence is about that names no body.
# "Between April and June the unit| led …"
SUBJECT_NOUN = re.compile(
    rf"(?:(?:between|in|from|during|over|since)\s[^.;:]{{3,60}}?\s)?(?:the|this|our)\s+(?:(?:county|city|region)['’]s\s+)?"
    rf"(?P<noun>{_NOUNS})\b(?!['’])",
    re.IGNORECASE,
)
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS = {word: number for number, word in enumerate(_SMALL)}


def antecedent(analysis: Analysis, position: int, kinds: frozenset[str]) -> Body | None:
    """The body of certain kinds that a reference at a position takes up, or None where the text leaves it open."""
    known = analysis.remembered.antecedents
    if (position, kinds) not in known:
        known[position, kinds] = _antecedent(analysis, position, kinds)
    return known[position, kinds]


def _antecedent(analysis: Analysis, position: int, kinds: frozenset[str]) -> Body | None:
    if kinds == POLICE_KINDS and analysis.overseen:
        return analysis.overseen
    referable = not kinds.isdisjoint(REFERABLE)
    named = _of_kinds(analysis, kinds)
    if not referable and len(named) < 2:
        return named[0] if named else _of_the_place(analysis, kinds)
    # A noun for a body says which kind is meant where it may be one of several.
    several = referable and len(kinds) > 1
    index, named_in = analysis.index_at(position), analysis.mentions_by_sentence
    police = kinds >= POLICE_KINDS
    aside: Body | None = None  # who was only named by the way since
    for step, sentence in enumerate(reversed(analysis.sentences[max(0, index - 8) : index + 1])):
        here = named_in.get(sentence.index)
        found = [m for m in here if m.body.kind in kinds and (step or m.start < position)] if here else []
        if len(named) > 1 and found and (salient := most_salient(analysis, found, position)) != found:
            aside = aside or (None if salient or not step else _of_found(analysis, found, position, kinds, step))
            found = salient if step else salient or found
        # "The force" right behind "Kent has …" is Kent's, whatever was named before.
        if ((police and step == 1) or (step and found)) and (place := _place_as_subject(analysis, sentence, kinds)):
            return place
        if found:
            body = _of_found(analysis, found, position, kinds, step)
            apart = step and sentence.block.kind == "prose" and position >= sentence.block.end
            return None if apart and body and _is_eclipsed(analysis, body, sentence, kinds) else body
        if step < 2 and (spoken_of := _place_just_named(analysis, sentence, position, kinds)):
            return spoken_of
        if step and sentence.block.kind == "heading":
            break
        noun = _subject_noun(analysis, sentence) if step and several else ""
        if noun and (meant := NOUN_KINDS[noun] & kinds) and meant != kinds:
            return called(analysis, sentence.start, noun, meant)
    told_of = _of_text(analysis, position, kinds) or aside or _of_the_place(analysis, kinds)
    return told_of or publisher_body(analysis, kinds & INSPECTED_KINDS)


def _of_text(analysis: Analysis, position: int, kinds: frozenset[str]) -> Body | None:
    """The body of certain kinds that a part of a text, or the whole, is on."""
    if head := head_of_section(analysis, position, kinds):
        return head.body
    main = main_body(analysis, kinds, position) or main_body(analysis, kinds)
    if main is None and analysis.headed and analysis.headed.kind in kinds:
        main = analysis.headed
    once = analysis.named_once.get(main) if main else None
    only = analysis.sentence_at(once.start) if once else None
    if found := (_place_as_subject(analysis, only, kinds) if only else None) or main:
        return found
    return analysis.overseen if analysis.overseen and analysis.overseen.kind in kinds else None


def _is_eclipsed(analysis: Analysis, body: Body, sentence: Sentence, kinds: frozenset[str]) -> bool:
    """Whether a text that names a body a single time was on another before: whom it means further on is open."""
    main = main_body(analysis, kinds, sentence.start) if body in analysis.named_once else None
    if main is None or main == body:
        return False
    named = analysis.mentions_of.get(main, ())
    return len(named) > 1 and named[1].start < sentence.start


def _of_found(analysis: Analysis, found: list[Mention], position: int, kinds: frozenset[str], step: int) -> Body | None:
    """Which of the bodies of a sentence is taken up."""
    if len({m.body.body_id for m in found}) == 1:
        return found[0].body
    if step == 0:
        return found[0].body if listed(analysis, found[-2], found[-1]) else found[-1].body
    return _subject(analysis, found) or main_body(analysis, kinds, position)


def _of_kinds(analysis: Analysis, kinds: frozenset[str]) -> list[Body]:
    """The bodies of certain kinds that a text names."""
    if kinds not in analysis.remembered.of_kinds:
        analysis.remembered.of_kinds[kinds] = [body for body in analysis.mentions_of if body.kind in kinds]
    return analysis.remembered.of_kinds[kinds]


def _of_the_place(analysis: Analysis, kinds: frozenset[str]) -> Body | None:
    """The one body of certain kinds that a text names, by its place too, or that its places can stand for.

    Where it names none, that which published it.
    """
    if kinds not in analysis.remembered.of_places:
        names = {analysis.text[place.start : place.end] for place in analysis.places}
        one = named[0] if len(named := _of_kinds(analysis, kinds)) == 1 else None
        one = one or body_of_places(names, analysis.view.folded, kinds)
        analysis.remembered.of_places[kinds] = one or (None if named else publisher_body(analysis, kinds))
    return analysis.remembered.of_places[kinds]


def _subject_noun(analysis: Analysis, sentence: Sentence) -> str:
    """The noun for a body that a sentence is about, "" if there is none; found once for each sentence."""
    known = analysis.remembered.subject_nouns
    if sentence.index not in known:
        opens = analysis.text[sentence.start] in "TtOoBIFDS"
        noun = SUBJECT_NOUN.match(analysis.text, sentence.start) if opens else None
        known[sentence.index] = " ".join(noun["noun"].lower().split()) if noun else ""
    return known[sentence.index]


def called(analysis: Analysis, position: int, noun: str, kinds: frozenset[str]) -> Body | None:
    """The body of certain kinds that a noun at a position stands for."""
    found = antecedent(analysis, position, kinds) or (fire_service_beside(analysis) if "fire" in noun else None)
    if found and noun in OFTEN_IN_NAMES and noun not in found.name.lower():
        called = [body for body in _of_kinds(analysis, kinds) if noun in body.name.lower()]
        return (called[0] if len(called) == 1 else None) if called else found
    if noun not in IN_NAMES or (found and noun in found.name.lower()):
        return found
    own = publisher_body(analysis, kinds)
    return own if own and noun in own.name.lower() else None


def _place_as_subject(analysis: Analysis, sentence: Sentence, kinds: frozenset[str]) -> Body | None:
    """The body of a place that opens a sentence as its subject: "Durham has …, which would keep the Met going"."""
    for place in analysis.places_in(sentence.start, sentence.start + 1):
        return place.body if place.body.kind in kinds and FINITE.match(analysis.text, place.end) else None
    return None


def _place_just_named(analysis: Analysis, sentence: Sentence, position: int, kinds: frozenset[str]) -> Body | None:
    """The body of the one place before a position in its sentence, if the text names it and no noun is between:
    "of the four questions put to Kent, two had a happy answer: it is …". So too one taken up in the sentence before."""
    here = [place for place in analysis.places_in(sentence.start, position) if place.body.kind in kinds]
    if not here or len({place.body for place in here}) > 1:
        return None
    taken_up = REFERENCE.search(analysis.view.folded, sentence.start, min(position, sentence.end))
    right_behind = analysis.text[here[0].end : min(position, here[0].end + 9)].strip(" ,").lower() in ("", "the")
    if right_behind and position < sentence.end and IN_PLACE.fullmatch(analysis.text, sentence.start, here[0].start):
        return here[0].body
    if here[0].body not in analysis.mentions_of:
        return None
    if position < sentence.end:
        return None if taken_up else here[0].body
    return here[0].body if taken_up and not taken_up["noun"] and here[-1].end <= taken_up.start() else None


def listed(analysis: Analysis, one: Mention, other: Mention) -> bool:
    """Whether two mentions stand side by side in a list."""
    joint = COORDINATION.match(analysis.text, one.end)
    return bool(joint and joint.end() == other.start)


def _subject(analysis: Analysis, found: list[Mention]) -> Body | None:
    """Of several bodies in one sentence the first, unless it opens a list of equals."""
    between = analysis.text[found[0].end : found[1].start].strip(" ,")
    if between in ("", "and", "&"):
        return None
    return found[0].body
