"""A figure about disrupted crime as its table states it: a number, what it counts, and the words that head it."""

from __future__ import annotations

from dataclasses import dataclass

from flows.extraction.analysis.numbers import Number

Slice = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts disruptions or groups, and the slices of words that say of what.

    `share` is the percentage that stands with a count. `label` is the slice of the words that stand for the figure's
    threat, level or strand; `row` that of the row, where the column has a label too; `when` that of its period; `owner`
    that of its body; `heads` what else heads its cell.
    """

    number: Number
    measure: str
    share: float | None = None
    rate_unit: str | None = None
    label: Slice | None = None
    when: Slice | None = None
    row: Slice | None = None
    owner: Slice | None = None
    heads: tuple[Slice, ...] = ()
