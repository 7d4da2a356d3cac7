"""Hosts are left in peace: pauses are kept, those that a host asks for too, and budgets hold."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from flows.collecting import Collected, fetching, judging, politeness, visiting
from flows.collecting.sources import Source
from tests.collecting.internet import Internet, Reply, article, run, sitemap, source

PAGES = 6


def given(folder: Path, web: Internet, **more: str) -> Source:
    paths = [f"/page-{number}" for number in range(PAGES)]
    for path in paths:
        web.put(path, article(path, f"What {path} says is said nowhere else."))
    web.put("/map", sitemap(*((web.url(path), "") for path in paths)))
    return source(folder / "sources", web, f"  - sitemap: {web.url('/map')}", **more)


def until(holds: Callable[[], bool], seconds: float = 30.0) -> bool:
    """Wait until something holds; False where it never does."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def pauses(web: Internet) -> list[float]:
    """The seconds between requests."""
    return [later.at - earlier.at for earlier, later in pairwise(web.asked)]


def test_the_pause_of_the_source_is_kept(tmp_path: Path, internet: Internet) -> None:
    assert run(tmp_path, internet, given(tmp_path, internet), delay=0.05).came == PAGES
    assert min(pauses(internet)) >= 0.05
    assert len(internet.asked) == PAGES + 3  # robots.txt, the sitemap, and what the host says of nobody's address


def test_a_longer_pause_of_the_host_is_kept(tmp_path: Path, internet: Internet) -> None:
    internet.put("/robots.txt", "User-agent: InspectionFacts\nCrawl-delay: 0.1\n")
    assert run(tmp_path, internet, given(tmp_path, internet), delay=0.01).came == PAGES
    assert min(pauses(internet)[1:]) >= 0.1


def test_a_host_that_asks_for_a_rest_gets_it(tmp_path: Path, internet: Internet) -> None:
    asked = given(tmp_path, internet)
    good, tired = internet.pages["inspectorate.test", "/page-1"], [Reply(b"", 503, {"Retry-After": "1"})]
    assert isinstance(good, Reply)
    internet.pages["inspectorate.test", "/page-1"] = lambda _: tired.pop() if tired else good
    assert run(tmp_path, internet, asked).came == PAGES
    assert max(pauses(internet)) >= 1


def test_a_host_that_asks_for_a_long_rest_is_left_for_another_run(tmp_path: Path, internet: Internet) -> None:
    asked = given(tmp_path, internet)
    internet.put("/page-1", "", 429, Retry_After="86400")
    done = run(tmp_path, internet, asked).sources[0]
    assert done.outcomes["new"] == 1
    assert done.left == PAGES - 2
    assert any("come-back-later" in warning for warning in done.warnings)
    assert internet.paths()[-1] == "/page-1"
    internet.put("/page-1", article("page one"))
    assert run(tmp_path, internet, asked).came == PAGES - 1


def test_robots_that_cannot_be_read_forbid_everything_until_they_can(
    tmp_path: Path, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "BACK_OFF", ())
    asked = given(tmp_path, internet)
    internet.put("/robots.txt", "", 500)
    assert run(tmp_path, internet, asked).came == 0
    assert internet.paths() == ["/robots.txt"]
    internet.put("/robots.txt", "")
    assert run(tmp_path, internet, asked).came == PAGES


