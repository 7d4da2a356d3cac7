"""The short forms and pronouns people are named by once they are known: "Ms Henry", "Det Supt Mant", "says Helen"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.names import ADVERBS, HONORIFIC, NAME_WORD, SPEECH, SURNAME_HERE
from flows.extraction.analysis.people import Person

# "Cooke said", "says Helen"
BARE = re.compile(rf"(?<![\w’'-])({NAME_WORD})(?=\s+{ADVERBS}{SPEECH}\b)|\b{SPEECH}\s+({NAME_WORD})(?=[\s.,:;])")
# "she added", "said he"
PRONOUN_SPEAKS = re.compile(
    rf"(?<![\w“\"])(?:[Ss]he|[Hh]e)(?=\s+{ADVERBS}{SPEECH}\b)|(?<=[sdt]\s)(?:she|he)(?=[\s.,:])"
)


def add_short_forms(analysis: Analysis) -> None:
    """Add to each person the later slices that name them in short. A form that fits two people names neither."""
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

    for match in HONORIFIC.finditer(text):
        add(match.start(), match.end(), match.group(1))
    for hit in analysis.titles:
        name = SURNAME_HERE.match(text, hit.end + 1) if text[hit.end : hit.end + 1] == " " else None
        if name:
            add(hit.start, name.end(), name.group(1))
    for match in BARE.finditer(text):
        group = 1 if match.group(1) else 2
        add(*match.span(group), match.group(group))
    for person in analysis.people:
        person.mentions.sort()


class Pronouns:
    """Takes "she" and "he" for the person named last before them."""

    def __init__(self, analysis: Analysis) -> None:
        self._named = sorted(
            ((start, number) for number, person in enumerate(analysis.people) for start, _, _ in person.mentions)
        )
        self._people = analysis.people
        self._taken: set[int] = set()

    def person_before(self, position: int) -> Person | None:
        """The person named last before a position."""
        index = bisect_left(self._named, (position, -1)) - 1
        return self._people[self._named[index][1]] if index >= 0 else None

    def take(self, match: re.Match[str]) -> Person | None:
        """The person a pronoun stands for; the pronoun becomes a naming of theirs."""
        person = self.person_before(match.start())
        if person and match.start() not in self._taken:
            self._taken.add(match.start())
            person.mentions.append((match.start(), match.end(), "pronoun"))
        return person
