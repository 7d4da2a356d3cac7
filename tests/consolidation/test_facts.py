"""What every kind of fact shares: which passage speaks for it first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from flows.extraction.claims import Claim, Passage
from tests.consolidation.invented import FIGURE, FORCE, PERSON, RATING, UNIT, document, tables

REPORT = document("report", publisher="HMICFRS")
NEWS = document("news", publisher="The Daily Example")
EARLIER, LATER = Passage(0, 9), Passage(20, 29)


@pytest.mark.parametrize(
    ("stated", "best"),
    [
        # A primary source before any other.
        (((NEWS, {}), (REPORT, {})), ("report", EARLIER)),
        # A body that passes on its own grade is none.
        (((NEWS, {}), (document("unit", publisher=UNIT.name), {})), ("news", EARLIER)),
        (((NEWS, {}), (document("other", publisher=FORCE.name), {})), ("news", EARLIER)),
        # Then the earliest.
        (((document("a", published_on="2023-04"), {}), (document("b", published_on="2023-03"), {})), ("b", EARLIER)),
        (((document("a"), {}), (document("b", published_on="2023-03"), {})), ("b", EARLIER)),
        (((NEWS, {"passage": LATER}), (NEWS, {})), ("news", EARLIER)),
    ],
)
def test_the_best_passage_speaks_for_a_fact(
    stated: Sequence[tuple[object, Mapping[str, object]]], best: tuple[str, Passage]
) -> None:
    by_document: dict[object, list[Claim]] = {}
    for each, cells in stated:
        by_document.setdefault(each, []).append(replace(RATING, **cells))  # type: ignore[arg-type]
    (row,) = tables(*by_document.items())["ratings"]  # type: ignore[arg-type]
    name, place = best
    assert (row["document_id"], row["quote"]) == (name, NEWS.text[place.start : place.end])


def test_the_best_passage_speaks_for_every_kind_of_fact() -> None:
    found = tables((NEWS, [RATING, FIGURE, PERSON]), (REPORT, [RATING, FIGURE, PERSON]))
    for name in ("ratings", "disruptions", "stakeholders"):
        assert [row["document_id"] for row in found[name]] == ["report"]


def test_who_counts_is_the_source_of_a_figure_and_not_of_a_grade() -> None:
    found = tables((NEWS, [RATING, FIGURE]), (document("own", publisher=FIGURE.body.name), [RATING, FIGURE]))
    assert [row["document_id"] for row in found["ratings"]] == ["news"]
    assert [row["document_id"] for row in found["disruptions"]] == ["own"]
