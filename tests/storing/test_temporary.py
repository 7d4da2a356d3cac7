"""Temporary folders end with their process, also with one that was killed: the next process removes them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.storing.temporary import TEMP_DIRECTORY, TemporaryFolder

MAKES = (
    "import os; from flows.storing.temporary import TemporaryFolder as T; made = T(); (made.path / 'rows').touch(); "
)


def made(folder: Path, then: str, seconds: float | None = None) -> None:
    subprocess.run(
        [sys.executable, "-c", MAKES + then],
        env={"PYTHONPATH": ":".join(sys.path), TEMP_DIRECTORY: str(folder)},
        timeout=seconds,
    )


def test_a_folder_goes_with_its_object(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TEMP_DIRECTORY, str(tmp_path))
    kept = TemporaryFolder()
    assert [*tmp_path.iterdir()] == [kept.path]
    del kept
    assert [*tmp_path.iterdir()] == []


def test_what_a_killed_process_left_goes_with_the_next_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(TEMP_DIRECTORY, str(tmp_path))
    others = [tmp_path / "inspection-facts-of-a-user", tmp_path / "else"]
    for folder in others:
        folder.mkdir()
    alive = TemporaryFolder()
    made(tmp_path, "os.kill(os.getpid(), 9)")
    assert len([*tmp_path.iterdir()]) == len([*others, alive, "left"])
    made(tmp_path, "print('ends as it should')")
    assert sorted(tmp_path.iterdir()) == sorted([*others, alive.path])


def test_what_a_process_left_that_was_killed_while_it_deleted_goes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(TEMP_DIRECTORY, str(tmp_path))
    files = "[(made.path / str(number)).touch() for number in range(20)]; "
    kills = (
        "from pathlib import Path; unlink, deleted = Path.unlink, []; "
        "Path.unlink = lambda path: os.kill(os.getpid(), 9) if len(deleted) > 8 else deleted.append(unlink(path)); "
    )
    made(tmp_path, f"{files}{kills}del made")
    assert [*tmp_path.glob("inspection-facts-*/[0-9]")]
    alive = TemporaryFolder()
    made(tmp_path, "pass")
    assert [*tmp_path.iterdir()] == [alive.path]


def test_what_is_no_file_of_ours_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "inspection-facts-x").mkdir()
    os.mkfifo(tmp_path / "inspection-facts-x" / ".in-use")
    made(tmp_path, "print(made.path)", 20)
