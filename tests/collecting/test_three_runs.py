"""A whole small internet is collected three times: all of it, then nothing, then what changed."""

from __future__ import annotations

import io
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from docx import Document

from flows.collecting import Collected, fetching, politeness, reporting, taking
from flows.collecting.log import now
from flows.collecting.sources import Source
from flows.reading import list_folder, read_all, select_current
from tests.collecting.internet import Internet, Reply, article, feed, packed, run, sitemap, source

OLD, NEW = "Mon, 02 Nov 2026 10:00:00 GMT", "Tue, 03 Nov 2026 10:00:00 GMT"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "BACK_OFF", (0.01, 0.02))
    monkeypatch.setattr(fetching, "MOST_SECONDS", 1.0)
    monkeypatch.setattr(taking, "MOST_BYTES", 1_000_000)
    monkeypatch.setattr(politeness, "PATIENCE", 2.0)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    return tmp_path / "raw"


def endless(handler: object) -> None:
    for _ in range(200_000):
        handler.wfile.write(b"x" * 4096)  # type: ignore[attr-defined]


def slow(handler: object) -> None:
    for _ in range(100):
        handler.wfile.write(b"<p>")  # type: ignore[attr-defined]
        time.sleep(0.1)


class Failing:
    """Fails so many times, then answers."""

    def __init__(self, times: int, how: Reply, then: Reply) -> None:
        self.times, self.how, self.then = times, how, then

    def __call__(self, _: object) -> Reply:
        self.times -= 1
        return self.how if self.times >= 0 else self.then


def furnish(web: Internet) -> None:
    """Everything that a site can do."""
    good = [f"/news/{name}" for name in ("first", "second", "third")]
    for number, path in enumerate(good):
        validator = ("ETag", f'"{number}"') if number else ("Last-Modified", OLD)
        web.pages["inspectorate.test", path] = Reply(article(path[6:]).encode(), 200, dict([validator]))
    web.put("/feed", feed(*((web.url(path), path, OLD) for path in good)), ETag='"feed"')
    web.put("/sitemap.xml", sitemap((web.url("/nested.xml.gz"), ""), index=True))
    nested = [
        *("/map/plain", "/map/moved", "/map/moved-on", "/map/moved-for-now", "/map/loop", "/map/away", "/map/secret"),
        *("/map/gone", "/map/missing", "/map/busy", "/map/flaky", "/map/slow", "/map/endless", "/map/bomb"),
        *("/map/latin", "/map/wrong-type", "/map/picture", "/map/error", "/map/counter", "/map/twin"),
        *("/map/packed", "/map/empty", "/map/login", "/map/report", "/map/minutes.html"),
    ]
    web.put("/nested.xml.gz", packed(sitemap(*((web.url(path), "2026-11-02") for path in nested)).encode()))
    web.put("/robots.txt", "User-agent: *\nDisallow: /map/secret\nCrawl-delay: 0.01\n", Set_Cookie="id=1")
    web.put("/map/plain", article("plain"))
    web.put("/map/moved", "", 301, Location="/map/target")
    web.put("/map/moved-on", "", 302, Location="/map/between")
    web.put("/map/between", "", 307, Location="/map/other-target")
    web.put("/map/moved-for-now", "", 307, Location="/map/plain")
    web.put("/map/target", article("target"))
    web.put("/map/other-target", article("other target"))
    web.put("/map/loop", "", 302, Location="/map/pool")
    web.put("/map/pool", "", 302, Location="/map/loop")
    web.put("/map/away", "", 302, Location="http://elsewhere.test/")
    web.put("/map/secret", article("secret"))
    web.put("/map/gone", "gone", 410)
    busy = Reply(b"", 429, {"Retry-After": "1"})
    web.pages["inspectorate.test", "/map/busy"] = Failing(1, busy, Reply(article("busy").encode()))
    web.pages["inspectorate.test", "/map/flaky"] = Failing(1, Reply(b"", 500), Reply(article("flaky").encode()))
    web.pages["inspectorate.test", "/map/slow"] = Reply(then=slow)
    web.pages["inspectorate.test", "/map/endless"] = Reply(then=endless)
    bomb = packed(b"<p>" + b"x" * 3_000_000)
    web.put("/map/bomb", bomb, Content_Encoding="gzip")
    latin = article("latin", "Café").replace("utf-8", "iso-8859-1").encode("utf-8")
    web.put("/map/latin", latin, Content_Type="text/html; charset=utf-16")
    web.put("/map/wrong-type", article("wrong type"), Content_Type="application/pdf")
    web.put("/map/picture", b"\x89PNG\r\n\x1a\n" + bytes(500), Content_Type="text/html")
    error = article("We looked everywhere", "That page is not here any more, or never was.")
    web.put("/map/error", error)
    for folder in ("/map", "/news", "/list"):
        for name in ("inspectorate.test",):
            web.pages[name, f"{folder}/{nobodys(web)}"] = Reply(error.encode())
    web.put("/map/counter", article("counter", extra="<p>Read 1,204 times</p><p>Today is Monday, 2 November 2026</p>"))
    web.put("/map/twin", article("first"))
    web.put("/map/report", pdf("A report as a PDF file. " * 20), Content_Type="text/html")
    web.put("/map/minutes.html", docx("Minutes as a Word file. " * 20), Content_Type="text/html")
    web.put("/map/packed", packed(article("packed").encode()), Content_Encoding="gzip")
    web.put("/map/empty", "<html><body><div id=app></div></body></html>")
    web.put("/map/login", article("x").replace("<article>", "<form><input type=password></form><article>"))
    web.put("/list", "<a class=d href=/list/one>One</a><a href=/list/no>No</a><a rel=next href='/list?page=2'>Next</a>")
    web.put("/list?page=2", "<a class=d href=/list/two>Two</a><a rel=next href='/list'>Next</a>")
    for name in ("one", "two"):
        web.put(f"/list/{name}", article(f"listed {name}", f"Much is told about {name}, at length. " * 200))


