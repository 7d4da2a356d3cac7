"""What the figures read so far leave behind: the ones that later sentences of a document lean on."""

from __future__ import annotations

from itertools import takewhile

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS
from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.periods import Period
from flows.extraction.claims import Body
from flows.extraction.figures.claims import Bound
from flows.extraction.figures.numbers.restated import refers_back
from flows.extraction.figures.periods.periods import PeriodFinder
from flows.extraction.figures.threads import DEFINITE_REACH, some_of
from flows.extraction.figures.words.types import Figure

# How many characters into a sentence its subject begins.
OPENING = 5
# How many blocks below a table a sentence may go on with what it counts.
TABLE_REACH = 2
# So many figures back are asked whose a table is.
MOST_CELLS = 12
# A number below this may stand for something else where it stands again.
LEAST_RESTATED = 20


class Memory:
    """The figures of one document that have been bound, in order, and which of them is leant on."""

    def __init__(self, analysis: Analysis, periods: PeriodFinder) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.periods = periods
        self.bound: list[Bound] = []
        self.by_value: dict[float, Bound] = {}
        self.base: Bound | None = None
        # The last sentence that states the base or leans on it.
        self.thread: Sentence | None = None
        # The periods of earlier figures, by the period of what they are compared with.
        self._comparisons: dict[tuple[str | None, str | None], list[Period]] = {}

    def last(self, sentence: Sentence) -> Figure | None:
        """The last figure that stands near enough before a sentence to be taken up in it."""
        last = self.base
        if last is None:
            return None
        block, above = sentence.block, last.sentence.block
        if block.kind == "bullet":
            listed = block.lead is not None and block.lead >= above.index
            if listed or block.lead != above.lead:
                return last.figure if listed else None
        thread = self.thread
        near = thread is not None and (sentence.index - thread.index <= 2 or block is thread.block)
        return last.figure if near else None

    def stands_in_a_table_above(self, sentence: Sentence) -> bool:
        """Whether the last figure is one of disruptions in a table right above: "In 2022/23 the force recorded 640"."""
        last = self.bound[-1] if self.bound else None
        if last is None or last.figure.rule != "disruption-table" or last.figure.measure != "disruptions":
            return False
        block = sentence.block
        opens = block.kind == "prose" and sentence.start == block.start
        return opens and block.index - last.sentence.block.index <= TABLE_REACH

    def body_of_table(self, block: Block) -> Body | None:
        """The only body of the last figures in the table that a row stands in."""
        if block.table is None:
            return None
        same = takewhile(lambda b: b.sentence.block.table is block.table, reversed(self.bound[-MOST_CELLS:]))
        bodies = {bound.body for bound in same}
        return bodies.pop() if len(bodies) == 1 else None

    def some(self, sentence: Sentence, numbers: list[Number]) -> list[Number]:
        """The numbers of a sentence that go on from a figure some sentences before, because they name it again."""
        near = self.base and self.thread and sentence.index - self.thread.index <= DEFINITE_REACH
        return some_of(self.text, numbers, self.base.figure, sentence.start, sentence.end) if near and self.base else []

    def turned_away(self, sentence: Sentence) -> bool:
        """Whether a sentence since the last figure begins with another body that is inspected, and so is about it."""
        first = self.thread.index + 1 if self.thread else sentence.index
        for between in self.analysis.sentences[first : sentence.index]:
            opening = (between.start, min(between.end, between.start + OPENING))
            named = [*self.analysis.mentions_in(*opening), *self.analysis.places_in(*opening)]
            if any(m.body.kind in INSPECTED_KINDS and self.base and m.body != self.base.body for m in named):
                return True
        return False

    def restated(self, sentence: Sentence, numbers: list[Number]) -> Figure | None:
        """The figure that a sentence names again, however far above it stands: "Of the 473 disruptions, 52 were"."""
        for number in numbers:
            known = self.by_value.get(number.value) if number.value >= LEAST_RESTATED else None
            if known and refers_back(self.text, number, known.figure, sentence.start):
                self.base, self.thread = known, sentence
                return known.figure
        return None

    def part_before(self, base: Figure) -> Figure:
        """The part of a figure that stands last in the sentences before, else the figure."""
        before = self.bound[-1] if self.bound else None
        part = before and before.sentence is self.thread and before.figure.part_of and not before.figure.label
        return before.figure if before and part and self.base and self.base.figure is base else base

    def compared(self, figure: Figure) -> Bound | None:
        """The figure of the last ones that an earlier one is compared with."""
        last = (
            b for b in reversed(self.bound[-6:]) if figure.like == (b.figure.label or (b.figure.start, b.figure.end))
        )
        return next(last, None) if figure.earlier and figure.like else None

    def compared_with(self, now: Period, then: Period | None) -> Period | None:
        """The time of an earlier figure: its own, else the only one that figures of this time were compared with."""
        known = self._comparisons.setdefault((now.first, now.last), [])
        if then is None:
            return known[-1] if len({(p.first, p.last) for p in known}) == 1 else None
        self.periods.compared.add(then.start)
        known.append(then)
        return then
