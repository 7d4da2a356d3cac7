"""People and documents that were removed on request: nothing of them reaches a table.

Claims go before facts are made of them, so that a fact of which another passage is left is as if it had only ever had
that one. What is left of a name in other cells (the title of a document, the file of a correction) is emptied at last.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial

import pyarrow as pa
import pyarrow.compute as pc

from flows.consolidation.facts import Made, Row
from flows.consolidation.stakeholders import in_place_of_organisation
from flows.reading.document import Correction, Document, Reject
from schemas.stored import Stored
from schemas.tables import TABLES

# What stands in plain words for characters that nobody sees.
_UNSEEN = "_"


@dataclass(frozen=True)
class Removed:
    """All spellings of people's names, and ids of documents."""

    names: tuple[str, ...]
    documents: frozenset[str]

    @cached_property
    def _slugs(self) -> tuple[str, ...]:
        return tuple(f"-{_plain(name).replace(_UNSEEN, '')}-" for name in self.names)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        """The names for a text with characters that nobody sees, which may part two words or stand in one."""
        written = ([f"{_UNSEEN}?".join(word) for word in slug.split("-")] for slug in self._slugs)
        return tuple(re.compile(f"[-{_UNSEEN}]".join(words)) for words in written)

    def named_in(self, text: str) -> Iterator[str]:
        """The names that a text has in full, however they are written."""
        plain = f"-{_plain(text)}-"
        hidden = _UNSEEN in plain
        for name, slug, pattern in zip(self.names, self._slugs, self._patterns, strict=True):
            if pattern.search(plain) if hidden else slug in plain:
                yield name

    def names_somebody(self, text: object) -> bool:
        """Whether a text, an address or an identifier has one of the names in full, however it is written."""
        return bool(self.names) and isinstance(text, str) and any(self.named_in(text))

    def affects(self, document: Document) -> bool:
        """Whether a document is to go, or names somebody who is."""
        texts = (document.document_id, document.raw_path, document.title, document.text)
        return document.document_id in self.documents or any(map(self.names_somebody, texts))

    def surnames_in(self, text: str) -> re.Pattern[str] | None:
        """What else means these people in a text that names them in full: their surnames."""
        surnames = {re.sub(_unseen(), "", name).split()[-1] for name in self.named_in(text)}
        written = "|".join(f"{_unseen()}*".join(map(re.escape, surname)) for surname in sorted(surnames))
        # In any capitals, but not as the common word that some surnames are too.
        return re.compile(rf"(?<!\w)(?![a-z])(?i:{written})(?!\w)") if written else None


def removed(corrections: Iterable[Correction]) -> Removed:
    """What is to go."""
    gone = [each for each in corrections if each.is_removal]
    return Removed(
        names=tuple(name for each in gone for name in each.names),
        documents=frozenset(each.document_id for each in gone if each.document_id),
    )


def kept_documents(documents: Iterable[Document], gone: Removed) -> Iterator[Document]:
    """The documents without those removed, and without those whose very file or id is called by a name."""
    for document in documents:
        named = any(map(gone.names_somebody, (document.document_id, document.raw_path)))
        if document.document_id not in gone.documents and not named:
            yield document


def kept_rejects(rejects: Iterable[Reject], gone: Removed) -> Iterator[Reject]:
    """The rejected files that may still be listed."""
    for reject in rejects:
        texts = (reject.document_id, reject.value, reject.raw_path)
        words = {word for cell in texts if cell for word in cell.split()} if gone.documents else set()
        if not words & gone.documents and not any(map(gone.names_somebody, texts)):
            yield reject


def removed_claims(
    claims: Iterable[tuple[str, str, int, str, str, str | None, str | None]],
    documents: Mapping[str, Document],
    gone: Removed,
) -> Iterator[tuple[str, str, int]]:
    """The claims that are about somebody removed or made in a passage that names them, by table, key and position.

    Of each claim these are given, and its document, the words of its passage, the body and the name that it has.
    """
    surnames = {name: gone.surnames_in(document.text) for name, document in documents.items()}
    for table, key, position, document_id, quote, body, name in claims:
        pattern = surnames[document_id]
        named = any(map(gone.names_somebody, (name, quote, body)))
        if named or (pattern and (pattern.fullmatch(name or "") or pattern.search(quote))):
            yield table, key, position


