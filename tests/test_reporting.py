"""What a run tells about itself: a line, figures, a page; none of it can fail the run."""

import json
from pathlib import Path
from typing import Any

import pytest

from flows import reporting, stages
from flows.plan import Plan
from flows.reporting import Report
from tests.conftest import Folders


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return tmp_path / "reports"


def run(folders: Folders, reports: Path) -> Report:
    return stages.run(Plan(folders.raw, folders.output, 1, reports=reports), lambda done, total: None)


def figures(reports: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(reports.glob("*.json"))]


def test_the_figures_of_a_run_are_those_of_its_release(folders: Folders, reports: Path) -> None:
    folders.add("empty.txt", "")
    run(folders, reports)
    run(folders, reports)
    first, second = figures(reports)
    assert (first["published"], first["version"]) == (True, "1.0.0")
    assert (first["documents_extracted"], first["documents_from_store"]) == (1, 0)
    assert (second["documents_extracted"], second["documents_from_store"]) == (0, 1)
    assert first["rejected_files"] == first["quarantine"] == {"empty": 1}
    assert first["rows"]["documents"] == 1
    assert first["changes"]["ratings"]["added"] == first["rows"]["ratings"] > 0
    assert list(first["seconds_by_stage"]) == ["read_and_extract", "consolidate", "validate", "release", "review"]
    stages = first["seconds_by_stage"].values()
    assert sum(stages) <= first["seconds"] + 0.001 * len(stages)  # each is rounded to a thousandth
    assert first["peak_memory_mb"] > 0


def test_the_page_names_what_changed_the_quarantine_and_the_files(folders: Folders, reports: Path) -> None:
    folders.add("empty.txt", "")
    report = run(folders, reports)
    (path,) = reports.glob("*.md")
    page = path.read_text(encoding="utf-8")
    assert page.startswith("# Version 1.0.0 published")
    assert "| empty | 1 |" in page
    assert f"({report.outcome.folder.as_uri()}/CHANGES.md)" in page


def test_the_line_is_one_line_of_names_and_values(folders: Folders, reports: Path) -> None:
    line = reporting.line(run(folders, reports))
    values = dict(pair.split("=") for pair in line.removeprefix("done: ").split(" "))
    assert values["version"] == "1.0.0"
    assert values["published"] == "true"
    assert values["extracted"] == "1"


def test_a_report_that_cannot_be_written_fails_no_run(
    folders: Folders, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with caplog.at_level("WARNING", "flows"):
        assert run(folders, tmp_path / "file" / "reports").outcome.published
    assert "cannot write the report" in caplog.text


def test_only_the_newest_reports_are_kept(folders: Folders, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "KEPT", 2)
    for _ in range(3):
        run(folders, reports)
    assert [each["published"] for each in figures(reports)] == [False, False]
    assert len(list(reports.glob("*.md"))) == 2


def test_a_run_that_fails_leaves_its_reason(folders: Folders, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stages, "release", full)
    with pytest.raises(OSError, match="No space"):
        run(folders, reports)
    (failure,) = figures(reports)
    assert failure["run"] == f"publish {folders.raw} to {folders.output}"
    assert failure["message"] == "OSError: [Errno 28] No space left on device"


def test_only_the_newest_failures_are_kept(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "KEPT", 2)
    for number in range(4):
        reporting.write_failure(reports, "a run", "Failed", f"\udce9 {number}")
    assert [each["message"] for each in figures(reports)] == ["? 2", "? 3"]


def test_a_failure_is_kept_with_its_reason(reports: Path) -> None:
    reporting.write_failure(reports, "publish raw to output", "Crashed", "killed")
    (failure,) = figures(reports)
    assert (failure["state"], failure["message"]) == ("Crashed", "killed")
