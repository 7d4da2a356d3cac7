"""Find short forms and pronouns for people named in full before: "Ms Henry", "Det Supt Mant", "says Helen"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.names import HONORIFIC, SPEAKS, SURNAME_HERE, spoken_by
from flows.extraction.analysis.people.people import Person

PRONOUN = re.compile(r"\b(?:She|she|He|he)\b")
# Forms of address before a name, and the pronoun that they imply.
CALLED = {
    **dict.fromkeys(("Mrs", "Ms", "Miss", "Dame", "Lady", "Baroness", "Madam"), "she"),
    **dict.fromkeys(("Mr", "Sir", "Lord", "Baron"), "he"),
}


def add_short_forms(analysis: Analysis) -> None:
    """Add to each person's mentions the later slices that name them in short, unless the form fits several people."""
    if not analysis.people:
        return
    text = analysis.text
    holders: dict[str, set[int]] = defaultdict(set)
    for number, person in enumerate(analysis.people):
        for word in (person.surname, person.name.split()[0], person.name.split(" ", 1)[-1]):
            holders[word].add(number)
    taken = sorted((start, end) for person in analysis.people for start, end, _ in person.mentions)

    def add(start: int, end: int, name: str) -> None:
        numbers = holders.get(name) or holders.get(name.split()[-1], set())
        index = bisect_left(taken, (end, 0))
        free = index == 0 or taken[index - 1][1] <= start
        if len(numbers) == 1 and free and analysis.sentence_at(start):
            person = analysis.people[next(iter(numbers))]
            if start > person.mentions[0][0]:
                person.mentions.append((start, end, "short-form"))
                taken.insert(index, (start, end))

    for called in HONORIFIC.finditer(text):
        add(*called.span(), called[1])
    for hit in analysis.titles:
        name = SURNAME_HERE.match(text, hit.end + 1) if text[hit.end : hit.end + 1] == " " else None
        if name:
            add(hit.start, name.end(), name.group(1))
    longest_first = "|".join(map(re.escape, sorted(holders, key=len, reverse=True)))
    for named in re.finditer(rf"\b(?<![’'-])(?:{longest_first})\b", text):
        if SPEAKS.match(text, named.end()) or spoken_by(text, named.start()):
            add(*named.span(), named[0])
    for person in analysis.people:
        person.mentions.sort()


def speaking_pronouns(text: str) -> Iterator[re.Match[str]]:
    """Yield the pronouns that speak: "She added", "said he"."""
    for match in PRONOUN.finditer(text):
        start, end = match.span()
        said = match[0].islower() and text[max(0, start - 2) : start] in ("s ", "d ", "t ")
        if (said and text[end : end + 1] in tuple(" \n.,:")) or (
            text[max(0, start - 1) : start] not in ("“", '"') and SPEAKS.match(text, end)
        ):
            yield match


def gender_of(text: str, person: Person) -> str | None:
    """Return the pronoun for a person by how a text addresses them ("Mrs", "Sir"); None if unknown or mixed."""
    pronouns = set()
    for start, end, _ in person.mentions:
        before = text[max(0, start - len("Baroness. ")) : start].split()
        words = (before[-1] if before else "", text[start:end].partition(" ")[0])
        pronouns |= {CALLED.get(word.rstrip(".")) for word in words}
    pronouns.discard(None)
    return pronouns.pop() if len(pronouns) == 1 else None


class Pronouns:
    """Resolves "she" and "he" to a person named before the pronoun."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis, self._people = analysis, analysis.people
        self._named = sorted(
            (start, end, number) for number, person in enumerate(analysis.people) for start, end, _ in person.mentions
        )

    @cached_property
    def _genders(self) -> list[str | None]:
        return [gender_of(self._analysis.text, person) for person in self._people]

    @cached_property
    def _shared_surnames(self) -> list[int]:
        """The positions of surnames that several people share, where the surname may mean any of them."""
        often = Counter(person.surname for person in self._people)
        shared = "|".join(re.escape(name) for name, count in often.items() if count > 1)
        return [found.start() for found in re.finditer(rf"\b(?:{shared})\b", self._analysis.text)] if shared else []

    def person_before(self, match: re.Match[str]) -> Person | None:
        """Return the person a pronoun stands for, or None: the last one named before it; for a pronoun that opens a
        sentence, the first one named in the sentence before. A person known to take the other pronoun is passed over
        for the next candidate nearby, then for earlier ones."""
        text, position, pronoun = self._analysis.text, match.start(), match.group().lower()
        index = bisect_left(self._named, (position,)) - 1
        if index < 0:
            return None
        either = bisect_left(self._shared_surnames, position)
        if either and self._shared_surnames[either - 1] >= self._named[index][1]:
            return None
        here, sentences = self._analysis.index_at(position), self._analysis.sentences
        opens = here > 0 and sentences[here].start == position and sentences[here - 1].block is sentences[here].block
        last = sentences[here - 1] if opens else self._analysis.sentence_at(self._named[index][0])
        low = min(bisect_left(self._named, (last.start,)), index) if last else index
        near = [number for *_, number in self._named[low : index + 1]]
        if last and last.index == here and len(set(near)) > 1 and not SPEAKS.match(text, match.end()):
            return None  # ambiguous: "NAME met OTHER and said that she was …"
        first_speaks = last and last.index < here and SPEAKS.match(text, self._named[low][1])
        chosen = near[0] if opens or first_speaks else near[-1]
        before = (self._named[at][2] for at in range(low - 1, -1, -1))
        wrong = {"he": "she", "she": "he"}[pronoun]
        return next((self._people[n] for n in chain([chosen], near, before) if self._genders[n] != wrong), None)


def add_pronouns(analysis: Analysis) -> None:
    """Add to each person's mentions the pronouns by which they speak, except inside quotations."""
    pronouns = Pronouns(analysis)
    for match in speaking_pronouns(analysis.text) if analysis.people else ():
        counts = analysis.sentence_at(match.start()) and analysis.quotation_at(match.start()) is None
        if counts and (person := pronouns.person_before(match)):
            person.mentions.append((*match.span(), "pronoun"))
    for person in analysis.people:
        person.mentions.sort()
