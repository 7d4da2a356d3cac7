"""Reads YAML files written by people (sidecars, corrections): every scalar is text, and duplicate keys are errors."""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from flows.faults import raise_machine_fault

# The ways to write "no value" in YAML; as all scalars they are read as text.
NOTHING = frozenset({"", "~", "null"})
# Where a line begins that is neither indented nor a comment.
_ENTRY = re.compile(r"\n(?=[^\s#])")


class WrongFile(ValueError):
    """A file that cannot be used: the end of a sentence about it, and the line of the problem, from 1."""

    def __init__(self, says: str, line: int = 1) -> None:
        super().__init__(says)
        self.line = line


class Mapped(dict[Any, Any]):
    """A mapping that knows the line on which it begins (`line`), and that of each key (`lines`)."""

    line: int
    lines: Mapping[Any, int]


class _DuplicateKey(yaml.MarkedYAMLError):
    """A key is given twice, and nothing tells which value is meant."""


class _Alias(yaml.MarkedYAMLError):
    """A value refers to another one (`*name`)."""


_SAYS = {_DuplicateKey: "gives a key twice", _Alias: "refers to another value with an asterisk"}


class _Loader(yaml.BaseLoader):
    """Keeps every scalar as text: no dates, numbers, booleans or objects."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Build a node; raise an error for an alias, since aliases of aliases make gigabytes of a few lines."""
        if self.check_event(yaml.AliasEvent):
            alias = self.get_event()  # type: ignore[no-untyped-call]
            raise _Alias(problem_mark=alias.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Mapped:
        """Build a mapping with line numbers; raise an error for a duplicate key (the base class keeps the last)."""
        mapping = Mapped(super().construct_mapping(node, deep))
        lines: dict[Any, int] = {}
        for key, _ in node.value:
            if key.value in lines:
                raise _DuplicateKey(problem_mark=key.start_mark)
            lines[key.value] = key.start_mark.line + 1
        mapping.line, mapping.lines = node.start_mark.line + 1, lines
        return mapping


def load_yaml(path: Path, most_bytes: int) -> object:
    """Read a file of at most `most_bytes` bytes and return its content, with every scalar as text.

    Raises `WrongFile`, or `MachineFault` if the file is not to blame. No message quotes the file, which may name a
    person to be removed.
    """
    return parsed(text_of(path, most_bytes))


def text_of(path: Path, most_bytes: int) -> str:
    """Read a file of at most `most_bytes` bytes as text. Raises as `load_yaml` does."""
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
    """Return the content of a YAML text; `first` is the number of its first line in its file. Raises `WrongFile`."""
    try:
        content: object = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = next((says for kind, says in _SAYS.items() if isinstance(error, kind)), "is not YAML")
        line = mark.line + first if mark else first
        raise WrongFile(what + (f" at line {line}" if mark else ""), line) from None
    return content


def entries(text: str) -> list[tuple[int, str]]:
    """Split a text before each line that is not indented; return each part with the number of its first line.

    In a mapping each part is a key with its value. A comment belongs to the part before it.
    """
    found, line = [], 1
    for part in _ENTRY.split(text):
        found.append((line, part))
        line += part.count("\n") + 1
    return found
