"""Answers: sentences that say hardly more than a grade, of the question, heading or label before it."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.watchdogs import ACRONYMS
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.text.turns import words_of_turn
from flows.extraction.grades.words.words import Word, any_of, is_bare_grade, plain

# What an answer says before its grade, with every body an "it": "we were judged", "inspectors said:".
ANSWERS = re.compile(
    r"(?:(?:"
    + any_of(
        "our the its their his her this that inspectors inspectorate report judge?ment answer verdict "
        "grade grading rating result finding was is were are we it they us force service constabulary brigade unit has "
        "have been for rated judged graded found assessed considered deemed said says concluded decided to be as a an "
        "overall area aspect question in at given here again both gave given merely only just simply still now "
        + " ".join(ACRONYMS)
    )
    + r"|they['’]re|we['’]re|it['’]s)\b[\s:,.–—-]*){0,12}[\s“\"‘':–—-]*"
)
# What stands around a pair of area and grade in a list of them.
PAIR_OPENS = re.compile(r"(?:[:,;(–—|-]|,?\s+and)\s+(?:(?:its|the)\s+)?$")
PAIR_ENDS = re.compile(r"[”\"']?\s*(?:[,;.)]|$|and\b|but\b)")
LONGEST_OPENING = len(", and its  ")
ENDS = re.compile(
    r"[”\"’']?(?:\s*$|\s*[.;:–—(]|\s-\s|,\s+(?:which|though|but|up|down|again|too|as|both|all|and|i['’]m|i\s+am|we\s+(?:were|are|got)|said|says|they|sadly|thankfully|unfortunately)\b|"
    r"\s+(?:is|was)\s+(?:the|our|their|its)\s+(?:answer|verdict|grade|grading|rating|mark|judge?ment|conclusion)\b)"
)
# What stands between an area and its grade, and what says more of that: "Y: |G| – files are sound", "Y: G because …".
SET_OFF = re.compile(r"[*_”\"’']*\s*[:–—-]\s*[*_“\"‘']*")
REMARK = re.compile(
    r"[”\"’'*_]*(?:\s+[–—-]\s|\s+\(|,\s+(?:with|as)\b|"
    r",?\s+(?:because|owing|due|thanks|after|since|despite|but|though|although)\b)"
)
# "4. |Y", "Area: |Y", "Question 4 – |Y".
NUMBER = re.compile(
    r"\d{1,2}[.):]?\s+(?:\|\s+)?|(?:(?:core|diagnostic|inspection)\s+)?(?:area|pillar|question|theme|category)(?:\s+\d{1,2})?\s*[:–-]\s+",
    re.IGNORECASE,
)
UNGRADED = re.compile(
    r"\W*(?:ungraded|not\s+(?:graded|inspected|assessed|applicable)|no\s+grade|n/a)\W*", re.IGNORECASE
)
LONGEST = 400
MOST_LINES = 40


def is_answer(analysis: Analysis, word: Word) -> bool:
    """Whether a grade word, with hardly a word beside it, answers a question or says what a heading's area got."""
    question = question_of(analysis, word.sentence, word.start) if ENDS.match(word.after) else None
    return question is not None and may_answer(analysis, word.sentence, word.start, question[1])


def may_answer(analysis: Analysis, sentence: Sentence, at: int, asked: int) -> bool:
    """Whether a grade answers what ends at a position: in no quoted speech, or in one that opens a line."""
    if not _is_quoted(analysis, at):
        return True
    opens = sentence.start == sentence.block.start and analysis.text[sentence.start] in '“"‘'
    return opens and analysis.text[asked - 1] == "?" and not _is_quoted(analysis, asked - 1)


def _is_quoted(analysis: Analysis, at: int) -> bool:
    quotation = analysis.quotation_at(at)
    return quotation is not None and not quotation.turn


def is_paired(analysis: Analysis, word: Word) -> bool:
    """Whether a grade stands right behind its area or body, one such pair of several: "people G, efficiency G"."""
    sentence = word.sentence
    if len(analysis.triggers.within("grade", sentence.start, sentence.end)) < 2 or not PAIR_ENDS.match(word.after):
        return False
    index = bisect_left(analysis.areas, word.start, key=lambda hit: hit.start) - 1
    area = analysis.areas[index] if index >= 0 else None
    if area is None or area.start < sentence.start or analysis.text[area.end : word.start].strip(" “\"‘'"):
        return _is_of_named(analysis, word)
    opens = max(sentence.start, area.start - LONGEST_OPENING)
    return area.start == sentence.start or bool(PAIR_OPENS.search(analysis.text, opens, area.start))


