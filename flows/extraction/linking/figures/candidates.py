"""What a number could be bound to: the bodies, periods, threats and marks near it, in what heads it, or on top.

Generous: what is no candidate can never be found. So many namings are looked at for each number, however long a text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from flows.extraction.linking.figures.named import Place, Slice, Thing
from flows.extraction.linking.figures.page import Page
from flows.extraction.linking.figures.times import NO_TIME

# Of each kind so many that are named last before a number, and next behind it.
BEFORE_AND_BEHIND: Mapping[str, tuple[int, int]] = {"body": (8, 3), "period": (8, 3), "threat": (8, 3), "mark": (0, 0)}
# So many namings are looked through for them.
MOST_NAMINGS = 40
# A mark, and a period that others are told by, stands no more sentences before; over a column it may stand farther.
MOST_SENTENCES, MOST_ROWS = 5, 12
# So many blocks say what a text is on.
TOP_BLOCKS = 3
# So many characters on either side of a number are near it.
FAR = 400
OWNERS = ("publisher", "overseen", "own force", "headed")
_PART_OF_YEAR = re.compile(r"\bq[1-4]\b|quarter|half|months|to date|so far|first|second|third")
# The words that periods told in relation to others need near a number.
TOLD_BY: Mapping[str, re.Pattern[str]] = {
    "two before": re.compile(r"before|years"),
    "year after": re.compile(r"later|following|next|after|this year|since"),
    **{f"quarter {number}": _PART_OF_YEAR for number in (1, 2, 3, 4)},
    **{f"to quarter {number}": _PART_OF_YEAR for number in (2, 3)},
}


def candidates(page: Page, place: Place, kind: str) -> list[Thing]:
    """All of a kind that a number could be bound to."""
    found: dict[Thing, None] = {}
    heading = headings(page, place)
    for span in (*heading, top(page)):
        found.update(dict.fromkeys(_named_in(page, kind, span)))
    before, behind = BEFORE_AND_BEHIND[kind]
    found.update(dict.fromkeys(_around(page, kind, place.token, before, behind)))
    sentences = page.analysis.sentences
    if kind == "mark":
        first = sentences[max(0, place.sentence.index - MOST_SENTENCES)]
        found.update(dict.fromkeys(_named_in(page, kind, (first.start, place.sentence.end))))
    elif kind == "period":
        found.update(dict.fromkeys(_derived(page, place, heading)))
        found.update((one, None) for one in page.things["period"][:1] if one.key == NO_TIME)
    elif kind == "body":
        found.update((one, None) for one in page.once("owners", lambda: _owners(page)))
        referred = page.referred_in(sentences[max(0, place.sentence.index - 1)].start, place.sentence.end)
        known = page.once("by key body", lambda: {one.key: one for one in page.things["body"]})
        found.update((known[body], None) for reference in referred for body in reference.bodies)
    return list(found)


def headings(page: Page, place: Place) -> list[Slice]:
    """What heads a number: the labels of its row, the heads of its column, the two blocks that lead to its own."""
    leads = page.leads(place.block)[:2]
    return [*place.labels, *place.heads, *((block.start, block.end) for block in leads)]


def top(page: Page) -> Slice:
    """The first blocks of a document."""
    blocks = page.analysis.blocks
    return 0, blocks[min(TOP_BLOCKS, len(blocks)) - 1].end


def _named_in(page: Page, kind: str, span: Slice) -> list[Thing]:
    every = page.namings[kind]
    return every.things[every.within(span)][:MOST_NAMINGS]


def _around(page: Page, kind: str, token: int, before: int, behind: int) -> Iterator[Thing]:
    every = page.namings[kind]
    at = bisect_left(every.starts, page.starts[token])
    yield from _first(before, reversed(every.things[max(0, at - MOST_NAMINGS) : at]))
    yield from _first(behind, every.things[at : at + MOST_NAMINGS])


def _first(most: int, things: Iterable[Thing]) -> list[Thing]:
    found: dict[Thing, None] = {}
    for one in things:
        if len(found) == most:
            break
        found[one] = None
    return list(found)


def _owners(page: Page) -> list[Thing]:
    return [one for one in page.things["body"] if any(trait in one.traits for trait in OWNERS)]


def _derived(page: Page, place: Place, heading: list[Slice]) -> Iterator[Thing]:
    """The periods that are only told in relation to one named near, where words near the number tell of such."""
    every = page.only_told
    sentences, at = page.analysis.sentences, place.sentence.index
    reach = MOST_ROWS if place.heads else MOST_SENTENCES
    spans = [(sentences[max(0, at - reach)].start, place.sentence.end), *heading]
    said: str | None = None
    for span in spans:
        within = every.within(span)
        for how, one in zip(every.how[within], every.things[within], strict=True):
            said = _said_near(page, place, heading) if said is None else said
            if how not in TOLD_BY or TOLD_BY[how].search(said):
                yield one


def _said_near(page: Page, place: Place, heading: list[Slice]) -> str:
    """What a number's sentence and the one before say near it, and what heads them."""
    sentences, at = page.analysis.sentences, place.number.start
    first = sentences[max(0, place.sentence.index - 1)].start
    near = (max(first, at - FAR), min(place.sentence.end, at + FAR))
    return " ".join(page.folded[start : min(end, start + 2 * FAR)] for start, end in (near, *heading))
