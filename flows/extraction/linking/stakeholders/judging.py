"""How likely it is that somebody has a part in a document: by the judge that learned from labelled documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from flows.extraction.linking.features.rows import Names, Table, described
from flows.extraction.linking.judges import Judge, load
from flows.extraction.linking.stakeholders.candidates import Candidate, Page
from flows.extraction.linking.stakeholders.features import describe

MODELS = Path(__file__).parents[2] / "models" / "stakeholders"
JUDGE = "stakeholder"
# Who is this likely a stakeholder is published; who is likelier one than not is told as doubtful.
THRESHOLD, LIKELIER_THAN_NOT = 0.7, 0.5


def judged(pages: Sequence[Page]) -> Iterator[list[tuple[Candidate, float]]]:
    """The candidates of each document, each with how likely it is a stakeholder there."""
    judge, names = learned()
    probabilities = iter(judge.probabilities(table_of(pages, names), names))
    for page in pages:
        yield [(one, next(probabilities)) for one in page.candidates]


def table_of(pages: Sequence[Page], names: Names) -> Table:
    """What the judge is asked: a row for each candidate of some documents."""
    return described(names, JUDGE, pages, describe)


@cache
def learned(models: Path = MODELS) -> tuple[Judge, Names]:
    """The judge as it was learned, and the names of the features that it asks for."""
    judge = load(models / f"{JUDGE}.json")
    return judge, Names(judge.names, fixed=True)
