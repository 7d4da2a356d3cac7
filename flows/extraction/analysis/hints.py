"""Pieces of words without which whole rules have nothing to look for in a text, all found in one pass over it."""

from __future__ import annotations

from functools import cache

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
    # `bodies`: regional units
    "unit": "crime unit|rocu",
    # `names`: whom somebody has followed in a post
    "follows": "replac|succe|over from|in place of",
    # `figure_report_periods`: what a report covers, and a few days' action
    "figures": (
        "figures, |figures are |figures is |statistics, |statistics are |statistics is |data, |data are |data is "
    ),
    "covers": "period|data for",
    "action": "week of |month of |fortnight|days of |operation |during the ",
}


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    pairs = [(piece, rule) for rule, pieces in HINTS.items() for piece in pieces.split("|")]
    automaton = AhoCorasick([piece for piece, _ in pairs], implementation=Implementation.DFA)
    return automaton, [rule for _, rule in pairs]


def hints_in(folded: str) -> frozenset[str]:
    """The rules that may find something in a text in lower case."""
    automaton, rules = _automaton()
    return frozenset(rules[number] for number, _, _ in automaton.find_matches_as_indexes(folded, overlapping=True))
