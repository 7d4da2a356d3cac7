"""Check and record the decisions of people about facts: confirm, amend, reject, add.

A correction that does not fit the extracted facts any more, or that is wrong in itself, changes nothing and goes to
quarantine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

import pandas as pd

from flows.consolidation.facts import Row, as_json, quarantined
from flows.reading.document import Correction, Document
from schemas import vocabularies
from schemas.findings import in_columns, plain, typed
from schemas.shared import OF_ALL, OF_RELEASES
from schemas.tables import TABLES, Column

# Columns that are computed from other columns or from passages, so that people cannot set them.
DERIVED = OF_ALL | {"grade_rank", "implied_total_min", "implied_total_max", "corrected", *OF_RELEASES}
# Columns with names and kinds of bodies, which are looked up by the identifier of the body.
NAMES = frozenset({"body", "body_kind", "organisation"})


class Unfit(Exception):
    """A correction that cannot be applied: the code of the reason, the column, and the value or problem found there."""

    def __init__(self, reason: str, column: str | None, value: object) -> None:
        super().__init__(reason)
        self.reason, self.column, self.value = reason, column, value


@dataclass
class Outcome:
    """The results of applying corrections.

    - `applied`: rows of the table `corrections`, one for each correction that was applied.
    - `quarantine`: rows of `quarantine`, for corrections that were not applied and for rows that people rejected.
    - `refused`: why each correction that was not applied was refused, in the order in which they were refused.
    """

    applied: list[Row] = field(default_factory=list)
    quarantine: list[Row] = field(default_factory=list)
    refused: list[Unfit] = field(default_factory=list)

    def accept(self, correction: Correction, row_id: str | None = None) -> None:
        """Note that a correction was applied, to the row `row_id` (that of the correction, unless given).

        Of a removal only the kind and the date are kept.
        """
        row = {name: getattr(correction, name) for name in TABLES["corrections"].names}
        removal = correction.is_removal
        overrides = dict.fromkeys(("row_id", "who", "why")) if removal else {"row_id": row_id or correction.row_id}
        self.applied.append(row | overrides)

    def refuse(self, correction: Correction, unfit: Unfit) -> None:
        """Note that a correction was not applied, and why."""
        row = {name: cell for name, cell in asdict(correction).items() if cell not in (None, ()) and name != "source"}
        value = None if unfit.value is None else str(unfit.value)
        found = quarantined("corrections", unfit.reason, row, None, unfit.column, value, correction.quote)
        self.quarantine.append(found)
        self.refused.append(unfit)


def addable(table: str) -> tuple[Column, ...]:
    """Return the columns of a new row that a person may fill in, that is, all that are not computed."""
    fixed = {*DERIVED, *NAMES, TABLES[table].key}
    return tuple(column for column in TABLES[table].columns if column.name not in fixed)


def cells(table: str, pairs: Iterable[tuple[str, str | None]]) -> Row:
    """Return the values of some columns, converted to the types of the table and checked against its schema.

    Raises `Unfit` for a wrong value and for a column that is computed.
    """
    given = dict(pairs)
    frame = _checked(table, given)
    for column in given:
        if column in DERIVED or column == TABLES[table].key:
            raise Unfit("bad-correction", column, "is computed from other cells and cannot be set")
    return {column: plain(frame.at[0, column]) for column in given}


def _checked(table: str, given: Mapping[str, object]) -> pd.DataFrame:
    frame, found = typed(TABLES[table], [given])
    # Rules that involve several columns are checked later, when the row is complete.
    found += in_columns(TABLES[table], frame, [name for name in TABLES[table].names if name in given])
    for finding in found:
        raise Unfit("bad-correction", finding.column, f"{finding.value}: {finding.says}")
    return frame


def passage(correction: Correction, documents: Mapping[str, Document]) -> Row:
    """Return the first passage with the quoted words in the document of a correction, as cells of `evidence`.

    White space and line breaks in the quote need not match the document. Raises `Unfit` if there is no such document or
    passage, and for words that a cell must not contain.
    """
    document = documents.get(correction.document_id or "")
    if document is None:
        raise Unfit("bad-correction", "document_id", correction.document_id)
    words = r"\s+".join(map(re.escape, (correction.quote or "").split()))
    if not (found := re.search(words, document.text)):
        raise Unfit("bad-correction", "quote", _why_missing(correction.quote or "", document))
    _checked("evidence", {"quote": found.group()})
    return {"document_id": document.document_id, "start": found.start(), "end": found.end(), "quote": found.group()}


def _why_missing(quote: str, document: Document) -> str:
    """Explain why a quote is not in a document: if the same words are there, which signs between them differ."""
    near = re.search(r"\W+".join(map(re.escape, re.findall(r"\w+", quote))), document.text)
    if near is None or not near.group():
        return f"is not in {document.document_id}"
    given, present = (Counter("".join(text.split())) for text in (quote, near.group()))
    lacks, more = ("".join((one - other).elements()) for one, other in ((present, given), (given, present)))
    parts = [f"{what} {as_json(signs)}" for what, signs in (("lacks", lacks), ("has, and should not,", more)) if signs]
    return f"is not in {document.document_id}: the passage {' and '.join(parts) or 'has its signs in other places'}"


def known_body(body_id: object) -> Row:
    """Return the cells of the body with an identifier. Raises `Unfit` if the vocabulary of bodies does not have it."""
    entry = vocabularies.bodies().get(str(body_id))
    if entry is None:
        raise Unfit("bad-correction", "body_id", f"{body_id}: is not in schemas/vocabularies/bodies.csv")
    return {"body_id": entry.body_id, "body": entry.name, "body_kind": entry.kind}
