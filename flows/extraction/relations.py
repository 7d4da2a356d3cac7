"""The part a person or an organisation has in a document: who inspects, who is inspected, who oversees, who helps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import INSPECTED_KINDS, POLICE_KINDS, Mention
from flows.extraction.analysis.people import Person
from flows.extraction.analysis.roles import FORMER
from flows.extraction.claims import Body
from schemas import vocabularies

Relations = tuple[str, ...]

OF_KIND = {"inspectorate": "inspector", "commissioner-office": "oversight", "government-department": "government"}
OF_TITLE = {"inspector": "inspector", "commissioner": "oversight", "minister": "government"}
FORCES = (POLICE_KINDS - {"special-force"}) | {"regional-unit", "fire-service"}
VISITED = INSPECTED_KINDS - {"national-agency"}
RANKS = frozenset({"police-rank", "fire-rank"})
OVERSEEING = re.compile(
    r"(?i)\b(?:police|policing|fire and rescue) (?:authority|board)\b|\bcrime panel\b|\bauthority'?s? (?:chair|member)"
)
OVERSEERS = re.compile(r"(?i)\b(?:authority|panel|board|committee|oversight)\b")
# Words before a body that make it one that helps: "with the help of", "works with", "partners such as", "thank".
HELPS = re.compile(
    r"(?i)\b(?:help (?:of|from)|work\w* (?:\w+ ){0,3}with|alongside|beside|partners?\b|partnership|agencies|"
    r"organisations|grateful to|thank\w*|jointly|support\w* (?:from|by|of)|together with|along with|joined by|"
    r"referrals from|run with|review from|group with|attend\w*|members? of|led by other|brings together|draws on|"
    r"officers (?:of|from))\b"
)
# Words after a body that make it one: "attended all three panels", "provide support".
HELPED = re.compile(
    r"(?i)[^.]{0,90}?\b(?:attend\w*|provide[sd]? support|put their names|supported|joined|welcomed the results)\b"
)
INSPECTION = re.compile(r"(?i)\binspect\w*|\bgraded?\b|\brated\b|\bPEEL\b")


def person_relations(person: Person) -> Relations:
    """The part of a person, by the body they speak for and the title they hold."""
    body = person.organisation
    words = " ".join(role.text for role in person.roles)
    if body and body.kind in OF_KIND and not (body.kind == "government-department" and person.kinds & RANKS):
        return (OF_KIND[body.kind],)
    found = {OF_TITLE[kind] for kind in person.kinds if kind in OF_TITLE}
    if found:
        return tuple(sorted(found))
    overseen = f"{words} {body.name if body else ''}"
    if OVERSEEING.search(overseen) or (not person.kinds & RANKS and OVERSEERS.search(words)):
        return ("oversight",)
    if person.kinds and FORMER.search(words) and all(FORMER.search(role.text) for role in person.roles if role.kind):
        return ("other",)
    if person.kinds & RANKS or (body and body.kind in INSPECTED_KINDS):
        return ("spokesperson",)
    return ("other",)


def organisation_relations(analysis: Analysis, mentions: list[Mention], rated: frozenset[str]) -> dict[Body, Relations]:
    """The part of each organisation, by its kind and by what the document does with it."""
    named: dict[Body, list[Mention]] = defaultdict(list)
    for mention in mentions:
        named[mention.body].append(mention)
    members = _constituents(named)
    inspected = bool(rated) or _on_inspection(analysis, named)
    found: dict[Body, Relations] = {}
    for body, places in named.items():
        relations = {"constituent-force"} if body.body_id in members else set()
        visited = inspected and not rated and body.kind in VISITED and not _helps(analysis, places)
        if body.body_id in rated or visited:
            relations.add("inspected-body")
        if not relations:
            relations = {_by_kind(analysis, body, places)}
        found[body] = tuple(sorted(relations))
    return found


def _constituents(named: dict[Body, list[Mention]]) -> set[str]:
    """The forces of a regional unit the document names, where it names two and more of them."""
    ids = {body.body_id for body in named}
    forces = [member for unit in ids for member in vocabularies.members().get(unit, ()) if member in ids]
    units = Counter(unit for unit in ids for member in vocabularies.members().get(unit, ()) if member in ids)
    return {force for force in forces if any(units[u] > 1 and force in vocabularies.members()[u] for u in units)}


def _on_inspection(analysis: Analysis, named: dict[Body, list[Mention]]) -> bool:
    """Whether a document without grades is on an inspection: its opening speaks of one and it names who inspected."""
    opening = analysis.sentences[min(3, len(analysis.sentences) - 1)].end if analysis.sentences else 0
    return any(body.kind == "inspectorate" for body in named) and bool(INSPECTION.search(analysis.text, 0, opening))


def _by_kind(analysis: Analysis, body: Body, places: list[Mention]) -> str:
    if OVERSEEING.search(body.name):
        return "oversight"
    if body.kind in ("inspectorate", "commissioner-office"):
        return OF_KIND[body.kind]
    if body.kind in OF_KIND:
        return "partner-agency" if _helps(analysis, places) else OF_KIND[body.kind]
    known = places[0].form != "shape" and body.kind not in FORCES and not _leads(analysis, places)
    return "partner-agency" if known or _helps(analysis, places) else "other"


def _leads(analysis: Analysis, places: list[Mention]) -> bool:
    """Whether a document is on a body: its title names it, or it names it more often than twice in ten sentences."""
    title = analysis.sentences[0].end if analysis.sentences else 0
    return places[0].start < title or len(places) * 5 > max(10, len(analysis.sentences))


def _helps(analysis: Analysis, places: list[Mention]) -> bool:
    """Whether a body is named as one that helps the bodies the document is about."""
    for mention in places:
        sentence = analysis.sentence_at(mention.start)
        if sentence and (
            HELPS.search(analysis.text, sentence.start, mention.start)
            or HELPED.match(analysis.text, mention.end, sentence.end)
        ):
            return True
    return False
