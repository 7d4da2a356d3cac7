"""Words that may say what a person is: slices beside each place that names them, around the titles that stand there.

Generous: what is no candidate can never be a role. Each title near a name gives several slices, as it may begin with a
body or with words of its own and go on with what it is of; so do words set off from a name that hold no title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.candidates import Bodies
from flows.extraction.analysis.people.names import POST_NOMINALS
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import Titles, role_end
from flows.extraction.analysis.text.lexicon import Hit

BEFORE, BEHIND, INSIDE = "before", "behind", "inside"
# So many titles on either side of a name are looked at, so far away in characters, at so many places that name
# somebody.
MOST_TITLES, FAR, MOST_MENTIONS = 3, 150, 6
# So many words before a title may be its own, or before a name say what somebody is without a title.
MOST_OWN = 4
# What sets words off from a name that they follow.
SET_OFF = re.compile(r"\s*(?:[,(:|–—-]|\n)\s*(?:who\s+)?(?:(?:is|was)\s+)?(?:(?:an?|the|its|our|their)\s+)?")
# Words that no role begins with.
_NO_BEGINNING = """
the a an its their our his her your my this that and or but of from at in on for by to with as said says told asked
"""
NO_BEGINNING = frozenset(_NO_BEGINNING.split())
# How slices open that begin with a title or a body.
WHOLE = ("title", "modifiers", "body")
WORD_BEFORE = re.compile(r"[\w’'&/-]+[ -]?\Z")
# What closes a role that is set off from the name behind it: "the chief executive, |NAME".
CLOSES = " \n,:;(–—-"


@dataclass(frozen=True, eq=False, slots=True)
class Candidate:
    """A slice that may say what a person is. `place`: the slice that names them; `side`: where it stands, seen from
    there; `opens`, `ends`: how its edges were found; `title`: that in it, None where it has none."""

    person: Person
    place: tuple[int, int]
    side: str
    start: int
    end: int
    opens: str
    ends: str
    title: Hit | None


class Crowd:
    """The people of a document with the candidates for what they are, and what is thought of these so far."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.titles = Titles(analysis.view, analysis.titles)
        self.bodies = Bodies(analysis.mentions, analysis.places)
        self.scores: dict[str, list[float]] = {}

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Every slice that names somebody, in order."""
        return sorted((start, end) for one in self.analysis.people for start, end, _ in one.mentions)

    @cached_property
    def title_starts(self) -> list[int]:
        """Where each title begins."""
        return [hit.start for hit in self.titles.hits]

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Those of every person, in order of the people and of the places that name them."""
        every = (each for person in self.analysis.people for each in self._of(person) if self._may_begin(each))
        found = {(id(each.person), each.place, each.start, each.end): each for each in every}
        return [each for each in found.values() if not self._cuts_a_body(each)]

    def _may_begin(self, one: Candidate) -> bool:
        """Whether a slice has words, the first of which a role may begin with: "His Majesty’s Inspector" is a title."""
        first = self.analysis.text[one.start : one.end].split(" ", 1)[0].lower()
        return one.start < one.end and (first not in NO_BEGINNING or one.opens in WHOLE)

    def _cuts_a_body(self, one: Candidate) -> bool:
        """Whether a slice begins or ends inside a body's name: "Kent| PCC", where both words name the office."""
        return self.bodies.around(one.start) is not None or self.bodies.around(one.end) is not None

    def names_in(self, start: int, end: int) -> int:
        """How often a slice names somebody."""
        return max(0, bisect_left(self.places, (end, 0)) - bisect_left(self.places, (start, 0)))

    def _of(self, person: Person) -> Iterator[Candidate]:
        for start, end, form in person.mentions[:MOST_MENTIONS]:
            place = start, end
            if form != "pronoun":
                for side, slices in (
                    (BEFORE, self._before(start)),
                    (BEHIND, self._behind(end)),
                    (INSIDE, self._in(place)),
                ):
                    for first, last, opens, ends, title in slices:
                        yield Candidate(person, place, side, first, last, opens, ends, title)

    # -- each slice: its start and end, how these were found, and the title in it
    def _before(self, name: int) -> Iterator[tuple[int, int, str, str, Hit | None]]:
        """Slices that end before a name: titles, and the words right before it."""
        text, stop = self.analysis.text, name
        low = max(self._opening(name), name - FAR)
        while stop > low and text[stop - 1] in CLOSES:
            stop -= 1
        first, last = bisect_left(self.titles.hits, low, key=_start), bisect_left(self.titles.hits, name, key=_start)
        for number in range(max(first, last - MOST_TITLES), last):
            title = self.titles.hits[number]
            if title.end <= name:
                yield from self._around(number, low, ((title.end, "title"), (max(title.end, stop), "name")))
        low = max([low, *(hit.end for hit in self.titles.hits[first:last])])
        for words, start in enumerate(self._words_before(low, stop), 1):
            if words < MOST_OWN:
                yield start, stop, f"{words} words", "name", None

    def _behind(self, name: int) -> Iterator[tuple[int, int, str, str, Hit | None]]:
        """Slices behind a name: titles, and what a mark or "who" sets off from it."""
        text = self.analysis.text
        high = min(name + FAR, len(text))
        first = bisect_left(self.titles.hits, name, key=_start)
        for number in range(first, min(len(self.titles.hits), first + MOST_TITLES)):
            title = self.titles.hits[number]
            if title.end > high:
                break
            start = self.titles.starts[number]
            yield from self._around(number, name, ((title.end, "title"), (role_end(text, start, title.end), "mark")))
        for after in dict.fromkeys([name, POST_NOMINALS.match(text, name).end()]):  # type: ignore[union-attr]
            if (joint := SET_OFF.match(text, after)) and joint.end() < high:
                yield from self._set_off(joint.end(), high)

    def _set_off(self, start: int, high: int) -> Iterator[tuple[int, int, str, str, Hit | None]]:
        """Words set off from a name, up to a mark and up to the end of their line."""
        text, at = self.analysis.text, bisect_left(self.titles.hits, start, key=_start)
        ends = {min(high, role_end(text, start, start)): "mark"}
        if (line := text.find("\n", start, high)) >= 0:
            ends.setdefault(line, "line")
        for end, how in ends.items():
            title = next((hit for hit in self.titles.hits[at : at + 1] if hit.end <= end), None)
            yield start, end, "set off", how, title

    def _in(self, place: tuple[int, int]) -> Iterator[tuple[int, int, str, str, Hit | None]]:
        """The title in a slice that names somebody by it and the surname."""
        number = bisect_left(self.titles.hits, place[0], key=_start)
        if number < len(self.titles.hits) and self.titles.hits[number].end < place[1]:
            title = self.titles.hits[number]
            yield self.titles.starts[number], title.end, "modifiers", "title", title

    def _around(
        self, number: int, low: int, ends: Iterable[tuple[int, str]]
    ) -> Iterator[tuple[int, int, str, str, Hit | None]]:
        """Slices around a title: from where it begins, with words of its own, and from the body before it."""
        text, title = self.analysis.text, self.titles.hits[number]
        start = self.titles.starts[number]
        starts = {title.start: "title", start: "modifiers"}
        for words, first in enumerate(self._words_before(low, start), 1):
            starts.setdefault(first, f"{words} words")
        body = self.bodies.before(text, start) or self.bodies.around(start)
        if body and body.start >= low:
            starts[body.start] = "body"
        for end, how in dict(ends).items():
            yield from ((first, end, opens, how, title) for first, opens in starts.items() if first >= low)

    def _words_before(self, low: int, position: int) -> Iterator[int]:
        """Where the words before a position begin, up to a mark or a word with which no role begins."""
        for _ in range(MOST_OWN):
            word = WORD_BEFORE.search(self.analysis.text, low, position)
            if word is None or word.group().strip().lower() in NO_BEGINNING:
                return
            position = word.start()
            yield position

    def _opening(self, position: int) -> int:
        """Where the sentence of a position begins."""
        index = self.analysis.index_at(position)
        return self.analysis.sentences[index].start if index >= 0 else position


def _start(hit: Hit) -> int:
    return hit.start
