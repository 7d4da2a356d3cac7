"""What lines of the log say together: what is not written again, when a page is due, and how each source stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows.collecting import SourceRecord, source_records
from flows.collecting.fetching import Validators
from flows.collecting.log import Line, Log, State

PAGE = "https://www.example.org/page"
DOWN = "https://www.example.org/down"
FIRST, SECOND = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)
NEW = Line(
    at=FIRST.isoformat(),
    run="1",
    source="example",
    what="document",
    outcome="new",
    requested=PAGE,
    address=PAGE,
    page=PAGE,
    status=200,
    etag='"1"',
    sha256="a",
    document="page-1",
)
FAILED = Line(
    at=FIRST.isoformat(), run="1", source="example", what="document", outcome="failed", why="network", requested=DOWN
)
VISITED = Line(
    at=FIRST.isoformat(),
    run="1",
    source="example",
    what="source",
    outcome="done",
    outcomes={"new": 1, "failed": 1},
)
FEED = Line(
    at=FIRST.isoformat(),
    run="1",
    source="example",
    what="place",
    outcome="looked",
    requested="https://www.example.org/feed",
    address="https://www.example.org/feed",
    status=200,
    found=10,
)
SAME = replace(NEW, at=SECOND.isoformat(), outcome="same")


@pytest.mark.parametrize(
    ("line", "repeats"),
    [
        (SAME, True),
        (replace(SAME, outcome="not-modified", status=304, etag=None, sha256=None), True),
        (replace(SAME, etag='"2"', sha256="b", modified="2026-11-19"), True),  # which only the next visit needs
        (replace(SAME, document="page-2"), False),
        (replace(SAME, address=f"{PAGE}-moved"), False),
        (replace(NEW, outcome="changed"), False),
        (replace(NEW, outcome="gone", status=404), False),
        (replace(FAILED, at=SECOND.isoformat()), True),
        (replace(FAILED, why="too-slow"), False),
        (replace(FAILED, why="status", status=500), False),
        (replace(FEED, at=SECOND.isoformat(), found=12), True),
        (replace(FEED, outcome="not-modified", status=304), True),
        (replace(FEED, outcome="failed", why="network", status=None, address=None), False),
        (replace(VISITED, at=SECOND.isoformat(), outcome="partly"), True),
        (replace(VISITED, source="another"), False),
    ],
)
def test_a_line_that_says_nothing_new_is_known(line: Line, repeats: bool, tmp_path: Path) -> None:
    log = Log(tmp_path)
    for each in (NEW, FAILED, FEED, VISITED):
        log.write(each)
    assert log.read().repeats(line) is repeats


def test_a_visit_is_told_as_soon_as_anything_was(tmp_path: Path) -> None:
    log = Log(tmp_path)
    for each in (NEW, VISITED, replace(NEW, at=SECOND.isoformat(), outcome="gone", status=404)):
        log.write(each)
    assert not log.read().repeats(VISITED)


def test_what_is_no_news_was_asked_for_all_the_same() -> None:
    state = State()
    for each in (NEW, FAILED, VISITED):
        state.add(each)
    for each in (replace(SAME, etag='"2"', sha256="b"), replace(FAILED, at=SECOND.isoformat())):
        state.note(each)
    page, down = (state.known(address) for address in (PAGE, DOWN))
    assert page is not None
    assert (page.checked_at, page.sha256, page.validators) == (SECOND, "b", Validators(PAGE, '"2"'))
    assert down is not None
    assert down.checked_at is None  # it failed in passing, and is due again in the next run


def test_how_each_source_stands(tmp_path: Path) -> None:
    assert source_records(tmp_path) == ()
    log = Log(tmp_path)
    later = replace(VISITED, at=SECOND.isoformat(), outcome="partly", outcomes={"gone": 2})
    for each in (NEW, FAILED, VISITED, later, replace(FAILED, source="another")):
        log.write(each)
    another, example = source_records(tmp_path)
    assert another == SourceRecord("another", FIRST, None, 0, 0, 0, 0, 0)
    assert example == SourceRecord("example", FIRST, SECOND, documents=1, new=0, changed=0, gone=2, failed=0)


def test_duckdb_reads_what_came(tmp_path: Path) -> None:
    log = Log(tmp_path)
    for each in (NEW, FAILED, VISITED):
        log.write(each)
    asked = f"SELECT outcome, why FROM read_json('{tmp_path}/fetches/*.jsonl') WHERE what = 'document'"
    assert duckdb.connect().execute(asked).fetchall() == [("new", None), ("failed", "network")]
