"""Numbers before the word that count nothing a body did: averages, and what others made."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.nouns import ADJECTIVE, GROUP_NOUN, NOUN

_COUNTED = rf"{ADJECTIVE}{{0,4}}?(?:{NOUN}|{GROUP_NOUN})"
# "The average for similar forces was |300 disruptions", not "an average of |40 disruptions a month"
AVERAGE = re.compile(r"\b(?:average|mean|median)\b[^.;:!?]{0,70}$", re.IGNORECASE)
NEXT_CLAUSE = re.compile(r",|\b(?:and|but|while|with)\b", re.IGNORECASE)
A_UNIT = re.compile(
    rf"\s+(?:{_COUNTED}\s+(?:(?:of|against)\s+[a-z]+(?:\s+[a-z]+){{0,3}}?\s+)?)?(?:(?:(?:a|per|each|every)\s+(?:day|week|month|quarter|year|1))|daily\b|weekly\b|monthly\b)",
    re.IGNORECASE,
)
# "compared with 31| in the rest of the region", "double the 40| recorded by similar forces"
COMPARED = re.compile(
    r"\b(?:compar(?:ed|es|ing)\s+(?:with|to)|against|than|above|below|ahead\s+of|behind|double|twice|treble|half)\s+"
    r"(?:(?:the|a|just|only|about|some|around|over|nearly|figure|total|rate|of)\s+)*$",
    re.IGNORECASE,
)
OF_OTHERS = re.compile(
    rf"\s+(?:{_COUNTED}\s+)?(?:(?:that\s+was\s+|that\s+were\s+)?(?:recorded|made|led|achieved|seen|reported|logged)\s+)?(?:in|by|at|for|across|among)\s+"
    r"(?:the\s+)?(?:(?:all|other|similar|neighbouring|comparable|most)\s+(?:[\w-]+\s+){0,3}?(?:forces|ROCUs|units|areas|regions|agencies|bodies)|"
    r"(?:rest\s+of\s+the\s+)?(?:region|country|nation|UK|England)(?:\s+as\s+a\s+whole)?|(?:national|regional|force)\s+average)\b",
    re.IGNORECASE,
)
# The last words of what a number is compared with.
TO_COMPARED = (
    "with", "to", "against", "than", "above", "below", "of", "behind", "double", "twice", "treble", "half",
    "the", "a", "just", "only", "about", "some", "around", "over", "nearly", "figure", "total", "rate",
)  # fmt: skip
REACH, LONGEST_WORD = 110, 12


def without_what_counts_none(folded: str, numbers: list[Number], low: int, high: int, hints: Hints) -> list[Number]:
    """The numbers of a sentence, without averages and those of others."""
    if "averaged" in hints:
        numbers = [n for n in numbers if not _is_an_average(folded, n, low, high)]
    if "compared" in hints:
        numbers = [n for n in numbers if not _is_of_others(folded, n, low, high)]
    return numbers


def _is_of_others(text: str, number: Number, low: int, high: int) -> bool:
    """Whether a number is one that others than the body made, which it is compared with."""
    if not text[max(low, number.start - LONGEST_WORD) : number.start].rstrip().endswith(TO_COMPARED):
        return False
    behind = OF_OTHERS.match(text, number.end, high)
    return behind is not None and COMPARED.search(text, max(low, number.start - REACH), number.start) is not None


def _is_an_average(text: str, number: Number, low: int, high: int) -> bool:
    """Whether a number is the average of several, said of no day, week or month."""
    said = AVERAGE.search(text, max(low, number.start - REACH), number.start)
    if said is None or number.percent or A_UNIT.match(text, number.end, high):
        return False
    return NEXT_CLAUSE.search(said.group()) is None
