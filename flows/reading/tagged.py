"""The pieces of a tagged PDF: its elements say what they are, and the lines of its pages what stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from flows.reading import printed_tables
from flows.reading.blocks import Kind
from flows.reading.captions import completed
from flows.reading.columns import in_columns
from flows.reading.laying_out import Grid, Piece
from flows.reading.paragraphs import text_of, words_of
from flows.reading.printed import Box, Cell, Line, Sheet, had_room
from flows.reading.tagged_tables import Placed, PlacedCell, are_rows, grid_of, names_of, pairs_of, placed
from flows.reading.tags import Element, Mark

_LEVELS = {"Title": 1, "H": 2, **{f"H{level}": level for level in range(1, 7)}}
_TABLES = frozenset({"Table"})
_NOT_READ = frozenset({"TOC", "Artifact"})
_BLOCKS = frozenset({*_LEVELS, *_TABLES, *_NOT_READ, "P", "L", "BlockQuote", "Caption", "Note", "FENote"})
_INLINE = frozenset({"Span", "Link", "Strong", "Em", "Reference", "Annot", "Sub", "Code", "Quote", "Lbl"})
# What no cell of a table holds that browsers take for a layout.
_NOT_IN_CELLS = frozenset({*_LEVELS, *_TABLES, "L", "BlockQuote"})
_ROWS = frozenset({"TR"})
_CELLS = frozenset({"TH", "TD"})

# So much of what is drawn has to be of elements, and so long a paragraph shows that they are no help.
_MOST = 0.97
_LONGEST_PARAGRAPH = 6_000
# In sizes of the letters: a space that parts what stands beside each other.
_APART = 1.5

# A line that ends before so much of its page is not one that goes on on the next.
_SHORT = 0.6

# Where a line is: its page, and its number there.
_LinePlace = tuple[int, int]


def pieces_of_tags(root: Element, pages: Sequence[Sheet]) -> list[Piece] | None:
    """The pieces of a document in the order of its elements; None where they hold too little of it, or too coarsely.

    Links alone above the title are of the site that the page is printed from.
    """
    links = {mark for link in _within(root, frozenset({"Link"})) for mark in link.marks()}
    reader = _Reader(pages, links)
    drawn = set(root.marks())
    known = sum(count for mark, count in reader.lengths.items() if mark in drawn)
    if known < _MOST * sum(reader.lengths.values()):
        return None
    pieces = list(reader.pieces(root, 0))
    if any(len(piece.text) > _LONGEST_PARAGRAPH for piece in pieces):
        return None
    title = next((number for number, piece in enumerate(pieces) if piece.kind == "heading"), 0)
    kept = (piece for number, piece in enumerate(pieces) if number >= title or piece.kind != "furniture")
    return completed(map(_as_text, kept))


class _Reader:
    """Hands out the words of a document by their marks, each once."""

    def __init__(self, pages: Sequence[Sheet], links: set[Mark]) -> None:
        self._links = links
        self._lines: dict[_LinePlace, Line] = {}
        self._words: dict[Mark, list[tuple[_LinePlace, Cell]]] = {}
        self.lengths: dict[Mark, int] = {}
        self._edges = [max((line.right for line in page.lines), default=0.0) for page in pages]
        for number, page in enumerate(pages):
            for at, line in enumerate(page.lines):
                self._lines[number, at] = line
                for word in line.cells:
                    mark = number, word.mark
                    self._words.setdefault(mark, []).append(((number, at), word))
                    self.lengths[mark] = self.lengths.get(mark, 0) + len(word.text)
        self._vocabulary = words_of([page.lines for page in pages])

    def pieces(self, element: Element, depth: int) -> Iterator[Piece]:
        """What is in an element; `depth`: of how many lists it is in."""
        if grid := self._unmarked_table(element):
            yield Piece("table", grid=grid)
            return
        loose: list[Mark] = []
        for kid in element.inside():
            if not isinstance(kid, Element):
                loose.append(kid)
            elif kid.name in _BLOCKS or kid.has(_BLOCKS):
                yield from self._paragraphs(loose)
                yield from self._block(kid, depth)
            elif self._stands_alone(loose, kid):
                yield from self._paragraphs(loose)
                yield from self.pieces(kid, depth)
            else:
                loose += kid.marks()
        yield from self._paragraphs(loose)

    def _block(self, element: Element, depth: int) -> Iterator[Piece]:
        name = element.name
        if name in _NOT_READ:
            return
        if name in _LEVELS and not element.has(_TABLES):
            yield Piece("heading", self._text(element.marks()), _LEVELS[name])
        elif name in ("Caption", "BlockQuote") and not element.has(frozenset({"Table", "L"})):
            if name == "Caption":
                yield Piece("caption", self._text(element.marks()))
            else:
                yield from (replace(piece, kind="quotation") for piece in self.pieces(element, depth))
        elif name == "Table":
            yield from self._table(element, depth)
        elif name == "L":
            for kid in element.elements():
                yield from self._item(kid, depth + 1) if kid.name == "LI" else self._block(kid, depth + 1)
        else:
            yield from self.pieces(element, depth)

    def _item(self, item: Element, depth: int) -> Iterator[Piece]:
        """An item of a list, with what else stands in it."""
        label = next((kid for kid in item.elements() if kid.name == "Lbl"), None)
        marker = self._text(label.marks()) if label else ""
        body = Element("LI", kids={place: kid for place, kid in item.kids.items() if kid is not label})
        for number, piece in enumerate(self.pieces(body, depth)):
            if number == 0 and piece.kind in ("paragraph", "furniture"):
                yield Piece("item", piece.text, depth, marker.strip() or None)
            else:
                yield piece

    def _table(self, table: Element, depth: int) -> Iterator[Piece]:
        rows = list(_within(table, _ROWS))
        cells = [list(_within(row, _CELLS)) for row in rows]
        if max(map(len, cells), default=0) < 2 or any(cell.has(_TABLES) for row in cells for cell in row):
            yield from self.pieces(Element("Div", kids=table.kids), depth)
            return
        heads = {id(row) for part in table.elements() if part.name == "THead" for row in _within(part, _ROWS)}
        caption = next((kid for kid in table.elements() if kid.name == "Caption"), None)
        made = [
            [self._cell(cell, cell.name == "TH" or id(row) in heads) for cell in inside]
            for row, inside in zip(rows, cells, strict=True)
        ]
        declared = sum(id(row) in heads for row in rows)
        grid = grid_of(made, declared)
        yield Piece("table", grid=replace(grid, caption=self._text(caption.marks()) if caption else ""))

    def _cell(self, cell: Element, is_head: bool) -> PlacedCell:
        """A cell; what is drawn again at the head of each page or column is said once."""
        lines = [line for _, line in self._take(cell.marks())]
        if is_head:
            lines = _once(lines)
        text = text_of(lines, self._vocabulary) if lines else ""
        return placed(text, lines, cell.name == "TH", cell.row_span, cell.column_span)

    def _unmarked_table(self, element: Element) -> Grid | None:
        """Rows of cells, or names with values, that a browser did not take for a table: found by where they stand."""
        kids = list(element.elements())
        if len(kids) < 2 or len(kids) < len(element.kids) or element.has(_NOT_IN_CELLS):
            return None
        rows = [[cell for cell in kid.elements() if self._peek(cell.marks())] for kid in kids]
        apart = not all(cell.name not in _INLINE and any(cell.elements()) for row in rows for cell in row)
        if are_rows([[self._box(cell) for cell in row] for row in rows if row], apart):
            return grid_of([[self._cell(cell, False) for cell in row] for row in rows], 0)
        boxes = [self._box(kid) for kid in kids if self._peek(kid.marks())]
        names = names_of(boxes) if len(boxes) == len(kids) else []
        if not any(names):
            return None
        texts = [self._text(kid.marks()) for kid in kids]
        return pairs_of(list(zip(names, texts, strict=True)))

    def _box(self, element: Element) -> Placed:
        """Where what is in an element stands."""
        words = self._peek(element.marks())
        lines = [self._lines[place] for place, _ in words]
        left, right = min(word.left for _, word in words), max(word.right for _, word in words)
        box = Box(left, min(line.bottom for line in lines), right, max(line.top for line in lines))
        return Placed(words[0][0][0], box)

    def _stands_alone(self, loose: Sequence[Mark], kid: Element) -> bool:
        """Whether an element is a block of its own: not of the line before it, and no part of one by its kind."""
        if kid.name in _INLINE or not any(True for _ in kid.elements()):
            return False
        words = self._peek(kid.marks())
        before = next((drawn for mark in reversed(loose) if (drawn := self._words.get(mark))), None)
        if not words or not before:
            return bool(words)
        (above, last), (below, first) = before[-1], words[0]
        return above[0] != below[0] or not _is_beside(self._lines[above], last, self._lines[below], first)

    def _peek(self, marks: Iterable[Mark]) -> list[tuple[_LinePlace, Cell]]:
        return [word for mark in marks for word in self._words.get(mark, ())]

    def _take(self, marks: Iterable[Mark]) -> list[tuple[_LinePlace, Line]]:
        """The lines of some marks, each with the words that are of them; they are not handed out again."""
        words = [word for mark in marks for word in self._words.pop(mark, ())]
        lines = []
        for place, group in groupby(words, lambda word: word[0]):
            cells = tuple(cell for _, cell in group)
            line = self._lines[place]
            hyphen = line.hyphen if cells[-1] is line.cells[-1] else ""
            lines.append((place, replace(line, cells=cells, hyphen=hyphen)))
        return lines

    def _text(self, marks: Iterable[Mark]) -> str:
        lines = [line for _, line in self._take(marks)]
        return text_of(lines, self._vocabulary) if lines else ""

    def _paragraphs(self, marks: list[Mark]) -> Iterator[Piece]:
        """What is loosely in an element, parted where a line was ended before its end; furniture if it is but links."""
        kind: Kind = "furniture" if self._links.issuperset(marks) else "paragraph"
        lines = self._take(marks)
        marks.clear()
        if rows := self._in_rows(lines):
            yield from rows
            return
        part: list[Line] = []
        for number, (place, line) in enumerate(lines):
            if number and self._is_ended(lines[number - 1], (place, line)):
                yield Piece(kind, text_of(part, self._vocabulary))
                part = []
            part.append(line)
        if part:
            yield Piece(kind, text_of(part, self._vocabulary))

    def _in_rows(self, lines: Sequence[tuple[_LinePlace, Line]]) -> list[Piece]:
        """Lines whose words stand in columns, as browsers tell of no element around them; nothing if they do not."""
        beside = any(_is_wide(one, other) for (_, one), (_, other) in pairwise(lines))
        if not beside and not any(_has_space(line) for _, line in lines):
            return []
        by_page = groupby(lines, lambda line: line[0][0])
        found = [line for _, part in by_page for line in in_columns([line for _, line in part])]
        pieces: list[Piece] = []
        for table, group in groupby(found, lambda line: line.table):
            part = list(group)
            if table:
                pieces.append(Piece("table", grid=printed_tables.grid_of(part, 0, self._vocabulary)))
            else:
                pieces += [Piece("paragraph", text_of([line], self._vocabulary)) for line in part]
        return pieces if any(piece.grid for piece in pieces) else []

    def _is_ended(self, before: tuple[_LinePlace, Line], after: tuple[_LinePlace, Line]) -> bool:
        """Whether a line ends though the next word, which begins a part of its own, had room in it."""
        (above, one), (below, other) = before, after
        first, edge = other.cells[0], self._edges[above[0]]
        if above[0] != below[0]:  # what goes on there has another mark, too
            return not one.hyphen and one.right < _SHORT * edge
        if one.cells[-1].mark == first.mark or one.hyphen:
            return False
        if _is_beside(one, one.cells[-1], other, first):
            return False
        return had_room(one, other, edge)


def _as_text(piece: Piece) -> Piece:
    """A piece; behind the title a link alone is of the text."""
    return replace(piece, kind="paragraph") if piece.kind == "furniture" else piece


def _once(lines: list[Line]) -> list[Line]:
    """Lines without those that say all before them again."""
    texts = [line.text for line in lines]
    sizes = (size for size in range(1, len(lines) // 2 + 1) if len(lines) % size == 0)
    return next((lines[:size] for size in sizes if texts == texts[:size] * (len(lines) // size)), lines)


def _within(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """The elements of these names that are in one, but in none of them and in no other table."""
    for kid in element.elements():
        if kid.name in names:
            yield kid
        elif kid.name != "Table":
            yield from _within(kid, names)


def _is_wide(line: Line, other: Line) -> bool:
    """Whether there is more than a space between two lines that stand beside each other."""
    return abs(line.bottom - other.bottom) < line.size / 2 and other.left - line.right > _APART * line.size


def _has_space(line: Line) -> bool:
    return any(other.left - one.right > _APART * line.size for one, other in pairwise(line.cells))


def _is_beside(line: Line, last: Cell, other: Line, first: Cell) -> bool:
    """Whether a word stands to the right of another one, as the next of its line."""
    level = abs(line.bottom - other.bottom) < line.size / 2
    return level and -line.size < first.left - last.right < _APART * line.size
