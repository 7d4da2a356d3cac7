"""Lay a document out for the rules: its blocks (headings, bullets, table rows, prose, furniture) and sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from flows.extraction.analysis.text.view import View
from flows.reading.blocks import Cell, Table
from flows.reading.document import Document

# The end of a sentence: one of four marks, with closing quotes or brackets, before space and a likely beginning.
SENTENCE_END = re.compile(r"[.!?;](?:(?<!;)(?:[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9£])|[”\"](?=\s))|(?<=;)(?=\s*\n))")
_ABBREVIATIONS = """
Mr Mrs Ms Dr Prof Rt Hon Rev Revd St Sgt Insp Supt Det Ch Asst Dep Cllr Lt Col Gen Capt No Nos vs Ltd Inc Jan Feb Mar
Apr Jun Jul Aug Sep Sept Oct Nov Dec approx eg ie e.g i.e etc p pp
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())
BEFORE_WORDS = "([“‘\"'*_"
LONGEST_SENTENCE = 1000
# Marks and labels beside a name that makes up a whole heading: "Force: Kent Police", "Grades for Kent".
BESIDE_HEADS = " *#_:.–—-"
HEAD_LABEL = re.compile(
    r"\W*(?:(?:police\s+)?force|service|unit|body|name|(?:our\s+)?(?:grades|gradings|ratings|results|judge?ments)\s+for)\s*:?\s*",
    re.IGNORECASE,
)
# The kind of a `Block` here for each kind of block in the document; captions and others are decided by their text.
KINDS = {"heading": "heading", "paragraph": "prose", "quotation": "prose", "item": "bullet", "furniture": "furniture"}


# Not frozen, for speed: a text has hundreds, and a frozen one takes four times as long to make. Compared by identity.
@dataclass(eq=False, slots=True)
class Block:
    """A paragraph, heading, list item or table row: a slice of the view without its bullet.

    `kind`: heading, prose, bullet, row or furniture. `lead`: index of the block that introduces this block (prose or
    heading before a list or table, heading above prose, caption or title row above a row), or None. In a table: `table`
    (offsets of the view), `row` (-1 for the caption), `head`: index of the table's first row (None up to that row).
    """

    index: int
    start: int
    end: int
    kind: str
    lead: int | None
    table: Table | None = None
    row: int = -1
    head: int | None = None


@dataclass(eq=False, slots=True)
class Sentence:
    """A sentence, or a line without an end mark, as a slice of the view."""

    index: int
    start: int
    end: int
    block: Block


@dataclass(frozen=True)
class Spans:
    """Disjoint slices in order of position; `contains` tells whether any slice holds a position."""

    spans: list[tuple[int, int]]

    def contains(self, position: int) -> bool:
        index = bisect_right(self.spans, position, key=itemgetter(0)) - 1
        return index >= 0 and position < self.spans[index][1]


def blocks_of(view: View, document: Document) -> list[Block]:
    """Return the blocks of a document as slices of its view, one for each table row. Linear in their number."""
    blocks: list[Block] = []
    heading: int | None = None
    list_lead: int | None = None

    for block in document.blocks:
        if block.table is not None:
            _add_table(blocks, seen_table(view, block.table), list_lead)
            continue
        span = view.seen(block.start, block.end)
        if span[0] == span[1]:
            continue
        kind = KINDS.get(block.kind) or ("prose" if view.text[span[1] - 1] in ".!?" else "heading")
        blocks.append(Block(len(blocks), *span, kind, list_lead if kind == "bullet" else heading))
        if block.kind == "heading":
            heading = list_lead = len(blocks) - 1
        elif kind == "prose":
            list_lead = len(blocks) - 1
    return blocks


def _add_table(blocks: list[Block], table: Table, lead: int | None) -> None:
    """Add the caption and each row of a table to the blocks; a title row becomes the lead-in of the rows below it. A
    row begins with its first cell that is not shared with a row above, so that no two blocks overlap."""
    if table.caption:
        blocks.append(Block(len(blocks), *table.caption, "heading", lead, table))
        lead = len(blocks) - 1
    row_lead, head, end = lead, None, 0
    for number, cells in enumerate(table.rows):
        new_cells = [cell for cell in cells if not cell.is_empty and cell.start >= end]
        if not new_cells:
            continue
        end = new_cells[-1].end
        is_title = table.is_title_row(number)
        kind, block_lead = ("heading", lead) if is_title else ("row", row_lead)
        blocks.append(Block(len(blocks), new_cells[0].start, end, kind, block_lead, table, number, head))
        row_lead = len(blocks) - 1 if is_title else row_lead
        head = len(blocks) - 1 if head is None and not is_title else head


def seen_table(view: View, table: Table) -> Table:
    """Return a table of the document with its offsets translated to those of the view."""
    rows = tuple(tuple(_seen_cell(view, cell) for cell in row) for row in table.rows)
    return replace(table, rows=rows, caption=view.seen(*table.caption) if table.caption else None)


def _seen_cell(view: View, cell: Cell) -> Cell:
    start, end = view.seen(cell.start, cell.end)
    return replace(cell, start=start, end=end)


def with_lines_joined(text: str, blocks: list[Block]) -> str:
    """Return the text with each line break inside a block replaced by a space; the length stays the same."""
    pieces: list[str] = []
    last = 0
    for block in blocks:
        if text.find("\n", block.start, block.end) >= 0:
            pieces += (text[last : block.start], text[block.start : block.end].replace("\n", " "))
            last = block.end
    return "".join((*pieces, text[last:])) if pieces else text


def is_all_of(text: str, block: Block, start: int, end: int) -> bool:
    """Whether a name at a slice makes up a whole block, apart from marks and a label ("Grades for")."""
    label = HEAD_LABEL.match(text, block.start, start)
    return not (text[label.end() if label else block.start : start] + text[end : block.end]).strip(BESIDE_HEADS)


def sentences_of(text: str, blocks: list[Block]) -> list[Sentence]:
    """Return the sentences of all blocks except furniture, in order. A heading, bullet or row may hold several."""
    sentences: list[Sentence] = []
    for block in blocks:
        if block.kind == "furniture":
            continue
        marks = SENTENCE_END.finditer(text, block.start, block.end)
        ends = [mark.end() for mark in marks if not _abbreviates(text, block.start, mark.start())]
        for start, end in pairwise([block.start, *ends, block.end]):
            _add(sentences, text, end - len(text[start:end].lstrip()), end, block)
    return sentences


def _abbreviates(text: str, start: int, stop: int) -> bool:
    """Whether a mark is the full stop of an abbreviation or an initial; its block begins at `start`."""
    if text[stop] != ".":
        return False
    word = text[max(start, text.rfind(" ", start, stop) + 1) : stop].lstrip(BEFORE_WORDS).rpartition("/")[2]
    return word in ABBREVIATIONS or (len(word) == 1 and "A" <= word <= "Z")


def _add(sentences: list[Sentence], text: str, start: int, end: int, block: Block) -> None:
    """Add a sentence, cut at spaces into pieces of at most `LONGEST_SENTENCE` characters to bound the rules' work."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        sentences.append(Sentence(len(sentences), start, cut, block))
        start = cut + 1 if text[cut].isspace() else cut
    sentences.append(Sentence(len(sentences), start, end, block))
