"""How time grows: with the length of a document, with the number of documents, and on hostile text."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module

from flows.extraction import extract
from flows.reading import ReadingError, read_bytes
from tests.benchmarks.generator import articles
from tests.benchmarks.hostile import PATTERNS, hostile
from tests.benchmarks.hostile_files import FILES
from tests.benchmarks.timing import exponent, seconds, seconds_within

# An article of some 2,000,000 characters has more numbers than are judged.
LENGTHS = (10_000, 30_000, 100_000, 300_000, 1_000_000)
COUNTS = (25, 50, 100, 200, 400)
HOSTILE_SIZES = (250_000, 500_000, 1_000_000)
FILE_SIZES = (1_000, 2_000, 4_000)
LIMIT = 60.0
# Seconds below which a time says more about the clock than about growth.
NOTHING = 0.02


@dataclass(frozen=True)
class Growth:
    """Seconds for each size (None: stopped at the limit), and the exponent fitted to them."""

    name: str
    sizes: tuple[int, ...]
    times: list[float | None]

    @property
    def exponent(self) -> float | None:
        """None where there are too few times to fit one."""
        known = [(size, time) for size, time in zip(self.sizes, self.times, strict=False) if time and time > NOTHING]
        return exponent(*zip(*known, strict=True)) if len(known) > 1 else None


def with_length(lengths: tuple[int, ...] = LENGTHS) -> Growth:
    """One document of each length, which is one long article, new each time."""
    times: list[float | None] = []
    for seed, length in enumerate(lengths, start=100):
        text = next(articles(1, seed=seed, words=(length // 5, length // 5)))[:length]
        data = text.encode()
        repeats = 3 if length <= 100_000 else 1
        times.append(min(seconds(lambda data=data: extract(read_bytes(data))) for _ in range(repeats)))  # type: ignore[misc]
    return Growth("length of a document", lengths, times)


def with_number(counts: tuple[int, ...] = COUNTS) -> Growth:
    """So many documents, all of them new."""
    times: list[float | None] = []
    for seed, count in enumerate(counts, start=200):
        batch = [text.encode() for text in articles(count, seed=seed)]
        times.append(seconds(lambda batch=batch: [extract(read_bytes(data)) for data in batch]))  # type: ignore[misc]
    return Growth("number of documents", counts, times)


def on_hostile(name: str, sizes: tuple[int, ...] = HOSTILE_SIZES, limit: float = LIMIT) -> Growth:
    """One pattern at each size, extracted or found too complex; sizes after one that was stopped are not tried."""
    times: list[float | None] = []
    for size in sizes:
        data = hostile(name, size).encode()

        def call(data: bytes = data) -> None:
            with suppress(ReadingError):
                extract(read_bytes(data))

        times.append(seconds_within(limit, call))
        if times[-1] is None:
            break
    return Growth(name, sizes, times)


def all_hostile(sizes: tuple[int, ...] = HOSTILE_SIZES, limit: float = LIMIT) -> list[Growth]:
    """Every pattern."""
    return [on_hostile(name, sizes, limit) for name in PATTERNS]


def on_hostile_file(name: str, sizes: tuple[int, ...] = FILE_SIZES, limit: float = LIMIT) -> Growth:
    """One pattern of a file at each size, read in this process, or found to be too complex."""
    kind, make = FILES[name]
    reader = import_module(f"flows.reading.{kind}")
    times: list[float | None] = []
    for size in sizes:
        data = make(size)

        def call(data: bytes = data) -> None:
            with suppress(ReadingError):
                reader.read(data)

        times.append(seconds_within(limit, call))
        if times[-1] is None:
            break
    return Growth(name, sizes, times)


def all_hostile_files(sizes: tuple[int, ...] = FILE_SIZES, limit: float = LIMIT) -> list[Growth]:
    """Every pattern of a file."""
    return [on_hostile_file(name, sizes, limit) for name in FILES]
