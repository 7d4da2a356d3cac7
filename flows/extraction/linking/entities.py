"""A document as a sequence of tokens, in which each grade, area, body, organisation and person is one typed token.
Positions are offsets in the view of the document's analysis; distances are counted in tokens."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS
from flows.extraction.analysis.bodies.namesakes import KIND_WORDS, is_on_fire, kin_by_name, kin_of
from flows.extraction.analysis.reference.discourse import antecedent
from flows.extraction.analysis.reference.units import references_of
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.claims import Body
from flows.extraction.linking.counted import counted_in
from flows.extraction.linking.entity import UNIT, Entity, area_words_in, named_in, times_in
from schemas.vocabularies.grading import area_for, only_area

TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]|\n+")
__all__ = ["MARKS", "Entities", "Entity"]

_INSPECTION = """
inspected inspection inspections inspectors inspectorate watchdog hmi report reports graded rated judged grade
grades rating ratings judgement judgment judgements
"""
_ANOTHER = "another other others neighbour neighbours neighbouring sister counterpart counterparts nearby elsewhere"
# Words and marks that the features count between two entities, just as they count entities of each kind.
MARKS: Mapping[str, frozenset[str]] = {
    "comma": frozenset(","),
    "semicolon": frozenset(";"),
    "colon": frozenset(":"),
    "and": frozenset({"and", "&"}),
    "but": frozenset({"but", "while", "whilst", "however", "although", "though", "whereas"}),
    "verb": frozenset({"is", "was", "are", "were", "been", "judged", "rated", "graded", "found"}),
    "dash": frozenset("-–—"),
    "stop": frozenset(".?!"),
    "another": frozenset(_ANOTHER.split()),  # than the one named: "one of its neighbours", "a force elsewhere"
    "inspection": frozenset(_INSPECTION.split()),
}
# The words of `MARKS`, and the words typical of each kind of body.
COUNTED = {**MARKS, **{f"words of {kind}": words for kind, words in KIND_WORDS.items()}}
MARKS_OF = {
    word: [m for m, of_mark in COUNTED.items() if word in of_mark] for words in COUNTED.values() for word in words
}
# Years from this one on are not dates of reports.
LATEST = 2035
YEAR = re.compile(r"(?<![\d£,.])(?:19|20)\d\d(?![\d,])")
KINDS = ("grade", "area", "body", "organisation", "person")
# How many of the bodies named most often count as main bodies of a document.
MOST_MAIN = 2
# How many of the areas named most often are candidates for every grade.
MOST_NAMED = 3
# The areas that "the pillars" stand for, with the codes of each: a grade for all pillars is a grade in each.
MAIN_AREAS = (("effectiveness",), ("efficiency",), ("legitimacy", "people"))
# What a bare line may hold besides entities: marks, digits and up to two of these words.
BARE = re.compile(r"(?i)[\W\d_]*(?:\b(?:overall|grade|rating|judge?ment|rated|graded|for|at|the|area)\b[\W\d_]*){0,2}")
# How many sentences, the title included, are the opening of a document.
OPENING = 2


class Entities:
    """The tokens of a document and its entities, each list in order of position. `speakers`: the body whose words each
    quotation holds, by the start of the quotation; it decides who "we" is."""

    def __init__(self, analysis: Analysis, speakers: Mapping[int, Body | None]) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.tokens: list[str] = []  # lower-case words and marks, "#" for a number, "<kind>" for an entity
        self.starts: list[int] = []  # the offset at which each token starts
        self.all = self._tokenised(self._in_sentences(named_in(analysis)))
        self._kinds = {kind: [one for one in self.all if one.kind == kind] for kind in KINDS}
        together = [one for one in self._kinds["area"] if one.code == "together"]
        self.parts = {one: [one.read_as(codes) for codes in MAIN_AREAS] for one in together}  # of "the pillars"
        self._kinds["area"] = [one for one in self._kinds["area"] if one not in self.parts]
        self.grades, self.areas, self.named = (self._kinds[kind] for kind in ("grade", "area", "body"))
        self.times = list(self._in_sentences(times_in(analysis)))
        referring = references_of(analysis, speakers)
        references = (Entity("reference", r.start, r.end, bodies=(r.body,), form=r.form) for r in referring)
        self.references = list(self._in_sentences(references))
        self.body_mentions = sorted([*self.named, *self.references], key=lambda one: one.token)  # named or referred to
        self._kinds |= {"meant": self.body_mentions, "reference": self.references, "time": self.times}
        self.places = {kind: [one.token for one in found] for kind, found in self._kinds.items()}
        self.places |= {mark: [] for mark in COUNTED}  # token numbers by kind or mark
        for number, token in enumerate(self.tokens):
            for mark in MARKS_OF.get(token, ()):
                self.places[mark].append(number)
        whose = {*analysis.owners, *self.bodies_by_namesake, *self.referent_at_grade.values()}
        inspected = {b for b in whose.union(*(m.bodies for m in self.body_mentions)) if b and b.kind in INSPECTED_KINDS}
        self.bodies = dict.fromkeys(sorted(inspected, key=lambda body: body.body_id))  # a set, sorted by id

    def _tokenised(self, found: Iterable[Entity]) -> list[Entity]:
        """Fill `tokens` and `starts`, with one token per entity, and return the entities that overlap none before."""
        at, kept = 0, []
        for entity in found:
            if entity.start < at:
                continue
            self._add_words(at, entity.start)
            entity.token = entity.last = len(self.tokens)
            self.tokens.append(f"<{entity.kind}>")
            self.starts.append(entity.start)
            kept.append(entity)
            at = entity.end
        self._add_words(at, len(self.text))
        return kept

    def _add_words(self, start: int, end: int) -> None:
        for match in TOKEN.finditer(self.text, start, end):
            word = match.group().lower()
            self.tokens.append("#" if word[0].isdigit() else "\n" if word[0] == "\n" else word)
            self.starts.append(match.start())

    def _in_sentences(self, found: Iterable[Entity]) -> Iterable[Entity]:
        """Set sentence, tokens and `is_quoted` of each entity in a sentence; leave out entities in furniture."""
        for one in found:
            if sentence := self.analysis.sentence_at(one.start):
                one.sentence, one.token = sentence, bisect_left(self.starts, one.start)
                one.last = max(one.token, bisect_left(self.starts, one.end) - 1) if one.kind == "time" else one.token
                one.is_quoted = self.analysis.quotation_at(one.start) is not None
                yield one

    @cached_property
    def area_words(self) -> dict[int, list[Entity]]:
        """Words that may mean an area, in sentences with a grade, by sentence index; without the areas named."""
        named = [entity for entity in self.all if entity.kind == "area"]

        def is_free(word: Entity) -> bool:
            before = bisect_left(named, word.end, key=attrgetter("start"))
            return not before or named[before - 1].end <= word.start

        found: dict[int, list[Entity]] = {}
        for sentence in {entity.sentence.index: entity.sentence for entity in self.grades}.values():
            words = filter(is_free, area_words_in(self.text, sentence.start, sentence.end))
            counted = counted_in(self.text, sentence, self.areas)
            found[sentence.index] = sorted(self._in_sentences([*words, *counted]), key=attrgetter("token"))
        return found

    @cached_property
    def bodies_by_namesake(self) -> Counter[Body]:
        """How often each inspected body's place is named in the name of another organisation, such as its council."""
        named = Counter(body for mention in self.analysis.mentions for body in kin_of(mention.body))
        publisher = self.analysis.publisher
        return named + Counter(kin_of(publisher) if publisher else kin_by_name(self.analysis.document.publisher or ""))

    @cached_property
    def main_bodies(self) -> list[Body]:
        """The bodies named most often, most often first, then the bodies of `bodies_by_namesake`."""
        times = Counter(body for entity in self.named for body in entity.bodies[:1])
        return [*(body for body, _ in times.most_common(MOST_MAIN)), *self.bodies_by_namesake]

    @cached_property
    def named_of(self) -> defaultdict[Body, list[Entity]]:
        """The entities that name each body, or may name it."""
        found: defaultdict[Body, list[Entity]] = defaultdict(list)
        for entity in self.named:
            for body in entity.bodies:
                found[body].append(entity)
        return found

    @cached_property
    def times_named(self) -> Counter[str]:
        """How often each area is named, by its code."""
        return Counter(area.code for area in self.areas)

    @cached_property
    def opening_areas(self) -> list[Entity]:
        """The areas named in the title or the first sentence."""
        return [area for area in self.areas if area.sentence.index < OPENING]

    @cached_property
    def areas_named_most(self) -> list[Entity]:
        """The first naming of each of the areas named most often, most often first."""
        most = self.times_named.most_common(MOST_NAMED)
        return [next(area for area in self.areas if area.code == code) for code, _ in most]

    @cached_property
    def unit_area(self) -> list[Entity]:
        """The first body whose kind is inspected in one area alone, read as that area, unless the area is named: a text
        on a regional unit need not say that its grades are for organised crime."""
        for entity in self.named:
            if (code := only_area(entity.bodies[0].kind)) != "overall":
                return [] if code in self.times_named else [entity.read_as((code,), UNIT)]
        return []

    @cached_property
    def share_of_kind(self) -> Mapping[str, float]:
        """The share of each kind among the bodies named; names that may mean several bodies do not count."""
        kinds = Counter(entity.bodies[0].kind for entity in self.named if len(entity.bodies) == 1)
        return {kind: count / kinds.total() for kind, count in kinds.items()}

    @cached_property
    def years(self) -> tuple[list[int], list[int]]:
        """The positions where years are named, and the years, as two lists."""
        found = [(match.start(), int(match.group())) for match in YEAR.finditer(self.text)]
        return [start for start, _ in found], [year for _, year in found]

    @cached_property
    def newest_year(self) -> int:
        """The newest year named before `LATEST`; 0 if no year is named."""
        return max((year for year in self.years[1] if year < LATEST), default=0)

    @cached_property
    def referent_at_grade(self) -> dict[int, Body | None]:
        """The body that a reference such as "it" would mean at each grade, by the start of the grade."""
        return {entity.start: antecedent(self.analysis, entity.start, INSPECTED_KINDS) for entity in self.grades}

    def count(self, what: str, low: int, high: int) -> int:
        """Return how many tokens of a kind or mark stand strictly between two tokens."""
        places = self.places[what]
        return max(0, bisect_left(places, high) - bisect_right(places, low))

    def next_to(self, kind: str, token: int, step: int) -> Entity | None:
        """Return the next entity of a kind behind (step 1) or before (step -1) a token; None if there is none."""
        places, found = self.places[kind], self._kinds[kind]
        at = bisect_right(places, token) if step > 0 else bisect_left(places, token) - 1
        return found[at] if 0 <= at < len(found) else None

    def at(self, kind: str, start: int, end: int, code: str) -> Entity:
        """Return the entity at a slice; a new one if its words name none, as where a sign stands for a grade."""
        found = self._kinds[kind]
        number = bisect_left(found, start, key=lambda entity: entity.start)
        if number < len(found) and found[number].start == start and found[number].code == code:
            return found[number]
        entity = Entity(kind, start, end, code, codes=(code,), token=bisect_left(self.starts, start))
        entity.last, entity.sentence = entity.token, self.analysis.sentences[max(0, self.analysis.index_at(start))]
        return entity

    def edges(self, part: Sentence | Block) -> tuple[int, int]:
        """Return the numbers of the first and the last token of a sentence or block."""
        return bisect_left(self.starts, part.start), bisect_left(self.starts, part.end) - 1

    def between(self, kind: str, first: int, last: int) -> list[Entity]:
        """Return the entities of a kind from token `first` to token `last`, both included."""
        places = self.places[kind]
        return self._kinds[kind][bisect_left(places, first) : bisect_right(places, last)]

    @cached_property
    def by_block(self) -> dict[int, list[Entity]]:
        """The entities of each block that holds any, by block index."""
        found: defaultdict[int, list[Entity]] = defaultdict(list)
        for entity in self.all:
            found[entity.block.index].append(entity)
        return found

    @cached_property
    def first_items(self) -> dict[int | None, Block]:
        """The first item of each list, by the index of the block that introduces the list."""
        return {block.lead: block for block in reversed(self.analysis.blocks) if block.kind == "bullet"}

    @cached_property
    def bare(self) -> list[str | None]:
        """For each block, the kind of its entities if it holds nothing else, such as "area" for the line "Leadership";
        "" if it holds several kinds or none; None if it says more or belongs to a table."""
        kind_of_block: list[str | None] = []
        for block in self.analysis.blocks:
            left, at, here = [], block.start, self.by_block.get(block.index, ())
            for entity in here:
                left.append(self.text[at : entity.start])
                at = entity.end
            says_more = block.table or not BARE.fullmatch("".join([*left, self.text[at : block.end]]))
            kinds = {entity.kind for entity in here}
            kind_of_block.append(None if says_more else kinds.pop() if len(kinds) == 1 else "")
        return kind_of_block

    def kind_word_share(self, kind: str, low: int, high: int) -> float:
        """Return a kind's share of the words typical of kinds of body, strictly between two tokens; 0 without any."""
        counts = {each: self.count(f"words of {each}", low, high) for each in KIND_WORDS}
        return counts.get(kind, 0) / (sum(counts.values()) or 1)

    def code_of(self, area: Entity | None) -> str:
        """Return the code that an area has for the kind of body that most of the document is on; None: "overall"."""
        return "overall" if area is None else area_for(area.codes, self.main_kind)

    @cached_property
    def main_kind(self) -> str:
        """The kind of body that most of the document is on: fire services or police forces."""
        return "fire-service" if is_on_fire(self.analysis.view.folded) else "territorial-force"
