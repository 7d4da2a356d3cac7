"""Report what a collecting run did, source by source: one line for the log, figures for machines, a page for people.

`source_records` tells what all runs did by now, from the log of fetches.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from flows.collecting.failures import REASONS
from flows.collecting.judging import VERDICTS
from flows.collecting.log import GOOD, Log
from flows.reading.memory import peak_memory

# Name at most so many addresses of each source that did not go well.
NAMED = 20
# The outcomes of addresses, in the order of a report.
OUTCOMES = ("new", "changed", "same", "not-modified", "duplicate", *VERDICTS, "robots", "failed")


@dataclass(slots=True)
class Visited:
    """What became of one source in a run.

    - `found`: how many different pages of documents its places name; `left`: how many are left for the next run.
    - `requests`, `bytes`, `seconds`: what the visit took; bytes as received over the network.
    - `skipped`: why the source was not visited, or None.
    - `outcomes`: how many addresses had each of `OUTCOMES`; `reasons`: how many failed for each of `REASONS`.
    - `warnings`: what somebody should look at.
    - `named`: lines about the first addresses that did not go well, at most `NAMED`.
    - `wanted`: in a preview, what would be fetched: pairs of reason (`new`, `modified`, `due`) and address.
    """

    name: str
    title: str
    found: int = 0
    left: int = 0
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    skipped: str | None = None
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)
    wanted: list[tuple[str, str]] = field(default_factory=list)

    def warn(self, warning: str) -> None:
        """Add a warning, unless it is there already."""
        if warning not in self.warnings:
            self.warnings.append(warning)

    def count(self, outcome: str, why: str | None, address: str | None, says: str = "") -> None:
        """Count the outcome of an address, and name the address if it did not go well.

        `why` is the reason of a failure, `says` more about it. A failure because of robots.txt counts as the outcome
        `robots`.
        """
        outcome = "robots" if (outcome, why) == ("failed", "robots") else outcome
        self.outcomes[outcome] += 1
        if outcome == "failed" and why:
            self.reasons[why] += 1
        if outcome not in GOOD and len(self.named) < NAMED:
            self.named.append(f"{address}: {': '.join(filter(None, (why or outcome, says)))}")


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run did, source by source.

    - `began`: in UTC; `seconds`: how long it took.
    - `recovered`: documents that an earlier run had kept but was killed before it logged them.
    - `preview`: whether nothing was fetched or written.
    """

    began: datetime
    seconds: float
    sources: tuple[Visited, ...]
    recovered: int = 0
    preview: bool = False

    @property
    def came(self) -> int:
        """How many documents were added, new versions of known documents included."""
        return self.recovered + sum(each.outcomes["new"] + each.outcomes["changed"] for each in self.sources)

    @property
    def unsettled(self) -> int:
        """How many warnings there are that somebody should look at."""
        return sum(len(each.warnings) for each in self.sources)

    @property
    def to_look_at(self) -> list[str]:
        """The warnings, each with its source."""
        return [f"LOOK: {each.name}: {warning}" for each in self.sources for warning in each.warnings]

    @property
    def outcomes(self) -> Counter[str]:
        """How many addresses of all sources had each outcome."""
        return sum((each.outcomes for each in self.sources), Counter())


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What the log of fetches tells about a source.

    - `first_visit`: time of its first line.
    - `last_news`: when the last visit with any news ended; None if no such visit has ended yet.
    - `documents`: how many pages of the source have a document.
    - `new`, `changed`, `gone`, `failed`: how many addresses had this outcome in the visit of `last_news`.
    """

    source: str
    first_visit: datetime
    last_news: datetime | None
    documents: int
    new: int
    changed: int
    gone: int
    failed: int


def source_records(raw: Path) -> tuple[SourceRecord, ...]:
    """Return a record of every source in the log, by name. Raises `CannotRun` if the log cannot be read."""
    state = Log(raw).read()
    documents = Counter(page.source for page in state.pages.values() if page.document)
    return tuple(
        SourceRecord(
            name,
            history.first_at,
            history.visited_at,
            documents[name],
            *(history.outcomes.get(outcome, 0) for outcome in ("new", "changed", "gone", "failed")),
        )
        for name, history in sorted(state.sources.items())
    )


def metrics(collected: Collected) -> dict[str, object]:
    """Return the figures of a run as plain values that JSON can hold."""
    return {
        "collected": True,
        "began": collected.began.isoformat(timespec="seconds"),
        "seconds": round(collected.seconds, 3),
        "came": collected.came,
        "recovered": collected.recovered,
        "outcomes": dict(_counted(collected.outcomes)),
        "requests": sum(each.requests for each in collected.sources),
        "bytes": sum(each.bytes for each in collected.sources),
        "warnings": collected.unsettled,
        "peak_memory_mb": round(peak_memory() / 1e6),
        "sources": {
            each.name: {
                "skipped": each.skipped,
                "found": each.found,
                "left": each.left,
                "outcomes": dict(_counted(each.outcomes)),
                "reasons": dict(each.reasons),
                "requests": each.requests,
                "bytes": each.bytes,
                "seconds": round(each.seconds, 3),
                "warnings": each.warnings,
                "named": each.named,
            }
            for each in collected.sources
        },
    }


def line(collected: Collected) -> str:
    """Return a run as one line of names and values."""
    figures = metrics(collected)
    outcomes = collected.outcomes
    values = {
        "sources": sum(not each.skipped for each in collected.sources),
        **{name.replace("-", "_"): outcomes[name] for name in OUTCOMES},
        **{name: figures[name] for name in ("recovered", "warnings", "requests", "bytes")},
        "left": sum(each.left for each in collected.sources),
        "seconds": f"{collected.seconds:.2f}",
        "peak_memory_mb": figures["peak_memory_mb"],
    }
    return "collected: " + " ".join(f"{name}={json.dumps(value).strip(chr(34))}" for name, value in values.items())


def page(collected: Collected) -> str:
    """Return a run as a page of Markdown."""
    parts = [
        f"# Collected {collected.came:,} new and changed documents",
        f"Began {collected.began:%Y-%m-%d %H:%M:%S} UTC, took {collected.seconds:.1f} s.",
        "\n".join(_table(collected)),
    ]
    for each in collected.sources:
        if each.warnings or each.named:
            lines = [*(f"**{warning}**" for warning in each.warnings), *each.named]
            parts += [f"## {each.name}", "\n".join(f"- {_plain(text)}" for text in lines)]
    words = {name: what for name, what in {**VERDICTS, **REASONS}.items() if name in _terms(collected)}
    if words:
        parts += ["## What the words mean", "\n".join(f"- {name}: {what}" for name, what in words.items())]
    return "\n\n".join(parts) + "\n"


def summary(collected: Collected) -> Iterator[str]:
    """Yield the lines that a person reads at the end of a run."""
    done = [each for each in collected.sources if not each.skipped]
    yield f"{collected.came:,} new or changed documents from {len(done):,} of {len(collected.sources):,} sources"
    for each in collected.sources:
        counts = ", ".join(_outcomes_in_words(each)) or "nothing to fetch"
        left = f", {each.left:,} left for the next run" if each.left else ""
        yield f"  {each.name}: {each.skipped or counts + left}"
        yield from (f"    LOOK: {warning}" for warning in each.warnings)


def preview(collected: Collected) -> Iterator[str]:
    """Yield what a run would fetch, one address a line: source, reason and address, separated by tabs."""
    for each in collected.sources:
        yield from (f"{each.name}\t{why}\t{address}" for why, address in each.wanted)


def _outcomes_in_words(each: Visited) -> Iterator[str]:
    """Yield each outcome of a source with its count; for failures also with the reasons."""
    for name, count in _counted(each.outcomes):
        why = ", ".join(f"{number:,} {reason}" for reason, number in each.reasons.most_common() if reason != "robots")
        yield f"{count:,} {name}" + (f" ({why})" if name == "failed" else "")


def _counted(outcomes: Counter[str]) -> list[tuple[str, int]]:
    """Return the outcomes that occurred, in the order of `OUTCOMES`."""
    return [(name, outcomes[name]) for name in OUTCOMES if outcomes[name]]


def _terms(collected: Collected) -> set[str]:
    """Return the outcomes and reasons that occurred, which the page explains."""
    return {name for each in collected.sources for name in (*each.outcomes, *each.reasons)}


def _table(collected: Collected) -> Iterable[str]:
    shown = [name for name in OUTCOMES if collected.outcomes[name]]
    yield f"| source | found | {' | '.join([*shown, 'left'])} |"
    yield f"|{' --- |' * (len(shown) + 3)}"
    for each in collected.sources:
        cells = [each.found, *(each.outcomes[name] for name in shown), each.left]
        yield f"| {each.name}{' (not yet due)' if each.skipped else ''} | {' | '.join(map(str, cells))} |"


def _plain(text: str) -> str:
    """Return text with the characters escaped that Markdown or HTML would interpret."""
    return "".join(f"&#{ord(each)};" if each in "<>[]`|" else each for each in text)
