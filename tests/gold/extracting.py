"""The gold articles and what is extracted from each, extracted once for all tests of a process."""

import functools
from pathlib import Path
from typing import Any

from flows.extraction import extract_all
from flows.extraction.claims import Extraction
from flows.reading import Document, read
from tests.gold.measure import labelled, without_notice


@functools.cache
def extracted(split: str | None = None) -> list[tuple[Document, Extraction, Path, dict[str, Any]]]:
    """Each article as a document, with what is extracted from it, its file and its labels, in order of name.

    Only those of a split, if one is given: a quarter of all are held out, which is enough for quick tests.

    All are read together, which takes less time, and gives what each gives alone.

    Tests that take it belong to the group "gold", whose tests run in one process.
    """
    chosen = [(path, labels) for path, labels in labelled() if split in (None, labels["split"])]
    articles = [(without_notice(read(path)), path, labels) for path, labels in chosen]
    extractions = extract_all([document for document, *_ in articles])
    return [(article[0], found, *article[1:]) for article, found in zip(articles, extractions, strict=True)]
