"""One source is gone through: its places are looked in, what is due is fetched, judged, and kept or told.

New addresses come before known ones. Whatever becomes of an address is a line of the log before the next is asked for,
so that a run which ends anywhere is gone on with by the next.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter

from flows.collecting import comparing, judging
from flows.collecting.addresses import counts, host_of, origin_of, page_of
from flows.collecting.failures import Failure
from flows.collecting.fetching import Answer, Fetcher
from flows.collecting.finding import Entry, findings
from flows.collecting.judging import Seen
from flows.collecting.keeping import Keeper, Kept
from flows.collecting.log import Known, Line, now
from flows.collecting.politeness import Hosts, Spent
from flows.collecting.reporting import Visited
from flows.collecting.resolving import CheckedNetwork
from flows.collecting.sources import Place, Source

log = logging.getLogger(__name__)

# So many places of one source are looked in: a sitemap may name more sitemaps, each of which may.
MOST_PLACES = 100
# Asked for to learn what a host says of addresses that it does not have.
_NOBODYS = "no-such-page-{}"
_GONE = (404, 410)

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Run:
    """What the sources of one run share."""

    name: str
    agent: str
    keeper: Keeper
    progress: Progress
    preview: bool = False
    network: CheckedNetwork | None = None
    hosts: Hosts = field(default_factory=Hosts)
    stop: threading.Event = field(default_factory=threading.Event)
    error_pages: dict[str, str | None] = field(default_factory=dict)
    began: datetime = field(default_factory=now)
    _done: int = 0
    _total: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def advance(self, done: int = 0, total: int = 0) -> None:
        """Tell whoever watches that so many more addresses are done, or to be done."""
        with self._lock:
            self._done, self._total = self._done + done, self._total + total
            self.progress(self._done, self._total)


@dataclass(frozen=True, slots=True)
class Visit:
    """One source in one run."""

    source: Source
    run: Run
    fetcher: Fetcher
    visited: Visited

    def tell(self, what: str, outcome: str, **values: object) -> Line:
        """A line about this source, added to the log and counted, unless this is a preview."""
        line = Line(
            at=now().isoformat(), run=self.run.name, source=self.source.name, what=what, outcome=outcome, **values
        )  # type: ignore[arg-type]
        if not self.run.preview:
            self.run.keeper.tell(line)
        return line


def visit(source: Source, run: Run) -> Visited:
    """Go through one source. Raises `Stopped` where the run is to end."""
    visited = Visited(source.name, source.title or source.publisher)
    gone = run.keeper.state.sources.get(source.name)
    if gone and gone.done_at and (due := gone.done_at + source.every) > run.began:
        visited.skipped = f"not due before {due:%Y-%m-%d %H:%M} UTC"
        return visited
    began = perf_counter()
    fetcher = Fetcher(source, run.agent, run.hosts, run.stop, run.network)
    each = Visit(source, run, fetcher, visited)
    try:
        _go_through(each)
    finally:
        fetcher.close()
        visited.requests, visited.bytes = fetcher.budget.used_requests, fetcher.budget.used_bytes
        visited.seconds = perf_counter() - began
    return visited


def _go_through(each: Visit) -> None:
    source, visited = each.source, each.visited
    looked_in_all = True
    entries: list[Entry] = []
    unchanged = False
    try:
        for found in look(each):
            if isinstance(found, Failure):
                looked_in_all = False
            elif found is None:
                unchanged = True
            else:
                entries.append(found)
    except Spent:
        looked_in_all = False
        visited.warnings.append("its budget was used up before all places were looked in")
    chosen = list(choose(each, entries))
    visited.found = len({page_of(entry.address) for entry in entries if source.counts(entry.address)})
    if visited.found < source.at_least and looked_in_all and not unchanged:
        visited.warnings.append(
            f"has {visited.found:,} addresses that count, at least {source.at_least:,} are expected"
        )
    if each.run.preview:
        visited.wanted = [(why, entry.address) for entry, why in chosen]
        return
    each.run.advance(total=len(chosen))
    _fetch_all(each, chosen)
    _warn_if_quiet(each)
    outcome = "done" if looked_in_all and not visited.left else "partly"
    each.tell("source", outcome, found=visited.found, left=visited.left)


def _warn_if_quiet(each: Visit) -> None:
    """Say so where a source brought nothing for longer than it should."""
    gone = each.run.keeper.state.sources.get(each.source.name)
    last = (gone.brought_at or gone.first_at) if gone else each.run.began
    if each.source.quiet is not None and each.run.began - last > each.source.quiet:
        each.visited.warnings.append(f"brought nothing new since {last:%Y-%m-%d}")


def look(each: Visit) -> Iterator[Entry | Failure | None]:
    """What the places of a source give, nested ones too: entries, a failure, or None for a place that is as it was."""
    queue = [(place, 1) for place in each.source.look]
    seen = {place.address for place, _ in queue}
    while queue:
        place, depth = queue.pop(0)
        try:
            entries, further = _look_in(each, place)
        except Failure as failure:
            each.tell("place", "failed", why=failure.reason, requested=place.address, status=failure.status)
            each.visited.warnings.append(f"{place.kind} {place.address}: {failure.reason}: {failure}")
            yield failure
            continue
        if entries is None:
            yield None
            continue
        yield from entries
        most = place.pages if place.kind == "index" else MOST_PLACES
        for address in further:
            if address not in seen and depth < most and len(seen) < MOST_PLACES and each.source.allows(address):
                seen.add(address)
                queue.append((Place(place.kind, address, place.links, place.next, place.pages), depth + 1))


def _look_in(each: Visit, place: Place) -> tuple[tuple[Entry, ...] | None, tuple[str, ...]]:
    state = each.run.keeper.state
    answer = each.fetcher.get(place.address, state.places.get((each.source.name, place.address)))
    told = {"requested": place.address, "address": answer.address, "status": answer.status}
    if answer.status == 304:
        each.tell("place", "not-modified", **told)
        return None, ()
    if answer.status != 200:
        raise Failure("status", f"answered with {answer.status}", answer.status)
    found = findings(place, answer.body, answer.address, len(answer.body) * 100)
    # Only where nothing further is to be looked in does one answer say all.
    leaf = not found.further and not place.next
    validators = {name: answer.headers.get(name.replace("_", "-")) for name in ("etag", "last_modified") if leaf}
    each.tell("place", "looked", **told, **validators, bytes=answer.size, found=len(found.entries))
    return found.entries, found.further


def choose(each: Visit, entries: list[Entry]) -> Iterator[tuple[Entry, str]]:
    """What is to be fetched and why, each page once: new addresses, then changed ones, then what is due again."""
    source, state, began = each.source, each.run.keeper.state, each.run.began
    by_page = {page_of(entry.address): entry for entry in reversed(entries) if source.counts(entry.address)}
    pages = list(reversed(by_page.values()))
    recent = [entry for entry in pages if not _is_too_old(entry, source.back, began)]
    with each.run.keeper.lock:
        known = {entry.address: state.known(entry.address) for entry in recent}
        others = [
            Entry(other.page, other.modified)
            for key, other in state.pages.items()
            if other.source == source.name
            and key not in by_page
            and counts(other.page, source.addresses, source.excluded)
        ]
        known.update({entry.address: state.known(entry.address) for entry in others})
    yield from ((entry, "new") for entry in recent if known[entry.address] is None)
    for entry in recent:
        if (page := known[entry.address]) and entry.modified and entry.modified != page.modified:
            yield entry, "modified"
    for entry in (*recent, *others):
        page = known[entry.address]
        if page and not (entry.modified and entry.modified != page.modified) and _is_due(each, page):
            yield entry, "due"


def _is_too_old(entry: Entry, back: timedelta | None, began: datetime) -> bool:
    said = entry.published or entry.modified
    return back is not None and said is not None and said[:10] < f"{began - back:%Y-%m-%d}"


def _is_due(each: Visit, page: Known) -> bool:
    """Whether a page is to be asked for again: after a failure that passes, a file that is lost, or some time."""
    lost = page.document is not None and each.run.keeper.path_of(page.document) is None
    return lost or page.checked_at is None or page.checked_at + each.source.recheck <= each.run.began


def _fetch_all(each: Visit, chosen: list[tuple[Entry, str]]) -> None:
    down: set[str] = set()
    done: set[str] = set()
    for number, (entry, why) in enumerate(chosen):
        too_many = each.visited.outcomes["new"] >= each.source.at_most
        if host_of(entry.address) in down or (why == "new" and too_many):
            each.visited.left += 1
            if why == "new" and too_many:
                _warn_once(each, f"brings more than {each.source.at_most:,} new documents at once, which is the limit")
            continue
        try:
            fetch(each, entry, done)
        except Failure as failure:
            if failure.reason in ("host-down", "come-back-later"):
                down.add(host_of(entry.address))
                _warn_once(each, f"{host_of(entry.address)}: {failure.reason}: {failure}")
            told = {"why": failure.reason, "status": failure.status, "modified": entry.modified}
            each.tell("document", "failed", requested=entry.address, **told)
            each.visited.count("failed", failure.reason, entry.address, str(failure))
        except Spent:
            each.visited.left += len(chosen) - number
            _warn_once(each, f"its budget is used up with {each.visited.left:,} addresses left for the next run")
            return
        finally:
            each.run.advance(done=1)


def _warn_once(each: Visit, warning: str) -> None:
    if warning not in each.visited.warnings:
        each.visited.warnings.append(warning)


def fetch(each: Visit, entry: Entry, done: set[str]) -> None:
    """Fetch one address, and keep or tell what it brings. Raises `Failure`, `Spent` or `Stopped`."""
    keeper = each.run.keeper
    with keeper.lock:
        known = keeper.state.known(entry.address)
    if known and page_of(known.page) in done:  # another address led to it
        return
    is_there = known is not None and keeper.path_of(known.document) is not None
    answer = each.fetcher.get(entry.address, known.validators if known and is_there else None)
    with keeper.lock:
        known = keeper.state.known(answer.address, entry.address)
    page = known.page if known else answer.address
    done.add(page_of(page))
    told: dict[str, object] = {
        "requested": entry.address,
        "address": answer.address,
        "page": page,
        "status": answer.status,
        "modified": entry.modified,
        "document": known.document if known else None,
    }
    if answer.status == 304:
        _count(each, each.tell("document", "not-modified", **told))
    elif answer.status in _GONE:
        _count(each, each.tell("document", "gone", **told))
    elif answer.status != 200:
        raise Failure("status", f"answered with {answer.status}", answer.status)
    elif not each.source.counts(answer.address):
        raise Failure("not-allowed", f"leads to {answer.address[:200]}, which is not among its `addresses`")
    else:
        _take(each, entry, answer, known, told)


def _count(each: Visit, line: Line) -> None:
    each.visited.count(line.outcome, line.why, line.requested)


def _take(each: Visit, entry: Entry, answer: Answer, known: Known | None, told: dict[str, object]) -> None:
    """Take what came with status 200: judge it, compare it with what is there, and keep it where it is new."""
    keeper, source = each.run.keeper, each.source
    sha256 = hashlib.sha256(answer.body).hexdigest()
    validators = {name: answer.headers.get(name.replace("_", "-")) for name in ("etag", "last_modified")}
    told |= {**validators, "bytes": answer.size, "sha256": sha256}
    path = keeper.path_of(known.document) if known else None
    if known and path and known.sha256 == sha256:
        _count(each, each.tell("document", "same", **told))
        return
    seen = judging.see(answer.body, answer.address, source.content, source.strip)
    before = judging.see(path.read_bytes(), answer.address, source.content, source.strip) if path else None
    told |= {"canonical": seen.canonical, "characters": len(seen.page.text), "text_sha256": _text_sha256(seen)}
    if wrong := judging.verdict(seen, _error_page(each, answer, seen), before.page.text if before else None):
        _count(each, each.tell("document", wrong, **told))
    elif before and comparing.says_the_same(seen.page, before.page):
        _count(each, each.tell("document", "same", **told))
    else:
        _keep(each, entry, answer, seen, known if path else None, told)


def _keep(each: Visit, entry: Entry, answer: Answer, seen: Seen, known: Known | None, told: dict[str, object]) -> None:
    keeper = each.run.keeper
    with keeper.lock:
        if twin := _twin(each, answer, seen, known):
            _count(each, each.tell("document", "duplicate", **{**told, "page": twin.page, "document": twin.document}))
            return
        outcome = "changed" if known else "new"
        line = Line(at=answer.at.replace(microsecond=0).isoformat(), run=each.run.name, source=each.source.name, what="document", outcome=outcome, **told)  # type: ignore[arg-type]  # fmt: skip
        kept = Kept(answer.body, seen.suffix, _sidecar_of(each.source, entry, seen, line))
        _count(each, keeper.keep(kept, line, keeper.state.known(line.page)))


def _twin(each: Visit, answer: Answer, seen: Seen, known: Known | None) -> Known | None:
    """The page that has the same text already, or nearly the same where it is said to be the same page."""
    state = each.run.keeper.state
    mine = page_of(known.page) if known else page_of(answer.address)
    key = state.texts.get(_text_sha256(seen))
    if key and key != mine and each.run.keeper.path_of(state.pages[key].document):
        return state.pages[key]
    if known or not seen.canonical or not each.source.counts(seen.canonical):
        return None
    key = state.canonicals.get(page_of(seen.canonical)) or state.aliases.get(page_of(seen.canonical))
    other = state.pages.get(key or "")
    path = each.run.keeper.path_of(other.document) if other and key != mine else None
    if path is None:
        return None
    text = judging.see(path.read_bytes(), answer.address, each.source.content, each.source.strip).page.text
    return other if judging.alike(text, seen.page.text) else None


def _text_sha256(seen: Seen) -> str:
    return hashlib.sha256(" ".join(seen.page.text.split()).encode()).hexdigest()


def _error_page(each: Visit, answer: Answer, seen: Seen) -> str | None:
    """The text that a host gives, as if all were well, for an address that nobody has; asked for once in a run."""
    if seen.suffix != ".html":
        return None
    origin = origin_of(answer.address)
    if origin not in each.run.error_pages:
        each.run.error_pages[origin] = None
        nobodys = _NOBODYS.format(hashlib.sha256(origin.encode()).hexdigest()[:12])
        folder = answer.address.partition("?")[0].rpartition("/")[0]
        try:
            found = each.fetcher.get(f"{folder}/{nobodys}")
            if found.status == 200:
                each.run.error_pages[origin] = judging.see(found.body, found.address).page.text
        except Failure:
            pass
    return each.run.error_pages[origin]


def _sidecar_of(source: Source, entry: Entry, seen: Seen, line: Line) -> dict[str, str | int | None]:
    """What is known of a document beside its text; title and date only where it does not give them itself."""
    own = seen.page.metadata
    return {
        "title": None if seen.suffix == ".html" or own.title else entry.title,
        "publisher": source.publisher,
        "source_url": line.page,
        "published_on": None if own.published_on or not entry.published else entry.published[:10],
        "licence": source.licence,
        "source": source.name,
        "requested_url": line.requested if line.requested != line.page else None,
        "fetched_from": line.address if line.address != line.page else None,
        "canonical_url": line.canonical,
        "fetched_at": line.at,
        "status": line.status,
        "etag": line.etag,
        "last_modified": line.last_modified,
        "sha256": line.sha256,
        "text_sha256": line.text_sha256,
    }
