"""A document -> its claims: `extract(document)`. Pure functions on strings; no pandas, no Prefect, no files."""

from __future__ import annotations

from collections import Counter

from flows.extraction.analysis.affiliation import settle_organisations
from flows.extraction.analysis.analysis import analyse
from flows.extraction.analysis.people import Person
from flows.extraction.analysis.short_forms import add_short_forms
from flows.extraction.analysis.speakers import attribute
from flows.extraction.claims import Extraction
from flows.extraction.disruptions import disruption_claims
from flows.extraction.ratings import rating_claims
from flows.extraction.stakeholders import stakeholder_claims
from flows.reading.document import Document

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """All claims of a document, and what looked like a claim and was refused, each in order of position."""
    analysis = analyse(document)
    add_short_forms(analysis)
    settle_organisations(analysis)
    spoken = attribute(analysis)
    bodies = {
        item.quotation.start: item.speaker.organisation if isinstance(item.speaker, Person) else item.speaker
        for item in spoken
    }
    ratings, not_ratings = rating_claims(analysis, bodies)
    disruptions, not_disruptions = disruption_claims(analysis, bodies)
    rated = frozenset(claim.body.body_id for claim in ratings)
    counted = Counter(claim.body.body_id for claim in disruptions)
    stakeholders = stakeholder_claims(analysis, spoken, rated, counted)
    return Extraction(
        document_id=document.document_id,
        claims=(*ratings, *disruptions, *stakeholders),
        refusals=tuple(sorted([*not_ratings, *not_disruptions], key=lambda refusal: refusal.passage.start)),
    )
