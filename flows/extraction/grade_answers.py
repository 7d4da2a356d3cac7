"""Answers to an inspection's questions: sentences behind a question that say hardly more than a grade."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Sentence
from flows.extraction.grade_words import Word, any_of, is_bare_grade, plain

# What an answer says before its grade, with every body an "it": "we were judged", "inspectors said:".
ANSWERS = re.compile(
    r"(?:(?:"
    + any_of(
        "our the its their his her this that inspectors inspectorate hmic hmicfrs report judge?ment answer verdict "
        "grade grading rating result finding was is were are we it they us force service constabulary brigade unit has "
        "have been for rated judged graded found assessed considered deemed said says concluded decided to be as a an "
        "overall here again both gave given"
    )
    + r"|they['’]re|we['’]re|it['’]s)\b[\s:,.–—-]*){0,12}[\s“\"‘':–—-]*"
)
ENDS = re.compile(r"[”\"’']?(?:\s*$|\s*[.;:–—(]|\s-\s)")
LONGEST = 400
MOST_LINES = 40


def is_answer(analysis: Analysis, word: Word) -> bool:
    """Whether a grade word, with hardly a word beside it, answers the question before its sentence."""
    return bool(ENDS.match(word.after)) and question_of(analysis, word.sentence, word.start) is not None


def question_of(analysis: Analysis, sentence: Sentence, at: int) -> Sentence | None:
    """The question that a sentence answers with a grade at a position; None where it is no answer.

    Where several grades stand below a question it is put to somebody else, and these are what may be ticked.
    """
    question = _question_before(analysis, sentence.index)
    if question is None or not ANSWERS.fullmatch(plain(analysis, sentence.start, at)):
        return None
    below = analysis.sentences[sentence.index + 1 : sentence.index + 2]
    if not is_bare_grade(analysis, sentence.block):
        return question
    ticked = any(is_bare_grade(analysis, each.block) for each in below)
    return None if ticked or _stands_above(analysis, sentence, question) else question


def _stands_above(analysis: Analysis, sentence: Sentence, question: Sentence) -> bool:
    """Whether each grade of these lines stands above its question: one is above the first, none below the last."""
    above = analysis.sentences[question.index - 1] if question.index else None
    if above is None or question.block is sentence.block or not is_bare_grade(analysis, above.block):
        return False
    asks = False
    for line in analysis.sentences[sentence.index + 1 : sentence.index + 1 + MOST_LINES]:
        if line.block.end != line.end or asks == (analysis.text[line.end - 1] == "?"):
            break
        if asks and not is_bare_grade(analysis, line.block):
            break
        asks = not asks
    return asks


def _question_before(analysis: Analysis, index: int) -> Sentence | None:
    before = analysis.sentences[index - 1] if index else None
    if before is None or analysis.text[before.end - 1] != "?" or before.end - before.start > LONGEST:
        return None
    return before
