"""Whose a figure is: the body that acted, by the grammar of its sentence, of its list or of the text before."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.discourse import (
    Reference,
    antecedent,
    listed,
    main_body,
    own_body,
    publisher_body,
    references_in,
)
from flows.extraction.analysis.layout import Sentence
from flows.extraction.analysis.mentions import Mention
from flows.extraction.analysis.offices import force_of
from flows.extraction.claims import Body
from flows.extraction.figure_leads import force_of_place, lead_of
from flows.extraction.figure_owner_words import (
    ACCORDING_TO,
    ACTING_KINDS,
    ANY_ONE,
    ASIDE,
    ASIDE_ENDS,
    BY,
    COUNTY,
    FIRST_PERSON,
    FORCE_WIDE,
    HELPED,
    HELPED_BY,
    HELPING,
    IN_IT,
    ITS_OBJECT,
    ITS_RATE,
    LONGEST_LIST,
    MEMBER_OF,
    NATIONAL,
    NEXT_ACTOR,
    OPENS_WITH_IT,
    OVERSEES,
    PLACE_ACTS,
    PLACES_OWN,
    POLICING_KINDS,
    POSSESSIVE,
    REPORT_OF,
    SAYS,
    SAYS_THAT,
    SOME_FORCE,
    SUBJECT_OF,
    SUPPORTED,
    THOSE_IT_LED,
    TO_DO,
    UNKNOWN,
    WIDER,
)
from flows.extraction.figure_part_words import REMAINING
from flows.extraction.figure_types import Figure
from flows.extraction.figures import OF_KNOWN_GROUPS


def _acts(body: Body) -> bool:
    """Whether a body can have disrupted crime itself."""
    return body.kind in ACTING_KINDS and (body.kind in POLICING_KINDS or not OVERSEES.search(body.name))


class Owners:
    """Finds the body of each figure of one document."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.speakers = speakers
        self._found: dict[tuple[int, int], list[Reference]] = {}

    def of(
        self,
        sentence: Sentence,
        figure: Figure,
        leaning: Body | None,
        standing: Body | None,
        recent: Body | None = None,
    ) -> tuple[Body | None, bool]:
        """(the body a figure belongs to, whether the sentence or its list names it).

        `leaning`: the body of the figure it leans on; `standing`: that of the figures before it in the paragraph;
        `recent`: that of figures a paragraph or two above, which it is where the text leaves it open.
        """
        if figure.earlier and leaning:
            return leaning, True
        if figure.owner:
            named = [*self.analysis.mentions_in(*figure.owner), *self.analysis.places_in(*figure.owner)]
            return (named[0].body if _acts(named[0].body) else None), True
        agent, reported = self._named_body(sentence, figure)
        if leaning and THOSE_IT_LED.match(self.text, figure.number.end, sentence.end):
            return leaning, True
        # "Nine of those groups" are its whose the groups are, unless somebody else is said to have done it.
        known = (figure.part_of and figure.label) or OF_KNOWN_GROUPS.match(self.text, figure.number.end)
        known = known or REMAINING.search(self.text, max(sentence.start, figure.number.start - 20), figure.number.start)
        if reported and SOME_FORCE.search(self.text, sentence.start, figure.number.start):
            return None, False
        if body := agent or (leaning if known else None) or reported or leaning:
            return body, True
        if FIRST_PERSON.search(self.text, sentence.start, sentence.end):
            quotation = self.analysis.quotation_at(figure.number.start)
            if quotation is None:
                return own_body(self.analysis, POLICING_KINDS, sentence.start), True
            speaker = self.speakers.get(quotation.start)
            if speaker and _acts(speaker):
                return speaker, True
        # A paragraph that goes on is about what it was about, whatever its heading names.
        goes_on = standing is not None and sentence.block.kind == "prose"
        if not goes_on and (led_in := self._lead_body(sentence, alone=standing is not None)):
            return led_in
        found = self._open(sentence, figure, standing, recent)
        return (found if found and _acts(found) else None), False

    def _open(self, sentence: Sentence, figure: Figure, standing: Body | None, recent: Body | None) -> Body | None:
        """Whose a figure is whose sentence leaves it open: the text around it says, or nobody is known."""
        low, at = sentence.start, figure.number.start
        if UNKNOWN.search(self.text, low, at) or NATIONAL.search(self.text, low, figure.start):
            return None
        if FORCE_WIDE.search(self.text, low, at):
            return antecedent(self.analysis, sentence.start, frozenset({"territorial-force"}))
        if WIDER.search(self.text, sentence.start, sentence.end) and not self.analysis.mentions_before(sentence.start):
            return main_body(self.analysis, frozenset({"regional-unit"}))
        if standing is None and (force := self._overseen_in(sentence)):
            return force
        return standing or publisher_body(self.analysis, POLICING_KINDS) or self._spoken_of(sentence.start) or recent

    def _overseen_in(self, sentence: Sentence) -> Body | None:
        """The force of a commissioner who is the only body a sentence names, where it speaks of the county or force."""
        named = {mention.body for mention in self.analysis.mentions_in(sentence.start, sentence.end)}
        office = named.pop() if len(named) == 1 else None
        in_the_county = office and COUNTY.search(self.text, sentence.start, sentence.end)
        return force_of(office) if office and in_the_county and office.kind == "commissioner-office" else None

    def _spoken_of(self, position: int) -> Body | None:
        """The body a text speaks of at a position; not one that is only named as a member or helper of another."""
        found = antecedent(self.analysis, position, POLICING_KINDS) or antecedent(self.analysis, position, ACTING_KINDS)
        if found is None:
            alone = {body for body, at in self._leads.items() if body.kind in POLICING_KINDS and at < position}
            return self.analysis.overseen or (alone.pop() if len(alone) == 1 else None)
        if self._named.get(found, position) >= position or self._leads.get(found, position) < position:
            return found
        before = self.analysis.mentions_before(position)
        leading = [m for m in before if _acts(m.body) and not self._is_member(m)]
        if not leading:
            return found
        first = len(leading) - 1
        while first and listed(self.analysis, leading[first - 1], leading[first]):
            first -= 1
        return leading[first].body

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
        return bool(MEMBER_OF.search(self.text, max(0, mention.start - LONGEST_LIST), mention.start))

    def _named_body(self, sentence: Sentence, figure: Figure) -> tuple[Body | None, Body | None]:
        """(the agent: "led by X", "X led"; else the body before the number, or the only one of a row or headline)."""
        text, at = self.text, figure.number.start
        found = [
            r
            for r in self._references(sentence.start, sentence.end)
            if (r.form != "pronoun" or not FIRST_PERSON.search(text, r.end, at))
            and not self._helped_by(max(sentence.start, r.start - 100), r.start)
            and not (
                ASIDE_ENDS.match(text, r.end, at) and ASIDE.search(text, max(sentence.start, r.start - 100), r.start)
            )
        ]
        # "4 per cent of |BODY's disruptions"
        whose = [r for r in found if at < r.start < figure.end and POSSESSIVE.match(text, r.end, figure.end)]
        by = whose or [r for r in found if BY.search(text[max(sentence.start, r.start - 40) : r.start].lower())]
        by = [r for r in by if r.start > at or not NEXT_ACTOR.search(text, r.end, at)]
        helped = [
            r
            for r in found
            if TO_DO.match(text, r.end, at) and HELPED.search(text, max(sentence.start, r.start - 20), r.start)
        ]
        # "It supported a further 54 that were led by X": its, not theirs.
        by = [] if SUPPORTED.search(text, sentence.start, at) else by
        behind = [r for r in found if r.start > at]
        led = [r for r in behind if any(p.match(text, r.end, sentence.end) for p in (SUBJECT_OF, ITS_RATE))]
        # "A was behind 40| while B managed 32": another clause, another actor.
        led = [r for r in led if not NEXT_ACTOR.search(text, at, r.start)]
        acting = [r for r in found if r.start < at and SUBJECT_OF.match(text, r.end, at)]
        places = [p for p in self.analysis.places_in(sentence.start, at) if self._place_acts(p, at)]
        acting += [Reference(p.start, p.end, (p.body,), "place") for p in places if _acts(p.body)]
        before = [
            r for r in found if r.start < at and (r.bodies[0].kind in POLICING_KINDS or self._reports(r, sentence))
        ]
        agents = helped or by[:1] or acting[-1:] or led[:1]
        if chosen := agents or before[:1]:
            owner = [
                r
                for r in found
                if r.bodies[0].kind in POLICING_KINDS and POSSESSIVE.fullmatch(text[r.end : chosen[0].start])
            ]
            body = (owner or chosen)[-1].bodies[0]
            return (body, None) if agents else (None, body)
        told = (r.bodies[0] for r in behind if self._tells(r, sentence))
        return None, self._only_body(sentence, found) or next(told, None)

    def _helped_by(self, start: int, end: int) -> bool:
        """Whether a slice says that what stands behind it helped: "with the help of |BODY"."""
        near = self.text[start:end].lower()
        return any(word in near for word in HELPING) and HELPED_BY.search(self.text, start, end) is not None

    def _place_acts(self, place: Mention, high: int) -> bool:
        """Whether the name of a place stands for its police: "|PLACE's officers recorded", "|PLACE recorded"."""
        text = self.text
        if PLACES_OWN.match(text, place.end, high):
            return True
        return bool(PLACE_ACTS.match(text, place.end, high)) and not IN_IT.search(text, 0, place.start)

    def _only_body(self, sentence: Sentence, found: list[Reference]) -> Body | None:
        """The only body of a row or headline."""
        places = [p.body for p in self.analysis.places_in(sentence.start, sentence.end)]
        if sentence.block.kind == "row" and len(places) == 1:
            return places[0]
        after = {r.bodies[0].body_id: r.bodies[0] for r in found} or {p.body_id: p for p in places}
        return after.popitem()[1] if len(after) == 1 and sentence.block.kind == "heading" else None

    def _references(self, start: int, end: int) -> list[Reference]:
        """The bodies that can own a figure, named or referred to in a slice; found once for each slice."""
        if (start, end) not in self._found:
            found = references_in(self.analysis, start, end, self.speakers)
            if (told := self._told_of(start)) is not None:
                found = [told, *(r for r in found if r.start != start)]
            known = (
                r for r in found if r.form != "noun" or not ANY_ONE.search(self.text, max(0, r.start - 8), r.start)
            )
            self._found[start, end] = [r for r in known if _acts(r.bodies[0])]
        return self._found[start, end]

    def _told_of(self, start: int) -> Reference | None:
        """ "It" that opens a sentence is the one body that the sentence before tells of without naming it: "Inspectors
        said the unit had lost staff. |It led 96 disruptions."
        """
        opens = OPENS_WITH_IT.match(self.text, start)
        sentence = self.analysis.sentence_at(start) if opens and not self.analysis.quotation_at(start) else None
        if opens is None or sentence is None or sentence.start != start or not sentence.index:
            return None
        before = self.analysis.sentences[sentence.index - 1]
        if before.block is not sentence.block:
            return None
        found = references_in(self.analysis, before.start, before.end, self.speakers)
        told = [r for r in found if r.form != "pronoun"]
        alone = len({r.bodies for r in told}) == 1 and told[0].form == "noun" and len(told[0].bodies) == 1
        return replace(told[0], start=start, end=opens.end(), form="pronoun") if alone else None

    def _reports(self, reference: Reference, sentence: Sentence) -> bool:
        """Whether the figure comes from what a body reports: "a report from X said", "X said that"."""
        before = self.text[max(sentence.start, reference.start - 40) : reference.start]
        return bool(REPORT_OF.search(before) or SAYS_THAT.match(self.text, reference.end, sentence.end))

    def _tells(self, reference: Reference, sentence: Sentence) -> bool:
        """Whether a sentence ends with who says so: ", according to X", ", X said"."""
        before = ACCORDING_TO.search(self.text, max(sentence.start, reference.start - 24), reference.start)
        says = SAYS.match(self.text, reference.end, sentence.end)
        return bool(before or (says and self.text.rfind(",", sentence.start, reference.start) >= reference.start - 6))

    def _lead_body(self, sentence: Sentence, *, alone: bool) -> tuple[Body, bool] | None:
        """The body of the line over a list or table, or of a section's heading; whether it is named there.

        `alone`: only that line is asked, not the headings above it.
        """
        above = lead_of(self.analysis, sentence.block)
        lead = above or self.analysis.lead_of(sentence.block)
        while lead is not None and (above is not None or lead.kind == "heading"):
            found = self._references(lead.start, lead.end)
            acts = ((r, SUBJECT_OF.match(self.text, r.end, lead.end)) for r in found)
            acting = [r for r, act in acts if act and ITS_OBJECT.match(self.text, act.end(), lead.end)]
            if chosen := acting or found:
                return chosen[0].bodies[0], chosen[0].form != "pronoun"
            places = self.analysis.places_in(lead.start, lead.end)
            if len(places) == 1 and lead.kind == "heading":
                return places[0].body, False
            if force := force_of_place(self.analysis, lead):
                return force, False
            upper = self.analysis.lead_of(lead)
            lead = upper if upper is not None and upper.index < lead.index and not alone else None
        return None
