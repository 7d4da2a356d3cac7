"""Ratings: which grade stands, which is current, and what stays in evidence."""

from dataclasses import replace

import pytest

from flows.extraction.claims import Passage
from schemas.tables import TABLES
from tests.consolidation.invented import RATING, document, tables


def test_the_primary_source_stands_against_many() -> None:
    wrong = [(document(name), [replace(RATING, grade="adequate")]) for name in "abc"]
    found = tables(*wrong, (document("report", publisher="HMICFRS"), [RATING]))
    (row,) = found["ratings"]
    assert (row["grade"], row["grade_rank"], row["conflicting"], row["document_id"]) == ("good", 2, True, "report")
    assert (row["document_count"], row["passage_count"]) == (1, 1)
    assert {e["document_id"]: e["supports"] for e in found["evidence"]} == {
        "a": False,
        "b": False,
        "c": False,
        "report": True,
    }


def test_more_documents_stand_against_fewer() -> None:
    adequate = replace(RATING, grade="adequate")
    found = tables((document("a"), [RATING]), (document("b"), [adequate]), (document("c"), [adequate]))
    assert found["ratings"][0]["grade"] == "adequate"


def test_more_passages_stand_against_fewer() -> None:
    adequate = replace(RATING, grade="adequate")
    twice = [adequate, replace(adequate, passage=Passage(20, 29))]
    assert tables((document("a"), [RATING]), (document("b"), twice))["ratings"][0]["grade"] == "adequate"


def test_of_two_grades_in_one_passage_the_better_stands_and_is_supported() -> None:
    for grades in (("good", "adequate"), ("adequate", "good")):
        found = tables((document("a"), [replace(RATING, grade=grade) for grade in grades]))
        assert [(row["grade"], row["conflicting"]) for row in found["ratings"]] == [("good", True)]
        assert [each["supports"] for each in found["evidence"]] == [True]


def test_the_newest_dated_grade_is_current() -> None:
    earlier = replace(RATING, report_published_on="2019-01", grade="inadequate")
    undated = replace(RATING, report_published_on=None)
    looked_back_on = replace(RATING, report_published_on="2024-05", historic=True)
    found = tables((document("a"), [earlier, RATING, undated, looked_back_on]))["ratings"]
    assert {row["rating_id"]: row["current"] for row in found} == {
        "emsou.serious-and-organised-crime.2019-01": False,
        "emsou.serious-and-organised-crime.2023-03": True,
        "emsou.serious-and-organised-crime.2024-05.earlier-good": False,
        "emsou.serious-and-organised-crime.undated-a": False,
    }


@pytest.mark.parametrize(
    ("season", "day", "newer"),
    [
        ("2023-21", "2023-02-20", True),
        ("2023-21", "2023-11-02", False),
        ("2023-22", "2023-05", True),
        ("2023-22", "2023-07", False),
        ("2023-23", "2023-08-31", True),
        ("2023-23", "2023-10", False),
        ("2023-24", "2023-11-30", True),
        ("2023-24", "2024-01-04", False),
        ("2023-24", "2023-23", True),
    ],
)
def test_a_season_is_as_new_as_its_first_month(season: str, day: str, newer: bool) -> None:
    found = tables((document("a"), [replace(RATING, report_published_on=each) for each in (season, day)]))["ratings"]
    assert {row["report_published_on"]: row["current"] for row in found} == {season: newer, day: not newer}


def test_an_earlier_grade_is_not_current_where_it_is_the_only_one() -> None:
    found = tables((document("a"), [replace(RATING, historic=True)]))["ratings"]
    assert [row["current"] for row in found] == [False]
    (current,) = (column for column in TABLES["ratings"].columns if column.name == "current")
    assert "(`historic`), even where no other is known" in current.description


def test_areas_are_current_apart() -> None:
    other = replace(RATING, area="leadership", report_published_on="2019-01")
    assert all(row["current"] for row in tables((document("a"), [RATING, other]))["ratings"])


def test_grades_of_unknown_reports_stay_with_their_documents() -> None:
    undated = replace(RATING, report_published_on=None)
    found = tables((document("a"), [undated]), (document("b"), [undated]))["ratings"]
    assert [row["document_count"] for row in found] == [1, 1]


def test_the_most_exact_date_is_kept() -> None:
    month = replace(RATING, report_published_on="2023-03", inspected_in="2022")
    found = tables((document("a"), [month]), (document("b"), [replace(RATING, inspected_in="2022-21")]))["ratings"]
    assert [(row["report_published_on"], row["inspected_in"]) for row in found] == [("2023-03-02", "2022-21")]
