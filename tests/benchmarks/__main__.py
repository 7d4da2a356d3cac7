"""`make bench`: how fast bytes become claims, beside spaCy, and how the time grows; Markdown on standard output."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.benchmarks import formats, report
from tests.benchmarks.beside_spacy import measure
from tests.benchmarks.growth import all_hostile, all_hostile_files, with_length, with_number
from tests.benchmarks.timing import one_core

RESULTS = Path(__file__).with_name("results")


def sections(python: Path | None, quick: bool) -> Iterator[str]:
    """The parts of the report, each as soon as it is measured; `quick` only shows that they can be."""
    yield report.heading(date.today())
    if quick:
        yield report.speeds(measure(python, batches=2, size=1))
        yield report.formats(formats.measure(every=400, rounds=1))
        yield report.growths("Growth", [with_length((1_000, 2_000)), with_number((1, 2))])
        yield report.growths("Hostile text", all_hostile((500, 1_000), 10))
        yield report.growths("Hostile files", all_hostile_files((5, 10), 10))
        return
    yield report.speeds(measure(python))
    yield report.formats(formats.measure())
    yield report.growths("Growth in seconds: characters of one document", [with_length()])
    yield report.growths("Growth in seconds: number of documents", [with_number()])
    yield report.growths("Seconds on hostile text of so many characters", all_hostile())
    yield report.growths("Seconds to read hostile files, each a pattern so many times", all_hostile_files())


def main() -> None:
    """Measure, print, and keep what was printed where that is wanted."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks", description=__doc__)
    parser.add_argument("--spacy", type=Path, metavar="PYTHON", help="a Python that has spaCy and the model")
    parser.add_argument("--quick", action="store_true", help="a few small documents, to see that it works")
    parser.add_argument("--write", action="store_true", help=f"keep the tables in {RESULTS.name}/DATE.md")
    args = parser.parse_args()
    parts = []
    with one_core():
        for part in sections(args.spacy, args.quick):
            parts.append(part)
            print(part, end="\n\n", flush=True)
    if args.write:
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"{date.today()}.md"
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
        print(f"written to {path}", file=sys.stderr)


if __name__ == "__main__":
    main()
