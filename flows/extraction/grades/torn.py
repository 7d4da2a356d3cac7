"""Grades of which a file has left only the rest: "rated in adequate", "in-" at the end of the line above."""

from __future__ import annotations

import re

# Reads text in lower case. "This resulted in |adequate" is no such rest.
TORN_OFF = re.compile(r"(?<!resulted )(?<!resulting )(?<!came )\bin(?:-\s?|\s)$")
LONGEST = len(" resulting in- ")


def is_torn(folded: str, start: int, grade: str) -> bool:
    """Whether the word at `start` is the end of "inadequate"."""
    return grade == "adequate" and TORN_OFF.search(folded, max(0, start - LONGEST), start) is not None
