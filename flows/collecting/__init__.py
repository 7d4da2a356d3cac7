"""Collect documents from the web: feeds, sitemaps and pages of links become files under raw/ with their sidecars.

    sources = enabled_sources(plan)
    collected = collect(plan, sources, progress)

Imports neither Prefect nor data frames. Sources that begin at different hosts are visited in parallel, sources that
begin at the same host one after the other.
"""

from __future__ import annotations

import logging
import os
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from flows.collecting.addresses import host_of
from flows.collecting.keeping import Keeper, alone
from flows.collecting.log import now
from flows.collecting.politeness import agent
from flows.collecting.reporting import Collected, SourceRecord, Visited, source_records
from flows.collecting.resolving import CheckedNetwork
from flows.collecting.run import Progress, Run
from flows.collecting.sources import Source, load_sources
from flows.collecting.visiting import visit_source
from flows.faults import raise_machine_fault
from flows.refusals import CannotRun, MachineFault

__all__ = ["CollectPlan", "Collected", "SourceRecord", "collect", "enabled_sources", "source_records"]

log = logging.getLogger(__name__)

# Visit the sources of no more than this many hosts in parallel.
MOST_HOSTS = 32


@dataclass(frozen=True, slots=True)
class CollectPlan:
    """The options of a collecting run.

    - `raw`: folder of raw documents, where the collected documents, their sidecars and the log go.
    - `sources`: folder with one YAML file for each source.
    - `contact`: a web or mail address where the owners of sites can reach us; sent with every request.
    - `reports`: folder for reports of the run, or None.
    - `preview`: look for addresses in all places, but fetch no document and write nothing.
    - `store`: folder for what only the next visit needs (see `remembering`). Without a store, pages may be asked for
      again sooner than necessary.
    """

    raw: Path
    sources: Path
    contact: str | None = None
    reports: Path | None = None
    preview: bool = False
    store: Path | None = None


def enabled_sources(plan: CollectPlan) -> tuple[Source, ...]:
    """Return the enabled sources of a plan.

    Raises `WrongSources` if a file of a source is wrong, and `CannotRun` if the plan lacks a usable contact.
    """
    enabled = tuple(source for source in load_sources(plan.sources) if source.enabled)
    if enabled and not _is_contact(plan.contact):
        raise CannotRun(
            "owners of sites must be able to write to you: give an address with --contact, such as "
            "https://example.org/about or mail@example.org"
        )
    return enabled


def _is_contact(contact: str | None) -> bool:
    """Whether a contact is a web or mail address that can go into the User-Agent header as it is."""
    contact = contact or ""
    plain = contact.isascii() and contact.isprintable() and not set(contact) & set(" ()<>")
    return plain and ("@" in contact or "://" in contact) and len(contact) <= 200


def collect(
    plan: CollectPlan, sources: Sequence[Source], progress: Progress, network: CheckedNetwork | None = None
) -> Collected:
    """Visit the sources and return what became of each.

    `progress` is called with the numbers of addresses done and to be done. `network` replaces the internet in tests.

    Raises `CannotRun` if another run is collecting into the same folder, and `MachineFault` if the machine is at fault.
    Any other error costs only the source where it happens: it becomes a warning in the result.
    """
    began, started = now(), perf_counter()
    if not sources:
        return Collected(began, 0.0, (), preview=plan.preview)
    with _open_keeper(plan) as keeper:
        name = f"{began:%Y%m%dT%H%M%S}-{os.getpid()}"
        recovered = 0 if plan.preview else keeper.recover(name, began.isoformat())
        run = Run(name, agent(version("inspection-facts"), plan.contact or ""), keeper, progress, plan.preview, network)
        visited = _visit_all(sources, run)
    return Collected(began, perf_counter() - started, visited, recovered, plan.preview)


def _open_keeper(plan: CollectPlan) -> AbstractContextManager[Keeper]:
    """Return a context manager that gives the keeper; except in a preview, it locks the folder for this process."""
    return nullcontext(Keeper(plan.raw, plan.store)) if plan.preview else alone(plan.raw, plan.store)


def _visit_all(sources: Sequence[Source], run: Run) -> tuple[Visited, ...]:
    """Visit every source, in parallel by the host where its first place is. The first exception stops all visits."""
    by_host: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_host[host_of(source.look[0].address)].append(source)
    with ThreadPoolExecutor(min(MOST_HOSTS, len(by_host)), "collecting") as pool:
        futures: list[Future[list[Visited]]] = []
        try:
            futures += [pool.submit(_visit_in_turn, group, run) for group in by_host.values()]
            wait(futures, return_when=FIRST_EXCEPTION)
            visits = [each for future in futures if future.done() for each in future.result()]
        finally:
            run.stop.set()
    return tuple(sorted(visits, key=lambda each: each.name))


def _visit_in_turn(sources: Sequence[Source], run: Run) -> list[Visited]:
    return [_visit_one(source, run) for source in sources]


def _visit_one(source: Source, run: Run) -> Visited:
    """Visit one source; an error that is not the machine's fault becomes a warning, unless the run is ending anyway."""
    try:
        return visit_source(source, run)
    except MachineFault:
        raise
    except Exception as error:
        raise_machine_fault(error)
        if run.stop.is_set():
            raise
        log.exception("%s: cannot be gone through", source.name)
        says = f"cannot be gone through: {type(error).__name__}: {str(error)[:200]}"
        return Visited(source.name, source.title or source.publisher, warnings=[says])
