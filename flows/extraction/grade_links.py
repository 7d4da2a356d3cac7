"""What a grade belongs to: the bodies and the areas around it, by the grammar of its sentence and of its list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import COORDINATION, INSPECTED_KINDS, POLICE_KINDS, body_of
from flows.extraction.analysis.discourse import NUMBERS, SETS, antecedent, members_of, references_in
from flows.extraction.analysis.layout import Block, Sentence
from flows.extraction.analysis.lexicon import Hit
from flows.extraction.claims import Body
from flows.extraction.grades import JUDGED, Grade

RATED_BODIES = frozenset(INSPECTED_KINDS)
COUNT = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|\d+|several|most|some|many|a\s+number)"
INVERTED = re.compile(
    rf"\b(?:forces?|units?|services?|constabular(?:y|ies)|bod(?:y|ies)|ones?|brigades?)\s+(?:(?:that|which)\s+(?:were|was|are|is)\s+|to\s+(?:be|have\s+been)\s+)?"
    rf"(?:{JUDGED}|given|awarded|receiving)\s+(?:as\s+|to\s+be\s+|an?\s+)*[“\"‘']?$",
    re.IGNORECASE,
)
LINKING = re.compile(
    r"[”\"’']?\s*(?:(?:for|at|in)\s+[^.;:]{1,60}?\s+)?(?:(?:ratings?|grades?)\s+)?(?:is|are|was|were|being|:|[-–—]|include[sd]?|including)\s*:?\s*(?:the\s+|both\s+)?",
    re.IGNORECASE,
)
LEADING = re.compile(r"[”\"’']?\s*[:–—-]\s*(?:the\s+)?", re.IGNORECASE)
TO_BODY = re.compile(
    r"[”\"’',]*\s*(?:(?:was|were|has\s+been|have\s+been)\s+)?(?:given|handed|awarded|issued|went|goes|going)?\s*(?:to|for|of)\s+(?:the\s+|both\s+)?",
    re.IGNORECASE,
)
COUNTED = re.compile(
    rf"[”\"’',]*\s*(?:in|across|for|at)\s+(?:all|places|parts|(?:(?:another|the\s+other|a\s+further|only|just)\s+)?{COUNT})\b(?:\s+(?:of|the|its|other|inspected|inspection|\d+))*\s*(?:areas?|categories|aspects|questions|themes)?",
    re.IGNORECASE,
)
COUNT_BEFORE = re.compile(
    rf"\b{COUNT}\s+(?:(?:other|more|further)\s+)?(?:(?:areas?|categories|questions)\s+)?(?:(?:which|that)\s+)?(?:were|was|are|is)?\s*(?:(?:rated|graded|judged)\s+)?(?:as\s+)?[“\"‘']?$",
    re.IGNORECASE,
)
_TO_AREA = (
    r"at|for|in|on|with|by|of|to|into|when|comes|it|terms|regarding|across|respect|against|over|areas?|are|were|include[sd]?|including|is|was|the|category|categories|"
    r"questions?|pillars?|themes?|ways?|work|effectiveness|legitimacy|efficiency|both|its?|their|his|how|well|effectively|efficiently|fairly|they|force|service|unit|which|"
    r"tackling|response|approach|performance|dealing|ability|being|efforts|also|ensures?|has|have|that|namely|one|two|three|four|five|six|seven|eight|nine|ten|overall|this|"
    r"regional|local|handling|management|as|force's|police|policing|rating|grade|judged|rated|graded|meanwhile|other|remaining|time|those|these|core|following|key|crucial|important|what|who|"
    r"responding|judgement|especially|particularly"
)
AREA_GLUE = re.compile(rf"(?:[”\"’'“‘,:()–—|-]|\s|\b(?:{_TO_AREA})\b){{0,40}}", re.IGNORECASE)
LOOSE_GLUE = re.compile(r"[”\"’']?\s*(?:at|for|in|on|from)\s+(?:(?!which|who|that|also|areas?\b)[\w’'-]+\s+){0,8}", re.IGNORECASE)
AREA_PREPOSITION = re.compile(r"\b(?:at|for|in|on|with|comes to|terms of|regarding|across|respect of|against|of|areas?|how)\b|[-–—:|(]", re.IGNORECASE)
SUBJECT_GLUE = re.compile(
    r"(?:['’]s)?[\s,”\"’'“‘:()–—|-]*(?:(?:was|were|is|are|has|have|had|been|being|also|both|now|still|again|as|to|be|an?|force|unit|areas?|one|of|seven|six|five|four|three|two|the|that|which|"
    r"inspection|inspectors|hmicfrs|hmic|it|remains?|work|overall|separately|response|performance|the|efforts|received|given|awarded|meanwhile|however|though|where|judged|rated|graded|only|"
    r"found|deemed|assessed|requires?|improvement|considered|said|rating|a|grade)\b[\s,”\"’'“‘:()–—|-]*)*",
    re.IGNORECASE,
)
SPLIT_WORDS = re.compile(r"\b(?:not|but|while|although|despite|after|before|because|when)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies named side by side as equals, at a slice of the view."""

    start: int
    end: int
    bodies: tuple[Body, ...]
    form: str


