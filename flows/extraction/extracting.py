"""The extractors, one step after the other: from texts to their claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.speech.short_forms import add_pronouns, add_short_forms
from flows.extraction.claims import Body, Extraction, Refusal
from flows.extraction.disruptions import disruption_claims
from flows.extraction.linking.affiliations.judging import settle_organisations
from flows.extraction.linking.explaining import (
    Reasons,
    reasons_of_figures,
    reasons_of_ratings,
    reasons_of_stakeholders,
)
from flows.extraction.linking.figures.claims import Given
from flows.extraction.linking.ratings import ratings_of, work_of
from flows.extraction.linking.roles.judging import settle_roles
from flows.extraction.linking.speakers.candidates import Spoken
from flows.extraction.linking.speakers.judging import attributed
from flows.extraction.linking.stakeholders.candidates import Found, Page
from flows.extraction.stakeholders import stakeholder_claims
from flows.reading.document import Document

# So many characters are read together: more would only take memory.
TOGETHER = 200_000


def extract(document: Document) -> Extraction:
    """All claims of a document, and what looked like a claim and was refused, each in order of position."""
    return _extracted([document])[0]


def extract_all(documents: Iterable[Document]) -> Iterator[Extraction]:
    """What `extract` finds in each of some documents, in less time.

    Each step is done for several of them before the next, while its words and patterns are in the processor's cache.
    """
    group: list[Document] = []
    size = 0
    for document in documents:
        if group and size + len(document.text) > TOGETHER:
            yield from _extracted(group)
            group, size = [], 0
        group.append(document)
        size += len(document.text)
    yield from _extracted(group)


def explain(document: Document) -> list[Reasons]:
    """Why each fact of a document that judges linked is thought likely, and what came second."""
    ((found, _),) = facts_of([document])
    speakers = speakers_of(found.spoken)
    return [
        *reasons_of_ratings(work_of(found.analysis, speakers)),
        *reasons_of_figures(Given(found.analysis, speakers)),
        *reasons_of_stakeholders(Page(found)),
    ]


def _extracted(documents: Sequence[Document]) -> list[Extraction]:
    facts = facts_of(documents)
    stakeholders = stakeholder_claims([found for found, _ in facts])
    return [
        Extraction(
            document_id=document.document_id,
            claims=(*found.ratings, *found.disruptions, *sure),
            refusals=tuple(sorted(refusals, key=lambda refusal: refusal.passage.start)),
            doubtful=(*found.doubtful, *doubtful),
        )
        for document, (found, refusals), (sure, doubtful) in zip(documents, facts, stakeholders, strict=True)
    ]


def facts_of(documents: Sequence[Document]) -> list[tuple[Found, Sequence[Refusal]]]:
    """What is found in each of some documents before its stakeholders are judged, and what was refused."""
    analyses, spoken = analysed(documents)
    bodies = [speakers_of(each) for each in spoken]
    facts = zip(analyses, spoken, ratings_of(analyses, bodies), disruption_claims(analyses, bodies), strict=True)
    return [
        (
            Found(analysis, said, rated.claims, counted.claims, [*rated.doubtful, *counted.doubtful]),
            [*rated.refusals, *counted.refusals],
        )
        for analysis, said, rated, counted in facts
    ]


def analysed(documents: Sequence[Document]) -> tuple[list[Analysis], list[list[Spoken]]]:
    """The analysis of each text and whose words it quotes."""
    analyses = analyse(documents)
    # Looked for now, one vocabulary after the other, where the rules will ask for them.
    _ = [analysis.areas for analysis in analyses if analysis.triggers.starts["grade"]]
    _ = [analysis.threats for analysis in analyses if "disrupt" in analysis.view.folded]
    for analysis in analyses:
        add_short_forms(analysis)
    settle_roles(analyses)
    settle_organisations(analyses)
    spoken = attributed(analyses)
    for analysis in analyses:
        add_pronouns(analysis)
    return analyses, spoken


def speakers_of(spoken: Sequence[Spoken]) -> dict[int, Body | None]:
    """For which organisation each quotation speaks, by where it begins."""
    return {
        item.quotation.start: item.speaker.organisation if isinstance(item.speaker, Person) else item.speaker
        for item in spoken
    }
