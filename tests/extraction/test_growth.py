"""Texts that only repeat themselves: twice the text is twice the work, counted and not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from dataclasses import replace
from types import FrameType, ModuleType
from typing import Any

import pytest

from flows.extraction import extract
from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.analysis.times.periods import periods_in
from flows.extraction.linking import entities, ratings
from flows.extraction.linking.figures.features import naming
from flows.extraction.linking.ratings import ratings_of
from flows.extraction.linking.speakers.judging import attributed
from flows.reading import read_bytes
from tests.benchmarks.hostile import PATTERNS
from tests.cases import mostly_slow

OF_BENCHMARKS = ("graded body", "pronouns", "ratings in lines", "bullets", "grades")
REPEATED = {name: PATTERNS[name] for name in OF_BENCHMARKS} | {
    "grades alone": "Good\n",
    "grades over areas": "Good\nLeadership\n",
    "grades over bodies": "Good\nKent Police\n",
    "grades under areas": "Leadership\nGood\n",
    "earlier grades": "Kent Police had been rated good.\n",
    "grades taken up": "In 2019 Kent Police was rated good at leadership. It has been given the same grade since. ",
    "grades of sets": "Kent Police and Essex Police were inspected. The other two forces were rated good. ",
    "counted areas": "Kent Police was rated good in three areas. They are leadership and efficiency. ",
    "lists under grades": "Kent Police is rated good at:\n- leadership\n- efficiency\n",
    "dates": "Kent Police was rated good at leadership in a report published on 8 March 2023. ",
    "nested lists": "".join("  " * depth + "- rated good at leadership\n" for depth in range(8)),
}
SIZE = 4_000


class Counted(str):
    """A text that counts the characters copied out of it."""

    copied = 0

    def __getitem__(self, key: Any) -> str:
        found = super().__getitem__(key)
        Counted.copied += len(found)
        return found


def read_ratings(analysis: Analysis) -> None:
    ratings_of([analysis], [{}])


def find_speakers(analysis: Analysis) -> None:
    attributed([analysis])


def find_periods(analysis: Analysis) -> None:
    periods_in(analysis.view.folded, 0, len(analysis.text), None)


def work(pattern: str, size: int, reads: Callable[[Analysis], object] = read_ratings) -> int:
    """The calls it takes to read something of a text, and the characters it copies on the way."""
    analysis = analyse([read_bytes((pattern * (size // len(pattern))).encode())])[0]
    analysis = replace(analysis, view=replace(analysis.view, text=Counted(analysis.text)))
    analysis.view.__dict__["folded"] = Counted(analysis.view.folded)
    Counted.copied = calls = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        reads(analysis)
    finally:
        sys.setprofile(before)
    return calls + Counted.copied


@pytest.mark.parametrize("name", mostly_slow(REPEATED, quick=("bullets", "grades alone")))
def test_the_work_of_reading_ratings_grows_like_the_text(name: str) -> None:
    work(REPEATED[name], SIZE // 8)  # what is computed once for all documents
    # What is sorted takes a little more.
    assert work(REPEATED[name], 2 * SIZE) < 2.2 * work(REPEATED[name], SIZE)


@pytest.mark.parametrize("name", mostly_slow(("people in lines", "quoted titles"), quick=("people in lines",)))
def test_the_work_of_finding_who_speaks_grows_like_the_text(name: str) -> None:
    work(PATTERNS[name], SIZE // 8, find_speakers)
    assert work(PATTERNS[name], 2 * SIZE, find_speakers) < 2.1 * work(PATTERNS[name], SIZE, find_speakers)


def steps(text: str, modules: Collection[ModuleType]) -> int:
    """The lines that run in some modules, those of a comprehension once for each of its items, while a text is read."""
    files, lines, read = {module.__file__ for module in modules}, 0, read_bytes(text.encode())

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace if frame.f_code.co_filename in files else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(read)
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize(
    ("pattern", "modules"),
    [
        ("Kent Police: good\n", [ratings]),
        ("They were good. ", [entities]),
        ("EMSOU made {} major disruptions of county lines in 20{:02}. ", [naming]),
    ],
)
def test_no_grade_and_no_figure_looks_at_all_others(pattern: str, modules: list[ModuleType]) -> None:
    texts = [
        "EMSOU met Kent Police. " + "".join(pattern.format(n, n % 24) for n in range(number))
        for number in (15, 120, 240)
    ]
    _, half, whole = [steps(text, modules) for text in texts]
    assert whole < 2.1 * half


def test_the_work_of_finding_periods_in_one_cell_grows_like_the_text() -> None:
    cell = "March 2020 in the year "
    assert work(cell, 2 * SIZE, find_periods) < 2.2 * work(cell, SIZE, find_periods)
