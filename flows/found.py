"""The result of reading and extraction (`ExtractedDocuments`), which the later stages work on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.reading import Document, Reject
from flows.reading.document import Correction
from flows.reading.unfulfilled import Unfulfilled
from flows.reporting import Effort
from flows.storing.store import Entries
from schemas.reasons import NO_DOCUMENT_LOST


@dataclass(frozen=True, slots=True)
class ExtractedDocuments:
    """All that was read and extracted.

    - `documents`: in order of id; `entries`: the files that hold their claims.
    - `rejects`: files and corrections that cannot be used, in order of path.
    - `corrections`: decisions of people; `unfulfilled`: those that cannot be read or, once that is known, applied.
    - `skipped`: how many files were skipped as parts of saved web pages.
    - `effort`: the time and memory that it took.
    - `store`: the folder of the store; `output`: the folder of releases.
    - `keys`: the keys in the store by document id; a document that the store does not keep has none.
    """

    documents: tuple[Document, ...]
    entries: Entries = field(compare=False)
    rejects: tuple[Reject, ...]
    corrections: tuple[Correction, ...] = ()
    unfulfilled: tuple[Unfulfilled, ...] = ()
    skipped: int = 0
    effort: Effort = field(default=Effort(), compare=False)
    store: Path | None = field(default=None, compare=False)
    output: Path | None = field(default=None, compare=False)
    keys: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def rejected_files(self) -> tuple[Reject, ...]:
        """The rejects that stand for a document's file that gave no document; not those of sidecars and corrections."""
        return tuple(reject for reject in self.rejects if reject.reason not in NO_DOCUMENT_LOST)

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of each document, by document id; a text is read when it is asked for."""
        return _Texts({document.document_id: document for document in self.documents})

    def without_documents(self) -> ExtractedDocuments:
        """Return a copy without documents, or all if there are removals: a release needs documents only for those."""
        if any(each.is_removal for each in self.corrections):
            return self
        return replace(self, documents=())


@dataclass(frozen=True, slots=True)
class _Texts(Mapping[str, str]):
    """Texts by document id; each is read when it is asked for."""

    documents: Mapping[str, Document]

    def __getitem__(self, document_id: str) -> str:
        return self.documents[document_id].text

    def __iter__(self) -> Iterator[str]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)
