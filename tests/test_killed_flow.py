"""The Prefect flow, killed at moments nobody chose: `make test-slow`."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.cli import DONE, main
from flows.reading import read
from flows.release import verify
from schemas.tables import FACTS
from tests.conftest import ARTICLE, Folders
from tests.release.folders import contents

KILLS = 10


def command(folders: Folders, output: Path) -> list[str]:
    store = folders.raw.parent / "store"
    return ["run", "--raw", str(folders.raw), "--output", str(output), "--store", str(store)]


@pytest.mark.slow
@pytest.mark.usefixtures("prefect_server")
def test_a_flow_killed_at_any_moment_leaves_whole_releases(folders: Folders, tmp_path: Path) -> None:
    assert main([*command(folders, folders.output), "--direct"]) == DONE
    folders.add("lincolnshire.txt", ARTICLE.replace("Derbyshire Constabulary", "Lincolnshire Police"))
    flow = [sys.executable, "-m", "flows.cli"]
    began = time.monotonic()
    undisturbed = tmp_path / "undisturbed"
    assert subprocess.run([*flow, *command(folders, undisturbed)], stderr=subprocess.DEVNULL).returncode == DONE
    takes = time.monotonic() - began
    for _ in range(KILLS):
        process = subprocess.Popen([*flow, *command(folders, folders.output)], stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=random.uniform(0, takes))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        for release in folders.output.glob("[!.]*/"):
            if release.is_dir():
                assert verify(release, folders.raw, read).problems == ()
    assert main([*command(folders, folders.output), "--direct"]) == DONE
    assert sorted(path.name for path in folders.output.iterdir()) == ["latest", "releases.json", "v1.0.0", "v1.1.0"]
    assert contents(folders.output / "latest") == contents(folders.output / "v1.1.0")
    for name in (f"{table.name}.csv" for table in FACTS):
        newest, whole = ((folder / "latest" / name).read_text("utf-8") for folder in (folders.output, undisturbed))
        assert [line.split(",")[0] for line in newest.splitlines()] == [
            line.split(",")[0] for line in whole.splitlines()
        ]
