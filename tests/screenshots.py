"""`make screenshots`: the pictures of the README, from the demo: `python -m tests.screenshots`.

They stand in `.github/`, with what else only presents the repository.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from tests import demo
from tests.gold.rendering.printed import browser

PICTURES = demo.HOME / ".github"
_SIZE = {"width": 1200, "height": 760}
# The page, and the scheme of colours that it is shown in.
_SHOWN: dict[str, tuple[str, Literal["light", "dark"]]] = {
    "site-fact": ("facts/avon-and-somerset-police.serious-and-organised-crime.2024-11/index.html", "light"),
}


def take(shown: Path, pictures: Path) -> None:
    """Take all pictures of a site."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        for name, (place, scheme) in _SHOWN.items():
            page = started.new_page(viewport=_SIZE, color_scheme=scheme, device_scale_factor=1)  # type: ignore[arg-type]
            page.goto((shown / place).resolve().as_uri())
            page.screenshot(path=pictures / f"{name}.png")
            page.close()
        started.close()


if __name__ == "__main__":
    if not (demo.DEMO / "site").is_dir():
        demo.build(demo.DEMO)
    take(demo.DEMO / "site", PICTURES)
