"""Areas that a text only points to: "in that area", "the second of these", "all three pillars", "at preventing it"."""

from __future__ import annotations

import re
from collections.abc import Callable

from flows.extraction.analysis.reference.discourse import NUMBERS
from flows.extraction.areas.as_well import as_well, too
from flows.extraction.areas.counts import all_three, as_many, excepted, those_areas, three_of
from flows.extraction.areas.kinds import in_one_question, suited
from flows.extraction.areas.sequels import OTHERS, named_next
from flows.extraction.areas.things import is_of_part, names_it
from flows.extraction.claims import Body
from flows.extraction.findings.anaphora import chain_from
from flows.extraction.findings.finding import Finding
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.areas.taken_up_areas import code_of_verb
from flows.extraction.grades.frames.asides import goes_on_behind
from flows.extraction.grades.frames.earlier import afresh, retold
from flows.extraction.grades.frames.grades import Grade
from flows.extraction.grades.frames.nouns import ONE_OF
from flows.extraction.grades.groups.groups import Group
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import ONE_OF_AREAS
from flows.extraction.grades.words.words import NOUN

ORDINALS = {"first": 0, "former": 0, "second": 1, "third": 2, "fourth": 3, "last": -1, "latter": -1}
# "The second of these had been graded G", "it was G in the first of these", "the latter was G".
ONE_OF_THESE = re.compile(
    rf"\bthe\s+(?:(?P<nth>{'|'.join(ORDINALS)})\s+of\s+(?:these|those|them|the\s+(?:two|three|four))|"
    r"(?P<of_two>former|latter)|(?P<few>first|last)\s+(?P<n>two|three|four|five)"
    r"(?=\s+(?:of\s+(?:these|those|them)|areas|questions|are|were|had|have)\b))\b",
    re.IGNORECASE,
)
TO_ONE = re.compile(r"\b(?:in|for|on|at|to)\s+$", re.IGNORECASE)
# "not where it wants to be on |culture, and graded G for it"
ON_IT = re.compile(r"\b(?:on|at|for|in|with|over)\s+(?:its\s+|the\s+)?$", re.IGNORECASE)
LONGEST_ON, LONGEST_IT = len(" with their "), len(" at confronting it")
# "G in that area", "G in this respect"
THAT_AREA = re.compile(
    r"[”\"’']?\s+(?:(?:that\s+|which\s+)?(?:it|they|the\s+\w+)\s+(?:(?:was|were|had|has|been)\s+){0,2}(?:\w+\s+){0,2}?)?"
    r"(?:in|for|on|at)\s+(?:(?:that|this|the\s+(?:very\s+)?same)\s+(?:area|respect|category|regard|question|heading|field|test|measure|count|score)\b|"
    r"(?:this|that)(?=[.,;)]|\s+(?:in|last|then|back|before|by|too|also|as\s+well)\b)|"
    r"(?:(?:tackling|doing|handling|addressing|confronting)\s+(?:this|that|so|it)|it)(?=[.,;)]|$))|[”\"’']?\s+t?here(?=[.,;)]|$)",
    re.IGNORECASE,
)
# "G in 2018, G in 2021 and G in 2023"
IN_YEAR = re.compile(
    r"[”\"’']?\s+(?:again\s+|once\s+more\s+)?(?:(?:back\s+)?in\s+(?:[A-Za-z]+\s+)?20\d\d|today|now|this\s+(?:time|year))\b"
)
# "in that part of its work the force has dropped from G to G"
IN_THAT_PART = re.compile(
    r"\b(?:in|on|for)\s+(?:that|this)\s+(?:last\s+)?(?:part|side|area|field|respect|aspect)\b|"
    r"(?<!\w\s)\b(?:there|here),?\s+(?=it|the\b|they\b|our\b|we\b|(?-i:[A-Z]))|"
    r"\b(?P<subject>(?:that|this|the\s+same)\s+(?:area|question|category|field|heading|aspect))\s+(?:(?:had|has)\s+)?"
    r"(?:earned|brought|won|gave|given|got|attracted|cost)\b",
    re.IGNORECASE,
)
# "Its grade there: G", "the verdict here was G"
GRADE_THERE = re.compile(
    rf"{NOUN}\s+(?P<subject>there|here)(?:\s*:|\s+(?:is|was|remains|stays)\b)[\s“\"‘']*$", re.IGNORECASE
)
# "Both were graded G", "both are G": the two areas of the sentence so far, or of the one before.
BOTH_ARE = re.compile(
    r"(?:^|[:;–—]\s*)both\s+(?:of\s+(?:them|these|which)\s+)?(?:were|was|are|had\s+been|have\s+been)\s+"
    r"(?:(?:also|still|then|now|previously)\s+)?(?:(?:graded|rated|judged|classed|found|assessed|"
    r"deemed)\s+)?(?:as\s+|to\s+be\s+)?"
    r"[“\"‘']?$",
    re.IGNORECASE,
)
# "its work with victims, though this is still rated G"
THIS_IS = re.compile(
    r"[,;–—-]\s+(?:and\s+|but\s+|al)?(?:though\s+|while\s+|yet\s+)?(?:this\s+time(?:\s+round)?\s+|now\s+)?(?:this|that)(?:['’]s|\s+(?:(?:area|work|aspect|question|"
    r"category|field|heading|strand|pillar|theme|part)\s+)?(?:is|was|has\s+been|remains))\s+(?:\w+\s+){0,2}?(?:(?:rated|graded|judged|classed|found|assessed|deemed)\s+)?(?:as\s+|to\s+be\s+)?[“\"‘']?$",
    re.IGNORECASE,
)
# "has lifted that judgement to |G"
THAT_GRADE = re.compile(
    r"\b(?:that|this)\s+(?:judge?ment|grade|rating|mark|verdict)\s+(?:\w+\s+){0,4}to\s+[“\"‘']?$", re.IGNORECASE
)
# "G, as was its treatment of the public"
AS_WAS = re.compile(
    r"[”\"’']?,\s+(?:as|(?:and\s+)?so)\s+(?:was|were|is|are|did|does|had|has)\s+|"
    r"[”\"’']?,\s+as\s+(?:it|they)\s+(?:was|were|is|are|did|does)\s+(?:for|on|in|at)\s+",
    re.IGNORECASE,
)
# "Both had been G", "all three were G in 2019": more than one, of the areas or of the bodies.
COUNTS = (
    "both",
    "all ",
    "the former",
    "the latter",
    "the first",
    "the second",
    "the third",
    "the fourth",
    "the last of",
)
FRONTS = re.compile(
    r"\W*(?:(?:and|but)\s+)?(?:on|for|as\s+(?:for|to)|when\s+it\s+comes?\s+to)\s+(?!that\b|this\b|it\b|each\b|both\b)"
)
# "good at investigating crime| and at preventing it"
# "good at preventing and |investigating crime"
AND_VERB = re.compile(r"\b(?P<verb>[a-z]+)\s+(?:and|&)\s+$")
LONGEST_VERB = 30
LONGEST_COUNT = 100
# What tells the areas of the ratings of the sentence before a grade, and of all that are told together before it.
Telling = Callable[[Grade], tuple[list[AreaAt], list[AreaAt]]]
# "good at preventing crime and good at |investigating it"
IT_AGAIN = re.compile(r"[”\"’']?\s+(?:at|for|in)\s+(?P<area>(?P<verb>[a-z]+ing)\s+(?:it|them))\b")
VERB_AND_IT = re.compile(
    r",?\s+(?:and|or)\s+(?:also\s+)?(?:at\s+|for\s+|in\s+)?(?P<verb>[a-z]+ing(?:\s+(?:to|with))?)\s+(?:it|them)\b"
)


