"""Find the turns of a transcript: lines that open with the speaker and a colon ("Ada Quill: …")."""

from __future__ import annotations

import re

from flows.extraction.analysis.text.layout import Block

# "NAME: It was …", "Ms NAME (Department of Justice): We …", "Sir NAME (Kent) (Lab): My …"
LABEL = re.compile(
    r"(?P<who>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})(?: \([^)\n]{2,60}\)){0,2} ?:\s+(?P<mark>[“\"‘']?)(?=[\w£“\"‘'])"
)
LONGEST_LABEL = 120
# Words by which a speaker speaks of themselves or to the other speaker.
SAID = re.compile(r"\b(?:I|I['’]\w+|[Ww]e|[Ww]e['’]\w+|[Yy]ou|[Yy]ou['’]\w+|[Mm]y|[Oo]ur|us|me)\b")
# A text is a transcript only with this many turns with such words, by at least two speakers, one of them repeatedly.
FEWEST_TURNS = 3


def turns_of(text: str, blocks: list[Block]) -> list[tuple[int, int]]:
    """Return the slices of the words spoken in each turn, in order; empty if the text is no transcript."""
    if text.count(":") < FEWEST_TURNS:
        return []
    colons = (text.find(":", block.start, min(block.end, block.start + LONGEST_LABEL)) for block in blocks)
    lines = (block for block, colon in zip(blocks, colons, strict=True) if colon >= 0 and block.kind != "row")
    found = [(block, turn) for block in lines if (turn := LABEL.match(text, block.start, block.end))]
    speakers = [turn["who"] for block, turn in found if SAID.search(text, turn.end(), block.end)]
    repeated = any(speakers.count(name) > 1 for name in speakers)
    if len(speakers) < FEWEST_TURNS or not repeated or len(set(speakers)) < 2:
        return []
    names = set(speakers)
    return [(turn.start("mark"), block.end) for block, turn in found if turn["who"] in names]
