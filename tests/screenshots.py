"""`make screenshots`: the pictures of the README, from the demo: `python -m tests.screenshots`.

They stand in `.github/`, with what else only presents the repository.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from tests import demo
from tests.gold.rendering.printed import browser

PICTURES = demo.HOME / ".github"
_SIZE: ViewportSize = {"width": 1200, "height": 760}


def disputed(shown: Path) -> Path:
    """The page of a fact that a person confirmed although a document says otherwise."""
    pages = ((path, path.read_text(encoding="utf-8")) for path in sorted((shown / "facts").glob("*/index.html")))
    return next(path for path, html in pages if "passage against" in html and "confirmed by a person" in html)


def take(shown: Path, pictures: Path) -> None:
    """Take the picture from a site."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = started.new_page(viewport=_SIZE)
        page.goto(disputed(shown).resolve().as_uri())
        page.screenshot(path=pictures / "site-fact.png")
        started.close()


if __name__ == "__main__":
    if not (demo.DEMO / "site").is_dir():
        demo.build(demo.DEMO)
    take(demo.DEMO / "site", PICTURES)
