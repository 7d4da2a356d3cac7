"""The bodies and areas that the cells of a table name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis, beginning_in
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS, Mention
from flows.extraction.analysis.bodies.namesakes import (
    KIND_WORDS,
    WORD,
    fire_service_of,
    is_on_fire,
    kin_by_name,
    kin_of,
    service_called,
)
from flows.extraction.analysis.bodies.places import FORCE, body_of_places
from flows.extraction.analysis.reference.references import Reference, references_in
from flows.extraction.analysis.remembered import cached
from flows.extraction.analysis.text.layout import Block, Spans
from flows.extraction.claims import Body
from flows.reading.blocks import Table
from schemas.vocabularies import area_by_question, graders, letters_of, manners
from schemas.vocabularies.grading import area_for, graded_in, is_graded

FIRE, POLICE = "fire-service", "territorial-force"
MANNER = re.compile(rf"\b(?:{'|'.join(manners())})\b")


@dataclass(slots=True)
class Group:
    """A body, or all bodies that a word stands for, at a slice. `form`: how they are named, as "noun" or "place"."""

    start: int
    end: int
    bodies: tuple[Body, ...]
    form: str

    @property
    def is_name(self) -> bool:
        """Whether the bodies are named, not just referred to by "the force" or "it"."""
        return self.form not in ("noun", "pronoun")


@dataclass(slots=True)
class AreaAt:
    """An area at a slice of the analysed text, with the document's words for it."""

    code: str
    words: str
    start: int
    end: int


def kind_of_table(analysis: Analysis, table: Table) -> str | None:
    """Return which of fire services and forces a table is of: by its heading, else its areas; None if both may be.
    "People" may be of either by its words, but is a pillar of fire services alone."""
    cells = [cell for row in table.rows for cell in row if not cell.is_empty]
    start, end = cells[0].start, cells[-1].end
    if sentence := analysis.sentence_at(start):
        heading = next((lead for lead in analysis.leads_of(sentence.block) if lead.kind == "heading"), sentence)
        words = {*WORD.findall(analysis.view.folded, heading.start, heading.end)}
        said = [kind for kind in (FIRE, POLICE) if words & KIND_WORDS[kind]]
        if len(said) == 1:
            return said[0]
    areas = [tuple(map(str, hit.term.codes)) for hit in analysis.areas if start <= hit.start < end]
    kinds = [kind for kind in (FIRE, POLICE) if all(area_for(codes, kind) in graded_in(kind) for codes in areas)]
    if len(kinds) > 1:
        kinds = [kind for kind in kinds if all(codes[0] in graded_in(kind) for codes in areas)]
    return kinds[0] if len(kinds) == 1 else None


