"""The blocks of every gold document are slices of its text, whatever reader they come from."""

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest

from flows.reading import Document, read, read_bytes
from flows.reading.blocks import Block, Cell, Table
from flows.reading.formats import HTML
from tests.reading.blocks_hold import broken
from tests.reading.making import document_of

ARTICLES = Path(__file__).parent.parent / "gold" / "articles"
FILES = sorted(path for path in ARTICLES.iterdir() if path.suffix != ".yaml")
# Web pages are read in a process apart: one in so many is enough.
_EVERY = 12


def test_the_blocks_of_every_text_hold() -> None:
    found = {path.name: problems for path in FILES if (problems := list(broken(read(path))))}
    assert not found


@pytest.fixture(scope="module")
def pages() -> list[tuple[Document, Document]]:
    """Gold documents, each with the page that is made of its blocks."""
    texts = [read(path) for path in FILES[::_EVERY]]
    return [(text, document_of(page_of(text).encode(), HTML)) for text in texts]


def test_the_blocks_of_pages_hold(pages: list[tuple[Document, Document]]) -> None:
    found = {text.document_id: problems for text, page in pages if (problems := list(broken(page)))}
    assert not found


def test_pages_give_the_tables_they_are_made_of(pages: list[tuple[Document, Document]]) -> None:
    """Pages also pair a heading with the grade right below it, which plain text leaves as two blocks."""
    for text, page in pages:
        assert [each for each in tables(page) if len(each) > 1 or each in tables(text)] == tables(text), (
            text.document_id
        )


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Block("paragraph", 0, 4), Block("paragraph", 3, 12)),
        (Block("paragraph", 0, 4), Block("paragraph", 4, 12)),
        (Block("paragraph", 0, 4), Block("paragraph", 7, 12)),
        (Block("heading", 0, 12),),
        (Block("table", 0, 12, table=Table(((Cell(0, 4),),))),),
        (Block("table", 0, 12, table=Table(((Cell(0, 4), Cell(5, 12)), (Cell(5, 12),)))),),
        (Block("table", 0, 12, table=Table(((Cell(0, 6), Cell(5, 12)),))),),
    ],
)
def test_what_does_not_hold_is_told(blocks: tuple[Block, ...]) -> None:
    document = replace(read_bytes(b"Kent is good"), blocks=blocks)
    assert list(broken(document))


def tables(document: Document) -> list[list[list[str]]]:
    return [
        [[" ".join(document.text[cell.start : cell.end].split()) for cell in row] for row in block.table.rows]
        for block in document.blocks
        if block.table
    ]


def page_of(document: Document) -> str:
    """A page made of a document's blocks."""
    body = "".join(element(document.text, block) for block in document.blocks)
    return f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><article>{body}</article></body></html>"


def element(text: str, block: Block) -> str:
    shown = escape(text[block.start : block.end])
    if block.table:
        return table(text, block.table)
    match block.kind:
        case "heading":
            return f"<h{block.level}>{shown}</h{block.level}>"
        case "item":
            return "<ul>" * block.level + f"<li>{shown}</li>" + "</ul>" * block.level
        case "quotation":
            return f"<blockquote>{shown}</blockquote>"
        case _:
            return f"<p>{shown}</p>"


def table(text: str, found: Table) -> str:
    if found.form == "pairs":
        pairs = ([escape(text[cell.start : cell.end]) for cell in row] for row in found.rows)
        return "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in pairs) + "</dl>"
    rows = ""
    for row in found.rows:
        cells = ""
        for cell in dict.fromkeys(row) if row[0].column_span > 1 else row:
            name = "th" if cell.is_head else "td"
            cells += f"<{name} colspan={cell.column_span}>{escape(text[cell.start : cell.end])}</{name}>"
        rows += f"<tr>{cells}</tr>"
    return f"<table>{rows}</table>"
