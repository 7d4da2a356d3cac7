"""The scheduled deployments: a process that runs `publish` on a schedule and, if sources are enabled, `collect`.

Runs follow one another, never at the same time. Each starts from what is on the disk, and the lock on `output` is
freed when the process that holds it ends, so the next run works whatever happened to the last. `prefect.yaml` defines
the same deployments for work pools.

A run that is killed is reported by the process that watches it: this one, or a Prefect worker. If that is killed too,
nobody reports the run; Prefect goes on showing it as running, but it holds up no other run.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.prefect_server import check_server  # before Prefect: sets environment variables for its import

# isort: split
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
from prefect.exceptions import TerminationSignal
from prefect.runner import Runner
from prefect.settings import PREFECT_API_URL
from prefect.types.entrypoint import EntrypointType
from pydantic import ValidationError

from flows import collect, publish, reporting
from flows.collecting import Collected, CollectPlan, enabled_sources
from flows.collecting.reporting import line as collected_line
from flows.engines import LOCAL
from flows.plan import Plan, check_paths, check_written
from flows.refusals import CannotRun, WrongTime
from flows.reporting import Report
from flows.storing.addresses import folder_and_address

if TYPE_CHECKING:
    from prefect import Flow
    from prefect.client.schemas.objects import FlowRun, State

log = logging.getLogger(__name__)

NAME = "inspection-facts"
DEFAULT_CRON = "0 6 * * *"
_NO_SERVER = (
    "a schedule needs a Prefect server that keeps running: run `prefect server start` and set "
    "PREFECT_API_URL=http://127.0.0.1:4200/api"
)


def serve(
    raw: Path,
    output: Path | str,
    *,
    cron: str | None = None,
    interval: int | None = None,
    timezone: str = "UTC",
    store: Path | None = None,
    reports: Path | None = None,
    publish_anyway: bool = False,
    sources: Path | None = None,
    contact: str | None = None,
    site: Path | None = None,
    engine: str = LOCAL,
) -> None:
    """Run the flow `publish` by a cron line or every `interval` seconds, until the process is told to end.

    If sources are enabled, also run the flow `collect` on the same schedule; it publishes if any documents came.
    SIGTERM and Ctrl-C end a current run, pause the schedule and return; serving again resumes the schedule.

    Raises `WrongTime` for a schedule, and `CannotRun` for paths or a Prefect server, that cannot be used.
    """
    when = schedule(cron, interval, timezone)
    folder, address = folder_and_address(output)
    served = Plan(raw, folder, store=store, reports=reports, site=site, address=address)
    check_written(served)
    check_paths(served)
    plan = CollectPlan(raw, sources or raw / "sources", contact, reports)
    collecting = len(enabled_sources(plan))
    url = PREFECT_API_URL.value()
    if not url:
        raise CannotRun(_NO_SERVER)
    check_server(url, f"{_NO_SERVER}, or start the server it points to")
    folders = {"raw": raw, "output": None if address else folder, "store": store, "reports": reports, "site": site}
    parameters = {
        **{name: str(path.absolute()) for name, path in folders.items() if path},
        **({"output": address} if address else {}),
        "publish_anyway": publish_anyway,
        "engine": engine,
    }
    # Prefect logs "runs skipped" each time it looks while a run is going on; those runs only wait for their turn.
    logging.getLogger("prefect.runner").addFilter(lambda record: "runs skipped" not in str(record.msg))
    runner = Runner(name=NAME, limit=1)
    if collecting:
        log.info("collecting from %s sources, %s", collecting, _in_words(when))
        asked = {"sources": str(plan.sources.absolute()), "contact": contact}
        _add(runner, _with_reports(collect.collect, when), when, parameters | asked)
    log.info("publishing %s to %s, %s; stop with Ctrl-C or SIGTERM", raw, output, _in_words(when))
    _add(runner, _with_reports(publish.publish, when), when, parameters)
    try:
        asyncio.run(runner.start())
    except (KeyboardInterrupt, TerminationSignal) as signal:
        log.info("%s: no further runs are started", type(signal).__name__)


def _add(
    runner: Runner, flow: Flow[Any, Any], when: CronSchedule | IntervalSchedule, parameters: dict[str, Any]
) -> None:
    """Add a flow with its schedule and parameters to the runner."""
    runner.add_flow(
        flow,
        name=NAME,
        schedules=[when],
        parameters=parameters,
        paused=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _with_reports(flow: Flow[Any, Any], when: CronSchedule | IntervalSchedule) -> Flow[Any, Any]:
    """Return a copy of a flow that also prints to standard error how each of its runs ended."""
    interval = when.interval if isinstance(when, IntervalSchedule) else None

    def tell(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:
        del flow
        _tell(interval, flow_run, state)

    return flow.with_options(on_completion=[tell], on_failure=[*flow.on_failure_hooks, tell])


def _tell(interval: timedelta | None, flow_run: FlowRun, state: State[Any]) -> None:
    """Print what a run did or why it failed, and a warning if runs take longer than the interval.

    A run is a process of its own whose log is not shown, so this is all that people see of it.
    """
    report = publish.result_of(state)
    if isinstance(report, Report):
        lines = [reporting.line(report), *(f"NOT IN FORCE: {each}" for each in report.unfulfilled)]
    elif isinstance(report, Collected):
        lines = [collected_line(report), *report.to_look_at]
    else:
        _say(f"{flow_run.name}: {state.name}: {publish.reason(state)}")
        return
    for line in lines:
        _say(f"{flow_run.name}: {line}")
    due = flow_run.expected_start_time
    if interval and due and (late := datetime.now(UTC) - due) > interval:
        _say(
            f"this run ended {late.total_seconds():.0f} seconds after it was due, and one is due every "
            f"{interval.total_seconds():.0f}: if that goes on, set a longer interval"
        )


def _say(line: str) -> None:
    print(f"{datetime.now():%H:%M:%S} {line}", file=sys.stderr, flush=True)


def schedule(cron: str | None, interval: int | None, timezone: str) -> CronSchedule | IntervalSchedule:
    """Return the schedule for an interval in seconds or else a cron line; one that is not valid raises `WrongTime`."""
    if not timezone:
        raise WrongTime("--timezone is empty: give one, such as Europe/London")
    make: Callable[[], CronSchedule | IntervalSchedule] = (
        (lambda: CronSchedule(cron=cron or "", timezone=timezone))
        if interval is None
        else (lambda: IntervalSchedule(interval=timedelta(seconds=interval), timezone=timezone))
    )
    try:
        return make()
    except OverflowError:
        raise WrongTime("--interval is too long: give a number of seconds") from None
    except ValidationError as error:
        raise WrongTime(error.errors()[0]["msg"].removeprefix("Value error, ")) from None


def _in_words(when: CronSchedule | IntervalSchedule) -> str:
    each = f"cron {when.cron}" if isinstance(when, CronSchedule) else f"every {when.interval}"
    return f"{each} ({when.timezone})"
