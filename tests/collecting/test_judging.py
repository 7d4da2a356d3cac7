"""What an answer is, whether it says something else than before, and what places give."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.collecting.comparing import says_the_same
from flows.collecting.failures import Failure
from flows.collecting.finding import findings
from flows.collecting.judging import nearly_same, read_body, suffix_of, verdict
from flows.collecting.politeness import Host, Robots, retry_after, robots_of
from flows.collecting.sources import Place
from flows.reading.samples import sample
from tests.collecting.internet import article, feed, sitemap

AT = "https://www.example.org/news/page"
FIGURES = "Derbyshire Constabulary led {} disruptions of organised crime in the year, the inspectorate found."


@pytest.mark.parametrize(
    ("body", "suffix"),
    [
        (sample("pdf"), ".pdf"),
        (b"junk\n" + sample("pdf"), ".pdf"),
        (sample("docx"), ".docx"),
        (b"<!DOCTYPE html><p>x", ".html"),
        ("\ufeff<html>".encode("utf-16"), ".html"),
        (b"\n\n  <div>part of a page</div>", ".html"),
        (b"Plain text, whatever it is called.", ".txt"),
        (b'{"json": "is no document"}', None),
        (b"<?xml version='1.0'?><rss/>", None),
        (b"\x89PNG\r\n\x1a\n\0\0", None),
        (b"PK\x03\x04 broken", None),
        (b"", None),
    ],
    ids=["pdf", "pdf behind junk", "docx", "html", "utf-16", "part", "text", "json", "rss", "png", "zip", "empty"],
)
def test_a_body_is_what_it_is_whatever_it_is_called(body: bytes, suffix: str | None) -> None:
    assert suffix_of(body) == suffix


def test_an_archive_that_is_no_word_file_is_no_document() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    assert suffix_of(packed.getvalue()) is None


def test_what_a_source_selects_is_read_and_nothing_else() -> None:
    page = article("page", "The text.", extra="<div class=ad>Buy now</div>")
    page = page.replace("</article>", "</article><p id=x>Other</p>")
    text = read_body(page.encode(), AT, "article", (".ad",)).page.text
    assert "The text." in text
    assert "Buy now" not in text
    assert "Other" not in text
    assert "The text." in read_body(page.encode(), AT, ".nowhere", ("html",)).page.text


def test_verdicts() -> None:
    good = read_body(article("page", "x" * 900).encode(), AT)
    error = article("Nothing to see", "That page does not exist, or never did, as far as anybody here knows.")
    assert verdict(good, error, None) is None
    assert verdict(good, None, good.page.text * 11) == "shrunk"
    assert verdict(good, None, good.page.text * 9) is None
    assert verdict(read_body(error.encode(), AT), read_body(error.encode(), AT).page.text, None) == "error-page"
    assert verdict(read_body(b"<html><body><p>Too little.</p></body></html>", AT), None, None) == "empty"
    login = "<form><input type=PASSWORD></form><article>"
    assert verdict(read_body(article("page").replace("<article>", login).encode(), AT), None, None) == "login"
    long = article("page", "Much is told here that is not about a password. " * 60).replace("<article>", login)
    assert verdict(read_body(long.encode(), AT), None, None) is None  # a form in the head of every page


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("<p>Read 1,204 times</p>", "<p>Read 1,377 times</p>", True),
        ("<p>Monday, 2 November 2026</p>", "<p>Tuesday, 3 December 2026</p>", True),
        ("", "<div class=advertisement>Buy now</div>", True),  # what the reader leaves out
        (f"<p>{FIGURES.format(31)}</p>", f"<p>{FIGURES.format(32)}</p>", False),
        ("<p>The panel agreed.</p>", "<p>The panel refused.</p>", False),
        ("<p>Seen by all.</p>", "<p>Seen by all.</p><p>Added later, in a sentence of its own.</p>", False),
        ("".join(f"<p>Row {n}: 1</p>" for n in range(5)), "".join(f"<p>Row {n}: 2</p>" for n in range(5)), False),
    ],
)
def test_what_counts_as_a_change(before: str, after: str, same: bool) -> None:
    old, new = (read_body(article("page", extra=extra).encode(), AT).page for extra in (before, after))
    assert says_the_same(new, old) is same


def test_two_texts_that_are_nearly_the_same() -> None:
    words = " ".join(f"word{number}" for number in range(100))
    assert nearly_same(words, words.replace("word50", "other"))
    assert not nearly_same(words, words[: len(words) // 2])
    assert not nearly_same("", "")


def test_what_a_feed_gives() -> None:
    text = feed(("/news/a?utm_source=feed#top", "A &lt;b&gt;title&lt;/b&gt;", "Mon, 02 Nov 2026 10:00:00 GMT"))
    (entry,) = findings(Place("feed", AT), text.encode(), AT, 10**6).entries
    assert entry.address == "https://www.example.org/news/a?utm_source=feed"
    assert entry.published == entry.modified == "2026-11-02T10:00:00+00:00"
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/>'
        "<updated>2026-11-02T10:00:00Z</updated></entry></feed>"
    )
    (entry,) = findings(Place("feed", AT), atom.encode(), AT, 10**6).entries
    assert (entry.address, entry.modified) == ("https://www.example.org/a", "2026-11-02T10:00:00+00:00")


def test_what_a_sitemap_gives(tmp_path: Path) -> None:
    nested = findings(Place("sitemap", AT), sitemap(("/b.xml", ""), index=True).encode(), AT, 10**6)
    assert (nested.entries, nested.further) == ((), ("https://www.example.org/b.xml",))
    (entry,) = findings(Place("sitemap", AT), sitemap(("/a", "2026-11-02")).encode(), AT, 10**6).entries
    assert (entry.address, entry.modified) == ("https://www.example.org/a", "2026-11-02")
    secret = tmp_path / "secret"
    secret.write_text("https://www.example.org/secret", "utf-8")
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + sitemap(("&e;", ""))
    assert findings(Place("sitemap", AT), entity.encode(), AT, 10**6).entries == ()


def test_entities_that_grow_do_not() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 50}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "https://www.example.org/">{entities}]>' + sitemap(("&e8;", ""))
    assert findings(Place("sitemap", AT), bomb.encode(), AT, 10**6).entries == ()
    packed = gzip.compress(b"x" * 10**6)
    with pytest.raises(Failure, match="unpacks"):
        findings(Place("sitemap", AT), packed, AT, 1000)


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_a_page_that_stands_where_a_feed_was_is_told(kind: str) -> None:
    with pytest.raises(Failure) as failure:
        findings(Place(kind, AT), article("Sorry").encode(), AT, 10**6)
    assert failure.value.reason == "unreadable"


def test_what_a_page_of_links_gives() -> None:
    links = "<a class=d href='a b'>A</a><a class=d href='javascript:1'>J</a><a href=c>C</a><a rel=next href='?p=2'>"
    page = f"<base href='/x/'>{links}"
    found = findings(Place("index", AT, "a.d", "a[rel=next]"), page.encode(), AT, 10**6)
    assert [each.address for each in found.entries] == ["https://www.example.org/x/a%20b"]
    assert found.further == ("https://www.example.org/x/?p=2",)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        *(("120", 120.0), ("soon", None), (None, None), ("-1", None)),
        *(("Sun, 29 Nov 2026 10:01:00 GMT", 60.0), ("Sun, 29 Nov 2026 09:00:00 GMT", 0.0)),
    ],
)
def test_when_to_come_back(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, datetime(2026, 11, 29, 10, tzinfo=UTC)) == seconds


def test_what_robots_say() -> None:
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: InspectionFacts\nDisallow: /private\nCrawl-delay: 7\n"
    robots = robots_of(200, rules)
    assert robots.allows("https://www.example.org/news")
    assert not robots.allows("https://www.example.org/private/x")
    assert robots.delay == 7
    assert robots_of(200, b"User-agent: *\nRequest-rate: 1/30s").delay == 30
    assert robots_of(404, rules).allows("https://www.example.org/private/x")
    assert not robots_of(503, b"").allows("https://www.example.org/news")
    assert not Robots().allows("https://www.example.org/news")


def test_a_host_that_fails_three_times_in_a_row_is_left_alone() -> None:
    host = Host()
    for _ in range(3):
        assert host.closed is None
        host.failed(Failure("network", "no connection"))
    assert host.closed
    assert host.closed.reason == "host-down"
