"""Which bodies a grade is given to, by the grammar of its sentence, of its list, or of the text before it."""

from __future__ import annotations

import re
from itertools import chain

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import POLICE_KINDS, body_of
from flows.extraction.analysis.reference.discourse import NUMBERS, antecedent
from flows.extraction.analysis.reference.page_owners import publisher_body
from flows.extraction.analysis.reference.references import SETS, members_of
from flows.extraction.analysis.reference.sections import body_of_section
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.claims import Body
from flows.extraction.grades.bodies.lists import of_joint_heading, start_of_items
from flows.extraction.grades.bodies.nobody import is_elsewhere, says_of_others, says_we_unknown
from flows.extraction.grades.bodies.places import place_before
from flows.extraction.grades.frames.body_words import (
    ALL_BUT,
    AMONG_THEM,
    APPOSITION,
    BY_THE_WAY,
    FRONTED,
    IN_SOME,
    INVERTED,
    JOINED,
    LEADING,
    LINKING,
    NAMELESS,
    NAMELESS_GAP,
    NATIONALLY,
    NEAR,
    OF_WHICH,
    OTHERS,
    OWNER,
    PLACE_GAP,
    PLACE_OWNS,
    PLACE_SUBJECT,
    PLACE_WHICH,
    PREDICATE,
    REGIONS_UNIT,
    REQUIRING,
    SHARE,
    SHARED,
    SUBJECT_GAP,
    THAT_OF,
    TO_BODY,
    TOLD_OF_IT,
    WE,
)
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import BETTER_THAN
from flows.extraction.grades.groups.compared import past_aside, without_compared
from flows.extraction.grades.groups.counted import counted_off
from flows.extraction.grades.groups.groups import RATED_BODIES, REFERRING, Context, Group, groups_in, labelled
from flows.extraction.grades.groups.ties import at_body, bracketed, bracketed_behind
from flows.extraction.grades.groups.verdicts import has_its_own, with_verdict
from flows.extraction.grades.words.words import last_of

# Frames in which a grade is what is given, to the body that stands behind it.
AS_OBJECT = ("noun", "also", "same", "same-few")


def bodies_for(context: Context, grade: Grade, previous: Group | None, area: str) -> Group | None:
    """The bodies a grade is given to; None where the text leaves it open."""
    text, sentence = context.analysis.text, grade.sentence
    groups = groups_in(context, sentence.start, sentence.end)
    folded = context.analysis.view.folded
    opening = folded[max(grade.left, grade.start - 80) : grade.start]
    if INVERTED.search(opening) or (text.startswith("requiring", grade.start) and REQUIRING.search(opening)):
        link = LINKING.match(text, grade.end, min(sentence.end, grade.end + 120))
        named = next((g for g in groups if link and g.start == link.end()), None)
        if named:
            return Group(named.start, named.end, named.bodies, "inverted")
    if not text[sentence.start : grade.start].strip(" “\"‘'"):
        link = LEADING.match(text, grade.after) or TO_BODY.match(text, grade.after)
        leading = next((g for g in groups if link and g.start == link.end()), None)
        if leading:
            return Group(leading.start, leading.end, leading.bodies, "listed")
    if grade.frame in AS_OBJECT or not any(grade.left <= g.start < grade.start for g in groups):
        link = TO_BODY.match(text, grade.after)
        given = next((g for g in groups if link and g.start == link.end()), None)
        if given and not has_its_own(folded, grade, given):
            return given
    if label := labelled(text, sentence.start, grade.start, groups) or bracketed(folded, grade, groups, area):
        return label
    if there := at_body(text, grade, groups, previous) or bracketed_behind(text, grade, groups):
        return there
    if previous and grade.historic and BETTER_THAN.search(text, grade.left, grade.start):
        return previous
    if listed := counted_off(text, grade, groups):
        return listed
    nameless = "nameless" in grade.hints
    if nameless and (_is_nameless(context.analysis, grade, groups) or IN_SOME.match(folded, grade.after)):
        return None
    if "all-but" in grade.hints and ALL_BUT.search(text, max(sentence.start, grade.left - 24), grade.start):
        return None
    of_which = OF_WHICH.search(text, grade.left, grade.start) if "of-which" in grade.hints else None
    if of_which and not _ends_area(context.analysis, sentence.start, of_which.start()):
        several = next((g for g in groups if g.end == of_which.start() and len(g.bodies) > 1), None)
        if several or any(grade.left <= g.start < of_which.start() and g.form != "pronoun" for g in groups):
            return several
    some = _set_of(context, grade, groups, area)
    if some is not None:
        return some if some.bodies else None
    found = _before(context, grade, groups, previous) or _around(context, grade, groups)
    if found and says_of_others(context, grade, found):
        return None
    return (place_before(context, grade) or found) if found is None or found.form in REFERRING else found


def _ends_area(analysis: Analysis, low: int, at: int) -> bool:
    """Whether an area that begins between two positions ends at the second."""
    return any(hit.end == at for hit in analysis.areas_in(low, at))


