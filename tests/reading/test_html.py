"""A web page gives its article and its own metadata, and nothing of what surrounds them."""

import re
from pathlib import Path

import pytest

from flows.reading import Document, ReadingError, read
from flows.reading.formats import HTML
from tests.reading.making import TITLE, as_html, as_text, document_of

HEAD = """
<title>A title for search engines | Example News</title>
<meta property="og:title" content="A title for sharing">
<meta property="og:site_name" content="Example News">
<link rel="canonical" href="https://example.org/news/unit">
<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "datePublished": "2023-03-14T23:30:00Z",
 "author": {"@type": "Person", "name": "Cosima Inkwell"}}]}
</script>
"""
BESIDE = """
<div id="cookie-banner">We use cookies. Accept all</div>
<nav><ul><li><a href="/">Home</a></li><li><a href="/crime">Kent Police news</a></li></ul></nav>
<p class="article-byline">By Cosima Inkwell, Crime Correspondent</p>
<div class="share-buttons"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div>
<figure><img src="a.jpg" alt="A"><figcaption>Chief Constable Zebedee Lens of Kent Police</figcaption></figure>
<p class="caption">Picture: Zebedee Lens</p>
"""
AFTER = """
<aside><h3>Most read</h3><a href="/surrey">Surrey Police ‘inadequate’</a></aside>
<div class="related-stories"><h3>More on this story</h3>
<ul><li><a href="/kent">Kent Police judged ‘good’</a></li></ul></div>
<p><a href="/essex">Read more: Essex Police judged ‘outstanding’</a></p>
<section id="comments"><p>Sussex Police is ‘inadequate’, says a reader of this page.</p></section>
<footer>© Example News</footer>
"""


def of(content: bytes | str) -> Document:
    return document_of(content if isinstance(content, bytes) else content.encode(), HTML)


def article(body: str, head: str = "") -> str:
    filler = "<p>Inspectors looked at how the force prevents crime and how it treats those who call it.</p>" * 4
    return f"<!DOCTYPE html><html><head>{head}</head><body><article>{body}{filler}</article></body></html>"


def test_what_surrounds_an_article_is_not_read() -> None:
    assert of(as_html(HEAD, BESIDE, AFTER)).text == as_text().decode()


def test_the_page_says_what_it_is() -> None:
    document = of(as_html(HEAD, BESIDE, AFTER))
    assert document.title == "A title for sharing"
    assert document.publisher == "Example News"
    assert document.source_url == "https://example.org/news/unit"
    assert document.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert (document.published_on, document.published_on_basis) == ("2023-03-14", "metadata")
    assert document.media_type == "text/html"


def test_the_sidecar_is_believed_before_the_page(tmp_path: Path) -> None:
    path = tmp_path / "unit.html"
    path.write_bytes(as_html(HEAD))
    path.with_suffix(".yaml").write_text("title: Given\npublished_on: 2023-03-15\n")
    document = read(path)
    assert (document.title, document.published_on, document.published_on_basis) == ("Given", "2023-03-15", "sidecar")
    assert document.publisher == "Example News"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-03-14T06:00:00+00:00">',
        '<meta name="DCTERMS.issued" content="2023-03-14">',
        '<meta itemprop="datePublished" content="2023-03-14">',
        '<script type="application/ld+json">[{"datePublished": "2023-03-14"}]</script>',
        "",
    ],
)
def test_a_date_is_found_wherever_pages_state_it(head: str) -> None:
    body = "<h1>Force ‘good’</h1>" + ("" if head else "<time datetime='2023-03-14T06:00'>Tuesday</time>")
    assert of(article(body, head)).published_on == "2023-03-14"


