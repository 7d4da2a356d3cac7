"""How the link between a grade and an area lies among the likeliest links of the grades around it: sentences seldom
put one link around another, or give one area two grades."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeGuard

from flows.extraction.linking.entities import Entity
from flows.extraction.linking.entity import UNNAMED
from flows.extraction.linking.features import Features
from flows.extraction.linking.features.rivals import UNSURE

# A link over more tokens says nothing about others; so many links on either side of a grade are looked at.
LONGEST, MOST_AROUND = 80, 8


@dataclass(frozen=True)
class Link:
    """A grade and one of its areas, as tokens; `score`: how likely it is that they belong together."""

    grade: int
    area: int
    score: float = 0.0

    @cached_property
    def ends(self) -> tuple[int, int]:
        """The first and the last token of the link."""
        return min(self.grade, self.area), max(self.grade, self.area)

    @cached_property
    def is_forward(self) -> bool:
        """Whether the area stands behind the grade."""
        return self.area > self.grade


def among_links(
    grades: Sequence[Entity],
    likely: Sequence[float],
    pairs: Sequence[tuple[int, Entity | None]],
    scores: Sequence[float],
) -> list[Features]:
    """Return the features of each pair of a grade's number and a candidate area, in the order of `pairs`; none where
    the area is not named. `likely`: the probability that each grade word is a grade at all; `scores`: the probability
    of each pair so far."""
    best: dict[int, tuple[float, Entity | None]] = {}  # by the number of the grade
    for (number, area), score in zip(pairs, scores, strict=True):
        if likely[number] >= UNSURE and score > best.get(number, (-1.0,))[0]:
            best[number] = score, area
    links = {
        number: Link(grades[number].token, area.token, score * likely[number])
        for number, (score, area) in sorted(best.items())
        if _is_named(area)
    }
    numbers, in_order = list(links), list(links.values())
    rows: list[Features] = []
    for number, area in pairs:
        row: Features = {}
        if _is_named(area):
            first, last = bisect_left(numbers, number), bisect_right(numbers, number)
            before, behind = in_order[max(0, first - MOST_AROUND) : first], in_order[last : last + MOST_AROUND]
            row = _compared(Link(grades[number].token, area.token), before, behind)
        rows.append(row)
    return rows


def _is_named(area: Entity | None) -> TypeGuard[Entity]:
    return area is not None and area.form != UNNAMED


def _compared(link: Link, before: Sequence[Link], behind: Sequence[Link]) -> Features:
    """Describe how a link lies to the best links of the grades before and behind, by how likely these are."""
    row: Features = {}
    for name, nearest in (("before", before[-1:]), ("behind", behind[:1])):
        for other in nearest:
            row[f"turned as the link {name}"] = other.score if other.is_forward == link.is_forward else -other.score
    low, high = link.ends
    alike = together = taken = around = 0.0
    for other in (*before, *behind):
        first, last = other.ends
        if last - first >= LONGEST:
            continue
        together += other.score
        alike += other.score * (other.is_forward == link.is_forward)
        if other.area == link.area:
            taken = max(taken, other.score)
        if low < first and last < high:
            around = max(around, other.score)
    return row | {"share turned alike": alike / (together or 1.0), "taken by another": taken, "around another": around}
