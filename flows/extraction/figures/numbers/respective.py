"""Numbers that are given in one row, and what each is of in another: "41 and 52 disruptions respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flows.extraction.analysis.analysis import Analysis
from flows.extraction.analysis.numbers import Number
from flows.extraction.analysis.text.layout import Sentence
from flows.extraction.analysis.times.periods import Period
from flows.extraction.figures.numbers.comparisons import opens_earlier
from flows.extraction.figures.words.part_words import LEVEL_OR_STRAND, graded
from flows.extraction.figures.words.types import Figure

Slice = tuple[int, int]
SAID, COMPARED_REACH = "respectively", 60
# What joins the numbers of such a row, and the names, threats or times of the other.
JOINT = re.compile(
    r"\s*[’'”\"]?(?:,|,?\s+and|\s*&|,?\s+to)\s+(?:(?:the|in|for|just|only|about|some|over|against|by|of)\s+){0,3}[‘'“\"]?",
    re.IGNORECASE,
)
YEARS = re.compile(r"(?<![\w/–-])(?:19|20)\d\d(?:[/–-]\d\d)?(?![\w/–-])")
SAID_BEHIND = re.compile(r"(?:\s+of\s+(?:them|these|those))?,?\s+respectively,?")


def row_of(analysis: Analysis, numbers: list[Number], sentence: Sentence) -> list[Number]:
    """The numbers of a sentence that stand side by side and are said to be of several things respectively."""
    at = analysis.view.folded.find(SAID, sentence.start, sentence.end)
    row: list[Number] = []
    for number in numbers if at >= 0 else ():
        joins = row and JOINT.fullmatch(analysis.text, row[-1].end, number.start)
        if not joins and len(row) > 1:
            break
        row = [*row, number] if joins else [number]
    # "compared with 14 and 27 respectively": each is compared with one that stands before.
    if row and opens_earlier(analysis.text[max(sentence.start, row[0].start - COMPARED_REACH) : row[0].start].lower()):
        return []
    alike = len({number.percent for number in row}) == 1
    return row if len(row) > 1 and alike and all(n.percent or n.whole for n in row) else []


def respective(
    analysis: Analysis,
    row: list[Number],
    own: list[Figure],
    last: Figure | None,
    sentence: Sentence,
    periods: list[Period],
) -> list[Figure]:
    """The figures of such a row; none where nothing in its sentence is as many.

    `own`: the figures that the sentence states of itself; `last`: the one that parts are of.
    """
    stated = next((figure for figure in own if figure.number.start == row[-1].start), None)
    labels = _of_as_many(analysis, labels_of(analysis, sentence), row)
    if labels and (last or stated):
        return _parts(row, labels, stated or last)
    # The row's last number is bound first, for the words behind it are said of all.
    if stated and (named := _of_as_many(analysis, _bodies(analysis, sentence), row)):
        pairs = list(zip(row, named, strict=True))
        return [replace(stated, number=n, start=n.start, owner=name) for n, name in reversed(pairs)]
    times = [(p.start, p.end) for p in periods if p.first or p.last]
    if len(times) != len(row):
        years = (match.span() for match in YEARS.finditer(analysis.text, sentence.start, sentence.end))
        times = list(_of_as_many(analysis, years, row))
    if len(times) != len(row):
        return []
    pairs = list(zip(row, times, strict=True))
    if stated:
        return [replace(stated, number=n, start=n.start, when=when) for n, when in reversed(pairs)]
    grading = graded(analysis.text, _behind(analysis, row, sentence), sentence.end)
    if not last or last.measure != "disruptions" or not grading:
        return []
    return [
        Figure(n, "disruptions", "disruption-part", n.start, grading.end(), part_of=True, when=when)
        for n, when in pairs
    ]


def _behind(analysis: Analysis, row: list[Number], sentence: Sentence) -> int:
    """Where the text goes on behind a row and the word that says it is one."""
    said = SAID_BEHIND.match(analysis.text, row[-1].end, sentence.end)
    return said.end() if said else row[-1].end


def labels_of(analysis: Analysis, sentence: Sentence) -> list[Slice]:
    """The threats, levels and strands that a sentence names, in order."""
    found = [(hit.start, hit.end) for hit in analysis.threats_in(sentence.start, sentence.end)]
    found += [match.span() for match in LEVEL_OR_STRAND.finditer(analysis.text, sentence.start, sentence.end)]
    return sorted(found)


def _bodies(analysis: Analysis, sentence: Sentence) -> list[Slice]:
    """The bodies that a sentence names, by name or place, in order."""
    span = (sentence.start, sentence.end)
    return sorted((m.start, m.end) for m in (*analysis.mentions_in(*span), *analysis.places_in(*span)))


def _of_as_many(analysis: Analysis, found: Iterable[Slice], row: list[Number]) -> Sequence[Slice]:
    """As many slices as a row has numbers, which stand side by side as they do."""
    rows: list[list[Slice]] = []
    for piece in found:
        joins = rows and JOINT.fullmatch(analysis.text, rows[-1][-1][1], piece[0])
        if joins:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    fitting = [pieces for pieces in rows if len(pieces) == len(row)]
    return fitting[-1] if fitting else ()


def _parts(row: list[Number], labels: Sequence[Slice], whole: Figure | None) -> list[Figure]:
    counted = "groups" if whole and "groups" in whole.measure else "disruptions"
    count = "groups-disrupted" if counted == "groups" else counted
    return [
        Figure(
            number,
            f"share-of-{counted}" if number.percent else count,
            "groups-part" if counted == "groups" else "disruption-part",
            number.start,
            number.end,
            part_of=True,
            label=label,
        )
        for number, label in zip(row, labels, strict=True)
    ]