def _one_of_these(text: str, grade: Grade) -> re.Match[str] | None:
    """Which of some areas a grade is for; "…, the latter on 5 March" is one of the bodies."""
    one = ONE_OF_THESE.search(text, grade.sentence.start, min(grade.sentence.end, grade.end + 60))
    behind = one and one.start() > grade.end
    return None if one and behind and not TO_ONE.search(text, grade.end, one.start()) else one


def pointed_to(areas: Areas, grade: Grade, bodies: tuple[Body, ...], told: Telling) -> list[AreaAt]:
    """The areas that the words around a grade point to, among others those of ratings `told` before."""
    text, sentence, here = areas.analysis.text, grade.sentence, (grade.start, grade.end)
    one = _one_of_these(text, grade) if "one-of-these" in grade.hints else None
    if one and (is_of_part(areas, one, grade) or names_it(areas, one)):
        return names_it(areas, one)
    pointing = "pointing" in grade.hints
    part = _in_that_part(text, grade) if pointing else None
    may = pointing or areas.analysis.view.folded.find(" it", grade.end, grade.end + LONGEST_IT) >= 0
    taken_up = may and any(THAT_AREA.match(text, at, sentence.end) for at in {grade.end, grade.after})
    this = THIS_IS.search(text, sentence.start, grade.start) if pointing else None
    both = "both" in grade.hints and BOTH_ARE.search(text[sentence.start : grade.start])
    that_grade = pointing and THAT_GRADE.search(text, grade.left, grade.start)
    three = three_of(areas, grade)
    counted_off = those_areas(areas, grade)
    if not (that_grade or one or part or taken_up or this or both or three or counted_off):
        return []
    before, run = told(grade)
    if that_grade and len(before) == 1:
        return [AreaAt(before[0].code, None, *here)]
    so_far = _fitting(areas, sentence.start, one.start(), bodies) if one else []
    named = so_far if len(so_far) > 1 else _named_before(areas, grade, bodies) or before
    if one and named:
        return [AreaAt(area.code, None, *here) for area in _nth_of(named, one)]
    if counted_off:
        tried = (_named_before(areas, grade, bodies, paragraphs=True), before, run)
        return [AreaAt(area.code, None, *here) for area in as_many(counted_off, *tried)]
    own = _fitting(areas, sentence.start, grade.start, bodies)
    if own and part and (part["subject"] or part.group().lower().startswith(("there", "here"))):
        own = _fitting(areas, sentence.start, part.start(), bodies)
        return [AreaAt(own[-1].code, None, *here)] if own else []
    near = [area for area in named if areas.analysis.index_at(area.start) == sentence.index - 1]
    if not own and near and part:
        return [AreaAt(near[-1].code, None, *here)]
    if taken_up and not own and _fronts_something(areas, grade):
        return []
    if taken_up and (last := own or _on_it(areas, grade) or named or before):
        return [AreaAt(last[-1].code, None, *here)]
    behind = (both or this) and areas.after(grade, grade.after, sentence.end)
    if both and not behind:
        return [AreaAt(area.code, None, *here) for area in own or named] if len(own or named) == 2 else []
    if this and not behind:
        subject = _fitting(areas, sentence.start, this.start(), bodies) or before
        return [AreaAt(area.code, None, *here) for area in in_one_question(subject)]
    codes = all_three(areas.analysis, three, sentence, named, run, bodies) if three else []
    return [AreaAt(code, None, *here) for code in codes if three and code not in excepted(areas, three, grade)]


