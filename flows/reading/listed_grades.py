"""Cells of a table that list areas with their grades: each becomes a name and a value in a row of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.reading.heads import GRADES
from flows.reading.laying_out import GridCell
from flows.reading.pairing import LONGEST_NAME

# "Leadership: good", "Leadership – requires improvement → see below"
_LISTED = re.compile(
    rf"\s*([^:;\n]{{2,{LONGEST_NAME}}}?)\s*(?::|\s[-–—])\s*((?:{GRADES})\b(?:\W[^:;]{{0,{LONGEST_NAME}}})?)",
    re.IGNORECASE,
)
_ENDS = re.compile(r";\s|\n")

Row = tuple[GridCell, ...]


def unlisted(rows: Sequence[Row], heads: int, texts: Sequence[Sequence[str]]) -> list[Row]:
    """The rows of a table, those with a list of grades repeated for each; `texts`: those of their cells, with line breaks.

    Where no cell spans others and one column alone has such lists: it becomes two, of names and of grades.
    """
    found = {
        (row, column) for row in range(heads, len(rows)) for column, text in enumerate(texts[row]) if _listed(text)
    }
    columns = {column for row, column in found if len(_listed(texts[row][column])) > 1}
    if len(columns) != 1 or any(cell.row_span > 1 or cell.column_span > 1 for row in rows for cell in row):
        return list(rows)
    (at,) = columns
    split: list[Row] = []
    for number, row in enumerate(rows):
        if (number, at) not in found:
            split.append(tuple(replace(cell, column_span=1 + (column == at)) for column, cell in enumerate(row)))
            continue
        pairs = _listed(texts[number][at])
        split += [(*row[:at], GridCell(name, is_head=True), GridCell(grade), *row[at + 1 :]) for name, grade in pairs]
    return split


def _listed(text: str) -> list[tuple[str, str]]:
    """The names and grades that a cell lists, if it holds nothing else."""
    parts = [part for part in _ENDS.split(text) if part.strip()]
    found = [match.groups() for part in parts if (match := _LISTED.fullmatch(part.strip()))]
    return [(name.strip(), grade.strip()) for name, grade in found] if len(found) == len(parts) else []
