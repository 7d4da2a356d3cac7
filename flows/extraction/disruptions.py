"""Disruptions: figures about disrupted crime, each bound to its body, threats and period."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import INSPECTED_KINDS
from flows.extraction.analysis.layout import Sentence
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.periods import Period
from flows.extraction.claims import Body, DisruptionClaim, Refusal
from flows.extraction.figure_claims import Bound, claim_of, lead_of, of_its_region, whole_of_part
from flows.extraction.figure_comparisons import compared, in_brackets
from flows.extraction.figure_ellipses import elliptical_figures, recorded_figures
from flows.extraction.figure_lists import figures_in_lists, labelled_figure, labelled_series
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
    COUNTED_BEHIND,
    DEFINITE_REACH,
    IN_EVERY,
    NAMES_AGAIN,
    OF_THEM_ALONE,
    OF_THOSE,
    OTHER_COUNT,
    OTHER_THINGS,
    exact_shares,
    is_of_something_else,
    is_of_which,
    some_of,
)
from flows.extraction.figure_threats import ThreatFinder
from flows.extraction.figure_types import Figure
from flows.extraction.figures import figures_in

# Rules that read tables and lists, whose figures later ones do not lean on.
LISTED = ("disruption-cell", "disruption-line")
# How many characters into a sentence its subject begins.
OPENING = 5
# "Table 1| shows disruptions"
NAMED_BY_NUMBER = re.compile(
    r"\b(?:Table|Figure|Chart|Graph|Annex|Appendix|Section|Paragraph|Part|Phase|Tier|Level)\s+$"
)
# A number below this may stand for something else where it stands again.
LEAST_RESTATED = 20


class Disruptions:
    """Reads the figures of one document sentence by sentence, remembering what later ones lean on."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.owners = Owners(analysis, speakers)
        self.threats = ThreatFinder(analysis)
        self.periods = PeriodFinder(analysis)
        self.bound: list[Bound] = []
        self._by_value: dict[float, Bound] = {}
        self._base: Bound | None = None
        # The last sentence that states the base or leans on it.
        self._thread: Sentence | None = None
        # The periods of earlier figures, by the period of what they are compared with.
        self._comparisons: dict[tuple[str | None, str | None], list[Period]] = {}
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
        last = self._last(sentence)
        silent = cue is None and not self._cue(self.analysis.sentences[max(0, sentence.index - 1)].start, low)
        if silent and last is None and not (self.bound and NAMES_AGAIN.search(self.analysis.view.folded, low, high)):
            return []
        if last and not cue and (labelled := labelled_figure(self.analysis, low, high, self._refuse)):
            return self._with_leaning([labelled], self._numbers(sentence), labelled, sentence)
        numbers = self._numbers(sentence)
        restated = self._restated(sentence, numbers)
        if last and (series := labelled_series(self.analysis, low, high, self._refuse)):
            return series
        if not numbers or (not cue and OTHER_COUNT.search(text, low, numbers[-1].start)):
            return []
        near = last
        last = restated or (None if last and self._turned_away(sentence) else last)
        if last is None and self._base and (some := self._some(sentence, numbers)):
            last, numbers = self._base.figure, some
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
        numbers = numbers_in(self.analysis, sentence.start, sentence.end)
        numbers = [n for n in numbers if not IN_EVERY.search(self.text, sentence.start, n.start)]
        numbers = [n for n in numbers if not NAMED_BY_NUMBER.search(self.text, max(0, n.start - 12), n.start)]
        numbers = exact_shares(self.text, numbers)
        numbers = [n for n in numbers if not (n.percent and COUNTED_BEHIND.match(self.text, n.end, sentence.end))]
        if not numbers:
            return []
        periods = [p for p in self.periods.named_in(sentence) if p.kind != "vague"]
        return [n for n in numbers if not any(p.start <= n.start < p.end for p in periods)]

    def _last(self, sentence: Sentence) -> Figure | None:
        """The last figure that stands near enough before a sentence to be taken up in it."""
        last = self._base
        if last is None:
            return None
        near = self._thread is not None and (
            sentence.index - self._thread.index <= 2 or sentence.block is self._thread.block
        )
        listed = (
            sentence.block.kind == "bullet"
            and sentence.block.lead is not None
            and sentence.block.lead >= last.sentence.block.index
        )
        if sentence.block.kind == "bullet" and sentence.block.lead != last.sentence.block.lead:
            return last.figure if listed else None
        return last.figure if near or listed else None

    def _some(self, sentence: Sentence, numbers: list[Number]) -> list[Number]:
        """The numbers of a sentence that go on from a figure some sentences before, because they name it again."""
        near = self._base and self._thread and sentence.index - self._thread.index <= DEFINITE_REACH
        return (
            some_of(self.text, numbers, self._base.figure, sentence.start, sentence.end) if near and self._base else []
        )

    def _turned_away(self, sentence: Sentence) -> bool:
        """Whether a sentence since the last figure begins with another body that is inspected, and so is about it."""
        first = self._thread.index + 1 if self._thread else sentence.index
        for between in self.analysis.sentences[first : sentence.index]:
            opening = (between.start, min(between.end, between.start + OPENING))
            named = [*self.analysis.mentions_in(*opening), *self.analysis.places_in(*opening)]
            if any(m.body.kind in INSPECTED_KINDS and self._base and m.body != self._base.body for m in named):
                return True
        return False

    def _restated(self, sentence: Sentence, numbers: list[Number]) -> Figure | None:
        """The figure that a sentence names again, however far above it stands: "Of the 473 disruptions, 52 were"."""
        for number in numbers:
            known = self._by_value.get(number.value) if number.value >= LEAST_RESTATED else None
            if known and refers_back(self.text, number, known.figure, sentence.start):
                self._base, self._thread = known, sentence
                return known.figure
        return None

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
                last = figures[-1] if figures else self._part_before(current)
                figure = leaning_figure(self.text, number, numbers, current, last, sentence.start, sentence.end)
            if figure is not None and self._of_something_else(figure, uncounted, None if figures else sentence):
                figure = None
            if figure is None and figures and (counted := counts_share(self.text, figures[-1], number)):
                figures[-1] = counted
                continue
            if figure is None and number.percent and figures and is_share_of(self.text, figures[-1], number):
                figures[-1] = replace(figures[-1], share=number.value)
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

    def _part_before(self, base: Figure) -> Figure:
        """The part of a figure that stands last in the sentences before, else the figure."""
        before = self.bound[-1] if self.bound else None
        part = before and before.sentence is self._thread and before.figure.part_of and not before.figure.label
        return before.figure if before and part and self._base and self._base.figure is base else base

    def _of_something_else(self, figure: Figure, uncounted: Number | None, sentence: Sentence | None) -> bool:
        """Whether a figure leans on another count than that of disruptions: "133 guns were seized, against |47";
        "It ran 71 operations. In |half of them a force took part."
        """
        if figure.earlier and not figure.label:
            return uncounted is not None and bool(OTHER_THINGS.match(self.text, uncounted.end))
        if (
            not figure.part_of
            or not sentence
            or not self._thread
            or not OF_THEM_ALONE.match(self.text, figure.number.end)
        ):
            return False
        between = self.analysis.sentences[self._thread.index + 1 : sentence.index]
        return any(OTHER_THINGS.match(self.text, number.end) for s in between for number in self._numbers(s))

    def _compared(self, figure: Figure) -> Bound | None:
        """The figure of the last ones that an earlier one is compared with."""
        last = (
            b for b in reversed(self.bound[-6:]) if figure.like == (b.figure.label or (b.figure.start, b.figure.end))
        )
        return next(last, None) if figure.earlier and figure.like else None

    def _divides(self, label: tuple[int, int]) -> bool:
        """Whether a label names what disruptions are divided by."""
        return bool(self.threats.hits(*label) or LEVEL_OR_STRAND.search(self.text, *label))

    def _is_whole(self, figure: Figure) -> bool:
        """Whether a line or cell is the total."""
        labels = (label for label in (figure.row, figure.label) if label)
        return all(WHOLE.match(self.text, *label) for label in labels)

    def _bind(self, sentence: Sentence, figure: Figure, earlier: list[Figure], later: list[Figure]) -> None:
        own = figure.rule == "disruption-label" and figure.label
        leaning = self._base if figure.part_of or (figure.earlier and not own) else None
        if leaning and figure.part_of:
            leaning = of_its_region(self.text, self.bound, sentence) or leaning
        if leaning and figure.part_of and leaning.figure.number.value < figure.number.value and figure.number.whole:
            leaning = whole_of_part(self.bound, figure) if leaning.figure.number.whole else leaning
        before = self.bound[-1] if self.bound and self.bound[-1].sentence is sentence else None
        if before and (figure.earlier or figure.owner or (figure.part_of and before.figure.rule == "disruption-line")):
            leaning = self._compared(figure) or before
        elif leaning and figure.earlier:
            leaning = self._compared(figure) or leaning
        if figure.owner and leaning is None:
            leaning = self._base
        if before and figure.part_of:
            bracketed = before.figure.earlier and self.text.startswith("(", figure.number.start - 1)
            leaning = before if bracketed or is_of_which(self.text, before.figure, figure) else leaning
        if figure.rule == "disruption-line" and not figure.owner:
            # A list divides the figure above it.
            body, named = (self._base.body, True) if self._base else self.owners.of(sentence, figure, None, None)
        else:
            goes_on = self._thread is not None and sentence.block is self._thread.block
            standing_body = self._base.body if self._base and goes_on and not self._turned_away(sentence) else None
            body, named = self.owners.of(sentence, figure, leaning.body if leaning else None, standing_body)
        if body is None:
            return self._refuse(figure.start, figure.end, "no body it can be tied to")
        if figure.label and figure.part_of and not self._divides(figure.label):
            return self._refuse(figure.start, figure.end, "its label is no threat, level or strand")
        rated = figure.rate_unit and self._base and self._base.body == body
        if not rated and not self.statements.about_crime(sentence, body, named):
            return self._refuse(figure.start, figure.end, "nothing near it speaks of crime")
        divided = leaning or (self._base if figure.rule == "disruption-line" else None)
        threats = self.threats.of(sentence, figure, earlier, later, divided.threats if divided else None)
        if leaning and figure.owner:
            threats = replace(leaning.threats, slice=None)
        near = self._thread is not None and self.periods.near(self._thread, sentence)
        standing = (leaning or self._base) if figure.part_of or near or figure.rule in LISTED else None
        period = self.periods.of(sentence, figure, earlier, later, standing.period if standing else None)
        if figure.earlier and standing and standing.period:
            period = self._compared_with(standing.period, period)
        start, end = figure.start, figure.end
        for piece in [threats.slice, (period.start, period.end) if period else None]:
            if piece and sentence.start <= piece[0] and piece[1] <= sentence.end:
                start, end = min(start, piece[0]), max(end, piece[1])
        whole = self._base if figure.rule == "disruption-line" and not figure.owner else leaning
        lead = lead_of(self.text, sentence, figure, end) or (whole.lead if whole else None)
        self.bound.append(Bound(figure, sentence, body, threats, period, lead, start, end))
        self._by_value[figure.number.value] = self.bound[-1]
        listed = figure.rule in LISTED and not self._is_whole(figure)
        older = before and figure.rule == "disruption-cell" and is_older(period, before.period)
        rated = figure.rate_unit and self._base
        if not (figure.earlier or figure.part_of or rated or figure.owner or listed or older):
            self._base = self.bound[-1]
        if leaning or figure.rule in LISTED or self._base is self.bound[-1]:
            self._thread = sentence
        return None

    def _compared_with(self, now: Period, then: Period | None) -> Period | None:
        """The time of an earlier figure: its own, else the only one that figures of this time were compared with."""
        known = self._comparisons.setdefault((now.first, now.last), [])
        if then is None:
            return known[-1] if len({(p.first, p.last) for p in known}) == 1 else None
        self.periods.compared.add(then.start)
        known.append(then)
        return then


def disruption_claims(
    analysis: Analysis, speakers: dict[int, Body | None]
) -> tuple[list[DisruptionClaim], list[Refusal]]:
    """Every figure about disruptions of crime a document states, and what looked like one and was refused."""
    if not analysis.triggers.starts["disrupting"]:
        return [], []
    reader = Disruptions(analysis, speakers)
    reader.read()
    claims = [claim_of(analysis, bound) for bound in reader.bound]
    kept = []
    for bound, claim in zip(reader.bound, claims, strict=True):
        if bound.sentence.block.kind == "heading" and rounded_again(claim, claims):
            reader.refusals.append(Refusal(claim.passage, claim.rule, "a headline that rounds a figure given below"))
        else:
            kept.append(claim)
    return repeated(kept), reader.refusals
