"""A document as a row of tokens, its numbers, and all that a number could be bound to, with where it is named.

Numbers, times, bodies and people are single tokens: what stands around them is told without saying which they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from itertools import accumulate, islice
from typing import Any, TypeVar

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.reference.references import Reference, references_in
from flows.extraction.analysis.reference.units import units_meant
from flows.extraction.analysis.text.layout import Block, Sentence
from flows.extraction.analysis.times.periods import Period, periods_in
from flows.extraction.claims import Body
from flows.extraction.linking.figures.named import Naming, Namings, Place, Slice, Thing
from flows.extraction.linking.figures.times import NO_TIME, Span, told_by
from flows.extraction.tables.figures import Figure, figures_of_tables
from flows.extraction.tables.heads import HeadedTable, tables_of_rows

# Without one of these a text speaks of nothing that was disrupted.
CUE = re.compile(
    r"disrup|disman|smash|foil|thwart|frustrat|bust|br[oe]a?ke?n?\b|stopped|shut|apart|out of (?:business|action)|"
    r"brought down|t[ao]ken? (?:down|out)"
)
MARKS: Mapping[str, re.Pattern[str]] = {
    "level": re.compile(r"\b(?:(?P<major>major)|(?P<moderate>moderate)|(?P<minor>minor))\b", re.IGNORECASE),
    "strand": re.compile(
        r"\b(?:(?P<pursue>Pursue|pursuit)|(?P<prevent>Prevent)|(?P<protect>Protect)|(?P<prepare>Prepare))\b"
    ),
    "lead": re.compile(
        r"\b(?:(?P<led>led|lead|leads|leading)|"
        r"(?P<supported>support\w*|help\w*|assist\w*|contribut\w+|enabled|facilitated|backing))\b",
        re.IGNORECASE,
    ),
}
# A line of drugs: a group that crosses counties, however it is called.
LINES = re.compile(r"\b(?:(?:drugs?|deal|county|phone|dealer)[ -])?lines?\b", re.IGNORECASE)
# What is of no threat that has a name: "Other: 12", "the rest".
REST = re.compile(r"\b(?:others?|the rest|everything else|remainder)\b", re.IGNORECASE)
TOKEN = re.compile(r"\w+|[^\w\s]")
# Words are told apart by so many letters: "disrupted" from "disruptions", but not their endings.
STEM, LONG_STEM = 7, 10
KINDS = ("body", "period", "threat", "mark")
MOST_LEADS = 6
# So many words of a sentence, a lead or a cell are looked at.
MOST_WORDS = 40
Found = TypeVar("Found")


class Page:
    """A document as the judges of figures see it."""

    def __init__(self, analysis: Analysis, speakers: Mapping[int, Body | None]) -> None:
        self.analysis, self.speakers = analysis, speakers
        self.tables = tables_of_rows(analysis, partial(HeadedTable, analysis))
        tabled = figures_of_tables(analysis, self.tables)
        self.text, self.folded = analysis.text, analysis.view.folded
        self._remembered: dict[str, Any] = {}
        self._leads: dict[int, list[Block]] = {}
        times = {s.index: periods_in(self.folded, s.start, s.end, analysis.written) for s in analysis.sentences}
        numbers = list(self._numbers(times))
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self._tokenise(numbers, times)
        self.sentence_of = [analysis.index_at(start) for start in self.starts]
        self.places = [self._placed(index, number, tabled) for index, number in enumerate(numbers)]
        self.things: dict[str, list[Thing]] = {
            "body": self._bodies(),
            "period": self._periods(times),
            "threat": self._threats(),
            "mark": self._marks(),
        }
        self.namings = {
            kind: Namings(((naming, one) for one in things for naming in one.named), self.sentence_of)
            for kind, things in self.things.items()
        }
        told = ((naming, one) for one in self.things["period"] if not one.named for naming in one.derived)
        self.only_told = Namings(told, self.sentence_of)

    # -- tokens
    def _numbers(self, times: Mapping[int, list[Period]]) -> Iterator[Number]:
        for sentence in self.analysis.sentences:
            within = [(period.start, period.end) for period in times[sentence.index]]
            for number in numbers_in(self.analysis, sentence.start, sentence.end):
                if not any(start <= number.start < end for start, end in within):
                    yield number

    def _tokenise(self, numbers: list[Number], times: Mapping[int, list[Period]]) -> None:
        analysis, text = self.analysis, self.text
        masked = [(m.start, m.end, "#body") for m in analysis.mentions]
        masked += [(start, end, "#person") for person in analysis.people for start, end, _ in person.mentions]
        masked += [(period.start, period.end, "#time") for found in times.values() for period in found]
        masked += [(n.start, n.end, _written(n, text)) for n in numbers]
        threats, at = {hit.start for hit in analysis.threats}, 0
        for start, end, mask in sorted(masked, key=lambda one: (one[0], -one[1])):
            if start >= at:
                self._add_words(at, start, threats)
                self.tokens.append(mask)
                self.starts.append(start)
                at = end
        self._add_words(at, len(text), threats)

    def _add_words(self, start: int, end: int, threats: set[int]) -> None:
        for match in TOKEN.finditer(self.folded, start, end):
            if match.start() in threats:
                self.tokens.append("#threat")
                self.starts.append(match.start())
            word = match.group()
            self.tokens.append(word[: LONG_STEM if word.startswith("disruption") else STEM])
            self.starts.append(match.start())

    def token_at(self, position: int) -> int:
        """The token that stands at a position."""
        return bisect_right(self.starts, position) - 1

    def words(self, span: Slice, most: int = MOST_WORDS) -> list[str]:
        """The first tokens that begin in a slice."""
        low = bisect_left(self.starts, span[0])
        return self.tokens[low : min(bisect_left(self.starts, span[1]), low + most)]

    def edges(self, sentence: Sentence) -> tuple[int, int]:
        """The first token of a sentence, and the first behind it."""
        return bisect_left(self.starts, sentence.start), bisect_left(self.starts, sentence.end)

    # -- numbers
    def _placed(self, index: int, number: Number, tabled: Mapping[int, Figure]) -> Place:
        sentence = self.analysis.sentences[self.analysis.index_at(number.start)]
        place = Place(index, number, sentence, self.token_at(number.start), tabled=tabled.get(number.start))
        if headed := self.tables.get(sentence.block.index):
            row = sentence.block.row
            inside = (c for c, cell in enumerate(headed.rows[row]) if cell.start <= number.start < cell.end)
            place.column = column = next(inside, -1)
            if column >= 0:
                labels = [cell for at, cell in headed.labels(row).items() if at < column]
                heads = headed.above(column) if row not in headed.head_rows else []
                title = headed.title_of(row)
                place.labels = tuple((cell.start, cell.end) for cell in labels)
                place.heads = tuple((cell.start, cell.end) for cell in [*heads, *([title] if title else [])])
        return place

    def mates(self, place: Place) -> list[Place]:
        """The numbers of a number's sentence, itself among them."""
        return self.once("mates", self._by_sentence)[place.sentence.index]

    def _by_sentence(self) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        for place in self.places:
            found.setdefault(place.sentence.index, []).append(place)
        return found

    # -- what is named
    def _naming(self, start: int, end: int, how: str = "") -> Naming:
        return Naming(start, end, self.token_at(start), how)

    def _bodies(self) -> list[Thing]:
        analysis = self.analysis
        found: dict[Body, Thing] = {}

        def thing(body: Body) -> Thing:
            if body not in found:
                found[body] = Thing("body", body, body.kind)
            return found[body]

        for mention in (*analysis.mentions, *analysis.places):
            one = thing(mention.body)
            one.named.append(self._naming(mention.start, mention.end))
            if mention.form != "place":
                one.traits["by name"] = one.traits.get("by name", 0.0) + 1
        owners = {
            "publisher": analysis.publisher,
            "overseen": analysis.overseen,
            "own force": analysis.own_force,
            "headed": analysis.headed,
        }
        for trait, body in owners.items():
            if body:
                thing(body).traits[trait] = 1.0
        for body in self.speakers.values():
            if body:
                thing(body).traits["speaks"] = 1.0
        for reference in self.references:
            for body in reference.bodies:
                thing(body)
        return _in_order(found)

    @cached_property
    def references(self) -> list[Reference]:
        """Where a body is taken up: "the force", "it", "we", "the regional unit"; in order."""
        found = references_in(self.analysis, 0, len(self.text), dict(self.speakers))
        taken_up = [one for one in found if one.form in ("noun", "pronoun")]
        return sorted([*taken_up, *units_meant(self.analysis)], key=lambda one: one.start)

    def _periods(self, times: Mapping[int, list[Period]]) -> list[Thing]:
        found: dict[Span, Thing] = {NO_TIME: Thing("period", NO_TIME)}
        for period in (period for each in times.values() for period in each):
            one = found.setdefault((period.first, period.last), Thing("period", (period.first, period.last)))
            one.named.append(self._naming(period.start, period.end))
            one.traits[f"kind {period.kind}"] = 1.0
            for how, span in told_by((period.first, period.last)):
                other = found.setdefault(span, Thing("period", span))
                other.derived.append(self._naming(period.start, period.end, how))
        return _in_order(found)

    def _threats(self) -> list[Thing]:
        found: dict[str, Thing] = {}
        spans = [("county-lines", match.start(), match.end()) for match in LINES.finditer(self.text)]
        spans += [("other", match.start(), match.end()) for match in REST.finditer(self.text)]
        spans += [(str(hit.term.codes[0]), hit.start, hit.end) for hit in self.analysis.threats]
        for code, start, end in sorted(set(spans), key=lambda span: (*span[1:], span[0])):
            if code != "all" and (not self._is_in_name(start) or LINES.match(self.text, start)):
                if code not in found:
                    found[code] = Thing("threat", code, code)
                found[code].named.append(self._naming(start, end))
        return _in_order(found)

    def _is_in_name(self, position: int) -> bool:
        """Whether a position is part of the name of a body."""
        mentions = self.analysis.mentions
        starts, reached = self.once(
            "names", lambda: ([m.start for m in mentions], list(accumulate((m.end for m in mentions), max)))
        )
        at = bisect_right(starts, position) - 1
        return at >= 0 and position < reached[at]

    def _marks(self) -> list[Thing]:
        found: dict[str, Thing] = {}
        for sort, pattern in MARKS.items():
            for match in pattern.finditer(self.text):
                code = str(match.lastgroup)
                if code not in found:
                    found[code] = Thing("mark", code, sort)
                found[code].named.append(self._naming(*match.span()))
        return _in_order(found)

    # -- what is asked again and again
    def referred_in(self, start: int, end: int) -> list[Reference]:
        """Where bodies are taken up in a slice."""
        starts = self.once("starts of references", lambda: [one.start for one in self.references])
        return self.references[bisect_left(starts, start) : bisect_left(starts, end)]

    def leads(self, block: Block) -> list[Block]:
        """The blocks that introduce a block, the nearest first; no more than six."""
        if block.index not in self._leads:
            self._leads[block.index] = list(islice(self.analysis.leads_of(block), MOST_LEADS))
        return self._leads[block.index]

    def once(self, name: str, find: Callable[[], Found]) -> Found:
        """What is found once for the page."""
        if name not in self._remembered:
            self._remembered[name] = find()
        found: Found = self._remembered[name]
        return found


def can_hold_figures(analysis: Analysis) -> bool:
    """Whether a text may hold a figure at all: most hold none, and nothing more is looked for in them."""
    named = analysis.mentions or analysis.publisher or analysis.overseen or analysis.own_force or analysis.headed
    return bool(named) and CUE.search(analysis.view.folded) is not None


def _in_order(found: Mapping[Any, Thing]) -> list[Thing]:
    things = list(found.values())
    for thing in things:
        thing.put_in_order()
    return things


def _written(number: Number, text: str) -> str:
    if number.percent:
        return "#percent"
    return "#none" if number.value == 0 and not text[number.start].isdigit() else "#number"
