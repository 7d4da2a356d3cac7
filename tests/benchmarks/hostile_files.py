"""Web pages, Word files and PDF that nobody writes and anybody can send: each a pattern, repeated so many times."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

# A word at the end of each: a file without any is not read.
_END = "<p>Kent Police is good.</p>"

_PAGES = {
    "boxes in boxes": "<div>a",
    "tables in tables": "<table><tr><td>a",
    "lists in lists": "<ul><li>a",
    "rows": "<table><tr><th>a</th><td>7</td></tr></table>",
    "cells": "<td>7</td>",
    "links": "<a href='#'>a</a> ",
    "paragraphs": "<p>It was rated good.</p>",
    "headings": "<h2>Leadership</h2>",
    "names and values": "<dl><dt>a</dt><dd>good</dd></dl>",
    "spans": "<table><tr><td rowspan=9 colspan=9>a</td></tr></table>",
    "hidden": "<p hidden>a</p>",
}
# Where on its page the word of a number stands, for so many words, in parts of the width and height.
_PLACES: dict[str, Callable[[int, int], tuple[float, float]]] = {
    "words downwards": lambda number, count: (0.1, 1 - number / count),
    "words upwards": lambda number, count: (0.1, number / count),
    "words in two columns": lambda number, count: (0.1 + 0.5 * (2 * number // count), 1 - (2 * number % count) / count),
    "words zigzag": lambda number, count: (0.1 + 0.5 * (number % 2), 1 - number / count),
    "words anywhere": lambda number, count: (number * 37 % 101 / 101, number * 53 % 211 / 211),
    "words in a grid": lambda number, count: (number % 10 / 10, 1 - number // 10 * 10 / count),
}


def _page(pattern: str, times: int) -> bytes:
    return f"<!doctype html><html><body><article>{pattern * times}{_END}</article></body></html>".encode()


def _printed(place: Callable[[int, int], tuple[float, float]], times: int) -> bytes:
    """Words on one page, in letters so small that they do not overlap."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 0.9 * A4[1] / times)
    for number in range(times):
        x, y = place(number, times)
        canvas.drawString(x * A4[0], y * A4[1], "good")
    canvas.save()
    return file.getvalue()


def _word(paragraphs: bool, times: int) -> bytes:
    """A Word file of so many items, or of a table with so many rows."""
    file = docx.Document()
    if paragraphs:
        for _ in range(times):
            file.add_paragraph("It was rated good.", "List Bullet")
    else:
        table = file.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "Leadership", "Good"
        body, row = table._tbl, table.rows[0]._tr
        for _ in range(times):
            body.append(row.__copy__())
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


# Each with its reader, and what makes the file of so many.
FILES: dict[str, tuple[str, Callable[[int], bytes]]] = {
    **{f"web page: {name}": ("html", partial(_page, pattern)) for name, pattern in _PAGES.items()},
    **{f"PDF: {name}": ("pdf", partial(_printed, place)) for name, place in _PLACES.items()},
    "Word: items": ("docx", partial(_word, True)),
    "Word: rows": ("docx", partial(_word, False)),
}
