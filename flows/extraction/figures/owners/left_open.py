"""Whose a figure is where its sentence leaves that open: the body that the text speaks of, or that of the page."""

from __future__ import annotations

from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import Mention
from flows.extraction.analysis.bodies.offices import force_of, office_of_publisher
from flows.extraction.analysis.reference.discourse import IN_NAMES, antecedent, listed
from flows.extraction.analysis.reference.page_owners import main_body, own_body, publisher_body
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Body
from flows.extraction.figures.owners.agents import acts
from flows.extraction.figures.owners.force_papers import body_of_title, force_of_paper, may_be_beside, told_of_from
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.nouns import holds
from flows.extraction.figures.words.owner_words import (
    ACCOUNT,
    ACTING_KINDS,
    CLAUSE_ENDS,
    COUNTY,
    FIRST_PERSON,
    FORCE_WIDE,
    IN_A_PLACE,
    LONGEST_LIST,
    LONGEST_UNKNOWN,
    MANY,
    MEMBER_OF,
    NATIONAL,
    OFFICERS_IN,
    OPENS_IN,
    POLICING_KINDS,
    SAYS,
    TOLD_BY_MANY,
    UNKNOWN,
    WIDER,
)
from flows.extraction.figures.words.types import Figure


class LeftOpen:
    """Finds the body of figures of one document whose sentences name none that acted."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self._spoken: dict[int, Body | None] = {}
        self._told: dict[Body, int | None] = {}

    def of(
        self, sentence: Sentence, figure: Figure, hints: Hints, standing: Body | None, recent: Body | None
    ) -> Body | None:
        """Whose a figure is whose sentence leaves it open: the text around it says, or nobody is known."""
        found = self._found(sentence, figure, hints, standing, recent)
        if found is None or found.kind != "regional-unit":
            return found
        # "In Hull, officers disrupted three gangs": not the region's unit that the text was on.
        return None if OFFICERS_IN.match(self.text, sentence.start, figure.number.start) else found

    def _found(
        self, sentence: Sentence, figure: Figure, hints: Hints, standing: Body | None, recent: Body | None
    ) -> Body | None:
        low, at = sentence.start, figure.number.start
        if "unknown" in hints and UNKNOWN.search(self.text, max(low, at - LONGEST_UNKNOWN), at):
            return None
        if "national" in hints and NATIONAL.search(self.text, low, figure.start):
            return None
        if self._is_told_by_government(low, at) or self._is_told_by_many(sentence):
            return None
        if self.analysis.view.folded.find("force", low, at) >= 0 and FORCE_WIDE.search(self.text, low, at):
            return antecedent(self.analysis, sentence.start, frozenset({"territorial-force"}))
        if (standing is None or standing.kind == "territorial-force") and (force := self._of_its_place(low, at)):
            return force
        known = standing or publisher_body(self.analysis, POLICING_KINDS)
        told = standing is not None or (known is None and bool(self.analysis.mentions_before(low)))
        if not told and WIDER.search(self.text, low, sentence.end):
            return main_body(self.analysis, frozenset({"regional-unit"}))
        if standing is None and (force := self._overseen_in(sentence)):
            return force
        if known:
            return known
        if self._is_led_in_by_us(sentence):
            return self._force_of_paper or own_body(self.analysis, POLICING_KINDS, low)
        if low not in self._spoken:
            self._spoken[low] = self._spoken_of(self._list_start(sentence))
        spoken = self._spoken[low]
        if spoken is None or self._is_contested(spoken, sentence):
            spoken = recent or self._of_page(sentence) or self._held_to_account(sentence)
        return spoken

    def _is_told_by_government(self, low: int, at: int) -> bool:
        """Whether a department is all that a sentence names before a figure, and says it: of no one force."""
        named = [*self.analysis.mentions_in(low, at), *self.analysis.places_in(low, at)]
        return (
            len(named) > 0
            and not any(m.body.kind in POLICING_KINDS for m in named)
            and named[0].body.kind == "government-department"
            and bool(SAYS.match(self.text, named[0].end))
        )

    def _of_its_place(self, low: int, at: int) -> Body | None:
        """The force of the place that a clause opens with: "In |PLACE, 14 gangs were dismantled"."""
        places = [place for place in self.analysis.places_in(low, at) if place.body.kind == "territorial-force"]
        opens = places and (
            IN_A_PLACE.search(self.text, low, places[-1].start) or OPENS_IN.fullmatch(self.text, low, places[-1].start)
        )
        if not opens or self.analysis.mentions_in(low, at) or CLAUSE_ENDS.search(self.text, places[-1].end, at):
            return None
        return places[-1].body

    def _is_told_by_many(self, sentence: Sentence) -> bool:
        """Whether ministers or police chiefs say what a sentence tells, and it names nobody."""
        if not holds(self.analysis.view.folded[sentence.start : sentence.end], MANY):
            return False
        told = TOLD_BY_MANY.search(self.text, sentence.start, sentence.end)
        return told is not None and not self.analysis.mentions_in(sentence.start, sentence.end)

    def _is_contested(self, body: Body, sentence: Sentence) -> bool:
        """Whether a body is just the last of several forces and units named before a sentence, in another block."""
        before = self.analysis.mentions_before(sentence.start)
        last = next((m for m in reversed(before) if m.body.kind in POLICING_KINDS), None)
        if last is None or last.body != body or last.start >= sentence.block.start:
            return False
        return any(at < last.start and b != body and b.kind in POLICING_KINDS for b, at in self._named.items())

    def _list_start(self, sentence: Sentence) -> int:
        """Where the list begins that a sentence stands in, or itself: who is named in one item is not who the next
        is of.
        """
        lead = self.analysis.lead_of(sentence.block) if sentence.block.kind == "bullet" else None
        return lead.end if lead else sentence.start

    def _is_led_in_by_us(self, sentence: Sentence) -> bool:
        """Whether the line over a list says "we" outside a speech: "What our officers did:"."""
        lead = self.analysis.lead_of(sentence.block) if sentence.block.kind == "bullet" else None
        said = FIRST_PERSON.search(self.analysis.view.folded, lead.start, lead.end) if lead else None
        return said is not None and self.analysis.quotation_at(said.start()) is None

    def _of_page(self, sentence: Sentence) -> Body | None:
        """The force of the commissioner whose page a text is, where no other body that polices is named before."""
        office = office_of_publisher(self.analysis.document.publisher or "")
        force = force_of(office) if office else None
        named = [m.body for m in self.analysis.mentions_before(sentence.end) if m.body.kind in POLICING_KINDS]
        of_office = force if force and all(body == force for body in named) else None
        return of_office or self._force_of_paper or body_of_title(self.analysis)

    def _held_to_account(self, sentence: Sentence) -> Body | None:
        """The only force named before a sentence, where a commissioner holds its chief to account: the page is on it,
        whatever unit or agency it names beside.
        """
        if self._account_from is None or self._account_from >= sentence.end:
            return None
        before = (body for body, at in self._named.items() if at < sentence.end)
        forces = [body for body in before if body.kind == "territorial-force"]
        return forces[0] if len(forces) == 1 else None

    def _overseen_in(self, sentence: Sentence) -> Body | None:
        """The force of a commissioner who is the only body a sentence names, where it speaks of the county or force."""
        named = {mention.body for mention in self.analysis.mentions_in(sentence.start, sentence.end)}
        office = named.pop() if len(named) == 1 else None
        in_the_county = office and COUNTY.search(self.text, sentence.start, sentence.end)
        return force_of(office) if office and in_the_county and office.kind == "commissioner-office" else None

    def _spoken_of(self, position: int) -> Body | None:
        """The body a text speaks of at a position; not one that is only named as a member or helper of another."""
        found = antecedent(self.analysis, position, POLICING_KINDS) or antecedent(self.analysis, position, ACTING_KINDS)
        beside = found is None or self._is_beside(found, position)
        if beside and (force := self._force_of_paper):
            return force
        if found is None:
            alone = {body for body, at in self._leads.items() if body.kind in POLICING_KINDS and at < position}
            return self.analysis.overseen or (alone.pop() if len(alone) == 1 else None)
        if self._named.get(found, position) >= position:
            # Who is only named further on is not who the paper is about, nor anybody not called as it calls somebody.
            called = all(f"the {n}" not in self.analysis.view.folded or n in found.name.lower() for n in IN_NAMES)
            return self.analysis.overseen or (found if called and self._is_acting(found) else None)
        if self._leads.get(found, position) < position:
            return found
        before = self.analysis.mentions_before(position)
        leading = [m for m in before if acts(m.body) and not self._is_member(m)]
        if not leading:
            return found
        first = len(leading) - 1
        while first and listed(self.analysis, leading[first - 1], leading[first]):
            first -= 1
        return leading[first].body

    def _is_beside(self, body: Body, position: int) -> bool:
        """Whether a unit or agency is no subject of a sentence before a position, nor in a heading there."""
        if not may_be_beside(self.analysis, body):
            return False
        told = self._told_from(body)
        return told is None or told >= position

    def _is_acting(self, body: Body) -> bool:
        """Whether a body polices, or is told of: "Tell CHARITY what you know" is on somebody else."""
        if body.kind != "other":
            return body.kind != "government-department"
        return self._told_from(body) is not None

    def _told_from(self, body: Body) -> int | None:
        if body not in self._told:
            self._told[body] = told_of_from(self.analysis, body)
        return self._told[body]

    @cached_property
    def _force_of_paper(self) -> Body | None:
        return force_of_paper(self.analysis)

    @cached_property
    def _account_from(self) -> int | None:
        """Where a text has named a commissioner and said that somebody is held to account; None where it does not."""
        folded = self.analysis.view.folded
        commissioner = folded.find("commissioner")
        said = [at for words in ACCOUNT if (at := folded.find(words)) >= 0] if commissioner >= 0 else []
        return max(commissioner, min(said)) if said else None

    @cached_property
    def _named(self) -> dict[Body, int]:
        """Where each body is named first."""
        return {mention.body: mention.start for mention in reversed(self.analysis.mentions)}

    @cached_property
    def _leads(self) -> dict[Body, int]:
        """Where each body is named first that is named otherwise than as a member or helper of another."""
        found: dict[Body, int] = {}
        for mention in self.analysis.mentions:
            if mention.body not in found and not self._is_member(mention):
                found[mention.body] = mention.start
        return found

    def _is_member(self, mention: Mention) -> bool:
        """Whether a body is only named as a member or helper of another."""
        text, low, at = self.text, max(0, mention.start - LONGEST_LIST), mention.start
        clause = max(low, text.rfind(".", low, at), text.rfind(";", low, at))
        return MEMBER_OF.search(text, clause, at) is not None