def _is_of_named(analysis: Analysis, word: Word) -> bool:
    """Whether a sentence opens with a body, or a place, and a grade stands right behind one: "Kent G, Surrey G"."""
    low, high = word.sentence.start, word.start
    named = (*analysis.mentions_in(low, high), *analysis.places_in(low, high))
    ends = next((one for one in named if not analysis.text[one.end : high].strip(" “\"‘'")), None)
    if ends is None or not any(one.start == low for one in named):
        return False
    return (
        ends.start == low
        or PAIR_OPENS.search(analysis.text, max(low, ends.start - LONGEST_OPENING), ends.start) is not None
    )


def is_remarked(analysis: Analysis, word: Word) -> bool:
    """Whether a grade stands right behind the area that opens its line, before a remark: "Y: G – files are sound"."""
    if not REMARK.match(word.after):
        return False
    index = bisect_left(analysis.areas, word.start, key=lambda hit: hit.start) - 1
    area = analysis.areas[index] if index >= 0 else None
    if area is None or area.start != opening_area(analysis, word.sentence.start, word.start):
        return False
    return SET_OFF.fullmatch(analysis.text, area.end, word.start) is not None


def question_of(analysis: Analysis, sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The question, heading or label that the sentence of a grade at a position answers; None where it answers none."""
    text = analysis.text
    colon = text.rfind(":", sentence.start, at)
    if colon > 0 and opening_area(analysis, sentence.start, colon) is not None:
        said = analysis.text[colon + 1 : at].strip(" “\"‘'")
        return (sentence.start, colon) if said and _is_answered(analysis, colon + 1, at) else None
    before = analysis.sentences[sentence.index - 1] if sentence.index else None
    leads_on = text[at : sentence.end].rstrip().endswith(":")
    if before is None or before.end - before.start > LONGEST or leads_on:
        return None
    asks = text[before.end - 1] == "?"
    if not asks and not _is_headed(analysis, sentence, before):
        return None
    if not _is_answered(analysis, (opens_turn(analysis, sentence) if asks else None) or sentence.start, at):
        return None
    if is_bare_grade(analysis, sentence.block) and (not asks or _is_ticked_or_above(analysis, sentence, before)):
        return None
    return (opens_turn(analysis, before) if asks else None) or before.start, before.end


def opens_turn(analysis: Analysis, sentence: Sentence) -> int | None:
    """Where the words begin of somebody who opens the line of a sentence; None where nobody does."""
    if sentence.start != sentence.block.start:
        return None
    surnames = {person.surname for person in analysis.people}
    turn = words_of_turn(analysis.text, sentence.start, sentence.end, surnames)
    if turn is None or analysis.areas_in(sentence.start, turn[0]) or analysis.mentions_in(sentence.start, turn[0]):
        return None
    return turn[1]


def _is_headed(analysis: Analysis, sentence: Sentence, before: Sentence) -> bool:
    """Whether a sentence opens the paragraph right below a heading that opens with an area and gives no grade."""
    if before.block.kind != "heading" or sentence.start != sentence.block.start or before.end != before.block.end:
        return False
    graded = analysis.triggers.within("grade", before.start, before.end)
    return not graded and opening_area(analysis, before.start, before.end) is not None


def _is_answered(analysis: Analysis, start: int, at: int) -> bool:
    """Whether what stands before a grade says hardly more than that it is one, and names no area itself."""
    index = bisect_left(analysis.areas, start, key=lambda hit: hit.start)
    if index < len(analysis.areas) and analysis.areas[index].start < at:
        return False
    return bool(ANSWERS.fullmatch(plain(analysis, start, at).lstrip()))


def opening_area(analysis: Analysis, start: int, end: int) -> int | None:
    """Where the area begins that a line opens with, but for a number; None without one."""
    number = NUMBER.match(analysis.text, start, end)
    opens = number.end() if number else start
    index = bisect_left(analysis.areas, opens, key=lambda hit: hit.start)
    return opens if index < len(analysis.areas) and analysis.areas[index].start == opens else None


def _is_ticked_or_above(analysis: Analysis, sentence: Sentence, question: Sentence) -> bool:
    """Whether several grades stand below a question, as what may be ticked, or each grade stands above its own."""
    below = analysis.sentences[sentence.index + 1 : sentence.index + 2]
    return any(is_bare_grade(analysis, each.block) for each in below) or _stands_above(analysis, sentence, question)


def _stands_above(analysis: Analysis, sentence: Sentence, question: Sentence) -> bool:
    """Whether each grade of these lines stands above its question: one is above the first, none below the last."""
    above = analysis.sentences[question.index - 1] if question.index else None
    if above is None or question.block is sentence.block or not is_bare_grade(analysis, above.block):
        return False
    asks = False
    for line in analysis.sentences[sentence.index + 1 : sentence.index + 1 + MOST_LINES]:
        if line.block.end != line.end or asks == (analysis.text[line.end - 1] == "?"):
            break
        if asks and not (
            is_bare_grade(analysis, line.block) or UNGRADED.fullmatch(analysis.text, line.start, line.end)
        ):
            break
        asks = not asks
    return asks
