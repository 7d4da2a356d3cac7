"""Collecting without Prefect, step by step: the flow `collect` and `collect --direct` call the same functions."""

from __future__ import annotations

import logging
from dataclasses import replace

from flows.batches import Progress
from flows.collecting import Collected, CollectPlan, collect, enabled_sources, reporting
from flows.plan import reports_in
from flows.refusals import message
from flows.reporting import write_failure, write_page
from flows.storing.store import default_folder

log = logging.getLogger(__name__)


def run(plan: CollectPlan, progress: Progress) -> Collected:
    """Collect in this process; a run that fails leaves its reason, as the hook of the flow does."""
    try:
        return conclude(gather(plan, progress), plan)
    except Exception as error:
        if not plan.preview:
            name, says = f"collect into {plan.raw}", f"{type(error).__name__}: {message(error)}"
            write_failure(plan.reports or reports_in(plan.store, plan.raw), name, "Failed", says, error)
        raise


def gather(plan: CollectPlan, progress: Progress) -> Collected:
    """Go through every source that is enabled."""
    remembering = replace(plan, store=plan.store or default_folder(plan.raw))
    collected = collect(remembering, enabled_sources(plan), progress)
    for each in collected.sources:
        for warning in each.warnings:
            log.warning("%s: %s", each.name, warning)
    return collected


def conclude(collected: Collected, plan: CollectPlan) -> Collected:
    """Keep what a run did in the folder of reports, unless it was a preview."""
    if plan.preview:
        return collected
    folder = plan.reports or reports_in(plan.store, plan.raw)
    figures, page = reporting.metrics(collected), reporting.page(collected)
    if path := write_page(folder, collected.began, "-collected", figures, page):
        log.info("report: %s", path)
    log.info(reporting.line(collected))
    return collected
