"""Collecting without Prefect, step by step: the flow `collect` and `collect --direct` call the same functions."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flows.batches import Progress
from flows.collecting import Collected, CollectPlan, collect, enabled_sources, reporting
from flows.collecting.log import Log
from flows.plan import reports_in
from flows.refusals import message
from flows.reporting import write_failure, write_page

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What the log of fetches says of a source: its `documents` by now, and what became of its addresses last time.

    `last_visit` is None where no visit came to its end, `last_whole_visit` where none went through all of it.
    """

    source: str
    first_visit: datetime
    last_visit: datetime | None
    last_whole_visit: datetime | None
    documents: int
    new: int
    changed: int
    gone: int
    failed: int


def source_records(raw: Path) -> tuple[SourceRecord, ...]:
    """Every source that the log under a folder of raw documents names, by name. Raises `CannotRun` for a broken log."""
    state = Log(raw).read()
    documents = Counter(page.source for page in state.pages.values() if page.document)
    return tuple(
        SourceRecord(
            name,
            history.first_at,
            history.visited_at,
            history.done_at,
            documents[name],
            *(history.outcomes.get(outcome, 0) for outcome in ("new", "changed", "gone", "failed")),
        )
        for name, history in sorted(state.sources.items())
    )


def run(plan: CollectPlan, progress: Progress) -> Collected:
    """Collect in this process; a run that fails leaves its reason, as the hook of the flow does."""
    try:
        return conclude(gather(plan, progress), plan)
    except Exception as error:
        if not plan.preview:
            name, says = f"collect into {plan.raw}", f"{type(error).__name__}: {message(error)}"
            write_failure(plan.reports or reports_in(None, plan.raw), name, "Failed", says)
        raise


def gather(plan: CollectPlan, progress: Progress) -> Collected:
    """Go through every source that is enabled."""
    collected = collect(plan, enabled_sources(plan), progress)
    for each in collected.sources:
        for warning in each.warnings:
            log.warning("%s: %s", each.name, warning)
    return collected


def conclude(collected: Collected, plan: CollectPlan) -> Collected:
    """Keep what a run did in the folder of reports, unless it was a preview."""
    if plan.preview:
        return collected
    folder = plan.reports or reports_in(None, plan.raw)
    figures, page = reporting.metrics(collected), reporting.page(collected)
    if path := write_page(folder, collected.began, "-collected", figures, page):
        log.info("report: %s", path)
    log.info(reporting.line(collected))
    return collected
