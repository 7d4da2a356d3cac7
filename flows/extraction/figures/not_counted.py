"""Numbers before the word that count none: differences, averages, and what somebody sampled or could do."""

from __future__ import annotations

import re

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.nouns import ADJECTIVE, GROUP_NOUN, NOUN, holds

_COUNTED = rf"{ADJECTIVE}{{0,4}}?(?:{NOUN}|{GROUP_NOUN})"
# "32| more disruptions than in 2021", "60| disruptions short of its target"
MORE_OF_THEM = re.compile(rf"\s+(?:fewer|less|more)\s+{_COUNTED}", re.IGNORECASE)
THAN_BEHIND = re.compile(
    rf"\s+{_COUNTED}\s+(?:more|fewer|less)\s+than\b|\s+{_COUNTED}\s+(?:short\s+of|shy\s+of|off|adrift\s+of|above|below|ahead\s+of)\s+"
    r"(?:its|the|their|our|last|that|what)\b",
    re.IGNORECASE,
)
# "An increase of |60 disruptions"
CHANGE_OF = re.compile(
    r"\b(?:an\s+extra|(?:increase|rise|fall|decrease|drop|reduction|growth|jump|improvement|shortfall|difference|gap)\s+of)\s+"
    r"(?:(?:just|only|some|over|about|around|nearly|almost|more|than)\s+)*$",
    re.IGNORECASE,
)
# "The average for similar forces was |300 disruptions", not "an average of |40 disruptions a month"
AVERAGE = re.compile(r"\b(?:average|mean|median)\b[^.;:!?]{0,70}$", re.IGNORECASE)
NEXT_CLAUSE = re.compile(r",|\b(?:and|but|while|with)\b", re.IGNORECASE)
A_UNIT = re.compile(
    rf"\s+(?:{_COUNTED}\s+(?:(?:of|against)\s+[a-z]+(?:\s+[a-z]+){{0,3}}?\s+)?)?(?:(?:(?:a|per|each|every)\s+(?:day|week|month|quarter|year|1))|daily\b|weekly\b|monthly\b)",
    re.IGNORECASE,
)
# "Inspectors examined |25 disruptions", "a sample of |20 disruptions", "An audit of |50 disruptions"
SAMPLED = re.compile(
    r"\b(?:(?:inspectors?|auditors?|assessors?|reviewers?|examiners?|we|they|HMICFRS|HMIC|team)\s+(?:\w+ly\s+|also\s+|had\s+|have\s+)?"
    r"(?:examined|reviewed|sampled|analysed|audited|assessed|checked|looked\s+(?:at|into)|scrutinised|dip-sampled|selected|read|(?:were|was)\s+shown)|"
    r"(?:sample|samples|audit|review|analysis|examination|selection|dip[- ]sample)\s+of)\s+"
    r"(?:(?:a|the|sample|of|selection|total|random|further|another|just|only|some|about|around|over|all)\s+)*$",
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
# "100| of which were duplicates"
STRUCK_OUT = re.compile(
    r"\s+of\s+(?:which|them|these|those)\s+(?:were|are|had\s+been|have\s+been|turned\s+out\s+to\s+be)\s+(?:\w+ly\s+|later\s+|found\s+to\s+be\s+)*"
    r"(?:duplicat\w+|disallowed|wrong\w*|errors?|withdrawn|removed|reclassified|double[- ]counted|ineligible)\b",
    re.IGNORECASE,
)
STRUCK = ("duplicat", "disallow", "wrong", "error", "withdrawn", "removed", "reclassif", "double", "ineligible")
# Pieces of words without one of which nothing of this is said.
DIFFERENCES = ("more ", "fewer ", "less ", " short of", " shy of", " adrift", " ahead of", " above", " below", " off ")
CHANGES = (
    "crease of",
    "rise of",
    "fall of",
    "drop of",
    "tion of",
    "growth of",
    "jump of",
    "ment of",
    "gap of",
    "ence of",
    "an extra",
)
AVERAGES = ("average", "mean ", "median")
SAMPLES = (
    "examin", "review", "sampl", "analys", "audit", "assess", "check", "looked", "scrutin", "select", "read ", "shown",
)  # fmt: skip
COMPARES = ("compar", "against", "than ", "above", "below", "ahead", "behind", "double", "twice", "treble", "half")
REACH = 110


def without_what_counts_none(text: str, numbers: list[Number], low: int, high: int) -> list[Number]:
    """The numbers of a sentence, without those that only say by how many, or how many somebody looked at."""
    said = text[low:high].lower()
    if holds(said, DIFFERENCES):
        numbers = [n for n in numbers if not _is_a_difference(text, n, high)]
    if holds(said, CHANGES):
        numbers = [n for n in numbers if not CHANGE_OF.search(text, max(low, n.start - REACH), n.start)]
    if holds(said, AVERAGES):
        numbers = [n for n in numbers if not _is_an_average(text, n, low, high)]
    if holds(said, COMPARES):
        numbers = [n for n in numbers if not _is_of_others(text, n, low, high)]
    if holds(said, STRUCK):
        numbers = [n for n in numbers if not STRUCK_OUT.match(text, n.end, high)]
    if holds(said, SAMPLES):
        numbers = [n for n in numbers if not SAMPLED.search(text, max(low, n.start - REACH), n.start)]
    return numbers


def _is_a_difference(text: str, number: Number, high: int) -> bool:
    if number.percent:
        return False
    return any(p.match(text, number.end, high) is not None for p in (MORE_OF_THEM, THAN_BEHIND))


def _is_of_others(text: str, number: Number, low: int, high: int) -> bool:
    """Whether a number is one that others than the body made, which it is compared with."""
    behind = OF_OTHERS.match(text, number.end, high)
    return behind is not None and COMPARED.search(text, max(low, number.start - REACH), number.start) is not None


def _is_an_average(text: str, number: Number, low: int, high: int) -> bool:
    """Whether a number is the average of several, said of no day, week or month."""
    said = AVERAGE.search(text, max(low, number.start - REACH), number.start)
    if said is None or number.percent or A_UNIT.match(text, number.end, high):
        return False
    return NEXT_CLAUSE.search(said.group()) is None
