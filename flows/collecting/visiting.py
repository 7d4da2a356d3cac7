"""One source is gone through: its places are looked in, what is due is fetched, judged, and kept or logged.

New addresses come before known ones. Whatever becomes of an address is a line of the log before the next is asked for,
so that a run which ends anywhere is gone on with by the next.
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
from flows.collecting.taking import fetch, take
from flows.reading.files import MOST_BYTES

# So many places of one source are looked in: a sitemap may name more sitemaps, each of which may.
MOST_PLACES = 100
# So many answers wait to be taken before the host is asked for another, and after a long one none does.
MOST_WAITING = 16
_LONG = 1024 * 1024
# No page of links that anybody could read is longer.
_MOST_INDEX = 5 * 1024 * 1024
# No sitemap is longer, by its standard.
_MOST_UNPACKED = 50 * 1024 * 1024


def visit_source(source: Source, run: Run) -> Visited:
    """Go through one source. Raises `Stopped` where the run is to end."""
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
    """Say so where a source brought nothing for longer than it should."""
    history = visit.run.keeper.state.sources.get(visit.source.name)
    last = (history.brought_at or history.first_at) if history else visit.run.began
    if visit.source.quiet is not None and visit.run.began - last > visit.source.quiet:
        visit.visited.warn(f"brought nothing new since {last:%Y-%m-%d}")


@dataclass(slots=True)
class Looked:
    """What the places of a source gave, whether all could be read, and whether one said that it is as it was; and what
    they may be asked with the next time, if all that they gave is taken."""

    entries: list[Entry] = field(default_factory=list)
    validators: dict[str, Validators] = field(default_factory=dict)
    whole: bool = True
    unchanged: bool = False


def look(visit: Visit) -> Looked:
    """Look in the places of a source, and in those that they name."""
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
    """What one place gives, or None where it says that it is as it was."""
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
    said = Validators(answer.address, answer.headers.get("etag"), answer.headers.get("last-modified"))
    # Only where nothing further is to be looked in does one answer say all.
    if said.headers and not found.further and not place.next:
        looked.validators[place.address] = said
    visit.tell("place", "looked", **values, bytes=answer.size, found=len(found.entries))
    return found


def choose(visit: Visit, entries: list[Entry]) -> Iterator[tuple[Entry, str]]:
    """What is to be fetched and why, each page once: new addresses, then changed ones, then what is due again.

    An address that led to the page of another one is asked for again only where its place says that it changed.
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
    said = entry.published or entry.modified
    return back is not None and said is not None and said[:10] < f"{began - back:%Y-%m-%d}"


def _is_due(visit: Visit, page: Known) -> bool:
    """Whether a page is to be asked for again: after a failure that passes, a file that is lost, or some time."""
    lost = page.document is not None and visit.run.keeper.path_of(page.document) is None
    return lost or page.checked_at is None or page.checked_at + visit.source.recheck <= visit.run.began


def _fetch_all(visit: Visit, chosen: list[tuple[Entry, str]]) -> None:
    """Fetch what was chosen, one after the other; what came is taken meanwhile, in the same order."""
    done: set[str] = set()
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(1, "taking") as beside:
        for number, (entry, why) in enumerate(chosen):
            if _is_closed(visit, entry.address) or _is_too_many(visit, why, waiting):
                visit.visited.left += 1
                continue
            found: Answer | Failure | None
            try:
                found = fetch(visit, entry, done)
            except Failure as failure:
                found = failure
                _is_closed(visit, entry.address)
            except Spent:
                visit.visited.left += len(chosen) - number
                visit.visited.warn(f"its budget is used up with {visit.visited.left:,} addresses left for the next run")
                break
            waiting.append(beside.submit(take, visit, entry, found))
            is_long = isinstance(found, Answer) and len(found.body) > _LONG
            _settle(waiting, 0 if is_long else MOST_WAITING)
        _settle(waiting)


def _is_closed(visit: Visit, address: str) -> bool:
    """Whether the host of an address is not to be asked for anything more in this run; gives a warning if so."""
    if closed := visit.fetcher.closed(address):
        visit.visited.warn(f"{host_of(address)}: {closed.reason}: {closed}")
    return closed is not None


def _is_too_many(visit: Visit, why: str, waiting: deque[Future[None]]) -> bool:
    """Whether an address would be one more than a source may bring; waits where what is not yet taken decides that."""
    most = visit.source.at_most
    if why != "new" or visit.visited.outcomes["new"] + len(waiting) < most:
        return False
    _settle(waiting)
    if visit.visited.outcomes["new"] < most:
        return False
    visit.visited.warn(f"brings more than {most:,} new documents at once, which is the limit")
    return True


def _settle(waiting: deque[Future[None]], most: int = 0) -> None:
    """Wait until at most so many are not yet taken. Raises what went wrong with one that was."""
    while waiting and (len(waiting) > most or waiting[0].done()):
        waiting.popleft().result()
