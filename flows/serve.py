"""The scheduled deployments: a process that waits on a Prefect server, and runs the flow `publish` when it is time, and
`collect` where sources are enabled.

One run at a time. Each run starts from what is on the disk, and the lock on `output` is freed with the process that
held it: whatever became of one run, the next one needs no help. `prefect.yaml` holds the same for work pools.

A run that is killed is reported by whoever watches it: this process, or the worker. One that is killed together with
that is reported by nobody; Prefect goes on to show it as running, and it holds up nothing.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.prefect_server import check_server  # before Prefect: it says how that is to be imported

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
from flows.plan import Plan, check_paths
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
    """Serve the flow by a cron line or every so many seconds, until the process is told to end; where sources are
    enabled also the one that collects, and publishes if anything came.

    SIGTERM and Ctrl-C end a run that is going on, pause the schedule and return; serving again resumes it.
    """
    when = schedule(cron, interval, timezone)
    folder, address = folder_and_address(output)
    check_paths(Plan(raw, folder, store=store, reports=reports, site=site, address=address))
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
    # It counts them each time it asks, and starts them one after the other.
    logging.getLogger("prefect.runner").addFilter(lambda record: "runs skipped" not in str(record.msg))
    runner = Runner(name=NAME, limit=1)
    if collecting:
        log.info("collecting from %s sources, %s", collecting, _in_words(when))
        asked = {"sources": str(plan.sources.absolute()), "contact": contact}
        _add(runner, _telling(collect.collect, when), when, parameters | asked)
    log.info("publishing %s to %s, %s; stop with Ctrl-C or SIGTERM", raw, output, _in_words(when))
    _add(runner, _telling(publish.publish, when), when, parameters)
    try:
        asyncio.run(runner.start())
    except (KeyboardInterrupt, TerminationSignal) as signal:
        log.info("%s: no further runs are started", type(signal).__name__)


def _add(
    runner: Runner, flow: Flow[Any, Any], when: CronSchedule | IntervalSchedule, parameters: dict[str, Any]
) -> None:
    """Have a flow run on a schedule: all that one process serves, one run at a time."""
    runner.add_flow(
        flow,
        name=NAME,
        schedules=[when],
        parameters=parameters,
        paused=False,
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def _telling(flow: Flow[Any, Any], when: CronSchedule | IntervalSchedule) -> Flow[Any, Any]:
    """A flow that also says on standard error how each of its runs ended."""
    interval = when.interval if isinstance(when, IntervalSchedule) else None

    def tell(flow: Flow[Any, Any], flow_run: FlowRun, state: State[Any]) -> None:
        del flow
        _tell(interval, flow_run, state)

    return flow.with_options(on_completion=[tell], on_failure=[*flow.on_failure_hooks, tell])


def _tell(interval: timedelta | None, flow_run: FlowRun, state: State[Any]) -> None:
    """What a run did, or why it failed: it is a process of its own, whose log nobody shows."""
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
    """The schedule that these words mean. Raises `WrongTime` with one line for words that mean none."""
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
