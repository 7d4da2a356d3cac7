"""The period of a table's total: from the first to the last day of the rows or columns that it adds up."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.times.periods import Period
from flows.extraction.figures.words.labels import WHOLE
from flows.extraction.figures.words.types import Figure

DAY = timedelta(days=1)
WHOLE_DAY = len("2024-04-01")


@dataclass(slots=True)
class CellPeriods:
    """The periods that cells of tables are headed with, by the index of their row."""

    rows: dict[int, list[Period]] = field(default_factory=lambda: defaultdict(list))

    def keep(self, block: Block, period: Period) -> None:
        """Remember the period that a cell of a row is headed with."""
        self.rows[block.index].append(period)

    def added_up(self, analysis: Analysis, block: Block, figure: Figure) -> list[Period]:
        """The periods of the cells that a cell without one adds up: those before it in its row, else those above.

        Empty where it adds up none, or only such of one time.
        """
        if figure.rule != "disruption-table" or figure.when is not None:
            return []
        found = list(self.rows.get(block.index, ()))
        above = block.index - 1
        if not found and WHOLE.match(analysis.text, block.start):
            while above in self.rows:
                found += self.rows[above]
                above -= 1
        return found if len({(period.first, period.last) for period in found}) > 1 else []


def whole_of(parts: list[Period]) -> Period | None:
    """All the time of some periods; None where they do not follow one another without a gap, in either order."""
    spans = sorted({(period.first or "", period.last or "") for period in parts})
    if any(len(day) != WHOLE_DAY for span in spans for day in span):
        return None
    gaps = (date.fromisoformat(after[0]) - date.fromisoformat(before[1]) for before, after in pairwise(spans))
    return replace(parts[0], kind="whole", first=spans[0][0], last=spans[-1][1]) if set(gaps) == {DAY} else None
