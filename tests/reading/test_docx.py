"""A Word document gives its paragraphs, items and rows; a package that is a trap costs a reason."""

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from flows.reading import Document, ReadingError
from flows.reading.formats import DOCX
from flows.reading.word.package import MOST_PARTS, MOST_UNPACKED
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
    document.add_paragraph("Grades of 2023", "Caption")
    document.add_paragraph("Tab\tand\nbreak")
    assert of(saved(document)).text == (
        "Heading\n\n- A bullet\n1. A number\n\nGrades of 2023\n| Over both |  |\nTwo lines |  | Good\n\nTab and break\n"
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


def test_what_stands_in_controls_is_read_wherever_they_are() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    rows = [
        f"<w:tr>{cell.format('Force')}{control.format(cell.format('Grade'))}</w:tr>",
        control.format(f"<w:tr>{cell.format('Kent Police')}{cell.format('Good')}</w:tr>" + control.format("")),
        "<w:ins>"
        + f"<w:tr>{cell.format('Essex Police')}{control.format(control.format(cell.format('Bad')))}</w:tr></w:ins>",
    ]
    document = docx.Document()
    body: Any = document.element.body
    table = f"<w:tbl>{''.join(rows)}</w:tbl>"
    for xml in (table, control.format(table), "<w:p>" + control.format("<w:r><w:t>in a line</w:t></w:r>") + "</w:p>"):
        body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))
    rows_read = "Force | Grade\nKent Police | Good\nEssex Police | Bad\n\n"
    assert of(saved(document)).text == f"{rows_read}{rows_read}in a line\n"


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


@pytest.mark.parametrize(
    "unseen",
    [
        "<w:p><w:r><w:rPr><w:strike/></w:rPr><w:t>Kent Police does not.</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:dstrike w:val='1'/></w:rPr><w:t>Kent Police does not.</w:t></w:r></w:p>",
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Enter a force.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>",
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>Kent</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>spoken</w:t></w:r></w:rt><w:rubyBase/></w:ruby></w:r></w:p>",
    ],
)
def test_what_is_struck_out_deleted_or_asks_for_text_is_not_read(unseen: str) -> None:
    document = docx.Document()
    document.add_paragraph("It does well.")
    body: Any = document.element.body
    body.insert(1, parse_xml(unseen.replace(">", f" {nsdecls('w')}>", 1)))
    assert of(saved(document)).text == "It does well.\n"


def test_boxes_are_read_once_behind_what_holds_them() -> None:
    names = f"{nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    boxes = [
        f"<w:txbxContent><w:p><w:r><w:t>Box {number} of {number}.</w:t></w:r></w:p></w:txbxContent>"
        for number in (1, 2)
    ]
    both = (f"<mc:Choice Requires='w'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>" for box in boxes)
    runs = "".join(f"<w:r><mc:AlternateContent>{each}</mc:AlternateContent></w:r>" for each in both)
    document = docx.Document()
    body: Any = document.element.body
    body.insert(0, parse_xml(f"<w:p {names}><w:r><w:t>Title</w:t></w:r>{runs}</w:p>"))
    assert of(saved(document)).text == "Title\n\nBox 1 of 1.\n\nBox 2 of 2.\n"
    document.add_paragraph("What the document says is more than that.")
    assert of(saved(document)).text.endswith("Box 2 of 2.\n\nWhat the document says is more than that.\n")


def test_a_table_that_lays_out_a_page_is_read_cell_by_cell() -> None:
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text = "News"
    cells[1].text = "It does well. " * 110
    cells[1].add_paragraph("It shares what it knows.", "List Bullet")
    inner = cells[1].add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Kent Police", "Good"
    start, rest = of(saved(document)).text.split("\n\n", 1)
    assert (start, rest[1500:].split(" well.\n\n")[-1]) == (
        "News",
        "- It shares what it knows.\n\nKent Police | Good\n",
    )


def test_cells_stand_under_the_heads_of_their_columns() -> None:
    document = docx.Document()
    table = document.add_table(4, 4)
    for row, texts in zip(
        table.rows, ["Force|||Leadership", "Kent|Good||Bad", "|Bad||Good", "|Bad|Good|"], strict=True
    ):
        for cell, text in zip(row.cells, texts.split("|"), strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).merge(table.cell(1, 2))
    for element in (table.rows[3].cells[0]._tc, table.rows[3].cells[3]._tc):
        element.getparent().remove(element)
    gone = parse_xml(f"<w:trPr {nsdecls('w')}><w:gridBefore w:val='1'/><w:gridAfter w:val='1'/></w:trPr>")
    table.rows[3]._tr.insert(0, gone)
    assert of(saved(document)).text == (
        "Force |  | Leadership\nKent | Good | Bad\nKent | Bad |  | Good\n|  | Bad | Good |  |\n"
    )