@pytest.mark.parametrize(
    "content",
    [
        article("<h1>Force ‘good’</h1><p>The report was published on March 2, 2023.</p>"),
        article("", '<meta property="article:modified_time" content="2023-03-14">'),
        article("", '<script type="application/ld+json">{"datePublished": "14 bananas", "x": </script>'),
        article("<time datetime='2023-03-14'>a</time><time datetime='2022-03-14'>b</time>"),
        article("") + "<article><h3>Another</h3><time datetime='2022-03-14'>b</time></article>",
        article("", '<link rel="canonical" href="https://example.org/2021/05/06/force">'),
    ],
)
def test_no_other_date_is_taken_for_that_of_the_page(content: str) -> None:
    assert of(content).published_on is None


def test_what_a_page_says_wrongly_is_passed_over() -> None:
    document = of(
        article(
            "<h1>Force ‘good’</h1>", '<link rel="canonical" href="javascript:alert(1)"><meta name=date content=soon>'
        )
    )
    assert (document.source_url, document.published_on) == (None, None)


@pytest.mark.parametrize(
    "teaser",
    [
        '<div class="most-read"><h3>Most read</h3><p>Kent Police judged inadequate, inspectors say.</p></div>',
        '<p><a href="/kent">Kent Police judged good at leadership</a></p>',
        '<p><strong>READ MORE: <a href="/kent">Kent Police judged good at leadership</a></strong></p>',
        '<p>ALSO READ | <a href="/kent">Kent Police judged good at leadership</a></p>',
        "<p>See also: Kent Police judged good at leadership.</p>",
        "<ul><li>Don’t miss: Kent Police judged good at leadership.</li><li>It has a plan.</li></ul>",
        '<p><a href="/a">Kent Police judged good</a> | <a href="/b">Essex force judged good too</a></p>',
        "<p hidden>Kent Police judged good at leadership.</p>",
        '<div hidden="hidden"><p>Kent Police judged good at leadership.</p></div>',
        '<p style="color: red; DISPLAY : none">Kent Police judged good at leadership.</p>',
        '<p style="visibility:hidden">Kent Police judged good at leadership.</p>',
        '<p aria-hidden="true">Kent Police judged good at leadership.</p>',
        '<p style="position: absolute; left: -9999px">Kent Police judged good at leadership.</p>',
        "<datalist><option>Kent Police judged good at leadership.</option></datalist>",
        "<noframes><p>Kent Police judged good at leadership.</p></noframes>",
        "<div><h3>You might also like</h3><div><h4><a href=/k>Kent Police</a></h4><p>It is judged bad.</p></div></div>",
        "<div><h2>Latest news</h2><div><p>Kent Police is judged bad.</p></div><h2>Most read</h2><p>It is judged</div>",
        "<p>It is 14 <span role=tooltip>judged Kent Police</span> cases.</p>",
        "<p>It is <del>judged good</del> <s>judged bad</s> <strike>judged fair</strike> adequate.</p>",
        '<p>It is <span style="text-decoration: line-through">judged good</span> adequate.</p>',
        '<blockquote class="twitter-tweet"><p>Kent Police judged bad</p>— A reader</blockquote>',
        "<h3>Related</h3><ul><li>Kent Police judged bad</li><li>What is PEEL?</li></ul>",
        '<p>Grade:<span class="visually-hidden"> judged for Kent Police:</span> adequate.</p>',
    ],
)
def test_teasers_and_hidden_text_are_not_of_the_article(teaser: str) -> None:
    body = f"<h1>Force ‘good’</h1><p>The force does well, inspectors said of it in their report.</p>{teaser}"
    text = of(article(body)).text
    assert "The force does well" in text
    assert "judged" not in text


def test_a_date_that_programs_write_for_none_is_none() -> None:
    head = '<meta property="article:published_time" content="0001-01-01T00:00:00Z">'
    assert of(article("<h1>Force ‘good’</h1>", head)).published_on is None


def test_hidden_text_of_a_short_page_is_not_read() -> None:
    shown = "<p>It does well, the inspectors said in the report that they made of it in March.</p>" * 2
    hidden = "<p style='display:none'>Kent Police was judged inadequate by the inspectors.</p>"
    page = f"<html><body><article><h1>Force ‘good’</h1>{shown}{hidden}</article></body></html>"
    assert "Kent" not in of(page).text


