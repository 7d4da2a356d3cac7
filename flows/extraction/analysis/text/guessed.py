"""Interim: blocks of a text guessed as before, until every reader gives them. To be deleted."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby

from flows.extraction.analysis.text import old_layout, old_view
from flows.reading.blocks import Block, Cell, Table
from flows.reading.document import Document

RULE = re.compile(r"[\s|:+=–—_-]+")
KINDS = {"heading": "heading", "bullet": "item", "prose": "paragraph", "furniture": "furniture"}


def _cells(text, block):
    line = text[block.start : block.end].rstrip()
    found, at = [], block.start
    for part in line.split("|"):
        start = at + len(part) - len(part.lstrip())
        found.append((start, start + len(part.strip())))
        at += len(part) + 1
    return found[line.startswith("|") : len(found) - line.endswith("|")]


def guessed(document: Document) -> tuple[Block, ...]:
    view = old_view.view_of(document.text, document.media_type)
    text = view.text
    blocks = old_layout.blocks_of(text)

    def doc(start, end):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if view.origin is None:
            return start, end
        if start == end:
            at = view.origin[start] if start < len(view.origin) else len(document.text)
            return at, at
        return view.origin[start], view.origin[end - 1] + 1

    out = []
    for is_row, run in groupby(blocks, key=lambda b: b.kind == "row"):
        run = list(run)
        if not is_row:
            for b in run:
                start, end = doc(b.start, b.end)
                out.append(Block(KINDS[b.kind], start, end, level=1 if b.kind in ("heading", "bullet") else 0, marker="-" if b.kind == "bullet" else None))
            continue
        rows = [_cells(text, b) for b in run if not RULE.fullmatch(text, b.start, b.end)]
        ruled = len(run) > 1 and RULE.fullmatch(text, run[1].start, run[1].end) is not None
        tables = []
        for number, row in enumerate(rows):
            cells = [Cell(*doc(*c)) for c in row]
            last = tables[-1] if tables else None
            if last and len(last) == 1 and len(last[0]) == len(cells) - 1:
                first = last[0][0]
                last[0] = [Cell(first.start, first.start), *last[0]]
            if last and len(last[0]) == len(cells):
                last.append(cells)
            elif last and len(last) == 1 and len(cells) > 2 and (len(cells) - 1) % max(1, len(last[0]) - 1) == 0 and len(last[0]) < len(cells):
                wide = (len(cells) - 1) // max(1, len(last[0]) - 1)
                last[0] = [last[0][0], *(Cell(c.start, c.end, False, 1, wide) for c in last[0][1:] for _ in range(wide))]
                last.append(cells)
            else:
                tables.append([cells])
        for t in tables:
            t = tuple(map(tuple, t))
            flat = [c for r in t for c in r]
            out.append(Block("table", min(c.start for c in flat), max(c.end for c in flat), table=Table(t, 1 if ruled and t is tables[0] else 0, 0)))
    return tuple(sorted(out, key=lambda b: b.start))
