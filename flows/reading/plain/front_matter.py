"""The front matter of Markdown: lines of YAML between two lines `---` at the top, which are not shown to readers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.reading.yaml_files import WrongFile, parsed

FRONT_MATTER = re.compile(r"---[ \t]*\n((?=[\w-]+:)(?:(?=[\w-]+:|[ \t#-])[^\n]*\n)+?)---[ \t]*(?:\n|\Z)")
_KEYS = ("title", "publisher", "source_url", "published_on", "licence")
# `date`, which other programs write for `published_on`, may have a time behind the day.
_DAY = len("2024-03-02")


def stated_in_front(text: str) -> tuple[Mapping[str, str], int]:
    """Return what the front matter of a text states by the keys of a sidecar, and the offset behind it; ({}, 0) without
    any. What is no YAML states nothing."""
    found = FRONT_MATTER.match(text)
    if found is None:
        return {}, 0
    try:
        content = parsed(found[1])
    except WrongFile:
        content = None
    stated = content if isinstance(content, dict) else {}
    stated = {"published_on": str(stated.get("date", ""))[:_DAY], **stated}
    return {key: value for key in _KEYS if isinstance(value := stated.get(key), str)}, found.end()