def test_figures_and_heads_that_are_merged_over_rows_are_said_once() -> None:
    document = docx.Document()
    table = document.add_table(4, 2)
    for row, texts in zip(table.rows, ["Threat|Cases", "|Number", "Drugs|14", "Guns|"], strict=True):
        for cell, text in zip(row.cells, texts.split("|"), strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 1).merge(table.cell(3, 1))
    assert of(saved(document)).text == "Threat | Cases\n|  | Number |\nDrugs | 14\n| Guns |  |\n"


def test_a_box_in_a_cell_is_read_behind_the_table() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent>"
    names = f"{nsdecls('w')} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"
    both = f"<mc:Choice Requires='w'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    document = docx.Document()
    cell = document.add_table(1, 2).cell(0, 1)
    cell.text = "Good"
    cell.paragraphs[0]._p.append(parse_xml(f"<w:r {names}><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"))
    cell.add_table(1, 1).cell(0, 0).text = "within"
    assert of(saved(document)).text == "|  | Good within |\n\nBox\n"


def test_marks_of_notes_are_no_digits() -> None:
    document = docx.Document()
    document.styles.add_style("Mark", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    for before, raised, after in [("14", "2", " cases"), ("14", "th", " of May"), ("20 km", "2", " of land")]:
        paragraph = document.add_paragraph(before)
        paragraph.add_run(raised).font.superscript = True
        paragraph.add_run(after)
    lifted = parse_xml(f"<w:r {nsdecls('w')}><w:rPr><w:position w:val='6'/></w:rPr><w:t>2</w:t></w:r>")
    document.add_paragraph("14")._p.append(lifted)
    paragraph = document.add_paragraph("It led 14")
    for part in "[2]":
        paragraph.add_run(part, "Mark")
    paragraph.add_run(" cases of CO")
    paragraph.add_run("2", "Mark").font.subscript = True
    assert of(saved(document)).text == "14 cases\n\n14th of May\n\n20 km² of land\n\n14\n\nIt led 14 cases of CO2\n"


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


def bomb() -> bytes:
    return b"<a>" + b" " * (MOST_UNPACKED + 1) + b"</a>"


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><w>&b;</w>'
DEEP = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>" + b"<w:body>" * 100_000


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (lambda: b"", "malformed"),
        (lambda: b"not a package", "malformed"),
        (lambda: as_docx()[:5000], "malformed"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), "malformed"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (lambda: package(word__extra=bomb()), "zip-bomb"),
        (lambda: lying_about(package(word__document=bomb()), len(bomb())), "malformed"),
        (lambda: package(**{f"word__{number}": b"" for number in range(MOST_PARTS)}), "zip-bomb"),
        (lambda: package(word__document=ENTITIES), "malformed"),
        (lambda: package(word__document=DEEP), "malformed"),
        (lambda: package(word__document=b"<w:document"), "malformed"),
        (lambda: saved(docx.Document()), "empty"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(made: Callable[[], bytes], reason: str) -> None:
    """What is large is made by the test that reads it, and not whenever tests are collected."""
    with pytest.raises(ReadingError) as refused:
        of(made())
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "title", ["Word Document", "Document1", "Microsoft Word - x.doc", "Report v2.docx", "Untitled", ""]
)
def test_a_title_that_a_program_made_up_gives_way_to_the_first_heading(title: str) -> None:
    document = docx.Document()
    document.core_properties.title = title
    document.add_paragraph("Agenda item 7")
    document.add_heading("How the force does", 1)
    document.add_paragraph("It does well.")
    assert of(saved(document)).title == "How the force does"
    document.core_properties.title = "Document retention: what the force must mend"
    assert of(saved(document)).title == "Document retention: what the force must mend"


def test_a_heading_further_down_is_no_title() -> None:
    document = docx.Document()
    for number in range(10):
        document.add_paragraph(f"It is paragraph {number}.")
    document.add_heading("Appendix", 1)
    assert of(saved(document)).title == "It is paragraph 0."
