"""What all trainings share: their command line, the weights of documents, and documents read as far as people."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.analysis.speech.short_forms import add_short_forms
from flows.reading.document import Document
from tests.gold.corpus import Lesson, share_of

# Every cell of `promised` texts is promised by a test (tests/test_article.py); these texts, and others of their kind,
# have the largest weight. Documents of sets are fewer than articles, and more like the documents that users feed.
WEIGHTS, WEIGHT_OF_SETS = {"articles": 1.0, "promised": 12.0}, 1.5
# The kind of short texts of which only some people or organisations are labelled.
OF_PEOPLE = "people"


class Training(NamedTuple):
    """The documents to learn from, the folder for the judges, and a function that logs a line of progress."""

    lessons: list[Lesson]
    folder: Path
    log: Callable[[str], None]


def prepare(
    name: str, about: str, models: Path, lessons: Callable[[], list[Lesson]], arguments: Sequence[str] | None
) -> Training:
    """Read the arguments of a training and its documents. `models`: the folder that is written to by default."""
    parser = argparse.ArgumentParser(prog=name, description=about)
    parser.add_argument("--to", type=Path, default=models, help="the folder to write the judges to")
    parser.add_argument("--share", type=float, default=1.0, help="learn from this share of all documents (0 to 1)")
    chosen = parser.parse_args(arguments)
    started = time.monotonic()

    def log(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - started:5.0f} s  {line}\n")

    return Training(share_of(lessons(), chosen.share), chosen.to, log)


def weight_of(lesson: Lesson, of_short_texts: float = 1.0) -> float:
    """Return the weight of a document for judges of people and organisations; `of_short_texts`: that of `OF_PEOPLE`."""
    return {**WEIGHTS, OF_PEOPLE: of_short_texts}.get(lesson.kind, WEIGHT_OF_SETS)


def people_of(document: Document, *settled: Callable[[Sequence[Analysis]], None]) -> Analysis:
    """Return the analysis of a document with its people, the places that name them, and what is `settled` about them,
    one decision after the other."""
    (analysis,) = analyse([document])
    add_short_forms(analysis)
    for settle in settled:
        settle([analysis])
    return analysis
