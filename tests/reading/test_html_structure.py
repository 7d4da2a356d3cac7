"""What HTML knows of a page's structure is in its blocks."""

import pytest
from lxml.html import document_fromstring

from flows.reading import Document, ReadingError
from flows.reading.blocks import Block
from flows.reading.formats import HTML
from flows.reading.main_text import main_text
from tests.reading.blocks_hold import broken
from tests.reading.making import column_heads, document_of, row_heads

FILLER = "<p>Inspectors looked at how the force prevents crime and how it treats those who call it.</p>"


def of(body: str) -> Document:
    page = f"<html><head><meta charset=utf-8></head><body><article>{body}{FILLER}</article></body></html>"
    document = document_of(page.encode(), HTML)
    assert not list(broken(document))
    return document


def blocks(body: str) -> list[str]:
    """The blocks before the filler in words: kind, level, marker and text."""
    document = of(body)
    return [_described(document.text, block) for block in document.blocks[:-1]]


def _described(text: str, block: Block) -> str:
    about = (block.kind, block.level, block.marker, text[block.start : block.end])
    return " ".join(str(part) for part in about if part)


def grid(body: str) -> tuple[str | None, int, int, list[list[str]]]:
    """The only table of a page: its caption, rows and columns of heads, and what stands at each place."""
    document = of(body)
    (table,) = [block.table for block in document.blocks if block.table]
    caption = document.text[slice(*table.caption)] if table.caption else None
    rows = [[document.text[cell.start : cell.end] for cell in row] for row in table.rows]
    return caption, table.head_rows, table.head_columns, rows


def rows(*lines: str, cell: str = "td") -> str:
    cells = ([f"<{cell}>{part.strip()}</{cell}>" for part in line.split("|")] for line in lines)
    return "".join(f"<tr>{''.join(line)}</tr>" for line in cells)


HEADS = rows("Area | 2021 | 2023", cell="th")
BODY = rows("Leadership | Good | Adequate", "Vetting | Good | Inadequate")
PLACES = [["Area", "2021", "2023"], ["Leadership", "Good", "Adequate"], ["Vetting", "Good", "Inadequate"]]


@pytest.mark.parametrize(
    "table",
    [
        f"<table><caption>Grades</caption>{HEADS}{BODY}</table>",
        f"<table><caption><p>Grades</p></caption><thead>{HEADS}</thead><tbody>{BODY}</tbody></table>",
        f"<figure><table>{HEADS}{BODY}</table><figcaption>Grades</figcaption></figure>",
        f"<table><tr><td colspan=3>Grades</td></tr>{HEADS}{BODY}</table>",
        f"<table><thead><tr><th colspan=3>Grades</th></tr>{HEADS}</thead>{BODY}</table>",
        f"<table><tr><td colspan=3><b>Grades</b></td></tr>{HEADS.replace('th', 'td')}{BODY}</table>",
    ],
)
def test_a_table_has_its_caption_and_heads(table: str) -> None:
    assert grid(table) == ("Grades", 1, 1, PLACES)


@pytest.mark.parametrize(
    "table",
    [
        f"<table>{HEADS.replace('th', 'td')}{BODY}</table>",
        f"<table><thead>{HEADS.replace('th', 'td')}</thead>{BODY}</table>",
        f"<table>{HEADS}{BODY}</table>",
        f"<table>{HEADS.replace('<th>', '<td><b>').replace('</th>', '</b></td>')}{BODY}</table>",
        f"<table>{HEADS}{BODY.replace('<tr><td>Leadership</td>', '<tr><th scope=row>Leadership</th>')}</table>",
        f"<table role=presentation>{HEADS}{BODY}</table>",
    ],
)
def test_heads_are_found_whatever_marks_them(table: str) -> None:
    assert grid(table) == (None, 1, 1, PLACES)