def nobodys(web: Internet) -> str:
    import hashlib

    return f"no-such-page-{hashlib.sha256(web.url('').encode()).hexdigest()[:12]}"


def whole(folder: Path, web: Internet, **more: str) -> Source:
    look = f"""\
  - feed: {web.url("/feed")}
  - sitemap: {web.url("/sitemap.xml")}
  - index: {web.url("/list")}
    links: a.d
    next: a[rel=next]"""
    return source(folder, web, look, **more)


def files(raw: Path, below: str = "") -> dict[Path, tuple[bytes, int]]:
    """What stands under a folder, folders too, and when each was last written to."""
    found = (raw / below).rglob("*")
    return {path: (path.read_bytes() if path.is_file() else b"", path.stat().st_mtime_ns) for path in found}


def documents_of(raw: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: what for path, what in files(raw, "collected").items() if path.is_file()}


def test_the_first_run_brings_everything_the_second_nothing_the_third_what_changed(
    raw: Path, internet: Internet
) -> None:
    furnish(internet)
    inspectorate = whole(raw / "sources", internet)

    first = run(raw, internet, inspectorate).sources[0]
    assert first.outcomes == Counter(
        {
            # three of the feed, eleven of the sitemap, two of the pages of links
            "new": 16,
            "duplicate": 1,  # twin
            "same": 1,  # moved-for-now, which leads to plain
            "gone": 2,
            "error-page": 1,
            "empty": 1,
            "login": 1,
            "robots": 1,
            "failed": 6,
        }
    ), first.named
    assert first.reasons == Counter({"redirects": 1, "not-allowed": 1, "too-slow": 1, "too-large": 2, "other-type": 1})
    collected = Collected(now(), 1.0, (first,))
    (_, shown) = reporting.summary(collected)
    assert (
        "16 new, 1 same, 1 duplicate, 2 gone, 1 empty, 1 login, 1 error-page, 1 robots, 6 failed (2 too-large" in shown
    )
    assert f"{internet.url('/map/loop')}: redirects: redirects in a circle" in reporting.page(collected)
    assert internet.most_at_once == {"inspectorate.test": 1}
    assert "/map/secret" not in internet.paths()
    assert not any(each.host == "elsewhere.test" for each in internet.asked)
    assert all("Cookie" not in each.headers for each in internet.asked)
    assert all(each.headers["User-Agent"].startswith("InspectionFacts/") for each in internet.asked)
    before, kept = files(raw), documents_of(raw)
    documents, rejects = read_all(list_folder(raw).paths, raw)
    assert len(documents) == 16
    assert any("Café" in each.text for each in documents)
    assert Counter(Path(each.raw_path).suffix for each in documents) == {".html": 14, ".pdf": 1, ".docx": 1}
    assert rejects == []
    assert {each.publisher for each in documents} == {"The inspectorate"}

    what = f"FROM read_json('{raw}/fetches/*.jsonl') WHERE what = 'document' GROUP BY outcome"
    counts = dict(duckdb.connect().execute(f"SELECT outcome, count(*) {what}").fetchall())
    refused = first.outcomes["robots"]
    assert counts == {**first.outcomes - Counter(robots=refused), "failed": first.outcomes["failed"] + refused}
    stems = {path.stem for path in (raw / "collected").glob("*/*")}
    assert {line["document"] for line in lines(raw) if line["outcome"] == "new"} == stems

    internet.asked.clear()
    second = run(raw, internet, inspectorate).sources[0]
    assert second.outcomes["new"] == second.outcomes["changed"] == 0
    assert second.outcomes["not-modified"] + second.outcomes["same"] == 16
    assert set(internet.paths(304)) == {"/feed", "/news/first", "/news/second", "/news/third"}
    assert not [path for path in internet.paths(200) if says_when_it_changed(internet, path)]
    assert files(raw) == before  # neither a document nor a line, nor as much as a touch

    internet.asked.clear()
    internet.put("/news/second", article("second", "The panel has changed its mind."), ETag='"new"')
    internet.put("/news/fourth", article("fourth"))
    internet.put("/feed", feed((internet.url("/news/fourth"), "fourth", NEW)), ETag='"more"')
    internet.put(
        "/map/counter", article("counter", extra="<p>Read 1,377 times</p><p>Today is Tuesday, 3 November 2026</p>")
    )
    internet.put("/news/third", "", 404)
    internet.put("/map/plain", article("We looked everywhere", "That page is not here any more, or never was."))
    internet.put("/list/two", article("listed two"))
    third = run(raw, internet, inspectorate).sources[0]
    assert third.outcomes["shrunk"] == 1
    assert (third.outcomes["new"], third.outcomes["changed"]) == (1, 1)
    assert third.outcomes["gone"] == 3
    assert third.outcomes["error-page"] == 2
    after = documents_of(raw)
    assert kept.items() <= after.items()  # nothing that is kept is ever written again
    assert len(after) == len(kept) + 4
    documents, _ = read_all(list_folder(raw).paths, raw)
    stand, rejects = select_current(documents)
    assert [reject.reason for reject in rejects] == ["superseded"]
    assert any("changed its mind" in each.text for each in stand)
    assert len(stand) == 17


