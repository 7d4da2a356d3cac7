"""Find what stands for a person or body that can speak: names, "the unit", "the Mayor", "she", labels of turns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import title_of
from flows.extraction.analysis.reference.discourse import NAME_NOUNS, NOUN_KINDS, antecedent, body_of_noun
from flows.extraction.analysis.speech.short_forms import PRONOUN, Pronouns
from flows.extraction.claims import Body

# "inspectors", "the watchdog", "the report"; "the unit", "the department". Reads text in lower case.
NOUN = re.compile(
    rf"\b(?:inspectors\b|the (?:(?:police |policing |fire )?(?:inspectorate|watchdog|report|inspection)\b|"
    rf"(?P<noun>{'|'.join((*NOUN_KINDS, *NAME_NOUNS))})\b))"
)
THE = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Hh]er|[Hh]is)\s+$")
WORD = re.compile(r"[\w’'-]+")
# The role of a commissioner, but not of a deputy or assistant.
_COMMISSIONER = re.compile(
    r"(?<!deputy )(?<!assistant )\b(?:police(?:, fire)? and crime )?commissioner(?: (?:for|of)\b.*)?$"
)
INSPECTORATES = frozenset({"inspectorate"})

Speaker = Person | Body


@dataclass(slots=True)
class Naming:
    """A slice that stands for a person or body that can speak, with a title right before the name. `form`: that of the
    mention, or label, noun, title, spokesperson or pronoun."""

    start: int
    end: int
    speaker: Speaker
    form: str


def namings_in(analysis: Analysis) -> list[Naming]:
    """Return the namings outside quotations, in order; at one position only the first of `_all_namings`."""
    titles = {hit.end + 1: hit.start for hit in analysis.titles}
    found: dict[int, Naming] = {}
    for naming in _all_namings(analysis):
        quotation = analysis.quotation_at(naming.start)
        if quotation is None or quotation.turn:
            naming.start = titles.get(naming.start, naming.start)
            found.setdefault(naming.start, naming)
    return sorted(found.values(), key=lambda naming: naming.start)


def _all_namings(analysis: Analysis) -> Iterator[Naming]:
    people = [(start, end, form, person) for person in analysis.people for start, end, form in person.mentions]
    for start, end, form, person in people:
        yield Naming(start, end, person, form)
    names = sorted((start, end) for start, end, _, _ in people)
    for mention in (*analysis.mentions, *analysis.places):
        at = bisect_left(names, (mention.start + 1, 0)) - 1
        if at < 0 or names[at][1] <= mention.start:
            yield Naming(mention.start, mention.end, mention.body, mention.form)
    yield from _labels(analysis)
    yield from _titles(analysis)
    yield from _nouns(analysis)
    pronouns = Pronouns(analysis)
    for match in PRONOUN.finditer(analysis.text) if analysis.people else ():
        if meant := pronouns.person_before(match):
            yield Naming(*match.span(), meant, "pronoun")


def _labels(analysis: Analysis) -> Iterator[Naming]:
    """Yield the labels of turns that hold words of just one person's name: "ANA: …"."""
    named: dict[str, set[int]] = defaultdict(set)
    for number, person in enumerate(analysis.people):
        for word in person.name.lower().split():
            named[word].add(number)
    for turn in analysis.quotations:
        if turn.turn and (sentence := analysis.sentence_at(turn.start)):
            start = sentence.block.start
            holders = [named[word] for word in WORD.findall(analysis.view.folded, start, turn.start) if word in named]
            if holders and len(shared := set.intersection(*holders)) == 1:
                yield Naming(start, turn.start, analysis.people[shared.pop()], "label")


def _nouns(analysis: Analysis) -> Iterator[Naming]:
    """Yield the nouns that stand for a body: "inspectors", "the unit"."""
    for match in NOUN.finditer(analysis.view.folded):
        start, end = match.span()
        if analysis.sentence_at(start) is None or analysis.mentions_in(start, end):
            continue
        noun = match["noun"]
        body = body_of_noun(analysis, noun, start) if noun else antecedent(analysis, start, INSPECTORATES)
        if body:
            yield Naming(start, end, body, "noun")


def _titles(analysis: Analysis) -> Iterator[Naming]:
    """Yield titles that stand for their only holder ("the Commissioner", "CHIEF CONSTABLE: …") or, as "a spokesperson",
    for the body spoken for."""
    for hit in analysis.titles:
        title = title_of(hit).canonical
        if THE.search(analysis.text, max(0, hit.start - 5), hit.start) or analysis.text.startswith(":", hit.end):
            holders = [person for person in analysis.people if _holds(person, title.lower())]
            if len(holders) == 1:
                yield Naming(hit.start, hit.end, holders[0], "title")
        if title.endswith("Spokesperson") and (body := _spoken_for(analysis, hit.start)):
            yield Naming(hit.start, hit.end, body, "spokesperson")


def _spoken_for(analysis: Analysis, position: int) -> Body | None:
    """Return the body a spokesperson speaks for: the first named since the start of the sentence before, or None."""
    sentence = analysis.sentences[max(0, analysis.index_at(position) - 1)]
    return next((mention.body for mention in analysis.mentions_in(sentence.start, position)), None)


def _holds(person: Person, title: str) -> bool:
    """Whether "the TITLE" can mean a person: a role of theirs ends in the title, or both are a commissioner's."""
    roles = [role.text.lower() for role in person.roles if role.kind]
    if any(role.endswith(title) for role in roles):
        return True
    office = person.organisation is not None and person.organisation.kind == "commissioner-office"
    oversees = office or "commissioner" in person.kinds
    return oversees and title.endswith("commissioner") and any(_COMMISSIONER.search(role) for role in roles)