def kept_corrections(
    corrections: Iterable[Correction], documents: Mapping[str, Document], gone: Removed
) -> list[Correction]:
    """The corrections without those about somebody or something removed: their rows are gone, and nobody is told."""

    def kept(each: Correction) -> bool:
        if each.is_removal:
            return True
        if each.document_id in gone.documents or any(_is_of(each, document_id) for document_id in gone.documents):
            return False
        texts = [cell for _, cell in (*each.expect, *each.set, *each.row)]
        texts += [each.correction_id, each.row_id, each.quote]
        document = documents.get(each.document_id or "")
        surnames = gone.surnames_in(document.text) if document else None
        return not (any(map(gone.names_somebody, texts)) or (surnames and surnames.search(each.quote or "")))

    return [each for each in corrections if kept(each)]


def _is_of(correction: Correction, document_id: str) -> bool:
    """Whether a correction is about a row whose identifier has the document, for want of a date or an organisation."""
    parts = (correction.row_id or "").split(".")
    person = correction.table == "stakeholders" and parts[1:] == [in_place_of_organisation(document_id)]
    return person or f"undated-{document_id}" in parts


def still_in(tables: Mapping[str, Stored], documents: Mapping[str, Document], gone: Removed) -> bool:
    """Whether tables, such as those of an earlier release, still have something of what is to go."""
    if not gone.names and not gone.documents:
        return False
    for table in tables.values():
        for batch in table.batches():
            for name, column in zip(batch.column_names, batch.columns, strict=True):
                is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
                cells = set(pc.unique(column).to_pylist()) if is_text else set()
                if (name == "document_id" and cells & gone.documents) or any(map(gone.names_somebody, cells)):
                    return True
    evidence = tables.get("evidence")
    if evidence is None or not gone.names:
        return False
    everybody = gone.surnames_in(" ".join(gone.names))  # for documents whose text nobody has any more
    patterns = {name: gone.surnames_in(document.text) for name, document in documents.items()}
    for batch in evidence.batches(["document_id", "quote"]):
        for row in batch.group_by(["document_id", "quote"]).aggregate([]).to_pylist():
            if (pattern := patterns.get(row["document_id"], everybody)) and pattern.search(row["quote"]):
                return True
    return False


def without_names(tables: Mapping[str, Iterable[Row]], gone: Removed) -> dict[str, Iterable[Row]]:
    """The tables with every cell that still has a name emptied, and rows gone where that cell must not be empty."""
    if not gone.names:
        return dict(tables)
    return {name: Made(partial(_without_names, name, rows, gone)) for name, rows in tables.items()}


def _without_names(table: str, rows: Iterable[Row], gone: Removed) -> Iterator[Row]:
    nullable = {column.name for column in TABLES[table].columns if column.nullable}
    for row in rows:
        telling = {column for column, cell in row.items() if gone.names_somebody(cell)}
        if telling <= nullable:
            yield {**row, **dict.fromkeys(telling)}


def _plain(text: str) -> str:
    """Words without accents and possessive endings, joined by dashes: alike for a name, an identifier, an address.

    Inside words `_UNSEEN` stands for characters that nobody sees: one may part two words, or stand within one.
    """
    bare = text.replace(_UNSEEN, " ")
    if not text.isascii():
        bare = "".join(each for each in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(each))
        bare = re.sub(f"{_unseen()}+", _UNSEEN, bare.replace(_UNSEEN, " "))
    words = re.findall(r"\w+", re.sub(r"['’](s(?![^\W_]))?", "", bare.casefold()))
    return "-".join(filter(None, (word.strip(_UNSEEN) for word in words)))


@cache
def _unseen() -> str:
    """A pattern of one character that formats and is not seen, such as a soft hyphen or a zero-width space."""
    return f"[{''.join(each for each in map(chr, range(sys.maxunicode)) if unicodedata.category(each) == 'Cf')}]"
