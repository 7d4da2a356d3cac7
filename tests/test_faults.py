"""Faults of the machine are not faults of documents: the run ends, says what to do, and publishes nothing."""

import errno
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from unittest.mock import Mock

import duckdb
import pytest

from flows import batch, batches, stages
from flows.cli import DONE, WRONG, main
from flows.extraction import extract_all
from flows.faults import machine_fault
from flows.reading import ReadingError, isolation
from flows.reading.formats import DOCX, HTML, PDF
from flows.reading.samples import SENTENCE, sample
from flows.refusals import MachineFault
from tests.cases import mostly_slow
from tests.conftest import ARTICLE, Folders
from tests.release.folders import contents

Output = pytest.CaptureFixture[str]
PAGE = f"<html><body><article><p>{ARTICLE}</p></article></body></html>"
OURS = Path(batches.__file__).with_name("gone.csv")
KINDS = {"html": HTML, "pdf": PDF, "docx": DOCX}


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules come before those installed, in processes started after it."""
    isolation._stop_all()
    folder = tmp_path / "modules"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    yield folder
    isolation._stop_all()


def run(folders: Folders, *options: str) -> int:
    return main(["run", "--direct", *folders.options, *options])


def refused(folders: Folders, capsys: Output) -> str:
    """What a run says that publishes nothing."""
    before = contents(folders.output)
    folders.add("page.html", PAGE)
    folders.add("more.txt", ARTICLE + "More.\n")
    capsys.readouterr()
    assert run(folders) == WRONG
    assert contents(folders.output) == before
    messages = [line for line in capsys.readouterr().err.splitlines() if line.startswith("inspection-facts: ")]
    assert len(messages) == 1
    return messages[0]


@pytest.mark.parametrize("kind", KINDS)
def test_every_reader_reads_its_sample(kind: str) -> None:
    assert KINDS[kind].read(sample(kind)).text == SENTENCE + "\n"


@pytest.mark.parametrize("library", mostly_slow(["lxml", "lxml_html_clean"], quick=["lxml_html_clean"]))
def test_a_library_that_is_missing_ends_the_run(
    published: Folders, capsys: Output, on_path: Path, library: str
) -> None:
    (on_path / f"{library}.py").write_text(
        f"raise ModuleNotFoundError('No module named {library}', name='{library}')\n"
    )
    message = refused(published, capsys)
    assert "page.html: HTML files cannot be read: the library " in message
    assert library in message
    assert "pip install ." in message


def test_a_library_that_is_missing_costs_no_other_kind_of_file(on_path: Path) -> None:
    (on_path / "trafilatura.py").write_text("raise ImportError('broken')\n")
    with pytest.raises(MachineFault, match=r"library trafilatura cannot be imported \(broken\)"):
        HTML.read(PAGE.encode())
    assert PDF.read(sample("pdf")).text == SENTENCE + "\n"


def test_a_library_that_reads_nothing_judges_no_document(on_path: Path) -> None:
    (on_path / "docx").mkdir()
    (on_path / "docx" / "__init__.py").write_text("def __getattr__(name):\n    raise KeyError(name)\n")
    with pytest.raises(MachineFault, match="DOCX files cannot be read: "):
        DOCX.read(sample("docx"))


@pytest.mark.parametrize("kind", KINDS)
def test_no_memory_for_any_file_is_no_fault_of_one(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    isolation._stop_all()
    monkeypatch.setattr(isolation, "MOST_MEMORY", 50_000_000)
    with pytest.raises(MachineFault, match="memory"):
        KINDS[kind].read(sample(kind))
    monkeypatch.undo()
    assert KINDS[kind].read(sample(kind)).text == SENTENCE + "\n"


def test_a_process_that_the_system_kills_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(process: subprocess.Popen[bytes], *_: object) -> bytes:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        return b""

    monkeypatch.setattr(isolation, "_ask", killed)
    with pytest.raises(MachineFault, match="free some memory"):
        PDF.read(sample("pdf"))


def test_a_process_that_does_not_start_says_why(on_path: Path) -> None:
    (on_path / "sitecustomize.py").write_text(
        "import os, sys\nprint('no start today', file=sys.stderr, flush=True)\nos._exit(3)\n"
    )
    with pytest.raises(MachineFault, match=r"does not start \(no start today\)"):
        PDF.read(sample("pdf"))


def test_what_a_process_prints_is_passed_on_and_floods_nothing(
    on_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = "print('number', number, '\\x1b[31m' + 'x' * 10000, file=sys.stderr)"
    (on_path / "sitecustomize.py").write_text(f"import sys\nfor number in range(1000):\n    {line}\n")
    monkeypatch.setattr(isolation, "_lines", count(1))
    for _ in range(2):
        assert PDF.read(sample("pdf")).text == SENTENCE + "\n"
        isolation._stop_all()
    messages = [record.getMessage() for record in caplog.records if record.name == "flows.reading.isolation"]
    assert len(messages) == isolation.MOST_LINES + 1
    assert "says: number 0" in messages[0]
    assert "\x1b" not in messages[0]
    assert max(map(len, messages)) < 1000


def test_an_extractor_that_works_on_nothing_ends_the_run(
    published: Folders, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    published.add("more.txt", ARTICLE + "More.\n")
    before = contents(published.output)
    for error, says in (
        (ModuleNotFoundError("No module named 'some'", name="some"), "the library some is missing"),
        (FileNotFoundError(errno.ENOENT, "No such file", str(OURS)), "gone.csv"),
        (MemoryError(), "not enough memory"),
        (OSError(errno.ENOSPC, "No space left on device"), "free some space"),
        (KeyError("a broken vocabulary"), "the extractor does not work"),
    ):
        monkeypatch.setattr(batch, "extract_all", Mock(side_effect=error))
        assert run(published) == WRONG
        assert contents(published.output) == before
        assert says in capsys.readouterr().err
    monkeypatch.setattr(batch, "extract_all", extract_all)
    assert run(published) == DONE


@pytest.mark.parametrize(
    "code", mostly_slow([errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENOSPC], quick=[errno.EIO, errno.ENOSPC])
)
def test_a_disk_that_fails_ends_the_run(
    published: Folders, capsys: Output, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    whole = Path.open

    def failing(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "page.html" and arguments == ("rb",):
            raise OSError(code, os.strerror(code), str(path))
        return whole(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", failing)
    assert os.strerror(code) in refused(published, capsys)


def test_a_killed_process_that_extracts_ends_the_run(
    folders: Folders, on_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "import os, sys\nif 'spawn_main' in ' '.join(sys.orig_argv):\n    os.kill(os.getpid(), 9)\n"
    (on_path / "sitecustomize.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(on_path))
    monkeypatch.setattr(batches, "_WORTH_A_PROCESS", 0)
    with pytest.raises(MachineFault, match="was killed, most often for want of memory: free some"):
        stages.read_and_extract(folders.raw, 2, lambda done, total: None)


def test_a_file_of_the_raw_folder_is_nobody_elses_fault() -> None:
    assert machine_fault(FileNotFoundError(errno.ENOENT, "No such file", "raw/gone.txt")) is None
    assert machine_fault(PermissionError(errno.EACCES, "Permission denied", "raw/mine.txt")) is None
    assert machine_fault(ReadingError("empty", "holds no text")) is None


def test_too_low_a_memory_limit_is_told_with_what_to_do() -> None:
    database = duckdb.connect(":memory:", config={"memory_limit": "1MB", "temp_directory": ""})
    with database, pytest.raises(duckdb.OutOfMemoryException) as caught:
        database.execute("SELECT list(range) FROM range(10_000_000)")
    assert "raise --memory-limit" in str(machine_fault(caught.value))


def test_a_command_whose_own_libraries_are_missing_says_so_in_one_line(folders: Folders, on_path: Path) -> None:
    (on_path / "yaml.py").write_text("raise ModuleNotFoundError(\"No module named 'yaml'\", name='yaml')\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    command = [sys.executable, "-m", "flows.cli", "run", "--direct", *folders.options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (WRONG, 1)
    assert "the library yaml is missing: install" in done.stderr


def test_a_fault_crosses_from_one_process_to_another() -> None:
    assert str(pickle.loads(pickle.dumps(MachineFault("free some")))) == "free some"