@pytest.mark.parametrize(
    "content",
    [
        '<p>The report on <a href="/kent">Kent Police judged it good</a></p>',
        '<p><a href="/kent">Kent Police</a>: it was judged good by the inspectors who looked at it.</p>',
        '<p><a name="kent">Kent Police was judged good at leadership.</a></p>',
        '<ul><li><a href="/kent">Kent Police was judged good at leadership</a></li><li>It has a plan.</li></ul>',
        '<h2><a href="/kent">Kent Police judged good</a></h2><p>It has a plan, its chief constable said.</p>',
        '<table><tr><td><p><a href="/kent">Kent Police and its partners</a></p></td><td>Good</td></tr></table>',
        "<p>See also page 14: Kent Police is on it.</p>",
        "<h2>Latest news of the force</h2><p>Kent Police was judged good.</p>",
        '<div hidden="until-found"><p>Kent Police was judged good at leadership.</p></div>',
        '<p style="display: block" aria-hidden="false">Kent Police was judged good.</p>',
        '<div role="tabpanel" hidden><p>Kent Police was judged good at leadership.</p></div>',
        '<i aria-controls="more">More</i><div id="more" style="display:none"><p>Kent Police is good.</p></div>',
        '<div class="accordion__section" aria-hidden="true"><p>Kent Police was judged good.</p></div>',
        "<details><summary>More</summary><p>Kent Police was judged good at leadership.</p></details>",
        "<blockquote><p>“We are glad.”</p><footer>— The chief constable of Kent Police</footer></blockquote>",
        '<p>It is a report on three forces.</p><a href="/z">Read more</a><p>Kent Police was judged good.</p>',
    ],
)
def test_what_only_looks_like_a_teaser_is_text(content: str) -> None:
    body = f"<h1>Force ‘good’</h1><p>The force does well, inspectors said of it in their report.</p>{content}"
    assert "Kent Police" in of(article(body)).text


BODY = as_html().decode().partition("</h1>")[2].partition("</article>")[0]
LOOSE = re.sub(r"</?p>", "<br>", BODY)
# A page without an element for its article, and with names that are no help or mislead.
FRAMES = {
    "none": f"<h1>{TITLE}</h1>{BODY}",
    "main": f"<main><h1>{TITLE}</h1>{BODY}</main>",
    "no paragraphs": f"<div class=row><div class=col-3><a href=/>Home</a></div><div class=col-9><h1>{TITLE}</h1>"
    f"{BODY.replace('<p>', '<div>').replace('</p>', '</div>')}</div></div>",
    "breaks": f"<h1>{TITLE}</h1><div>{LOOSE}</div>",
    "form": f"<form action=x.aspx><input type=hidden value={'A' * 3000}><div><h1>{TITLE}</h1>{BODY}</div></form>",
    "sections": f"<main><h1>{TITLE}</h1><div class=accordion>"
    + "".join(f"<div class=section-content>{part}</div>" for part in re.split("(?=<h2>)", BODY))
    + "</div></main>",
    "layout": f"<table><tr><td><a href=/>Home</a><br><a href=/a>A</a></td><td><h1>{TITLE}</h1>{BODY}</td></tr></table>",
    "within lines": f"<h1>{TITLE}</h1><font size=2><span>{BODY}</span></font>",
    "own elements": f"<my-app><my-page><h1>{TITLE}</h1><my-text>{BODY}</my-text></my-page></my-app>",
    "buttons": f"<main><h1>{TITLE}</h1>"
    + re.sub("(<h2>|<td>)(.*?)(</h2>|</td>)", r"\1<button>\2</button>\3", BODY)
    + "</main>",
    "a hero": f"<main><div class=hero-banner><h1>{TITLE}</h1>{BODY.replace('<h2>', '</div><h2>')}</main>",
    "a dialog": f"<dialog open><article><h1>{TITLE}</h1>{BODY}</article></dialog>",
    "ends before it": f"<div><a href=/>Council</a></body></html></div><h1>{TITLE}</h1>{BODY}",
    "rows without cells": f"<h1>{TITLE}</h1>{BODY.replace('<tr>', '<tr></tr><tr>')}",
    "quotations": f"<h1>{TITLE}</h1>{BODY.replace('“', '<q>').replace('”', '</q>')}",
    "presentation": f"<h1>{TITLE}</h1><table role=presentation><tr><td>{BODY}</td></tr></table>",
    "links": f"<h1>{TITLE}</h1>{re.sub('([A-Z][a-z]+ Police)', '<a href=/p>' + chr(92) + '1</a>', BODY)}",
}


