"""Documents come by themselves: feeds, sitemaps and pages of links -> files under raw/ with their sidecars.

Without Prefect and data frames: `collect` goes through sources, several hosts at once, and one after the other where
they share one.
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

# So many hosts are asked at once.
MOST_HOSTS = 32


@dataclass(frozen=True, slots=True)
class CollectPlan:
    """The options of a run of collecting. A `preview` looks in all places, fetches no document and writes nothing.

    `contact` is what owners of sites can write to: an address of the web or of mail. `store` is a folder for what only
    the next visit needs; without one, that is asked for again.
    """

    raw: Path
    sources: Path
    contact: str | None = None
    reports: Path | None = None
    preview: bool = False
    store: Path | None = None


def enabled_sources(plan: CollectPlan) -> tuple[Source, ...]:
    """The sources of a plan that are enabled. Raises `WrongSources`, or `CannotRun` where they cannot be asked."""
    found = tuple(source for source in load_sources(plan.sources) if source.enabled)
    if found and not _is_contact(plan.contact):
        raise CannotRun(
            "owners of sites must be able to write to you: give an address with --contact, such as "
            "https://example.org/about or mail@example.org"
        )
    return found


def _is_contact(contact: str | None) -> bool:
    plain = contact is not None and contact.isascii() and contact.isprintable() and not set(contact) & set(" ()<>")
    return plain and contact is not None and ("@" in contact or "://" in contact) and len(contact) <= 200


def collect(
    plan: CollectPlan, sources: Sequence[Source], progress: Progress, network: CheckedNetwork | None = None
) -> Collected:
    """Go through sources, and say what became of each. `network` is another than the internet, for tests.

    Raises `CannotRun`, `MachineFault` where the machine is at fault; what goes wrong with a source costs that source.
    """
    began, started = now(), perf_counter()
    if not sources:
        return Collected(began, 0.0, (), preview=plan.preview)
    with _keeper(plan) as keeper:
        name = f"{began:%Y%m%dT%H%M%S}-{os.getpid()}"
        recovered = 0 if plan.preview else keeper.recover(name, began.isoformat())
        run = Run(name, agent(version("inspection-facts"), plan.contact or ""), keeper, progress, plan.preview, network)
        visited = _all(sources, run)
    return Collected(began, perf_counter() - started, visited, recovered, plan.preview)


def _keeper(plan: CollectPlan) -> AbstractContextManager[Keeper]:
    return nullcontext(Keeper(plan.raw, plan.store)) if plan.preview else alone(plan.raw, plan.store)


def _all(sources: Sequence[Source], run: Run) -> tuple[Visited, ...]:
    """Every source, those that begin at one host one after the other. Ends all where one cannot go on."""
    by_host: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        by_host[host_of(source.look[0].address)].append(source)
    with ThreadPoolExecutor(min(MOST_HOSTS, len(by_host)), "collecting") as pool:
        asked: list[Future[list[Visited]]] = []
        try:
            asked += [pool.submit(_one_after_the_other, group, run) for group in by_host.values()]
            wait(asked, return_when=FIRST_EXCEPTION)
            found = [each for future in asked if future.done() for each in future.result()]
        finally:
            run.stop.set()
    return tuple(sorted(found, key=lambda each: each.name))


def _one_after_the_other(sources: Sequence[Source], run: Run) -> list[Visited]:
    return [_visited(source, run) for source in sources]


def _visited(source: Source, run: Run) -> Visited:
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
