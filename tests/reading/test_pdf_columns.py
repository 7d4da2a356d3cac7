"""Lines of narrow columns become the paragraphs, headings and tables that they were broken from."""

from __future__ import annotations

import io
from typing import Any

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, PageTemplate, Paragraph, Spacer, Table

from flows.reading.formats import PDF
from tests.reading.making import document_of, structure

STYLES = getSampleStyleSheet()
BODY, HEADING = STYLES["BodyText"], STYLES["Heading2"]
BOLD = ParagraphStyle("bold", BODY, fontName="Helvetica-Bold")
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
WIDTH, HEIGHT = 230, 700
# Of several lines, so that it tells how wide its column is.
TEXT = (
    "Inspectors found that the force is good at preventing crime in its area, and that its teams are led well by "
    "those who have been there for years"
)
# Nothing that has to be on one page with others.
SPACE = Spacer(1, 12)


def of(*story: Flowable, head: str = "") -> list[Any]:
    """The structure of a document in two columns, with a running head in small letters."""
    file = io.BytesIO()
    frames = [Frame(50 + column * (WIDTH + 20), 50, WIDTH, HEIGHT) for column in range(2)]

    def on_page(canvas: Any, _template: Any) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(50, A4[1] - 25, head)

    template = BaseDocTemplate(file, pagesize=A4, invariant=1)
    template.addPageTemplates(PageTemplate("page", frames, onPage=on_page))
    template.build(list(story))
    return structure(document_of(file.getvalue(), PDF))


def p(text: str, style: ParagraphStyle = BODY) -> Paragraph:
    return Paragraph(text, style)


@pytest.mark.parametrize(
    "text",
    [
        "On efficiency the pattern was different. Gloucestershire again and Avon were found to be inadequate",
        "Two of the questions were judged Adequate: Understanding of fires and others, and all the rest as Good",
    ],
)
def test_a_sentence_that_ends_where_the_next_word_has_no_room_ends_no_paragraph(text: str) -> None:
    assert of(p(TEXT + "."), p(text)) == [("paragraph", 0, TEXT + "."), ("paragraph", 0, text)]


def test_a_heading_of_many_short_lines_is_one() -> None:
    title = "Adequate: Preventing crime; Managing offenders; Investigating crime; Good use of resources; Leadership"
    large = ParagraphStyle("large", STYLES["Title"], alignment=0, fontSize=20, leading=24)
    assert of(p(title, large), p(TEXT + "."))[0] == ("heading", 1, title)
    assert of(p(title, HEADING), p(TEXT + "."))[0] == ("heading", 1, title)


def test_a_symbol_of_another_font_parts_no_heading() -> None:
    title = "Preventing and deterring crime in towns and villages: Outstanding (was Good)"
    symbol = '<font name="ZapfDingbats" size="16">\u25b2</font> '
    assert of(p(symbol + title, BOLD), p(TEXT + "."))[0] == ("heading", 1, f"\u25b2 {title}")


def test_a_dash_within_a_sentence_begins_no_item() -> None:
    text = "There are seven points for Police Scotland here \u2013 and it praises two examples of good practice."
    assert of(p(TEXT + "."), p(text)) == [("paragraph", 0, TEXT + "."), ("paragraph", 0, text)]
    listed = of(p(TEXT + "."), p("\u2013 to plan"), p("\u2013 to listen"))
    assert listed[1:] == [("item", "-", "to plan"), ("item", "-", "to listen")]


def split_at(text: str) -> list[Flowable]:
    """A paragraph that begins two lines before the end of the first column."""
    return [Spacer(1, HEIGHT - 12 - 2 * BODY.leading - BODY.spaceBefore), p(text)]


def test_a_paragraph_goes_on_in_the_next_column_behind_a_sentence_that_fills_its_line() -> None:
    text = "The review was made by a company from the north, and by the consultancy of Harbour and Pell, in London."
    assert of(*split_at(text), SPACE, p(TEXT + "."))[0] == ("paragraph", 0, text)
    full = "It was found that the force had not done all that had been asked of it in the year. Gloucestershire had."
    assert of(*split_at(full), SPACE, p(TEXT + "."))[0] == ("paragraph", 0, full)


def test_a_paragraph_that_ends_before_the_end_of_its_line_does_not_go_on_in_the_next_column() -> None:
    read = of(p(TEXT + "."), p("Comments (3)"), FrameBreak(), p("bazza: it is a good read."))
    assert [text for _, _, text in read] == [TEXT + ".", "Comments (3)", "bazza: it is a good read."]


def test_a_table_goes_on_in_the_next_column_if_it_says_its_heads_again() -> None:
    rows = [["Force", "Grade"], *([f"Force of county {number}", "Good"] for number in range(50))]
    table = Table(rows, style=[GRID, ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")], repeatRows=1)
    assert of(p(TEXT + "."), table)[1:] == [("table", 1, 1, None, rows)]
    one, other = rows[:3], [rows[0], *rows[4:6]]
    read = of(Table(one, style=[GRID]), SPACE, Table(other, style=[GRID]))
    assert [block[4] for block in read] == [one, other]


def test_tables_without_rules_are_parted_by_a_heading() -> None:
    one = [["Protecting vulnerable people", "Good"], ["Tackling serious crime", "Outstanding"]]
    other = [["Year", "Overall", "Crime"], ["2018", "Good", "Good"]]
    between = [p("Armed policing", BODY), p("Ethical behaviour", BODY), p("Earlier results", STYLES["Heading1"])]
    read = of(Table(one, colWidths=[150, 70]), *between, Table(other, colWidths=[60, 90, 70]))
    assert [block[4] for block in read if block[0] == "table"] == [one, other]


def test_a_running_head_of_the_only_page_is_left_out_unless_it_tells_a_day() -> None:
    story = [p("Grades of Kent Police", HEADING), p(TEXT + ".")]
    assert [text for _, _, text in of(*story, head="Papers of the day")] == ["Grades of Kent Police", TEXT + "."]
    assert of(*story, head="3 May 2024")[0][2] == "3 May 2024"


def test_what_reads_like_furniture_is_that() -> None:
    read = of(p("Force is among the best", HEADING), p("By Ada Penrose, crime correspondent"), p(TEXT + "."))
    assert [kind for kind, _, _ in read] == ["heading", "furniture", "paragraph"]


def test_a_paragraph_that_begins_to_count_is_an_item_and_a_heading_is_not() -> None:
    read = of(p("1. Introduction", HEADING), p("1. " + TEXT + "."))
    assert [(kind, text) for kind, _, text in read] == [("heading", "1. Introduction"), ("item", TEXT + ".")]
