"""A script of releases: what a user of the second, the third and the sixth release sees of each change, and why.

The articles are invented: real bodies, invented people and figures.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from flows import stages
from flows.cli import DONE, main
from flows.plan import Plan
from flows.reading import read
from flows.release import Outcome, verify
from schemas.renames import Rename
from tests.release.folders import contents

ROOT = Path(__file__).parents[1]
FIRST = """\
This article is invented: real bodies, an invented person.
Published 14 March 2023
Derbyshire Constabulary was judged ‘outstanding’ at tackling serious and organised crime, HMICFRS said.
In its report published on March 2, 2023, HMICFRS said that Derbyshire Constabulary led
31 disruptions of organised crime groups in the year to 31 May 2022.
Chief Constable Ada Quillfeather, of Derbyshire Constabulary, said: “We welcome the report.”
"""
SECOND = """\
This article is invented: real bodies, an invented person.
Published 20 March 2023
In its report published on March 2, 2023, HMICFRS judged Derbyshire Constabulary ‘outstanding’ at tackling serious
and organised crime.
In the same report Lincolnshire Police was judged ‘good’ at tackling serious and organised crime.
"""
GRADE = "derbyshire-constabulary.serious-and-organised-crime.2023-03"
CORRECTION = f"""\
- action: amend
  table: ratings
  row_id: {GRADE}
  expect:
    inspected_in:
  set:
    inspected_in: "2022"
  who: B. Reader
  when: 2026-11-20
  why: The report says when the inspection was
