"""Cells of tables that say themselves what their number counts: "drug disruptions: 649; arrests: 70"."""

from __future__ import annotations

import re

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.tables.figure import Figure, Slice
from flows.extraction.tables.words import NOUN

# "drug disruptions: |649", "649| drug disruptions"
LABELS = re.compile(rf"{NOUN}\s*[:=–-]", re.IGNORECASE)
COUNTS = re.compile(rf"\W*(?:[\w’'-]+\s+){{0,3}}{NOUN}(?:\s+of\s+[\w\s]{{1,40}})?\W*", re.IGNORECASE)
PIECE_ENDS = re.compile(r";|<br\s*/?>|,\s+(?=[A-Za-z])|,\s+(?=\d[\d,]*\s+[A-Za-z])", re.IGNORECASE)


def says_itself(text: str, cell: Slice, end: int) -> bool:
    """Whether a cell says what it counts; the number ends at a position."""
    return bool(LABELS.search(text, *cell) or COUNTS.fullmatch(text, end, cell[1]))


def figure_said(analysis: Analysis, cell: Slice) -> Figure | None:
    """The first figure of disruptions that a cell states itself."""
    return next(
        (figure for piece in _pieces(analysis.text, cell) if (figure := _figure_in_piece(analysis, piece))), None
    )


def _pieces(text: str, cell: Slice) -> list[Slice]:
    """The pieces of a cell that holds several figures: "drug disruptions: 649; arrests: 70"."""
    edges = [(match.start(), match.end()) for match in PIECE_ENDS.finditer(text, *cell)]
    starts = [cell[0], *(end for _, end in edges)]
    return list(zip(starts, [*(start for start, _ in edges), cell[1]], strict=True))


def _figure_in_piece(analysis: Analysis, piece: Slice) -> Figure | None:
    """ "Drug disruptions: 649", "649 drug disruptions": a number with its label in one cell."""
    text = analysis.text
    numbers = numbers_in(analysis, *piece)
    if len(numbers) != 1:
        return None
    (number,) = numbers
    if LABELS.search(text, piece[0], number.start + 1):
        return _alone(number, (piece[0], number.start))
    if COUNTS.fullmatch(text, number.end, piece[1]) and not re.search(r"\w", text[piece[0] : number.start]):
        return _alone(number, (number.end, piece[1]))
    return None


def _alone(number: Number, label: Slice) -> Figure | None:
    measure = "share-of-disruptions" if number.percent else "disruptions"
    return Figure(number, measure, label=label) if number.percent or number.whole else None
