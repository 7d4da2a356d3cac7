"""Series of bodies, each with its number in brackets, in a sentence that says what is counted.

"Kent (214, from 260), Essex (188) and Surrey (90) all recorded fewer disruptions."
"""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import Mention
from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.times.periods import periods_in
from flows.extraction.figures.numbers.comparisons import compared_with
from flows.extraction.figures.owners.agents import acts
from flows.extraction.figures.words.nouns import ADJECTIVE, NOUN
from flows.extraction.figures.words.types import Figure

COUNTED = re.compile(rf"(?<![\w’'-]){ADJECTIVE}{{0,2}}?{NOUN}", re.IGNORECASE)
OPENS = re.compile(r"\s*\((?:(?:just|only|about|around|over|nearly|some|with)\s+)*")
# Behind the number: the end of the brackets, or what it is compared with.
CLOSES = re.compile(
    r"(?:,\s+(?:(?:up|down)\s+)?(?:from|against|compared\s+(?:with|to))\s+(?P<then>\d[\d,]*)(?:\s+in\s+[\d/–-]{4,9})?)?\)"
)
JOINS = re.compile(r"\s*(?:,|;|,?\s+and|\s*&)\s+(?:and\s+)?(?:the\s+)?")
# "Kent (214) and Essex (188) have most officers per disruption": of something else.
PER = re.compile(r"\b(?:per|every|each|than|as)\s+(?:\w+\s+)?$", re.IGNORECASE)


def of_bodies_with_brackets(analysis: Analysis, numbers: list[Number], low: int, high: int) -> list[Figure]:
    """The figures of two or more bodies that stand side by side, each with its number in brackets."""
    text = analysis.text
    if text.find("(", low, high) < 0 or text.find("isruption", low, high) < 0:
        return []
    pairs = _pairs(analysis, numbers, low, high)
    if len(pairs) < 2:
        return []
    first, last = pairs[0][0].start, pairs[-1][2].end()
    nouns = [m for m in COUNTED.finditer(text, low, high) if m.end() <= first or m.start() >= last]
    noun = next((m for m in nouns if not PER.search(text, low, m.start())), None)
    whole = next((n for n in numbers if noun and n.end == noun.start() - 1), None)
    # "The |402 disruptions| were made by A (214) and B (188)": what all of them made is nobody's.
    if noun is None or (whole and whole.value != sum(number.value for _, number, _ in pairs)):
        return []
    times = periods_in(analysis.view.folded, low, high, analysis.written)
    when = next(((time.start, time.end) for time in times if time.first and time.last), None)
    figures: list[Figure] = []
    for body, number, closed in pairs:
        owner = (body.start, body.end)
        figure = Figure(
            number, "disruptions", "disruption-label", body.start, number.end, label=noun.span(), owner=owner, when=when
        )
        figures.append(figure)
        then = next((n for n in numbers if closed["then"] and n.start == closed.start("then")), None)
        figures += [compared_with(figure, then)] if then else []
    return figures


def _pairs(
    analysis: Analysis, numbers: list[Number], low: int, high: int
) -> list[tuple[Mention, Number, re.Match[str]]]:
    """Bodies that stand side by side, each with the number in brackets behind it and what ends those."""
    text = analysis.text
    named = sorted([*analysis.mentions_in(low, high), *analysis.places_in(low, high)], key=lambda m: m.start)
    pairs: list[tuple[Mention, Number, re.Match[str]]] = []
    for body in named if len(named) > 1 else ():
        opened = OPENS.match(text, body.end, high) if acts(body.body) else None
        number = next((n for n in numbers if opened and n.start == opened.end() and n.whole), None)
        closed = CLOSES.match(text, number.end, high) if number else None
        if number is None or closed is None:
            continue
        if pairs and not JOINS.fullmatch(text, pairs[-1][2].end(), body.start):
            return []
        pairs.append((body, number, closed))
    return pairs
