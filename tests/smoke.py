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

import docx

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
    kind = Path(name).suffix
    if kind == ".html":
        return f"<!DOCTYPE html><html><body><article><p>{text}</p></article></body></html>".encode()
    if kind == ".pdf":
        return pdf(text)
    if kind == ".docx":
        with tempfile.NamedTemporaryFile(suffix=kind) as file:
            made = docx.Document()
            made.add_paragraph(text)
            made.save(file.name)
            return Path(file.name).read_bytes()
    return f"{text}\n".encode()


def pdf(text: str) -> bytes:
    """A page with a line of text."""
    drawing = f"BT /F 12 Tf 72 700 Td ({text}) Tj ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        f"<</Length {len(drawing)}>>\nstream\n{drawing}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{content}\nendobj\n" for number, content in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer\n<</Root 1 0 R>>\n%%EOF".encode()


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
