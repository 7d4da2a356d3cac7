"""How well judged documents agree with their labels: precision and recall, and whether probabilities hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from flows.extraction.claims import Body
from flows.extraction.linking.dating import Dating
from flows.extraction.linking.decoding import decoded
from tests.gold.comparing import Item, agrees, label_item, pair
from tests.gold.lessons import Label
from tests.gold.scoring import Tally, tally, wilson

Judged = tuple[Dating, Sequence[Label]]
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
BINS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)


def facts_of(dated: Dating, threshold: float) -> list[Item]:
    """What is found in a judged document: the facts of its tables, and those that are linked and likely enough."""
    facts: dict[tuple[Body, str, str, bool], str | None] = {}
    for one, report in zip(dated.stated, dated.reports(), strict=True):
        if one.likely >= threshold:
            facts.setdefault((one.body, one.area, one.grade, one.earlier >= 0.5), report)
    return [_item(*fact, report) for fact, report in facts.items()]


def _item(body: Body, area: str, grade: str, historic: bool, report: str | None) -> Item:
    times = {"historic": frozenset({str(historic)}), "report_published_on": frozenset({report} if report else ())}
    return Item(((body.body_id, area, grade),), times, "")


def total(judged: Iterable[Judged], threshold: float) -> tuple[Tally, float, float]:
    """How many ratings are labelled, found and right, and of how many right ones the time and the report are."""
    pairs = [
        pair([label_item("ratings", label) for label in labels], facts_of(dated, threshold)) for dated, labels in judged
    ]
    both = [(label, fact) for each in pairs for label, fact in each if label and fact and not label.optional]
    times, reports = (sum(agrees(name, *each) for each in both) for name in ("historic", "report_published_on"))
    return sum((tally(each) for each in pairs), Tally()), times / max(1, len(both)), reports / max(1, len(both))


def at_thresholds(judged: Sequence[Judged]) -> str:
    """Precision and recall at some thresholds, as Markdown."""
    lines = ["| threshold | precision | recall | F1 | time right | report right |", "|--:|--:|--:|--:|--:|--:|"]
    for threshold in THRESHOLDS:
        counted, times, reports = total(judged, threshold)
        shares = (counted.right / max(1, counted.found), counted.right / max(1, counted.gold), counted.f1 or 0.0)
        lines.append(
            "| " + " | ".join([f"{threshold:.2f}", *(f"{share:.3f}" for share in (*shares, times, reports))]) + " |"
        )
    return "\n".join(lines) + "\n"


def reliability(judged: Iterable[Judged]) -> str:
    """Of the ratings judged likely to some degree the share that is right, as Markdown; optional ones do not count."""
    outcomes: list[tuple[float, bool]] = []
    for dated, labels in judged:
        items = [label_item("ratings", label) for label in labels]
        right = {key for item in items if not item.optional for key in item.keys}
        optional = {key for item in items if item.optional for key in item.keys} - right
        for one in decoded(dated.work):
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
