"""Decide who has a part in a document, how likely that is, and which part. The main function is `judged`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from flows.extraction.claims import LIKELIER_THAN_NOT
from flows.extraction.linking.features.rows import Names, Table, described
from flows.extraction.linking.judges import MODELS, Judge, load_all
from flows.extraction.linking.stakeholders.candidates import Candidate, Page
from flows.extraction.linking.stakeholders.features import describe

JUDGE = "stakeholder"
# The parts, the values of `relation`; each has a judge of that name.
PARTS = (
    "constituent-force", "government", "inspected-body", "inspector", "media", "other", "oversight", "partner-agency",
    "programme", "spokesperson",
)  # fmt: skip
# Returns the saved judges.
learned = partial(load_all, MODELS / "stakeholders", (JUDGE, *PARTS))
# The only parts that a body can have together: a force that was inspected with its regional unit.
TOGETHER = ("constituent-force", "inspected-body")
# A stakeholder is published from this probability on.
THRESHOLD = 0.6
Relations = tuple[str, ...]


class Judged(NamedTuple):
    """A candidate that is more likely a stakeholder than not, with its probability and its parts."""

    candidate: Candidate
    probability: float
    relations: Relations


def judged(pages: Sequence[Page]) -> Iterator[list[Judged]]:
    """Yield, for each document, the candidates that are more likely stakeholders than not."""
    judges, names = learned()
    table = described(names, JUDGE, pages, describe)
    candidates = [one for page in pages for one in page.candidates]
    likely = judges[JUDGE].probabilities(table, names)
    chosen = [row for row, probability in enumerate(likely) if probability >= LIKELIER_THAN_NOT]
    parts = zip(chosen, parts_of(judges, table.take(chosen), names), strict=True)
    found = {candidates[row]: Judged(candidates[row], likely[row], decided(scores)) for row, scores in parts}
    for page in pages:
        yield [found[one] for one in page.candidates if one in found]


def parts_of(judges: Mapping[str, Judge], table: Table, names: Names) -> list[dict[str, float]]:
    """Return the probability of each part for each row of a table."""
    likely = (judges[part].probabilities(table, names) for part in PARTS)
    return [dict(zip(PARTS, row, strict=True)) for row in zip(*likely, strict=True)]


def decided(likely: Mapping[str, float]) -> Relations:
    """Return the likeliest part alone, or both parts of `TOGETHER` if each is at least as likely as not."""
    if all(likely[part] >= LIKELIER_THAN_NOT for part in TOGETHER):
        return TOGETHER
    return (max(likely, key=lambda part: likely[part]),)
