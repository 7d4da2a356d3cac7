"""Corrections and review from the command: in force with the next run, loud where they are not."""

import json
from pathlib import Path

import pandas as pd
import pytest
import yaml

from flows.cli import DONE, USAGE, WRONG, main
from tests.conftest import Folders

Output = pytest.CaptureFixture[str]
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
README = Path(__file__).parents[1] / "raw" / "corrections" / "README.md"


def run(folders: Folders, *options: str) -> int:
    return main(["run", "--direct", *folders.options, *options])


def table(folders: Folders, name: str) -> pd.DataFrame:
    return pd.read_csv(folders.output / "latest" / f"{name}.csv")


def test_a_correction_makes_a_new_release_that_tells_of_it(folders: Folders) -> None:
    assert run(folders) == DONE
    folders.add("corrections/fix.yaml", CONFIRM)
    assert run(folders, "--strict") == DONE
    assert table(folders, "ratings")["corrected"].tolist() == ["confirmed"]
    assert table(folders, "corrections")["why"].tolist() == ["The report says so"]
    assert main(["verify", str(folders.output / "latest"), "--raw", str(folders.raw)]) == DONE


def test_a_stale_correction_is_loud(folders: Folders, capsys: Output) -> None:
    folders.add("corrections/fix.yaml", CONFIRM.replace("outstanding", "good"))
    assert run(folders) == DONE
    told = capsys.readouterr()
    assert "NOT IN FORCE: 1 correction by people" in told.out
    assert run(folders, "--strict") == WRONG
    assert table(folders, "ratings")["grade"].tolist() == ["outstanding"]


def test_a_file_that_cannot_be_read_is_loud_and_stops_nothing(folders: Folders, capsys: Output) -> None:
    folders.add("corrections/broken.yaml", "{")
    folders.add("corrections/fix.yaml", CONFIRM)
    assert run(folders, "--strict") == WRONG
    assert "NOT IN FORCE: 1 correction by people" in capsys.readouterr().out
    assert table(folders, "quarantine")[["table", "reason"]].values.tolist() == [["corrections", "bad-correction"]]
    assert table(folders, "ratings")["corrected"].tolist() == ["confirmed"]


def test_a_rejected_row_is_nothing_to_mend(folders: Folders) -> None:
    folders.add("corrections/fix.yaml", CONFIRM.replace("confirm", "reject"))
    assert run(folders, "--strict") == DONE
    assert ROW not in set(table(folders, "ratings")["rating_id"])


def test_nobody_who_was_removed_is_in_the_next_release(folders: Folders) -> None:
    folders.add(
        "another.txt", "This article is invented.\nKent Police was judged ‘good’ at tackling organised crime.\n"
    )
    assert run(folders) == DONE
    assert "ada-quillfeather" in (folders.output / "latest" / "stakeholders.csv").read_text()
    folders.add("corrections/ada-quillfeather.yaml", REMOVE)
    assert run(folders, "--allow-shrink") == DONE
    for path in filter(Path.is_file, (folders.output / "latest").rglob("*")):
        assert b"quillfeather" not in path.read_bytes().lower(), path.name


def test_review_lists_what_to_look_at(folders: Folders, capsys: Output) -> None:
    folders.add("corrections/fix.yaml", CONFIRM.replace("outstanding", "good"))
    run(folders)
    capsys.readouterr()
    latest = str(folders.output / "latest")
    assert main(["review", latest]) == DONE
    assert capsys.readouterr().out.startswith(f"correction-stale: corrections {ROW}\n    grade ")
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
    found, rejects = read_corrections(folders.raw)
    assert rejects == ()
    assert {each.action for each in found} == {"amend", "add", "remove-person", "remove-document"}
