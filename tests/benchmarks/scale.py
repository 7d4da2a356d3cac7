"""`make bench-scale`: whole runs over many articles; how fast, how much memory, where time goes, what one more costs.

Each figure is from a process of its own, from start to exit; shares and ratios are of figures of the same measurement.
Speed of one core is by processor time of all processes, so that it says the same on a busy machine. Prints Markdown.
No test asserts on time: figures are for people to read.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

from tests.benchmarks.generator import articles

PROC = Path("/proc")
# Looking at all processes takes milliseconds, which slow what is measured where cores share their parts.
_LOOK_SECONDS = 0.25
RESULTS = Path(__file__).with_name("results")
# Drawn from these, articles have the 1,150 words of the first one in raw/ on average: each ends with the paragraph that
# passes what was drawn for it.
WORDS = (610, 1610)
STAGES = ("read_and_extract", "consolidate", "validate", "release")


@dataclass(frozen=True)
class Run:
    """One run of the command, as a process: its wall and processor seconds, and its figures about itself.

    `memory` is the most megabytes that it and the processes it started had at the same moment; pages that they share
    count for each of them.
    """

    name: str
    cores: int
    seconds: float
    processor: float
    memory: int
    figures: dict[str, Any]

    @property
    def documents(self) -> int:
        """How many documents it had."""
        return int(self.figures["documents"])

    def share(self, stage: str) -> float:
        """The share of its wall time that a stage took."""
        return float(self.figures["seconds_by_stage"].get(stage, 0.0)) / self.seconds


@dataclass(frozen=True)
class Corpus:
    """Generated articles, and folders for runs over them."""

    folder: Path

    @property
    def raw(self) -> Path:
        """Where the articles are."""
        return self.folder / "raw"

    def add(self, texts: Iterable[str], start: int = 0) -> None:
        """Write articles, numbered from a number."""
        self.raw.mkdir(parents=True, exist_ok=True)
        for number, text in enumerate(texts, start):
            (self.raw / f"article-{number:06}.txt").write_text(text, encoding="utf-8")

    def run(self, name: str, cores: int, *options: str, keep: str = "") -> Run:
        """Run the command; where `keep` names a folder, with the store and the releases of the run before."""
        here = self.folder / (keep or name.replace(" ", "-"))
        reports = here / f"reports-{len(list(here.glob('reports-*')))}"
        command = [
            *(sys.executable, "-m", "flows.cli", "run", "--raw", str(self.raw), "--output", str(here / "output")),
            *("--store", str(here / "store"), "--report", str(reports), "--workers", str(cores), *options),
        ]
        started, before = perf_counter(), _processor()
        with here.with_suffix(".log").open("wb") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, preexec_fn=lambda: _only(cores), env=_environment(here)
            )
            memory = _most_memory(process)
        seconds, processor = perf_counter() - started, _processor() - before
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        (report,) = reports.glob("*.json")
        return Run(name, cores, seconds, processor, memory, json.loads(report.read_text(encoding="utf-8")))


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _most_memory(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process; the most megabytes that it and what it started had together whenever it was looked at."""
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_resident, _tree(process.pid))))
        sleep(_LOOK_SECONDS)
    return most >> 20


def _tree(root: int) -> set[int]:
    stats = {int(path.parent.name): _read(path).rpartition(")")[2].split() for path in PROC.glob("[0-9]*/stat")}
    parents = {process: int(stat[1]) for process, stat in stats.items() if stat}
    found: set[int] = set()
    new = {root}
    while new:
        found |= new
        new = {each for each, parent in parents.items() if parent in new} - found
    return found


def _resident(process: int) -> int:
    pages = _read(PROC / str(process) / "statm").split()
    return int(pages[1]) * resource.getpagesize() if pages else 0


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended
        return ""


def _only(cores: int) -> None:
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return {**kept, "PREFECT_HOME": str(home.parent / "prefect"), "PYTHONHASHSEED": "0"}


def _machine() -> str:
    cores, busy = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    note = " Other work was going on: wall times, and ratios of them, say little." if busy > 1 else ""
    return f"{WORDS[0]} to {WORDS[1]} words each; {cores} cores, load {busy:.1f} before it began.{note}"


