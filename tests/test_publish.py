"""The flow on a real Prefect server: the same release as without one, and what can be seen of it."""

from __future__ import annotations

import subprocess
import sys
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from flows import batches, stages
from flows.cli import DONE, WRONG, main
from flows.plan import Plan
from flows.refusals import NotFulfilled, WrongPath
from flows.reporting import Report
from tests.cases import mostly_slow
from tests.conftest import ARTICLE, Folders
from tests.release.folders import contents
from tests.test_corrections import CONFIRM, ROW

if TYPE_CHECKING:
    from prefect.client.schemas.objects import Artifact, FlowRun

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture
def publish(prefect_server: None) -> ModuleType:
    """The module of the flow: importing Prefect takes a second, for which only these tests wait."""
    from flows import publish

    return publish


def run_flow(folders: Folders, **options: Any) -> Report:
    from flows import publish

    report: Report = publish.publish(str(folders.raw), str(folders.output), **options)
    return report


def flow_run(folders: Folders) -> FlowRun:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterName

    name = FlowRunFilterName(any_=[f"publish {folders.raw} to {folders.output}"])
    with get_client(sync_client=True) as client:
        (found,) = client.read_flow_runs(flow_run_filter=FlowRunFilter(name=name))
    return found


def artifacts(run: FlowRun) -> dict[str | None, Artifact]:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId

    mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
    with get_client(sync_client=True) as client:
        return {artifact.key: artifact for artifact in client.read_artifacts(artifact_filter=mine)}


