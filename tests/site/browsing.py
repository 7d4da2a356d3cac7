"""Looking at pages in a real browser: what they ask for, what they complain of, who can use them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.async_api import async_playwright
from playwright.sync_api import Browser, Page

from tests.gold.rendering.printed import browser

Scheme = Literal["light", "dark"]
DESK, PHONE = (1280, 900), (390, 844)
# So many tabs are open at a time where all pages are looked at.
_TABS = 6
# WCAG 2.2 AA, by the tags of axe-core.
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_REACHABLE = """() => {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  return [...all].filter((each) => each.checkVisibility({visibilityProperty: true})).length;
}"""
# Each element once, in the order in which it had the focus; -1 where it had it before.
_FOCUSED = """() => {
  const seen = (window.seen ??= new Map()), element = document.activeElement;
  if (element === document.body || seen.has(element)) return -1;
  seen.set(element, seen.size);
  return seen.size;
}"""
# Words of tables that go over more than one line.
_BROKEN = """() => [...document.querySelectorAll("td, th")].flatMap((cell) => {
  const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT), broken = [], range = document.createRange();
  while (texts.nextNode()) for (const word of texts.currentNode.data.matchAll(/\\w+/g)) {
    range.setStart(texts.currentNode, word.index);
    range.setEnd(texts.currentNode, word.index + word[0].length);
    if (range.getClientRects().length > 1) broken.push(word[0]);
  }
  return broken;
})"""


def program() -> str:
    """Where Chromium is. A test that needs it is skipped where it is not installed: no Python package brings it."""
    return browser() or pytest.skip("needs Chromium, as Debian's package `chromium` has it")


class Watched:
    """A page, of Playwright's in either form, with everything that it complained of, and every address that it asked
    for outside of its site."""

    def __init__(self, page: Any, site: Path) -> None:
        self.page, self.complaints = page, list[str]()
        inside = site.resolve().as_uri()
        page.on("console", lambda message: self._note(message.type in ("error", "warning"), message.text))
        page.on("pageerror", lambda error: self._note(True, str(error)))
        # One that is given up because the page is left is none that failed.
        page.on("requestfailed", lambda r: self._note(r.failure != "net::ERR_ABORTED", f"failed: {r.url}"))
        page.on("request", lambda request: self._note(not request.url.startswith(inside), f"left: {request.url}"))
        page.on("dialog", lambda dialog: self._note(True, f"dialog: {dialog.message}"))

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.complaints.append(f"{self.page.url}: {what}")

    def open(self, path: Path) -> Page:
        """Go to a page."""
        self.page.goto(path.resolve().as_uri())
        shown: Page = self.page
        return shown


@contextmanager
def watching(browser: Browser, site: Path, size: tuple[int, int] = DESK, scheme: Scheme = "light") -> Iterator[Watched]:
    """A page of its own; it is an error if it complained in the end."""
    viewport: Any = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    watched = Watched(context.new_page(), site)
    yield watched
    context.close()
    assert not watched.complaints, watched.complaints


def complaints_of(site: Path, paths: Sequence[Path]) -> list[str]:
    """What many pages complain of or ask for outside of their site, in several tabs of one browser."""

    chromium = program()

    async def look() -> list[str]:
        left, tabs = iter(paths), list[Watched]()

        async def one_tab(watched: Watched) -> None:
            for path in left:
                await watched.page.goto(path.resolve().as_uri())

        async with async_playwright() as playwright:
            started = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            tabs = [Watched(await started.new_page(), site) for _ in range(_TABS)]
            await asyncio.gather(*(one_tab(tab) for tab in tabs))
            await started.close()
        return [each for tab in tabs for each in tab.complaints]

    # In a thread of its own: a browser that is there already has an event loop in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, look()).result()


def barriers(page: Page) -> list[str]:
    """What on a page keeps somebody from using it."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _RULES}, "preload": False}).response
    return [
        f"{page.url}: {each['id']}: {node['target']}: {node['failureSummary'][:300]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def reached_by_keyboard(page: Page) -> tuple[int, int]:
    """How many elements the tab key reaches, and how many there are."""
    there = int(page.evaluate(_REACHABLE))
    for _ in range(there + 5):
        page.keyboard.press("Tab")
        if page.evaluate(_FOCUSED) == -1:
            break
    return int(page.evaluate("() => window.seen.size")), there


def broken_words(page: Page) -> list[str]:
    """The words of tables that are broken, as if there were no room to scroll."""
    found: list[str] = page.evaluate(_BROKEN)
    return found


def wider_than_the_window(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
