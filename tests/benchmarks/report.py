"""The tables of a measurement, as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests.benchmarks.beside_spacy import BATCHES, Speeds
from tests.benchmarks.formats import Reading
from tests.benchmarks.growth import Growth

SUPERLINEAR = 1.3


def heading(day: date) -> str:
    """What was measured, when and on what."""
    load = f", load {os.getloadavg()[0]:.1f} at its start" if hasattr(os, "getloadavg") else ""
    return (
        f"# Measured on {day}\n\n"
        f"inspection-facts {version('inspection-facts')}, Python {platform.python_version()}, one core of "
        f"{os.cpu_count()} ({_processor()}){load}. Seconds depend on the machine and on what else it does; "
        "the ratios are of runs one right after the other."
    )


def _processor() -> str:
    about = Path("/proc/cpuinfo")
    lines = about.read_text().splitlines() if about.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def speeds(found: Speeds) -> str:
    """Words per second of every way, and how ours compares."""
    versions = ", ".join(f"{name} {number}" for name, number in found.versions.items()) or "not measured"
    rows = [
        (name, f"{rate:,.0f}", *_ratio(found.ratios[name], name == BATCHES), f"{median(found.ratios_alone[name]):.3g}")
        for name, rate in found.words_per_second.items()
    ]
    return (
        f"## Bytes to claims, beside others\n\n{found.documents} generated articles, {found.words:,} words, "
        f"each read once by each way; spaCy: {versions}.\n\n"
        + _table(
            ("way", "words per second", "bytes to claims is so many times as fast", "from", "to", "one at a time"), rows
        )
    )


def _ratio(ratios: Sequence[float], ours: bool) -> tuple[str, str, str]:
    return ("", "", "") if ours else (f"{median(ratios):.3g}", f"{min(ratios):.3g}", f"{max(ratios):.3g}")


def formats(found: Sequence[Reading]) -> str:
    """What each format costs to read, and how many times as much as plain text."""
    rows = [
        (
            each.name,
            f"{each.kilobytes:.1f}",
            f"{each.documents_per_second:,.1f}",
            f"{each.processor_ms:.2f}",
            *_ratio(each.ratios, each is found[0]),
        )
        for each in found
    ]
    return (
        "## Reading, by format\n\nThe same gold articles in each format; processor time is that of the reader alone, "
        "documents per second are with the process apart that complex formats are read in.\n\n"
        + _table(("format", "KB", "documents per second", "processor ms", "times plain text", "from", "to"), rows)
    )


def growths(title: str, found: Sequence[Growth]) -> str:
    """Seconds for each size, and the exponent of their growth."""
    parts = [f"## {title}"]
    for sizes in dict.fromkeys(growth.sizes for growth in found):
        same = [growth for growth in found if growth.sizes == sizes]
        header = ("", *(f"{size:,}" for size in sizes), "exponent")
        parts.append(_table(header, [(growth.name, *_times(growth), _exponent(growth)) for growth in same]))
    return "\n\n".join(parts)


def _times(growth: Growth) -> Iterable[str]:
    for index in range(len(growth.sizes)):
        time = growth.times[index] if index < len(growth.times) else None
        yield "stopped" if time is None else f"{time:.3f}"


def _exponent(growth: Growth) -> str:
    if None in growth.times and growth.exponent is None:
        return "**?**"
    if growth.exponent is None:
        return "too quick"
    return f"**{growth.exponent:.2f}**" if growth.exponent > SUPERLINEAR else f"{growth.exponent:.2f}"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