@dataclass(eq=False)
class Named:
    """The bodies and areas that a document names. `speakers`: the body that speaks in each quotation, by its start;
    `kind`: the kind of body that places stand for, None where the document's words decide it."""

    analysis: Analysis
    speakers: Mapping[int, Body | None]
    kind: str | None

    @cached
    def groups(self, start: int, end: int) -> list[Group]:
        """Return the graded bodies that a slice names or refers to, in order; place names stand for their body."""
        places = beginning_in(self.analysis.places, start, end)
        references = references_in(self.analysis, start, end, self.speakers)
        found = ((r, self._of_place(r) if r.form == "place" and self.kind else r.body) for r in references)
        items = [Group(r.start, r.end, (body,), r.form) for r, body in found if body.kind in INSPECTED_KINDS]
        items += [Group(p.start, p.end, (self._of_place(p),), "place") for p in places]
        items = [item for item in items if all(is_graded(body.body_id, body.kind) for body in item.bodies)]
        groups: list[Group] = []
        for item in sorted(items, key=lambda item: item.start):
            if not groups or item.start >= groups[-1].end:
                groups.append(item)
        return groups

    def _of_place(self, place: Mention | Reference) -> Body:
        """Return the body that a place stands for: its fire service in a text or table on fire services, its force in a
        table on forces."""
        said, folded = self.analysis.text[place.start : place.end], self.analysis.view.folded
        force = body_of_places([said], folded, FORCE) if self.kind == POLICE else None
        return (self._is_on_fire and fire_service_of(place.body)) or force or place.body

    @cached_property
    def _is_on_fire(self) -> bool:
        return self.kind == FIRE if self.kind else is_on_fire(self.analysis.view.folded)

    def bodies_of_cell(self, start: int, end: int) -> Group | None:
        """Return the bodies that a cell names, or else the first it refers to. In a text on fire services a bare place
        such as "London" names its service. None if there is no body."""
        groups = self.groups(start, end)
        if groups := [group for group in groups if group.is_name] or groups[:1]:
            bodies = dict.fromkeys(body for group in groups for body in group.bodies)
            return Group(groups[0].start, groups[-1].end, tuple(bodies), groups[0].form)
        service = service_called(self.analysis.text[start:end]) if self._is_on_fire else None
        return Group(start, end, (service,), "place") if service else None

    @cached_property
    def of_page(self) -> Group | None:
        """The body whose page it is, if no other of its kind is named, else the only inspected body that the document
        names; if it names none, the only one of the places of its publisher and other organisations. None if it names
        inspectorates of other fields: its grades may be theirs."""
        analysis = self.analysis
        if any(body.kind == "inspectorate" and body.body_id not in graders() for body in analysis.mentions_of):
            return None
        named = {body for body in analysis.mentions_of if body.kind in INSPECTED_KINDS}
        owners = {body for body in analysis.owners if self.kind in (None, body.kind)}
        if len(owners) == 1 and all(body.kind != owner.kind for owner in owners for body in named - owners):
            named = owners
        if not named:
            publisher = analysis.publisher
            kin = [body for other in analysis.mentions_of for body in kin_of(other)]
            kin += kin_of(publisher) if publisher else kin_by_name(analysis.document.publisher or "")
            named = {body for body in kin if (body.kind == "fire-service") == self._is_on_fire}
        graded = len(named) == 1 and all(is_graded(body.body_id, body.kind) for body in named)
        return Group(0, 0, tuple(named), "page") if graded else None

    def led_by(self, leads: Iterable[Block]) -> Group | None:
        """Return the only body of the first line that names any; prose that names several, to compare, is skipped. A
        pronoun in a line of its own, such as a heading, refers to nothing."""
        for lead in leads:
            if groups := [g for g in self.groups(lead.start, lead.end) if g.form != "pronoun" or lead.kind == "prose"]:
                if len({group.bodies for group in groups}) == 1 == len(groups[-1].bodies):
                    return groups[-1]
                if lead.kind != "prose":
                    return None
        return None

    @cached_property
    def _areas(self) -> list[AreaAt]:
        """All areas named, except inside the names of bodies."""
        names, original = Spans([(m.start, m.end) for m in self.analysis.mentions]), self.analysis.view.original
        return [
            AreaAt(str(hit.term.codes[0]), original(hit.start, hit.end), hit.start, hit.end)
            for hit in self.analysis.areas
            if not names.contains(hit.start)
        ]

    def areas(self, start: int, end: int) -> list[AreaAt]:
        """Return the areas that begin in a slice."""
        low, high = (bisect_left(self._areas, edge, key=lambda area: area.start) for edge in (start, end))
        return self._areas[low:high]

    def heading(self, start: int, end: int) -> list[AreaAt]:
        """Return the areas that a header names; "Effective" by itself stands for the pillar."""
        manner = MANNER.fullmatch(self.analysis.view.folded, start, end)
        words = self.analysis.view.original(start, end)
        return [AreaAt(manners()[manner[0]], words, start, end)] if manner else self.areas(start, end)

    def asked(self, start: int, end: int) -> AreaAt | None:
        """Return the area of a question: an official one's, the first it names, or the pillar of "how efficient"."""
        words = self.analysis.view.original(start, end)
        if official := area_by_question().get(letters_of(words)):
            return AreaAt(official, words, start, end)
        if named := self.areas(start, end):
            return named[0]
        manner = MANNER.search(self.analysis.view.folded, start, end)
        return AreaAt(manners()[manner[0]], words, start, end) if manner else None
