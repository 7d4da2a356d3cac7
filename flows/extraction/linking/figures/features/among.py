"""What a number could be bound to among its rivals, and in the light of what the figures around are bound to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from flows.extraction.linking.features import Features
from flows.extraction.linking.features.rows import Parts, Shared, once
from flows.extraction.linking.figures.features.series import going_on
from flows.extraction.linking.figures.named import Place, Thing
from flows.extraction.linking.figures.page import Page
from flows.extraction.linking.figures.times import relation

LIKELY = 0.5
# So many words that tell how a number goes on are crossed with what the next figure is bound to.
MOST_CROSSED = 8


class Bound:
    """The figures of a page, and how likely each is bound to each thing of a kind."""

    def __init__(
        self,
        page: Page,
        kind: str,
        figures: Sequence[Place],
        scored: Sequence[tuple[tuple[int, Thing], float]],
    ) -> None:
        self.page, self.kind, self.figures = page, kind, figures
        # Each figure has a body and a period; of threats and marks it may have several, or none.
        self.is_one = kind in ("body", "period")
        self.score: dict[tuple[int, Any], float] = {}
        self.best: dict[int, tuple[float, Any]] = {}
        self.second: dict[int, float] = defaultdict(float)
        for (figure, thing), score in scored:
            self.score[figure, thing.key] = score
            if figure not in self.best or score > self.best[figure][0]:
                self.second[figure] = self.best[figure][0] if figure in self.best else 0.0
                self.best[figure] = score, thing.key
            else:
                self.second[figure] = max(self.second[figure], score)
        self.sums: dict[tuple[str, int, Any], float] = defaultdict(float)
        self.sizes: dict[tuple[str, int], int] = defaultdict(int)
        self.places_in = [self._surroundings(place) for place in figures]
        for around in self.places_in:
            for surrounding in around.items():
                self.sizes[surrounding] += 1
        for (figure, key), score in self.score.items():
            for name, where in self.places_in[figure].items():
                self.sums[name, where, key] += score

    def _surroundings(self, place: Place) -> dict[str, int]:
        """The sentence, the block and the section that a figure stands in, and its document."""
        heading = next((block.index for block in self.page.leads(place.block) if block.kind == "heading"), -1)
        found = {"sentence": place.sentence.index, "block": place.block.index, "section": heading, "document": 0}
        return found | ({"column": place.column} if place.column >= 0 else {})

    def means(self, figure: int, key: Any) -> Features:
        """How likely the other figures around one are bound to something."""
        own, found = self.score[figure, key], {}
        for name, where in self.places_in[figure].items():
            if (others := self.sizes[name, where] - 1) > 0:
                found[f"mean in {name}"] = (self.sums[name, where, key] - own) / others
        return found

    def key_of(self, figure: int | None) -> Any:
        """What a figure is likeliest bound to; of what it need not be bound to only what is likely."""
        if figure is None or figure not in self.best:
            return None
        score, key = self.best[figure]
        return key if self.is_one or score > LIKELY else None

    def neighbours(self, figure: int) -> dict[str, int | None]:
        """The two figures before one, and the two behind it."""
        found: dict[str, int | None] = {}
        for name, step in (("before", -1), ("behind", 1), ("second before", -2), ("second behind", 2)):
            found[name] = figure + step if 0 <= figure + step < len(self.figures) else None
        return found


def among(bound: Bound, scored: Sequence[tuple[tuple[int, Thing], float]]) -> Iterator[Parts]:
    """Each of some pairs among all others; they stand in order of their figures."""
    known: dict[int, tuple[dict[str, int | None], Callable[[tuple[str, str, int | None]], Shared]]] = {}
    for (figure, thing), score in scored:
        if figure not in known:
            words = going_on(bound.page, bound.figures[figure])
            known = {figure: (bound.neighbours(figure), once(partial(_crossed, words)))}
        near, crossed = known[figure]
        best = bound.best[figure][0]
        rival = bound.second[figure] if score == best else best
        found: Features = {"score": score, "ahead of rivals": score - rival, "behind best": best - score}
        found |= bound.means(figure, thing.key)
        relations: dict[str, str] = {}
        for name, other in near.items():
            if other is not None:
                found[f"its score {name}"] = bound.score.get((other, thing.key), 0.0)
                found[f"best score {name}"] = bound.best[other][0] if other in bound.best else 0.0
            relations[name] = how = related(bound.kind, thing.key, bound.key_of(other))
            found[f"{name} {how}"] = 1.0
        if not bound.is_one:
            yield found, crossed(("before", relations["before"], MOST_CROSSED))
            continue
        found[f"{relations['before']} before, {relations['behind']} behind"] = 1.0
        yield (
            found,
            crossed(("before", relations["before"], None)),
            crossed(("behind", relations["behind"], MOST_CROSSED)),
        )


def _crossed(words: Sequence[str], how: tuple[str, str, int | None]) -> Features:
    """The words that tell how a number goes on, with how what it is bound to stands to that of its neighbour."""
    side, relation_to_it, most = how
    return {f"{relation_to_it} to one {side}, {word}": 1.0 for word in words[:most]}


def related(kind: str, key: Any, other: Any) -> str:
    """How what a number could be bound to stands to what another is bound to."""
    if kind == "period":
        return relation(key, other)
    return "none" if other is None else "same" if key == other else "other"
