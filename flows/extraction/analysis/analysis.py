"""The analysis of a document, computed once by `analyse`: everything the three extractors look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from itertools import compress, islice
from operator import attrgetter, itemgetter, not_
from typing import TypeVar

from flows.extraction.analysis.bodies.bodies import find_bodies, unknown_bodies
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS, POLICE_KINDS, Mention
from flows.extraction.analysis.bodies.offices import force_of, publisher_of, with_offices
from flows.extraction.analysis.people.people import Person, find_people
from flows.extraction.analysis.remembered import cached
from flows.extraction.analysis.text.area_lexicon import area_lexicon
from flows.extraction.analysis.text.layout import (
    Block,
    Sentence,
    Spans,
    blocks_of,
    is_all_of,
    sentences_of,
    with_lines_joined,
)
from flows.extraction.analysis.text.lexicon import Hit, body_lexicon, threat_lexicon, title_lexicon
from flows.extraction.analysis.text.quotations import Quotation, quotations_of
from flows.extraction.analysis.text.triggers import Triggers, triggers_in
from flows.extraction.analysis.text.view import View, view_of
from flows.extraction.claims import Body
from flows.reading.document import Document

# Look for the body that a paper is about in this many blocks, and mentions, at its beginning.
OPENING_BLOCKS, OPENING_MENTIONS = 5, 10
# Follow lead-ins upwards from a block for at most this many steps.
MOST_LEADS = 100
# How many of them are the nearest.
MOST_NEAREST = 6
# For the quotation around a position, look at no more than this many that begin before it: they may be nested.
MOST_NESTED = 5
_START = attrgetter("start")
Named = TypeVar("Named", Hit, Mention)


@dataclass(frozen=True)
class Analysis:
    """A document's layout and all that is named in it. Offsets are those of the view; lists are in order of position.
    `titles`: ranks and roles; `mentions`: bodies named; `places`: bare place names that may mean a body; `kept`: all
    slices outside furniture; `triggers`: positions of words at which the grammars are tried."""

    document: Document
    view: View
    blocks: list[Block]
    sentences: list[Sentence]
    quotations: list[Quotation]
    titles: list[Hit]
    mentions: list[Mention]
    places: list[Mention]
    people: list[Person]
    kept: Spans
    triggers: Triggers

    @cached_property
    def text(self) -> str:
        return self.view.text

    @cached_property
    def written(self) -> date | None:
        """The day the document was published; None if unknown or known only to the month or year."""
        published = self.document.published_on
        return date.fromisoformat(published) if published and len(published) == 10 else None

    @cached_property
    def areas(self) -> list[Hit]:
        """The areas named; searched for on first use, as are the threats."""
        return [hit for hit in area_lexicon().find(self.view, self.blocks) if self.kept.contains(hit.start)]

    @cached_property
    def threats(self) -> list[Hit]:
        """The threats named; searched for on first use."""
        return [hit for hit in threat_lexicon().find(self.view) if self.kept.contains(hit.start)]

    @cached_property
    def unknown(self) -> list[Mention]:
        """Runs of capitalised words that may name an organisation outside the vocabulary, or a person."""
        known = [(named.start, named.end) for some in (self.titles, self.mentions, self.places) for named in some]
        return [named for named in unknown_bodies(self.text, known) if self.kept.contains(named.start)]

    @cached_property
    def _speech(self) -> list[tuple[int, int, Quotation]]:
        """(start, end, quotation) for each slice of each quotation that is speech, in order."""
        slices = [(start, end, q) for q in self.quotations if q.speech for start, end in q.slices]
        return sorted(slices, key=itemgetter(0, 1))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def index_at(self, position: int) -> int:
        """Return the index of the last sentence that begins at or before a position; -1 before the first sentence."""
        return bisect_right(self._sentence_starts, position) - 1

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that holds a position; None in furniture and between sentences."""
        index = self.index_at(position)
        sentence = self.sentences[index] if index >= 0 else None
        return sentence if sentence and position < sentence.end else None

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in a slice."""
        return beginning_in(self.mentions, start, end)

    @cached_property
    def mentions_by_sentence(self) -> dict[int, list[Mention]]:
        """The mentions in each sentence that names a body, by the index of the sentence."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(self.index_at(mention.start), []).append(mention)
        return found

    def mentions_before(self, position: int) -> list[Mention]:
        """Return the mentions that begin before a position, the nearest last."""
        return self.mentions[: bisect_left(self.mentions, position, key=_START)]

    def quotation_at(self, position: int) -> Quotation | None:
        """Return the innermost quotation (speech only) that holds a position; None outside speech."""
        behind = bisect_right(self._speech, position, key=itemgetter(0))
        nested = self._speech[max(0, behind - MOST_NESTED) : behind]
        return next((quotation for _, end, quotation in reversed(nested) if position < end), None)

    @cached_property
    def mentions_of(self) -> dict[Body, list[Mention]]:
        """The mentions of each body; the bodies are in order of their first mention."""
        found: dict[Body, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.body, []).append(mention)
        return found

    @cached_property
    def publisher(self) -> Body | None:
        """The body that published the document, by the name of the publisher or by the document's web address."""
        bodies = dict.fromkeys(mention.body for mention in self.mentions if mention.form != "place")
        return publisher_of(self.document.publisher or "", self.document.source_url or "", bodies)

    @cached_property
    def overseen_force(self) -> Body | None:
        """The one force that all overseers named in the text oversee, if the text never names the force itself. If the
        text names other forces, it must be the overseer's own paper: a commissioner's office must be named in the first
        lines, or any other overseer in a heading there; otherwise None."""
        bodies = self.mentions_of
        overseen = {body: force for body in bodies if (force := force_of(body))}
        forces = set(overseen.values())
        force = forces.pop() if len(forces) == 1 else None
        if force is None or force in bodies:
            return None
        leading = [m for m in self.mentions[:OPENING_MENTIONS] if m.start < self._top and m.body in overseen]
        leads = any(m.body.kind == "commissioner-office" or self._is_heading(m) for m in leading)
        return force if leads or not any(body.kind in POLICE_KINDS for body in bodies) else None

    @cached_property
    def own_force(self) -> Body | None:
        """The police force whose page or paper the text is: its publisher, or the force its publisher oversees."""
        if self.publisher and self.publisher.kind in POLICE_KINDS:
            return self.publisher
        return (self.publisher and force_of(self.publisher)) or self.overseen_force

    @cached_property
    def heading_force(self) -> Body | None:
        """`own_force`, else the only police force named in headings if one of them is among the first lines."""
        if self.own_force:
            return self.own_force
        police = [m for m in self.mentions if m.body.kind in POLICE_KINDS and self._is_heading(m)]
        named = {mention.body: mention.start for mention in reversed(police)}
        return next(iter(named)) if len(named) == 1 and min(named.values()) < self._top else None

    @cached_property
    def owners(self) -> tuple[Body, ...]:
        """The inspected bodies whose page it may be: its own force, the force in its headings, its publisher."""
        found = (self.own_force, self.heading_force, self.publisher)
        return tuple(dict.fromkeys(body for body in found if body and body.kind in INSPECTED_KINDS))

    @cached_property
    def _top(self) -> int:
        """The position where the first lines (`OPENING_BLOCKS`) end."""
        return self.blocks[min(OPENING_BLOCKS, len(self.blocks)) - 1].end

    def _is_heading(self, mention: Mention) -> bool:
        sentence = self.sentence_at(mention.start)
        return sentence is not None and sentence.block.kind == "heading"

    @cached_property
    def sections(self) -> list[Mention]:
        """Headings that are nothing but a body's name: each opens a part on it; empty if all name one body."""
        found = []
        for mention in (*self.mentions, *self.places):
            block = sentence.block if (sentence := self.sentence_at(mention.start)) else None
            if block and block.kind == "heading" and is_all_of(self.text, block, mention.start, mention.end):
                found.append(mention)
        return sorted(found, key=_START) if len({mention.body for mention in found}) > 1 else []

    @cached
    def nearest_leads(self, block: Block) -> list[Block]:
        """Return the first `MOST_NEAREST` of `leads_of`."""
        return [*islice(self.leads_of(block), MOST_NEAREST)]

    def leads_of(self, block: Block) -> Iterator[Block]:
        """Yield the lead-in of a block, the lead-in of that lead-in, and so on; at most `MOST_LEADS` blocks."""
        for _ in range(MOST_LEADS):
            if block.lead is None:
                return
            block = self.blocks[block.lead]
            yield block


