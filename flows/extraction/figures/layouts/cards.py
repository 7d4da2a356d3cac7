"""Numbers on lines of their own, over or under what they count, as on a report's cards: "57" / "OCGs disrupted"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import numbers_in
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.times.periods import periods_in
from flows.extraction.figures.numbers.heads import measure_of
from flows.extraction.figures.words.nouns import ADJECTIVE, ANY_DISRUPTED, GROUP_NOUN, NOUN, PLANNED
from flows.extraction.figures.words.period_words import year_alone
from flows.extraction.figures.words.types import Figure

# "57", "57+", "57 ▲ 8": with its change.
NUMBER = re.compile(r"\W*\d[\d,]*\+?(?:\s*[▲▼▬△▽↑↓→⬆⬇]\s*[+−-]?\d[\d,.]*%?)?\W*")
LONGEST_NUMBER, LONGEST_LABEL = 12, 70
GROUPS = re.compile(
    rf"\W*{ADJECTIVE}{{0,5}}?{GROUP_NOUN}\s+(?:(?:were|have\s+been)\s+)?{ANY_DISRUPTED}\W*|"
    rf"\W*{ANY_DISRUPTED}\s+{ADJECTIVE}{{0,5}}?{GROUP_NOUN}\W*",
    re.IGNORECASE,
)
DISRUPTIONS = re.compile(
    rf"\W*{ADJECTIVE}{{0,5}}?{NOUN}(?:\s+(?:of|against)\s+[a-z]+(?:\s+[a-z]+){{0,4}}?)?"
    r"(?:\s+(?:made|recorded|delivered|achieved|carried\s+out|led|supported))?\W*",
    re.IGNORECASE,
)
Slice = tuple[int, int]


def figures_on_cards(analysis: Analysis, cued: set[int]) -> dict[int, Figure]:
    """The figure of each number that stands alone, by the index of its block. `cued`: the blocks that speak of
    disrupting.
    """
    alone = {
        index
        for block in cued
        for index in (block - 1, block + 1)
        if 0 <= index < len(analysis.blocks) and _is_number(analysis, analysis.blocks[index])
    }
    found: dict[int, Figure] = {}
    runs: dict[int, tuple[int, int]] = {}
    for index in sorted(alone):
        if index not in runs:
            first, last = _run(analysis, index)
            runs |= dict.fromkeys(range(first, last + 1, 2), (first, last))
        first, last = runs[index]
        step = _to_label(analysis, first, last)
        label = analysis.blocks[index + step] if step else None
        # "12" / "Drug disruptions": that of a page, and the heading of the next.
        if label is None or (first == last and GROUPS.fullmatch(analysis.text, label.start, label.end) is None):
            continue
        figure = _figure(analysis, analysis.blocks[index], label, first + min(step, 0) - 1)
        if figure:
            found[index] = figure
    return found


def _is_number(analysis: Analysis, block: Block) -> bool:
    short = block.end - block.start <= LONGEST_NUMBER and block.kind != "row"
    return (
        short
        and NUMBER.fullmatch(analysis.text, block.start, block.end) is not None
        and not year_alone(analysis.text, block.start, block.end)
    )


def _run(analysis: Analysis, index: int) -> tuple[int, int]:
    """The first and last number of the cards that stand one after another."""
    first = last = index
    while first > 1 and _is_number(analysis, analysis.blocks[first - 2]):
        first -= 2
    while last + 2 < len(analysis.blocks) and _is_number(analysis, analysis.blocks[last + 2]):
        last += 2
    return first, last


def _to_label(analysis: Analysis, first: int, last: int) -> int:
    """How far from its number the label stands on these cards: right behind it, or right before; 0 where unknown."""
    behind = last + 1 < len(analysis.blocks) and _may_be_label(analysis, analysis.blocks[last + 1])
    before = first > 0 and _may_be_label(analysis, analysis.blocks[first - 1])
    return 0 if behind == before else 1 if behind else -1


def _may_be_label(analysis: Analysis, block: Block) -> bool:
    """Whether a line can be the label of a number: a short one that names no body and no time."""
    text, span = analysis.text, (block.start, block.end)
    if block.kind in ("row", "furniture") or block.end - block.start > LONGEST_LABEL:
        return False
    if text[slice(*span)].rstrip().endswith((".", ":")):
        return False
    named = analysis.mentions_in(*span) or analysis.places_in(*span) or numbers_in(analysis, *span)
    return not named and not periods_in(analysis.view.folded, *span, analysis.written)


def _figure(analysis: Analysis, block: Block, label: Block, above: int) -> Figure | None:
    """The figure of a card. `above`: the index of the block over all of the cards, which may name their time."""
    span = (label.start, label.end)
    number = next(iter(numbers_in(analysis, block.start, block.end)), None)
    groups = GROUPS.fullmatch(analysis.text, *span)
    if number is None or not number.whole or PLANNED.search(analysis.text, *span):
        return None
    if not groups and not DISRUPTIONS.fullmatch(analysis.text, *span):
        return None
    measure = measure_of(groups.group()) if groups else "disruptions"
    when = _time(analysis, analysis.blocks[above]) if above >= 0 else None
    return Figure(number, measure, "disruption-label", number.start, number.end, label=span, when=when)


def _time(analysis: Analysis, block: Block) -> Slice | None:
    named = periods_in(analysis.view.folded, block.start, block.end, analysis.written)
    return (block.start, block.end) if named else None
