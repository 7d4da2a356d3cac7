"""Cards of a page: a number or a grade set by itself, and what it is of right above or below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from flows.reading.laying_out import GridCell, Piece, list_of_pairs
from flows.reading.pairing import is_grade, is_name

_NUMBER = re.compile(r"[£+−–-]?\s?\d[\d,.]*\s?(?:%|per cent|m|million|k|bn)?\+?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_FEWEST = 2


def carded(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces in which runs of cards with numbers are items or pairs, and cards that open with a grade are pairs."""
    return _graded(_graded_lines(_numbered(pieces)))


def _numbered(pieces: Sequence[Piece]) -> list[Piece]:
    """ "74" over "disruptions in the quarter" is an item; "74" over "Disruptions" is a pair, the name first."""
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = at
        while _is_number_card(pieces, end) and pieces[end + 1].kind == pieces[at + 1].kind:
            end += 2
        cards = [(number, label) for number, label in zip(pieces[at:end:2], pieces[at + 1 : end : 2], strict=True)]
        if len(cards) < _FEWEST or _are_below(pieces, at, end):
            found.append(pieces[at])
            at += 1
        elif any(label.text[0].islower() for _, label in cards):
            found += [Piece("item", f"{number.text} {label.text}", level=1) for number, label in cards]
            at = end
        else:
            found.append(list_of_pairs((GridCell(label.text, True), GridCell(number.text)) for number, label in cards))
            at = end
    return found


def _is_number_card(pieces: Sequence[Piece], at: int) -> bool:
    number, label = (pieces[at], pieces[at + 1]) if at + 1 < len(pieces) else (None, None)
    if number is None or label is None or {number.kind, label.kind} - {"paragraph", "heading"}:
        return False
    return _is_number(number) and is_name(label.text)


def _are_below(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Whether numbers stand below what they are of: a name stands above the first, or a number ends the last."""
    above = pieces[at - 1] if at else None
    named = above and above.kind == pieces[at + 1].kind and is_name(above.text)
    return bool(named) or (end < len(pieces) and _is_number(pieces[end]))


def _is_number(piece: Piece) -> bool:
    text = piece.text.strip()
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def _graded_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines that alternate between a grade and a name, the grade first, are pairs of these.

    Where a name stands above the first grade, or another line of theirs behind the last name, grades head lists.
    """
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = at
        while end + 1 < len(pieces) and _is_line(pieces[end], is_grade) and _is_line(pieces[end + 1], is_name):
            end += 2
        below = _is_line(found[-1], is_name) if found else False
        goes_on = end < len(pieces) and (is_grade(pieces[end].text) or _is_line(pieces[end], is_name))
        if end - at < 2 * _FEWEST or below or goes_on:
            found += pieces[at : max(at + 1, end)]
            at = max(at + 1, end)
            continue
        lines = zip(pieces[at:end:2], pieces[at + 1 : end : 2], strict=True)
        found.append(list_of_pairs((GridCell(name.text, True), GridCell(grade.text)) for grade, name in lines))
        at = end
    return found


def _is_line(piece: Piece, holds: Callable[[str], bool]) -> bool:
    return piece.kind == "paragraph" and holds(piece.text)


def _graded(pieces: Sequence[Piece]) -> list[Piece]:
    """A grade over the only heading up to the next grade is that of what the heading names."""
    found = list(pieces)
    grades = [at for at, piece in enumerate(pieces) if piece.kind == "paragraph" and is_grade(piece.text)]
    cards = [at for at in grades if at + 1 < len(pieces) and _is_head(pieces[at + 1])]
    if len(cards) < _FEWEST or cards != grades or not _are_alike(pieces, cards):
        return found
    for at in reversed(cards):
        found[at : at + 2] = [list_of_pairs([(GridCell(pieces[at + 1].text, True), GridCell(pieces[at].text))])]
    return found


def _is_head(piece: Piece) -> bool:
    return piece.kind == "heading" and is_name(piece.text)


def _are_alike(pieces: Sequence[Piece], cards: Sequence[int]) -> bool:
    """Whether each card has one heading, all of one level: where a grade has more, it heads them.

    Where a heading of that level stands over the first grade, headings stand over their grades.
    """
    levels = {pieces[at + 1].level for at in cards}
    above = pieces[cards[0] - 1] if cards[0] else None
    if above and _is_head(above) and above.level in levels:
        return False
    between = [piece for start, end in pairwise(cards) for piece in pieces[start + 2 : end]]
    return len(levels) == 1 and not any(piece.kind == "heading" for piece in between)
