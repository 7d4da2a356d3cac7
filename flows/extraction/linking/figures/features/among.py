"""Features of a number's candidate among its rivals, and of what the figures around the number are linked to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import groupby
from typing import Any

from flows.extraction.linking.features import Features
from flows.extraction.linking.features.rows import Parts
from flows.extraction.linking.figures.features.series import continuation_words
from flows.extraction.linking.figures.named import Candidate, Place
from flows.extraction.linking.figures.page import Page
from flows.extraction.linking.figures.times import relation

LIKELY_LINK = 0.5  # above it, a threat or mark counts as the neighbour's
NEIGHBOURS: Mapping[str, int] = {"before": -1, "behind": 1, "second before": -2, "second behind": 2}
# Cross up to this many words on how a number continues the text with the link of a neighbour.
MOST_CROSSED = 8
Scored = tuple[tuple[int, Candidate], float]


class LinkScores:
    """The figures of a page, and how likely each is linked to each candidate of a kind. Figures are given by number."""

    def __init__(self, page: Page, kind: str, figures: Sequence[Place], scored: Sequence[Scored]) -> None:
        self.page, self.kind, self.figures = page, kind, figures
        # A figure has exactly one body and one period, but may have several threats and marks, or none.
        self.is_one = kind in ("body", "period")
        self.score: dict[tuple[int, Any], float] = {(n, candidate.key): score for (n, candidate), score in scored}
        ranked: dict[int, list[tuple[float, Any]]] = defaultdict(list)
        for (figure, key), score in self.score.items():
            ranked[figure].append((score, key))
        # The two likeliest candidates of each figure, each with its probability.
        self.best = {figure: sorted(found, key=lambda pair: -pair[0])[:2] for figure, found in ranked.items()}
        self.around = [self._surroundings(place) for place in figures]
        self.sizes = Counter(where for around in self.around for where in around)
        self.sums: dict[tuple[tuple[str, int], Any], float] = defaultdict(float)
        for (figure, key), score in self.score.items():
            for where in self.around[figure]:
                self.sums[where, key] += score

    def _surroundings(self, place: Place) -> list[tuple[str, int]]:
        """Return the sentence, block, section, document and column of a figure, each as a name and a number."""
        heading = next((block.index for block in place.leads if block.kind == "heading"), -1)
        found = [("sentence", place.sentence.index), ("block", place.block.index), ("section", heading)]
        return [*found, ("document", 0), *([("column", place.column)] if place.column >= 0 else [])]

    def means(self, figure: int, key: Any) -> Features:
        """Return the mean probability that the other figures in each of a figure's surroundings have a key."""
        own, others = self.score[figure, key], {where: self.sizes[where] - 1 for where in self.around[figure]}
        return {f"mean in {w[0]}": (self.sums[w, key] - own) / count for w, count in others.items() if count > 0}

    def neighbours_of(self, figure: int, key: Any) -> tuple[Features, dict[str, str]]:
        """Describe the two figures on either side: are they linked to `key`, and how do their keys relate to it?"""
        features: Features = {}
        relations: dict[str, str] = {}
        for name, step in NEIGHBOURS.items():
            other: Any = None
            if 0 <= figure + step < len(self.figures):
                best = self.best.get(figure + step, [(0.0, None)])[0]
                features[f"its score {name}"] = self.score.get((figure + step, key), 0.0)
                features[f"best score {name}"] = best[0]
                other = best[1] if self.is_one or best[0] > LIKELY_LINK else None
            relations[name] = "none" if other is None else "same" if key == other else "other"
            if self.kind == "period":
                relations[name] = relation(key, other)
            features[f"{name} {relations[name]}"] = 1.0
        return features, relations


def among(bound: LinkScores, scored: Sequence[Scored]) -> Iterator[Parts]:
    """Yield the features of some pairs among all others; the pairs must be in the order of their figures."""
    for figure, pairs in groupby(scored, key=lambda pair: pair[0][0]):
        crossed = cache(partial(_crossed, continuation_words(bound.page, bound.figures[figure])))
        for (_, candidate), score in pairs:
            best, *others = [each for each, _ in bound.best[figure]]
            rival = (others[0] if others else 0.0) if score == best else best
            features, relations = bound.neighbours_of(figure, candidate.key)
            features |= {"score": score, "ahead of rivals": score - rival, "behind best": best - score}
            features |= bound.means(figure, candidate.key)
            if not bound.is_one:
                yield features, crossed(("before", relations["before"], MOST_CROSSED))
                continue
            features[f"{relations['before']} before, {relations['behind']} behind"] = 1.0
            before = crossed(("before", relations["before"], None))
            yield features, before, crossed(("behind", relations["behind"], MOST_CROSSED))


def _crossed(words: Sequence[str], how: tuple[str, str, int | None]) -> Features:
    """Return words on how a number continues the text, each joined with how its key relates to a neighbour's."""
    side, relation_to_it, most = how
    return {f"{relation_to_it} to one {side}, {word}": 1.0 for word in words[:most]}
