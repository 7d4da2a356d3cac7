"""Find quotations: words in quotation marks, possibly over several paragraphs, and the turns of transcripts.

A quotation over several paragraphs opens each with a mark and closes only the last; some quotations are never closed.
Double marks, curly or straight, are always quotation marks; single marks only where they can't be apostrophes.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from flows.extraction.analysis.text.layout import Block

DOUBLE, SINGLE = re.compile('[“”"„‟]'), re.compile("[‘']")
# A double mark that opens a quotation; for a straight mark its neighbours decide.
DOUBLE_OPEN = re.compile(r'[“„]|["‟](?<![^\s(\[–—:/|*_-].)(?=\S)')
# The mark comes before the lookbehind, so that the search can skip to the next mark.
SINGLE_OPEN = re.compile(r"[‘'](?<![\w’'].)(?=[\w“\"£(])")
SINGLE_CLOSE = re.compile(r"[’'](?<=[\w.,!?…)%”].)(?!\w)")
FEWEST_WORDS = 6
# "NAME: It was …", "Ms NAME (Department of Justice): We …", "Sir NAME (Kent) (Lab): My …"
TURN_LABEL = re.compile(
    r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})(?: \([^)\n]{2,60}\)){0,2} ?:\s+(?P<mark>[“\"‘']?)(?=[\w£“\"‘'])"
)
LONGEST_LABEL = 120
# Words by which a speaker speaks of themselves or to the other speaker.
OWN_WORDS = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Yy]ou|[Yy]ou['’]\w+|[Mm]y|[Oo]ur|us|me)\b")
# A text is a transcript only with this many turns with such words, by at least two speakers, one of them repeatedly.
FEWEST_TURNS = 3


@dataclass(slots=True)
class Quotation:
    """A quotation, marks included: slices of the view, one for each paragraph the quotation runs over. `speech` is
    false for a few words set in marks inside somebody else's sentence. `turn`: a turn of a transcript, which has no
    marks."""

    slices: tuple[tuple[int, int], ...]
    speech: bool
    turn: bool = False
    start: int = field(init=False)
    end: int = field(init=False)

    def __post_init__(self) -> None:
        self.start, self.end = self.slices[0][0], self.slices[-1][1]

    def covers(self, position: int) -> bool:
        """Whether a position of the view lies in one of the slices."""
        return any(start <= position < end for start, end in self.slices)


def _double_slices(text: str, block: Block, marks: list[int]) -> tuple[list[tuple[int, int]], bool]:
    """Return the slices in double marks inside a block, and whether the last slice is still open at the block's end."""
    slices = []
    opened: int | None = None
    for at in marks[bisect_left(marks, block.start) : bisect_left(marks, block.end)]:
        if opened is None:
            if DOUBLE_OPEN.match(text, at) or at == block.start:
                opened = at
        elif not DOUBLE_OPEN.match(text, at) or text[at] == text[opened] == '"':
            slices.append((opened, at + 1))
            opened = None
    if opened is not None:
        slices.append((opened, block.end))
    return slices, opened is not None


def _single_slices(text: str, block: Block, marks: list[int]) -> list[tuple[int, int]]:
    """Return the slices in single marks inside a block; a straight mark that is alone there is an apostrophe."""
    slices: list[tuple[int, int]] = []
    block_marks = marks[bisect_left(marks, block.start) : bisect_left(marks, block.end)]
    last = block.start
    for at in block_marks if len(block_marks) > 1 or (block_marks and text[block_marks[0]] == "‘") else ():
        if at < last or not SINGLE_OPEN.match(text, at, block.end):
            continue
        close = SINGLE_CLOSE.search(text, at + 1, min(block.end, at + 1 + 2000))
        if close:
            slices.append((at, close.end()))
            last = close.end()
        elif text.count(" ", at, block.end) >= FEWEST_WORDS and (
            at == block.start or text.endswith((": ", ", "), 0, at)
        ):
            slices.append((at, block.end))
            break
    return slices


def _is_speech(text: str, start: int, end: int, block: Block) -> bool:
    """Whether a quotation is a clause of its own, by its length, the colon or comma before it, and its ends."""
    words = text.count(" ", start, end) + 1
    if start == block.start or text[max(block.start, start - 3) : start].rstrip().endswith((":", ",")):
        return words >= 3
    if words < 6:
        return False
    return text[start + 1 : start + 2].isupper() or text[start + 1 : end].rstrip("”\"’' ").endswith(
        (".", "!", "?", ",")
    )


def quotations_of(text: str, blocks: list[Block]) -> list[Quotation]:
    """Return the quotations and turns of a view's text, in order of position. Linear in its length."""
    found = [Quotation((turn,), True, turn=True) for turn in _turns_of(text, blocks)]
    marks, singles = ([mark.start() for mark in kind.finditer(text)] for kind in (DOUBLE, SINGLE))
    unclosed: list[tuple[int, int]] = []
    for block in blocks:
        if block.kind == "furniture":
            continue
        doubles, is_unclosed = _double_slices(text, block, marks)
        if unclosed and not (doubles and doubles[0][0] == block.start):
            found.append(Quotation(tuple(unclosed), True))
            unclosed = []
        for start, end in doubles:
            pieces, unclosed = [*unclosed, (start, end)], []
            if is_unclosed and (start, end) == doubles[-1]:
                unclosed = pieces
            else:
                found.append(Quotation(tuple(pieces), len(pieces) > 1 or _is_speech(text, start, end, block)))
        opened = [start for start, _ in doubles]
        for start, end in _single_slices(text, block, singles):
            index = bisect_right(opened, start) - 1
            if index < 0 or start >= doubles[index][1]:
                found.append(Quotation(((start, end),), _is_speech(text, start, end, block)))
    if unclosed:
        found.append(Quotation(tuple(unclosed), True))
    return sorted(found, key=lambda quotation: quotation.start)


def _turns_of(text: str, blocks: list[Block]) -> list[tuple[int, int]]:
    """Return the slices of the words spoken in each turn, in order; empty if the text is no transcript."""
    if text.count(":") < FEWEST_TURNS:
        return []
    colons = (text.find(":", block.start, min(block.end, block.start + LONGEST_LABEL)) for block in blocks)
    lines = (block for block, colon in zip(blocks, colons, strict=True) if colon >= 0 and block.kind != "row")
    found = [(block, turn) for block in lines if (turn := TURN_LABEL.match(text, block.start, block.end))]
    speakers = [turn["who"] for block, turn in found if OWN_WORDS.search(text, turn.end(), block.end)]
    repeated = any(speakers.count(name) > 1 for name in speakers)
    if len(speakers) < FEWEST_TURNS or not repeated or len(set(speakers)) < 2:
        return []
    names = set(speakers)
    return [(turn.start("mark"), block.end) for block, turn in found if turn["who"] in names]
