"""YAML written by people, read so that nothing in it can surprise: a sidecar, a file of corrections."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Any

import yaml

from flows.faults import raise_machine_fault

# Every scalar is the text it is, also the ways YAML has to say that there is none.
NOTHING = frozenset({"", "~", "null"})


class _Twice(yaml.MarkedYAMLError):
    """Of two values for one key nothing tells which is meant."""


class _Loader(yaml.BaseLoader):
    """Every scalar stays the text it is: no date, number or yes/no is made of a title, and no object of anything."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """As the loader it extends, which takes the last of several values."""
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise _Twice(problem_mark=key.start_mark)
            seen.add(key.value)
        return found


def load_yaml(path: Path, most_bytes: int) -> object:
    """The content of a file, every scalar the text it is. Raises ValueError that ends a sentence about the file,
    `MachineFault` where not the file is to blame.

    No message says what stands in the file: it may name who is to be removed.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ValueError("is not a regular file")
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except OSError as error:
        raise_machine_fault(error)
        raise ValueError(f"cannot be read: {error.strerror or error}") from None
    if len(data) > most_bytes:
        raise ValueError(f"is longer than {most_bytes:,} bytes")
    try:
        content: object = yaml.load(data.decode("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        what = "gives a key twice" if isinstance(error, _Twice) else "is not YAML"
        raise ValueError(what + (f" at line {mark.line + 1}" if mark else "")) from None
    return content
