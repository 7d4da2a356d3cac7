"""A document as a row of tokens, in which grades, areas, bodies and people are single tokens with a type.

All positions are of the view of the document's analysis; distances are counted in tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import islice

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS
from flows.extraction.analysis.bodies.namesakes import KIND_WORDS, is_on_fire, kin_by_name, kin_of
from flows.extraction.analysis.reference.discourse import antecedent
from flows.extraction.analysis.reference.references import references_in
from flows.extraction.analysis.reference.units import units_meant
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.claims import Body
from flows.extraction.linking.entity import Entity, area_words_in, named_in, times_in
from flows.extraction.programmes import only_area

TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]|\n+")
__all__ = ["MARKS", "Entities", "Entity"]

_INSPECTION = """
inspected inspection inspections inspectors inspectorate watchdog hmi report reports graded rated judged grade
grades rating ratings judgement judgment judgements
"""
# Words and marks whose number between two entities is told; the kinds of entities are counted likewise.
MARKS: Mapping[str, frozenset[str]] = {
    "comma": frozenset(","),
    "semicolon": frozenset(";"),
    "colon": frozenset(":"),
    "and": frozenset({"and", "&"}),
    "but": frozenset({"but", "while", "whilst", "however", "although", "though", "whereas"}),
    "verb": frozenset({"is", "was", "are", "were", "been", "judged", "rated", "graded", "found"}),
    "dash": frozenset("-–—"),
    "stop": frozenset(".?!"),
    "inspection": frozenset(_INSPECTION.split()),
}
# All words that are counted: these, and those of each kind of body.
COUNTED = {**MARKS, **{f"words of {kind}": words for kind, words in KIND_WORDS.items()}}
MARKS_OF = {
    word: [m for m, of_mark in COUNTED.items() if word in of_mark] for words in COUNTED.values() for word in words
}
# Years after it are no dates of reports.
LATEST = 2035
YEAR = re.compile(r"(?<![\d£,.])(?:19|20)\d\d(?![\d,])")
KINDS = ("grade", "area", "body", "organisation", "person")
MOST_LEADS = 6
# So many bodies may be what a document is on.
MOST_MAIN = 2
# So many of the areas that it names most may be what it is on.
MOST_NAMED = 3
# The areas that "the pillars" are; who is graded in all of them has one grade in each.
MAIN_AREAS = (("effectiveness",), ("efficiency",), ("legitimacy", "people"))
# What a line may hold beside entities and say nothing else.
BARE = re.compile(r"(?i)[\W\d_]*(?:\b(?:overall|grade|rating|judge?ment|rated|graded|for|at|the|area)\b[\W\d_]*){0,2}")
# So many sentences say what a document is on.
OPENING = 2


class Entities:
    """The tokens of a document and the entities among them, each list in order of position."""

    def __init__(self, analysis: Analysis, speakers: Mapping[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self._leads: dict[int, list[Block]] = {}  # what introduces blocks, as far as was asked
        self.all = self._tokenised(_apart(self._placed(named_in(analysis))))
        self._kinds = {kind: [one for one in self.all if one.kind == kind] for kind in KINDS}
        # Several areas that are named together are entities at one token.
        together = [one for one in self._kinds["area"] if one.code == "together"]
        self.parts = {one: [one.read_as(codes) for codes in MAIN_AREAS] for one in together}
        self._kinds["area"] = [one for one in self._kinds["area"] if one not in self.parts]
        self.grades, self.areas, self.named = (self._kinds[kind] for kind in ("grade", "area", "body"))
        self.times = list(self._placed(times_in(analysis)))
        self.references = self._referring(speakers)
        self.meant = sorted([*self.named, *self.references], key=lambda one: one.token)
        self._kinds |= {"meant": self.meant, "reference": self.references, "time": self.times}
        self._places = {kind: [one.token for one in found] for kind, found in self._kinds.items()}
        self._places |= {mark: [] for mark in COUNTED}
        for number, token in enumerate(self.tokens):
            for mark in MARKS_OF.get(token, ()):
                self._places[mark].append(number)
        whose = [*(body for one in self.meant for body in one.bodies), *self.owners, *self.kin, *self.taken_up.values()]
        inspected = {body for body in whose if body and body.kind in INSPECTED_KINDS}
        self.bodies = dict.fromkeys(sorted(inspected, key=lambda body: body.body_id))

    def _tokenised(self, found: Iterable[Entity]) -> list[Entity]:
        at, kept = 0, []
        for one in found:
            self._add_words(at, one.start)
            one.token = one.last = len(self.tokens)
            self.tokens.append(f"<{one.kind}>")
            self.starts.append(one.start)
            kept.append(one)
            at = one.end
        self._add_words(at, len(self.text))
        return kept

    def _add_words(self, start: int, end: int) -> None:
        for match in TOKEN.finditer(self.text, start, end):
            word = match.group().lower()
            self.tokens.append("#" if word[0].isdigit() else "\n" if word[0] == "\n" else word)
            self.starts.append(match.start())

    def _placed(self, found: Iterable[Entity]) -> Iterable[Entity]:
        """Those that stand in a sentence: what furniture names is left out."""
        for one in found:
            if sentence := self.analysis.sentence_at(one.start):
                one.sentence, one.token = sentence, bisect_left(self.starts, one.start)
                one.last = max(one.token, bisect_left(self.starts, one.end) - 1) if one.kind == "time" else one.token
                one.is_quoted = self.analysis.quotation_at(one.start) is not None
                yield one

    def _referring(self, speakers: Mapping[int, Body | None]) -> list[Entity]:
        analysis = self.analysis
        referring = [*references_in(analysis, 0, len(self.text), dict(speakers)), *units_meant(analysis)]
        found = (
            Entity("reference", one.start, one.end, bodies=one.bodies, form=one.form)
            for one in sorted(referring, key=lambda one: one.start)
            if one.form in ("noun", "pronoun", "unit", "region")
        )
        return list(self._placed(found))

    @cached_property
    def area_words(self) -> dict[int, list[Entity]]:
        """Words that may name an area, in sentences with a grade, by the number of the sentence."""
        found: dict[int, list[Entity]] = {}
        for sentence in {one.sentence.index: one.sentence for one in self.grades}.values():
            taken = [one for one in self.by_block.get(sentence.block.index, ()) if one.kind == "area"]
            words = area_words_in(self.text, sentence.start, sentence.end)
            free = (one for one in words if all(one.end <= t.start or t.end <= one.start for t in taken))
            found[sentence.index] = list(self._placed(free))
        return found

    @cached_property
    def owners(self) -> tuple[Body, ...]:
        """The bodies whose page it may be: whose force it is on, who is in its headings, who published it."""
        analysis = self.analysis
        found = (analysis.own_force, analysis.headed, analysis.publisher)
        return tuple(dict.fromkeys(body for body in found if body and body.kind in INSPECTED_KINDS))

    @cached_property
    def kin(self) -> Counter[Body]:
        """The bodies of the places that other organisations are named after, and how often: the council's service."""
        named = Counter(body for mention in self.analysis.mentions for body in kin_of(mention.body))
        publisher = self.analysis.publisher
        return named + Counter(kin_of(publisher) if publisher else kin_by_name(self.analysis.document.publisher or ""))

    @cached_property
    def main_bodies(self) -> list[Body]:
        """The bodies that are named most, and first."""
        times = Counter(body for one in self.named for body in one.bodies[:1])
        return [*(body for body, _ in times.most_common(MOST_MAIN)), *self.kin]

    @cached_property
    def named_of(self) -> defaultdict[Body, list[Entity]]:
        """Where each body is named, or may be."""
        found: defaultdict[Body, list[Entity]] = defaultdict(list)
        for one in self.named:
            for body in one.bodies:
                found[body].append(one)
        return found

    @cached_property
    def times_named(self) -> Counter[str]:
        """How often each area is named."""
        return Counter(area.code for area in self.areas)

    @cached_property
    def opening_areas(self) -> list[Entity]:
        """Where the title or the first sentence names areas."""
        return [area for area in self.areas if area.sentence.index < OPENING]

    @cached_property
    def areas_named_most(self) -> list[Entity]:
        """Where the areas are first named that the document names most, that named most first."""
        most = [code for code, _ in self.times_named.most_common(MOST_NAMED)]
        return [next(area for area in self.areas if area.code == code) for code in most]

    @cached_property
    def unit_area(self) -> list[Entity]:
        """Where a body is first named whose kind is inspected in one area alone, read as that, if nothing else names
        it: who writes of a regional unit need not say that all is on organised crime."""
        for one in self.named:
            if (code := only_area(one.bodies[0].kind)) != "overall":
                return [] if code in self.times_named else [one.read_as((code,), "unit")]
        return []

    @cached_property
    def share_of_kind(self) -> Mapping[str, float]:
        """How much of the bodies named are of each kind, as far as names are of one body alone."""
        kinds = Counter(one.bodies[0].kind for one in self.named if len(one.bodies) == 1)
        return {kind: count / kinds.total() for kind, count in kinds.items()}

    @cached_property
    def years(self) -> tuple[list[int], list[int]]:
        """Where years are named, and which."""
        found = [(match.start(), int(match.group())) for match in YEAR.finditer(self.text)]
        return [start for start, _ in found], [year for _, year in found]

    @cached_property
    def newest_year(self) -> int:
        """The newest year that is named and not far in the future; 0 where there is none."""
        return max((year for year in self.years[1] if year < LATEST), default=0)

    @cached_property
    def taken_up(self) -> dict[int, Body | None]:
        """The body that a reference would mean where each grade stands."""
        return {one.start: antecedent(self.analysis, one.start, INSPECTED_KINDS) for one in self.grades}

    def places(self, what: str) -> list[int]:
        """Where the tokens of a kind or mark stand; of kind `meant` every body named or referred to."""
        return self._places[what]

    def count(self, what: str, low: int, high: int) -> int:
        """How many tokens of a kind or mark stand strictly between two tokens."""
        places = self._places[what]
        return max(0, bisect_left(places, high) - bisect_right(places, low))

    def next_to(self, kind: str, token: int, step: int) -> Entity | None:
        """The next entity of a kind behind (step 1) or before (-1) a token."""
        places, found = self._places[kind], self._kinds[kind]
        at = bisect_right(places, token) if step > 0 else bisect_left(places, token) - 1
        return found[at] if 0 <= at < len(found) else None

    def at(self, kind: str, start: int, end: int, code: str) -> Entity:
        """The entity at a slice; a new one where it is none by its words, as a sign that stands for a grade."""
        found = self._kinds[kind]
        number = bisect_left(found, start, key=lambda one: one.start)
        if number < len(found) and found[number].start == start and found[number].code == code:
            return found[number]
        one = Entity(kind, start, end, code, codes=(code,), token=bisect_left(self.starts, start))
        one.last, one.sentence = one.token, self.analysis.sentences[max(0, self.analysis.index_at(start))]
        return one

    def edges(self, part: Sentence | Block) -> tuple[int, int]:
        """The first token of a sentence or block and the last."""
        return bisect_left(self.starts, part.start), bisect_left(self.starts, part.end) - 1

    def leads(self, block: Block) -> list[Block]:
        """The blocks that introduce a block, the nearest first."""
        if block.index not in self._leads:
            self._leads[block.index] = list(islice(self.analysis.leads_of(block), MOST_LEADS))
        return self._leads[block.index]

    @cached_property
    def by_block(self) -> dict[int, list[Entity]]:
        """The entities of each block that holds any, by its index."""
        found: defaultdict[int, list[Entity]] = defaultdict(list)
        for one in self.all:
            found[one.block.index].append(one)
        return found

    @cached_property
    def bare(self) -> list[str | None]:
        """The kind of all that a block names which says nothing else, as "area" of "Leadership"; "" where it names
        several kinds or none; None of blocks that say more.
        """
        found: list[str | None] = []
        for block in self.analysis.blocks:
            left, at, here = [], block.start, self.by_block.get(block.index, ())
            for one in here:
                left.append(self.text[at : one.start])
                at = one.end
            says_more = block.table or not BARE.fullmatch("".join([*left, self.text[at : block.end]]))
            kinds = {one.kind for one in here}
            found.append(None if says_more else kinds.pop() if len(kinds) == 1 else "")
        return found

    def spoken_of(self, kind: str, low: int, high: int) -> float:
        """The share of the words of a kind of body among those of all, strictly between two tokens; 0 for none."""
        counts = {each: self.count(f"words of {each}", low, high) for each in KIND_WORDS}
        return counts.get(kind, 0) / (sum(counts.values()) or 1)

    @cached_property
    def is_on_fire(self) -> bool:
        """Whether more of what it names are fire services than police forces; by its words where names are of both."""
        shares = self.share_of_kind
        if not shares.keys() & KIND_WORDS.keys():
            return is_on_fire(self.analysis.view.folded)
        return shares.get("fire-service", 0.0) > 0.5


def _apart(found: Iterable[Entity]) -> Iterable[Entity]:
    """The entities that overlap none before them."""
    end = 0
    for one in found:
        if one.start >= end:
            yield one
            end = one.end
