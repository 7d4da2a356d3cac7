"""From documents to claims: `extract`, `extract_all`, `explain`. Pure functions; no pandas, no Prefect, no files.

The extractors are imported only when one of these functions is called: the import takes a third of a second, and the
later stages, which need the claim classes but no extractor, should not have to wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from flows.extraction.claims import Extraction
from flows.reading.document import Document

if TYPE_CHECKING:
    from flows.extraction.linking.explaining import Reasons

__all__ = ["explain", "extract", "extract_all"]


def extract(document: Document) -> Extraction:
    """Return the claims of a document (ratings, disruptions, then stakeholders) and its refusals (what looked like a
    claim but was rejected), by position."""
    return next(extract_all([document]))


def extract_all(documents: Iterable[Document]) -> Iterator[Extraction]:
    """Yield the result of `extract` for each document, in the same order; faster than calling it for each."""
    from flows.extraction import extracting

    return extracting.extract_all(documents)


def explain(document: Document) -> list[Reasons]:
    """Return, for each claim that the judges decided on, the reasons for its probability and its best rivals."""
    from flows.extraction import extracting

    return extracting.explain(document)
