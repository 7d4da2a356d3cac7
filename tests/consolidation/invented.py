"""Claims and documents to consolidate, built with as little as a test needs to say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa

from flows.consolidation import consolidate
from flows.consolidation.facts import Row
from flows.consolidation.review import Item, of_tables
from flows.extraction.claims import Body, Claim, DisruptionClaim, Extraction, Passage, RatingClaim, StakeholderClaim
from flows.reading.document import Document
from flows.storing.entries import Extracted, table_of
from flows.storing.store import Entries, write_rows
from flows.storing.temporary import TemporaryFolder
from schemas.findings import typed
from schemas.tables import TABLES
from tests.frames import in_files

UNIT = Body("emsou", "East Midlands Special Operations Unit", "regional-unit")
FORCE = Body("dorset-police", "Dorset Police", "territorial-force")
TEXT = "This text is invented and stands for any. " * 20

RATING = RatingClaim(
    rule="rating-judged",
    passage=Passage(0, 9),
    body=UNIT,
    area="serious-and-organised-crime",
    area_text=None,
    grade="good",
    historic=False,
    inspectorate="HMICFRS",
    programme=None,
    report_published_on="2023-03-02",
    inspected_in=None,
)
FIGURE = DisruptionClaim(
    rule="disruption-count",
    passage=Passage(0, 9),
    body=UNIT,
    threats=("all",),
    threats_text=None,
    measure="disruptions",
    qualifier="exact",
    count=100,
    share_percent=None,
    rate=None,
    rate_unit=None,
    level=None,
    strand=None,
    lead=None,
    operation=None,
    period_start="2021-06-01",
    period_end="2022-05-31",
    period_text=None,
)
PERSON = StakeholderClaim(
    rule="person-title-before-name",
    passage=Passage(0, 9),
    kind="person",
    name="Ada Quillfeather",
    organisation=FORCE,
    role="Chief Constable",
    relations=("spokesperson",),
    quotation=False,
)


def document(name: str, **known: Any) -> Document:
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    plain = Document(name, TEXT, digest, f"{name}.txt", digest, "text/plain")
    return replace(plain, **known)


def entries_of(documents: Iterable[Document], extractions: Iterable[Extraction]) -> Entries:
    """What was found in documents, in a file; the keys are their identifiers."""
    return in_file(entry_rows(documents, extractions))


def in_file(rows: pa.Table) -> Entries:
    """Entries in a temporary file, which lasts as long as they do."""
    folder = TemporaryFolder()
    return Entries(dict.fromkeys(rows["key"].to_pylist(), write_rows(rows, folder.path)), folder)


def entry_rows(documents: Iterable[Document], extractions: Iterable[Extraction]) -> pa.Table:
    """What was found in documents, as it is kept; the keys are their identifiers."""
    by_id = {document.document_id: document for document in documents}
    return table_of((each.document_id, Extracted(by_id[each.document_id], each)) for each in extractions)


def tables(*stated: tuple[Document, Sequence[Claim]]) -> dict[str, list[Row]]:
    documents = [each for each, _ in stated]
    entries = entries_of(documents, [Extraction(d.document_id, tuple(claims), ()) for d, claims in stated])
    return {name: [*rows] for name, rows in consolidate(documents, entries, []).items()}


def to_review(found: Mapping[str, Sequence[Row]]) -> list[Item]:
    """What there is to look at in rows of all tables."""
    return of_tables(in_files({name: typed(TABLES[name], rows)[0] for name, rows in found.items()}))
