"""What a number could be bound to: the bodies, periods, threats and marks near it, in what heads it, or on top.

Generous: what is no candidate can never be found. So many namings are looked at for each number, however long a text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from flows.extraction.linking.figures.named import Candidate, Naming, Place, Slice
from flows.extraction.linking.figures.page import Page
from flows.extraction.linking.figures.times import NO_TIME, PARTS_OF_YEAR, Span

# So many that are named last before a number, and next behind it; so many namings are looked through for them.
BEFORE, BEHIND, MOST_NAMINGS = 8, 3, 40
# A mark, and a period that others are told by, stands no more sentences before; over a column it may stand farther.
MOST_SENTENCES, MOST_ROWS = 5, 12
# So many blocks say what a text is on.
TOP_BLOCKS = 3
# So many characters on either side of a number are near it.
FAR = 400
OWNERS = ("publisher", "overseen", "own force", "headed")
_PART_OF_YEAR = re.compile(r"\bq[1-4]\b|quarter|half|months|to date|so far|first|second|third")
# The words that periods told in relation to others need near a number.
DERIVED_BY: Mapping[str, re.Pattern[str]] = {
    "two before": re.compile(r"before|years"),
    "year after": re.compile(r"later|following|next|after|this year|since"),
    **dict.fromkeys(PARTS_OF_YEAR, _PART_OF_YEAR),
}


def candidates(page: Page, place: Place, kind: str) -> list[Candidate]:
    """All of a kind that a number could be bound to."""
    every, known = page.namings[kind], page.candidates[kind]
    named = [every.within(span)[:MOST_NAMINGS] for span in (*(span for _, span in place.headings), top(page))]
    found = dict.fromkeys(naming.key for naming in chain.from_iterable(named))
    if kind == "mark":
        near = every.within((_start_before(page, place, MOST_SENTENCES), place.sentence.end))
        found |= dict.fromkeys(naming.key for naming in near[:MOST_NAMINGS])
        return [known[key] for key in found]
    at = bisect_left(every.starts, page.starts[place.token])
    found |= dict.fromkeys(_first(BEFORE, reversed(every.all[max(0, at - MOST_NAMINGS) : at])))
    found |= dict.fromkeys(_first(BEHIND, every.all[at : at + MOST_NAMINGS]))
    if kind == "period":
        found |= dict.fromkeys([*_derived(page, place), NO_TIME])
    elif kind == "body":
        bodies = known.items()
        owners = page.once("owners", lambda: [key for key, one in bodies if not one.traits.keys().isdisjoint(OWNERS)])
        found |= dict.fromkeys(owners)
        referred = page.referred_in(_start_before(page, place, 1), place.sentence.end)
        found |= dict.fromkeys(body for reference in referred for body in reference.bodies)
    return [known[key] for key in found]


def top(page: Page) -> Slice:
    """The first blocks of a document."""
    blocks = page.analysis.blocks
    return 0, blocks[min(TOP_BLOCKS, len(blocks)) - 1].end


def _start_before(page: Page, place: Place, sentences: int) -> int:
    """Where the sentence begins that stands so many before a number's own."""
    return page.analysis.sentences[max(0, place.sentence.index - sentences)].start


def _first(most: int, namings: Iterable[Naming]) -> list[Any]:
    return list(dict.fromkeys(naming.key for naming in namings))[:most]


def _derived(page: Page, place: Place) -> Iterator[Span]:
    """The periods that are only told in relation to one named near, where words near the number tell of such."""
    heading = [span for _, span in place.headings]
    near = _start_before(page, place, MOST_ROWS if place.heads else MOST_SENTENCES), place.sentence.end
    derived = [naming for span in (near, *heading) for naming in page.only_derived.within(span)]
    said = _said_near(page, place, heading) if derived else ""
    # Each way once: there may be many periods, and there are few ways.
    ways = {one.how for one in derived}
    told = {how for how in ways if how not in DERIVED_BY or DERIVED_BY[how].search(said)}
    yield from (one.key for one in derived if one.how in told)


def _said_near(page: Page, place: Place, heading: list[Slice]) -> str:
    """What a number's sentence and the one before say near it, and what heads them."""
    at = place.number.start
    near = max(_start_before(page, place, 1), at - FAR), min(place.sentence.end, at + FAR)
    return " ".join(page.folded[start : min(end, start + 2 * FAR)] for start, end in (near, *heading))
