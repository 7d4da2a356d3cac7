"""The demo in a real browser, page by page and kind by kind; how large and how quick a site of 3,000 documents is."""

from __future__ import annotations

import gzip
import json
import resource
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from time import perf_counter
from urllib.parse import unquote

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from flows import site, stages
from flows.plan import Plan
from tests import demo
from tests.benchmarks.generator import articles
from tests.site.browsing import (
    DESK,
    PHONE,
    Scheme,
    barriers,
    complaints_of,
    reached_by_keyboard,
    watching,
    wider_than_the_window,
)
from tests.site.test_site import broken, of_class, read

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("site-demo")]

MOST_BYTES, MOST_SECONDS, MOST_MILLISECONDS = 100_000, 60, 100
_SEARCHED = """async () => {
  const input = document.querySelector(".search input"), says = document.querySelector(".search [role=status]");
  let slowest = 0;
  for (const words of ["av", "avon somers polic", "midlands", "invented article 2023", "chief constable", "zzzz"]) {
    says.textContent = "";
    const began = performance.now();
    input.value = words;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    const { promise, resolve } = Promise.withResolvers();
    new MutationObserver(resolve).observe(says, { childList: true });
    if (!says.textContent) await promise;
    slowest = Math.max(slowest, performance.now() - began);
  }
  return slowest;
}"""
# Pages of each kind, the largest of it: what is in it, something of all that can be.
KINDS = (
    *("index.html", "bodies/index.html", "bodies/*/index.html", "compare/index.html", "coverage/index.html"),
    *("compare/*/peel-*/index.html", "compare/*/*-*/index.html", "coverage/*/index.html", "grades/index.html"),
    *("publishers/index.html", "publishers/*/index.html", "documents/*/index.html", "facts/*/index.html"),
    *("facts/*.disruptions.*/index.html", "releases/index.html", "releases/*/index.html", "dictionary/index.html"),
    *("accuracy/index.html", "about/index.html"),
)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo.build(tmp_path_factory.mktemp("demo")).folder


def of_each_kind(shown: Path) -> Iterator[Path]:
    for pattern in KINDS:
        yield max(shown.glob(pattern), key=lambda path: (path.stat().st_size, path))
    yield next(path for path in shown.glob("facts/*/index.html") if "was withdrawn" in path.read_text("utf-8"))


def test_every_page_says_that_it_is_invented_and_every_link_leads_somewhere(shown: Path) -> None:
    pages = [read(path) for path in sorted(shown.rglob("*.html"))]
    assert all(page.texts("notice") == [demo.NOTICE] for page in pages)
    assert [*broken(pages, shown)] == []


def test_every_page_of_a_fact_marks_the_stored_words(shown: Path) -> None:
    """Over all pages of a fact, where it has several, and on those of the documents that they lead to."""
    evidence = pd.read_parquet(shown.parent / "output" / "latest" / "evidence.parquet")
    stated = {key: sorted(group["quote"]) for key, group in evidence.groupby(["table", "row_id"])}
    marked, there = {}, defaultdict(set)
    for file in sorted((shown / "facts").glob("*/fact.json")):
        fact = json.loads(file.read_text(encoding="utf-8"))
        pages = [read(path) for path in sorted(file.parent.rglob("index.html"))]
        marked[fact["table"], fact["id"]] = sorted(text for page in pages for text in page.texts("passage", "//mark"))
        for page in pages:
            for figure in page.root.xpath(of_class("passage")):
                path, _, anchor = figure.xpath("figcaption/a/@href")[0].partition("#")
                there[(page.path.parent / unquote(path)).resolve()].add((anchor, figure.xpath("string(.//mark)")))
    assert marked == stated
    for path, passages in there.items():
        covered: dict[str, str] = defaultdict(str)
        for mark in read(path).root.xpath("//article//mark[@data-of]"):
            for span in {*mark.get("data-of").split()}:  # it is there once for each fact
                covered[f"p{span}"] += mark.text_content()
        assert {(anchor, covered[anchor]) for anchor, _ in passages} == passages, path


def test_no_page_complains_or_asks_for_anything(shown: Path) -> None:
    assert complaints_of(shown, sorted(shown.rglob("*.html"))) == []


