"""What counts as a change, and how large a step of the version it means."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from flows.release import compare
from flows.release.change_files import as_markdown
from flows.release.changes import Cause, Changes, RowChange, TableChanges
from flows.release.comparing import diff
from flows.release.editions import Edition
from schemas.renames import Rename
from tests.frames import publish, split, unreleased
from tests.release.invented import DISRUPTION, RATING, TEXTS, Rows, rows, tables


def edition(**replaced: pd.DataFrame) -> Edition:
    return unreleased({**tables(), **replaced})


def with_schema(change: Any) -> Edition:
    """An edition whose schema of ratings is changed in one place."""
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
    assert [row.key for row in diff(less, edition()).of("ratings").added] == [RATING]
    assert [row.key for row in diff(edition(), less).of("ratings").withdrawn] == [RATING]
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
    assert added.key.startswith("ratings first no-evidence ")


def test_each_file_that_could_not_be_read_is_named_with_the_reason() -> None:
    file = {
        "table": "documents",
        "reason": "binary",
        "document_id": "picture",
        "value": '"starts with GIF89a"',
        "row": '{"raw_path": "new/picture.txt"}',
    }
    other = {"table": "ratings", "reason": "no-evidence", "document_id": "first", "row": "{}"}
    rejected = pd.DataFrame([file, other], columns=tables()["quarantine"].columns, dtype="str")
    old, new = edition(), edition(quarantine=rejected)
    text = as_markdown("1.1.0", replace(diff(old, new), previous="1.0.0"))
    _, _, section = text.partition("## Files, or lines of sidecars, that could not be read\n")
    told = "**quarantine**: 1 added\n\n- added: new/picture.txt: binary: starts with GIF89a\n"
    assert section.strip().startswith(told)
    assert text.count("- added") == 1


def test_releases_are_compared_from_their_folders(tmp_path: Path) -> None:
    old, new = (publish(each, tmp_path).folder for each in (tables("first"), tables()))
    changes = compare(old, new)
    assert (changes.previous, changes.level) == ("1.0.0", "minor")
    assert [row.key for row in changes.of("documents").added] == ["second"]
    assert not compare(new, tmp_path / "latest")


def test_a_folder_that_is_no_release_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be read as a release") as error:
        compare(tmp_path, tmp_path)
    assert "\n" not in str(error.value)


def renamed_column() -> Edition:
    """An edition in which one column of ratings has another name, with the line that says so."""
    found = with_schema(lambda fields: next(f for f in fields if f["name"] == "area_text").update(name="area_words"))
    frames = {**found.tables, "ratings": replace(found.tables["ratings"], renamed={"area_text": "area_words"})}
    return replace(found, tables=frames, renames=(Rename("ratings", "area_text", "area_words"),))


def test_a_renamed_column_is_major_and_its_values_are_the_same() -> None:
    changes = diff(edition(), renamed_column())
    assert changes.level == "major"
    assert changes.of("ratings").columns_renamed == (("area_text", "area_words"),)
    assert (changes.of("ratings").columns_added, changes.of("ratings").columns_removed) == ((), ())
    assert changes.of("ratings").changed == ()


def test_without_a_line_that_says_so_it_was_removed() -> None:
    changes = diff(edition(), replace(renamed_column(), renames=()))
    assert changes.of("ratings").columns_renamed == ()
    assert (changes.of("ratings").columns_added, changes.of("ratings").columns_removed) == (
        ("area_words",),
        ("area_text",),
    )


def test_a_column_renamed_twice_is_followed() -> None:
    renames = (Rename("ratings", "area_text", "topic", "2.0.0"), Rename("ratings", "topic", "area_words", "3.0.0"))
    changes = diff(edition(), replace(renamed_column(), renames=renames))
    assert changes.of("ratings").columns_renamed == (("area_text", "area_words"),)


def test_the_map_of_a_new_name_goes_with_every_later_release() -> None:
    renamed = renamed_column()
    changes = diff(edition(), renamed)
    assert changes.renames == renamed.renames
    earlier = replace(renamed, renames=tuple(replace(each, since="2.0.0") for each in renamed.renames))
    assert diff(earlier, renamed).renames == earlier.renames


def test_a_renamed_table_is_major_and_its_rows_are_the_same() -> None:
    new = edition()
    for resource in new.descriptor["resources"]:
        if resource["name"] == "bodies":
            resource["name"] = "organisations"
    frames = {"organisations" if name == "bodies" else name: frame for name, frame in new.tables.items()}
    changes = diff(edition(), replace(new, tables=frames, renames=(Rename("", "bodies", "organisations"),)))
    assert (changes.level, changes.tables_renamed) == ("major", (("bodies", "organisations"),))
    assert not changes.of("organisations")


def cause_of(old: Rows, new: Rows, table: str, key: str) -> list[Cause]:
    """The causes that are found for a row."""
    before, after = (unreleased(split(each, TEXTS)) for each in (old, new))
    (found,) = (row for row in diff(before, after).of(table).rows if row.key == key)
    return [*found.causes]


def test_another_rule_is_a_changed_extraction_that_names_it() -> None:
    changed = rows()
    changed["ratings"][0]["programme"] = "PEEL"
    for passage in changed["evidence"]:
        if passage["row_id"] == RATING:
            passage["rule"] = "as-judged"
    assert cause_of(rows(), changed, "ratings", RATING) == [Cause("changed-extraction", ("as-judged", "as-said"))]


def test_the_same_rule_that_finds_another_value_is_named_too() -> None:
    changed = rows()
    changed["ratings"][0]["programme"] = "PEEL"
    assert cause_of(rows(), changed, "ratings", RATING) == [Cause("changed-extraction", ("as-said",))]


def test_a_row_that_is_renamed_beside_another_figure_is_so_by_the_document_of_that_figure() -> None:
    changed = rows()
    (figure,) = changed["disruptions"]
    (passage,) = (each for each in changed["evidence"] if each["row_id"] == DISRUPTION)
    renamed, rival = f"{DISRUPTION}.40", f"{DISRUPTION}.50"
    there = {"document_id": "second", "start": 0, "end": 4, "quote": "This"}
    about = {"document_id": "second", "source_url": changed["documents"][1]["source_url"], "quote": "This", "count": 50}
    changed["disruptions"].append({**figure, **about, "disruption_id": rival})
    changed["evidence"].append({**passage, **there, "row_id": rival, "evidence_id": f"disruptions:{rival}@second:0-4"})
    figure["disruption_id"] = passage["row_id"] = renamed
    passage["evidence_id"] = passage["evidence_id"].replace(DISRUPTION, renamed)
    for key in (DISRUPTION, renamed):
        (cause,) = cause_of(rows("first"), changed, "disruptions", key)
        assert (cause.kind, cause.of) == ("other-document", ("second",))


def test_a_withdrawn_document_is_the_cause_of_what_only_it_said() -> None:
    title = "The first article"
    assert cause_of(rows(), rows("second"), "disruptions", DISRUPTION) == [
        Cause("withdrawn-document", ("first",), title=title)
    ]
    assert cause_of(rows(), rows("second"), "documents", "first") == [
        Cause("withdrawn-document", ("first",), title=title)
    ]


def test_what_is_known_about_a_document_is_no_edit_of_its_text() -> None:
    changed = rows()
    changed["documents"][0]["source_url"] = changed["disruptions"][0]["source_url"] = "https://example.org/moved"
    (cause,) = cause_of(rows(), changed, "disruptions", DISRUPTION)
    assert (cause.kind, cause.of) == ("redescribed-document", ("first",))


def test_a_new_measurement_changes_confidence_alone() -> None:
    changed = rows()
    for passage in changed["evidence"]:
        passage["confidence"] = 0.9
    assert cause_of(rows(), changed, "disruptions", DISRUPTION) == [Cause("measurement")]


def test_a_correction_is_told_with_who_and_why() -> None:
    before = rows()
    before["corrections"] = []
    changed = rows()
    changed["ratings"][0]["corrected"] = "confirmed"
    cause = Cause("correction", ("fix.1",), who="A. Editor", when="2026-11-24", why="The report says so")
    assert cause_of(before, changed, "ratings", RATING) == [cause]
    assert cause_of(before, changed, "corrections", "fix.1") == [cause]


def test_who_decided_is_told_as_words_alone() -> None:
    decided = Cause("correction", ("fix.1",), who="<b>A</b>", when="2026-11-24", why="[x](y)")
    added = (RowChange("a", causes=(decided,)),)
    text = as_markdown("1.1.0", Changes("1.0.0", (TableChanges("ratings", added=added),)))
    assert "<b>" not in text
    assert "[x]" not in text
