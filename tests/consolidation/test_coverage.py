"""Absence is never read as zero: what is known of each body, area and year."""

from dataclasses import replace

from flows.consolidation.facts import Row
from flows.extraction.claims import Passage
from schemas.validation import split
from tests.consolidation.invented import FIGURE, FORCE, PERSON, RATING, document, tables

AREA = "serious-and-organised-crime"
DATED = document("a", published_on="2023-03-14", published_on_basis="sidecar")


def status(rows: dict[str, list[Row]], body: str, area: str) -> dict[object, object]:
    return {row["year"]: row["status"] for row in rows["coverage"] if (row["body_id"], row["area"]) == (body, area)}


def test_a_grade_counts_in_the_year_of_its_report() -> None:
    later = replace(RATING, report_published_on="2025-01")
    rows = tables((DATED, [RATING, later]))
    assert status(rows, "emsou", AREA) == {2023: "graded", 2024: "no-document", 2025: "graded"}


def test_a_body_that_is_named_without_a_grade_is_not_mentioned() -> None:
    rows = tables((DATED, [PERSON]))
    assert status(rows, "dorset-police", "leadership") == {2023: "not-mentioned"}
    assert {row["document_count"] for row in rows["coverage"]} == {1}


def test_an_undated_document_is_of_the_years_of_the_reports_it_tells_of() -> None:
    rows = tables((document("a"), [RATING, replace(FIGURE, body=FORCE, passage=Passage(20, 29))]))
    assert status(rows, "dorset-police", AREA) == {2023: "not-mentioned"}


def test_only_areas_of_the_programmes_of_that_year_are_listed() -> None:
    rows = tables((document("a", published_on="2014-12", published_on_basis="sidecar"), [PERSON]))
    areas = {row["area"] for row in rows["coverage"]}
    assert "tackling-anti-social-behaviour" in areas
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


def test_without_any_date_there_is_nothing_to_tell() -> None:
    assert tables((document("a"), [replace(RATING, report_published_on=None)]))["coverage"] == []


def test_a_rating_that_fails_the_gate_is_not_covered() -> None:
    rows = tables((DATED, [RATING]))
    rows["ratings"][0]["grade_rank"] = 5
    frame = split(rows, {"a": DATED.text})["coverage"]
    assert set(frame["status"]) == {"no-document"}
    assert set(frame["rating_count"]) == set(frame["document_count"]) == {0}


def test_rows_are_true_as_they_come() -> None:
    rows = tables((DATED, [RATING, FIGURE]), (document("b"), [PERSON, replace(RATING, report_published_on="2021")]))
    frame = split(rows, {"a": DATED.text, "b": DATED.text})["coverage"]
    assert sorted(map(str, frame.to_dict("records"))) == sorted(map(str, rows["coverage"]))
