"""How well judged figures agree with their labels: precision, recall, whole rows, and what was right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flows.extraction.claims import DisruptionClaim
from flows.extraction.linking.figures.claims import claims_of
from flows.extraction.linking.figures.steps import Work
from tests.gold.comparing import ATTRIBUTES, agrees, fact_item, label_item, pair
from tests.gold.corpus import Lesson
from tests.gold.figure_lessons import LabelledFigures
from tests.gold.scoring import Pair, Tally, tally

TABLE = "disruptions"
NUMBERS = ("count", "share_percent", "rate")
MARKS = ("measure", "level", "strand", "lead", "period_start", "period_end")
CELLS = (*NUMBERS, *MARKS, "qualifier")
# What tells the rows of one number apart.
APART = ("body_id", "threats", *MARKS)
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9)
# A document with what is thought of it; None where it can hold no figure.
Judged = tuple[Lesson, Work | None]


def pairs_of(lesson: Lesson, claims: Sequence[DisruptionClaim]) -> list[Pair]:
    """The labels of a document with the facts of its claims: those alike in all that tells rows apart are one."""
    facts: dict[tuple[Any, ...], dict[str, Any]] = {}
    for claim in claims:
        row = {name: getattr(claim, name) for name in CELLS}
        row |= {"body_id": claim.body.body_id, "body": claim.body.name, "threats": ";".join(claim.threats), "quote": ""}
        figure = claim.count, claim.rate, claim.share_percent if claim.count is None else None
        facts.setdefault((*figure, *(row[name] for name in APART)), row)
    labels = [label_item(TABLE, label) for label in lesson.disruptions]
    return pair(labels, [fact_item(TABLE, row, {}) for row in facts.values()])


def at_thresholds(judged: Sequence[Judged]) -> str:
    """Precision, recall and whole rows at some thresholds, as Markdown."""
    lines = ["| threshold | facts | precision | recall | F1 | whole rows F1 |", "|--:|--:|--:|--:|--:|--:|"]
    for threshold in THRESHOLDS:
        counted, whole = Tally(), 0
        for lesson, work in judged:
            pairs = pairs_of(lesson, claims_of(work, threshold) if work else [])
            counted += tally(pairs)
            both = [(label, fact) for label, fact in pairs if label and fact and not label.optional]
            whole += sum(all(agrees(name, *each) for name in ATTRIBUTES[TABLE]) for each in both)
        shares = (counted.right / max(1, counted.found), counted.right / max(1, counted.gold), counted.f1 or 0.0)
        cells = " | ".join(f"{share:.3f}" for share in (*shares, 2 * whole / max(1, counted.gold + counted.found)))
        lines.append(f"| {threshold:.2f} | {counted.gold} | {cells} |")
    return "\n".join(lines) + "\n"


def outcomes(judged: Iterable[LabelledFigures]) -> Iterator[tuple[float, bool]]:
    """The probability of each claim that was judged, and whether it is right; optional ones do not count."""
    for labelled in judged:
        answers = zip(labelled.work.scores["claim"], labelled.answers("claim"), strict=True)
        yield from ((score, right) for score, (right, counts) in answers if counts)
