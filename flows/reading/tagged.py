"""Makes pieces of a tagged PDF: the tags give the structure, the lines of the pages give the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from flows.reading import printed_tables
from flows.reading.blocks import Kind
from flows.reading.captions import with_captions_and_headers
from flows.reading.columns import in_columns
from flows.reading.laying_out import Grid, Piece
from flows.reading.paragraphs import text_of, words_of
from flows.reading.printed import Box, Cell, Line, Sheet, had_room
from flows.reading.tagged_tables import Placed, PlacedCell, are_rows, grid_of, names_of, pairs_of, placed_cell
from flows.reading.tags import Element, Mark

_LEVELS = {"Title": 1, "H": 2, **{f"H{level}": level for level in range(1, 7)}}
_TABLES = frozenset({"Table"})
_NOT_READ = frozenset({"TOC", "Artifact"})
_BLOCKS = frozenset({*_LEVELS, *_TABLES, *_NOT_READ, "P", "L", "BlockQuote", "Caption", "Note", "FENote"})
_INLINE = frozenset({"Span", "Link", "Strong", "Em", "Reference", "Annot", "Sub", "Code", "Quote", "Lbl"})
# Elements that never occur in a table cell when a browser took the table for page layout.
_NOT_IN_CELLS = frozenset({*_LEVELS, *_TABLES, "L", "BlockQuote"})
_ROWS = frozenset({"TR"})
_CELLS = frozenset({"TH", "TD"})

# The least share of the drawn text that tags must cover, and the length in characters from which a paragraph shows that
# the tags are useless.
_LEAST_TAGGED = 0.97
_LONGEST_PARAGRAPH = 6_000
# In font sizes: a wider gap separates texts side by side.
_WIDE_GAP = 1.5

# A line that ends before this share of the page's text width does not continue on the next page.
_SHORT_LINE = 0.6

# A line by the number of its page and its index there.
_LinePlace = tuple[int, int]


def pieces_of_tags(root: Element, pages: Sequence[Sheet]) -> list[Piece] | None:
    """Return the pieces of a document in the order of its tags; None if the tags miss text or are too coarse.

    Pieces of links alone above the first heading are dropped: they are navigation of the site the page was printed
    from.
    """
    links = {mark for link in _descendants(root, frozenset({"Link"})) for mark in link.marks()}
    reader = _Reader(pages, links)
    drawn = set(root.marks())
    known = sum(count for mark, count in reader.lengths.items() if mark in drawn)
    if known < _LEAST_TAGGED * sum(reader.lengths.values()):
        return None
    pieces = list(reader.pieces(root, 0))
    if any(len(piece.text) > _LONGEST_PARAGRAPH for piece in pieces):
        return None
    title = next((number for number, piece in enumerate(pieces) if piece.kind == "heading"), 0)
    kept = (piece for number, piece in enumerate(pieces) if number >= title or piece.kind != "furniture")
    return with_captions_and_headers(map(_as_text, kept))


class _Reader:
    """Turns elements into pieces, handing out each word of the document once, by its mark."""

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
        """Yield the pieces of what is in an element; `depth` is the number of lists around it."""
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
        """Yield the pieces of a block-level element, by its name."""
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
        """Yield the pieces of a list item: its first paragraph is the item, and anything else follows it."""
        label = next((kid for kid in item.elements() if kid.name == "Lbl"), None)
        marker = self._text(label.marks()) if label else ""
        body = Element("LI", kids={place: kid for place, kid in item.kids.items() if kid is not label})
        for number, piece in enumerate(self.pieces(body, depth)):
            if number == 0 and piece.kind in ("paragraph", "furniture"):
                yield Piece("item", piece.text, depth, marker.strip() or None)
            else:
                yield piece

    def _table(self, table: Element, depth: int) -> Iterator[Piece]:
        """Yield a table as one piece, or as the pieces of its content if it has one column or holds another table."""
        rows = list(_descendants(table, _ROWS))
        cells = [list(_descendants(row, _CELLS)) for row in rows]
        if max(map(len, cells), default=0) < 2 or any(cell.has(_TABLES) for row in cells for cell in row):
            yield from self.pieces(Element("Div", kids=table.kids), depth)
            return
        heads = {id(row) for part in table.elements() if part.name == "THead" for row in _descendants(part, _ROWS)}
        caption = next((kid for kid in table.elements() if kid.name == "Caption"), None)
        placed_rows = [
            [self._cell(cell, cell.name == "TH" or id(row) in heads) for cell in inside]
            for row, inside in zip(rows, cells, strict=True)
        ]
        declared = sum(id(row) in heads for row in rows)
        grid = grid_of(placed_rows, declared)
        yield Piece("table", grid=replace(grid, caption=self._text(caption.marks()) if caption else ""))

    def _cell(self, cell: Element, is_head: bool) -> PlacedCell:
        """Return a cell; a header that is drawn again on each page or column is read once."""
        lines = [line for _, line in self._take(cell.marks())]
        if is_head:
            lines = _without_repetition(lines)
        text = text_of(lines, self._vocabulary) if lines else ""
        return placed_cell(text, lines, cell.name == "TH", cell.row_span, cell.column_span)

    def _unmarked_table(self, element: Element) -> Grid | None:
        """Return an untagged table of rows, or of names with values, recognised by where its parts are; else None."""
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
        """Return the page and the box of an element's text."""
        words = self._peek(element.marks())
        lines = [self._lines[place] for place, _ in words]
        left, right = min(word.left for _, word in words), max(word.right for _, word in words)
        box = Box(left, min(line.bottom for line in lines), right, max(line.top for line in lines))
        return Placed(words[0][0][0], box)

    def _stands_alone(self, loose: Sequence[Mark], kid: Element) -> bool:
        """Whether an element is a block of its own: not inline, not a leaf, not on the line of the text before it."""
        if kid.name in _INLINE or not any(True for _ in kid.elements()):
            return False
        words = self._peek(kid.marks())
        before = next((drawn for mark in reversed(loose) if (drawn := self._words.get(mark))), None)
        if not words or not before:
            return bool(words)
        (above, last), (below, first) = before[-1], words[0]
        return above[0] != below[0] or not _is_beside(self._lines[above], last, self._lines[below], first)

    def _peek(self, marks: Iterable[Mark]) -> list[tuple[_LinePlace, Cell]]:
        """Return the words of marks without taking them."""
        return [word for mark in marks for word in self._words.get(mark, ())]

    def _take(self, marks: Iterable[Mark]) -> list[tuple[_LinePlace, Line]]:
        """Take the words of marks, as lines that hold only these words; they are not handed out again."""
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
        """Yield the loose text of an element as paragraphs, split where a line ends early. Empties `marks`.

        Text that is only links becomes furniture, and text laid out in columns becomes tables.
        """
        kind: Kind = "furniture" if self._links.issuperset(marks) else "paragraph"
        lines = self._take(marks)
        marks.clear()
        if rows := self._tables_by_position(lines):
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

    def _tables_by_position(self, lines: Sequence[tuple[_LinePlace, Line]]) -> list[Piece]:
        """Return lines with words in columns as tables, and other lines as paragraphs; empty without a table."""
        beside = any(_are_apart(one, other) for (_, one), (_, other) in pairwise(lines))
        if not beside and not any(_has_gap(line) for _, line in lines):
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
        """Whether a paragraph ends with the line `before`, since the first word of `after` would have fitted in it."""
        (above, line), (below, next_line) = before, after
        first, edge = next_line.cells[0], self._edges[above[0]]
        if above[0] != below[0]:  # marks are per page, so they cannot tell here
            return not line.hyphen and line.right < _SHORT_LINE * edge
        if line.cells[-1].mark == first.mark or line.hyphen:
            return False
        if _is_beside(line, line.cells[-1], next_line, first):
            return False
        return had_room(line, next_line, edge)


