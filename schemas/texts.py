"""Compare what rows say about the texts of documents with these texts: passages, lengths and checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas.findings import Finding
from schemas.numbered import arrow

# Compare so many passages at a time.
_BATCH = 5_000


def misquoted(evidence: pd.DataFrame | pa.Table, texts: Mapping[str, str], places: Sequence[int]) -> Iterator[Finding]:
    """Yield a finding for each passage that is not what the document's text has between its offsets.

    `places` are the positions for the findings, in the order of the rows of `evidence`. Passages of documents without a
    text are not checked.
    """
    columns = [arrow(evidence[name]) for name in ("document_id", "start", "end", "quote")]
    if _all_match(columns, texts):
        return  # nearly always: so the cells need not all be made Python objects
    document_id, start, end, quote = (cells.to_pylist() for cells in columns)
    for place, (document, first, last, words) in enumerate(zip(document_id, start, end, quote, strict=True)):
        text = texts.get(document)
        if text is not None and text[first:last] != words:
            says = f"is not the text of {document} from {first} to {last}"
            yield Finding(int(places[place]), "quote-mismatch", "quote", words, says)


def _all_match(columns: Sequence[pa.Array], texts: Mapping[str, str]) -> bool:
    """Whether all passages are what the texts have at their offsets.

    Fast: a text is looked up once for each document, and batches of passages are small enough for the processor's
    cache.
    """
    document_id, start, end, quote = columns
    as_long = pc.equal(pc.subtract(end, start), pc.utf8_length(quote))
    if document_id.null_count or not pc.all(as_long, skip_nulls=False).as_py():
        return False
    coded = document_id.dictionary_encode()
    known = [texts.get(each, "") for each in coded.dictionary.to_pylist()]
    for first in range(0, len(quote), _BATCH):
        document, at, words = (cells[first : first + _BATCH].to_pylist() for cells in (coded.indices, start, quote))
        if not all(map(str.startswith, map(known.__getitem__, document), words, at)):
            return False
    return True


def mismeasured(documents: pd.DataFrame, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Yield a finding for each document whose text is missing or has another length or checksum than its row says.

    Positions are the labels of the frame's index.
    """
    columns = (documents[name] for name in ("document_id", "character_count", "text_sha256"))
    for label, document, count, digest in zip(documents.index, *columns, strict=True):
        text = texts.get(document)
        if text is None:
            yield Finding(int(label), "missing-reference", "document_id", document, "has no text")
        elif count != len(text):
            says = f"is not the length of the text, {len(text)}"
            yield Finding(int(label), "inconsistent-row", "character_count", count, says)
        elif digest != hashlib.sha256(text.encode()).hexdigest():
            yield Finding(int(label), "inconsistent-row", "text_sha256", digest, "is not the checksum of the text")
