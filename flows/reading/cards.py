"""Finds cards on a page: a number or a grade in a block of its own, with a name right above or below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from flows.reading.laying_out import GridCell, Piece, list_of_pairs
from flows.reading.pairing import is_grade, is_name

_NUMBER = re.compile(r"[£+−–-]?\s?\d[\d,.]*\s?(?:%|per cent|m|million|k|bn)?\+?", re.IGNORECASE)
# How much a number has changed: "▲ 9% on last year", "+3%".
_CHANGE = re.compile(r"[▲▼△▽↑↓⬆⬇↗↘+−–-]\s?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
# "Year before: 8" has a number of its own.
_VALUED = re.compile(r":\s*\d")
# Take no fewer consecutive cards than this for cards.
_FEWEST_CARDS = 2
_FEWEST_NAMED = 3


def with_cards(pieces: Sequence[Piece]) -> list[Piece]:
    """Replace cards among the pieces of a page by list items or by lists of pairs (name and value).

    Recognized are runs of cards with a number above or below its label, and cards with a grade above the name it is of.
    """
    numbered = _replace_named_cards(_replace_number_cards(_join_headed_cards(pieces)))
    return _replace_grade_headings(_replace_grade_lines(numbered))


def _join_headed_cards(pieces: Sequence[Piece]) -> list[Piece]:
    """Join the number and the label of each card in a run of cards that have a heading each: "Fraud", "23 disruptions".

    The labels begin with a small letter.
    """
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = at
        while _is_headed_card(pieces, end) and _is_like(pieces[end], pieces[at]):
            end += 3
        if end - at < 3 * _FEWEST_CARDS:
            end = at + 1
            found.append(pieces[at])
        for card in range(at, end - 2, 3):
            heading, number, label = pieces[card : card + 3]
            found += [heading, Piece("item", f"{number.text} {label.text}", level=1)]
        at = end
    return found


def _is_headed_card(pieces: Sequence[Piece], at: int) -> bool:
    heading, number, label = pieces[at : at + 3] if at + 2 < len(pieces) else [None] * 3
    if heading is None or number is None or label is None or heading.kind != "heading" or number.kind != label.kind:
        return False
    return label.kind == "paragraph" and label.text[:1].islower() and _is_number_card(pieces, at + 1)


def _replace_number_cards(pieces: Sequence[Piece]) -> list[Piece]:
    """Replace runs of cards with a number above its label.

    If a label of the run begins with a small letter, or a card has a third line, each card becomes a list item, "74
    disruptions in the quarter", with its third line below it; else the run becomes a list of pairs, ("Disruptions",
    "74").
    """
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = at
        cards: list[Sequence[Piece]] = []  # a number, its label and, if there is one, a third line
        while _is_number_card(pieces, end) and pieces[end + 1].kind == pieces[at + 1].kind:
            size = 3 if end + 2 < len(pieces) and _goes_on(pieces[end + 2]) else 2
            cards.append(pieces[end : end + size])
            end += size
        has_thirds = any(len(card) > 2 for card in cards)
        if len(cards) < _FEWEST_CARDS or (not has_thirds and _is_number_below_name(pieces, at, end)):
            end = max(at + 1, end)
            found += pieces[at:end]
        elif has_thirds or any(label.text[0].islower() for _, label, *_ in cards):
            for number, label, *third in cards:
                found += [Piece("item", f"{number.text} {label.text}", level=1), *third]
        else:
            found.append(list_of_pairs((GridCell(label.text, True), GridCell(number.text)) for number, label in cards))
        at = end
    return found


def _replace_named_cards(pieces: Sequence[Piece]) -> list[Piece]:
    """Replace runs of cards with a number below its name by lists of pairs, if nothing like a name follows the last."""
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        end, first = at, pieces[at : at + 2]
        while all(map(_is_like, pieces[end : end + 2], first)) and _is_named_card(pieces, end):
            end += 2
        ambiguous = end < len(pieces) and _is_like(pieces[end], first[0])
        if end - at < 2 * _FEWEST_NAMED or ambiguous:
            end = max(at + 1, end)
            found += pieces[at:end]
        else:
            cards = zip(pieces[at:end:2], pieces[at + 1 : end : 2], strict=True)
            found.append(list_of_pairs((GridCell(name.text, True), GridCell(number.text)) for name, number in cards))
        at = end
    return found


def _is_like(piece: Piece, other: Piece) -> bool:
    return (piece.kind, piece.level) == (other.kind, other.level)


def _is_named_card(pieces: Sequence[Piece], at: int) -> bool:
    name, number = (pieces[at], pieces[at + 1]) if at + 1 < len(pieces) else (None, None)
    if name is None or number is None or number.kind != "paragraph" or name.kind not in ("paragraph", "heading"):
        return False
    return _is_number(number) and is_name(name.text) and not _is_change(name)


def _is_number_card(pieces: Sequence[Piece], at: int) -> bool:
    number, label = (pieces[at], pieces[at + 1]) if at + 1 < len(pieces) else (None, None)
    if number is None or label is None or {number.kind, label.kind} - {"paragraph", "heading"}:
        return False
    return _is_number(number) and is_name(label.text) and not _is_change(label) and not _VALUED.search(label.text)


def _is_change(piece: Piece) -> bool:
    return bool(_CHANGE.match(piece.text))


def _goes_on(piece: Piece) -> bool:
    """Whether a line goes on with the card above it, as "▲ 9%" and "29 of which were major" do."""
    return piece.kind == "paragraph" and not piece.text[:1].isalpha() and not _is_number(piece)


def _is_number_below_name(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Whether the numbers of a run belong to the names above them, not to those below.

    That is so if a name like those below stands above the first number, or another number below the last name.
    """
    above, label = pieces[at - 1] if at else None, pieces[at + 1]
    if end < len(pieces) and _is_number(pieces[end]):
        return True
    named = above is not None and above.kind == label.kind and is_name(above.text) and not _is_change(above)
    return above is not None and named and above.text[0].islower() == label.text[0].islower()


