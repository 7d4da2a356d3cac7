"""How a document is laid out: its blocks (headings, bullets, table rows, prose, furniture) and their sentences."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from flows.extraction.analysis.text.furniture import comments_from, heads_others, is_furniture

# Behind it a gap may stand that looked like one between cells.
BULLET = re.compile(r"[ ]*(?:[-–—*•·●▪◦‣o+>~»►▶➤→■✓]|\(?(?:[0-9a-z]{1,2}|[ivx]{3,4})[.)])\s+(?:\|\s+)?(?=\S)")
# "3.4| In response to a question": the number of a paragraph, set off by a gap.
NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+\|\s+(?=[^|]{40})(?=[^|\n]*$)", re.MULTILINE)
# "## Leadership"
HEADING_MARK = re.compile(r"#{1,6}\s+(?=\S)")
# "2. Kent Police": an item of a list, or a heading where no other such line is right above or below.
ITEM_NUMBER = re.compile(r"\s*\(?\d{1,2}[.)]\s+")
BULLETS_RUN_IN = "•●▪◦‣"
BULLET_RUN_IN = re.compile(rf"\s*[{BULLETS_RUN_IN}]\s*(?:\|\s+)?")
# "requires improvement", between two lists: a line of its own, though it begins like one that a line was broken before.
GRADE_ALONE = re.compile(r"(?:outstanding|good|adequate|inadequate|requires improvement)\s*:?\s*")
# Sentences end at one of four marks, with what stands around it.
SENTENCE_END = re.compile(r"[.!?;](?:(?<!;)(?:[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9£])|[”\"](?=\s))|(?<=;)(?=\s*\n))")
_ABBREVIATIONS = """
Mr Mrs Ms Dr Prof Rt Hon Rev Revd St Sgt Insp Supt Det Ch Asst Dep Cllr Lt Col Gen Capt No Nos vs Ltd Inc Jan Feb Mar
Apr Jun Jul Aug Sep Sept Oct Nov Dec approx eg ie e.g i.e etc p pp
"""
ABBREVIATIONS = tuple(_ABBREVIATIONS.split())
# What each of them ends with.
ENDS_OF_ABBREVIATIONS = frozenset(word[-2:] for word in ABBREVIATIONS)
ABBREVIATED = re.compile(rf"(?:\b(?:{'|'.join(map(re.escape, ABBREVIATIONS))})|(?<![\w.])[A-Z])\.$")
# How much of the longest line one has to fill that is broken by hand.
FULL = 0.85
LONGEST_SENTENCE = 1000
LINE = re.compile(r"[^\n]+")
CELL = re.compile(r"\s*\|\s*|\t+|\s{3,}")
# "| Supporting victims | | | |": a row of which only the first cell is filled.
EMPTY_ROW = re.compile(r"\|\s*[^\s|][^|]*\|[\s|]*\|")
# The marks that a name may have beside it where it is a heading, and its label: "Force: Kent Police", "Grades for Kent"
BESIDE_HEADS = " *#_:.–—-"
HEAD_LABEL = re.compile(
    r"\W*(?:(?:police\s+)?force|service|unit|body|name|(?:our\s+)?(?:grades|gradings|ratings|results|judge?ments)\s+for)\s*:?\s*",
    re.IGNORECASE,
)
TERMINAL = tuple('.!?”"')


# A text holds these by the hundred, and frozen ones take four times as long to make. Each is equal to itself alone.
@dataclass(eq=False, slots=True)
class Block:
    """A paragraph, heading, list item or table row: a slice of the view without its bullet.

    `lead` is the index of the block that introduces this one: the sentence before a list, the heading above prose,
    the header of a table.
    """

    index: int
    start: int
    end: int
    kind: str
    lead: int | None


@dataclass(eq=False, slots=True)
class Sentence:
    """A sentence, or a line that stands for one. Slices of the view."""

    index: int
    start: int
    end: int
    block: Block


@dataclass(frozen=True)
class Spans:
    """Disjoint slices in order, asked whether they hold a position."""

    spans: list[tuple[int, int]]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    def hold(self, position: int) -> bool:
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self.spans[index][1]


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Slices of text that belong together: lines, joined where a paragraph was wrapped by hand."""
    lines = [line.span() for line in LINE.finditer(text)]
    pairs = [(a, b, c) for (a, b), (c, d) in pairwise(lines) if c == b + 1 and text.find("|", a, d) < 0]
    followed = [(b - a, text[c]) for a, b, c in pairs if b - a >= 45 and not BULLET.match(text, c)]
    # Lines broken by hand end anywhere in a sentence: most that follow one begin in lower case.
    carried_on = [first for length, first in followed if 50 <= length <= 110 and (first.islower() or first.isdigit())]
    wrapped = len(carried_on) >= 3 and len(carried_on) >= 0.4 * len(followed)
    # A line is full where the word that the next begins with had no room in it.
    full = FULL * max((length for length, _ in followed if length <= 110), default=0) if wrapped else math.inf
    merged: list[tuple[int, int]] = []
    last = (0, 0)
    for start, end in lines:
        if not text[start:end].strip():
            continue
        near = merged and start == last[1] + 1 and not BULLET.match(text, start, end)
        if near and _goes_on(text, last, (start, end), full):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
        last = (start, end)
    return merged


