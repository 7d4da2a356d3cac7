"""What all that learns has in common: what is asked for, how far it is, and where judges and their card are written."""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.analysis.speech.short_forms import add_short_forms
from flows.extraction.linking.judges import Judge
from flows.reading.document import Document
from tests.gold.corpus import Lesson, share_of
from tests.gold.reliability import Bin, as_markdown, write

# Texts every cell of which is promised (tests/test_article.py), and others of their kind, count more than articles.
# Documents of sets are fewer than those, and more like what is read.
WEIGHTS, WEIGHT_OF_SETS = {"articles": 1.0, "promised": 12.0}, 1.5
# Short texts of which not all is labelled.
OF_PEOPLE = "people"
Each = TypeVar("Each")


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


def weight_of(lesson: Lesson, of_short_texts: float = 1.0) -> float:
    """How much a document counts for judges of people and organisations."""
    return {**WEIGHTS, OF_PEOPLE: of_short_texts}.get(lesson.kind, WEIGHT_OF_SETS)


def by_kind(taught: Iterable[Each], lesson_of: Callable[[Each], Lesson]) -> dict[str, list[Each]]:
    """What was taught by the kind of document."""
    kinds: dict[str, list[Each]] = defaultdict(list)
    for each in taught:
        kinds[lesson_of(each).kind].append(each)
    return kinds


def sets_of(kinds: Mapping[str, Sequence[Each]]) -> list[Each]:
    """What was taught by documents of sets."""
    return [each for kind, of_kind in kinds.items() if kind not in (*WEIGHTS, OF_PEOPLE) for each in of_kind]


def kinds_of(kinds: Mapping[str, Sequence[object]]) -> str:
    """How many documents of each kind there are, in words."""
    return ", ".join(f"{len(of_kind)} of {kind}" for kind, of_kind in kinds.items())


def card(
    about: str,
    kinds: Mapping[str, Sequence[Each]],
    table: Callable[[Sequence[Each]], str],
    bins: Sequence[Bin],
    cases: str,
) -> str:
    """What judges learned from, and how well they do: a table for each kind of document, and whether probabilities
    hold, as Markdown."""
    for kind, of_kind in kinds.items():
        about += f"\n## {kind.capitalize()}\n\n{table(of_kind)}"
    return f"{about}\n## Whether probabilities hold\n\n{as_markdown(bins, cases)}"


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
