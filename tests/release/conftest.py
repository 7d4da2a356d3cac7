from pathlib import Path

import pytest

from flows.release import publish
from tests.release.invented import tables, write_raw

CREATED = "2024-01-01T00:00:00Z"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder with the raw documents."""
    write_raw(tmp_path / "raw")
    return tmp_path / "raw"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with one release, of the first document only."""
    publish(tables("first"), tmp_path / "output", created=CREATED)
    return tmp_path / "output"
