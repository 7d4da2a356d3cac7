"""Figures: what is the same figure, what contradicts it, and which totals it allows."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.consolidation.disruptions import implied_total
from flows.consolidation.facts import Row
from flows.extraction.claims import Passage
from tests.consolidation.invented import FIGURE, document, tables


def rounded_share(count: int, total: int, places: int) -> Decimal:
    unit = Decimal(1).scaleb(-places)
    return (Decimal(100 * count) / Decimal(total)).quantize(unit, ROUND_HALF_UP)


@given(count=st.integers(1, 400), total=st.integers(1, 900), places=st.integers(0, 1))
def test_the_implied_totals_are_those_that_round_to_the_share(count: int, total: int, places: int) -> None:
    if count > total or not (share := rounded_share(count, total, places)):
        return
    digits = max(0, -int(Decimal(str(float(share)).removesuffix(".0")).as_tuple().exponent))
    allowed = [each for each in range(count, 60_000) if rounded_share(count, each, digits) == share]
    assert implied_total(count, float(share)) == (allowed[0], allowed[-1])


@pytest.mark.parametrize(
    ("count", "share", "least", "most"),
    [(128, 24.0, 523, 544), (1, 99.0, None, None), (5, 100.0, 5, 5), (3, 0.0, None, None), (0, 24.0, None, None)],
)
def test_implied_totals(count: int, share: float, least: int | None, most: int | None) -> None:
    assert implied_total(count, share) == (least, most)


def test_without_count_or_share_nothing_is_implied() -> None:
    assert implied_total(None, 24.0) == implied_total(128, None) == (None, None)


def test_one_figure_in_two_documents_is_one_row() -> None:
    (row,) = tables((document("a"), [FIGURE]), (document("b"), [replace(FIGURE, share_percent=24.0)]))["disruptions"]
    assert row["disruption_id"] == "emsou.disruptions.all.2021-06-01--2022-05-31"
    assert (row["document_count"], row["conflicting"], row["share_percent"]) == (2, False, 24.0)


def test_figures_that_contradict_are_rows_of_their_own() -> None:
    rows = tables((document("a"), [FIGURE]), (document("b"), [replace(FIGURE, count=90)]))["disruptions"]
    assert [(str(row["disruption_id"]).rsplit(".", 1)[1], row["conflicting"]) for row in rows] == [
        ("100", True),
        ("90", True),
    ]


def test_figures_of_a_time_that_goes_on_do_not_contradict() -> None:
    since = replace(FIGURE, period_end=None)
    found = tables((document("a"), [since]), (document("b"), [replace(since, count=90)]))
    assert last_parts(found) == [("100", False), ("90", False)]


def test_two_figures_of_one_document_do_not_contradict() -> None:
    both = [FIGURE, replace(FIGURE, count=90, passage=Passage(20, 29))]
    assert [row["conflicting"] for row in tables((document("a"), both))["disruptions"]] == [False, False]


def test_a_share_that_cannot_be_contests_none_that_can() -> None:
    share = replace(FIGURE, measure="share-of-disruptions", count=None, share_percent=30.0)
    found = tables((document("a"), [share]), (document("b"), [replace(share, share_percent=300.0)]))
    (kept,) = [row for row in found["disruptions"] if row["share_percent"] == 30.0]
    assert kept == tables((document("a"), [share]))["disruptions"][0]


def last_parts(found: dict[str, list[Row]]) -> list[tuple[str, object]]:
    """What sets each figure apart, and whether it is contradicted."""
    return [(str(row["disruption_id"]).rsplit(".", 1)[1], row["conflicting"]) for row in found["disruptions"]]


def test_a_figure_in_another_unit_is_another_figure_and_contradicts_none() -> None:
    daily = replace(FIGURE, measure="disruption-rate", count=None, rate=5.0, rate_unit="per-day")
    weekly, fewer = replace(daily, rate_unit="per-week"), replace(daily, rate=4.0)
    found = tables((document("a"), [daily]), (document("b"), [weekly]))
    assert last_parts(found) == [("5-per-day", False), ("5-per-week", False)]
    found = tables((document("a"), [daily]), (document("b"), [fewer]), (document("c"), [weekly]))
    assert last_parts(found) == [("4-per-day", True), ("5-per-day", True), ("5-per-week", False)]


@pytest.mark.parametrize(
    ("qualifiers", "parts"),
    [
        (("fewer-than", "over"), ["fewer-than-50", "over-50"]),
        (("exact", "over"), ["50", "over-50"]),
        (("at-most", "fewer-than"), ["50", "fewer-than-50"]),
        (("about", "exact"), ["2021-06-01--2022-05-31"]),
        (("at-least", "exact"), ["2021-06-01--2022-05-31"]),
        (("over", "over"), ["2021-06-01--2022-05-31"]),
    ],
)
def test_what_is_beyond_a_figure_is_not_the_figure(qualifiers: tuple[str, str], parts: list[str]) -> None:
    one, other = (replace(FIGURE, count=50, qualifier=qualifier) for qualifier in qualifiers)
    assert [part for part, _ in last_parts(tables((document("a"), [one]), (document("b"), [other])))] == parts


def test_another_share_of_the_same_count_contradicts_it() -> None:
    one, bare, other = (replace(FIGURE, count=128, share_percent=share) for share in (24.0, None, 42.0))
    found = tables((document("a"), [one]), (document("b"), [bare]), (document("c"), [other]))
    (row,) = found["disruptions"]
    assert (row["share_percent"], row["conflicting"], row["document_count"]) == (24.0, True, 2)
    assert [each["supports"] for each in found["evidence"]] == [True, True, False]


def test_a_share_that_is_written_more_exactly_contradicts_nothing() -> None:
    one, other = (replace(FIGURE, count=128, share_percent=share) for share in (24.0, 24.3))
    found = tables((document("a"), [one]), (document("b"), [other]))
    assert [row["conflicting"] for row in found["disruptions"]] == [False]
    assert all(each["supports"] for each in found["evidence"])


def test_figures_of_unknown_time_stay_with_their_document() -> None:
    undated = replace(FIGURE, period_start=None, period_end=None)
    rows = tables((document("a"), [undated]), (document("b"), [undated]))["disruptions"]
    assert [row["disruption_id"] for row in rows] == [
        "emsou.disruptions.all.undated-a",
        "emsou.disruptions.all.undated-b",
    ]


def test_every_part_of_the_identifier_is_a_word() -> None:
    figure = replace(FIGURE, lead="led", level="major", strand="pursue", operation="Red Kite")
    (row,) = tables((document("a"), [figure]))["disruptions"]
    assert row["disruption_id"] == "emsou.disruptions.all.2021-06-01--2022-05-31.led.major.pursue.red-kite"


@pytest.mark.parametrize(
    ("operation", "other", "part"),
    [
        ("Major", {"level": "major"}, "operation-major"),
        ("Led", {"lead": "led"}, "operation-led"),
        ("Over 50", {"level": "major"}, "operation-over-50"),
        ("Majorca", {"level": "major"}, "majorca"),
    ],
)
def test_an_operation_is_no_other_part(operation: str, other: dict[str, str], part: str) -> None:
    claims = [replace(FIGURE, operation=operation), replace(FIGURE, passage=Passage(20, 29), **other)]  # type: ignore[arg-type]
    named = {row["operation"]: str(row["disruption_id"]) for row in tables((document("a"), claims))["disruptions"]}
    assert len(named) == 2
    assert named[operation].rsplit(".", 1)[1] == part


def test_an_operation_called_by_a_number_is_no_figure() -> None:
    operation = replace(FIGURE, operation="100", passage=Passage(40, 49))
    rows = tables((document("a"), [operation, FIGURE, replace(FIGURE, count=90, passage=Passage(20, 29))]))
    assert [str(row["disruption_id"]).rsplit(".", 1)[1] for row in rows["disruptions"]] == [
        "100",
        "90",
        "operation-100",
    ]


@pytest.mark.parametrize("qualifier", ["exact", "at-least", "over"])
def test_a_part_above_its_total_is_a_conflict(qualifier: str) -> None:
    part = replace(FIGURE, threats=("drugs",), count=101, qualifier=qualifier, passage=Passage(20, 29))
    assert [row["conflicting"] for row in tables((document("a"), [FIGURE, part]))["disruptions"]] == [True, True]
    for other in (replace(part, count=99), replace(part, qualifier="at-most")):
        assert [row["conflicting"] for row in tables((document("a"), [FIGURE, other]))["disruptions"]] == [False, False]


def test_a_part_may_be_above_one_of_two_totals() -> None:
    other = replace(FIGURE, count=90, passage=Passage(40, 49))
    part = replace(FIGURE, threats=("drugs",), count=95, passage=Passage(20, 29))
    assert not any(row["conflicting"] for row in tables((document("a"), [FIGURE, other, part]))["disruptions"])


def test_a_share_that_does_not_fit_the_total_is_a_conflict() -> None:
    part = replace(FIGURE, threats=("drugs",), count=50, share_percent=40.0, passage=Passage(20, 29))
    for total, fits in ((100, False), (124, True), (126, True), (127, False)):
        found = tables((document("a"), [replace(FIGURE, count=total), part]))["disruptions"]
        assert [row["conflicting"] for row in found] == [not fits] * 2
    led = replace(part, lead="led")
    assert not any(row["conflicting"] for row in tables((document("a"), [FIGURE, led]))["disruptions"])
