"""Turns consecutive names with their grades, on lines of their own, into lists of pairs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from flows.reading.heads import GRADE, GRADES, is_value
from flows.reading.laying_out import GridCell, Piece, list_of_pairs

LONGEST_NAME, LONGEST_LINE = 80, 240
# Look back over at most this many names for a grade that heads them.
MOST_NAMES = 20
# "Leadership: Good", "Leadership – requires improvement", "Leadership .... good"; the name must not contain a grade.
GRADED_LINE = re.compile(
    rf"\s*((?:(?!\b(?:{GRADES})\b)[^:\n|]){{2,{LONGEST_NAME}}}?)\s*(?::|\s[-–—]|\s?\.{{3,}}|→)\s*[*_]*({GRADES})[*_]*\s*\.?\s*",
    re.IGNORECASE,
)
# "How efficient is the force? Good": a question and its grade are a pair even on their own.
ASKED_LINE = re.compile(rf"\s*([^?\n|]{{10,{LONGEST_LINE}}}\?)\s*[*_]*({GRADES})[*_]*\s*\.?\s*", re.IGNORECASE)
_FEWEST_PAIRS = 2


def graded_line(text: str, start: int, end: int) -> re.Match[str] | None:
    """Match a slice of text that is a name or a question (group 1) with its grade (group 2); None if it is not."""
    if end - start > LONGEST_LINE:
        return None
    return GRADED_LINE.fullmatch(text, start, end) or ASKED_LINE.fullmatch(text, start, end)


def is_name(text: str) -> bool:
    """Whether a line may be the name above a grade: a few words that are not a sentence and not a value."""
    return len(text.strip()) <= LONGEST_NAME and is_list_of_names(text)


def is_list_of_names(text: str) -> bool:
    """Whether a line may be names below a grade: words that are neither a sentence nor a value."""
    text = text.strip()
    return len(text) > 2 and text[-1] not in ".!?;:," and not is_value(text)


def is_grade(text: str) -> bool:
    """Whether a line is a grade and nothing else."""
    return len(text) <= LONGEST_NAME and GRADE.fullmatch(text) is not None


def with_pair_lists(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces with runs of names and grades replaced by lists of pairs."""
    result: list[Piece] = []
    at, graded = 0, _graded_sections(pieces)
    while at < len(pieces):
        rows: list[tuple[GridCell, GridCell]] = []
        end = at
        while end < len(pieces) and (pair := _pair(pieces, end)):
            rows.append(pair[0])
            end = pair[1]
        asked = bool(rows) and rows[0][0].text.endswith("?")
        if asked or (len(rows) >= _FEWEST_PAIRS and not _is_headed_by_grades(pieces, at, end)):
            result.append(list_of_pairs(rows))
            at = end
        elif at in graded:
            result.append(list_of_pairs(rows[:1]))
            at += 2
        else:
            result.append(pieces[at])
            at += 1
    return result


def _graded_sections(pieces: Sequence[Piece]) -> set[int]:
    """Return the headings with a grade right below them, if no section beside theirs has a grade anywhere else.

    None if a section beside theirs has no grade and one comes before the first heading: it may head a list of headings.
    """
    heads = [at for at, piece in enumerate(pieces) if piece.kind == "heading" and not is_grade(piece.text)]
    graded: set[int] = set()
    for _, run in groupby(pairwise([*heads, len(pieces)]), lambda head: pieces[head[0]].level):
        grades = [(at, [at for at in range(at, end) if is_grade(pieces[at].text)]) for at, end in run]
        right = {at for at, found in grades if found == [at + 1] and (pair := _pair(pieces, at)) and pair[1] == at + 2}
        if len(right) < _FEWEST_PAIRS or len(right) < sum(bool(found) for _, found in grades):
            continue
        if len(right) == len(grades) or not _follows_a_grade(pieces, min(right)):
            graded |= right
    return graded


def _is_headed_by_grades(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """Whether the grades are headings of the names below them, rather than values of the names above them.

    So it is if a grade comes before the first name, or if the last grade is followed by more names of the kind.
    """
    if is_grade(pieces[at].text) or graded_line(pieces[at].text, 0, len(pieces[at].text)):
        return False
    if _follows_a_grade(pieces, at):
        return True
    behind, last = pieces[end] if end < len(pieces) else None, pieces[max(at, end - 2)]
    like = behind and not behind.grid and (behind.kind, behind.level) == (last.kind, last.level)
    return bool(behind and like and is_list_of_names(behind.text))


def _follows_a_grade(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a grade comes before a name, directly or before other names of its kind."""
    for before in reversed(pieces[max(0, at - MOST_NAMES) : at]):
        if is_grade(before.text):
            return True
        if not is_name(before.text) or (before.kind, before.level) != (pieces[at].kind, pieces[at].level):
            return False
    return False


def _pair(pieces: Sequence[Piece], at: int) -> tuple[tuple[GridCell, GridCell], int] | None:
    """Return the pair that begins at a piece, and the index after it; None if there is none."""
    piece, below = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    if piece.grid or piece.kind in ("furniture", "caption"):
        return None
    graded = graded_line(piece.text, 0, len(piece.text))
    if graded and not is_grade(piece.text):
        return (GridCell(graded[1], is_head=True), GridCell(graded[2])), at + 1
    if below and not below.grid and is_name(piece.text) and is_grade(below.text):
        return (GridCell(piece.text, is_head=True), GridCell(below.text)), at + 2
    return None
