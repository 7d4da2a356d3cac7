"""What lines of the log say together: what is not written again, when a page is due, and how each source stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows.collecting import SourceRecord, source_records
from flows.collecting.log import Line, Log

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
    unchanged=[],
)
SAME = replace(NEW, at=SECOND.isoformat(), outcome="same")


@pytest.mark.parametrize(
    ("line", "repeats"),
    [
        (SAME, True),
        (replace(SAME, outcome="not-modified", status=304, etag=None, sha256=None), True),
        (replace(SAME, etag='"2"'), False),  # what to ask with the next time
        (replace(SAME, sha256="b"), False),
        (replace(SAME, modified="2026-11-19"), False),  # what its place says of it
        (replace(SAME, document="page-2"), False),
        (replace(NEW, outcome="gone", status=404), False),
        (replace(FAILED, at=SECOND.isoformat()), True),
        (replace(FAILED, why="too-slow"), False),
        (replace(VISITED, at=SECOND.isoformat()), False),
    ],
)
def test_a_line_that_says_nothing_new_is_known(line: Line, repeats: bool, tmp_path: Path) -> None:
    log = Log(tmp_path)
    for each in (NEW, FAILED, VISITED):
        log.write(each)
    assert log.read().repeats(line) is repeats


def test_what_is_unchanged_was_asked_for_all_the_same(tmp_path: Path) -> None:
    log = Log(tmp_path)
    for each in (NEW, FAILED, replace(VISITED, at=SECOND.isoformat(), unchanged=[PAGE, DOWN])):
        log.write(each)
    page, down = (log.read().known(address) for address in (PAGE, DOWN))
    assert page is not None
    assert page.checked_at == SECOND
    assert down is not None
    assert down.checked_at is None  # it failed in passing, and is due again in the next run


def test_how_each_source_stands(tmp_path: Path) -> None:
    assert source_records(tmp_path) == ()
    log = Log(tmp_path)
    later = replace(VISITED, at=SECOND.isoformat(), outcome="partly", outcomes={"gone": 2}, unchanged=[PAGE])
    for each in (NEW, FAILED, VISITED, later, replace(FAILED, source="another")):
        log.write(each)
    another, example = source_records(tmp_path)
    assert another == SourceRecord("another", FIRST, None, None, 0, 0, 0, 0, 0)
    assert example == SourceRecord("example", FIRST, SECOND, FIRST, documents=1, new=0, changed=0, gone=2, failed=0)


def test_duckdb_reads_what_was_asked_for_and_had_not_changed(tmp_path: Path) -> None:
    log = Log(tmp_path)
    for each in (NEW, VISITED, replace(VISITED, at=SECOND.isoformat(), outcomes={"same": 1}, unchanged=[PAGE])):
        log.write(each)
    asked = f"SELECT unnest(unchanged) FROM read_json('{tmp_path}/fetches/*.jsonl') WHERE what = 'source'"
    assert duckdb.connect().execute(asked).fetchall() == [(PAGE,)]
