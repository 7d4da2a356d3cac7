"""From bytes to claims, beside spaCy and beside the plain reading and hashing of the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from flows.extraction import extract, extract_all
from flows.reading import read_bytes
from tests.benchmarks.generator import articles
from tests.benchmarks.timing import seconds

WORKER = Path(__file__).with_name("spacy_worker.py")
# How we are measured: in batches, and one document at a time.
BATCHES, ALONE = "bytes to claims", "bytes to claims, one at a time"
Batch = list[bytes]


def claims(batch: Batch) -> None:
    """What is measured: bytes to claims, of a batch as spaCy is given it."""
    for _ in extract_all(map(read_bytes, batch)):
        pass


def claims_of_each(batch: Batch) -> None:
    """The same, of one document after the other."""
    for data in batch:
        extract(read_bytes(data))


def reading(batch: Batch) -> None:
    """Bytes to documents: the part of it that is no extraction."""
    for data in batch:
        read_bytes(data)


@dataclass(frozen=True)
class Speeds:
    """Words per second (the median batch), and how many times the speed of each other way either of ours is, paired."""

    documents: int
    words: int
    versions: dict[str, str]
    words_per_second: dict[str, float]
    ratios: dict[str, list[float]]
    ratios_alone: dict[str, list[float]]


def measure(python: Path | None, batches: int = 12, size: int = 20) -> Speeds:
    """Every way over every batch, one right after the other and each of them first in turn; no batch comes twice."""
    texts = list(articles((batches + 1) * size, seed=1))
    parts = [texts[start : start + size] for start in range(0, len(texts), size)]
    with tempfile.TemporaryDirectory() as folder, _spacy(python) as (versions, spacy):
        ways: dict[str, Callable[[list[str]], float]] = {
            BATCHES: lambda part: _over(claims, part),
            ALONE: lambda part: _over(claims_of_each, part),
            "reading alone": lambda part: _over(reading, part),
            "plain read and SHA-256": lambda part: _plain(Path(folder), part),
        }
        for run in ("pipeline", "tokenizer") if spacy else ():
            ways[f"spaCy {run}"] = lambda part, run=run: spacy(run, part)  # type: ignore[misc]
        for way in ways.values():
            way(parts[0])  # what is loaded once is loaded now
        rates: dict[str, list[float]] = defaultdict(list)
        for turn, part in enumerate(parts[1:]):
            words = sum(len(text.split()) for text in part)
            order = list(ways)
            for name in order[turn % len(order) :] + order[: turn % len(order)]:
                rates[name].append(words / ways[name](part))
    in_batches, alone = (
        {name: [a / b for a, b in zip(rates[ours], rates[name], strict=True)] for name in ways}
        for ours in (BATCHES, ALONE)
    )
    return Speeds(
        documents=batches * size,
        words=sum(len(text.split()) for text in texts[size:]),
        versions=versions,
        words_per_second={name: median(rates[name]) for name in ways},
        ratios=in_batches,
        ratios_alone=alone,
    )


def _over(work: Callable[[Batch], None], part: list[str]) -> float:
    batch = [text.encode() for text in part]
    return seconds(lambda: work(batch))


def _plain(folder: Path, part: list[str]) -> float:
    paths = [folder / f"{number}.txt" for number in range(len(part))]
    for path, text in zip(paths, part, strict=True):
        path.write_text(text, encoding="utf-8")
    return seconds(lambda: [hashlib.sha256(path.read_bytes()).digest() for path in paths])


@contextmanager
def _spacy(python: Path | None) -> Iterator[tuple[dict[str, str], Callable[[str, list[str]], float] | None]]:
    """The worker's versions, and a function that has it run something; none where there is no such Python."""
    if python is None:
        yield {}, None
        return
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    with subprocess.Popen(
        [python, WORKER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **threads}
    ) as worker:
        assert worker.stdin
        assert worker.stdout
        send, answers = worker.stdin, worker.stdout

        def run(what: str, texts: list[str]) -> float:
            send.write(json.dumps({"run": what, "texts": texts}) + "\n")
            send.flush()
            return float(json.loads(answers.readline())["seconds"])

        yield json.loads(answers.readline()), run
