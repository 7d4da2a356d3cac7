"""The candidate speakers of each quotation: everybody who is named near it, outside other people's words. The choice is
generous, because the judges can only choose among candidates."""

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

# How many namings before a quotation, behind it, and on either side of the quotation before it are candidates.
MOST_BEFORE, MOST_BEHIND, MOST_CARRIED = 8, 6, 2
# How many blocks above and below a quotation are looked at for namings.
BLOCKS = 3
# How many namings on either side of a quotation are kept in `Talk.around`.
MOST_NEAR = 40
# How many earlier quotations are checked for whether they enclose a quotation.
MOST_NESTED = 3


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation and its speaker, None if unknown. `goes_on`: it continues the quotation before it, and nothing else
    near it names the speaker."""

    quotation: Quotation
    speaker: Speaker | None
    goes_on: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Candidate:
    """A possible speaker of a quotation; `number` is the index of the quotation in `Talk.quotations`."""

    number: int
    speaker: Speaker


class Talk(Work[Candidate]):
    """The quotations of a document, without nested ones and bare grades, and the candidates for their speakers.
    `around`: for each quotation, the nearby namings before it and those behind it."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        text, said = analysis.text, _not_nested(analysis.quotations)
        # ‘good’ is nobody's words
        self.quotations = [one for one in said if not GRADE.fullmatch(text[one.start : one.end].strip("“”‘’\"', ."))]
        self.namings = namings_in(analysis) if self.quotations else []
        self._starts = [naming.start for naming in self.namings]
        self.of_speaker: dict[Speaker, list[Naming]] = defaultdict(list)  # where each speaker is named
        for naming in self.namings:
            self.of_speaker[naming.speaker].append(naming)
        self.around = [self._namings_around(quotation) for quotation in self.quotations]
        numbers = range(len(self.quotations))
        self.candidates = [Candidate(number, one) for number in numbers for one in self._speakers_near(number)]

    def _speakers_near(self, number: int) -> dict[Speaker, None]:
        """Return the speakers named near a quotation, and near the quotation before it if that is close."""
        before, behind = self.around[number]
        found = [*reversed(before[-MOST_BEFORE:]), *behind[:MOST_BEHIND]]
        start, last = self.quotations[number].start, self.quotations[number - 1].end - 1
        if number and self._block_at(start) - self._block_at(last) <= BLOCKS:
            before, behind = self.around[number - 1]
            found += [*reversed(before[-MOST_CARRIED:]), *behind[:MOST_CARRIED]]
        return dict.fromkeys(naming.speaker for naming in found)

    def _namings_around(self, quotation: Quotation) -> tuple[list[Naming], list[Naming]]:
        """Return the namings within `BLOCKS` blocks of a quotation: those before it, and those behind it."""
        blocks, starts = self.analysis.blocks, self._starts
        low = blocks[max(0, self._block_at(quotation.start) - BLOCKS)].start
        high = blocks[min(len(blocks) - 1, self._block_at(quotation.end - 1) + BLOCKS)].end
        before, behind = bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)
        return (
            self.namings[max(bisect_left(starts, low), before - MOST_NEAR) : before],
            self.namings[behind : min(bisect_left(starts, high), behind + MOST_NEAR)],
        )

    def goes_on(self, number: int, speaker: Speaker) -> bool:
        """Whether a quotation continues the one before: it opens a sentence at most one block later, and its block does
        not name the speaker, except in the sentence in which the previous quotation ends."""
        quotation, previous = self.quotations[number], self.quotations[number - 1]
        here, there = self.analysis.sentence_at(quotation.start), self.analysis.sentence_at(previous.end - 1)
        if not number or not quotation.speech or here is None or there is None or here.start != quotation.start:
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
        """Return the number of the first word that starts at or after a position."""
        return bisect_left(self._tokens[0], position)

    def words(self, low: int, high: int) -> list[str]:
        """Return the words numbered `low` to before `high`, in lower case."""
        return self._tokens[1][max(0, low) : max(0, high)]

    @cached_property
    def verbs(self) -> list[int]:
        """The positions of verbs of speech outside other people's words."""
        starts = (match.start() for match in SPEECH_VERB.finditer(self.analysis.text))
        return [start for start in starts if (said := self.analysis.quotation_at(start)) is None or said.turn]


def _not_nested(quotations: list[Quotation]) -> Iterator[Quotation]:
    """Yield the quotations that are not inside other speech; quotations inside a turn of a transcript are kept."""
    last: list[Quotation] = []
    for quotation in quotations:
        if not any(other.speech and not other.turn and other.covers(quotation.start) for other in last):
            last = [*last, quotation][-MOST_NESTED:]
            yield quotation