@dataclass
class Context:
    """What linking needs of a document, and what it has learnt so far."""

    analysis: Analysis
    speakers: dict[int, Body | None]
    rated: dict[str, set[str]]


def groups_in(context: Context, start: int, end: int) -> list[Group]:
    """The groups of bodies that can hold a grade in a slice, in order. Place names count beside a force."""
    analysis = context.analysis
    references = [r for r in references_in(analysis, start, end, context.speakers) if r.bodies[0].kind in RATED_BODIES]
    items = [Group(r.start, r.end, r.bodies, r.form) for r in references]
    items += [Group(p.start, p.end, (p.body,), "place") for p in analysis.places if start <= p.start < end]
    items.sort(key=lambda group: group.start)
    groups: list[Group] = []
    for item in items:
        last = groups[-1] if groups else None
        if last and item.form not in ("pronoun",) and last.form != "pronoun":
            joint = COORDINATION.match(analysis.text, last.end)
            if joint and joint.end() == item.start:
                form = "name" if "place" in (last.form, item.form) and last.form != item.form else last.form
                groups[-1] = Group(last.start, item.end, tuple(dict.fromkeys((*last.bodies, *item.bodies))), form)
                continue
        groups.append(item)
    return groups


def _set_of(context: Context, grade: Grade, area: str) -> tuple[Body, ...] | None:
    """The bodies of "the remaining four forces", "all five forces", "both forces"; () when open, None when no set."""
    text, analysis = context.analysis.text, context.analysis
    match = None
    for match in SETS.finditer(text, grade.left, grade.start):
        pass
    if match is None or not (match["n"] or match["rest"] or match["all"].lower() in ("both", "all")):
        return None
    count = NUMBERS.get((match["n"] or "").lower()) or (int(match["n"]) if (match["n"] or "").isdigit() else None)
    if count is None and match["all"] and match["all"].lower() == "both":
        count = 2
    rest = bool(match["rest"] or re.search(r"\b(?:other|remaining)\b", match.group(), re.IGNORECASE))
    known = list(members_of(analysis, match.start())) or list(
        dict.fromkeys(m.body.body_id for m in analysis.mentions_before(match.start()) if m.body.kind in POLICE_KINDS | {"fire-service"})
    )
    if rest:
        known = [body_id for body_id in known if body_id not in context.rated.get(area, set())]
    if count is None or len(known) != count:
        return ()
    return tuple(body_of(body_id) for body_id in known)


def bodies_for(context: Context, grade: Grade, previous: Group | None, area: str) -> Group | None:
    """The bodies a grade is given to; None where the text leaves it open."""
    text, sentence = context.analysis.text, grade.sentence
    groups = groups_in(context, sentence.start, sentence.end)
    if INVERTED.search(text[sentence.start : grade.start]):
        link = LINKING.match(text, grade.end)
        return next((g for g in groups if link and g.start == link.end()), None)
    if not text[sentence.start : grade.start].strip(" “\"‘'"):
        link = LEADING.match(text, grade.after) or TO_BODY.match(text, grade.after)
        leading = next((g for g in groups if link and g.start == link.end()), None)
        if leading:
            return leading
    if grade.frame in ("rating-noun", "rating-of"):
        link = TO_BODY.match(text, grade.after)
        given = next((g for g in groups if link and abs(g.start - link.end()) <= 4), None)
        if given:
            return given
    some = _set_of(context, grade, area)
    if some is not None:
        return Group(grade.left, grade.end, some, "set") if some else None
    return _before(context, grade, groups, previous) or _around(context, grade, groups)


def _before(context: Context, grade: Grade, groups: list[Group], previous: Group | None) -> Group | None:
    """The subject: the group next to the verb of judging, or behind an active one, else the clause's first."""
    text = context.analysis.text
    before = [g for g in groups if g.start < grade.start]
    clause = [g for g in before if g.start >= grade.left and _may_be_place(text, g, grade)]
    if grade.verb is not None:
        objects = [g for g in clause if g.start > grade.verb]
        if objects:
            return objects[-1] if len(objects) == 1 or objects[-1].form != "pronoun" else objects[0]
    if clause:
        last = clause[-1]
        edge = grade.verb if grade.verb is not None else grade.start
        gap = text[last.end : edge]
        if len(gap) <= 24 or SUBJECT_GLUE.fullmatch(gap):
            return last
        named = [g for g in clause if g.form != "pronoun"] or clause
        return named[0]
    earlier = [g for g in before if _may_be_place(text, g, grade)]
    if previous and any(g.start == previous.start for g in earlier):
        return previous
    return earlier[0] if earlier else None