def _as_text(piece: Piece) -> Piece:
    """Turn furniture into a paragraph: behind the title, a link on its own is text."""
    return replace(piece, kind="paragraph") if piece.kind == "furniture" else piece


def _without_repetition(lines: list[Line]) -> list[Line]:
    """Return lines without repetitions, if the lines are the same sequence several times."""
    texts = [line.text for line in lines]
    sizes = (size for size in range(1, len(lines) // 2 + 1) if len(lines) % size == 0)
    return next((lines[:size] for size in sizes if texts == texts[:size] * (len(lines) // size)), lines)


def _descendants(element: Element, names: frozenset[str]) -> Iterator[Element]:
    """Yield the descendants with one of these names, not looking inside a match or a nested table."""
    for kid in element.elements():
        if kid.name in names:
            yield kid
        elif kid.name != "Table":
            yield from _descendants(kid, names)


def _are_apart(line: Line, other: Line) -> bool:
    """Whether two lines are side by side with more than a space between them."""
    return abs(line.bottom - other.bottom) < line.size / 2 and other.left - line.right > _WIDE_GAP * line.size


def _has_gap(line: Line) -> bool:
    """Whether a line has more than a space between two of its words."""
    return any(other.left - one.right > _WIDE_GAP * line.size for one, other in pairwise(line.cells))


def _is_beside(line: Line, last: Cell, other: Line, first: Cell) -> bool:
    """Whether the word `first` follows the word `last` on the same line."""
    level = abs(line.bottom - other.bottom) < line.size / 2
    return level and -line.size < first.left - last.right < _WIDE_GAP * line.size