def test_heads_of_two_levels_reach_over_their_columns_and_rows() -> None:
    table = (
        "<table><tr><th rowspan=2>Area</th><th colspan=2>Kent</th><th colspan=2>Essex</th></tr>"
        + rows("2021 | 2023 | 2021 | 2023", cell="th")
        + rows("Leadership | Good | Adequate | Good | Inadequate")
        + "<tr><th colspan=5>Crime</th></tr>"
        + rows("Vetting | Good | Good | Good | Good")
        + "</table>"
    )
    document = of(table)
    (found,) = [block.table for block in document.blocks if block.table]
    heads = [document.text[cell.start : cell.end] for cell in column_heads(found, 2, 4)]
    assert heads == ["Essex", "2023"]
    assert [document.text[cell.start : cell.end] for cell in column_heads(found, 4, 1)] == ["Kent", "2021", "Crime"]
    assert [document.text[cell.start : cell.end] for cell in row_heads(found, 4, 1)] == ["Vetting"]
    assert document.text.startswith("Area | Kent | Essex\n|  | 2021 | 2023 | 2021 | 2023 |\nLeadership | Good")


def test_two_columns_of_heads() -> None:
    table = (
        f"<table>{rows('Force | Area | Grade', cell='th')}<tr><th rowspan=2>Kent</th><th>Leadership</th><td>Good</td>"
    )
    assert grid(table + "</tr><tr><th>Vetting</th><td>Adequate</td></tr></table>")[1:] == (
        1,
        2,
        [["Force", "Area", "Grade"], ["Kent", "Leadership", "Good"], ["Kent", "Vetting", "Adequate"]],
    )


@pytest.mark.parametrize(
    "symbol",
    [
        "<img src=g.png alt=Good>",
        "<svg role=img aria-label=Good></svg>",
        "<svg><title>Good</title></svg>",
        "<span class=dot title=Good>●</span>",
        "<i class=icon aria-hidden=true></i><span class='sr-only'>Good</span>",
        "<i class=icon aria-label=Good></i>",
        "Good<span class='visually-hidden'> grade</span>",
    ],
)
def test_a_symbol_in_a_cell_is_what_it_stands_for(symbol: str) -> None:
    table = f"<table>{rows('Area | Grade', cell='th')}{rows(f'Leadership | {symbol}')}</table>"
    assert grid(table)[3] == [["Area", "Grade"], ["Leadership", "Good"]]


@pytest.mark.parametrize(
    "pairs",
    [
        "<dl><dt>Leadership</dt><dd>Good</dd><dt>Vetting</dt><dd>Adequate</dd></dl>",
        "<dl><div><dt>Leadership</dt><dd>Good</dd></div><div><dt>Vetting</dt><dd>Adequate</dd></div></dl>",
        "<div><div><span>Leadership</span><span>Good</span></div><div><span>Vetting</span><span>Adequate</span></div></div>",
        "<div><div><h3>Leadership</h3><p>Good</p></div><div><h3>Vetting</h3><p>Adequate</p></div></div>",
        "<ul><li>Leadership: Good</li><li>Vetting – <b>Adequate</b></li></ul>",
        "<div><div><h4>Leadership</h4><img alt=Good></div><div><h4>Vetting</h4><img alt=Adequate></div></div>",
    ],
)
def test_names_with_their_grades_are_pairs(pairs: str) -> None:
    document = of(pairs)
    (found,) = [block.table for block in document.blocks if block.table]
    assert (found.form, found.head_columns) == ("pairs", 1)
    assert document.text.startswith("Leadership: Good\nVetting: Adequate\n\n")


def test_a_grade_over_the_name_of_its_card_is_that_of_the_name() -> None:
    card = "<div><div><span>{}</span></div><h3>{}</h3><p>We have worked hard on this all year.</p></div>".format
    document = of(card("Good", "Leadership") + card("Adequate", "Vetting"))
    assert [block.table.form for block in document.blocks if block.table] == ["pairs", "pairs"]
    assert document.text.startswith("Leadership: Good\n\nWe have")
    assert "\n\nVetting: Adequate\n\n" in document.text


