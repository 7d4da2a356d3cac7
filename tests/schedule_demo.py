"""`make schedule-demo`: a Prefect server, the flow served every few seconds, a document that arrives, its release."""

from __future__ import annotations

import shutil
import signal
import tempfile
from pathlib import Path

from tests.prefect_servers import HOME, Server, until

FIRST = HOME / "raw" / "emsou-inadequate-at-tackling-organised-crime-report-finds.txt"
SECOND = HOME / "tests" / "articles" / "south-west-unit.txt"


def main() -> None:
    """Show it, in a folder of its own that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        home, raw, output = (Path(folder) / name for name in ("home", "raw", "output"))
        for made in (home, raw):
            made.mkdir()
        print("starting a Prefect server", flush=True)
        server = Server(home)
        try:
            shutil.copy(FIRST, raw)
            _serve(server, raw, output)
        finally:
            server.stop()
            print("server stopped", flush=True)


def _serve(server: Server, raw: Path, output: Path) -> None:
    options = ("--raw", str(raw), "--output", str(output), "--interval", "5")
    print("$ inspection-facts serve", *options, flush=True)
    serving = server.start("-m", "flows.cli", "serve", *options)
    try:
        until((output / "latest").is_dir)
        print((output / "latest" / "CHANGES.md").read_text(encoding="utf-8").split("\n\n")[0], flush=True)
        print(f"$ cp {SECOND.name} {raw}", flush=True)
        shutil.copy(SECOND, raw)
        until(lambda: len(list(output.glob("v*"))) > 1)
        newest = max(output.glob("v*"))
        print((newest / "CHANGES.md").read_text(encoding="utf-8"), flush=True)
    finally:
        serving.send_signal(signal.SIGTERM)
        print(f"serve ended with {serving.wait(60)}", flush=True)


if __name__ == "__main__":
    main()
