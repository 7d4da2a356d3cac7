"""Numbers that count nothing done: a year, a name, a size, a goal, another label's: "a gang of 12", "Band 3"."""

from __future__ import annotations

import re

from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.types import Figure

# "a gang of |12 was disrupted"
SIZE_OF = re.compile(
    r"\b(?:gang|group|network|ring|team|crew|family|syndicate|cell)\s+of\s+(?:about\s+|some\s+|around\s+|at\s+least\s+)?$",
    re.IGNORECASE,
)
# "Band 3 disruptions", "see page 14 disruptions": a name, and no count.
NAMED = re.compile(
    r"\b(?:(?i:band|tier|page|table|appendix|annex|section|paragraph|para|objective|category|phase|chapter)|Form|Figure)\s+$"
)
# "500 disruptions| (target)", "400 disruptions| goal"
MEANT = re.compile(
    r"\s?\((?:goal|target|aim|forecast|planned|plan|ambition|expected)\)|\s(?:goal|quota|posts|forms)\b", re.IGNORECASE
)
FIRST_YEAR, LAST_YEAR = 1990, 2039
# "Arrests: 212 Disruptions|: 14", "Arrests 340 Disruptions| 41": what stands behind is the label's number.
NEXT_NUMBER = re.compile(r"\s?:|\s\d")
LABEL_BEFORE = re.compile(r"(?:[A-Z][\w-]*(?:\s[a-z][\w-]*){0,3}|[a-z]):?\s$")
LONGEST_BEFORE = 40


def names_another(text: str, figure: Figure, low: int, hints: Hints) -> bool:
    """Whether the number of a figure counts nothing that was done: it is a year, a name, a size, a goal, another's."""
    at, end = figure.number.start, figure.number.end
    near = max(low, at - LONGEST_BEFORE)
    if "named" in hints and (SIZE_OF.search(text, near, at) or NAMED.search(text, near, at)):
        return True
    if FIRST_YEAR <= figure.number.value <= LAST_YEAR and text[at:end].isdigit() and figure.rule == "disruption-count":
        return text[end : end + 12] == " disruptions"
    if "named" in hints and MEANT.match(text, figure.end):
        return True
    noun = text[end : figure.end].lstrip()
    labels = bool(noun) and noun[0].isupper() and NEXT_NUMBER.match(text, figure.end) is not None
    return labels and LABEL_BEFORE.search(text, near, at) is not None
