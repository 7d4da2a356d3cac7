"""Tables of disruptions: a number belongs to the heading of its column and to the first cell of its row."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import numbers_in
from flows.extraction.analysis.text.layout import CELL, Block
from flows.extraction.analysis.times.periods import periods_in
from flows.extraction.figures.layouts.columns import body_over, counts, of_others, under
from flows.extraction.figures.layouts.outcomes import heads_outcomes, is_outcome
from flows.extraction.figures.owners.countrywide import OF_ALL_FORCES, is_row_of_many
from flows.extraction.figures.words.labels import BESIDE, divides
from flows.extraction.figures.words.nouns import ADJECTIVE, ANY_DISRUPTED, GROUP_NOUN, MEANT, NOUN, PLANNED, Refuse
from flows.extraction.figures.words.period_words import A_YEAR, year_alone
from flows.extraction.figures.words.rates import rate_at
from flows.extraction.figures.words.types import Figure

Slice = tuple[int, int]
NOUN_IN = re.compile(NOUN, re.IGNORECASE)
# "drug disruptions: |649", "649| drug disruptions"
LABELS = re.compile(rf"{NOUN}\s*[:=–-]", re.IGNORECASE)
COUNTS = re.compile(rf"\W*(?:[\w’'-]+\s+){{0,3}}{NOUN}(?:\s+of\s+[\w\s]{{1,40}})?\W*", re.IGNORECASE)
PIECE_ENDS = re.compile(r";|<br\s*/?>|,\s+(?=[A-Za-z])|,\s+(?=\d[\d,]*\s+[A-Za-z])", re.IGNORECASE)
# The label of a row or column that counts groups.
GROUPS_DISRUPTED = re.compile(
    rf"\W*(?:(?:total\s+)?(?:numbers?|total)\s+of\s+)?(?:{ADJECTIVE}{{0,5}}?{GROUP_NOUN}\s*\(?(?:were\s+)?{ANY_DISRUPTED}|"
    rf"{ANY_DISRUPTED}\s+{ADJECTIVE}{{0,5}}?{GROUP_NOUN})\)?(?:\s*\([^()|]{{1,40}}\))?\W*(?:\||$)",
    re.IGNORECASE,
)
# "– led by us", "of which major", "Major |": such a row divides the row above it.
A_PART = re.compile(
    r"[\s|]*(?:[–—-]\s*(?=[A-Za-z])|of\s+which\b|including\b|"
    r"[*_]*(?:major|moderate|minor|(?-i:Pursue|Prevent|Protect|Prepare))[\s*_]*\|)",
    re.IGNORECASE,
)
COUNTED_ROW = re.compile(rf"[\s|*_]*(?:[\w’'-]+\s+){{0,3}}{NOUN}", re.IGNORECASE)
# A header whose first cell is empty: its headings stand over the second cell and those behind it.
EMPTY_CORNER = re.compile(r"\s*\|\s*\|")
# "2021-22: 3,164" in a cell
TIMED_CELL = re.compile(rf"\W*(?P<time>{A_YEAR})\s*[:=]\s*(?P<number>\d[\d,]*)\W*")
# "+31%": it holds no disruptions.
SIGNED = re.compile(r"\W*[+\-−–]\s?$")
# "Table 1: Networks disrupted", "the number of gangs dismantled by type"
GROUPS_COUNTED = re.compile(rf"\b{GROUP_NOUN}\s+\(?(?:that\s+)?(?:were\s+)?{ANY_DISRUPTED}\b", re.IGNORECASE)
# "Arrests by crime type": a table of something else, whatever stands around it.
COUNTS_OTHERS = re.compile(
    r"\W*(?:(?:number|total)\s+of\s+)?(?:arrests|seizures|charges|convictions|offences|calls|warrants|searches|"
    r"complaints)\b",
    re.IGNORECASE,
)


def cells_of(text: str, block: Block) -> list[Slice]:
    """The slices of a table row's cells, empty ones at its edges left out."""
    edges = [(m.start(), m.end()) for m in CELL.finditer(text, block.start, block.end)]
    starts = [block.start, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), block.end]
    cells = list(zip(starts, ends, strict=True))
    while cells and not text[slice(*cells[0])].strip():
        cells.pop(0)
    while cells and not text[slice(*cells[-1])].strip():
        cells.pop()
    return cells


def corner_of(text: str, header: Block) -> Slice:
    """The first cell of a header, which may be empty."""
    empty = EMPTY_CORNER.match(text, header.start, header.end)
    return (header.start, header.start) if empty else cells_of(text, header)[0]


def header_of(analysis: Analysis, block: Block) -> Block | None:
    """The first row of the table a row stands in; None for that row itself."""
    known, first = analysis.remembered.first_rows, block.index
    while first not in known and first and analysis.blocks[first - 1].kind == "row":
        first -= 1
    known[block.index] = first = known.get(first, first)
    return analysis.blocks[first] if first != block.index else None


