"""A Word document keeps what Word knows of it: headings, lists, captions, quotations, and what heads its tables."""

import re
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from flows.reading import ReadingError
from flows.reading.formats import DOCX
from tests.reading.making import column_heads, document_of, saved, structure

# No cell holds what tells a value from its head.
ROWS = [
    ["Force", "Town", "Plan"],
    ["Kent Police", "Maidstone", "to do more"],
    ["Essex Police", "Chelmsford", "to listen"],
]


def of(document: Any) -> list[Any]:
    return structure(document_of(saved(document), DOCX))


def element(xml: str) -> Any:
    return parse_xml(re.sub(r"(?<=\w)(?=[ />])", f" {nsdecls('w')}", xml, count=1))


def with_table(document: Any, rows: list[list[str]] = ROWS) -> Any:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def test_headings_have_the_level_of_their_style_or_outline_whatever_the_style_is_called() -> None:
    document = docx.Document()
    document.add_paragraph("Grades of 2023", "Title")
    document.add_paragraph("What inspectors found", "Heading 2")
    style = document.styles.add_style("Überschrift klein", WD_STYLE_TYPE.PARAGRAPH)
    style.element.get_or_add_pPr().append(element("<w:outlineLvl w:val='2'/>"))
    document.styles.add_style("Kent heading", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Heading 3"]
    document.add_paragraph("Leadership", "Überschrift klein")
    document.add_paragraph("Crime data", "Kent heading")
    document.add_paragraph("Body of it")._p.get_or_add_pPr().append(element("<w:outlineLvl w:val='0'/>"))
    document.add_paragraph().add_run("In bold letters").bold = True
    document.add_paragraph().add_run("In bold letters, it says.").bold = True
    assert of(document) == [
        ("heading", 1, "Grades of 2023"),
        ("heading", 2, "What inspectors found"),
        ("heading", 3, "Leadership"),
        ("heading", 3, "Crime data"),
        ("heading", 1, "Body of it"),
        ("heading", 5, "In bold letters"),
        ("paragraph", 0, "In bold letters, it says."),
    ]


def test_items_have_the_marker_that_word_counts() -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = [("upperLetter", "%1)"), ("decimal", "%1.%2"), ("lowerRoman", "(%3)"), ("bullet", "\uf0b7")]
    shape = "".join(
        f"<w:lvl w:ilvl='{depth}'><w:start w:val='{depth + 1}'/><w:numFmt w:val='{counted}'/>"
        f"<w:lvlText w:val='{shown}'/></w:lvl>"
        for depth, (counted, shown) in enumerate(levels)
    )
    numbering.insert(0, element(f"<w:abstractNum w:abstractNumId='77'>{shape}</w:abstractNum>"))
    for name, change in ((77, ""), (78, "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='9'/></w:lvlOverride>")):
        numbering.append(element(f"<w:num w:numId='{name}'><w:abstractNumId w:val='77'/>{change}</w:num>"))
    for name, depth in ((77, 0), (77, 1), (77, 1), (77, 2), (77, 0), (77, 1), (77, 3), (78, 0), (79, 0)):
        place = f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{name}'/></w:numPr>"
        document.add_paragraph("It does well")._p.get_or_add_pPr().append(element(place))
    document.add_paragraph("A bullet", "List Bullet 2")
    document.add_paragraph("•\tTyped by hand")
    read = document_of(saved(document), DOCX)
    markers = [(block.marker, block.level) for block in read.blocks]
    assert markers[:7] == [("A)", 1), ("A.2", 2), ("A.3", 2), ("(iii)", 3), ("B)", 1), ("B.2", 2), ("-", 4)]
    assert markers[7:] == [("I)", 1), ("-", 1), ("-", 2), ("-", 1)]
    assert "A) It does well\n  A.2 It does well\n" in read.text


def test_quotations_and_captions_are_told_from_paragraphs() -> None:
    document = docx.Document()
    document.add_paragraph("There is more to do.", "Intense Quote")
    document.add_paragraph("Figure 1: calls answered", "Caption")
    document.add_paragraph("Contents of the report", document.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH))
    document.add_paragraph("It does well.")
    assert of(document) == [
        ("quotation", 0, "There is more to do."),
        ("caption", 0, "Figure 1: calls answered"),
        ("paragraph", 0, "It does well."),
    ]


