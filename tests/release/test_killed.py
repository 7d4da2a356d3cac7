"""Publishing survives a kill at any of its steps: never half a release, and the next run finishes the work."""

import json
import multiprocessing
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from flows.release import publish
from flows.release.shelf import intact
from tests.release.invented import tables

_STEPS = {"os.rename", "os.mkdir", "os.rmdir", "os.remove"}
_WRITES = os.O_WRONLY | os.O_RDWR


def _publish_and_die(output: Path, step: int) -> None:
    """Publish, and leave at once without any cleaning up when this step is reached; say how many there were."""
    seen = 0

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal seen
        step_is_one = event in _STEPS or (event == "open" and arguments[2] & _WRITES)
        if step_is_one and str(output) in str(arguments[0]):
            seen += 1
            if seen == step:
                os._exit(9)

    sys.addaudithook(count)
    publish(tables(), output, created="2024-01-02T00:00:00Z")
    (output.parent / "steps").write_text(str(seen))


def _in_process(output: Path, step: int) -> int | None:
    process = multiprocessing.get_context("fork").Process(target=_publish_and_die, args=(output, step))
    process.start()
    process.join()
    return process.exitcode


def test_a_kill_at_any_step_leaves_whole_releases(output: Path, tmp_path: Path) -> None:
    counted = tmp_path / "counted"
    shutil.copytree(output, counted)
    assert _in_process(counted, 0) == 0
    expected = {path.name: path.read_bytes() for path in (counted / "v1.1.0").iterdir()}
    steps = int((tmp_path / "steps").read_text())
    for step in range(1, steps + 1):
        killed = tmp_path / f"killed-{step}"
        shutil.copytree(output, killed)
        assert _in_process(killed, step) == 9
        for version in json.loads((killed / "releases.json").read_text())["releases"]:
            assert not list(intact(killed / version["path"]))
        assert publish(tables(), killed).version == "1.1.0"
        assert {path.name: path.read_bytes() for path in (killed / "v1.1.0").iterdir()} == expected
        assert sorted(path.name for path in killed.iterdir()) == ["latest", "releases.json", "v1.0.0", "v1.1.0"]
        shutil.rmtree(killed)
