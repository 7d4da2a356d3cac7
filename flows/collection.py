"""The steps of collecting as plain functions; the Prefect flow `collect` and `collect --direct` both call them."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

from flows.batches import Progress
from flows.collecting import Collected, CollectPlan, collect, enabled_sources, reporting
from flows.plan import reports_in
from flows.reporting import reported, write_page
from flows.storing.store import default_folder

log = logging.getLogger(__name__)


def run(plan: CollectPlan, progress: Progress) -> Collected:
    """Collect in this process, without Prefect; if the run fails, write the reason to the folder of reports."""
    with reported(None if plan.preview else _reported_in(plan), f"collect into {plan.raw}"):
        return conclude(gather(plan, progress), plan)


def gather(plan: CollectPlan, progress: Progress) -> Collected:
    """Fetch the documents of all enabled sources, and log their warnings."""
    remembering = replace(plan, store=plan.store or default_folder(plan.raw))
    collected = collect(remembering, enabled_sources(plan), progress)
    for each in collected.sources:
        for warning in each.warnings:
            log.warning("%s: %s", each.name, warning)
    return collected


def _reported_in(plan: CollectPlan) -> Path:
    return plan.reports or reports_in(plan.store, plan.raw)


def conclude(collected: Collected, plan: CollectPlan) -> Collected:
    """Write the report of a run and log a summary, unless the run was a preview; return `collected` unchanged."""
    if plan.preview:
        return collected
    figures, page = reporting.metrics(collected), reporting.page(collected)
    if path := write_page(_reported_in(plan), collected.began, "-collected", figures, page):
        log.info("report: %s", path)
    log.info(reporting.line(collected))
    return collected
