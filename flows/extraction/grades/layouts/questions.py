"""Questions of an inspection and the grades that answer them: "How effective is the force at Y?", behind it "Good"."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.answers import may_answer, opening_area, question_of
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.times import HISTORIC
from flows.extraction.grades.words.area_at import AreaAt, everyday, is_loosely_overall
from flows.extraction.grades.words.area_words import AREA_GLUE, PILLAR_OF
from flows.extraction.grades.words.words import plain

# How a question opens, at the head of its sentence or behind a label ("Overview – How …"). Reads text in lower case.
_HOW = (
    r"how\s+(?:(?P<manner>effective|efficient|legitimate)(?:ly)?|good|well(?:[\s-](?:led|trained|prepared))?|prepared)"
)
OPENS = re.compile(
    r"(?:^(?:(?:overall|so|and|but|then|in\s+(?:short|brief|sum)),?\s+)?|[–—:|-]\s+|"
    r"\b(?:\d[.)]|and|first|second|third|finally),?\s+)"
    rf"(?P<asks>(?P<how>{_HOW}|(?:to\s+what|what\s+is\s+the)\s+extent)|does|do|is|are|what)\b"
)
# "to what extent is the force efficient"
IS_SO = re.compile(r"\bextent\s+(?:is|are)\s+(?:[\w'-]+\s+){1,4}?(?P<manner>effective|efficient|legitimate)\b")
# The body is what is asked about, of "how efficient is the force"; or it has a part in it. Reads every body as an "it".
_BODY = r"(?:it|they|we|forces?|services?|frs|brigade|constabulary|unit|agency)"
OF_BODY = re.compile(
    rf"\b(?:effective|efficient|legitimate)(?:ly)?\s+(?:is|are|does|do|has|have)\s+(?:the\s+)?{_BODY}\b(?!['’]s)"
)
# "Effective?", "In brief: is it efficient?", "How legitimate?": no more than a pillar asked after.
MANNER_ALONE = re.compile(
    rf"\W*(?:[\w\s]{{1,30}}:\s+)?(?:(?:and|so|but)\s+)?(?:(?:is|are|was|were)\s+(?:the\s+)?{_BODY}\s+|how\s+)?"
    r"(?P<manner>effective|efficient|legitimate)\s*\?\W*"
)
NAMES_BODY = re.compile(rf"\b(?:{_BODY}|its|their|our|workforce)\b")
NUMBERED = re.compile(r"\W*\d{1,2}(?:/\d{1,2}|[.):])?\s+")
# What may stand between an area and the mark that asks for its grade.
ASKED_ALONE = re.compile(r"(?:\s+and\s+(?:the\s+)?\w+)?[”\"’']?\s*\?[”\"’']?")
# "And what about |Y?", "So how did the force do on |Y?", "On |Y?" Reads text in lower case.
ASKS_ABOUT = re.compile(
    r"(?:(?:and|so|but|ok|okay|now|then|right|well),?\s+){0,3}(?:(?:what|how)\s+about\s+|"
    r"(?:how|(?:what|which)(?:\s+(?:grade|rating|mark|judge?ment))?)\s+(?:did|have|has|had|do|does|are|is|was|were)\s+(?:[\w'&-]+\s+){1,8}?"
    r"(?:do|done|doing|fare|fared|faring|get\s+on|come\s+out|score|get|receive|given|graded|rated|judged|perform)\s+(?:at|on|for|in|with)\s+|"
    r"what\s+of\s+|(?:as\s+)?for\s+|on\s+)?(?:the\s+|your\s+|our\s+|its\s+)?"
)
# "What grade did it get for Y?"
FOR_GRADE = re.compile(r"\b(?:what|which)\s+(?:grade|rating|mark|judge?ment)\s")
# Put to a reader, or of what has been done, or of another time: its answer is no grade of the inspection told of.
PUT_OTHERWISE = re.compile(r"\b(?:you|your|would|should|could|might|did|done|(?:19|20)\d\d)\b")


def asked_before(areas: Areas, grade: Grade) -> list[AreaAt]:
    """The area of the question, heading or label that a grade answers; none without one."""
    analysis = areas.analysis
    question = question_of(analysis, grade.sentence, grade.start)
    if question is None or not may_answer(analysis, grade.sentence, grade.start, question[1]):
        return []
    start, end = question
    if analysis.text[end - 1] == "?":
        return area_asked(areas, start, end)
    headed = [area for area in areas.between(start, end) if area.start == opening_area(analysis, start, end)]
    return [area for area in headed if not is_loosely_overall(analysis.text, area, end)]


def area_asked(areas: Areas, start: int, end: int) -> list[AreaAt]:
    """The area that a question is on: the first it names, the pillar of "how efficient", else its own words."""
    analysis = areas.analysis
    folded = analysis.view.folded[start:end]
    opens = OPENS.search(folded)
    if (opens is None or FOR_GRADE.search(folded)) and (alone := _asked_alone(areas, start, end)):
        return alone
    if asks := MANNER_ALONE.fullmatch(plain(analysis, start, end)):
        low, high = start + asks.start("manner"), start + asks.end("manner")
        return [AreaAt(PILLAR_OF[asks["manner"]], analysis.view.original(low, high), low, high)]
    if opens is None or PUT_OTHERWISE.search(folded) or HISTORIC.search(folded):
        return []
    named = [area for area in areas.plain(start + opens.end("how" if opens["how"] else 0), end) if not everyday(area)]
    whole = [area for area in areas.between(start + opens.start("asks"), end) if area.start <= start + opens.end()]
    if whole or not opens["how"]:
        return (whole or named)[:1]
    low = start + opens.start("how")
    high = start + len(folded.rstrip(" ?\"'"))
    asked = AreaAt("other", analysis.view.original(low, high), low, high)
    degree = IS_SO.search(folded)
    manner = opens["manner"] or (degree["manner"] if degree else None)
    said = plain(analysis, start, end)
    of_body = degree or OF_BODY.search(said)
    if manner and of_body and all(area.code in PILLAR_OF.values() for area in named):
        return [replace(asked, code=PILLAR_OF[manner])]
    return named[:1] or ([asked] if NAMES_BODY.search(said) else [])


def _asked_alone(areas: Areas, start: int, end: int) -> list[AreaAt]:
    """The areas that are all of a question: "Preventing crime?", "Leadership and managing offenders?"."""
    named = areas.between(start, end)
    if not named or any(area.code == "overall" for area in named):
        return []
    text = areas.analysis.text
    number = NUMBERED.match(text, start, end)
    about = ASKS_ABOUT.match(areas.analysis.view.folded, number.end() if number else start, named[0].start)
    ends = [about.end() if about else start, *(area.end for area in named)]
    gaps = [text[low : area.start] for low, area in zip(ends, named, strict=False)]
    alone = all(AREA_GLUE.fullmatch(gap) for gap in gaps) and ASKED_ALONE.fullmatch(text, named[-1].end, end)
    return list({area.code: area for area in named}.values()) if alone else []
