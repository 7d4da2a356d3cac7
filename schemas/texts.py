"""What rows say of the texts of documents, compared with these: passages, lengths and checksums."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from schemas.findings import Finding
from schemas.numbered import arrow

# So many passages are compared at a time.
_BATCH = 5_000


def misquoted(evidence: pd.DataFrame | pa.Table, texts: Mapping[str, str], places: Sequence[int]) -> Iterator[Finding]:
    """Passages that are not what the document's text has between their offsets; `places` are those of their rows."""
    columns = [arrow(evidence[name]) for name in ("document_id", "start", "end", "quote")]
    if _quoted(columns, texts):
        return  # without making of all texts what is nearly always the same as it should be
    document_id, start, end, quote = (cells.to_pylist() for cells in columns)
    for place, (document, first, last, words) in enumerate(zip(document_id, start, end, quote, strict=True)):
        text = texts.get(document)
        if text is not None and text[first:last] != words:
            says = f"is not the text of {document} from {first} to {last}"
            yield Finding(int(places[place]), "quote-mismatch", "quote", words, says)


def _quoted(columns: Sequence[pa.Array], texts: Mapping[str, str]) -> bool:
    """Whether all passages are what the texts have there. A text is looked up once for each document, and passages are
    taken by batches, which stay near the processor."""
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
    """Documents whose text is missing, or has another length or checksum than their row says."""
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
