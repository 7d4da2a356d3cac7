"""Resolve references to a body, such as "the force" or "it": `antecedent`, `body_of_noun`.

A reference is resolved to a body of a fitting kind: the nearest before it, in an earlier sentence the first named (its
likely subject), else the one body of that kind that the document is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import COORDINATION, INSPECTED_KINDS, POLICE_KINDS, Mention
from flows.extraction.analysis.bodies.places import body_of_places
from flows.extraction.analysis.reference.page_owners import main_body, publisher_body
from flows.extraction.analysis.reference.salience import is_named_in_passing
from flows.extraction.analysis.remembered import cached
from flows.extraction.claims import Body

UNITS, FIRE_SERVICES, AGENCIES = ({kind} for kind in ("regional-unit", "fire-service", "national-agency"))
# The nouns for bodies, and the kinds that each may mean.
_NOUNS_OF_KINDS = (
    (POLICE_KINDS, ("force", "police force", "constabulary")),
    (UNITS, ("unit", "regional unit", "regional organised crime unit", "rocu", "collaboration")),
    (FIRE_SERVICES, ("service", "fire service", "fire and rescue service", "brigade", "fire brigade")),
    (AGENCIES, ("agency",)),
    (INSPECTED_KINDS, ("organisation",)),
    (AGENCIES | {"other"}, ("command",)),
)
NOUN_KINDS = {noun: frozenset(kinds) for kinds, nouns in _NOUNS_OF_KINDS for noun in nouns}
# Nouns for the last body named whose name contains the noun: "the department" for the Department of Justice.
NAME_NOUNS = (
    "department", "ministry", "authority", "board", "federation", "union", "charity", "council", "panel", "committee",
    "association", "trust", "commission", "office", "college", "inspectorate", "taskforce", "squad", "campaign",
)  # fmt: skip
LOOK_BACK = 30  # mentions
# The kinds of body that a noun of `NOUN_KINDS` can stand for.
REFERABLE = frozenset().union(*NOUN_KINDS.values())
_NOUNS = "|".join(sorted((noun.replace(" ", r"\s+") for noun in NOUN_KINDS), key=len, reverse=True))
# Reads text in lower case. Begins with plain character classes, so that the search can skip to the next candidate.
REFERENCE = re.compile(
    r"[tosiwu][huaets](?<!\w..)(?:(?:(?<=th)(?:e|is|at)|(?<=ou)r|(?<=sa)me)\s+(?:(?:county|city|region)'s\s+)?"
    rf"(?P<noun>{_NOUNS})|(?<=it)s?|(?<=th)e(?:y|ir)|(?<=we)|(?<=us)|(?<=ou)r)(?!\w)"
)
# The noun a sentence is about, at its beginning: "The force| had vacancies", "Between April and June the unit| led".
# The sentence need not name a body.
SUBJECT_NOUN = re.compile(
    rf"(?:(?:between|in|from|during|over|since)\s[^.;:]{{3,60}}?\s)?(?:the|this|our)\s+(?:(?:county|city|region)['’]s\s+)?"
    rf"(?P<noun>{_NOUNS})\b(?!['’])",
    re.IGNORECASE,
)


@cached
def antecedent(analysis: Analysis, position: int, kinds: frozenset[str]) -> Body | None:
    """Return the body of certain kinds that a reference at a position stands for; None if the text leaves it open."""
    if kinds == POLICE_KINDS and analysis.overseen_force:
        return analysis.overseen_force
    referable = not kinds.isdisjoint(REFERABLE)
    named = _named_of_kinds(analysis, kinds)
    if not referable and len(named) < 2:
        return named[0] if named else _of_the_place(analysis, kinds)
    # If several kinds are possible, a noun that a sentence before is about tells which kind is meant.
    several = referable and len(kinds) > 1
    index, named_in = analysis.index_at(position), analysis.mentions_by_sentence
    aside: Body | None = None  # the nearest body that was passed over as named by the way
    for step, sentence in enumerate(reversed(analysis.sentences[max(0, index - 8) : index + 1])):
        in_sentence = named_in.get(sentence.index)
        found = [m for m in in_sentence if m.body.kind in kinds and (step or m.start < position)] if in_sentence else []
        salient = [m for m in found if not is_named_in_passing(analysis, m.start, m.end)] if len(named) > 1 else found
        if salient != found:
            aside = aside or (None if salient or not step else _chosen(analysis, found, position, kinds, step))
            found = salient if step else salient or found
        if found:
            return _chosen(analysis, found, position, kinds, step)
        if step and sentence.block.kind == "heading":
            break
        noun = _subject_noun(analysis, sentence.start) if step and several else ""
        if noun and (kinds_of_noun := NOUN_KINDS[noun] & kinds) and kinds_of_noun != kinds:
            return antecedent(analysis, sentence.start, kinds_of_noun)
    fallback = _topic(analysis, position, kinds) or aside or _of_the_place(analysis, kinds)
    return fallback or publisher_body(analysis, kinds & INSPECTED_KINDS)


def _topic(analysis: Analysis, position: int, kinds: frozenset[str]) -> Body | None:
    """Return the body, of one of the kinds, that the part of the text at a position, or the whole text, is about."""
    heads = analysis.sections
    index = bisect_left(heads, position, key=lambda head: head.start) - 1
    if index >= 0 and heads[index].body.kind in kinds:
        return heads[index].body
    main = main_body(analysis, kinds, position) or main_body(analysis, kinds)
    headed = analysis.heading_force if main is None else None
    return headed if headed and headed.kind in kinds else main


def _chosen(analysis: Analysis, found: list[Mention], position: int, kinds: frozenset[str], step: int) -> Body | None:
    """Return which of `found` is meant: in the reference's own sentence (`step` 0) the last, or the first if the last
    two are joined; in an earlier sentence the first, or the main body if the sentence begins a list of bodies."""
    if len({m.body.body_id for m in found}) == 1:
        return found[0].body
    if step == 0:
        joint = COORDINATION.match(analysis.text, found[-2].end)
        return found[0].body if joint and joint.end() == found[-1].start else found[-1].body
    opens_list = analysis.text[found[0].end : found[1].start].strip(" ,") in ("", "and", "&")
    return main_body(analysis, kinds, position) if opens_list else found[0].body


@cached
def _named_of_kinds(analysis: Analysis, kinds: frozenset[str]) -> list[Body]:
    """Return the bodies of the kinds that a text names, in order of first mention."""
    return [body for body in analysis.mentions_of if body.kind in kinds]


@cached
def _of_the_place(analysis: Analysis, kinds: frozenset[str]) -> Body | None:
    """Return the only body of the kinds that a text names, else the one that its place names can mean; if the text
    names no body of the kinds, its publisher."""
    names = {analysis.text[place.start : place.end] for place in analysis.places}
    body = named[0] if len(named := _named_of_kinds(analysis, kinds)) == 1 else None
    body = body or body_of_places(names, analysis.view.folded, kinds)
    return body or (None if named else publisher_body(analysis, kinds))


@cached
def _subject_noun(analysis: Analysis, start: int) -> str:
    """Return the noun for a body that the sentence starting at a position is about; "" if there is none."""
    noun = SUBJECT_NOUN.match(analysis.text, start) if analysis.text[start] in "TtOoBIFDS" else None
    return " ".join(noun["noun"].lower().split()) if noun else ""


def body_of_noun(analysis: Analysis, noun: str, position: int) -> Body | None:
    """Return the body that "the NOUN" means at a position; None if the text leaves it open."""
    if kinds := NOUN_KINDS.get(noun):
        return antecedent(analysis, position, kinds)
    before = analysis.mentions_before(position)[-LOOK_BACK:]
    return next((m.body for m in reversed(before) if noun in m.body.name.lower().split()), None)
