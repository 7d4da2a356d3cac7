"""Binding a figure to what it is about: the body, the threats, the period and the lead, each by its own rules."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.periods import Period
from flows.extraction.claims import Body
from flows.extraction.figures.claims import Bound, lead_of, of_its_region, whole_of_part
from flows.extraction.figures.doubts.statements import Statements
from flows.extraction.figures.memory import Memory
from flows.extraction.figures.owners.countrywide import (
    OF_OTHERS,
    OF_THE_COUNTRY,
    is_countrywide,
    is_more_of_several,
    is_of_others,
)
from flows.extraction.figures.owners.nobodys import is_nobodys
from flows.extraction.figures.owners.owners import Owners
from flows.extraction.figures.periods.periods import PeriodFinder
from flows.extraction.figures.periods.relative import is_older
from flows.extraction.figures.threads import OF_WHICH_BEHIND, is_of_nearest, is_of_them, is_of_which
from flows.extraction.figures.threats.page_threats import PageThreats
from flows.extraction.figures.threats.threats import ALL, ThreatFinder, Threats
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.labels import WHOLE
from flows.extraction.figures.words.nouns import NOUN, Refuse
from flows.extraction.figures.words.part_words import LEVEL_OR_STRAND
from flows.extraction.figures.words.types import Figure

# "|The 174 |break down as follows", "|These |were split like this": what a table below divides.
TABLED = re.compile(
    r"(?:\d[\d.]*\s+)?(?:The|These|Those|All)\s+(?:(?P<number>\d[\d,]*)\s+)?(?:disruptions\s+)?"
    r"(?:(?:were|are|can\s+be)\s+)?(?:br(?:eak|oken|oke)\s+down|split|divided?)\b"
)
# Rules that read tables and lists, whose figures later ones do not lean on.
# How many blocks above a table the figure may stand that it divides.
TABLE_REACH = 2
NOUN_IN = re.compile(NOUN, re.IGNORECASE)
# How many blocks above an open figure another may stand whose body it is of.
RECENT = 3
# Rules of figures that say themselves what is counted.
OWN_NOUN = ("disruption-count", "groups-active", "groups-passive")
LISTED = ("disruption-table", "disruption-line")


class Binding:
    """Binds the figures of one document, in order, and keeps in the memory what later ones lean on."""

    def __init__(
        self,
        analysis: Analysis,
        owners: Owners,
        periods: PeriodFinder,
        memory: Memory,
        statements: Statements,
        refuse: Refuse,
    ) -> None:
        self.text, self.view = analysis.text, analysis.view
        self.owners = owners
        self.threats = ThreatFinder(analysis)
        self.page_threats = PageThreats(self.threats, periods)
        self.periods = periods
        self.memory = memory
        self.statements = statements
        self.refuse = refuse
        # The last sentence with a figure of the whole country.
        self.countrywide: Sentence | None = None

    def bind(self, sentence: Sentence, figure: Figure, earlier: list[Figure], later: list[Figure]) -> None:
        """Bind a figure of a sentence, which stands between others, or refuse it."""
        hints = self.statements.hints.of(sentence)
        before = self.memory.bound[-1] if self.memory.bound else None
        before = before if before and before.sentence is sentence else None
        leaning = self._leaning(sentence, figure, before)
        body, named = self._body(sentence, figure, leaning, hints)
        if self.countrywide is sentence and (figure.part_of or figure.earlier):
            body, leaning = self.owners.agent(sentence, figure, hints) if figure.part_of else None, None
        if body is None:
            of_all = self.countrywide is sentence
            return self.refuse(figure.start, figure.end, OF_THE_COUNTRY if of_all else "no body it can be tied to")
        if why := self._doubt(sentence, figure, body, hints, named=named):
            if why in (OF_THE_COUNTRY, OF_OTHERS):
                # What follows is a part of that.
                self.countrywide, self.memory.thread = sentence, None
            return self.refuse(figure.start, figure.end, why)
        threats = self._threats(sentence, figure, earlier, later, leaning, hints)
        period = self._period(sentence, figure, earlier, later, leaning, body, hints)
        threats = self.page_threats.of(threats, sentence, period, body)
        start, end = figure.start, figure.end
        for piece in [threats.slice, (period.start, period.end) if period else None]:
            if piece and sentence.start <= piece[0] and piece[1] <= sentence.end:
                start, end = min(start, piece[0]), max(end, piece[1])
        another = leaning is not None and leaning.body != body and not figure.owner
        lead = lead_of(self.view, sentence, figure, end, hints)
        lead = lead or (None if another else self._lead(sentence, figure, leaning))
        bound = Bound(figure, sentence, body, threats, period, lead, start, end, hints)
        return self._keep(bound, before, leaning)

    def _leaning(self, sentence: Sentence, figure: Figure, before: Bound | None) -> Bound | None:
        """The figure that another one leans on. `before`: the one before it in its sentence."""
        memory = self.memory
        own = figure.rule == "disruption-label" and figure.label
        leaning = memory.base if figure.part_of or (figure.earlier and not own) else None
        if leaning and figure.part_of:
            regions = of_its_region(self.text, memory.bound, sentence)
            leaning = regions[-1] if regions else leaning
            if leaning.figure.number.value < figure.number.value and figure.number.whole:
                known = regions or memory.bound
                leaning = whole_of_part(known, figure) if leaning.figure.number.whole else leaning
        if before and (figure.earlier or figure.owner or (figure.part_of and before.figure.rule == "disruption-line")):
            leaning = memory.compared(figure) or before
        elif leaning and figure.earlier:
            leaning = memory.compared(figure) or leaning
        if figure.owner and leaning is None and figure.rule not in OWN_NOUN:
            leaning = memory.base
        if before and figure.part_of:
            bracketed = before.figure.earlier and self.text.startswith("(", figure.number.start - 1)
            of_it = any(said(self.text, before.figure, figure) for said in (is_of_which, is_of_nearest, is_of_them))
            of_it = of_it or OF_WHICH_BEHIND.match(self.text, figure.number.end) is not None
            leaning = before if bracketed or of_it else leaning
        return leaning

    def _body(
        self, sentence: Sentence, figure: Figure, leaning: Bound | None, hints: Hints
    ) -> tuple[Body | None, bool]:
        """(the body of a figure, whether the sentence or its list names it)."""
        memory = self.memory
        if figure.rule == "disruption-line" and not figure.owner:
            # A list divides the figure above it.
            return (memory.base.body, True) if memory.base else self.owners.of(sentence, figure, hints, None, None)
        goes_on = memory.thread is not None and self._goes_on(memory.thread.block, sentence.block)
        above = memory.base.body if memory.base and goes_on and not memory.turned_away(sentence) else None
        in_section = not (memory.base and self._is_of_own_section(memory.base.sentence.block, sentence.block))
        standing = memory.body_of_table(sentence.block) or (above if in_section else None)
        near = memory.thread is not None and sentence.block.index - memory.thread.block.index <= RECENT
        headed = near and memory.thread is not None and self._is_headed(memory.thread.block, sentence.block)
        recent = memory.base.body if near and memory.base and not headed else None
        leant = leaning.body if leaning else None
        body, named = self.owners.of(sentence, figure, hints, leant, standing, recent)
        # A heading that is no more than the title of its table leaves it to what stands above.
        if body is None and above and standing is None:
            return self.owners.of(sentence, figure, hints, leant, above, recent)
        return body, named

    def _goes_on(self, thread: Block, block: Block) -> bool:
        """Whether a block is that of the last figures, or a table right below it."""
        if block is thread or block.kind != "row":
            return block is thread
        blocks = self.owners.analysis.blocks
        while block.index and blocks[block.index - 1].kind in ("row", "heading"):
            block = blocks[block.index - 1]
        return block.index - thread.index <= TABLE_REACH

    def _is_of_own_section(self, thread: Block, block: Block) -> bool:
        """Whether a heading stands between the last figures and the table of a row, no title or caption of it."""
        if block.kind != "row":
            return False
        between = self.owners.analysis.blocks[thread.index + 1 : block.index]
        return any(b.kind == "heading" and b.table is None for b in between)

    def _doubt(self, sentence: Sentence, figure: Figure, body: Body, hints: Hints, *, named: bool) -> str | None:
        """Why a figure is none of disruptions of crime, if it is none."""
        if figure.label and figure.part_of and not self._divides(figure.label):
            return "its label is no threat, level or strand"
        analysis, whole = self.owners.analysis, not (figure.part_of or figure.owner)
        if whole and is_countrywide(analysis, sentence, figure, body, hints):
            return OF_THE_COUNTRY
        if whole and is_of_others(analysis, sentence, figure, hints):
            return OF_OTHERS
        if whole and not figure.earlier and is_nobodys(analysis, sentence, figure, body, hints, named=named):
            return OF_OTHERS
        base = self.memory.base
        if figure.part_of and is_more_of_several(self.text, sentence.start, figure, base.figure if base else None):
            return OF_OTHERS
        again = base is not None and base.body == body and self._is_like(base, sentence, figure)
        named = named or (figure.row is not None and self._names(figure.row, body))
        if not again and not self.statements.about_crime(sentence, body, named=named):
            return "nothing near it speaks of crime"
        return None

    def _names(self, words: tuple[int, int], body: Body) -> bool:
        """Whether the words over a line or column name a body."""
        return any(mention.body == body for mention in self.owners.analysis.mentions_in(*words))

    def _is_like(self, base: Bound, sentence: Sentence, figure: Figure) -> bool:
        """Whether a figure goes on with what the one it may lean on counts, in its paragraph or a table right below."""
        if figure.rate_unit or base.sentence.block is sentence.block:
            return True
        thread = self.memory.thread
        tabled = figure.rule == "disruption-table" and base.figure.measure == figure.measure
        return tabled and thread is not None and self._goes_on(thread.block, sentence.block)

    def _divides(self, label: tuple[int, int]) -> bool:
        """Whether a label names what disruptions are divided by."""
        return bool(self.threats.hits(*label) or LEVEL_OR_STRAND.search(self.text, *label))

    def _threats(
        self,
        sentence: Sentence,
        figure: Figure,
        earlier: list[Figure],
        later: list[Figure],
        leaning: Bound | None,
        hints: Hints,
    ) -> Threats:
        if leaning and figure.owner and not self.threats.are_in_heads(figure):
            return replace(leaning.threats, slice=None)
        # The lines of a list divide the figure above it; one without a noun counts what that counts.
        again = figure.rule in ("disruption-line", "disruption-elliptical")
        base = self.memory.base
        # "One in eight touched on fraud. It logged |920": a share is of the threat, not what it is a share of.
        whole = again and base is not None and not base.figure.measure.startswith("share")
        divided = leaning or (base if whole else None)
        return self.threats.of(sentence, figure, earlier, later, divided.threats if divided else None, hints)

    def _period(
        self,
        sentence: Sentence,
        figure: Figure,
        earlier: list[Figure],
        later: list[Figure],
        leaning: Bound | None,
        body: Body,
        hints: Hints,
    ) -> Period | None:
        memory, thread = self.memory, self.memory.thread
        near = thread is not None and self.periods.near(thread, sentence)
        # What one item of a list says of its time is not said of the next one, of another body.
        if near and thread and thread.block.kind == sentence.block.kind == "bullet" and thread.block.lead is not None:
            near = memory.base is None or memory.base.body == body or thread.block.lead != sentence.block.lead
        standing = (leaning or memory.base) if figure.part_of or near or figure.rule in LISTED else None
        period = self.periods.of(sentence, figure, earlier, later, standing.period if standing else None, hints)
        if figure.earlier and standing and standing.period:
            return memory.compared_with(standing.period, period)
        return period

    def _lead(self, sentence: Sentence, figure: Figure, leaning: Bound | None) -> str | None:
        """The lead of what a figure is a part of, or would be: "It led 288. No disruptions were against fraud."."""
        base, thread = self.memory.base, self.memory.thread
        none = not figure.number.value and thread is not None and thread.block is sentence.block
        if none and base and any(b.lead != base.lead for b in self.memory.bound[-6:] if b.sentence is base.sentence):
            return None
        if figure.rule == "disruption-line" and base and self._headed_anew(base.sentence.block, sentence.block):
            return None
        divided = figure.rule == "disruption-line" and not figure.owner
        divided = divided or (base is not None and self._is_tabled(base, sentence.block, figure))
        whole = base if none or divided else leaning
        return whole.lead if whole else None

    def _is_tabled(self, base: Bound, block: Block, figure: Figure) -> bool:
        """Whether the line over a table names a count again, which the table divides: "The 174 break down so:"."""
        if figure.rule != "disruption-table" or base.lead is None or base.figure.measure != figure.measure:
            return False
        leads = self.owners.analysis.leads_in_to(block)
        said = next((said for lead in leads if (said := TABLED.match(self.text, lead.start, lead.end))), None)
        number = self.text[base.figure.number.start : base.figure.number.end]
        return said is not None and said["number"] in (None, number)

    def _is_headed(self, above: Block, block: Block) -> bool:
        """Whether a heading stands between two blocks, the lower one of which is then of another section."""
        return any(b.kind == "heading" for b in self.owners.analysis.blocks[above.index + 1 : block.index])

    def _headed_anew(self, above: Block, block: Block) -> bool:
        """Whether a heading between two blocks says itself what the lower one counts: "Disruptions by threat"."""
        between = self.owners.analysis.blocks[above.index + 1 : block.index]
        return any(b.kind == "heading" and NOUN_IN.search(self.text, b.start, b.end) for b in between)

    def _is_whole(self, figure: Figure) -> bool:
        """Whether a line or cell is the total."""
        labels = (label for label in (figure.row, figure.label) if label)
        return all(WHOLE.match(self.text, *label) for label in labels)

    def _keep(self, bound: Bound, before: Bound | None, leaning: Bound | None) -> None:
        """Keep a figure, as the one that later ones lean on if it is a count of its own."""
        memory, figure = self.memory, bound.figure
        memory.bound.append(bound)
        memory.by_value[figure.number.value] = bound
        listed = figure.rule in LISTED and not self._is_whole(figure)
        older = before and figure.rule == "disruption-table" and is_older(bound.period, before.period)
        rated = figure.rate_unit and memory.base
        divides = self._divides_base(bound)
        # What was counted in a year so far is only added to what a part of it is about.
        so_far = memory.base is not None and bound.period is not None and bound.period.kind == "to-date"
        # "One in eight of the disruptions was of fraud": a share of what nobody counted stands for that.
        part = figure.part_of and not (
            memory.base is None and figure.rule == "disruption-count" and figure.number.percent
        )
        if not (figure.earlier or part or rated or figure.owner or listed or older or divides or so_far):
            memory.base = bound
        if leaning or rated or figure.rule in LISTED or divides or memory.base is bound:
            memory.thread = bound.sentence

    def _divides_base(self, bound: Bound) -> bool:
        """Whether an item of a list counts the disruptions of one threat, of all that stand above the list."""
        base, figure = self.memory.base, bound.figure
        if base is None or base.lead or bound.sentence.block.kind != "bullet" or base.sentence.block.kind == "bullet":
            return False
        of_a_threat = base.threats.codes == ALL.codes != bound.threats.codes
        alike = (base.body, base.figure.measure) == (bound.body, figure.measure)
        return of_a_threat and alike and figure.number.value < base.figure.number.value
