"""A Word document gives its paragraphs, items and rows; a package that is a trap costs a reason."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from flows.reading import Document, ReadingError
from flows.reading.docx import MOST_PARTS, MOST_UNPACKED
from flows.reading.formats import DOCX
from tests.reading.making import as_docx, document_of, saved


def of(data: bytes) -> Document:
    return document_of(data, DOCX)


def test_lists_tables_and_captions() -> None:
    document = docx.Document()
    document.add_heading("Heading", 1)
    document.add_paragraph("A bullet", "List Bullet")
    document.add_paragraph("A number", "List Number")
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Over both"
    table.cell(1, 0).text = "Two\nlines"
    table.cell(1, 2).text = "Good"
    document.add_paragraph("A picture of the chief constable", "Caption")
    document.add_paragraph("Tab\tand\nbreak")
    assert of(saved(document)).text == (
        "Heading\n\n- A bullet\n- A number\n\n| Over both |  |  |\n\nTwo lines |  | Good\n\nTab and break\n"
    )


def test_what_a_reader_sees_is_read_once() -> None:
    document = docx.Document()
    body: Any = document.element.body
    for xml in (
        "<w:p {}><w:r><w:t>Kept </w:t></w:r><w:ins><w:r><w:t>added</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        "<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom></w:p>",
        "<w:sdt {}><w:sdtContent><w:p><w:hyperlink><w:r><w:t>in a control</w:t></w:r></w:hyperlink></w:p>"
        "</w:sdtContent></w:sdt>",
        "<w:p {}><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>numbered</w:t></w:r></w:p>",
        "<w:p {}><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr><w:r><w:t>not numbered</w:t></w:r></w:p>",
    ):
        body.insert(len(body) - 1, parse_xml(xml.format(nsdecls("w"))))
    assert of(saved(document)).text == "Kept added\n\nin a control\n\n- numbered\n\nnot numbered\n"


def test_hidden_text_is_not_read() -> None:
    document = docx.Document()
    for name, kind in (("Unseen", WD_STYLE_TYPE.PARAGRAPH), ("Unseen Letters", WD_STYLE_TYPE.CHARACTER)):
        document.styles.add_style(name, kind).font.hidden = True
    document.styles.add_style("Built On It", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Unseen"]
    paragraph = document.add_paragraph("It does well.")
    paragraph.add_run(" Kent Police does not.").font.hidden = True
    paragraph.add_run(" Nor does Essex Police.", "Unseen Letters")
    paragraph.add_run(" It has a plan.").font.hidden = False
    document.add_paragraph("Dorset Police does not.", "Built On It").add_run("Shown.").font.hidden = False
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("Sussex Police does not.").font.hidden = True
    assert of(saved(document)).text == "It does well. It has a plan.\n\nShown.\n"


def test_its_own_dates_are_not_that_of_publication() -> None:
    document = docx.Document()
    document.core_properties.created = datetime(2023, 3, 14, tzinfo=UTC)
    document.core_properties.title = "=A title"
    document.add_paragraph("It does well.")
    read = of(saved(document))
    assert (read.title, read.published_on, read.published_on_basis) == ("A title", None, None)


def package(**parts: bytes) -> bytes:
    """The article, with parts of its package replaced or added."""
    names = {name.replace("__", "/") + ".xml": content for name, content in parts.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_docx())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in names:
                new.writestr(part.filename, old.read(part))
        for name, content in names.items():
            new.writestr(name, content)
    return made.getvalue()


def lying_about(data: bytes, size: int) -> bytes:
    """The package with another declared size, wherever it declares `size`."""
    return data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


BOMB = b"<a>" + b" " * (MOST_UNPACKED + 1) + b"</a>"
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
DEEP = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>" + b"<w:body>" * 100_000


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "malformed"),
        (b"not a package", "malformed"),
        (as_docx()[:5000], "malformed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "malformed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (package(word__extra=BOMB), "zip-bomb"),
        (lying_about(package(word__document=BOMB), len(BOMB)), "malformed"),
        (package(**{f"word__{number}": b"" for number in range(MOST_PARTS)}), "zip-bomb"),
        (package(word__document=ENTITIES), "malformed"),
        (package(word__document=DEEP), "malformed"),
        (package(word__document=b"<w:document"), "malformed"),
        (saved(docx.Document()), "empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError) as refused:
        of(data)
    assert refused.value.reason == reason