def _in_that_part(text: str, grade: Grade) -> re.Match[str] | None:
    """The words before a grade that say that it is of what was just spoken of: "in that area", "the grade there"."""
    there = IN_THAT_PART.search(text, grade.left, grade.start)
    return there or GRADE_THERE.search(text, grade.sentence.start, grade.start)


def _nth_of(named: list[AreaAt], one: re.Match[str]) -> list[AreaAt]:
    """The areas that "the second of these", "the latter" or "the first two" are of those named."""
    if one["few"]:
        few = NUMBERS[one["n"].lower()]
        return [] if len(named) <= few else named[:few] if one["few"].lower() == "first" else named[-few:]
    index = ORDINALS[(one["nth"] or one["of_two"]).lower()]
    if (one["of_two"] and len(named) != 2) or not -1 <= index < len(named):
        return []
    return [named[index]]


def _fronts_something(areas: Areas, grade: Grade) -> bool:
    """Whether a sentence opens with what it is on, in words that name no area: "On calls it was G"."""
    on = FRONTS.match(areas.analysis.view.folded, grade.sentence.start, grade.start)
    return bool(on) and not areas.between(grade.sentence.start, grade.start)


def _on_it(areas: Areas, grade: Grade) -> list[AreaAt]:
    """The last area before a grade in its sentence that something is on."""
    text, start = areas.analysis.text, grade.sentence.start
    near = areas.between(start, grade.start)
    return [area for area in near if ON_IT.search(text, max(start, area.start - LONGEST_ON), area.start)][-1:]


def spoken_of(
    areas: Areas, grade: Grade, bodies: tuple[Body, ...], before: list[AreaAt], last: Finding | None
) -> list[AreaAt]:
    """The only area of the sentence before, where "it was G in 2019" or "in 2019 it was G" goes on from that.

    `before` are the areas of the `last` rating's sentence; what that answers may have named them.
    """
    sentence = grade.sentence
    folded = areas.analysis.view.folded
    told = retold(folded, sentence.start, grade) or afresh(folded, sentence.start, grade)
    if told is None or told["subject"].startswith(COUNTS) or _fronts_something(areas, grade):
        return []
    previous = areas.analysis.sentences[max(0, sentence.index - 1)]
    next_to = last is not None and last.grade.sentence is previous
    rated = {area.code for area in before if next_to or area.start >= previous.start}
    named = {area.code for area in _fitting(areas, previous.start, previous.end, bodies)}
    here = {area.code for area in _fitting(areas, sentence.start, told.start(), bodies) or _on_it(areas, grade)}
    codes = here or rated or (named if grade.quoted else set())
    return [AreaAt(code, None, grade.start, grade.end) for code in codes] if len(codes) == 1 else []


