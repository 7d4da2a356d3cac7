"""Documents -> their claims: `extract`, `extract_all`. Pure functions on strings; no pandas, no Prefect, no files.

The extractors are imported when the first document comes: that takes a third of a second, and the later stages, which
know claims and no extractor, need not wait for it.
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
    """All claims of a document, and what looked like a claim and was refused, each in order of position."""
    from flows.extraction import extracting

    return extracting.extract(document)


def extract_all(documents: Iterable[Document]) -> Iterator[Extraction]:
    """What `extract` finds in each of some documents, in less time."""
    from flows.extraction import extracting

    return extracting.extract_all(documents)


def explain(document: Document) -> list[Reasons]:
    """Why each fact of a document that judges linked is thought likely, and what came second."""
    from flows.extraction import extracting

    return extracting.explain(document)