def test_cards_with_a_labelled_grade_and_a_link_are_pairs() -> None:
    card = "<div class=card><h3>{}</h3><p>Graded: {}</p><a href=/more>Read more</a></div>".format
    cards = card("Leadership", "good") + card("Vetting", "adequate") + card("Crime", "good")
    assert blocks(f"<h1>Kent Police</h1><div>{cards}</div><p>We are pleased.</p>")[1:] == [
        "table Leadership: Graded: good\nVetting: Graded: adequate\nCrime: Graded: good",
        "paragraph We are pleased.",
    ]


def test_cards_between_the_heading_of_a_page_and_its_text_are_of_the_text() -> None:
    card = "<div><div><h3>{}</h3></div><div><span>{}</span></div></div>".format
    cards = card("Leadership", "Good") + card("Vetting", "Adequate") + card("Crime", "Good")
    text = "It was clear to me that the force knows what it has yet to do in the coming year, and why it has to."
    others = f"<h2>Others</h2><div>{card('Essex Police', 'Outstanding') * 3}</div>"
    page = f"<body><h1>Kent Police</h1><div id=own>{cards}</div><section>{text}</section>{others}</body>"
    found = main_text(document_fromstring(page), [text])
    assert (found.core.tag, [element.get("id") for element in found.cards]) == ("section", ["own"])


def test_cards_of_figures_between_the_heading_of_a_page_and_its_text_are_of_the_text() -> None:
    card = "<div class=fig><b>{}</b><span>{}</span></div>".format
    cards = card("1,038", "disruptions") + card("At least 18", "groups dismantled") + card("1.7 tonnes", "of cannabis")
    text = "People see the raids. What they do not see is the analyst who spends eight months on a set of phone bills."
    page = "<body><h1>Our year</h1><section id=own><h2>Disruptions</h2>{}</section><section>{}</section></body>"
    found = main_text(document_fromstring(page.format(cards, text)), [text])
    assert (found.core.tag, [element.get("id") for element in found.cards]) == ("section", ["own"])


@pytest.mark.parametrize(
    "card",
    [
        "<li><span>3 March</span><span>Inspectors visit</span></li>",
        "<li><b>3</b><span>March</span><span>Inspectors visit</span></li>",
        "<li><span>March 3</span><span>Inspectors visit</span></li>",
        "<li><span>03.04.2024</span><span>Inspectors visit</span></li>",
        "<li><span>Page 13</span><span>Our disruptions</span></li>",
        "<li><b>2024</b><span>The unit was founded</span></li>",
        "<li>3 min read</li>",
        "<li>4. What we found</li>",
        "<li><b>12</b><a href=/more>more stories</a></li>",
        "<li><b>12</b><span>of 30 pages</span></li>",
    ],
)
def test_days_contents_and_teasers_above_the_text_of_a_page_are_no_cards_of_figures(card: str) -> None:
    text = "People see the raids. What they do not see is the analyst who spends eight months on a set of phone bills."
    page = f"<body><h1>Our year</h1><ul>{card * 4}</ul><section>{text}</section></body>"
    assert not main_text(document_fromstring(page), [text]).cards


@pytest.mark.parametrize("heading", ["h1", "h2"])
def test_an_article_beside_many_other_stories_is_the_text_of_its_page(heading: str) -> None:
    text = "Kent Police was rated good at leadership by inspectors, who had last visited the force two years ago."
    own = f"<article><{heading}>Kent Police</{heading}><p>{text}</p></article>"
    story = "<article><h3>More</h3><p>The force was rated inadequate at vetting, inspectors said.</p></article>"
    page = f"<body><header><h1>News</h1></header><main>{own}{story * 14}</main></body>"
    assert main_text(document_fromstring(page), [text]).start.tag == "article"