@pytest.mark.parametrize(("size", "scheme"), [*product((DESK, PHONE), ("light", "dark"))])
def test_everybody_can_use_a_page_of_each_kind(
    shown: Path, chromium: Browser, size: tuple[int, int], scheme: Scheme
) -> None:
    with watching(chromium, shown, size, scheme) as watched:
        pages = [*of_each_kind(shown)]
        found = [each for path in pages for each in barriers(watched.open(path))]
        assert found == []
        assert [path for path in pages if wider_than_the_window(watched.open(path)) > 0] == []


def test_the_tab_key_reaches_everything_on_a_page_of_each_kind(shown: Path, chromium: Browser) -> None:
    with watching(chromium, shown) as watched:
        for path in of_each_kind(shown):
            reached, there = reached_by_keyboard(watched.open(path))
            assert reached == there, path


def slowest_answer(page: Page) -> float:
    """The milliseconds from a change of the search box to what it found, the longest of some."""
    page.get_by_role("searchbox").focus()
    page.wait_for_function("() => window.SEARCH && window.MiniSearch")
    page.get_by_role("searchbox").fill("the index is made by this")
    expect(page.locator(".search [role=status]")).not_to_be_empty()
    return float(page.evaluate(_SEARCHED))


def test_search_answers_while_somebody_types(shown: Path, chromium: Browser) -> None:
    with watching(chromium, shown) as watched:
        assert slowest_answer(watched.open(shown / "index.html")) < MOST_MILLISECONDS


def test_a_line_of_a_million_characters_breaks_no_page(tmp_path: Path, chromium: Browser) -> None:
    raw, output, stated = tmp_path / "raw", tmp_path / "output", "was rated good for preventing crime"
    raw.mkdir()
    line = f"{'a word ' * 140_000}. Cumbria Constabulary {stated} by HMICFRS. {'x' * 50_000}"
    (raw / "long.txt").write_text(line, encoding="utf-8")
    plan = Plan(raw, output, 1, store=tmp_path / "store", reports=tmp_path / "reports")
    stages.run(plan, lambda done, total: None)
    built = site.build(output / "latest", tmp_path / "site", raw, site.Settings(full_text="all"))
    pages = [read(path) for path in sorted(built.folder.glob("documents/long/**/index.html"))]
    assert len(pages) > 10
    assert sum(any(stated in mark for mark in page.texts("text", "//mark")) for page in pages) == 1
    assert max(len(gzip.compress(path.read_bytes())) for path in built.folder.rglob("*.html")) <= MOST_BYTES
    assert [*broken([read(path) for path in sorted(built.folder.rglob("*.html"))], built.folder)] == []
    with watching(chromium, built.folder, PHONE) as watched:
        for page in pages:
            assert wider_than_the_window(watched.open(page.path)) <= 0


def test_a_site_of_three_thousand_documents(tmp_path: Path, chromium: Browser) -> None:
    """By processor time of all processes, over two cores: what else the machine does is no fault of the code."""
    raw, output = tmp_path / "raw", tmp_path / "output"
    raw.mkdir()
    for number, text in enumerate(articles(3_000)):
        (raw / f"article-{number:04}.txt").write_text(text, encoding="utf-8")
    plan = Plan(raw, output, store=tmp_path / "store", reports=tmp_path / "reports")
    stages.run(plan, lambda done, total: None)
    before, began = _processor_seconds(), perf_counter()
    settings = site.Settings(full_text="all")
    built = site.build(output / "latest", tmp_path / "site", raw, settings, workers=2)
    spent = _processor_seconds() - before
    print(f"{built.pages:,} pages: {perf_counter() - began:.0f} s, {spent:.0f} s of processor time")
    assert spent / 2 <= MOST_SECONDS
    sizes = {path: len(gzip.compress(path.read_bytes())) for path in built.folder.rglob("*.html")}
    assert max(sizes.values()) <= MOST_BYTES
    with watching(chromium, built.folder) as watched:
        assert slowest_answer(watched.open(built.folder / "index.html")) < MOST_MILLISECONDS


def _processor_seconds() -> float:
    every = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in every)
