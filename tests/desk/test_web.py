"""Who is answered, and who is not; what hostile text can do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.desk.snapshot import case_id
from tests.desk.conftest import copy_of, opening
from tests.desk.visiting import Place, Visitor


@pytest.fixture(scope="module")
def place(few: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """One for all: nothing that is refused changes it."""
    return copy_of(few, tmp_path_factory.mktemp("web") / "place")


@pytest.fixture(scope="module")
def visitor(place: Place) -> Iterator[Visitor]:
    """Who asks one desk everything, so that what is refused leaves it able to answer, too."""
    with opening() as open_desk:
        yield open_desk(place)


def test_pages_are_served_with_a_strict_policy_and_kept_nowhere(visitor: Visitor) -> None:
    reply = visitor.get()
    assert reply.status == 200
    assert f"{len(visitor.cases())} items to review" in reply.text
    policy = reply.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert reply.headers["Cache-Control"] == "no-store"
    for place in ("", *visitor.cases()[:1], "documents", "decisions", "preview"):
        page = visitor.get(place).page
        assert not page.xpath("//script[not(@src)] | //style | //@style | //@*[starts-with(name(), 'on')]")


@pytest.mark.parametrize("path", ["/", "/wrong/", "/wrong/assets/site.css", "//", "/%00/"])
def test_without_its_token_an_address_is_refused(visitor: Visitor, path: str) -> None:
    assert visitor.ask("GET", path).status == 403
    assert visitor.root.strip("/") not in visitor.ask("GET", path).text


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "localhost", "127.0.0.1:1", ""])
def test_another_host_is_refused(visitor: Visitor, host: str) -> None:
    assert visitor.get(Host=host).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "example.org"},
    ],
)
def test_a_form_of_another_site_is_refused_and_writes_nothing(
    place: Place, visitor: Visitor, headers: dict[str, str]
) -> None:
    form = visitor.get(visitor.cases()[0]).form("confirm") | {"who": "A. Editor", "why": "I read it."}
    assert visitor.post("decide", form, **headers).status == 403
    assert visitor.post("preview", {}, **headers).status == 403
    assert place.entries() == []


def test_a_page_that_another_site_leads_to_is_refused(visitor: Visitor) -> None:
    assert visitor.get(**{"Sec-Fetch-Site": "cross-site"}).status == 403
    assert visitor.get(**{"Sec-Fetch-Site": "none"}).status == 200
    assert visitor.get(Origin="https://example.org").status == 403


@pytest.mark.parametrize(
    "path",
    [
        "assets/../../pyproject.toml",
        "assets/%2e%2e/%2e%2e/handling.py",
        "assets//etc/passwd",
        "case/../../x",
        "add?document=../../etc/passwd",
        "add?document=%2Fetc%2Fpasswd",
        "case/x?document=../../../etc/passwd",
        "nothing",
    ],
)
def test_no_address_leads_to_another_file(visitor: Visitor, path: str) -> None:
    reply = visitor.get(path)
    assert reply.status == 404
    assert "root:" not in reply.text


def test_a_document_of_another_case_is_not_shown_beside_it(visitor: Visitor) -> None:
    shown = visitor.get(visitor.cases()[0] + "?document=../../../etc/passwd&part=99999999999")
    assert shown.status == 200
    assert "root:" not in shown.text


def test_what_is_no_form_or_too_large_is_refused(visitor: Visitor) -> None:
    headers = {"Origin": visitor.origin, "Content-Type": "text/plain"}
    assert visitor.ask("POST", visitor.root + "decide", "x=1", headers).status == 400
    large = {"why": "x" * 300_000}
    assert visitor.post("decide", large).status == 413
    assert visitor.post("decide", {f"f{number}": "x" for number in range(600)}).status == 400


def test_what_a_hostile_document_says_stays_text(visitor: Visitor) -> None:
    reply = visitor.get("add?document=hostile&quote=" + "%3Cscript%3Ealert(1)%3C/script%3E")
    assert reply.status == 200
    assert [each.get("src") for each in reply.page.iter("script")] == [f"{visitor.root}assets/desk.js"]
    assert not reply.page.xpath("//svg | //b[@onmouseover] | //img")
    text = reply.page.xpath("//*[contains(@class, 'view')]")[0].text_content()
    assert "<script>window.hacked = 1</script>" in text
    assert reply.form("add")["quote"] == "<script>alert(1)</script>"


def test_a_word_of_a_megabyte_breaks_nothing(few: Place, tmp_path: Path, opened: Callable[[Place], Visitor]) -> None:
    changed = copy_of(few, tmp_path / "place")
    (changed.raw / "hostile.txt").write_text("x" * 1_000_000, encoding="utf-8")
    reply = opened(changed).get("add?document=hostile&part=3")
    assert reply.status == 200
    assert len(reply.text) < 200_000
    assert "changed since this release was made" in reply.text


def test_a_case_that_is_there_no_more_is_told_of(visitor: Visitor) -> None:
    reply = visitor.get(f"case/{case_id('ratings', 'nobody')}")
    assert reply.status == 404
    assert re.search("not there any more", reply.says())