def beginning_in(slices: list[Named], start: int, end: int) -> list[Named]:
    """Return the items that begin from `start` to before `end`; `slices` must be in order of position."""
    return slices[bisect_left(slices, start, key=_START) : bisect_left(slices, end, key=_START)]


def analyse(documents: Sequence[Document]) -> list[Analysis]:
    """Return the analysis of each document, in order. Linear in the length of the documents."""
    seen = [view_of(document.text, document.media_type, document.blocks) for document in documents]
    blocks = [blocks_of(view, document) for view, document in zip(seen, documents, strict=True)]
    views = [replace(view, text=with_lines_joined(view.text, lines)) for view, lines in zip(seen, blocks, strict=True)]
    titles, names = ([lexicon.find(view) for view in views] for lexicon in (title_lexicon(), body_lexicon()))
    return [_analysis(*each) for each in zip(documents, views, blocks, titles, names, strict=True)]


def _analysis(document: Document, view: View, blocks: list[Block], titles: list[Hit], names: list[Hit]) -> Analysis:
    kept = Spans([(block.start, block.end) for block in blocks if block.kind != "furniture"])
    titles = [hit for hit in titles if kept.contains(hit.start)]
    named = [each for each in find_bodies(view, names, titles, document.published_on) if kept.contains(each.start)]
    sentences, triggers = sentences_of(view.text, blocks), triggers_in(view.encoded)
    mentions, places = _split(named, sentences, triggers)
    mentions = with_offices(mentions)
    return Analysis(
        document=document,
        view=view,
        blocks=blocks,
        sentences=sentences,
        quotations=quotations_of(view.text, blocks),
        titles=titles,
        mentions=mentions,
        places=places,
        people=find_people(view, kept.spans, titles, mentions, places),
        kept=kept,
        triggers=triggers,
    )


def _split(named: list[Mention], sentences: list[Sentence], triggers: Triggers) -> tuple[list[Mention], list[Mention]]:
    """Return (mentions, places); a bare place in a sentence with a grade may be whom it is for, so is a mention."""
    index_at = partial(bisect_right, sentences, key=_START)
    graded = {index_at(at) for at in triggers.starts["grade"]}
    is_place = [mention.form == "place" and index_at(mention.start) not in graded for mention in named]
    return [*compress(named, map(not_, is_place))], [*compress(named, is_place)]
