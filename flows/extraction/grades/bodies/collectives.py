"""Grades of what several bodies do together: of a partnership, a board, a hub. They are no member's own."""

from __future__ import annotations

import re

from flows.extraction.grades.frames.body_words import SUBJECT_GAP
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.groups.groups import Context, Group

# All read text in lower case.
_NAMES = (
    r"(?:partnerships?|boards?|committees?|hubs?|panels?|forums?|mappa|maracs?|mash|councils?|consortium|"
    r"(?:violence|crime|knife|harm)\s+reduction\s+units?|multi-agency(?:\s+[\w-]+){1,3}?)"
)
COLLECTIVE = re.compile(
    rf"\b(?:{_NAMES}(?:\s+\([^()]{{2,12}}\))?|(?:police(?:,\s+fire)?\s+and\s+crime\s+)?commissioner['’]s\s+office|office\s+of\s+the\s+(?:[\w&,]+\s+){{1,5}}?commissioner)(?![\w'’-])"
)
# "in |the local |partnership" is where something is done; "the |panel" in "told the panel" hears of it.
NOT_GRADED = re.compile(
    r"\b(?:to|for|by|with|from|on|before|across|among|under|via|through|and|told|informed|assured|advised|briefed)\s+"
    r"(?:(?:the|its|their|our|a|an|each|every|other)\s+)?(?:(?!(?:in|of|at|into|within)\b)[\w’'&-]+\s+){0,5}$"
)
WITHIN = re.compile(r"\b(?:of|in|at|into|within)\s+(?:(?:the|its|their|a)\s+)?(?:[\w’'&-]+\s+){0,5}$")
# "the hub |in Leeds, run by the council with Kent Police, |requires improvement"
BEHIND = re.compile(
    r"(?:\s+(?:in|of|for|at|covering|across)(?:\s+(?!was\b|were\b|is\b|are\b|has\b|have\b|had\b|requires\b)[\w’'-]+){1,6})?"
    r"(?:,\s+(?:which|where|run|led|hosted|chaired|made|set|based|formed|staffed|a|an|the|its|one|part)\b[^;.,]{2,90},"
    r"|\s+(?:run|led|hosted|chaired|staffed|formed|shared)\s+by\s+[^;.,]{3,80}?(?=\s+(?:was|were|is|are|has|requires)\b))?"
)
# "Kent Police|'s local |partnership": otherwise the body before is the subject, and the partnership told of by the way.
OWNED = re.compile(r"(?:['’]s?)?\s+(?:[\w’'&-]+\s+){0,4}")
ARRANGEMENTS = re.compile(r"\W*(?:the|these|those|its|their)\s+(?:\w+\s+)?arrangements\s+(?:was|were|are|have|had)\b")
JOINT = re.compile(
    r"\W*(?:(?P<one>an?\s+)|the\s+)?joint\s+(?:targeted\s+)?(?:(?:area|thematic)\s+)?inspect(?:ors|ion|orates)\b"
)


def is_of_collective(context: Context, grade: Grade, group: Group) -> bool:
    """Whether it is something of several bodies together that is graded, and not the body that stands around."""
    analysis, sentence = context.analysis, grade.sentence
    folded = analysis.view.folded
    if "collective" not in grade.hints:
        return False
    opening = folded[sentence.start : grade.start]
    carried = group.form == "context"
    joint = JOINT.match(opening) if carried else None
    if joint and (not joint["one"] or COLLECTIVE.search(opening)):
        return True
    if carried and "arrangements" in opening and ARRANGEMENTS.match(opening):
        last = analysis.sentences[max(0, sentence.index - 1)]
        return COLLECTIVE.search(folded, last.start, last.end) is not None
    edge = grade.verb if grade.verb is not None else grade.start
    for match in COLLECTIVE.finditer(folded, grade.left, grade.start):
        if group.start <= match.start() < group.end or _is_told_of(folded, group, match.start()):
            continue
        before = folded[max(grade.left, match.start() - 60) : match.start()]
        if NOT_GRADED.search(before) or (not carried and WITHIN.search(before)):
            continue
        stop = edge if edge >= match.end() else grade.start
        behind = BEHIND.match(folded, match.end(), stop)
        if any(
            SUBJECT_GAP.fullmatch(folded, at, stop) for at in (match.end(), behind.end() if behind else match.end())
        ):
            return True
    return False


def _is_told_of(folded: str, group: Group, at: int) -> bool:
    """Whether a body before a partnership does not own it, and so is the subject: "Kent Police, on whose board …"."""
    if group.form == "context" or group.end > at:
        return False
    owns = folded.startswith(("'", "’"), group.end) or group.form == "pronoun"
    return not (owns and OWNED.fullmatch(folded, group.end, at))
