"""The body a person speaks for: the one their role names, or refers to, or that their kind of title belongs to.

"the agency's director" belongs to the agency named before, "its commissioner" to the office that oversees the force,
a chief constable without a force to the force the text is on, an inspector to the inspectorate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flows.extraction.analysis.affiliations.elsewhere import is_elsewhere
from flows.extraction.analysis.affiliations.inspectors import inspects
from flows.extraction.analysis.affiliations.leaders import NEAR, of_opening, of_section, runs
from flows.extraction.analysis.affiliations.portfolios import of_portfolio
from flows.extraction.analysis.affiliations.seats import of_department, of_seat, of_union
from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import FIRE_WORDS, POLICE_KINDS, POLICE_WORDS, body_of
from flows.extraction.analysis.bodies.offices import (
    body_of_publisher,
    force_of,
    office_of,
    office_of_panel,
    office_of_publisher,
    office_of_region,
)
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import (
    BODIES_OF_TITLE,
    FIRE,
    INSPECTORATE,
    OFFICE,
    THE_OFFICE,
    Role,
    is_former,
)
from flows.extraction.analysis.reference.discourse import antecedent
from flows.extraction.analysis.reference.nouns import body_of_its, body_of_noun
from flows.extraction.analysis.reference.page_owners import main_body, publisher_body
from flows.extraction.claims import Body
from schemas import vocabularies

# "Chief Constable", "ACC", "Commissioner": ranks that only a force has. A regional unit has "regional" ones.
UNIT = "Regional Organised Crime Unit"
CHIEF_OFFICERS = ("chief constable", "commissioner")
# Who is at the head of a force, for a time too, or next to it: no unit's.
HEADS = re.compile(r"(?:(?:temporary|acting|deputy) )*(?:chief constable|commissioner)")
# Where a text names one of these and no inspectorate, an inspector of no other kind is one of constabulary.
INSPECTED_HERE = POLICE_KINDS | FIRE
# So many bodies of a kind in one sentence are named beside the one that a text is on.
SEVERAL = 3
RANKED = frozenset({"commissioner", "police-rank", "fire-rank"})
# "chairs the independent review of BODY", "leads the inquiry into BODY": of no such body.
REVIEWS = re.compile(r"\b(?:review|inquiry|investigation|inspection)\s+(?:of|into)\s+(?:the\s+)?[A-Z]")
# The bodies that a commissioner is named with: their office, or the force or service that it oversees.
COMMISSIONED = POLICE_KINDS | FIRE | OFFICE
# Names of offices whose holder is a mayor.
MAYORS = re.compile(r"\bMayor|Combined Authority\b")


def settle_organisations(analysis: Analysis) -> None:
    """Give each person of the document the body they speak for, where the text leaves no doubt."""
    for person in analysis.people:
        person.organisation = _organisation(analysis, person)


def _organisation(analysis: Analysis, person: Person) -> Body | None:
    titled = [role for role in person.roles if role.kind != "clause"]
    held = [role for role in titled if role.kind and not role.not_now and not is_former(role.text)]
    titled = [role for role in titled if role in held or not (role.kind or role.not_now)] if held else titled
    clauses = [] if "minister" in person.kinds else [role for role in person.roles if role.kind == "clause"]
    clauses = [role for role in clauses if "civic" not in person.kinds or " responsible for " not in role.text]
    for roles in (titled, clauses):
        named = next((r.organisation for r in roles if r.organisation and _may_be_of(person, r, r.organisation)), None)
        if referred := named or next((body for role in roles if (body := _referred(analysis, role))), None):
            return _own(person, referred)
        if office := next(filter(None, (vocabularies.offices().get(role.title or "") for role in roles)), None):
            return _of_country(analysis, body_of(office))
    return of_portfolio(analysis, person) or of_department(analysis, person) or _of_title(analysis, person)


def _may_be_of(person: Person, role: Role, body: Body) -> bool:
    """Whether a role can be held at the body it names: an inspector "for Scotland" is not one of its police.

    What a commissioner or an inspector chairs or is a trustee of beside that is not the body they speak for.
    """
    if REVIEWS.search(role.text):
        return False
    if (_commissions(person) or role.title == "Commissioner") and (role.kind not in RANKED or body.kind == "other"):
        return body.kind in COMMISSIONED
    inspects_too = "inspector" in person.kinds and role.kind != "inspector"
    return not (role.kind == "inspector" or inspects_too) or body.kind == "inspectorate"


def _of_country(analysis: Analysis, body: Body) -> Body:
    """An inspectorate, or that of constabulary in another country where a text names only that."""
    named = {mention.body for mention in analysis.mentions if mention.body.kind == "inspectorate"}
    only = next(iter(named)) if len(named) == 1 else body
    return only if body.kind == "inspectorate" and "Constabulary" in only.name else body


def _of_title(analysis: Analysis, person: Person) -> Body | None:
    """The body of a person whose roles name and refer to none, by the kind of their title."""
    position = person.mentions[0][0]
    if inspects(analysis, person):
        return antecedent(analysis, position, INSPECTORATE)
    if is_elsewhere(analysis, person):
        return None
    if any((role.title or "").endswith(UNIT) for role in person.roles):
        return antecedent(analysis, position, frozenset({"regional-unit"}))
    if not person.kinds & BODIES_OF_TITLE.keys():
        return of_union(analysis, person) or of_seat(analysis, person) or runs(analysis, person)
    kinds = next((BODIES_OF_TITLE[kind] for kind in BODIES_OF_TITLE if kind in person.kinds), ())
    if any("regional" in role.text.lower() for role in person.roles):
        kinds = (frozenset({"regional-unit"}), *kinds)
    elif "police-rank" in person.kinds and any(
        role.title and role.title.lower().endswith(CHIEF_OFFICERS) for role in person.roles
    ):
        chief = any(HEADS.fullmatch((role.title or "").lower()) for role in person.roles)
        kinds = (POLICE_KINDS,) if chief else (POLICE_KINDS, frozenset({"regional-unit"}))
    found = of_section(analysis, position, frozenset().union(*kinds))
    found = found or publisher_body(analysis, frozenset().union(*kinds)) or _of_page(analysis, person)
    if found is None and "commissioner" in person.kinds:
        found = _of_panel(analysis)
    found = found or of_opening(analysis, person, _first_of(analysis, position, kinds))
    if found is None and "police-rank" in person.kinds:
        found = _overseen(analysis)
    if found is None and "inspector" in person.kinds and _on_police_or_fire(analysis):
        return body_of(vocabularies.offices()["HM Inspector of Constabulary"])
    own = _own(person, found) if found else None
    return own if own is None or not plain_mayor(person) or MAYORS.search(own.name) else None


def _on_police_or_fire(analysis: Analysis) -> bool:
    """Whether a text names a force or a fire service, or speaks of such."""
    named = any(m.body.kind in INSPECTED_HERE for m in analysis.mentions)
    return named or any(word in analysis.view.folded for word in (*POLICE_WORDS, *FIRE_WORDS))


def plain_mayor(person: Person) -> bool:
    """Whether somebody is a mayor and no deputy for policing: most mayors have no office that oversees a force."""
    return any("Mayor" in (role.title or "") and "Deputy" not in (role.title or "") for role in person.roles)


def _of_page(analysis: Analysis, person: Person) -> Body | None:
    """The inspectorate, the office, or the force it oversees, of a page that one of them or a panel published."""
    publisher = body_of_publisher(analysis.document.publisher or "")
    if publisher and publisher.kind == "inspectorate":
        return publisher if "inspector" in person.kinds else None
    office = office_of_publisher(analysis.document.publisher or "")
    if office is None or not person.kinds & {"commissioner", "police-rank"}:
        return None
    return office if "commissioner" in person.kinds else force_of(office)


def _of_panel(analysis: Analysis) -> Body | None:
    """The office that the only panel of a text questions."""
    offices = {office for mention in analysis.mentions if (office := office_of_panel(mention.body))}
    return offices.pop() if len(offices) == 1 else None


def _overseen(analysis: Analysis) -> Body | None:
    """The force of a text that names no other force than by the one office that oversees it."""
    offices = {mention.body for mention in analysis.mentions if mention.body.kind in OFFICE}
    return force_of(offices.pop()) if len(offices) == 1 else None


def office_meant(analysis: Analysis) -> Body | None:
    """The commissioner's office that a text means which says only "the office": the one it names or whose panel met,
    else that of the only force."""
    named = [mention.body for mention in analysis.mentions]
    offices = {body if body.kind in OFFICE else office_of_panel(body) for body in named} - {None}
    offices = offices or {office_of(body) for body in named if body.kind in POLICE_KINDS}
    return offices.pop() if len(offices) == 1 else None


def _first_of(analysis: Analysis, position: int, kinds: Iterable[frozenset[str]]) -> Body | None:
    """The body named before of the first of several kinds that the text names any of."""
    named = {mention.body.kind for mention in analysis.mentions}
    first = next((wanted for wanted in kinds if wanted & named), None)
    if first is None:  # the place alone says which, where it has one body of the kind
        return next((body for wanted in kinds if (body := antecedent(analysis, position, wanted))), None)
    found = antecedent(analysis, position, first)
    if found is None or all(mention.body != found for mention in analysis.mentions):
        return found
    main = main_body(analysis, first)
    if first == INSPECTORATE:
        return main or found
    opening = _opens_elsewhere(analysis, found)
    if found == main and not opening:
        return found
    if others := _beside(analysis, found):
        on = opening - others or {main} - others
        if len(on) == 1 and (one := on.pop()):
            return one
    if main and main != found and _overshadows(analysis, main, found, position):
        return main
    # Where the text is not on that body, it is no longer spoken of far behind its name.
    start = analysis.sentences[max(0, analysis.index_at(position) - NEAR)].start
    near = any(m.body == found for m in analysis.mentions_in(start, position))
    return found if near or (main is None and _is_headed(analysis, found)) else (main if main != found else None)


def _is_headed(analysis: Analysis, body: Body) -> bool:
    """Whether a text names a body in its first line, by its place too: "Kent force must look harder"."""
    return any(m.body == body for m in analysis.mentions_in(0, analysis.sentences[0].end))


def _overshadows(analysis: Analysis, main: Body, found: Body, position: int) -> bool:
    """Whether a text is so much more on one body that another, named in passing before a position, is not meant."""
    index = analysis.index_at(position)
    before = analysis.sentences[max(0, index - 1)]
    near = analysis.mentions_in(before.start, position)
    opens = any(m.body == found and analysis.text[before.start : m.start].lower() in ("", "the ") for m in near)
    counts = [len(analysis.mentions_of.get(body, ())) for body in (main, found)]
    return not opens and counts[0] >= 2 * counts[1]


def _opens_elsewhere(analysis: Analysis, body: Body) -> set[Body]:
    """The bodies of the same kind whose places a text opens with that names a body only once, and later."""
    once = analysis.named_once.get(body)
    places = (place for place in analysis.places if once and place.start < once.start)
    return {place.body for place in places if place.body.kind == body.kind and place.body != body}


def _beside(analysis: Analysis, body: Body) -> set[Body]:
    """The bodies of a kind in the only sentence that names one of them, if they are several: "It joins |the Met, Kent
    and Surrey" is on none of them."""
    if not (once := analysis.named_once.get(body)) or not (sentence := analysis.sentence_at(once.start)):
        return set()
    here = (*analysis.mentions_in(sentence.start, sentence.end), *analysis.places_in(sentence.start, sentence.end))
    found = {mention.body for mention in here if mention.body.kind == body.kind}
    return found if len(found) >= SEVERAL else set()


