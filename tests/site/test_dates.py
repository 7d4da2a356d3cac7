"""What pages say of time: which grade is the newest, what has no date, and when it was told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from flows.site.bodies import chart_of_figures
from flows.site.comparisons import AreaPage, by_kind_and_area, comparison_pages
from flows.site.grids import grades_of
from flows.site.lines import line_of
from flows.site.lists import list_pages
from flows.site.loading import Fact, Release
from schemas.tables import TABLES
from tests.site.test_words import figure

NOTHING = dict.fromkeys(TABLES["ratings"].names)
AREA = "leadership"


def rating(body: str, grade: str, rank: int, day: str | None = None, **cells: object) -> Fact:
    told = {"body_id": body, "body": body, "body_kind": "territorial-force", "area": AREA, "grade": grade}
    row = {**NOTHING, **told, "grade_rank": rank, "report_published_on": day, "current": False, **cells}
    name = f"{body}.{day}.{grade}"
    return Fact("ratings", name, f"facts/{name}/", {**row, "rating_id": name, "document_count": 1}, (), "2018-03-22")


# Of one the newest is undated, of another it is historic; a third has nothing else.
RATINGS = (
    rating("kent-police", "good", 2, "2022-05", current=True),
    rating("kent-police", "inadequate", 5),
    rating("essex-police", "inadequate", 5, "2021", current=True, conflicting=True),
    rating("essex-police", "good", 2, "2024", historic=True),
    rating("dorset-police", "outstanding", 1),
)


@pytest.fixture
def release() -> Release:
    bodies = {
        name: {"body_id": name, "name": name, "kind": "territorial-force", "region": None}
        for name in ("kent-police", "essex-police", "dorset-police", "surrey-police")
    }
    tables = {"bodies": [*bodies.values()]}
    facts = {"ratings": RATINGS, "disruptions": (), "stakeholders": ()}
    return Release(Path(), "1.0.0", {}, {}, tables, facts, (), {}, {}, bodies)


def test_the_newest_grade_of_an_area_is_the_current_one(release: Release) -> None:
    page = next(iter(comparison_pages(release, by_kind_and_area(release)))).model
    assert isinstance(page, AreaPage)
    newest = {each.body: each.newest and each.newest.grade for each in page.bodies}
    assert newest == {"kent-police": "good", "essex-police": "inadequate", "dorset-police": None}
    assert [each.body for each in page.bodies] == ["kent-police", "essex-police", "dorset-police"]
    assert {each.body: [line.grade for line in each.others] for each in page.bodies} == {
        "kent-police": ["inadequate"],
        "essex-police": ["good"],
        "dorset-police": ["outstanding"],
    }
    assert {title: count for title, _, count in page.counts} == {"Good": 1, "Inadequate": 1}


def test_an_area_with_an_undated_grade_is_not_without_any() -> None:
    coverage = [{"area": area, "year": 2022, "status": "not-mentioned"} for area in (AREA, "legitimacy")]
    grades = grades_of([RATINGS[-1]], coverage)
    assert [line.grade for line in grades.undated] == ["outstanding"]
    assert grades.ungraded == ("Legitimacy",)


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        (RATINGS[0], "May 2022"),
        (RATINGS[1], "undated, in a document of 22 March 2018"),
        (replace(RATINGS[1], told=""), "undated"),
    ],
)
def test_what_has_no_date_has_that_of_its_document(fact: Fact, says: str) -> None:
    assert line_of(fact).when == says


@pytest.mark.parametrize(
    ("fact", "says"),
    [
        (RATINGS[3], "2024, earlier grade"),
        (rating("kent-police", "good", 2, historic=True), "undated, in a document of 22 March 2018, earlier grade"),
    ],
)
def test_a_grade_that_a_document_tells_as_an_earlier_one_says_so(fact: Fact, says: str) -> None:
    assert line_of(fact).when == says


@pytest.mark.parametrize(("text", "says"), [(None, ""), ("last year", "last year, ")])
def test_a_figure_without_a_period_has_the_date_of_its_document(text: str | None, says: str) -> None:
    nothing = {"period_start": None, "period_end": None, "confidence": 0.9, "document_count": 1}
    undated = replace(figure(3, **nothing, period_text=text), told="2018")
    assert line_of(undated).when == f"{says}in a document of 2018"
    assert line_of(undated).day == "2018"


def test_disagreements_and_the_lowest_grades_are_on_pages_of_their_own(release: Release) -> None:
    pages = {page.place: [line.who for line in page.model.lines] for page in list_pages(release)}  # type: ignore[attr-defined]
    assert pages == {"disagreements/": ["essex-police"], "lowest/": ["essex-police"]}


def test_a_chart_has_only_periods_of_about_equal_length() -> None:
    years = [figure(year, period_start=f"{year}-04-01", period_end=f"{year + 1}-03-31") for year in (2020, 2021, 2022)]
    month = figure(9, period_start="2023-04-01", period_end="2023-04-30")
    chart = chart_of_figures("bodies/a/", "A", [month, *years])
    assert chart is not None
    assert "about 12 months" in chart.title
    assert {row["fact"] for row in chart.rows} == {fact.id for fact in years}