def test_one_of_several_short_articles_of_a_main_part_is_not_the_text_of_the_page() -> None:
    story = "Victims as far off as Orkney will get some of their savings back, after a hearing at Lewes Crown Court."
    own = "<p>Counted from April to December, we disrupted organised crime more than eight hundred times.</p>" * 4
    others = "<article><h3>Boats</h3><p>Raids in the town.</p></article><article><h3>A visit</h3><p>Came.</p></article>"
    page = f"<body><main><h1>Our unit</h1>{own}<article><p>{story}</p></article>{others}</main></body>"
    assert main_text(document_fromstring(page), [story]).start.tag == "main"


def test_the_only_article_with_a_first_heading_is_the_text_of_its_page() -> None:
    text = "Kent Police was rated good at leadership by inspectors, who had last visited the force two years ago."
    others = [
        "The force was rated inadequate at vetting.",
        "It must act now, they said.",
        "Essex Police is outstanding.",
    ]
    own = f"<article><h1>Kent Police</h1><p>{text}</p></article>"
    stories = "".join(f"<article><h3>More</h3><p>{other}</p></article>" for other in others * 3)
    page = f"<body><header><h1>News</h1></header><main>{own}{stories}</main></body>"
    assert main_text(document_fromstring(page), [text, *others]).start.tag == "article"
    without = page.replace("<h1>Kent Police</h1>", "<h2>Kent Police</h2>")
    assert main_text(document_fromstring(without), [text, *others]).start.tag == "main"


def test_names_behind_signs_are_a_table_and_sentences_are_none() -> None:
    (found,) = [block.table for block in of("<ul><li>● Leadership</li><li>○ Vetting</li></ul>").blocks if block.table]
    assert len(found.rows) == 2
    assert blocks("<ul><li>● It is good.</li><li>○ It is not.</li></ul>") == [
        "item 1 - It is good.",
        "item 1 - ○ It is not.",
    ]


@pytest.mark.parametrize(
    "items",
    [
        ["<b>Good</b> Leadership", "<b>Adequate</b> Vetting"],
        ["<i>Outstanding</i> beyond it", "<i>Good</i> as it is", "<i>Adequate</i> mostly", "<i>Inadequate</i> little"],
    ],
)
def test_grades_that_open_items_are_pairs_with_a_name_or_what_they_mean(items: list[str]) -> None:
    (found,) = [block.table for block in of(f"<ul><li>{'<li>'.join(items)}</ul>").blocks if block.table]
    assert (found.form, len(found.rows)) == ("pairs", len(items))


def test_grades_that_open_sentences_of_a_list_are_none() -> None:
    assert blocks("<ul><li><b>Good</b> at leadership<li><b>Adequate</b> at vetting</ul>") == [
        "item 1 - Good at leadership",
        "item 1 - Adequate at vetting",
    ]


def test_links_under_a_grade_are_what_has_got_it() -> None:
    column = "<h3>{}</h3><div><a href='#{}'>{} the public and its calls</a></div>".format
    cards = column("Good", "a", "Treating") + column("Adequate", "b", "Answering")
    assert blocks(f"<p>We set out our judgments below.</p>{cards}") == [
        "paragraph We set out our judgments below.",
        "heading 3 Good",
        "paragraph Treating the public and its calls",
        "heading 3 Adequate",
        "paragraph Answering the public and its calls",
    ]


def test_three_numbers_right_below_their_names_are_pairs() -> None:
    card = "<div><h3>{}</h3><p>{}</p></div>".format
    cards = card("Disruptions", "643") + card("Arrests", "1,017") + card("Guns", "84")
    assert "Disruptions: 643\nArrests: 1,017\nGuns: 84\n" in of(f"<h2>Our year</h2>{cards}<h2>Next</h2>").text
    for others in (card("Disruptions", "643") * 2, cards + "<h3>Knives</h3>", card("Arrests", "We made 12.") * 3):
        assert not any(block.table for block in of(f"<h2>Our year</h2>{others}<p>We go on.</p>").blocks)