def says_when_it_changed(web: Internet, path: str) -> bool:
    page = web.pages["inspectorate.test", path]
    return isinstance(page, Reply) and bool({"ETag", "Last-Modified"} & set(page.headers))


def test_documents_that_are_not_due_are_not_asked_for(raw: Path, internet: Internet) -> None:
    furnish(internet)
    inspectorate = whole(raw / "sources", internet, recheck="30 days")
    run(raw, internet, inspectorate)
    internet.asked.clear()
    before = files(raw)
    second = run(raw, internet, inspectorate).sources[0]
    assert files(raw) == before
    again = {"/map/slow"}  # what failed in passing
    assert {path for path in internet.paths() if path.startswith(("/map/", "/news/", "/list/"))} == again
    assert sum(second.outcomes.values()) == 1
    internet.asked.clear()
    internet.put("/nested.xml.gz", sitemap((internet.url("/map/plain"), "2026-11-03")))
    run(raw, internet, inspectorate)
    assert "/map/plain" in internet.paths()


def test_what_a_source_selects_is_what_is_read_of_its_documents(raw: Path, internet: Internet) -> None:
    page = article("page", "The text.", extra="<p class=ad>Buy now, and save a lot of money.</p>")
    page = page.replace("</article>", "</article><section><p>Another article, which is told below.</p></section>")
    internet.put("/map", sitemap((internet.url("/page"), "")))
    look = f"  - sitemap: {internet.url('/map')}"
    given = source(raw / "sources", internet, look, content="article", strip="[.ad]")
    internet.put("/page", page)
    assert run(raw, internet, given).came == 1
    (document,), rejects = read_all(list_folder(raw).paths, raw)
    assert rejects == []
    assert "The text." in document.text
    assert "Buy now" not in document.text
    assert "Another article" not in document.text
    internet.put("/page", page.replace("Buy now", "Buy later").replace("told below", "told elsewhere"))
    assert run(raw, internet, given).outcomes == {"same": 1}


