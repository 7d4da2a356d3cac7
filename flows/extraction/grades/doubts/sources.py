"""Grades that are none of a police or fire inspection: of schools and homes, by other inspectorates, by users."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.alternatives import any_word
from flows.extraction.grades.doubts.judges import by_other_judges
from flows.extraction.grades.frames.grades import BESIDE, Grade
from flows.extraction.grades.groups.groups import RATED_BODIES
from flows.extraction.grades.words.area_at import AreaAt, everyday
from flows.extraction.grades.words.area_words import ASIDE
from flows.extraction.grades.words.talk import speaks_of, speaks_of_more
from schemas import vocabularies

# Reads text in lower case.
OTHER_SUBJECT = re.compile(
    any_word(
        *("schools?", "academy", "colleges?(?! of policing)", "nurser(?:y|ies)", "hospitals?", r"care\s+homes?"),
        *("prisons?", "wards?", "surgery", "universit(?:y|ies)", "pupils", "headteacher", "childminders?", "hygiene"),
        r"probation\s+(?:services?|delivery|units?|trusts?|regions?|areas?)",
        r"youth\s+(?:justice|offending)(?:\s+\w+)?",
        r"ambulance\s+(?:services?|trusts?)",
        *(rf"{whose}\s+(?:social\s+)?(?:care|services)" for whose in ("adult", "social")),
        *(rf"{which}\s+partnership\s+(?:was|is|were)\b" for which in ("the", "local", "safeguarding")),
        r"children's\s+(?:services|homes?)",
    )
    + r"\b"
)
# "…, and on Y the service was |G": a clause with a subject of its own.
OWN_SUBJECT = re.compile(r"\b(?:the|its)\s+(?:force|service|brigade|unit|constabulary)\s+(?:was|is|has|had|were)\b")
# "the enforcement of fire safety law in |care homes": where a fire service's work is done.
ENFORCED_IN = re.compile(r"\benforc(?:ing|ement|es?)\s+(?:of\s+)?(?:the\s+)?fire[\s-]safety\s[^.;:]{0,60}$")
# What other regulators grade, where no police or fire body is named.
_SUPPLY = r"\s+(?:compan\w+|suppliers?|firms?)"
OTHER_TRADE = re.compile(
    any_word(
        r"network\s+rail",
        r"rail\s+(?:and\s+road|compan\w+|operators?)",
        r"train\s+(?:operat\w+|compan\w+)",
        f"water{_SUPPLY}",
        f"energy{_SUPPLY}",
        r"housing\s+(?:associations?|regulator)",
    )
    + r"\b"
)
# "rated G by the housing regulator", "by CQC", "by users": who graded it, if not our inspectors.
GRADED_BY = re.compile(
    r"[”\"’']?,?\s+(?:(?:at|for|in|overall)\s[^.;:,()]{0,60}?(?<!wn\s)(?<!en\s)(?<!ded\s)(?<!red\s)(?<!ade\s)(?<!un\s))?by\s+(?P<who>(?:its\s+|their\s+|the\s+)?"
    r"(?:(?:[A-Z][\w’'&-]*\s+(?:(?:of|and|for)\s+)?){0,4}(?:Regulator|Commission|Ombudsman|Council|Authority|"
    r"Agency|Board|"
    r"Office|Quality|Standards|[A-Z]{3,}\b)|(?:\w+\s+)?(?:regulator|users|residents|readers|customers|"
    r"clients|staff|officers|visitors|patients|parents|people|those\s+who|respondents|companies|firms)\b))"
)

BY = re.compile(r"[”\"’']?,?\s+(?:(?:at|for|in|overall)\s[^.;:,()]{0,60}?)?by\s+(?:the\s+)?")
# "Residents rated it G", "60 per cent judged it G", "rated itself G".
# Reads text in lower case.
JUDGED_BY = re.compile(
    r"\W*(?:in\s[^,;]{3,60},\s+)?(?:[\w%’'-]+\s+){0,5}(?:residents|respondents|users|customers|victims|callers|"
    r"visitors|patients|(?<=of\s)people(?:\s+in\s+\w+)?|staff|officers|per\s+cent|"
    r"percent|\d%|surveys?|polls?|self-assessment|panel|audit(?:ors?)?|readers|parents|councillors|members|"
    r"colleagues|peers|speakers?|critics?|campaigners?|protesters?|neighbours|shoppers?|mayors?|ministers?|leaders?|commissioner)\s+"
    r"(?:(?!was|were|is|are|been|be)\w+\s+){0,3}(?:rated|rates?|judged?|graded?|gave|gives?|considered|assessed|"
    r"scored|ranked|marked|call(?:s|ed)|describe[sd]?|brand(?:s|ed)?|thought|thinks?|found|puts?|placed)\b",
)
# "…, and 96 per cent of them rated it G"
SHARE = re.compile(
    r"\d\s?(?:%|per\s?cent)(?:\s+[\w’'-]+){0,5}?\s+(?:rated|judged|graded|considered|thought|scored|found)\b"
)
# "In a story on 4 May we said that it was G. It was in fact G." Reads text in lower case.
WE_SAID = re.compile(
    r"\b(?:we|this\s+(?:newspaper|paper|column|website|site|programme)|(?:our|an?|the)\s+(?:\w+\s+){0,3}(?:story|article|column|headline|item))\s+"
    r"(?:\w+\s+){0,2}(?:said|reported|stated|wrote|claimed|suggested)\b"
)
CORRECTED = re.compile(
    r"\bin\s+fact\b|\b(?:wrongly|incorrectly|mistakenly|in\s+error|should\s+have\s+(?:said|read))\b|\b(?:was|is)\s+(?:wrong|incorrect)\b"
)
# "a report wrongly said", "an earlier version of this article said"
SAID_WRONGLY = re.compile(
    r"\b(?:wrongly|incorrectly|mistakenly|erroneously)\s+(?:said|stated|reported|claimed|suggested|described)\b|"
    r"\b(?:an?\s+(?:earlier|previous)|the\s+(?:original|first))\s+version\s+of\s+(?:this|our|the)\s+\w+\s+(?:\w+\s+){0,2}?"
    r"(?:said|stated|reported|claimed|suggested|described)\b"
)
PRAISES = re.compile(r"(?:descri|said|says|believ|prais|commend|hail|regard|view)")
# Of single cases that somebody looked at: "the quality of investigation was good in 8 of 10 cases".
_N = (
    r"(?:\d[\d,.]*(?:\s*%|\s+per\s?cent)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\w+teen|\w+ty(?:-\w+)?)"
)
_ABOUT = (
    r"(?:(?:just|only|about|around|over|nearly|almost|some|more\s+than|fewer\s+than|less\s+than|at\s+least)\s+){0,2}"
)
_CASES = (
    r"(?:cases|investigations|incidents|crimes|offences|calls|reports|files|records|recordings|contacts|interviews|occasions|"
    r"instances|examples|stops|visits|audits|referrals|assessments|plans)\b"
)
# "good| in 8 of the 10 cases", "good| in 81 per cent of calls", "good| in most cases"
IN_CASES = re.compile(
    rf"[”\"’']?\s+(?:in|for|on)\s+{_ABOUT}(?:{_N}|most|many|some|half|all|the\s+majority)\s+"
    rf"(?:(?:out\s+)?of\s+(?:the\s+|all\s+)?(?:{_N}\s+)?)?(?:\w+\s+)?{_CASES}",
    re.IGNORECASE,
)
# "adequate| in six", behind such a grade
IN_SOME = re.compile(rf"[”\"’']?\s+(?:in|for|on)\s+{_ABOUT}{_N}(?=\s*(?:[.,;:]|$|and\b))", re.IGNORECASE)
# How many sentences open a text.
OPENING = 4
# And how many head it.
HEAD = 2
ITSELF = re.compile(r"\b(?:rated|assessed|graded|judged|marked|scored|gave)\s+(?:itself|themselves)\b", re.IGNORECASE)


def of_something_else(analysis: Analysis, grade: Grade, *, others_alone: bool, opens: bool) -> bool:
    """Whether a sentence speaks of schools and the like, or of an inspectorate that grades no police or fire body.

    `others_alone`: the text is on such an inspectorate and names no other; `opens`: it opens with such a one.
    """
    if _of_cases(analysis.text, grade):
        return True
    sentence = grade.sentence
    folded, start, end = analysis.view.folded, sentence.start, sentence.end
    others = list(OTHER_SUBJECT.finditer(folded, start, end)) if "other-subject" in grade.hints else []
    if others and OWN_SUBJECT.search(folded, grade.left, grade.start):
        others = [other for other in others if other.start() >= grade.left]
    if others and "enforc" in folded[start:end]:
        others = [other for other in others if not ENFORCED_IN.search(folded, start, other.start())]
    asides = [a.span() for a in ASIDE.finditer(analysis.text, start, end)] if others else []
    for other in others:
        if not any(low < other.start() < high and not low < grade.start < high for low, high in asides):
            return True
    here = analysis.mentions_in(start, end)
    named = _inspectorates(analysis, start, end)
    before = analysis.sentences[max(0, sentence.index - 1)]
    beside = before if before.block is sentence.block else sentence
    if not any(m.form != "place" and m.body.kind in RATED_BODIES for m in here):
        if "other-trade" in grade.hints and OTHER_TRADE.search(folded, start, end):
            return True
        if beside is not sentence and OTHER_TRADE.search(folded, beside.start, beside.end):
            return True
    if not named and not here:  # nobody is named: the inspection is meant that the text opens with
        named = _inspectorates(analysis, beside.start, beside.end)
        return named.isdisjoint(_graders()) if named else others_alone or opens
    return named.isdisjoint(_graders()) if named else others_alone


def _of_cases(text: str, grade: Grade) -> bool:
    """Whether a grade is that of some of the cases that were looked at, and so none of a body."""
    sentence = grade.sentence
    if IN_CASES.match(text, grade.end, sentence.end):
        return True
    some = IN_SOME.match(text, grade.end, sentence.end)
    return some is not None and IN_CASES.search(text, sentence.start, grade.start) is not None


def names_others_alone(analysis: Analysis, *, opens: bool) -> bool:
    """Whether a text `opens` with an inspectorate that grades no police or fire body, and names no other anywhere.

    Or with what such a one inspects: "Care Home. Overall: G".
    """
    named = {m.body.body_id for m in analysis.mentions if m.body.kind == "inspectorate"}
    if not named or not named.isdisjoint(_graders()):
        return False
    return opens or bool(OTHER_SUBJECT.search(analysis.view.folded, 0, _end_of(analysis, HEAD)))


def _end_of(analysis: Analysis, sentences: int) -> int:
    return max((sentence.end for sentence in analysis.sentences[:sentences]), default=0)


def opens_with_another(analysis: Analysis) -> bool:
    """Whether a text opens with an inspectorate that grades no police or fire body, and with no other."""
    named = _inspectorates(analysis, 0, _end_of(analysis, OPENING))
    return bool(named) and named.isdisjoint(_graders())


def _inspectorates(analysis: Analysis, start: int, end: int) -> set[str]:
    return {m.body.body_id for m in analysis.mentions_in(start, end) if m.body.kind == "inspectorate"}


@cache
def _graders() -> frozenset[str]:
    return frozenset(programme.inspectorate_id for programme in vocabularies.programmes())


def by_another(analysis: Analysis, grade: Grade) -> bool:
    """Whether somebody else than the inspectorates gave a grade: "rated G by the housing regulator"."""
    text, left, end = analysis.text, grade.left, grade.sentence.end
    folded, before = analysis.view.folded, analysis.view.folded[left : grade.start]
    if "judged-by" in grade.hints and JUDGED_BY.match(folded, left, grade.start):
        return True
    if "sel" in before and ITSELF.search(text, left, grade.start):
        return True
    if ("%" in before or "cent" in before) and SHARE.search(text, left, grade.start):
        return True
    if by_other_judges(analysis, grade):
        return True
    if text.find("by", grade.end, end) < 0:
        return False
    given = BY.match(text, grade.end, end)
    giver = next(iter(analysis.mentions_in(given.end(), given.end() + 1)), None) if given else None
    if giver and giver.body.kind == "inspectorate":
        return giver.body.body_id not in _graders()
    by = GRADED_BY.match(text, grade.end, end)
    named = analysis.mentions_in(by.start("who"), by.end()) if by else []
    return by is not None and not any(mention.body.kind == "inspectorate" for mention in named)


def is_taken_back(analysis: Analysis, grade: Grade) -> bool:
    """Whether a text says that it was told wrongly: "We said it was G. It was in fact …", "it wrongly said"."""
    sentence, folded = grade.sentence, analysis.view.folded
    if "wrongly" in grade.hints:
        clause = folded.rfind(";", sentence.start, grade.start) + 1 or sentence.start
        ends = folded.find(";", grade.end, sentence.end)
        if SAID_WRONGLY.search(folded, clause, ends if ends > 0 else sentence.end):
            return True
    if "we-said" not in grade.hints or not WE_SAID.search(folded, sentence.start, grade.start):
        return False
    following = analysis.sentences[sentence.index + 1 : sentence.index + 2]
    return CORRECTED.search(folded, sentence.start, following[0].end if following else sentence.end) is not None


def by_anybody(analysis: Analysis, grade: Grade, areas: Sequence[AreaAt]) -> bool:
    """Whether a verb that anybody may use of anything gives a grade, in a text on no inspection and no grades.

    "Is" is such a verb only where an everyday word says what is meant and no name whose: "our response was inadequate".
    """
    folded = analysis.view.folded
    if grade.verb is not None:
        return PRAISES.match(folded, grade.verb) is not None and not any(speaks_of(folded))
    plain = grade.frame in ("is", BESIDE) and bool(areas) and all(map(everyday, areas))
    named = plain and analysis.mentions_in(grade.sentence.start, grade.start)
    return plain and not named and not speaks_of_more(folded, grade.grade)
