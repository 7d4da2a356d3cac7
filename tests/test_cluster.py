"""A run on a Dask cluster publishes what one without does, and ends within bounds of time whatever becomes of it.

Schedulers and workers are processes that the tests start, and end.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import psutil
import pytest

from flows import cluster, stages
from flows.cli import main
from flows.cluster import read_and_extract_parcel
from flows.plan import Plan
from flows.reading.samples import sample
from flows.refusals import MachineFault
from tests.conftest import ARTICLE, Folders
from tests.gold.measure import labelled
from tests.test_orphans import MANY, POOL, ROOT, killed

# However busy the machine is: what has not ended by then hangs.
LONG_ENOUGH = 300
COUNT = 8
# What Dask leaves on a terminal is not what this is about.
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def ignore(done: int, total: int) -> None:
    """A watcher that does not look."""


@pytest.fixture
def gold(tmp_path: Path) -> Folders:
    """Articles that nobody holds out, with their sidecars, and files that cannot be read or sent."""
    made = Folders(tmp_path / "raw", tmp_path / "output")
    made.add("empty.txt", "")
    made.add("below/not-utf-8-\udcff.txt", ARTICLE)
    made.add("dangling.txt", ARTICLE + "Another.\n").with_suffix(".yaml").symlink_to("nowhere.yaml")
    made.add("odd.yml", "title: of no document\n")
    tuned = [path for path, labels in labelled() if labels["split"] == "tuned"]
    for path in tuned[:COUNT]:
        for file in path.parent.glob(f"{path.stem}.*"):
            shutil.copy(file, made.raw)
    return made


def sums(folders: Folders, engine: str, workers: int = 1, progress: Callable[[int, int], None] = ignore) -> str:
    """The checksums of what a run publishes, with nothing known before."""
    output, store = (folders.output / f"{engine[:4]}-{workers}-{name}" for name in ("output", "store"))
    report = stages.run(Plan(folders.raw, output, workers, store=store, engine=engine), progress)
    assert report.effort.from_store == 0
    return (output / "v1.0.0" / "SHA256SUMS").read_text()


def workers_here() -> list[psutil.Process]:
    """The processes of a cluster of this machine."""
    return [each for each in psutil.Process().children() if any("spawn_main" in part for part in each.cmdline())]


@contextmanager
def existing(workers: int = 1, **environment: str) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler with workers, and their processes, its own first."""
    place = Path(os.environ["XDG_CACHE_HOME"]) / "cluster"
    place.mkdir(parents=True)
    file = place / "scheduler.json"
    of_all = {"env": {**os.environ, **environment}, "cwd": place, **QUIET}
    dask = [sys.executable, "-m", "dask"]
    start = [*dask, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    processes = [subprocess.Popen(start, **of_all)]  # type: ignore[call-overload]
    try:
        address = ""
        while not address:
            sleep(0.1)
            address = _address(file)
        worker = [*dask, "worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"]
        processes += [subprocess.Popen(worker, **of_all) for _ in range(workers)]  # type: ignore[call-overload]
        yield f"dask={address}", processes
    finally:
        for each in processes:
            each.kill()
            each.wait()


def _address(file: Path) -> str:
    try:
        return str(json.loads(file.read_text())["address"])
    except (FileNotFoundError, ValueError):
        return ""


def test_two_processes_of_this_machine_publish_the_same(gold: Folders) -> None:
    processes: set[int] = set()
    listening: set[str] = set()

    def look(done: int, total: int) -> None:
        processes.update(each.pid for each in workers_here())
        for each in (psutil.Process(), *workers_here()):
            listening.update(port.laddr.ip for port in each.net_connections() if port.status == "LISTEN")

    assert sums(gold, "dask", 2, look) == sums(gold, "local")
    assert len(processes) == 2
    assert listening == {"127.0.0.1"}
    assert workers_here() == [], "they end with the run"


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_a_retry_and_nothing_else(gold: Folders) -> None:
    gold.add("page.html", f"<html><title>A page</title><body><h1>A page</h1><p>{ARTICLE}</p></body></html>")
    gold.add("letter.docx", sample("docx"))
    killed: list[int] = []
    progress: list[int] = []

    def kill(done: int, total: int) -> None:
        progress.append(done)
        if done and not killed:
            worker = workers_here()[0]
            worker.kill()
            killed.append(worker.pid)

    assert sums(gold, "dask", 2, kill) == sums(gold, "local")
    assert killed
    assert progress == sorted(progress)
    assert progress[-1] == COUNT + 4, "all but the file whose name is refused before any is read"


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_an_existing_cluster_publishes_the_same(gold: Folders, workers: int) -> None:
    with existing(workers) as (engine, processes):
        assert sums(gold, engine, workers) == sums(gold, "local")
        assert all(each.poll() is None for each in processes), "it stays for the next run"


@pytest.mark.slow
def test_a_worker_that_stands_still_is_done_without(gold: Folders) -> None:
    with existing(2, DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL="60s") as (engine, processes):
        stopped: list[int] = []

        def stop(done: int, total: int) -> None:
            if done and not stopped:
                processes[-1].send_signal(signal.SIGSTOP)
                stopped.append(done)

        assert sums(gold, engine, 1, stop) == sums(gold, "local")
        assert stopped


@pytest.mark.slow
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP])
def test_a_run_without_its_scheduler_ends_with_1(folders: Folders, tmp_path: Path, end: signal.Signals) -> None:
    for number in range(3000):
        folders.add(f"{number}.txt", f"{ARTICLE}Number {number}.\n")
    store = tmp_path / "store"
    with existing() as (engine, processes):
        command = [sys.executable, "-m", "flows.cli", "run", "--direct", *folders.options, "--engine", engine]
        run = subprocess.Popen([*command, "--store", str(store)], stderr=subprocess.PIPE, text=True)
        try:
            while run.poll() is None and not [*store.glob("*/*.parquet")]:
                sleep(0.1)
            processes[0].send_signal(end)
            said = run.communicate(timeout=LONG_ENOUGH)[1].splitlines()
        finally:
            run.kill()
        assert run.returncode == 1
        assert said[-1].startswith(f"inspection-facts: the scheduler at {engine[5:]} does not answer")
        assert not any("Traceback" in line for line in said)
    assert not folders.output.exists()


