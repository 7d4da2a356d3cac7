"""Old releases go by a rule, their record stays, and wherever that is killed, the next prune or run needs no help."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows.cli import DONE, WRONG, main
from flows.options import USAGE
from flows.reading import read
from flows.release import verify
from flows.release.pruning import expired, prune
from flows.release.releases import intact
from flows.release.versions import Version, of_text
from tests.frames import publish
from tests.release.folders import contents
from tests.release.invented import tables

ROOT = Path(__file__).parents[2]
Output = pytest.CaptureFixture[str]

# Prunes copies of a folder, each killed at another step that changes something: around each that makes something
# visible, and at some of the others. Step 0 is none: it counts them.
KILLING = """
import os, shutil, sys
from pathlib import Path
from flows.release import prune

CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir"}
place = Path(sys.argv[1])

def killed_at(step):
    folder = Path(shutil.copytree(place / "before", place / f"killed-{step}"))
    if not (child := os.fork()):
        seen = []
        def watch(event, arguments):
            if event in CHANGES or (event == "open" and arguments[2] & (os.O_WRONLY | os.O_RDWR)):
                seen.append(event)
                if len(seen) == step:
                    os._exit(9)
        sys.addaudithook(watch)
        prune(folder, 1)
        if not step:
            (place / "steps").write_text(" ".join(seen))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == (9 if step else 0), step

killed_at(0)
steps = (place / "steps").read_text().split()
moves = {number + near for number, event in enumerate(steps, 1) if event == "os.rename" for near in (-1, 0, 1)}
for step in sorted((moves | {*range(1, len(steps), 12)}) & {*range(1, len(steps) + 1)}):
    killed_at(step)
"""


def versions(*texts: str) -> list[Version]:
    return [of_text(text) for text in texts]


@pytest.mark.parametrize(
    ("there", "keep", "gone"),
    [
        (["1.0.0", "1.1.0", "1.2.0"], 1, []),
        (["1.0.0", "1.1.0", "2.0.0"], 1, ["1.0.0", "1.1.0"]),
        (["1.0.0", "1.1.0", "2.0.0"], 2, ["1.0.0"]),
        (["1.0.0", "1.1.0", "2.0.0", "2.1.0", "2.2.0"], 1, ["1.0.0", "1.1.0"]),
        (["1.0.0", "1.1.0", "2.0.0", "2.1.0", "2.2.0"], 4, ["1.0.0"]),
        (["1.0.0", "2.0.0"], 10, []),
        ([], 1, []),
    ],
)
def test_all_of_the_newest_major_and_the_last_ones_are_kept(there: list[str], keep: int, gone: list[str]) -> None:
    assert expired(versions(*there), keep) == versions(*gone)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with releases 1.0.0, 1.1.0 and 2.0.0 in `before`."""
    folder = tmp_path_factory.mktemp("pruning")
    for version, names in {"1.0.0": ["first"], "1.1.0": [], "2.0.0": ["first"]}.items():
        publish(tables(*names), folder / "before", version=version, allow_shrink=True)
    return folder


@pytest.fixture
def output(place: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(place / "before", tmp_path / "output"))


def listed(output: Path) -> dict[str, dict[str, Any]]:
    entries = json.loads((output / "releases.json").read_text(encoding="utf-8"))["releases"]
    return {entry["version"]: entry for entry in entries}


def test_what_goes_keeps_its_record_and_what_stays_is_as_it_was(output: Path) -> None:
    before = listed(output)
    stays = contents(output / "v2.0.0")
    pruned = prune(output, 1)
    assert [str(version) for version in pruned.gone] == ["1.0.0", "1.1.0"]
    assert pruned.bytes > 100_000
    assert sorted(path.name for path in output.iterdir()) == ["latest", "releases.json", "v2.0.0"]
    assert contents(output / "v2.0.0") == contents(output / "latest") == stays
    gone = {version: {**before[version], "pruned": True} for version in ("1.0.0", "1.1.0")}
    assert listed(output) == {**before, **gone}
    assert all(len(listed(output)[version]["checksums"]["sha256"]) == 64 for version in gone)


def test_a_second_time_nothing_is_left_to_do(output: Path) -> None:
    prune(output, 1)
    after = contents(output)
    assert prune(output, 1).gone == ()
    assert contents(output) == after


