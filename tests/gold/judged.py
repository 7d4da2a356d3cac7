"""How well judged documents agree with their labels: precision and recall, and what was right of what was judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flows.extraction.claims import Body
from flows.extraction.linking.dating import Dating
from flows.extraction.linking.decoding import decoded
from tests.gold.comparing import Item, agrees, label_item, pair
from tests.gold.lessons import Label
from tests.gold.scoring import Tally, tally

Judged = tuple[Dating, Sequence[Label]]
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


def facts_of(dated: Dating, threshold: float) -> list[Item]:
    """What is found in a judged document: the facts of its tables, and those that are linked and likely enough."""
    facts: dict[tuple[Body, str, str, bool], str | None] = {}
    for one, report in zip(dated.stated, dated.reports(), strict=True):
        if one.probability >= threshold:
            facts.setdefault(one.key, report)
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


def outcomes(judged: Iterable[Judged]) -> Iterator[tuple[float, bool]]:
    """The probability of each rating that was judged, and whether it is right; optional ones do not count."""
    for dated, labels in judged:
        items = [label_item("ratings", label) for label in labels]
        right = {key for item in items if not item.optional for key in item.keys}
        optional = {key for item in items if item.optional for key in item.keys} - right
        for one in decoded(dated.work):
            key = (one.key[0].body_id, *one.key[1:3])
            if key not in optional:
                yield one.probability, key in right