def test_a_number_and_its_label_below_the_heading_of_a_card_are_one() -> None:
    card = "<article><h3>{}</h3><p>{}</p><p>disruptions in the quarter</p></article>".format
    assert blocks(f"<h2>Our year</h2>{card('Fraud', '23')}{card('Drugs', '37')}<h2>Next</h2><p>We go on.</p>")[1:5] == [
        "heading 3 Fraud",
        "item 1 - 23 disruptions in the quarter",
        "heading 3 Drugs",
        "item 1 - 37 disruptions in the quarter",
    ]
    assert "paragraph 23" in blocks(f"<h2>Our year</h2>{card('Fraud', '23')}<h3>Next</h3><p>We go on.</p>")


def test_what_a_list_below_the_heading_of_a_page_says_of_it_is_read() -> None:
    facts = "<dl class=metadata><dt>From:</dt><dd>Home Office</dd><dt>Published</dt><dd>18 July 2024</dd></dl>"
    text = "<p>Kent Police recorded 486 disruptions in the year, an increase of 9 per cent on the year before.</p>" * 3
    page = f"<main><h1>Disruptions</h1>{facts}<div class=govspeak><h2>Main points</h2>{text}</div></main>"
    assert "From: Home Office\nPublished: 18 July 2024\n" in of(page).text


def test_a_grade_over_several_names_is_no_card() -> None:
    document = of("<p>Good</p><h3>Leadership</h3><h3>Vetting</h3><p>Adequate</p><h3>Crime</h3><h3>Use of force</h3>")
    assert not any(block.table for block in document.blocks)


def test_lines_that_alternate_between_a_grade_and_a_name_are_pairs() -> None:
    tile = "<div><p>{}</p><p>{}</p></div>".format
    document = of(f"<h3>Our force</h3>{tile('Good', 'Leadership')}{tile('Adequate', 'Vetting')}<h3>What is next</h3>")
    assert [block.table.form for block in document.blocks if block.table] == ["pairs"]
    assert "Leadership: Good\nVetting: Adequate\n" in document.text


def test_a_grade_with_a_line_more_than_the_others_heads_a_list() -> None:
    lines = ["Outstanding", "Leadership", "Good", "Vetting", "Adequate", "Crime", "Use of force"]
    document = of("".join(f"<p>{line}</p>" for line in lines) + "<p>Inspectors give all grades, in each year.</p>")
    assert not any(block.table for block in document.blocks)


@pytest.mark.parametrize("text", ["", "<p>Short text.</p>"])
def test_grades_right_below_headings_of_one_level_are_theirs(text: str) -> None:
    card = f"<h3>{{}}</h3><p>{{}}</p>{text}".format
    page = card("Kent Police", "Good") + card("Essex Police", "Adequate") + card("What it means", "A grade is given.")
    said = of(page).text
    assert "Kent Police: Good\n" in said
    assert "Essex Police: Adequate\n" in said


def test_a_grade_below_a_heading_that_has_its_own_is_not_lost() -> None:
    section = "<h2>{}: good</h2><p>{}</p><p>Short text.</p>".format
    said = of(section("Leadership", "Inadequate") + section("Vetting", "Adequate")).text
    assert "Inadequate" in said
    assert "Adequate" in said


@pytest.mark.parametrize("grade", ["h2", "p"])
def test_grades_that_head_lists_of_headings_are_not_of_the_names_above_them(grade: str) -> None:
    lists = {
        "Good": ["Essex Police", "Kent Police"],
        "Adequate": ["Surrey Police", "Gwent Police"],
        "Inadequate": ["PSNI"],
    }
    page = "".join(
        f"<{grade}>{said}</{grade}>" + "".join(f"<h2>{name}</h2>" for name in names) for said, names in lists.items()
    )
    assert not any(block.table for block in of(f"<h1>The grades</h1><p>They are as follows.</p>{page}").blocks)


