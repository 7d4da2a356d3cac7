"""Figures that answer what was asked, or that a label names: "How many gangs were disrupted? 2021 – 44; 2022 – 63".

The question says what is counted, and may name the threat, the body and the time; the answer holds little but numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.periods import Period, periods_in
from flows.extraction.figures.numbers.heads import measure_of
from flows.extraction.figures.words.nouns import ADJECTIVE, ANY_DISRUPTED, GROUP_NOUN, NOUN, PLANNED, holds
from flows.extraction.figures.words.part_words import LEVEL_OR_STRAND
from flows.extraction.figures.words.period_words import A_YEAR
from flows.extraction.figures.words.types import Figure

# Pieces of words, in lower case, without one of which nothing is asked.
ASKS = ("how many", "number of", "numbers of", "indicator:", "measure:", "metric:")
ASKED = re.compile(
    r"\b(?:how\s+many|(?:total\s+)?numbers?\s+of|(?:indicator|measure|metric):)\s+"
    rf"(?:(?P<groups>{ADJECTIVE}{{0,5}}?{GROUP_NOUN}(?:\s+[\w’'-]+){{0,7}}?\s+{ANY_DISRUPTED}\b)|{ADJECTIVE}{{0,5}}?{NOUN})",
    re.IGNORECASE,
)
# "How many were major?", behind a question that says what is counted.
ASKED_OF_THEM = re.compile(
    r"\bhow\s+many\s+(?:of\s+(?:these|those|them|which)\s+)?(?:(?:were|was)(?!\s+(?:\w+ly\s+)?(?:arrested|charged|convicted|jailed|sentenced))|"
    r"concerned|involved|related|had|came|fell)\s[^.;]{3,120}\?",
    re.IGNORECASE,
)
# How far behind a question another may go on from it.
ASKS_ON = 8
# How many sentences and blocks behind the question an answer may stand.
REACH = 4
# "Major disruptions are rare": what the sentences behind it count.
TOPIC = re.compile(
    rf"\W*(?:[\d.]+\s+)?{ADJECTIVE}{{0,4}}?disruptions(?:\s+of\s+[a-z]+(?:\s+[a-z]+){{0,2}}?)?\s+"
    r"(?:are|were|remain|remained|vary|varied)\b",
    re.IGNORECASE,
)
SAID_WORDS = tuple(f"disruptions {word}" for word in ("are", "were", "remain", "var", "of"))
IS_SAID_OF = re.compile(
    r"disruptions(?:\s+of\s+[a-z]+(?:\s+[a-z]+){0,2}?)?\s+(?:are|were|remain|remained|vary|varied)\b"
)
_HEDGES = r"(?:(?:just|only|about|around|some|nearly|over|at\s+least|a\s+total\s+of|as\s+follows)\b:?\s*)*"
# What stands right before the number of an answer: nothing, "A.", a time with a mark, or a verb that asks for no more.
BEFORE = re.compile(
    rf"(?:^\W*|^\W*(?:A\d*|[Aa]nswer|[Rr]esponse|[Rr]eply|[Oo]ur\s+(?:answer|response|reply))\s*[.:–—-]\s*|[:–—=]\s*|\s-\s*|"
    r"\b(?:recorded|made|had|led|reported|logged|counted|disrupted|dismantled|[Tt]here\s+(?:were|was)|"
    r"(?:answer|figure|total|number|[Ii]t|[Tt]hat|[Tt]his)\s+(?:was|is|were)|came\s+to|stood\s+at)\s+)"
    rf"{_HEDGES}$",
)
AFTER = re.compile(
    r"\s*(?:$|[.,;()]|(?:in|during|over|for|between)\s+(?:the\b|last\b|this\b|that\b|[A-Z]|\d)|and\s+(?:\d|[a-z-]+\s+in\b)|(?:all\s+told|altogether)\b)"
)
LABELLED_BY_A_YEAR = re.compile(rf"(?<![\w/–-])({A_YEAR})\s*[:–—=-]\s*$")
# "Disruptions: |2021 – 61, |2022/23 – 83"
DATED = re.compile(
    rf"(?<![\w/–-])(?P<year>{A_YEAR})(?:\s*[:=]\s*|\s+[–—-]\s+|(?<=[/–-]\d\d)\s+)(?P<number>\d[\d,]*)(?=\s*(?:[;,.)]|and\b|$))"
)
# "Disruptions in the last three years were |101 (|2020/21|), |120 (|2021/22|)"
DATED_BEHIND = re.compile(rf"(?<![\d,])(?P<number>\d[\d,]*)\s+\((?:in\s+)?(?P<year>{A_YEAR})\)")
COMES_TO = re.compile(r"\b(?:was|were|totall?ed|numbered|recorded|made)\s+$|[:–]\s*$")
LABEL_MARKS = (":", " – ", " — ", " - ", "=")
COUNTS = re.compile(NOUN, re.IGNORECASE)
TO_ITS_NUMBER = re.compile(r"\s*[:–—=-]\s*")
# How far before a number such words begin.
NEAR = 60


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for: the slice of the words that say what is counted, of which threat and by whom; its measure."""

    sentence: Sentence
    words: tuple[int, int]
    measure: str
    periods: list[Period]


def questions(analysis: Analysis, counted: Iterable[int]) -> dict[int, Question]:
    """The questions of a document, by the index of their sentence, of the sentences that speak of disrupting."""
    found = {}
    for index in counted:
        sentence = analysis.sentences[index]
        if question := question_in(analysis, sentence):
            found[index] = question
            found.update(_asked_on(analysis, question))
    return found


