"""Stakeholders: the people and organisations with a part in a document, every mention and every quotation of theirs.

Who is one, and which part they have, is decided by judges that learned from labelled documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import StakeholderClaim
from flows.extraction.linking.speakers.candidates import Spoken
from flows.extraction.linking.stakeholders.candidates import Found, Page
from flows.extraction.linking.stakeholders.judging import THRESHOLD, Judged, judged

LOWER_RANK = re.compile(r"\b(?:deputy|assistant|former|acting|temporary|vice)\s+$", re.IGNORECASE)


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
    passages = [(form, (start, end), False) for start, end, form in one.namings]
    said = filter(partial(_is_quotation, view.text), one.quotations)
    for each in said:
        rule = "quotation-goes-on" if each.goes_on else "quotation"
        passages.append((rule, (each.quotation.start, each.quotation.end), True))
    for rule, (start, end), quotation in passages:
        yield StakeholderClaim(
            rule=f"{kind}-{rule}",
            passage=view.passage(start, end),
            kind=kind,
            name=one.who.name,
            organisation=one.body,
            role=role,
            relations=judged.relations,
            quotation=quotation,
            probability=judged.probability,
        )


def _is_quotation(text: str, spoken: Spoken) -> bool:
    """Whether it is somebody's words; of an organisation no word alone."""
    words = text[spoken.quotation.start : spoken.quotation.end].strip("“”‘’\"', .")
    return any(map(str.isalnum, words)) and (" " in words or isinstance(spoken.speaker, Person))


def role_of(person: Person) -> str | None:
    """What a person is, in the words of the document."""
    roles = dict.fromkeys(_clean(role.text) for role in person.roles if role.text)
    return ";".join(role for role in roles if not any(_adds_body(other, role) for other in roles)) or None


def _adds_body(longer: str, role: str) -> bool:
    """Whether a role is another one and what stands before it, and that makes it no lower rank: "Kent Police chief" of
    the "police chief", not of a deputy."""
    before = longer[: -len(role)]
    return longer.lower().endswith(f" {role.lower()}") and not LOWER_RANK.search(before)


def _clean(role: str) -> str:
    return " ".join(role.replace(";", ",").split()).strip(" ,.-–—").lstrip("=+@")
