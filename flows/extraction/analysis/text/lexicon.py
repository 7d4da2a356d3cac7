"""Every name, title and threat of the vocabularies found in one pass over a text.

Names are found whatever their case and then held to it: a short acronym must stand in capitals, a name must begin with
one, and a name of everyday words must have all its own ("Victim Support", not "Victim support workers"). Threats
are common words and may stand in any case. An "and" may be an "&".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, product
from typing import Any

from flows.extraction.analysis.text.automata import Encoded, Words
from flows.extraction.analysis.text.view import View, fold
from schemas import vocabularies

# How far behind a false start a name may end that begins inside it.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a vocabulary: `codes` it may stand for, and the `form` of a body's name.

    `everyday`: a name that may be made of everyday words, as those of charities and campaigns are.
    """

    text: str
    codes: tuple[Any, ...]
    form: str = ""
    everyday: bool = False


@dataclass(slots=True)
class Hit:
    """A term found at a slice of the view."""

    start: int
    end: int
    term: Term


# No shorter acronym is written as a name is.
SPOKEN = 4
# What acronyms of regional units end in.
UNIT = "ROCU"


class Lexicon:
    """An automaton over the terms of one vocabulary; of overlapping terms the leftmost longest is found."""

    def __init__(self, terms: list[Term], *, names: bool) -> None:
        self._names = names
        self._terms = terms
        # Acronyms of one word are often found inside words, where no other term can begin.
        self._acronyms = frozenset(n for n, term in enumerate(terms) if term.text.isupper() and term.text.isalnum())
        self._words = Words(fold(term.text) for term in terms)

    def find(self, view: View) -> list[Hit]:
        """All hits that begin and end at a word's edge, in order."""
        text, folded = view.text, view.folded
        terms, names, acronyms = self._terms, self._names, self._acronyms
        length = len(text)
        hits = []
        for number, start, end in self._words.find(view.encoded):
            if number in acronyms and text[start].islower():
                continue
            begins = not (start and folded[start - 1].isalnum() and folded[start].isalnum())
            for which, low, high in ((number, start, end),) if begins else self._inside(folded, start, end):
                if high < length and folded[high].isalnum() and folded[high - 1].isalnum():
                    continue
                if _case_agrees(term := terms[which], text[low:high], names):
                    hits.append(Hit(low, high, term))
        return hits

    def _inside(self, folded: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """The matches at a word's edge inside one that begins in a word: "Lar|ch. Inspector"."""
        edge = start + 1
        while edge < end and folded[edge].isalnum():
            edge += 1
        # One word, of which the end is a term, has no other edge.
        if edge == end:
            return
        for within, low, high in self._words.find(Encoded(folded[start + 1 : end + LONGEST])):
            at = start + 1 + low
            if start + 1 < at < end and not (folded[at - 1].isalnum() and folded[at].isalnum()):
                yield within, at, start + 1 + high


def _case_agrees(term: Term, found: str, name: bool) -> bool:
    words = term.text
    if words.isupper() and " " not in words:
        # Papers write those that can be spoken as names: "Soca", "Unison".
        return found.isupper() or (name and len(words) >= SPOKEN and found.istitle())
    if not name:
        return True
    if term.everyday:
        return all(here.isupper() for asked, here in zip(words, found, strict=True) if asked.isupper())
    return found[0].isupper() or not words[0].isupper()


def _gather(pairs: list[tuple[str, Any, str]]) -> list[Term]:
    """Terms from (text, code, form), those that fold alike made one with all their codes."""
    by_fold: dict[str, tuple[str, list[Any], str]] = {}
    for text, code, form in pairs:
        for spelling in _spellings(text):
            kept = by_fold.setdefault(fold(spelling), (spelling, [], form))
            if code not in kept[1]:
                kept[1].append(code)
    return [Term(text, tuple(codes), form) for text, codes, form in by_fold.values()]


def _spellings(text: str) -> list[str]:
    """A term with each of its "and" written out or as "&", the term as it is first."""
    parts = text.split(" and ")
    joints = product((" and ", " & "), repeat=len(parts) - 1)
    return ["".join(chain.from_iterable(zip(parts, (*each, ""), strict=True))) for each in joints]


def _set_apart(acronym: str) -> list[str]:
    """An acronym that ends in what such units are called, with the letters of its region apart: "XY ROCU"."""
    region = acronym.removesuffix(UNIT)
    if region in ("", acronym):
        return []
    return [f"{region} {UNIT}", f"{region}-{UNIT}", f"{region} Regional Organised Crime Unit"]


@cache
def body_lexicon() -> Lexicon:
    """Names of bodies. A term's codes are (body_id, valid_from, valid_to)."""
    kinds = {entry.body_id: entry.kind for entry in vocabularies.bodies().values()}
    pairs: list[tuple[str, Any, str]] = [
        (entry.name, (entry.body_id, None, None), "name") for entry in vocabularies.bodies().values()
    ]
    for a in vocabularies.aliases():
        code = (a.body_id, a.valid_from, a.valid_to)
        apart = _set_apart(a.alias) if a.form == "acronym" and kinds[a.body_id] == "regional-unit" else []
        pairs += [(a.alias, code, a.form), *((name, code, "variant") for name in apart)]
    terms = _gather([(text.removeprefix("The "), code, form) for text, code, form in pairs])
    others = [replace(t, everyday=all(kinds[code[0]] == "other" for code in t.codes)) for t in terms]
    return Lexicon(others, names=True)


@cache
def threat_lexicon() -> Lexicon:
    """Ways to say a threat. A term's code is the threat's."""
    return Lexicon(_gather([(p, code, "") for p, code in vocabularies.phrases("threat")]), names=False)


@cache
def title_lexicon() -> Lexicon:
    """Ranks and roles. A term's code is its `Title`."""
    return Lexicon(_gather([(t.title, t, "") for t in vocabularies.titles()]), names=False)
