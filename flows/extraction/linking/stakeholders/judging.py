"""Who has a part in a document, how likely that is, and which part: by judges that learned from labelled documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from flows.extraction.linking.features.rows import Names, Table, described
from flows.extraction.linking.judges import Judge, Learned, load_all
from flows.extraction.linking.stakeholders.candidates import Candidate, Page
from flows.extraction.linking.stakeholders.features import describe

MODELS = Path(__file__).parents[2] / "models" / "stakeholders"
JUDGE = "stakeholder"
# A judge for each part that labels know, by its name.
PARTS = (
    "constituent-force", "government", "inspected-body", "inspector", "media", "other", "oversight", "partner-agency",
    "programme", "spokesperson",
)  # fmt: skip
# The parts that somebody can have together: a force that was inspected with its unit.
TOGETHER = ("constituent-force", "inspected-body")
# Who is this likely a stakeholder is published; who is likelier one than not is told as doubtful.
THRESHOLD, LIKELIER_THAN_NOT = 0.6, 0.5
Relations = tuple[str, ...]


class Judged(NamedTuple):
    """A candidate that is likelier a stakeholder than not: how likely, and which parts they have."""

    candidate: Candidate
    probability: float
    relations: Relations


def judged(pages: Sequence[Page]) -> Iterator[list[Judged]]:
    """The stakeholders of each document, and those who may be."""
    judges, names = learned()
    table = table_of(pages, names)
    candidates = [one for page in pages for one in page.candidates]
    likely = judges[JUDGE].probabilities(table, names)
    chosen = [row for row, probability in enumerate(likely) if probability >= LIKELIER_THAN_NOT]
    parts = zip(chosen, parts_of(judges, table.take(chosen), names), strict=True)
    found = {candidates[row]: Judged(candidates[row], likely[row], decided(scores)) for row, scores in parts}
    for page in pages:
        yield [found[one] for one in page.candidates if one in found]


def parts_of(judges: Mapping[str, Judge], table: Table, names: Names) -> list[dict[str, float]]:
    """How likely each part is, for each candidate of a table."""
    likely = (judges[part].probabilities(table, names) for part in PARTS)
    return [dict(zip(PARTS, row, strict=True)) for row in zip(*likely, strict=True)]


def decided(likely: Mapping[str, float]) -> Relations:
    """The likeliest part of somebody; or both of a force where both are likelier than not."""
    if all(likely[part] >= LIKELIER_THAN_NOT for part in TOGETHER):
        return TOGETHER
    return (max(likely, key=lambda part: likely[part]),)


def table_of(pages: Sequence[Page], names: Names) -> Table:
    """What the judges are asked: a row for each candidate of some documents."""
    return described(names, JUDGE, pages, describe)


def learned() -> Learned:
    """The judges as they were learned, and the names of the features that they ask for."""
    return load_all(MODELS, (JUDGE, *PARTS))
