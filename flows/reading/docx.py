"""A Word document: its paragraphs, lists and tables by python-docx. Runs in the process apart."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.styles.style import BaseStyle

from flows.reading.errors import ReadingError
from flows.reading.laying_out import Grid, GridCell, Piece, in_tables, lay_out
from flows.reading.marks import shown
from flows.reading.page import Page, page
from flows.reading.sidecar import from_page
from flows.reading.spans import LONGEST_CELL, said_again, spanned

# The text of a report of two hundred pages is some five megabytes of XML; pictures are not unpacked.
MOST_UNPACKED = 50 * 1024 * 1024
MOST_PARTS = 5_000
_CHUNK = 64 * 1024

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how a Word file before 2007 begins, and a .docx under a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<\s*!\s*DOCTYPE|<\0!\0D\0O\0C\0T\0Y\0P\0E", re.IGNORECASE)

# What stands in a paragraph: its text and what shows as white space or a hyphen. All else has no text of its own.
_INLINE = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "-"}
_TEXT = qn("w:t")
# Where that is not the text: what was moved away, boxes beside it, how it is spoken, and it all for older programs.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOT_TEXT = {qn("w:moveFrom"), qn("w:del"), qn("w:txbxContent"), qn("w:rt"), _FALLBACK}
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"), qn("w:smartTag")}
_NOT_MAIN = re.compile(r"caption|toc\b|table of|header|footer", re.IGNORECASE)
_HEADING = re.compile(r"heading|title|subtitle", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number)", re.IGNORECASE)
# Styles build on styles, in a damaged document in a circle.
_LONGEST_CHAIN = 10


@dataclass(frozen=True, slots=True)
class Kind:
    """What a style makes of a paragraph."""

    main: bool = True
    heading: bool = False
    listed: bool = False


Kinds = Mapping[str | None, Kind]
Styles = set[str | None]
Says = Callable[[Any], bool | None]
_PLAIN = Kind()


def read(data: bytes) -> Page:
    """The text of a document, and its title. Its date of creation is not that of its publication."""
    if data.startswith(_OLD):
        if _ENCRYPTED in data:
            raise ReadingError("encrypted", "is protected by a password: save it without one")
        raise ReadingError("malformed", "is in the format of Word before 2007: save it as .docx")
    document = docx.Document(_plain_copy(data))
    metadata = from_page(title=document.core_properties.title)
    body = document.element.body
    _unbox(body)
    used = {style.get(qn("w:val")) for style in body.iter(qn("w:pStyle"))}
    kinds = {style.style_id: _kind(style) for style in document.styles if style.style_id in used}
    _drop_hidden(body, _styles_that(_vanishes, document.styles))
    _leave_out_marks(body, _styles_that(_is_raised, document.styles))
    text, blocks = lay_out(in_tables(_blocks(body, kinds)))
    return page(text, metadata, blocks)


def _plain_copy(data: bytes) -> io.BytesIO:
    """The package with its XML as it is, unpacked within bounds, and nothing in its other parts.

    Sizes that a package declares can be lies, so each part is unpacked bit by bit, once, and the copy is what is read.
    """
    copied = io.BytesIO()
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(copied, "w") as copy:
            parts = package.infolist()
            texts = {part for part in parts if part.filename.lower().endswith((".xml", ".rels"))}
            if len(parts) > MOST_PARTS or sum(part.file_size for part in texts) > MOST_UNPACKED:
                raise _bomb()
            for part in parts:
                if part.flag_bits & 1:
                    raise ReadingError("encrypted", "is protected by a password: save it without one")
                content = _unpacked(package, part, left) if part in texts else b""
                left -= len(content)
                copy.writestr(part.filename, content)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError) as error:
        raise ReadingError("malformed", f"is not a Word file ({type(error).__name__})") from None
    return copied


def _unpacked(package: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    chunks, size = [], 0
    with package.open(part) as file:
        while chunk := file.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise _bomb()
            chunks.append(chunk)
    content = b"".join(chunks)
    if _DOCTYPE.search(content):
        raise ReadingError("malformed", "declares XML entities, which Word never does")
    return content


def _bomb() -> ReadingError:
    return ReadingError("zip-bomb", f"unpacks to more than {MOST_UNPACKED:,} bytes or {MOST_PARTS:,} parts")


def _blocks(parent: Any, kinds: Kinds) -> Iterator[Piece]:
    for child in parent:
        if child.tag == qn("w:p"):
            style = child.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            kind = kinds.get(style.get(qn("w:val")), _PLAIN) if style is not None else _PLAIN
            if kind.main:
                yield Piece("item" if _listed(child, kind) else "paragraph", _text(child))
        elif child.tag == qn("w:tbl"):
            yield from _table(child, kinds)
        elif child.tag in _WRAPPERS:
            yield from _blocks(child, kinds)


def _kind(style: BaseStyle) -> Kind:
    name = style.name or ""
    numbered = next((own for element in _chain(style) if (own := _numbered(element)) is not None), False)
    listed = numbered or _LIST.match(name) is not None
    return Kind(main=not _NOT_MAIN.match(name), heading=_HEADING.match(name) is not None, listed=listed)


def _chain(style: BaseStyle) -> Iterator[Any]:
    """A style and those it builds on."""
    nearest: Any = style
    for _ in range(_LONGEST_CHAIN):
        if nearest is None:
            return
        yield nearest.element
        nearest = getattr(nearest, "base_style", None)


def _unbox(body: Any) -> None:
    """Put what stands in boxes behind the paragraphs that hold them, where it is most of the text."""
    boxes = [box for box in body.iter(qn("w:txbxContent")) if next(box.iterancestors(_FALLBACK), None) is None]
    if sum(len(_text(box)) for box in boxes) > len(_text(body)):
        for box in reversed(boxes):
            holder = [box, *box.iterancestors(qn("w:p"))][-1]
            for child in reversed(box):
                holder.addnext(child)


def _drop_hidden(body: Any, styles: Styles) -> None:
    """Take out what Word does not show, or strikes out: by itself, or by the style of its characters or paragraph.

    So are rows that are deleted, and what asks for a text where none is given.
    """
    for hint in body.xpath(".//w:tr[w:trPr/w:del]|.//w:sdt[w:sdtPr/w:showingPlcHdr]"):
        hint.getparent().remove(hint)
    for paragraph in list(body.iter(qn("w:p"))):
        for run in list(paragraph.iter(qn("w:r"))):
            if _is(_vanishes, run, paragraph, styles):
                run.getparent().remove(run)


def _leave_out_marks(body: Any, styles: Styles) -> None:
    """Read raised text as what it is: most of it leads to notes."""
    for paragraph in body.iter(qn("w:p")):
        runs = [(_is(_is_raised, run, paragraph, styles), run) for run in paragraph.iter(qn("w:r")) if _text(run)]
        groups = [(raised, [run for _, run in group]) for raised, group in groupby(runs, itemgetter(0))]
        texts = ["", *("".join(map(_text, group)) for _, group in groups), ""]
        for (raised, group), before, text, after in zip(groups, texts, texts[1:], texts[2:], strict=False):
            if raised and (read_as := shown(before, text, after)) != text:
                for run in group:
                    run.text, read_as = read_as, ""


def _styles_that(says: Says, styles: Any) -> Styles:
    """The names of the styles of which something holds, by themselves or by those they build on."""
    own = ((style.style_id, map(says, _chain(style))) for style in styles)
    return {name for name, said in own if next((value for value in said if value is not None), False)}


def _is(says: Says, run: Any, paragraph: Any, styles: Styles) -> bool:
    """Whether something holds of a run, by itself or by the style of its characters or paragraph."""
    if (own := says(run)) is not None or not styles:
        return bool(own)
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"), run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")
    return any(name.get(qn("w:val")) in styles for name in named if name is not None)


def _vanishes(element: Any) -> bool | None:
    """Whether a run or style is hidden or struck out, if it says so itself."""
    said = [element.find(f"{qn('w:rPr')}/{qn(name)}") for name in ("w:vanish", "w:strike", "w:dstrike")]
    values = [one.get(qn("w:val")) not in ("0", "false", "off") for one in said if one is not None]
    return any(values) if values else None


def _is_raised(element: Any) -> bool | None:
    """Whether a run or style is in superscript, or put higher, if it says so itself."""
    place = element.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}")
    if place is None:
        height = element.find(f"{qn('w:rPr')}/{qn('w:position')}")
        return None if height is None else not str(height.get(qn("w:val"))).startswith(("-", "0"))
    return bool(place.get(qn("w:val")) == "superscript")


def _listed(paragraph: Any, kind: Kind) -> bool:
    own = _numbered(paragraph)
    return not kind.heading and (kind.listed if own is None else own)


def _numbered(element: Any) -> bool | None:
    """Whether a paragraph or style is of a list, if it says so itself; list 0 is none."""
    number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
    return None if number is None else number.get(qn("w:val")) != "0"


def _table(table: Any, kinds: Kinds) -> Iterator[Piece]:
    """The rows of a table; what its cells hold, if it does no more than lay out a page."""
    cells = [cell for row in _within(table, qn("w:tr")) for cell in _within(row, qn("w:tc"))]
    if any(sum(len(_text(paragraph)) for paragraph in _paragraphs(cell)) > LONGEST_CELL for cell in cells):
        for cell in cells:
            yield from _blocks(cell, kinds)
    else:
        yield from _rows(table)


def _rows(table: Any) -> Iterator[Piece]:
    """The rows of a table, each with as many cells as there are columns: what spans several stands in the first."""
    above: dict[int, str] = {}
    for number, row in enumerate(_within(table, qn("w:tr"))):
        heads = number == 0 or row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        cells = [""] * _count(row, "w:trPr", "w:gridBefore", 0)
        for cell in _within(row, qn("w:tc")):
            text = " ".join(map(_text, _paragraphs(cell)))
            merged = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
            if merged is not None and merged.get(qn("w:val")) != "restart":
                text = above.get(len(cells), "")
            else:
                above[len(cells)] = "" if heads else said_again(text)
            cells += [text, *[""] * (_count(cell, "w:tcPr", "w:gridSpan", 1) - 1)]
        yield _row((*cells, *[""] * _count(row, "w:trPr", "w:gridAfter", 0)))


def _count(element: Any, properties: str, name: str, least: int) -> int:
    """How many columns something says that it takes."""
    said = element.find(f"{qn(properties)}/{qn(name)}")
    return least if said is None else spanned(said.get(qn("w:val")))


def _within(element: Any, tag: str) -> Iterator[Any]:
    """The children of a kind, those in controls and other wrappers too."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)


def _paragraphs(element: Any) -> Iterator[Any]:
    """The paragraphs of a cell, those of tables in it too."""
    for child in element:
        if child.tag == qn("w:p"):
            yield child
        elif child.tag not in _NOT_TEXT and isinstance(child.tag, str):
            yield from _paragraphs(child)


def _text(element: Any) -> str:
    parts = []
    for child in element:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag in _INLINE:
            parts.append(_INLINE[child.tag])
        elif child.tag not in _NOT_TEXT and isinstance(child.tag, str):
            parts.append(_text(child))
    return "".join(parts)


def _row(cells: tuple[str, ...]) -> Piece:
    return Piece("table", grid=Grid((tuple(GridCell(cell) for cell in cells),)))
