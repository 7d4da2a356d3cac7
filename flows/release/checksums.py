"""SHA256SUMS: the checksum of every file of a release, in the format of `sha256sum -c`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from schemas.problems import Problem

NAME = "SHA256SUMS"


def sha256_of(path: Path) -> str:
    """Checksum of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def names_in(folder: Path) -> list[str]:
    """The files below a folder as a release names them: `ratings.csv`, `schemas/ratings.jsonschema.json`."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def write(folder: Path) -> None:
    """Write the checksums of all files of a folder into it."""
    lines = [f"{sha256_of(folder / name)}  {name}\n" for name in names_in(folder) if name != NAME]
    (folder / NAME).write_text("".join(lines), encoding="utf-8", newline="\n")


def problems(folder: Path) -> Iterator[Problem]:
    """Files that are missing, changed, or not accounted for."""
    try:
        lines = (folder / NAME).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        yield Problem(NAME, f"is missing or cannot be read in {folder}: is this the folder of a release?")
        return
    listed = dict(line.split("  ", 1)[::-1] for line in lines if "  " in line)
    present = set(names_in(folder)) - {NAME}
    for name in sorted(present | set(listed)):
        if name not in present:
            yield Problem(name, f"is missing: {NAME} lists it")
        elif name not in listed:
            yield Problem(name, f"does not belong to the release: {NAME} does not list it")
        elif not (folder / name).is_file() or sha256_of(folder / name) != listed[name]:
            yield Problem(name, f"was changed: its checksum is not the one in {NAME}")
