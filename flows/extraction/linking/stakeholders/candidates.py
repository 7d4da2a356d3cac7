"""Who could have a part in a document: all people it names, and all organisations it names or means, generously."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import Mention, body_of
from flows.extraction.analysis.bodies.namesakes import namesakes
from flows.extraction.analysis.bodies.offices import overseers_of, words_of_overseers
from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import Body, DisruptionClaim, RatingClaim
from flows.extraction.linking.speakers.candidates import Spoken
from schemas import vocabularies

# How a document means a body that it does not name: it gives a grade or figure of it, by its grades or the word for
# those who inspect it means these, by one for those who oversee it them, or somebody speaks for it.
OF_FACT, OF_INSPECTION, OF_OVERSIGHT, OF_PERSON = "fact", "inspection", "oversight", "person"
# Words that may be a name.
UNKNOWN = "unknown"
# A person named again by a part of the name.
SHORT = "short-form"
# A place by itself: it may stand for the force or the service of its name.
PLACE = "place-alone"
# "the |panel| met", "its |units|"
OVERSEERS = re.compile(rf"\b({'|'.join(sorted(words_of_overseers()))})(?:s|['’]s?)?\b")
# What the words for those who inspect begin with.
INSPECTORS = "inspector"


# The slice of the view that names or means somebody, and how.
Naming = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Found:
    """A document with what was found in it so far."""

    analysis: Analysis
    spoken: Sequence[Spoken]
    ratings: Sequence[RatingClaim]
    disruptions: Sequence[DisruptionClaim]
    doubtful: Sequence[RatingClaim | DisruptionClaim] = ()


@dataclass(eq=False, slots=True)
class Candidate:
    """A person or an organisation. `namings`: the slices of the view that name or mean it, in order, each with its
    form; `quotations`: what it is quoted with."""

    who: Person | Body
    namings: list[Naming]
    quotations: list[Spoken]

    @property
    def unknown(self) -> bool:
        """Whether it is nothing but capitalised words."""
        return self.namings[0][2] == UNKNOWN

    @property
    def body(self) -> Body | None:
        """The organisation, or the one that a person speaks for."""
        return self.who.organisation if isinstance(self.who, Person) else self.who


class Page:
    """The candidates of a document, with what else describes them."""

    def __init__(self, found: Found) -> None:
        self.found, self.analysis = found, found.analysis
        self.rated = frozenset(claim.body.body_id for claim in found.ratings)
        self.doubted = frozenset(claim.body.body_id for claim in found.doubtful)
        self.counted = Counter(claim.body.body_id for claim in found.disruptions)
        self.named = {body.body_id for body in found.analysis.mentions_of}
        self.ratings_of = Counter(claim.body for claim in found.ratings)
        self.most_mentions = max(map(len, found.analysis.mentions_of.values()), default=0)
        self.titles = [title.start for title in found.analysis.titles]
        self.people = sorted(start for one in found.analysis.people for start, _, form in one.mentions if form != SHORT)
        self.small_words = frozenset(re.findall(r"\b[a-z]{3,}\b", found.analysis.text))
        self.names_of_people = frozenset(one.name for one in found.analysis.people)
        self.words_of_names = frozenset(word for body in found.analysis.mentions_of for word in body.name.split())

    @cached_property
    def candidates(self) -> list[Candidate]:
        """Everybody, organisations first."""
        quotations: dict[int | Body, list[Spoken]] = defaultdict(list)
        for item in self.found.spoken:
            if item.speaker:
                quotations[_key(item.speaker)].append(item)
        found = [Candidate(body, namings, quotations[body]) for body, namings in self._organisations().items()]
        for person in self.analysis.people:
            found.append(Candidate(person, person.mentions, quotations[id(person)]))
        return found

    @cached_property
    def by_first_word(self) -> Mapping[str, list[Body]]:
        """The organisations of the vocabulary among the candidates, by the first word of their names."""
        found: dict[str, list[Body]] = defaultdict(list)
        for one in self.candidates:
            if isinstance(one.who, Body) and not one.unknown:
                found[one.who.name.split()[0]].append(one.who)
        return found

    def _organisations(self) -> dict[Body, list[Naming]]:
        """The organisations with their namings; where there are none, the places that may stand for them, or the
        words that may be their names, or else what means them."""
        named: dict[Body, list[Naming]] = defaultdict(list)
        for mention in self.analysis.mentions:
            for who in filter(None, (mention.body, mention.written)):
                named[who].append((mention.start, mention.end, mention.form))
        for place in self.analysis.places:
            if body := self._rated_there(place):
                named[body].append((place.start, place.end, place.form))
        alone: dict[Body, list[Naming]] = defaultdict(list)
        for place in self.analysis.places:
            if place.body not in named:
                alone[place.body].append((place.start, place.end, PLACE))
        people = {slice_[:2] for person in self.analysis.people if person.roles for slice_ in person.mentions}
        for one in self.analysis.unknown:
            if one.body not in named and (one.start, one.end) not in people:
                alone[one.body].append((one.start, one.end, one.form))
        known, meant = named | alone, defaultdict[Body, dict[tuple[int, int], str]](dict)
        for form, body, slice_ in self._meant():
            if body not in known:
                meant[body].setdefault(slice_, form)
        for body, places in meant.items():
            known[body] = [(start, end, form) for (start, end), form in places.items()]
        return {body: sorted(namings) for body, namings in known.items()}

    def _rated_there(self, place: Mention) -> Body | None:
        """The body that a place's name stands for among those with grades: the police force, or the fire service."""
        name, when = self.analysis.text[place.start : place.end], self.analysis.document.published_on
        bodies = dict.fromkeys([place.body, *namesakes(name, when)])
        return next((body for body in bodies if body.body_id in self.rated), None)

    def _meant(self) -> Iterator[tuple[str, Body, tuple[int, int]]]:
        """What means an organisation: how, which, and where."""
        view = self.analysis.view
        facts: list[RatingClaim | DisruptionClaim] = [*self.found.ratings, *self.found.disruptions]
        for claim in facts:
            yield OF_FACT, claim.body, view.seen(claim.passage.start, claim.passage.end)
        yield from self._meant_to_inspect()
        yield from self._meant_to_oversee()
        for person in self.analysis.people:
            if person.organisation:
                yield OF_PERSON, person.organisation, person.mentions[0][:2]

    def _meant_to_inspect(self) -> Iterator[tuple[str, Body, tuple[int, int]]]:
        """Who inspects what is graded, or what is named where inspectors are."""
        ratings, words, analysis = self.found.ratings, self._inspectors(), self.analysis
        named = [one.body for one in ratings] or [one.body for one in (*analysis.mentions, *analysis.places)]
        kinds = {body.kind for body in named}
        graders = {each.inspectorate_id for each in vocabularies.programmes() if kinds & set(each.body_kinds)}
        passage = ratings[0].passage if ratings else None
        if place := words or (passage and analysis.view.seen(passage.start, passage.end)):
            yield from ((OF_INSPECTION, body_of(grader), place) for grader in sorted(graders))

    def _meant_to_oversee(self) -> Iterator[tuple[str, Body, tuple[int, int]]]:
        """Who oversees what is named or graded last before a word that means them, or else first."""
        view = self.analysis.view
        namings = [(one.start, one.body.body_id) for one in (*self.analysis.mentions, *self.analysis.places)]
        graded = [(one.passage, one.body.body_id) for one in self.found.ratings]
        namings += [(view.seen(passage.start, passage.end)[0], body_id) for passage, body_id in graded]
        overseen: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for naming in sorted(namings):
            for word in {word for one in overseers_of(naming[1]) for word in one.words}:
                overseen[word].append(naming)
        for match in OVERSEERS.finditer(view.folded):
            if those := overseen[match[1]]:
                _, body_id = those[max(0, bisect_left(those, (match.start(), "")) - 1)]
                overseers = (one.body_id for one in overseers_of(body_id) if match[1] in one.words)
                yield from ((OF_OVERSIGHT, body_of(overseer), match.span()) for overseer in overseers)

    def _inspectors(self) -> tuple[int, int] | None:
        """The first word for those who inspect, or else for what they do."""
        text, starts = self.analysis.text, self.analysis.triggers.starts["inspecting"]
        if not starts:
            return None
        start = next((at for at in starts if self.analysis.view.folded.startswith(INSPECTORS, at)), starts[0])
        return start, next((at for at in range(start, len(text)) if not text[at].isalpha()), len(text))


def _key(speaker: Person | Body) -> int | Body:
    return id(speaker) if isinstance(speaker, Person) else speaker
