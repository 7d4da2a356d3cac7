"""Keep people and documents that were removed on request out of all tables.

Claims are removed before facts are made of them, so that a fact with other passages looks as if it had only ever had
the others. At the end, cells that still have a removed name (the title of a document, the file of a correction) are
emptied.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial

import pyarrow as pa
import pyarrow.compute as pc

from flows.consolidation.facts import LazyRows, Row
from flows.consolidation.stakeholders import in_place_of_organisation
from flows.reading.document import Correction, Document, Reject
from schemas.stored import Stored
from schemas.tables import TABLES

# Takes the document, quote, body and name of a claim.
IsRemoved = Callable[[str, str, str | None, str | None], bool]
# Stands for invisible characters, such as soft hyphens, in the result of `_plain`.
_UNSEEN = "_"


@dataclass(frozen=True)
class Removed:
    """What was removed on request: people's names, in all spellings, and ids of documents."""

    names: tuple[str, ...]
    documents: frozenset[str]

    @cached_property
    def _slugs(self) -> tuple[str, ...]:
        return tuple(f"-{_plain(name).replace(_UNSEEN, '')}-" for name in self.names)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        """Patterns of the names for a text with invisible characters, which may separate words or be inside them."""
        written = ([f"{_UNSEEN}?".join(word) for word in slug.split("-")] for slug in self._slugs)
        return tuple(re.compile(f"[-{_UNSEEN}]".join(words)) for words in written)

    def named_in(self, text: str) -> Iterator[str]:
        """Yield the names that occur in full in a text; case, accents and punctuation do not matter."""
        plain = f"-{_plain(text)}-"
        hidden = _UNSEEN in plain
        for name, slug, pattern in zip(self.names, self._slugs, self._patterns, strict=True):
            if pattern.search(plain) if hidden else slug in plain:
                yield name

    def names_somebody(self, text: object) -> bool:
        """Whether a cell is a text, an address or an identifier in which one of the names occurs in full."""
        return bool(self.names) and isinstance(text, str) and any(self.named_in(text))

    def affects(self, document: Document) -> bool:
        """Whether a document was removed, or has the name of a removed person."""
        return self.removes(document) or any(map(self.names_somebody, (document.title, document.text)))

    def removes(self, document: Document) -> bool:
        """Whether a document goes whole: it was removed, or its id or path has the name of a removed person."""
        named = any(map(self.names_somebody, (document.document_id, document.raw_path)))
        return named or document.document_id in self.documents

    def surnames_in(self, text: str) -> re.Pattern[str] | None:
        """Return a pattern of the surnames of the removed people whom a text names in full, or None if it names none.

        In such a text, the surname alone means the same person.
        """
        surnames = {re.sub(_unseen(), "", name).split()[-1] for name in self.named_in(text)}
        written = "|".join(f"{_unseen()}*".join(map(re.escape, surname)) for surname in sorted(surnames))
        # Ignore case, but do not match a word that begins with a small letter: some surnames are common words too.
        return re.compile(rf"(?<!\w)(?![a-z])(?i:{written})(?!\w)") if written else None


def removed(corrections: Iterable[Correction]) -> Removed:
    """Return what the removals among some corrections ask for."""
    gone = [each for each in corrections if each.is_removal]
    return Removed(
        names=tuple(name for each in gone for name in each.names),
        documents=frozenset(each.document_id for each in gone if each.document_id),
    )


def kept_rejects(rejects: Iterable[Reject], gone: Removed) -> Iterator[Reject]:
    """Yield the rejected files that do not mention a removed person or document."""
    for reject in rejects:
        texts = (reject.document_id, reject.value, reject.raw_path)
        words = {word for cell in texts if cell for word in cell.split()} if gone.documents else set()
        if not words & gone.documents and not any(map(gone.names_somebody, texts)):
            yield reject


def test_of_claims(documents: Mapping[str, Document], gone: Removed) -> IsRemoved:
    """Return a test whether a claim is about a removed person or its passage names one."""
    surnames = {name: gone.surnames_in(document.text) for name, document in documents.items()}

    def is_removed(document_id: str, quote: str, body: str | None, name: str | None) -> bool:
        pattern = surnames[document_id]
        named = any(map(gone.names_somebody, (name, quote, body)))
        return named or bool(pattern and (pattern.fullmatch(name or "") or pattern.search(quote)))

    return is_removed


