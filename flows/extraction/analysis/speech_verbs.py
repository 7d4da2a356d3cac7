"""The verbs that say whose words stand beside them: "said", "according to", "will warn", "put it down to"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from flows.extraction.analysis.alternatives import any_word
from flows.extraction.analysis.names import SPEECH_WAYS

# Words that say something only where nobody had them said: "was branded".
BLAMES = ("branded", "labelled", "dubbed", "blamed", "criticised")
_PLAIN = (
    *SPEECH_WAYS,
    *("according to", "adding", "saying", "stating", "found", "finds", "accepted", "asked", "commenting"),
    *("responding", "joked", "in the words of", "complained"),
)
_VERB = re.compile(
    any_word(
        *_PLAIN,
        r"will (?:(?:today|also|now) )?(?:say|claim|argue|warn|tell)",
        r"put (?:it|this|that|(?:the|its|their|his|her) (?:\w+ ){0,2}\w+) down to",
        r"call(?:s|ed)? (?:it|this|them|the|its|him|her)",
        *(rf"{word[0]}(?<!was .)(?<!were .)(?<!been .)(?<!is .){word[1:]}" for word in BLAMES),
    )
    + r"\b"
)


@cache
def _beginnings() -> AhoCorasick:
    """What each match of the pattern begins with: they are found sooner than it is, which is only tried there."""
    words = [*_PLAIN, *BLAMES, "will ", "put ", "call"]
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)


class SpeechVerbs:
    """The verbs of speech of a text, found by what they begin with."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [start for _, start, _ in _beginnings().find_matches_as_indexes(text)]

    def within(self, low: int, high: int) -> Iterator[re.Match[str]]:
        """Those in a slice, in order."""
        last, starts = low, self._starts
        for start in starts[bisect_left(starts, low) : bisect_left(starts, high)]:
            if start >= last and (verb := _VERB.match(self._text, start, high)):
                last = verb.end()
                yield verb
