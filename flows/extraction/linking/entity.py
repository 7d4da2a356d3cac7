"""What a document names: grade words, areas, bodies, people, times; and for which bodies the name of a place stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS
from flows.extraction.analysis.bodies.namesakes import namesakes
from flows.extraction.analysis.grades import code_of, shorts_in
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.days import named_days
from flows.extraction.claims import Body
from schemas import vocabularies

# The words of the scale, whatever they mean where they stand: the judges tell.
_IMPROVE = (
    r"requir\w*[\s-]+(?:an?\s+|some\s+|of\s+|to\s+)?improv\w+|"
    r"need\s+of\s+improvement|improvement\s+(?:is|was|being)\s+(?:required|needed)"
)
GRADE = re.compile(rf"(?<![\w-])(?:outstandings?|inadequates?|adequates?|goods?|{_IMPROVE})(?![\w-])", re.IGNORECASE)


@dataclass(eq=False, slots=True)
class Entity:
    """Something named at a slice of the view.

    `kind`: one of `KINDS`, `time`, or `reference` for words that take up a body ("the force", "it"). `code`: a grade,
    a time (EDTF), or the first code of an area; `codes`: all that its words may name. `bodies`: which it may name.
    `token`: its place among the tokens; `last`: that of the last word of a time.
    """

    kind: str
    start: int
    end: int
    code: str = ""
    bodies: tuple[Body, ...] = ()
    form: str = ""
    token: int = -1
    last: int = -1
    codes: tuple[str, ...] = ()
    sentence: Sentence = field(init=False)
    is_quoted: bool = False

    @property
    def block(self) -> Block:
        """The block that it stands in."""
        return self.sentence.block

    def read_as(self, codes: tuple[str, ...], form: str = "") -> Entity:
        """The same place, read as an area."""
        one = Entity("area", self.start, self.end, codes[0], form=form, token=self.token, last=self.last, codes=codes)
        one.sentence, one.is_quoted = self.sentence, self.is_quoted
        return one


def named_in(analysis: Analysis) -> list[Entity]:
    """All entities of a document, those that overlap too, the better one first."""
    text = analysis.text
    found = [
        Entity("area", hit.start, hit.end, codes[0], codes=codes)
        for hit in analysis.areas
        if (codes := tuple(map(str, hit.term.codes)))
    ]
    found += [
        Entity("area", match.start(), match.end(), "together")
        for match in _any_of(vocabularies.pillar_words).finditer(text)
    ]
    found += [Entity("grade", match.start(), match.end(), code_of(match.group())) for match in GRADE.finditer(text)]
    found += [Entity("grade", start, end, grade) for start, end, grade in shorts_in(analysis)]
    for mention in (*analysis.mentions, *analysis.places):
        inspected = mention.body.kind in INSPECTED_KINDS
        kind, place = ("body" if inspected else "organisation"), text[mention.start : mention.end]
        bodies = dict.fromkeys(
            [mention.body, *(namesakes(place, analysis.document.published_on) if mention.form == "place" else ())]
        )
        found.append(Entity(kind, mention.start, mention.end, bodies=tuple(bodies), form=mention.form))
    found += [Entity("person", start, end) for person in analysis.known_people for start, end, _ in person.mentions]
    order = {"area": 0, "grade": 1, "body": 2, "organisation": 3, "person": 4}
    return sorted(found, key=lambda one: (one.start, order[one.kind], -one.end))


def times_in(analysis: Analysis) -> list[Entity]:
    """The times that a document names."""
    days = named_days(analysis.text, analysis.view.folded, analysis.written)
    return [Entity("time", day.start, day.end, day.value, form=day.form) for day in days]


def area_words_in(text: str, start: int, end: int) -> list[Entity]:
    """Words in a slice of a text that may name an area, and would not far from a grade."""
    codes = vocabularies.area_words()
    return [
        Entity("area", *match.span(), codes[words][0], codes=codes[words], form="word")
        for match in _any_of(vocabularies.area_words).finditer(text, start, end)
        for words in [match.group().lower()]
    ]


@cache
def _any_of(words: Callable[[], Iterable[str]]) -> re.Pattern[str]:
    """What finds the whole words of a vocabulary, the longest first."""
    longest_first = sorted(words(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
