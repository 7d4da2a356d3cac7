"""Which organisations a person could be of: what their roles name, what is named near them, whose page it is.

Generous: what is no candidate can never be found. Of each of these whoever oversees it is one too, and whom it
oversees: "Kent's commissioner" is of an office that the text does not name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import POLICE_KINDS, Mention, body_of
from flows.extraction.analysis.bodies.mentions import body_named
from flows.extraction.analysis.bodies.namesakes import fire_service_of
from flows.extraction.analysis.bodies.offices import overseen_by, overseers_of
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import AGENCIES, FIRE, INSPECTORATE, OFFICE
from flows.extraction.analysis.reference.page_owners import main_body
from flows.extraction.claims import Body, slug
from flows.extraction.linking.looks import Work
from schemas import vocabularies

# So many bodies that are named last before a mention of a person, next behind it, and so many of its mentions.
MOST_BEFORE, MOST_BEHIND, MOST_MENTIONS = 6, 3, 4
# So many namings are looked through for them.
MOST_NAMINGS = 40
# So many bodies that one oversees: a force and its fire service, and those of the past.
MOST_OVERSEEN = 4
# The kinds of body that a document may be on.
MAIN_KINDS = (POLICE_KINDS, FIRE, frozenset({"regional-unit"}), AGENCIES, INSPECTORATE, OFFICE)
# Who is called an inspector may be of this, though no text names it.
INSPECTORS = "HM Inspector of Constabulary"


@dataclass(eq=False, slots=True)
class Candidate:
    """An organisation that a person could be of. `ways`: how it comes to be one, in the order found; `through`: the
    candidates that it oversees, or that oversee it."""

    person: Person
    body: Body
    ways: dict[str, None] = field(default_factory=dict)
    through: list[Candidate] = field(default_factory=list)

    @property
    def bodies(self) -> set[Body]:
        """It and those it comes through."""
        return {self.body, *(other.body for other in self.through)}


class Crowd(Work[Candidate]):
    """The candidates of all people of a document, one person's after the other's."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self.namings = sorted([*analysis.mentions, *analysis.places], key=lambda one: (one.start, -one.end))
        self.starts = [one.start for one in self.namings]
        self.candidates = [one for person in analysis.people for one in _candidates(self, person)]

    @cached_property
    def of_body(self) -> dict[Body, list[Mention]]:
        """Where each body is named, by its place too."""
        found: dict[Body, list[Mention]] = {}
        for one in self.namings:
            found.setdefault(one.body, []).append(one)
        return found

    @cached_property
    def of_page(self) -> list[tuple[str, Body | None]]:
        """The bodies that a page is of or on, each with how."""
        analysis, publisher = self.analysis, self.analysis.document.publisher or ""
        published = analysis.publisher or body_named(publisher)
        if publisher and published is None:
            published = Body(slug(publisher), publisher, "other")
        return [
            ("publisher", published),
            ("own force", analysis.own_force),
            ("heads the page", analysis.headed),
            ("overseen", analysis.overseen),
            *(("main of its kind", main_body(analysis, kinds)) for kinds in MAIN_KINDS),
        ]

    def between(self, low: int, high: int) -> list[Mention]:
        """What is named from one position to another."""
        return self.namings[bisect_left(self.starts, low) : bisect_left(self.starts, high)]


def _candidates(crowd: Crowd, person: Person) -> list[Candidate]:
    """The organisations that a person could be of."""
    found: dict[Body, Candidate] = {}
    for way, body in (*_of_roles(person), *_near(crowd, person), *crowd.of_page):
        if body:
            found.setdefault(body, Candidate(person, body)).ways[way] = None
    for one in list(found.values()):
        for way, body in _overseers(one.body):
            if body:
                other = found.setdefault(body, Candidate(person, body))
                other.ways[way] = None
                other.through.append(one)
    return list(found.values())


def _of_roles(person: Person) -> Iterator[tuple[str, Body | None]]:
    """The bodies that the roles of a person name."""
    offices = vocabularies.offices()
    for role in person.roles:
        yield "named by role", role.organisation
        if office := offices.get(role.title or ""):
            yield "office of title", body_of(office)
        if "inspector" in role.text.lower():
            yield "inspects", body_of(offices[INSPECTORS])


def _near(crowd: Crowd, person: Person) -> Iterator[tuple[str, Body]]:
    """The bodies that are named beside a person."""
    for start, end, _ in person.mentions[:MOST_MENTIONS]:
        before, behind = bisect_left(crowd.starts, start), bisect_left(crowd.starts, end)
        nearest = crowd.namings[max(0, before - MOST_NAMINGS) : before][::-1]
        for most, namings in ((MOST_BEFORE, nearest), (MOST_BEHIND, crowd.namings[behind : behind + MOST_NAMINGS])):
            yield from (("near", body) for body in islice(dict.fromkeys(one.body for one in namings), most))


def _overseers(body: Body) -> Iterator[tuple[str, Body | None]]:
    """Who oversees a body, whom it oversees, and the fire service of a force's place."""
    yield from ((f"{each.words[0]} of", body_of(each.body_id)) for each in overseers_of(body.body_id))
    yield from ((f"overseen as {each.kind}", each) for each in overseen_by(body)[:MOST_OVERSEEN])
    if body.kind == "territorial-force":
        yield "fire service of", fire_service_of(body)
