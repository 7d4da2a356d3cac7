"""A PDF gives its text in reading order, as paragraphs, items and rows, without the furniture of its pages."""

import io
from textwrap import wrap

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from flows.reading import ReadingError
from flows.reading.formats import PDF
from tests.reading.making import Text, document_of, drawn_pdf, lines


def text_of(data: bytes) -> str:
    return document_of(data, PDF).text


def test_lines_of_a_paragraph_become_one_line() -> None:
    first = "Inspectors found that the force is good at\npreventing crime and that its teams are well\nled."
    second = "It is adequate at investigating crime, and it\nhas plans to do better."
    assert text_of(drawn_pdf(lines(first) + lines(second, top=700 - 3 * 13 - 8))) == (
        "Inspectors found that the force is good at preventing crime and that its teams are well led.\n\n"
        "It is adequate at investigating crime, and it has plans to do better.\n"
    )


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("the force’s investiga-\ntion of crime", "the force’s investigation of crime"),
        ("they tackle anti-\nsocial behaviour", "they tackle anti-social behaviour"),
        ("in the year 2021-\n22 it was good", "in the year 2021-22 it was good"),
        ("and Hereford-\nWorcester border", "and Hereford-Worcester border"),
        ("county-lines crime and county-\nlines gangs", "county-lines crime and county-lines gangs"),
        ("counterfeits and counter-\nfeits again", "counterfeits and counterfeits again"),
        ("good – or better –\nthan before", "good – or better – than before"),
        ("it led 1,-\n024 disruptions", "it led 1,024 disruptions"),
        ("between 1,024-\n1,100 disruptions", "between 1,024-1,100 disruptions"),
    ],
)
def test_a_word_broken_at_the_end_of_a_line_is_put_together(printed: str, read: str) -> None:
    assert text_of(drawn_pdf(lines(printed))) == f"{read}\n"


