"""Who could have said each quotation of a document: whoever is named near it, outside other people's words.

Generous: who is no candidate can never be found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.grades import WORDS as GRADE
from flows.extraction.analysis.speech.namings import Naming, Speaker, namings_in
from flows.extraction.analysis.text.quotations import Quotation
from flows.extraction.analysis.text.speech_verbs import SPEECH_VERB
from flows.extraction.linking.features.beside import WORD
from flows.extraction.linking.looks import Work

# So many namings before a quotation and behind it, so many beside the quotation before it, and so many blocks up and
# down are looked at.
MOST_BEFORE, MOST_BEHIND, MOST_CARRIED = 8, 6, 2
BLOCKS = 3
# Of more namings there is no telling how many are nearer.
MOST_NEAR = 40
# So many quotations may stand in each other.
MOST_NESTED = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation, and whose words it holds, if that is known. `goes_on`: it carries on the one before, and only that
    says whose it is."""

    quotation: Quotation
    speaker: Speaker | None
    goes_on: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Candidate:
    """Somebody who could have said a quotation, given by its number."""

    number: int
    speaker: Speaker


class Talk(Work[Candidate]):
    """The quotations of a document with everybody who could have said each, one quotation's after the other's.

    `around`: the namings near each quotation, those before it and those behind it.
    """

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self.quotations = [one for one in _outermost(analysis.quotations) if not _is_grade(analysis.text, one)]
        self.namings = namings_in(analysis) if self.quotations else []
        self._starts = [naming.start for naming in self.namings]
        self.of_speaker: dict[Speaker, list[Naming]] = defaultdict(list)
        for naming in self.namings:
            self.of_speaker[naming.speaker].append(naming)
        self.around = [self._around(quotation) for quotation in self.quotations]
        numbers = range(len(self.quotations))
        self.candidates = [Candidate(number, one) for number in numbers for one in self._speakers(number)]

    def _speakers(self, number: int) -> dict[Speaker, None]:
        before, behind = self.around[number]
        found = [*reversed(before[-MOST_BEFORE:]), *behind[:MOST_BEHIND]]
        start, last = self.quotations[number].start, self.quotations[number - 1].end - 1
        if number and self._block_at(start) - self._block_at(last) <= BLOCKS:
            before, behind = self.around[number - 1]
            found += [*reversed(before[-MOST_CARRIED:]), *behind[:MOST_CARRIED]]
        return dict.fromkeys(naming.speaker for naming in found)

    def _around(self, quotation: Quotation) -> tuple[list[Naming], list[Naming]]:
        blocks, starts = self.analysis.blocks, self._starts
        low = blocks[max(0, self._block_at(quotation.start) - BLOCKS)].start
        high = blocks[min(len(blocks) - 1, self._block_at(quotation.end - 1) + BLOCKS)].end
        before, behind = bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)
        return (
            self.namings[max(bisect_left(starts, low), before - MOST_NEAR) : before],
            self.namings[behind : min(bisect_left(starts, high), behind + MOST_NEAR)],
        )

    def goes_on(self, number: int, speaker: Speaker) -> bool:
        """Whether a quotation carries on the one before: of a speaker whom nothing in its block names, but perhaps the
        sentence in which that one ends."""
        one, last = self.quotations[number], self.quotations[number - 1]
        here, there = self.analysis.sentence_at(one.start), self.analysis.sentence_at(last.end - 1)
        if not number or not one.speech or here is None or there is None or here.start != one.start:
            return False
        named, low = self.of_speaker[speaker], max(here.block.start, there.end)
        at = bisect_left(named, low, key=lambda naming: naming.start)
        near = here.block.index - there.block.index <= 1
        return near and (at == len(named) or named[at].start >= here.block.end)

    def _block_at(self, position: int) -> int:
        index = self.analysis.index_at(position)
        return self.analysis.sentences[index].block.index if index >= 0 else 0

    @cached_property
    def _tokens(self) -> tuple[list[int], list[str]]:
        found = [*WORD.finditer(self.analysis.text)]
        return [word.start() for word in found], [word[0].lower() for word in found]

    def word_at(self, position: int) -> int:
        """The number of the first word that begins at or behind a position."""
        return bisect_left(self._tokens[0], position)

    def words(self, low: int, high: int) -> list[str]:
        """The words from one number to another."""
        return self._tokens[1][max(0, low) : max(0, high)]

    @cached_property
    def verbs(self) -> list[int]:
        """Where verbs of speech stand outside other people's words."""
        starts = (match.start() for match in SPEECH_VERB.finditer(self.analysis.text))
        return [start for start in starts if (said := self.analysis.quotation_at(start)) is None or said.turn]

    @cached_property
    def starts(self) -> list[int]:
        """Where quotations begin."""
        return [quotation.start for quotation in self.quotations]


def _is_grade(text: str, quotation: Quotation) -> bool:
    """Whether a quotation is nothing but a grade, which is nobody's words."""
    return GRADE.fullmatch(text[quotation.start : quotation.end].strip("“”‘’\"', .")) is not None


def _outermost(quotations: list[Quotation]) -> Iterator[Quotation]:
    """Quotations that stand in no other, but in turns of a transcript: who speaks there may quote."""
    last: list[Quotation] = []
    for one in quotations:
        if not any(other.speech and not other.turn and other.covers(one.start) for other in last):
            last = [*last, one][-MOST_NESTED:]
            yield one