def gone_on(areas: Areas, grade: Grade, found: list[AreaAt], bodies: tuple[Body, ...]) -> list[AreaAt]:
    """The further areas behind the last one: "and at preventing it", "G, as was its treatment of the public"."""
    text, end = areas.analysis.text, grade.sentence.end
    more: list[AreaAt] = []
    last = max(found, key=lambda area: area.end, default=None)
    it = VERB_AND_IT.match(text, last.end, end) if last and last.words and last.start >= grade.end else None
    if last and it and (code := with_verb(it["verb"], last.words or "", bodies)):
        more.append(AreaAt(code, areas.analysis.view.original(*it.span()), *it.span()))
    again = IT_AGAIN.match(text, grade.after, end) if not found else None
    told = next((area for area in reversed(areas.between(grade.sentence.start, grade.start)) if area.words), None)
    if again and told and told.words and (code := with_verb(again["verb"], told.words, bodies)):
        more.append(AreaAt(code, areas.analysis.view.original(*again.span("area")), *again.span("area")))
    first = min(found, key=lambda area: area.start, default=None)
    if first and first.words and first.start > grade.end:
        both = AND_VERB.search(text, max(grade.end, first.start - LONGEST_VERB), first.start)
        code = with_verb(both["verb"], first.words, bodies) if both else None
        if both and code:
            more.append(
                AreaAt(code, areas.analysis.view.original(both.start("verb"), first.end), both.start("verb"), first.end)
            )
    counts = found and "one-of" in grade.hints
    one = ONE_OF_AREAS.search(text, max(grade.left, grade.start - LONGEST_COUNT), grade.start) if counts else None
    if one and one["one"]:
        more += named_next(areas, grade, OTHERS)
    more += as_well(areas, grade, found) or too(areas, grade, found)
    if as_was := AS_WAS.match(text, grade.after, end):
        more += chain_from(areas, grade, as_was.end())
    return more


def with_verb(verb: str, words: str, bodies: tuple[Body, ...]) -> str | None:
    """The area of the words of another with a verb of its own: "investigating" for "preventing crime"."""
    code = code_of_verb(verb, words)
    return code if code and all(code in suited(body.kind) for body in bodies) else None


def _named_before(areas: Areas, grade: Grade, bodies: tuple[Body, ...], *, paragraphs: bool = False) -> list[AreaAt]:
    """The areas the sentence before names, in order, if it is of the same paragraph or the one before, or heads it."""
    sentences, index = areas.analysis.sentences, grade.sentence.index
    previous = sentences[index - 1] if index else None
    if previous is None:
        return []
    bullets = previous.block.kind == grade.sentence.block.kind == "bullet"
    near = paragraphs and previous.block.kind == grade.sentence.block.kind == "prose"
    start, end = previous.start, previous.end
    headed = previous.block.kind == "heading" and not areas.analysis.triggers.any_within("grade", start, end)
    beside = bullets or near or headed or previous.block is grade.sentence.block
    return _fitting(areas, start, end, bodies) if beside else []


def _fitting(areas: Areas, start: int, end: int, bodies: tuple[Body, ...]) -> list[AreaAt]:
    named = (area for area in reversed(areas.plain(start, end)) if area.code != "overall")
    found = {area.code: area for area in named if all(area.code in suited(body.kind) for body in bodies)}
    return list(reversed(found.values()))


def goes_on_in(folded: str, grade: Grade, group: Group, last: Grade, rated: Group) -> bool:
    """Whether a grade without an area is in that of the one before: at another time, or taken up again."""
    if last.historic != grade.historic or grade.frame in ("same", "retold"):
        return True
    if folded.find(" one of ", last.end, grade.start) >= 0 and ONE_OF.search(folded, last.sentence.start, grade.start):
        return True
    dated = any(IN_YEAR.match(folded, at) for at in {grade.end, grade.after}) or retold(folded, last.after, grade)
    by_the_way = goes_on_behind(folded, last.sentence.start, last.start, last.end, grade.start)
    return group.bodies == rated.bodies and (bool(dated) or by_the_way)
