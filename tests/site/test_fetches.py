"""What pages tell of visits of sources, by the log that collecting writes."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flows.collecting.log import FOLDER, Line, Log
from flows.site.fetches import fetches

JANUARY, FEBRUARY = datetime(2026, 1, 2, 6, tzinfo=UTC), datetime(2026, 2, 1, 6, tzinfo=UTC)


def log(raw: Path, *lines: tuple[str, str, str, str]) -> None:
    for number, (at, source, what, outcome) in enumerate(lines):
        page = f"https://example.org/{number}" if what == "document" else None
        document = f"d{number}" if outcome in ("new", "changed") else None
        line = Line(at=f"{at}T06:00:00+00:00", run="r", source=source, what=what, outcome=outcome, page=page)
        Log(raw).write(Line(**{name: getattr(line, name) for name in Line.__slots__} | {"document": document}))


def test_without_a_log_nothing_is_told(tmp_path: Path) -> None:
    assert fetches(tmp_path) == fetches(None) == ()


def test_each_source_says_when_it_was_visited_and_what_it_brought(tmp_path: Path) -> None:
    log(
        tmp_path,
        ("2026-01-02", "daily", "document", "new"),
        ("2026-01-02", "daily", "source", "done"),
        ("2026-02-01", "another", "place", "looked"),
    )
    another, daily = fetches(tmp_path)
    assert (another.source, another.first_visit, another.last_news) == ("another", FEBRUARY, None)
    assert (daily.first_visit, daily.last_news, daily.documents) == (JANUARY, JANUARY, 1)


def test_a_broken_log_costs_no_page(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "2026-01.jsonl").write_text("no line\n", encoding="utf-8")
    assert fetches(tmp_path) == ()
