"""Keys: tables, lines and lists that say what a short form or sign in a cell stands for, such as "G = good"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.grades import FEWEST, WORDS, code_of, is_short_for
from flows.reading.blocks import Cell, Table

# "RI", "★"
SHORT = re.compile(r"[A-Z]{1,2}|[^\w\s]{1,2}")
# "★ |outstanding", "★ = |outstanding", "G |good": a sign in a line, which is no mark of a sentence, or initials.
SIGN_BEFORE = re.compile(
    r"(?<!\w)(?P<sign>[^\w\s.,;:!?()\[\]'\"“”‘’/&=|*–—-]|(?P<letters>[A-Z]{1,2}))\s*[=:–-]?\s*[“‘\"']?$"
)
LONGEST_SIGN = len("RI  =  “")
# "Adequate (new in round 3)"
LONGEST_MEANING = 40

Key = dict[str, str]


def signs_in(analysis: Analysis, tables: Sequence[Table]) -> list[tuple[int, int, str]]:
    """The cells that are a sign or short form which the document has a key of: their slices and the grades."""
    keys = {id(table): key_of(analysis, table) for table in tables}
    known = {short: grade for key in (*keys.values(), *_keys_in_lines(analysis)) for short, grade in key.items()}
    if not known:
        return []
    cells = {cell for table in tables if not keys[id(table)] for row in table.rows for cell in row}
    said = ((cell.start, cell.end, known.get(_words(analysis, cell))) for cell in cells)
    return sorted((start, end, grade) for start, end, grade in said if grade)


def key_of(analysis: Analysis, table: Table) -> Key:
    """What each short form stands for in a table that is a key: each of its grades stands behind one; else nothing."""
    explained: list[tuple[str, str]] = []
    for row in table.rows:
        for column, cell in enumerate(row):
            if grade := _meaning(analysis, cell):
                explained.append((_words(analysis, row[column - 1]) if column else "", grade))
    return _key(explained)


def _keys_in_lines(analysis: Analysis) -> list[Key]:
    """What the signs of each line or list stand for that has a sign before each of its grades."""
    explained: dict[tuple[str, int | None], list[tuple[str, str]]] = {}
    for start in analysis.triggers.starts["grade"]:
        block = analysis.sentences[analysis.index_at(start)].block
        word = WORDS.match(analysis.text, start, block.end)
        sign = SIGN_BEFORE.search(analysis.text, max(block.start, start - LONGEST_SIGN), start)
        if word and block.table is None:
            place = ("list", block.lead) if block.kind == "bullet" else ("line", block.index)
            known = sign and (sign["letters"] is None or is_short_for(sign["letters"], word["grade"]))
            explained.setdefault(place, []).append((sign["sign"] if sign and known else "", code_of(word["grade"])))
    return [_key(found) for found in explained.values()]


def _key(explained: list[tuple[str, str]]) -> Key:
    """A key, if each of several grades has a short form and no two of them the same."""
    key = dict(explained)
    several = len(explained) >= FEWEST and len(key) == len(explained) == len(set(key.values()))
    return key if several and all(map(SHORT.fullmatch, key)) else {}


def _meaning(analysis: Analysis, cell: Cell) -> str | None:
    """The grade that a cell of a key opens with."""
    if cell.end - cell.start > LONGEST_MEANING:
        return None
    word = WORDS.match(analysis.text, cell.start, cell.end)
    return code_of(word["grade"]) if word else None


def _words(analysis: Analysis, cell: Cell) -> str:
    """The words of a cell without marks, as of change, beside them: "G ↑", "RI =", "★ ="."""
    return analysis.text[cell.start : cell.end].strip(" =:↑↓↔→")
