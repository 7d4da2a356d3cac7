"""The periods that the sentences of a document name, each read once; and the last one named before a sentence."""

from __future__ import annotations

from collections.abc import Collection

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.periods import Period, periods_in
from flows.extraction.figures.periods.report_periods import paragraphs_since

# How many sentences back "the same period" may point.
PERIOD_REACH = 15


class NamedPeriods:
    """The periods of one document."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.folded = analysis.view.folded
        self._periods: dict[int, list[Period]] = {}
        # Where the periods stand that figures are only compared with.
        self.compared: set[int] = set()

    def named_in(self, sentence: Sentence) -> list[Period]:
        """The periods a sentence names."""
        if sentence.index not in self._periods:
            self._periods[sentence.index] = periods_in(self.folded, sentence.start, sentence.end, self.analysis.written)
        return self._periods[sentence.index]

    def last_period(
        self, sentence: Sentence, kinds: Collection[str] = (), paragraphs: int = PERIOD_REACH
    ) -> tuple[Period, Sentence] | None:
        """The last settled period named before a sentence, not in a table above it; with `kinds`, one of these.

        It stands no more than so many paragraphs above.
        """
        for before in reversed(self.analysis.sentences[max(0, sentence.index - PERIOD_REACH) : sentence.index]):
            if paragraphs_since(self.analysis.blocks, before.block, sentence.block) > paragraphs:
                return None
            if before.block.kind == "row" and sentence.block.kind != "row":
                continue
            named = [p for p in self.named_in(before) if p.start not in self.compared]
            settled = [p for p in named if (p.first or p.last) and p.first != p.last and (not kinds or p.kind in kinds)]
            if settled:
                return settled[-1], before
        return None
