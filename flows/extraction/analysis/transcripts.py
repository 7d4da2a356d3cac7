"""Transcripts: what is said turn by turn behind the name of who says it, without quotation marks."""

from __future__ import annotations

import re

from flows.extraction.analysis.layout import Block

# "NAME: |It was …", "Ms NAME (Department of Justice): |We …"
TURN = re.compile(r"((?:[A-Z][\w.’'-]+ ){0,3}[A-Z][\w.’'-]+)(?: \([^)\n]{2,60}\))?: (?=[A-Z“\"‘'])")
# Who says something says it of themselves or to another.
SAID = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Yy]ou|[Yy]ou['’]\w+|my|our|us|me)\b")
# A line that begins so is a turn only among so many, of two speakers who both speak of themselves or to each other.
FEWEST_TURNS = 3


def turns_of(text: str, blocks: list[Block]) -> list[tuple[int, int]]:
    """The slices of words said in the turns of a text, if it is a transcript."""
    if text.count(": ") < FEWEST_TURNS:
        return []
    found = [(block, turn) for block in blocks if block.kind != "row" and (turn := TURN.match(text, block.start))]
    said = [turn[1] for block, turn in found if SAID.search(text, turn.end(), block.end)]
    again = any(said.count(name) > 1 for name in said)
    if len(said) < FEWEST_TURNS or not again or len(set(said)) < 2:
        return []
    names = set(said)
    return [(turn.end(), block.end) for block, turn in found if turn[1] in names]
