"""What the grades of a table are of: the areas and bodies that the cells beside them and their heads name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from flows.extraction.analysis.text.layout import Block
from flows.extraction.programmes import area_for, graded_in
from flows.extraction.tables.heads import HeadedTable
from flows.extraction.tables.keys import key_of
from flows.extraction.tables.named import OPENING, PILLAR_OF, AreaAt, Group, Named
from flows.extraction.tables.roles import Role, roles_of
from flows.reading.blocks import Cell
from schemas.vocabularies import areas_by_kind

PILLARS = frozenset(PILLAR_OF.values()) | {"legitimacy", "people"}
# Between the areas that a label lists.
LISTED = re.compile(r"\s*(?:[,;/•·]|,?\s+and|&)\s+(?:the\s+|its\s+)?", re.IGNORECASE)
# Between an area and a finer one, or its grade, in one cell.
PAIRING = re.compile(r"\s*[:=–—-]\s*")


@dataclass(frozen=True, eq=False, kw_only=True)
class GradeTable(HeadedTable):
    """A table that may hold grades, with the bodies and areas that its document names."""

    named: Named

    @cached_property
    def is_key(self) -> bool:
        """Whether it says what short forms of grades stand for, and gives none."""
        return bool(key_of(self.analysis, self.table))

    def above(self, column: int) -> list[Cell]:
        """The heads of a column, the nearest first: for a number what a list of the document says it stands for."""
        return [self.explained.get(_words(self, cell), cell) for cell in super().above(column)]

    @cached_property
    def explained(self) -> dict[str, Cell]:
        """The items of the list that has an area for each of the columns headed 1, 2, 3 ...; by the number."""
        heads = self.rows[self.head_rows[-1]] if self.head_rows else ()
        numbers = self.numbers_in(heads)
        for lead, items in groupby(self.analysis.blocks, key=lambda block: block.kind == "bullet" and block.lead):
            listed = [Cell(item.start, item.end) for item in items] if lead is not False else []
            if listed and len(listed) == len(numbers) and all(opening(self.named, item) for item in listed):
                return dict(zip(numbers, listed, strict=True))
        return {}

    @cached_property
    def area_codes(self) -> list[str | None]:
        """The area that each row with a grade opens with."""
        rows = [number for number, row in enumerate(self.rows) if self.grades_of(row) and number not in self.head_rows]
        firsts = [next(iter(self.labels(row).values()), None) for row in rows]
        named = [opening(self.named, first) if first else None for first in firsts]
        return [area.code if area else None for area in named]

    @cached_property
    def is_of_areas(self) -> bool:
        """Whether most of its rows with a grade open with an area."""
        return sum(code is not None for code in self.area_codes) > len(self.area_codes) / 2


def area_of(table: GradeTable, row: int, column: int) -> AreaAt | None:
    """The area of the grade in a cell; None where nothing says it."""
    labels = table.labels(row)
    named = {at: area for at, cell in labels.items() if (area := opening(table.named, cell))}
    listed = next((at for at in labels if _holds_areas(table, at)), None)
    before = [area for at, area in named.items() if at < column]
    # "Effectiveness | Overall | Good" is of the pillar.
    finer = [area for area in before if area.code not in (*PILLARS, "overall")]
    if listed in named and (named[listed].code != "overall" or not before):
        return named[listed]
    if before and (listed is None or listed in named):
        return next(iter(finer or [area for area in before if area.code != "overall"] or before))
    said = labels[listed] if listed is not None else next(iter(labels.values()), None)
    # Where rows are of areas, the title over them is not that of a row whose own words are in no vocabulary.
    title = None if said is not None and table.is_of_areas else table.title_of(row)
    overs = [table.named.heading(head.start, head.end) for head in table.above(column)]
    besides = [table.named.areas(cell.start, cell.end) if cell else [] for cell in (said, title)]
    if areas := next(filter(None, (besides[0], *overs, besides[1])), None):
        return areas[0]
    behind = [area for at, area in named.items() if at > column and fills(table.named, labels[at], area.end)]
    if behind:
        return behind[0]
    if said is not None and names_bodies(table.named, said):
        return area_over(table, row)
    return _without_name(table, row, said, listed=listed is not None)


def area_over(table: GradeTable, row: int) -> AreaAt | None:
    """The only area of the caption or heading over a table of bodies; one that speaks of grades alone has another over
    it."""
    block = block_of(table, row)
    for lead in table.analysis.leads_of(block) if block else ():
        named = {area.code: area for area in table.named.areas_alone(lead.start, lead.end)}
        speaks = lead.kind == "prose" or Role.GRADES not in roles_of(table.analysis, Cell(lead.start, lead.end))
        if named or speaks:
            return next(iter(named.values())) if len(named) == 1 and lead.kind != "prose" else None
    return None


def areas_of(table: GradeTable, row: int, column: int) -> list[AreaAt]:
    """The areas of the grade in a cell: that which `area_of` finds, and all that the same label lists with it."""
    first = area_of(table, row, column)
    if first is None or not first.words or first.code == "other":
        return [first] if first else []
    label = next((c for c in table.labels(row).values() if c.start <= first.start and first.end <= c.end), None)
    listed = table.named.areas_alone(label.start, label.end) if label else []
    if label is None or len(listed) < 2 or listed[0] != first or not fills(table.named, label, listed[-1].end):
        return [first]
    text = table.analysis.text
    return listed if all(LISTED.fullmatch(text[a.end : b.start]) for a, b in pairwise(listed)) else [first]


def opening(named: Named, cell: Cell) -> AreaAt | None:
    """The area that a cell opens with or asks about."""
    text = named.analysis.text
    if cell.end > cell.start and text[cell.end - 1] == "?":
        return named.asked(cell.start, cell.end)
    areas = named.areas(cell.start, cell.end)
    if not areas or not OPENING.fullmatch(text, cell.start, areas[0].start):
        return None
    # "Effectiveness – vulnerability" is of the question.
    is_finer = len(areas) > 1 and areas[0].code in PILLARS and PAIRING.fullmatch(text, areas[0].end, areas[1].start)
    return areas[1] if is_finer else areas[0]


def body_of(table: GradeTable, row: int, column: int) -> Group | None:
    """The body of the grade in a cell: that of a cell beside it, of a head, of the rows' title, or of what leads in."""
    labels, heads = table.labels(row), table.above(column)
    before = [cell for at, cell in labels.items() if at < column]
    behind = [cell for at, cell in labels.items() if at > column and not heads]
    for cell in (*before, *heads, *behind):
        groups = table.named.alone(cell.start, cell.end)
        if len({group.bodies for group in groups}) != 1:
            continue
        whole = groups[0].start == cell.start and fills(table.named, cell, groups[-1].end)
        if whole or cell in (*heads, *before[:1]):
            return groups[0]
    return _lead_body(table, row) or table.named.of_page


