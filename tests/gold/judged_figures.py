"""How well judged figures agree with their labels: precision, recall, whole rows, and whether each claim is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flows.extraction.claims import DisruptionClaim
from flows.extraction.linking.figures.claims import claims_of
from flows.extraction.linking.figures.steps import FigureWork
from tests.gold import cards
from tests.gold.comparing import FIGURES, fact_item, label_item, pair
from tests.gold.corpus import Lesson
from tests.gold.figure_lessons import LabelledFigures
from tests.gold.scoring import Pair, Tally, agree_in_all, both, tally

TABLE = "disruptions"
MARKS = ("measure", "level", "strand", "lead", "period_start", "period_end")
CELLS = (*FIGURES, *MARKS, "qualifier")
# Claims with the same figure are different rows if they differ in one of these columns.
APART = ("body_id", "threats", *MARKS)
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
# A document with its judged figures; None where the document can state no figure.
Judged = tuple[Lesson, FigureWork | None]


def pairs_of(lesson: Lesson, claims: Sequence[DisruptionClaim]) -> list[Pair]:
    """Pair the labels of a document with the facts of its claims; claims that would be the same row are one fact."""
    facts: dict[tuple[Any, ...], dict[str, Any]] = {}
    for claim in claims:
        row = {name: getattr(claim, name) for name in CELLS}
        row |= {"body_id": claim.body.body_id, "body": claim.body.name, "threats": ";".join(claim.threats), "quote": ""}
        figure = claim.count, claim.rate, claim.share_percent if claim.count is None else None
        facts.setdefault((*figure, *(row[name] for name in APART)), row)
    labels = [label_item(TABLE, label) for label in lesson.disruptions]
    return pair(labels, [fact_item(TABLE, row, {}) for row in facts.values()])


def at_thresholds(judged: Sequence[Judged]) -> str:
    """Return precision, recall and F1 of whole rows at some thresholds, as a Markdown table."""

    def cells(threshold: float) -> Iterable[int | float]:
        pairs = [pairs_of(lesson, claims_of(work, threshold) if work else []) for lesson, work in judged]
        counts = sum(map(tally, pairs), Tally())
        whole = sum(agree_in_all(*each) for document in pairs for each in both(document))
        return counts.gold, *counts.shares, 2 * whole / max(1, counts.gold + counts.found)

    return cards.at_thresholds(THRESHOLDS, ("facts", "precision", "recall", "F1", "whole rows F1"), cells)


def outcomes(judged: Iterable[LabelledFigures]) -> Iterator[tuple[float, bool]]:
    """Yield the probability of each claim that was judged, and whether it is right; optional figures do not count."""
    for labelled in judged:
        answers = zip(labelled.work.scores["claim"], labelled.answers("claim"), strict=True)
        yield from ((score, right) for score, (right, counts) in answers if counts)
