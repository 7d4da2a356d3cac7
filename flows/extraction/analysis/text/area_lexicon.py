"""Every wording of an area found in one pass over a text, whatever the inflection of its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, chain, pairwise

from flows.extraction.analysis.text.automata import Encoded, Words
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.text.lexicon import Hit, Term
from flows.extraction.analysis.text.manners import BY_ITSELF, REACH, manner_of
from flows.extraction.analysis.text.stems import HOW, OWN, Token, stem_of, tokens_of
from flows.extraction.analysis.text.view import View, fold
from schemas import vocabularies

Stems = tuple[str, ...]
# Where one block of a text ends and the next begins, and any word that no phrase has.
CUT, UNKNOWN = "¶", "…"
THE = "the "
# Stems stand apart by two spaces and phrases begin and end with one, so that two neighbours share none.
APART = "  "
THEIR_PEOPLE = (OWN, stem_of("people"))
# What joins two wordings of one area.
JOINTS: frozenset[Stems] = frozenset({("and",), (",",), (",", "and")})


@dataclass(slots=True)
class Wording:
    """The code of some stems.

    `exactly`: the ways to write a single word, in capitals if it is an acronym; `article`: whether a phrase begins with
    "the"; `aim`: whether it is what all pillars share.
    """

    code: str
    exactly: set[str] = field(default_factory=set)
    article: bool = False
    aim: bool = False

    def is_written(self, word: str) -> bool:
        """Whether a single word is written so, in any case unless that makes it another word."""
        return word in self.exactly or word.lower() in self.exactly


class AreaLexicon:
    """An automaton over the stems of phrases; of overlapping phrases the leftmost longest is found.

    A phrase of one word is found as it is written only. "its" in a phrase may be left out, "A and B" may be "B and A",
    and before each may stand what opens a question, wherever no other phrase says otherwise.
    """

    def __init__(self, phrases: Iterable[tuple[str, str]], aims: Iterable[str] = ()) -> None:
        self._wordings: dict[Stems, Wording] = {}
        shared = dict.fromkeys(aims, BY_ITSELF)
        for phrase, code in (*phrases, *shared.items()):
            folded = fold(phrase)
            tokens = list(tokens_of(folded))
            stems = tuple(token.stem for token in tokens)
            wording = self._wordings.setdefault(stems, Wording(code))
            wording.exactly.add(phrase if phrase.isupper() else folded[tokens[0].start : tokens[-1].end])
            wording.article |= phrase.startswith(THE)
            wording.aim = phrase in shared
        self._add_varied(_without_own)
        self._add_varied(_turned_round)
        self._add_varied(_opened)
        self._found = list(self._wordings.items())
        self._known = frozenset(chain.from_iterable(self._wordings))
        self._words = Words(f" {APART.join(stems)} " for stems in self._wordings)

    def _add_varied(self, varied: Callable[[Stems], Iterator[Stems]]) -> None:
        """Add a variation of each phrase, unless it is a phrase or a variation of phrases of several codes."""
        of: dict[Stems, list[Stems]] = {}
        for stems in self._wordings:
            for other in varied(stems):
                of.setdefault(other, []).append(stems)
        for other, origins in of.items():
            wordings = [self._wordings[stems] for stems in origins]
            if other not in self._wordings and len({wording.code for wording in wordings}) == 1:
                self._wordings[other] = Wording(
                    wordings[0].code,
                    article=any(wording.article for wording in wordings) or any(one[0] == OWN for one in origins),
                    aim=all(wording.aim for wording in wordings),
                )

    def find(self, view: View, blocks: Sequence[Block] = ()) -> list[Hit]:
        """All hits, in order; none goes on from one block of a text into the next."""
        folded = view.folded
        tokens = list(_cut(tokens_of(folded), [block.start for block in blocks]))
        known = self._known
        stems = [token.stem if token.stem in known else UNKNOWN for token in tokens]
        places = list(accumulate((len(stem) + len(APART) for stem in stems), initial=0))
        hits: list[Hit] = []
        last = 0
        for number, start, end in self._words.find(Encoded(f" {APART.join(stems)} ")):
            first, behind = bisect_left(places, start), bisect_left(places, end - 1)
            named, wording = self._found[number]
            if len(named) == 1 and not wording.is_written(view.text[tokens[first].start : tokens[first].end]):
                continue
            code, joined = wording.code, tuple(stems[last:first]) in JOINTS and named[0] != HOW
            if wording.aim:
                words = [folded[token.start : token.end] for token in tokens[max(0, first - REACH) : behind + 1]]
                code, more, after = manner_of(words[: min(first, REACH)], words[-1] if behind < len(tokens) else "")
                first, behind = first - more, behind + after
            if behind <= last:
                continue
            # What asks with an aim may be, or begin, a wording of its own.
            joined, first = joined or first < last, max(last, first)
            low, high = tokens[first].start, tokens[behind - 1].end
            if wording.article and folded.endswith(THE, 0, low):
                low -= len(THE)
            if hits and joined and hits[-1].term.codes[0] == code:
                hits[-1].end = high
            else:
                hits.append(Hit(low, high, Term(folded[low:high], (code,), "")))
            last = behind
        return hits


def _cut(tokens: Iterator[Token], starts: list[int]) -> Iterator[Token]:
    """Tokens with a mark where a block begins."""
    number = 0
    for token in tokens:
        if number < len(starts) and starts[number] <= token.start:
            yield Token(CUT, token.start, token.start)
            while number < len(starts) and starts[number] <= token.start:
                number += 1
        yield token


def _without_own(stems: Stems) -> Iterator[Stems]:
    """ "use of resources" of "use of its resources"; but "its people" are others than people."""
    if THEIR_PEOPLE in pairwise(stems):
        return
    bare = tuple(stem for stem in stems if stem != OWN)
    if 1 < len(bare) < len(stems):
        yield bare


def _turned_round(stems: Stems) -> Iterator[Stems]:
    """ "B and A" of "A and B", whether these are the words beside "and" or all that stands before and behind."""
    if stems.count("and") == 1 and 0 < (at := stems.index("and")) < len(stems) - 1:
        yield (*stems[: at - 1], stems[at + 1], "and", stems[at - 1], *stems[at + 2 :])
        if 1 < at < len(stems) - 2:
            yield (*stems[at + 1 :], "and", *stems[:at])


def _opened(stems: Stems) -> Iterator[Stems]:
    if len(stems) > 1 and stems[0] != HOW:
        yield (HOW, *stems)


@cache
def area_lexicon() -> AreaLexicon:
    """Ways to say an inspected area. A term's code is the area's."""
    return AreaLexicon(vocabularies.phrases("area"), vocabularies.aims())
