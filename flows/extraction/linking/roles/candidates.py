"""The candidates for the role of a person: slices of words beside each mention of the person, mostly around a title.

The choice is generous, because the judges can only choose among candidates. A title gives several slices, with or
without a body or other words before it and words behind it. Words set off from a name are candidates without a title.
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
# How many titles on either side of a name are looked at, how far away in characters, and at how many mentions of a
# person.
MOST_TITLES, FAR, MOST_MENTIONS = 3, 150, 6
# How many words before a title may belong to its role; without a title, a role before a name has fewer words than this.
MOST_OWN = 4
# What separates a name from a role behind it: "NAME|, who is the |chair", "NAME| (|chair)".
SET_OFF = re.compile(r"\s*(?:[,(:|–—-]|\n)\s*(?:who\s+)?(?:(?:is|was)\s+)?(?:(?:an?|the|its|our|their)\s+)?")
# No role begins with one of these words.
_NO_BEGINNING = """
the a an its their our his her your my this that and or but of from at in on for by to with as said says told asked
"""
NO_BEGINNING = frozenset(_NO_BEGINNING.split())
# The values of `opens` of slices that begin with a title or a body.
WHOLE = ("title", "modifiers", "body")
WORD_BEFORE = re.compile(r"[\w’'&/-]+[ -]?\Z")
# Characters between a role and the name behind it: "the chief executive|, |NAME".
CLOSES = " \n,:;(–—-"
# A slice: its start and end, how each of the two was found (`opens`, `ends`), and the title in it.
Slice = tuple[int, int, str, str, Hit | None]


@dataclass(frozen=True, eq=False, slots=True)
class Candidate:
    """A slice that may state the role of a person. `place`: the slice of the mention; `side`: where the candidate
    stands, seen from the mention; `words`: its text in lower case; `opens`, `ends`: how its edges were found; `title`:
    the title inside, or None."""

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
    def beside(self) -> tuple[tuple[int, int], str]:
        """The mention and the side; other candidates there are its rivals."""
        return self.place, self.side

    @property
    def gap(self) -> tuple[int, int]:
        """The start and end of the text between slice and mention; reversed where the slice is part of the mention."""
        return (self.end, self.place[0]) if self.side == BEFORE else (self.place[1], self.start)


class RoleWork(Work[Candidate]):
    """The candidates of all people of a document, by person and then by mention. `places`: the mentions of all people,
    in order. `whole_titles`: where titles start with modifiers such as "acting"."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self.titles, self.whole_titles = analysis.titles, Titles(analysis.view, analysis.titles).starts
        self.bodies = Bodies(analysis.mentions, analysis.places)
        self.places = sorted((start, end) for one in analysis.people for start, end, _ in one.mentions)
        every = (each for person in analysis.people for each in self._candidates_of(person) if self._may_be_role(each))
        found = {(id(each.person), each.place, each.start, each.end): each for each in every}
        self.candidates = [*found.values()]

    def titles_in(self, start: int, end: int) -> range:
        """Return the numbers of the titles that begin in a slice."""
        return range(bisect_left(self.titles, start, key=_start), bisect_left(self.titles, end, key=_start))

    def _may_be_role(self, one: Candidate) -> bool:
        """Whether a slice has words, opens as a role may (a title may open with any word: "His Majesty’s Inspector"),
        and does not cut a body's name: "Kent| PCC", where both words name the office."""
        first = one.words.split(" ", 1)[0]
        begins = bool(one.words) and (first not in NO_BEGINNING or one.opens in WHOLE)
        return begins and not self.bodies.around(one.start) and not self.bodies.around(one.end)

    def _candidates_of(self, person: Person) -> Iterator[Candidate]:
        for start, end, form in person.mentions[:MOST_MENTIONS]:
            if form != "pronoun":
                sides = {BEFORE: self._before(start), BEHIND: self._behind(end), INSIDE: self._inside(start, end)}
                for side, slices in sides.items():
                    for each in slices:
                        words = self.analysis.text[each[0] : each[1]].lower()
                        yield Candidate(person, (start, end), side, words, *each)

    def _before(self, name: int) -> Iterator[Slice]:
        """Yield slices before a name: around titles, and the last words before the name."""
        analysis = self.analysis
        sentence = analysis.sentence_at(name)
        low = max(sentence.start if sentence else name, name - FAR)
        stop = low + len(analysis.text[low:name].rstrip(CLOSES))
        titles = self.titles_in(low, name)
        for number in titles[-MOST_TITLES:]:
            if (end := self.titles[number].end) <= name:
                yield from self._around_title(number, low, {end: "title", max(end, stop): "name"})
        low = max([low, *(self.titles[number].end for number in titles)])
        for words, start in enumerate(self._words_before(low, stop), 1):
            if words < MOST_OWN:
                yield start, stop, f"{words} words", "name", None

    def _behind(self, name: int) -> Iterator[Slice]:
        """Yield slices behind a name: around titles, and words set off from the name by a mark or "who"."""
        text = self.analysis.text
        high = min(name + FAR, len(text))
        for number in self.titles_in(name, high)[:MOST_TITLES]:
            if (end := self.titles[number].end) <= high:
                mark = role_end(text, self.whole_titles[number], end)
                yield from self._around_title(number, name, {end: "title", mark: "mark"})
        for after in dict.fromkeys([name, POST_NOMINALS.match(text, name).end()]):  # type: ignore[union-attr]
            if (joint := SET_OFF.match(text, after)) and joint.end() < high:
                yield from self._set_off(joint.end(), high)

    def _set_off(self, start: int, high: int) -> Iterator[Slice]:
        """Yield the slices from `start` to the end of a role (a mark or verb) and to the end of the line."""
        text = self.analysis.text
        ends = {min(high, role_end(text, start, start)): "mark"}
        if (line := text.find("\n", start, high)) >= 0:
            ends.setdefault(line, "line")
        for end, how in ends.items():
            titles = (self.titles[number] for number in self.titles_in(start, end)[:1])
            yield start, end, "set off", how, next((title for title in titles if title.end <= end), None)

    def _inside(self, start: int, end: int) -> Iterator[Slice]:
        """Yield the title in a mention that consists of title and surname."""
        for number in self.titles_in(start, end)[:1]:
            if (title := self.titles[number]).end < end:
                yield self.whole_titles[number], title.end, "modifiers", "title", title

    def _around_title(self, number: int, low: int, ends: Mapping[int, str]) -> Iterator[Slice]:
        """Yield slices around a title: from the title, its modifiers, the words before it, or the body before it."""
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
        """Yield the starts of the words before a position, nearest first, up to a mark or a word that opens no role."""
        for _ in range(MOST_OWN):
            word = WORD_BEFORE.search(self.analysis.text, low, position)
            if word is None or word.group().strip().lower() in NO_BEGINNING:
                return
            position = word.start()
            yield position


_start = attrgetter("start")
