"""The body somebody has a seat or an office in: a council, an authority, a panel, a union, a department.

In minutes it is the one that met; else the text must name only one of its kind, or refer to it.
"""

from __future__ import annotations

import re
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.offices import body_of_publisher, office_of_panel
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
# "councillors have heard", "told members of the panel"
MET = re.compile(r"\b(?:[Cc]ouncillors|[Mm]embers|[Pp]anel)\b[^.\n]{0,80}\b(?:heard|told|met|meeting)\b")
CABINET = ("Cabinet Member", "Portfolio Holder", "Council Leader", "Deputy Leader", "Deputy Council Leader")
MINUTES = re.compile(r"(?:PRESENT|Present|ATTENDANCE|In [Aa]ttendance|[Mm]embers present)\b")
OVERSEES = re.compile(r"\b(?:Panel|Authority|Board)$")
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


def of_department(analysis: Analysis, person: Person) -> Body | None:
    """The only department of a text, for a permanent secretary."""
    if not any((role.title or "").endswith("Permanent Secretary") for role in person.roles):
        return None
    named = {mention.body for mention in analysis.mentions if mention.body.kind == "government-department"}
    return named.pop() if len(named) == 1 else None


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
        if noun in ("committee", "board") and (whole := _whose(analysis, noun, person.mentions[0][0])):
            return whole
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
    if not met and (hosted := _hosted(analysis, chairs=_chairs(person))):
        return hosted
    if not met and published and set(SITS_ON) & set(published.name.lower().split()):
        return published
    if not met and publisher.lower().endswith(SITS_ON):
        return Body(slug(publisher), publisher, "other")
    if not met and any(role.text.lower().startswith("councillor") for role in person.roles):
        return _just_named(analysis, person) or _only_panel(analysis)
    return met[0] if met else _just_named(analysis, person)


def _chairs(person: Person) -> bool:
    return any(role.title in CHAIRS for role in person.roles)


def _just_named(analysis: Analysis, person: Person) -> Body | None:
    """The only authority, board or panel of the sentence in which somebody is called chair, or of the one before."""
    if not _chairs(person):
        return None
    position = person.mentions[0][0]
    start = analysis.sentences[max(0, analysis.index_at(position) - 1)].start
    bodies = {m.body for m in analysis.mentions_in(start, position) if OVERSEES.search(m.body.name)}
    return bodies.pop() if len(bodies) == 1 else None


def _hosted(analysis: Analysis, *, chairs: bool) -> Body | None:
    """The panel or authority that a page of a council is headed with: councils keep the minutes of such.

    So too the only one that another page is headed with, for one who is the chair.
    """
    hosts = (analysis.document.publisher or "").endswith("Council")
    if not chairs and not hosts:
        return None
    opening = analysis.sentences[min(2, len(analysis.sentences) - 1)].end if analysis.sentences else 0
    named = [mention.body for mention in analysis.mentions if mention.start < opening]
    bodies = list(dict.fromkeys(body for body in named if OVERSEES.search(body.name)))
    return bodies[0] if len(bodies) == 1 or (bodies and hosts) else None


def _of_council(analysis: Analysis, person: Person) -> Body | None:
    """The only council of a text, for a member of its cabinet."""
    if not any((role.title or "").startswith(CABINET) for role in person.roles):
        return None
    councils = {mention.body for mention in analysis.mentions if mention.body.name.endswith(" Council")}
    councils = {body for body in councils if body.kind == "other" and " Chiefs" not in body.name}
    return councils.pop() if len(councils) == 1 else None


def _only_panel(analysis: Analysis) -> Body | None:
    """The crime panel that met, where a text of councillors names no council and no other panel beside it."""
    bodies = {mention.body for mention in analysis.mentions}
    panels = [body for body in bodies if office_of_panel(body)]
    councils = any(body.name.endswith("Council") for body in bodies)
    met = MET.search(analysis.text)
    return panels[0] if len(panels) == 1 and met and not councils else None


def _whose(analysis: Analysis, noun: str, position: int) -> Body | None:
    """The authority that a committee named before is one of: "a report to the authority's policing committee"."""
    named = list(re.finditer(rf"\b[Aa]uthority['’]s?\s+(?:[\w-]+\s+){{0,4}}{noun}\b", analysis.text[:position]))
    return body_of_noun(analysis, "authority", named[-1].start()) if named else None
