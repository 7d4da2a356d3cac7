"""What in a text stands for somebody who can speak: names, nouns like "the unit", and titles like "the Mayor"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import INSPECTORATE, canonical
from flows.extraction.analysis.reference.discourse import NAME_NOUNS, NOUN_KINDS, antecedent, body_of_noun
from flows.extraction.analysis.text.lexicon import Hit
from flows.extraction.claims import Body

# "inspectors", "the watchdog", "the report"; "the unit", "the department". Reads text in lower case.
NOUN = re.compile(
    rf"\b(?:inspectors\b|the (?:(?:police |policing |fire )?(?:inspectorate|watchdog|report|inspection)\b|"
    rf"(?P<noun>{'|'.join((*NOUN_KINDS, *NAME_NOUNS))})\b(?!['’]|\s+was (?:to|that))))"
)
# "the unit's deputy head": not the unit speaks
POSSESSIVE = re.compile(
    r"['’]s?\s+(?!report|statement|spokes|response|inspect|review|summar|finding|verdict|assess|website|account)"
)
# "the chair of the |BODY|": not the body speaks, as it does through "a spokesperson for" it.
OF_BODY = re.compile(r" (?:of|for|at|from)(?: the)? \Z")
# "a |spokesperson| for"
A = re.compile(r"\b(?:[Aa]|[Tt]he|[Ii]ts) \Z")
OF_WHOM = re.compile(r",? (?:for|of|from|at) ")
THE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Hh]er|[Hh]is)\s+$")
# "the Mayor| of Easthaven, |NAME"
TITLE_TO_NAME = re.compile(r"(?:\s(?:of|for|at|in)\s(?:the\s)?[^,.;:()\n“”\"]{2,80})?,?\s")
LONGEST_TITLE = 160
# A commissioner's role, and not that of a deputy.
_COMMISSIONER = re.compile(
    r"(?<!deputy )(?<!assistant )\b(?:police(?:, fire)? and crime )?commissioner(?: (?:for|of)\b.*)?$"
)

Speaker = Person | Body


@dataclass(slots=True)
class Naming:
    """A slice that stands for a person or body that can speak."""

    start: int
    end: int
    speaker: Speaker


class Namings:
    """Everything that can be the subject of a verb of speech, found in those sentences where somebody asks for it."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._people = sorted(of_people(analysis).values(), key=lambda naming: naming.start)
        self._starts = [naming.start for naming in self._people]
        self._by_role = [Naming(*role) for role in by_role(analysis)]
        self._persons = sorted([*self._starts, *(naming.start for naming in self._by_role)])
        self._spokespeople = [hit for hit in analysis.titles if canonical(hit).endswith("Spokesperson")]
        holders = [hit for hit in analysis.titles if not canonical(hit).endswith("Spokesperson")]
        self._title_starts, self._title_ends = {hit.start for hit in holders}, {hit.end for hit in holders}
        self._of_sentences: dict[int, list[Naming]] = {}

    def between(self, low: int, high: int) -> list[Naming]:
        """Those that begin in a slice, in order of position."""
        first, last = self._analysis.index_at(low), self._analysis.index_at(high - 1)
        sentences = range(max(0, first), last + 1)
        return [naming for index in sentences for naming in self._of_sentence(index) if low <= naming.start < high]

    def any_person(self, low: int, high: int) -> bool:
        """Whether one of them that begins in a slice is that of a person: this is soon known."""
        return bisect_left(self._persons, low) < bisect_left(self._persons, high)

    def _of_sentence(self, index: int) -> list[Naming]:
        """Those of a sentence; of two that begin at one place the first that is found stands, a name before all."""
        if (known := self._of_sentences.get(index)) is not None:
            return known
        sentence = self._analysis.sentences[index]
        low, high = sentence.start, sentence.end
        people = self._people[bisect_left(self._starts, low) : bisect_left(self._starts, high)]
        found = {naming.start: naming for naming in people}
        for naming in chain(self._bodies(low, high), self._nouns(low, high), self._titles(low, high)):
            if not self._in_name(naming.start):
                found.setdefault(naming.start, naming)
        self._of_sentences[index] = [found[start] for start in sorted(found)]
        return self._of_sentences[index]

    def _in_name(self, position: int) -> bool:
        """Whether a position stands in the name of a person."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and self._people[index].end > position

    def _bodies(self, low: int, high: int) -> Iterator[Naming]:
        """The bodies that a slice names, but for those that stand there to say whose a title is."""
        text = self._analysis.text
        for mention in self._analysis.mentions_in(low, high):
            start, end = mention.start, mention.end
            of = OF_BODY.search(text, max(0, start - 10), start)
            of_title = end + 1 in self._title_starts or (of and of.start() in self._title_ends)
            if of_title or mention.body.kind == "commissioner-office" or text.endswith("s (", 0, start):
                continue
            if text[end : end + 1] not in ("’", "'") or not POSSESSIVE.match(text, end):
                yield Naming(start, end, mention.body)

    def _nouns(self, low: int, high: int) -> Iterator[Naming]:
        """The nouns of a slice that stand for a body: "inspectors", "the unit"."""
        analysis = self._analysis
        for match in NOUN.finditer(analysis.view.folded, low, high):
            if not (noun := match["noun"]):
                body = antecedent(analysis, match.start(), INSPECTORATE)
            elif analysis.mentions_in(*match.span()):
                continue
            else:
                body = body_of_noun(analysis, noun, match.start())
            if body:
                yield Naming(*match.span(), body)

    def _titles(self, low: int, high: int) -> Iterator[Naming]:
        """The titles of a slice that stand for somebody: "a spokesperson", "the Mayor"."""
        text = self._analysis.text
        for hit in self._spokespeople:
            if not low <= hit.start < high or OF_WHOM.match(text, hit.end):
                continue
            if A.search(text, max(0, hit.start - 5), hit.start) and (body := _spoken_for(self._analysis, hit.start)):
                yield Naming(hit.start, hit.end, body)
        yield from (naming for naming in self._by_role if low <= naming.start < high)


def _spoken_for(analysis: Analysis, position: int) -> Body | None:
    """The body whose spokesperson is one of whom a text does not say it: the first of the sentence before."""
    sentence = analysis.sentences[max(0, analysis.index_at(position) - 1)]
    return next((mention.body for mention in analysis.mentions_in(sentence.start, position)), None)


def of_people(analysis: Analysis) -> dict[int, Naming]:
    """The namings of people by name, by where they start."""
    return {start: Naming(start, end, person) for person in analysis.people for start, end, _ in person.mentions}


def by_role(analysis: Analysis) -> list[tuple[int, int, Person]]:
    """People meant by their title alone: "the Commissioner", "the chief constable"."""
    found = []
    starts = sorted(start for person in analysis.people for start, _, _ in person.mentions)
    for hit in analysis.titles:
        if not THE.search(analysis.text, max(0, hit.start - 5), hit.start) or _heads_name(analysis, hit, starts):
            continue
        title = canonical(hit).lower()
        held = [person for person in analysis.people if _holds(person, title)]
        if len(held) == 1:
            found.append((hit.start, hit.end, held[0]))
    return found


def _heads_name(analysis: Analysis, hit: Hit, starts: list[int]) -> bool:
    """Whether a title goes on to a name: "the Mayor |of Easthaven, NAME" is whom it names."""
    index = bisect_left(starts, hit.end)
    return (
        index < len(starts)
        and starts[index] - hit.end < LONGEST_TITLE
        and bool(TITLE_TO_NAME.fullmatch(analysis.text, hit.end, starts[index]))
    )


def _holds(person: Person, title: str) -> bool:
    """Whether a person is who "the TITLE" means; "the Commissioner" is also who has the title in full, or shorter."""
    roles = [role.text.lower() for role in person.roles if role.kind]
    if any(role.endswith(title) for role in roles):
        return True
    office = person.organisation is not None and person.organisation.kind == "commissioner-office"
    oversees = office or "commissioner" in person.kinds
    return oversees and title.endswith("commissioner") and any(_COMMISSIONER.search(role) for role in roles)
