"""Disruptions: figures about disrupted crime, each bound to its body, threats and period."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, partial

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.text.view import View
from flows.extraction.claims import Body, DisruptionClaim, Refusal
from flows.extraction.figures.binding import Binding
from flows.extraction.figures.claims import claim_of
from flows.extraction.figures.doubts.statements import Statements
from flows.extraction.figures.layouts.bracketed import of_bodies_with_brackets
from flows.extraction.figures.layouts.cards import figures_on_cards
from flows.extraction.figures.layouts.colons import labelled_series
from flows.extraction.figures.layouts.lists import figures_in_lists, labelled_figure
from flows.extraction.figures.layouts.notes import blocks_with_a_note
from flows.extraction.figures.leaning import Leaning
from flows.extraction.figures.memory import Memory
from flows.extraction.figures.numbers.answers import answers, dated_series, questions
from flows.extraction.figures.numbers.divisions import divided, divided_alone, opener_of
from flows.extraction.figures.numbers.ellipses import elliptical_figures, recorded_figures
from flows.extraction.figures.numbers.figures import figures_in
from flows.extraction.figures.numbers.parallel import parallel_row, without_rows_compared
from flows.extraction.figures.numbers.respective import respective, row_of
from flows.extraction.figures.numbers.series import of_bodies_in_brackets, with_a_shared_noun
from flows.extraction.figures.owners.countrywide import OF_ALL_FORCES
from flows.extraction.figures.owners.owners import Owners
from flows.extraction.figures.periods.periods import PeriodFinder
from flows.extraction.figures.repeats import exact_counts, repeated, rounded_again
from flows.extraction.figures.threads import NAMES_AGAIN, OTHER_COUNT
from flows.extraction.figures.words.hints import SentenceHints
from flows.extraction.figures.words.nouns import CUE
from flows.extraction.figures.words.types import Figure
from flows.extraction.linking.figures.claims import Given, figures_of
from flows.extraction.tables.figures import figures_in_row, listed_rows
from flows.extraction.tables.heads import HeadedTable, tables_of_rows

# Whether figures are linked by judges that learned (`linking.figures`) or read by the rules below.
LINKED = False
# "189 – major", "12 of which major", "2021: 57": a line of a list that has no marks.
LEVEL_LINE = re.compile(
    r"\W*[\d,]+\s*(?:[–—:-]\s*|(?:of\s+(?:which|them|these)\s+)?(?:(?:were|was)\s+)?)"
    r"(?:major|moderate|minor|Pursue|Prevent|Protect|Prepare)\b|"
    r"\(?(?:19|20)\d\d(?:[/–-]\d\d)?\s*[:–—]\s*[\d,]+\)?\s*$"
)


@dataclass(slots=True)
class Refused:
    """What looked like a figure and is none; apart from who reads, so that nothing holds on to itself.

    `of_all` are the numbers that a table gives of all forces together, as it writes them.
    """

    view: View
    found: list[Refusal] = field(default_factory=list)
    of_all: set[str] = field(default_factory=set)

    def __call__(self, start: int, end: int, why: str) -> None:
        """Refuse what stands at a slice, and say why."""
        if why == OF_ALL_FORCES and end - start > 2:
            self.of_all.add(self.view.text[start:end])
        self.found.append(Refusal(self.view.passage(start, end), "disruption", why))


class Disruptions:
    """Reads the figures of one document sentence by sentence, remembering what later ones lean on."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.refuse = Refused(analysis.view)
        periods = PeriodFinder(analysis)
        self.memory = Memory(analysis, periods)
        self.hints = SentenceHints(analysis)
        self.statements = Statements(analysis, self.hints, self.refuse)
        self.leaning = Leaning(analysis, self.hints, periods, self.memory)
        owners = Owners(analysis, speakers)
        self.binding = Binding(analysis, owners, periods, self.memory, self.statements, self.refuse)
        self._cues = self._cues_by_sentence()
        self._tables = tables_of_rows(analysis, partial(HeadedTable, analysis))
        self._noted = blocks_with_a_note(analysis, self._cues)
        self._lines = figures_in_lists(analysis, self._noted, listed_rows(analysis, self._tables), self.refuse)
        cued = {analysis.sentences[index].block.index for index in self._cues}
        self._cards = figures_on_cards(analysis, cued)
        self._lines |= self._cards
        self._asked = questions(analysis, self._cues)

    def _cues_by_sentence(self) -> dict[int, tuple[int, int]]:
        """The first word of disrupting of each sentence that has one, by the sentence's index."""
        cues: dict[int, tuple[int, int]] = {}
        for start in self.analysis.triggers.starts["disrupting"]:
            sentence = self.analysis.sentence_at(start)
            if sentence is None or sentence.index in cues:
                continue
            cue = CUE.match(self.text, start)
            if cue and cue.end() <= sentence.end:
                cues[sentence.index] = cue.span()
        return cues

    @cached_property
    def _naming_again(self) -> set[int]:
        """The indexes of the sentences that name again what was counted, however far above: "Of the 318"."""
        found = (self.analysis.index_at(match.start()) for match in NAMES_AGAIN.finditer(self.analysis.view.folded))
        return set(found)

    def read(self) -> None:
        """Read every sentence in order, from the first that speaks of disrupting."""
        first = 0 if self._noted else min(self._cues, default=len(self.analysis.sentences))
        # The number of a card may stand over the first word of disrupting.
        for sentence in self.analysis.sentences[max(0, first - 1) if self._cards else first :]:
            figures = self._figures(sentence)
            if not figures and self.statements.sampled is sentence:
                self.memory.thread = None  # "Inspectors sampled 30 disruptions. Nine were major."
            for number, figure in enumerate(figures):
                if (
                    not (figure.part_of or figure.label)
                    and self.text[figure.number.start : figure.number.end] in self.refuse.of_all
                ):
                    self.refuse(figure.start, figure.end, OF_ALL_FORCES)
                    continue
                self.binding.bind(sentence, figure, figures[:number], figures[number + 1 :])

    def _figures(self, sentence: Sentence) -> list[Figure]:
        """The figures of a sentence: those it states of itself, then those that lean on one before."""
        text, block, low, high = self.text, sentence.block, sentence.start, sentence.end
        line = self._lines.get(block.index)
        if table := self._tables.get(block.index):
            cells = figures_in_row(self.analysis, table, block, self._noted, self.refuse) if low == block.start else []
            if cells or line is None or low > block.start:
                return cells
        if line:
            return self.leaning.read([line], self.leaning.numbers(sentence), line, sentence)
        cue = self._cues.get(sentence.index)
        last = self.memory.last(sentence)
        silent = cue is None and sentence.index - 1 not in self._cues and not self._asked
        tabled = last is None and self.memory.stands_in_a_table_above(sentence)
        if silent and last is None and not tabled and not (self.memory.bound and sentence.index in self._naming_again):
            return []
        if last and not cue and (labelled := labelled_figure(self.analysis, low, high, self.refuse)):
            return self.leaning.read([labelled], self.leaning.numbers(sentence), labelled, sentence)
        alone = block.kind == "heading" and sentence.index - 1 not in self._asked
        if not cue and alone and not (last and LEVEL_LINE.match(text, low, high)):
            return []
        numbers = self.leaning.numbers(sentence)
        restated = self.memory.restated(sentence, numbers)
        if series := self._series(sentence, numbers, last, counted=cue is not None):
            return series
        if not numbers or (not cue and OTHER_COUNT.search(text, low, numbers[-1].start)):
            return []
        if answering := self._answering(sentence, numbers, counted=cue is not None):
            return answering
        near = last
        last = restated or (None if last and self.memory.turned_away(sentence) else last)
        if last is None and self.memory.base and (some := self.memory.some(sentence, numbers)):
            last, numbers = self.memory.base.figure, some
        counts = tabled or (last is not None and last.measure in ("disruptions", "disruption-rate"))
        again = recorded_figures(text, numbers, low, high) if counts else []
        own = self._own(sentence, numbers) if cue else again
        row = row_of(self.analysis, numbers, sentence)
        if own and len(numbers) > 1 and not row:
            row = parallel_row(self.analysis, numbers, own, sentence)
            numbers = without_rows_compared(self.analysis, numbers, own, sentence)
        numbers = [number for number in numbers if number not in row] if row else numbers
        figures = self.leaning.read(own, numbers, last, sentence, near)
        if row:
            whole, named = (figures[0] if figures else last), self.leaning.periods.named_in(sentence)
            figures += respective(self.analysis, row, own, whole, sentence, named)
        elif not figures:
            figures = self._elliptical(sentence, numbers, counted=cue is not None)
        if cue and numbers and not figures:
            self.refuse(*cue, "a number near the word that does not count disruptions")
        return self.statements.stated(sentence, figures)

    def _own(self, sentence: Sentence, numbers: list[Number]) -> list[Figure]:
        """The figures of the numbers that stand with a noun, or share one: "40 and 12 disruptions"."""
        own = figures_in(self.text, numbers, sentence.start, sentence.end, self.hints.of(sentence))
        return with_a_shared_noun(self.analysis, numbers, own) if own and len(numbers) > len(own) else own

    def _elliptical(self, sentence: Sentence, numbers: list[Number], *, counted: bool) -> list[Figure]:
        """The figures of a sentence that leaves out what the words before it, or before its colon, count."""
        text, low, high = self.text, sentence.start, sentence.end
        before = self.analysis.sentences[max(0, sentence.index - 2)].start
        # "There has been a rise in disruptions: BODY carried out |188"
        colon = text.rfind(": ", low, numbers[0].start) if counted and numbers else -1
        own = elliptical_figures(text, numbers, text[before : max(low, colon)], low, high)
        return self.leaning.read(own, numbers, None, sentence) if own else []

    def _series(self, sentence: Sentence, numbers: list[Number], last: Figure | None, *, counted: bool) -> list[Figure]:
        """The figures of a sentence that is a series of labels and numbers, or that divides a count by one."""
        low, high = sentence.start, sentence.end
        led_in = last or (counted and len(numbers) > 1 and ":" in self.text[low : numbers[0].start])
        if led_in and (series := labelled_series(self.analysis, low, high, self.refuse, alone=last is None)):
            return series
        return self._divided(sentence, numbers, last) if counted and len(numbers) > 2 else []

    def _divided(self, sentence: Sentence, numbers: list[Number], last: Figure | None) -> list[Figure]:
        """A count with the figures of the series that divides it: "412 disruptions: drugs 210, fraud 61"."""
        own = figures_in(self.text, numbers, sentence.start, sentence.end, self.hints.of(sentence))
        whole = next((figure for figure in own if figure.number.whole and not figure.part_of), None)
        if whole is None and not own and (parts := divided_alone(self.analysis, numbers, sentence)):
            return self.statements.stated(sentence, parts)
        at = opener_of(self.text, whole.end, sentence.end) if whole else None
        if whole is None or at is None:
            return []
        behind = [number for number in numbers if number.start >= at]
        series = divided(self.analysis, whole, behind, at, sentence.end)
        if not series or any(whole.number.value < figure.number.value for figure in series):
            return []
        before = [number for number in numbers if number.start < at]
        stated = self.leaning.read([figure for figure in own if figure.number in before], before, last, sentence)
        return self.statements.stated(sentence, [*stated, *series])

    def _answering(self, sentence: Sentence, numbers: list[Number], *, counted: bool) -> list[Figure]:
        """The figures of a series of years, and those that answer a question right before."""
        stated = dated_series(self.analysis, sentence) if counted and len(numbers) > 1 else []
        if counted and not stated and len(numbers) > 1 and self.text.find("(", sentence.start, sentence.end) >= 0:
            stated = of_bodies_in_brackets(self.analysis, numbers, sentence.start, sentence.end)
            stated = stated or of_bodies_with_brackets(self.analysis, numbers, sentence.start, sentence.end)
        if stated:
            return self.statements.stated(sentence, stated)
        if not self._asked:
            return []
        periods, last = self.leaning.periods.named_in(sentence), self.memory.thread
        own = answers(self.analysis, self._asked, numbers, sentence, periods, last)
        return self.statements.stated(sentence, self.leaning.read(own, numbers, None, sentence) if own else [])


def disruption_claims(
    analysis: Analysis, speakers: dict[int, Body | None], *, linked: bool | None = None
) -> tuple[list[DisruptionClaim], list[Refusal]]:
    """Every figure about disruptions of crime a document states, and what looked like one and was refused.

    `linked`: whether judges that learned link them, in place of rules; None for `LINKED`.
    """
    if LINKED if linked is None else linked:
        (found,) = figures_of([Given(analysis, speakers)])
        return [claim for claim, _ in found], []
    if not analysis.triggers.starts["disrupting"]:
        return [], []
    reader = Disruptions(analysis, speakers)
    reader.read()
    claims = [claim_of(analysis, bound) for bound in reader.memory.bound]
    exact, kept = exact_counts(claims), []
    for bound, claim in zip(reader.memory.bound, claims, strict=True):
        if bound.sentence.block.kind == "heading" and rounded_again(claim, exact):
            why = "a headline that rounds a figure given below"
            reader.refuse.found.append(Refusal(claim.passage, claim.rule, why))
        else:
            kept.append(claim)
    return repeated(kept), reader.refuse.found
