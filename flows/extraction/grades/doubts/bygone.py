"""Grades of a time that a clause beside tells of: "when she took over", "gone are the days", "on this day in 2015"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.words.words import ANY, NOUN

# All read text in lower case.
WAS = re.compile(r"\b(?:was|were|required|be|being)\b")
_WHO = (
    r"(?:he|she|they|i|(?:the|its)\s+(?:\w+\s+)?(?:chief|commissioner|mayor|boss)(?:\s+(?:constable|officer))?|"
    r"[\w’'-]+\s[\w’'-]+)"
)
_BEGAN = (
    r"(?:took\s+(?:over|charge|command|office|up|on\s+the|the\s+(?:job|helm|reins|post|role))|"
    r"(?:was|were)\s+(?:appointed|elected)|became\s+(?:its\s+|the\s+)?(?:\w+\s+)?(?:chief|commissioner|mayor|head|leader))\b"
)
# He or she, not inspectors, came then: "when she |arrived".
_CAME = r"(?:he|she|i)\s+(?:arrived|began|started|joined|came|left|retired)\b"
_WHEN = rf"\bwhen\s+(?!inspect|the\s+inspect|it\s|the\s+watchdog)(?:{_WHO}\s+{_BEGAN}|{_CAME})"
BEFORE = re.compile(
    rf"{_WHEN}[^;:]{{0,60}},|\bgone\s+are\s+the\s+(?:days|times|years)\b|\bthe\s+days\s+when\b|"
    r"\b(?:it\s+is|it's|it\s+has\s+been)\s+(?:\w+\s+){1,3}years?\s+since\b|"
    r"\bon\s+this\s+day\b[^.;:]{0,40}\b(?:years?\s+ago|(?:19|20)\d\d)\b"
)
BEHIND = re.compile(rf"[^.;:]{{0,60}}?,?\s{_WHEN[2:]}")
# "G at Y |before this year's drop to G"
BEFORE_MOVE = re.compile(
    r"[^.;:]{0,60}?\sbefore\s(?:[\w’'-]+\s+){0,3}?(?:(?:drop|fall|rise|slide|decline|move|dropping|falling|rising|slipping|sliding|"
    rf"improving|climbing|moving)\s+(?:\w+\s+)?to\s+(?:an?\s+)?[\"']?{ANY}|(?:being|it\s+was)\s+(?:down|up)graded)\b"
)
# "its G |grade for Y was replaced by"
REPLACED = re.compile(
    rf"[\"']?\s+(?:{NOUN}|mark\b|score\b)[^.;]{{0,60}}?\b(?:was|were|has\s+been|have\s+been)\s+(?:\w+\s+)?(?:replaced|superseded)\b"
)
# "The force that was |G at Y in 2019, Kent Police, is now …"
THAT_WAS = re.compile(r"\b(?:force|service|brigade|constabulary|unit)\s+(?:that|which)\s+(?:was|were)\s[^,;]{0,40}$")
THEN_NOW = re.compile(r"[^,;.]{0,60}\bin\s+(?:[a-z]+\s+)?(?:19|20)\d\d\b[^.;]{0,60}\b(?:is|are|has)\s+now\b")
# "This article was first published in 2019."
FIRST_PUBLISHED = re.compile(
    r"\bthis\s+(?:article|story|page|piece|post|item|report|release)\s+(?:was|is)\s+(?:first|originally)\s+published\s+(?:in|on)\s"
    r"[^.;\n]{0,24}?(?P<year>20\d\d)\b"
)


def is_bygone(analysis: Analysis, grade: Grade) -> bool:
    """Whether what stands beside a grade in its sentence makes it one of a time that is over."""
    sentence, folded = grade.sentence, analysis.view.folded
    if "bygone" not in grade.hints:
        return False
    if grade.frame == "noun":
        return REPLACED.match(folded, grade.end, sentence.end) is not None
    others = list(analysis.triggers.within("grade", sentence.start, grade.start))
    low = others[-1] if others else sentence.start
    on_this_day = folded.find("on this day", sentence.start, grade.start) >= 0
    if on_this_day and BEFORE.search(folded, sentence.start, grade.start):
        return True
    if not WAS.search(folded, max(low, grade.left), grade.end):
        return False
    if BEFORE.search(folded, low, grade.start) or BEFORE_MOVE.match(folded, grade.end, sentence.end):
        return True
    behind = (
        grade.right if len(others) or analysis.triggers.any_within("grade", grade.end, sentence.end) else sentence.end
    )
    if BEHIND.match(folded, grade.end, behind):
        return True
    then = THAT_WAS.search(folded, low, grade.start)
    return then is not None and THEN_NOW.match(folded, grade.end, sentence.end) is not None


def first_published(analysis: Analysis) -> bool:
    """Whether a page says that its text is from years before the page."""
    folded, written = analysis.view.folded, analysis.document.published_on
    said = FIRST_PUBLISHED.search(folded) if written and " published " in folded else None
    return said is not None and int(said["year"]) < int((written or "")[:4]) - 1
