"""Run the extractors one after the other: from documents to claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.analysis.people.people import Person
from flows.extraction.analysis.speech.short_forms import add_pronouns, add_short_forms
from flows.extraction.claims import Body, Claim, DisruptionClaim, Extraction, Refusal
from flows.extraction.linking.affiliations.judging import settle_organisations
from flows.extraction.linking.explaining import Reasons, reasons_of_figures, reasons_of_ratings, reasons_of_stakeholders
from flows.extraction.linking.figures.claims import LinkingInput, figures_of
from flows.extraction.linking.ratings import ratings_of, work_of
from flows.extraction.linking.roles.judging import settle_roles
from flows.extraction.linking.speakers.candidates import Spoken
from flows.extraction.linking.speakers.judging import attributed
from flows.extraction.linking.stakeholders.candidates import FoundClaims, Page
from flows.extraction.stakeholders import stakeholder_claims
from flows.reading.document import Document

# Process documents together up to this many characters: larger groups are no faster and take more memory.
GROUP_CHARACTERS = 200_000


def extract_all(documents: Iterable[Document]) -> Iterator[Extraction]:
    """Yield the result of `extract` for each document, in the same order, in less time. Each step is run over a group
    of documents before the next step, while its data is in the processor's cache."""
    group: list[Document] = []
    size = 0
    for document in documents:
        if group and size + len(document.text) > GROUP_CHARACTERS:
            yield from _extracted(group)
            group, size = [], 0
        group.append(document)
        size += len(document.text)
    yield from _extracted(group)


def explain(document: Document) -> list[Reasons]:
    """Return, for each claim that the judges decided on, the reasons for its probability and its best rivals."""
    ((found, _),) = facts_of([document])
    speakers = speakers_of(found.spoken)
    return [
        *reasons_of_ratings(work_of(found.analysis, speakers)),
        *reasons_of_figures(LinkingInput(found.analysis, speakers)),
        *reasons_of_stakeholders(Page(found)),
    ]


def _extracted(documents: Sequence[Document]) -> list[Extraction]:
    facts = facts_of(documents)
    stakeholders = stakeholder_claims([found for found, _ in facts])
    return [
        Extraction(
            document_id=document.document_id,
            claims=(*found.ratings, *_in_sentences(found.disruptions, found.analysis), *sure),
            refusals=tuple(sorted(refusals, key=lambda refusal: refusal.passage.start)),
            doubtful=(*_in_sentences(found.doubtful, found.analysis), *doubtful),
        )
        for document, (found, refusals), (sure, doubtful) in zip(documents, facts, stakeholders, strict=True)
    ]


def _in_sentences(claims: Iterable[Claim], analysis: Analysis) -> Iterator[Claim]:
    """Yield claims; a figure whose passage is a bare number, by which stakeholders are judged, gets its sentence up to
    the number, or, where the number begins it, all of its sentence."""
    for claim in claims:
        start, end = analysis.view.seen(claim.passage.start, claim.passage.end)
        is_bare = isinstance(claim, DisruptionClaim) and " " not in analysis.text[start:end]
        if sentence := analysis.sentence_at(start) if is_bare else None:
            end = end if any(map(str.isalnum, analysis.text[sentence.start : start])) else sentence.end
            claim = replace(claim, passage=analysis.view.passage(sentence.start, end))
        yield claim


def facts_of(documents: Sequence[Document]) -> list[tuple[FoundClaims, Sequence[Refusal]]]:
    """Return each document's ratings and disruptions (stakeholders are not judged yet) and its refusals."""
    analyses, spoken = analysed(documents)
    speakers = [speakers_of(each) for each in spoken]
    figures = figures_of([LinkingInput(*each) for each in zip(analyses, speakers, strict=True)])
    facts = zip(analyses, spoken, ratings_of(analyses, speakers), figures, strict=True)
    return [
        (
            FoundClaims(analysis, quoted, rated.claims, counted.claims, [*rated.doubtful, *counted.doubtful]),
            [*rated.refusals, *counted.refusals],
        )
        for analysis, quoted, rated, counted in facts
    ]


def analysed(documents: Sequence[Document]) -> tuple[list[Analysis], list[list[Spoken]]]:
    """Return each document's analysis, with short forms, roles and pronouns added, and its quotations with speakers."""
    analyses = analyse(documents)
    # Compute these cached properties now, one vocabulary after the other, while each vocabulary is in the cache.
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
    """Return the organisation that each quotation speaks for (None if unknown), by the quotation's start."""
    return {
        item.quotation.start: item.speaker.organisation if isinstance(item.speaker, Person) else item.speaker
        for item in spoken
    }
