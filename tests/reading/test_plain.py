"""Plain text and Markdown get blocks by their layout, whatever is in them, in time that grows with their length."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.reading import Document
from flows.reading.formats import HTML, MARKDOWN, TEXT, Format
from tests.benchmarks.hostile import PATTERNS, hostile
from tests.cases import mostly_slow
from tests.reading.blocks_hold import broken
from tests.reading.making import document_of


def of(text: str, kind: Format = TEXT) -> Document:
    document = document_of(text.encode(), kind)
    assert not list(broken(document))
    return document


def blocks(text: str, kind: Format = TEXT) -> list[str]:
    """The blocks in words: kind, level, marker and text, or the rows of a table."""
    document = of(text, kind)
    found = []
    for block in document.blocks:
        shown = " ".join(document.text[block.start : block.end].split())
        if block.table:
            heads = f"{block.table.form} {block.table.head_rows} {block.table.head_columns}"
            cells = (" | ".join(document.text[cell.start : cell.end] for cell in row) for row in block.table.rows)
            found.append(" / ".join([heads, *cells]))
        else:
            found.append(" ".join(str(part) for part in (block.kind, block.level, block.marker, shown) if part))
    return found


GRADES = "grid 1 1 / Area | 2021 | 2023 / Leadership | Good | Adequate / Vetting | Good | Inadequate"


@pytest.mark.parametrize(
    "table",
    [
        "| Area | 2021 | 2023 |\n|---|:-:|---|\n| Leadership | Good | Adequate |\n| Vetting | Good | Inadequate |",
        "Area | 2021 | 2023\n--- | --- | ---\nLeadership | Good | Adequate\nVetting | Good | Inadequate",
        "Area | 2021 | 2023\nLeadership | Good | Adequate\nVetting | Good | Inadequate",
        "Area | 2021 | 2023\n\nLeadership | Good | Adequate\n\nVetting | Good | Inadequate",
        "Area\t2021\t2023\nLeadership\tGood\tAdequate\nVetting\tGood\tInadequate",
        "Area           2021     2023\nLeadership     Good     Adequate\nVetting        Good     Inadequate",
        "Area\n2021\n2023\nLeadership\nGood\nAdequate\nVetting\nGood\nInadequate",
    ],
)
@pytest.mark.parametrize("kind", [TEXT, MARKDOWN])
def test_a_table_is_one_however_its_cells_are_set_apart(table: str, kind: Format) -> None:
    assert blocks(f"The grades\n\n{table}\n\nThe force is good.", kind) == [
        "heading 1 The grades",
        GRADES,
        "paragraph The force is good.",
    ]


@pytest.mark.parametrize(
    "pairs",
    [
        "Leadership: Good\nVetting: Requires improvement",
        "- Leadership – Good\n- Vetting – Requires improvement",
        "Leadership\nGood\n\nVetting\nRequires improvement",
        "**Leadership:** Good\n\n**Vetting:** Requires improvement",
    ],
)
def test_names_with_their_grades_are_pairs(pairs: str) -> None:
    found = blocks(f"Kent Police\n\n{pairs}\n\nThe force is good.", MARKDOWN)
    assert found[1:-1] == ["pairs 0 1 / Leadership | Good / Vetting | Requires improvement"]


def test_grades_that_stand_nearer_to_the_lines_below_head_them() -> None:
    longer = "; ".join(["Essex", "Surrey", "Thames Valley", "Northumbria", "Devon and Cornwall", "Avon and Somerset"])
    text = f"The grades\n\nOutstanding\nDurham, Kent\n\nGood\n{longer}; West Mercia\n\nInadequate\nHumberside\n"
    assert not any(block.table for block in of(text).blocks)


def test_dots_lead_from_a_name_to_its_grade() -> None:
    assert blocks("Leadership ........ Good\nVetting ........... Inadequate\n") == [
        "grid 0 1 / Leadership | Good / Vetting | Inadequate"
    ]


def test_two_tables_with_an_empty_line_between_are_two() -> None:
    first, second = "Area | Grade\nLeadership | Good\nVetting | Good", "Force | Grade\nKent | Good\nEssex | Inadequate"
    assert [block.split(" / ")[1] for block in blocks(f"{first}\n\n{second}")] == ["Area | Grade", "Force | Grade"]


def test_empty_cells_stay_where_they_are() -> None:
    rows = "| Area | 2021 | 2023 |\n|---|---|---|\n| Leadership | | Good |\n| Crime | | |\n| Vetting | Good |\n"
    assert blocks(rows) == [
        "grid 1 1 / Area | 2021 | 2023 / Leadership |  | Good / Crime | Crime | Crime / Vetting | Good | "
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            """\
              Effectiveness        Efficiency
              2016      2018       2016      2018
Kent Police   Good      Adequate   Good      Good
Essex Police            Good                 Good
""",
            "grid 2 1 /  | Effectiveness | Effectiveness | Efficiency | Efficiency /  | 2016 | 2018 | 2016 | 2018 / "
            "Kent Police | Good | Adequate | Good | Good / Essex Police |  | Good |  | Good",
            id="headers over the first of two columns",
        ),
        pytest.param(
            """\
                         Effectiveness              Efficiency
                    2019        2022           2019        2022
