"""The candidates for stakeholders: all people that a document names, and all organisations it names or implies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import Mention, body_of
from flows.extraction.analysis.bodies.namesakes import namesakes
from flows.extraction.analysis.bodies.offices import overseers_of, words_of_overseers
from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import Body, DisruptionClaim, RatingClaim
from flows.extraction.linking.speakers.candidates import Spoken
from schemas import vocabularies

# How a document can imply a body without naming it: a grade or figure belongs to the body, the body inspects what is
# graded, the body oversees a body that is named, or a person belongs to the body.
OF_FACT, OF_INSPECTION, OF_OVERSIGHT, OF_PERSON = "fact", "inspection", "oversight", "person"
# The form of capitalised words that may be the name of an organisation.
UNKNOWN = "unknown"
# The form of a place name alone, which may stand for the police force or fire service there.
PLACE = "place-alone"
# Words for overseers: "the |panel| met", "its |units|".
OVERSEERS = re.compile(rf"\b({'|'.join(sorted(words_of_overseers()))})(?:s|['’]s?)?\b")
# Words for people who inspect begin with this.
INSPECTORS = "inspector"


# Start and end of the slice of the view that names or implies somebody, and the form: how it does so.
Naming = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class FoundClaims:
    """A document with the quotations and claims found so far; `doubtful`: claims below the threshold."""

    analysis: Analysis
    spoken: Sequence[Spoken]
    ratings: Sequence[RatingClaim]
    disruptions: Sequence[DisruptionClaim]
    doubtful: Sequence[RatingClaim | DisruptionClaim] = ()


@dataclass(eq=False, slots=True)
class Candidate:
    """A person or an organisation that could have a part in the document. `namings`: the slices of the view that name
    or imply it, in order, each with its form; `quotations`: what it is quoted with."""

    who: Person | Body
    namings: list[Naming]
    quotations: list[Spoken]

    @property
    def unknown(self) -> bool:
        """Whether the candidate is nothing but capitalised words."""
        return self.namings[0][2] == UNKNOWN

    @property
    def body(self) -> Body | None:
        """The organisation itself, or the organisation of a person, if any."""
        return self.who.organisation if isinstance(self.who, Person) else self.who


class Page:
    """The candidates of a document, and what the features ask about the document. Bodies are kept by their ids."""

    def __init__(self, found: FoundClaims) -> None:
        self.found, self.analysis = found, found.analysis
        self.rated = frozenset(claim.body.body_id for claim in found.ratings)  # bodies with ratings
        self.doubtful_bodies = frozenset(claim.body.body_id for claim in found.doubtful)  # with doubtful claims
        self.counted = frozenset(claim.body.body_id for claim in found.disruptions)  # bodies with figures
        self.named = {body.body_id for body in found.analysis.mentions_of}
        self.most_mentions = max(map(len, found.analysis.mentions_of.values()), default=0)  # of any body
        self.titles = [title.start for title in found.analysis.titles]
        self.small_words = frozenset(re.findall(r"\b[a-z]{3,}\b", found.analysis.text))  # words in lower case
        self.names_of_people = frozenset(one.name for one in found.analysis.people)
        self.words_of_names = frozenset(word for body in found.analysis.mentions_of for word in body.name.split())

    @cached_property
    def candidates(self) -> list[Candidate]:
        """All candidates: organisations first, then people."""
        quotations: dict[Person | Body, list[Spoken]] = defaultdict(list)
        for item in self.found.spoken:
            if item.speaker:
                quotations[item.speaker].append(item)
        found = [Candidate(body, namings, quotations[body]) for body, namings in self._organisations().items()]
        for person in self.analysis.people:
            found.append(Candidate(person, person.mentions, quotations[person]))
        return found

    @cached_property
    def by_first_word(self) -> Mapping[str, list[Body]]:
        """The candidate bodies that are in the vocabulary, by the first word of their names."""
        found: dict[str, list[Body]] = defaultdict(list)
        for one in self.candidates:
            if isinstance(one.who, Body) and not one.unknown:
                found[one.who.name.split()[0]].append(one.who)
        return found

    def _organisations(self) -> dict[Body, list[Naming]]:
        """Return the organisations with their namings. An organisation that is not named has the places that may stand
        for it, or the words that may be its name; else the slices that imply it."""
        named: dict[Body, list[Naming]] = defaultdict(list)
        for mention in self.analysis.mentions:
            for who in filter(None, (mention.body, mention.written)):
                named[who].append((mention.start, mention.end, mention.form))
        for place in self.analysis.places:
            if body := self._rated_body_of(place):
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
        for form, body, slice_ in self._implied():
            if body not in known:
                meant[body].setdefault(slice_, form)
        for body, places in meant.items():
            known[body] = [(start, end, form) for (start, end), form in places.items()]
        return {body: sorted(namings) for body, namings in known.items()}

    def _rated_body_of(self, place: Mention) -> Body | None:
        """Return the rated body that a place name stands for: its police force or fire service."""
        name, when = self.analysis.text[place.start : place.end], self.analysis.document.published_on
        bodies = dict.fromkeys([place.body, *namesakes(name, when)])
        return next((body for body in bodies if body.body_id in self.rated), None)

    def _implied(self) -> Iterator[tuple[str, Body, tuple[int, int]]]:
        """Yield each slice that implies an organisation: form, organisation, slice."""
        view = self.analysis.view
        facts: list[RatingClaim | DisruptionClaim] = [*self.found.ratings, *self.found.disruptions]
        for claim in facts:
            yield OF_FACT, claim.body, view.seen(claim.passage.start, claim.passage.end)
        yield from self._implied_inspectors()
        yield from self._implied_overseers()
        for person in self.analysis.people:
            if person.organisation:
                yield OF_PERSON, person.organisation, person.mentions[0][:2]

    def _implied_inspectors(self) -> Iterator[tuple[str, Body, tuple[int, int]]]:
        """Yield the inspectorates of the kinds of body that are rated, or that are named if none is rated."""
        ratings, words, analysis = self.found.ratings, self._inspecting_words(), self.analysis
        named = [one.body for one in ratings] or [one.body for one in (*analysis.mentions, *analysis.places)]
        kinds = {body.kind for body in named}
        graders = {each.inspectorate_id for each in vocabularies.programmes() if kinds & set(each.body_kinds)}
        passage = ratings[0].passage if ratings else None
        if place := words or (passage and analysis.view.seen(passage.start, passage.end)):
            yield from ((OF_INSPECTION, body_of(grader), place) for grader in sorted(graders))

    def _implied_overseers(self) -> Iterator[tuple[str, Body, tuple[int, int]]]:
        """Yield, at each word for an overseer, the overseers of the last body before it, else the first."""
        view = self.analysis.view
        namings = [(one.start, one.body.body_id) for one in (*self.analysis.mentions, *self.analysis.places)]
        graded = [(one.passage, one.body.body_id) for one in self.found.ratings]
        namings += [(view.seen(passage.start, passage.end)[0], body_id) for passage, body_id in graded]
        overseen: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for naming in sorted(namings):
            for word in {word for one in overseers_of(naming[1]) for word in one.words}:
                overseen[word].append(naming)
        for match in OVERSEERS.finditer(view.folded):
            if overseen_namings := overseen[match[1]]:
                _, body_id = overseen_namings[max(0, bisect_left(overseen_namings, (match.start(), "")) - 1)]
                overseers = (one.body_id for one in overseers_of(body_id) if match[1] in one.words)
                yield from ((OF_OVERSIGHT, body_of(overseer), match.span()) for overseer in overseers)

    def _inspecting_words(self) -> tuple[int, int] | None:
        """Return the slice of the first word for inspectors, else for inspecting; None if there is neither."""
        text, starts = self.analysis.text, self.analysis.triggers.starts["inspecting"]
        if not starts:
            return None
        start = next((at for at in starts if self.analysis.view.folded.startswith(INSPECTORS, at)), starts[0])
        return start, next((at for at in range(start, len(text)) if not text[at].isalpha()), len(text))