def _is_nameless(analysis: Analysis, grade: Grade, groups: list[Group]) -> bool:
    """Whether what is graded is a body without a name, right before the verb or the grade: "its neighbour was G"."""
    text, edge = analysis.text, grade.verb if grade.verb is not None and grade.verb > grade.left else grade.start
    if any(group.end <= edge and SUBJECT_GAP.fullmatch(text, group.end, edge) for group in groups):
        return False
    if unit := last_of(REGIONS_UNIT, analysis.view.folded, grade.left, grade.start):
        named = any(g.end > unit.start() and g.start < grade.start for g in groups)
        return not named and SUBJECT_GAP.fullmatch(text, unit.end(), max(edge, unit.end())) is not None
    last = last_of(NAMELESS, analysis.view.folded, grade.left, grade.start)
    if is_elsewhere(analysis, grade, groups, edge):
        return True
    if last is None or PREDICATE.search(text, grade.left, last.start()):
        return False
    if any(last.end() <= group.start < grade.start or text[group.end : last.start()] == ", " for group in groups):
        return False  # "…, Kent Police" or "Kent Police, its neighbour, …"
    gap = SUBJECT_GAP if last.group().startswith(("a ", "an ")) else NAMELESS_GAP
    return bool(gap.fullmatch(text, last.end(), edge if edge > last.end() else grade.start))


def _set_of(context: Context, grade: Grade, groups: list[Group], area: str) -> Group | None:
    """The bodies of "the remaining four forces", "the other two", "both forces"; none when open, None when no set.

    Where the set is followed by its names ("the other three – A, B and C –") it is those.
    """
    text, analysis = context.analysis.text, context.analysis
    match = last_of(SETS, text, grade.left, grade.start) if "set" in grade.hints else None
    one_of = match and AMONG_THEM.search(text, max(0, match.start() - NEAR), match.start())
    others = match or ("others" in grade.hints and OTHERS.search(text, grade.left, grade.start)) or None
    naming = APPOSITION.match(text, others.end()) if others else None
    named = next((g for g in groups if naming and g.start == naming.end()), None)
    if others and named and not (one_of and text[others.end()] == ","):
        return Group(others.start(), named.end, named.bodies, "set")
    if (
        match is None
        or one_of
        or SHARED.search(text, grade.left, match.start())
        or not (match["n"] or match["rest"] or match["all"].lower() in ("both", "all"))
    ):
        return None
    count = NUMBERS.get((match["n"] or "").lower()) or (int(match["n"]) if (match["n"] or "").isdigit() else None)
    if count is None and match["all"] and match["all"].lower() == "both":
        count = 2
    rest = bool(match["rest"] or re.search(r"\b(?:other|remaining)\b", match.group(), re.IGNORECASE))
    known = list(members_of(analysis, match.start())) or list(
        dict.fromkeys(
            m.body.body_id
            for m in analysis.mentions_before(match.start())
            if m.body.kind in POLICE_KINDS | {"fire-service"}
        )
    )
    if rest:
        known = [body_id for body_id in known if body_id not in context.rated.get(area, set())]
    bodies = tuple(body_of(body_id) for body_id in known) if len(known) == count else ()
    return Group(match.start(), match.end(), bodies, "set")


def _before(context: Context, grade: Grade, groups: list[Group], previous: Group | None) -> Group | None:
    """The subject: the group next to the verb of judging, or behind an active one, else the clause's first."""
    text = context.analysis.text
    before = [g for g in groups if g.start < grade.start]
    if grade.frame == "also" and previous:
        before = [g for g in before if g.start == previous.start or not BY_THE_WAY.search(text, grade.left, g.start)]
    if fronted := with_verdict(text, before, grade):
        return fronted
    clause = [g for g in before if g.start >= grade.left and _may_be_place(text, g, grade)]
    clause = without_compared(text, _without_told_of(text, clause, grade), grade)
    if grade.verb is not None:
        objects = [g for g in clause if g.start > grade.verb]
        if objects:
            named = [g for g in objects if g.form != "pronoun"]
            places = [g for g in clause if g.form == "place" and g.start < grade.verb]  # "Kent’s …, by its own chief"
            return (named or places or objects[:1])[-1]
    if clause:
        last = clause[-1]
        if last.form == "pronoun":  # "Essex keeps its grade": the place is the subject, and no mention before it is
            last = next((g for g in reversed(clause) if g.form == "place"), last)
        edge = grade.verb if grade.verb is not None else grade.start
        gap = text[past_aside(text, last.end, edge, grade) : edge]
        opens = JOINED.search(text, max(0, last.start - len(", whereas  ")), last.start)
        if opens and PLACE_SUBJECT.match(text, last.end):
            return last  # ", and Kent Police was put top, with |G"
        if len(gap) <= NEAR or SUBJECT_GAP.fullmatch(gap):
            return last
        named = [g for g in clause if g.form != "pronoun"] or clause
        return named[0]
    earlier = [g for g in before if (previous and g.start == previous.start) or _may_be_place(text, g, grade)]
    if previous and any(g.start == previous.start for g in earlier):
        return previous
    return earlier[0] if earlier else None


