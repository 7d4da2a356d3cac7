"""How well judged documents agree with their labels: precision and recall, and whether probabilities hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from flows.extraction.linking.decoding import decoded
from flows.extraction.linking.steps import Work
from tests.gold.comparing import Item, agrees, label_item, pair
from tests.gold.lessons import Label
from tests.gold.scoring import Tally, tally, wilson

Judged = tuple[Work, Sequence[Label]]
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
NO_DATE: frozenset[str] = frozenset()


def _item(body: str, area: str, grade: str, *, historic: bool) -> Item:
    times = {"historic": frozenset({str(historic)}), "report_published_on": NO_DATE}
    return Item(((body, area, grade),), times, "")


def facts_of(work: Work, threshold: float) -> list[Item]:
    """What is found in a judged document: the facts of its tables, and those that are linked and likely enough."""
    linked = (one.key for one in decoded(work) if one.probability >= threshold)
    facts = dict.fromkeys([*sorted(work.known, key=str), *linked])
    return [_item(body.body_id, area, grade, historic=historic) for body, area, grade, historic in facts]


def total(judged: Iterable[Judged], threshold: float) -> tuple[Tally, float]:
    """How many ratings are labelled, found and right, and of how many right ones the time is right."""
    pairs = [
        pair([label_item("ratings", label) for label in labels], facts_of(work, threshold)) for work, labels in judged
    ]
    both = [(label, fact) for each in pairs for label, fact in each if label and fact and not label.optional]
    times = [agrees("historic", label, fact) for label, fact in both]
    return sum((tally(each) for each in pairs), Tally()), sum(times) / max(1, len(times))


def at_thresholds(judged: Sequence[Judged]) -> str:
    """Precision and recall at some thresholds, as Markdown."""
    lines = ["| threshold | precision | recall | F1 | time right |", "|--:|--:|--:|--:|--:|"]
    for threshold in THRESHOLDS:
        counted, times = total(judged, threshold)
        shares = counted.right / max(1, counted.found), counted.right / max(1, counted.gold), counted.f1 or 0.0, times
        lines.append("| " + " | ".join([f"{threshold:.2f}", *(f"{share:.3f}" for share in shares)]) + " |")
    return "\n".join(lines) + "\n"


def reliability(judged: Iterable[Judged]) -> str:
    """Of the ratings judged likely to some degree the share that is right, as Markdown; optional ones do not count."""
    outcomes: list[tuple[float, bool]] = []
    for work, labels in judged:
        items = [label_item("ratings", label) for label in labels]
        right = {key for item in items if not item.optional for key in item.keys}
        optional = {key for item in items if item.optional for key in item.keys} - right
        for one in decoded(work):
            key = (one.key[0].body_id, *one.key[1:3])
            if key not in optional:
                outcomes.append((one.probability, key in right))
    lines = ["| probability | ratings | right | 95 % interval |", "|---|--:|--:|---|"]
    for low, high in pairwise(BINS):
        inside = [hit for score, hit in outcomes if low <= score < high or score == high == 1.0]
        if interval := wilson(sum(inside), len(inside)):
            share = f"{sum(inside) / len(inside):.3f}"
            between = f"{interval[0]:.3f} to {interval[1]:.3f}"
            lines.append(f"| {low:.2f} to {high:.2f} | {len(inside)} | {share} | {between} |")
    return "\n".join(lines) + "\n"
