"""What a run tells about itself: a line, figures, a page; none of it can fail the run."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from flows import concluding, reporting, stages
from flows.extraction.claims import TABLE_OF
from flows.plan import Plan
from flows.refusals import Published
from flows.reporting import Report
from tests.conftest import Folders


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, Path]:
    """What the first of two runs over an article and an empty file gave, and the reports of both."""
    place = tmp_path_factory.mktemp("first")
    folders = Folders(place / "raw", place / "output")
    folders.add("derbyshire.txt")
    folders.add("empty.txt", "")
    plan = Plan(folders.raw, folders.output, 1, store=place / "store", reports=place / "reports")
    first, _ = (stages.run(plan, lambda done, total: None) for _ in range(2))
    return first, place / "reports"


def run(folders: Folders, reports: Path) -> Report:
    return stages.run(Plan(folders.raw, folders.output, 1, reports=reports), lambda done, total: None)


def figures(reports: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(reports.glob("*.json"))]


def test_the_figures_of_a_run_are_those_of_its_release(two_runs: tuple[Report, Path]) -> None:
    one, other = figures(two_runs[1])
    assert (one["published"], one["version"]) == (True, "1.0.0")
    assert (one["documents_extracted"], one["documents_from_store"]) == (1, 0)
    assert (other["documents_extracted"], other["documents_from_store"]) == (0, 1)
    assert one["rejected_files"] == one["quarantine"] == {"empty": 1}
    assert one["rows"]["documents"] == 1
    assert one["changes"]["ratings"]["added"] == one["rows"]["ratings"] > 0
    assert list(one["seconds_by_stage"]) == ["read_and_extract", "consolidate", "validate", "release", "review"]
    stages = one["seconds_by_stage"].values()
    assert sum(stages) <= one["seconds"] + 0.001 * len(stages)  # each is rounded to a thousandth
    assert one["peak_memory_mb"] > 0


def test_only_files_that_gave_no_document_are_counted_as_rejected(folders: Folders, tmp_path: Path) -> None:
    """Not each line of a sidecar: the document is there without it."""
    folders.add("derbyshire.yaml", "colour: blue\nshape: round\n")
    folders.add("nobody.yaml", "title: Nobody\n")
    folders.add("empty.txt", "")
    report = run(folders, tmp_path / "reports")
    assert report.quarantined == {"bad-sidecar": 2, "empty": 1, "orphan-sidecar": 1}
    assert report.rejected == {"empty": 1}
    assert " rejected=1 " in reporting.line(report)


def test_the_page_names_what_changed_the_quarantine_and_the_files(two_runs: tuple[Report, Path]) -> None:
    report, reports = two_runs
    page = min(reports.glob("*.md")).read_text(encoding="utf-8")
    assert page.startswith("# Version 1.0.0 published")
    assert "| empty | 1 |" in page
    assert f"({report.outcome.folder.as_uri()}/CHANGES.md)" in page


def test_the_line_is_one_line_of_names_and_values(two_runs: tuple[Report, Path]) -> None:
    line = reporting.line(two_runs[0])
    values = dict(pair.split("=") for pair in line.removeprefix("done: ").split(" "))
    assert values["version"] == "1.0.0"
    assert values["published"] == "true"
    assert values["extracted"] == "1"
    facts = sum(two_runs[0].outcome.counts[table] for table in TABLE_OF.values())
    assert [values[name] for name in ("added", "changed", "withdrawn")] == [str(facts), "0", "0"]


def test_a_report_that_cannot_be_written_fails_no_run(
    folders: Folders, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with caplog.at_level("WARNING", "flows"):
        assert run(folders, tmp_path / "file" / "reports").outcome.published
    assert "cannot write the report" in caplog.text


def test_only_the_newest_reports_are_kept(folders: Folders, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "KEPT", 1)
    for _ in range(2):
        run(folders, reports)
    assert [each["published"] for each in figures(reports)] == [False]
    assert len(list(reports.glob("*.md"))) == 1


def test_a_report_is_not_taken_for_an_old_one_because_clocks_differ(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reporting, "KEPT", 1)
    for year in (2031, 2030):
        reporting.write_page(reports, datetime(year, 1, 1, tzinfo=UTC), "", {"year": year}, "page")
    assert figures(reports) == [{"year": 2030}]


def test_a_run_that_fails_leaves_its_reason(folders: Folders, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stages, "release", full)
    with pytest.raises(OSError, match="No space"):
        run(folders, reports)
    (failure,) = figures(reports)
    assert failure["run"] == f"publish {folders.raw} to {folders.output}"
    assert failure["message"] == "OSError: [Errno 28] No space left on device"
    assert (failure["published"], failure["version"]) == (False, None)
    assert "This run published nothing" in next(reports.glob("*.md")).read_text(encoding="utf-8")


def test_a_run_that_fails_behind_its_release_says_that_this_is_published(
    folders: Folders, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(concluding, "review", full)
    left = r"v1\.0\.0 is published; the next run will bring the rest up to date"
    with pytest.raises(Published, match=f"No space left on device: free some space: {left}"):
        run(folders, reports)
    (failure,) = figures(reports)
    assert (failure["published"], failure["version"]) == (True, "1.0.0")
    assert "This run published v1.0.0" in next(reports.glob("*.md")).read_text(encoding="utf-8")
    with pytest.raises(OSError, match="No space"):  # nothing new, so nothing is published
        run(folders, reports)
    assert [each["published"] for each in figures(reports)] == [True, False]


def test_only_the_newest_failures_are_kept(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "KEPT", 2)
    for number in range(4):
        reporting.write_failure(reports, "a run", "Failed", f"\udce9 {number}")
    assert [each["message"] for each in figures(reports)] == ["? 2", "? 3"]


def test_a_failure_is_kept_with_its_reason(reports: Path) -> None:
    reporting.write_failure(reports, "publish raw to output", "Crashed", "killed")
    (failure,) = figures(reports)
    assert (failure["state"], failure["message"]) == ("Crashed", "killed")
    assert failure["published"] is None, "nobody knows"
    page = next(reports.glob("*.md")).read_text(encoding="utf-8")
    assert "Whether this run published anything, the folder of releases and the next run say." in page
