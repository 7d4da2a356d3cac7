"""The releases that are committed: that they follow from the documents and the code, to the byte, and hold."""

import shutil
from pathlib import Path

import pytest

from flows import reporting, stages
from flows.plan import Plan
from flows.reading import read
from flows.release import verify
from flows.release.versions import on_disk
from schemas.checking import check
from tests.release.folders import contents

ROOT = Path(__file__).parents[1]
RAW, OUTPUT = ROOT / "raw", ROOT / "output"
NEWEST = on_disk(OUTPUT)[-1]

needs_documents = pytest.mark.skipif(
    not any(RAW.glob("*.yaml")), reason="the documents are their owners' and not in this copy of the repository"
)


def run(output: Path) -> reporting.Report:
    return stages.run(Plan(RAW, output, workers=1), lambda done, total: None)


@needs_documents
def test_the_newest_release_can_be_built_again(tmp_path: Path) -> None:
    for version in on_disk(OUTPUT)[:-1]:
        shutil.copytree(OUTPUT / version.folder, tmp_path / version.folder)
    outcome = run(tmp_path).outcome
    committed, built = contents(OUTPUT / NEWEST.folder), contents(outcome.folder)
    assert outcome.version == str(NEWEST)
    assert sorted(built) == sorted(committed)
    assert [name for name in built if built[name] != committed[name]] == [], "see `make help`: output"


@needs_documents
def test_a_run_after_a_clone_finds_nothing_new_and_touches_no_file(tmp_path: Path) -> None:
    shutil.copytree(OUTPUT, tmp_path / "output")
    assert not run(tmp_path / "output").outcome.published
    assert contents(tmp_path / "output") == contents(OUTPUT)


def test_latest_is_the_newest() -> None:
    assert contents(OUTPUT / "latest") == contents(OUTPUT / NEWEST.folder)


def test_the_newest_release_is_valid_and_true() -> None:
    assert check(OUTPUT / "latest") == []
    done = verify(OUTPUT / "latest", RAW, read)
    assert done.problems == ()
