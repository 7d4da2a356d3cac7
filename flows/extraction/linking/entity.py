"""Find the entities of a document: grade words, areas, bodies, organisations, people and times."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import INSPECTED_KINDS
from flows.extraction.analysis.bodies.namesakes import namesakes
from flows.extraction.analysis.grades import code_of, shorts_in
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.days import named_days
from flows.extraction.claims import Body
from schemas import vocabularies

# Words of the grade scale, also where they grade nothing ("good news"): the judges decide.
_IMPROVE = (
    r"requir\w*[”\"’']?[\s-]+(?:an?\s+|some\s+|of\s+|to\s+)?improv\w+|"
    r"need\s+of\s+improvement|improvement\s+(?:is|was|being)\s+(?:required|needed)"
)
GRADE = re.compile(rf"(?<![\w-])(?:outstandings?|inadequates?|adequates?|goods?|{_IMPROVE})(?![\w-])", re.IGNORECASE)
# The forms of areas that no words name: the only area of a unit, the area that the words around a grade speak of, and
# one meant by its place in a list ("the latter").
UNIT, UNNAMED, BY_PLACE = "unit", "unnamed", "by place"


@dataclass(eq=False, slots=True)
class Entity:
    """A named thing at a slice of the view.

    `kind`: one of `entities.KINDS`, `time`, or `reference` ("the force"). `code`: its grade, EDTF time or first area
    code; `codes`, `bodies`: all areas and bodies that it may mean. `form`: how it is named. `token`: its number among
    the tokens; `last`: the last token of a time. `Entities` sets these two, `sentence` and `is_quoted`.
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
        """The block that the entity stands in."""
        return self.sentence.block

    def read_as(self, codes: tuple[str, ...], form: str = "") -> Entity:
        """Return an area entity with these codes at the same place."""
        area = Entity("area", self.start, self.end, codes[0], form=form, token=self.token, last=self.last, codes=codes)
        area.sentence, area.is_quoted = self.sentence, self.is_quoted
        return area


def named_in(analysis: Analysis) -> list[Entity]:
    """Return all entities but times, by start; at one start areas first, then grades, bodies, organisations, people."""
    text = analysis.text
    entities = [
        Entity("area", hit.start, hit.end, codes[0], codes=codes)
        for hit in analysis.areas
        if (codes := tuple(map(str, hit.term.codes)))
    ]
    entities += [
        Entity("area", match.start(), match.end(), "together")
        for match in _pattern_of(vocabularies.pillar_words).finditer(text)
    ]
    entities += [Entity("grade", match.start(), match.end(), code_of(match.group())) for match in GRADE.finditer(text)]
    entities += [Entity("grade", start, end, grade) for start, end, grade in shorts_in(analysis)]
    for mention in (*analysis.mentions, *analysis.places):
        inspected = mention.body.kind in INSPECTED_KINDS
        kind, place = ("body" if inspected else "organisation"), text[mention.start : mention.end]
        others = namesakes(place, analysis.document.published_on) if mention.form == "place" else ()
        bodies = tuple(dict.fromkeys([mention.body, *others]))
        entities.append(Entity(kind, mention.start, mention.end, bodies=bodies, form=mention.form))
    known = (person for person in analysis.people if person.roles)  # others may be words that only look like a name
    entities += [Entity("person", start, end) for person in known for start, end, _ in person.mentions]
    order = {"area": 0, "grade": 1, "body": 2, "organisation": 3, "person": 4}
    return sorted(entities, key=lambda entity: (entity.start, order[entity.kind], -entity.end))


def times_in(analysis: Analysis) -> list[Entity]:
    """Return the times that a document names, in order."""
    days = named_days(analysis.text, analysis.view.folded, analysis.written)
    return [Entity("time", day.start, day.end, day.value, form=day.form) for day in days]


def area_words_in(text: str, start: int, end: int) -> list[Entity]:
    """Return the words in a slice that may name an area, but do so only near a grade ("keeping us safe")."""
    codes = vocabularies.area_words()
    return [
        Entity("area", *match.span(), codes[words][0], codes=codes[words], form="word")
        for match in _pattern_of(vocabularies.area_words).finditer(text, start, end)
        for words in [match.group().lower()]
    ]


@cache
def _pattern_of(words: Callable[[], Iterable[str]]) -> re.Pattern[str]:
    """Return a pattern that finds the words of a vocabulary as whole words, the longest first."""
    longest_first = sorted(words(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
