"""What only the next visit needs stands in the store, not in raw/: a night without news leaves raw/ as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.collecting import fetching
from flows.collecting.sources import Source
from tests.collecting.internet import Internet, article, feed, run, source, store_of

OLD = "Mon, 02 Nov 2026 10:00:00 GMT"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "BACK_OFF", ())


def written(raw: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in raw.rglob("*") if path.is_file()}


def with_feed(raw: Path, web: Internet, *paths: str, **more: str) -> Source:
    """A source whose feed says, as each of its pages does, when it changed."""
    for path in paths:
        web.put(path, article(path, f"What {path} says."), ETag=f'"{path}"')
    web.put("/feed", feed(*((web.url(path), path, OLD) for path in paths)), ETag=f'"{len(paths)}"')
    return source(raw / "sources", web, f"  - feed: {web.url('/feed')}", **more)


def test_nights_on_which_only_counters_and_validators_change_write_nothing(tmp_path: Path, internet: Internet) -> None:
    given = with_feed(tmp_path, internet, "/page")
    internet.put("/page", article("/page", extra="<p>Read 1,204 times</p>"))
    run(tmp_path, internet, given)
    before = written(tmp_path)
    for night in range(3):
        internet.put("/page", article("/page", extra=f"<p>Read {night} times</p>"), ETag=f'"{night}"')
        internet.put("/feed", feed((internet.url("/page"), "/page", OLD)), ETag=f'"night {night}"')
        assert run(tmp_path, internet, given).outcomes == {"same": 1}
        assert written(tmp_path) == before
    internet.asked.clear()
    run(tmp_path, internet, given)  # what they said last is what they are asked with
    assert internet.paths(304) == ["/feed", "/page"]


@pytest.mark.parametrize("down", ["robots", "feed", "pages"])
def test_a_host_that_fails_each_night_is_told_each_night_and_logged_once(
    down: str, tmp_path: Path, internet: Internet
) -> None:
    pages = [f"/page-{number}" for number in range(6)]
    given = with_feed(tmp_path, internet, *pages)
    run(tmp_path, internet, given)
    good = dict(internet.pages)

    def fail(status: int) -> None:
        for path in {"robots": ["/robots.txt"], "feed": ["/feed"], "pages": pages}[down]:
            internet.put(path, "", status)

    fail(503)
    first = run(tmp_path, internet, given)
    before = written(tmp_path)
    assert first.unsettled
    for _ in range(2):
        again = run(tmp_path, internet, given)
        assert again.to_look_at == first.to_look_at
        assert written(tmp_path) == before
    fail(500)  # something else
    run(tmp_path, internet, given)
    otherwise = written(tmp_path)
    assert otherwise != before
    run(tmp_path, internet, given)
    assert written(tmp_path) == otherwise
    internet.pages = good
    run(tmp_path, internet, given)
    assert written(tmp_path) != otherwise  # back again


def test_what_could_not_be_asked_for_is_asked_for_when_the_host_is_back(tmp_path: Path, internet: Internet) -> None:
    pages = [f"/page-{number}" for number in range(6)]
    given = with_feed(tmp_path, internet, *pages)
    for path in pages:
        internet.put(path, "", 500)
    first = run(tmp_path, internet, given)
    assert (first.came, first.sources[0].left) == (0, 3)
    for path in pages:
        internet.put(path, article(path, f"What {path} says."))
    assert run(tmp_path, internet, given).came == 6


def lose(store: Path) -> None:
    shutil.rmtree(store)


def break_off(store: Path) -> None:
    for path in store.glob("visits/*"):
        path.write_bytes(path.read_bytes()[:-9])


def fill_with_nonsense(store: Path) -> None:
    for path in store.glob("visits/*"):
        path.write_text('{"of": []}', "utf-8")


@pytest.mark.parametrize("harm", [lose, break_off, fill_with_nonsense])
def test_losing_the_store_costs_requests_and_no_document(
    harm: Callable[[Path], None], tmp_path: Path, internet: Internet
) -> None:
    raw = tmp_path / "raw"
    given = with_feed(raw, internet, "/one", "/two")
    run(raw, internet, given)
    run(raw, internet, given)
    before = written(raw)
    harm(store_of(raw))
    assert run(raw, internet, given).came == 0
    assert written(raw) == before
    harm(store_of(raw))
    with_feed(raw, internet, "/one", "/two", "/three")
    assert run(raw, internet, given).came == 1


def test_documents_that_were_taken_back_from_raw_come_again(tmp_path: Path, internet: Internet) -> None:
    """As `git checkout` does: the store is ahead of the log then, and may not say that nothing changed."""
    raw = tmp_path / "raw"
    given = with_feed(raw, internet, "/one")
    run(raw, internet, given)
    shutil.copytree(raw, tmp_path / "older")
    with_feed(raw, internet, "/one", "/two")
    run(raw, internet, given)
    shutil.rmtree(raw)
    shutil.copytree(tmp_path / "older", raw)
    assert run(raw, internet, given).came == 1
    shutil.rmtree(raw)
    raw.mkdir()
    assert run(raw, internet, given).came == 2


def test_a_version_that_another_source_brought_and_was_taken_back_comes_again(
    tmp_path: Path, internet: Internet
) -> None:
    raw = tmp_path / "raw"
    one = with_feed(raw, internet, "/page")
    run(raw, internet, one)
    look, host = f"  - feed: {internet.url('/feed')}", f"inspectorate.test:{internet.port}"
    other = source(raw / "sources", internet, look, "other", hosts=f"[{host}]", addresses=f"['{host}/*']")
    run(raw, internet, other)
    shutil.copytree(raw, tmp_path / "older")
    internet.put("/page", article("/page", "What it says now."), ETag='"later"')
    internet.put("/feed", feed((internet.url("/page"), "/page", "Tue, 03 Nov 2026 10:00:00 GMT")), ETag='"later"')
    assert run(raw, internet, other).came == 1
    assert run(raw, internet, one).came == 0
    shutil.rmtree(raw)
    shutil.copytree(tmp_path / "older", raw)
    assert run(raw, internet, one).came == 1


def test_a_source_that_counts_more_than_before_is_looked_in_anew(tmp_path: Path, internet: Internet) -> None:
    few = with_feed(tmp_path, internet, "/one", "/two", excluded="['*/two']")
    assert run(tmp_path, internet, few).came == 1
    assert run(tmp_path, internet, few).came == 0
    more = with_feed(tmp_path, internet, "/one", "/two")
    assert run(tmp_path, internet, more).came == 1


def test_a_source_is_visited_when_it_is_due_though_its_last_visit_brought_nothing(
    tmp_path: Path, internet: Internet
) -> None:
    given = with_feed(tmp_path, internet, "/one", every="1 hour")
    run(tmp_path, internet, given)
    assert run(tmp_path, internet, given).sources[0].skipped


def test_a_store_that_cannot_be_written_is_done_without(
    tmp_path: Path, internet: Internet, caplog: pytest.LogCaptureFixture
) -> None:
    raw = tmp_path / "raw"
    given = with_feed(raw, internet, "/one")
    store_of(raw).write_text("no folder", "utf-8")
    assert run(raw, internet, given).came == 1
    assert "is not remembered" in caplog.text
    assert run(raw, internet, given).came == 0


def test_a_source_that_dries_up_is_told_from_the_log_alone(tmp_path: Path, internet: Internet) -> None:
    raw = tmp_path / "raw"
    given = with_feed(raw, internet, "/one", quiet="0 seconds")
    run(raw, internet, given)
    for log in (raw / "fetches").glob("*.jsonl"):
        log.write_text(log.read_text("ascii").replace('"at": "20', '"at": "19'), "ascii")
    for _ in range(2):
        lose(store_of(raw))
        (warning,) = run(raw, internet, given).to_look_at
        assert "brought nothing new since 19" in warning
