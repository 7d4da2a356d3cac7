"""The units of rates: how many in a day, in a week, or for so many people."""

from __future__ import annotations

import re

from flows.extraction.figures.nouns import holds

RATE = re.compile(
    r"\b(?:per|for\s+every|for\s+each)\s+(?P<base>1,?000|100,?000)\b(?:\s+(?:people|population|of\s+population|"
    r"residents|inhabitants|head))?|"
    r"\b(?<!for\s)(?<!\bin\s)(?<!over\s)(?<!within\s)(?<!during\s)(?<!once\s)(?:a|per|each|every)\s+(?P<unit>day|week|month)\b(?!\s+of\b|-)|\b(?P<adverb>daily|weekly|monthly)\b",
    re.IGNORECASE,
)
# A unit holds one of these.
UNITS = ("000", "day", "week", "month", "daily")
ADVERBS = {"daily": "day", "weekly": "week", "monthly": "month"}


def rate_at(text: str, low: int, high: int) -> tuple[str, re.Match[str]] | None:
    """The code of the first rate unit in a slice, and its match."""
    match = RATE.search(text, low, high) if holds(text[low:high].lower(), UNITS) else None
    if not match:
        return None
    if match["base"]:
        return f"per-{match['base'].replace(',', '')}-people", match
    unit = match["unit"] or ADVERBS[match["adverb"].lower()]
    return f"per-{unit.lower()}", match
