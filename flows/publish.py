"""The Prefect flow `publish`: the stages of `flows.stages` as tasks that can be watched, retried and scheduled.

Without a configured server (PREFECT_API_URL, or a profile that names one) Prefect starts its embedded server, whose
records are where a later `prefect server start` of the same user finds them.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

from flows.prefect_server import (  # must come before Prefect: it sets up how that is imported
    have_server,
    ignoring_server_errors,
    until_server_lost,
)

# isort: split
from prefect import flow, get_run_logger, task
from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE
from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import ArtifactCreate
from prefect.utilities.annotations import quote

from flows import reporting, stages
from flows.batches import Progress
from flows.concluding import reported
from flows.engines import LOCAL
from flows.plan import Plan, check_paths, reports_in
from flows.refusals import InLines, message
from flows.reporting import Report
from flows.storing.addresses import folder_and_address

if TYPE_CHECKING:
    from uuid import UUID

    from prefect import Flow, Task
    from prefect.client.schemas.objects import FlowRun, State, TaskRun

log = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

# Called with the progress of reading, in addition to the progress artifact; the command sets it to its progress bar.
watcher: ContextVar[Progress] = ContextVar("watcher", default=lambda done, total: None)

# The report of the finished run, in case the connection to the server is lost before the flow ends.
_finished_reports: ContextVar[list[Report]] = ContextVar("done")

# Update the progress artifact after at least this many per cent: each update is a row in the server's database.
_STEP = 5.0


def _is_worth_a_retry(task: Task[Any, Any], task_run: TaskRun, state: State[Any]) -> bool:
    """Whether to retry a failed task: disks and network folders recover, but wrong paths and bad documents do not."""
    try:
        state.result()
    except Exception as error:
        cause = error if isinstance(error, OSError) else error.__cause__
        return isinstance(cause, OSError) and not isinstance(
            cause, FileNotFoundError | NotADirectoryError | PermissionError
        )
    return False


# The names of the stages that are tried again, and how.
_RETRIED = ("read_and_extract", "release")
_RETRIES: dict[str, Any] = {"retries": 2, "retry_delay_seconds": [1, 10], "retry_condition_fn": _is_worth_a_retry}


def tell_failure(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:
    """Record that a run failed: among the reports, and as an artifact if the server can still be reached."""
    del flow
    raw, store, reports = (flow_run.parameters.get(name) for name in ("raw", "store", "reports"))
    folder = Path(reports) if reports else reports_in(Path(store) if store else None, Path(raw or "raw"))
    cause, error = reason(state), result_of(state)
    path = reporting.write_failure(folder, flow_run.name, state.name or "", cause, error)
    log.error("%s: %s: %s; written to %s", flow_run.name, state.name, cause.split("\n")[0], path)
    text = f"**{state.name}**: {cause}\n\n{reporting.how_far(error)} See {path}."
    artifact = ArtifactCreate(key="failure", type="markdown", data=text, flow_run_id=flow_run.id)
    with ignoring_server_errors(), get_client(sync_client=True) as client:
        client.create_artifact(artifact)


def result_of(state: State[Any]) -> object:
    """Return the report of a run or the error it failed with; None if it is unknown, as for a run that was killed."""
    if state.is_crashed():  # its result is an error of Prefect, which says nothing about how far the run came
        return None
    with suppress(Exception):
        return state.result(raise_on_failure=False)
    return None


def reason(state: State[Any]) -> str:
    """Return the message of the error with which a run failed."""
    error = result_of(state)
    return message(error) if isinstance(error, InLines) else (state.message or "").strip().split("\n")[0]


@flow(
    flow_run_name="publish {raw} to {output}",
    validate_parameters=False,
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
)
def publish(
    raw: str = "raw",
    output: str = "output",
    workers: int | None = None,
    allow_shrink: bool = False,
    store: str | None = None,
    reports: str | None = None,
    version: str | None = None,
    publish_anyway: bool = False,
    site: str | None = None,
    engine: str = LOCAL,
) -> Report:
    """Make a release, and its pages, from a folder of documents: read and extract, consolidate, validate, release."""
    # A served flow is pickled for its process, together with what this function names; the rest is imported there.
    store_folder, report_folder, site_folder = (Path(folder) if folder else None for folder in (store, reports, site))
    folder, address = folder_and_address(output)
    plan = Plan(Path(raw), folder, workers, allow_shrink, store_folder, report_folder, version, publish_anyway)
    plan = replace(plan, engine=engine, site=site_folder, address=address)
    return _publish(plan)


def _publish(plan: Plan) -> Report:
    report = stages.run_stages(plan, progress_of("documents-read", f"Files read of {plan.raw}"), _as_task)
    _finished_reports.get([]).append(report)
    with ignoring_server_errors():
        get_run_logger().info(reporting.line(report))
        _leave_artifacts(report)
    return report


def _as_task(stage: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a stage as a task. Arguments are wrapped so that Prefect does not search their cells for results of tasks."""
    name = stage.__name__
    made: Any = task(
        name=name,
        task_run_name=name.replace("_", " "),
        cache_policy=NO_CACHE,
        **(_RETRIES if name in _RETRIED else {}),
    )
    return cast("T", made(stage)(*map(quote, args), **kwargs))


def run(plan: Plan, progress: Progress) -> Report:
    """Run the flow in this process, with the configured server or else with the embedded one.

    If the connection to the server is lost, the run is finished without it. A preview needs no server.
    """
    if plan.preview:
        return stages.run(plan, progress)
    watcher.set(progress)
    with reported(plan):
        check_paths(plan)
        have_server()
    store, reports, site = (str(folder) if folder else None for folder in (plan.store, plan.reports, plan.site))
    options = (store, reports, plan.version, plan.publish_anyway, site, plan.engine)
    flow_run = partial(publish, str(plan.raw), plan.place, plan.workers, plan.allow_shrink, *options)
    return until_server_lost(flow_run, _finished_reports, partial(stages.run, plan, progress))


def progress_of(key: str, what: str) -> Progress:
    """Return a function that reports progress to the `watcher` and to a new progress artifact.

    `key` identifies the artifact, `what` describes the work.
    """
    watch, reached = watcher.get(), 0.0
    artifact: UUID | None = None
    with ignoring_server_errors():
        artifact = cast("UUID | None", create_progress_artifact(reached, key, what))

    def progress(done: int, total: int) -> None:
        nonlocal reached
        watch(done, total)
        percent = 100 * done / total if total else 100.0
        if artifact is not None and (percent >= reached + _STEP or done == total):
            # If the update fails, which can take a minute, do not try again before the end.
            reached = math.inf
            with ignoring_server_errors():
                update_progress_artifact(artifact, percent, f"{what}: {done:,} of {total:,}")
                reached = percent

    return progress


def _leave_artifacts(report: Report) -> None:
    outcome = report.outcome
    counts = [{"table": name, "rows": count} for name, count in outcome.counts.items()]
    reasons = [{"table": f"quarantine: {reason}", "rows": count} for reason, count in report.quarantined.items()]
    create_table_artifact([*counts, *reasons], "rows", f"Rows of version {outcome.version}")
    what = "Published by this run" if outcome.published else "Up to date: this run had nothing new to publish"
    create_markdown_artifact(reporting.page(report), "report", f"What this run did; version {outcome.version}")
    create_link_artifact(outcome.link(), f"v{outcome.version}", "release", what)