def test_an_article_at_two_addresses_stays_one_whatever_becomes_of_them(raw: Path, internet: Internet) -> None:
    same = article("one article")
    internet.put("/map", sitemap((internet.url("/a"), ""), (internet.url("/b"), "")))
    given = source(raw / "sources", internet, f"  - sitemap: {internet.url('/map')}")
    internet.put("/a", same)
    internet.put("/b", same.replace("<head>", f"<head><link rel=canonical href='{internet.url('/a')}'>") + "<!-- b -->")
    assert run(raw, internet, given).outcomes == {"new": 1, "duplicate": 1}
    internet.put("/map", sitemap((internet.url("/b"), "2026-11-03"), (internet.url("/a"), "2026-11-03")))
    internet.put("/b", "", 500)
    run(raw, internet, given)
    internet.put("/b", same.replace("the panel", "the whole panel"))
    internet.put("/a", same.replace("the panel", "the whole panel"))
    assert run(raw, internet, given).outcomes["changed"] == 1
    assert len(list((raw / "collected").glob("*/*.html"))) == 2
    documents, _ = read_all(list_folder(raw).paths, raw)
    assert len({each.source_url for each in documents}) == 1
    assert len(select_current(documents)[0]) == 1


def test_sources_that_share_a_host_wait_for_each_other(raw: Path, internet: Internet) -> None:
    shared = f"shared.test:{internet.port}"
    given = []
    for name in ("one", "two"):
        paths = [f"/{name}/{number}" for number in range(8)]
        for path in paths:
            internet.put(path, article(path, f"What {path} says is said nowhere else."), host="shared.test")
        internet.put("/map", sitemap(*((internet.url(path, "shared.test"), "") for path in paths)), host=f"{name}.test")
        look = f"  - sitemap: {internet.url('/map', f'{name}.test')}"
        hosts = f"[{name}.test:{internet.port}, {shared}]"
        given.append(source(raw / "sources", internet, look, name, hosts=hosts, addresses=f"['{shared}/*']"))
    assert run(raw, internet, *given, delay=0.01).came == 16
    assert internet.most_at_once == {"one.test": 1, "two.test": 1, "shared.test": 1}


def pdf(text: str) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    made = io.BytesIO()
    SimpleDocTemplate(made).build([Paragraph(text, getSampleStyleSheet()["Normal"])])
    return made.getvalue()


def docx(text: str) -> bytes:
    made, document = io.BytesIO(), Document()
    document.add_paragraph(text)
    document.save(made)
    return made.getvalue()


def lines(raw: Path) -> list[dict[str, Any]]:
    return [json.loads(text) for path in sorted((raw / "fetches").glob("*")) for text in path.read_text().splitlines()]
