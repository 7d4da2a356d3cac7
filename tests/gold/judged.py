"""How well judged ratings agree with their labels: precision and recall at thresholds, and whether each is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flows.extraction.claims import Body
from flows.extraction.linking.dates import Key
from flows.extraction.linking.dating import Dating
from flows.extraction.linking.decoding import decoded
from tests.gold import cards
from tests.gold.comparing import Item, agrees, label_item, pair
from tests.gold.corpus import Lesson
from tests.gold.scoring import Tally, both, tally

# A document with its judged and dated ratings.
Judged = tuple[Lesson, Dating]
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)


def facts_of(dated: Dating, threshold: float) -> list[Item]:
    """Return the facts of a judged document: those of its tables, and those linked with at least this probability."""
    facts: dict[Key, str | None] = {}
    for stated, report in zip(dated.stated, dated.reports(), strict=True):
        if stated.probability >= threshold:
            facts.setdefault(stated.key, report)
    return [_item(*fact, report) for fact, report in facts.items()]


def _item(body: Body, area: str, grade: str, historic: bool, report: str | None) -> Item:
    times = {"historic": frozenset({str(historic)}), "report_published_on": frozenset({report} if report else ())}
    return Item(((body.body_id, area, grade),), times, "")


def total(judged: Iterable[Judged], threshold: float) -> tuple[Tally, float, float]:
    """Return the counts of ratings, and the shares of right ratings whose time (earlier or not) and whose report date
    are right, too."""
    pairs = [
        pair([label_item("ratings", label) for label in lesson.ratings], facts_of(dated, threshold))
        for lesson, dated in judged
    ]
    right = [each for document in pairs for each in both(document)]
    times, reports = (sum(agrees(name, *each) for each in right) for name in ("historic", "report_published_on"))
    return sum((tally(each) for each in pairs), Tally()), times / max(1, len(right)), reports / max(1, len(right))


def at_thresholds(judged: Sequence[Judged]) -> str:
    """Return precision and recall at some thresholds, as a Markdown table."""

    def cells(threshold: float) -> Iterable[float]:
        counts, times, reports = total(judged, threshold)
        return *counts.shares, times, reports

    return cards.at_thresholds(THRESHOLDS, ("precision", "recall", "F1", "time right", "report right"), cells)


def outcomes(judged: Iterable[Judged]) -> Iterator[tuple[float, bool]]:
    """Yield the probability of each rating that was judged, and whether it is right; optional ratings do not count."""
    for lesson, dated in judged:
        items = [label_item("ratings", label) for label in lesson.ratings]
        right = {key for item in items if not item.optional for key in item.keys}
        optional = {key for item in items if item.optional for key in item.keys} - right
        for stated in decoded(dated.work):
            if (key := key_of(stated.key)) not in optional:
                yield stated.probability, key in right


def key_of(fact: Key) -> tuple[str, str, str]:
    """Return body, area and grade of a stated rating as the keys of labels give them."""
    body, area, grade, _ = fact
    return body.body_id, area, grade
