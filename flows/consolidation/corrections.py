"""What people decided about facts: confirmed, amended, rejected, added.

A correction that no longer fits what is extracted, or cannot be followed, changes nothing and goes to quarantine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

import pandas as pd

from flows.consolidation.facts import Row, as_json, quarantined
from flows.extraction.claims import Body, Passage
from flows.reading.document import Correction, Document
from schemas import vocabularies
from schemas.findings import in_columns, plain, typed
from schemas.shared import OF_ALL, OF_RELEASES
from schemas.tables import TABLES, Column

# Columns that follow from others or from passages: nobody decides them.
DERIVED = OF_ALL | {"grade_rank", "implied_total_min", "implied_total_max", "corrected", *OF_RELEASES}
# Names of bodies, which follow from their identifiers.
NAMES = frozenset({"body", "body_kind", "organisation"})


class Unfit(Exception):
    """A correction that cannot be applied: the reason code, the column, and what was found there."""

    def __init__(self, reason: str, column: str | None, value: object) -> None:
        super().__init__(reason)
        self.reason, self.column, self.value = reason, column, value


@dataclass
class Outcome:
    """Rows of `corrections` for what was applied, of `quarantine` for what was not and for what was rejected; and why
    each correction that was not applied is `refused`."""

    applied: list[Row] = field(default_factory=list)
    quarantine: list[Row] = field(default_factory=list)
    refused: list[Unfit] = field(default_factory=list)

    def accept(self, correction: Correction, row_id: str | None = None) -> None:
        """Note that a correction is in force; of a removal, only what kind of thing went, and when."""
        row = {name: getattr(correction, name) for name in TABLES["corrections"].names}
        removal = correction.is_removal
        overrides = dict.fromkeys(("row_id", "who", "why")) if removal else {"row_id": row_id or correction.row_id}
        self.applied.append(row | overrides)

    def refuse(self, correction: Correction, unfit: Unfit) -> None:
        """Note why a correction is not."""
        row = {name: cell for name, cell in asdict(correction).items() if cell not in (None, ()) and name != "source"}
        value = None if unfit.value is None else str(unfit.value)
        found = quarantined("corrections", unfit.reason, row, None, unfit.column, value, correction.quote)
        self.quarantine.append(found)
        self.refused.append(unfit)


def addable(table: str) -> tuple[Column, ...]:
    """The columns that a person may fill in for a new row: none of them follows from others."""
    fixed = {*DERIVED, *NAMES, TABLES[table].key}
    return tuple(column for column in TABLES[table].columns if column.name not in fixed)


def cells(table: str, pairs: Iterable[tuple[str, str | None]]) -> Row:
    """Columns with their values, typed and checked by the table's schema. Raises `Unfit`."""
    given = dict(pairs)
    frame = _checked(table, given)
    for column in given:
        if column in DERIVED or column == TABLES[table].key:
            raise Unfit("bad-correction", column, "is computed from other cells and cannot be set")
    return {column: plain(frame.at[0, column]) for column in given}


def _checked(table: str, given: Mapping[str, object]) -> pd.DataFrame:
    frame, found = typed(TABLES[table], [given])
    # Rules of whole rows are asked when the row is whole.
    found += in_columns(TABLES[table], frame, [name for name in TABLES[table].names if name in given])
    for finding in found:
        raise Unfit("bad-correction", finding.column, f"{finding.value}: {finding.says}")
    return frame


def passage(correction: Correction, documents: Mapping[str, Document]) -> tuple[Document, Passage]:
    """Where the document has the quoted words, however they are broken into lines. Raises `Unfit` where it has not, and
    for words that may not stand in a cell."""
    document = documents.get(correction.document_id or "")
    if document is None:
        raise Unfit("bad-correction", "document_id", correction.document_id)
    words = r"\s+".join(map(re.escape, (correction.quote or "").split()))
    if not (found := re.search(words, document.text)):
        raise Unfit("bad-correction", "quote", _differs(correction.quote or "", document))
    _checked("evidence", {"quote": found.group()})
    return document, Passage(*found.span())


def _differs(quote: str, document: Document) -> str:
    """How words that a document does not have differ from what it has: in signs between the same words, or in words."""
    near = re.search(r"\W+".join(map(re.escape, re.findall(r"\w+", quote))), document.text)
    if near is None or not near.group():
        return f"is not in {document.document_id}"
    given, there = (Counter("".join(text.split())) for text in (quote, near.group()))
    lacks, more = ("".join((one - other).elements()) for one, other in ((there, given), (given, there)))
    parts = [f"{what} {as_json(signs)}" for what, signs in (("lacks", lacks), ("has, and should not,", more)) if signs]
    return f"is not in {document.document_id}: the passage {' and '.join(parts) or 'has its signs in other places'}"


def known_body(body_id: object) -> Body:
    """A body of the vocabulary. Raises `Unfit` for any other."""
    entry = vocabularies.bodies().get(str(body_id))
    if entry is None:
        raise Unfit("bad-correction", "body_id", f"{body_id}: is not in schemas/vocabularies/bodies.csv")
    return Body(entry.body_id, entry.name, entry.kind)