def _speaks_of_disruptions(analysis: Analysis, header: Block) -> bool:
    """Whether the table's header, or the words above it, say that it counts disruptions."""
    before = analysis.blocks[max(0, header.index - 2) : header.index]
    above = [block for block in (analysis.lead_of(header), *before) if block]
    slices = [(header.start, header.end), *((block.start, block.end) for block in above)]
    if before and COUNTS_OTHERS.match(analysis.text, before[-1].start, before[-1].end):
        return False
    return any(re.search(NOUN, analysis.text[start:end], re.IGNORECASE) for start, end in slices)


def _counts_groups(analysis: Analysis, header: Block) -> bool:
    """Whether the line right above a table says that it counts groups that were disrupted."""
    above = analysis.blocks[header.index - 1] if header.index else None
    return above is not None and GROUPS_COUNTED.search(analysis.text, above.start, above.end) is not None


def figures_in_row(analysis: Analysis, block: Block, noted: Container[int], refuse: Refuse) -> list[Figure]:
    """The figures of one row: "drug disruptions: 649" in a cell, or numbers under a heading that says so.

    `noted`: the indexes of the blocks below which a note says that disruptions are counted.
    """
    text = analysis.text
    header = header_of(analysis, block)
    headings = cells_of(text, header) if header else []
    groups = header is not None and _counts_groups(analysis, header)
    about = header is not None and (groups or _speaks_of_disruptions(analysis, header))
    figures = []
    cells = cells_of(text, block)
    # Gaps alone show no empty cell at the edge.
    if header and len(headings) == len(cells) - 1:
        headings.insert(0, (header.start, header.start))
    first = cells[0] if cells else (block.start, block.start)
    # "Total disruptions | 512" over "Major | 41": a table without headings, whose first row says what is counted.
    bare = header is not None and len(headings) == len(cells) == 2 and _counts_itself(analysis, header, headings)
    about = (about or block.index in noted or _goes_on(analysis, block)) and _is_a_part(analysis, first)
    outcome = is_outcome(analysis, header, first, headings[0] if headings else first)
    for column, cell in enumerate(cells):
        heading = headings[column] if column < len(headings) else None
        if heading and of_others(text, heading, groups=groups):
            continue
        heading = None if bare else heading
        figure = _figure_in_cell(analysis, cell, first if column else None, heading, about)
        if outcome and column and figure is None:
            figure = _of_outcome(analysis, cell, first, _time(analysis, heading))
        if header and heading and column and figure is None and heads_outcomes(analysis, header, heading):
            figure = _of_outcome(analysis, cell, heading, _time(analysis, first))
        if bare and about and column and figure is None:
            figure = _figure_of_part(analysis, cell, first)
        if figure and column and heading:
            figure = under(analysis, figure, heading)
        if figure and groups and figure.measure.endswith("disruptions") and not NOUN_IN.search(text, *first):
            measure = "share-of-groups" if figure.number.percent else "groups-disrupted"
            figure = replace(figure, measure=measure)
        if figure and column and is_row_of_many(analysis, first):
            refuse(figure.start, figure.end, OF_ALL_FORCES)
            continue
        if figure and any(PLANNED.search(text, *head) for head in (first, heading) if head):
            refuse(figure.start, figure.end, MEANT)
        elif figure:
            figures.append(figure)
    return _with_share(figures)


def _goes_on(analysis: Analysis, block: Block) -> bool:
    """Whether a row divides one above it that counts disruptions: "Disruptions | 392", "– led by us | 280"."""
    text = analysis.text
    while block.index and A_PART.match(text, block.start, block.end):
        block = analysis.blocks[block.index - 1]
        if block.kind == "row" and COUNTED_ROW.match(text, block.start, block.end):
            return True
    return False


def _figure_in_cell(
    analysis: Analysis, cell: Slice, first: Slice | None, heading: Slice | None, about: bool
) -> Figure | None:
    """The figure of one cell. `first`: the first cell of its row, None for that itself; `about`: whether the table
    counts disruptions, and the row those of something that divides them.
    """
    text = analysis.text
    numbers = numbers_in(analysis, *cell)
    timed = TIMED_CELL.fullmatch(text, *cell) if first and len(numbers) > 1 else None
    if first and timed and COUNTED_ROW.match(text, *first):
        return _figure(analysis, timed.start("number"), first, cell[1], first, timed.span("time"))
    if len(numbers) > 1:
        return next((f for piece in _pieces(text, cell) if (f := _figure_in_piece(analysis, piece))), None)
    if len(numbers) != 1:
        return None
    (number,) = numbers
    if (figure := _figure_in_piece(analysis, cell)) or NOUN_IN.search(text, number.end, cell[1]):
        return figure
    if SIGNED.fullmatch(text, cell[0], number.start):
        return None
    if first is None or len(text[slice(*cell)].strip()) - (number.end - number.start) > 2:
        return None
    when = _time(analysis, heading)
    if GROUPS_DISRUPTED.match(text, *first):
        return _figure(analysis, number.start, first, number.end, first, when, groups=True)
    if heading and GROUPS_DISRUPTED.match(text, *heading):
        return _figure(analysis, number.start, heading, number.end, heading, _time(analysis, first), first, groups=True)
    if re.match(rf"\W*(?:[\w’'-]+\s+){{0,3}}{NOUN}", text[slice(*first)], re.IGNORECASE):
        return _figure(analysis, number.start, first, number.end, first, when)
    if about and heading and counts(analysis, heading):
        return _figure(analysis, number.start, heading, number.end, heading, _time(analysis, first) or when, first)
    if about and when:
        return _figure(analysis, number.start, when, number.end, first, when)
    body = body_over(analysis, heading) if about and heading else None
    figure = _figure(analysis, number.start, body, number.end, first, _time(analysis, first)) if body else None
    return replace(figure, owner=body) if figure else None


