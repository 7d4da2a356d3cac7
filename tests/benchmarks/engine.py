"""`python -m tests.benchmarks.engine 1000 10000`: what follows extraction, over claims that are made and not extracted.

Some generated articles are extracted once; others say the same of other months, operations and people, so that facts
grow with documents. Each number of documents is measured in a process of its own: processor seconds and the most memory
of each stage, from nothing and with one more document. CLAIMS names a folder to keep the claims in. Prints Markdown,
with the checksum of each release, which is the same for any `INSPECTION_FACTS_MEMORY_LIMIT`.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

import pyarrow as pa

from flows import concluding, stages
from flows.clock import Clock, clock
from flows.extraction import extract_all
from flows.extraction.claims import Extraction
from flows.found import ExtractedDocuments
from flows.reading import read_bytes
from flows.storing.entries import SCHEMA, Extracted
from flows.storing.store import Entries, write_rows
from tests.benchmarks.generator import articles
from tests.benchmarks.scale import WORDS, table

EXTRACTED = 500
_IN_A_FILE = 256
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
T = TypeVar("T")


@cache
def _extracted() -> list[dict[str, Any]]:
    """What is kept of some generated articles."""
    documents = [read_bytes(text.encode()) for text in articles(EXTRACTED, seed=1, words=WORDS)]
    found = zip(documents, extract_all(documents), strict=True)
    return [Extracted(document, Extraction(each.document_id, each.claims, ())).row("") for document, each in found]


def made(number: int) -> dict[str, Any]:
    """The document of a number, with its claims, as it is kept: of another month, operation or person each round."""
    row, round_ = _extracted()[number % EXTRACTED], number // EXTRACTED
    name, text = f"article-{number:07}", f"{row['document']['text']}\nNumber {number}\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    cells = {"document_id": name, "text": text, "text_sha256": digest, "raw_path": f"{name}.txt", "raw_sha256": digest}
    row = {**row, "key": f"{number:064}", "document_id": name, "document": {**row["document"], **cells}}
    if not round_:
        return row
    day, surname = (
        str(1700 + round_),
        _LETTERS[round_ // len(_LETTERS) % len(_LETTERS)] + _LETTERS[round_ % len(_LETTERS)],
    )
    return {
        **row,
        "claims": [{**each, **_moved(each, round_, day, surname)} for each in row["claims"]],
    }


def _moved(claim: dict[str, Any], round_: int, day: str, surname: str) -> dict[str, Any]:
    """The cells of a claim that another round has otherwise."""
    if claim["table"] == "ratings":
        return {"report_published_on": claim["report_published_on"] and day + claim["report_published_on"][4:]}
    if claim["table"] == "disruptions":
        return {"operation": f"Round {round_}"}
    return {"name": claim["name"] + surname} if claim["kind"] == "person" else {}


def _found(count: int, folder: Path, output: Path | None = None) -> ExtractedDocuments:
    """What would have been read and extracted of so many documents; what is there already is not made again."""
    for start in range(0, count, _IN_A_FILE):
        numbers = range(start, min(start + _IN_A_FILE, count))
        listed = folder / f"{numbers.start}-{numbers.stop}"
        if not listed.exists():
            rows = pa.Table.from_pylist([made(number) for number in numbers], SCHEMA)
            listed.write_text(write_rows(rows, folder).name)
    files = [
        folder / (folder / f"{start}-{min(start + _IN_A_FILE, count)}").read_text()
        for start in range(0, count, _IN_A_FILE)
    ]
    entries = Entries({f"{number:064}": files[number // _IN_A_FILE] for number in range(count)})
    documents = sorted((document for document, _ in entries.documents()), key=lambda each: each.document_id)
    keys = {document.document_id: document.key for document in documents}
    return ExtractedDocuments(tuple(documents), entries, (), store=folder, output=output, keys=keys)


def _most_memory() -> int:
    """The most megabytes of this process since this was asked last."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    Path("/proc/self/clear_refs").write_text("5")
    return int(status["VmHWM"].split()[0]) >> 10


def _measured(name: str, stage: Callable[[], T], cells: list[str]) -> T:
    _most_memory()
    began = process_time()
    made = stage()
    cells.append(f"{process_time() - began:.1f} s, {_most_memory():,} MB")
    print(name, cells[-1], file=sys.stderr, flush=True)
    return made


def _row(count: int, claims: Path, output: Path) -> list[str]:
    """A row of figures for so many documents, beside what is released of others before."""
    stages.warm_up()
    _most_memory()
    found = _found(count, claims, output)
    clock.set(Clock())
    cells = [f"{count:,}", f"{_most_memory():,} MB"]
    rows = _measured("consolidate", partial(stages.consolidate, found), cells)
    tables = _measured("validate", partial(stages.validate, rows, found), cells)
    release = partial(stages.release, tables, found.without_documents(), output, allow_shrink=False)
    outcome = _measured("release", release, cells)
    _measured("review", partial(concluding.review, outcome), cells)
    digest = hashlib.sha256((outcome.folder / "SHA256SUMS").read_bytes()).hexdigest()
    return [*cells, f"{sum(outcome.counts.values()):,}", digest[:12]]


def main() -> None:
    """Measure each number of documents, and one more, in processes of their own; claims are made in another."""
    if sys.argv[1:2] == ["--made"]:
        _found(int(sys.argv[2]), Path(sys.argv[3]))
        return
    if sys.argv[1:2] == ["--one"]:
        print("|", " | ".join(_row(int(sys.argv[2]), *map(Path, sys.argv[3:]))), "|", flush=True)
        return
    head = ("documents", "before", "consolidate", "gate", "comparison and writing", "review", "rows", "release")
    print(table(head, []), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(os.environ.get("CLAIMS") or folder)
        for count in map(int, sys.argv[1:] or ["1000"]):
            for number in (count, count + 1):
                for step in (("--made", number, claims), ("--one", number, claims, Path(folder) / str(count))):
                    command = [sys.executable, "-m", "tests.benchmarks.engine", *map(str, step)]
                    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