def kept_corrections(
    corrections: Iterable[Correction], documents: Mapping[str, Document], gone: Removed
) -> list[Correction]:
    """Return the corrections without those about a removed person or document. These are dropped silently: to report
    them would name who was removed. Removals themselves are kept."""

    def kept(each: Correction) -> bool:
        if each.is_removal:
            return True
        if each.document_id in gone.documents or any(_names_document(each, name) for name in gone.documents):
            return False
        cells = [cell or "" for _, cell in (*each.expect, *each.set, *each.row)]
        if any(map(gone.names_somebody, (*cells, each.correction_id, each.row_id, each.quote))):
            return False
        document = documents.get(each.document_id or "")
        surnames = gone.surnames_in(document.text) if document else None
        called = dict(each.row).get("name") or ""
        return not (surnames and (surnames.search(each.quote or "") or surnames.fullmatch(called)))

    return [each for each in corrections if kept(each)]


def _names_document(correction: Correction, document_id: str) -> bool:
    """Whether a correction is about a row whose identifier contains the id of a document.

    Identifiers do so if the date of a fact or the organisation of a person is unknown.
    """
    parts = (correction.row_id or "").split(".")
    person = correction.table == "stakeholders" and parts[1:] == [in_place_of_organisation(document_id)]
    return person or f"undated-{document_id}" in parts


def still_in(tables: Mapping[str, Stored], documents: Mapping[str, Document], gone: Removed) -> bool:
    """Whether tables, such as those of an earlier release, contain a removed name or document.

    `documents` are the current documents by id: in quotes from them, surnames alone count too if their text has the
    full name. In quotes from other documents every surname counts.
    """
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
    everybody = gone.surnames_in(" ".join(gone.names))  # for documents whose text is not available any more
    patterns = {name: gone.surnames_in(document.text) for name, document in documents.items()}
    for batch in evidence.batches(["document_id", "quote"]):
        for row in batch.group_by(["document_id", "quote"]).aggregate([]).to_pylist():
            if (pattern := patterns.get(row["document_id"], everybody)) and pattern.search(row["quote"]):
                return True
    return False


def without_names(tables: Mapping[str, Iterable[Row]], gone: Removed) -> dict[str, Iterable[Row]]:
    """Return the tables with every cell emptied that has a removed name; if such a cell must not be empty, its row is
    left out."""
    if not gone.names:
        return dict(tables)
    return {name: LazyRows(partial(_without_names, name, rows, gone)) for name, rows in tables.items()}


def _without_names(table: str, rows: Iterable[Row], gone: Removed) -> Iterator[Row]:
    nullable = {column.name for column in TABLES[table].columns if column.nullable}
    for row in rows:
        naming = {column for column, cell in row.items() if gone.names_somebody(cell)}
        if naming <= nullable:
            yield {**row, **dict.fromkeys(naming)}


def _plain(text: str) -> str:
    """Return the words of a text in lower case, without accents and possessive endings, joined by "-".

    The result is the same for a name, an identifier and an address with this name: "Nikki Mayo's" gives "nikki-mayo".
    Inside words, `_UNSEEN` stands for invisible characters, which may separate two words or be inside one.
    """
    bare = text.replace(_UNSEEN, " ")
    if not text.isascii():
        bare = "".join(each for each in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(each))
        bare = re.sub(f"{_unseen()}+", _UNSEEN, bare.replace(_UNSEEN, " "))
    words = re.findall(r"\w+", re.sub(r"['’](s(?![^\W_]))?", "", bare.casefold()))
    return "-".join(filter(None, (word.strip(_UNSEEN) for word in words)))


@cache
def _unseen() -> str:
    """Return a pattern of one invisible formatting character, such as a soft hyphen or a zero-width space."""
    return f"[{''.join(each for each in map(chr, range(sys.maxunicode)) if unicodedata.category(each) == 'Cf')}]"
