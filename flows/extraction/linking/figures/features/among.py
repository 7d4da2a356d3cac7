"""What a number could be bound to among its rivals, and in the light of what the figures around are bound to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from flows.extraction.linking.features import Features
from flows.extraction.linking.features.rows import Parts, Shared, once
from flows.extraction.linking.figures.features.series import SMALL, going_on
from flows.extraction.linking.figures.named import Place, Thing
from flows.extraction.linking.figures.page import Page
from flows.extraction.linking.figures.times import relation

LIKELY = 0.5
# So many words that tell how a number goes on are crossed with what the next figure is bound to.
MOST_CROSSED = 8
# So many numbers back is looked for the one above in a column, or for the whole that a part names again.
REACH, NEAR = 40, 3


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
        self.number = {place.index: number for number, place in enumerate(figures)}
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
        self.told: dict[float, list[int]] = defaultdict(list)
        for number, place in enumerate(figures):
            if place.number.value > SMALL:
                self.told[place.number.value].append(number)

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
        """The figures around one: before, behind, above in its column, and the whole that its sentence names again."""
        found: dict[str, int | None] = {}
        for name, step in (("before", -1), ("behind", 1), ("second before", -2), ("second behind", 2)):
            found[name] = figure + step if 0 <= figure + step < len(self.figures) else None
        found["above"], found["whole"] = self._above(figure), self._whole(figure)
        return found

    def _above(self, figure: int) -> int | None:
        place = self.figures[figure]
        if place.column < 0:
            return None
        for number in range(figure - 1, max(-1, figure - REACH), -1):
            other = self.figures[number]
            if other.column == place.column and other.block is not place.block:
                return number if other.block.table is place.block.table else None
        return None

    def _whole(self, figure: int) -> int | None:
        place, places = self.figures[figure], self.page.places
        for other in places[max(0, place.index - NEAR) : place.index + NEAR + 1]:
            if other is not place and other.sentence is place.sentence:
                again = (n for n in self.told[other.number.value] if self.figures[n].sentence is not place.sentence)
                if (first := next(again, None)) is not None:
                    return first
        return None

    def again(self, figure: int) -> list[int]:
        """The other figures of the same number."""
        same = self.told[self.figures[figure].number.value]
        return [number for number in same[:NEAR] if number != figure]


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
        told = [bound.score.get((number, thing.key), 0.0) for number in bound.again(figure)]
        if told:
            found["its score where told again"] = max(told)
        if not bound.is_one:
            yield found, crossed(("before", relations["before"], MOST_CROSSED))
            continue
        found[f"{relations['before']} before, {relations['behind']} behind"] = 1.0
        found[f"{relations['above']} above, {relations['before']} before"] = 1.0
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
