"""A run that is killed leaves no process behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import Folders

ROOT = Path(__file__).parents[1]
# However busy the machine is: what has not ended by then has been left behind.
LONG_ENOUGH = 60
# More than are read sooner than another process is started.
MANY = 2000
POOL = """
import sys
from pathlib import Path
from flows import stages

def progress(done, total):
    print("reading" if done else "beginning", flush=True)

if __name__ == "__main__":
    stages.read_and_extract(Path(sys.argv[1]), 2, progress, Path(sys.argv[2]))
"""


def killed(command: list[str], environment: dict[str, str], ready: Callable[[str], bool]) -> None:
    """Kill a command once it has said that it is ready. Every process that it started has its output, and holds it
    open while it lives: the end of the output is the end of them all."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        start_new_session=True,
    )
    assert process.stdout
    try:
        assert any(ready(line) for line in process.stdout)
        process.kill()
        process.communicate(timeout=LONG_ENOUGH)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def test_the_processes_that_read_end_with_a_run(folders: Folders, tmp_path: Path) -> None:
    for number in range(MANY):
        folders.add(f"{number}.txt")
    script = tmp_path / "pool.py"
    script.write_text(POOL)
    environment = {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(folders.raw), str(tmp_path / "store")]
    killed(command, environment, lambda line: line == "reading\n")


@pytest.mark.slow
@pytest.mark.parametrize("when", ["starting a temporary Prefect server", "read and extract"])
def test_the_embedded_server_ends_with_a_run(folders: Folders, quiet_environment: dict[str, str], when: str) -> None:
    command = [sys.executable, "-m", "flows.cli", "run", *folders.options]
    killed(command, quiet_environment, lambda line: when in line)
