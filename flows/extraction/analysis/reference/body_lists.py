"""Lists of several bodies, one a line with its grade or number: what follows is not of the body of the last line."""

from __future__ import annotations

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block
from flows.extraction.claims import Body

# A longer line is a paragraph on its body.
LONGEST = 160
# How far into a line its name may begin: a bullet, a number.
OPENS_WITHIN = 3
LINES = ("heading", "bullet", "row")


def is_line_of_list(analysis: Analysis, block: Block) -> bool:
    """Whether a line gives the grade or number of one body, right beside a line that gives that of another."""
    own = _body_of_line(analysis, block)
    if own is None:
        return False
    near = [analysis.blocks[index] for index in (block.index - 1, block.index + 1) if 0 <= index < len(analysis.blocks)]
    others = (_body_of_line(analysis, other) for other in near if other.kind == block.kind)
    return any(other is not None and other != own for other in others)


def _body_of_line(analysis: Analysis, block: Block) -> Body | None:
    """The body that a line opens with which holds a grade or a number, or is a row of a table."""
    if block.kind not in LINES or block.end - block.start > LONGEST:
        return None
    end = block.start + OPENS_WITHIN
    named = [*analysis.mentions_in(block.start, end), *analysis.places_in(block.start, end)]
    if not named:
        return None
    counts = block.kind == "bullet" and any(sign.isdigit() for sign in analysis.text[named[0].end : block.end])
    says = block.kind == "row" or counts or analysis.triggers.any_within("grade", block.start, block.end)
    return named[0].body if says else None
