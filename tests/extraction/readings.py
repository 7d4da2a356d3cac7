"""What the tests of the extraction share: a document from a text, and what is read in it."""

import hashlib

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim, RatingClaim, Refusal, StakeholderClaim
from flows.extraction.extracting import facts_of
from flows.extraction.linking.stakeholders.candidates import (
    OF_FACT,
    OF_INSPECTION,
    OF_OVERSIGHT,
    OF_PERSON,
    PLACE,
    UNKNOWN,
    Page,
)
from flows.extraction.linking.stakeholders.judging import Judged
from flows.extraction.stakeholders import claims_of
from flows.reading.document import Document
from flows.reading.plain import blocks_of_plain

Rating = tuple[str, str, str]


def document(
    text: str, published_on: str | None = "2023-11-15", media_type: str = "text/plain", name: str = "invented"
) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    blocks = blocks_of_plain(text, media_type == "text/markdown")
    return Document(name, text, digest, f"{name}.txt", digest, media_type, published_on=published_on, blocks=blocks)


def ratings(text: str, published_on: str | None = "2023-11-15") -> list[RatingClaim]:
    return [claim for claim in extract(document(text, published_on)).claims if isinstance(claim, RatingClaim)]


def refusals(text: str) -> list[Refusal]:
    return [refusal for refusal in extract(document(text)).refusals if refusal.rule != "disruption"]


def read(text: str) -> set[Rating]:
    """(body, area, grade) of every rating, "was" before a historic grade."""
    return {(c.body.body_id, c.area, f"was {c.grade}" if c.historic else c.grade) for c in ratings(text)}


def disruptions(text: str, published_on: str | None = "2023-11-15") -> list[DisruptionClaim]:
    return [claim for claim in extract(document(text, published_on)).claims if isinstance(claim, DisruptionClaim)]


def everybody(read: Document) -> list[StakeholderClaim]:
    """The claims on all people and organisations that a document names, however likely they are stakeholders, and
    without their part."""
    ((found, _),) = facts_of([read])
    page = Page(found)
    forms = (OF_FACT, OF_INSPECTION, OF_OVERSIGHT, OF_PERSON, PLACE, UNKNOWN)
    meant = tuple(f"organisation-{form}" for form in forms)
    named = claims_of(page, [Judged(one, 1.0, ("other",)) for one in page.candidates])
    return [claim for claim in named if claim.rule not in meant]