@pytest.mark.parametrize("body", FRAMES.values(), ids=FRAMES)
def test_an_article_is_read_whole_whatever_it_is_in(body: str) -> None:
    assert of(f"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>{body}</body></html>").text == (
        as_text().decode()
    )


@pytest.mark.parametrize("tag", ["article", "main", "section", "header"])
def test_a_page_without_a_body_tag_is_read_whole(tag: str) -> None:
    page = f"<!doctype html><meta charset=utf-8><title>x</title><{tag}><h1>A report</h1><p>Kent Police was good.</p>"
    assert of(page).text == "A report\n\nKent Police was good.\n"


def test_a_text_written_as_it_is_keeps_its_paragraphs() -> None:
    text = as_text().decode()
    assert of(f"<html><head><meta charset=utf-8></head><body><pre>{text}</pre></body></html>").text == text


def test_a_table_with_a_cell_as_long_as_a_page_is_none() -> None:
    long = "<p>" + "It does well. " * 60
    page = f"<table><tr><td><a href=/>Home</a></td><td><p>{TITLE}</p>{BODY}{long}</td></tr></table>"
    assert as_text().decode() in of(page).text


def test_a_picture_in_a_cell_says_what_it_shows() -> None:
    rows = (
        "<tr><th>Force<th>Grade<tr><td>Kent Police<td><img alt='Good' src=g.png><tr><td>Essex Police<td>Bad<img alt=x>"
    )
    text = of(article(f"<h1>Grades</h1><table>{rows}</table>")).text
    assert "Kent Police | Good\nEssex Police | Bad\n" in text


def test_a_page_that_is_all_links_or_hidden_is_read() -> None:
    links = "".join(f'<p><a href="/{name}">{name} Police was judged good at leadership.</a></p>' for name in "ABCDEFGH")
    whole = f"<html><body><article><h1>Grades</h1>{links}</article></body></html>"
    assert "A Police was judged good" in of(whole).text
    assert of(as_html().replace(b"<article>", b"<article hidden>")).text == as_text().decode()


def test_headings_lists_tables_and_breaks_keep_their_shape() -> None:
    text = of(
        article(
            "<h1>Title</h1><h2>A <em>heading</em></h2><ol><li>One <b>item</b><ul><li>within it</li></ul></li></ol>"
            "<table><thead><tr><th>Area</th><th>Grade</th></tr></thead>"
            "<tr><td>Crime\n data</td><td><p>Good</p></td></tr></table><p>Above<br>below</p>"
        )
    ).text
    start = "Title\n\nA heading\n\n1. One item\n  - within it\n\nArea | Grade\nCrime data | Good\n\nAbove\n\nbelow\n\n"
    assert text.startswith(start)


