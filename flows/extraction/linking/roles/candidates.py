"""Words that may say what a person is: slices beside each place that names them, around the titles that stand there.

Generous: what is no candidate can never be a role. Each title near a name gives several slices, as it may begin with a
body or with words of its own and go on with what it is of; so do words set off from a name that hold no title.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.candidates import Bodies
from flows.extraction.analysis.people.names import POST_NOMINALS
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import Titles, role_end
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.linking.looks import Work

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
# A place that names somebody, and on which side of it something stands.
Beside = tuple[tuple[int, int], str]
# A slice: its start and end, how these were found, and the title in it.
Slice = tuple[int, int, str, str, Hit | None]


@dataclass(frozen=True, eq=False, slots=True)
class Candidate:
    """A slice that may say what a person is. `place`: the slice that names them; `side`: where it stands, seen from
    there; `words`: those in it, in lower case; `opens`, `ends`: how its edges were found; `title`: that in it, None
    where it has none."""

    person: Person
    place: tuple[int, int]
    side: str
    words: str
    start: int
    end: int
    opens: str
    ends: str
    title: Hit | None

    @property
    def beside(self) -> Beside:
        """Where it stands: others there are its rivals."""
        return self.place, self.side

    @property
    def gap(self) -> tuple[int, int]:
        """What stands between it and the name; the end before the start where it is part of the place."""
        return (self.end, self.place[0]) if self.side == BEFORE else (self.place[1], self.start)


class Crowd(Work[Candidate]):
    """The candidates for what the people of a document are, in order of the people and of the places that name them.

    `places`: every slice that names somebody, in order; `whole_titles`: where each title begins with its modifiers.
    """

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self.titles, self.whole_titles = analysis.titles, Titles(analysis.view, analysis.titles).starts
        self.bodies = Bodies(analysis.mentions, analysis.places)
        self.places = sorted((start, end) for one in analysis.people for start, end, _ in one.mentions)
        every = (each for person in analysis.people for each in self._of(person) if self._may_be_role(each))
        found = {(id(each.person), each.place, each.start, each.end): each for each in every}
        self.candidates = [*found.values()]

    def names_in(self, start: int, end: int) -> int:
        """How often a slice names somebody."""
        return len(range(bisect_left(self.places, (start,)), bisect_left(self.places, (end,))))

    def titles_in(self, start: int, end: int) -> range:
        """The numbers of the titles that begin in a slice."""
        return range(bisect_left(self.titles, start, key=_start), bisect_left(self.titles, end, key=_start))

    def _may_be_role(self, one: Candidate) -> bool:
        """Whether a slice has words, the first of which a role may begin with ("His Majesty’s Inspector" is a title),
        and cuts no body's name: "Kent| PCC", where both words name the office."""
        first = one.words.split(" ", 1)[0]
        begins = bool(one.words) and (first not in NO_BEGINNING or one.opens in WHOLE)
        return begins and not self.bodies.around(one.start) and not self.bodies.around(one.end)

    def _of(self, person: Person) -> Iterator[Candidate]:
        for start, end, form in person.mentions[:MOST_MENTIONS]:
            if form != "pronoun":
                sides = {BEFORE: self._before(start), BEHIND: self._behind(end), INSIDE: self._in(start, end)}
                for side, slices in sides.items():
                    for each in slices:
                        words = self.analysis.text[each[0] : each[1]].lower()
                        yield Candidate(person, (start, end), side, words, *each)

    def _before(self, name: int) -> Iterator[Slice]:
        """Slices that end before a name: titles, and the words right before it."""
        analysis = self.analysis
        sentence = analysis.sentence_at(name)
        low = max(sentence.start if sentence else name, name - FAR)
        stop = low + len(analysis.text[low:name].rstrip(CLOSES))
        titles = self.titles_in(low, name)
        for number in titles[-MOST_TITLES:]:
            if (end := self.titles[number].end) <= name:
                yield from self._around(number, low, {end: "title", max(end, stop): "name"})
        low = max([low, *(self.titles[number].end for number in titles)])
        for words, start in enumerate(self._words_before(low, stop), 1):
            if words < MOST_OWN:
                yield start, stop, f"{words} words", "name", None

    def _behind(self, name: int) -> Iterator[Slice]:
        """Slices behind a name: titles, and what a mark or "who" sets off from it."""
        text = self.analysis.text
        high = min(name + FAR, len(text))
        for number in self.titles_in(name, high)[:MOST_TITLES]:
            if (end := self.titles[number].end) <= high:
                mark = role_end(text, self.whole_titles[number], end)
                yield from self._around(number, name, {end: "title", mark: "mark"})
        for after in dict.fromkeys([name, POST_NOMINALS.match(text, name).end()]):  # type: ignore[union-attr]
            if (joint := SET_OFF.match(text, after)) and joint.end() < high:
                yield from self._set_off(joint.end(), high)

    def _set_off(self, start: int, high: int) -> Iterator[Slice]:
        """Words set off from a name, up to a mark and up to the end of their line."""
        text = self.analysis.text
        ends = {min(high, role_end(text, start, start)): "mark"}
        if (line := text.find("\n", start, high)) >= 0:
            ends.setdefault(line, "line")
        for end, how in ends.items():
            titles = (self.titles[number] for number in self.titles_in(start, end)[:1])
            yield start, end, "set off", how, next((title for title in titles if title.end <= end), None)

    def _in(self, start: int, end: int) -> Iterator[Slice]:
        """The title in a slice that names somebody by it and the surname."""
        for number in self.titles_in(start, end)[:1]:
            if (title := self.titles[number]).end < end:
                yield self.whole_titles[number], title.end, "modifiers", "title", title

    def _around(self, number: int, low: int, ends: Mapping[int, str]) -> Iterator[Slice]:
        """Slices around a title: from where it begins, with words of its own, and from the body before it."""
        title, start = self.titles[number], self.whole_titles[number]
        starts = {title.start: "title", start: "modifiers"}
        for words, first in enumerate(self._words_before(low, start), 1):
            starts.setdefault(first, f"{words} words")
        body = self.bodies.before(self.analysis.text, start) or self.bodies.around(start)
        if body:
            starts[body.start] = "body"
        for end, how in ends.items():
            yield from ((first, end, opens, how, title) for first, opens in starts.items() if first >= low)

    def _words_before(self, low: int, position: int) -> Iterator[int]:
        """Where the words before a position begin, up to a mark or a word with which no role begins."""
        for _ in range(MOST_OWN):
            word = WORD_BEFORE.search(self.analysis.text, low, position)
            if word is None or word.group().strip().lower() in NO_BEGINNING:
                return
            position = word.start()
            yield position


_start = attrgetter("start")
