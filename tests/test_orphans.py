"""A run that is killed leaves no process behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from flows.batches import BATCH_SIZE
from tests.conftest import Folders

ROOT = Path(__file__).parents[1]
# However busy the machine is: what has not ended by then has been left behind.
LONG_ENOUGH = 60
POOL = f"""
from pathlib import Path
from flows.batches import _results
if __name__ == "__main__":
    batches = [[Path("RAW/derbyshire.txt")] * {BATCH_SIZE}] * 1000
    for batch in _results(batches, Path("RAW"), 2):
        print("reading", flush=True)
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
    script = tmp_path / "pool.py"
    script.write_text(POOL.replace("RAW", str(folders.raw)))
    environment = {"PYTHONPATH": str(ROOT)}
    killed([sys.executable, str(script)], environment, lambda line: line == "reading\n")


@pytest.mark.parametrize("when", ["starting Prefect's embedded server", "read and extract"])
def test_the_embedded_server_ends_with_a_run(folders: Folders, quiet_environment: dict[str, str], when: str) -> None:
    command = [sys.executable, "-m", "flows.cli", "run", *folders.options]
    killed(command, quiet_environment, lambda line: when in line)
