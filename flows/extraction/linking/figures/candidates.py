"""What a number could be linked to: bodies, periods, threats and marks named near it, in its headings or at the top.

Generous: what is left out here can never be linked. Each number looks at a bounded number of namings only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from flows.extraction.analysis.times.periods import NO_TIME, Span
from flows.extraction.linking.figures.named import Candidate, Naming, Place, Slice
from flows.extraction.linking.figures.page import Page
from flows.extraction.linking.figures.times import PARTS_OF_YEAR

# Take this many candidates before and after a number; look through this many namings on either side to find them.
BEFORE, BEHIND, MOST_NAMINGS = 8, 3, 40
# Look for marks, and for periods that others derive from, at most this many sentences (table rows) before a number.
MOST_SENTENCES, MOST_ROWS = 5, 12
# The first blocks, this many, usually name the subject of the document.
TOP_BLOCKS = 3
# This many characters on either side of a number count as near.
NEAR_DISTANCE = 400
OWNERS = ("publisher", "overseen", "own force", "headed")  # traits of bodies whose document it may be
_PART_OF_YEAR = re.compile(r"\bq[1-4]\b|quarter|half|months|to date|so far|first|second|third")
# A period derived in one of these ways is a candidate only if such words stand near the number.
DERIVED_BY: Mapping[str, re.Pattern[str]] = {
    "two before": re.compile(r"before|years"),
    "year after": re.compile(r"later|following|next|after|this year|since"),
    **dict.fromkeys(PARTS_OF_YEAR, _PART_OF_YEAR),
}


def candidates(page: Page, place: Place, kind: str) -> list[Candidate]:
    """Return all candidates of a kind for a number, each once."""
    every, known = page.namings[kind], page.candidates[kind]
    named = [every.within(span, MOST_NAMINGS) for span in (*(span for _, span in place.headings), opening_slice(page))]
    found = dict.fromkeys(naming.key for naming in chain.from_iterable(named))
    if kind == "mark":
        near = every.within((_start_before(page, place, MOST_SENTENCES), place.sentence.end), MOST_NAMINGS)
        found |= dict.fromkeys(naming.key for naming in near)
        return [known[key] for key in found]
    at = bisect_left(every.starts, page.starts[place.token])
    found |= dict.fromkeys(_first_keys(BEFORE, reversed(every.all[max(0, at - MOST_NAMINGS) : at])))
    found |= dict.fromkeys(_first_keys(BEHIND, every.all[at : at + MOST_NAMINGS]))
    if kind == "period":
        found |= dict.fromkeys([*_derived(page, place), NO_TIME])
    elif kind == "body":
        bodies = known.items()
        owners = page.once("owners", lambda: [key for key, one in bodies if not one.traits.keys().isdisjoint(OWNERS)])
        found |= dict.fromkeys(owners)
        referred = page.referred_in(_start_before(page, place, 1), place.sentence.end)
        found |= dict.fromkeys(reference.body for reference in referred)
    return [known[key] for key in found]


def opening_slice(page: Page) -> Slice:
    """Return the slice of the first `TOP_BLOCKS` blocks of a document."""
    blocks = page.analysis.blocks
    return 0, blocks[min(TOP_BLOCKS, len(blocks)) - 1].end


def _start_before(page: Page, place: Place, sentences: int) -> int:
    """Return where the sentence begins that is `sentences` before the sentence of a number."""
    return page.analysis.sentences[max(0, place.sentence.index - sentences)].start


def _first_keys(most: int, namings: Iterable[Naming]) -> list[Any]:
    return list(dict.fromkeys(naming.key for naming in namings))[:most]


def _derived(page: Page, place: Place) -> Iterator[Span]:
    """Yield the derived periods ("the year before") that nothing names, if words near the number suggest them."""
    heading = [span for _, span in place.headings]
    near = _start_before(page, place, MOST_ROWS if place.heads else MOST_SENTENCES), place.sentence.end
    derived = [naming for span in (near, *heading) for naming in page.only_derived.within(span)]
    words = _words_near(page, place, heading) if derived else ""
    # Search once per way, not per period: a table may name very many periods.
    ways = {naming.how for naming in derived}
    ways = {how for how in ways if how not in DERIVED_BY or DERIVED_BY[how].search(words)}
    yield from (naming.key for naming in derived if naming.how in ways)


def _words_near(page: Page, place: Place, heading: list[Slice]) -> str:
    """Return the lower-case text near a number in its sentence and the sentence before, and of its headings."""
    at = place.number.start
    near = max(_start_before(page, place, 1), at - NEAR_DISTANCE), min(place.sentence.end, at + NEAR_DISTANCE)
    return " ".join(page.folded[start : min(end, start + 2 * NEAR_DISTANCE)] for start, end in (near, *heading))
