"""Lines of nothing but grades and what they are of: "Prevention, good", "GOOD  Y • Z", "Kent: 2014 good, 2016 good".

Such a line is a row of marks between names: bodies, areas, grades and years. Where any other word stands it is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.bodies.bodies import lead_bodies
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import HISTORIC
from flows.extraction.grades.groups.groups import Context, Group
from flows.extraction.grades.layouts.entries import Entry, heads_earlier
from flows.extraction.grades.layouts.questions import area_asked
from flows.extraction.grades.layouts.series import Told, from_to, name_first
from flows.extraction.grades.layouts.tokens import (
    HEADS_WITHIN,
    PROSE,
    SIGNS,
    YEARS_ALONE,
    Token,
    holds_grade,
    is_glued,
    shorts_within,
    tokens_of,
)
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.hints import hints_of
from flows.extraction.grades.words.words import ANY

LONGEST = 300
# What parts a grade from what it is of, where a line says no more than these two; and the marks of a list.
PARTED = re.compile(rf"\s*(?:,|\.{{3,}}|…|\[|[{SIGNS}]+)[\s.“\"‘']*")
# "Prevention: as before, G", "Leadership – unchanged at G".
COMPARED = re.compile(
    r"\s*[:–—|-]\s*(?:(?:as\s+before|unchanged|no\s+change|the\s+same|still|stays|stayed|again|steady|improved|better|worse|up|down|now|at|to)\b[\s,:–—-]*){1,3}[“\"‘']?",
    re.IGNORECASE,
)
MARKED = re.compile(rf"\s*[{SIGNS}]+\s*")
BEHIND = re.compile(r"[*_]*(?:\s*(?:\(\d{1,2}(?:\s+\w+)?\)|[:–—|(-])|\s{2,}|\s*(?:,\s*)?(?:at|in|for)\s)")
COUNT = re.compile(r"[”\"’'*_]*\s*\(\d{1,2}(?:\s+\w+)?\)")
SAID_OF = re.compile(r"[”\"’']?\s+(?:at|in|for|on)\s")
# "good (31)": how many got it, and nothing else.
COUNT_ALONE = re.compile(rf"\W*{ANY}\s*\(\d{{1,2}}(?:\s+\w+)?\)\W*", re.IGNORECASE)
# "The outcomes for Kent Police were as follows: …"
ANNOUNCES = re.compile(
    r"\b(?:as\s+follows|outcomes|grades|gradings|ratings|results|marks|judge?ments|verdicts|graded|rated|judged|assessed)\b",
    re.IGNORECASE,
)
# A question of an inspection, and no headline that asks how forces fared.
OF_BODY = re.compile(r"\b(?:it|its|they|their|we|our|the\s+(?:force|service|constabulary|brigade|unit))\b")


def entries_of_line(context: Context, areas: Areas, sentence: Sentence, topic: str | None) -> list[Entry] | None:
    """The grades of a sentence made of such lines; None where it is none, or leaves open what they are of."""
    analysis, block = context.analysis, sentence.block
    # A heading or a list's line may look like several sentences: "Kent ..... Good".
    whole = block.kind == "heading" and not analysis.triggers.any_within("grade", block.start, sentence.start)
    start, end = (block.start, block.end) if whole else (sentence.start, sentence.end)
    if end - start > LONGEST:
        return None
    if not holds_grade(context, start, end) or COUNT_ALONE.fullmatch(analysis.text, start, end):
        return None
    return _of_line(context, areas, sentence, start, end, topic)


def _of_line(
    context: Context, areas: Areas, sentence: Sentence, start: int, end: int, topic: str | None
) -> list[Entry] | None:
    colon = context.analysis.text.find(":", start, end)
    if PROSE.search(context.analysis.view.folded, max(start, colon), end):
        return None
    tokens = tokens_of(context, areas, start, end)
    head, rest = _introduced(context, tokens, start, end) if tokens else (None, None)
    if rest is None:
        return None
    told = _dealt(context, sentence, rest, start)
    of = told[0].of if told else None
    if told is None or of is None:
        return None
    asked = of.kind == "body" and _question_above(context, sentence.block)
    behind = head is not None and (head.start > of.start or head.start > told[0].token.start)
    if not (asked or behind) and not _is_list(context.analysis.text, told, start):
        return None
    if head is not None and head.kind == of.kind:
        return None
    area = None
    if of.kind == "body":
        area = head.areas[0] if head else _area_around(context, areas, sentence.block, topic)
        if area is None or area.code == "overall":
            return [] if _question_above(context, sentence.block) else None
    lead = context.analysis.lead_of(sentence.block)
    group = head.group if head else lead_bodies(context, lead) if lead and of.kind == "area" else None
    historic = lead is not None and lead.kind == "heading" and heads_earlier(context.analysis, lead.start, lead.end)
    return [entry for one in told for entry in _entries(context.analysis, sentence, one, group, area, historic)]


def _head(tokens: list[Token]) -> tuple[Token | None, list[Token]]:
    """What a line is on as a whole, before what its grades are of; and the rest of it."""
    if len(tokens) > 2 and tokens[0].kind in ("area", "body") and tokens[1].kind in ("area", "body"):
        return tokens[0], tokens[1:]
    kinds = [token.kind for token in tokens]
    if len(kinds) > len("BGA") and len(kinds) % 2 and kinds == ["body", *["grade", "area"] * (len(kinds) // 2)]:
        return tokens[0], tokens[1:]  # "Kent: G (Y) | G (Z)"
    return None, tokens


def _introduced(context: Context, tokens: list[Token], start: int, end: int) -> tuple[Token | None, list[Token] | None]:
    """What a line is on, and the tokens of its list; None where it is no list. Words may stand before its colon."""
    text = context.analysis.text
    if is_glued(text, tokens, start, end):
        return _head(tokens)
    colon = text.find(":", start, tokens[0].start + LONGEST) if tokens else -1
    listed = [token for token in tokens if token.start > colon]
    before = tokens[: len(tokens) - len(listed)]
    named = [token for token in before if token.kind == "body"]
    if (
        colon < 0
        or any(token.kind == "grade" for token in before)
        or len(named) > 1
        or not is_glued(text, listed, colon, end)
    ):
        return None, None
    marks = [token for token in listed if token.kind == "grade"]
    if any(from_to(text, [*pair]) for pair in pairwise(marks)):  # "Went up: Y (G to G), Z (G to G)"
        return (named[0] if named else None), listed
    told = HISTORIC.search(context.analysis.view.folded, start, colon) or len(listed) < len("GYGY")
    return (None, None) if told or not ANNOUNCES.search(text, start, colon) else (named[0] if named else None, listed)


def _dealt(context: Context, sentence: Sentence, tokens: list[Token], start: int) -> list[Told] | None:
    """Each grade of a line with what it is of, the grade behind or before that throughout."""
    names = [token for token in tokens if token.kind in ("area", "body")]
    grades = [token for token in tokens if token.kind == "grade"]
    if not names or not grades or len({token.kind for token in names}) > 1:
        return None
    if tokens[0].kind == "grade":
        if len(grades) == 1 and (reported := _dated_bodies(tokens)):
            return reported
        said = names[0].kind == "area" and SAID_OF.match(context.analysis.text, tokens[0].end)
        if said and sentence.block.kind == "prose" and not shorts_within(context, start, sentence.end):
            return None  # "Good at Y and good at Z" goes on in what was said before
        return _grade_first(tokens) if len(names) == len(grades) and len(tokens) == 2 * len(names) else None
    return name_first(context, sentence, tokens, start)


def _dated_bodies(tokens: list[Token]) -> list[Told]:
    """As in "G: Kent (May 2023), Surrey (June 2023)": the bodies that got a grade, with the month of each report."""
    names, days = tokens[1::2], tokens[2::2]
    dealt = len(names) == len(days) and all(name.kind == "body" for name in names)
    months = dealt and all(day.kind == "year" and len(day.year) > len("2023") for day in days)
    return [Told(tokens[0], name, day.year) for name, day in zip(names, days, strict=True)] if months else []


def _grade_first(tokens: list[Token]) -> list[Told] | None:
    pairs = [(tokens[n], tokens[n + 1]) for n in range(0, len(tokens), 2)]
    if any(grade.kind != "grade" or of.kind == "grade" for grade, of in pairs):
        return None
    return [Told(grade, of) for grade, of in pairs]


def _is_list(text: str, told: list[Told], start: int) -> bool:
    """Whether a line is plainly one of a list: several grades, or one set apart by a mark of its own."""
    if len(told) > 1:
        return True
    one, of = told[0].token, told[0].of
    if of is None:
        return False
    if MARKED.match(text, start) or (text[one.start : one.end].isupper() and of.start > one.start):
        return True
    if of.start > one.start:
        several = len(of.areas) > 1 or (of.group is not None and len(of.group.bodies) > 1)
        return bool(COUNT.match(text, one.end) or (several and BEHIND.match(text, one.end)))
    return bool(PARTED.fullmatch(text, of.end, one.start) or COMPARED.fullmatch(text, of.end, one.start))


def _area_around(context: Context, areas: Areas, block: Block, topic: str | None) -> AreaAt | None:
    """The area of a list of bodies: the question or heading above it, the inspection's, or the only one of the text."""
    analysis = context.analysis
    above = _above(context, block)
    if above:
        asked = analysis.text[above.end - 1] == "?"
        named = area_asked(areas, above.start, above.end) if asked else areas.plain(above.start, above.end)
        codes = {area.code for area in named if area.code != "overall"}
        introduces = asked or above.kind == "heading" or analysis.text[above.end - 1] in ":–—"
        if len(codes) == 1 and (introduces or not topic):
            return AreaAt(codes.pop(), None, block.start, block.start)
        if asked and OF_BODY.search(analysis.view.folded, above.start, above.end):
            return None
    only = {area.code for area in areas.all if area.code != "overall"}
    code = topic or (only.pop() if len(only) == 1 else None)
    return AreaAt(code, None, block.start, block.start) if code else None


def _above(context: Context, block: Block) -> Block | None:
    """The nearest line above that gives no grade, and is not just the years of a series."""
    near = reversed(context.analysis.blocks[max(0, block.index - HEADS_WITHIN) : block.index])
    text = context.analysis.text
    told = (above for above in near if not holds_grade(context, above.start, above.end))
    return next((above for above in told if not YEARS_ALONE.fullmatch(text, above.start, above.end)), None)


def _question_above(context: Context, block: Block) -> bool:
    above = _above(context, block)
    return above is not None and context.analysis.text[above.end - 1] == "?"


def _entries(
    analysis: Analysis, sentence: Sentence, told: Told, group: Group | None, area: AreaAt | None, historic: bool
) -> Iterator[Entry]:
    """The entries of one grade: one for each area that it is of, or one for its bodies."""
    token, of = told.token, told.of
    was = historic or told.earlier
    hints = hints_of(analysis, sentence)
    start, end = token.start, token.end
    grade = Grade(start, end, token.grade, "list", sentence, sentence.start, end, None, False, was, end, hints)
    if of is None:
        return
    if of.kind == "body":
        yield Entry(grade, of.group, area, None, told.day)
        return
    for one in of.areas:
        yield Entry(grade, group, one, None, told.day)