def _is_number(piece: Piece) -> bool:
    text = piece.text.strip()
    return bool(_NUMBER.fullmatch(text)) and not _YEAR.fullmatch(text)


def _replace_grade_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Replace paragraphs that alternate between a grade and a name, grade first, by lists of pairs.

    Not if a name stands above the first grade, or if another grade or name follows the last name: then the grades are
    headings of lists of names, or belong to the names above them.
    """
    found: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = at
        while end + 1 < len(pieces) and _is_line(pieces[end], is_grade) and _is_line(pieces[end + 1], is_name):
            end += 2
        below = _is_line(found[-1], is_name) if found else False
        goes_on = end < len(pieces) and (is_grade(pieces[end].text) or _is_line(pieces[end], is_name))
        if end - at < 2 * _FEWEST_CARDS or below or goes_on:
            found += pieces[at : max(at + 1, end)]
            at = max(at + 1, end)
            continue
        lines = zip(pieces[at:end:2], pieces[at + 1 : end : 2], strict=True)
        found.append(list_of_pairs((GridCell(name.text, True), GridCell(grade.text)) for grade, name in lines))
        at = end
    return found


def _is_line(piece: Piece, holds: Callable[[str], bool]) -> bool:
    return piece.kind == "paragraph" and holds(piece.text)


def _replace_grade_headings(pieces: Sequence[Piece]) -> list[Piece]:
    """Replace each grade right above a heading by a pair (heading, grade).

    Only if every grade of the page is right above the only heading before the next grade.
    """
    found = list(pieces)
    grades = [at for at, piece in enumerate(pieces) if piece.kind == "paragraph" and is_grade(piece.text)]
    cards = [at for at in grades if at + 1 < len(pieces) and _is_head(pieces[at + 1])]
    if len(cards) < _FEWEST_CARDS or cards != grades or not _has_one_heading_each(pieces, cards):
        return found
    for at in reversed(cards):
        found[at : at + 2] = [list_of_pairs([(GridCell(pieces[at + 1].text, True), GridCell(pieces[at].text))])]
    return found


def _is_head(piece: Piece) -> bool:
    return piece.kind == "heading" and is_name(piece.text)


def _has_one_heading_each(pieces: Sequence[Piece], cards: Sequence[int]) -> bool:
    """Whether each card has exactly one heading, all of the same level; a grade with more headings is their title.

    False if the heading above the first grade is of that level: then grades belong to the headings above them.
    """
    levels = {pieces[at + 1].level for at in cards}
    above = next((piece for piece in reversed(pieces[: cards[0]]) if piece.kind == "heading"), None)
    if above and above.level in levels:
        return False
    between = [piece for start, end in pairwise(cards) for piece in pieces[start + 2 : end]]
    return len(levels) == 1 and not any(piece.kind == "heading" for piece in between)
