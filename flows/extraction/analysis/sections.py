"""Parts of a page that are each on one body, whose name alone is the heading: the grades of several forces in turn."""

from __future__ import annotations

from bisect import bisect_left

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.claims import Body

# A longer part is no section of a list.
LONGEST = 4000


def body_of_section(analysis: Analysis, position: int, kinds: frozenset[str]) -> Body | None:
    """The body whose name heads the part of a page that a position stands in, where no other is named since."""
    heads = analysis.sections
    index = bisect_left(heads, position, key=lambda head: head.start) - 1
    if index < 0 or heads[index].body.kind not in kinds or position - heads[index].end > LONGEST:
        return None
    head = heads[index]
    since = [*analysis.mentions_in(head.end, position), *analysis.places_in(head.end, position)]
    return head.body if all(m.body == head.body or m.body.kind not in kinds for m in since) else None
