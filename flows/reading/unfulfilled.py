"""Reports corrections that cannot be carried out, for the people who wrote them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

# From 0 to 1: names less similar than this are not suggested.
ALIKE = 0.6
# Suggest at most this many names.
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Unfulfilled:
    """A correction that cannot be carried out.

    - `file`, `line`: where the correction is written.
    - `looked_for`: what it refers to; `says`: what is wrong with it.
    - `nearest`: the most similar names that exist.
    - `removal`: whether it is, or may be, a removal.

    The text may name a person to be removed: it is for whoever runs the command, and never published.
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
    """Return the names most similar to `looked_for`, most similar first; accents, case and punctuation are ignored."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(_plain(looked_for))
    scored: list[tuple[float, str]] = []
    for name in set(there):
        matcher.set_seq1(_plain(name))
        # Two cheap upper bounds spare most names the expensive comparison.
        if matcher.real_quick_ratio() >= alike and matcher.quick_ratio() >= alike and matcher.ratio() >= alike:
            scored.append((-matcher.ratio(), name))
    return tuple(name for _, name in sorted(scored)[:_MOST_NAMED])


def _plain(name: str) -> str:
    """Return a name without accents and punctuation, case-folded."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", bare.casefold()))
