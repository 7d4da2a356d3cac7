"""Reads and extracts one batch of files; the result depends on the files only, so that any machine can do it."""

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
from flows.reading import Document, ReadingError, Reject, read_all, read_bytes
from flows.reading.files import raw_path
from flows.reading.memory import peak_memory
from flows.refusals import MachineFault
from flows.reporting import Effort
from flows.storing.entries import Extracted, table_of
from flows.storing.keys import key_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Batch:
    """The result of reading and extracting some files in one process.

    - `files`: how many files there were.
    - `rows`: one entry per document, in the columns of `flows.storing.entries`.
    - `lasting`: the keys of the rows that later runs may use. The key of a file that changed while it was read is not
      there, since nobody knows which bytes were read.
    - `rejects`: rejected files and documents; rejects of a document that has an entry are in its entry instead.
    - `effort`: the time and memory that it took.
    """

    files: int
    rows: pa.Table
    lasting: frozenset[str]
    rejects: tuple[Reject, ...]
    effort: Effort


def read_and_extract_batch(paths: Sequence[Path], root: Path) -> Batch:
    """Read and extract some files below the folder `root`."""
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
    """Extract all documents, and return the results as objects and as rows; `keys` are the keys by raw path.

    Documents that make the extractor fail are left out and added to `rejects`.
    """

    def rows(made: Sequence[Extracted]) -> pa.Table:
        places = (each.document.raw_path for each in made)
        return table_of((keys[place] or f"no key: {place}", each) for place, each in zip(places, made, strict=True))

    try:
        made = [_with_rejects(*each, rejects) for each in zip(documents, extract_all(documents), strict=True)]
        return made, rows(made)
    except Exception:  # to find the document at fault, extract one document at a time
        made = [each for document in documents if (each := _extracted_alone(document, rejects))]
        return made, rows(made)


def _with_rejects(document: Document, found: Extraction, rejects: Sequence[Reject]) -> Extracted:
    return Extracted(document, found, tuple(each for each in rejects if each.raw_path == document.raw_path))


def _extracted_alone(document: Document, rejects: list[Reject]) -> Extracted | None:
    try:
        (found,) = extract_all([document])
        made = _with_rejects(document, found, rejects)
        table_of([("", made)])  # fails here if no table can hold the result
        return made
    except ReadingError as error:
        rejects.append(Reject(document.document_id, error.reason, error.value, document.raw_path))
        return None
    except Exception as error:  # an error of the extractor costs one document, not the run
        if fault := machine_fault(error) or _extractor_fault():
            raise MachineFault(f"{document.raw_path}: nothing can be extracted: {fault}") from error
        log.debug("%s: the extractor failed on it", document.raw_path, exc_info=True)
        value = f"{type(error).__name__}: {error}"
        rejects.append(Reject(document.document_id, "extraction-failed", value, document.raw_path))
        return None


def _extractor_fault() -> str | None:
    """Return why the extractor fails on any text (a broken vocabulary, say), or None if it works on one sentence."""
    try:
        list(extract_all([read_bytes(b"Inspectors judged the force good at preventing crime.\n")]))
    except Exception as error:
        return machine_fault(error) or f"the extractor does not work ({type(error).__name__}: {error}): {INSTALL}"
    return None
