"""Which period a figure is about: that of its own words, else of what it leans on, of its list or of its paragraph."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.period_patterns import YEAR
from flows.extraction.analysis.times.periods import UNDATED, Period, periods_in
from flows.extraction.figures.periods.measured_by import measured_by
from flows.extraction.figures.periods.named_periods import PERIOD_REACH, NamedPeriods
from flows.extraction.figures.periods.other_times import of_this_act, open_ended
from flows.extraction.figures.periods.relative import (
    a_span_back,
    a_year_back,
    goes_on_from,
    in_the_year,
    is_financial,
    is_over,
    is_part_of_year,
    is_what_stands,
    of_the_quarter,
    quarter_before,
    quarter_in,
    reported,
    unsettled,
    year_to_date,
    years_back,
)
from flows.extraction.figures.periods.report_periods import (
    ACTION,
    RANGES,
    action_of_page,
    action_period,
    bracket_period,
    covered_period,
    in_its_year,
    is_on_an_action,
    paragraphs_since,
    period_of_heading,
    reported_year,
    tells_of_last_year,
)
from flows.extraction.figures.periods.runs import before_that, in_run, nearest_before, next_quarter, runs_on
from flows.extraction.figures.periods.totals import CellPeriods, whole_of
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.leads import leads_of
from flows.extraction.figures.words.period_words import (
    OF_LAST_YEAR,
    OF_THE_COUNTED,
    bare_bracket,
    bracketed_year,
    further_on,
    in_anothers_brackets,
    in_brackets,
    next_behind,
    said_before,
    said_behind,
    with_the_next,
)
from flows.extraction.figures.words.types import Figure, reach


class PeriodFinder(NamedPeriods):
    """Finds the period of each figure of one document."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self._cells = CellPeriods()

    @cached_property
    def _document_period(self) -> Period | None:
        """The period a report says it covers."""
        return covered_period(self.analysis, self.named_in)

    @cached_property
    def in_brackets(self) -> Period | None:
        """The time of "the figures in brackets", where a document says so once for all of them."""
        return bracket_period(self.analysis, self.named_in)

    @cached_property
    def _run(self) -> tuple[Sentence, Period] | None:
        """The sentence that tells when the one action ran that a document is about, and that period."""
        return action_period(self.analysis, self.named_in)

    @cached_property
    def _titled_action(self) -> bool:
        return self._run is not None and is_on_an_action(self.analysis, self._run[0])

    @cached_property
    def action(self) -> Period | None:
        """The few days that the document is about."""
        return action_of_page(self.analysis, self._run, self._document_period)

    def _of_the_action(self, sentence: Sentence) -> Period | None:
        """The period of the action a sentence speaks of, or that the sentences right before it told of."""
        if self._run is None:
            return None
        told, period = self._run
        follows = told.index < sentence.index and (self.near(told, sentence) or self._titled_action)
        return period if follows or ACTION.search(self.text, sentence.start, sentence.end) else None

    def of(
        self,
        sentence: Sentence,
        figure: Figure,
        earlier: list[Figure],
        later: list[Figure],
        standing: Period | None,
        hints: Hints,
    ) -> Period | None:
        """The period of a figure; a quarter without its year is one of the financial year named last."""
        if parts := self._cells.added_up(self.analysis, sentence.block, figure):
            dated = any(part.first for part in parts)
            return whole_of(parts) if dated else self._led_in(sentence) or self._document_period
        period = self._in_its_year(
            sentence, figure, self._found(sentence, figure, earlier, later, standing, hints), standing
        )
        if period and figure.when:
            self._cells.keep(sentence.block, period)
        return period

    def _in_its_year(
        self, sentence: Sentence, figure: Figure, period: Period | None, standing: Period | None
    ) -> Period | None:
        if period and not (period.first or period.last) and period.kind in UNDATED:
            whole = None if self.analysis.written else standing or self._document_period
            return in_its_year(self.folded, period, whole) or period
        if period is None or period.kind != "bare-quarter" or not self.text[period.end - 1].isdigit():
            return period
        year = self._named_year(sentence)
        quarter = quarter_in(period, year, int(self.text[period.end - 1])) if year else period
        if figure.earlier:
            quarter = next_quarter(quarter, standing)
        return a_year_back(quarter, quarter) if OF_LAST_YEAR.match(self.text, period.end) else quarter

    def _named_year(self, sentence: Sentence) -> Period | None:
        """The last financial year, or quarter of one, that is named before or in a sentence."""
        for before in reversed(self.analysis.sentences[max(0, sentence.index - PERIOD_REACH) : sentence.index + 1]):
            named = [p for p in self.named_in(before) if is_financial(p) and not in_brackets(self.text, p)]
            if settled := [p for p in named if p.start not in self.compared]:
                return settled[-1]
        return None

    def _found(
        self,
        sentence: Sentence,
        figure: Figure,
        earlier: list[Figure],
        later: list[Figure],
        standing: Period | None,
        hints: Hints,
    ) -> Period | None:
        """The period of a figure's own words, else of its sentence, of its list, of the figure before or paragraph.

        `standing` is the period of the last figure that later ones may lean on, where it is near enough.
        """
        if figure.when:
            return period_of_heading(self.analysis, leads_of(self.analysis, sentence.block), *figure.when)
        named = [p for p in self.named_in(sentence) if not in_anothers_brackets(self.text, p, later)]
        periods = of_this_act(self.text, sentence.start, named, figure, hints)
        # "418 disruptions (362) in the half-year": what is said behind brackets is said of what stands before them.
        later = [other for other in later if not self.text.startswith("(", other.number.start - 1)]
        end = reach(sentence, figure, later)
        after = said_behind(self.text, periods, figure, end)
        if figure.earlier:
            return self._of_earlier(sentence, figure, after, periods, standing)
        others = measured_by(self.text, sentence.start, figure, periods)
        self.compared |= others
        periods, after = ([p for p in found if p.start not in others] for found in (periods, after))
        dated = next((p for p in after if p.kind != "vague"), after[0] if after else None)
        own = dated or nearest_before(self.text, periods, figure, earlier)
        own = own or next_behind(self.text, periods, figure, later, sentence.end)
        own = own and open_ended(self.text, sentence.start, with_the_next(self.text, own, periods))
        if to_date := year_to_date(self.folded, sentence.start, end, standing):
            return to_date
        if own and own.kind in ("last-year", "last-financial") and (last := self._of_report(own, standing)):
            return last
        if own and standing and (relative := self._of_the_year(figure, own, standing)):
            return relative
        if own and own.kind == "year-after":
            return years_back(self.text, standing, own) if standing else None
        if own and own.kind in ("same", "same-of", "founded"):
            return self._referred(sentence, own, standing)
        standing = standing if standing and (standing.first or standing.last) else None
        return own or self._led_in(sentence) or standing or self._of_the_action(sentence) or self._wider(sentence)

    def _of_earlier(
        self, sentence: Sentence, figure: Figure, after: list[Period], periods: list[Period], standing: Period | None
    ) -> Period | None:
        """The period of a figure that another is compared with. `after`: those named behind it."""
        if whole := bracketed_year(self.text, sentence.start, figure.number.start):
            return in_the_year(standing, whole) if standing else whole
        if figure.rule == "disruption-label" and not after:
            return None
        if seen := said_before(self.text, periods, figure):
            own: Period | None = seen
        elif self.in_brackets and bare_bracket(self.text, figure):
            own = self.in_brackets
        elif after := after or further_on(self.text, periods, figure):
            own = after[0]
        else:
            own = next(
                (p for p in reversed(periods) if p.start < figure.start and not is_what_stands(p, standing)),
                None,
            )
        if own is None or standing is None:
            return own
        onward = runs_on(self.text, figure)
        own = in_run(self.folded, own, periods, onward=onward)
        if onward and own.kind == "bare-quarter":
            return own
        if further := before_that(self.text, own, periods, standing):
            return further
        if own.kind == "bare-quarter" and not own.first and self.text[own.end - 1].isdigit():
            return quarter_before(standing, own, int(self.text[own.end - 1]))
        if own.kind == "span-before":
            return a_span_back(standing, own)
        if own.kind == "same-of" or (own.kind == "whole" and is_part_of_year(standing) and not is_part_of_year(own)):
            return in_the_year(standing, own)
        if own.kind == "last-year" and is_over(standing, own):
            return own
        return years_back(self.text, standing, own) if unsettled(own) or own.kind in ("same", "last-year") else own

    @cached_property
    def _reported_year(self) -> Period | None:
        return self._document_period or reported_year(self.analysis, self.named_in)

    def _of_report(self, own: Period, standing: Period | None) -> Period | None:
        before = self.folded.startswith(("the year before", "a year"), own.start)
        return None if before or (standing and not own.first) else reported(own, self._reported_year)

    def _of_the_year(self, figure: Figure, own: Period, standing: Period) -> Period | None:
        """What "last year" or "this year" means beside the period of the figure before."""
        counted = figure.start <= own.start < figure.end or OF_THE_COUNTED.search(
            self.text, max(0, own.start - 40), own.start
        )
        if own.kind == "last-year" and figure.part_of and counted and not is_over(standing, own):
            # "Sixteen of last year's disruptions", "36 of the groups hit last year": those that were counted before.
            return standing
        if own.kind == "last-year" and unsettled(own):
            return standing if standing.start == own.start else a_year_back(standing, own)
        return standing if own.kind == "this-year" else None

    def _referred(self, sentence: Sentence, own: Period, standing: Period | None) -> Period:
        """The period that "the same period", "the same months of 2022" or a year of foundation stands for."""
        if own.kind == "founded" and self.folded.find("since", own.end, sentence.end) < 0:
            return self._led_in(sentence) or standing or self._wider(sentence) or own
        if own.kind == "founded":
            return own
        if quarter := of_the_quarter(self.folded, own, standing, self._document_period):
            return quarter
        if own.kind == "same-of":
            whole = standing or self._document_period
            return in_the_year(whole, own) if whole else own
        if not standing and (action := self._of_the_action(sentence)):
            return action
        here = [p for p in self.named_in(sentence) if p.start < own.start and p.kind in RANGES and p.first and p.last]
        if here:
            return replace(here[-1], start=own.start, end=own.end)
        before = self.last_period(sentence, RANGES) or self.last_period(sentence)
        meant = standing or (before[0] if before else None)
        return replace(meant, start=own.start, end=own.end) if meant else own

    def near(self, earlier: Sentence, later: Sentence) -> bool:
        """Whether a sentence is still about what one before it said: two paragraphs on at most, and no date between."""
        listed = later.block.kind in ("bullet", "row")
        near = listed or paragraphs_since(self.analysis.blocks, earlier.block, later.block) <= 2
        return near and not YEAR.search(self.text, earlier.end, later.start)

    def _led_in(self, sentence: Sentence) -> Period | None:
        """The period of the line that introduces a list or table, or heads it."""
        for lead in leads_of(self.analysis, sentence.block):
            named = periods_in(self.folded, lead.start, lead.end, self.analysis.written)
            headed = lead.kind == "heading"  # a day there is that of the paper or of a meeting
            named = [p for p in named if (p.first or p.last) and not (headed and p.first == p.last)]
            told = [period for period in named if period.start not in self.compared]
            if told:
                return next((period for period in told if period.kind != "founded"), told[0])
        return None

    def _wider(self, sentence: Sentence) -> Period | None:
        last = self.last_period(sentence, paragraphs=2)
        same_paragraph = last is not None and last[1].block is sentence.block and goes_on_from(self.text, *last)
        if last and (last[0].kind in RANGES or same_paragraph or tells_of_last_year(self.analysis, *last)):
            between = self.text[last[0].end : sentence.start]
            return self._document_period if YEAR.search(between) else last[0]
        return self._document_period