def _without_told_of(text: str, groups: list[Group], grade: Grade) -> list[Group]:
    """The groups without those of a clause by the way, "Kent Police, which knows Surrey Police, was …", and "its"."""
    if text.find("shar", grade.left, grade.start) >= 0:
        groups = [g for g in groups if g.form != "pronoun" or not SHARE.search(text, max(0, g.start - NEAR), g.start)]
    if text.find(", ", grade.left, grade.start) < 0:
        return groups
    asides = [told.span() for group in groups if (told := TOLD_OF_IT.match(text, group.end, grade.start))]
    return [group for group in groups if not any(low <= group.start < high for low, high in asides)]


def _may_be_place(text: str, group: Group, grade: Grade) -> bool:
    if group.form != "place":
        return True
    told = TOLD_OF_IT.match(text, group.end, grade.start)
    if told and PLACE_SUBJECT.match(text, told.end() - 1):
        return True
    opens = min(
        len(text[low : group.start].strip(" “‘\"'")) for low in (grade.sentence.start, grade.left) if low <= group.start
    )
    if PLACE_WHICH.fullmatch(text, group.end, grade.start):
        return True
    joined = JOINED.search(text, max(0, group.start - len(", whereas  ")), group.start)
    if (not opens or joined) and (PLACE_SUBJECT.match(text, group.end) or PLACE_OWNS.match(text, group.end)):
        return True
    edge = grade.verb if grade.verb is not None else grade.start
    if edge < group.start:
        return bool(PLACE_GAP.fullmatch(text[group.end : grade.start])) if group.end <= grade.start else False
    return bool(PLACE_GAP.fullmatch(text[group.end : edge])) if group.end <= edge else False


def _around(context: Context, grade: Grade, groups: list[Group]) -> Group | None:
    """Where the sentence names no body before the grade: its list's, its speaker's, or the one the text is on."""
    analysis, sentence = context.analysis, grade.sentence
    led = _led(context, sentence)
    if led:
        return led
    quotation = analysis.quotation_at(grade.start)
    if quotation and (speaker := context.speakers.get(quotation.start)) and speaker.kind in RATED_BODIES:
        return Group(grade.start, grade.end, (speaker,), "speaker")
    if quotation and says_we_unknown(context, grade):
        return None
    if not quotation and WE.search(analysis.text, grade.left, grade.start):
        own = publisher_body(analysis, RATED_BODIES)
        if own:
            return Group(grade.start, grade.end, (own,), "speaker")
    if NATIONALLY.match(analysis.text, sentence.start, grade.start):
        return None
    behind = [g for g in groups if g.start > grade.end]
    if behind and FRONTED.match(context.analysis.text, sentence.start, grade.start):
        return behind[0]
    alone = len({b.body_id for g in groups for b in g.bodies}) == 1
    compared = bool(groups) and THAT_OF.search(context.analysis.view.folded, sentence.start, groups[0].start)
    if alone and not compared and grade.frame in ("quoted", "requires", "noun"):
        return groups[0]
    start = start_of_items(context, sentence)
    body = body_of_section(analysis, start, RATED_BODIES) or antecedent(analysis, start, RATED_BODIES)
    if body is None and grade.frame == "list":
        return of_joint_heading(context, grade)
    if OWNER.match(context.analysis.text, sentence.start, grade.start) or _opens_with_another(analysis, sentence, body):
        return None
    return Group(grade.start, grade.end, (body,), "context") if body else None


def _opens_with_another(analysis: Analysis, sentence: Sentence, body: Body | None) -> bool:
    """Whether a sentence opens with the place of another body than the one the text was on, or follows on such ones."""
    opening = analysis.places_in(sentence.start, sentence.start + 1)
    if opening:
        return opening[0].body != body
    before = analysis.sentences[max(0, sentence.index - 1)]
    if before.block is not sentence.block or analysis.mentions_in(before.start, before.end):
        return False
    names = [analysis.text[place.start : place.end] for place in analysis.places_in(before.start, before.end)]
    return body is not None and bool(names) and not any(name in body.name for name in names)


def _led(context: Context, sentence: Sentence) -> Group | None:
    lead = context.analysis.lead_of(sentence.block)
    if sentence.block.kind not in ("bullet", "row") or lead is None:
        return None
    return lead_bodies(context, lead)


def lead_bodies(context: Context, lead: Block) -> Group | None:
    """The bodies a list's lead-in ends with, or the one it is about."""
    for block in chain([lead], context.analysis.leads_of(lead)):
        groups = [g for g in groups_in(context, block.start, block.end) if g.form != "place" or block.kind == "heading"]
        if groups:
            single = [group for group in groups if len(group.bodies) == 1]
            named = [group for group in single if group.form != "pronoun"] or single
            return named[-1] if named else None
    return None