def in_sizes(*texts: tuple[float, float, str], scale: float = 1, between: float = 0) -> bytes:
    """Texts of a line one after the other, each with its height and its size; then another line."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600 * scale, 842 * scale))
    canvas.scale(scale, scale)
    x = 72.0
    for rise, size, text in texts:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, 700 + rise, text)
        x += canvas.stringWidth(text, "Helvetica", size) + between
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 687, "and the next line goes on here to the end of it.")
    canvas.save()
    return file.getvalue()


RAISED = {
    ("It led 14", "2", " disruptions,"): "It led 14 disruptions,",
    ("It led 14 ", "2", " disruptions,"): "It led 14 disruptions,",
    ("It led 14", "2, 3", " disruptions,"): "It led 14 disruptions,",
    ("It led 14", "[12]", " disruptions,"): "It led 14 disruptions,",
    ("It led 14 disruptions", "12", ", ‘good’", "*", " work,"): "It led 14 disruptions, ‘good’ work,",
    ("", "2", "It led 14 disruptions"): "It led 14 disruptions",
    ("", "2", " It led 14 disruptions"): "It led 14 disruptions",
    ("It led 14 disruptions", "2"): "It led 14 disruptions",
    ("It led 14 disruptions.", "2", " More", "2", ","): "It led 14 disruptions. More,",
    ("On the 14", "th", " of May"): "On the 14th of May",
    ("It has 20 km", "2", " of land"): "It has 20 km² of land",
    ("It took 1", "1", "/2 years"): "It took 1¹/2 years",
}


@pytest.mark.parametrize("scale", [1, 0.1], ids=["", "scaled"])
@pytest.mark.parametrize(("rise", "size"), [(2, 6), (3.5, 7), (4, 5.8), (5, 8)])
@pytest.mark.parametrize(("texts", "read"), RAISED.items())
def test_marks_of_notes_are_no_digits_and_part_no_line(
    texts: tuple[str, ...], read: str, rise: float, size: float, scale: float
) -> None:
    drawn = [(rise, size, text) if number % 2 else (0.0, 10.0, text) for number, text in enumerate(texts)]
    goes_on = "and the next line goes on here to the end of it."
    assert text_of(in_sizes(*drawn, scale=scale)) == f"{read} {goes_on}\n"
    assert text_of(in_sizes(*drawn, scale=scale, between=0.5)) == f"{read} {goes_on}\n"


def test_lowered_letters_part_no_line_and_a_word_of_another_size_is_no_mark() -> None:
    after = "and the next line goes on here to the end of it."
    assert text_of(in_sizes((0, 10, "It cut CO"), (-2, 6, "2"), (0, 10, " by 14%"))) == f"It cut CO2 by 14% {after}\n"
    assert text_of(in_sizes((0, 10, "It led "), (0, 7, "14"), (0, 10, " cases"))) == f"It led 14 cases {after}\n"


@pytest.mark.parametrize("digits", ["²", "¹²"])
def test_digits_that_the_font_alone_raises_are_marks(digits: str) -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0)
    canvas.setFont("Vera", 10)
    canvas.drawString(72, 700, f"It led 14{digits} disruptions")
    canvas.save()
    data = file.getvalue()
    assert b"<00B2>" in data
    assert text_of(data) == "It led 14 disruptions\n"
    assert text_of(data.replace(b"<00B2>", b"<0032>").replace(b"<00B9>", b"<0031>")) == "It led 14 disruptions\n"


def page_with(body: str, number: int) -> list[Text]:
    return [
        (72, 810, f"Annual report 20{number:02}"),
        *lines(body),
        (290, 30, f"Page {number} of 3"),
        (72, 20, "HMICFRS"),
    ]


def test_the_furniture_of_pages_is_left_out_and_a_sentence_goes_on_over_it() -> None:
    bodies = ["The force was judged good at preventing", "crime in its area.", "It does well, inspectors said."]
    pages = [page_with(body, number) for number, body in enumerate(bodies, 1)]
    assert text_of(drawn_pdf(*pages)) == (
        "The force was judged good at preventing crime in its area.\n\nIt does well, inspectors said.\n"
    )


def test_what_pages_repeat_in_their_text_is_no_furniture() -> None:
    def section(number: int) -> list[Text]:
        figure = f"In the year to 31 March 2023 the force recorded {number}7 disruptions."
        above = lines("\n".join(f"Sentence {word} of the page." for word in "abcdefghijklmnopqrstuvwxyz"), top=440)
        return [
            (72, 810, "Annual report"),
            *lines("In short the force does well at\nthe things it does.", top=770),
            *lines("The inspectors say more about it\nin the rest of this page.", top=725),
            *above,
            (72, 97, figure),
            (72, 78, figure),
            (290, 30, f"{number}"),
        ]

    read = text_of(drawn_pdf(*map(section, range(1, 6))))
    assert read.count("In the year to 31 March 2023") == 10
    assert read.count("In short the force does well") == 5
    assert "Annual report" not in read
    assert "7 disruptions. 3" not in read


def test_what_stands_at_the_top_of_one_page_only_is_text() -> None:
    assert text_of(drawn_pdf([(72, 800, "Force judged good")], lines("It does well."))).startswith(
        "Force judged good\n"
    )


GRADED = (("Kent Police", "Good"), ("Essex Police", "Adequate"), ("Surrey Police", "Good"))


def test_columns_are_read_one_after_the_other_and_nothing_before_what_stands_above_it() -> None:
    left = lines("Left one goes on\nto its end.", 72)
    right = lines("Right one goes on\nto its end.", 320)
    heading = [(72.0, 760.0, "A heading over both columns of this page, which is drawn last")]
    assert text_of(drawn_pdf([*left, *right, *heading])) == (
        "A heading over both columns of this page, which is drawn last\n\n"
        "Left one goes on to its end.\n\nRight one goes on to its end.\n"
    )


def test_what_is_drawn_first_at_the_foot_leaves_the_lines_of_a_page_in_order() -> None:
    text = "It is good at preventing crime, and it does\nwell.\n\nIt is adequate at investigating it, which is\nbetter."
    assert text_of(drawn_pdf([(150, 600, "Kent in 2023"), *lines(text)])) == (
        "It is good at preventing crime, and it does well.\n\nIt is adequate at investigating it, which is better.\n\n"
        "Kent in 2023\n"
    )


def test_what_stands_beside_the_page_is_not_read() -> None:
    beside = [(72, -30, "report.indd 14"), (72, 900, "KENT POLICE"), (700, 440, "Essex"), (-200, 400, "Surrey")]
    assert text_of(drawn_pdf([*beside, *lines("It does well.")])) == "It does well.\n"
    cut = drawn_pdf([(72, 30, "report.indd 14"), *lines("It does well.")], cropBox=(60, 50, 500, 800))
    assert b"/CropBox" in cut
    assert text_of(cut) == "It does well.\n"


def test_columns_with_a_table_at_the_head_of_the_second_are_not_mixed() -> None:
    words = "The regional unit was judged to be inadequate by inspectors, who looked at it in 2023"
    text = " ".join(f"{words} for the {number}th time." for number in range(4, 9))
    left = lines("\n".join(wrap(text, 40)), 72, leading=15)
    rows = [(x, 700 - 15 * n, cell) for n, row in enumerate(GRADED) for x, cell in zip((320, 450), row, strict=True)]
    assert text_of(drawn_pdf([*left, *rows, *lines("It does well.", 320, 600)])) == (
        f"{text}\n\nKent Police | Good\nEssex Police | Adequate\nSurrey Police | Good\n\nIt does well.\n"
    )


def test_a_table_becomes_rows_and_a_list_items() -> None:
    rows = [("Area", "2021", "2023"), ("Preventing crime", "Good", "Good"), ("Crime data", "Adequate", "Good")]
    table = [(x, 650 - 15 * n, cell) for n, row in enumerate(rows) for x, cell in zip((72, 250, 400), row, strict=True)]
    items = lines("• one item that goes on\n   to a second line\n– another", top=580)
    assert text_of(drawn_pdf([*lines("Grades of the force:"), *table, *items])) == (
        "Grades of the force:\n\nArea | 2021 | 2023\nPreventing crime | Good | Good\n"
        "Crime data | Adequate | Good\n\n"
        "- one item that goes on to a second line\n- another\n"
    )


def test_a_title_is_believed_unless_a_program_made_it_up() -> None:
    titles = {}
    for title in ("Force report", "untitled", "(anonymous)", "Microsoft Word - x.docx", "final_v2.docx", "Document1"):
        file = io.BytesIO()
        canvas = Canvas(file)
        canvas.setTitle(title)
        canvas.drawString(72, 700, "The first line")
        canvas.save()
        titles[title] = document_of(file.getvalue(), PDF).title
    assert titles == {"Force report": "Force report"} | dict.fromkeys(list(titles)[1:], "The first line")


def test_a_title_that_is_no_text_costs_the_title_alone() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pageCompression=0)
    canvas.setTitle("TITLE")
    canvas.drawString(72, 700, "The first line")
    canvas.save()
    half_a_pair = file.getvalue().replace(b"(TITLE)", b"<FEFFD8000041>")
    assert document_of(half_a_pair, PDF).title == "The first line"


def test_its_date_of_creation_is_not_that_of_publication() -> None:
    document = document_of(drawn_pdf(lines("It does well.")), PDF)
    assert (document.published_on, document.published_on_basis, document.media_type) == (None, None, "application/pdf")
    dated = document_of(drawn_pdf([(72, 700, "Published 14 May 2024"), (72, 650, "It does well.")]), PDF)
    assert (dated.published_on, dated.published_on_basis) == ("2024-05-14", "dateline")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "malformed"),
        (b"not a PDF", "malformed"),
        (drawn_pdf(lines("It does well."))[:300], "malformed"),
        (drawn_pdf(lines("It does well."), encrypt=StandardEncryption("secret", canPrint=0)), "encrypted"),
        (drawn_pdf([]), "image-only"),
        (drawn_pdf(*[[]] * 1_001), "too-complex"),
        (drawn_pdf([(20, 10 + 4 * row, "ab " * 200) for row in range(200)], size=2), "too-complex"),
    ],
    ids=["empty", "no PDF", "cut", "encrypted", "a picture", "1,001 pages", "40,000 words on a page"],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError) as refused:
        text_of(data)
    assert refused.value.reason == reason


def test_a_file_protected_against_changes_only_is_read() -> None:
    assert text_of(drawn_pdf(lines("It does well."), encrypt=StandardEncryption("", "owner"))) == "It does well.\n"


def test_a_character_of_more_than_16_bits_is_one_and_half_of_one_is_told() -> None:
    codes = b"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfchar <41> <D83DDC6E> <42> <D83D> endbfchar"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F %s>>>>>>" % font,
        *(
            b"<</Length %d>>\nstream\n%s\nendstream" % (len(data), data)
            for data in (b"BT /F 10 Tf 72 700 Td (A and B were well led) Tj ET", codes)
        ),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % item for item in enumerate(objects, 1))
    assert text_of(b"%PDF-1.7\n" + body + b"trailer\n<</Root 1 0 R>>\n%%EOF") == "👮 and \ufffd were well led\n"