def _goes_on(text: str, last: tuple[int, int], line: tuple[int, int], full: float) -> bool:
    """Whether a line is the rest of the one above it, where lines are broken by hand that would be so long."""
    start, end = line
    before = text[slice(*last)].rstrip()
    width = len(before) + 1
    if text[start].islower() and not before.endswith(TERMINAL) and width > 30:
        # Two lines of as many cells are two rows, whatever the second begins with: "of which major | 3 | 4".
        cells = text.count("|", start, end)
        if not (cells and cells == before.count("|")) and not GRADE_ALONE.fullmatch(text, start, end):
            return True
    word = text.find(" ", start, end)
    beside_a_row = "|" in before or text.find("|", start, end) >= 0
    filled = width + (word if word > 0 else end) - start >= full
    return filled and width >= 45 and not before.endswith(":") and not beside_a_row


def _run_in_bullets(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A line that holds several bullets, cut into one slice each; the words before the first stay a slice."""
    marks = sum(text.count(mark, start, end) for mark in BULLETS_RUN_IN)
    cuts = [m.start() for m in BULLET_RUN_IN.finditer(text, start, end)] if marks > 1 else []
    if len(cuts) < 2:
        return [(start, end)]
    edges = [start, *cuts, end]
    return [(a, b) for a, b in pairwise(edges) if text[a:b].strip()]


def _kind(text: str, start: int, end: int, first: bool) -> str:
    line = text[start:end].strip()
    if is_furniture(line):
        return "furniture"
    # No mark of a bullet is a capital.
    if not text[start].isupper() and (BULLET.match(text, start, end) or BULLET_RUN_IN.match(text, start, end)):
        return "bullet"
    bars = line.count("|")
    if bars and (len(CELL.split(line.strip("| "))) >= 2 or (bars > 2 and EMPTY_ROW.fullmatch(line))):
        return "row"
    bare = line.rstrip("”\"'’")
    if (
        len(line) <= 140
        and not bare.endswith((".", "!", ";", ",", ":", "; and", "; or"))
        and line[0] not in '“"'
        and (first or len(line) <= 100)
    ):
        return "heading"
    return "prose"


def places_of(text: str, mark: str) -> Iterator[int]:
    """Where a mark stands."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def blocks_of(text: str) -> list[Block]:
    """The blocks of a view's text in order. Linear in its length."""
    blocks: list[Block] = []
    heading: int | None = None
    opener: int | None = None
    related = False
    pieces = _paragraphs(text)
    if any(mark in text for mark in BULLETS_RUN_IN):
        pieces = [piece for start, end in pieces for piece in _run_in_bullets(text, start, end)]
    comments = comments_from(text, pieces)
    items = {start for start, end in pieces if not text[start].isalpha() and ITEM_NUMBER.match(text, start, end)}
    for number, (start, end) in enumerate(pieces):
        if text[start].isdigit() and (numbered := NUMBERED.match(text, start, end)):
            start = numbered.end()
        if text[start] == "#" and (marked := HEADING_MARK.match(text, start, end)):
            start = marked.end()
        kind = _kind(text, start, end, not blocks) if start < comments else "furniture"
        if kind == "furniture":
            related = related or heads_others(text[start:end])
        elif related and kind != "prose":
            kind = "furniture"
        elif related and end - start >= 80:
            related = False
        if kind == "bullet":
            match = BULLET.match(text, start, end) or BULLET_RUN_IN.match(text, start, end)
            start = match.end() if match else start
            beside = {piece[0] for piece in (*pieces[max(0, number - 1) : number], *pieces[number + 1 : number + 2])}
            if pieces[number][0] in items and not beside & items and _kind(text, start, end, False) == "heading":
                kind = "heading"
        index = len(blocks)
        lead = opener if kind in ("bullet", "row") else heading
        blocks.append(Block(index, start, end, kind, lead))
        if kind == "heading":
            heading = opener = index
        elif kind == "prose":
            opener = index
    return blocks


def with_lines_joined(text: str, blocks: list[Block]) -> str:
    """A text whose blocks are one line each: a space for each line break within one."""
    pieces: list[str] = []
    last = 0
    for block in blocks:
        if text.find("\n", block.start, block.end) >= 0:
            pieces += (text[last : block.start], text[block.start : block.end].replace("\n", " "))
            last = block.end
    return "".join((*pieces, text[last:])) if pieces else text


def is_all_of(text: str, block: Block, start: int, end: int) -> bool:
    """Whether a name at a slice is all that a line says, but for marks and a label."""
    label = HEAD_LABEL.match(text, block.start, start)
    return not (text[label.end() if label else block.start : start] + text[end : block.end]).strip(BESIDE_HEADS)


def sentences_of(text: str, blocks: list[Block]) -> list[Sentence]:
    """The sentences of every block that is not furniture, in order. A heading, bullet or row may hold several."""
    sentences: list[Sentence] = []
    for block in blocks:
        if block.kind == "furniture":
            continue
        start = block.start
        for match in SENTENCE_END.finditer(text, start, block.end):
            if _abbreviates(text, start, match.start()):
                continue
            _add(sentences, text, start, match.end(), block)
            start = match.end()
            while start < block.end and text[start].isspace():
                start += 1
        if start < block.end:
            _add(sentences, text, start, block.end, block)
    return sentences


def _abbreviates(text: str, start: int, stop: int) -> bool:
    """Whether a mark is the full stop of an abbreviation or an initial; the sentence begins at `start`."""
    last = text[stop - 1 : stop]
    may = "A" <= last <= "Z" or last in ENDS_OF_ABBREVIATIONS or text[stop - 2 : stop] in ENDS_OF_ABBREVIATIONS
    return text[stop] == "." and may and ABBREVIATED.search(text, max(start, stop - 12), stop + 1) is not None


def _add(sentences: list[Sentence], text: str, start: int, end: int, block: Block) -> None:
    """Add a sentence; what is far too long for one is cut at spaces, so that no rule ever looks at more."""
    while end - start > LONGEST_SENTENCE:
        cut = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = cut if cut > start else start + LONGEST_SENTENCE
        sentences.append(Sentence(len(sentences), start, cut, block))
        start = cut + 1 if text[cut].isspace() else cut
    if start < end:
        sentences.append(Sentence(len(sentences), start, end, block))
