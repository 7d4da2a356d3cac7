"""No connection leaves the machine: not from a run, not from a schedule, not from Prefect's own server and worker."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import Folders
from tests.outgoing import Watch
from tests.prefect_servers import Server, until

# Reports of use would be sent within a second, and again every ten minutes.
_AT_ONCE = 5.0


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("socket.getaddrinfo('example.invalid', 443)", "example.invalid"),
        ("socket.socket().connect(('192.0.2.1', 9))", "192.0.2.1"),
        ("socket.socket().connect(('127.0.0.1', 9))", None),
    ],
)
def test_the_watch_sees_what_would_leave(code: str, seen: str | None, tmp_path: Path) -> None:
    watch = Watch(tmp_path)
    script = f"import socket; socket.setdefaulttimeout(0.1); {code}"
    below = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {script!r}])"
    environment = {**os.environ, **watch.environment}
    subprocess.run([sys.executable, "-c", below], env=environment, capture_output=True, check=True)
    assert len(watch.tried) == (seen is not None)
    assert seen is None or seen in watch.tried[0]


# What is quick stands in test_serve.py: a schedule, its runs and their server under watch.
@pytest.mark.slow
def test_prefect_server_start_speaks_to_nobody(prefect_server: Server, watch: Watch) -> None:
    time.sleep(_AT_ONCE)
    assert watch.tried == []


@pytest.mark.slow
def test_a_schedule_and_the_runs_it_starts_speak_to_nobody(
    prefect_server: Server, watch: Watch, folders: Folders
) -> None:
    log = folders.output.parent / "told.txt"
    serving = prefect_server.start("-m", "flows.cli", "serve", *folders.options, "--interval", "4", log=log)
    try:
        until(lambda: (folders.output / "latest" / "SHA256SUMS").exists())
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(60) == 0
    finally:
        serving.kill()
    assert watch.tried == []
    assert "reports its use" not in log.read_text("utf-8")


@pytest.mark.slow
def test_a_worker_and_a_deployment_speak_to_nobody(prefect_server: Server, watch: Watch) -> None:
    prefect = ("-m", "prefect", "--no-prompt")
    pool = ("--pool", "inspection-facts", "--type", "process", "--run-once")
    assert prefect_server.run(*prefect, "worker", "start", *pool).returncode == 0
    assert prefect_server.run(*prefect, "deploy", "--all").returncode == 0
    assert watch.tried == []


@pytest.mark.slow
def test_a_run_with_a_server_of_its_own_speaks_to_nobody(tmp_path: Path, folders: Folders) -> None:
    watch = Watch(tmp_path)
    unset = ("PREFECT_", "DO_NOT_TRACK")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unset)}
    environment = {**kept, **watch.environment, "PREFECT_HOME": str(tmp_path / "prefect"), "HOME": str(tmp_path)}
    # Not in the folder of the project, whose settings a command that is installed has not.
    command = [str(Path(sys.executable).with_name("inspection-facts")), "run", *folders.options]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert watch.tried == []


@pytest.mark.slow
def test_a_server_that_reports_its_use_is_told_of(
    tmp_path_factory: pytest.TempPathFactory, watch: Watch, folders: Folders
) -> None:
    reporting = {**watch.environment, "PREFECT_SERVER_ANALYTICS_ENABLED": "true", "OUTGOING": os.devnull}
    started = Server(tmp_path_factory.mktemp("elsewhere"), reporting)
    try:
        done = started.run("-m", "flows.cli", "run", *folders.options)
    finally:
        started.stop()
    assert done.returncode == 0
    assert "reports its use to Prefect: start it in the folder of this project" in done.stderr
