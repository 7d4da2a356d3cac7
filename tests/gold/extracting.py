"""The gold articles and what is extracted from each, extracted once for all tests of a process."""

import functools
from pathlib import Path
from typing import Any

from flows.extraction import extract
from flows.extraction.claims import Extraction
from flows.reading import Document, read
from tests.gold.measure import labelled, without_notice


@functools.cache
def extracted() -> list[tuple[Document, Extraction, Path, dict[str, Any]]]:
    """Each article as a document, with what is extracted from it alone, its file and its labels, in order of name.

    Tests that take it belong to the group "gold", whose tests run in one process.
    """
    articles = [(without_notice(read(path)), path, labels) for path, labels in labelled()]
    return [(document, extract(document), path, labels) for document, path, labels in articles]
