"""Lines of names and roles by turns, as in lists of a team, signatures and attendance: whose the role of a line is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flows.extraction.analysis.people.candidates import Name
from flows.extraction.analysis.people.names import POST_NOMINALS

# No list goes on for longer without an empty line.
MOST_LINES = 40


def signed_above(text: str, names: Mapping[int, Name], title_ends: Collection[int], begin: int) -> bool:
    """Whether a role whose line begins at a position is that of the name in the line above, and not of the one below.

    It is where the lines above, names and titles by turns, begin with a name.
    """
    named = True
    for lines in range(MOST_LINES):
        above = text.rfind("\n", 0, max(0, begin - 1)) + 1
        end = begin - 1
        if begin == 0 or not text[above:end].strip():
            return lines > 0 and not named
        if named and not _is_name(text, names, above, end):
            return False
        if not named and end not in title_ends:
            return True
        begin, named = above, not named
    return False


def _is_name(text: str, names: Mapping[int, Name], start: int, end: int) -> bool:
    """Whether a line is a name and nothing else but the letters behind it."""
    name = names.get(start)
    return name is not None and POST_NOMINALS.fullmatch(text[name.end : end].rstrip()) is not None
