"""Pages of a small site in a real browser; what takes longer is in test_demo.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.site.browsing import (
    DESK,
    PHONE,
    barriers,
    broken_words,
    reached_by_keyboard,
    watching,
    wider_than_the_window,
)
from tests.site.conftest import Made

pytestmark = pytest.mark.xdist_group("site")

KINDS = {
    "home": "index.html",
    "body": "bodies/northumbria-police/index.html",
    "document": "documents/hostile/index.html",
    "fact": "facts/northumbria-police.preventing-crime.2024-03/index.html",
}


@pytest.mark.parametrize(("size", "scheme"), [(DESK, "light"), (PHONE, "dark")])
def test_everybody_can_use_the_pages(made: Made, chromium: Browser, size: tuple[int, int], scheme: str) -> None:
    with watching(chromium, made.site, size, "dark" if scheme == "dark" else "light") as watched:
        for path in KINDS.values():
            page = watched.open(made.site / path)
            assert barriers(page) == []
            assert wider_than_the_window(page) <= 0


def test_tables_on_a_phone_break_no_word(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site, PHONE) as watched:
        for path in (
            "bodies/index.html",
            *KINDS.values(),
            "compare/index.html",
            "coverage/territorial-force/index.html",
        ):
            assert broken_words(watched.open(made.site / path)) == []


def test_charts_on_a_phone_begin_at_the_newest_year(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site, PHONE) as watched:
        page = watched.open(made.site / "grades/index.html")
        assert wider_than_the_window(page) <= 0
        for picture in page.locator(".picture svg").all():
            place = picture.bounding_box()
            assert place
            assert place["x"] + place["width"] <= PHONE[0]


def test_hostile_text_does_not_run(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site) as watched:
        for path in sorted((made.site / "documents").glob("*/index.html")):
            page = watched.open(path)
            assert page.evaluate("() => window.hacked") is None
        page = watched.open(made.site / KINDS["home"])
        page.get_by_role("searchbox").fill("script title hacked")
        expect(page.get_by_role("status")).to_have_text("1 found")
        assert page.evaluate("() => window.hacked") is None


def test_the_policy_stops_a_script_that_got_into_a_page(made: Made, chromium: Browser, tmp_path: Path) -> None:
    """Were something not escaped one day, it would not run either."""
    html = (made.site / "index.html").read_text(encoding="utf-8")
    hole = '<script>window.hacked = 1</script><img src="https://example.org/x.png" onerror="window.hacked = 2">'
    (tmp_path / "index.html").write_text(html.replace("<h1>", f"{hole}<h1>"), encoding="utf-8")
    page = chromium.new_page()
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto((tmp_path / "index.html").as_uri())
    assert page.evaluate("() => window.hacked") is None
    assert not [address for address in asked if address.startswith("http")]
    page.close()


def test_search_finds_bodies_by_their_names_and_leads_there(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site) as watched:
        page = watched.open(made.site / KINDS["fact"])
        page.keyboard.press("/")
        page.keyboard.type("northumb")
        found = page.locator(".results a").first
        expect(found).to_contain_text("Northumbria Police")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Northumbria Police")


def test_search_finds_pages_with_some_of_the_words_if_none_has_all(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site) as watched:
        page = watched.open(made.site / KINDS["home"])
        page.get_by_role("searchbox").fill("northumbria zzzzzz")
        expect(page.locator(".results a").first).to_contain_text("Northumbria")
        expect(page.locator(".search [role=status]")).to_contain_text("No page has all words")


def test_dates_are_sorted_as_dates(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site) as watched:
        page = watched.open(made.site / "compare/territorial-force/serious-and-organised-crime/index.html")
        head = page.locator("th", has_text="Report")
        column = head.evaluate("each => each.cellIndex")
        head.get_by_role("button").click()
        days = page.evaluate(
            f"() => [...document.querySelectorAll('tbody tr')].map(r => r.cells[{column}].dataset.sort)"
        )
        assert len(set(days)) > 1
        assert days == sorted(days)


def test_paper_has_what_is_folded_on_the_screen(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site) as watched:
        page = watched.open(made.site / "grades/index.html")
        folded = page.locator("details:not([open]) table").first
        expect(page.locator("details:not([open]) summary").first).to_be_visible()
        assert not folded.is_visible()
        page.emulate_media(media="print")
        assert folded.is_visible()
        expect(page.locator("details:not([open]) summary").first).to_be_visible()


def test_a_grade_on_a_phone_has_its_day_beside_it(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site, PHONE) as watched:
        page = watched.open(made.site / "compare/territorial-force/serious-and-organised-crime/index.html")
        day = page.locator("tbody .on-phone").first.bounding_box()
        assert day
        assert day["x"] + day["width"] <= PHONE[0]


def test_the_tab_key_reaches_everything(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site) as watched:
        for kind in ("body", "document"):
            reached, there = reached_by_keyboard(watched.open(made.site / KINDS[kind]))
            assert reached == there


def test_a_passage_leads_to_its_fact_and_back_without_scripts(made: Made, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((made.site / KINDS["document"]).as_uri())
    page.locator("mark.ratings a").first.click()
    fact = page.locator("aside li:target")
    expect(fact).to_contain_text("Northumbria Police")
    fact.locator(".where a").first.click()
    expect(page.locator("mark:target, span:target + mark")).to_have_text("Northumbria Police")
    context.close()


def test_the_passage_that_an_address_names_is_lit_whole(made: Made, chromium: Browser) -> None:
    with watching(chromium, made.site) as watched:
        page = watched.open(made.site / KINDS["fact"])
        page.locator(".passage figcaption a").first.click()
        page.locator("mark.lit").first.wait_for()  # the page that is opened lights it once it is there
        lit = page.locator("mark.lit").all_text_contents()
        assert "".join(lit) == "Northumbria Police was judged ‘good’ at preventing crime"