def test_a_page_that_takes_long_to_read_keeps_nobody_waiting(
    tmp_path: Path, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_meanwhile: list[bool] = []

    def see(*given: Any, **more: Any) -> judging.ReadBody:
        if not come_meanwhile:
            come_meanwhile.append(until(lambda: "/page-3" in internet.paths()))
        return seen(*given, **more)

    seen = judging.read_body
    monkeypatch.setattr(judging, "read_body", see)
    assert run(tmp_path, internet, given(tmp_path, internet)).came == PAGES
    assert come_meanwhile == [True]


def test_long_pages_do_not_pile_up(tmp_path: Path, internet: Internet, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def see(*given: Any, **more: Any) -> judging.ReadBody:
        until(lambda: False, seconds=0.02)  # enough for another request, were one made
        asked.append(sum(path.startswith("/page") for path in internet.paths()))
        return seen(*given, **more)

    seen = judging.read_body
    monkeypatch.setattr(judging, "read_body", see)
    monkeypatch.setattr(visiting, "_LONG", 100)
    assert run(tmp_path, internet, given(tmp_path, internet)).came == PAGES
    assert asked == [1, 2, 3, 4, 5, 6]


def test_no_more_new_documents_than_a_source_may_bring(tmp_path: Path, internet: Internet) -> None:
    done = run(tmp_path, internet, given(tmp_path, internet, at_most="3")).sources[0]
    assert (done.outcomes["new"], done.left) == (3, PAGES - 3)


@pytest.mark.parametrize("where", ["/robots.txt", "http://elsewhere.test/robots.txt"])
def test_robots_that_lead_nowhere_forbid_everything(where: str, tmp_path: Path, internet: Internet) -> None:
    asked = given(tmp_path, internet)
    internet.put("/robots.txt", "", 301, Location=where)
    done = run(tmp_path, internet, asked).sources[0]
    assert done.outcomes["new"] == 0
    assert "robots-unknown" in done.warnings[0]
    assert internet.paths() == ["/robots.txt"]


def test_robots_may_have_moved(tmp_path: Path, internet: Internet) -> None:
    asked = given(tmp_path, internet)
    internet.put("/robots.txt", "", 301, Location="/rules.txt")
    internet.put("/rules.txt", "User-agent: *\nDisallow: /page-0\n")
    assert run(tmp_path, internet, asked).sources[0].outcomes == {"new": PAGES - 1, "robots": 1}


def test_hosts_whose_robots_lead_to_each_other_do_not_wait_for_ever(tmp_path: Path, internet: Internet) -> None:
    names, both_asked = ("here", "there"), threading.Barrier(2)
    hosts = ", ".join(f"{name}.test:{internet.port}" for name in names)

    def moved_to(address: str) -> Callable[[object], Reply]:
        def answer(headers: object) -> Reply:
            both_asked.wait(10)
            return Reply(status=301, headers={"Location": address})

        return answer

    asked = []
    for name, other in (names, names[::-1]):
        at = f"{name}.test"
        internet.pages[at, "/robots.txt"] = moved_to(internet.url("/rules.txt", f"{other}.test"))
        internet.put("/rules.txt", "", host=at)
        internet.put("/page", article(name, f"What {name} says is said nowhere else."), host=at)
        internet.put("/map", sitemap((internet.url("/page", at), "")), host=at)
        look = f"  - sitemap: {internet.url('/map', at)}"
        asked.append(source(tmp_path / "sources", internet, look, name, hosts=f"[{hosts}]"))
    done: list[Collected] = []
    thread = threading.Thread(target=lambda: done.append(run(tmp_path, internet, *asked)), daemon=True)
    thread.start()
    thread.join(30)
    assert done, "two sources wait for each other"
    assert [each.outcomes["new"] for each in done[0].sources] == [1, 1]


def test_a_budget_holds_and_the_next_run_goes_on(tmp_path: Path, internet: Internet) -> None:
    asked = given(tmp_path, internet, most_requests="6", recheck="30 days")
    first = run(tmp_path, internet, asked).sources[0]
    assert (len(internet.asked), first.outcomes["new"], first.left) == (6, 3, 3)
    second = run(tmp_path, internet, asked).sources[0]
    assert (len(internet.asked), second.outcomes["new"], second.left) == (12, 3, 0)


def test_bytes_are_counted_too(tmp_path: Path, internet: Internet) -> None:
    asked = replace(given(tmp_path, internet), most_megabytes=1)
    internet.put("/page-0", b"\x89PNG" + bytes(1_100_000))
    done = run(tmp_path, internet, asked).sources[0]
    assert done.bytes > 1024 * 1024
    assert done.left == PAGES - 1


def test_bytes_of_an_answer_that_breaks_off_are_counted_too(
    tmp_path: Path, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "BACK_OFF", ())
    asked = replace(given(tmp_path, internet), most_megabytes=1)
    half = Reply(headers={"Content-Length": "2200000"}, then=lambda handler: handler.wfile.write(bytes(1_100_000)))
    internet.pages["inspectorate.test", "/page-0"] = half
    done = run(tmp_path, internet, asked).sources[0]
    assert done.bytes > 1024 * 1024
    assert done.left == PAGES - 1


def test_three_addresses_that_fail_in_a_row_are_a_host_that_is_down(
    tmp_path: Path, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "BACK_OFF", ())
    asked = given(tmp_path, internet)
    for number in range(PAGES):
        internet.put(f"/page-{number}", "", 500)
    done = run(tmp_path, internet, asked).sources[0]
    assert sum(path.startswith("/page") for path in internet.paths()) == politeness.MOST_FAILURES
    assert any("host-down" in warning for warning in done.warnings)
