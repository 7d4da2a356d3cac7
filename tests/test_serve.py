"""Runs by a schedule on a real server: they follow what arrives, and whatever dies, the next one needs no help."""

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.arguments import USAGE
from flows.cli import WRONG, main
from tests.conftest import ARTICLE, Folders
from tests.outgoing import Watch
from tests.prefect_servers import SILENT, Server, until
from tests.test_corrections import REMOVE

# To import Prefect takes long: those that need no server go where it is imported.
pytestmark = pytest.mark.xdist_group("prefect")
# Stands in for whatever kills a run: the flow's process ends at the stage before the release is written.
KILLED = """
import os, sys
from flows import cli, stages

def killed(*_):
    os.kill({who}, 9)
    return published(*_)

published, stages.release = stages.release, killed
sys.exit(cli.main(sys.argv[1:]))
"""


def documents(folders: Folders) -> int:
    """How many documents the newest release has; none where there is no release."""
    try:
        descriptor = json.loads((folders.output / "latest" / "datapackage.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return 0
    (table,) = (each for each in descriptor["resources"] if each["name"] == "documents")
    with (folders.output / "latest" / table["path"]).open(encoding="utf-8-sig") as file:
        return len(file.readlines()) - 1


def figures(reports: Path) -> list[dict[str, object]]:
    """The figures of the runs, in their order, as far as they have been written."""
    texts = (path.with_suffix(".json").read_text(encoding="utf-8") for path in sorted(reports.glob("*.md")))
    return [json.loads(text) for text in texts]


@contextmanager
def served(server: Server, folders: Folders) -> Iterator[Path]:
    """The folder of documents, published every two seconds; its standard error goes to the file that this gives."""
    log = folders.output.parent / "told.txt"
    serving = server.start(
        *("-m", "flows.cli", "serve", *folders.options, "--report", str(folders.output.parent / "reports")),
        *("--interval", "2", "--timezone", "Europe/London"),
        log=log,
    )
    try:
        yield log
        serving.send_signal(signal.SIGTERM)
        assert serving.wait(60) == 0
    finally:
        serving.kill()


def publishings(log: Path) -> list[str]:
    """The log lines of the runs that published, in their order."""
    lines = log.read_text("utf-8").splitlines()
    return [line for line in lines if "done: version=1." in line and "published=true" in line]


def test_scheduled_runs_follow_what_arrives_and_speak_to_nobody(
    prefect_server: Server, watch: Watch, folders: Folders
) -> None:
    with served(prefect_server, folders) as log:
        until(lambda: documents(folders) == 1)
        folders.add("second.txt", ARTICLE.replace("31 disruptions", "32 disruptions"))
        # Whoever reads the journal sees what each run did.
        until(lambda: len(publishings(log)) == 2)
    assert documents(folders) == 2
    lines = log.read_text("utf-8").splitlines()
    assert any("one is due every 2: if that goes on, set a longer interval" in line for line in lines)
    assert "Traceback" not in "".join(lines)
    # Longer than it takes Prefect's server to report its use, where it does.
    assert watch.tried == []
    assert "reports its use" not in "".join(lines)


@pytest.mark.slow
def test_runs_without_anything_new_and_those_that_fail_are_told_of(prefect_server: Server, folders: Folders) -> None:
    with served(prefect_server, folders) as log:
        until(lambda: len(publishings(log)) == 1)
        until(lambda: "published=false" in log.read_text("utf-8"))
        folders.add("corrections/removal.yaml", REMOVE.replace("name: Ada Quillfeather", "name: Ada Quilfether"))
        until(lambda: "nearest: Ada Quillfeather" in log.read_text("utf-8"))
    (first, *others) = figures(folders.output.parent / "reports")
    assert (first["published"], first["documents_extracted"]) == (True, 1)
    assert not any(each["published"] for each in others)
    lines = "".join(log.read_text("utf-8").splitlines())
    assert "Traceback" not in lines
    assert "skipped" not in lines.replace(" skipped=0 ", " ")


# A run that the server did not hand to a worker that asks once is made good by the next, as with a worker that stays.
MOST_RUNS = 5


@pytest.mark.slow
def test_a_work_pool_runs_the_deployment_of_the_project(prefect_server: Server, folders: Folders) -> None:
    server = prefect_server
    prefect = ("-m", "prefect", "--no-prompt")
    worker = (*prefect, "worker", "start", "--pool", "inspection-facts", "--type", "process", "--run-once")
    assert server.run(*worker).returncode == 0  # which makes the pool
    deployed = server.run(*prefect, "deploy", "--all")
    assert deployed.returncode == 0, deployed.stdout + deployed.stderr
    for count in (1, 2):
        folders.add(f"number-{count}.txt", ARTICLE.replace("31 disruptions", f"{31 + count} disruptions"))
        parameters = [f"raw={folders.raw}", f"output={folders.output}"]
        asked = ("deployment", "run", "publish/scheduled", "-p", parameters[0], "-p", parameters[1])
        printed: list[str] = []
        while documents(folders) != count + 1 and len(printed) < MOST_RUNS:
            run = server.run(*prefect, *asked)
            assert run.returncode == 0, run.stderr
            done = server.run(*worker)
            printed.append(done.stdout + done.stderr)
        assert documents(folders) == count + 1, "\n".join(printed) + str(server.ask("/flow_runs/filter", {}))


@pytest.mark.slow
def test_a_run_that_was_killed_leaves_nothing_in_the_way_of_the_next(prefect_server: Server, folders: Folders) -> None:
    server = prefect_server
    command = ["run", *folders.options]
    killed = server.run("-c", KILLED.format(who="os.getpid()"), *command)
    assert killed.returncode == -signal.SIGKILL
    assert documents(folders) == 0
    done = server.run("-m", "flows.cli", *command)
    assert done.returncode == 0, done.stderr
    assert documents(folders) == 1


@pytest.mark.slow
def test_a_server_that_is_lost_costs_no_release(tmp_path: Path, folders: Folders) -> None:
    # As it stands, a client would ask what is gone again for two minutes.
    server = Server(tmp_path, {**SILENT, "PREFECT_CLIENT_MAX_RETRIES": "0"})
    try:
        done = server.run("-c", KILLED.format(who=server.process.pid), "run", *folders.options)
    finally:
        server.stop()
    assert done.returncode == 0, done.stderr
    assert "lost the connection to the Prefect server" in done.stderr
    assert "Traceback" not in done.stderr
    assert documents(folders) == 1


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--cron", "nonsense"], "cron"),
        (["--timezone", "Europe/Nowhere"], "timezone"),
        (["--interval", "0"], "interval"),
        (["--interval", "99999999999999999"], "interval"),
        (["--cron", ""], "cron"),
        (["--timezone", ""], "timezone"),
        (["--cron", "0 6 * * *", "--interval", "60"], "not allowed with"),
    ],
)
def test_times_that_mean_nothing_are_told_in_one_line(
    folders: Folders, options: list[str], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["serve", *folders.options, *options])
    except SystemExit as end:
        code = int(str(end.code))
    message = capsys.readouterr().err
    assert code == USAGE
    assert why in message
    assert len(message.splitlines()) == 1


def test_without_a_server_that_stays_nothing_is_served(
    folders: Folders, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.serve.PREFECT_API_URL", type("Unset", (), {"value": staticmethod(lambda: None)}))
    assert main(["serve", *folders.options]) == WRONG
    assert "prefect server start" in capsys.readouterr().err
