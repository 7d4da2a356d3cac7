"""Find every wording of an area in one pass over a text, in any inflection of its words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, chain, pairwise
from operator import attrgetter

from flows.extraction.analysis.text.automata import Encoded, Words
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.text.lexicon import Hit, Term
from flows.extraction.analysis.text.manners import BY_ITSELF, REACH, manner_of
from flows.extraction.analysis.text.stems import ITS, OPENING_STEM, Token, stem_of, tokens_of
from flows.extraction.analysis.text.view import View, fold
from schemas import vocabularies

Stems = tuple[str, ...]
# Stand-ins for stems: the start of a block, and any word that no phrase contains. No phrase matches across either.
CUT, UNKNOWN = "¶", "…"
THE = "the "
# Stems are joined by two spaces and a phrase has one at either end, so that neighbouring phrases share no space.
APART = "  "
THEIR_PEOPLE = (ITS, stem_of("people"))
# Stems that join two wordings of the same area into one hit.
JOINTS: frozenset[Stems] = frozenset({("and",), (",",), (",", "and")})


@dataclass(slots=True)
class Wording:
    """The area that a sequence of stems stands for. `exactly`: the spellings of the phrase, in capitals if it is an
    acronym, checked for single words only; `article`: a phrase begins with "the"; `aim`: the phrase is an aim that all
    pillars share."""

    code: str
    exactly: set[str] = field(default_factory=set)
    article: bool = False
    aim: bool = False

    def is_written(self, word: str) -> bool:
        """Whether a single word is a spelling of the phrase; an acronym must stand in capitals."""
        return word in self.exactly or word.lower() in self.exactly


class AreaLexicon:
    """An automaton over the stems of phrases; of overlapping phrases the leftmost longest is found. A phrase of one
    word must be spelled as given. Phrases also match without "its", with "A and B" turned to "B and A", and after words
    that open a question ("how well it"), unless that is a phrase itself or could mean several areas."""

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
        self._add_varied(_without_its)
        self._add_varied(_turned_round)
        self._add_varied(_as_question)
        self._found = list(self._wordings.items())
        self._known = frozenset(chain.from_iterable(self._wordings))
        self._words = Words(f" {APART.join(stems)} " for stems in self._wordings)

    def _add_varied(self, varied: Callable[[Stems], Iterator[Stems]]) -> None:
        """Add the variations of every phrase; skip those that are phrases already or that come from several areas."""
        origins_of: dict[Stems, list[Stems]] = {}
        for stems in self._wordings:
            for other in varied(stems):
                origins_of.setdefault(other, []).append(stems)
        for other, origins in origins_of.items():
            wordings = [self._wordings[stems] for stems in origins]
            if other not in self._wordings and len({wording.code for wording in wordings}) == 1:
                self._wordings[other] = Wording(
                    wordings[0].code,
                    article=any(wording.article for wording in wordings) or any(origin[0] == ITS for origin in origins),
                    aim=all(wording.aim for wording in wordings),
                )

    def find(self, view: View, blocks: Sequence[Block] = ()) -> list[Hit]:
        """Return the areas named in a view, in order; no hit runs over the start of a block."""
        folded = view.folded
        cuts = [Token(CUT, block.start, block.start) for block in blocks]
        tokens = sorted([*cuts, *tokens_of(folded)], key=attrgetter("start"))
        known = self._known
        stems = [token.stem if token.stem in known else UNKNOWN for token in tokens]
        places = list(accumulate((len(stem) + len(APART) for stem in stems), initial=0))
        hits: list[Hit] = []
        last = 0
        for phrase, start, end in self._words.find(Encoded(f" {APART.join(stems)} ")):
            first, stop = bisect_left(places, start), bisect_left(places, end - 1)
            phrase_stems, wording = self._found[phrase]
            if len(phrase_stems) == 1 and not wording.is_written(view.text[tokens[first].start : tokens[first].end]):
                continue
            code, joined = wording.code, tuple(stems[last:first]) in JOINTS and phrase_stems[0] != OPENING_STEM
            if wording.aim:
                words = [folded[token.start : token.end] for token in tokens[max(0, first - REACH) : stop + 1]]
                code, more, after = manner_of(words[: min(first, REACH)], words[-1] if stop < len(tokens) else "")
                first, stop = first - more, stop + after
            end = tokens[stop - 1].end
            behind = view.text[end : end + 2]
            if stop <= last or (behind[:1] == "-" and behind[1:].islower()):  # "our value|-for-money arrangements"
                continue
            # The words of the manner, taken in above, may belong to the hit before: then the two hits are joined.
            joined, first = joined or first < last, max(last, first)
            low, high = tokens[first].start, tokens[stop - 1].end
            if wording.article and folded.endswith(THE, 0, low):
                low -= len(THE)
            if hits and joined and hits[-1].term.codes[0] == code:
                hits[-1].end = high
            else:
                hits.append(Hit(low, high, Term(folded[low:high], (code,), "")))
            last = stop
        return hits


def _without_its(stems: Stems) -> Iterator[Stems]:
    """Yield the stems without "its": "use of resources" for "use of its resources". "its people" is kept as it is."""
    if THEIR_PEOPLE in pairwise(stems):
        return
    bare = tuple(stem for stem in stems if stem != ITS)
    if 1 < len(bare) < len(stems):
        yield bare


def _turned_round(stems: Stems) -> Iterator[Stems]:
    """Yield "B and A" for "A and B", where A and B are the words beside "and", or all before and all behind "and"."""
    if stems.count("and") == 1 and 0 < (at := stems.index("and")) < len(stems) - 1:
        yield (*stems[: at - 1], stems[at + 1], "and", stems[at - 1], *stems[at + 2 :])
        if 1 < at < len(stems) - 2:
            yield (*stems[at + 1 :], "and", *stems[:at])


def _as_question(stems: Stems) -> Iterator[Stems]:
    if len(stems) > 1 and stems[0] != OPENING_STEM:
        yield (OPENING_STEM, *stems)


@cache
def area_lexicon() -> AreaLexicon:
    """Return the lexicon of areas; `term.codes` of a hit holds one area code."""
    return AreaLexicon(vocabularies.phrases("area"), vocabularies.aims())
