"""Every term of the vocabularies found in one pass over a text.

Names are found whatever their case and then held to it: an acronym must stand in capitals, a name must begin with
one. Areas and threats are common words and may stand in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from flows.extraction.analysis.view import View, fold
from schemas import vocabularies


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a vocabulary: `codes` it may stand for, and the `form` of a body's name."""

    text: str
    codes: tuple[Any, ...]
    form: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found at a slice of the view."""

    start: int
    end: int
    term: Term


class Lexicon:
    """An automaton over the terms of one vocabulary; of overlapping terms the leftmost longest is found."""

    def __init__(self, terms: list[Term], *, names: bool) -> None:
        self._names = names
        self._terms = terms
        self._automaton = AhoCorasick([fold(term.text) for term in terms], matchkind=MatchKind.LeftmostLongest)

    def find(self, view: View) -> list[Hit]:
        """All hits that begin and end at a word's edge, in order."""
        text, folded = view.text, view.folded
        length = len(text)
        hits = []
        for number, start, end in self._automaton.find_matches_as_indexes(folded):
            if start and folded[start - 1].isalnum() and folded[start].isalnum():
                continue
            if end < length and folded[end].isalnum() and folded[end - 1].isalnum():
                continue
            term = self._terms[number]
            if not _case_agrees(term.text, text[start:end], self._names):
                continue
            hits.append(Hit(start, end, term))
        return hits


def _case_agrees(term: str, found: str, name: bool) -> bool:
    if term.isupper() and " " not in term:
        return found.isupper()
    return not name or found[0].isupper() or not term[0].isupper()


def _gather(pairs: list[tuple[str, Any, str]]) -> list[Term]:
    """Terms from (text, code, form), those that fold alike made one with all their codes."""
    by_fold: dict[str, tuple[str, list[Any], str]] = {}
    for text, code, form in pairs:
        kept = by_fold.setdefault(fold(text), (text, [], form))
        if code not in kept[1]:
            kept[1].append(code)
    return [Term(text, tuple(codes), form) for text, codes, form in by_fold.values()]


@cache
def body_lexicon() -> Lexicon:
    """Names of bodies. A term's codes are (body_id, valid_from, valid_to)."""
    pairs: list[tuple[str, Any, str]] = [
        (entry.name, (entry.body_id, None, None), "name") for entry in vocabularies.bodies().values()
    ]
    pairs += [(a.alias, (a.body_id, a.valid_from, a.valid_to), a.form) for a in vocabularies.aliases()]
    return Lexicon(_gather([(text.removeprefix("The "), code, form) for text, code, form in pairs]), names=True)


@cache
def area_lexicon() -> Lexicon:
    """Ways to say an inspected area. A term's code is the area's."""
    return Lexicon(_gather([(p, code, "") for p, code in vocabularies.phrases("area")]), names=False)


@cache
def threat_lexicon() -> Lexicon:
    """Ways to say a threat. A term's code is the threat's."""
    return Lexicon(_gather([(p, code, "") for p, code in vocabularies.phrases("threat")]), names=False)


@cache
def title_lexicon() -> Lexicon:
    """Ranks and roles. A term's code is its `Title`."""
    return Lexicon(_gather([(t.title, t, "") for t in vocabularies.titles()]), names=False)
