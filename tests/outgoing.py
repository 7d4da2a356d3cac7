"""A watch over the network: which other machines a command, and every process it starts, would speak to.

Python tells of each name that is looked up and each address that is connected to before it is done, so this sees what
is tried on a machine without a network, too. The watch goes to every process by `sitecustomize`, on PYTHONPATH.
"""

from __future__ import annotations

from pathlib import Path

_WATCH = """
import ipaddress, os, sys

NAMES = {"localhost", "", None, "0.0.0.0", "::"}
EVENTS = {"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"}

def at_home(host):
    if isinstance(host, bytes):
        host = host.decode()
    if host in NAMES:
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False

def watch(event, args):
    if event not in EVENTS:
        return
    target = args[-1] if event in ("socket.connect", "socket.sendto") else args[0]
    if isinstance(target, tuple):
        target = target[0]
    elif event in ("socket.connect", "socket.sendto"):
        return  # a socket of the file system
    if not at_home(target):
        line = f"{event} {target} by {' '.join(sys.orig_argv)}\\n"
        file = os.open(os.environ["OUTGOING"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(file, line.encode())
        os.close(file)

sys.addaudithook(watch)
"""
# What else keeps Prefect silent: what it takes for a sign of tests.
_SIGNS_OF_TESTS = ("CI", "GITHUB_ACTIONS", "CI_NAME", "BUILDKITE", "GITLAB_CI", "JENKINS_URL", "TF_BUILD")


class Watch:
    """`environment` is what has to be set for a process to be watched; `tried` is what was seen."""

    def __init__(self, folder: Path) -> None:
        (folder / "watch").mkdir()
        (folder / "watch" / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
        self._log = folder / "outgoing.txt"
        silenced = dict.fromkeys(_SIGNS_OF_TESTS, "")
        self.environment = {**silenced, "PYTHONPATH": str(folder / "watch"), "OUTGOING": str(self._log)}

    @property
    def tried(self) -> list[str]:
        """Each time another machine would have been spoken to."""
        return self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []
