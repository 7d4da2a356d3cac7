"""Absence is never read as zero: what is known of each body, area and year."""

from dataclasses import replace

import pandas as pd

from flows.consolidation.facts import Row
from flows.extraction.claims import Passage
from tests.consolidation.invented import FIGURE, FORCE, PERSON, RATING, document, tables
from tests.frames import split

AREA = "serious-and-organised-crime"
DATED = document("a", published_on="2023-03-14", published_on_basis="sidecar")


def counted(rows: dict[str, list[Row]]) -> pd.DataFrame:
    """Coverage as it leaves the gate."""
    return split(rows, {str(row["document_id"]): DATED.text for row in rows["documents"]})["coverage"]


def status(rows: dict[str, list[Row]], body: str, area: str) -> dict[object, object]:
    frame = counted(rows)
    mine = frame[(frame["body_id"] == body) & (frame["area"] == area)]
    return dict(zip(mine["year"], mine["status"], strict=True))


def test_a_grade_counts_in_the_year_of_its_report() -> None:
    later = replace(RATING, report_published_on="2025-01")
    rows = tables((DATED, [RATING, later]))
    assert status(rows, "emsou", AREA) == {2023: "graded", 2024: "no-document", 2025: "graded"}


def test_a_body_that_is_named_without_a_grade_is_not_mentioned() -> None:
    rows = tables((DATED, [PERSON]))
    assert status(rows, "dorset-police", "leadership") == {2023: "not-mentioned"}
    assert set(counted(rows)["document_count"]) == {1}


def test_an_undated_document_is_of_the_years_of_the_reports_it_tells_of() -> None:
    rows = tables((document("a"), [RATING, replace(FIGURE, body=FORCE, passage=Passage(20, 29))]))
    assert status(rows, "dorset-police", AREA) == {2023: "not-mentioned"}


def test_only_areas_of_the_programmes_of_that_year_are_listed() -> None:
    for year, listed in ((2014, True), (2015, True), (2016, False)):  # the last year counts too
        rows = tables((document("a", published_on=f"{year}-12", published_on_basis="sidecar"), [PERSON]))
        areas = {row["area"] for row in rows["coverage"]}
        assert ("tackling-anti-social-behaviour" in areas) == listed
        assert "managing-offenders" not in areas


def test_a_grade_outside_its_programmes_is_listed_too() -> None:
    rows = tables((DATED, [replace(RATING, area="armed-policing")]))
    assert status(rows, "emsou", "armed-policing") == {2023: "graded"}


def test_bodies_that_are_not_graded_as_a_matter_of_course_are_not_listed() -> None:
    agency = replace(FORCE, body_id="nca", name="National Crime Agency", kind="national-agency")
    assert tables((DATED, [replace(PERSON, organisation=agency)]))["coverage"] == []


def test_a_slip_in_a_date_lists_no_centuries() -> None:
    rows = tables((document("z", published_on="9023", published_on_basis="sidecar"), []), (DATED, [RATING]))
    assert {row["year"] for row in rows["coverage"]} == {2023, 9023}


def test_years_further_apart_than_ten_are_not_filled() -> None:
    late = replace(RATING, body=FORCE, report_published_on="2024")
    for year, listed in ((2014, {*range(2014, 2025)}), (2013, {2013, 2024})):
        rows = tables((document("a"), [late, replace(late, report_published_on=str(year))]))
        assert {row["year"] for row in rows["coverage"]} == listed


def test_without_any_date_there_is_nothing_to_tell() -> None:
    assert tables((document("a"), [replace(RATING, report_published_on=None)]))["coverage"] == []


def test_a_rating_that_fails_the_gate_is_not_covered() -> None:
    rows = tables((DATED, [RATING]))
    rows["ratings"][0]["grade_rank"] = 5
    frame = counted(rows)
    assert set(frame["status"]) == {"no-document"}
    assert set(frame["rating_count"]) == set(frame["document_count"]) == {0}


def test_a_document_counts_once_in_each_of_its_years() -> None:
    earlier = replace(RATING, report_published_on="2021")
    frame = counted(tables((DATED, [RATING, FIGURE]), (document("b"), [PERSON, earlier])))
    counts = frame[frame["area"] == AREA].set_index(["body_id", "year"])["document_count"].to_dict()
    assert counts == {
        ("emsou", 2021): 1,
        ("emsou", 2022): 0,
        ("emsou", 2023): 1,
        ("dorset-police", 2021): 1,
        ("dorset-police", 2022): 0,
        ("dorset-police", 2023): 0,
    }


def test_an_earlier_grade_of_one_body_does_not_date_a_document_that_names_another() -> None:
    earlier = replace(RATING, report_published_on="2021")
    frame = counted(tables((DATED, [earlier, PERSON])))
    counts = frame[frame["area"] == AREA].set_index(["body_id", "year"])["document_count"].to_dict()
    assert counts[("emsou", 2021)] == counts[("emsou", 2023)] == counts[("dorset-police", 2023)] == 1
    assert counts[("dorset-police", 2021)] == 0


def test_a_document_without_a_date_is_of_the_year_of_the_newest_report_it_tells_of() -> None:
    earlier = replace(RATING, report_published_on="2021")
    frame = counted(tables((document("a"), [RATING, earlier, PERSON])))
    counts = frame[frame["area"] == AREA].set_index(["body_id", "year"])["document_count"].to_dict()
    assert counts[("emsou", 2021)] == counts[("emsou", 2023)] == counts[("dorset-police", 2023)] == 1
    assert counts[("dorset-police", 2021)] == 0
