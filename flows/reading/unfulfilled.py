"""What people asked for in a file of corrections and cannot be done, reported so that they can mend it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

# What shares less than this with what was looked for is no help.
ALIKE = 0.6
# So many of the nearest are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Unfulfilled:
    """One such request: the file and the line in it, what was looked for, what is wrong, and the nearest that there is.

    `removal` is whether it is a removal, or may be one. What it says may name who is to be removed: it is for whoever
    runs this, and never published.
    """

    file: str
    line: int
    looked_for: str
    says: str
    nearest: tuple[str, ...] = ()
    removal: bool = False

    def __str__(self) -> str:
        nearest = f"; nearest: {', '.join(self.nearest)}" if self.nearest else ""
        looked_for = f" {self.looked_for}" if self.looked_for else ""
        return f"{self.file}, line {self.line}:{looked_for} {self.says}{nearest}"


def nearest(looked_for: str, there: Iterable[str], alike: float = ALIKE) -> tuple[str, ...]:
    """The names that are most like one, the most alike first; accents, capitals and punctuation count for nothing."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_plain(looked_for))
    found: list[tuple[float, str]] = []
    for name in set(there):
        matcher.set_seq1(_plain(name))
        # Two bounds that cost little spare most names the comparison that costs much.
        if matcher.real_quick_ratio() >= alike and matcher.quick_ratio() >= alike and matcher.ratio() >= alike:
            found.append((-matcher.ratio(), name))
    return tuple(name for _, name in sorted(found)[:_NAMED])


def _plain(name: str) -> str:
    bare = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", bare.casefold()))
