"""What is published, under which version, and when nothing is."""

import json
import shutil
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from flows.release import ReleaseRefused, releases
from flows.release.change_files import LEVELS
from flows.release.checksums import problems
from flows.release.checksums import write as write_checksums
from flows.release.descriptors import CHANGES
from flows.release.writing import write_json
from tests.frames import publish, split
from tests.release.folders import contents
from tests.release.invented import RATING, TEXTS, rows, tables


def entries(output: Path) -> list[dict[str, Any]]:
    listed = json.loads((output / "releases.json").read_text(encoding="utf-8"))
    assert listed["latest"] == listed["releases"][-1]["version"]
    entries: list[dict[str, Any]] = listed["releases"]
    return entries


def test_the_first_release_is_1_0_0(output: Path) -> None:
    assert sorted(path.name for path in output.iterdir()) == ["latest", "releases.json", "v1.0.0"]
    (entry,) = entries(output)
    assert (entry["version"], entry["previous"], entry["created"]) == ("1.0.0", None, "2024-01-01T00:00:00Z")
    assert contents(output / "latest") == contents(output / "v1.0.0")


def test_nothing_new_publishes_nothing(output: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*")}
    outcome = publish(tables("first"), output)
    assert (outcome.published, outcome.version, outcome.folder) == (False, "1.0.0", output / "v1.0.0")
    assert {path: path.stat().st_mtime_ns for path in output.rglob("*")} == before


def test_new_rows_are_a_minor_version(output: Path) -> None:
    first = contents(output / "v1.0.0")
    outcome = publish(tables(), output)
    assert (outcome.published, outcome.version) == (True, "1.1.0")
    assert [row.key for row in outcome.changes.of("documents").added] == ["second"]
    assert contents(output / "v1.0.0") == first
    assert contents(output / "latest") == contents(output / "v1.1.0")
    assert [(entry["version"], entry["previous"]) for entry in entries(output)] == [
        ("1.0.0", None),
        ("1.1.0", "1.0.0"),
    ]


def test_changed_values_are_a_patch(output: Path) -> None:
    changed = rows("first")
    changed["ratings"][0] |= {"grade": "good", "grade_rank": 2}
    assert publish(split(changed, TEXTS), output).version == "1.0.1"
    changes = json.loads((output / "v1.0.1" / "changes.json").read_text(encoding="utf-8"))
    assert changes["tables"]["ratings"]["changed"] == [
        {
            "key": RATING,
            "causes": [1],
            "cells": [
                {"column": "grade", "old": "outstanding", "new": "good"},
                {"column": "grade_rank", "old": 1, "new": 2},
            ],
        }
    ]
    notes = (output / "v1.0.1" / "CHANGES.md").read_text(encoding="utf-8")
    words = "Leicestershire Police: good, serious-and-organised-crime, report of 2023-03-02"
    assert f"- {words} · `{RATING}`: grade" in notes
    assert "grade `outstanding` → `good`; grade_rank `1` → `2` (by as-said)" in notes


def test_extras_are_carried_and_compared(output: Path) -> None:
    for content_, version in ((b"{}", "1.0.1"), (b"{}", "1.0.1"), (b"[]", "1.0.2")):
        assert publish(tables("first"), output, extras={"accuracy.json": content_}).version == version
    descriptor = json.loads((output / "latest" / "datapackage.json").read_text(encoding="utf-8"))
    assert "accuracy.json" in [resource["path"] for resource in descriptor["resources"]]


def test_created_stands_in_releases_json_alone(output: Path) -> None:
    assert all(b"2024-01-01" not in data for data in contents(output / "v1.0.0").values())


@pytest.mark.parametrize("levels", [LEVELS, 100], ids=["a row on a line", "a row on several"])
def test_rows_that_changed_are_counted_and_not_kept(levels: int, tmp_path: Path) -> None:
    many = [{"key": f"body.area.{number:09}", "causes": [1]} for number in range(20_000)]
    evidence = {"added": many, "changed": [{**many[0], "cells": [{"column": "end"}]}], "withdrawn": []}
    folder = tmp_path / "v1.0.0"
    changes = {"previous": None, "level": None, "tables": {"evidence": evidence, "bodies": {**evidence, "added": []}}}
    write_json(folder / CHANGES, changes, levels)
    write_json(folder / "datapackage.json", {})
    write_checksums(folder)
    tracemalloc.start()
    releases.settle(tmp_path, "2026-01-01T00:00:00Z", unchecked=False)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    (entry,) = releases.listed(tmp_path)
    assert entry["changes"]["rows"] == {
        "evidence": {"added": 20_000, "changed": 1, "withdrawn": 0},
        "bodies": {"added": 0, "changed": 1, "withdrawn": 0},
    }
    assert levels != LEVELS or most < 500_000  # of a file of 1.3 megabytes


def test_created_can_be_set_from_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    publish(tables(), tmp_path)
    assert entries(tmp_path)[0]["created"] == "1970-01-02T00:00:00Z"


def test_losing_every_document_is_refused(output: Path) -> None:
    before = contents(output / "latest")
    with pytest.raises(ReleaseRefused, match=r"all 1 documents of 1\.0\.0 would be withdrawn.*--allow-shrink"):
        publish(split({}, {}), output)
    assert contents(output / "latest") == before
    assert publish(split({}, {}), output, allow_shrink=True).version == "1.1.0"


def test_losing_most_facts_is_refused(output: Path) -> None:
    fewer = rows("first")
    fewer["disruptions"], fewer["ratings"] = [], []
    left = split(fewer, TEXTS)
    with pytest.raises(ReleaseRefused, match="2 of the 3 facts"):
        publish(left, output)
    (withdrawn,) = publish(left, output, allow_shrink=True).changes.of("ratings").withdrawn
    assert withdrawn.key == RATING


def test_losing_few_facts_is_not(output: Path) -> None:
    fewer = rows("first")
    fewer["ratings"] = []
    assert publish(split(fewer, TEXTS), output).version == "1.1.0"


def test_nothing_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseRefused, match="nothing to publish"):
        publish(split({}, {}), tmp_path / "output")
    assert list((tmp_path / "output").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    with pytest.raises(ReleaseRefused, match="nothing was published") as refused:
        publish(tables(), tmp_path / "output")
    assert "\n" not in str(refused.value)


def test_a_release_that_was_tampered_with_is_not_built_upon(output: Path) -> None:
    with (output / "v1.0.0" / "ratings.csv").open("a") as file:
        file.write("x\n")
    with pytest.raises(ReleaseRefused, match=r"v1\.0\.0 was changed .*ratings\.csv"):
        publish(tables(), output)


def test_not_even_with_checksums_that_fit(output: Path) -> None:
    release = output / "v1.0.0"
    path = release / "datapackage.json"
    path.write_bytes(path.read_bytes().replace(b"40", b"41"))
    write_checksums(release)
    with pytest.raises(ReleaseRefused, match=r"datapackage\.json.*releases\.json"):
        publish(tables(), output)


def test_a_missing_release_is_not_built_upon(output: Path) -> None:
    shutil.rmtree(output / "v1.0.0")
    with pytest.raises(ReleaseRefused, match=r"v1\.0\.0 is missing"):
        publish(tables(), output)


@pytest.mark.parametrize("damage", ["{", "[]", '{"releases": [{}]}', '{"releases": [{"version": "x"}]}'])
def test_an_unreadable_list_of_releases_is_refused(output: Path, damage: str) -> None:
    (output / "releases.json").write_text(damage)
    with pytest.raises(ReleaseRefused, match=r"releases\.json cannot be read"):
        publish(tables(), output)


def test_what_a_killed_publisher_left_is_removed(output: Path) -> None:
    (output / ".staging-v1.1.0").mkdir()
    (output / ".staging-v1.1.0" / "ratings.csv").write_text("half a ta")
    (output / ".staging-releases.json").write_text("{")
    publish(tables("first"), output)
    assert sorted(path.name for path in output.iterdir()) == ["latest", "releases.json", "v1.0.0"]


@pytest.mark.parametrize("target", ["v1.0.0", "../precious", "nowhere"])
@pytest.mark.parametrize("name", ["latest", ".staging-x"])
def test_a_link_is_removed_and_never_followed(output: Path, name: str, target: str) -> None:
    precious = output.parent / "precious"
    shutil.copytree(output / "v1.0.0", precious)
    before = contents(precious)
    for found, version in ((tables("first"), "1.0.0"), (tables(), "1.1.0")):
        if name == "latest":
            shutil.rmtree(output / name)
        (output / name).symlink_to(target)
        assert publish(found, output).version == version
        assert not any(path.is_symlink() for path in (output, *output.iterdir()))
        assert contents(output / "latest") == contents(output / f"v{version}")
    assert contents(precious) == before


def test_latest_is_restored(output: Path) -> None:
    (output / "latest" / "ratings.csv").unlink()
    publish(tables("first"), output)
    assert contents(output / "latest") == contents(output / "v1.0.0")
    shutil.rmtree(output / "latest")
    publish(tables("first"), output)
    assert contents(output / "latest") == contents(output / "v1.0.0")


def test_publishers_wait_for_each_other(tmp_path: Path) -> None:
    variants = [tables("first"), tables(), tables("first"), tables()]
    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(lambda each: publish(each, tmp_path, allow_shrink=True), variants))
    listed = [entry["version"] for entry in entries(tmp_path)]
    assert sorted({outcome.version for outcome in outcomes}) == sorted(listed)
    assert len({outcome.version for outcome in outcomes if outcome.published}) == len(listed)
    assert not [problem for version in listed for problem in problems(tmp_path / f"v{version}")]
    assert not list(tmp_path.glob(".*"))
