"""An area where a document names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis

# "the effectiveness| with which it |protects vulnerable people": what is graded stands behind.
# Reads text in lower case.
WITH_WHICH = re.compile(r"\swith\swhich\s(?:it|they|we|the\s\w+)\s$")


@dataclass(slots=True)
class AreaAt:
    """An area at a slice of the view and the document's words for it; no words where it is taken from elsewhere."""

    code: str
    words: str | None
    start: int
    end: int


def everyday(area: AreaAt) -> bool:
    """Whether an area is named by one everyday word ("response"), which counts only right beside its grade."""
    return bool(area.words and area.words.isalpha() and area.words.islower() and area.words != area.code) or (
        (area.words or "").lower() == "people"
    )


def is_loosely_overall(text: str, area: AreaAt, end: int) -> bool:
    """Whether a heading says "overall" of something else: "Overall picture of six services"."""
    return area.code == "overall" and bool(text[area.end : end].strip(" :.–—*"))


# "organised crime |unit": a body; "its response| to knife crime": none of its areas. Read text in lower case.
UNIT = re.compile(r"'?\s+(?:crime\s+)?unit\b")
TO_SOMETHING = re.compile(
    r"\s+to\s+(?!(?:the|a|its|all|any|most|some|many|both)\b|(?:\w+\s+){0,2}(?:calls?|emergenc\w+|incidents?|999|101|fires?|public|"
    r"communit\w+|requests?|demand|people|victims?|callers?|residents?|inspect\w+|reports?|covid\S*|recommendations?)\b)\w"
)


def is_other_words(analysis: Analysis, start: int, end: int) -> bool:
    """Whether the words of an area are of something else: "the organised crime unit", "response to knife crime"."""
    folded = analysis.view.folded
    if folded.endswith("crime", start, end):
        return UNIT.match(folded, end) is not None
    return folded[start:end] == "response" and TO_SOMETHING.match(folded, end) is not None


def done_with_which(analysis: Analysis) -> set[int]:
    """Where areas begin that only say how another is done: "the effectiveness with which it protects the weak"."""
    folded, hits = analysis.view.folded, analysis.areas
    if " with which " not in folded:
        return set()
    return {hit.start for hit, other in pairwise(hits) if WITH_WHICH.match(folded, hit.end, other.start)}