def _may_be_place(text: str, group: Group, grade: Grade) -> bool:
    """A bare place name is a subject only right before the verb, or as the first part of a line."""
    if group.form != "place":
        return True
    edge = grade.verb if grade.verb is not None else grade.start
    return bool(group.end <= edge and re.fullmatch(r"\s*(?:was|were|is|are|has been|also|again|[-–—:|,“\"‘'(]|\s)*", text[group.end : edge]))


def _around(context: Context, grade: Grade, groups: list[Group]) -> Group | None:
    """Where the sentence names no body before the grade: its list's, its speaker's, or the one the text is on."""
    analysis, sentence = context.analysis, grade.sentence
    lead = analysis.lead_of(sentence.block)
    if sentence.block.kind in ("bullet", "row") and lead is not None:
        led = lead_bodies(context, lead)
        if led:
            return led
    quotation = analysis.quotation_at(grade.start)
    if quotation and (speaker := context.speakers.get(quotation.start)) and speaker.kind in RATED_BODIES:
        return Group(grade.start, grade.end, (speaker,), "speaker")
    if groups and grade.frame in ("quoted", "requires") and len({b.body_id for g in groups for b in g.bodies}) == 1:
        return groups[0]
    body = antecedent(analysis, sentence.start, RATED_BODIES)
    return Group(grade.start, grade.end, (body,), "context") if body else None


def lead_bodies(context: Context, lead: Block) -> Group | None:
    """The bodies a list's lead-in ends with, or the one it is about."""
    groups = [g for g in groups_in(context, lead.start, lead.end) if g.form != "place" or lead.kind == "heading"]
    if not groups:
        upper = context.analysis.lead_of(lead)
        return lead_bodies(context, upper) if upper is not None and upper.index < lead.index else None
    named = [g for g in groups if g.form != "pronoun" and len(g.bodies) == 1] or [g for g in groups if len(g.bodies) == 1]
    return named[-1] if named else None


def _areas_from(context: Context, hits: list[Hit], start: int, stop: int) -> list[Hit]:
    """The areas that follow a position one after another, the first behind a preposition or a mark."""
    text = context.analysis.text
    found: list[Hit] = []
    at = start
    for hit in hits:
        if hit.start < at or hit.start >= stop:
            continue
        gap = text[at : hit.start]
        if found:
            joined = AREA_GLUE.fullmatch(re.sub(r"(?i)\b(?:and|as well as|plus|or|&)|&|[;•]", ",", gap))
            if not joined or SPLIT_WORDS.search(gap):
                break
        elif not (AREA_GLUE.fullmatch(gap) or LOOSE_GLUE.fullmatch(gap)) or not AREA_PREPOSITION.search(gap) or SPLIT_WORDS.search(gap):
            break
        found.append(hit)
        at = hit.end
    return found


def area_hits(analysis: Analysis, sentence: Sentence) -> list[Hit]:
    """The areas named in a sentence, without those that are part of a body's name."""
    named = analysis.mentions_in(sentence.start, sentence.end)
    return [
        hit
        for hit in analysis.areas
        if sentence.start <= hit.start < sentence.end and not any(m.start <= hit.start < m.end for m in named)
    ]


def areas_for(context: Context, grade: Grade, hits: list[Hit], low: int, high: int) -> list[Hit]:
    """The areas a grade is given in, in its own sentence: those behind it, inside its noun, or before it.

    `low` and `high` bound the words that belong to this grade and to no other.
    """
    text = context.analysis.text
    inside = [h for h in hits if grade.end <= h.start and h.end <= grade.after]
    if inside:
        return inside
    after = _areas_from(context, hits, grade.after, high)
    if after or COUNTED.match(text, grade.after):
        return after
    before = [h for h in hits if max(low, grade.left) <= h.start and h.end <= grade.start]
    if not before:
        return []
    chain = [before[-1]]
    for hit in reversed(before[:-1]):
        joint = COORDINATION.match(text, hit.end)
        if not joint or joint.end() < chain[0].start - 12:
            break
        chain.insert(0, hit)
    gap = text[chain[-1].end : grade.verb if grade.verb and grade.verb > chain[-1].end else grade.start]
    return chain if len(gap) <= 60 and not re.search(r"[;]", gap) else []
