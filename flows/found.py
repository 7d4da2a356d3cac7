"""What reading and extraction hand on to the later stages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.reading import Document, Reject
from flows.reading.document import Correction
from flows.reading.unfulfilled import Unfulfilled
from flows.reporting import Effort
from flows.storing.store import Entries


@dataclass(frozen=True, slots=True)
class Found:
    """What was read and found in it: documents by id, where their claims are kept, rejects by path, and people's
    corrections, with what of those cannot be read.

    `skipped` is how many files were passed over as parts of saved web pages. `store` is where all of it is kept,
    `output` where releases are, and `keys` what a document is found by, as far as that always finds the same.
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
    def texts(self) -> Mapping[str, str]:
        """The text of each document, by its id."""
        return _Texts({document.document_id: document for document in self.documents})

    def without_documents(self) -> Found:
        """What is still needed once the tables are checked: documents only where somebody is to be removed from all."""
        if any(each.is_removal for each in self.corrections):
            return self
        return replace(self, documents=())


@dataclass(frozen=True, slots=True)
class _Texts(Mapping[str, str]):
    """The texts of documents, none of which is read before it is asked for."""

    documents: Mapping[str, Document]

    def __getitem__(self, document_id: str) -> str:
        return self.documents[document_id].text

    def __iter__(self) -> Iterator[str]:
        return iter(self.documents)

    def __len__(self) -> int:
        return len(self.documents)
