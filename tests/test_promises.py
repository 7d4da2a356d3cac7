"""What people ask for and cannot be done stops a run before anything is published, and says what to mend."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows import stages
from flows.cli import DONE, WRONG, main
from flows.plan import Plan
from flows.refusals import NotFulfilled
from tests.cases import mostly_slow
from tests.conftest import Folders
from tests.release.folders import contents
from tests.test_corrections import CONFIRM, FIGURE, REMOVE, REMOVE_DOCUMENT, ROW, run, table, without_the_person

Output = pytest.CaptureFixture[str]
KENT = "This article is invented.\nKent Police was judged ‘good’ at tackling organised crime, HMICFRS said.\n"
REMOVALS = [("derbyshire", REMOVE), ("zebedee", REMOVE_DOCUMENT)]
TYPO = REMOVE.replace("name: Ada Quillfeather", "name: Ada Quilfether")


@pytest.fixture
def removed(folders: Folders, publish_first: Callable[[Folders], None]) -> Folders:
    """A folder with two articles and a removal, and one with their release."""
    folders.add("another.txt", KENT)
    folders.add("corrections/removal.yaml", REMOVE)
    publish_first(folders)
    return folders


def problems(folders: Folders, *options: str) -> list[str]:
    """What a run that publishes nothing says on its last lines, one for each problem."""
    before = contents(folders.output) if folders.output.exists() else {}
    plan = Plan(folders.raw, folders.output, 1, publish_anyway="--publish-anyway" in options)
    with pytest.raises(NotFulfilled) as stopped:
        stages.run(replace(plan, allow_shrink="--allow-shrink" in options), lambda done, total: None)
    assert (contents(folders.output) if folders.output.exists() else {}) == before
    first, *lines = str(stopped.value).split("\n")
    assert first.startswith("nothing is published")
    return [line.strip() for line in lines]


def test_a_removal_that_names_nobody_stops_the_run_and_names_the_nearest(published: Folders) -> None:
    published.add("corrections/removal.yaml", TYPO)
    (line,) = problems(published, "--publish-anyway", "--allow-shrink")
    assert line.startswith("corrections/removal.yaml, line 6: “Ada Quilfether” names nobody")
    assert line.endswith("nearest: Ada Quillfeather")


def test_the_command_exits_with_1_and_tells_all_problems_at_once(published: Folders, capsys: Output) -> None:
    folders = published
    folders.add("corrections/removal.yaml", TYPO)
    folders.add("corrections/document.yaml", REMOVE_DOCUMENT.replace("zebedee", "derbyshyre"))
    folders.add("corrections/Remove-1.yaml", REMOVE)
    folders.add("corrections/broken.yaml", "name: [Ada\n")
    folders.add("corrections/key.yaml", CONFIRM.replace("expect:", "expects:").replace("who: A. Editor\n", ""))
    folders.add("corrections/action.yaml", CONFIRM.replace("action: confirm", "action: confrim"))
    folders.add("corrections/stale.yaml", CONFIRM.replace("outstanding", "good"))
    folders.add("corrections/gone.yaml", CONFIRM.replace(ROW, ROW.replace("2023", "2024")))
    capsys.readouterr()
    assert run(folders, "--publish-anyway") == WRONG
    err = capsys.readouterr().err.splitlines()
    lines = [line.strip() for line in err[next(i for i, line in enumerate(err) if "nothing is published" in line) :]]
    for start, end in (
        ("corrections/removal.yaml, line 6: ", "nearest: Ada Quillfeather"),
        ("corrections/document.yaml, line 6: the document derbyshyre ", "nearest: derbyshire"),
        ("corrections/Remove-1.yaml, line 1: ", "ending in .yaml"),
        ("corrections/broken.yaml, line 2: ", "is not YAML at line 2"),
        ("corrections/key.yaml, line 2: ", "needs the key `who`"),
        ("corrections/key.yaml, line 2: ", "needs the key `expect`"),
        ("corrections/key.yaml, line 7: entry 1 (`expects`) ", "nearest: expect"),
        ("corrections/action.yaml, line 2: entry 1 (`confrim`) ", "nearest: confirm"),
        ("corrections/stale.yaml, line 8: ", f"grade of {ROW}: expected good, is outstanding"),
        ("corrections/gone.yaml, line 7: the row ", f"nearest: {ROW}"),
    ):
        assert any(line.startswith(start) and line.endswith(end) for line in lines), (start, lines)
    assert json.loads((folders.output / "releases.json").read_text())["latest"] == "1.0.0"


def test_a_passage_that_is_not_there_says_which_signs_it_lacks(folders: Folders) -> None:
    folders.add("page.txt", "This article is invented.\nDorset Police | Good | 2023\n")
    amend = CONFIRM.replace("confirm", "amend", 1) + "set: {grade: good}\n"
    quote = "passage: {document_id: page, quote: Dorset Police Good}\n"
    folders.add("corrections/fix.yaml", amend + quote)
    (line,) = problems(folders)
    assert 'is not in page: the passage lacks "|"; nearest: “Dorset Police | Good | 2023”' in line


@pytest.mark.parametrize(("name", "removal"), mostly_slow(REMOVALS, quick=[REMOVALS[0]]))
def test_a_removal_that_was_done_may_find_nothing_later(
    folders: Folders, publish_first: Callable[[Folders], None], name: str, removal: str
) -> None:
    """The document is deleted as well, as it should be, in the next step or in the same."""
    folders.add("zebedee.txt", FIGURE)
    folders.add("another.txt", KENT)
    publish_first(folders)
    folders.add("corrections/removal.yaml", removal)
    assert run(folders, "--allow-shrink") == DONE
    (folders.raw / f"{name}.txt").unlink()
    assert run(folders, "--allow-shrink") == DONE
    folders.add("third.txt", KENT.replace("Kent Police", "Essex Police"))
    assert run(folders) == DONE


@pytest.mark.parametrize(("name", "removal"), mostly_slow(REMOVALS, quick=[REMOVALS[1]]))
def test_a_removal_may_take_out_of_the_last_release_alone(
    folders: Folders, publish_first: Callable[[Folders], None], name: str, removal: str
) -> None:
    folders.add("zebedee.txt", FIGURE)
    folders.add("another.txt", KENT)
    publish_first(folders)
    (folders.raw / f"{name}.txt").unlink()
    folders.add("corrections/removal.yaml", removal)
    assert run(folders, "--allow-shrink") == DONE
    assert len(table(folders, "corrections")) == 1
    assert run(folders) == DONE


def test_a_new_removal_is_not_taken_for_one_of_the_same_day_that_was_done(removed: Folders) -> None:
    folders = removed
    folders.add("corrections/a.yaml", REMOVE.replace("name: Ada Quillfeather", "name: Tam Ferrow"))
    (line,) = problems(folders)
    assert line.startswith("corrections/a.yaml, line 6: “Tam Ferrow” names nobody")


@pytest.mark.parametrize("newer", mostly_slow(["a.yaml", "z.yaml"], quick=["a.yaml"]))
def test_of_two_removals_of_a_day_only_the_newer_is_blamed(removed: Folders, newer: str) -> None:
    """The older was carried out and finds nothing any more, as the document is gone; the newer never named anybody."""
    folders = removed
    (folders.raw / "derbyshire.txt").unlink()
    assert run(folders, "--allow-shrink") == DONE
    os.utime(folders.raw / "corrections" / "removal.yaml", (0, 0))
    folders.add(f"corrections/{newer}", REMOVE.replace("name: Ada Quillfeather", "name: Tam Ferrow"))
    (line,) = problems(folders)
    assert line.startswith(f"corrections/{newer}, line 6: “Tam Ferrow” names nobody")
    assert "it has 1, taken to be corrections/removal.yaml, line 2" in line


def test_nobody_comes_back_because_a_removal_was_edited_wrongly(removed: Folders) -> None:
    folders = removed
    folders.add("corrections/removal.yaml", TYPO)
    (line,) = problems(folders)
    assert "is nearly a name that would be published" in line
    assert line.endswith("nearest: Ada Quillfeather")
    folders.add("corrections/removal.yaml", REMOVE)
    assert run(folders) == DONE
    without_the_person(folders)


def test_another_spelling_of_who_is_removed_is_not_left_in_silence(folders: Folders) -> None:
    folders.add("another.txt", KENT)
    article = folders.raw / "derbyshire.txt"
    folders.add("misspelled.txt", article.read_text().replace("Ada Quillfeather", "Ada Quilfeather"))
    folders.add("corrections/removal.yaml", REMOVE)
    (line,) = problems(folders, "--publish-anyway")
    assert "is nearly a name that would be published" in line
    assert line.endswith("nearest: Ada Quilfeather")
    folders.add("corrections/removal.yaml", f"{REMOVE}also: [Ada Quilfeather]\n")
    assert run(folders) == DONE
    without_the_person(folders)


def test_a_removal_that_names_nobody_stops_the_very_first_run(folders: Folders) -> None:
    folders.add("corrections/removal.yaml", TYPO)
    (line,) = problems(folders)
    assert "names nobody" in line
    assert not folders.output.exists()


def test_somebody_else_with_nearly_the_same_name_stops_one_run_at_most(removed: Folders) -> None:
    folders = removed
    article = folders.raw / "derbyshire.txt"
    article.write_text(article.read_text().replace("Ada Quillfeather", "Eda Quillfeather"))
    assert problems(folders)[0].endswith("nearest: Eda Quillfeather")
    assert run(folders, "--allow-shrink") == DONE
    assert run(folders) == DONE


def test_a_file_that_was_rejected_is_not_blamed_on_a_removal(
    folders: Folders, publish_first: Callable[[Folders], None]
) -> None:
    folders.add("another.txt", KENT)
    folders.add("zebedee.txt", FIGURE)  # as others begin, too
    publish_first(folders)
    folders.add("empty.txt", "")
    folders.add("corrections/removal.yaml", REMOVE)
    assert run(folders, "--allow-shrink") == DONE
    changes = json.loads((folders.output / "latest" / "changes.json").read_text())
    causes = {cause["number"]: cause["kind"] for cause in changes["causes"]}
    added = changes["tables"]["quarantine"]["added"]
    assert [[causes[number] for number in row["causes"]] for row in added] == [["rejected-file"]]
    without_the_person(folders)


def test_the_report_of_a_run_says_what_could_not_be_done(folders: Folders, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    folders.add("corrections/fix.yaml", CONFIRM.replace("outstanding", "good"))
    line = f"corrections/fix.yaml, line 8: grade of {ROW}: expected good, is outstanding"
    assert run(folders, "--report", str(reports)) == WRONG
    assert run(folders, "--report", str(reports), "--publish-anyway") == DONE
    failed, done = (json.loads(path.read_text()) for path in sorted(reports.glob("*.json")))
    assert (failed["published"], done["published"]) == (False, True)
    for figures in (failed["unfulfilled"], done["not_in_force"]):
        assert [(each["file"], each["line"]) for each in figures] == [("corrections/fix.yaml", 8)]
    assert all(f"- {line}" in path.read_text() for path in reports.glob("*.md"))
    assert len([*reports.glob("*.md")]) == 2


def test_no_release_and_no_reject_says_what_a_removal_says(removed: Folders) -> None:
    """What is printed for whoever runs this is published nowhere."""
    folders = removed
    without_the_person(folders)
    folders.add("corrections/wrong.yaml", CONFIRM.replace("who:", "Ada Quillfeather:"))
    assert run(folders, "--publish-anyway") == DONE
    without_the_person(folders)


def test_a_preview_shows_what_would_change_and_writes_nothing(
    folders: Folders, publish_first: Callable[[Folders], None], tmp_path: Path, capsys: Output
) -> None:
    options = ["--preview", "--report", str(tmp_path / "reports")]
    assert run(folders, *options) == DONE
    assert "v1.0.0 would be" in capsys.readouterr().out
    assert not folders.output.exists()
    publish_first(folders)
    before = contents(folders.output)
    folders.add("another.txt", KENT)
    folders.add("empty.txt", "")
    capsys.readouterr()
    assert run(folders, *options, "--strict") == WRONG
    shown = capsys.readouterr().out
    assert contents(folders.output) == before
    assert not (tmp_path / "reports").exists()
    assert "## In quarantine: 1, of which new: 1\n\n- empty: empty.txt" in shown
    assert "v1.1.0 would be" in shown
    # Without --direct there is no server either; and what was shown is what is published.
    assert main(["run", *folders.options, *options]) == DONE
    assert capsys.readouterr().out.endswith(shown)
    assert run(folders) == DONE
    assert (folders.output / "v1.1.0" / "CHANGES.md").read_text() in shown
    capsys.readouterr()
    assert run(folders, *options) == DONE
    assert "v1.1.0 is up to date, nothing would be new" in capsys.readouterr().out


def test_a_preview_tells_new_conflicts_and_refuses_what_the_run_would_refuse(
    published: Folders, capsys: Output
) -> None:
    folders = published
    text = (folders.raw / "derbyshire.txt").read_text()
    folders.add("other.txt", text.replace("31 disruptions", "33 disruptions"))
    capsys.readouterr()
    plan = Plan(folders.raw, folders.output, 1, preview=True)
    report = stages.run(plan, lambda done, total: None)
    assert report.preview is not None
    assert not report.outcome.published
    conflicts = report.preview.conflicts
    assert len(conflicts.first) == conflicts.new == conflicts.every == 2
    assert any(line.startswith("conflict: disruptions ") for line in report.preview.review.first)
    folders.add("corrections/removal.yaml", TYPO)
    assert run(folders, "--preview") == WRONG
    (folders.raw / "corrections" / "removal.yaml").unlink()
    for path in folders.raw.glob("*.txt"):
        path.write_text("Nothing of interest.\n")
    assert run(folders, "--preview") == WRONG
    assert "would be withdrawn" in capsys.readouterr().err
