"""Turns of speech: lines that open with who speaks ("Ada Quill: …", "Q. …"), and where the words spoken begin."""

from __future__ import annotations

import re

from flows.extraction.analysis.text.layout import Block

# "NAME: It was …", "Ms NAME (Department of Justice): We …"
LABEL = re.compile(
    r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})(?: \([^)\n]{2,60}\))? ?:\s+(?P<mark>[“\"‘']?)(?=[\w£“\"‘'])"
)
LONGEST_LABEL = 120
# Who says something says it of themselves or to another.
SAID = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Yy]ou|[Yy]ou['’]\w+|my|our|us|me)\b")
# A line that begins so is a turn only among so many, of two speakers who both speak of themselves or to each other.
FEWEST_TURNS = 3


def turns_of(text: str, blocks: list[Block]) -> list[tuple[int, int]]:
    """The slices of words said in the turns of a text, if it is a transcript."""
    if text.count(":") < FEWEST_TURNS:
        return []
    near = (text.find(":", block.start, min(block.end, block.start + LONGEST_LABEL)) for block in blocks)
    lines = (block for block, mark in zip(blocks, near, strict=True) if mark >= 0 and block.kind != "row")
    found = [(block, turn) for block in lines if (turn := LABEL.match(text, block.start, block.end))]
    said = [turn["who"] for block, turn in found if SAID.search(text, turn.end(), block.end)]
    again = any(said.count(name) > 1 for name in said)
    if len(said) < FEWEST_TURNS or not again or len(set(said)) < 2:
        return []
    names = set(said)
    return [(turn.start("mark"), block.end) for block, turn in found if turn["who"] in names]