@pytest.mark.slow
def test_the_workers_of_this_machine_end_with_a_run_that_is_killed(folders: Folders, tmp_path: Path) -> None:
    for number in range(MANY):
        folders.add(f"{number}.txt")
    script = tmp_path / "cluster.py"
    script.write_text(POOL.replace("Path(sys.argv[2])", "Path(sys.argv[2]), engine='dask'"))
    command = [sys.executable, str(script), str(folders.raw), str(tmp_path / "store")]
    environment = {"PYTHONPATH": str(ROOT), "INSPECTION_FACTS_TEMP_DIRECTORY": str(tmp_path)}
    killed(command, environment, lambda line: line == "reading\n")


@pytest.mark.slow
def test_a_cluster_without_workers_ends_a_run(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_WORKER", 2.0)
    with existing(0) as (engine, _), pytest.raises(MachineFault, match="has no worker: start one"):
        stages.read_and_extract(folders.raw, 1, ignore, engine=engine)


@pytest.mark.slow
def test_workers_that_go_for_good_end_a_run(gold: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    with existing() as (engine, processes):

        def kill(done: int, total: int) -> None:
            if done:
                processes[-1].kill()
                monkeypatch.setattr(cluster, "_WORKER", 5.0)

        with pytest.raises(MachineFault, match="no worker for 5 seconds"):
            stages.read_and_extract(gold.raw, 1, kill, engine=engine)


@pytest.mark.slow
def test_another_extraction_on_a_worker_is_refused(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "extraction_version", lambda: "of tomorrow")
    with existing() as (engine, _), pytest.raises(MachineFault, match="install the same on all machines"):
        stages.read_and_extract(folders.raw, 1, ignore, engine=engine)


def test_without_a_scheduler_a_run_does_not_start(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "_ANSWER", 1.0)
    assert main(["run", "--direct", *folders.options, "--engine", "dask=tcp://127.0.0.1:1"]) == 1
    assert "the scheduler at tcp://127.0.0.1:1 does not answer" in capsys.readouterr().err.splitlines()[-1]


def test_a_missing_extra_is_told_with_what_installs_it(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["run", "--direct", *folders.options, "--engine", "dask"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("a library for --engine dask is missing: pip install 'inspection-facts[dask]'")


def test_nobody_needs_the_extra_who_does_not_ask_for_it(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["run", "--direct", *folders.options]) == 0


def test_files_are_sent_in_few_bytes_at_a_time(folders: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_BATCH_BYTES", 3000)
    paths = [folders.add(f"{number}.txt", str(number) * 1000) for number in range(9)]
    paths[0].with_suffix(".yaml").write_text("title: First\n")
    (folders.raw / "9.txt").mkdir()
    unsent: list[Path] = []
    parcels = [*cluster._parcels([*paths, folders.raw / "9.txt"], folders.raw, 4, unsent)]
    assert [len(each.documents) for each in parcels] == [2, 3, 3, 1]
    assert set(parcels[0].content) == {"0.txt", "0.yaml", "1.txt"}
    assert unsent == [folders.raw / "9.txt"]


def test_a_fault_of_a_worker_says_where(folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_own_folder", lambda: tmp_path / "nowhere")
    (parcel,) = cluster._parcels([folders.raw / "derbyshire.txt"], folders.raw, 1, [])
    with pytest.raises(MachineFault, match=r"^worker on .*: .*nowhere"):
        read_and_extract_parcel(parcel)
