"""A run that is killed or fails at any of its steps: never half a release, and the next run finishes the work."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.cli import DONE, main
from flows.reading import read
from flows.release import verify
from tests.cases import mostly_slow
from tests.conftest import ARTICLE
from tests.release.folders import contents
from tests.release.steps import HOWS, arguments

ROOT = Path(__file__).parents[2]
LEFT = ["latest", "releases.json", "v1.0.0", "v1.1.0"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with documents, with the release of the first of them, and with what is to come of both."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "raw").mkdir()
    (folder / "store").mkdir()
    (folder / "raw" / "derbyshire.txt").write_text(ARTICLE, encoding="utf-8")
    assert run(folder / "raw", folder / "before") == DONE
    other = ARTICLE.replace("Derbyshire Constabulary", "Lincolnshire Police")
    (folder / "raw" / "lincolnshire.txt").write_text(other, encoding="utf-8")
    shutil.copytree(folder / "before", folder / "after")
    assert run(folder / "raw", folder / "after") == DONE
    for release in (folder / "before" / "v1.0.0", folder / "after" / "v1.1.0"):
        assert verify(release, folder / "raw", read).problems == ()
    return folder


def run(raw: Path, output: Path) -> int:
    return main(arguments(raw, output))


def interrupted(place: Path, how: str, *every: str) -> Iterator[Path]:
    """Folders of releases, each after a run that did not get further than one of its steps."""
    command = [sys.executable, "-m", "tests.release.steps", str(place), how, *every]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    yield from (Path(line) for line in done.stdout.splitlines())


def test_what_can_be_seen_is_whole_and_the_next_run_succeeds(place: Path) -> None:
    folders = list(interrupted(place, "killed"))
    assert len(folders) >= HOWS["killed"].most // 2
    for folder in folders:
        assert_whole_and_finished_by_the_next_run(place, "killed", folder)


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
def test_the_same_at_every_single_step(place: Path, how: str) -> None:
    folders = list(interrupted(place, how, "all"))
    assert len(folders) > HOWS[how].most
    for folder in folders:
        assert_whole_and_finished_by_the_next_run(place, how, folder)


def assert_whole_and_finished_by_the_next_run(place: Path, how: str, folder: Path) -> None:
    before, after = contents(place / "before" / "v1.0.0"), contents(place / "after" / "v1.1.0")
    seen = [folder / entry["path"] for entry in json.loads((folder / "releases.json").read_text())["releases"]]
    seen += [path for path in folder.glob("[!.]*") if path.is_dir()]
    for release in seen:
        assert contents(release) in (before, after), release
    if HOWS[how].lives:
        assert not list(folder.glob(".*")), "what a run that failed leaves is removed by itself"
    assert run(place / "raw", folder) == DONE
    assert sorted(path.name for path in folder.iterdir()) == LEFT
    assert contents(folder / "v1.0.0") == before
    assert contents(folder / "v1.1.0") == contents(folder / "latest") == after
    shutil.rmtree(folder)


@pytest.mark.parametrize("count", mostly_slow([2, 4], quick=[2]))
def test_runs_at_once_publish_every_fact_once(place: Path, tmp_path: Path, count: int) -> None:
    command = [sys.executable, "-m", "flows.cli", *arguments(place / "raw", tmp_path / "output")]
    shutil.copytree(place / "before", tmp_path / "output")
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) for _ in range(count)
    ]
    printed = sorted(process.communicate()[0].splitlines()[0].partition(":")[0] for process in runs)
    assert [process.returncode for process in runs] == [DONE] * count
    assert printed == [*["v1.1.0 is up to date, nothing new"] * (count - 1), "v1.1.0 published"]
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == LEFT
    assert contents(tmp_path / "output" / "v1.1.0") == contents(place / "after" / "v1.1.0")
    assert contents(tmp_path / "output" / "latest") == contents(place / "after" / "v1.1.0")
