"""An indicator's values, whose labels say when they were measured and no more: "Current: 41", "Previous: 37"."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.figures.numbers.heads import measure_of
from flows.extraction.figures.words.nouns import ADJECTIVE, ANY_DISRUPTED, GROUP_NOUN, NOUN, PLANNED, holds
from flows.extraction.figures.words.types import Figure

_SPAN = (
    r"(?:\s+(?:period|quarter|month|year|week|position|value|figure|result|performance|total|count|number|level)){0,2}"
)
_NOW = rf"(?:the\s+)?(?:current|latest|actual|this){_SPAN}|results?|outturn|achieved|values?|performance"
_BEFORE = (
    rf"(?:the\s+)?(?:previous|prior|preceding|last){_SPAN}|"
    r"(?:the\s+)?same\s+(?:period|quarter|month|time)\s+(?:last|the\s+previous)\s+year"
)
_SO_FAR = (
    r"(?:financial\s+)?year[\s-]to[\s-]date(?:\s+total)?|ytd|rolling\s+(?:12|twelve)[\s-]months?(?:\s+total)?|"
    r"(?:12|twelve)[\s-]month\s+rolling(?:\s+total)?"
)
LABEL = re.compile(rf"[\W_]*(?:(?P<now>{_NOW})|(?P<before>{_BEFORE})|{_SO_FAR})\W*", re.IGNORECASE)
LONGEST = 40
# Words, in lower case, without one of which no such label is there.
WORDS = ("current", "latest", "actual", "this ", "previous", "prior", "preceding", "last ")
# "Disruptions: |current 41, |previous 37"
VALUE = re.compile(
    rf"(?:(?<=[:;,(–—-]\s)|(?<=[:;(])|(?<=\band\s))(?:(?P<now>{_NOW})|(?P<before>{_BEFORE})|{_SO_FAR})\s*[:=–—]?\s+"
    r"(?P<number>\d[\d,]*)(?=\s*(?:[;,.)]|and\b|$))",
    re.IGNORECASE,
)
HEAD = re.compile(
    rf"(?P<noun>{ADJECTIVE}{{0,4}}?(?:{GROUP_NOUN}\s+{ANY_DISRUPTED}|{NOUN}))(?:\s*\([^()]{{1,40}}\))?\s*[:(–—-]\s*$",
    re.IGNORECASE,
)
GROUPS = re.compile(rf"{GROUP_NOUN}\s+{ANY_DISRUPTED}\b", re.IGNORECASE)


def value_label(text: str, start: int, end: int) -> str | None:
    """What the label of an indicator's value says: "now", "before" or "so far"; None where it is no such label."""
    found = LABEL.fullmatch(text, start, end) if end - start <= LONGEST else None
    return (found.lastgroup or "so far") if found else None


def value_of(figure: Figure, label: str, like: tuple[int, int]) -> Figure:
    """The figure of a value, which one of an earlier time is compared with. `like`: what says what is counted."""
    if label != "before":
        return replace(figure, rule="disruption-label")
    return replace(figure, rule="disruption-earlier", earlier=True, label=None, row=None, when=None, like=like)


def values_in(analysis: Analysis, sentence: Sentence, numbers: list[Number]) -> list[Figure]:
    """The figures of a sentence that gives an indicator's values: "OCG disruptions – this quarter: 22; last: 18"."""
    text, low, high = analysis.text, sentence.start, sentence.end
    if not holds(analysis.view.folded[low:high], WORDS):
        return []
    values = list(VALUE.finditer(text, low, high))
    head = HEAD.search(text, low, values[0].start()) if len(values) > 1 else None
    if head is None or PLANNED.search(text, low, values[0].start()):
        return []
    span = head.span("noun")
    measure = measure_of(head["noun"]) if GROUPS.search(head["noun"]) else "disruptions"
    known = {number.start: number for number in numbers}
    found = []
    for value in values:
        if number := known.get(value.start("number")):
            figure = Figure(number, measure, "disruption-label", value.start(), number.end, label=span)
            found.append(value_of(figure, "before" if value["before"] else "now", span))
    return found
