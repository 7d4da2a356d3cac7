"""Fetch one address; judge what came, compare it with the last version, and keep or log it.

`fetch_entry` runs in the thread that sends requests to the host, `judge_entry` in a second thread, since reading a
document takes longer than fetching it.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Any

from flows.collecting import comparing, judging
from flows.collecting.addresses import origin_of, page_of
from flows.collecting.failures import Failure
from flows.collecting.fetching import Answer
from flows.collecting.finding import Entry
from flows.collecting.judging import ReadBody
from flows.collecting.keeping import FETCHED
from flows.collecting.log import Known, Line
from flows.collecting.politeness import Spent
from flows.collecting.run import Visit
from flows.collecting.sources import Source
from flows.reading.files import MOST_BYTES
from flows.reading.sidecar import FETCH

# A name that no page has, requested to learn what a host answers for an address that does not exist.
_NO_SUCH_PAGE = "no-such-page-{}"
_GONE_STATUSES = (404, 410)


def fetch_entry(visit: Visit, entry: Entry, done: set[str]) -> Answer | None:
    """Request an address and return the answer, or None if another address has already led to its page in this visit.

    `done` has the keys of the pages that were requested in this visit; the page is added. Raises `Failure`, `Spent` or
    `Stopped`.
    """
    keeper = visit.run.keeper
    known = keeper.known(entry.address)
    if known and page_of(known.page) in done:
        return None
    is_there = known is not None and keeper.path_of(known.document) is not None
    answer = visit.fetcher.get(entry.address, known.validators if known and is_there else None, MOST_BYTES)
    known = keeper.known(answer.address, entry.address)
    done.add(page_of(known.page if known else answer.address))
    if answer.status == 200 and not (known and known.sha256 == answer.sha256):
        _learn_error_page(visit, answer)
    return answer


def judge_entry(visit: Visit, entry: Entry, found: Answer | Failure | None) -> None:
    """Keep or log what `fetch_entry` returned or raised for an address."""
    try:
        if isinstance(found, Failure):
            raise found
        if found:
            _take_answer(visit, entry, found)
    except Failure as failure:
        known = visit.run.keeper.known(entry.address)
        values = {"why": failure.reason, "status": failure.status, "modified": entry.modified}
        page = known.page if known else None
        visit.record("failed", str(failure), requested=entry.address, page=page, **values)
    finally:
        visit.run.advance(done=1)


def _take_answer(visit: Visit, entry: Entry, answer: Answer) -> None:
    """Keep or log an answer by its status. Raises `Failure` for an error and for an address that is no document's."""
    known = visit.run.keeper.known(answer.address, entry.address)
    values: dict[str, Any] = {
        "requested": entry.address,
        "address": answer.address,
        "page": known.page if known else answer.address,
        "status": answer.status,
        "modified": entry.modified,
        "document": known.document if known else None,
    }
    if answer.status == 304:
        visit.record("not-modified", **values)
    elif answer.status in _GONE_STATUSES:
        visit.record("gone", **values)
    elif answer.status != 200:
        raise Failure("status", f"answered with {answer.status}", answer.status)
    elif not visit.source.counts(answer.address):
        raise Failure("not-allowed", f"leads to {answer.address[:200]}, which is not among its `addresses`")
    else:
        _judge(visit, entry, answer, known, values)


def _judge(visit: Visit, entry: Entry, answer: Answer, known: Known | None, values: dict[str, Any]) -> None:
    """Judge an answer with status 200, compare it with the last version, and keep it if it is new or changed.

    `values` are the fields of the log line so far.
    """
    path = visit.run.keeper.path_of(known.document) if known else None
    values |= {name: answer.headers.get(name.replace("_", "-")) for name in ("etag", "last_modified")}
    values |= {"media_type": answer.headers.get("content-type"), "bytes": answer.size, "sha256": answer.sha256}
    if known and path and known.sha256 == values["sha256"]:
        visit.record("same", **values)
        return
    seen = _read(visit, answer.body, answer.address)
    before = _read(visit, path.read_bytes(), answer.address).page if path else None
    values |= {"canonical": seen.canonical, "characters": len(seen.page.text), "text_sha256": _text_sha256(seen)}
    error_page = visit.run.error_pages.get(origin_of(answer.address)) if seen.suffix == ".html" else None
    if wrong := judging.verdict(seen, error_page, before.text if before else None):
        visit.record(wrong, **values)
    elif before and comparing.says_the_same(seen.page, before):
        visit.record("same", **values)
    else:
        _keep(visit, entry, answer, seen, known if path else None, values)


