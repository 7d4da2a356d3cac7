"""Shares that no threat, level, strand or lead divides: "98% of disruptions were submitted on time"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.figures.words.nouns import CUE
from flows.extraction.figures.words.part_words import LEVEL_OR_STRAND
from flows.extraction.figures.words.types import Figure

# What else may divide them, or stand for what does.
DIVIDES = re.compile(
    r"\b(?:led|lead(?:s|ing)?|support\w*|help\w*|assist\w*|contribut\w*|joint(?:ly)?|threats?|crimes?|these|those|this|such|it|they|them|"
    r"same|one|gangs|dealers|other|others|both|rest|remainder|remaining|former|latter|team|unit|squad|desk|strand|level|category|"
    r"major|moderate|minor|severe|pursue|prevent|protect|prepare)\b",
    re.IGNORECASE,
)
# "Just over |a third of them"
LONGEST_HEDGE = 12


def is_of_process(analysis: Analysis, sentence: Sentence, figure: Figure) -> bool:
    """Whether a share of disruptions is of none that a threat, level, strand or lead is named for."""
    if figure.measure not in ("share-of-disruptions", "share-of-groups"):
        return False
    if figure.measure == "share-of-groups":
        return _is_of_no_threat(analysis, sentence, figure)
    if figure.number.value > 100:
        return True
    if sentence.block.kind != "prose" or figure.label or figure.rule != "disruption-count":
        return False
    low, high = sentence.start, sentence.end
    if any(hit.term.codes[0] != "all" for hit in analysis.threats_in(low, high)):
        return False
    return not (LEVEL_OR_STRAND.search(analysis.text, low, high) or DIVIDES.search(analysis.text, low, high))


def _is_of_no_threat(analysis: Analysis, sentence: Sentence, figure: Figure) -> bool:
    """Whether a share of the groups before opens a sentence on what was neither done nor dealt in: "A third of them
    live abroad".
    """
    low, high = sentence.start, sentence.end
    opens = figure.number.start - low <= LONGEST_HEDGE and not analysis.text.startswith(("That ", "This ", "It "), low)
    if figure.rule != "groups-part" or figure.label or sentence.block.kind != "prose" or not opens:
        return False
    return not (analysis.threats_in(low, high) or CUE.search(analysis.text, low, high))
