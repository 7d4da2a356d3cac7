"""Visit one source: look in its places, fetch what is due, judge it, and keep or log it.

New addresses come before known ones. The outcome of each address is logged as soon as it is known, so that the next run
can go on from where a run ended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import perf_counter

from flows.collecting.addresses import host_of, page_of
from flows.collecting.failures import Failure
from flows.collecting.fetching import Answer, Fetcher, Validators
from flows.collecting.finding import Entry, Findings, findings
from flows.collecting.log import Known
from flows.collecting.politeness import Spent
from flows.collecting.reporting import Visited
from flows.collecting.run import Run, Visit
from flows.collecting.sources import Place, Source
from flows.collecting.taking import fetch_entry, judge_entry
from flows.reading.files import MOST_BYTES

# Look in at most so many places of one source: a sitemap may name further sitemaps, and these still more.
MOST_PLACES = 100
# At most so many fetched answers wait to be judged before the next request. After an answer of more than `_LONG` bytes
# the next request waits until all are judged.
MOST_WAITING = 16
_LONG = 1024 * 1024
# The page of an index may have at most so many bytes.
_MOST_INDEX = 5 * 1024 * 1024
# A gzipped sitemap may unpack to at most so many bytes: the limit in its standard.
_MOST_UNPACKED = 50 * 1024 * 1024


def visit_source(source: Source, run: Run) -> Visited:
    """Visit one source, if it is due, and return what became of it. Raises `Stopped` if the run is to end."""
    visited = Visited(source.name, source.title or source.publisher)
    run.keeper.recall(source)
    history = run.keeper.state.sources.get(source.name)
    if history and history.done_at and (due := history.done_at + source.every) > run.began:
        visited.skipped = f"not due before {due:%Y-%m-%d %H:%M} UTC"
        return visited
    began = perf_counter()
    fetcher = Fetcher(source, run.agent, run.hosts, run.stop, run.network)
    visit = Visit(source, run, fetcher, visited)
    try:
        _go_through(visit)
    finally:
        fetcher.close()
        visited.requests, visited.bytes = fetcher.budget.used_requests, fetcher.budget.used_bytes
        visited.seconds = perf_counter() - began
    return visited


def _go_through(visit: Visit) -> None:
    """Look in the places, fetch what is chosen, and log and remember that the visit ended."""
    source, visited = visit.source, visit.visited
    looked = look(visit)
    chosen = list(choose(visit, looked.entries))
    visited.found = len({page_of(entry.address) for entry in looked.entries if source.counts(entry.address)})
    if visited.found < source.at_least and looked.whole and not looked.unchanged:
        visited.warn(f"has {visited.found:,} addresses that count, at least {source.at_least:,} are expected")
    if visit.run.preview:
        visited.wanted = [(why, entry.address) for entry, why in chosen]
        return
    visit.run.advance(total=len(chosen))
    _fetch_all(visit, chosen)
    _warn_if_quiet(visit)
    outcome = "done" if looked.whole and not visited.left else "partly"
    counts = {"found": visited.found, "left": visited.left, "outcomes": dict(visited.outcomes)}
    visit.tell("source", outcome, **counts)
    visit.run.keeper.remember(source, looked.validators if outcome == "done" else {})


def _warn_if_quiet(visit: Visit) -> None:
    """Warn if the source has brought nothing new for longer than its `quiet` allows."""
    history = visit.run.keeper.state.sources.get(visit.source.name)
    last = (history.brought_at or history.first_at) if history else visit.run.began
    if visit.source.quiet is not None and visit.run.began - last > visit.source.quiet:
        visit.visited.warn(f"brought nothing new since {last:%Y-%m-%d}")


@dataclass(slots=True)
class Looked:
    """What the places of a source gave.

    - `validators`: by address of the place, for the next visit; to be remembered only if everything that the places
      gave has been fetched.
    - `whole`: whether all places could be read.
    - `unchanged`: whether at least one place said that it has not changed since the last visit.
    """

    entries: list[Entry] = field(default_factory=list)
    validators: dict[str, Validators] = field(default_factory=dict)
    whole: bool = True
    unchanged: bool = False


def look(visit: Visit) -> Looked:
    """Look in the places of a source and in the further places that they name."""
    looked = Looked()
    queue = deque((place, 1) for place in visit.source.look)
    seen = {place.address for place, _ in queue}
    while queue:
        place, depth = queue.popleft()
        try:
            found = _look_in(visit, place, looked)
        except Failure as failure:
            visit.tell("place", "failed", why=failure.reason, requested=place.address, status=failure.status)
            visit.visited.warn(f"{place.kind} {place.address}: {failure.reason}: {failure}")
            looked.whole = False
            continue
        except Spent:
            visit.visited.warn("its budget was used up before all places were looked in")
            looked.whole = False
            break
        if found is None:
            looked.unchanged = True
            continue
        looked.entries += found.entries
        most = place.pages if place.kind == "index" else MOST_PLACES
        for address in found.further:
            if address not in seen and depth < most and len(seen) < MOST_PLACES and visit.source.allows(address):
                seen.add(address)
                queue.append((replace(place, address=address), depth + 1))
    return looked


def _look_in(visit: Visit, place: Place, looked: Looked) -> Findings | None:
    """Return what one place gives, or None if it says that it is unchanged. Raises `Failure` if it cannot be read."""
    history = visit.run.keeper.state.sources.get(visit.source.name)
    known = history.places.get(place.address) if history else None
    answer = visit.fetcher.get(place.address, known, _MOST_INDEX if place.kind == "index" else MOST_BYTES)
    values = {"requested": place.address, "address": answer.address, "status": answer.status}
    if answer.status == 304 and known:
        looked.validators[place.address] = known
        visit.tell("place", "not-modified", **values)
        return None
    if answer.status != 200:
        raise Failure("status", f"answered with {answer.status}", answer.status)
    found = findings(place, answer.body, answer.address, _MOST_UNPACKED)
    validators = Validators(answer.address, answer.headers.get("etag"), answer.headers.get("last-modified"))
    # If the place names further places, "not modified" would not tell whether these have changed.
    if validators.headers and not found.further and not place.next:
        looked.validators[place.address] = validators
    visit.tell("place", "looked", **values, bytes=answer.size, found=len(found.entries))
    return found


def choose(visit: Visit, entries: list[Entry]) -> Iterator[tuple[Entry, str]]:
    """Yield what to fetch and why, each page once: first `new` addresses, then `modified` ones, then pages that are
    `due`.

    An address that led to the page of another address is requested again only if its place says that it has changed.
    """
    source, state = visit.source, visit.run.keeper.state
    by_page: dict[str, Entry] = {}
    for entry in entries:
        if source.counts(entry.address) and not _is_too_old(entry, source.back, visit.run.began):
            by_page.setdefault(page_of(entry.address), entry)
    with visit.run.keeper.lock:
        own = {key: page for key, page in state.pages.items() if page.source == source.name}
        mine = {key: page for key, page in own.items() if source.counts(page.page)}
        known = {key: state.known(entry.address) for key, entry in by_page.items()}
        before = {key: state.modified.get(key) for key in (*mine, *by_page)}
    modified = {key for key, entry in by_page.items() if known[key] and entry.modified not in (None, before[key])}
    yield from ((entry, "new") for key, entry in by_page.items() if known[key] is None)
    yield from ((entry, "modified") for key, entry in by_page.items() if key in modified)
    for key, page in mine.items():
        if key not in modified and _is_due(visit, page):
            yield by_page.get(key, Entry(page.page, before[key])), "due"


def _is_too_old(entry: Entry, back: timedelta | None, began: datetime) -> bool:
    """Whether a place dates an entry further back than the source wants; an entry without a date is not too old."""
    dated = entry.published or entry.modified
    return back is not None and dated is not None and dated[:10] < f"{began - back:%Y-%m-%d}"


def _is_due(visit: Visit, page: Known) -> bool:
    """Whether to request a known page again.

    It is due if its file is lost, if `recheck` is over, or if its last request failed in a way that may pass.
    """
    lost = page.document is not None and visit.run.keeper.path_of(page.document) is None
    return lost or page.checked_at is None or page.checked_at + visit.source.recheck <= visit.run.began


def _fetch_all(visit: Visit, chosen: list[tuple[Entry, str]]) -> None:
    """Fetch the chosen addresses one after the other; a second thread takes the answers in the same order."""
    done: set[str] = set()
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(1, "taking") as taking:
        for number, (entry, why) in enumerate(chosen):
            if _is_closed(visit, entry.address) or _is_too_many(visit, why, waiting):
                visit.visited.left += 1
                continue
            found: Answer | Failure | None
            try:
                found = fetch_entry(visit, entry, done)
            except Failure as failure:
                found = failure
                _is_closed(visit, entry.address)
            except Spent:
                visit.visited.left += len(chosen) - number
                visit.visited.warn(f"its budget is used up with {visit.visited.left:,} addresses left for the next run")
                break
            waiting.append(taking.submit(judge_entry, visit, entry, found))
            is_long = isinstance(found, Answer) and len(found.body) > _LONG
            _settle(waiting, 0 if is_long else MOST_WAITING)
        _settle(waiting)


def _is_closed(visit: Visit, address: str) -> bool:
    """Whether the host of an address gets no more requests in this run; adds a warning if so."""
    if closed := visit.fetcher.closed(address):
        visit.visited.warn(f"{host_of(address)}: {closed.reason}: {closed}")
    return closed is not None


def _is_too_many(visit: Visit, why: str, waiting: deque[Future[None]]) -> bool:
    """Whether a new address would exceed the source's `at_most`; adds a warning if so.

    Near the limit it waits until all answers are judged, since only then the number of new documents is known.
    """
    most = visit.source.at_most
    if why != "new" or visit.visited.outcomes["new"] + len(waiting) < most:
        return False
    _settle(waiting)
    if visit.visited.outcomes["new"] < most:
        return False
    visit.visited.warn(f"brings more than {most:,} new documents at once, which is the limit")
    return True


def _settle(waiting: deque[Future[None]], most: int = 0) -> None:
    """Wait until at most `most` answers are still to be taken. Raises what was raised while one was taken."""
    while waiting and (len(waiting) > most or waiting[0].done()):
        waiting.popleft().result()
