"""The short forms and pronouns people are named by once they are known: "Ms Henry", "Det Supt Mant", "says Helen"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.names import SPEAKS, SURNAME_HERE, honorifics, spoken_by
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.text.view import View

PRONOUN = re.compile(r"(?:She|she|He|he)\b")
# Where one ends, in lower case; it begins with plain letters, for the sake of speed.
HE = re.compile(r"he\b(?:(?<![^\W_]he)|(?<=(?<![^\W_])she))")
# What a woman is called, and a man, before the name.
CALLED = {
    **dict.fromkeys(("Mrs", "Ms", "Miss", "Dame", "Lady", "Baroness", "Madam"), "she"),
    **dict.fromkeys(("Mr", "Sir", "Lord", "Baron"), "he"),
}
# "She |replied", "|replied |she"; "NAME |wrote to |OTHER", "NAME |asked |OTHER |why"
REPLIES = re.compile(r"\s+(?:\w+ly\s)?(?:replied|answered|responded|retorted|countered)\b")
REPLIED = re.compile(r"\b(?:replied|answered|responded|retorted|countered) \Z")
_ASKED = "ask(?:s|ed)|question(?:s|ed)|quizze[sd]|press(?:es|ed)|challenge[sd]"
ASKED = re.compile(rf"\b(?:{_ASKED})\b(?! by\b)")
ADDRESSED = re.compile(
    rf"\b(?:{_ASKED}|(?:wr(?:ites|ote)|said|sp(?:eaks|oke)) to|t(?:old|ells)|email(?:s|ed)|warn(?:s|ed)|urge[sd]|"
    rf"accuse[sd])\b(?! by\b)"
)
ASKED_ABOUT = re.compile(r"[^.;:\n“\"]*?\b(?:about|if|whether|why|how|what|when|where|who)\b")
LONGEST_ASKED = 120
# Of two people one who may be either.
EITHER = -1


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

    for called in honorifics(text):
        add(*called.span(), called[1])
    for hit in analysis.titles:
        name = SURNAME_HERE.match(text, hit.end + 1) if text[hit.end : hit.end + 1] == " " else None
        if name:
            add(hit.start, name.end(), name.group(1))
    for word in holders:
        for start, end in _bare(text, word):
            add(start, end, word)
    for person in analysis.people:
        person.mentions.sort()


def _bare(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where a name without a title speaks."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        alone = not (
            text[end : end + 1].isalnum() or (start and (text[start - 1].isalnum() or text[start - 1] in "’'-"))
        )
        if alone and (SPEAKS.match(text, end) or spoken_by(text, start)):
            yield start, end
        start = text.find(name, end)


def speaking_pronouns(view: View) -> Iterator[re.Match[str]]:
    """ "She added", "said he"."""
    text, folded = view.text, view.folded
    for found in HE.finditer(folded):
        match = PRONOUN.match(text, found.start() - (folded[found.start() - 1 : found.start()] == "s"))
        if match is None:
            continue
        start, end = match.span()
        before = text[max(0, start - 2) : start]
        said = len(before) == 2 and before[0] in "sdt" and before[1].isspace() and match[0].islower()
        if (said and text[end : end + 1] in tuple(" \n.,:")) or (
            before[-1:] not in ("“", '"') and SPEAKS.match(text, end)
        ):
            yield match


def gender_of(text: str, person: Person) -> str | None:
    """The pronoun for somebody by how a text calls them; None where it does not, or in both ways."""
    found = set()
    for start, end, _ in person.mentions:
        before = text[max(0, start - len("Baroness. ")) : start].split()
        words = (before[-1] if before else "", text[start:end].partition(" ")[0])
        found |= {CALLED.get(word.rstrip(".")) for word in words}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


class Pronouns:
    """Takes "she" and "he" for the person named last before them."""

    def __init__(self, analysis: Analysis) -> None:
        self._people = analysis.people
        self._analysis = analysis
        self._named = sorted(
            ((start, number) for number, person in enumerate(analysis.people) for start, _, _ in person.mentions)
        )
        self._named = sorted([*self._named, *self._either()])
        self._taken: set[int] = set()

    @cached_property
    def _genders(self) -> list[str | None]:
        return [gender_of(self._analysis.text, person) for person in self._people]

    def _either(self) -> Iterator[tuple[int, int]]:
        """Where a surname stands alone that two people have, who may be meant or not."""
        surnames = Counter([person.surname for person in self._people])
        shared = [name for name, often in surnames.items() if often > 1]
        known = [(start, end) for person in self._people for start, end, _ in person.mentions] if shared else []
        for name in shared:
            for found in re.finditer(rf"(?<![\w’'-]){re.escape(name)}(?!\w)", self._analysis.text):
                if not any(start <= found.start() < end for start, end in known):
                    yield found.start(), EITHER

    def _person_before(self, match: re.Match[str]) -> Person | None:
        """The person named last before a pronoun; at the head of a sentence the first of two in the one before."""
        position = match.start()
        index = bisect_left(self._named, (position, EITHER)) - 1
        if index < 0:
            return None
        here, sentences = self._analysis.index_at(position), self._analysis.sentences
        opens = here > 0 and sentences[here].start == position and sentences[here - 1].block is sentences[here].block
        last = sentences[here - 1] if opens else self._analysis.sentence_at(self._named[index][0])
        low = min(bisect_left(self._named, (last.start, EITHER)), index) if last else index
        near = [number for _, number in self._named[low : index + 1]]
        if last and last.index == here and len(set(near)) > 1 and not SPEAKS.match(self._analysis.text, match.end()):
            return None  # "NAME met OTHER and said that she was …"
        if (other := self._answers(match, low, index, opens=opens)) is not None:
            chosen = other
        elif opens or (last and last.index < here and self._speaks(low)):
            chosen = near[0]
        else:
            chosen = near[-1]
        return self._agreeing(chosen, near, low, match.group().lower())

    def _speaks(self, index: int) -> bool:
        """Whether a naming is of somebody who speaks: "NAME said OTHER was …"."""
        end = self._end(index)
        return end is not None and SPEAKS.match(self._analysis.text, end) is not None

    def _end(self, index: int) -> int | None:
        position, number = self._named[index]
        return None if number == EITHER else next(m[1] for m in self._people[number].mentions if m[0] == position)

    def _answers(self, match: re.Match[str], low: int, high: int, *, opens: bool) -> int | None:
        """Who is spoken to, where the pronoun is who replies: "NAME wrote to |OTHER|. She replied"."""
        text, end = self._analysis.text, self._end(low)
        first, other = (
            self._named[low][1],
            next((i for i in range(low, high + 1) if self._named[i] != self._named[low]), low),
        )
        if end is None or self._named[other][1] in (first, EITHER):
            return None
        replies = REPLIES.match(text, match.end()) or REPLIED.search(text, max(0, match.start() - 12), match.start())
        asked = text[self._end(other) or 0 :][:LONGEST_ASKED] if opens else ""
        if not replies and not ASKED_ABOUT.match(asked):
            return None
        between = text[end : self._named[other][0]]
        spoken_to = ADDRESSED.search(between) if replies else ASKED.search(between)
        return self._named[other][1] if spoken_to else None

    def _agreeing(self, chosen: int, near: list[int], low: int, pronoun: str) -> Person | None:
        """The person chosen, or where they are called otherwise ("Sir"), the next who may be meant, near or before."""
        if chosen == EITHER:
            return None
        wrong = {"he": "she", "she": "he"}[pronoun]
        if self._genders[chosen] != wrong:
            return self._people[chosen]
        others = (*near, *(number for _, number in reversed(self._named[:low])))
        other = next((number for number in others if number != EITHER and self._genders[number] != wrong), None)
        return None if other is None else self._people[other]

    def take(self, match: re.Match[str]) -> Person | None:
        """The person a pronoun stands for; the pronoun becomes a naming of theirs."""
        person = self._person_before(match)
        if person and match.start() not in self._taken:
            self._taken.add(match.start())
            person.mentions.append((match.start(), match.end(), "pronoun"))
        return person
