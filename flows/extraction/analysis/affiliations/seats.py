"""The body somebody has a seat or an office in: a council, an authority, a panel, a union.

In minutes it is the one that met; else the text must name only one of its kind, or refer to it.
"""

from __future__ import annotations

import re
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.offices import body_of_publisher
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.reference.nouns import body_of_noun
from flows.extraction.claims import Body, slug
from schemas import vocabularies

# "the authority's member": nouns in a title that say what somebody sits on.
SITS_ON = ("authority", "board", "panel", "committee", "council", "federation", "association")
# Titles that the officials of unions and staff associations have.
UNION_TITLES = (
    "General Secretary", "Regional Secretary", "Branch Secretary", "Brigade Secretary", "Brigade Chair", "Branch Chair",
    "Federation Secretary", "Union Secretary", "Organiser", "Union Official", "Union Leader",
    "Executive Council Member",
)  # fmt: skip
# Staff associations and unions speak for their members.
STAFF = re.compile(r"\b(?:Union|Federation|Superintendents|Officers' Association|Staff Association)\b")
CABINET = ("Cabinet Member", "Portfolio Holder", "Council Leader", "Deputy Leader", "Deputy Council Leader")
MINUTES = re.compile(r"(?:PRESENT|Present|ATTENDANCE|In [Aa]ttendance|[Mm]embers present)\b")
CHAIRS = (
    "Chair", "Chairman", "Chairwoman", "Chairperson", "Vice Chair", "Vice Chairman", "Deputy Chair", "Convener",
    "Convenor",
)  # fmt: skip


@cache
def _staff() -> frozenset[str]:
    """The ids of the unions whose name does not say it, but another way to call them does: "the ACRONYM union"."""
    return frozenset(alias.body_id for alias in vocabularies.aliases() if alias.alias.endswith(" union"))


def is_staff(body: Body) -> bool:
    """Whether a body is a union or a staff association."""
    return bool(STAFF.search(body.name)) or body.body_id in _staff()


def of_union(analysis: Analysis, person: Person) -> Body | None:
    """The only union or staff association of a text, for one who has a title that such have: "general secretary"."""
    if not any((role.title or "").endswith(UNION_TITLES) for role in person.roles):
        return None
    bodies = {mention.body for mention in analysis.mentions if is_staff(mention.body)}
    return bodies.pop() if len(bodies) == 1 else None


def of_seat(analysis: Analysis, person: Person) -> Body | None:
    """The authority or panel a title says somebody sits on; in minutes, the one that met."""
    if council := _of_council(analysis, person):
        return council
    for role in person.roles:
        noun = next((noun for noun in SITS_ON if noun in role.text.lower().split()), None)
        if noun and (body := body_of_noun(analysis, noun, person.mentions[0][0])):
            return body
    if "civic" not in person.kinds and not _chairs(person):
        return None
    publisher = analysis.document.publisher or ""
    published = body_of_publisher(publisher)
    opening = analysis.sentences[1].end if len(analysis.sentences) > 1 else 0
    minutes = bool(MINUTES.search(analysis.text, 0, person.mentions[0][0]))
    met = [
        mention.body
        for mention in analysis.mentions
        if mention.body.name.casefold() == publisher.casefold() or (minutes and mention.start < opening)
    ]
    met = [body for body in met if set(SITS_ON) & set(body.name.lower().split())]
    if not met and published and set(SITS_ON) & set(published.name.lower().split()):
        return published
    if not met and publisher.lower().endswith(SITS_ON):
        return Body(slug(publisher), publisher, "other")
    return met[0] if met else None


def _chairs(person: Person) -> bool:
    return any(role.title in CHAIRS for role in person.roles)


def _of_council(analysis: Analysis, person: Person) -> Body | None:
    """The only council of a text, for a member of its cabinet."""
    if not any((role.title or "").startswith(CABINET) for role in person.roles):
        return None
    councils = {mention.body for mention in analysis.mentions if mention.body.name.endswith(" Council")}
    councils = {body for body in councils if body.kind == "other" and " Chiefs" not in body.name}
    return councils.pop() if len(councils) == 1 else None