@pytest.mark.parametrize("above", [True, False])
def test_each_table_has_the_caption_beside_it(above: bool) -> None:
    document = docx.Document()
    document.add_paragraph("It does well.")
    for number, style in ((1, "Caption"), (2, None)):
        caption = f"Table {number}: Grades"
        if above:
            document.add_paragraph(caption, style)
        with_table(document)
        if not above:
            document.add_paragraph(caption, style)
    assert of(document) == [
        ("paragraph", 0, "It does well."),
        ("table", 0, 0, "Table 1: Grades", ROWS),
        ("table", 0, 0, "Table 2: Grades", ROWS),
    ]


def repeated(table: Any) -> None:
    for row in table.rows[:1]:
        row._tr.get_or_add_trPr().append(element("<w:tblHeader/>"))


def bold(table: Any) -> None:
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True


def shaded(table: Any) -> None:
    for cell in table.rows[0].cells:
        cell._tc.get_or_add_tcPr().append(element("<w:shd w:fill='D9D9D9' w:val='clear'/>"))


def styled(table: Any) -> None:
    table.style = "Light Shading"


def bold_everywhere(table: Any) -> None:
    for row in table.rows:
        for cell in row.cells:
            cell.paragraphs[0].runs[0].bold = True


def bold_sides(table: Any) -> None:
    bold(table)
    for cell in table.columns[0].cells:
        cell.paragraphs[0].runs[0].bold = True


@pytest.mark.parametrize(
    ("show", "heads"),
    [
        (repeated, (1, 0)),
        (bold, (1, 0)),
        (shaded, (1, 0)),
        (styled, (1, 1)),
        (bold_sides, (1, 1)),
        (bold_everywhere, (0, 0)),
        (lambda table: None, (0, 0)),
    ],
)
def test_heads_are_what_word_repeats_or_shows_otherwise_than_the_rest(show: Any, heads: tuple[int, int]) -> None:
    document = docx.Document()
    show(with_table(document))
    ((kind, *found, caption, rows),) = of(document)
    assert (kind, tuple(found), caption, rows) == ("table", heads, None, ROWS)


def test_a_head_repeated_over_each_column_is_divided_by_the_row_below() -> None:
    rows = [["Threat", "2022/23", "2022/23", "2023/24", "2023/24"], ["", "Q1", "Q2", "Q1", "Q2"]]
    document = docx.Document()
    with_table(document, [*rows, ["Drugs", "18", "22", "21", "19"], ["Fraud", "5", "6", "7", "9"]])
    found = document_of(saved(document), DOCX).blocks[0].table
    assert found
    assert found.head_rows == 2


def test_merged_cells_cover_their_places() -> None:
    document = docx.Document()
    table = with_table(document, [["Force", "Grade", ""], ["", "2021", "2023"], ["Kent Police", "Good", "Bad"]])
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(element("<w:tblHeader/>"))
    read = document_of(saved(document), DOCX)
    found = read.blocks[0].table
    assert found
    assert found.head_rows == 2
    heads = [[read.text[head.start : head.end] for head in column_heads(found, 2, column)] for column in range(3)]
    assert heads == [["Force"], ["Grade", "2021"], ["Grade", "2023"]]
    assert read.text == "Force | Grade\n|  | 2021 | 2023 |\nKent Police | Good | Bad\n"


def test_a_frame_of_one_cell_and_a_table_around_tables_lay_out_the_page() -> None:
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "A box of text"
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "Beside it"
    inner = outer.cell(0, 1).add_table(2, 2)
    for number, cell in enumerate(cell for row in inner.rows for cell in row.cells):
        cell.text = f"Cell {number}"
    assert of(document) == [
        ("paragraph", 0, "A box of text"),
        ("paragraph", 0, "Beside it"),
        ("table", 0, 0, None, [["Cell 0", "Cell 1"], ["Cell 2", "Cell 3"]]),
    ]


def test_a_table_of_a_million_places_is_too_complex() -> None:
    document = docx.Document()
    table = document.add_table(1, 1)
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='100'/></w:tcPr><w:p><w:r><w:t>Good</w:t></w:r></w:p></w:tc>"
    for _ in range(400):
        table._tbl.append(element(f"<w:tr>{cell * 25}</w:tr>"))
    with pytest.raises(ReadingError) as refused:
        of(document)
    assert refused.value.reason == "too-complex"