def test_a_preview_changes_nothing(output: Path, capsys: Output) -> None:
    before = contents(output)
    assert main(["prune", "--output", str(output), "--keep", "1", "--preview"]) == DONE
    printed = capsys.readouterr()
    assert printed.out.splitlines() == ["v1.0.0 would be pruned", "v1.1.0 would be pruned"]
    assert printed.err.startswith("2 releases to prune, ")
    assert contents(output) == before


def test_ten_are_kept_by_default(output: Path, capsys: Output) -> None:
    assert main(["prune", "--output", str(output)]) == DONE
    assert capsys.readouterr().err == "0 releases pruned; 3 releases kept: all of version 2, and the last ones\n"


def test_verify_and_the_next_run_accept_it_and_diff_says_it(output: Path, capsys: Output) -> None:
    prune(output, 1)
    assert verify(output / "latest", None, read).problems == ()
    assert publish(tables(), output, allow_shrink=True).version == "2.1.0"
    assert listed(output)["1.0.0"]["pruned"] is True
    assert verify(output / "v2.1.0", None, read).problems == ()
    capsys.readouterr()
    for command in (["diff", str(output / "v1.1.0"), str(output / "latest")], ["verify", str(output / "v1.0.0")]):
        assert main(command) == USAGE
        assert f"{command[1]}: was pruned; releases.json keeps its checksums" in capsys.readouterr().err
    assert main(["verify", str(output / "v1.2.0")]) == USAGE
    assert "does not exist" in capsys.readouterr().err


def test_a_copy_that_is_brought_back_is_proven_by_the_record(output: Path, place: Path) -> None:
    prune(output, 1)
    shutil.copytree(place / "before" / "v1.0.0", output / "v1.0.0")
    assert verify(output / "v1.0.0", None, read).problems == ()
    path = output / "v1.0.0" / "datapackage.json"
    path.write_bytes(path.read_bytes().replace(b"ratings", b"Ratings", 1))
    assert any("releases.json" in str(problem) for problem in verify(output / "v1.0.0", None, read).problems)


def test_what_was_tampered_with_is_not_swept_away(output: Path, capsys: Output) -> None:
    (output / "v1.0.0" / "datapackage.json").write_text("{}", encoding="utf-8")
    assert main(["prune", "--output", str(output), "--keep", "1"]) == WRONG
    assert "was changed after it was published" in capsys.readouterr().err
    assert (output / "v1.0.0").is_dir()


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path, capsys: Output) -> None:
    assert main(["prune", "--output", str(tmp_path / "missing")]) == USAGE
    assert "is not a folder" in capsys.readouterr().err
    assert not (tmp_path / "missing").exists()


def test_latest_is_brought_up_to_date_before_what_it_was_goes(output: Path) -> None:
    """As a run leaves it that was killed between the release and `latest`."""
    shutil.rmtree(output / "latest")
    shutil.copytree(output / "v1.1.0", output / "latest")
    prune(output, 1)
    assert contents(output / "latest") == contents(output / "v2.0.0")


def test_it_can_be_killed_at_every_step(place: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLING, str(place)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    folders = sorted(place.glob("killed-*"), key=lambda path: int(path.name.split("-")[1]))
    assert len(folders) > 10
    whole = {name: contents(place / "before" / name) for name in ("v1.0.0", "v1.1.0", "v2.0.0")}
    seen = set()
    for number, folder in enumerate(folders):
        there = frozenset(path.name for path in folder.glob("v*"))
        seen.add(there)
        assert all(contents(folder / name) == whole[name] for name in there), folder
        assert contents(folder / "latest") == whole["v2.0.0"]
        gone = {f"v{version}" for version, entry in listed(folder).items() if entry.get("pruned")}
        assert {*whole} - there <= gone, "what is gone is said to be"
        assert [*intact(folder / "v2.0.0")] == []
        if number % 10 == 0:
            assert publish(
                tables(), Path(shutil.copytree(folder, place / f"run-{number}")), allow_shrink=True
            ).published
        prune(folder, 1)
        assert sorted(path.name for path in folder.iterdir()) == ["latest", "releases.json", "v2.0.0"]
        assert {version for version, entry in listed(folder).items() if entry.get("pruned")} == {"1.0.0", "1.1.0"}
        shutil.rmtree(folder)
    assert len(seen) == 3, "killed before, between and after"
