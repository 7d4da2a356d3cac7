"""What is in folders, for tests that compare them."""

from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder and of its folders."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
