"""What the grades of a row are of: the areas and bodies in the cells beside them and at the head of their columns."""

from __future__ import annotations

import re

from flows.extraction.analysis.bodies.watchdogs import PROGRAMME, WATCHDOG
from flows.extraction.grades.areas.areas import Areas
from flows.extraction.grades.bodies.bodies import lead_bodies
from flows.extraction.grades.groups.groups import Context, Group, groups_in
from flows.extraction.grades.layouts.cells import Cell, Row, cells_of, merged_into
from flows.extraction.grades.layouts.questions import area_asked
from flows.extraction.grades.words.area_at import AreaAt
from flows.extraction.grades.words.area_words import AREA_GLUE, PILLAR_OF
from flows.extraction.grades.words.words import GRADE_LABEL

# What heads a row and is no area: "Grade", "Overall", "Round 2", "2018", "Force", "PEEL inspection".
NO_AREA = re.compile(
    rf"(?i:^{GRADE_LABEL}|\b(?:overall|total|round|force|service|unit|inspections?|assessments?|{PROGRAMME}|{WATCHDOG})\b)|\d"
)
NAMES_AREAS = re.compile(r"\b(?:areas?|questions?|categor\w+|themes?|what)\b", re.IGNORECASE)
# "Area for improvement", "Areas of concern" head what is to be done.
TO_DO = re.compile(r"\b(?:for\s+improvement|of\s+concern|to\s+improve)\b", re.IGNORECASE)
PILLARS = frozenset(PILLAR_OF.values()) | {"legitimacy"}
# What stands in a column that says more of a grade, and not what it is of.
REMARKS = re.compile(
    r"\b(?:comments?|notes?|summary|reasons?|why|findings?|evidence|next|actions?|narrative|responses?|details?|"
    r"descriptions?|means?|meaning|definitions?|owners?|leads?|due|said|found)\b",
    re.IGNORECASE,
)
NAMES_BODIES = re.compile(r"\b(?:forces?|services?|units?|bod(?:y|ies)|brigades?|name|police)\b", re.IGNORECASE)
NUMBER = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})?[.):]?\s+")


def area_of(context: Context, areas: Areas, row: Row, number: int) -> AreaAt | None:
    """The area of the grade in a cell; None where nothing says it."""
    text = context.analysis.text
    labels = [n for n in row.labels(text) if not is_remark(text, row, n)]
    named = {n: area for n in labels if (area := opening(areas, row.cells[n]))}
    if (merged := merged_into(context.analysis, row)) and (area := opening(areas, merged)):
        named = {0: area, **named}
    column = next((n for n in labels if _names_areas(text, row, n)), None)
    if column is None:
        before = [area for n, area in named.items() if n < number]
        finer = [area for area in before if area.code not in PILLARS]
        if before:
            return (finer or before)[0]
    elif column in named:
        return named[column]
    chosen = labels[0] if labels and column is None else column
    said = row.cells[chosen] if chosen is not None else None
    for cell in (said, row.head(number), row.upper(number)):
        if cell is not None and (found := areas.between(cell.start, cell.end)):
            return found[0]
    if behind := [area for n, area in named.items() if n > number and _fills(text, row.cells[n], area.end)]:
        return behind[0]
    return _without_name(context, areas, row, said, listed=column is not None)


def opening(areas: Areas, cell: Cell) -> AreaAt | None:
    """The area that a cell opens with or asks about."""
    text = areas.analysis.text
    if cell.end > cell.start and text[cell.end - 1] == "?" and (asked := area_asked(areas, cell.start, cell.end)):
        return asked[0]
    numbered = NUMBER.match(text, cell.start, cell.end)
    start = numbered.end() if numbered else cell.start
    first = next(iter(areas.between(start, cell.end)), None)
    return first if first and AREA_GLUE.fullmatch(text, start, first.start) else None


