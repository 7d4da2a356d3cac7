"""Stakeholders: the people and organisations with a part in a document, every mention and every quotation of theirs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.bodies.bodies import Mention
from flows.extraction.analysis.bodies.namesakes import namesakes
from flows.extraction.analysis.grades import WORDS
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.speech.heard import heard
from flows.extraction.analysis.speech.speakers import Spoken
from flows.extraction.claims import Body, Passage, StakeholderClaim
from flows.extraction.relations import organisation_relations, person_relations

# What somebody leads or chairs is a role beside a rank; what they have led, or sit on, is told by the way.
LEADS = re.compile(
    r"(?:leads?|heads|chairs|runs|is|has (?:overall )?(?:responsibility|charge|command)) "
    r"(?!(?:on |for )?(?:it|this|that|them|us)\b)"
)

LOWER_RANK = re.compile(r"\b(?:deputy|assistant|former|acting|temporary|vice)\s+$")

Quotations = dict[int | str, list[tuple[str, Passage]]]

OFFICE_OF = re.compile(r"(?i)\boffice of\b|\bOPF?CC\b|\bMOPAC\b|['’]s office\b|authority\b|corporation\b")

# "a former |British Army| officer": what somebody was before is told by the way.
FORMERLY = re.compile(r"(?i)\b(?:former|ex|retired)[- ]\Z")
# What every match of it ends with, in lower case.
_FORMERLY = ("former ", "former-", "ex ", "ex-", "retired ", "retired-")
WORKED_FOR = re.compile(r"\s(?:officers?|detectives?|staff|soldiers?|firefighters?|captain|employees?|intelligence)\b")


def stakeholder_claims(
    analysis: Analysis, spoken: list[Spoken], rated: frozenset[str], counted: Mapping[str, int]
) -> list[StakeholderClaim]:
    """A claim for every mention of a person or organisation with a part in the document, and for every quotation.

    `rated` are the ids of the bodies the document gives grades to, `counted` how many figures it has of each.
    """
    quotations = _quotations(analysis, spoken)
    graded = [replace(p, body=body) for p in analysis.places if (body := _rated_there(analysis, p, rated))]
    titles = frozenset((hit.start, hit.end) for hit in analysis.titles)
    named = (mention for mention in analysis.mentions if _counts(analysis, mention, titles))
    mentions = sorted([*named, *graded], key=lambda mention: mention.start)
    relations = organisation_relations(analysis, mentions, rated, counted)
    claims = list(_organisations(analysis, mentions, quotations, relations))
    speaking = heard(analysis, spoken)
    for person in analysis.people:
        if person.roles or _key(person) in quotations:
            part = person_relations(person, relations, speaks=id(person) in speaking)
            claims += _person(analysis, person, quotations, part)
    return sorted(claims, key=lambda claim: (claim.passage.start, claim.passage.end, claim.kind, claim.name))


def _rated_there(analysis: Analysis, place: Mention, rated: frozenset[str]) -> Body | None:
    """The body that a place's name stands for among those with grades: the police force, or the fire service."""
    bodies = dict.fromkeys([place.body, *namesakes(analysis.text[place.start : place.end])])
    return next((body for body in bodies if body.body_id in rated), None)


def _is_quotation(analysis: Analysis, spoken: Spoken) -> bool:
    """Whether it is somebody's words: speech, or a fragment that is no grade; of an organisation no word alone."""
    start, end = spoken.quotation.start + 1, spoken.quotation.end
    words = analysis.text[start:end].strip("“”‘’\"', .")
    if not any(map(str.isalnum, words)):
        return False
    alone = " " not in words and not isinstance(spoken.speaker, Person)
    return spoken.quotation.speech or not (alone or WORDS.fullmatch(words))


def _quotations(analysis: Analysis, spoken: list[Spoken]) -> Quotations:
    """Rule and passage of every quotation, by its speaker."""
    found: Quotations = defaultdict(list)
    for item in spoken:
        if item.speaker and _is_quotation(analysis, item):
            rule = "quotation-goes-on" if item.goes_on else "quotation"
            found[_key(item.speaker)].append((rule, analysis.view.passage(item.quotation.start, item.quotation.end)))
    return found


def _key(speaker: Person | Body) -> int | str:
    return id(speaker) if isinstance(speaker, Person) else speaker.body_id


def _person(
    analysis: Analysis, person: Person, quotations: Quotations, relations: tuple[str, ...]
) -> Iterator[StakeholderClaim]:
    organisation = person.organisation
    words = [role for role in person.roles if role.text]
    words = [role for role in words if not role.not_now] or words
    words = [role for role in words if role.kind != "clause" or LEADS.match(role.text)] or words
    role = ";".join(_each_once([_clean(role.text) for role in words])) or None
    named = [(rule, analysis.view.passage(start, end), False) for start, end, rule in person.mentions]
    quoted = [(rule, passage, True) for rule, passage in quotations.get(_key(person), ())]
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


def _each_once(roles: list[str]) -> list[str]:
    """The roles without those that end another one: "police chief" beside "Kent Police chief", not beside a deputy."""
    longer = {role.lower() for role in roles}
    ends = [any(_adds_body(other, role.lower()) for other in longer) for role in roles]
    return list(dict.fromkeys(role for role, part in zip(roles, ends, strict=True) if not part))


def _adds_body(longer: str, role: str) -> bool:
    """Whether a role is another one and what stands before it, and that makes it no lower rank."""
    return longer.endswith(f" {role}") and not LOWER_RANK.search(longer, 0, len(longer) - len(role))


def _clean(role: str) -> str:
    return " ".join(role.replace(";", ",").split()).strip(" ,.-–—").lstrip("=+@")


def _counts(analysis: Analysis, mention: Mention, titles: frozenset[tuple[int, int]]) -> bool:
    """Whether a mention names an organisation for itself: a commissioner's title is the person's, not the office's.

    `titles` are the slices that are titles of people: "Mayor of London NAME" names no organisation.
    """
    if mention.body.kind == "commissioner-office":
        return bool(OFFICE_OF.search(analysis.text[mention.start : mention.end]))
    low, may = max(0, mention.start - 9), analysis.view.folded.endswith(_FORMERLY, 0, mention.start)
    if may and WORKED_FOR.match(analysis.text, mention.end) and FORMERLY.search(analysis.text, low, mention.start):
        return False
    return (mention.start, mention.end) not in titles


def _organisations(
    analysis: Analysis, mentions: list[Mention], quotations: Quotations, relations: dict[Body, tuple[str, ...]]
) -> Iterator[StakeholderClaim]:
    for mention in mentions:
        passage = analysis.view.passage(mention.start, mention.end)
        yield _organisation(f"organisation-{mention.form}", passage, mention.body, relations)
    for body in sorted(relations, key=lambda body: body.body_id):
        for rule, passage in quotations.get(_key(body), ()):
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
