"""Disruptions: figures about disrupted crime, each bound to its body, threats and period."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.layout import Sentence
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.claims import Body, DisruptionClaim, Refusal
from flows.extraction.figure_claims import Bound, claim_of, lead_of, of_its_region, whole_of_part
from flows.extraction.figure_comparisons import compared, in_brackets
from flows.extraction.figure_ellipses import elliptical_figures, recorded_figures
from flows.extraction.figure_lists import figures_in_lists, labelled_figure, labelled_series
from flows.extraction.figure_memory import Memory
from flows.extraction.figure_nouns import CUE
from flows.extraction.figure_owners import Owners
from flows.extraction.figure_part_words import LEVEL_OR_STRAND
from flows.extraction.figure_parts import counts_share, is_share_of, leaning_figure, refers_back, with_level
from flows.extraction.figure_periods import PeriodFinder
from flows.extraction.figure_relative import is_older
from flows.extraction.figure_repeats import repeated, rounded_again
from flows.extraction.figure_series import of_a_label, of_another_body, of_next_body
from flows.extraction.figure_statements import Statements
from flows.extraction.figure_tables import WHOLE, figures_in_row
from flows.extraction.figure_threads import (
    NAMES_AGAIN,
    OF_THEM_ALONE,
    OF_THOSE,
    OTHER_COUNT,
    OTHER_THINGS,
    counting,
    is_of_something_else,
    is_of_which,
)
from flows.extraction.figure_threats import ThreatFinder
from flows.extraction.figure_types import Figure
from flows.extraction.figures import figures_in

# Rules that read tables and lists, whose figures later ones do not lean on.
LISTED = ("disruption-cell", "disruption-line")


class Disruptions:
    """Reads the figures of one document sentence by sentence, remembering what later ones lean on."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.owners = Owners(analysis, speakers)
        self.threats = ThreatFinder(analysis)
        self.periods = PeriodFinder(analysis)
        self.memory = Memory(analysis, self.periods)
        self.refusals: list[Refusal] = []
        self.statements = Statements(analysis, self._refuse)
        self._lines = figures_in_lists(analysis, self._refuse)
        starts = analysis.triggers.starts["disrupting"]
        self._cues = [match.span() for start in starts if (match := CUE.match(analysis.text, start))]

    def _cue(self, start: int, end: int) -> tuple[int, int] | None:
        """The first word of disrupting in a slice."""
        index = bisect_left(self._cues, (start, 0))
        return self._cues[index] if index < len(self._cues) and self._cues[index][1] <= end else None

    def read(self) -> None:
        """Read every sentence in order."""
        for sentence in self.analysis.sentences:
            figures = self._figures(sentence)
            for number, figure in enumerate(figures):
                self._bind(sentence, figure, figures[:number], figures[number + 1 :])

    def _refuse(self, start: int, end: int, why: str) -> None:
        self.refusals.append(Refusal(self.analysis.view.passage(start, end), "disruption", why))

    def _figures(self, sentence: Sentence) -> list[Figure]:
        """The figures of a sentence: those it states of itself, then those that lean on one before."""
        text, low, high = self.text, sentence.start, sentence.end
        cells = figures_in_row(self.analysis, sentence.block, self._refuse) if sentence.block.kind == "row" else []
        if cells or (sentence.block.kind == "row" and sentence.block.index not in self._lines):
            return cells
        if line := self._lines.get(sentence.block.index):
            return self._with_leaning([line], self._numbers(sentence), line, sentence)
        cue = self._cue(low, high)
        last = self.memory.last(sentence)
        silent = cue is None and not self._cue(self.analysis.sentences[max(0, sentence.index - 1)].start, low)
        if (
            silent
            and last is None
            and not (self.memory.bound and NAMES_AGAIN.search(self.analysis.view.folded, low, high))
        ):
            return []
        if last and not cue and (labelled := labelled_figure(self.analysis, low, high, self._refuse)):
            return self._with_leaning([labelled], self._numbers(sentence), labelled, sentence)
        numbers = self._numbers(sentence)
        restated = self.memory.restated(sentence, numbers)
        if last and (series := labelled_series(self.analysis, low, high, self._refuse)):
            return series
        if not numbers or (not cue and OTHER_COUNT.search(text, low, numbers[-1].start)):
            return []
        near = last
        last = restated or (None if last and self.memory.turned_away(sentence) else last)
        if last is None and self.memory.base and (some := self.memory.some(sentence, numbers)):
            last, numbers = self.memory.base.figure, some
        again = recorded_figures(text, numbers, low, high) if last and last.measure == "disruptions" else []
        own = figures_in(text, numbers, low, high) if cue else again
        figures = self._with_leaning(own, numbers, last, sentence, near)
        if not figures:
            before = self.analysis.sentences[max(0, sentence.index - 2)].start
            own = elliptical_figures(text, numbers, text[before:low], low, high)
            figures = self._with_leaning(own, numbers, None, sentence) if own else []
        if cue and numbers and not figures:
            self._refuse(*cue, "a number near the word that does not count disruptions")
        return self.statements.stated(sentence, figures)

    def _numbers(self, sentence: Sentence) -> list[Number]:
        numbers = counting(
            self.text, numbers_in(self.analysis, sentence.start, sentence.end), sentence.start, sentence.end
        )
        if not numbers:
            return []
        periods = [p for p in self.periods.named_in(sentence) if p.kind != "vague"]
        return [n for n in numbers if not any(p.start <= n.start < p.end for p in periods)]

    def _with_leaning(
        self,
        own: list[Figure],
        numbers: list[Number],
        last: Figure | None,
        sentence: Sentence,
        near: Figure | None = None,
    ) -> list[Figure]:
        """A sentence's own figures and the numbers that lean on the figure before them, in order.

        `near`: the last figure before, even where the text has turned to another body since.
        """
        by_number = {id(figure.number): figure for figure in own}
        covered = {(figure.share, figure.number.start) for figure in own if figure.share is not None}
        figures: list[Figure] = []
        current = last
        uncounted: Number | None = None
        aside = False
        for number in numbers:
            if current is not None and refers_back(self.text, number, current, sentence.start):
                continue
            if any(made.number.start == number.start for made in figures):
                continue
            if uncounted and OF_THOSE.match(self.text, number.end):
                continue
            figure = by_number.get(id(number)) or next((f for f in own if f.number.start == number.start), None)
            if figure is None and number.percent and figures and is_share_of(self.text, figures[-1], number):
                figures[-1] = replace(figures[-1], share=number.value)
                continue
            if figure is None and figures:
                figure = of_another_body(self.analysis, number, figures[-1], sentence.end)
            if figure is None and not figures and near is not None:
                figure = of_next_body(self.analysis, number, near, sentence.start, sentence.end)
            if figure is None and current is not None and current.measure == "disruptions":
                figure = of_a_label(self.analysis, number, numbers, sentence.start, sentence.end)
            if figure is None and self.periods.in_brackets:
                figure = in_brackets(self.text, number, figures[-1] if figures else None)
            if (
                figure is None
                and current is not None
                and not aside
                and not any(s == number.value and number.percent for s, _ in covered)
            ):
                last = figures[-1] if figures else self.memory.part_before(current)
                figure = leaning_figure(self.text, number, numbers, current, last, sentence.start, sentence.end)
            if figure is not None and self._of_something_else(figure, uncounted, None if figures else sentence):
                figure = None
            if figure is None and figures and (counted := counts_share(self.text, figures[-1], number)):
                figures[-1] = counted
                continue
            if (
                figure is not None
                and current is not None
                and not figure.label
                and compared(self.text, figure, current, sentence.start)
            ):
                figure = replace(figure, rule="disruption-earlier", earlier=True, part_of=False)
            uncounted = number if figure is None and number.whole else None
            aside = figure is None and (aside or is_of_something_else(self.text, number, sentence.end))
            if figure is not None and figure not in figures:
                figure = with_level(self.text, figure, sentence.end)
                figures.append(figure)
                leans = figure.part_of or figure.earlier or figure.rate_unit or figure.owner
                current = figure if current is None or not leans else current
        return figures

    def _of_something_else(self, figure: Figure, uncounted: Number | None, sentence: Sentence | None) -> bool:
        """Whether a figure leans on another count than that of disruptions: "133 guns were seized, against |47";
        "It ran 71 operations. In |half of them a force took part."
        """
        if figure.earlier and not figure.label:
            return uncounted is not None and bool(OTHER_THINGS.match(self.text, uncounted.end))
        if (
            not figure.part_of
            or not sentence
            or not self.memory.thread
            or not OF_THEM_ALONE.match(self.text, figure.number.end)
        ):
            return False
        between = self.analysis.sentences[self.memory.thread.index + 1 : sentence.index]
        return any(OTHER_THINGS.match(self.text, number.end) for s in between for number in self._numbers(s))

    def _divides(self, label: tuple[int, int]) -> bool:
        """Whether a label names what disruptions are divided by."""
        return bool(self.threats.hits(*label) or LEVEL_OR_STRAND.search(self.text, *label))

    def _is_whole(self, figure: Figure) -> bool:
        """Whether a line or cell is the total."""
        labels = (label for label in (figure.row, figure.label) if label)
        return all(WHOLE.match(self.text, *label) for label in labels)

    def _bind(self, sentence: Sentence, figure: Figure, earlier: list[Figure], later: list[Figure]) -> None:
        memory = self.memory
        own = figure.rule == "disruption-label" and figure.label
        leaning = memory.base if figure.part_of or (figure.earlier and not own) else None
        if leaning and figure.part_of:
            leaning = of_its_region(self.text, memory.bound, sentence) or leaning
        if leaning and figure.part_of and leaning.figure.number.value < figure.number.value and figure.number.whole:
            leaning = whole_of_part(memory.bound, figure) if leaning.figure.number.whole else leaning
        before = memory.bound[-1] if memory.bound and memory.bound[-1].sentence is sentence else None
        if before and (figure.earlier or figure.owner or (figure.part_of and before.figure.rule == "disruption-line")):
            leaning = memory.compared(figure) or before
        elif leaning and figure.earlier:
            leaning = memory.compared(figure) or leaning
        if figure.owner and leaning is None:
            leaning = memory.base
        if before and figure.part_of:
            bracketed = before.figure.earlier and self.text.startswith("(", figure.number.start - 1)
            leaning = before if bracketed or is_of_which(self.text, before.figure, figure) else leaning
        if figure.rule == "disruption-line" and not figure.owner:
            # A list divides the figure above it.
            body, named = (memory.base.body, True) if memory.base else self.owners.of(sentence, figure, None, None)
        else:
            goes_on = memory.thread is not None and sentence.block is memory.thread.block
            standing_body = memory.base.body if memory.base and goes_on and not memory.turned_away(sentence) else None
            body, named = self.owners.of(sentence, figure, leaning.body if leaning else None, standing_body)
        if body is None:
            return self._refuse(figure.start, figure.end, "no body it can be tied to")
        if figure.label and figure.part_of and not self._divides(figure.label):
            return self._refuse(figure.start, figure.end, "its label is no threat, level or strand")
        again = figure.rate_unit and memory.base and memory.base.body == body
        if not again and not self.statements.about_crime(sentence, body, named):
            return self._refuse(figure.start, figure.end, "nothing near it speaks of crime")
        divided = leaning or (memory.base if figure.rule == "disruption-line" else None)
        threats = self.threats.of(sentence, figure, earlier, later, divided.threats if divided else None)
        if leaning and figure.owner:
            threats = replace(leaning.threats, slice=None)
        near = memory.thread is not None and self.periods.near(memory.thread, sentence)
        standing = (leaning or memory.base) if figure.part_of or near or figure.rule in LISTED else None
        period = self.periods.of(sentence, figure, earlier, later, standing.period if standing else None)
        if figure.earlier and standing and standing.period:
            period = memory.compared_with(standing.period, period)
        start, end = figure.start, figure.end
        for piece in [threats.slice, (period.start, period.end) if period else None]:
            if piece and sentence.start <= piece[0] and piece[1] <= sentence.end:
                start, end = min(start, piece[0]), max(end, piece[1])
        whole = memory.base if figure.rule == "disruption-line" and not figure.owner else leaning
        lead = lead_of(self.text, sentence, figure, end) or (whole.lead if whole else None)
        memory.bound.append(Bound(figure, sentence, body, threats, period, lead, start, end))
        memory.by_value[figure.number.value] = memory.bound[-1]
        listed = figure.rule in LISTED and not self._is_whole(figure)
        older = before and figure.rule == "disruption-cell" and is_older(period, before.period)
        rated = figure.rate_unit and memory.base
        if not (figure.earlier or figure.part_of or rated or figure.owner or listed or older):
            memory.base = memory.bound[-1]
        if leaning or figure.rule in LISTED or memory.base is memory.bound[-1]:
            memory.thread = sentence
        return None


def disruption_claims(
    analysis: Analysis, speakers: dict[int, Body | None]
) -> tuple[list[DisruptionClaim], list[Refusal]]:
    """Every figure about disruptions of crime a document states, and what looked like one and was refused."""
    if not analysis.triggers.starts["disrupting"]:
        return [], []
    reader = Disruptions(analysis, speakers)
    reader.read()
    claims = [claim_of(analysis, bound) for bound in reader.memory.bound]
    kept = []
    for bound, claim in zip(reader.memory.bound, claims, strict=True):
        if bound.sentence.block.kind == "heading" and rounded_again(claim, claims):
            reader.refusals.append(Refusal(claim.passage, claim.rule, "a headline that rounds a figure given below"))
        else:
            kept.append(claim)
    return repeated(kept), reader.refusals