def test_grades_that_head_long_lists_of_names_are_not_of_the_names_above_them() -> None:
    longer = "; ".join(["Essex", "Surrey", "Thames Valley", "Northumbria", "Devon and Cornwall", "Avon and Somerset"])
    lines = ["The grades", "Outstanding", "Durham, Kent", "Good", f"{longer}; West Mercia"]
    assert not any(block.table for block in of("".join(f"<p>{line}</p>" for line in lines)).blocks)


def test_grades_below_headings_may_follow_the_grade_of_the_heading_above_them() -> None:
    page = "<h2>Efficiency</h2><p>Good</p><h3>Use of money</h3><p>Good</p><h3>Affordability</h3><p>Outstanding</p>"
    said = of(f"<h1>Kent</h1>{page}<p>Reserves are low.</p>").text
    assert "Use of money: Good\n" in said
    assert "Affordability: Outstanding\n" in said


def test_grades_below_the_text_of_their_section_are_not_of_the_next() -> None:
    section = "<section><h2>{}</h2><p>The chief has spoken to every watch.</p><p>{}</p></section>".format
    page = (
        section("Efficiency", "Good") + section("People", "Inadequate") + "<h2>Effectiveness</h2><p>There is more.</p>"
    )
    assert not any(block.table for block in of(f"<h1>Kent</h1>{page}").blocks)


def test_a_number_that_touches_what_it_counts_is_a_word_of_its_own() -> None:
    assert blocks("<ul><li><span>74</span><span>disruptions</span><li><b>1</b><b>st</b> of May</ul>") == [
        "item 1 - 74 disruptions",
        "item 1 - 1st of May",
    ]


def test_figures_over_their_names_are_pairs_and_those_below_them_are_not() -> None:
    over = of("<div><h3>74</h3><p>Disruptions</p></div><div><h3>22</h3><p>County lines</p></div>")
    assert over.text.startswith("Disruptions: 74\nCounty lines: 22\n\n")
    below = of("<div><p>Disruptions</p><h3>74</h3></div><div><p>County lines</p><h3>22</h3></div>")
    assert not any(block.table for block in below.blocks)


@pytest.mark.parametrize("above", ["", "National Crime Agency, 2022-23"])
@pytest.mark.parametrize("third", ["", "▲ 9% on last year", "29 of which were major"])
def test_figures_over_their_names_may_have_a_third_line_and_a_line_above(above: str, third: str) -> None:
    tile = "<div><p>{}</p><p>{}</p><p>{}</p></div>".format
    page = f"<p>{above}</p>" + tile("4,892", "disruptions in total", third) + tile("203", "major disruptions", third)
    assert [block for block in blocks(page) if block.startswith("item")] == [
        "item 1 - 4,892 disruptions in total",
        "item 1 - 203 major disruptions",
    ]


def test_a_third_line_stays_below_its_figure_whatever_the_labels_begin_with() -> None:
    tile = "<div><p>{}</p><p>{}</p><p>{}</p></div>".format
    page = tile("392", "Disruptions", "29 of which were major") + tile("84", "Guns", "20 of which were real")
    figures = ["item 1 - 392 Disruptions", "29 of which were major", "item 1 - 84 Guns", "20 of which were real"]
    assert [block.removeprefix("paragraph ") for block in blocks(page)] == figures


def test_numbers_over_long_labels_below_a_title_are_not_of_the_line_above() -> None:
    label = "Arrests of people who had been wanted for more than a year by the courts of three counties in the north"
    lines = ["Our quarter", "643", "Disruptions", "84", "Guns seized", "12", label]
    assert not any(block.table for block in of("".join(f"<p>{line}</p>" for line in lines)).blocks)


