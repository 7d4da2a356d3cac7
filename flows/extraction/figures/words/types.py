"""A figure about disrupted crime: a number with the slice of words that says what it counts."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Sentence


@dataclass(slots=True)
class Figure:
    """A number that counts disruptions or groups, and the slice of words that says so.

    `share` is the percentage that stands with a count. `part_of`: the number is a part of the figure before, or of
    the total that follows. `earlier`: it is what the figure before is compared with. `label` is the slice of the words
    that stand for the figure's threat, level or strand, where they are not behind it; `row` that of the row, where the
    column has a label too; `when` that of its period; `like` that of the figure it is compared with; `owner` that of
    its body, where the rest of what it says stands with the figure before; `heads` what else heads its cell.
    """

    number: Number
    measure: str
    rule: str
    start: int
    end: int
    share: float | None = None
    rate_unit: str | None = None
    part_of: bool = False
    earlier: bool = False
    label: tuple[int, int] | None = None
    when: tuple[int, int] | None = None
    row: tuple[int, int] | None = None
    like: tuple[int, int] | None = None
    owner: tuple[int, int] | None = None
    heads: tuple[tuple[int, int], ...] = ()


def whole_of(part: Figure, figure: Figure) -> bool:
    """Whether a figure is the total in "52 out of 506 recorded disruptions"."""
    return part.part_of and not figure.part_of and part.start <= figure.start < part.end


def reach(sentence: Sentence, figure: Figure, later: list[Figure]) -> int:
    """Where the words about a figure end: at the next figure, unless that is the whole this one is a part of."""
    others = [other for other in later if other.start > figure.start and not whole_of(figure, other)]
    return others[0].start if others else sentence.end
