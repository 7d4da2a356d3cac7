"""Find the areas and the body that a grade in a table belongs to, from its labels, its headers and the lead-in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, groupby, pairwise

from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS
from flows.extraction.tables.heads import HeadedTable
from flows.extraction.tables.keys import key_of
from flows.extraction.tables.named import AreaAt, Group, Named
from flows.extraction.tables.times import older_among
from flows.extraction.tables.words import Said, says
from flows.reading.blocks import Cell
from schemas.vocabularies import areas_by_kind, graders, manners
from schemas.vocabularies.grading import area_for, graded_in

# What headers of columns of grades say that name no area.
OF_NO_AREA = (Said.NO_AREA, Said.GRADES, Said.NEWEST, Said.THEN, Said.EARLIER)
PILLARS = frozenset([*manners().values(), "people"])
# What stands between the areas that a label lists.
LISTED = re.compile(r"\s*(?:[,;/•·]|,?\s+and|&)\s+(?:the\s+|its\s+)?", re.IGNORECASE)
# What stands between an area and a more specific one, or between an area and its grade, in one cell.
PAIRING = re.compile(r"\s*[:=–—-]\s*")


@dataclass(frozen=True, eq=False, kw_only=True)
class GradeTable(HeadedTable):
    """A table that may hold grades, with the bodies and areas that its document names."""

    named: Named

    @cached_property
    def is_key(self) -> bool:
        """Whether the table is a key: it explains short forms of grades, and grades nobody."""
        return bool(key_of(self.analysis, self.table))

    def above(self, column: int) -> list[Cell]:
        """Return the headers of a column, the nearest first; a number is replaced by the list item that explains it."""
        text = self.analysis.text
        return [self.explained.get(text[cell.start : cell.end].strip(), cell) for cell in super().above(column)]

    @cached_property
    def explained(self) -> dict[str, Cell]:
        """For columns headed 1, 2, 3 …: the items of a list of as many areas, by number; {} without such a list."""
        numbers = self.numbers_in(self.heads[-1]) if self.heads else []
        for lead, items in groupby(self.analysis.blocks, key=lambda block: block.kind == "bullet" and block.lead):
            listed = [Cell(item.start, item.end) for item in items] if lead is not False else []
            if listed and len(listed) == len(numbers) and all(opening(self.named, item) for item in listed):
                return dict(zip(numbers, listed, strict=True))
        return {}

    @cached_property
    def headed_by_bodies(self) -> frozenset[int]:
        """The columns with a body in their headers."""
        columns = range(len(self.rows[0]))
        return frozenset(at for at in columns if any(names_bodies(self.named, head) for head in self.above(at)))

    @cached_property
    def is_grid(self) -> bool:
        """Whether rows of areas and rows of their grades alternate, like cards side by side."""
        rows = [number for number in range(len(self.rows)) if number not in self.titles]
        names, grades = rows[::2], rows[1::2]
        return len(rows) > 2 and len(names) == len(grades) and all(map(self._are_cards, names, grades))

    def _are_cards(self, names: int, grades: int) -> bool:
        filled = {column: cell for column, cell in enumerate(self.rows[names]) if not cell.is_empty}
        return self.grades_of(grades).keys() == filled.keys() and all(opening(self.named, c) for c in filled.values())

    @cached_property
    def older(self) -> frozenset[Cell]:
        """The headers of columns and the titles of rows that give an earlier time than others do."""
        titles = [self.rows[number][0] for number in self.titles]
        return frozenset(head for heads in (*self.heads, titles) for head in older_among(self.analysis, heads))

    def is_earlier(self, row: int, column: int | None = None) -> bool:
        """Whether a grade is from an earlier inspection, by its column's headers, its row's title or the heading above.
        `column` is None for a grade that is itself a header. A header that says "latest" overrules the heading."""
        heads = self.above(column) if column is not None else []
        if any(says(self.analysis, head, Said.NEWEST) for head in heads):
            return False
        heading = next((lead for lead in self.leads(row) if lead.kind == "heading"), None)
        is_said = heading is not None and says(self.analysis, heading, Said.EARLIER)
        return is_said or any(head in self.older for head in (*heads, self.title_of(row)))

    @cached_property
    def row_codes(self) -> frozenset[str]:
        """The codes of the areas that the first labels of rows with a grade open with."""
        rows = [row for row in range(len(self.rows)) if self.grades_of(row) and row not in self.head_rows]
        firsts = [label for row in rows for label in [*self.labels(row).values()][:1]]
        return frozenset(area.code for first in firsts if (area := opening(self.named, first)))

    @cached_property
    def codes(self) -> frozenset[str]:
        """The codes of the areas that open the rows with a grade or stand in headers and titles of rows."""
        cells = [*(cell for row in self.heads for cell in row), *(self.rows[number][0] for number in self.titles)]
        named = (self.named.heading(cell.start, cell.end)[:1] for cell in cells)
        return self.row_codes.union(area.code for areas in named for area in areas)

    @cached_property
    def inspections(self) -> frozenset[str]:
        """The first words of the codes of areas that headers and labels name, also in part; often of one inspection."""
        cells = [*(cell for row in self.heads for cell in row), *(row[0] for row in self.rows)]
        rest = [self.analysis.text[cell.start : cell.end] for cell in cells if not opening(self.named, cell)]
        parts = (_said_in_part(self, None, {*words.lower().split()}) for words in rest)
        return frozenset(code.split("-")[0] for code in (*self.codes, *parts) if code)


def area_of(table: GradeTable, row: int, column: int) -> AreaAt | None:
    """Return the area of the grade in a cell; None if labels, headers and lead-in leave it open."""
    if table.is_grid:
        return opening(table.named, table.rows[row - 1][column])
    labels = table.labels(row)
    said, title = next(iter(labels.values()), None), table.title_of(row)
    # A title says nothing of a row whose own label says something else.
    over = table.named.areas(title.start, title.end) if title and not is_of_nothing_known(table, row) else []
    opened = {at: opening(table.named, cell) for at, cell in labels.items() if at < column}
    before = {at: _in_full(table, row, column, labels[at], area) for at, area in opened.items() if area}
    if before:
        # In "Effectiveness | Overall | Good" the area is the pillar, not "overall".
        named = _since_last_grade(table, row, column, before) or [*before.values()]
        part = [area for area in named if area.code != "overall"]
        part = part or over
        return next((area for area in part if area.code not in PILLARS), part[0] if part else _whole(table, row, named))
    heads = [(head, table.named.heading(head.start, head.end)) for head in table.above(column)]
    overs = [[_in_full(table, row, column, head, areas[0])] for head, areas in heads if areas]
    beside = table.named.areas(said.start, said.end) if said else []
    if areas := next(filter(None, (beside, *overs, over)), None):
        return _whole(table, row, areas)
    if said is None:
        return None
    if not names_bodies(table.named, said):
        return _without_name(table, row, column, said)
    head = table.head_of(column)
    is_alone = head is None or len(table.grades_of(row)) == 1 or says(table.analysis, head, *OF_NO_AREA)
    return area_over(table, row) if is_alone else _without_name(table, row, column, head or said)


def _whole(table: GradeTable, row: int, areas: Sequence[AreaAt]) -> AreaAt:
    """Return the first of the areas; for "overall", in an inspection of one area, that area."""
    is_whole = areas[0].code == "overall" and table.codes <= {"overall"}
    return (area_over(table, row, areas[0]) if is_whole else None) or areas[0]


def _since_last_grade(table: GradeTable, row: int, column: int, areas: Mapping[int, AreaAt]) -> list[AreaAt]:
    """The areas that fill a cell between a grade and the one before it: "Preventing crime | Good | Leadership | RI"."""
    last = max((at for at in table.grades_of(row) if at < column), default=column)
    return [area for at, area in areas.items() if at > last and ends_cell(table.named, table.rows[row][at], area.end)]


def area_over(table: GradeTable, row: int, whole: AreaAt | None = None) -> AreaAt | None:
    """Return the only area of the lines over a table of bodies: of the nearest that names any but "overall". Prose and
    lines on grades alone are skipped."""
    for lead in (lead for lead in table.leads(row) if lead.kind != "prose"):
        named = {area.code: area for area in table.named.areas(lead.start, lead.end)}
        whole = whole or named.get("overall")
        part = [area for code, area in named.items() if code != "overall"]
        if part or not (whole or says(table.analysis, lead, Said.GRADES)):
            return part[0] if len(part) == 1 else whole
    return whole


def areas_of(table: GradeTable, row: int, column: int) -> list[AreaAt]:
    """Return the areas of the grade in a cell: the area of `area_of`, and all areas that the same label lists."""
    first = area_of(table, row, column)
    if first is None:
        return []
    label = next((c for c in table.labels(row).values() if c.start <= first.start and first.end <= c.end), None)
    listed = table.named.areas(label.start, label.end) if label else []
    if label is None or len(listed) < 2 or listed[0] != first or not ends_cell(table.named, label, listed[-1].end):
        return [first]
    text = table.analysis.text
    return listed if all(LISTED.fullmatch(text[a.end : b.start]) for a, b in pairwise(listed)) else [first]


def opening(named: Named, cell: Cell) -> AreaAt | None:
    """Return the area that a cell opens with or, if it is a question, asks about; None without one."""
    text = named.analysis.text
    if cell.end > cell.start and text[cell.end - 1] == "?":
        return named.asked(cell.start, cell.end)
    areas = named.areas(cell.start, cell.end)
    if not areas or any(map(str.isalpha, text[cell.start : areas[0].start])):
        return None
    # "Effectiveness – vulnerability" is of the question.
    is_finer = len(areas) > 1 and areas[0].code in PILLARS and PAIRING.fullmatch(text, areas[0].end, areas[1].start)
    return areas[1] if is_finer else areas[0]


def body_of(table: GradeTable, row: int, column: int) -> Group | None:
    """Return the body of the grade in a cell: from a label, a header, the lead-in, or the page, in this order."""
    before = [cell for at, cell in table.labels(row).items() if at < column]
    named = (table.named.bodies_of_cell(cell.start, cell.end) for cell in (*before, *table.above(column)))
    return next(filter(None, named), None) or table.named.led_by(table.leads(row)) or table.named.of_page


def is_of_other_inspectors(table: GradeTable, row: int, column: int) -> bool:
    """Whether of the headers, labels, headings and prose with ":" over a cell the nearest that names an inspectorate
    or an inspected body names only inspectorates whose grades the tables do not hold, such as Ofsted."""
    leads = (lead for lead in table.leads(row) if lead.kind != "prose" or table.analysis.text[lead.end - 1] == ":")
    over = (Cell(lead.start, lead.end) for lead in leads)
    for said in chain(table.heads_of(row, column), over):
        bodies = [mention.body for mention in table.analysis.mentions_in(said.start, said.end)]
        ids = {body.body_id for body in bodies if body.kind == "inspectorate"}
        if ids or any(body.kind in INSPECTED_KINDS for body in bodies):
            return bool(ids) and ids.isdisjoint(graders())
    return False


def has_lost_its_body(table: GradeTable, row: int, column: int) -> bool:
    """Whether bodies head the other grades of a row, but the header of this one names no known body."""
    if any(names_bodies(table.named, label) for label in table.labels(row).values()):
        return False
    return column not in table.headed_by_bodies and not table.headed_by_bodies.isdisjoint(table.grades_of(row))


def names_bodies(named: Named, cell: Cell) -> bool:
    """Whether a cell names bodies, rather than refers to them as "the force" does."""
    return (group := named.bodies_of_cell(cell.start, cell.end)) is not None and group.is_name


def is_of_nothing_known(table: GradeTable, row: int) -> bool:
    """Whether a row without an area is about something else: its first label is no body, no year and no "Grade"."""
    label = next(iter(table.labels(row).values()), None)
    if label is None:
        return table.table.form == "pairs"
    is_known = says(table.analysis, label, Said.NO_AREA) or names_bodies(table.named, label)
    return not is_known and any(map(str.isalpha, table.analysis.text[label.start : label.end]))


def ends_cell(named: Named, cell: Cell, end: int) -> bool:
    """Whether nothing but marks follows in a cell after a position."""
    return not named.analysis.text[end : cell.end].strip(" .*_:")


def _in_full(table: GradeTable, row: int, column: int, cell: Cell, area: AreaAt) -> AreaAt:
    """Return the area whose name has all words of a cell that begins with that of another, if the table names more of
    its inspection: "Leadership and culture" beside "Systems and processes"."""
    is_part = area.start == cell.start and not ends_cell(table.named, cell, area.end)
    full = _without_name(table, row, column, cell) if is_part else None
    return full if full and full.code.split("-")[0] in table.inspections else area


def _without_name(table: GradeTable, row: int, column: int, cell: Cell) -> AreaAt | None:
    """Return the area of a label, if only part of its name is given; None if it is not known."""
    words = table.analysis.text[cell.start : cell.end]
    if not words[:1].isalpha() or says(table.analysis, cell, Said.NO_AREA):
        return None
    code = _said_in_part(table, body_of(table, row, column), {*words.lower().split()})
    return AreaAt(code, table.analysis.view.original(cell.start, cell.end), cell.start, cell.end) if code else None


def _said_in_part(table: GradeTable, group: Group | None, words: set[str]) -> str | None:
    """Return the only area, of those graded with the table's others, whose code has all words of "Responding"."""
    kinds = {body.kind for body in group.bodies} if group else areas_by_kind()
    graded = [graded_in(kind) for kind in kinds if {area_for((c,), kind) for c in table.codes} <= graded_in(kind)]
    fitting = {code for areas in graded for code in areas if words and words <= set(code.split("-"))}
    return next(iter(fitting)) if len(fitting) == 1 and table.codes else None
