"""Stakeholders: the people and organisations with a part in a document, every mention and every quotation of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies import COORDINATION, INSPECTED_KINDS, Mention
from flows.extraction.analysis.people import FORMER, Person
from flows.extraction.analysis.speakers import Spoken, organisation_of
from flows.extraction.claims import Body, Passage, StakeholderClaim
from flows.extraction.grades import WORDS
from schemas import vocabularies

OFFICE_OF = re.compile(r"(?i)\boffice of\b|\bOPCC\b|\bOPFCC\b|\bMOPAC\b|'s office\b|’s office\b|authority\b")
LISTED_WITH = re.compile(r"(?i)\b(?:organisations|agencies|partners|bodies|departments)\s+(?:such as|like|including)\b|\bpartner(?:s|ship| agencies)?\b")
PERSON_RELATIONS = {
    "inspector": "inspector",
    "commissioner": "oversight",
    "minister": "government",
    "police-rank": "spokesperson",
    "fire-rank": "spokesperson",
}


def stakeholder_claims(
    analysis: Analysis, spoken: list[Spoken], rated: frozenset[str]
) -> list[StakeholderClaim]:
    """A claim for every mention of a person or organisation with a part in the document, and for every quotation.

    `rated` are the ids of the bodies the document gives grades to.
    """
    claims = list(_organisations(analysis, spoken, rated))
    quoted = {id(s.speaker) for s in spoken if isinstance(s.speaker, Person) and _is_quotation(analysis, s)}
    for person in analysis.people:
        if person.roles or id(person) in quoted:
            claims += _person(analysis, person, spoken)
    return sorted(claims, key=lambda claim: (claim.passage.start, claim.passage.end, claim.kind, claim.name))


def _is_quotation(analysis: Analysis, spoken: Spoken) -> bool:
    """Whether it is somebody's words: speech, or a fragment of two words and more that is not just a grade."""
    start, end = spoken.quotation.start + 1, spoken.quotation.end
    words = analysis.text[start:end].strip("“”‘’\"', .")
    return spoken.quotation.speech or (" " in words and not WORDS.fullmatch(words))


def _quotations(analysis: Analysis, spoken: list[Spoken], speaker: Person | Body) -> Iterator[tuple[str, Passage]]:
    for item in spoken:
        same = item.speaker is speaker if isinstance(speaker, Person) else item.speaker == speaker
        if same and _is_quotation(analysis, item):
            rule = "quotation-goes-on" if item.goes_on else "quotation"
            yield rule, analysis.view.passage(item.quotation.start, item.quotation.end)


def _person(analysis: Analysis, person: Person, spoken: list[Spoken]) -> Iterator[StakeholderClaim]:
    organisation = organisation_of(analysis, person)
    role = ";".join(dict.fromkeys(_clean(role) for role in person.roles)) or None
    relations = _person_relations(person, organisation)
    named = [(rule, analysis.view.passage(start, end), False) for start, end, rule in person.mentions]
    quoted = [(rule, passage, True) for rule, passage in _quotations(analysis, spoken, person)]
    for rule, passage, quotation in [*named, *quoted]:
        yield StakeholderClaim(
            rule=f"person-{rule}",
            passage=passage,
            kind="person",
            name=person.name,
            organisation=organisation,
            role=role,
            relations=relations,
            quotation=quotation,
        )


def _clean(role: str) -> str:
    return " ".join(role.replace(";", ",").split()).strip(" ,.-–—").lstrip("=+@")


def _person_relations(person: Person, organisation: Body | None) -> tuple[str, ...]:
    if person.roles and all(FORMER.search(role) for role in person.roles):
        return ("other",)
    found = {PERSON_RELATIONS[kind] for kind in person.role_kinds if kind in PERSON_RELATIONS}
    if not found and organisation and organisation.kind in INSPECTED_KINDS:
        found = {"spokesperson"}
    return tuple(sorted(found)) or ("other",)


def _counts(analysis: Analysis, mention: Mention) -> bool:
    """Whether a mention names an organisation for itself: a commissioner's title is the person's, not the office's."""
    if mention.body.kind != "commissioner-office":
        return True
    return bool(OFFICE_OF.search(analysis.text[mention.start : mention.end]))


def _organisations(analysis: Analysis, spoken: list[Spoken], rated: frozenset[str]) -> Iterator[StakeholderClaim]:
    mentions = [mention for mention in analysis.mentions if _counts(analysis, mention)]
    relations = {body: _relations(analysis, body, mentions, rated) for body in {m.body for m in mentions}}
    for mention in mentions:
        yield _organisation(f"organisation-{mention.form}", analysis.view.passage(mention.start, mention.end), mention.body, relations)
    for body in sorted(relations, key=lambda body: body.body_id):
        for rule, passage in _quotations(analysis, spoken, body):
            yield _organisation(f"organisation-{rule}", passage, body, relations, quotation=True)


def _organisation(
    rule: str, passage: Passage, body: Body, relations: dict[Body, tuple[str, ...]], *, quotation: bool = False
) -> StakeholderClaim:
    return StakeholderClaim(
        rule=rule,
        passage=passage,
        kind="organisation",
        name=body.name,
        organisation=body,
        role=None,
        relations=relations[body],
        quotation=quotation,
    )


def _relations(analysis: Analysis, body: Body, mentions: list[Mention], rated: frozenset[str]) -> tuple[str, ...]:
    """The part an organisation has, by its kind and by what the document does with it."""
    found = set()
    units = {m.body.body_id for m in mentions if m.body.kind == "regional-unit"}
    inspected = any(m.body.kind == "inspectorate" for m in mentions)
    if any(body.body_id in vocabularies.members().get(unit, ()) for unit in units):
        found.add("constituent-force")
    if body.body_id in rated or (inspected and body.kind in INSPECTED_KINDS - {"national-agency", "special-force"} and not rated):
        found.add("inspected-body")
    if body.kind == "inspectorate":
        found.add("inspector")
    elif body.kind == "commissioner-office":
        found.add("oversight")
    elif body.kind == "government-department":
        found.add("partner-agency" if _listed_as_partner(analysis, body, mentions) else "government")
    elif not found and body.kind in ("national-agency", "special-force"):
        found.add("partner-agency")
    return tuple(sorted(found)) or ("other",)


def _listed_as_partner(analysis: Analysis, body: Body, mentions: list[Mention]) -> bool:
    """A department listed side by side with agencies, or under "organisations such as", is a partner there."""
    for number, mention in enumerate(mentions):
        if mention.body != body:
            continue
        sentence = analysis.sentence_at(mention.start)
        if sentence and LISTED_WITH.search(analysis.text, sentence.start, mention.start):
            return True
        neighbours = mentions[max(0, number - 1) : number + 2]
        for one, other in zip(neighbours, neighbours[1:], strict=False):
            joint = COORDINATION.match(analysis.text, one.end)
            if joint and joint.end() == other.start and "national-agency" in (one.body.kind, other.body.kind):
                return True
    return False