@pytest.mark.parametrize(
    "box",
    [
        "<div><h3>Six forces are inadequate</h3><a href=a>Read more</a></div>",
        "<div><h3>Previous scorecards</h3><ul><li><a href=a>Kent, with 97 disruptions</a></ul></div>",
        "<div><h2>Archive</h2><h2>Twitter feed</h2><p>RT Kent is inadequate, they say</p></div>",
    ],
)
def test_a_box_that_leads_away_is_no_text(box: str) -> None:
    text = "<p>The force is good at all that it does, and its officers answer calls in time.</p>" * 3
    assert blocks(f"{text}{box}{text}") == blocks(text + text)


def test_columns_of_links_beside_the_article_are_no_text() -> None:
    side = "<td><b>Popular</b><br><a href=a>Kent is inadequate</a><br><a href=b>Essex too</a></td>"
    page = f"<table><tr>{side}<td><h1>The news</h1><p>{'The force is good. ' * 9}</p></td>{side}</tr></table>"
    assert [line for line in blocks(page) if "Kent" in line or "Popular" in line] == []


def test_lists_keep_their_levels_and_numbers() -> None:
    body = "<ol start=3><li>Third<ul><li>nested</li></ul></li><li><p>Fourth</p><p>goes on</p></li></ol><ul><li>One</ul>"
    assert blocks(body) == [
        "item 1 3. Third",
        "item 2 - nested",
        "item 1 4. Fourth",
        "paragraph goes on",
        "item 1 - One",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>A</h1><h3>B</h3><p><b>Vetting</b></p>", ["heading 1 A", "heading 3 B", "heading 4 Vetting"]),
        ("<p><b>It was judged good.</b></p>", ["paragraph It was judged good."]),
        ("<blockquote><p>We are good.</p></blockquote>", ["quotation We are good."]),
        ("<figure><img src=a><figcaption>The chief</figcaption></figure>", ["caption The chief"]),
        (
            "<h2>A</h2><details><summary>B</summary>C is good.</details>",
            ["heading 2 A", "heading 3 B", "paragraph C is good."],
        ),
        ("<p>By Ann Bee, reporter</p><p>It is good.</p>", ["furniture By Ann Bee, reporter", "paragraph It is good."]),
        (
            "<p>Read more about Kent.</p><p>Read more about Kent. This is the second report on it, and it came out on "
            "27 July 2022, after the first.</p>",
            [
                "furniture Read more about Kent.",
                "paragraph Read more about Kent. This is the second report on it, and it came out on 27 July 2022, "
                "after the first.",
            ],
        ),
        (
            "<button aria-expanded=false aria-controls=p>Vetting</button><div id=p hidden>It is good.</div>",
            ["heading 2 Vetting", "paragraph It is good."],
        ),
        (
            "<div><button aria-expanded=false>Vetting</button><div hidden>It is good.</div></div>",
            ["heading 2 Vetting", "paragraph It is good."],
        ),
        (
            "<h3><button aria-expanded=false>Vetting</button></h3><div hidden>It is good.</div>",
            ["heading 3 Vetting", "paragraph It is good."],
        ),
        (
            "<h2>How efficient is the force? <span>Good</span></h2><p>It saves.</p>",
            ["table How efficient is the force?: Good", "paragraph It saves."],
        ),
        (
            "<ul role=tablist><li><a role=tab id=t>2023</a></ul><div role=tabpanel aria-labelledby=t>It is good.</div>",
            ["heading 2 2023", "paragraph It is good."],
        ),
        (
            "<ul role=tablist><li><a role=tab id=a>2023</a><li><a role=tab id=b>2021</a></ul>"
            "<div role=tabpanel aria-labelledby=a><h3>Leadership</h3><p>It is good.</p></div>"
            "<div role=tabpanel aria-labelledby=b><h3>Leadership</h3><p>It was good.</p></div>",
            [
                "heading 2 2023",
                "heading 3 Leadership",
                "paragraph It is good.",
                "heading 2 2021",
                "heading 3 Leadership",
                "paragraph It was good.",
            ],
        ),
        (
            "<ul role=tablist><li><a role=tab id=t>2023</a></ul>"
            "<div role=tabpanel aria-labelledby=t><h2>2023</h2><p>It is good.</p></div>",
            ["heading 2 2023", "paragraph It is good."],
        ),
        (
            "<ul role=tablist><li><a role=tab id=t>2023</a></ul>"
            "<div role=tabpanel aria-labelledby=t><p>It is good.</p><h2>2023</h2><p>It was slow.</p></div>",
            ["heading 2 2023", "paragraph It is good.", "heading 2 2023", "paragraph It was slow."],
        ),
        (
            "<aside><h4>At a glance</h4><p>The force has three and a half thousand officers.</p></aside>",
            ["heading 4 At a glance", "paragraph The force has three and a half thousand officers."],
        ),
        (
            "<dl><dt>What is it?</dt><dd><p>One thing.</p><p>Or two.</p></dd></dl>",
            ["heading 2 What is it?", "paragraph One thing.", "paragraph Or two."],
        ),
        (
            "<dl><dt>PEEL 2021</dt><dd>The force is good. It is slow to answer.</dd></dl>",
            ["heading 2 PEEL 2021", "paragraph The force is good. It is slow to answer."],
        ),
        (
            "<h3>Good</h3><ul><li><a href=a>Preventing crime</a></ul><h3>Adequate</h3><p>–</p>",
            ["heading 3 Good", "item 1 - Preventing crime", "heading 3 Adequate", "paragraph –"],
        ),
        (
            "<div><b>74</b><p>disruptions in the quarter</p></div><div><b>31%</b><p>of them of drug gangs</p></div>",
            ["item 1 - 74 disruptions in the quarter", "item 1 - 31% of them of drug gangs"],
        ),
        (
            "<p>The chief wrote to us all.</p><blockquote class=wp-pullquote><p>It was good.</p></blockquote>",
            ["paragraph The chief wrote to us all.", "quotation It was good."],
        ),
        (
            "<p>The chief said: It was good.</p><blockquote class=wp-pullquote><p>It was good.</p></blockquote>",
            ["paragraph The chief said: It was good."],
        ),
    ],
)
def test_blocks_are_what_the_page_says_they_are(body: str, expected: list[str]) -> None:
    assert blocks(body) == expected


