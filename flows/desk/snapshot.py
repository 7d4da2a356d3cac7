"""A release as the desk uses it: its review items grouped into cases, each with its row and its documents."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from pathlib import Path

from flows.consolidation.corrections import DERIVED
from flows.consolidation.review import Item, review
from flows.reading import ReadingError, read
from flows.reading.document import Document
from flows.release.checksums import raw_file
from flows.site import words
from flows.site.loading import Fact, Release, Row, load
from schemas.reasons import BELOW_THRESHOLD, NOT_IN_FORCE
from schemas.tables import FACTS, TABLES

# The length of a case id, in hexadecimal digits.
_ID_LENGTH = 16
# Offer, and watch for changes, at most this many of the documents behind a row, best first.
MOST_DOCUMENTS = 12


@dataclass(frozen=True, slots=True)
class Case:
    """Something to decide about: all review items about one published row, or about one thing that has no row.

    - `items`: the review items; empty for a row that nobody needs to look at.
    - `fact`: the published row; None if there is none.
    - `proposed`: a rejected row from quarantine that could be added; None if there is none, or there is a `fact`.
    """

    case_id: str
    items: tuple[Item, ...]
    fact: Fact | None = None
    proposed: Row | None = None

    @property
    def table(self) -> str:
        """The table of the row or, without a row, of the first review item."""
        return self.fact.table if self.fact else self.items[0].table

    @property
    def title(self) -> str:
        """The name of the case: the body, person or organisation of the row, else the row id, document or table."""
        row = self.fact.row if self.fact else self.proposed
        if row and self.table in words.OF_WHOM and row.get(words.OF_WHOM[self.table]):
            return words.of_whom(self.table, row)
        first = self.items[0]
        return first.row_id or first.document_id or first.table

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The ids of the documents behind the case, that of the best passage first."""
        if self.fact:
            named = [self.fact.row["document_id"], *(passage.document_id for passage in self.fact.passages)]
        else:
            named = [item.document_id for item in self.items if item.document_id]
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True)
class Snapshot:
    """A release at one time.

    - `raw`: the folder of documents.
    - `mark`: see `mark_of`.
    - `cases`: the cases in the order of the review items, most consequential first.
    """

    release: Release
    raw: Path
    mark: tuple[object, ...]
    cases: tuple[Case, ...] = field(repr=False)

    @cached_property
    def by_id(self) -> Mapping[str, Case]:
        """Every case by its id; each other row of the release is there as a case without review items."""
        every = {case_id(fact.table, fact.id): fact for fact in self.release.every_fact()}
        return {name: Case(name, (), fact) for name, fact in every.items()} | {
            each.case_id: each for each in self.cases
        }

    @cached_property
    def facts(self) -> Mapping[tuple[str, str], Fact]:
        """Every fact by its table and its row id."""
        return self.release.facts_by_key()

    @cached_property
    def in_document(self) -> Mapping[str, tuple[Fact, ...]]:
        """The facts that each document has a passage for, by document id."""
        found: dict[str, dict[tuple[str, str], Fact]] = {}
        for fact in self.release.every_fact():
            for passage in fact.passages:
                found.setdefault(passage.document_id, {})[fact.table, fact.id] = fact
        return {name: tuple(facts.values()) for name, facts in found.items()}

    @cached_property
    def in_force(self) -> Collection[str]:
        """The ids of the decisions that this release contains."""
        return {str(row["correction_id"]) for row in self.release.tables["corrections"]}

    @cached_property
    def not_in_force(self) -> Collection[str]:
        """The ids of the decisions that could not be applied when this release was made."""
        return {str(content.get("correction_id")) for content in _inapplicable(self.release)}

    def document(self, document_id: str) -> Document | None:
        """Read a document from its current raw file; None if the release does not have it or it cannot be read."""
        row = self.release.documents.get(document_id)
        path = raw_file(self.raw, str(row["raw_path"])) if row else None
        if path is None:
            return None
        try:
            about = path.stat()
            return _read(path, self.raw, about.st_mtime_ns, about.st_size)
        except (OSError, ReadingError):
            return None

    def _document_checksum(self, document_id: str) -> str | None:
        """Return the checksum of a document's raw file; None if the file cannot be read."""
        row = self.release.documents.get(document_id)
        return self._checksum(str(row["raw_path"])) if row else None

    def _item_checksum(self, item: Item) -> str | None:
        """Return the checksum of the file that an item is about, if it is about a file that could not be read."""
        return self._checksum(item.row_id) if item.table == "documents" and item.row_id else None

    def _checksum(self, raw_path: str) -> str | None:
        path = raw_file(self.raw, raw_path)
        try:
            about = path.stat() if path else None
            return _sha256(path, about.st_mtime_ns, about.st_size) if path and about else None
        except OSError:
            return None

    def is_as_released(self, document: Document) -> bool:
        """Whether a document has the text that the release was made from."""
        return bool(self.release.documents[document.document_id]["text_sha256"] == document.text_sha256)

    def page_checksum(self, case: Case | None, document_ids: Iterable[str], decided: Iterable[str]) -> str:
        """Return a checksum of what a person sees: row, passages, the files of the documents, and decisions so far.

        `decided` are the names of the files of pending decisions.
        """
        row = case.fact.row if case and case.fact else case.proposed if case else None
        passages = (
            [(p.document_id, p.start, p.end, p.supports) for p in case.fact.passages] if case and case.fact else []
        )
        texts = [(name, self._document_checksum(name)) for name in islice(document_ids, MOST_DOCUMENTS)]
        return _digest([row, passages, texts, sorted(decided)])

    def case_checksum(self, case: Case) -> str:
        """Return a checksum of a case without a row: its review items, the proposed row and the files behind it.

        The probability of a proposed row does not count: a slightly different one does not make it a new case.
        """
        items = [
            (each.why, each.passage, "" if each.why == BELOW_THRESHOLD else each.says, self._item_checksum(each))
            for each in case.items
        ]
        proposed = {name: cell for name, cell in (case.proposed or {}).items() if name not in DERIVED}
        return _digest([items, proposed, [(name, self._document_checksum(name)) for name in case.document_ids]])


