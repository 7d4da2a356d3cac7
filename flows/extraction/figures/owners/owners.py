"""Whose a figure is: the body that acted, by the grammar of its sentence, of its list or of the text before."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.regional_units import named_by_region_alone
from flows.extraction.analysis.reference.body_lists import is_line_of_list
from flows.extraction.analysis.reference.page_owners import own_body
from flows.extraction.analysis.reference.references import Reference, references_in
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.claims import Body
from flows.extraction.figures.numbers.figures import OF_KNOWN_GROUPS
from flows.extraction.figures.owners.adjoining import adjoining
from flows.extraction.figures.owners.agents import acts, agents_in, behind_front, may_act, task_force_in
from flows.extraction.figures.owners.left_open import LeftOpen
from flows.extraction.figures.words.hints import Hints
from flows.extraction.figures.words.leads import force_of_place, lead_of
from flows.extraction.figures.words.owner_words import (
    ACCORDING_TO,
    COMMA,
    FIRST_PERSON,
    ITS_OBJECT,
    KNOWN_TO,
    LABEL_ENDS,
    LINE_ENDS,
    OPENS_WITH_IT,
    POLICING_KINDS,
    POSSESSIVE,
    REPORT_OF,
    SAYS,
    SAYS_THAT,
    SOME_FORCE,
    SUBJECT_OF,
    THOSE_IT_LED,
    WRITTEN_BY,
)
from flows.extraction.figures.words.part_words import REMAINING
from flows.extraction.figures.words.types import Figure

# So many headings above a figure are asked whose it is: lines that all look like headings are no more than that.
MOST_HEADINGS = 20
# How far into a sentence "it" may stand that opens it.
FURTHEST_IT = 90


class Owners:
    """Finds the body of each figure of one document."""

    def __init__(self, analysis: Analysis, speakers: dict[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.speakers = speakers
        self._found: dict[tuple[int, int], list[Reference]] = {}
        self.left_open = LeftOpen(analysis)

    def of(
        self,
        sentence: Sentence,
        figure: Figure,
        hints: Hints,
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
            return (named[0].body if acts(named[0].body) else None), True
        if self._is_of_another_unit(sentence, figure):
            return None, False
        agent, reported = self._named_body(sentence, figure, hints)
        if leaning and THOSE_IT_LED.match(self.text, figure.number.end, sentence.end):
            return leaning, True
        if reported and SOME_FORCE.search(self.text, sentence.start, figure.number.start):
            return None, False
        # "Nine of those groups" are its whose the groups are, unless somebody else is said to have done it.
        if body := agent or (leaning if leaning and reported and self._is_of_known(sentence, figure) else None):
            return body, True
        if body := reported or leaning:
            return body, True
        if "we" in hints and FIRST_PERSON.search(self.analysis.view.folded, sentence.start, sentence.end):
            quotation = self.analysis.quotation_at(figure.number.start)
            if quotation is None:
                return own_body(self.analysis, POLICING_KINDS, sentence.start), True
            speaker = self.speakers.get(quotation.start)
            if speaker and acts(speaker):
                return speaker, True
        # A paragraph that goes on is about what it was about, whatever its heading names.
        goes_on = standing is not None and sentence.block.kind == "prose"
        if not goes_on and (led_in := self._lead_body(sentence, alone=standing is not None)):
            return led_in
        found = self.left_open.of(sentence, figure, hints, standing, recent)
        opens = self.analysis.places_in(sentence.start, sentence.start + 1)
        if any(place.body != found and not self.text.startswith(("'", "’"), place.end) for place in opens):
            return None, False  # "Kent was able to show 29": another's than the text was on
        return (found if found and acts(found) else None), False

    def agent(self, sentence: Sentence, figure: Figure, hints: Hints) -> Body | None:
        """Who is said to have acted, by name: "Forces made 900 disruptions, of which |BODY led 41"."""
        return self._named_body(sentence, figure, hints)[0]

    def _is_of_another_unit(self, sentence: Sentence, figure: Figure) -> bool:
        """Whether somebody of a force says "our unit", as no force calls itself."""
        if self.analysis.view.folded.find("our unit", sentence.start, figure.number.start) < 0:
            return False
        quotation = self.analysis.quotation_at(figure.number.start)
        speaker = self.speakers.get(quotation.start) if quotation else None
        return speaker is not None and speaker.kind == "territorial-force"

    def _is_of_known(self, sentence: Sentence, figure: Figure) -> bool:
        """Whether a figure is of what was counted before: "Nine of those groups", "the remaining 20"."""
        if (figure.part_of and figure.label) or OF_KNOWN_GROUPS.match(self.text, figure.number.end):
            return True
        low, at = max(sentence.start, figure.number.start - 20), figure.number.start
        return REMAINING.search(self.text, low, at) is not None

    def _named_body(self, sentence: Sentence, figure: Figure, hints: Hints) -> tuple[Body | None, Body | None]:
        """(the agent: "led by X", "X led"; else the body before the number, or the only one of a row or headline)."""
        text, at = self.text, figure.number.start
        known = self._references(sentence.start, sentence.end)
        if len(known) > 1 and (beside := adjoining(text, sentence.start, figure, known, sentence.end)):
            return beside, None  # whatever the figures before it are of
        found = [r for r in known if may_act(self.analysis, sentence, r, at, hints)]
        agents = agents_in(self.analysis, sentence, figure, found, hints)
        chosen = agents or [r for r in found if r.start < at and self._is_told_of(r, sentence)][:1]
        if not chosen:
            told = (r.bodies[0] for r in found if r.start > at and self._tells(r, sentence, figure))
            front = behind_front(self.text, sentence, figure, found)
            return None, self._only_body(sentence, found) or front or next(told, None)
        policing = (r for r in found if r.bodies[0].kind in POLICING_KINDS)
        owner = [r for r in policing if POSSESSIVE.fullmatch(text, r.end, chosen[0].start)]
        body = (owner or chosen)[-1].bodies[0]
        return (body, None) if agents else (None, body)

    def _only_body(self, sentence: Sentence, found: list[Reference]) -> Body | None:
        """The only body of a row or headline, or the place that a line of a list is headed with: "• |Kent – 61"."""
        places = [p.body for p in self.analysis.places_in(sentence.start, sentence.end)]
        if sentence.block.kind == "row" and len(places) == 1:
            return places[0]
        if sentence.block.kind == "bullet" and (heads := self.analysis.places_in(sentence.start, sentence.start + 1)):
            return heads[0].body if LABEL_ENDS.match(self.text, heads[0].end, sentence.end) else None
        after = {r.bodies[0].body_id: r.bodies[0] for r in found} or {p.body_id: p for p in places}
        return after.popitem()[1] if len(after) == 1 and sentence.block.kind == "heading" else None

    def _references(self, start: int, end: int) -> list[Reference]:
        """The bodies that can own a figure, named or referred to in a slice; found once for each slice."""
        if (start, end) not in self._found:
            found = references_in(self.analysis, start, end, self.speakers)
            told = self._told_of(start)
            if told is not None and not any(r.end <= told.start for r in found):
                found = [told, *(r for r in found if r.start != told.start)]
            for unit in named_by_region_alone(self.analysis.view, start, end):
                others = [r for r in found if r.end <= unit.start or unit.end <= r.start]
                found = sorted(
                    [*others, Reference(unit.start, unit.end, (unit.body,), unit.form)], key=lambda r: r.start
                )
            if (task_force := task_force_in(self.analysis, start, end)) is not None:
                found = sorted([task_force, *found], key=lambda r: r.start)
            self._found[start, end] = [r for r in found if acts(r.bodies[0])]
        return self._found[start, end]

    def _told_of(self, start: int) -> Reference | None:
        """ "It" that opens a sentence, or stands behind its time, is the one body that the sentence before tells of
        without naming it: "Inspectors said the unit had lost staff. In 2023 |it led 96 disruptions."
        """
        near = self.analysis.view.folded.find("it", start, start + FURTHEST_IT) >= 0
        opens = OPENS_WITH_IT.match(self.text, start) if near else None
        sentence = self.analysis.sentence_at(start) if opens and not self.analysis.quotation_at(start) else None
        if opens is None or sentence is None or sentence.start != start or not sentence.index:
            return None
        before = self.analysis.sentences[sentence.index - 1]
        if before.block is not sentence.block:
            return None
        found = references_in(self.analysis, before.start, before.end, self.speakers)
        told = [r for r in found if r.form != "pronoun"]
        alone = len({r.bodies for r in told}) == 1 and told[0].form == "noun" and len(told[0].bodies) == 1
        if not alone:
            return None
        return replace(told[0], start=opens.start("it"), end=opens.end(), form="pronoun")

    def _is_told_of(self, reference: Reference, sentence: Sentence) -> bool:
        """Whether a body polices, or the figure comes from what it reports: "a report from X said", "X said that"."""
        if reference.bodies[0].kind in POLICING_KINDS:
            return True
        before = self.text[max(sentence.start, reference.start - 40) : reference.start]
        return bool(REPORT_OF.search(before) or SAYS_THAT.match(self.text, reference.end, sentence.end))

    def _tells(self, reference: Reference, sentence: Sentence, figure: Figure) -> bool:
        """Whether a sentence ends with who says so, or a line with whose it is: ", according to X", "64 disruptions,
        X".
        """
        if sentence.block.kind == "bullet" and COMMA.fullmatch(self.text, figure.end, reference.start):
            return LINE_ENDS.match(self.text, reference.end, sentence.end) is not None
        low = max(sentence.start, reference.start - 24)
        before = ACCORDING_TO.search(self.text, low, reference.start) or KNOWN_TO.search(
            self.text, low, reference.start
        )
        says = SAYS.match(self.text, reference.end, sentence.end)
        return bool(before or (says and self.text.rfind(",", sentence.start, reference.start) >= reference.start - 6))

    def _lead_body(self, sentence: Sentence, *, alone: bool) -> tuple[Body, bool] | None:
        """The body of the line over a list or table, or of a section's heading; whether it is named there.

        `alone`: only that line is asked, not the headings above it.
        """
        above = lead_of(self.analysis, sentence.block)
        lead = above or self.analysis.lead_of(sentence.block)
        for _ in range(MOST_HEADINGS):
            if lead is None or (above is None and lead.kind != "heading"):
                break
            if sentence.block.kind == "prose" and is_line_of_list(self.analysis, lead):
                return None
            found = [] if WRITTEN_BY.match(self.text, lead.start) else self._references(lead.start, lead.end)
            acted = ((r, SUBJECT_OF.match(self.text, r.end, lead.end)) for r in found)
            acting = [r for r, act in acted if act and ITS_OBJECT.match(self.text, act.end(), lead.end)]
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
