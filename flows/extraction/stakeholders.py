"""Stakeholder claims: a claim for every mention and every quotation of the people and organisations of a document.

Judges trained on labelled documents decide who is a stakeholder and what their part is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from flows.extraction.analysis.people.people import Person
from flows.extraction.claims import StakeholderClaim
from flows.extraction.linking.speakers.candidates import Spoken
from flows.extraction.linking.stakeholders.candidates import FoundClaims, Page
from flows.extraction.linking.stakeholders.judging import THRESHOLD, Judged, judged

LOWER_RANK = re.compile(r"\b(?:deputy|assistant|former|acting|temporary|vice)\s+$", re.IGNORECASE)


def stakeholder_claims(found: Sequence[FoundClaims]) -> Iterator[tuple[list[StakeholderClaim], list[StakeholderClaim]]]:
    """Yield (published, doubtful) claims for each document: one for each mention and quotation of a stakeholder."""
    pages = [Page(each) for each in found]
    for page, candidates in zip(pages, judged(pages), strict=True):
        sure = [candidate for candidate in candidates if candidate.probability >= THRESHOLD]
        doubtful = [candidate for candidate in candidates if candidate.probability < THRESHOLD]
        yield claims_of(page, sure), claims_of(page, doubtful)


def claims_of(page: Page, judged: Iterable[Judged]) -> list[StakeholderClaim]:
    """Return the claims of the candidates of a page, in order of position."""
    found = (claim for each in judged for claim in _claims_of_candidate(page, each))
    return sorted(found, key=lambda claim: (claim.passage.start, claim.passage.end, claim.kind, claim.name))


def _claims_of_candidate(page: Page, judged: Judged) -> Iterator[StakeholderClaim]:
    """Yield a claim for each mention and each quotation of one candidate."""
    candidate, view = judged.candidate, page.analysis.view
    kind, role = ("person", role_of(candidate.who)) if isinstance(candidate.who, Person) else ("organisation", None)
    passages = [(form, (start, end), False) for start, end, form in candidate.namings]
    for spoken in candidate.quotations:
        if _is_quotation(view.text, spoken):
            rule = "quotation-goes-on" if spoken.goes_on else "quotation"
            passages.append((rule, (spoken.quotation.start, spoken.quotation.end), True))
    for rule, (start, end), quotation in passages:
        yield StakeholderClaim(
            rule=f"{kind}-{rule}",
            passage=view.passage(start, end),
            kind=kind,
            name=candidate.who.name,
            organisation=candidate.body,
            role=role,
            relations=judged.relations,
            quotation=quotation,
            probability=judged.probability,
        )


def _is_quotation(text: str, spoken: Spoken) -> bool:
    """Whether a quotation holds words; a single word counts for a person, but not for an organisation."""
    words = text[spoken.quotation.start : spoken.quotation.end].strip("“”‘’\"', .")
    return any(map(str.isalnum, words)) and (" " in words or isinstance(spoken.speaker, Person))


def role_of(person: Person) -> str | None:
    """Return a person's roles in the document's words, joined by ";", or None; of two that `_adds_body`, the longer."""
    told = (" ".join(role.text.replace(";", ",").split()) for role in person.roles if role.text)
    roles = dict.fromkeys(role.strip(" ,.-–—").lstrip("=+@") for role in told)
    return ";".join(role for role in roles if not any(_adds_body(other, role) for other in roles)) or None


def _adds_body(longer: str, role: str) -> bool:
    """Whether `longer` is `role` with words before it that do not lower the rank: "Kent police chief" for "police
    chief"; not "deputy police chief"."""
    before = longer[: -len(role)]
    return longer.lower().endswith(f" {role.lower()}") and not LOWER_RANK.search(before)