MARKED = {
    "14<sup>2</sup> disruptions": "14 disruptions",
    "14<sup><a href='#note'>[2]</a></sup> disruptions": "14 disruptions",
    "14<a href='#note'><sup>2</sup></a> disruptions": "14 disruptions",
    "14<a href='#note' role='doc-noteref'>2</a> disruptions": "14 disruptions",
    "14<span style='vertical-align: super'>2</span> disruptions": "14 disruptions",
    "14<sup><a href='#note'>b</a></sup> disruptions": "14 disruptions",
    "14<b><sup>2</sup></b> disruptions": "14 disruptions",
    "14<sup>[footnote 2]</sup> disruptions": "14 disruptions",
    "It did well.<sup>1, 2</sup> Others did not.": "It did well. Others did not.",
    "It was good<sup>*</sup>, they said": "It was good, they said",
    "in 2021<sup>1</sup>and later": "in 2021 and later",
    "on the 14<sup>th</sup> of May": "on the 14th of May",
    "the <a href='/report'>4<sup>th</sup> report</a>": "the 4th report",
    "20 km<sup>2</sup> and 10<sup>6</sup> pounds": "20 km² and 10⁶ pounds",
    "1<sup>1</sup>/<sub>2</sub> years": "1¹/2 years",
    "50m<sup>2</sup> of floor for £50m<sup>2</sup>": "50m² of floor for £50m",
    "led 14² disruptions¹ on 5 km² and 10⁻⁶ of it": "led 14 disruptions on 5 km² and 10⁻⁶ of it",
    "M<sup>c</sup>Kay": "McKay",
    "for drugs<sup>a</sup> and 10<sup>n</sup>": "for drugs and 10n",
    "14<a href='#fn2'>2</a> disruptions": "14 disruptions",
    "<b>14</b><a href='report.htm#_ftn1'><span>[1]</span></a> disruptions": "14 disruptions",
    "14<a href='/notes/2' class='footnote-ref'>2</a> disruptions": "14 disruptions",
    "14<span class='superscript'>2</span> disruptions": "14 disruptions",
    "14<span style='font-size: 60%; position: relative; top: -0.5em'>2</span> disruptions": "14 disruptions",
    "all 14 of <a href='#fn2'>2</a> forces": "all 14 of 2 forces",
    "on page<a href='#summary'>(summary)</a>": "on page(summary)",
    "It has plans to build one for £<a href='#cost'>14</a>m": "It has plans to build one for £14m",
    "<sup>All of a <b>paragraph</b> that is small.</sup>": "All of a paragraph that is small.",
}


@pytest.mark.parametrize(("raised", "expected"), MARKED.items())
def test_marks_of_notes_are_no_digits(raised: str, expected: str) -> None:
    assert f"\n\n{expected}\n\n" in of(article(f"<h1>Force ‘good’</h1><p>{raised}</p>")).text


def test_a_link_of_a_cell_is_no_mark_of_the_cell_before() -> None:
    rows = "<tr><td>Kent Police</td><td><a href='#kent'>14</a></td></tr>" * 2
    assert "Kent Police | 14\n" in of(article(f"<h1>Cases</h1><table>{rows}</table>")).text


def test_a_mark_in_the_heading_does_not_keep_it_from_being_known() -> None:
    assert of(article("<h1>14<sup>2</sup> disruptions</h1>")).text.count("disruptions") == 1


def test_what_is_merged_over_rows_is_said_of_each_of_them() -> None:
    rows = (
        "<tr><th rowspan=2>Force</th><th rowspan=2>Area</th><th colspan=2>Inspection</th></tr>"
        "<tr><th>Cases</th><th>Grade</th></tr>"
        "<tr><td rowspan=2>Kent Police</td><td>Crime data</td><td rowspan=3>14</td><td>Good</td></tr>"
        "<tr><td>Leadership</td><td rowspan=2>Adequate</td></tr>"
        "<tr><td rowspan=9>Essex Police</td><td>Crime data</td></tr>"
        "<tbody><tr><td>Surrey Police</td><td>Crime data</td><td>7</td><td>Good</td></tr></tbody>"
    )
    assert of(article(f"<h1>Grades</h1><table>{rows}</table>")).text.split("\n")[2:8] == [
        "Force | Area | Inspection",
        "|  |  | Cases | Grade |",
        "Kent Police | Crime data | 14 | Good",
        "Kent Police | Leadership |  | Adequate",
        "Essex Police | Crime data |  | Adequate",
        "Surrey Police | Crime data | 7 | Good",
    ]


