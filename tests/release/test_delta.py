"""`delta.jsonl` brings a copy of the release before up to date, and names nobody who was removed on request."""

import json
from pathlib import Path
from typing import Any

import pytest

from schemas.stored import Stored
from schemas.tables import TABLES
from tests.frames import publish
from tests.release.invented import DISRUPTION, RATING, tables

Copy = dict[str, dict[str, Any]]
KEYED = [name for name, table in TABLES.items() if table.key and name != "withdrawn"]


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "delta.jsonl").read_text("utf-8").splitlines()]


def copy_of(folder: Path) -> Copy:
    found = {name: Stored(folder / f"{name}.parquet") for name in KEYED}
    return {name: {row[str(TABLES[name].key)]: row for row in rows.rows()} for name, rows in found.items()}


def brought_up_to_date(copy: Copy, folder: Path) -> Copy:
    for line in lines(folder):
        if line["op"] == "DEL":
            del copy[line["table"]][line["key"]]
        else:
            copy[line["table"]][line["key"]] = line["row"]
    return copy


def test_a_copy_is_brought_up_to_date_through_every_release(output: Path) -> None:
    copy = brought_up_to_date({name: {} for name in KEYED}, output / "v1.0.0")
    changed = tables()
    changed["ratings"].loc[0, "inspected_in"] = "2022-22"
    for step in (tables(), changed, tables("first"), tables("second")):
        outcome = publish(step, output, allow_shrink=True)
        assert outcome.published
        assert brought_up_to_date(copy, outcome.folder) == copy_of(outcome.folder)


def test_a_modified_row_comes_whole_with_the_columns_that_changed(output: Path) -> None:
    publish(tables(), output)
    changed = tables()
    changed["ratings"].loc[0, "inspected_in"] = "2022-22"
    (line,) = lines(publish(changed, output).folder)
    assert (line["op"], line["table"], line["key"], line["changed"]) == ("MOD", "ratings", RATING, ["inspected_in"])
    assert line["row"]["inspected_in"] == "2022-22"
    assert list(line["row"]) == TABLES["ratings"].names


@pytest.mark.parametrize("removed", [True, False])
def test_what_was_removed_on_request_is_not_named(output: Path, removed: bool) -> None:
    publish(tables(), output)
    less = tables("second")
    outcome = publish(less, output, allow_shrink=True, removed=lambda tables: removed)
    deleted = [line for line in lines(outcome.folder) if line["op"] == "DEL"]
    assert deleted
    assert all((line["key"] is None) == removed for line in deleted)
    named = any(DISRUPTION in str(line) for line in deleted)
    assert named != removed
