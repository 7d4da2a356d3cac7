"""Parts of a page that are each on one body, whose name alone is the heading: the grades of several forces in turn."""

from __future__ import annotations

from bisect import bisect_left

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import Mention

# A longer part is no section of a list.
LONGEST = 4000


def head_of_section(analysis: Analysis, position: int, kinds: frozenset[str]) -> Mention | None:
    """The name that heads the part of a page that a position stands in, if the page has parts on several bodies."""
    heads = analysis.sections
    index = bisect_left(heads, position, key=lambda head: head.start) - 1
    return heads[index] if index >= 0 and heads[index].body.kind in kinds else None
