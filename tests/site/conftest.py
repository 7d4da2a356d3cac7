"""A small release with everything that pages tell of, and its site; and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from flows import stages
from flows.collecting.log import Line, Log
from flows.plan import Plan
from flows.site import Built, Settings, build
from tests.conftest import ARTICLE
from tests.site.browsing import program

SECOND = Path(__file__).parents[1] / "articles" / "south-west-unit.txt"
# Nothing of this may run, end a tag or turn the rest of a page round.
HOSTILE = """\
<script>window.hacked = 1</script><img src=x onerror="window.hacked = 2"> & "quotes" 'too'
Published 14 March 2024
</mark></p></div></main><svg onload="window.hacked = 3"> {{ 7 * 7 }} {% raw %} \u202eesrever\u202c \u2028 \u2066
Northumbria Police was judged ‘good’ at preventing crime, HMICFRS said in its report published on March 2, 2024.
Chief Constable <b onmouseover=alert(1)>Ada Quillfeather</b>, of Northumbria Police, said: “<script>hacked()</script>”.
Northumbria Police led 12 disruptions <!-- hidden --> in the year to May 31, 2023.
"""
# Another figure for the same body and time as in the one above.
CONTRARY = """\
Published 15 March 2024
Northumbria Police led 14 disruptions in the year to May 31, 2023.
"""
HOSTILE_SIDECAR = """\
title: "</title><script>window.hacked = 4</script> \\u202e title"
publisher: "\\"><script>window.hacked = 5</script>/../.."
source_url: "https://example.org/\\"><script>alert(1)</script>"
licence: "CC0 <script>window.hacked = 6</script>"
"""


@dataclass(frozen=True)
class Made:
    """Folders of documents, releases and the site."""

    raw: Path
    output: Path
    site: Path

    @property
    def release(self) -> Path:
        return self.output / "latest"

    def run(self) -> None:
        store = self.output.parent
        stages.run(Plan(self.raw, self.output, 1, store=store / "store", reports=store / "r"), lambda done, total: None)

    def build(self, to: Path | None = None, workers: int = 1, **settings: str) -> Built:
        chosen = Settings(**{"full_text": "all", **settings})
        pictures = self.output.parent / "charts"
        return build(self.release, to or self.site, self.raw, chosen, workers=workers, pictures=pictures)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Two releases: in the second an undated rating has a date, a document is gone, and another is hostile."""
    folder = tmp_path_factory.mktemp("made")
    found = Made(folder / "raw", folder / "output", folder / "site")
    found.raw.mkdir()
    undated = ARTICLE.replace("In its report published on March 2, 2023, HMICFRS", "HMICFRS")
    (found.raw / "derbyshire.txt").write_text(undated.replace("Published 14 March 2023\n", ""), encoding="utf-8")
    (found.raw / "gone.txt").write_text(ARTICLE.replace("Derbyshire", "Durham"), encoding="utf-8")
    (found.raw / "south-west-unit.txt").write_bytes(SECOND.read_bytes())
    found.run()
    (found.raw / "derbyshire.txt").write_text(ARTICLE, encoding="utf-8")
    (found.raw / "gone.txt").unlink()
    (found.raw / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    (found.raw / "contrary.txt").write_text(CONTRARY, encoding="utf-8")
    (found.raw / "hostile.yaml").write_text(HOSTILE_SIDECAR, encoding="utf-8")
    found.run()
    place = Line(at="2024-03-15T06:00:00+00:00", run="r", source="daily-news", what="place", outcome="looked")
    Log(found.raw).write(place)
    found.build(notice="Invented for tests")
    return found


@pytest.fixture(scope="module")  # no longer: while it is there, an event loop runs in this thread
def chromium() -> Iterator[Browser]:
    """A browser that the tests of a module share."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        yield started
        started.close()
