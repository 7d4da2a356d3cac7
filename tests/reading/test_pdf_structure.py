"""A PDF keeps what its pages show: levels of headings and lists, what heads tables, captions, tables over pages."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from flows.reading.formats import PDF
from tests.reading.making import column_heads, document_of, structure

STYLES = getSampleStyleSheet()
BODY = STYLES["BodyText"]
TEXT = "Inspectors found that the force is good at preventing crime in its area, and that its teams are led well. " * 3
# No cell holds what tells a value from its head.
ROWS = [
    ["Force", "Town", "Plan"],
    ["Kent Police", "Maidstone", "to do more"],
    ["Essex Police", "Chelmsford", "to listen"],
]
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
SPACE = Spacer(1, 10)


def made(*story: Flowable) -> bytes:
    file = io.BytesIO()
    SimpleDocTemplate(file, pagesize=A4).build(list(story))
    return file.getvalue()


def of(*story: Flowable) -> list[Any]:
    return structure(document_of(made(*story), PDF))


def table(rows: Sequence[Sequence[str]], *style: Any, **options: Any) -> Table:
    return Table(rows, style=list(style), **options)


def test_headings_have_levels_by_size_and_weight() -> None:
    small = ParagraphStyle("small", BODY, fontName="Helvetica-Bold")
    parts = [("Title", "Grades of 2023"), ("Heading1", "What they found"), ("Heading2", "In the south")]
    story = [Paragraph(text, STYLES[name]) for name, text in parts]
    read = of(*story, Paragraph("Leadership", small), Paragraph(TEXT, BODY), Paragraph("It does well.", small))
    assert [(kind, level) for kind, level, _ in read] == [
        ("heading", 1),
        ("heading", 1),
        ("heading", 2),
        ("heading", 3),
        ("paragraph", 0),
        ("paragraph", 0),
    ]


def test_items_are_nested_as_they_are_indented_and_numbers_in_turn_are_items() -> None:
    def item(text: str, mark: str, level: int) -> Paragraph:
        indented = ParagraphStyle("item", BODY, leftIndent=20 * level, bulletIndent=20 * level - 12)
        return Paragraph(text, indented, bulletText=mark)

    story = [Paragraph("The force should", BODY)]
    story += [item("plan", "•", 1), item("for fraud", "–", 2), item("for drugs", "–", 2), item("listen", "•", 1)]
    story += [Paragraph(TEXT, BODY), item("share", "1.", 1), item("record", "2.", 1)]
    read = document_of(made(*story), PDF)
    assert [(block.level, block.marker) for block in read.blocks if block.kind == "item"] == [
        (1, "-"),
        (2, "-"),
        (2, "-"),
        (1, "-"),
        (1, "1."),
        (1, "2."),
    ]
    assert "- plan\n  - for fraud\n  - for drugs\n- listen\n" in read.text


HEADS = {
    "bold": [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")],
    "coloured": [("BACKGROUND", (0, 0), (-1, 0), colors.lightblue)],
    "ruled off": [("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black)],
    "bold in rules": [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"), GRID],
    "coloured in rules": [("BACKGROUND", (0, 0), (-1, 0), colors.lightblue), GRID],
}


@pytest.mark.parametrize("style", HEADS.values(), ids=HEADS)
def test_a_first_row_that_looks_otherwise_heads_a_table(style: list[Any]) -> None:
    assert of(Paragraph(TEXT, BODY), SPACE, table(ROWS, *style))[1:] == [("table", 1, 0, None, ROWS)]


def test_bold_first_cells_head_their_rows_and_rows_that_look_alike_have_no_heads() -> None:
    bold = [("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold"), ("FONTNAME", (0, 0), (0, -1), "Helvetica-Bold")]
    assert of(table(ROWS, GRID, *bold)) == [("table", 1, 1, None, ROWS)]
    striped = ("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightgrey, colors.white])
    assert of(table(ROWS, GRID, striped)) == [("table", 0, 0, None, ROWS)]


def test_cells_cover_the_places_that_they_are_drawn_over() -> None:
    rows = [
        ["Force", "Place", ""],
        ["", "Town", "County"],
        ["South East", "", ""],
        ["Kent Police", "Maidstone", "Kent"],
    ]
    spans = [("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)), ("SPAN", (0, 2), (-1, 2))]
    read = document_of(made(table(rows, GRID, *spans, ("FONTNAME", (0, 0), (-1, 1), "Helvetica-Bold"))), PDF)
    found = read.blocks[0].table
    assert found
    assert (found.head_rows, found.is_title_row(2)) == (2, True)
    heads = [[read.text[head.start : head.end] for head in column_heads(found, 3, column)] for column in range(3)]
    assert heads == [["Force", "South East"], ["Place", "Town", "South East"], ["Place", "County", "South East"]]


@pytest.mark.parametrize("above", [True, False])
def test_a_caption_right_above_or_below_is_that_of_the_table(above: bool) -> None:
    parts: list[Flowable] = [Paragraph("Table 3: Plans of forces", BODY), SPACE, table(ROWS, GRID)]
    read = of(Paragraph(TEXT, BODY), *(parts if above else reversed(parts)))
    assert read[1:] == [("table", 0, 0, "Table 3: Plans of forces", ROWS)]


@pytest.mark.parametrize("style", [[GRID], []], ids=["ruled", "unruled"])
def test_a_table_over_pages_is_one_and_heads_said_again_are_read_once(style: list[Any]) -> None:
    rows = [
        ["Force", "Town", "Plan"],
        *([f"Force {letter}{more}", "Maidstone", "to do more"] for letter in "abcdefgh" for more in "abcdefgh"),
    ]
    read = of(Paragraph(TEXT, BODY), SPACE, table(rows, *style, repeatRows=1), SPACE, Paragraph("It does well.", BODY))
    assert read[1:] == [("table", 1, 0, None, rows), ("paragraph", 0, "It does well.")]


def test_tables_of_two_pages_that_are_not_alike_stay_two() -> None:
    other = [["Chief", "Place"], ["Ada", "Kent"], ["Bertram", "Essex"]]
    read = of(table(ROWS, GRID), PageBreak(), table(other, GRID))
    assert [block[4] for block in read] == [ROWS, other]


def test_notes_at_the_foot_of_a_page_do_not_part_a_sentence() -> None:
    note = ParagraphStyle("note", BODY, fontSize=7, leading=8)
    story = [Paragraph("The force was judged to be good at preventing crime in its area by", BODY), Spacer(1, 600)]
    story += [
        Paragraph("a As inspectors define it.", note),
        PageBreak(),
        Paragraph("inspectors, who went there.", BODY),
    ]
    assert of(*story) == [
        (
            "paragraph",
            0,
            "The force was judged to be good at preventing crime in its area by inspectors, who went there.",
        ),
        ("paragraph", 0, "a As inspectors define it."),
    ]