def _digest(content: object) -> str:
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@lru_cache(4096)
def _sha256(path: Path, changed: int, size: int) -> str:
    """Return the checksum of a file; `changed` and `size` are in the key of the cache, as for `_read`."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@lru_cache(16)
def _read(path: Path, raw: Path, changed: int, size: int) -> Document:
    """Read a document; `changed` (modification time, ns) and `size` are there so that a changed file is read again."""
    return read(path, raw)


def case_id(*parts: str | None) -> str:
    """Return the id of a case, for use in addresses; it stays the same in later releases.

    `parts` are the table and id of the row or, without a row, `Item.identity`.
    """
    return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_ID_LENGTH]


def mark_of(folder: Path) -> tuple[object, ...]:
    """Return a value that changes when the folder holds another release. Raises OSError if it holds no release."""
    about = (folder / "datapackage.json").stat()
    return str(folder.resolve()), about.st_ino, about.st_mtime_ns, about.st_size


def snapshot_of(folder: Path, raw: Path, kinds: Collection[str] = (), bodies: Collection[str] = ()) -> Snapshot:
    """Read a release folder; only review items of some kinds and bodies become cases, if any are given.

    Raises ValueError with one line if the folder cannot be read, and WrongPath if a body is not in the release.
    """
    try:
        mark = mark_of(folder)
    except OSError as error:
        raise ValueError(f"{folder}: cannot be read as a release: {error.strerror}") from None
    items = review(folder, kinds, bodies)
    release = load(folder)
    return Snapshot(release, raw, mark, tuple(_cases(items, release)))


def _cases(items: Iterable[Item], release: Release) -> Iterable[Case]:
    """Group review items into cases: by published row or, without one, by the identity of the item.

    An item about a decision that could not be applied belongs to the row that the decision is about.
    """
    facts = release.facts_by_key()
    decided_in = {str(content.get("row_id")): str(content.get("table")) for content in _inapplicable(release)}
    grouped: dict[tuple[str | None, ...], list[Item]] = {}
    places: dict[tuple[str | None, ...], tuple[str, str]] = {}
    for item in items:
        table = decided_in.get(str(item.row_id), item.table) if item.table == "corrections" else item.table
        place = (table, str(item.row_id))
        key = place if place in facts else item.identity
        grouped.setdefault(key, []).append(item)
        places[key] = place
    for key, found in grouped.items():
        place = places[key]
        yield Case(case_id(*key), tuple(found), facts.get(place), None if place in facts else _proposed(found, release))


def _inapplicable(release: Release) -> Iterable[Row]:
    """Yield the content of quarantined corrections that could not be applied."""
    for row in release.tables["quarantine"]:
        if row["reason"] in NOT_IN_FORCE and row["row"]:
            content = json.loads(row["row"])
            if isinstance(content, dict):
                yield content


def _proposed(items: Iterable[Item], release: Release) -> Row | None:
    """Return the first rejected fact in quarantine among review items, as a row that could be added, or None."""
    tables = {table.name for table in FACTS}
    for place in (item.refused for item in items if item.refused is not None and item.table in tables):
        row = release.tables["quarantine"][place]
        content = json.loads(row["row"]) if row["row"] else None
        if isinstance(content, dict) and content:
            cells = {column.name: content.get(column.name) for column in TABLES[row["table"]].columns}
            source = {"document_id": row["document_id"], "quote": json.loads(row["quote"]) if row["quote"] else None}
            return cells | {name: cell for name, cell in source.items() if cell is not None}
    return None
