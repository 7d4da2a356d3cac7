"""The Prefect flow `collect`: fetches documents from all enabled sources, and publishes a release if any are new.

Documents are kept as they are fetched, so that the next run continues where a run that failed has stopped.
"""

from __future__ import annotations

from contextvars import ContextVar
from functools import partial
from pathlib import Path

from flows.prefect_server import (  # before Prefect: sets environment variables for its import
    have_server,
    ignoring_server_errors,
    until_server_lost,
)

# isort: split
from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE

from flows import collection
from flows import publish as publishing
from flows.batches import Progress
from flows.collecting import Collected, CollectPlan, reporting
from flows.engines import LOCAL

# The result of a run in this process, for the case that the server goes away before the flow ends.
_done: ContextVar[list[Collected]] = ContextVar("done")


@task(task_run_name="collect into {raw}", cache_policy=NO_CACHE)
def gather(raw: Path, plan: CollectPlan) -> Collected:
    """Fetch the documents of all enabled sources: several hosts at once, each at its own polite rate."""
    collected = collection.gather(plan, publishing.progress_of("addresses-fetched", f"Addresses fetched into {raw}"))
    get_run_logger().info(reporting.line(collected))
    return collected


@flow(
    flow_run_name="collect into {raw}",
    validate_parameters=False,
    on_failure=[publishing.tell_failure],
    on_crashed=[publishing.tell_failure],
)
def collect(
    raw: str = "raw",
    sources: str | None = None,
    contact: str | None = None,
    reports: str | None = None,
    output: str | None = None,
    store: str | None = None,
    publish_anyway: bool = False,
    site: str | None = None,
    engine: str = LOCAL,
) -> Collected:
    """Collect documents; with an `output`, also publish a release there if any came, and its pages to a `site`."""
    # Prefect sends a served flow to its process as a copy, together with the globals named in this function; other
    # functions are imported there. So this function names as few globals as possible.
    folder = Path(sources) if sources else Path(raw) / "sources"
    report_folder, store_folder = (Path(each) if each else None for each in (reports, store))
    plan = CollectPlan(Path(raw), folder, contact, report_folder, store=store_folder)
    return _collect(plan, output, publish_anyway, site, engine)


def _collect(plan: CollectPlan, output: str | None, publish_anyway: bool, site: str | None, engine: str) -> Collected:
    collected = collection.conclude(gather(plan.raw, plan), plan)
    _done.get([]).append(collected)
    with ignoring_server_errors():
        _leave_artifacts(collected)
    if output and collected.came:
        publishing.publish(
            str(plan.raw),
            output,
            store=_text(plan.store),
            reports=_text(plan.reports),
            publish_anyway=publish_anyway,
            site=site,
            engine=engine,
        )
    return collected


def run(plan: CollectPlan, progress: Progress) -> Collected:
    """Run the flow in this process, on the configured Prefect server or else on the embedded one.

    A run that loses its server is finished without it.
    """
    publishing.watcher.set(progress)
    have_server()
    folders = {"reports": _text(plan.reports), "store": _text(plan.store)}
    flow_run = partial(collect, str(plan.raw), str(plan.sources), plan.contact, **folders)
    return until_server_lost(flow_run, _done, partial(collection.run, plan, progress))


def _text(folder: Path | None) -> str | None:
    return str(folder) if folder else None


def _leave_artifacts(collected: Collected) -> None:
    shown = [name for name in reporting.OUTCOMES if collected.outcomes[name]]
    rows = [
        {
            "source": each.name,
            "found": each.found,
            **{name: each.outcomes[name] for name in shown},
            "left": each.left,
            "look": "; ".join(filter(None, (each.skipped, *each.warnings))),
        }
        for each in collected.sources
    ]
    create_table_artifact(rows, "sources", f"What came of each source: {collected.came:,} new and changed documents")
    create_markdown_artifact(reporting.page(collected), "collected", "What this run collected")
