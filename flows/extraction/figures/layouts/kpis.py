"""An indicator's values, whose labels say when they were measured and no more: "Current: 41", "Previous: 37"."""

from __future__ import annotations

import re
from dataclasses import replace

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


def value_label(text: str, start: int, end: int) -> str | None:
    """What the label of an indicator's value says: "now", "before" or "so far"; None where it is no such label."""
    found = LABEL.fullmatch(text, start, end) if end - start <= LONGEST else None
    return (found.lastgroup or "so far") if found else None


def value_of(figure: Figure, label: str, like: tuple[int, int]) -> Figure:
    """The figure of a value, which one of an earlier time is compared with. `like`: what says what is counted."""
    if label != "before":
        return replace(figure, rule="disruption-label")
    return replace(figure, rule="disruption-earlier", earlier=True, label=None, row=None, when=None, like=like)
