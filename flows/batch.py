"""One batch of files, read and extracted: a function of files alone, which makes a table. It can run on any machine."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import pyarrow as pa

from flows.extraction import extract_all
from flows.extraction.claims import Extraction
from flows.faults import INSTALL, machine_fault
from flows.reading import Document, Reject, read_all, read_bytes
from flows.reading.files import raw_path
from flows.reading.memory import peak_memory
from flows.refusals import MachineFault
from flows.reporting import Effort
from flows.storing.entries import Extracted, table_of
from flows.storing.keys import key_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one process made of so many files, and what it took: rows of `flows.storing.entries`.

    `lasting` are the keys under which rows may be found later. What was made of a file that changed while it was read
    is not among them: nobody knows which of its bytes were read.
    """

    files: int
    rows: pa.Table
    lasting: frozenset[str]
    rejects: tuple[Reject, ...]
    effort: Effort


def read_and_extract_batch(paths: Sequence[Path], root: Path) -> Batch:
    """Read some files below a folder and extract what is in them."""
    started = perf_counter()
    paths_of = {raw_path(path, root): path for path in paths}
    before = {place: key_of(path, root) for place, path in paths_of.items()}
    documents, rejects = read_all(paths, root)
    read = perf_counter()
    made, rows = _all_extracted(documents, rejects, before)
    document_rejects = {reject for each in made for reject in each.rejects}
    places = [each.document.raw_path for each in made]
    lasting = (key for place in places if (key := before[place]) and key == key_of(paths_of[place], root))
    return Batch(
        files=len(paths),
        rows=rows,
        lasting=frozenset(lasting),
        rejects=tuple(reject for reject in rejects if reject not in document_rejects),
        effort=Effort(
            extracted=len(made),
            reading=read - started,
            extraction=perf_counter() - read,
            peak_memory=peak_memory(),
            processes=frozenset({os.getpid()}),
        ),
    )


def _all_extracted(
    documents: Sequence[Document], rejects: list[Reject], keys: Mapping[str, str | None]
) -> tuple[list[Extracted], pa.Table]:
    """What is in each document, and the same as rows; those that break the extractor are added to `rejects`."""

    def rows(made: Sequence[Extracted]) -> pa.Table:
        places = (each.document.raw_path for each in made)
        return table_of((keys[place] or f"no key: {place}", each) for place, each in zip(places, made, strict=True))

    try:
        made = [_beside(*each, rejects) for each in zip(documents, extract_all(documents), strict=True)]
        return made, rows(made)
    except Exception:  # with which of them it is shows one by one
        made = [each for document in documents if (each := _extracted_alone(document, rejects))]
        return made, rows(made)


def _beside(document: Document, found: Extraction, rejects: Sequence[Reject]) -> Extracted:
    return Extracted(document, found, tuple(each for each in rejects if each.raw_path == document.raw_path))


def _extracted_alone(document: Document, rejects: list[Reject]) -> Extracted | None:
    try:
        (found,) = extract_all([document])
        made = _beside(document, found, rejects)
        table_of([("", made)])  # what no table can hold breaks it, too
        return made
    except Exception as error:  # a fault of the extractor costs one document, not the run
        if fault := machine_fault(error) or _extractor_fault():
            raise MachineFault(f"{document.raw_path}: nothing can be extracted: {fault}") from error
        log.debug("%s: the extractor failed on it", document.raw_path, exc_info=True)
        value = f"{type(error).__name__}: {error}"
        rejects.append(Reject(document.document_id, "extraction-failed", value, document.raw_path))
        return None


def _extractor_fault() -> str | None:
    """Why the extractor works on no text, if not even on one sentence: because of a broken vocabulary, say."""
    try:
        list(extract_all([read_bytes(b"Inspectors judged the force good at preventing crime.\n")]))
    except Exception as error:
        return machine_fault(error) or f"the extractor does not work ({type(error).__name__}: {error}): {INSTALL}"
    return None
