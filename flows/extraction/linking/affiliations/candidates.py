"""The candidate organisations of each person: named by their roles, named near them, or the page's own bodies.

The choice is generous, because the judges can only choose among candidates. Overseers of these bodies and the bodies
that they oversee are candidates too: "Kent's commissioner" belongs to an office that the text does not name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.mentions import POLICE_KINDS, Mention, body_named, body_of
from flows.extraction.analysis.bodies.namesakes import fire_service_of
from flows.extraction.analysis.bodies.offices import overseen_by, overseers_of
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.reference.page_owners import main_body
from flows.extraction.claims import Body, slug
from flows.extraction.linking.looks import Work
from schemas import vocabularies

# How many bodies named before a mention of a person, and behind it, are candidates; how many mentions are looked at.
MOST_BEFORE, MOST_BEHIND, MOST_MENTIONS = 6, 3, 4
# How many namings of bodies on either side of a mention are looked through for these candidates.
MOST_NAMINGS = 40
# How many bodies overseen by one candidate are candidates: a force, its fire service, and former bodies.
MOST_OVERSEEN = 4
# Groups of kinds of body; the main body of each group in the document is a candidate.
_ALONE = ("fire-service", "regional-unit", "national-agency", "inspectorate", "commissioner-office")
MAIN_KINDS = (POLICE_KINDS, *(frozenset({kind}) for kind in _ALONE))
# The office that is a candidate for everybody called an inspector, even if the text does not name it.
INSPECTORS = "HM Inspector of Constabulary"


@dataclass(eq=False, slots=True)
class Candidate:
    """An organisation that a person may belong to. `ways`: why it is a candidate, in the order found (keys only);
    `through`: the candidates that it was derived from, such as the force that it oversees."""

    person: Person
    body: Body
    ways: dict[str, None] = field(default_factory=dict)
    through: list[Candidate] = field(default_factory=list)

    @property
    def bodies(self) -> set[Body]:
        """The organisation itself and those in `through`."""
        return {self.body, *(other.body for other in self.through)}


class AffiliationWork(Work[Candidate]):
    """The candidates of all people of a document, grouped by person. `namings`: every body or place named."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self.namings = sorted([*analysis.mentions, *analysis.places], key=lambda one: (one.start, -one.end))
        self.starts = [one.start for one in self.namings]
        self.candidates = [one for person in analysis.people for one in _candidates(self, person)]

    @cached_property
    def of_body(self) -> dict[Body, list[Mention]]:
        """Where each body is named, by its name or by its place."""
        found: dict[Body, list[Mention]] = {}
        for naming in self.namings:
            found.setdefault(naming.body, []).append(naming)
        return found

    @cached_property
    def of_page(self) -> list[tuple[str, Body | None]]:
        """The bodies that publish the page or that it is about, each after the reason, such as "publisher"."""
        analysis, publisher = self.analysis, self.analysis.document.publisher or ""
        published = analysis.publisher or body_named(publisher)
        if publisher and published is None:
            published = Body(slug(publisher), publisher, "other")
        return [
            ("publisher", published),
            ("own force", analysis.own_force),
            ("heads the page", analysis.heading_force),
            ("overseen", analysis.overseen_force),
            *(("main of its kind", main_body(analysis, kinds)) for kinds in MAIN_KINDS),
        ]

    def between(self, low: int, high: int) -> list[Mention]:
        """Return the namings that start from `low` to before `high`."""
        return self.namings[bisect_left(self.starts, low) : bisect_left(self.starts, high)]


def _candidates(work: AffiliationWork, person: Person) -> list[Candidate]:
    """Return the organisations that a person may belong to."""
    found: dict[Body, Candidate] = {}
    for way, body in (*_named_by_roles(person), *_named_near(work, person), *work.of_page):
        if body:
            found.setdefault(body, Candidate(person, body)).ways[way] = None
    for candidate in list(found.values()):
        for way, body in _overseers(candidate.body):
            if body:
                other = found.setdefault(body, Candidate(person, body))
                other.ways[way] = None
                other.through.append(candidate)
    return list(found.values())


def _named_by_roles(person: Person) -> Iterator[tuple[str, Body | None]]:
    """Yield the bodies that a person's roles name or imply, each after the reason; None for roles that name none."""
    offices = vocabularies.offices()
    for role in person.roles:
        yield "named by role", role.organisation
        if office := offices.get(role.title or ""):
            yield "office of title", body_of(office)
        if "inspector" in role.text.lower():
            yield "inspects", body_of(offices[INSPECTORS])


def _named_near(work: AffiliationWork, person: Person) -> Iterator[tuple[str, Body]]:
    """Yield the bodies named near the mentions of a person."""
    for start, end, _ in person.mentions[:MOST_MENTIONS]:
        before, behind = bisect_left(work.starts, start), bisect_left(work.starts, end)
        nearest = work.namings[max(0, before - MOST_NAMINGS) : before][::-1]
        for most, namings in ((MOST_BEFORE, nearest), (MOST_BEHIND, work.namings[behind : behind + MOST_NAMINGS])):
            yield from (("near", body) for body in islice(dict.fromkeys(naming.body for naming in namings), most))


def _overseers(body: Body) -> Iterator[tuple[str, Body | None]]:
    """Yield the overseers of a body, the bodies that it oversees, and the fire service named after a force's place."""
    yield from ((f"{each.words[0]} of", body_of(each.body_id)) for each in overseers_of(body.body_id))
    yield from ((f"overseen as {each.kind}", each) for each in overseen_by(body)[:MOST_OVERSEEN])
    if body.kind == "territorial-force":
        yield "fire service of", fire_service_of(body)
