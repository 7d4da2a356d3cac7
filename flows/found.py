"""What reading and extraction hand on to the later stages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from flows.reading import Document, Reject
from flows.reading.document import Correction
from flows.reading.unfulfilled import Unfulfilled
from flows.reporting import Effort
from flows.storing.store import Entries


@dataclass(frozen=True, slots=True)
class Found:
    """What was read and found in it: documents by id, where their claims are kept, rejects by path, and people's
    corrections, with what of those cannot be read.

    `skipped` is how many files were passed over as parts of saved web pages.
    """

    documents: tuple[Document, ...]
    entries: Entries = field(compare=False)
    rejects: tuple[Reject, ...]
    corrections: tuple[Correction, ...] = ()
    unfulfilled: tuple[Unfulfilled, ...] = ()
    skipped: int = 0
    effort: Effort = field(default=Effort(), compare=False)

    def without_documents(self) -> Found:
        """What is still needed once the tables are checked: documents only where somebody is to be removed from all."""
        if any(each.is_removal for each in self.corrections):
            return self
        return replace(self, documents=())
