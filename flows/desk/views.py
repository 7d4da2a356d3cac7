"""The view of a document in the review desk: one part of its text, with passages marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.desk.snapshot import Case, Snapshot
from flows.reading.document import Document
from flows.site import words
from flows.site.loading import Fact
from flows.site.marking import Mark, Slice, parts, slices

# The anchor of the passages to look at.
NOW = "passage"


@dataclass(frozen=True, slots=True)
class Text:
    """A part of a document with its passages marked.

    - `text`: the slices of the part.
    - `number`, `count`: the number of the part, from 1, and how many parts there are.
    - `changed`: whether the document has changed since the release.
    - `readable`: False if the document cannot be read; then there is no text.
    - `published`: the day of the document in words; "" if unknown.
    """

    document_id: str
    title: str
    text: tuple[Slice, ...]
    number: int
    count: int
    changed: bool
    readable: bool
    published: str


def title_of(snapshot: Snapshot, document_id: str) -> str:
    """Return the title of a document, or its id if it has none."""
    row = snapshot.release.documents.get(document_id)
    return str(row["title"] or document_id) if row else document_id


def text_of(snapshot: Snapshot, document_id: str, case: Case | None, part: int = 0, quote: str = "") -> Text:
    """Return a part of a document with its passages marked, the passages of the case with the anchor `NOW`.

    `part` is the number of the part; if there is no such part, the part with the first passage of the case is returned.
    If the case has no row, the passages of its review items are marked; `quote` gives words to mark instead.
    """
    row = snapshot.release.documents.get(document_id)
    document = snapshot.document(document_id)
    published = words.day(row["published_on"]) if row else ""
    title = title_of(snapshot, document_id)
    if document is None:
        return Text(document_id, title, (), 1, 1, False, False, published)
    of_items = [item.passage for item in case.items if item.passage] if case and not case.fact else []
    marks = _marks(snapshot, document, case, [quote] if quote else of_items)
    cuts = parts(document.text, marks)
    first = next((mark.start for mark in marks if mark.anchor == NOW), 0)
    number = (
        part
        if 1 <= part <= len(cuts)
        else next(n for n, (_, end) in enumerate(cuts, 1) if first < end or n == len(cuts))
    )
    shown = tuple(slices(document.text, marks, *cuts[number - 1]))
    changed = not snapshot.is_as_released(document)
    return Text(document_id, title, shown, number, len(cuts), changed, True, published)


def _marks(snapshot: Snapshot, document: Document, case: Case | None, quotes: Sequence[str]) -> list[Mark]:
    """Return marks, in order, for the passages of all facts in a document and for `quotes`, which belong to no row.

    In a document that has changed since the release, passages are searched for, and missing ones are left out.
    """
    same, name = snapshot.is_as_released(document), document.document_id
    found: list[tuple[int, int, str, Fact | None]] = []
    for fact in snapshot.in_document.get(name, ()):
        for passage in (each for each in fact.passages if each.document_id == name):
            start = passage.start if same else document.text.find(passage.quote)
            if start >= 0:
                found.append((start, start + len(passage.quote), fact.table, fact))
    for quote in quotes:
        if (start := document.text.find(quote)) >= 0:
            found.append((start, start + len(quote), case.table if case else "", None))
    marks = []
    for start, end, table, of in sorted(found, key=lambda each: each[:2]):
        now = of is None or (case is not None and of is case.fact)
        marks.append(Mark(start, end, NOW if now else "", "", table, words.says(table, of.row) if of else ""))
    return marks
