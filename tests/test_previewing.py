"""What a preview lists as new: counts of all, lines of the first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from flows import previewing
from flows.consolidation.facts import Row
from flows.previewing import News, preview_of
from schemas.findings import typed
from schemas.stored import Stored
from schemas.tables import TABLES
from tests.consolidation.invented import RATING, document, tables
from tests.frames import in_files

CONFLICT = "emsou.serious-and-organised-crime.2023-03"


@pytest.fixture
def quarantined() -> dict[str, Stored]:
    """A release with a conflict and three rows in quarantine, of which two are the same."""
    found = tables((document("a"), [RATING]), (document("b"), [replace(RATING, grade="adequate")]))
    cells = {"column": None, "value": '"has no text"', "quote": None, "document_id": "c"}
    found["quarantine"] = [
        {"table": "documents", "reason": "empty", "row": f'{{"raw_path": "{name}"}}', **cells}
        for name in ("d.txt", "c.txt", "c.txt")
    ]
    return released(found)


def released(found: Mapping[str, Sequence[Row]]) -> dict[str, Stored]:
    return in_files({name: typed(TABLES[name], rows)[0] for name, rows in found.items()})


def test_of_a_first_release_all_is_new(quarantined: dict[str, Stored]) -> None:
    preview = preview_of({}, quarantined)
    assert preview.conflicts == News(1, 1, (CONFLICT,))
    assert preview.rejects == News(3, 3, ("empty: c.txt", "empty: c.txt", "empty: d.txt"))
    assert preview.review.first[0] == f"conflict: ratings {CONFLICT}: contradicted by b"
    assert (preview.review.every, preview.review.new) == (4, 4)


def test_what_was_there_is_not_new_as_often_as_it_was(quarantined: dict[str, Stored]) -> None:
    rows = quarantined["quarantine"].table().to_pylist()
    before = quarantined | released({"quarantine": rows[:2]})
    preview = preview_of(before, quarantined)
    assert preview.conflicts == News(1, 0, ())
    assert preview.rejects == News(3, 1, ("empty: c.txt",))
    nothing = preview_of(quarantined, quarantined)
    assert [each.new for each in (nothing.conflicts, nothing.rejects, nothing.review)] == [0, 0, 0]


def test_no_more_lines_are_kept_than_are_shown(quarantined: dict[str, Stored], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previewing, "LISTED", 2)
    assert preview_of({}, quarantined).rejects == News(3, 3, ("empty: c.txt", "empty: c.txt"))