@pytest.mark.parametrize("char", ["&#11;", "&#x1f;", "&#xFFFE;", "&#xD800;", "\ufffe", "\x0b"])
def test_a_character_that_is_none_is_replaced(char: str) -> None:
    text = of(article(f"<h1>Force ‘good’</h1><p title='a{char}b'>Both{char}words<br>and{char}more</p>")).text
    assert "Both\ufffdwords\n\nand\ufffdmore\n\n" in text


def test_a_name_that_only_sounds_like_furniture_hides_no_article() -> None:
    page = as_html().replace(b"<body>", b'<body class="cookie-consent"><div class="social related">') + b"</div>"
    assert of(page).text == as_text().decode()


@pytest.mark.parametrize(
    ("declaration", "encoding"),
    [
        ('<meta charset="windows-1252">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "cp1252"),
        ('<meta charset="iso-8859-15">', "iso8859-15"),
        ('<meta charset="utf-8">', "cp1252"),
        ('<meta charset="no-such-thing">', "cp1252"),
        ('<meta charset="iso-8859-1">', "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
    ],
)
def test_an_encoding_is_believed_as_far_as_the_bytes_bear_it_out(declaration: str, encoding: str) -> None:
    euro = "€" if encoding != "cp1252" else "£"
    content = article(f"<h1>Élan costs {euro}3m</h1>", declaration).encode(encoding)
    assert of(content).text.startswith(f"Élan costs {euro}3m\n")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "empty"),
        ("<html><body></body></html>", "empty"),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", "empty"),
        ("<!-- -->", "empty"),
        (b"%PDF-1.7\n\x00\x01", "binary"),
        ("<html><body><p>a</p>" + "<div>" * 1_000_000, "too-complex"),
        ("<html><body>" + "<p>a</p>" * 200_000, "too-complex"),
        ("<table><tr><td>" * 5_000, "too-complex"),
        ("<table><tr>" + "<td rowspan=100>a" * 2_000 + "<tr>" * 100, "too-complex"),
    ],
)
def test_a_page_that_cannot_be_read_says_why(content: bytes | str, reason: str) -> None:
    with pytest.raises(ReadingError) as refused:
        of(content)
    assert refused.value.reason == reason


def test_reading_is_the_same_every_time() -> None:
    page = as_html(HEAD, BESIDE, AFTER)
    assert of(page) == of(page)


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ("How are we doing? | North Wales Police", "North Wales Police"),
        ("How are we doing? - Essex County Fire &amp; Rescue Service", "Essex County Fire & Rescue Service"),
        ("Wiltshire Police - HMIC finds the force efficient", "Wiltshire Police"),
        ("How are we doing? | Latest | The Courier", "The Courier"),
        ("How are we doing? - Minutes of Tuesday, 8 February, 10.00", None),
        ("How are we doing?", None),
    ],
)
def test_a_page_is_of_the_site_that_its_title_names(title: str, publisher: str | None) -> None:
    text = "<p>Inspectors looked at how the force prevents crime and how it treats those who call it.</p>" * 3
    page = f"<html><head><title>{title}</title></head><body><main><h1>How are we doing?</h1>{text}</main></body></html>"
    assert document_of(page.encode(), HTML).publisher == publisher


def test_a_body_in_the_heading_of_a_page_has_not_published_it() -> None:
    text = "<p>Inspectors looked at how the force prevents crime and how it treats those who call it.</p>" * 3
    head = "<title>All is well - Kent Police</title>"
    page = f"<html><head>{head}</head><body><main><h1>All is well - Kent Police</h1>{text}</main></body></html>"
    assert document_of(page.encode(), HTML).publisher is None
