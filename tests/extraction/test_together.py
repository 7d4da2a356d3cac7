"""Many documents read together give what each of them gives alone."""

from __future__ import annotations

import gc

import pytest

from flows.extraction import extract, extract_all, extracting
from flows.extraction.claims import Extraction
from flows.reading.document import Document
from tests.benchmarks.generator import articles
from tests.extraction import readings

# A thread that another test has left, as those of Prefect, may leave something at any time; extraction would each time.
TRIES = 20


@pytest.fixture(scope="module")
def alone() -> list[tuple[Document, Extraction]]:
    """Some documents, each with what it gives alone."""
    documents = [readings.document(text, None, name=str(number)) for number, text in enumerate(articles(9, seed=4))]
    return [(document, extract(document)) for document in documents]


@pytest.mark.parametrize("together", [0, 20_000, 10**6])
def test_many_documents_give_what_each_gives_alone(
    alone: list[tuple[Document, Extraction]], together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extracting, "GROUP_CHARACTERS", together)
    assert list(extract_all([document for document, _ in alone])) == [extraction for _, extraction in alone]


def test_no_documents_give_nothing() -> None:
    assert not list(extract_all([]))


def test_an_extraction_leaves_nothing_in_cycles() -> None:
    documents = [readings.document(text, None, name=str(number)) for number, text in enumerate(articles(4, seed=5))]
    for document in documents:  # patterns and vocabularies are made once
        extract(document)
    gc.collect()
    gc.freeze()  # what is there already need not be looked through again and again
    gc.disable()
    try:
        for document in documents:
            assert 0 in (left_by(document) for _ in range(TRIES))
    finally:
        gc.enable()


def left_by(document: Document) -> int:
    """How many objects an extraction leaves that nothing but each other refers to."""
    extract(document)
    return gc.collect()
