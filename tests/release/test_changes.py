"""What counts as a change, and how large a step of the version it means."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from flows.release import compare, publish
from flows.release.comparing import diff
from flows.release.editions import Edition, unreleased
from tests.release.invented import RATING, tables


def edition(**replaced: pd.DataFrame) -> Edition:
    return unreleased({**tables(), **replaced}, {})


def with_schema(change: Any) -> Edition:
    """An edition with one thing about its schema of ratings changed."""
    found = edition()
    change(next(r for r in found.descriptor["resources"] if r["name"] == "ratings")["schema"]["fields"])
    return found


def test_equal_tables_have_no_changes() -> None:
    changes = diff(edition(), edition())
    assert not changes
    assert changes.level is None


def test_another_order_of_rows_is_no_change() -> None:
    turned = tables()["evidence"].iloc[::-1].reset_index(drop=True)
    assert not diff(edition(), edition(evidence=turned))


@pytest.mark.parametrize(
    ("change", "level"),
    [
        (lambda fields: fields.pop(3), "major"),
        (lambda fields: fields[3].update(name="kind_of_body"), "major"),
        (lambda fields: fields[3].update(type="integer"), "major"),
        (lambda fields: fields.append({"name": "new", "type": "string"}), "minor"),
        (lambda fields: fields[3].update(description="Something else."), "patch"),
        (lambda fields: fields.insert(1, fields.pop(5)), "patch"),
    ],
)
def test_a_change_of_schema_is_a_step(change: Any, level: str) -> None:
    assert diff(edition(), with_schema(change)).level == level


def test_a_table_less_is_major_and_one_more_is_minor() -> None:
    whole = edition()
    fewer = Edition(None, {k: v for k, v in whole.tables.items() if k != "bodies"}, whole.descriptor, {})
    assert (diff(whole, fewer).level, diff(whole, fewer).tables_removed) == ("major", ("bodies",))
    assert (diff(fewer, whole).level, diff(fewer, whole).tables_added) == ("minor", ("bodies",))


def test_rows_added_and_withdrawn_are_named() -> None:
    less = edition(ratings=tables()["ratings"].iloc[:0])
    assert diff(less, edition()).of("ratings").added == (RATING,)
    assert diff(edition(), less).of("ratings").withdrawn == (RATING,)
    assert diff(edition(), less).level == "minor"


def test_a_cell_that_is_filled_or_emptied_is_a_change() -> None:
    filled = tables()["ratings"].assign(programme="PEEL")
    (row,) = diff(edition(), edition(ratings=filled)).of("ratings").changed
    assert [(cell.column, cell.old, cell.new) for cell in row.cells] == [("programme", None, "PEEL")]
    (row,) = diff(edition(ratings=filled), edition()).of("ratings").changed
    assert [(cell.column, cell.old, cell.new) for cell in row.cells] == [("programme", "PEEL", None)]


def test_rejected_rows_are_counted_as_often_as_they_stand() -> None:
    row = {"table": "ratings", "reason": "no-evidence", "document_id": "first"}
    columns = tables()["quarantine"].columns
    once, twice = (pd.DataFrame([row] * times, columns=columns, dtype="str") for times in (1, 2))
    (added,) = diff(edition(quarantine=once), edition(quarantine=twice)).of("quarantine").added
    assert added.startswith("ratings first no-evidence ")


def test_releases_are_compared_from_their_folders(tmp_path: Path) -> None:
    old, new = (publish(each, tmp_path).folder for each in (tables("first"), tables()))
    changes = compare(old, new)
    assert (changes.previous, changes.level) == ("1.0.0", "minor")
    assert changes.of("documents").added == ("second",)
    assert not compare(new, tmp_path / "latest")


def test_a_folder_that_is_no_release_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read as a release") as error:
        compare(tmp_path, tmp_path)
    assert "\n" not in str(error.value)