@pytest.fixture
def no_waiting(publish: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(publish._RETRIES, "retry_delay_seconds", [0, 0])


def test_the_flow_publishes_what_the_direct_run_publishes(folders: Folders, tmp_path: Path) -> None:
    folders.add("empty.txt", "")
    report = run_flow(folders)
    assert report.outcome.published
    assert report.quarantined == {"empty": 1}
    assert main(["run", "--direct", "--raw", str(folders.raw), "--output", str(tmp_path / "direct")]) == DONE
    assert contents(report.outcome.folder) == contents(tmp_path / "direct" / "v1.0.0")
    assert not run_flow(folders).outcome.published


def test_a_run_takes_a_declared_version_and_leaves_counts_progress_and_a_link(folders: Folders) -> None:
    report = run_flow(folders, version="2.0.0")
    assert report.outcome.version == "2.0.0"
    run = flow_run(folders)
    assert run.state_name == "Completed"
    left = artifacts(run)
    assert set(left) == {"documents-read", "rows", "report", "release"}
    assert left["documents-read"].data == 100
    assert '"table": "ratings", "rows": 1' in str(left["rows"].data)
    assert report.outcome.folder.as_uri() in str(left["release"].data)


def test_of_a_run_that_crashed_nobody_knows_how_far_it_came(publish: ModuleType) -> None:
    from prefect.states import Crashed, Failed

    assert publish.result_of(Crashed(message="Process exited with status code -9")) is None
    error = ValueError("a bug")
    assert publish.result_of(Failed(data=error)) is error


def test_a_run_that_cannot_begin_leaves_a_report(publish: ModuleType, tmp_path: Path) -> None:
    plan = Plan(tmp_path / "unmounted", tmp_path / "output", reports=tmp_path / "reports")
    with pytest.raises(WrongPath, match="does not exist"):
        publish.run(plan, lambda done, total: None)
    assert len([*plan.reported_in.glob("*-failed.json")]) == 1


def failing_once(error: Exception, whole: Any) -> Any:
    errors = [error]

    @wraps(whole)
    def stage(*arguments: Any) -> Any:
        if errors:
            raise errors.pop()
        return whole(*arguments)

    return stage


@pytest.mark.usefixtures("no_waiting")
def test_a_disk_that_fails_once_is_asked_again(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("read_and_extract", "release"):
        monkeypatch.setattr(stages, name, failing_once(OSError(5, "Input/output error"), getattr(stages, name)))
    assert run_flow(folders).outcome.published


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize(
    "error", [PermissionError(13, "Permission denied"), pytest.param(ValueError("a bug"), marks=pytest.mark.slow)]
)
def test_what_would_fail_again_is_not_tried_again(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    monkeypatch.setattr(stages, "release", failing_once(error, stages.release))
    with pytest.raises(type(error)):
        run_flow(folders)
    assert flow_run(folders).state_name == "Failed"


def test_what_people_asked_for_in_vain_fails_the_run_and_is_in_its_artifact(
    folders: Folders, caplog: pytest.LogCaptureFixture
) -> None:
    folders.add("corrections/fix.yaml", CONFIRM.replace("outstanding", "good"))
    line = f"corrections/fix.yaml, line 8: grade of {ROW}: expected good, is outstanding"
    with pytest.raises(NotFulfilled, match="expected good, is outstanding"):
        run_flow(folders)
    run = flow_run(folders)
    assert run.state_name == "Failed"
    assert not folders.output.exists()
    assert line in str(artifacts(run)["failure"].data)
    assert "This run published nothing" in str(artifacts(run)["failure"].data)
    report = run_flow(folders, publish_anyway=True)
    assert [str(each) for each in report.unfulfilled] == [line]
    assert report.outcome.published


def test_a_preview_needs_no_server(publish: ModuleType, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "publish", None)
    report = publish.run(Plan(folders.raw, folders.output, preview=True), lambda done, total: None)
    assert report.preview is not None
    assert not folders.output.exists()


@pytest.mark.parametrize(
    "name", mostly_slow(["create_progress_artifact", "update_progress_artifact"], quick=["update_progress_artifact"])
)
def test_a_server_that_does_not_take_progress_costs_that(
    publish: ModuleType, folders: Folders, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    asked: list[object] = []

    def busy(*arguments: object) -> None:
        asked.append(arguments)
        request = httpx.Request("PATCH", "http://localhost/api/artifacts")
        answer = httpx.Response(503, request=request)
        raise httpx.HTTPStatusError("database is locked", request=request, response=answer)

    monkeypatch.setattr(publish, name, busy)
    for number in range(3):
        folders.add(f"{number}.txt", f"{ARTICLE}Number {number}.\n")
    monkeypatch.setattr(batches, "BATCH_SIZE", 1)
    assert run_flow(folders).outcome.published
    assert len(asked) == {"create_progress_artifact": 1, "update_progress_artifact": 2}[name]


def test_a_watcher_is_told_how_far_reading_is(
    publish: ModuleType, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publish, "have_server", lambda: None)
    progress: list[tuple[int, int]] = []
    publish.run(Plan(folders.raw, folders.output), lambda done, total: progress.append((done, total)))
    assert progress == [(0, 1), (1, 1)]


@pytest.mark.slow  # every push runs `make run` as well
def test_the_command_runs_on_the_embedded_server(folders: Folders, quiet_environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "flows.cli", "run", *folders.options]
    done = subprocess.run(command, capture_output=True, text=True, env=quiet_environment, check=False)
    assert done.returncode == DONE, done.stderr
    assert done.stdout.startswith("v1.0.0 published")
    assert "Traceback" not in done.stderr
    assert "Error" not in done.stderr
    assert f"publish {folders.raw} to {folders.output}: Finished in state Completed()" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PREFECT_API_URL", "http://127.0.0.1:9/api", "unset PREFECT_API_URL"),
        ("PREFECT_HOME", "{raw}/derbyshire.txt/home", "set PREFECT_HOME"),
    ],
)
def test_a_server_or_a_home_that_cannot_be_used_is_told_in_one_line(
    folders: Folders, capfd: pytest.CaptureFixture[str], name: str, value: str, says: str
) -> None:
    from prefect import settings

    given = {settings.PREFECT_API_URL: None, getattr(settings, name): value.format(raw=folders.raw)}
    with settings.temporary_settings(given):
        assert main(["run", *folders.options]) == WRONG
    printed = capfd.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1
    assert says in printed.err
