"""The gold articles with what is extracted from them, once for all tests of a process: `extracted`."""

import functools
from pathlib import Path
from typing import Any

from flows.extraction import extract_all
from flows.extraction.claims import Extraction
from flows.reading import Document, read
from tests.gold.measure import labelled, without_notice


@functools.cache
def extracted(split: str | None = None) -> list[tuple[Document, Extraction, Path, dict[str, Any]]]:
    """Return each article with what is extracted from it, its file and its labels, in order of name.

    `split`: return only the articles of this split; the held-out ones, a quarter of all, are enough for quick tests.
    Tests that call this belong to the group "gold", whose tests run in one process.
    """
    chosen = [(path, labels) for path, labels in labelled() if split in (None, labels["split"])]
    articles = [(without_notice(read(path)), path, labels) for path, labels in chosen]
    # Extracting all at once is faster than one by one, and gives the same.
    extractions = extract_all([document for document, *_ in articles])
    return [(article[0], extraction, *article[1:]) for article, extraction in zip(articles, extractions, strict=True)]
