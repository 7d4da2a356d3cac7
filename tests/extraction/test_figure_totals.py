"""Of when the total of a table is: of all the time that its rows or columns add up. Figures are invented."""

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.extraction.readings import document


def _periods(text: str) -> dict[int, tuple[str | None, str | None]]:
    found = [claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim)]
    return {int(claim.count): (claim.period_start, claim.period_end) for claim in found if claim.count is not None}


def test_the_total_of_four_quarters_is_of_the_year() -> None:
    rows = "Q1 (April–June 2023) | 118\nQ2 (July–September 2023) | 131\nQ3 (October–December 2023) | 97"
    rows = f"{rows}\nQ4 (January–March 2024) | 142"
    for label in ("Total", "Whole year", "Full year", "Year total"):
        found = _periods(f"Disruptions recorded by Kent Police\n\nQuarter | Disruptions\n{rows}\n{label} | 488")
        assert found[488] == ("2023-04-01", "2024-03-31")
        assert found[142] == ("2024-01-01", "2024-03-31")


def test_so_is_that_of_four_columns() -> None:
    head = "Measure | Q1 2023/24 | Q2 2023/24 | Q3 2023/24 | Total"
    found = _periods(f"Kent Police: performance report\n\n{head}\nDisruptions | 118 | 131 | 97 | 346")
    assert found[346] == ("2023-04-01", "2023-12-31")


def test_the_total_of_years_apart_is_of_no_time_that_has_a_name() -> None:
    found = _periods("Kent Police\n\nYear | Disruptions\n2019/20 | 300\n2022/23 | 350\nTotal | 650")
    assert found[650] == (None, None)


def test_the_total_of_one_times_parts_is_of_that_time() -> None:
    found = _periods("Kent Police: disruptions in 2022/23\n\nLevel | Disruptions\nMajor | 30\nMinor | 50\nTotal | 80")
    assert found[80] == found[30] == ("2022-04-01", "2023-03-31")