def _asked_on(analysis: Analysis, question: Question) -> dict[int, Question]:
    """The questions behind one that ask how many of what it counts were such and such: "How many were major?"."""
    found, at = {}, question.sentence.index + 1
    for sentence in analysis.sentences[at : at + ASKS_ON]:
        if not holds(analysis.view.folded[sentence.start : sentence.end], ASKS):
            continue
        asked = ASKED_OF_THEM.search(analysis.text, sentence.start, sentence.end)
        if asked is None or PLANNED.search(analysis.text, *asked.span()):
            break
        if not (analysis.threats_in(*asked.span()) or LEVEL_OR_STRAND.search(analysis.text, *asked.span())):
            break
        periods = periods_in(analysis.view.folded, sentence.start, sentence.end, analysis.written)
        found[sentence.index] = Question(sentence, asked.span(), question.measure, periods or question.periods)
    return found


def question_in(analysis: Analysis, sentence: Sentence) -> Question | None:
    """What a sentence asks for, if it asks for a number of disruptions or of groups that were disrupted."""
    text, folded = analysis.text, analysis.view.folded
    noun = folded.find("disruptions", sentence.start, sentence.end)
    said_of = noun >= 0 and folded.startswith(SAID_WORDS, noun) and IS_SAID_OF.match(folded, noun, sentence.end)
    if said_of and (topic := TOPIC.match(text, sentence.start, sentence.end)):
        return Question(sentence, topic.span(), "disruptions", [])
    if not holds(folded[sentence.start : sentence.end], ASKS):
        return None
    asked = ASKED.search(text, sentence.start, sentence.end)
    if asked is None or PLANNED.search(text, sentence.start, sentence.end):
        return None
    measure = measure_of(asked["groups"]) if asked["groups"] else "disruptions"
    periods = periods_in(folded, sentence.start, sentence.end, analysis.written)
    return Question(sentence, (asked.start(), sentence.end), measure, periods)


def answers(
    analysis: Analysis,
    asked: dict[int, Question],
    numbers: list[Number],
    sentence: Sentence,
    periods: list[Period],
    last: Sentence | None,
) -> list[Figure]:
    """The figures of a sentence that answers the question right before it; `periods`: those that it names.

    Behind the `last` sentence with a figure, if that answered it, only numbers that a time labels are answers too.
    """
    question = _before(analysis, asked, sentence)
    if question is None:
        return []
    answered = last is not None and last.index > question.sentence.index
    text, low, high = analysis.text, sentence.start, sentence.end
    found = [n for n in numbers if n.whole and AFTER.match(text, n.end, high) and _opens(text, n, periods, low)]
    rule = "disruption-elliptical" if question.measure == "disruptions" else "groups-elliptical"
    settled = [p for p in question.periods if p.first and p.last]
    asked_of = (settled[0].start, settled[0].end) if len(settled) == 1 and not (periods or answered) else None
    times = [_time_before(text, n, periods, low) or asked_of for n in found]
    return [
        Figure(n, question.measure, rule, n.start, n.end, label=question.words, when=when)
        for n, when in zip(found, times, strict=True)
        if when or not answered
    ]


def _time_before(text: str, number: Number, periods: list[Period], low: int) -> tuple[int, int] | None:
    """The time that labels a number: "|2021/22 – 44", "|12 months to May 2022: 44"."""
    time = next(((p.start, p.end) for p in periods if TO_ITS_NUMBER.fullmatch(text, p.end, number.start)), None)
    year = None if time else LABELLED_BY_A_YEAR.search(text, max(low, number.start - NEAR), number.start)
    return year.span(1) if year else time


def _before(analysis: Analysis, asked: dict[int, Question], sentence: Sentence) -> Question | None:
    """The question before a sentence, if it is near and nothing else has been asked since."""
    for before in reversed(analysis.sentences[max(0, sentence.index - REACH) : sentence.index]):
        if question := asked.get(before.index):
            return question if sentence.block.index - before.block.index <= REACH else None
        asks_more = holds(analysis.view.folded[before.start : before.end], ASKS)
        if asks_more or analysis.text.find("?", before.start, before.end) >= 0:
            return None
    return None


def _opens(text: str, number: Number, periods: list[Period], low: int) -> bool:
    """Whether what stands before a number leaves it to the question what is counted."""
    times = (p for p in periods if p.end <= number.start)
    start = max(low, number.start - NEAR, *(p.end for p in times))
    return BEFORE.search(text[start : number.start]) is not None


def dated_series(analysis: Analysis, sentence: Sentence) -> list[Figure]:
    """The figures of a label that gives one for each of several years: "Fraud disruptions: 2021 – 61, 2022 – 83"."""
    text, low, high = analysis.text, sentence.start, sentence.end
    years = list(DATED.finditer(text, low, high)) if holds(text[low:high], LABEL_MARKS) else []
    if not years and text.find(" (", low, high) >= 0:
        years = list(DATED_BEHIND.finditer(text, low, high))
        years = years if len(years) > 1 and COMES_TO.search(text, low, years[0].start()) else []
    counted = COUNTS.search(text, low, years[0].start()) if len(years) > 1 else None
    if counted is None or re.search(r"\d", text[counted.end() : years[0].start()]):
        return []
    if PLANNED.search(text, low, high):
        return []
    label = (low, years[0].start())
    numbers = {n.start: n for n in numbers_in(analysis, years[0].start(), high)}
    return [
        Figure(
            numbers[at],
            "disruptions",
            "disruption-label",
            min(year.start("year"), at),
            numbers[at].end,
            label=label,
            when=year.span("year"),
        )
        for year in years
        if (at := year.start("number")) in numbers
    ]
