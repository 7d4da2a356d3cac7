"""YAML written by people, read so that nothing in it can surprise: a sidecar, a file of corrections."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from flows.faults import raise_machine_fault

# Every scalar is the text it is, also the ways YAML has to say that there is none.
NOTHING = frozenset({"", "~", "null"})
# Where a line begins that is neither indented nor a comment.
_ENTRY = re.compile(r"\n(?=[^\s#])")


class WrongFile(ValueError):
    """What is wrong with a file, as the end of a sentence about it, and the line where that was noticed."""

    def __init__(self, says: str, line: int = 1) -> None:
        super().__init__(says)
        self.line = line


class Mapped(dict[Any, Any]):
    """A mapping of a file that knows in which line it begins, and in which each of its keys stands."""

    line: int
    lines: Mapping[Any, int]


class _Twice(yaml.MarkedYAMLError):
    """Of two values for one key nothing tells which is meant."""


class _Loader(yaml.BaseLoader):
    """Every scalar stays the text it is: no date, number or yes/no is made of a title, and no object of anything."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Mapped:
        """As the loader it extends, which takes the last of several values, and with lines."""
        found = Mapped(super().construct_mapping(node, deep))
        lines: dict[Any, int] = {}
        for key, _ in node.value:
            if key.value in lines:
                raise _Twice(problem_mark=key.start_mark)
            lines[key.value] = key.start_mark.line + 1
        found.line, found.lines = node.start_mark.line + 1, lines
        return found


def load_yaml(path: Path, most_bytes: int) -> object:
    """The content of a file, every scalar the text it is.

    Raises `WrongFile`, or `MachineFault` where the file is not to blame.

    No message says what stands in the file: it may name who is to be removed.
    """
    return parsed(text_of(path, most_bytes))


def text_of(path: Path, most_bytes: int) -> str:
    """The text of a file that is no longer than so many bytes. Raises as `load_yaml` does."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise WrongFile("is not a regular file")
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except OSError as error:
        raise_machine_fault(error)
        raise WrongFile(f"cannot be read: {error.strerror or error}") from None
    if len(data) > most_bytes:
        raise WrongFile(f"is longer than {most_bytes:,} bytes")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WrongFile("is not UTF-8") from None


def parsed(text: str, first: int = 1) -> object:
    """What a text says as YAML, whose first line has this number in its file. Raises `WrongFile`."""
    try:
        content: object = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = "gives a key twice" if isinstance(error, _Twice) else "is not YAML"
        line = mark.line + first if mark else first
        raise WrongFile(what + (f" at line {line}" if mark else ""), line) from None
    return content


def entries(text: str) -> list[tuple[int, str]]:
    """The parts of a text of which each begins with a line that is not indented, and the numbers of these lines: in a
    mapping that is each key with its value. A comment goes with the part before it."""
    found, line = [], 1
    for part in _ENTRY.split(text):
        found.append((line, part))
        line += part.count("\n") + 1
    return found
