"""Areas that a grade counts and the sentence behind it names: "G in three areas. They are X, Y and Z"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.areas.lists import AREA_LIST_LONGEST
from flows.extraction.claims import Body
from flows.extraction.findings.finding import Finding
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.nouns import ONE_OF
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import COUNT_BEFORE, COUNTED, IN_COUNT, ONE_OF_AREAS, SEVERAL, SHORT

_N = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})"
# Reads text in lower case.
SEQUEL = re.compile(
    rf"\W*(?:(?P<all>they|these|those|the\s+(?:areas?|categor(?:y|ies)|ones?)|(?:the|these|those)\s+{_N}"
    rf"(?:\s+(?:areas?|categories|ones))?)|(?:among|amongst|including)\s+(?:them|these|those|the\s+{_N}"
    rf"(?:\s+(?:areas|categories))?)|{_N}\s+of\s+(?:them|these|those)|they\s+include(?=d?\b))\s*"
    r"(?:,\s+)?(?:are|were|is|was|include[sd]?|d?)\s*:?\s+"
)
# "Y was one of three areas judged G. The others were …"
OTHERS = re.compile(
    rf"\W*the\s+(?:others?|other\s+{_N}|remaining\s+{_N})(?:\s+(?:areas|ones))?\s+(?:are|were|is|was)\s*:?\s+"
)
# "It got a G. It is for Y."
IT_IS_FOR = re.compile(
    r"\W*(?:it|this|that|the\s+(?:grade|grading|mark|rating))(?:'s|\s+(?:is|was))\s+(?:given\s+|awarded\s+)?(?:for|in|on)\s+"
    r"(?:its\s+|the\s+|how\s+it\s+)?"
)
# What follows the last of them; "They are investigating crimes in the town" names none.
ENDS = re.compile(r"['\")]*\s*(?:$|[.,;:!(–—-]|(?:and|but|while|where|which|as|because)\b)")
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# "Four grades are G, and I name them: A; B; C; D": as many as are counted, each named in what follows.
COUNT_SAID = re.compile(
    rf"\b(?P<n>{'|'.join(NUMBERS)})\b(?:\s+of\s+(?:the|its|our)\s+[\w'’ -]{{3,30}}?)?\s+"
    r"(?:areas?\s+|questions\s+|more\s+|others\s+)?(?:(?:were|are|was|is|at|as|of|rated|graded|judged)\s+){0,3}[\"']?$"
)
SOMETHING_ELSE = re.compile(
    r"\b(?:not|never|unlike|except|besides|other|others|than|instead|however|although|while|whereas|compared|previous\w*|"
    r"last|earlier|why|because|despite|without)\b"
)
# "The new grade is G", "The original judgment, given in 2019, was G": of what the sentences before are on.
NEW_GRADE = re.compile(
    r"\W*(?:the|its|our|their)\s+(?:new|newest|latest|original|first|earlier|previous|old|revised)\s+(?:grade|grading|rating|judge?ment|mark|verdict)\b"
)
# "The other two came back as |G"
REST = re.compile(
    rf"\W*(?:the\s+(?:other|remaining)|its\s+other)\s+(?P<n>{'|'.join(NUMBERS)})(?:\s+(?:areas|pillars|questions|judge?ments|grades))?\s+"
    r"(?:were|are|was|is|came|got|have|had|require)\b"
)
# How many sentences before may name it.
BEFORE = 3
LONGEST_COUNT = 80
# How many sentences behind the grade may name them.
WITHIN = 2


def named_next(areas: Areas, grade: Grade, link: re.Pattern[str] = SEQUEL) -> list[AreaAt]:
    """The areas that the next sentence, which gives no grade itself, names for those that a grade only counts.

    With `link` OTHERS, those that it names besides one of them.
    """
    analysis = areas.analysis
    index = grade.sentence.index + 1
    for sentence in analysis.sentences[index : index + WITHIN]:
        if analysis.quotation_at(sentence.start):
            return []
        match = link.match(analysis.view.folded, sentence.start, sentence.end)
        if match:
            graded = analysis.triggers.within("grade", match.end(), sentence.end)
            stop = graded[0] if graded else sentence.end
            named = areas.after(grade, match.end(), stop)[:AREA_LIST_LONGEST]
            return named if named and ENDS.match(analysis.view.folded, named[-1].end) else []
        if analysis.triggers.within("grade", sentence.start, sentence.end):
            return []
    return []


def the_others(areas: Areas, grade: Grade, bodies: tuple[Body, ...], findings: list[Finding]) -> list[AreaAt]:
    """The areas of "the other two were G": those that the sentences before name and that have no grade yet."""
    analysis, sentence = areas.analysis, grade.sentence
    said = REST.match(analysis.view.folded, sentence.start, grade.start)
    if said is None:
        return []
    near = analysis.sentences[max(0, sentence.index - BEFORE) : sentence.index]
    near = [before for before in near if before.block is sentence.block]
    named = {area.code: area for each in near for area in areas.plain(each.start, each.end) if area.code != "overall"}
    rated = {f.area.code for f in findings if f.grade.sentence in near and set(f.group.bodies) & set(bodies)}
    left = [code for code in named if code not in rated]
    if not rated or len(left) != NUMBERS.index(said["n"]) + 2:
        return []
    return [AreaAt(code, None, grade.start, grade.end) for code in left]


def counted(analysis: Analysis, grade: Grade) -> bool:
    """Whether a grade speaks of a number of areas without naming them: "G in four areas"."""
    before = analysis.view.folded[max(grade.left, grade.start - 80) : grade.start]
    if "one-of" in grade.hints and (ONE_OF_AREAS.search(before) or ONE_OF.search(before)):
        return False
    if IN_COUNT.match(analysis.text, grade.left, grade.start):
        return True
    return bool(COUNTED.match(analysis.text, grade.after, grade.sentence.end) or COUNT_BEFORE.search(before))


def counted_off(areas: Areas, grade: Grade) -> list[AreaAt]:
    """The areas behind a grade in its sentence, where they are as many as it is said to be for."""
    folded, sentence = areas.analysis.view.folded, grade.sentence
    said = COUNT_SAID.search(folded, max(grade.left, grade.start - LONGEST_COUNT), grade.start)
    if said is None:
        return []
    behind = areas.analysis.triggers.within("grade", grade.end, sentence.end)
    named = {area.code: area for area in areas.between(grade.end, sentence.end) if area.code != "overall"}
    last = max((area.end for area in named.values()), default=grade.end)
    graded = [at for at in behind if at < last and not any(area.start <= at < area.end for area in named.values())]
    if len(named) != NUMBERS.index(said["n"]) + 2 or graded or SOMETHING_ELSE.search(folded, grade.end, last):
        return []
    return list(named.values())


def only_some(analysis: Analysis, grade: Grade, areas: list[AreaAt]) -> bool:
    """Whether "six G ratings" stand beside no more than one area."""
    if grade.frame != "noun" or len({area.code for area in areas}) != 1:
        return False
    return bool(SEVERAL.search(analysis.text, max(grade.left, grade.start - SHORT), grade.start))


def before_new_grade(areas: Areas, grade: Grade) -> set[str]:
    """The areas of the sentence before that "the new grade is G", or "the original one", is of."""
    analysis, sentence = areas.analysis, grade.sentence
    if not NEW_GRADE.match(analysis.view.folded, sentence.start, grade.start):
        return set()
    for before in reversed(analysis.sentences[max(0, sentence.index - BEFORE) : sentence.index]):
        named = {area.code for area in areas.plain(before.start, before.end)} - {"overall"}
        if before.block is sentence.block and named:
            return named
    return set()
