"""YAML written by people, read so that nothing in it can surprise: a sidecar, a file of corrections."""

from __future__ import annotations

from pathlib import Path

import yaml


def load_yaml(path: Path, most_bytes: int) -> object:
    """The content of a file, every scalar the text it is. Raises ValueError that ends a sentence about the file."""
    try:
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror or error}") from None
    if len(data) > most_bytes:
        raise ValueError(f"is longer than {most_bytes:,} bytes")
    try:
        # Every scalar stays the text it is: no date, number or yes/no is made of a title, and no object of anything.
        content: object = yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ValueError("is not YAML" + (f" at line {mark.line + 1}" if mark else "")) from None
    return content
