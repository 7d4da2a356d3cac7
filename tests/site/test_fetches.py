"""What the log of fetches says, as collecting writes it."""

from __future__ import annotations

from pathlib import Path

from flows.collecting.log import FOLDER, Line, Log
from flows.site import fetches


def log(raw: Path, *lines: tuple[str, str, str, str]) -> None:
    for at, source, what, outcome in lines:
        Log(raw).write(Line(at=f"{at}T06:00:00+00:00", run="r", source=source, what=what, outcome=outcome))


def test_without_a_log_nothing_is_told(tmp_path: Path) -> None:
    assert fetches.fetches(tmp_path) == fetches.fetches(None) == ()


def test_each_source_says_when_it_was_visited_and_what_it_brought(tmp_path: Path) -> None:
    log(
        tmp_path,
        ("2026-01-02", "daily", "document", "new"),
        ("2026-01-02", "daily", "source", "done"),
        ("2026-02-03", "daily", "document", "changed"),
        ("2026-02-03", "daily", "document", "not-modified"),
        ("2026-02-03", "daily", "document", "failed"),
        ("2026-02-03", "daily", "source", "stopped"),
        ("2026-02-01", "another", "place", "looked"),
    )
    another, daily = fetches.fetches(tmp_path)
    assert another == fetches.Fetched("another", "2026-02-01", "2026-02-01", "", 0, 0, 0)
    assert daily == fetches.Fetched("daily", "2026-01-02", "2026-02-03", "2026-01-02", 2, 1, 1)


def test_a_line_in_the_middle_of_being_written_is_left_out(tmp_path: Path) -> None:
    log(tmp_path, ("2026-01-02", "daily", "source", "done"))
    with (tmp_path / FOLDER / "2026-01.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"at": "2026-01-03T06:00:00')
    assert [each.last for each in fetches.fetches(tmp_path)] == ["2026-01-02"]
