"""Keys: tables, lines and lists that explain the short forms and signs used in cells, such as "G = good"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.grades import FEWEST_EXPLAINED, WORDS, code_of, is_short_for
from flows.extraction.tables.grade_cells import NOTE
from flows.reading.blocks import Cell, Table

# A short form or sign: "RI", "★".
SHORT = re.compile(r"[A-Z]{1,2}|[a-z]|[^\w\s]{1,2}")
# A sign or initials before a grade: "★ |outstanding", "★ = |outstanding", "G |good". A punctuation mark or a small
# letter is one only before "=": "** = |outstanding", "x = |inadequate".
SIGN_BEFORE = re.compile(
    r"(?<!\S)(?P<given>[a-z]|[^\w\s]{1,2})\s*=\s*[“‘\"']?$|"
    r"(?<!\w)(?P<sign>[^\w\s.,;:!?()\[\]'\"“”‘’/&=|*–—-]|(?P<letters>[A-Z]{1,2}))\s*[=:–-]?\s*[“‘\"']?$"
)
LONGEST_SIGN = len("RI  =  “")
# The most characters of a cell that explains a sign: "Adequate (new in round 3)".
LONGEST_MEANING = 40

Key = dict[str, str]


def signs_in(analysis: Analysis, tables: Sequence[Table]) -> list[tuple[int, int, str]]:
    """Return the cells that are a sign or short form explained by a key: start, end and grade, in order."""
    keys = {id(table): key_of(analysis, table) for table in tables}
    known = {short: grade for key in (*keys.values(), *_keys_in_lines(analysis)) for short, grade in key.items()}
    if not known:
        return []
    cells = {cell for table in tables if not keys[id(table)] for row in table.rows for cell in row}
    found = ((cell.start, cell.end, known.get(_words(analysis, cell))) for cell in cells)
    return sorted((start, end, grade) for start, end, grade in found if grade)


def key_of(analysis: Analysis, table: Table) -> Key:
    """Return what the short forms in a table stand for; {} unless each of its grades has one in the cell before."""
    explained: list[tuple[str, str]] = []
    for row in table.rows:
        for column, cell in enumerate(row):
            if grade := _meaning(analysis, cell):
                explained.append((_words(analysis, row[column - 1]) if column else "", grade))
    return _key(explained)


def _keys_in_lines(analysis: Analysis) -> list[Key]:
    """Return a key for each line or list outside of tables; empty unless a sign stands before each of its grades."""
    explained: dict[tuple[str, int | None], list[tuple[str, str]]] = {}
    for start in analysis.triggers.starts["grade"]:
        block = analysis.sentences[analysis.index_at(start)].block
        word = WORDS.match(analysis.text, start, block.end)
        sign = SIGN_BEFORE.search(analysis.text, max(block.start, start - LONGEST_SIGN), start)
        if word and block.table is None:
            place = ("list", block.lead) if block.kind == "bullet" else ("line", block.index)
            known = sign and (sign["letters"] is None or is_short_for(sign["letters"], word["grade"]))
            short = (sign["given"] or sign["sign"]) if sign and known else ""
            explained.setdefault(place, []).append((short, code_of(word["grade"])))
    return [_key(pairs) for pairs in explained.values()]


def _key(explained: list[tuple[str, str]]) -> Key:
    """Return a key of short forms and grades; {} unless there are several, all different on both sides."""
    key = dict(explained)
    several = len(explained) >= FEWEST_EXPLAINED and len(key) == len(explained) == len(set(key.values()))
    return key if several and all(map(SHORT.fullmatch, key)) else {}


def _meaning(analysis: Analysis, cell: Cell) -> str | None:
    """Return the grade that a cell begins with; None if it begins with no grade or is too long for a key."""
    if cell.end - cell.start > LONGEST_MEANING:
        return None
    word = WORDS.match(analysis.text, cell.start, cell.end)
    return code_of(word["grade"]) if word else None


def _words(analysis: Analysis, cell: Cell) -> str:
    """Return the text of a cell without marks of change or of a note beside it: "G ↑", "★ =", "○ [1]"."""
    return NOTE.sub("", analysis.text[cell.start : cell.end]).strip(" =:↑↓↔→")