def has_lost_its_body(table: GradeTable, row: int, column: int) -> bool:
    """Whether bodies head other grades of a row, but what heads this one is in no vocabulary."""
    if any(names_bodies(table.named, label) for label in table.labels(row).values()):
        return False
    graded = table.grades_of(table.rows[row])
    headed = {at: any(names_bodies(table.named, head) for head in table.above(at)) for at in graded}
    return any(headed.values()) and not headed[column]


def _lead_body(table: GradeTable, row: int) -> Group | None:
    """The body that the title of the rows, the caption, or what leads in to the table names."""
    block = block_of(table, row)
    lead = table.analysis.lead_of(block) if block else None
    return table.named.led_by(lead) if lead else None


def block_of(table: HeadedTable, row: int) -> Block | None:
    """The block of a row."""
    first = next(cell.start for cell in table.rows[row] if not cell.is_empty)
    sentence = table.analysis.sentence_at(first)
    return sentence.block if sentence else None


def _words(table: HeadedTable, cell: Cell) -> str:
    return table.analysis.text[cell.start : cell.end].strip()


def names_bodies(named: Named, cell: Cell) -> bool:
    """Whether a cell names bodies, and does not just speak of them."""
    return any(group.form not in ("noun", "pronoun") for group in named.alone(cell.start, cell.end))


def is_of_nothing_known(table: GradeTable, row: int) -> bool:
    """Whether a row without an area is of something that is none: its first words are no body, year or "Grade"."""
    labels = list(table.labels(row).values())
    cells = table.rows[row]
    if not labels:
        is_pair = table.table.form == "pairs"
        return is_pair or (cells[0].is_empty and len(cells) > len(table.grades_of(cells)))
    if table.table.form == "pairs" and Role.YEARS in roles_of(table.analysis, labels[0]):
        return any(opening(table.named, cells[0]) for cells in table.rows)  # "Leadership: G", "In 2019: G"
    if Role.NO_AREA in roles_of(table.analysis, labels[0]) or names_bodies(table.named, labels[0]):
        return False
    return any(char.isalpha() for char in table.analysis.text[labels[0].start : labels[0].end])


def fills(named: Named, cell: Cell, end: int) -> bool:
    """Whether nothing of a cell stands behind a position."""
    return not named.analysis.text[end : cell.end].strip(" .*_:")


def _holds_areas(table: HeadedTable, column: int) -> bool:
    """Whether the table says that areas finer than pillars stand in a column."""
    head = table.head_of(column)
    return head is not None and Role.AREAS in roles_of(table.analysis, head)


def _without_name(table: GradeTable, row: int, cell: Cell | None, *, listed: bool) -> AreaAt | None:
    """The area that a cell says in part, or as words that no vocabulary has: in a column of areas, or beside one."""
    analysis = table.analysis
    if cell is None or names_bodies(table.named, cell):
        return None
    said = analysis.text[cell.start : cell.end]
    corner = table.corner()
    unnamed = corner is not None and corner.is_empty and any(char.isalpha() for char in said)
    beside = said[:1].isalpha() and Role.NO_AREA not in roles_of(analysis, cell)
    if not (listed or unnamed or (beside and table.is_of_areas)):
        return None
    code = _said_in_part(table, said) or "other"
    return AreaAt(code, analysis.view.original(cell.start, cell.end), cell.start, cell.end)


def _said_in_part(table: GradeTable, said: str) -> str | None:
    """The only area whose code has all words of a label, "Responding", among those graded with the table's others."""
    words = set(said.lower().split())
    others = {code for code in table.area_codes if code}
    graded = [
        areas for kind, areas in areas_by_kind().items() if {area_for((c,), kind) for c in others} <= graded_in(kind)
    ]
    fitting = {code for areas in graded for code in areas if words and words <= set(code.split("-"))}
    return next(iter(fitting)) if len(fitting) == 1 and others else None