Kent Police         Good        Good           Adequate    Good
""",
            "grid 2 1 /  | Effectiveness | Effectiveness | Efficiency | Efficiency /  | 2019 | 2022 | 2019 | 2022 / "
            "Kent Police | Good | Good | Adequate | Good",
            id="headers in the middle over two columns",
        ),
        pytest.param(
            """\
Force         Effectiveness        Efficiency
Kent Police   Good          Good   Good         None
Essex Police                Good                None
""",
            "grid 1 1 / Force | Effectiveness | Effectiveness | Efficiency | Efficiency / "
            "Kent Police | Good | Good | Good | None / Essex Police |  | Good |  | None",
            id="headers over two columns and one over names",
        ),
        pytest.param(
            """\
Force          Effectiveness                  Efficiency
Kent Police    Good             Adequate      Good
""",
            "grid 1 1 / Force | Effectiveness |  | Efficiency / Kent Police | Good | Adequate | Good",
            id="a column without a header",
        ),
        pytest.param(
            """\
Force            Preventing crime    Investigating crime    Leadership
Kent Police      Good                Good                   Good
Sussex Police    Requires improvement (last time: good)     Good
""",
            "grid 1 1 / Force | Preventing crime | Investigating crime | Leadership / "
            "Kent Police | Good | Good | Good / Sussex Police | Requires improvement (last time: good) |  | Good",
            id="a cell longer than its column",
        ),
        pytest.param(
            "Force\t\t\tLeadership\t\t\tVetting\nDevon and Cornwall Police\t\t\tOutstanding\n",
            "grid 1 1 / Force | Leadership | Vetting / Devon and Cornwall Police | Outstanding | ",
            id="tabs",
        ),
        pytest.param(
            """\
