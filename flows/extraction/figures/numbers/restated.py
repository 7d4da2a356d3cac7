"""Numbers that say again what another one says: a figure's share, the count of a share, a figure named again."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.numbers import Number
from flows.extraction.figures.words.part_words import CLOSED, DIVIDES, IN_BRACKETS, OF_THE, SAID_AGAIN, THE_SAME
from flows.extraction.figures.words.types import Figure

# "which is 36%| more than the year before"
A_DIFFERENCE = re.compile(
    r"\s+(?:more|fewer|less|higher|lower|up|down|above|below|increase|rise|fall|drop)\b", re.IGNORECASE
)


def is_share_of(text: str, figure: Figure, number: Number) -> bool:
    """Whether a percentage is a figure's own share, said behind it: "38 were major, that is 2 per cent"."""
    counted = figure.share is None and figure.number.whole and not figure.earlier
    if not counted or A_DIFFERENCE.match(text, number.end):
        return False
    behind = (
        (figure.part_of or (figure.label and text.startswith(" (", figure.number.end)))
        and CLOSED.match(text, number.end)
        and IN_BRACKETS.fullmatch(text, figure.number.end, number.start)
    )
    return bool(behind or SAID_AGAIN.fullmatch(text, figure.number.end, number.start))


def counts_share(text: str, figure: Figure, number: Number) -> Figure | None:
    """The count of a share, said behind it: "fraud made up 71% of them, or |434"."""
    shares = figure.measure.startswith("share-of-") and figure.share is None and number.whole and not figure.earlier
    if not shares or not SAID_AGAIN.fullmatch(text, figure.number.end, number.start):
        return None
    measure = "groups-disrupted" if "groups" in figure.measure else "disruptions"
    return replace(figure, number=number, measure=measure, share=figure.number.value, end=max(figure.end, number.end))


def refers_back(text: str, number: Number, last: Figure, low: int) -> bool:
    """Whether a number only names the figure before again: "of the 312, …", "39 of the 402", "the 702 break down"."""
    if number.value != last.number.value:
        return False
    low = max(low, number.start - 16)
    divided = DIVIDES.match(text, number.end) and THE_SAME.search(text, low, number.start)
    return bool(divided or OF_THE.search(text, low, number.start))
