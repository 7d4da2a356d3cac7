"""Picks the documents that make claims: one of identical texts, and the newest version of each web page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from flows.reading.document import Document, Reject, page_key

# Documents with the same text, ordered by id. The text makes its claims once.
Copies = Sequence[Document]
# The newest text of each page, by the key from `page_key`.
Newest = dict[str, Copies]


def select_current(
    documents: Iterable[Document], preferred: Callable[[], Sequence[Collection[str]]] = tuple
) -> tuple[list[Document], list[Reject]]:
    """Return the documents to keep, ordered by id, and a reject for every other document, naming the kept one.

    Of documents with identical texts, one is kept: `preferred` is called (only if there are identical texts) and
    returns collections of ids; a document in the first collection comes first, then one in the next, and so on; then
    the lowest id decides. Whether a text is superseded does not depend on `preferred`, so a second run that knows other
    ids decides alike.
    """
    by_text: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=_id):
        by_text[document.text_sha256].append(document)
    texts = list(by_text.values())
    newest = _newest(texts)
    ranks = preferred() if len(texts) < sum(map(len, texts)) else ()
    kept = {
        copies[0].text_sha256: min(current, key=lambda copy: [copy.document_id not in ids for ids in ranks])
        for copies in texts
        if (current := _current_copies(copies, newest))
    }
    rejects = [
        _reject(document, copies, newest, kept)
        for copies in texts
        for document in copies
        if kept.get(document.text_sha256) is not document
    ]
    return sorted(kept.values(), key=_id), sorted(rejects, key=lambda reject: reject.raw_path)


def _newest(texts: Iterable[Copies]) -> Newest:
    """Find the newest text of each page.

    Of fetched versions, the one fetched last is newest, whatever date it states. That version and those that people
    added are compared by publication date. Ties go to the highest id, so the result never depends on file times.
    """
    versions: dict[str, list[tuple[Document, Copies]]] = defaultdict(list)
    for copies in texts:
        for document in copies:
            if page := page_key(document.source_url):
                versions[page].append((document, copies))
    newest: Newest = {}
    for page, on_page in versions.items():
        fetched = sorted((version for version in on_page if version[0].fetched_at), key=_fetched)[-1:]
        others = (version for version in on_page if not version[0].fetched_at)
        newest[page] = max((*others, *fetched), key=_published)[1]
    return newest


def _fetched(version: tuple[Document, Copies]) -> tuple[str, str]:
    return version[0].fetched_at or "", version[0].document_id


def _published(version: tuple[Document, Copies]) -> tuple[str, str]:
    return version[0].published_on or "", version[0].document_id


def _current_copies(copies: Copies, newest: Newest) -> Copies:
    """Return the copies of a text that are not an older version of a page.

    Returns none if every remaining copy lacks a web address and another copy is an older version: then the text is
    outdated.
    """
    current = [copy for copy in copies if _newest_text(copy, copies, newest) is copies]
    return current if any(page_key(copy.source_url) for copy in current) or len(current) == len(copies) else []


def _newest_text(document: Document, copies: Copies, newest: Newest) -> Copies:
    """Return the newest text of the page that a document is from; its own copies if it has no page."""
    page = page_key(document.source_url)
    return newest[page] if page else copies


def _reject(document: Document, copies: Copies, newest: Newest, kept: dict[str, Document]) -> Reject:
    """Explain why a document is not kept: it is superseded by a newer version, or the duplicate of a kept document."""
    older = [copy for copy in (document, *copies) if _newest_text(copy, copies, newest) is not copies]
    stands = kept.get(document.text_sha256)
    if older and (older[0] is document or not stands):
        stands = kept[_newest_text(older[0], copies, newest)[0].text_sha256]
        what = f"{stands.document_id} is a newer version of {older[0].source_url}"
        return Reject(document.document_id, "superseded", what, document.raw_path)
    assert stands  # otherwise one of the copies is an older version
    what = f"{stands.document_id} has the same text, in {stands.raw_path}"
    return Reject(document.document_id, "duplicate", what, document.raw_path)


def _id(document: Document) -> str:
    return document.document_id