def measure(folder: Path, count: int, cores: Sequence[int], prefect: bool) -> list[Run]:
    """Runs over so many articles: from nothing, with nothing new, with one more."""
    corpus = Corpus(folder)
    corpus.add(articles(count, seed=1, words=WORDS))
    runs = [corpus.run("from nothing", each, "--direct", keep=f"cores-{each}") for each in cores]
    most = f"cores-{cores[-1]}"
    runs.append(corpus.run("nothing new", cores[-1], "--direct", keep=most))
    if prefect:
        corpus.run("sets up Prefect's database", cores[-1], keep=most)
        runs.append(corpus.run("nothing new, with Prefect", cores[-1], keep=most))
    corpus.add(articles(1, seed=2, words=WORDS), count)
    runs.append(corpus.run("one more", cores[-1], "--direct", keep=most))
    return runs


def speeds(runs: Sequence[Run]) -> str:
    """A table of runs: documents per second and core, memory, shares of time."""
    head = ("documents", "run", "cores", "extracted", "seconds", "documents/s", "documents/s of one core", "memory MB")
    rows = []
    for run in runs:
        speeds = [f"{run.documents / seconds:.0f}" for seconds in (run.seconds, run.processor)]
        extracted = run.figures["documents_extracted"]
        counts = (f"{run.documents:,}", run.name, run.cores, f"{extracted:,}", f"{run.seconds:.1f}")
        shares = [f"{100 * run.share(stage):.0f} %" for stage in STAGES]
        rest = f"{100 * (1 - sum(map(run.share, STAGES))):.0f} %"
        rows.append((*counts, *speeds, run.memory, *shares, rest))
    return table((*head, *(stage.replace("_", " ") for stage in STAGES), "start, report, Prefect"), rows)


def ratios(runs: Sequence[Run], least: Run) -> str:
    """What the runs say of each other, one line each."""
    by_name = {(run.name, run.cores): run for run in runs}
    one, most = by_name.get(("from nothing", 1)), max(runs, key=lambda run: (run.name == "from nothing", run.cores))
    more = next(run for run in runs if run.name == "one more")
    work = most.figures["seconds_of_all_processes"]
    lines = [f"{most.documents:,} documents:"]
    if one and most is not one:
        lines.append(f"{most.cores} cores against one: {one.seconds / most.seconds:.2f} x")
    whole = sum(work.values())
    lines.append(
        f"of reading and extracting, {100 * work['reading'] / whole:.0f} % is reading, "
        f"{1000 * work['extraction'] / most.documents:.1f} ms a document is extraction"
    )
    known = more.documents - 1
    wall, processor = (1000 * (getattr(more, part) - getattr(least, part)) / known for part in ("seconds", "processor"))
    lines.append(
        f"one more document: extracted {more.figures['documents_extracted']}, for each known one {wall:.2f} ms, "
        f"{processor:.2f} ms of processor time"
    )
    with_prefect = next((run for run in runs if run.name.endswith("with Prefect")), None)
    if with_prefect:
        without = next(run for run in runs if run.name == "nothing new")
        lines.append(f"Prefect, with its server: {with_prefect.seconds - without.seconds:.1f} s")
    return "\n- ".join(lines)


def table(head: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """A table as Markdown."""
    return "\n".join(f"| {' | '.join(map(str, cells))} |" for cells in (head, ["--:"] * len(head), *rows))


def main() -> None:
    """Measure, print, and keep what was printed where that is wanted."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.scale", description=__doc__)
    parser.add_argument("counts", type=int, nargs="*", default=[1_000], help="numbers of articles (default: 1000)")
    parser.add_argument("--write", action="store_true", help=f"keep the tables in {RESULTS.name}/DATE-scale.md")
    args = parser.parse_args()
    parts = [f"# Whole runs over many articles, {date.today()}", _machine()]
    cores = list(range(1, len(os.sched_getaffinity(0)) + 1))[:2]
    measured: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        corpus = Corpus(Path(folder) / "one")
        corpus.add(articles(1, seed=3, words=WORDS))
        least = corpus.run("start", cores[-1], "--direct")
        for count in args.counts:
            runs = measure(Path(folder) / str(count), count, cores, prefect=count == args.counts[0])
            measured += runs
            parts.append(ratios(runs, least))
            print(parts[-1], file=sys.stderr)
    if len(args.counts) > 1:
        fresh = [run for run in measured if run.name == "from nothing" and run.cores == cores[-1]]
        memory = (fresh[-1].memory - fresh[0].memory) / (fresh[-1].documents - fresh[0].documents)
        parts.append(f"Memory grows by {1000 * memory:.0f} kB with each document.")
    parts.insert(2, speeds([least, *measured]))
    print("\n\n".join(parts))
    if args.write:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{date.today()}-scale.md"
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        print(f"written to {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