def _counts_itself(analysis: Analysis, header: Block, headings: list[Slice]) -> bool:
    """Whether a table's first row is no heading but a count of disruptions: "Total disruptions | 512"."""
    number = numbers_in(analysis, *headings[1])
    alone = len(number) == 1 and number[0].whole and not year_alone(analysis.text, *headings[1])
    return alone and COUNTED_ROW.match(analysis.text, header.start, header.end) is not None


def _figure_of_part(analysis: Analysis, cell: Slice, first: Slice) -> Figure | None:
    """The figure of a row that divides the count in the first row: "Major | 41"."""
    numbers = numbers_in(analysis, *cell)
    alone = len(numbers) == 1 and len(analysis.text[slice(*cell)].strip()) - (numbers[0].end - numbers[0].start) <= 2
    return (
        _figure(analysis, numbers[0].start, first, numbers[0].end, first)
        if alone and divides(analysis, first)
        else None
    )


def _of_outcome(analysis: Analysis, cell: Slice, label: Slice, when: Slice | None) -> Figure | None:
    """The groups that a row or column counts whose label says what was done to them: "Dismantled | 14"."""
    numbers = numbers_in(analysis, *cell)
    alone = len(numbers) == 1 and len(analysis.text[slice(*cell)].strip()) == numbers[0].end - numbers[0].start
    return _figure(analysis, numbers[0].start, label, cell[1], label, when, groups=True) if alone else None


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
        return _figure(analysis, number.start, piece, number.end, (piece[0], number.start))
    if COUNTS.fullmatch(text, number.end, piece[1]) and not re.search(r"\w", text[piece[0] : number.start]):
        return _figure(analysis, number.start, piece, piece[1], (number.end, piece[1]))
    return None


def _time(analysis: Analysis, cell: Slice | None) -> Slice | None:
    """A cell, if it names a time."""
    if cell is None:
        return None
    return (
        cell if year_alone(analysis.text, *cell) or periods_in(analysis.view.folded, *cell, analysis.written) else None
    )


def _with_share(figures: list[Figure]) -> list[Figure]:
    """The figures of a row; a count with a percentage beside it is one figure with its share."""
    if len(figures) == 2 and figures[1].number.percent and figures[0].measure == "disruptions":
        return [replace(figures[0], share=figures[1].number.value)]
    return figures


def _is_a_part(analysis: Analysis, cell: Slice) -> bool:
    """Whether a row's first cell says which disruptions it counts: those of a threat, level, body or time."""
    named = [*analysis.mentions_in(*cell), *analysis.places_in(*cell)]
    # "Reports to |BODY" counts something else.
    owned = any(BESIDE.fullmatch(analysis.text, cell[0], mention.start) for mention in named)
    # "East Midlands (EMSOU)": the first words of its name, and what it is called for short.
    before = ((m, analysis.text[cell[0] : m.start]) for m in named)
    owned = owned or any(words.endswith(" (") and m.body.name.startswith(words[:-2].strip()) for m, words in before)
    return bool(owned or divides(analysis, cell) or _time(analysis, cell))


def _figure(
    analysis: Analysis,
    start: int,
    where: Slice,
    end: int,
    label: Slice | None,
    when: Slice | None = None,
    row: Slice | None = None,
    *,
    groups: bool = False,
) -> Figure | None:
    number = next(iter(numbers_in(analysis, start, end)), None)
    if number is None:
        return None
    rate = rate_at(analysis.text, *where)
    measure = "disruption-rate" if rate else "share-of-disruptions" if number.percent else "disruptions"
    if groups:
        measure = "share-of-groups" if number.percent else "groups-disrupted"
    if measure in ("disruptions", "groups-disrupted") and not number.whole:
        return None
    unit = rate[0] if rate else None
    return Figure(number, measure, "disruption-cell", start, end, rate_unit=unit, label=label, when=when, row=row)
