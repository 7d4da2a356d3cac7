"""A real Prefect server in a process of its own, and the commands that talk to it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

HOME = Path(__file__).parents[1]
SILENT = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
_MOST_TRIES = 5
_LONGEST = 600.0


class Server:
    """A server with a home of its own; `environment` is that of whoever uses it."""

    def __init__(self, home: Path, environment: Mapping[str, str] = SILENT) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        dropped = ("PREFECT_", "DO_NOT_TRACK")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        self.environment = {
            **kept,
            "PWD": str(HOME),
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PREFECT_HOME": str(home / "prefect"),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            **environment,
            "PREFECT_RUNNER_POLL_FREQUENCY": "1",
            "PREFECT_WORKER_QUERY_SECONDS": "1",
        }
        self.begin()

    def begin(self) -> None:
        """Start the server itself: also again, after it was killed, with the records that it had."""
        self.process = self.start("-m", "prefect", "server", "start", "--port", str(self.port), "--no-ui")
        until(self._answers)

    def start(self, *arguments: str, log: Path = Path(os.devnull)) -> subprocess.Popen[str]:
        """Start Python with some arguments; its standard error is appended to a file."""
        with log.open("a", encoding="utf-8") as file:
            return subprocess.Popen(
                [sys.executable, *arguments],
                env=self.environment,
                cwd=HOME,
                stdout=subprocess.DEVNULL,
                stderr=file,
                text=True,
            )

    def run(self, *arguments: str, timeout: float = _LONGEST) -> subprocess.CompletedProcess[str]:
        """Run Python with some arguments to its end."""
        command = [sys.executable, *arguments]
        for _ in range(_MOST_TRIES):
            done = subprocess.run(
                command, env=self.environment, cwd=HOME, capture_output=True, text=True, timeout=timeout, check=False
            )
            # Prefect's server says so while its database is locked, on a machine that is busy with other things.
            if "503 Service Unavailable" not in done.stderr:
                break
            time.sleep(2)
        return done

    def ask(self, path: str, what: dict[str, object]) -> list[dict[str, Any]]:
        """What the server answers to a question."""
        question = urllib.request.Request(
            f"{self.environment['PREFECT_API_URL']}{path}",
            json.dumps(what).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(question, timeout=30) as answer:
            found: list[dict[str, Any]] = json.load(answer)
        return found

    def stop(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(_LONGEST)

    def _answers(self) -> bool:
        assert self.process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{self.environment['PREFECT_API_URL']}/health", timeout=5):
                return True
        except (urllib.error.URLError, OSError):
            return False


def below(process: int) -> list[int]:
    """The processes that a process has started, and those that they have started."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    started: dict[int, list[int]] = {}
    for pid, parent in (map(int, line.split()) for line in listed.splitlines()):
        started.setdefault(parent, []).append(pid)
    found = started.get(process, [])
    for each in found:
        found.extend(started.get(each, []))
    return found


def kill(*processes: int) -> None:
    """Kill processes as they are, so that none can do anything about it."""
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def until(happened: Callable[[], bool]) -> None:
    """Wait until something has happened; nothing that a test is about takes so long that this gives up."""
    for _ in range(int(_LONGEST / 0.2)):
        if happened():
            return
        time.sleep(0.2)
    raise AssertionError(f"did not happen within {_LONGEST} seconds")
