"""Pieces of words without which whole rules have nothing to look for in a text, all found in one pass over it."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from ahocorasick_rs import AhoCorasick, Implementation

# Each match of a rule holds one of its pieces, in lower case.
HINTS = {
    # `shapes`: names told by how they open and by words behind them
    "opens": "ministry |office |bank |centre |center |institution ",
    "helps": (
        " supports | support | helps | help | works with | work with | cares for | represents | houses | campaigns for "
    ),
    "is": (
        " charity| group| think tank| think-tank| enterprise| union| consultancy| watchdog| association| body| youth |"
        " not-for-profit "
    ),
    # `candidates`: names like "al-Rashid"
    "article": "al-|el-",
}


class Pieces:
    """Pieces of words, those of a rule set apart by bars, that are looked for in one pass over a text."""

    def __init__(self, rules: dict[str, str]) -> None:
        self._rules: dict[str, list[str]] = defaultdict(list)
        for rule, pieces in rules.items():
            for piece in pieces.split("|"):
                self._rules[piece].append(rule)
        self._automaton = AhoCorasick(list(self._rules), implementation=Implementation.DFA)

    def within(self, folded: str) -> frozenset[str]:
        """The rules that have a piece in a text in lower case."""
        found = self._automaton.find_matches_as_strings(folded, overlapping=True)
        return frozenset(chain.from_iterable(map(self._rules.__getitem__, found)))


_OF_TEXTS = Pieces(HINTS)


def hints_in(folded: str) -> frozenset[str]:
    """The rules that may find something in a text in lower case."""
    return _OF_TEXTS.within(folded)
