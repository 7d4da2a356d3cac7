"""Find every name, title and threat of the vocabularies in one pass over a text.

Names are searched in any case and then checked: a short acronym must stand in capitals, a name must begin with a
capital, and a name of everyday words must have all its capitals ("Victim Support", not "Victim support workers").
Threats and titles are common words and may stand in any case. "and" also matches "&".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from typing import Any

from flows.extraction.analysis.text.automata import Encoded, Words
from flows.extraction.analysis.text.view import View, fold
from schemas import vocabularies

# A term that begins inside a false match may end at most this many characters behind that match.
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a vocabulary, the `codes` that it may stand for, and the `form` of a body's name as in `aliases.csv`.
    `everyday`: the name may consist of everyday words, like the names of charities and campaigns."""

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


# Acronyms of at least this many letters may be written like a name ("Unison").
SPOKEN = 4
# The ending of the acronyms of many regional units.
UNIT = "ROCU"


class Lexicon:
    """An automaton over the terms of one vocabulary; of overlapping terms the leftmost longest is found."""

    def __init__(self, terms: list[Term], *, names: bool) -> None:
        self._names = names
        self._terms = terms
        # Acronyms of one word, found by chance inside words in lower case: `find` drops them early.
        self._acronyms = frozenset(n for n, term in enumerate(terms) if term.text.isupper() and term.text.isalnum())
        self._words = Words(fold(term.text) for term in terms)

    def find(self, view: View) -> list[Hit]:
        """Return the terms in a view that begin and end at a word boundary in a suitable case, in order."""
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
        """Yield (term number, start, end) of matches at a word boundary inside a false one: "Lar|ch. Inspector"."""
        edge = start + 1
        while edge < end and folded[edge].isalnum():
            edge += 1
        # The match is the end of one word: there is no word boundary inside it.
        if edge == end:
            return
        for within, low, high in self._words.find(Encoded(folded[start + 1 : end + LONGEST])):
            at = start + 1 + low
            if start + 1 < at < end and not (folded[at - 1].isalnum() and folded[at].isalnum()):
                yield within, at, start + 1 + high


def _case_agrees(term: Term, found: str, name: bool) -> bool:
    words = term.text
    if words.isupper() and " " not in words:
        # Newspapers write acronyms that are spoken as words like names: "Soca", "Unison".
        return found.isupper() or (name and len(words) >= SPOKEN and found.istitle())
    if not name:
        return True
    if term.everyday:
        return all(actual.isupper() for expected, actual in zip(words, found, strict=True) if expected.isupper())
    return found[0].isupper() or not words[0].isupper()


def _gather(pairs: list[tuple[str, Any, str]], everyday: Callable[[Any], bool] = lambda code: False) -> list[Term]:
    """Return terms for (text, code, form); texts that fold to the same string become one term with all codes. A term is
    `everyday` if all its codes are."""
    by_fold: dict[str, tuple[str, list[Any], str]] = {}
    for text, code, form in pairs:
        for spelling in _spellings(text):
            entry = by_fold.setdefault(fold(spelling), (spelling, [], form))
            if code not in entry[1]:
                entry[1].append(code)
    return [Term(text, tuple(codes), form, all(map(everyday, codes))) for text, codes, form in by_fold.values()]


def _spellings(text: str) -> list[str]:
    """Return the text with each "and" as it is or as "&", in all combinations, the text itself first."""
    parts = text.split(" and ")
    combinations = product((" and ", " & "), repeat=len(parts) - 1)
    return ["".join(chain.from_iterable(zip(parts, (*chosen, ""), strict=True))) for chosen in combinations]


def _respelled(acronym: str) -> list[str]:
    """Return other spellings of an acronym such as XYROCU: "XY ROCU", "XY-ROCU", "XY Regional Organised Crime Unit"."""
    region = acronym.removesuffix(UNIT)
    if region in ("", acronym):
        return []
    return [f"{region} {UNIT}", f"{region}-{UNIT}", f"{region} Regional Organised Crime Unit"]


@cache
def body_lexicon() -> Lexicon:
    """Return the lexicon of the names of bodies; the codes of a term are (body_id, valid_from, valid_to)."""
    kinds = {entry.body_id: entry.kind for entry in vocabularies.bodies().values()}
    pairs: list[tuple[str, Any, str]] = [
        (entry.name, (entry.body_id, None, None), "name") for entry in vocabularies.bodies().values()
    ]
    for alias in vocabularies.aliases():
        code = (alias.body_id, alias.valid_from, alias.valid_to)
        apart = _respelled(alias.alias) if alias.form == "acronym" and kinds[alias.body_id] == "regional-unit" else []
        pairs += [(alias.alias, code, alias.form), *((name, code, "variant") for name in apart)]
    named = [(text.removeprefix("The "), code, form) for text, code, form in pairs]
    return Lexicon(_gather(named, lambda code: kinds[code[0]] == "other"), names=True)


@cache
def threat_lexicon() -> Lexicon:
    """Return the lexicon of threats; the codes of a term are codes of threats."""
    return Lexicon(_gather([(p, code, "") for p, code in vocabularies.phrases("threat")]), names=False)


@cache
def title_lexicon() -> Lexicon:
    """Return the lexicon of ranks and roles; the codes of a term are `Title` objects."""
    return Lexicon(_gather([(t.title, t, "") for t in vocabularies.titles()]), names=False)
