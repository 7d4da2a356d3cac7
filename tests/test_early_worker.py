"""A run that has yet to import everything has a process of its own read and extract meanwhile."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import DONE, WRONG
from flows.engines import cores
from tests.conftest import Folders

pytestmark = pytest.mark.skipif(cores() == 1, reason="one core does one thing after the other")
EXTRACTOR = "flows.extraction.extracting"


def run(folders: Folders, *options: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """A run, which ends by printing what the process that it began in has imported."""
    store = folders.output.with_name("store")
    arguments = ["run", "--direct", "--store", str(store), *folders.options, *options]
    code = f"import sys; from flows.cli import main; code = main({arguments!r}); print(*sys.modules); sys.exit(code)"
    environment = {**os.environ, **({"PYTHONPATH": str(path)} if path else {})}
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)


def imported(done: subprocess.CompletedProcess[str]) -> set[str]:
    assert done.returncode == DONE, done.stderr
    return {*done.stdout.splitlines()[-1].split()}


def test_two_processes_publish_what_one_does(folders: Folders) -> None:
    assert imported(run(folders)) & {"pandas", EXTRACTOR} == {"pandas"}
    published = {path.name: path.read_bytes() for path in (folders.output / "latest").glob("*.*")}
    alone = Folders(folders.raw, folders.output.with_name("alone"))
    (folders.output.with_name("store")).rename(folders.output.with_name("another"))
    assert imported(run(alone, "--workers", "1")) & {"pandas", EXTRACTOR} == {"pandas", EXTRACTOR}
    assert {path.name: path.read_bytes() for path in (alone.output / "latest").glob("*.*")} == published
    assert "documents.csv" in published


def test_what_is_known_is_not_extracted_and_needs_no_extractor(folders: Folders) -> None:
    run(folders)
    assert EXTRACTOR not in imported(run(folders, "--workers", "1"))
    done = run(folders)
    assert "up to date" in done.stdout
    assert EXTRACTOR not in imported(done)


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ("os.kill(os.getpid(), 9)", "was killed, most often for want of memory: free some memory"),
        ("sys.modules['ahocorasick_rs'] = None", "the library ahocorasick_rs is missing: install the project again"),
    ],
)
def test_what_befalls_the_other_process_is_told_in_one_line(
    folders: Folders, tmp_path: Path, what: str, message: str
) -> None:
    code = f"import os, sys\nif 'flows.worker' in sys.orig_argv:\n    {what}\n"
    (tmp_path / "sitecustomize.py").write_text(code)
    done = run(folders, path=tmp_path)
    assert done.returncode == WRONG
    assert message in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not folders.output.exists()
