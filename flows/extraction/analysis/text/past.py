"""What is done well or badly, told of the past: "prevents crime" as "how it prevented crime"."""

from __future__ import annotations

import re

# "how well Kent Police |prevented crime": what makes it something that is graded. Reads text in lower case.
HOW = re.compile(r"\b(?:how|the\s+ways?|the\s+extent\s+to\s+which)\s[^.,;:()]{0,60}$")
LONGEST_HOW = 80


def is_asked(folded: str, start: int) -> bool:
    """Whether what is told of the past at a position is told of how it was done."""
    low = max(0, start - LONGEST_HOW)
    asks = "how" in folded[low:start] or "which" in folded[low:start] or "way" in folded[low:start]
    return asks and HOW.search(folded, low, start) is not None
