"""The front matter of Markdown: lines of YAML between two lines `---` at the top, which are not shown to readers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.reading.yaml_files import WrongFile, parsed

FRONT_MATTER = re.compile(r"---[ \t]*\n((?=[\w-]+:)(?:(?=[\w-]+:|[ \t#\n-])[^\n]*\n)+?)---[ \t]*(?:\n|\Z)")
_KEYS = ("title", "publisher", "source_url", "published_on", "licence")
# In characters. Reading YAML is slow, and more so if it is hostile.
_MOST = 2_000
# `date`, which other programs write for `published_on`, may have a time behind the day.
_DAY = len("2024-03-02")


def stated_in_front(text: str) -> tuple[Mapping[str, str], int]:
    """Return what the front matter of a text states by the keys of a sidecar, and the offset behind it; ({}, 0) without
    any. Lines that are no YAML, or more than `_MOST` characters, are text like any other."""
    found = FRONT_MATTER.match(text, 0, _MOST)
    try:
        stated = parsed(found[1]) if found else None
    except WrongFile:
        stated = None
    if found is None or not isinstance(stated, dict):
        return {}, 0
    stated = {"published_on": str(stated.get("date", ""))[:_DAY], **stated}
    return {key: value for key in _KEYS if isinstance(value := stated.get(key), str)}, found.end()
