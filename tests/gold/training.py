"""What all that learns has in common: what is asked for, how far it is, and where judges and their card are written."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.analysis.speech.short_forms import add_short_forms
from flows.extraction.linking.judges import Judge
from flows.reading.document import Document
from tests.gold.corpus import Lesson, share_of
from tests.gold.reliability import Bin, write


class Training(NamedTuple):
    """The documents to learn from, the folder that judges are written to, and what tells how far it is."""

    lessons: list[Lesson]
    folder: Path
    tell: Callable[[str], None]


def asked(
    name: str, about: str, models: Path, lessons: Callable[[], list[Lesson]], arguments: Sequence[str] | None
) -> Training:
    """What the arguments of a command ask for."""
    parser = argparse.ArgumentParser(prog=name, description=about)
    parser.add_argument("--to", type=Path, default=models, help="where the judges are written")
    parser.add_argument("--share", type=float, default=1.0, help="learn from so much of all documents, to see a curve")
    chosen = parser.parse_args(arguments)
    started = time.monotonic()

    def tell(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - started:5.0f} s  {line}\n")

    return Training(share_of(lessons(), chosen.share), chosen.to, tell)


def published(judges: Mapping[str, Judge], bins: Sequence[Bin], card: str, folder: Path) -> None:
    """Write judges, whether their probabilities hold, and their card, which is printed, too."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, judge in judges.items():
        judge.save(folder / f"{name}.json")
    write(bins, folder)
    (folder / "README.md").write_text(card, encoding="utf-8", newline="\n")
    sys.stdout.write(card)


def people_of(document: Document) -> Analysis:
    """A document with its people and the places that name them, of whom nothing is judged yet."""
    (analysis,) = analyse([document])
    add_short_forms(analysis)
    return analysis
