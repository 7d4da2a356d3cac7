"""Corrections and review from the command: in force with the next run, loud where they are not."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest
import yaml

from flows.arguments import USAGE
from flows.cli import DONE, WRONG, main
from tests.conftest import Folders

Output = pytest.CaptureFixture[str]
# Whose figure is sure: it names the body that it is of.
ROW = "derbyshire-constabulary.serious-and-organised-crime.2023-03"
CONFIRM = f"""
action: confirm
who: A. Editor
when: 2026-11-24
why: The report says so
table: ratings
row_id: {ROW}
expect: {{grade: outstanding}}
"""
REMOVE = """
action: remove-person
who: A. Editor
when: 2026-11-24
why: Ada Quillfeather asked
name: Ada Quillfeather
"""
FIGURE = "This article is invented.\nDorset Police was judged ‘good’ at tackling organised crime, HMICFRS said.\n"
REMOVE_DOCUMENT = """
action: remove-document
who: A. Editor
when: 2026-11-24
why: The publisher asked
document_id: zebedee
"""
README = Path(__file__).parents[1] / "raw" / "corrections" / "README.md"


def run(folders: Folders, *options: str) -> int:
    return main(["run", "--direct", *folders.options, *options])


def table(folders: Folders, name: str) -> pd.DataFrame:
    return pd.read_csv(folders.output / "latest" / f"{name}.csv")


def test_a_correction_makes_a_new_release_that_tells_of_it(published: Folders) -> None:
    folders = published
    folders.add("corrections/fix.yaml", CONFIRM)
    assert run(folders, "--strict") == DONE
    assert table(folders, "ratings")["corrected"].tolist() == ["confirmed"]
    assert table(folders, "corrections")["why"].tolist() == ["The report says so"]
    assert main(["verify", str(folders.output / "latest"), "--raw", str(folders.raw)]) == DONE


def test_a_stale_correction_is_loud(folders: Folders, capsys: Output) -> None:
    folders.add("corrections/fix.yaml", CONFIRM.replace("outstanding", "good"))
    assert run(folders, "--strict", "--publish-anyway") == WRONG
    printed = capsys.readouterr()
    assert "NOT IN FORCE: 1 correction by people" in printed.out
    assert f"corrections/fix.yaml, line 8: grade of {ROW}: expected good, is outstanding" in printed.out
    assert "not_in_force=1" in printed.err
    assert table(folders, "ratings")["grade"].tolist() == ["outstanding"]


def test_an_entry_that_cannot_be_followed_is_loud_and_can_be_done_without(folders: Folders, capsys: Output) -> None:
    folders.add("corrections/broken.yaml", CONFIRM.replace("expect:", "expects:"))
    folders.add("corrections/fix.yaml", CONFIRM)
    assert run(folders, "--strict", "--publish-anyway") == WRONG
    assert "NOT IN FORCE: 1 correction by people" in capsys.readouterr().out
    assert table(folders, "quarantine")[["table", "reason"]].values.tolist() == [["corrections", "bad-correction"]]
    assert table(folders, "ratings")["corrected"].tolist() == ["confirmed"]


def test_a_rejected_row_is_nothing_to_mend(folders: Folders) -> None:
    folders.add("corrections/fix.yaml", CONFIRM.replace("confirm", "reject"))
    assert run(folders, "--strict") == DONE
    assert ROW not in set(table(folders, "ratings")["rating_id"])


def without_the_person(folders: Folders) -> None:
    """Nothing of the newest release has the name, in whatever file."""
    for path in filter(Path.is_file, (folders.output / "latest").rglob("*")):
        assert b"quillfeather" not in path.read_bytes().lower(), path.name
    with closing(sqlite3.connect(folders.output / "latest" / "facts.sqlite")) as database:
        assert "quillfeather" not in "\n".join(database.iterdump()).lower()


def test_a_removal_that_is_mended_later_tells_no_more(folders: Folders, capsys: Output) -> None:
    """Another spelling is given at first, and put right in the entry that was published already, on the same day."""
    folders.add("misspelled.txt", "This article is invented.\nAda Quilfether spoke.\n")
    folders.add(
        "another.txt", "This article is invented.\nKent Police was judged ‘good’ at tackling organised crime.\n"
    )
    folders.add("corrections/removal.yaml", REMOVE.replace("name: Ada Quillfeather", "name: Ada Quilfether"))
    assert run(folders, "--allow-shrink") == DONE
    assert "ada-quillfeather" in (folders.output / "latest" / "stakeholders.csv").read_text()
    folders.add("corrections/removal.yaml", REMOVE)
    assert run(folders, "--allow-shrink") == DONE
    without_the_person(folders)
    changes = json.loads((folders.output / "latest" / "changes.json").read_text())
    assert changes["removals"] == [changes["version"]]
    # A later release still records which version removed something.
    kent = folders.raw / "another.txt"
    kent.write_text(kent.read_text().replace("good", "outstanding"))
    assert run(folders) == DONE
    without_the_person(folders)
    newest = json.loads((folders.output / "latest" / "changes.json").read_text())
    assert newest["removals"] == [changes["version"]]
    # A comparison across the removal does not name the person either.
    capsys.readouterr()
    for last in (changes["version"], newest["version"]):
        assert main(["diff", str(folders.output / "v1.0.0"), str(folders.output / f"v{last}")]) == DONE
        assert "uillfeather" not in capsys.readouterr().out


def test_a_document_that_was_removed_is_in_no_file(folders: Folders) -> None:
    folders.add("zebedee.txt", FIGURE)
    assert run(folders) == DONE
    folders.add("corrections/removal.yaml", REMOVE_DOCUMENT)
    assert run(folders, "--allow-shrink") == DONE
    for path in filter(Path.is_file, (folders.output / "latest").rglob("*")):
        assert not re.search(b"zebedee|dorset", path.read_bytes().lower()), path.name


def test_review_lists_what_to_look_at(folders: Folders, capsys: Output) -> None:
    folders.add("corrections/fix.yaml", CONFIRM.replace("outstanding", "good"))
    run(folders, "--publish-anyway")
    capsys.readouterr()
    latest = str(folders.output / "latest")
    assert main(["review", latest]) == DONE
    counted, first = capsys.readouterr().out.split("\n\n")[:2]
    assert counted.startswith(f"{latest}: ")
    assert counted.splitlines()[1].split() == (
        ["1", "not-in-force:", "decisions", "of", "people", "that", "have", "no", "effect", "(1", "correction-stale)"]
    )
    assert first.strip() == f'correction-stale: corrections {ROW}\n    grade is now "outstanding"'
    assert main(["review", latest, "--format", "json"]) == DONE
    first, *_ = map(json.loads, capsys.readouterr().out.splitlines())
    assert first["why"] == "correction-stale"


def test_review_of_what_is_no_release_is_wrong_usage(tmp_path: Path, capsys: Output) -> None:
    assert main(["review", str(tmp_path)]) == USAGE
    assert main(["review", str(tmp_path / "missing")]) == USAGE
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_the_examples_of_the_readme_can_be_followed(folders: Folders, capsys: Output) -> None:
    from flows.reading.corrections import read_corrections

    examples = README.read_text().split("```yaml\n")[1:]
    for number, example in enumerate(examples):
        text = example.partition("```")[0]
        assert yaml.safe_load(text)
        folders.add(f"corrections/example-{number}.yaml", text)
    found, rejects, _ = read_corrections(folders.raw)
    assert rejects == ()
    assert {each.action for each in found} == {"amend", "add", "remove-person", "remove-document"}
