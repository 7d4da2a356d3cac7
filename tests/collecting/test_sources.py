"""Sources are data: what a file may say, and what is said of one that is wrong."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from flows.cli import DONE, WRONG, main
from flows.collecting.sources import Place, WrongSources, load_source, load_sources

RIGHT = """\
title: News
enabled: true
publisher: The Example
licence: OGL 3.0
look:
  - feed: https://www.example.org/feed
  - index: https://www.example.org/news
    links: main a.card
    next: a[rel=next]
    pages: 3
hosts: [www.example.org]
addresses: [https://www.example.org/news/*]
excluded: [www.example.org/news/tags/*]
strip: [aside, .related]
every: 6 hours
back: 2 years
delay: 5 seconds
quiet: 60 days
terms: read on the site
"""
SHIPPED = Path(__file__).parents[2] / "raw" / "sources"


def test_a_source_is_what_its_file_says(tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(RIGHT, "utf-8")
    source = load_source(path)
    assert source.name == "example"
    assert source.look[1] == Place("index", "https://www.example.org/news", "main a.card", "a[rel=next]", 3)
    assert (source.every, source.back, source.delay) == (timedelta(hours=6), timedelta(days=730), 5.0)
    assert source.strip == ("aside", ".related")
    assert source.counts("https://www.example.org/news/a?b=c")
    assert source.counts("http://www.example.org/news/a")
    assert not source.counts("https://www.example.org/news/tags/a")
    assert not source.counts("https://www.example.org/about")
    assert not source.counts("https://www.example.org.evil.test/news/a")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("strip:", "stripp:"), ":14: unknown key `stripp`: `strip` is meant?"),
        (("publisher: The Example\n", ""), ":1: `publisher` is missing"),
        (("enabled: true", "enabled: perhaps"), ":2: `enabled` must be true or false"),
        (("hosts: [www.example.org]", "hosts: [https://www.example.org/]"), ":11: `hosts` must be the name of a host"),
        (
            ("hosts: [www.example.org]", "hosts: [example.org]"),
            ":5: `look` has https://www.example.org/feed",
        ),
        (("every: 6 hours", "every: often"), ":15: `every` must be a number of seconds"),
        (("delay: 5 seconds", "delay: 0 seconds"), ":17: `delay` must be at least 1 seconds"),
        (("strip: [aside, .related]", "strip: ['<aside>']"), ":14: `strip` must be a CSS selector"),
        (
            ("links: main a.card", "link: main a.card"),
            ": unknown key `link`: `links` is meant?",
        ),
        (("pages: 3", "pages: 0"), "`pages` must be a whole number of at least 1"),
        (
            ("feed: https://", "feed: file://"),
            ": `feed` must be an http or https address",
        ),
        (("- feed:", "- fed:"), ":5: `look` must have in each line one of"),
        (("[https://www.example.org/news/*]", "[news]"), ":12: `addresses` must be addresses such as"),
        (("[https://www.example.org/news/*]", "['*.example.org/*']"), ":12: `addresses` has *.example.org/*"),
        (("title: News", "title: News\ntitle: Newer"), ":2: gives a key twice"),
        (("title: News", "title: ["), "is not YAML"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(change: tuple[str, str], says: str, tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(RIGHT.replace(*change), "utf-8")
    with pytest.raises(WrongSources) as wrong:
        load_sources(tmp_path)
    assert any(says in problem for problem in wrong.value.problems), wrong.value.problems


def test_a_name_must_be_a_slug(tmp_path: Path) -> None:
    (tmp_path / "An Example.yaml").write_text(RIGHT, "utf-8")
    with pytest.raises(WrongSources, match="lower-case letters"):
        load_sources(tmp_path)


def test_the_command_names_every_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources").mkdir()
    for name in ("one", "two"):
        (tmp_path / "sources" / f"{name}.yaml").write_text(RIGHT.replace("licence", "license"), "utf-8")
    assert main(["collect", "--raw", str(tmp_path)]) == WRONG
    printed = capsys.readouterr().err
    assert printed.count("unknown key `license`: `licence` is meant?") == 2


def test_who_collects_must_be_reached(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "one.yaml").write_text(RIGHT, "utf-8")
    for contact in ([], ["--contact", "me"], ["--contact", "a@b\r\nX: y"]):
        assert main(["collect", "--raw", str(tmp_path), "--direct", *contact]) == WRONG
        assert "--contact" in capsys.readouterr().err


def test_the_sources_that_are_shipped_are_right_and_off(capsys: pytest.CaptureFixture[str]) -> None:
    shipped = load_sources(SHIPPED)
    assert len(shipped) >= 10
    for source in shipped:
        assert not source.enabled
        assert source.terms
        assert source.robots
        assert source.looked_up_on
    assert main(["collect", "--raw", str(SHIPPED.parent)]) == DONE
    assert "no source is enabled" in capsys.readouterr().out
