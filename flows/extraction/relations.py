"""The part a person or an organisation has in a document: who inspects, who is inspected, who oversees, who helps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import INSPECTED_KINDS, POLICE_KINDS, Mention
from flows.extraction.analysis.bodies.watchdogs import PROGRAMME
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.people.roles import is_former
from flows.extraction.claims import Body
from schemas import vocabularies

Relations = tuple[str, ...]

OF_KIND = {"inspectorate": "inspector", "commissioner-office": "oversight", "government-department": "government"}
OF_TITLE = {"inspector": "inspector", "commissioner": "oversight", "minister": "government"}
FORCES = POLICE_KINDS | {"regional-unit", "fire-service"}
VISITED = INSPECTED_KINDS - {"national-agency"}
RANKS = frozenset({"police-rank", "fire-rank"})
# Reads text in lower case.
_OVERSEEING = re.compile(
    r"\b(?:police|policing|fire and rescue|fire) (?:authority|board)\b|\bcrime panel\b|"
    r"\bauthority'?s? (?:chair|member)|\b(?:affairs|accounts|justice|treasury) committee\b|"
    r"\bombudsman\b|\bpolice (?:conduct|complaints)\b"
)
# What every match of it holds.
_BODIES_OVERSEEING = ("authority", "board", "panel", "committee", "ombudsman", "conduct", "complaints")
OVERSEERS = re.compile(r"(?i)\b(?:authority|panel|board|committee|oversight)\b")
# Staff associations and unions speak for their members.
STAFF = re.compile(r"\b(?:Union|Federation|Superintendents|Officers' Association|Staff Association)\b")
# Departments that run a service and make no policy work with the forces; ministries are the government.
SERVING = re.compile(r"\b(?:Prosecut\w+|Procurator|Revenue|Agency|Service)\b")
# Local bodies that forces and fire services work with, and the councils that run a fire service.
LOCAL = re.compile(
    r"\b(?:Council|NHS|Health Board|Ambulance Service|Partnership|Trust|Directorate|CIC|"
    r"Victim Services|Resilience Centre|Hub)\b"
)
COUNCIL = re.compile(r"(?:(.+?) (?:County )?Council|(?:Council|Corporation) of (?:the )?(.+))$")
# Words before a body that make it one that helps: "with the help of", "works with", "partners such as", "thank".
# Reads text in lower case.
HELPS = re.compile(
    r"\b(?:help (?:of|from)|work\w* (?:\w+ ){0,3}with|alongside|beside|partners?\b|partnership|agencies|"
    r"organisations|grateful to|thank\w*|jointly|support\w* (?:from|by|of)|together with|along with|joined by|"
    r"referrals from|run with|joint (?:operation|investigation|exercise|project|work)\w* (?:\w+ )?with|"
    r"shar(?:es?|ed|ing) [^.;]{1,80}? with|coordinated by|made up of|consists? of|asked (?:for )?help|commissioned|"
    r"review from|group with|attend\w*|members? of|led by other|brings together|draws on|"
    r"(?:officers|colleagues|counterparts) (?:of|from))\b"
)
# Words after a body that make it one: "attended all three panels", "provide support".
# Reads text in lower case.
HELPED = re.compile(
    r"[^.]{0,90}?\b(?:attend\w*|provide[sd]? support|put their names|supported|joined|welcomed the results|"
    r"took part|help(?:s|ed)|lent|work(?:s|ed)? together|together broke|among the partners|for help)\b"
)
# What every match of it holds.
_HELPING = (
    "attend", "support", "put their names", "joined", "welcomed the results", "took part", "help", "lent", "together",
    "among the partners",
)  # fmt: skip
# "BODY was last inspected in 2022", "inspectors visited BODY".
# How far before a body words that it was visited begin, and how far behind it they end.
LOOKED_BACK, LOOKED_ON = 60, 140
VISITED_AFTER = re.compile(
    r"[^.;:\n]{0,60}?\b(?:was|were|has been|have been|is)\s+(?:\w+\s+)?(?:inspected|visited\s+by\s+inspectors)\b"
)
# Reads text in lower case.
VISITED_BEFORE = re.compile(
    r"\b(?:inspectors|inspectorate)\s+(?:\w+\s+)?(?:inspected|visited|looked at|assessed|examined)\s+"
    r"(?:how\s+)?(?:well\s+)?(?:the\s+)?$"
)
# What every match of it ends with.
_BEFORE_VISITED = ("inspected ", "visited ", "looked at ", "assessed ", "examined ", "how ", "well ", "the ")
# What in the name of an inspectorate says that it looks at police forces, fire services or those who guard a border.
OF_FORCES = re.compile(r"\b(?:Constabulary|Fire|Criminal Justice|Borders)\b")
# "UNIT| serves A and B", "UNIT| and its forces". Reads text in lower case.
SERVES = re.compile(r"[^.;\n]{0,60}?\b(?:serves|made up of|brings together|its (?:\w+ )?forces)\b")
# Words of grades, and of giving them, in the sentence that names a body: an everyday "good" is none.
JUDGED = re.compile(
    r"\b(?i:outstanding|inadequate|requir\w+ improvement|grad(?:ed?|es|ings?)|rat(?:ed|ings?)|judged)\b|"
    r"[‘“'\"](?i:good|adequate)\b|\b(?i:good|adequate)[’”'\"]|"
    r"(?<=[\w,;:)] )(?:Good|Adequate)\b"
)
# What every match of it holds, in lower case.
_JUDGING = ("outstanding", "inadequate", "requir", "grad", "rated", "rating", "judged", "good", "adequate")
INSPECTION = re.compile(rf"(?i)\binspect\w*|\bgraded?\b|\brated\b|\b{PROGRAMME}\b")


def _oversees(lowered: str) -> bool:
    """Whether words in lower case are those of one who oversees the police or a fire service."""
    return any(word in lowered for word in _BODIES_OVERSEEING) and _OVERSEEING.search(lowered) is not None


@cache
def _staff() -> frozenset[str]:
    """The ids of the unions whose name does not say it, but another way to call them does: "the ACRONYM union"."""
    return frozenset(alias.body_id for alias in vocabularies.aliases() if alias.alias.endswith(" union"))


def is_staff(body: Body) -> bool:
    """Whether a body is a union or a staff association."""
    return bool(STAFF.search(body.name)) or body.body_id in _staff()


def plain_mayor(person: Person) -> bool:
    """Whether somebody is a mayor and no deputy for policing: most mayors have no office that oversees a force."""
    return any("Mayor" in (role.title or "") and "Deputy" not in (role.title or "") for role in person.roles)


def person_relations(person: Person, of_bodies: dict[Body, Relations], *, speaks: bool) -> Relations:
    """The part of a person, by the body they speak for, the part that body has, and the title they hold.

    Who `speaks` for a force is its spokesperson; an officer who is only named is not.
    """
    body = person.organisation
    words = " ".join(role.text for role in person.roles)
    if body and body.kind in OF_KIND and not (body.kind == "government-department" and person.kinds & RANKS):
        return (OF_KIND[body.kind],)
    found = {OF_TITLE[kind] for kind in person.kinds if kind in OF_TITLE}
    shadows = found == {"government"} and "shadow" in words.lower()
    if shadows or (found == {"oversight"} and body is None and plain_mayor(person)):
        return ("other",)
    if found:
        return tuple(sorted(found))
    overseen = f"{words} {body.name if body else ''}".lower()
    if _oversees(overseen) or (not person.kinds & RANKS and OVERSEERS.search(words)):
        return ("oversight",)
    if person.kinds and is_former(words) and all(is_former(role.text) for role in person.roles if role.kind):
        return ("other",)
    if speaks and (person.kinds & RANKS or (body and body.kind in INSPECTED_KINDS)):
        return ("spokesperson",)
    if body and body.kind not in INSPECTED_KINDS and (theirs := of_bodies.get(body)):
        return theirs
    return ("other",)


def organisation_relations(
    analysis: Analysis, mentions: list[Mention], rated: frozenset[str], counted: Mapping[str, int]
) -> dict[Body, Relations]:
    """The part of each organisation, by its kind and by what the document does with it."""
    named: dict[Body, list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[mention.body].append(mention)
    members = _constituents(analysis, named)
    graded = _graded_together(members, rated)
    inspected = _on_inspection(analysis, named)
    # Whose disruptions a document counts most is who it is about, and helps nobody.
    most = max(counted.values(), default=0)
    on = {body_id for body_id, figures in counted.items() if figures == most}
    found: dict[Body, Relations] = {}
    for body, places in named.items():
        relations = {"constituent-force"} if body.body_id in members else set()
        visited = inspected and not rated and body.kind in VISITED and not _helps(analysis, places)
        visited = visited or (body.kind in INSPECTED_KINDS and _was_visited(analysis, places))
        if body.body_id in rated | graded or visited:
            relations.add("inspected-body")
        if not relations:
            relations = {_by_kind(analysis, body, places, named, about=on == {body.body_id})}
        found[body] = tuple(sorted(relations))
    return found


def _constituents(analysis: Analysis, named: dict[Body, list[Mention]]) -> set[str]:
    """The forces of a regional unit the document is on, where it names two and more of them.

    Where it leaves some of them out, it is on a unit that it names more than twice, and none of them oftener, or that
    it says is theirs.
    """
    units = {body.body_id: places for body, places in named.items() if body.kind == "regional-unit"}
    forces: set[str] = set()
    for unit, own in units.items():
        theirs = vocabularies.members().get(unit, ())
        members = {body.body_id: places for body, places in named.items() if body.body_id in theirs}
        often = max((len(places) for places in members.values()), default=0)
        whole = len(members) == len(theirs) or len(own) > max(2, often - 1)
        if len(members) > 1 and (whole or any(SERVES.match(analysis.view.folded, mention.end) for mention in own)):
            forces |= members.keys()
    return forces


def _graded_together(members: set[str], rated: frozenset[str]) -> set[str]:
    """The forces of a unit that a document grades together with one of them: the inspection was of them all."""
    graded: set[str] = set()
    for unit, theirs in vocabularies.members().items():
        if unit in rated and rated & set(theirs):
            graded |= members & set(theirs)
    return graded


def _on_inspection(analysis: Analysis, named: dict[Body, list[Mention]]) -> bool:
    """Whether a document without grades is on an inspection: its opening speaks of one and it names who inspected."""
    if not any(body.kind == "inspectorate" and OF_FORCES.search(body.name) for body in named):
        return False
    opening = analysis.sentences[min(3, len(analysis.sentences) - 1)].end if analysis.sentences else 0
    return INSPECTION.search(analysis.text, 0, opening) is not None


def _was_visited(analysis: Analysis, places: list[Mention]) -> bool:
    """Whether a text says that a body was inspected or visited, or that inspectors looked at it."""
    folded = analysis.view.folded
    if "inspected" not in folded and "inspector" not in folded:
        return False
    near = analysis.triggers.any_within
    for mention in places:
        low = max(0, mention.start - LOOKED_BACK)
        if near("inspecting", mention.end, mention.end + LOOKED_ON) and VISITED_AFTER.match(analysis.text, mention.end):
            return True
        may = near("inspecting", low, mention.start) and folded.endswith(_BEFORE_VISITED, low, mention.start)
        if may and VISITED_BEFORE.search(folded, low, mention.start):
            return True
    return False


def _by_kind(
    analysis: Analysis, body: Body, places: list[Mention], named: dict[Body, list[Mention]], *, about: bool
) -> str:
    if _oversees(body.name.lower()) or _runs_a_service(analysis, body, named):
        return "oversight"
    if is_staff(body):
        return "other"
    if body.kind == "government-department":
        return "partner-agency" if SERVING.search(body.name) or _helps(analysis, places) else "government"
    if body.kind in OF_KIND:
        return OF_KIND[body.kind]
    if about:
        return "other"
    shape = places[0].form == "shape" and not LOCAL.search(body.name)
    several = sum(one.kind == "regional-unit" for one in named) > 2
    if body.kind in FORCES and (body.kind != "regional-unit" or several):
        if _helps(analysis, places):
            return "partner-agency"
        return "inspected-body" if _judged(analysis, body, places) else "other"
    return "partner-agency" if not shape or _helps(analysis, places) else "other"


def _judged(analysis: Analysis, body: Body, places: list[Mention]) -> bool:
    """Whether a text names a force beside words of grades or who gives them, a fire service where any is inspected."""
    if body.kind == "fire-service" and "inspect" in analysis.view.folded:
        return True
    for mention in places:
        sentence = analysis.sentence_at(mention.start)
        words = analysis.view.folded[sentence.start : sentence.end] if sentence else ""
        may = any(word in words for word in _JUDGING)
        if sentence and may and JUDGED.search(analysis.text, sentence.start, sentence.end):
            return True
        near = analysis.mentions_in(sentence.start, sentence.end) if sentence else []
        if any(one.body.kind == "inspectorate" and OF_FORCES.search(one.body.name) for one in near):
            return True
    return False


def _runs_a_service(analysis: Analysis, body: Body, named: dict[Body, list[Mention]]) -> bool:
    """Whether a body is the council of the county whose fire service the document names."""
    council = COUNCIL.match(body.name)
    place = council and (council[1] or council[2])
    return bool(place) and any(
        other.kind == "fire-service" and other.name.startswith(f"{place} ") and not _helps(analysis, places)
        for other, places in named.items()
    )


def _helps(analysis: Analysis, places: list[Mention]) -> bool:
    """Whether a body is named as one that helps the bodies the document is about."""
    folded = analysis.view.folded
    for mention in places:
        sentence = analysis.sentence_at(mention.start)
        if sentence is None:
            continue
        if HELPS.search(folded, sentence.start, mention.start):
            return True
        behind = folded[mention.end : sentence.end]
        if any(word in behind for word in _HELPING) and HELPED.match(folded, mention.end, sentence.end):
            return True
    return False
