"""Who speaks: the person or organisation each quotation belongs to, and the short forms people are named by later."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import Mention
from flows.extraction.analysis.discourse import NOUN_KINDS, antecedent
from flows.extraction.analysis.lexicon import title_lexicon
from flows.extraction.analysis.names import HONORIFIC, NAME_WORD, SPEECH, SURNAME_HERE
from flows.extraction.analysis.people import Person
from flows.extraction.analysis.quotations import Quotation
from flows.extraction.claims import Body

VERB = re.compile(rf"\b(?:{SPEECH}|according to|adding|saying|stating|found|finds|accepted|commenting|responding)\b")
PRONOUN_SPEAKS = re.compile(rf"(?<![\w“\"])(?:[Ss]he|[Hh]e)(?=\s+(?:(?:has|had|also|then|later|further)\s+)?{SPEECH}\b)|(?<=[sdt]\s)(?:she|he)(?=[\s.,:])")
PRONOUN = re.compile(r"\b(?:[Ss]he|[Hh]e)\b")
BARE = re.compile(rf"(?<![\w’'-])({NAME_WORD})(?=\s+(?:(?:has|also|then)\s+)?{SPEECH}\b)|\b{SPEECH}\s+({NAME_WORD})(?=[\s.,:;])")
AFTER = re.compile(rf"[\s,]*(?:(?P<verb>{SPEECH})\s+|(?=\S))")
INSPECTORS = re.compile(r"\b[Ii]nspectors\b|\b[Tt]he (?:police |policing |fire )?(?:inspectorate|watchdog|report|inspection)\b")
NOUN = re.compile(rf"\b[Tt]he (?P<noun>{'|'.join(noun.replace(' ', ' ') for noun in NOUN_KINDS)})\b(?!\s+(?:said|was) (?:to|that))")

Speaker = Person | Body


@dataclass(frozen=True, slots=True)
class Naming:
    """A slice that stands for a person or body that can speak."""

    start: int
    end: int
    speaker: Speaker


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quotation and whose words it holds; `block_of` is the start of the quotation it goes on from."""

    quotation: Quotation
    speaker: Speaker | None
    goes_on: bool


def add_short_forms(analysis: Analysis) -> None:
    """Add to each person the later slices that name them in short: "Ms Henry", "Det Supt Mant", "Cooke said"."""
    if not analysis.people:
        return
    text = analysis.text
    taken = {position for p in analysis.people for a, b, _ in p.mentions for position in range(a, b)}
    surnames: dict[str, list[Person]] = {}
    for person in analysis.people:
        surnames.setdefault(person.surname, []).append(person)
        surnames.setdefault(person.name.split()[0], []).append(person)

    def add(start: int, end: int) -> None:
        word = text[start:end].split()[-1]
        holders = surnames.get(word, [])
        if len({id(h) for h in holders}) == 1 and taken.isdisjoint(range(start, end)):
            holders[0].mentions.append((start, end, "short-form"))
            taken.update(range(start, end))

    for match in HONORIFIC.finditer(text):
        if analysis.sentence_at(match.start()):
            add(match.start(), match.end())
    for hit in title_lexicon().find(analysis.view):
        name = SURNAME_HERE.match(text, hit.end + 1) if text[hit.end : hit.end + 1] == " " else None
        if name and analysis.sentence_at(hit.start):
            add(hit.start, name.end())
    for match in BARE.finditer(text):
        group = 1 if match.group(1) else 2
        if analysis.sentence_at(match.start()):
            add(*match.span(group))
    for person in analysis.people:
        person.mentions.sort()


def namings(analysis: Analysis) -> list[Naming]:
    """Everything that can be the subject of a verb of speech, in order of position."""
    found = [Naming(a, b, person) for person in analysis.people for a, b, _ in person.mentions]
    held = [(naming.start, naming.end) for naming in found]
    found += [
        Naming(m.start, m.end, m.body)
        for m in analysis.mentions
        if m.body.kind != "commissioner-office" and not any(a <= m.start < b for a, b in held)
    ]
    for match in INSPECTORS.finditer(analysis.text):
        body = antecedent(analysis, match.start(), frozenset({"inspectorate"}))
        if body:
            found.append(Naming(match.start(), match.end(), body))
    for match in NOUN.finditer(analysis.text):
        body = antecedent(analysis, match.start(), NOUN_KINDS[match["noun"].lower()])
        if body and not any(m.start <= match.start() < m.end for m in analysis.mentions):
            found.append(Naming(match.start(), match.end(), body))
    return sorted(found, key=lambda naming: naming.start)