"""
SEEN_FROM_ANOTHER = {
    *("document_count", "passage_count", "mention_count", "rating_count", "disruption_count", "stakeholder_count"),
    *("current", "conflicting", "confidence"),
}


class Script:
    """A folder of documents, one of releases, and what each release was made from."""

    def __init__(self, folder: Path) -> None:
        self.raw, self.output, self.folder = folder / "raw", folder / "output", folder
        self.raw.mkdir(parents=True, exist_ok=True)

    def copied(self, folder: Path) -> "Script":
        shutil.copytree(self.folder, folder, symlinks=True, dirs_exist_ok=True)
        return Script(folder)

    def write(self, name: str, text: str) -> None:
        (self.raw / name).parent.mkdir(exist_ok=True)
        (self.raw / name).write_text(text, encoding="utf-8")

    def run(self, output: Path | None = None) -> Outcome:
        store, reports = self.folder / "store", self.folder / "reports"
        plan = Plan(self.raw, output or self.output, 1, store=store, reports=reports)
        return stages.run(plan, lambda done, total: None).outcome

    def publish(self, version: str) -> dict[str, Any]:
        """Run; the release must be this one, and verify."""
        outcome = self.run()
        assert (outcome.version, outcome.published) == (version, True)
        assert verify(outcome.folder, self.raw, read, require_raw=True).problems == ()
        found: dict[str, Any] = json.loads((outcome.folder / "changes.json").read_text(encoding="utf-8"))
        assert (found["version"], found["previous"]) == (version, outcome.changes.previous)
        return found

    def publish_twice(self, version: str) -> dict[str, Any]:
        """As `publish`; it must come out the same from its inputs and its predecessor."""
        found = self.publish(version)
        again = self.folder / f"again-{version}"
        if found["previous"]:
            before = f"v{found['previous']}"
            shutil.copytree(self.output / before, again / before)
        assert contents(self.run(again).folder) == contents(self.output / f"v{version}")
        return found

    def notes(self, version: str) -> str:
        return (self.output / f"v{version}" / "CHANGES.md").read_text(encoding="utf-8")

    def row(self, table: str, key: str) -> dict[str, Any]:
        frame = pd.read_parquet(self.output / "latest" / f"{table}.parquet").set_index(f"{table[:-1]}_id")
        return dict(frame.loc[key])


def causes(changes: dict[str, Any], row: dict[str, Any]) -> list[dict[str, Any]]:
    by_number = {cause["number"]: cause for cause in changes["causes"]}
    return [by_number[number] for number in row["causes"]]


def changed_rows(changes: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, table in changes["tables"].items():
        yield from ((name, row) for row in table["changed"])


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Script:
    """A first release, of one article."""
    made = Script(tmp_path_factory.mktemp("first"))
    made.write("derbyshire.txt", FIRST)
    made.publish_twice("1.0.0")
    return made


@pytest.fixture
def script(first: Script, tmp_path: Path) -> Script:
    """The same to go on from."""
    return first.copied(tmp_path)


@pytest.fixture(scope="module")
def second(first: Script, tmp_path_factory: pytest.TempPathFactory) -> Script:
    """A second release, with another article; nobody changes it."""
    made = first.copied(tmp_path_factory.mktemp("second"))
    made.write("lincolnshire.txt", SECOND)
    made.publish_twice("1.1.0")
    return made


def test_a_first_release_says_so_in_every_fact(script: Script) -> None:
    assert "The first release: 1 rating, 1 figure of disruption, " in script.notes("1.0.0")
    row = script.row("ratings", GRADE)
    assert (row["first_release"], row["changed_release"]) == ("1.0.0", "1.0.0")


def test_nothing_new_publishes_nothing(script: Script) -> None:
    before = contents(script.output)
    assert not script.run().published
    assert contents(script.output) == before


def test_another_article_adds_and_withdraws_nothing_and_is_named(second: Script) -> None:
    script = second
    changes = json.loads((script.output / "v1.1.0" / "changes.json").read_text(encoding="utf-8"))
    assert changes["level"] == "minor"
    assert {name: table["withdrawn"] for name, table in changes["tables"].items() if table["withdrawn"]} == {}
    rows = list(changed_rows(changes))
    assert {cell["column"] for _, row in rows for cell in row["cells"]} <= SEEN_FROM_ANOTHER
    assert [row["key"] for name, row in rows if name == "ratings"] == [GRADE]
    for _, row in rows:
        assert {(c["kind"], *c["of"]) for c in causes(changes, row)} <= {
            ("other-document", "lincolnshire"),
            ("new-document", "lincolnshire"),
        }
    (added,) = changes["tables"]["ratings"]["added"]
    (cause,) = causes(changes, added)
    assert (cause["kind"], cause["of"]) == ("new-document", ["lincolnshire"])
    assert "## New document: `lincolnshire`" in script.notes("1.1.0") or "(`lincolnshire`)" in script.notes("1.1.0")
    row = script.row("ratings", GRADE)
    assert (row["first_release"], row["changed_release"]) == ("1.0.0", "1.1.0")
    assert script.row("ratings", added["key"])["first_release"] == "1.1.0"


def test_a_figure_edited_in_the_source_names_the_document(script: Script) -> None:
    script.write("derbyshire.txt", FIRST.replace("31 disruptions", "32 disruptions"))
    changes = script.publish("1.0.1")
    (figure,) = changes["tables"]["disruptions"]["changed"]
    cells = {cell["column"]: (cell["old"], cell["new"]) for cell in figure["cells"]}
    assert cells["count"] == (31, 32)
    (cause,) = causes(changes, figure)
    assert (cause["kind"], cause["of"]) == ("edited-document", ["derbyshire"])
    assert "## Edited document: " in script.notes("1.0.1")
    assert "count `31` → `32`" in script.notes("1.0.1")


def test_a_correction_is_a_patch_that_says_who_and_why(script: Script) -> None:
    script.write("corrections/grade.yaml", CORRECTION)
    changes = script.publish("1.0.1")
    (grade,) = changes["tables"]["ratings"]["changed"]
    (cause,) = causes(changes, grade)
    assert (cause["kind"], cause["who"], cause["when"]) == ("correction", "B. Reader", "2026-11-20")
    assert cause["why"] == "The report says when the inspection was"
    assert {cell["column"] for cell in grade["cells"]} == {"inspected_in", "corrected"}
    assert "B. Reader, 2026-11-20: The report says when the inspection was" in script.notes("1.0.1")


def test_a_report_whose_date_becomes_known_leads_from_the_old_identifier(script: Script) -> None:
    script.write("derbyshire.txt", FIRST.replace("In its report published on March 2, 2023, ", ""))
    script.publish("1.1.0")
    undated = "derbyshire-constabulary.serious-and-organised-crime.undated-derbyshire"
    withdrawn = pd.read_parquet(script.output / "latest" / "withdrawn.parquet").set_index("row_id")
    assert withdrawn.loc[GRADE, "successor"] == undated
    script.write("derbyshire.txt", FIRST)
    script.publish("1.2.0")
    withdrawn = pd.read_parquet(script.output / "latest" / "withdrawn.parquet").set_index("row_id")
    assert (withdrawn.loc[undated, "successor"], withdrawn.loc[undated, "withdrawn_in"]) == (GRADE, "1.2.0")
    assert GRADE not in withdrawn.index, "it is in its table again"
    assert script.row("ratings", GRADE)["first_release"] == "1.0.0"


def test_the_same_is_shown_between_any_two_releases(second: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script = second
    old, new = (str(script.output / version) for version in ("v1.0.0", "v1.1.0"))
    capsys.readouterr()
    assert main(["diff", old, new]) == DONE
    assert capsys.readouterr().out == script.notes("1.1.0")
    assert main(["diff", old, new, "--format", "json"]) == DONE
    published = (script.output / "v1.1.0" / "changes.json").read_text(encoding="utf-8")
    assert json.loads(capsys.readouterr().out) == json.loads(published)


@pytest.mark.slow  # the quick ones are in tests/release/test_changes.py
def test_a_renamed_column_is_a_major_version_with_its_map(script: Script) -> None:
    """After all the other changes, in a copy of the code, thrown away afterwards, where `area_text` is `area_words`."""
    script.write("lincolnshire.txt", SECOND)
    script.publish_twice("1.1.0")
    script.write("derbyshire.txt", FIRST.replace("31 disruptions", "32 disruptions"))
    script.publish_twice("1.1.1")
    script.write("corrections/grade.yaml", CORRECTION)
    script.publish_twice("1.1.2")
    assert not script.run().published
    code = script.folder / "code"
    for package in ("flows", "schemas"):
        shutil.copytree(ROOT / package, code / package, ignore=shutil.ignore_patterns("__pycache__"))
    for path, old, new in (
        (code / "schemas" / "ratings.py", "    area_text: ", "    area_words: "),
        (code / "flows" / "consolidation" / "sql" / "ratings.sql", " area_text, ", " area_text AS area_words, "),
    ):
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), encoding="utf-8")
    with (code / "schemas" / "renames.csv").open("a", encoding="utf-8") as file:
        file.write("ratings,area_text,area_words\n")

    def inspection_facts(*arguments: str) -> str:
        command = [sys.executable, "-m", "flows.cli", *arguments]
        surroundings = {**os.environ, "PYTHONPATH": str(code)}
        done = subprocess.run(command, cwd=code, env=surroundings, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(output: Path) -> str:
        store = ("--store", str(script.folder / "store"), "--report", str(script.folder / "reports"))
        return inspection_facts("run", "--direct", "--raw", str(script.raw), "--output", str(output), *store)

    assert run(script.output).startswith("v2.0.0 published")
    changes = json.loads((script.output / "v2.0.0" / "changes.json").read_text(encoding="utf-8"))
    rename = Rename("ratings", "area_text", "area_words", "2.0.0")
    assert [Rename(**each) for each in changes["renames"]] == [rename]
    assert list(changed_rows(changes)) == [], "the same values under another name"
    assert "Columns renamed: `ratings.area_text` → `ratings.area_words`" in script.notes("2.0.0")
    inspection_facts("verify", str(script.output / "v2.0.0"), "--raw", str(script.raw), "--require-raw")
    again = script.folder / "again-2.0.0"
    shutil.copytree(script.output / "v1.1.2", again / "v1.1.2")
    run(again)
    assert contents(again / "v2.0.0") == contents(script.output / "v2.0.0")
    # Whoever adds a document later still finds the map.
    script.write("rutland.txt", SECOND.replace("Lincolnshire Police", "Leicestershire Police"))
    assert run(script.output).startswith("v2.1.0 published")
    later = json.loads((script.output / "v2.1.0" / "changes.json").read_text(encoding="utf-8"))
    assert [Rename(**each) for each in later["renames"]] == [rename]
