"""A document -> its claims: `extract(document)`. Pure functions on strings; no pandas, no Prefect, no files."""

from __future__ import annotations

from collections import Counter

from flows.extraction.analysis.affiliation import settle_organisations
from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.analysis.people import Person
from flows.extraction.analysis.short_forms import add_short_forms
from flows.extraction.analysis.speakers import Spoken, attribute
from flows.extraction.claims import Extraction
from flows.extraction.disruptions import disruption_claims
from flows.extraction.parts import Facts, joined, parts_of
from flows.extraction.ratings import rating_claims
from flows.extraction.stakeholders import stakeholder_claims
from flows.reading.document import Document

__all__ = ["extract"]


def extract(document: Document) -> Extraction:
    """All claims of a document, and what looked like a claim and was refused, each in order of position."""
    analysis, spoken = _analysed(document)
    facts = _facts(analysis, spoken)
    if parts := parts_of(analysis):
        facts = joined(facts, parts, [_facts(*_analysed(part.document)) for part in parts])
    rated = frozenset(claim.body.body_id for claim in facts.ratings)
    counted = Counter(claim.body.body_id for claim in facts.disruptions)
    stakeholders = stakeholder_claims(analysis, spoken, rated, counted)
    return Extraction(
        document_id=document.document_id,
        claims=(*facts.ratings, *facts.disruptions, *stakeholders),
        refusals=tuple(sorted(facts.refusals, key=lambda refusal: refusal.passage.start)),
    )


def _analysed(document: Document) -> tuple[Analysis, list[Spoken]]:
    """The analysis of a text and whose words it quotes."""
    analysis = analyse(document)
    add_short_forms(analysis)
    settle_organisations(analysis)
    return analysis, attribute(analysis)


def _facts(analysis: Analysis, spoken: list[Spoken]) -> Facts:
    """The ratings and figures of a text, and what was refused."""
    bodies = {
        item.quotation.start: item.speaker.organisation if isinstance(item.speaker, Person) else item.speaker
        for item in spoken
    }
    ratings, not_ratings = rating_claims(analysis, bodies)
    disruptions, not_disruptions = disruption_claims(analysis, bodies)
    return Facts(ratings, disruptions, [*not_ratings, *not_disruptions])
