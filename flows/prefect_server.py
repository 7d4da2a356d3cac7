"""The Prefect server of a run: the configured one, or an embedded one that lasts as long as the run.

Import this module before Prefect: it sets environment variables that Prefect reads while it is imported.
"""

from __future__ import annotations

import os

# No usage data leaves the machine, a slow machine has time enough to start the embedded server, and what this program
# logs during a run of a flow is seen with the run.
for _name, _value in {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}.items():
    os.environ.setdefault(_name, _value)

# ruff: noqa: E402
import atexit
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from subprocess import PIPE, Popen
from typing import Any, TypeVar

import httpx
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectException
from prefect.settings import PREFECT_API_URL, PREFECT_HOME

from flows import stages
from flows.refusals import CannotRun

log = logging.getLogger(__name__)
T = TypeVar("T")


@contextmanager
def ignoring_server_errors() -> Iterator[None]:
    """Log errors of the Prefect server instead of raising them, for calls that only show the run (artifacts)."""
    try:
        yield
    except (httpx.HTTPError, PrefectException) as error:
        log.warning("the Prefect server did not accept the artifacts of this run (%s)", type(error).__name__)


def have_server() -> None:
    """Make sure that there is a Prefect server: check the configured one, or else start an embedded one.

    Raises `CannotRun` if the configured server does not answer, or the embedded one has no folder to write to.
    """
    if url := PREFECT_API_URL.value():
        check_server(
            url, "start it, unset PREFECT_API_URL to use a temporary server, or run without Prefect with --direct"
        )
    else:
        _start_embedded_server()


def until_server_lost(flow: Callable[[], T], done: ContextVar[list[T]], without: Callable[[], T]) -> T:
    """Run a flow; if the connection to the server is lost, finish the work without it.

    `done` is where the flow leaves its result before it ends; `without` does all the work without a server.
    """
    done.set([])
    try:
        return flow()
    except httpx.TransportError as error:
        log.warning("lost the connection to the Prefect server (%s): finishing without it", type(error).__name__)
        return done.get()[-1] if done.get() else without()


def check_server(url: str, what: str) -> None:
    """Raise `CannotRun` if no server answers at `url`; `what` says in the message what to do."""
    with get_client(sync_client=True) as client:
        if client.api_healthcheck():
            raise CannotRun(f"the Prefect server at {url} does not answer: {what}")
        with ignoring_server_errors():
            settings = client.request("GET", "/admin/settings").json()
            if settings.get("server", {}).get("analytics_enabled"):
                log.warning(
                    "the Prefect server at %s reports its use to Prefect: start it in the folder of this "
                    "project, or with PREFECT_SERVER_ANALYTICS_ENABLED=false",
                    url,
                )


def _start_embedded_server() -> None:
    """Start the server that Prefect would start when it first needs one, and import data frames in the meantime."""
    from prefect.server.api.server import SubprocessASGIServer

    class Server(SubprocessASGIServer):
        def _run_uvicorn_command(self) -> Popen[Any]:
            process = super()._run_uvicorn_command()
            _end_with_us(process)
            return process

    home = PREFECT_HOME.value()
    if not home.is_dir() or not os.access(home, os.W_OK):
        raise CannotRun(f"{home}: cannot be written to; set PREFECT_HOME to a writable folder, or use --direct")
    log.info("starting a temporary Prefect server")
    with ThreadPoolExecutor(1) as pool:
        started = pool.submit(Server().start)
        stages.warm_up()
        started.result()


def _end_with_us(process: Popen[Any]) -> None:
    """Have a process killed when this process ends, even if this process is killed.

    A shell waits until the pipe from this process is closed, then kills the other process. Prefect itself stops its
    server only when this process ends in an orderly way; otherwise the server would run for ever.
    """
    command = ["/bin/sh", "-c", 'read _; kill -9 "$1"', "sh", str(process.pid)]
    atexit.register(Popen(command, stdin=PIPE, start_new_session=True).kill)