Force            Leadership    Vetting
Devon and Cornwall Police      Good           Outstanding
Kent Police                    Outstanding
""",
            "grid 1 1 / Force | Leadership | Vetting / Devon and Cornwall Police | Good | Outstanding / "
            "Kent Police | Outstanding | ",
            id="columns that overlap",
        ),
    ],
)
def test_cells_stand_where_they_stand_in_their_lines(text: str, expected: str) -> None:
    assert blocks(text) == [expected]


def test_lists_keep_their_levels_and_marks() -> None:
    text = "It has:\n\n- one plan\n    - a part of it\n    - another part\n- two plans\n\n1. First\n2. Second\n"
    assert blocks(text, MARKDOWN)[1:] == [
        "item 1 - one plan",
        "item 2 - a part of it",
        "item 2 - another part",
        "item 1 - two plans",
        "item 1 1. First",
        "item 1 2. Second",
    ]


def test_marks_of_markdown_are_no_part_of_blocks() -> None:
    text = "# **Kent Police**\n\n### `Leadership`\n\n**It is good.** _So they say._\n\n> We are good.\n"
    assert blocks(text, MARKDOWN) == [
        "heading 1 Kent Police",
        "heading 3 Leadership",
        "paragraph It is good.** _So they say.",
        "quotation We are good.",
    ]


def test_lines_that_are_no_text_are_furniture() -> None:
    assert blocks("Kent Police ‘good’\n\nBy Ann Bee, reporter\n\nThe force is good.\n\nShare on Facebook\n")[1::2] == [
        "furniture By Ann Bee, reporter",
        "furniture Share on Facebook",
    ]


def test_who_wrote_a_report_is_text() -> None:
    assert "paragraph Author: Superintendent Ann Bee, Head of Intelligence." in blocks(
        "Kent Police\n\nAuthor: Superintendent Ann Bee, Head of Intelligence.\n\nThe force is good.\n"
    )


@pytest.mark.parametrize(
    "front", ["Force: Kent Police\nGrade: Kent: good", 'title: "\\UFFFFFFFF"', "title: a\n" + "# a note\n" * 500]
)
def test_lines_on_top_that_are_no_front_matter_are_text(front: str) -> None:
    document = of(f"---\n{front}\n---\n\nMore text follows.\n", MARKDOWN)
    assert all(
        block.kind != "furniture" for block in document.blocks if front[:5] in document.text[block.start : block.end]
    )


def test_front_matter_is_not_shown_and_tells_title_and_date() -> None:
    front = "---\nlayout: post\ntitle: 'Kent: a year'\ndate: 2024-03-02 10:00:00 +0000\ntags:\n  - crime\n---\n\n"
    document = of(f"{front}# Kent Police\n\nThe force is good.\n", MARKDOWN)
    assert (document.title, document.published_on) == ("Kent: a year", "2024-03-02")
    kinds = [block.split()[0] for block in blocks(f"{front}# Kent Police\n\nThe force is good.\n", MARKDOWN)]
    assert [kind for kind in kinds if kind != "furniture"] == ["heading", "paragraph"]
    assert of("---\nlayout: post\n---\n# Kent Police\n", MARKDOWN).title == "Kent Police"
    assert "furniture" not in " ".join(blocks("---\n- Kent Police: good\n---\n", MARKDOWN))


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("# **Inspection** of _Kent Police_", "Inspection of Kent Police"),
        ("**Kent _Police_** and ***Surrey***", "Kent Police and Surrey"),
        ("# _Kent Police_’s year (*new*) #", "Kent Police’s year (new)"),
        ("# The file kent_police_report of snake_case", "The file kent_police_report of snake_case"),
        ("# Grades* of 2 * 3 forces*", "Grades* of 2 * 3 forces"),
        ("# Kent \\*not so\\* good", "Kent \\*not so\\* good"),
    ],
)
def test_a_title_of_markdown_has_no_marks_of_emphasis(line: str, title: str) -> None:
    assert of(f"{line}\n\nThe force is good.\n", MARKDOWN).title == title


def test_a_title_of_plain_text_keeps_its_signs() -> None:
    assert of("A **starred** title of _Kent_ Police\n\nThe force is good.\n").title == (
        "A **starred** title of _Kent_ Police"
    )


def test_a_note_that_is_not_shown_is_furniture() -> None:
    text = "# A\n\n<!-- Kent: bad\n\nto be checked -->\n\nIt is good <!-- so -->, they say.\n\nAn x --> y <!-- z.\n"
    kinds = [block.split()[0] for block in blocks(text, MARKDOWN)]
    assert kinds == ["heading", "furniture", "furniture", "paragraph", "paragraph"]


def test_a_paragraph_that_was_wrapped_by_hand_is_one() -> None:
    line = "the force had not made all the progress that inspectors had hoped for when they"
    text = f"The title\n\nIn spring {line}\n{line}\n{line}\n{line} came.\n"
    assert [block.partition(" ")[0] for block in blocks(text)] == ["heading", "paragraph"]


MARKS = ["- ", "1. ", "• ", "   ", " \\", " ", ".... ", "----", "\n\n", "\xad", "́", "\xa0", "\u2028", "“"]
WORDS = [
    "Good",
    "Leadership: Good",
    "Area",
    "Grade",
    "14",
    "2023",
    "Kent Police",
    "It did well.",
    "Read more",
    "Related",
    "<!--",
    "-->",
    "|---|",
    " | ",
]
PARTS = st.sampled_from([*"|-*#>_:. \t\n\n", *MARKS, *WORDS])


@example(["_", "1. ", "|"], MARKDOWN)
@example(["|", "\t", "|", "\n", "Good", "\t", "• ", "• "], TEXT)
@example(["#", "\t", "1. ", "\n", "|", "   ", "|"], TEXT)
@given(st.lists(PARTS, max_size=60), st.sampled_from([TEXT, MARKDOWN]))
def test_blocks_hold_whatever_a_text_is_made_of(parts: list[str], kind: Format) -> None:
    of("The end.\n" + "".join(parts), kind)


TAGS = """
<p> </p> <div> </div> <table> <tr> <td> <th> <td/rowspan=2> <td/colspan=2> </table> <ul> <li> </ul> <ol> <dl> <dt> <dd>
</dl> <h2> </h2> <br> <b> </b> <span> <caption> <thead> <figure> <figcaption> <details> <summary> <pre> </pre>
<blockquote> <img/alt=Good> <a/href=/>Kent</a>
"""
PAGE_PARTS = st.sampled_from(
    [*TAGS.split(), "Good", "Leadership", "14", "Leadership: Good", "It did well, they said. "]
)


@given(st.lists(PAGE_PARTS, max_size=40))
def test_blocks_hold_whatever_a_page_is_made_of(parts: list[str]) -> None:
    of(f"<html><body><article><h1>Title</h1>{''.join(parts)}<p>The end of it.</p></article></body></html>", HTML)


HOSTILE = {
    **PATTERNS,
    "rules": "-" * 5_000 + "x\n",
    "a wide row and many narrow ones": "a|" * 3_000 + "\n" + "b|c\n" * 20_000,
    "names and grades": "Leadership\nGood\n",
    "rows apart": "a | b\n\n",
    "tabs": "a\tb\n",
    "quotations": "> a\n",
}


@pytest.mark.parametrize("name", mostly_slow(HOSTILE, quick=("table", "bullets")))
def test_time_grows_with_the_length_of_a_text(name: str) -> None:
    def seconds(size: int) -> float:
        text = hostile(name, size) if name in PATTERNS else (HOSTILE[name] * (size // len(HOSTILE[name]) + 1))[:size]
        before = time.process_time()
        document_of(text.encode(), TEXT)
        return time.process_time() - before

    # With its square it would be sixteen times as long. The better of two, for what else the process may do.
    assert min(seconds(160_000), seconds(160_000)) < 8 * seconds(40_000) + 0.2


def test_time_grows_with_the_length_of_rows_set_with_spaces() -> None:
    def seconds(width: int) -> float:
        text = "".join("   ".join(["Ab"] * cells) + "\n" for cells in (width, *[width - 1] * 3))
        before = time.process_time()
        document_of(text.encode(), TEXT)
        return time.process_time() - before

    # With its square it would be sixteen times as long.
    assert min(seconds(2_000), seconds(2_000)) < 8 * seconds(500) + 0.2
