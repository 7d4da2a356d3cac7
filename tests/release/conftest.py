from pathlib import Path

import pytest

from tests.release.invented import released, write_raw


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with the raw documents."""
    write_raw(tmp_path / "raw")
    return tmp_path / "raw"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with one release, of the first document only."""
    released(tmp_path / "output", "first")
    return tmp_path / "output"
