"""Whatever of a schedule is killed in the middle of a run, the next run completes: `make test-slow`."""

import contextlib
import fcntl
import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.reading import read
from flows.release import verify
from tests.conftest import Folders
from tests.prefect_servers import Server, below, kill, until

PREFECT = ("-m", "prefect", "--no-prompt")
WORK = (*PREFECT, "worker", "start", "--pool", "inspection-facts", "--limit", "1")
pytestmark = pytest.mark.slow


@pytest.fixture
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server(tmp_path_factory.mktemp("home"))
    yield started
    kill(started.process.pid, *below(started.process.pid))
    started.process.wait()


@contextlib.contextmanager
def stuck(server: Server, folders: Folders) -> Iterator[None]:
    """Hold releases back from outside while this lasts, which begins where a run waits for them in its last stage."""
    folders.output.mkdir(exist_ok=True)
    handle = os.open(folders.output, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        until(lambda: any("release to" in each["name"] for each in running(server, "task_runs")))
        yield
    finally:
        os.close(handle)


def running(server: Server, what: str) -> list[dict[str, Any]]:
    return server.ask(f"/{what}/filter", {what: {"state": {"type": {"any_": ["RUNNING"]}}}})


def completed(server: Server) -> int:
    return len(server.ask("/flow_runs/filter", {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}))


def failures(folders: Folders) -> list[dict[str, str]]:
    """What the hook of the flow has written of runs that failed."""
    return [json.loads(path.read_text("utf-8")) for path in sorted(reports(folders).glob("*-failed.json"))]


def reports(folders: Folders) -> Path:
    return folders.output.parent / "reports"


def serve(server: Server, folders: Folders, log: Path = Path(os.devnull)) -> subprocess.Popen[str]:
    return server.start(
        *("-m", "flows.cli", "serve", *folders.options, "--report", str(reports(folders)), "--interval", "3"),
        log=log,
    )


def deployed(server: Server, folders: Folders) -> tuple[str, ...]:
    """Deploy what `prefect.yaml` says; the command that asks for a run of it."""
    assert server.run(*PREFECT, "work-pool", "create", "--type", "process", "inspection-facts").returncode == 0
    assert server.run(*PREFECT, "deploy", "--all").returncode == 0
    parameters = (f"raw={folders.raw}", f"output={folders.output}", f"reports={reports(folders)}")
    return (*PREFECT, "deployment", "run", "publish/scheduled", *(word for each in parameters for word in ("-p", each)))


def check_whole(folders: Folders) -> None:
    """One release that verifies, and nothing beside it."""
    assert sorted(path.name for path in folders.output.iterdir()) == ["latest", "releases.json", "v1.0.0"]
    assert verify(folders.output / "v1.0.0", folders.raw, read).problems == ()


def end(process: subprocess.Popen[str]) -> None:
    """As a service manager does it, which waits for all."""
    started = below(process.pid)
    process.terminate()
    try:
        process.wait(60)
    finally:
        kill(process.pid, *started)


def dismiss(worker: subprocess.Popen[str]) -> None:
    """A worker of Prefect (3.9.1) now and then does not end when it is asked to, with nothing left to do: kill it."""
    kill(worker.pid, *below(worker.pid))
    worker.wait()


@pytest.mark.parametrize("run_too", [True, False])
def test_a_killed_schedule_goes_on_where_it_is_served_again(server: Server, folders: Folders, run_too: bool) -> None:
    serving = serve(server, folders)
    with stuck(server, folders):
        runs = below(serving.pid)
        assert runs
        kill(serving.pid, *(runs if run_too else ()))
        serving.wait()
    until(lambda: not any(map(alive, runs)))
    before = completed(server)
    assert (folders.output / "latest").exists() != run_too
    assert bool(running(server, "flow_runs")) == run_too
    again = serve(server, folders)
    try:
        until(lambda: completed(server) > before + 1)
    finally:
        end(again)
    check_whole(folders)


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("by", ["serve", "worker"])
def test_a_killed_run_is_told_and_the_next_one_completes(server: Server, folders: Folders, by: str) -> None:
    if by == "worker":
        ask = deployed(server, folders)
        assert [server.run(*ask).returncode for _ in range(2)] == [0, 0]
    watching = server.start(*WORK) if by == "worker" else serve(server, folders)
    try:
        with stuck(server, folders):
            kill(*below(watching.pid))
            until(lambda: bool(failures(folders)))
        until(lambda: bool(completed(server)))
    finally:
        (dismiss if by == "worker" else end)(watching)
    (failure,) = failures(folders)
    assert failure["state"] == "Crashed"
    assert failure["message"]
    (shown,) = server.ask("/artifacts/filter", {"artifacts": {"key": {"any_": ["failure"]}}})
    assert "Crashed" in shown["data"]
    check_whole(folders)


def test_a_failed_run_is_told_and_the_next_one_completes(server: Server, folders: Folders) -> None:
    log, away = folders.output.parent / "told.txt", folders.raw.with_name("away")
    serving = serve(server, folders, log)
    try:
        until(lambda: bool(completed(server)))
        folders.raw.rename(away)
        until(lambda: bool(failures(folders)))
        away.rename(folders.raw)
        before = completed(server)
        until(lambda: completed(server) > before + 1)
    finally:
        end(serving)
    assert failures(folders)[0]["state"] == "Failed"
    assert str(folders.raw) in failures(folders)[0]["message"]
    # Whoever reads the journal sees it too.
    lines = log.read_text("utf-8").splitlines()
    assert any(str(folders.raw) in line for line in lines if ": Failed: " in line)
    check_whole(folders)


def test_a_killed_server_is_found_again(server: Server, folders: Folders) -> None:
    serving = serve(server, folders)
    try:
        with stuck(server, folders):
            kill(server.process.pid, *below(server.process.pid))
            server.process.wait()
        server.begin()
        before = completed(server)
        until(lambda: completed(server) > before + 1)
    finally:
        end(serving)
    check_whole(folders)


@pytest.mark.parametrize("server_too", [False, True])
def test_a_killed_worker_holds_up_nothing(server: Server, folders: Folders, server_too: bool) -> None:
    ask = deployed(server, folders)
    assert [server.run(*ask).returncode for _ in range(2)] == [0, 0]
    worker = server.start(*WORK)
    with stuck(server, folders):
        assert len(running(server, "flow_runs")) == 1
        kill(worker.pid, *below(worker.pid))
        worker.wait()
        if server_too:
            kill(server.process.pid, *below(server.process.pid))
            server.process.wait()
    if server_too:
        server.begin()
    assert len(running(server, "flow_runs")) == 1  # That which is dead.
    assert server.run(*ask).returncode == 0
    worker = server.start(*WORK)
    try:
        until(lambda: completed(server) == 2)
    finally:
        dismiss(worker)
    check_whole(folders)
