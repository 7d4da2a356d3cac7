"""Parts of a page that are each on one body, whose name alone is the heading: the grades of several forces in turn."""

from __future__ import annotations

from bisect import bisect_left

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import Mention
from flows.extraction.claims import Body

# A longer part is no section of a list.
LONGEST = 4000


def head_of_section(analysis: Analysis, position: int, kinds: frozenset[str]) -> Mention | None:
    """The name that heads the part of a page that a position stands in, if the page has parts on several bodies."""
    heads = analysis.sections
    index = bisect_left(heads, position, key=lambda head: head.start) - 1
    return heads[index] if index >= 0 and heads[index].body.kind in kinds else None


def body_of_section(analysis: Analysis, position: int, kinds: frozenset[str]) -> Body | None:
    """The body whose name heads the part of a page that a position stands in, where no other is named since."""
    head = head_of_section(analysis, position, kinds)
    if head is None or position - head.end > LONGEST:
        return None
    since = [*analysis.mentions_in(head.end, position), *analysis.places_in(head.end, position)]
    return head.body if all(m.body == head.body or m.body.kind not in kinds for m in since) else None
