"""Every passage of every claim is its slice of the document, whatever characters the document is made of."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction import extract
from flows.extraction.analysis.text.layout import blocks_of
from flows.extraction.analysis.text.view import view_of
from flows.extraction.claims import Claim
from flows.reading import Document, read
from tests.cases import each_case, mostly_slow
from tests.extraction import readings
from tests.gold.extracting import extracted

ARTICLES = sorted((Path(__file__).parents[1] / "gold" / "articles").glob("*.txt"))
# A soft hyphen, a zero-width space, a combining accent, a no-break space, two spaces, a character outside the BMP.
ODD = ["\u00ad", "\u200b", "\u0301", "\u00a0", "  ", "\U0001f692", "\t", "\u2009"]
OPENS_PASSAGE = "“‘\"'([£"


def document(text: str, media_type: str = "text/plain") -> Document:
    return readings.document(text, None, media_type)


def check(text: str, media_type: str = "text/plain") -> int:
    claims = extract(document(text, media_type)).claims
    assert_passages(text, claims)
    return len(claims)


def assert_passages(text: str, claims: Sequence[Claim]) -> None:
    for claim in claims:
        start, end = claim.passage.start, claim.passage.end
        assert 0 <= start < end <= len(text)
        quote = text[start:end]
        assert quote[0].isalnum() or quote[0] in OPENS_PASSAGE
        assert not quote[-1].isspace()


@pytest.mark.xdist_group("gold")
@pytest.mark.parametrize("split", mostly_slow([None, "held-out"], quick=["held-out"]))
def test_passages_of_the_gold_articles(split: str | None) -> None:
    articles = extracted(split)
    assert articles
    for article, extraction, *_ in articles:
        assert_passages(article.text, extraction.claims)


@given(
    st.sampled_from(ARTICLES),
    st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(ODD)), max_size=25),
    st.booleans(),
)
def test_passages_with_odd_characters_in_them(path: Path, odd: list[tuple[int, str]], markdown: bool) -> None:
    text = read(path).text[:3000]
    for at, characters in odd:
        position = at % (len(text) + 1)
        text = text[:position] + characters + text[position:]
    check(text, "text/markdown" if markdown else "text/plain")


CELLS = st.tuples(
    st.sampled_from(["Kent Police", "Essex Police", "Leadership", "Good", "Adequate", "41", "2024", "disruptions", ""]),
    st.integers(1, 3),
    st.integers(1, 2),
    st.sampled_from(["td", "th"]),
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=6))
def test_tables_with_any_spans_have_rows_that_do_not_overlap(rows: list[list[tuple[str, int, int, str]]]) -> None:
    cells = [
        "".join(f'<{tag} rowspan="{high}" colspan="{wide}">{words}</{tag}>' for words, high, wide, tag in row)
        for row in rows
    ]
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    page = f"<html><body><h1>Kent Police: grades</h1><p>Kent Police made 41 disruptions.</p><table>{table}</table>"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_text(f"{page}</body></html>", encoding="utf-8")
        found = read(path)
    view = view_of(found.text, found.media_type, found.blocks)
    blocks = blocks_of(view, found)
    assert all(one.end <= other.start for one, other in pairwise(blocks))
    for claim in extract(found).claims:
        assert found.text[claim.passage.start : claim.passage.end].strip()


@given(st.text(alphabet=st.sampled_from(list("aZ é.“”‘’'\"()|-•\n\t\u00ad\u0301\U0001f6927%,:;")), max_size=400))
def test_any_text_is_read_without_an_error(text: str) -> None:
    check("Kent Police was graded ‘good’ at preventing crime. " + text + " EMSOU led 14 disruptions of gangs.")


@each_case("marks", [":•”•", ": “”", ": “…”", ":\u00ad”"])
def test_marks_without_a_word_are_nobodys_words(marks: str) -> None:
    check("Kent Police was graded ‘good’ at preventing crime. " + marks + " EMSOU led 14 disruptions of gangs.")


@given(st.text(max_size=200), st.booleans())
def test_a_view_points_back_to_the_characters_it_shows(text: str, markdown: bool) -> None:
    view = view_of(text, "text/markdown" if markdown else "text/plain")
    assert len(view.folded) == len(view.text)
    origin = list(range(len(text))) if view.origin is None else view.origin
    assert len(origin) == len(view.text)
    assert origin == sorted(set(origin))
    for shown, at in zip(view.text, origin, strict=True):
        assert shown == text[at] or (shown == " " and text[at].isspace())


def test_an_accent_set_apart_stays_with_its_letter() -> None:
    text = "Chief Constable Zoe\u0301 Marti\u0301n of Kent Police said: “We are glad of what inspectors found here.”"
    names = {text[c.passage.start : c.passage.end] for c in extract(document(text)).claims}
    assert "Zoe\u0301 Marti\u0301n" in names


def test_the_same_facts_with_and_without_what_is_not_seen() -> None:
    plain = "EMSOU led 128 (24 per cent) of its disruptions against drugs in 2022/23."
    odd = "EM\u00adSOU led 128\u00a0(24 per\u00a0cent) of its disrup\u00adtions  against drugs in 2022/23."
    shown = [[type(c).__name__ for c in extract(document(text)).claims] for text in (plain, odd)]
    assert shown[0] == shown[1]