@pytest.mark.parametrize(
    "table",
    [
        "<table role=presentation><tr><td><p>One is good.</p></td><td><p>Two is bad.</p></td></tr></table>",
        "<table><tr><td><h2>A</h2><p>One is good.</p></td><td><p>Two is bad.</p><p>Or not.</p></td></tr></table>",
        "<table><tr><td>One is good.</td></tr><tr><td>Two is bad.</td></tr></table>",
        "<table><tr><th>No<th>Item<tr><td>1<td><p>Minutes:</p><p>We met. One is good.</p><p>Two is bad.</p></table>",
    ],
)
def test_a_table_that_lays_out_the_page_is_none(table: str) -> None:
    document = of(table)
    assert not any(block.table for block in document.blocks)
    assert "One is good.\n\nTwo is bad." in document.text


def test_a_table_of_data_in_one_that_lays_out_the_page_is_one() -> None:
    table = f"<table><tr><td>Menu of the site</td><td><table>{HEADS}{BODY}</table></td></tr></table>"
    assert grid(table) == (None, 1, 1, PLACES)


def test_a_table_is_never_left_out_as_furniture() -> None:
    table = f"<div class='promo related'><table>{HEADS}{BODY}</table></div>"
    assert grid(table)[3] == PLACES


@pytest.mark.parametrize(
    "table",
    [
        "<tr>" + "<td rowspan=100 colspan=100>a" * 200 + "<tr><td>" * 100,
        "<tr>" + "<td>a" * 5_000 + "<tr><td>a" * 5_000,
    ],
)
def test_a_table_that_is_far_too_large_is_refused(table: str) -> None:
    with pytest.raises(ReadingError) as refused:
        of(f"<table>{table}</table>")
    assert refused.value.reason == "too-complex"
