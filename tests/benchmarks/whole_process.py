"""How long a run takes, whole processes from start to exit: `python -m tests.benchmarks.whole_process [PAIRS]`.

- `inspection-facts run`, and a Prefect flow that does nothing, both on Prefect's embedded server, in turns within one
  measurement, so that both see the same machine. What matters is their difference: at most 1.5 s, median of the pairs.
- `inspection-facts run --direct`: at most 2 s, median.

Prefect's database is set up before, in its own time. No test asserts on time: figures are for people to read.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from rich.progress import track

ROOT = Path(__file__).parents[2]
COMMAND = str(Path(sys.executable).with_name("inspection-facts"))
NOTHING = """
from prefect import flow

@flow
def nothing():
    pass

nothing()
"""
PAIRS = 5


def main() -> None:
    """Measure and tell."""
    pairs = int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS
    with tempfile.TemporaryDirectory() as folder:
        runs, nothings, directs = _measure(pairs, Path(folder))
    differences = [run - nothing for run, nothing in zip(runs, nothings, strict=True)]
    for name, seconds in {
        "inspection-facts run": runs,
        "a flow that does nothing": nothings,
        "difference": differences,
        "inspection-facts run --direct": directs,
    }.items():
        each = "  ".join(f"{second:.2f}" for second in seconds)
        print(f"{name:30}  median {median(seconds):6.2f} s   each: {each}")


def _measure(pairs: int, folder: Path) -> tuple[list[float], list[float], list[float]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    surroundings = {
        **kept,
        "HOME": str(folder),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    }
    nothing = [sys.executable, "-c", NOTHING]
    run = [COMMAND, "run", "--raw", str(ROOT / "raw"), "--output"]
    _seconds(nothing, surroundings)  # sets up Prefect's database
    runs: list[float] = []
    nothings: list[float] = []
    directs: list[float] = []
    for number in track(range(pairs), "measuring", transient=True):
        # Whatever the machine does meanwhile falls on both, and neither always comes first.
        turns = [(nothings, nothing), (runs, [*run, str(folder / f"output-{number}")])]
        for seconds, command in turns if number % 2 else reversed(turns):
            seconds.append(_seconds(command, surroundings))
        directs.append(_seconds([*run, str(folder / f"direct-{number}"), "--direct"], surroundings))
    return runs, nothings, directs


def _seconds(command: list[str], surroundings: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, env=surroundings, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