class Attribution:
    """Finds whose words a quotation holds; also notes the pronouns that stand for a person who speaks."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.namings = namings(analysis)

    def _between(self, low: int, high: int) -> list[Naming]:
        return [naming for naming in self.namings if low <= naming.start < high]

    def _person_before(self, position: int) -> Person | None:
        people = [n for n in self.namings if n.start < position and isinstance(n.speaker, Person)]
        return people[-1].speaker if people and isinstance(people[-1].speaker, Person) else None

    def _subject(self, low: int, verb: int) -> Speaker | None:
        """The naming nearest before a verb, outside quotation marks; a pronoun takes up the person named last."""
        pronoun = None
        for match in PRONOUN.finditer(self.text, low, verb):
            pronoun = match
        near = [n for n in self._between(low, verb) if not self._quoted(n.start)]
        if pronoun and (not near or near[-1].start < pronoun.start()):
            return self._pronoun(pronoun)
        if not near:
            return None
        people = [n for n in near if isinstance(n.speaker, Person)]
        if len(people) > 1 and self.text[people[-1].end : verb].strip(" ") == ",":
            return people[0].speaker
        return people[-1].speaker if people else near[-1].speaker if len(near) == 1 else self._nearest(near, verb)

    def _nearest(self, near: list[Naming], verb: int) -> Speaker:
        adjacent = [n for n in near if verb - n.end <= 12]
        return (adjacent[-1] if adjacent else near[0]).speaker

    def _pronoun(self, match: re.Match[str]) -> Person | None:
        person = self._person_before(match.start())
        if person and not any(a == match.start() for a, _, _ in person.mentions):
            person.mentions.append((match.start(), match.end(), "pronoun"))
        return person

    def _quoted(self, position: int) -> bool:
        return self.analysis.quotation_at(position) is not None

    def before(self, quotation: Quotation) -> Speaker | None:
        """The speaker named before the words: "NAME said: “…", "BODY said the unit was “…”"."""
        sentence = self.analysis.sentence_at(quotation.start)
        low = sentence.start if sentence else quotation.start
        if low == quotation.start:
            return self._introduced(quotation)
        verbs = [m for m in VERB.finditer(self.text, low, quotation.start) if not self._quoted(m.start())]
        for verb in reversed(verbs):
            speaker = self._subject(low, verb.start())
            if speaker is None and verb.group() == "according to":
                speaker = next((n.speaker for n in self._between(verb.end(), quotation.start)), None)
            if speaker:
                return speaker
        return None

    def _introduced(self, quotation: Quotation) -> Speaker | None:
        """The speaker of a line before that ends in a colon, or is no more than a name and a role."""
        sentence = self.analysis.sentence_at(quotation.start)
        if not sentence or not sentence.index:
            return None
        previous = self.analysis.sentences[sentence.index - 1]
        line = self.text[previous.start : previous.end].rstrip()
        if not line.endswith((":", ",", "–", "—")) or self._quoted(previous.start):
            return None
        verbs = list(VERB.finditer(self.text, previous.start, previous.end))
        return self._subject(previous.start, verbs[-1].start() if verbs else previous.end)

    def after(self, quotation: Quotation) -> Speaker | None:
        """The speaker named after the words: "…” said NAME", "…”, NAME told", "…” she added"."""
        sentence = self.analysis.sentence_at(max(quotation.start, quotation.end - 1))
        high = min(len(self.text), quotation.end + 160)
        stop = re.search(r"[“\"\n]|[.!?](?:\s|$)", self.text[quotation.end : high])
        high = quotation.end + stop.start() + 1 if stop else high
        verb = VERB.search(self.text, quotation.end, high)
        if sentence is None or not verb or self.text[quotation.end : verb.start()].count(" ") > 14:
            return None
        subject = self._subject(quotation.end, verb.start())
        if subject:
            return subject
        following = self._between(verb.end(), high)
        if following and following[0].start - verb.end() <= 60:
            return following[0].speaker
        pronoun = PRONOUN.match(self.text, verb.end() + 1)
        return self._pronoun(pronoun) if pronoun else None


def attribute(analysis: Analysis) -> list[Spoken]:
    """Whose words each quotation holds, in order. A paragraph of speech that names nobody goes on from the last."""
    finder = Attribution(analysis)
    spoken: list[Spoken] = []
    last: Spoken | None = None
    for quotation in analysis.quotations:
        outer = next((s for s in spoken[-3:] if s.quotation.speech and s.quotation.covers(quotation.start)), None)
        if outer:
            continue
        speaker = finder.before(quotation) or finder.after(quotation)
        goes_on = False
        if speaker is None and quotation.speech and last and last.speaker is not None:
            here, there = analysis.sentence_at(quotation.start), analysis.sentence_at(last.quotation.end - 1)
            if here and there and here.block.index - there.block.index <= 1 and here.start == quotation.start:
                speaker, goes_on = last.speaker, True
        current = Spoken(quotation, speaker, goes_on)
        spoken.append(current)
        if quotation.speech:
            last = current
    for match in PRONOUN_SPEAKS.finditer(analysis.text):
        if analysis.sentence_at(match.start()) and not finder._quoted(match.start()):
            finder._pronoun(match)
    return spoken


def organisation_of(analysis: Analysis, person: Person) -> Body | None:
    """The body a person speaks for: the one their role names, else the one their kind of role belongs to."""
    if person.organisation:
        return person.organisation
    kinds = {
        "police-rank": frozenset({"territorial-force", "special-force", "regional-unit", "national-agency"}),
        "fire-rank": frozenset({"fire-service"}),
        "inspector": frozenset({"inspectorate"}),
    }
    for kind in person.role_kinds:
        if kind == "police-rank" and person.roles == ["Inspector"]:
            kind = "inspector"
        if kind in kinds:
            wanted = kinds[kind]
            if any("regional" in role.lower() for role in person.roles):
                wanted = frozenset({"regional-unit"})
            return antecedent(analysis, person.mentions[0][0], wanted)
    return None


def mention_of(analysis: Analysis, body: Body) -> Mention | None:
    """The first place a body is named."""
    return next((m for m in analysis.mentions if m.body == body), None)
