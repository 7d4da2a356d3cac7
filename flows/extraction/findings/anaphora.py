"""Grades that a text only points to: "the same grade", "so was Y", "did equally well", "the higher grades were for"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.findings.finding import Finding
from flows.extraction.findings.together import APART, SAME_FEW
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.frames.grades import Grade, clause_around, stood_for
from flows.extraction.grades.groups.groups import Context, Group, groups_in
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.hints import hints_of
from flows.extraction.grades.words.words import ARTICLE, WORDS, code_of
from schemas import vocabularies

HIGHER = re.compile(
    r"\b(?:the\s+|(?<=\bthe\s(?:two|six)\s)|(?<=\bthe\s(?:four|five)\s)|(?<=\bthe\sthree\s)|(?<=\bthe\spair\sof\s))"
    r"(?P<which>higher|highest|top|better|best|lower|lowest|worse|worst)\s+(?:(?:two|three|four|five|six)\s+)?(?:grades?|ratings?|marks?|scores?|gradings?)\s+"
    r"(?:were|was|went|came|are|is)\s+(?:given\s+|awarded\s+)?(?=(?:for|to|in)\s)",
    re.IGNORECASE,
)
# "was given the same grade", "keeps that rating", "did equally well". Reads text in lower case.
SAME = re.compile(
    r"(?:the\s+(?:very\s+)?same|that)\s+(?:overall\s+)?(?:grad(?:e|ing)|rating|mark|judge?ment|verdict|band|category|bracket|"
    r"word|term|label|description|adjective|assessment|score|conclusion)\b|the\s+same\s+words\b"
    r"(?!\s+(?:of|is|was|means?)\b)|(?:equally|just\s+as)\s+well\b|so\s+(?:graded|rated|judged|classed)\b"
)
# "The same grade |went to Y", "was given for Y"
IS_GIVEN = re.compile(
    r"\s+(?:(?:(?:that|which|as)\s+)?(?:went|goes|was|were|is|are|has\s+been|had\s+been|applies|applied)\s+(?:also\s+)?"
    r"(?:(?:given|awarded|handed(?:\s+(?:out|down))?|made|received|used|chosen|reserved)\s+)?(?=(?:to|for|on|in|of|about)\s)|"
    r"(?:(?:that|which|as)\s+)?(?:it|they|we|inspectors|the\s+\w+)\s+(?:(?:has|have|had|was|were|also)\s+){0,2}"
    r"(?:given|gave|awarded|got|received|earned|had|has|holds)\s+(?:(?:it|them|us)\s+)?(?=(?:for|on)\s)|as(?=\s+for\s))"
)
# "with |the same for Kent Police", "Kent Police got |the same."
SAME_FOR = re.compile(r"the\s+same(?=\s+for\s|\s*(?:[.;]|$))")
# "the same |goes for Y", "the same |was true of Y", "the same |was said of Y"
SAME_IS_TRUE = re.compile(
    r"the\s+same\s+(?:goes|went|holds|held|applies|applied|(?:is|was)\s+(?:also\s+)?(?:true|so|said|the\s+case)|"
    r"(?:can|could|may|might)\s+be\s+said)"
    r"(?=\s+(?:of|for|to|about|with|in)\s)"
)
# "one of only two. |The other went |to Kent Police"
OTHER_WENT = re.compile(
    r"the\s+others?(?:\s+(?:one|two|three|four|five))?\s+(?:(?:was|were|has\s+been|have\s+been)\s+(?:given|awarded|handed)|went|goes|go)(?=\s+to\s)"
)
ONE_OF_FEW = re.compile(r"\bone\s+of\s+(?:only\s+|just\s+)?(?:the\s+)?(?:two|three|four|five|six)\b")
# What was told of a grade ends with what it is of: "the same" is nothing else.
ENDS = re.compile(r"[\s\w’'\"-]{0,40}[.;:]?\W*")
LONGEST_GAVE = len(" received  ")
GAVE = re.compile(r"\b(?:with|given|gave|awarded|got|received)\s+$")
# What makes a body have it.
HAS_IT = re.compile(
    r"\b(?:given|gave|handed|awarded|got|gets?|received?|receives|achieved?|achieves|earned|ke(?:eps?|pt)|retain(?:s|ed)|"
    r"h[eo]lds?|held|has|had|with|in|did|does|fared|performed|scored|secured|gained|obtained|us(?:ed|es)|applie[sd]|chose)\s+"
    r"(?:\w+\s+){0,2}$"
)
# "So is X", "…, and so was Y", "…, as was Y".
SO = re.compile(r"(?:so(?:,?\s+too,?)?|(?P<as>,\s+as))\s+(?:was|were|is|are|does|do|did|has|have)\s+")
OPENS_SO = re.compile(r"(?:^|,?\s+and\s+|[;–—]\s+)[\s\"']*$")
# "so was that for the unit"
THAT_FOR = re.compile(r"(?:that|those|the\s+one)\s+(?:for|of|given\s+to)\s+(?:the\s+)?")
# "so do |two of the four forces that pay for it, Kent and Surrey"
SOME_BODIES = re.compile(
    r"(?P<n>two|three|four|five|six|seven|eight|nine|ten)\s+(?:(?:of\s+)?(?:the|its|their)\s+)?(?:[\w-]+\s+){0,2}"
    r"(?:forces|services|brigades|constabularies|units)\b[^,.;:–—]{0,60}(?:[,:]|\s[–—-])\s+(?:the\s+)?"
)
# "so was the force|’s |leadership"
OWNS = re.compile(r"['’]s?\s+(?:own\s+)?")
# "so was |the way officers use force and treat the public": an area told at length.
AT_LENGTH = re.compile(r"(?:the\s+ways?|how)\s[^,;.:()]{3,60}")
# "so is |its neighbour |Surrey"
NEIGHBOUR = re.compile(r"(?:its|their|our)\s+(?:\w+\s+)?(?:neighbour|partner|counterpart)s?,?\s+")
# What ends the name that is graded: "so was Kent Police’s chief", "so was Kent commissioner" is somebody else.
NAME_ENDS = re.compile(
    r"\s*(?:$|[^\w\s'’]|(?:and|but|while|whilst|whereas|although|though|in|at|on|for|last|too|also|when|after|before|with|which|"
    r"yesterday|today)\b)"
)


def upper_grades(analysis: Analysis, sentence: Sentence) -> list[Grade]:
    """As in "The higher grades were for …": the better, or worse, of the grades that the sentences before name."""
    starts = analysis.triggers.within("better-grade", sentence.start, sentence.end)
    match = next((found for start in starts if (found := HIGHER.match(analysis.text, start, sentence.end))), None)
    if not match:
        return []
    before = analysis.sentences[max(0, sentence.index - 6)].start
    named = {code_of(m["grade"]) for m in WORDS.finditer(analysis.text, before, sentence.start)}
    if len(named) < 2:
        return []
    best = match["which"].lower() in ("higher", "highest", "top", "better", "best")
    code = (min if best else max)(named, key=lambda grade: vocabularies.grade_ranks()[grade])
    start, end = match.start("which"), match.end()
    hints = hints_of(analysis, sentence)
    return [Grade(start, end, code, "higher", sentence, match.start(), end, None, False, False, sentence.end, hints)]


def with_taken_up(analysis: Analysis, sentence: Sentence, stated: list[Grade], last: Finding | None) -> list[Grade]:
    """The grades a sentence states, and those it takes up from the one before in it, or from the sentence before."""
    starts = analysis.triggers.within("same-grade", sentence.start, sentence.end)
    if not starts:
        return stated
    near = last.grade if last and sentence.index - last.grade.sentence.index <= 1 else None
    found = [
        grade
        for start in starts
        if (told := next((e for e in reversed(stated) if e.end <= start), near or _further_on(analysis, start, last)))
        and not analysis.triggers.any_within("grade", told.end, start)
        and (grade := _taken_up(analysis, sentence, start, told))
    ]
    return sorted([*stated, *found], key=lambda grade: grade.start)


def _further_on(analysis: Analysis, start: int, last: Finding | None) -> Grade | None:
    """The grade told shortly before that is taken up: "the same three grades", "The same mark went to" Y."""
    folded = analysis.view.folded
    if last is None or analysis.index_at(start) - last.grade.sentence.index > APART:
        return None
    same = SAME.match(folded, start)
    given = same and last.grade.sentence.block.end > start and IS_GIVEN.match(folded, same.end())
    return last.grade if given or SAME_FEW.match(folded, start) or OTHER_WENT.match(folded, start) else None


def _taken_up(analysis: Analysis, sentence: Sentence, start: int, told: Grade) -> Grade | None:
    """The grade at a position that is the one told before."""
    folded = analysis.view.folded
    so = SO.match(folded, start, sentence.end)
    same = so or SAME.match(folded, start, sentence.end) or SAME_FEW.match(folded, start, sentence.end)
    true = None if same else _is_true(analysis, start, told)
    if same is None and not true and GAVE.search(folded, max(sentence.start, start - LONGEST_GAVE), start):
        same = SAME_FOR.match(folded, start, sentence.end)
    same = same or true or _other_one(folded, start, told)
    if same is None or (analysis.quotation_at(start) and not analysis.quotation_at(told.start)):
        return None
    opens = so and (so["as"] or OPENS_SO.search(folded[sentence.start : start]))
    given = not so and IS_GIVEN.match(folded, same.end(), sentence.end)
    end = given.end() if given else same.end()
    left, right = clause_around(folded, sentence, start, end)
    if not (
        opens if so else true or given or folded.startswith("the other", start) or HAS_IT.search(folded, left, start)
    ):
        return None
    frame = "so" if so else "same-few" if SAME_FEW.match(folded, start) else "same"
    return stood_for(analysis, sentence, (start, end), (left, end if so else right), (told.grade, frame))


def _other_one(folded: str, start: int, told: Grade) -> re.Match[str] | None:
    """The words of "one of only two. The other went to Y"."""
    other = OTHER_WENT.match(folded, start)
    return other if other and ONE_OF_FEW.search(folded, told.sentence.start, start) else None


def _is_true(analysis: Analysis, start: int, told: Grade) -> re.Match[str] | None:
    """The words of "the same is true of Y", where nothing else than a grade was told before."""
    folded = analysis.view.folded
    match = SAME_IS_TRUE.match(folded, start)
    if match is None or told.sentence.index == analysis.index_at(start):
        return None
    areas = analysis.areas_in(told.sentence.start, told.sentence.end)
    last = max([told.after, *(area.end for area in areas)])
    return match if ENDS.fullmatch(folded, last, told.sentence.end) else None


def like(context: Context, areas: Areas, grade: Grade, told: list[Finding]) -> list[tuple[Group, AreaAt]]:
    """What "so was" adds to ratings: the body behind it in their areas, or the area behind it for their bodies."""
    text, end = context.analysis.text, grade.sentence.end
    article = ARTICLE.match(text, grade.end, end)
    that = THAT_FOR.match(text, grade.end, end)
    some = SOME_BODIES.match(context.analysis.view.folded, grade.end, end)
    opens = {grade.end, *(found.end() for found in (article, that, some) if found)}
    opens |= {that.end() - len("the ")} if that else set()
    opens |= {beside.end()} if (beside := NEIGHBOUR.match(text, grade.end, end)) else set()
    group = next((group for group in groups_in(context, grade.end, end) if group.start in opens), None)
    owns = OWNS.match(text, group.end, end) if group else None
    if group and owns:
        return [(group, area) for area in chain_from(areas, grade, owns.end())]
    if group and some and group.start == some.end() and len(group.bodies) != NUMBERS[some["n"]]:
        return []
    ends = group and (group.form == "noun" or NAME_ENDS.match(text, group.end, end))
    if group and group.form != "pronoun" and ends:
        return [(group, AreaAt(finding.area.code, None, grade.start, grade.end)) for finding in told]
    if text[grade.start] == ",":
        return []
    return [(told[0].group, area) for area in chain_from(areas, grade, grade.end)] if told else []


def chain_from(areas: Areas, grade: Grade, at: int) -> list[AreaAt]:
    """The areas that stand one after another from a position up to the next grade: "so were |Y, Z and X"."""
    behind = areas.analysis.triggers.within("grade", at, grade.sentence.end)
    stop = behind[0] if behind else grade.sentence.end
    first = next(iter(areas.between(at, stop)), None)
    if first is None or not (areas.opens(first, at) or AT_LENGTH.fullmatch(areas.analysis.text, at, first.start)):
        return []
    return areas.after(grade, first.start, stop) or [first]