def _commissions(person: Person) -> bool:
    """Whether somebody is a commissioner, of the police or of a force that has one for its chief."""
    return "commissioner" in person.kinds or any(
        role.kind == "police-rank" and role.text.lower().endswith("commissioner") for role in person.roles
    )


def _own(person: Person, body: Body) -> Body | None:
    """A commissioner of a force has the office that oversees it; "Commissioner" alone is a rank where there is none."""
    commissioner = _commissions(person)
    if commissioner and body.kind == "fire-service" and "fire-rank" not in person.kinds:
        return office_of(body) or (body if any(r.text.lower().endswith("commissioner") for r in person.roles) else None)
    if commissioner and body.kind in POLICE_KINDS and any("mayor" in role.text.lower() for role in person.roles):
        office = office_of(body) or office_of_region(body)
        return office if office and MAYORS.search(office.name) else office_of_region(body)
    if commissioner and body.kind in POLICE_KINDS:
        return office_of(body) or (None if "commissioner" in person.kinds else body)
    return body


def _referred(analysis: Analysis, role: Role) -> Body | None:
    """The body a role refers to with a noun or a pronoun: "its", "whose", "his", "my"."""
    if role.noun in ("his", "her"):
        known = [p for p in analysis.people if p.organisation and p.mentions[0][0] < role.position]
        last = max(known, key=lambda p: max(start for start, _, _ in p.mentions if start < role.position), default=None)
        return last.organisation if last else None
    if role.noun in ("my", "our"):
        return body_of_publisher(analysis.document.publisher or "") or analysis.publisher
    if role.noun == THE_OFFICE:
        return office_meant(analysis)
    if role.noun == "whose":
        near = analysis.mentions_before(role.position)[-1:]
        return near[0].body if near and role.position - near[0].end <= len(", ") else None
    if role.noun in ("its", "their"):
        inspects = "inspector" in role.text.lower()
        return body_of_its(analysis, role.position, INSPECTORATE if inspects else None)
    if role.noun and role.noun.startswith("inspection"):  # "who led the inspection"
        return _first_of(analysis, role.position, (INSPECTORATE,)) if role.kind == "clause" else None
    return body_of_noun(analysis, role.noun, role.position) if role.noun else None
