"""What a fresh `pip install .` without the lock file must do: read every kind of file, or else publish nothing.

Run by `make smoke` with the Python of that environment; needs nothing that the project itself does not install.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from flows.reading.samples import sample

COMMAND = Path(sys.executable).with_name("inspection-facts")
SAYS = "{} was rated good at preventing crime, HMICFRS said."
BODIES = {
    "text.txt": "Dorset Police",
    "markdown.md": "Kent Police",
    "page.html": "Surrey Police",
    "print.pdf": "Cleveland Police",
    "word.docx": "Lincolnshire Police",
}


def main() -> None:
    """Exit with a message where something is not as it must be."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        write_documents(work / "raw")
        done = run(work)
        print(done.stdout, end="")
        must(done.returncode == 0, f"the run ended with {done.returncode}: {done.stderr}")
        read = facts(work / "output" / "latest" / "ratings.csv")
        must(read == {Path(name).stem: body for name, body in BODIES.items()}, f"it read no more than {read}")
        before = files(work / "output")
        done = run(work, without="lxml", more="more.html")
        print(done.stderr.splitlines()[-1])
        must(done.returncode == 1, f"without lxml the run ended with {done.returncode}: {done.stderr}")
        must(files(work / "output") == before, "without lxml the run changed output/")
    print(f"{len(BODIES)} kinds of file read; without lxml exit 1, and output/ is unchanged")


def must(holds: bool, what: str) -> None:
    """End with what is wrong."""
    if not holds:
        sys.exit(f"smoke test failed: {what}")


def write_documents(raw: Path) -> None:
    """A document of each kind, each about another body."""
    raw.mkdir()
    for name, body in BODIES.items():
        (raw / name).write_bytes(document(name, SAYS.format(body)))


def document(name: str, text: str) -> bytes:
    """A file that says a sentence."""
    kind = Path(name).suffix.removeprefix(".")
    return f"{text}\n".encode() if kind in ("txt", "md") else sample(kind, text)


def run(work: Path, without: str = "", more: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, where nothing of the clone can be imported; perhaps without a library."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "PYTHON"))}
    environment |= {"HOME": str(work), "XDG_CACHE_HOME": str(work / "cache"), "PREFECT_HOME": str(work / "prefect")}
    (work / "prefect").mkdir(exist_ok=True)
    if without:
        (work / "modules" / without).mkdir(parents=True)
        (work / "modules" / without / "__init__.py").write_text("raise ImportError('made unimportable')\n")
        environment["PYTHONPATH"] = str(work / "modules")
    if more:
        (work / "raw" / more).write_bytes(document(more, SAYS.format("Essex Police")))
    return subprocess.run([COMMAND, "run"], cwd=work, env=environment, capture_output=True, text=True, check=False)


def facts(path: Path) -> dict[str, str]:
    """The body that each document grades."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["document_id"]: row["body"] for row in csv.DictReader(file) if row["grade"] == "good"}


def files(folder: Path) -> dict[str, bytes]:
    """What is in a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
