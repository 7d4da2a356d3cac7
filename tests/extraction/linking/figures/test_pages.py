"""What stands on a page for the judges of figures: its numbers, what each could be bound to, what heads it."""

from pathlib import Path
from typing import Any

import pytest

from flows.extraction.analysis.times.periods import NO_TIME, Span
from flows.extraction.extracting import analysed, speakers_of
from flows.extraction.linking.figures.candidates import candidates
from flows.extraction.linking.figures.page import PART_OF_YEAR, Page, can_hold_figures
from flows.extraction.linking.figures.times import derived_from, relation, years_on
from tests.cases import each_case
from tests.extraction.readings import document
from tests.extraction.tables.test_grades import table
from tests.extraction.tables.webpages import page_of as read_page

TEXT = (
    "Kent Police led 86 disruptions in the year to 31 March 2023, up from 64 the year before. "
    "Of these, 12 were against fraud. Surrey Police said nothing."
)
YEAR = ("2022-04-01", "2023-03-31")


def page_of(text: str) -> Page:
    (analysis,), (spoken,) = analysed([document(text)])
    return Page(analysis, speakers_of(spoken))


def keys(page: Page, number: int, kind: str) -> list[Any]:
    place = next(place for place in page.places if place.number.value == number)
    return [candidate.key for candidate in candidates(page, place, kind)]


def test_the_numbers_of_a_page_are_those_that_are_no_dates() -> None:
    assert [place.number.value for place in page_of(TEXT).places] == [86, 64, 12]


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [("more than 54", "over"), ("12 more than the 54", "exact"), ("two more than the 54", "exact")],
)
def test_a_number_that_others_are_compared_with_is_exact(words: str, qualifier: str) -> None:
    place = page_of(f"Kent Police made 56 disruptions in 2022, {words} of 2021.").places[-1]
    assert (place.number.value, place.number.qualifier) == (54, qualifier)


def test_how_much_a_number_rose_is_no_number() -> None:
    text = "Kent Police\n\n65 minor disruptions▲ 8\n\n19 major disruptions ↓3\n"
    assert [place.number.value for place in page_of(text).places] == [65, 19]


def test_bodies_are_candidates_by_name() -> None:
    assert {body.name for body in keys(page_of(TEXT), 12, "body")} >= {"Kent Police", "Surrey Police"}


def test_the_year_before_is_a_candidate_though_no_text_names_it() -> None:
    found = keys(page_of(TEXT), 64, "period")
    assert YEAR in found
    assert years_on(YEAR, -1) in found


def test_a_threat_and_a_mark_near_a_number_are_candidates() -> None:
    page = page_of(TEXT)
    assert "fraud" in keys(page, 12, "threat")
    assert "led" in keys(page, 86, "mark")


def test_a_cell_is_headed_by_its_row_and_its_column() -> None:
    page = page_of("Disruptions by Kent Police\n\n| Threat | 2022 | 2023 |\n|---|---|---|\n| Fraud | 12 | 15 |\n")
    places = {place.number.value: place for place in page.places}
    label, head = places[15].labels[0], places[15].heads[0]
    assert page.text[slice(*label)] == "Fraud"
    assert page.text[slice(*head)] == "2023"


Q1, Q4 = ("2020-04-01", "2020-06-30"), ("2021-01-01", "2021-03-31")
PARTS = {
    "below their years": (
        ["# Threat !2 | # 2020/21 =2 | # 2022/23 =2", "# Q1 | # Q4 | # Q1 | # Q4", "Fraud | 11 | 12 | 13 | 14"],
        [Q1, Q4, ("2022-04-01", "2022-06-30"), ("2023-01-01", "2023-03-31")],
    ),
    "below calendar years": (
        ["# Threat !2 | # 2021 =2 | # 2022 =2", "# Q1 | # April | # Q4 | # May to June", "Fraud | 11 | 12 | 13 | 14"],
        [Q4, ("2021-04-01", "2021-04-30"), ("2022-10-01", "2022-12-31"), ("2022-05-01", "2022-06-30")],
    ),
    "beside their year": (["# Year | # Quarter | # Fraud", "2020/21 !2 | Q1 | 11", "Quarter 4 | 12"], [Q1, Q4]),
    "in a table of one year": (["# Disruptions, 2020/21 =3", "# Threat | # Q1 | # Q4", "Fraud | 11 | 12"], [Q1, Q4]),
    "across from years": (["# Quarter | # 2020/21 | # 2021/22", "Q1 | 11 | 12"], [NO_TIME]),
    "over years": (["# Threat !2 | # Q1 =2", "# 2020/21 | # 2021/22", "Fraud | 11 | 12"], [NO_TIME]),
}  # fmt: skip


@each_case("rows, expected", PARTS.values(), ids=PARTS)
def test_a_part_of_a_year_in_a_table_is_of_the_year_over_or_beside_it(
    rows: list[str], expected: list[Span], tmp_path: Path
) -> None:
    text = f"<h1>Kent Police, 9 May 2025</h1><p>These are our disruptions.</p>{table(*rows)}"
    (analysis,), (spoken,) = analysed([read_page(tmp_path, text)])
    page = Page(analysis, speakers_of(spoken))
    parts = [one for one in page.namings["period"].all if PART_OF_YEAR.match(page.folded, one.start, one.end)]
    assert [one.key for one in parts] == expected


def test_a_text_without_a_word_of_disrupting_holds_no_figure() -> None:
    (analysis, other), _ = analysed([document("Kent Police made 12 arrests."), document(TEXT)])
    assert not can_hold_figures(analysis)
    assert can_hold_figures(other)


def test_periods_stand_to_each_other() -> None:
    before, quarter = years_on(YEAR, -1), ("2022-04-01", "2022-06-30")
    assert before == ("2021-04-01", "2022-03-31")
    assert relation(before, YEAR) == "year before"
    assert relation(YEAR, before) == "year after"
    assert relation(quarter, YEAR) == "within earlier"
    assert ("quarter 1", quarter) in derived_from(YEAR)
    assert years_on(("2020-03-01", "2020-02-29"), -1) == ("2019-03-01", "2019-02-28")
