"""What a release keeps of those before it: since when a row is there, and where a withdrawn identifier leads."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.frames import publish, split
from tests.release.invented import DISRUPTION, PERSON, RATING, TEXTS, Rows, rows, tables


def latest(output: Path, table: str) -> dict[str, dict[str, Any]]:
    frame = pd.read_parquet(output / "latest" / f"{table}.parquet")
    key = "row_id" if table == "withdrawn" else f"{table[:-1]}_id"
    return {
        str(row[key]): {str(name): None if pd.isna(v) else v for name, v in row.items()}
        for row in frame.to_dict("records")
    }


def since(output: Path, table: str, key: str) -> tuple[str, str]:
    row = latest(output, table)[key]
    return row["first_release"], row["changed_release"]


def renamed(found: Rows, table: str, old: str, new: str, **cells: Any) -> Rows:
    """The same rows with one of them under another identifier."""
    key = {"ratings": "rating_id", "stakeholders": "stakeholder_id"}[table]
    (row,) = [row for row in found[table] if row[key] == old]
    row |= {key: new, **cells}
    for passage in found["evidence"]:
        if passage["row_id"] == old:
            passage |= {"row_id": new, "evidence_id": passage["evidence_id"].replace(old, new)}
    return found


def test_a_row_says_since_when_it_is_there_and_as_it_is(output: Path) -> None:
    publish(tables(), output)
    assert since(output, "ratings", RATING) == ("1.0.0", "1.1.0"), "another document gives it too"
    assert since(output, "disruptions", DISRUPTION) == ("1.0.0", "1.0.0")
    changed = rows()
    changed["disruptions"][0]["qualifier"] = "about"
    assert publish(split(changed, TEXTS), output).version == "1.1.1"
    assert since(output, "ratings", RATING) == ("1.0.0", "1.1.0")
    assert since(output, "disruptions", DISRUPTION) == ("1.0.0", "1.1.1")


def test_a_rejected_row_says_since_when_it_is_rejected(tmp_path: Path) -> None:
    def since(found: Rows) -> list[tuple[str, str]]:
        folder = publish(split(found, TEXTS), tmp_path).folder
        frame = pd.read_parquet(folder / "quarantine.parquet")
        said = zip(frame["row"], frame["first_release"], strict=True)
        return [(json.loads(row)["rating_id"], first) for row, first in said]

    found = rows()
    found["ratings"].append({"rating_id": "b", "grade": "superb"})
    assert since(found) == [("b", "1.0.0")]
    found["ratings"].append({"rating_id": "a", "grade": "superb"})
    assert since(found) == [("a", "1.1.0"), ("b", "1.0.0")]


def test_saying_so_is_no_change(output: Path) -> None:
    publish(tables(), output)
    assert not publish(tables(), output).published


def test_a_withdrawn_row_that_comes_back_is_the_one_it_was(output: Path) -> None:
    fewer = rows("first")
    fewer["ratings"] = []
    publish(split(fewer, TEXTS), output)
    assert latest(output, "withdrawn")[RATING]["first_release"] == "1.0.0"
    publish(tables("first"), output)
    assert since(output, "ratings", RATING) == ("1.0.0", "1.2.0")
    assert latest(output, "withdrawn") == {}


def test_an_undated_rating_leads_to_the_dated_one(tmp_path: Path) -> None:
    undated = "leicestershire-police.serious-and-organised-crime.undated-first"
    cells = {"report_published_on": None, "current": False}
    publish(split(renamed(rows("first"), "ratings", RATING, undated, **cells), TEXTS), tmp_path)
    publish(tables("first"), tmp_path)
    row = latest(tmp_path, "withdrawn")[undated]
    assert (row["successor"], row["first_release"], row["withdrawn_in"]) == (RATING, "1.0.0", "1.1.0")
    assert row["reason"] == "changed-extraction"


def test_a_person_who_gains_an_organisation_is_found(tmp_path: Path) -> None:
    alone = "ada-thorne.first"
    cells = {"organisation_id": None, "organisation": None}
    publish(split(renamed(rows("first"), "stakeholders", PERSON, alone, **cells), TEXTS), tmp_path)
    publish(tables("first"), tmp_path)
    assert latest(tmp_path, "withdrawn")[alone]["successor"] == PERSON


def test_another_grade_is_no_successor(tmp_path: Path) -> None:
    undated = "leicestershire-police.serious-and-organised-crime.undated-first"
    cells = {"report_published_on": None, "current": False, "grade": "good", "grade_rank": 2}
    publish(split(renamed(rows("first"), "ratings", RATING, undated, **cells), TEXTS), tmp_path)
    publish(tables("first"), tmp_path)
    assert latest(tmp_path, "withdrawn")[undated]["successor"] is None


def test_withdrawn_rows_are_carried_on(output: Path) -> None:
    publish(tables(), output)
    publish(tables("first"), output)
    changed = rows("first")
    changed["disruptions"][0]["qualifier"] = "about"
    publish(split(changed, TEXTS), output)
    row = latest(output, "withdrawn")["second"]
    assert (row["table"], row["withdrawn_in"], row["reason"]) == ("documents", "1.2.0", "withdrawn-document")


def under_another_name(found: Rows) -> Rows:
    found["documents"][0] |= {"document_id": "moved", "raw_path": "moved.txt"}
    for row in (*found["evidence"], *found["ratings"], *found["disruptions"], *found["stakeholders"]):
        row["document_id"] = "moved"
    for row in found["evidence"]:
        row["evidence_id"] = row["evidence_id"].replace("@first:", "@moved:")
    return found


def test_a_document_under_another_name_is_found(output: Path) -> None:
    found = under_another_name(rows("first"))
    publish(split(found, {"moved": TEXTS["first"]}), output, allow_shrink=True)
    assert latest(output, "withdrawn")["first"]["successor"] == "moved"


def test_another_spelling_of_an_address_is_the_same_page(output: Path) -> None:
    found = rows("first")
    found["documents"][0]["source_url"] = "http://Example.org/Page"
    publish(split(found, TEXTS), output, allow_shrink=True)
    found = under_another_name(found)
    found["documents"][0] |= {"raw_sha256": "0" * 64, "source_url": "https://example.org/Page/#top"}
    publish(split(found, {"moved": TEXTS["first"]}), output, allow_shrink=True)
    assert latest(output, "withdrawn")["first"]["successor"] == "moved"


def test_the_address_of_a_site_leads_to_no_other_document(output: Path) -> None:
    found = rows("first")
    found["documents"][0]["source_url"] = "https://example.org/"
    publish(split(found, TEXTS), output, allow_shrink=True)
    found = under_another_name(found)
    found["documents"][0] |= {"raw_sha256": "0" * 64, "source_url": "https://example.org"}
    publish(split(found, {"moved": TEXTS["first"]}), output, allow_shrink=True)
    assert latest(output, "withdrawn")["first"]["successor"] is None


@pytest.fixture
def after_removal(tmp_path: Path) -> Path:
    """A person is known by one identifier, then by another, and is then removed on request."""
    cells = {"organisation_id": None, "organisation": None}
    publish(split(renamed(rows(), "stakeholders", PERSON, "ada-thorne.first", **cells), TEXTS), tmp_path)
    publish(tables(), tmp_path)
    removed = rows()
    removed["stakeholders"] = []
    removed["evidence"] = [row for row in removed["evidence"] if row["row_id"] == RATING]
    removed["disruptions"] = []
    removed["documents"] = [{**row, "disruption_count": 0, "stakeholder_count": 0} for row in removed["documents"]]
    tombstone = dict.fromkeys(removed["corrections"][0])
    tombstone |= {"correction_id": "removed.2026-11-24.1", "action": "remove-person", "when": "2026-11-24"}
    removed["corrections"].append(tombstone)
    return publish(split(removed, TEXTS), tmp_path, allow_shrink=True).folder


def test_nothing_leads_to_somebody_who_was_removed(after_removal: Path) -> None:
    assert json.loads((after_removal / "changes.json").read_text("utf-8"))["version"] == "1.2.0"
    for path in after_removal.rglob("*"):
        if path.is_file() and path.suffix != ".parquet":
            assert "ada-thorne" not in path.read_bytes().decode("utf-8", "replace"), path.name
    assert pd.read_parquet(after_removal / "withdrawn.parquet").empty
