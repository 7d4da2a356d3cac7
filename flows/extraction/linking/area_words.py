"""Which area the words around a grade speak of: one linear model over all areas, learned by `make train`.

It reads what no vocabulary lists ("victims wait for weeks for a detective"). The judges of areas see how likely it
makes each candidate; the likeliest area becomes a candidate even where nothing names it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from math import exp
from pathlib import Path

from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.text.stems import stem_of
from flows.extraction.linking.entities import TOKEN, Entities, Entity

# Shorter words say little about an area, but for numbers as long as those that people call: 999, 101.
LEAST_LETTERS, DIGITS_OF_LINES = 4, 3
# How many lead-ins of a grade's block are read, and how many tokens of each of them and of the sentences beside it.
MOST_LEADS, MOST_TOKENS = 2, 45
# An area that is less likely is left out.
LEAST = 0.002
DIGITS = 4
Likely = Mapping[str, float]
Margins = Mapping[str, Mapping[str, float]]
# Where a word may stand, as `words_of_grades` tells.
PARTS = ("in", "lead", "beside", "title")


@dataclass(frozen=True, eq=False)
class AreaWords:
    """The model. `biases`: the score of each area without any words; `weights`: what each word adds to some areas."""

    biases: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def likely_areas(self, words: Iterable[str]) -> Likely:
        """Return the probability of each area for the words around a grade; areas below `LEAST` are left out."""
        scores = dict(self.biases)
        for word in filter(self.weights.__contains__, words):
            for area, weight in self.weights[word].items():
                scores[area] += weight
        most = max(scores.values())
        shares = {area: exp(score - most) for area, score in scores.items()}
        total = sum(shares.values())
        return {area: round(share / total, DIGITS) for area, share in shares.items() if share >= LEAST * total}

    def margins(self, words: Iterable[str]) -> Margins:
        """Return, for each of `PARTS` whose words speak of areas, how much more they add to each area than to the
        best other; areas to which they add nothing are left out."""
        sums: dict[str, dict[str, float]] = {part: {} for part in PARTS}
        for word in filter(self.weights.__contains__, words):
            of_part = sums.get(word.partition(" ")[0], {})
            for area, weight in self.weights[word].items():
                of_part[area] = of_part.get(area, 0.0) + weight
        return {part: _before_others(scores) for part, scores in sums.items() if scores}


@cache
def load(path: Path) -> AreaWords:
    """Load a model that `make train` wrote; the weights of a word name areas by their place among the biases."""
    saved = json.loads(path.read_text(encoding="utf-8"))
    areas, rows = [*saved["biases"]], saved["weights"].items()
    return AreaWords(saved["biases"], {word: {areas[int(at)]: w for at, w in row.items()} for word, row in rows})


def words_of_grades(document: Entities, grades: Iterable[Entity]) -> Iterator[list[str]]:
    """Yield, for each grade, the stems around it, each with where it stands: in its clause (up to the grades beside
    it), in its lead-ins, in the sentences beside its own, in the title; also the areas that its clause names."""
    sentences = document.analysis.sentences
    areas = {one.token: document.text[one.start : one.end].lower() for one in document.all if one.kind == "area"}

    def stems_in(part: Sentence | Block) -> Iterator[str]:
        first, last = document.edges(part)
        return _stems(document, areas, first, min(last, first + MOST_TOKENS - 1))

    @cache
    def beside(index: int) -> list[str]:
        return [f"beside {stem}" for stem in stems_in(sentences[index])] if 0 <= index < len(sentences) else []

    @cache
    def leads(block: Block) -> list[str]:
        return [
            f"lead {stem}" for lead in document.analysis.nearest_leads(block)[:MOST_LEADS] for stem in stems_in(lead)
        ]

    always = [f"title {stem}" for title in sentences[:1] for stem in stems_in(title)]
    always.append("fire" if document.main_kind == "fire-service" else "police")
    for grade in grades:
        first, last = document.edges(grade.sentence)
        before, behind = (document.next_to("grade", grade.token, step) for step in (-1, 1))
        first = max(first, before.token + 1) if before else first
        last = min(last, behind.token - 1) if behind else last
        clause = [f"in {stem}" for stem in _stems(document, areas, first, last)]
        named = [f"names {area.code}" for area in document.between("area", first, last)]
        at = grade.sentence.index
        yield list(dict.fromkeys([*clause, *named, *leads(grade.block), *beside(at - 1), *beside(at + 1), *always]))


def _stems(document: Entities, areas: Mapping[int, str], first: int, last: int) -> Iterator[str]:
    """Yield the stems of the telling words from token to token, and of the words that name an area (`areas`)."""
    for token in range(first, last + 1):
        number = TOKEN.match(document.text, document.starts[token]) if document.tokens[token] == "#" else None
        for word in [number.group()] if number else areas.get(token, document.tokens[token]).split():
            if len(word) >= LEAST_LETTERS and word[0].isalpha():
                yield stem_of(word)
            elif len(word) == DIGITS_OF_LINES and word.isdecimal():
                yield word


def _before_others(scores: Mapping[str, float]) -> dict[str, float]:
    best, second = nlargest(2, [0.0, 0.0, *scores.values()])
    return {area: round(score - (second if score == best else best), DIGITS) for area, score in scores.items()}
