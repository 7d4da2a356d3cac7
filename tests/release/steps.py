"""Runs that end at one of the steps they take in the file system, each in a process of its own.

`python -m tests.release.steps PLACE HOW [all]` copies `PLACE/before`, a folder of releases, runs `run --direct` on it
and `PLACE/raw`, and lets the run end in one way at one step; then again at the next. It prints the folders that remain.
Without `all` only some of the steps are taken, among them those that make something visible, or some of these.
"""

import os
import resource
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.cli import DONE, WRONG, main

_MAKES = frozenset({"os.rename", "os.mkdir"})
_CHANGES = _MAKES | {"os.rmdir", "os.remove", "sqlite3.connect"}
_WRITES = os.O_WRONLY | os.O_RDWR
_KILLED = 9
# Sizes at which the disk is full: within the small files, the large ones, and where it is not full at all.
_SIZES = (0, 100, 3_000, 8_000, 20_000, 60_000, 80_000)


@dataclass(frozen=True)
class How:
    """A way for a run to end: what is done at which steps, and what it may exit with (`most` are tried)."""

    act: Callable[[str], None] | None
    steps: frozenset[str]
    codes: tuple[int, ...]
    lives: bool
    most: int


def _die(_: str) -> None:
    os._exit(_KILLED)


def _fail(number: int) -> Callable[[str], None]:
    def fail(path: str) -> None:
        raise OSError(number, os.strerror(number), path)

    return fail


def arguments(raw: Path, output: Path) -> list[str]:
    """A run of the command."""
    folders = {"--raw": raw, "--output": output, "--store": raw.parent / "store"}
    return ["run", "--direct", "--workers", "1", *(str(each) for pair in folders.items() for each in pair)]


HOWS = {
    "killed": How(_die, _CHANGES, (_KILLED,), lives=False, most=3),
    "disk full at once": How(_fail(28), _MAKES, (WRONG, DONE), lives=True, most=8),
    "disk full by and by": How(None, _MAKES, (WRONG, DONE), lives=True, most=4),
}


def _at_step(output: Path, how: How, step: int, count: Path | None = None) -> int:
    """Run, and act at the step; without, count the steps. Both in a child of this process, which stays as it is."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    seen: list[str] = []

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if not (event in how.steps or (event == "open" and arguments[2] & _WRITES)):
            return
        if str(output) in str(arguments[0]):
            seen.append(event)
            if len(seen) == step and how.act:
                how.act(str(arguments[0]))

    sys.addaudithook(watch)
    code = _run(output)
    if count:
        count.write_text("\n".join(seen))
    os._exit(code)


def _with_room(output: Path, size: int) -> int:
    """Run where no file can be larger than this: writing fails in the middle, as on a full disk."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    os._exit(_run(output))


def _run(output: Path) -> int:
    # Nothing here is for a reader: what is said goes where no limit of the file system holds.
    silent = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silent, stream)
    return main(arguments(output.parent / "raw", output))


def _sample(steps: list[str], most: int) -> list[int]:
    """About so many of the steps: those that make something visible, or if they are more some of them, evenly spread;
    what comes after the last; and of the others as many as are left, evenly spread."""
    makes = [number for number, event in enumerate(steps, 1) if event == "os.rename"]
    moves = {*makes[:: -(-len(makes) // most) or 1], max(makes, default=0) + 1}
    left = most - len(moves)
    others = range(1, len(steps) + 1, -(-len(steps) // left)) if left > 0 else ()
    return sorted({*moves, *others} & {*range(1, len(steps) + 1)})


def _all(place: Path, how: str, every: bool) -> list[Path]:
    """Every folder, as the runs left it."""
    counted = Path(shutil.copytree(place / "before", place / f"{how} 0"))
    steps = place / "steps"
    assert _at_step(counted, HOWS[how], 0, steps) == DONE
    shutil.rmtree(counted)
    seen = steps.read_text().splitlines()
    taken = range(1, len(seen) + 1) if every else _sample(seen, HOWS[how].most)
    ends = taken if HOWS[how].act else _SIZES if every else _SIZES[::2]
    left = []
    for end in ends:
        folder = Path(shutil.copytree(place / "before", place / f"{how} {end}"))
        code = _at_step(folder, HOWS[how], end) if HOWS[how].act else _with_room(folder, end)
        assert code in HOWS[how].codes, f"{folder}: exit code {code}"
        left.append(folder)
    return left


if __name__ == "__main__":
    # Read once, for all the children.
    import flows.fingerprint
    import flows.release
    import flows.stages
    import flows.terminal

    flows.stages.warm_up()
    flows.fingerprint.extraction_version()
    place, how, *every = sys.argv[1:]
    print("\n".join(map(str, _all(Path(place), how, bool(every)))))
