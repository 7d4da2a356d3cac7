"""The figures of one sentence in order: those it states of itself, and the numbers that lean on one before them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.figures.layouts.number_first import line_of_part
from flows.extraction.figures.memory import Memory
from flows.extraction.figures.numbers.comparisons import compared, contained, in_brackets, of_another_time
from flows.extraction.figures.numbers.most import is_shared
from flows.extraction.figures.numbers.not_counted import without_what_counts_none
from flows.extraction.figures.numbers.ordinals import with_ordinals
from flows.extraction.figures.numbers.parts import leaning_figure
from flows.extraction.figures.numbers.restated import counts_share, is_share_of, refers_back
from flows.extraction.figures.numbers.series import of_a_label, of_another_body, of_body_behind, of_next_body
from flows.extraction.figures.numbers.subjects import of_a_subject
from flows.extraction.figures.periods.periods import PeriodFinder
from flows.extraction.figures.threads import OF_THEM_ALONE, OF_THOSE, OTHER_THINGS, counting, is_of_something_else
from flows.extraction.figures.words.hints import Hints, SentenceHints
from flows.extraction.figures.words.part_words import graded_part, with_level
from flows.extraction.figures.words.period_words import without_years
from flows.extraction.figures.words.types import Figure, whole_of

# Behind a number that only describes: "for a population of about 640,000|, yet 33 of them were major".
COUNTS_NOTHING = re.compile(r"\s*[,;)–—]")


# "|That is an average of 21 disruptions a month": what was counted, said in another way.
RESTATES = re.compile(r"\W*(?:This|That|It|Which)\s*(?:is|['’]s|was|works|worked|equates|amounts|comes|means|gives)\b")


# "61 of the |388 were major"
NAMED_AGAIN = re.compile(r"\d\s+of\s+(?:the|these|those|its)\s+$")


# "(a) 2022: |1,012 disruptions", "dismantled, 2023: |54"
YEAR_BEFORE = re.compile(r"(?P<year>(?:19|20)\d\d):\s$")
LONGEST_YEAR = 10


def _year_before(text: str, low: int, figure: Figure) -> tuple[int, int] | None:
    """The year that labels a figure: at the head of its line, or set off by a comma or bracket."""
    if not text.startswith(":", figure.number.start - 2):
        return None
    year = YEAR_BEFORE.search(text, max(low, figure.number.start - LONGEST_YEAR), figure.number.start)
    alone = year and (year.start() == low or text[low : year.start()].rstrip().endswith((",", ";", "(", ")")))
    return year.span("year") if year and alone else None


@dataclass(slots=True)
class Series:
    """What has been read of a sentence: `current` is the figure that its next numbers may lean on.

    `own`: the figures the sentence states of itself, by where their numbers start. `near`: the last figure before the
    sentence, even where the text has turned to another body since. `made`: where the numbers of `figures` start.
    `uncounted`: the number read last, if it counts nothing. `aside`: whether the sentence has turned to something else.
    `hints`: the rules that may find something in the sentence.
    """

    sentence: Sentence
    numbers: list[Number]
    own: dict[int, Figure]
    current: Figure | None
    near: Figure | None
    hints: Hints
    figures: list[Figure] = field(default_factory=list)
    made: set[int] = field(default_factory=set)
    uncounted: Number | None = None
    aside: bool = False

    @property
    def last(self) -> Figure | None:
        """The figure of the sentence read last."""
        return self.figures[-1] if self.figures else None

    @property
    def last_part(self) -> Figure | None:
        """The figure of the sentence read last, but the part "31 of its 300" rather than the whole behind it."""
        if len(self.figures) > 1 and whole_of(self.figures[-2], self.figures[-1]):
            return self.figures[-2]
        return self.last

    def is_a_share(self, number: Number) -> bool:
        """Whether a number is the share that stands with a figure the sentence states of itself."""
        return number.percent and any(figure.share == number.value for figure in self.own.values())


class Leaning:
    """Reads the numbers of one document's sentences."""

    def __init__(self, analysis: Analysis, hints: SentenceHints, periods: PeriodFinder, memory: Memory) -> None:
        self.analysis = analysis
        self.hints = hints
        self.text = analysis.text
        self.periods = periods
        self.memory = memory

    def numbers(self, sentence: Sentence) -> list[Number]:
        """The numbers of a sentence that may count something: none that are part of a date."""
        low, high = sentence.start, sentence.end
        counts = without_years(self.analysis.view.folded, numbers_in(self.analysis, low, high))
        if self.analysis.triggers.any_within("digit", low, high):
            counts = with_ordinals(self.text, counts, low, high)
        if not counts:
            return []
        hints = self.hints.of(sentence)
        numbers = counting(self.text, counts, low, high, hints)
        numbers = without_what_counts_none(self.analysis.view.folded, numbers, low, high, hints)
        if not numbers:
            return []
        periods = [p for p in self.periods.named_in(sentence) if p.kind != "vague"]
        if not periods:
            return numbers
        return [n for n in numbers if not any(p.start <= n.start < p.end for p in periods)]

    def read(
        self,
        own: list[Figure],
        numbers: list[Number],
        last: Figure | None,
        sentence: Sentence,
        near: Figure | None = None,
    ) -> list[Figure]:
        """A sentence's own figures and the numbers that lean on the `last` figure before them, in order."""
        hints = self.hints.of(sentence)
        series = Series(sentence, numbers, {figure.number.start: figure for figure in reversed(own)}, last, near, hints)
        for number in numbers:
            if not self._says_again(series, number):
                self._read(series, number)
        return series.figures

    def _says_again(self, series: Series, number: Number) -> bool:
        """Whether a number names a figure again, or what stands before it, and so makes none of its own."""
        if series.current is not None and refers_back(self.text, number, series.current, series.sentence.start):
            return True
        if number.start in series.made:
            return True
        low = max(series.sentence.start, number.start - 20)
        if number.start not in series.own and NAMED_AGAIN.search(self.text, low, number.start):
            return True
        uncounted = series.uncounted
        if uncounted is None or not OF_THOSE.match(self.text, number.end):
            return False
        # "98 gangs are at work, but |a quarter of them were disrupted"
        stated = series.own.get(number.start)
        if stated is not None and stated.rule == "groups-elliptical":
            return False
        return not COUNTS_NOTHING.match(self.text, uncounted.end)

    def _read(self, series: Series, number: Number) -> None:
        figure = series.own.get(number.start)
        last = series.last
        if figure is None and last and number.percent and is_share_of(self.text, last, number):
            series.figures[-1] = replace(last, share=number.value)
            return
        figure = figure or self._leaning(series, number)
        if figure is not None and self._of_something_else(series, figure):
            figure = None
        if figure is None and last and (counted := counts_share(self.text, last, number)):
            series.figures[-1] = counted
            series.made.add(number.start)
            return
        figure = figure and self._placed(series, figure)
        # "51 groups, or a third of the |142 known, were disrupted, nine of them": said by the way.
        within = last is not None and last.start <= number.start < last.end
        series.uncounted = number if figure is None and number.whole and not within else None
        series.aside = figure is None and (series.aside or is_of_something_else(self.text, number, series.sentence.end))
        if figure is not None and (figure.number.start not in series.made or figure not in series.figures):
            of_some = (last is not None and whole_of(last, figure)) or (
                "of-some" in series.hints and is_shared(self.text, figure, series.sentence.start)
            )
            levelled = "graded" in series.hints and not of_some
            self._add(series, with_level(self.text, figure, series.sentence.end) if levelled else figure)

    def _add(self, series: Series, figure: Figure) -> None:
        if not (figure.when or figure.earlier) and (year := _year_before(self.text, series.sentence.start, figure)):
            figure = replace(figure, when=year)
        series.figures.append(figure)
        series.made.add(figure.number.start)
        leans = figure.part_of or figure.earlier or figure.rate_unit or figure.owner
        if series.current is None or not leans:
            series.current = figure

    def _leaning(self, series: Series, number: Number) -> Figure | None:
        """The figure a number makes with one before it, if any."""
        low, high = series.sentence.start, series.sentence.end
        last, current = series.last, series.current
        figure = of_another_body(self.analysis, number, last, high, self._alike(number, series)) if last else None
        if figure is None and last is not None and not last.earlier:
            figure = of_body_behind(self.analysis, number, last, high)
        if figure is None and last is None and series.near is not None:
            figure = of_next_body(self.analysis, number, self._like(number, series.near), low, high)
        goes_on = current is not None and not series.aside and not series.is_a_share(number)
        if figure is None and current is not None and goes_on:
            figure = of_a_subject(
                self.analysis, number, series.numbers, current, series.last_part, series.sentence, series.hints
            )
        if figure is None and current is not None and current.measure == "disruptions":
            figure = of_a_label(self.analysis, number, series.numbers, low, high)
        if figure is None and last is not None:
            figure = of_another_time(self.text, number, last, self.periods.named_in(series.sentence), high)
        if figure is None and self.periods.in_brackets:
            figure = in_brackets(self.text, number, last)
        if figure is None and current is not None and goes_on:
            part = last or self.memory.part_before(current)
            # "31 of its 300 disruptions concerned drugs, |15 firearms": the part before is not the whole behind it.
            part = series.last_part or part
            figure = leaning_figure(self.text, number, series.numbers, current, part, low, high, series.hints)
            if figure is None and last is None and series.sentence.block.kind == "bullet":
                figure = line_of_part(self.analysis, number, current, series.sentence)
        return figure

    def _alike(self, number: Number, series: Series) -> Figure:
        """The figure of a sentence that a number of another body is like: no rate, if it stands between two counts."""
        *before, last = series.figures
        count = before[-1] if before and before[-1].measure == "disruptions" else None
        return count if count and last.rate_unit and number.whole and not last.number.whole else last

    def _like(self, number: Number, near: Figure) -> Figure:
        """What a number of the next body is like: a rate if it can be no count and a rate stands before it."""
        before = self.memory.bound[-1].figure
        return before if before.rate_unit and not number.whole and not number.percent else near

    def _placed(self, series: Series, figure: Figure) -> Figure:
        """A figure with a noun of its own that is said to be what the one before is compared with, or a part of it."""
        low = series.sentence.start
        if series.current is None or figure.label or figure.owner:
            return figure
        restates = figure.rate_unit and RESTATES.match(self.text, low, figure.number.start)
        if restates and series.current.measure == "disruptions":
            return replace(figure, part_of=True)
        if compared(self.text, figure, series.current, low):
            return replace(figure, rule="disruption-earlier", earlier=True, part_of=False)
        if "graded" in series.hints and graded_part(self.text, figure, series.current, series.sentence.end):
            return replace(figure, part_of=True)
        return replace(figure, part_of=True) if contained(self.text, figure, series.current, low) else figure

    def _has_turned(self, series: Series) -> bool:
        """Whether a sentence since the last figure counts something, which "the year before it was |38" takes up."""
        thread = self.memory.thread
        between = self.analysis.sentences[thread.index + 1 : series.sentence.index] if thread else []
        near = (s for s in between if s.block is series.sentence.block)
        return any(OTHER_THINGS.match(self.text, number.end) for s in near for number in self.numbers(s))

    def _of_something_else(self, series: Series, figure: Figure) -> bool:
        """Whether a figure leans on another count than that of disruptions: "133 guns were seized, against |47";
        "It ran 71 operations. In |half of them a force took part."
        """
        if figure.earlier and not figure.label:
            uncounted = series.uncounted
            if uncounted is not None:
                return bool(OTHER_THINGS.match(self.text, uncounted.end))
            return not series.figures and self._has_turned(series)
        thread = self.memory.thread
        opens = figure.label is not None and figure.label[0] == figure.start
        leans = opens or OF_THEM_ALONE.match(self.text, figure.number.end)
        alone = figure.part_of and not series.figures and leans
        if not alone or not thread:
            return False
        between = self.analysis.sentences[thread.index + 1 : series.sentence.index]
        return any(OTHER_THINGS.match(self.text, number.end) for s in between for number in self.numbers(s))
