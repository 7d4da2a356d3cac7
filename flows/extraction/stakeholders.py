"""Stakeholders: the people and organisations with a part in a document, every mention and every quotation of theirs.

Who is one, and which part they have, is decided by judges that learned from labelled documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import Passage, StakeholderClaim
from flows.extraction.linking.speakers.candidates import Spoken
from flows.extraction.linking.stakeholders.candidates import Found, Page
from flows.extraction.linking.stakeholders.judging import THRESHOLD, Judged, judged

LOWER_RANK = re.compile(r"\b(?:deputy|assistant|former|acting|temporary|vice)\s+$")


def stakeholder_claims(found: Sequence[Found]) -> Iterator[tuple[list[StakeholderClaim], list[StakeholderClaim]]]:
    """Of each document the claims for every mention and quotation of its stakeholders, and of those who may be some."""
    pages = [Page(each) for each in found]
    for page, candidates in zip(pages, judged(pages), strict=True):
        sure = [one for one in candidates if one.probability >= THRESHOLD]
        doubtful = [one for one in candidates if one.probability < THRESHOLD]
        yield claims_of(page, sure), claims_of(page, doubtful)


def claims_of(page: Page, judged: Iterable[Judged]) -> list[StakeholderClaim]:
    """The claims of some candidates, in order of position."""
    found = (claim for each in judged for claim in _of_one(page, each))
    return sorted(found, key=lambda claim: (claim.passage.start, claim.passage.end, claim.kind, claim.name))


def _of_one(page: Page, judged: Judged) -> Iterator[StakeholderClaim]:
    """A claim for each mention and each quotation of a person or an organisation."""
    one, view = judged.candidate, page.analysis.view
    kind, role = ("person", role_of(one.who)) if isinstance(one.who, Person) else ("organisation", None)
    passages = [(form, view.passage(start, end), False) for start, end, form in one.namings]
    passages += [("quotation", passage, True) for passage in _quotations(page.analysis, one.quotations)]
    for rule, passage, quotation in passages:
        yield StakeholderClaim(
            rule=f"{kind}-{rule}",
            passage=passage,
            kind=kind,
            name=one.who.name,
            organisation=one.body,
            role=role,
            relations=judged.relations,
            quotation=quotation,
            probability=judged.probability,
        )


def _quotations(analysis: Analysis, spoken: Iterable[Spoken]) -> Iterator[Passage]:
    """The passage of each of some quotations that are somebody's words."""
    for item in spoken:
        if _is_quotation(analysis, item):
            yield analysis.view.passage(item.quotation.start, item.quotation.end)


def _is_quotation(analysis: Analysis, spoken: Spoken) -> bool:
    """Whether it is somebody's words; of an organisation no word alone."""
    words = analysis.text[spoken.quotation.start : spoken.quotation.end].strip("“”‘’\"', .")
    return any(map(str.isalnum, words)) and (" " in words or isinstance(spoken.speaker, Person))


def role_of(person: Person) -> str | None:
    """What a person is, in the words of the document."""
    words = [role for role in person.roles if role.text]
    return ";".join(_each_once([_clean(role.text) for role in words])) or None


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
