"""Which documents make claims: of identical texts one, and of several versions of one web page the newest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from flows.reading.document import Document, Reject, same_page

# Documents of one text, in order of their ids: whatever is found in it, it is found once.
Copies = Sequence[Document]
# The text that is the newest of each page.
Newest = dict[str, Copies]


def standing(
    documents: Iterable[Document], preferred: Callable[[], Sequence[Collection[str]]] = tuple
) -> tuple[list[Document], list[Reject]]:
    """The documents that stand, in order of their ids, and a reject for every other one, which names one that does.

    Where there are identical texts, `preferred` is asked for ids that stand for others: those of its first collection
    before those of the next, and before any other. What decides after that is the id. Whether a text is superseded
    does not depend on what is preferred: a second run, for which other ids are known, decides the same.
    """
    by_text: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=_id):
        by_text[document.text_sha256].append(document)
    texts = list(by_text.values())
    newest = _newest(texts)
    ranks = preferred() if len(texts) < sum(map(len, texts)) else ()
    kept = {
        copies[0].text_sha256: min(able, key=lambda each: [each.document_id not in ids for ids in ranks])
        for copies in texts
        if (able := _able_to_stand(copies, newest))
    }
    rejects = [
        _reject(document, copies, newest, kept)
        for copies in texts
        for document in copies
        if kept.get(document.text_sha256) is not document
    ]
    return sorted(kept.values(), key=_id), sorted(rejects, key=lambda reject: reject.raw_path)


def _newest(texts: Iterable[Copies]) -> Newest:
    """Of versions that were fetched the newest is the one fetched last, whatever date it gives itself; of that and what
    people put there, the one published last. Where that does not decide, the last by id, so that it never depends on
    when a file was copied."""
    versions: dict[str, list[tuple[Document, Copies]]] = defaultdict(list)
    for copies in texts:
        for document in copies:
            if page := same_page(document.source_url):
                versions[page].append((document, copies))
    newest: Newest = {}
    for page, found in versions.items():
        fetched = sorted((each for each in found if each[0].fetched_at), key=_fetched)[-1:]
        others = (each for each in found if not each[0].fetched_at)
        newest[page] = max((*others, *fetched), key=_published)[1]
    return newest


def _fetched(version: tuple[Document, Copies]) -> tuple[str, str]:
    return version[0].fetched_at or "", version[0].document_id


def _published(version: tuple[Document, Copies]) -> tuple[str, str]:
    return version[0].published_on or "", version[0].document_id


def _able_to_stand(copies: Copies, newest: Newest) -> Copies:
    """Those of some copies that are no older version of a page; none where the text is, wherever it was published."""
    current = [each for each in copies if _text_now(each, copies, newest) is copies]
    return current if any(same_page(each.source_url) for each in current) or len(current) == len(copies) else []


def _text_now(document: Document, copies: Copies, newest: Newest) -> Copies:
    """The newest text of the page that a document was on."""
    page = same_page(document.source_url)
    return newest[page] if page else copies


def _reject(document: Document, copies: Copies, newest: Newest, kept: dict[str, Document]) -> Reject:
    older = [each for each in (document, *copies) if _text_now(each, copies, newest) is not copies]
    stands = kept.get(document.text_sha256)
    if older and (older[0] is document or not stands):
        stands = kept[_text_now(older[0], copies, newest)[0].text_sha256]
        what = f"{stands.document_id} is a newer version of {older[0].source_url}"
        return Reject(document.document_id, "superseded", what, document.raw_path)
    assert stands  # a text that does not stand has an older version of a page among its copies
    what = f"{stands.document_id} has the same text, in {stands.raw_path}"
    return Reject(document.document_id, "duplicate", what, document.raw_path)


def _id(document: Document) -> str:
    return document.document_id
