"""Figures whose label is the subject of their clause: "Fraud was the target of only six", "firearms of 18".

The verb says that the label is what some of the disruptions were about. Where a series leaves the verb out, the clause
before it must have had one, or a figure with a label.
"""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.figures.numbers.groups import ENDS, counts_done
from flows.extraction.figures.numbers.shares import behind_share, set_off, with_share
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.labels import divides
from flows.extraction.figures.words.part_words import OF_THEM
from flows.extraction.figures.words.types import Figure

HEDGES = (
    r"(?:(?:just|only|about|around|some|over|under|nearly|almost|roughly|fewer|more|less|than|at|least|most|no|up|to|a|an|"
    r"mere|further|another|total|of|the|other|remaining|bare|whole)\s+){0,4}"
)
_BEEN = r"(?:(?:was|were|is|are|being|(?:had|has|have)\s+been)\s+(?:(?:also|again|only|still|each|both|\w+ly)\s+)?)"
_ROLE = (
    r"(?:(?:the|a|an|their)\s+)?(?:(?:main|sole|only|chief|primary|principal|declared|stated|intended)\s+)?"
    r"(?:targets?|focus|subjects?|objects?|object|reasons?|cause|aims?|theme|topic|concern)\s+(?:of|for|in|behind|at)"
)
# What ties a label to the number of those that were about it.
VERB = re.compile(
    rf"\s+(?:(?P<bare>the\s+){_ROLE}|{_BEEN}(?:{_ROLE}|behind|targeted\s+(?:in|by|on)|tackled\s+(?:in|by)|hit\s+(?:in|by)|involved\s+in|"
    r"concerned\s+in|at\s+(?:the\s+)?(?:heart|root|centre|bottom)\s+of|credited\s+with|put\s+at)|"
    r"(?:featured|figured|appeared)\s+in|(?:resulted|ended)\s+in|led\s+to|took(?:\s+up)?|takes(?:\s+up)?|drew|attracted|produced|yielded|saw|brought|"
    r"(?:contributed|added|supplied|provided|lay\s+behind|accounted\s+for|made\s+up|makes\s+up|accounts\s+for|"
    r"c[ao]mes?\s+(?:next|second|third|last|top)\s+(?:with|at|on)))\s+"
    rf"{HEDGES}$",
    re.IGNORECASE,
)
# What is left of the clause where its verb stands in the one before: " of ", " just ".
GAP = re.compile(rf"\s+(?:(?:in|of|on|for|with|to|at|behind)\s+)?{HEDGES}$", re.IGNORECASE)
# Where a clause may begin, and an aside that stands between its label and its verb.
JOINTS = re.compile(r"[,;:(–—]\s+|\s(?:and|while|whereas|but)\s+", re.IGNORECASE)
OPENS = re.compile(
    r"\W*(?:(?:and|while|whereas|but|only|even|also|meanwhile|by\s+contrast),?\s+)?(?:with\s+)?", re.IGNORECASE
)
ASIDE = re.compile(r",\s(?:which|who|whose|where|a|an|the|once|long|now|still|though|as|with)\s[^;.:]{3,90},$")
ENDS_TOO = re.compile(
    r"\s+(?:between\s+them|apiece|each|all\s+told|in\s+all|altogether|disruptions)\s*(?:$|[.,;:)]|and\b)"
)
LONGEST_CLAUSE = 200


def _ends(text: str, number: Number, numbers: list[Number], high: int) -> bool:
    """Whether nothing is counted behind a number but what was counted before it."""
    share = set_off(text, number, numbers)
    ends = {number.end, behind_share(text, share) if share else number.end}
    return any(p.match(text, end, high) for end in ends for p in (ENDS, OF_THEM, ENDS_TOO))


def _label(analysis: Analysis, low: int, end: int) -> tuple[int, int] | None:
    """The label that is a clause's whole subject, if the words before a verb are no more than that."""
    text = analysis.text
    if text.endswith(",", low, end):
        aside = ASIDE.search(text, low, end)
        end = aside.start() if aside else end
    starts = [low, *(joint.end() for joint in JOINTS.finditer(text, low, end))]
    for start in starts:
        opens = OPENS.match(text, start, end)
        label = (opens.end() if opens else start, end)
        if label[0] < end and analysis.threats_in(*label) and divides(analysis, label):
            return label
    return None


def _has_a_subject(analysis: Analysis, last: Figure, sentence: Sentence, hints: Hints) -> bool:
    """Whether the clause of the figure before has a label as its subject, and so a clause without a verb may, too."""
    if last.part_of and last.label is not None:
        return True
    low = max(sentence.start, last.number.start - LONGEST_CLAUSE)
    verb = VERB.search(analysis.text, low, last.number.start) if "subject" in hints else None
    return verb is not None and _label(analysis, low, verb.start()) is not None


def of_a_subject(
    analysis: Analysis,
    number: Number,
    numbers: list[Number],
    base: Figure,
    last: Figure | None,
    sentence: Sentence,
    hints: Hints,
) -> Figure | None:
    """The part of a figure that the subject of its clause names. `last`: the figure before it in its sentence."""
    groups = "groups" in base.measure
    if base.measure not in ("disruptions", "groups-disrupted") or (groups and not counts_done(base)):
        return None
    text, high = analysis.text, sentence.end
    before = [n.end for n in numbers if n.end <= number.start]
    low = max(sentence.start, number.start - LONGEST_CLAUSE, *before)
    verb = VERB.search(text, low, number.start) if "subject" in hints else None
    goes_on = verb is None and last is not None and _has_a_subject(analysis, last, sentence, hints)
    tied = GAP.search(text, low, number.start) if goes_on else verb
    label = _label(analysis, low, tied.start()) if tied and _ends(text, number, numbers, high) else None
    # "with fraud |the subject of just five", but "disrupted gangs against the target of 130"
    bare = verb is not None and verb["bare"] is not None
    if label is None or (bare and not text.endswith("with ", low, label[0])):
        return None
    kind = "groups" if groups else "disruptions"
    measure = f"share-of-{kind}" if number.percent else base.measure
    if not (number.percent or number.whole):
        return None
    rule = "groups-part" if groups else "disruption-part"
    share = set_off(text, number, numbers)
    figure = Figure(number, measure, rule, label[0], number.end, part_of=True, label=label)
    return with_share(text, figure, share)
