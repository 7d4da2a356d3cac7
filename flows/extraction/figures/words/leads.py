"""The line that introduces a figure: that over its list or table, or one that ends with a colon above its own line."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block
from flows.extraction.claims import Body

# How many lines a list without bullets may have above a figure.
LONGEST_LIST = 12
# "The phase, in |PLACE, resulted in:"
IN_PLACE = re.compile(r"\b(?:in|across|for|throughout)\s+$", re.IGNORECASE)


def lead_of(analysis: Analysis, block: Block) -> Block | None:
    """The block that introduces another one; lines without bullets are a list below a line that ends with a colon."""
    if block.kind in ("bullet", "row"):
        return analysis.lead_of(block)
    for above in reversed(analysis.blocks[max(0, block.index - LONGEST_LIST) : block.index]):
        if above.kind != "heading":
            return above if introduces(analysis, above) else None
    return None


def leads_of(analysis: Analysis, block: Block) -> list[Block]:
    """All that introduces a block: of a row of a table its title and caption too, the nearest first."""
    if block.kind == "row":
        return analysis.leads_in_to(block)
    lead = lead_of(analysis, block)
    return [lead] if lead else []


def introduces(analysis: Analysis, block: Block) -> bool:
    """Whether a line ends with a colon."""
    return block.kind == "prose" and analysis.text[block.start : block.end].rstrip().endswith(":")


def force_of_place(analysis: Analysis, lead: Block) -> Body | None:
    """The force of the one place that a line with a colon says its list is of: "The week of action in PLACE saw:"."""
    places = [p for p in analysis.places_in(lead.start, lead.end) if p.body.kind == "territorial-force"]
    named = {p.body for p in places if IN_PLACE.search(analysis.text, max(lead.start, p.start - 12), p.start)}
    return named.pop() if len(named) == 1 and introduces(analysis, lead) else None