def body_of(context: Context, row: Row, number: int) -> Group | None:
    """The body of the grade in a cell: that of a cell beside it, of the head of its column, or of the table's lead."""
    text, head = context.analysis.text, row.head(number)
    labels = [n for n in row.labels(text) if not is_remark(text, row, n)]
    merged = merged_into(context.analysis, row)
    before = [row.cells[n] for n in labels if n < number]
    behind = [row.cells[n] for n in labels if n > number and (head is None or _heads_bodies(text, row, n))]
    heads = [head, row.upper(number)]
    for cell in (merged, *before, *heads, *behind):
        groups = groups_in(context, cell.start, cell.end) if cell else []
        if cell is None or len(groups) != 1:
            continue
        whole = groups[0].start == cell.start and _fills(text, cell, groups[0].end)
        if whole or cell in (*heads, *before[:1]):
            return groups[0]
    lead = context.analysis.lead_of(row.block)
    return lead_bodies(context, lead) if lead else None


def names_bodies(context: Context, cell: Cell) -> bool:
    """Whether a cell names bodies, and does not just speak of them."""
    return any(group.form not in ("noun", "pronoun") for group in groups_in(context, cell.start, cell.end))


def is_left_open(context: Context, row: Row) -> bool:
    """Whether a row without an area is of something that is none: its first words are no body, year or "Grade"."""
    text = context.analysis.text
    labels = row.labels(text)
    if not labels:
        return row.cells[0].end == row.cells[0].start and len(row.cells) > len(row.graded)
    first = row.cells[labels[0]]
    if NO_AREA.search(text, first.start, first.end) or names_bodies(context, first):
        return False
    return any(char.isalpha() for char in text[first.start : first.end])


def is_remark(text: str, row: Row, number: int) -> bool:
    """Whether a cell stands in a column that says more of a grade, and not what it is of."""
    head = row.head(number)
    return number > 0 and head is not None and bool(REMARKS.search(text, head.start, head.end))


def _heads_bodies(text: str, row: Row, number: int) -> bool:
    head = row.head(number)
    return head is not None and bool(NAMES_BODIES.search(text, head.start, head.end))


def _names_areas(text: str, row: Row, number: int) -> bool:
    """Whether the table says that areas finer than pillars stand in a column."""
    head = row.head(number) if number else next(iter(row.heads), None)
    if head is None or TO_DO.search(text, head.start, head.end):
        return False
    return NAMES_AREAS.search(text, head.start, head.end) is not None


def _fills(text: str, cell: Cell, end: int) -> bool:
    return not text[end : cell.end].strip(" .*_:")


def _without_name(context: Context, areas: Areas, row: Row, cell: Cell | None, *, listed: bool) -> AreaAt | None:
    """What a cell says, as an area that no vocabulary has: its column is headed so, or by nothing, or one is beside."""
    text = context.analysis.text
    if cell is None or names_bodies(context, cell):
        return None
    said = text[cell.start : cell.end]
    unnamed = bool(row.heads) and row.heads[0].start == row.heads[0].end and any(char.isalpha() for char in said)
    stated = listed or unnamed
    if not stated and (
        NO_AREA.search(said) or not said[:1].isalpha() or not _is_beside_area(context, areas, row, cell)
    ):
        return None
    return AreaAt("other", context.analysis.view.original(cell.start, cell.end), cell.start, cell.end)


def _is_beside_area(context: Context, areas: Areas, row: Row, cell: Cell) -> bool:
    """Whether the row above or below opens with an area where this one opens with something else."""
    blocks, number = context.analysis.blocks, row.cells.index(cell)
    near = [*blocks[max(0, row.block.index - 1) : row.block.index], *blocks[row.block.index + 1 : row.block.index + 2]]
    rows = [cells_of(context.analysis.text, block) for block in near if block.kind == "row"]
    opens = [cells[number] for cells in rows if number < len(cells)]
    return any(area.start == one.start for one in opens for area in areas.plain(one.start, one.end))
