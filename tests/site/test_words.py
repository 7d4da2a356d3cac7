"""What the site says of rows: a line tells everything in which a row differs from others."""

from __future__ import annotations

import pytest

from flows.site import words
from flows.site.bodies import chart_of_figures
from flows.site.loading import Fact
from schemas.tables import TABLES
from schemas.vocabularies import codes

TOTAL = dict.fromkeys(TABLES["disruptions"].names) | {
    "measure": "disruptions",
    "threats": "all",
    "count": 530,
    "qualifier": "exact",
    "period_start": "2023-04-01",
    "period_end": "2024-03-31",
}
PARTS = {"threats": "fraud", "level": "major", "strand": "pursue", "lead": "led", "operation": "Operation Venetic"}


@pytest.mark.parametrize(("column", "value"), PARTS.items())
def test_the_line_of_a_figure_tells_which_part_of_disruptions_it_counts(column: str, value: str) -> None:
    said = words.says("disruptions", {**TOTAL, column: value})
    assert value.removeprefix("operation ").lower() in said.lower()
    share = {"measure": "share-of-disruptions", "count": None, "share_percent": 61}
    assert words.says("disruptions", {**TOTAL, **share, column: value}).startswith("61% of disruptions")
    assert value.lower() in words.says("disruptions", {**TOTAL, **share, column: value}).lower()


def figure(number: int, **cells: object) -> Fact:
    return Fact("disruptions", f"row-{number}", f"facts/row-{number}/", {**TOTAL, "count": number, **cells}, ())


def test_the_chart_of_a_body_has_totals_only() -> None:
    earlier = {"period_start": "2022-04-01", "period_end": "2023-03-31"}
    totals = [figure(530), figure(90, threats="fraud"), figure(498, **earlier)]
    parts = [figure(number, **{column: PARTS[column]}) for number, column in enumerate(PARTS) if column != "threats"]
    chart = chart_of_figures("bodies/a/", "A", [*totals, *parts])
    assert chart is not None
    assert {row["fact"] for row in chart.rows} == {fact.id for fact in totals}
    assert chart_of_figures("bodies/a/", "A", [totals[0], *parts]) is None


@pytest.mark.parametrize("kind", codes("body-kind"))
def test_a_kind_of_body_has_the_same_name_for_one_and_for_many(kind: str) -> None:
    one, many = words.title("body-kind", kind), words.kind_of_bodies(kind)
    stems = [word.casefold().rstrip("s’'").removesuffix("y").removesuffix("ie") for word in one.split()]
    assert stems == [word.casefold().rstrip("s’'").removesuffix("y").removesuffix("ie") for word in many.split()]
