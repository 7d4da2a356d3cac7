"""The body a person speaks for: the one their role names, or refers to, or that their kind of title belongs to.

"the agency's director" belongs to the agency named before, "its commissioner" to the office that oversees the force,
a chief constable without a force to the force the text is on, an inspector to the inspectorate.
"""

from __future__ import annotations

from collections.abc import Iterable

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import INSPECTED_KINDS, POLICE_KINDS, body_of
from flows.extraction.analysis.discourse import antecedent, publisher_body
from flows.extraction.analysis.nouns import body_of_noun
from flows.extraction.analysis.offices import office_of
from flows.extraction.analysis.people import Person
from flows.extraction.analysis.roles import Role
from flows.extraction.claims import Body
from schemas import vocabularies

OFFICE = frozenset({"commissioner-office"})
INSPECTORATE = frozenset({"inspectorate"})
AGENCIES = frozenset({"national-agency"})
# The bodies a title without a body can belong to, in the order they are tried.
BODIES_OF_TITLE = {
    "police-rank": (POLICE_KINDS | {"regional-unit"}, AGENCIES),
    "fire-rank": (frozenset({"fire-service"}),),
    "inspector": (INSPECTORATE,),
    "agency-head": (AGENCIES,),
    "commissioner": (OFFICE | POLICE_KINDS,),
}


def settle_organisations(analysis: Analysis) -> None:
    """Give each person of the document the body they speak for, where the text leaves no doubt."""
    for person in analysis.people:
        person.organisation = _organisation(analysis, person)


def _organisation(analysis: Analysis, person: Person) -> Body | None:
    named = next((role.organisation for role in person.roles if role.organisation), None)
    referred = named or next((body for role in person.roles if (body := _referred(analysis, role))), None)
    if referred:
        return _own(person, referred)
    position = person.mentions[0][0]
    for role in person.roles:
        if role.title and role.title in vocabularies.offices():
            return body_of(vocabularies.offices()[role.title])
    if _inspects(analysis, person):
        return antecedent(analysis, position, INSPECTORATE)
    kinds = next((BODIES_OF_TITLE[kind] for kind in BODIES_OF_TITLE if kind in person.kinds), ())
    if any("regional" in role.text.lower() for role in person.roles):
        kinds = (frozenset({"regional-unit"}), *kinds)
    found = publisher_body(analysis, frozenset().union(*kinds)) or _first_of(analysis, position, kinds)
    return _own(person, found) if found else None


def _first_of(analysis: Analysis, position: int, kinds: Iterable[frozenset[str]]) -> Body | None:
    """The body named before of the first of several kinds that the text names any of."""
    named = {mention.body.kind for mention in analysis.mentions}
    first = next((wanted for wanted in kinds if wanted & named), None)
    return antecedent(analysis, position, first) if first else None


def _own(person: Person, body: Body) -> Body:
    """A commissioner of a force has the office that oversees it; "Commissioner" alone is a rank where there is none."""
    commissioner = "commissioner" in person.kinds or any(
        role.kind == "police-rank" and role.text.lower().endswith("commissioner") for role in person.roles
    )
    return (commissioner and body.kind in POLICE_KINDS and office_of(body)) or body


def _inspects(analysis: Analysis, person: Person) -> bool:
    """An "Inspector NAME" without a force, in a text on an inspection, is one of the inspectorate's."""
    first = next((role.text for role in person.roles if role.kind), "")
    return first.lower() == "inspector" and any(m.body.kind == "inspectorate" for m in analysis.mentions)


def _referred(analysis: Analysis, role: Role) -> Body | None:
    """The body a role refers to with a noun or "its"."""
    if role.noun != "its":
        return body_of_noun(analysis, role.noun, role.position) if role.noun else None
    sentence = analysis.sentences[max(0, analysis.index_at(role.position) - 1)]
    near = analysis.mentions_in(sentence.start, role.position)
    return near[0].body if near and near[0].body.kind in INSPECTED_KINDS else near[-1].body if near else None
