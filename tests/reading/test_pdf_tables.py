"""A table in a PDF gives its rows with a cell for each column, ruled or not, wrapped or not."""

import io
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import pdfplumber
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from flows.extraction import extract
from flows.extraction.claims import RatingClaim
from flows.reading import pdf
from flows.reading.formats import PDF
from flows.reading.laying_out import Grid, GridCell, Piece, lay_out
from tests.reading.making import Text, document_of, drawn_pdf, lines

BODY = getSampleStyleSheet()["BodyText"]
BLACK = colors.black
BEFORE = (
    "The inspectorate published its report on 14 September 2023. It grades the forces in a number of areas, and says "
    "what they have to do better in the year that follows, force by force, in each of the areas."
)
AFTER = (
    "The grades of the other forces will follow in a later report, which is to be published when the inspections of "
    "this round have come to an end."
)
GRADES = (
    ("Force", "Preventing crime", "Investigating crime", "Leadership"),
    ("Kent Police", "Good", "Requires improvement", "Outstanding"),
    ("Avon and Somerset Police", "Adequate", "", "Inadequate"),
    ("Essex Police", "Good", "Good", "Good"),
)
STYLES: dict[str, list[tuple[Any, ...]]] = {
    "no rules": [],
    "all rules": [("GRID", (0, 0), (-1, -1), 0.5, BLACK)],
    "all rules, centred": [
        ("GRID", (0, 0), (-1, -1), 0.5, BLACK),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("ALIGN", (0, 0), (-1, -1), "CENTER"),
    ],
    "columns ruled": [
        ("BOX", (0, 0), (-1, -1), 0.5, BLACK),
        ("LINEBEFORE", (0, 0), (-1, -1), 0.5, BLACK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, BLACK),
    ],
    "groups ruled": [
        ("BOX", (0, 0), (-1, -1), 0.5, BLACK),
        ("LINEBEFORE", (0, 0), (-1, -1), 0.5, BLACK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, BLACK),
        ("LINEBELOW", (0, 2), (-1, 2), 0.5, BLACK),
    ],
    "no frame": [("INNERGRID", (0, 0), (-1, -1), 0.5, BLACK)],
    "rows ruled": [("LINEBELOW", (0, 0), (-1, -1), 0.5, BLACK)],
    "rows ruled, above too": [("LINEBELOW", (0, 0), (-1, -1), 0.5, BLACK), ("LINEABOVE", (0, 0), (-1, 0), 1, BLACK)],
    "heading ruled": [("LINEABOVE", (0, 0), (-1, 0), 1, BLACK), ("LINEBELOW", (0, 0), (-1, 0), 0.5, BLACK)],
    "rows coloured": [("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightgrey, colors.white])],
    "cells coloured": [
        ("BACKGROUND", (column, row), (column, row), colors.lightgrey) for column in range(4) for row in range(4)
    ],
    "no rules, above": [("VALIGN", (0, 0), (-1, -1), "TOP")],
    "no rules, in the middle": [("VALIGN", (0, 0), (-1, -1), "MIDDLE")],
    "no rules, columns centred": [("ALIGN", (1, 0), (-1, -1), "CENTER")],
    "no rules, columns to the right": [("ALIGN", (1, 0), (-1, -1), "RIGHT")],
}


def text_of(data: bytes) -> str:
    return document_of(data, PDF).text


def table_pdf(rows: Sequence[Sequence[str]], style: list[tuple[Any, ...]], width: float | None) -> bytes:
    """A table between paragraphs, its cells wrapped if a width is given."""
    cells = [[Paragraph(cell, BODY) if width else cell for cell in row] for row in rows]
    file = io.BytesIO()
    table = Table(cells, colWidths=[width] * len(rows[0]) if width else None, style=style)
    SimpleDocTemplate(file, pagesize=A4).build([Paragraph(BEFORE, BODY), table, Paragraph(AFTER, BODY)])
    return file.getvalue()


def laid_out(rows: Sequence[Sequence[str]]) -> str:
    width = max(map(len, rows))
    cells = tuple(tuple(GridCell(cell, column_span=1 if row[1:] else width) for cell in row) for row in rows)
    return lay_out([Piece("paragraph", BEFORE), Piece("table", grid=Grid(cells)), Piece("paragraph", AFTER)])[0]


@pytest.mark.parametrize("width", [None, 80], ids=["", "wrapped"])
@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_each_cell_of_a_table_is_a_cell(style: list[tuple[Any, ...]], width: float | None) -> None:
    assert text_of(table_pdf(GRADES, style, width)) == laid_out(GRADES)


def test_no_grade_is_taken_from_the_cell_beside() -> None:
    for width in (None, 80):
        document = document_of(table_pdf(GRADES, STYLES["all rules"], width), PDF)
        found = {
            (claim.body.body_id, claim.area, claim.grade)
            for claim in extract(document).claims
            if isinstance(claim, RatingClaim)
        }
        assert {claim for claim in found if claim[0] == "kent-police"} == {
            ("kent-police", "preventing-crime", "good"),
            ("kent-police", "investigating-crime", "requires improvement"),
            ("kent-police", "leadership", "outstanding"),
        }
        assert ("avon-and-somerset-police", "investigating-crime", "inadequate") not in found


FOUND = (
    ("Area", "What inspectors found", "Grade"),
    ("Preventing crime and anti-social behaviour", f"{BEFORE} {AFTER}", "Good"),
    ("Developing a positive workplace", AFTER, "Requires improvement"),
    ("Leadership", "It has plans to do better.", "Adequate"),
)


@pytest.mark.parametrize("style", ["all rules", "columns ruled", "groups ruled", "no frame", "cells coloured"])
def test_cells_of_many_lines_are_put_together_within_their_rules(style: str) -> None:
    cells = [[Paragraph(cell, BODY) for cell in row] for row in FOUND]
    file = io.BytesIO()
    above = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    SimpleDocTemplate(file, pagesize=A4).build([Table(cells, colWidths=[90, 220, 90], style=[*STYLES[style], *above])])
    assert text_of(file.getvalue()) == "\n".join(" | ".join(row) for row in FOUND) + "\n"


UNEVEN = (
    ("Force", "What inspectors found", "Investigating crime"),
    ("Hampshire and Isle of Wight Constabulary", "", "Requires improvement"),
    ("Police Service of Northern Ireland", AFTER, "Good"),
    ("Kent Police", "It has plans to do better.", ""),
    ("Essex Police", "The force does not yet understand the demand for its services.", "Not inspected in this round"),
)


@pytest.mark.parametrize("align", ["LEFT", "CENTER", "RIGHT"])
@pytest.mark.parametrize("valign", ["TOP", "MIDDLE", "BOTTOM"])
@pytest.mark.parametrize("style", ["rows ruled", "rows ruled, above too", "rows coloured"])
def test_rules_across_tell_rows_whose_cells_have_more_or_fewer_lines(style: str, valign: str, align: str) -> None:
    where = [("VALIGN", (0, 0), (-1, -1), valign), ("ALIGN", (1, 0), (-1, -1), align)]
    assert text_of(table_pdf(UNEVEN, [*STYLES[style], *where], 100)) == laid_out(UNEVEN)


def test_a_row_over_all_columns_is_a_title_within_a_table_with_rules_across() -> None:
    rows = [*UNEVEN[:3], (f"Forces of the south, of which there are several: {BEFORE}", "", ""), *UNEVEN[3:]]
    over = [*STYLES["rows ruled"], ("SPAN", (0, 3), (-1, 3))]
    assert text_of(table_pdf(rows, over, 100)) == laid_out([*rows[:3], rows[3][:1], *rows[4:]])


def test_lines_across_between_paragraphs_make_no_table_of_them() -> None:
    def across(canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
        for y in ys:
            canvas.line(xs[0], y, xs[-1], y)

    parts = [
        lines("The force is good at preventing\ncrime in its area.", top=700),
        lines("It is adequate at investigating it,\ninspectors said.", top=650),
        lines("Published on 14 March 2023", top=600),
    ]
    read = text_of(ruled([text for part in parts for text in part], [60, 300], [720, 670, 620, 590], across))
    assert read == (
        "The force is good at preventing crime in its area.\n\n"
        "It is adequate at investigating it, inspectors said.\n\nPublished on 14 March 2023\n"
    )


def test_a_cell_over_several_rows_stands_in_each_of_them_and_one_over_all_columns_once() -> None:
    rows = [("Grades of 2023", "", ""), ("Kent Police", "Crime data", "Good"), ("", "Leadership", "Adequate")]
    style = [("GRID", (0, 0), (-1, -1), 0.5, BLACK), ("SPAN", (0, 0), (-1, 0)), ("SPAN", (0, 1), (0, 2))]
    assert text_of(table_pdf(rows, style, None)) == laid_out([rows[0][:1], rows[1], ("Kent Police", *rows[2][1:])])


def test_a_word_broken_in_a_cell_is_put_together() -> None:
    cells = [(72, 700, "Force"), (160, 700, "Investi-"), (160, 688, "gating crime"), (72, 676, "Kent Police")]
    assert text_of(ruled([*cells, (160, 676, "Good")], [60, 150, 250], [712, 685, 672])) == (
        "Force | Investigating crime\nKent Police | Good\n"
    )


def test_a_word_broken_in_a_cell_without_rules_is_put_together() -> None:
    cells = [(72, 700, "Force"), (200, 700, "Investi-"), (200, 688, "gating crime"), (72, 668, "Kent Police")]
    assert text_of(drawn_pdf([*cells, (200, 668, "Good"), (72, 648, "Essex Police"), (200, 648, "Good")])) == (
        "Force | Investigating crime\nKent Police | Good\nEssex Police | Good\n"
    )


def ruled(
    texts: Sequence[Text], xs: Sequence[float], ys: Sequence[float], draw: Callable[..., None] | None = None
) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for left, bottom, text in texts:
        canvas.drawString(left, bottom, text)
    (draw or Canvas.grid)(canvas, xs, ys)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def rectangles(canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    for left, right in pairwise(xs):
        for top, bottom in pairwise(ys):
            canvas.rect(left, bottom, right - left, top - bottom)


def thin_boxes(canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    for x in xs:
        canvas.rect(x, ys[-1], 0.5, ys[0] - ys[-1], stroke=0, fill=1)
    for y in ys:
        canvas.rect(xs[0], y, xs[-1] - xs[0], 0.5, stroke=0, fill=1)


def in_a_form(canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    canvas.beginForm("rules")
    canvas.grid([x / 2 for x in xs], [y / 2 for y in ys])
    canvas.endForm()
    canvas.scale(2, 2)
    canvas.doForm("rules")


def unseen(canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    path = canvas.beginPath()
    path.rect(xs[0], ys[-1], xs[1] - xs[0], ys[0] - ys[-1])
    path.rect(xs[1], ys[-1], xs[2] - xs[1], ys[0] - ys[-1])
    canvas.drawPath(path, stroke=0, fill=0)


# The cells of each row are closer together than words of a line can be.
CLOSE = [(72, 700, "Preventing crime"), (150, 700, "Good"), (72, 688, "Leadership of it"), (150, 688, "Adequate")]


@pytest.mark.parametrize("draw", [Canvas.grid, rectangles, thin_boxes, in_a_form])
def test_rules_are_seen_however_they_are_drawn(draw: Callable[..., None]) -> None:
    assert text_of(ruled(CLOSE, [60, 148, 250], [712, 697, 684], draw)) == (
        "Preventing crime | Good\nLeadership of it | Adequate\n"
    )


@pytest.mark.parametrize(
    ("angle", "back"),
    [(90, (0, 1, -1, 0, 595, 0)), (180, (-1, 0, 0, -1, 842, 595)), (270, (0, -1, 1, 0, 0, 842))],
)
def test_a_page_that_is_shown_turned_is_read_as_it_is_shown(angle: int, back: tuple[float, ...]) -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(842, 595) if angle == 180 else (595, 842))
    canvas.setFont("Helvetica", 10)
    canvas.transform(*back)
    for left, bottom, text in [*CLOSE, *lines("The force is good at\npreventing crime.", top=400)]:
        canvas.drawString(left, bottom - 200, text)
    canvas.drawString(72, 2000, "beside the page")
    canvas.grid([60, 148, 250], [512, 497, 484])
    canvas.showPage()
    canvas.save()
    turned = file.getvalue().replace(b"/Rotate 0", b"/Rotate %d" % angle)
    assert text_of(turned) == (
        "Preventing crime | Good\nLeadership of it | Adequate\n\nThe force is good at preventing crime.\n"
    )


def test_rules_that_are_not_drawn_and_frames_of_text_are_no_table() -> None:
    whole = "Preventing crime Good Leadership of it Adequate\n"
    assert text_of(ruled(CLOSE, [60, 148, 250], [712, 697, 684], unseen)) == whole
    assert text_of(ruled(CLOSE, [60, 250], [712, 684])) == whole


def test_a_page_in_two_frames_is_read_frame_by_frame() -> None:
    words = ["left frame, and how it goes on"] * 20, ["right frame, and how it goes on"] * 9 + ["frame"] * 11
    left, right = (
        lines("\n".join(f"Line {number} of the {text}" for number, text in enumerate(texts)), at)
        for texts, at in zip(words, (72, 280), strict=True)
    )
    read = text_of(ruled([*left, *right], [68, 275, 490], [720, 400]))
    assert " | " not in read
    assert read.index("Line 19 of the left") < read.index("Line 0 of the right")


def many_lines(canvas: Canvas) -> None:
    for number in range(6_000):
        canvas.line(100, 100 + number % 400, 200 + number % 300, 100 + number % 400)


def a_long_line(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(100, 100)
    for number in range(30_000):
        path.lineTo(100 + number % 100, 100 + number % 300)
    canvas.drawPath(path)


def lines_apart(canvas: Canvas) -> None:
    for number in range(900):
        canvas.line(
            100 + 10 * (number % 30), 100 + 10 * (number // 30), 105 + 10 * (number % 30), 100 + 10 * (number // 30)
        )


def nothing_at_length(canvas: Canvas) -> None:
    canvas.addLiteral("n " * 1_000_000)


@pytest.mark.parametrize("scribble", [many_lines, a_long_line, lines_apart, nothing_at_length])
def test_a_drawing_costs_the_rules_of_its_page_only(scribble: Callable[[Canvas], None]) -> None:
    def draw(canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
        canvas.grid(xs, ys)
        scribble(canvas)

    whole = "Preventing crime Good Leadership of it Adequate\n"
    assert text_of(ruled(CLOSE, [60, 148, 250], [712, 697, 684], draw)) == whole


def test_a_page_that_pdfplumber_cannot_read_loses_its_rules_only(monkeypatch: pytest.MonkeyPatch) -> None:
    data = ruled(CLOSE, [60, 148, 250], [712, 697, 684])
    assert " | " in pdf.read(data).text
    monkeypatch.setattr(pdfplumber, "open", lambda _: 1 / 0)
    assert pdf.read(data).text == "Preventing crime Good Leadership of it Adequate\n"


def test_marks_of_items_and_lines_of_a_paragraph_are_no_columns() -> None:
    marks = ["1.1", "", "a)", "•"]
    texts = [
        "The force should do more about fraud, for",
        "which it has no plan.",
        "It should plan.",
        "It should do it.",
    ]
    listed = [
        (x, 700 - 13 * number, text)
        for number, row in enumerate(zip(marks, texts, strict=True))
        for x, text in zip((72, 110), row, strict=True)
        if text
    ]
    assert " | " not in text_of(drawn_pdf(listed))
    loose = [(72, 700, "Published on"), (300, 700, "14 March 2023"), *lines("It does well, but not in\nall", top=660)]
    assert " | " not in text_of(drawn_pdf(loose))


def test_rows_without_rules_that_go_on_over_lines_are_not_mixed_up() -> None:
    rows = [("Force", "Area", "Grade"), ("Kent Police", "Leadership", "Good"), ("", "Crime data", "Inadequate")]
    table = [
        (x, 700 - 15 * n, cell)
        for n, row in enumerate(rows)
        for x, cell in zip((72, 250, 400), row, strict=True)
        if cell
    ]
    assert (
        text_of(drawn_pdf(table))
        == "Force | Area | Grade\nKent Police | Leadership | Good\n|  | Crime data | Inadequate |\n"
    )


WRAPPED = (
    (("Force",), ("Preventing", "crime"), ("Investigating", "crime"), ("Leadership",)),
    (("Kent Police",), ("Good",), ("Requires", "improvement"), ("Outstanding",)),
    (("Avon and Somerset", "Police"), ("Adequate",), ("Good",), ("Inadequate",)),
    (("Hampshire and Isle", "of Wight", "Constabulary"), ("Requires", "improvement"), ("Good",), ("Good",)),
    (("Essex Police",), ("Good",), ("Good",), ("Good",)),
)


@pytest.mark.parametrize("by_line", [False, True], ids=["by cell", "by line"])
@pytest.mark.parametrize("more", [0, 5], ids=["close", "apart"])
def test_wrapped_cells_are_put_together_whatever_the_order_and_distance(more: float, by_line: bool) -> None:
    drawn: list[Text] = []
    top = 700.0
    for row in WRAPPED:
        cells = zip((72, 182, 282, 382), row, strict=True)
        drawn += [text for left, cell in cells for text in lines("\n".join(cell), left, top)]
        top -= 13 * max(map(len, row)) + more
    if by_line:
        drawn.sort(key=lambda text: (-text[1], text[0]))
    read = text_of(drawn_pdf(drawn))
    assert read == "\n".join(" | ".join(" ".join(cell) for cell in row) for row in WRAPPED) + "\n"