def _read(visit: Visit, body: bytes, address: str) -> ReadBody:
    """Read a body as a document of the source."""
    return judging.read_body(body, address, visit.source.content, visit.source.strip)


def _keep(
    visit: Visit, entry: Entry, answer: Answer, seen: ReadBody, known: Known | None, values: dict[str, Any]
) -> None:
    """Keep a document that is new or changed, unless another page has the same text."""
    keeper = visit.run.keeper
    with keeper.lock:
        if twin := _twin(visit, answer, seen, known):
            visit.record("duplicate", **{**values, "page": twin.page, "document": twin.document})
            return
        line = visit.line("document", "changed" if known else "new", answer.at, **values)
        sidecar = _sidecar(visit.source, entry, seen, line)
        visit.count(keeper.keep(answer.body, seen.suffix, sidecar, line, keeper.state.known(line.page)))


def _twin(visit: Visit, answer: Answer, seen: ReadBody, known: Known | None) -> Known | None:
    """Return the other page that has the same text already, or None.

    If a page declares the address of another page as its own, nearly the same text is enough.
    """
    state = visit.run.keeper.state
    mine = page_of(known.page) if known else page_of(answer.address)
    key = state.texts.get(_text_sha256(seen))
    if key and key != mine and visit.run.keeper.path_of(state.pages[key].document):
        return state.pages[key]
    if known or not seen.canonical or not visit.source.counts(seen.canonical):
        return None
    key = state.canonicals.get(page_of(seen.canonical)) or state.aliases.get(page_of(seen.canonical))
    other = state.pages.get(key or "")
    path = visit.run.keeper.path_of(other.document) if other and key != mine else None
    if path is None:
        return None
    text = _read(visit, path.read_bytes(), answer.address).page.text
    return other if judging.nearly_same(text, seen.page.text) else None


def _text_sha256(seen: ReadBody) -> str:
    """Return the SHA-256 of the text that was read, with each run of white space as one space."""
    return hashlib.sha256(" ".join(seen.page.text.split()).encode()).hexdigest()


def _learn_error_page(visit: Visit, answer: Answer) -> None:
    """Learn, once in a run, what text an origin gives with status 200 for an address that does not exist."""
    origin = origin_of(answer.address)
    if origin in visit.run.error_pages or judging.suffix_of(answer.body) != ".html":
        return
    visit.run.error_pages[origin] = None
    missing = _NO_SUCH_PAGE.format(hashlib.sha256(origin.encode()).hexdigest()[:12])
    folder = answer.address.partition("?")[0].rpartition("/")[0]
    with suppress(Failure, Spent):  # without the error page, answers are judged by the other signs alone
        found = visit.fetcher.get(f"{folder}/{missing}", None, MOST_BYTES)
        if found.status == 200:
            visit.run.error_pages[origin] = judging.read_body(found.body, found.address).page.text


def _sidecar(source: Source, entry: Entry, seen: ReadBody, line: Line) -> dict[str, Any]:
    """Return the content of a document's sidecar: its metadata and how it was fetched.

    Title and date come from the place that named the document, and only if the document gives none itself; a day also
    if it lies in the month that the document gives.
    """
    own = seen.page.metadata
    day, told = (entry.published or "")[:10], own.published_on or ""
    fetched = {name: getattr(line, name) for name in FETCHED}
    return {
        "title": None if own.title else entry.title,
        "publisher": source.publisher,
        "source_url": line.page,
        "published_on": day if day and len(told) < 10 and day.startswith(told) else None,
        "licence": source.licence,
        FETCH: {"source": line.source, "at": line.at, **fetched, "content": source.content, "strip": [*source.strip]},
    }
