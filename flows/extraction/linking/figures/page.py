"""A document as the judges of figures see it: tokens, numbers, and the candidates for the numbers with their namings.

Numbers, times, bodies and people are single tokens, so that features describe their surroundings and not their names.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from functools import partial
from operator import attrgetter
from typing import Any, TypeVar

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number, numbers_in
from flows.extraction.analysis.reference.references import Reference
from flows.extraction.analysis.reference.units import references_of
from flows.extraction.analysis.text.alternatives import one_of
from flows.extraction.analysis.text.layout import Spans
from flows.extraction.analysis.times.dates import MONTHS
from flows.extraction.analysis.times.periods import NO_TIME, Period, Span, periods_in
from flows.extraction.claims import Body
from flows.extraction.linking.figures.named import Candidate, Naming, Namings, Place, Slice
from flows.extraction.linking.figures.times import derived_from, is_year, part_of
from flows.extraction.tables.figures import Figure, figures_of_tables
from flows.extraction.tables.heads import HeadedTable, tables_of_rows
from flows.extraction.tables.words import YEAR_ALONE
from flows.reading.blocks import Cell

# A text without any of these words states no disruption.
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
# Every name for a drugs line stands for the threat county-lines.
LINES = re.compile(r"\b(?:(?:drugs?|deal|county|phone|dealer)[ -])?lines?\b", re.IGNORECASE)
# Words for the threat other, all that has no name of its own: "Other: 12", "the rest".
REST = re.compile(r"\b(?:others?|the rest|everything else|remainder)\b", re.IGNORECASE)
TOKEN = re.compile(r"\w+|[^\w\s]")
# Cut words to this many letters, to merge their endings. Longer for "disruption", to keep it apart from "disrupted".
STEM, LONG_STEM = 7, 10
KINDS = ("body", "period", "threat", "mark")
# A quarter or months without their year, in a cell of a table: "Q1", "April", "Apr-Jun".
_MONTH = rf"(?:{one_of(MONTHS)})\b"
PART_OF_YEAR = re.compile(
    rf"(?P<quarter>q(?:uarter\s?)?[1-4])\b(?=\W*$|\s*\()|{_MONTH}(?:\s?(?:[-–—]|to)\s?{_MONTH})?(?=\W*$)"
)
# Look at no more than this many words of a sentence, a lead-in or a cell.
MOST_WORDS = 40
START = attrgetter("start")
Found = TypeVar("Found")


class Page:
    """A document as tokens, with its numbers and candidates. `speakers`: who speaks in each quotation, by its start."""

    def __init__(self, analysis: Analysis, speakers: Mapping[int, Body | None]) -> None:
        self.analysis, self.speakers = analysis, speakers
        self.tables = tables_of_rows(analysis, partial(HeadedTable, analysis))
        tabled = figures_of_tables(analysis, self.tables)
        self.text, self.folded = analysis.text, analysis.view.folded
        self.references = references_of(analysis, speakers)
        self._remembered: dict[Hashable, Any] = {}
        sentences = [(sentence.start, sentence.end) for sentence in analysis.sentences]
        periods = [one for each in sentences for one in periods_in(self.folded, *each, analysis.written, self.text)]
        periods = sorted([*periods, *self._years()], key=START)
        parts = dict[int, Period]()
        for part in self._parts_of_years(periods):
            if part != parts.setdefault(part.start, part):  # a quarter over several years
                parts[part.start].first = parts[part.start].last = None
        periods = sorted([*(one for one in periods if one.start not in parts), *parts.values()], key=START)
        times = Spans([(period.start, period.end) for period in periods])
        every = (number for each in sentences for number in numbers_in(analysis, *each))
        # Numbers that a table says are no figures are not judged.
        others = {start for start, figure in tabled.items() if figure is None}
        numbers = [number for number in every if number.start not in others and not times.contains(number.start)]
        self.tokens: list[str] = []
        self.starts: list[int] = []
        self._tokenise(numbers, times)
        self.sentence_of = [analysis.index_at(start) for start in self.starts]
        self.places = [self._placed(index, number, tabled) for index, number in enumerate(numbers)]
        self.candidates: Mapping[str, Mapping[Any, Candidate]] = {
            "body": self._bodies(),
            "period": self._periods(periods),
            "threat": self._threats(),
            "mark": self._marks(),
        }
        self.namings = {
            kind: _in_order(naming for candidate in candidates.values() for naming in candidate.named.all)
            for kind, candidates in self.candidates.items()
        }
        only_derived = (candidate for candidate in self.candidates["period"].values() if not candidate.named.all)
        self.only_derived = _in_order(naming for candidate in only_derived for naming in candidate.derived.all)

    def _years(self) -> Iterator[Period]:
        """Yield the calendar years in the headers and first columns of tables: "2023"."""
        for headed, number, column, cell in self._cells():
            heads = not column or number in headed.head_rows
            if heads and YEAR_ALONE.fullmatch(self.text, cell.start, cell.end):
                year = self.text[cell.start : cell.end].strip(" _*")
                yield Period(cell.start, cell.end, "year-cell", f"{year}-01-01", f"{year}-12-31")

    def _parts_of_years(self, periods: Iterable[Period]) -> Iterator[Period]:
        """Yield the quarters and months in the cells of tables, each of the nearest year above or beside it, if any.

        A quarter that crosses with years has no days of its own.
        """
        years = Namings(Naming(p.start, p.end, 0, (p.first, p.last)) for p in periods if is_year((p.first, p.last)))
        for headed, number, column, cell in self._cells():
            if part := PART_OF_YEAR.match(self.folded, cell.start, cell.end):
                heads = headed.above(column) if number in headed.head_rows else headed.heads_of(number, column)
                spans = [*((head.start, head.end) for head in heads), *filter(None, [headed.table.caption])]
                found = ({one.key for one in years.within(span)} for span in spans)
                if year := next((key for keys in found if len(keys) == 1 for key in keys), None):
                    yield Period(*part.span(), "part-cell", *part_of(year, part.group()))
                elif any(years.any_in((head.start, head.end)) for row in headed.heads for head in row):
                    yield Period(*part.span(), "part-cell", *NO_TIME)

    def _cells(self) -> Iterator[tuple[HeadedTable, int, int, Cell]]:
        """Yield the cell at each place of each table (a wide cell at each place), with its table, row and column."""
        for headed in {id(each): each for each in self.tables.values()}.values():
            for number, row in enumerate(headed.rows):
                yield from ((headed, number, column, cell) for column, cell in enumerate(row))

    # -- tokens
    def _tokenise(self, numbers: list[Number], times: Spans) -> None:
        analysis, text = self.analysis, self.text
        masked = [(m.start, m.end, "#body") for m in analysis.mentions]
        masked += [(start, end, "#person") for person in analysis.people for start, end, _ in person.mentions]
        masked += [(start, end, "#time") for start, end in times.spans]
        masked += [(n.start, n.end, _token_of(n, text)) for n in numbers]
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
        """Return the last token that begins at or before a position; -1 before the first."""
        return bisect_right(self.starts, position) - 1

    def words(self, span: Slice) -> list[str]:
        """Return the tokens that begin in a slice, at most `MOST_WORDS`."""
        low = bisect_left(self.starts, span[0])
        return self.tokens[low : min(bisect_left(self.starts, span[1]), low + MOST_WORDS)]

    def before(self, place: Place, most: int) -> list[str]:
        """Return up to `most` tokens right before a number, in its sentence and in reading order."""
        return self.tokens[max(place.low, place.token - most) : place.token]

    def opening(self, place: Place) -> str:
        """Return the first two tokens of a number's sentence, joined by a space."""
        return " ".join(self.tokens[place.low : place.low + 2])

    def behind(self, place: Place, most: int) -> list[str]:
        """Return up to `most` tokens right after a number, in its sentence and in reading order."""
        return self.tokens[place.token + 1 : min(place.high, place.token + 1 + most)]

    # -- numbers
    def _placed(self, index: int, number: Number, tabled: Mapping[int, Figure | None]) -> Place:
        sentence = self.analysis.sentences[self.analysis.index_at(number.start)]
        low, high = (bisect_left(self.starts, edge) for edge in (sentence.start, sentence.end))
        leads = self.analysis.nearest_leads(sentence.block)
        place = Place(index, number, sentence, self.token_at(number.start), low, high, leads)
        place.tabled = tabled.get(number.start)
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

    # -- candidates and where they are named
    def _name(self, candidate: Candidate, start: int, end: int, how: str = "") -> None:
        """Record where a candidate is named or, with `how`, where a period is named from which it derives."""
        namings = candidate.derived if how else candidate.named
        namings.add(Naming(start, end, self.token_at(start), candidate.key, how))

    def _bodies(self) -> Mapping[Body, Candidate]:
        analysis = self.analysis
        found: dict[Body, Candidate] = {}

        def candidate(body: Body) -> Candidate:
            return found.setdefault(body, Candidate("body", body, body.kind))

        for mention in sorted((*analysis.mentions, *analysis.places), key=attrgetter("start", "end")):
            named = candidate(mention.body)
            self._name(named, mention.start, mention.end)
            if mention.form != "place":
                named.traits["by name"] = named.traits.get("by name", 0.0) + 1
        owners = {
            "publisher": analysis.publisher,
            "overseen": analysis.overseen_force,
            "own force": analysis.own_force,
            "headed": analysis.heading_force,
        }
        for trait, body in (*owners.items(), *(("speaks", speaker) for speaker in self.speakers.values())):
            if body:
                candidate(body).traits[trait] = 1.0
        for reference in self.references:
            candidate(reference.body)
        return found

    def _periods(self, periods: Iterable[Period]) -> Mapping[Span, Candidate]:
        found: dict[Span, Candidate] = {NO_TIME: Candidate("period", NO_TIME)}
        for period in periods:
            span = period.first, period.last
            named = found.setdefault(span, Candidate("period", span))
            self._name(named, period.start, period.end)
            named.traits[f"kind {period.kind}"] = 1.0
            for how, derived in derived_from(span):
                self._name(found.setdefault(derived, Candidate("period", derived)), period.start, period.end, how)
        return found

    def _threats(self) -> Mapping[str, Candidate]:
        found: dict[str, Candidate] = {}
        spans = {(*match.span(), "county-lines") for match in LINES.finditer(self.text)}
        spans |= {(*match.span(), "other") for match in REST.finditer(self.text)}
        spans |= {(hit.start, hit.end, str(hit.term.codes[0])) for hit in self.analysis.threats}
        for start, end, code in sorted(spans):
            in_name = self.tokens[self.token_at(start)] == "#body"
            if code != "all" and (not in_name or LINES.match(self.text, start)):
                self._name(found.setdefault(code, Candidate("threat", code, code)), start, end)
        return found

    def _marks(self) -> Mapping[str, Candidate]:
        found: dict[str, Candidate] = {}
        for sort, pattern in MARKS.items():
            for match in pattern.finditer(self.text):
                code = str(match.lastgroup)
                self._name(found.setdefault(code, Candidate("mark", code, sort)), *match.span())
        return found

    # -- shared look-ups
    def referred_in(self, start: int, end: int) -> list[Reference]:
        """Return the references that begin in a slice."""
        low, high = (bisect_left(self.references, edge, key=START) for edge in (start, end))
        return self.references[low:high]

    def once(self, name: Hashable, find: Callable[[], Found]) -> Found:
        """Return what `find` returned when this name was first asked for; the result is kept for the page."""
        if name not in self._remembered:
            self._remembered[name] = find()
        found: Found = self._remembered[name]
        return found


def can_hold_figures(analysis: Analysis) -> bool:
    """Whether a text can hold figures: it names or is by a body, and has a word for disrupting. Most texts cannot."""
    named = analysis.mentions or analysis.publisher or analysis.heading_force
    return bool(named) and CUE.search(analysis.view.folded) is not None


def _in_order(namings: Iterable[Naming]) -> Namings:
    return Namings(sorted(namings, key=attrgetter("start", "end", "how")))


def _token_of(number: Number, text: str) -> str:
    if number.percent:
        return "#percent"
    return "#none" if number.value == 0 and not text[number.start].isdigit() else "#number"
