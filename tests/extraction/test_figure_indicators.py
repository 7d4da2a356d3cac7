"""Indicators and the columns of tables: values of now and before, targets, shares, one body's. Pages are invented."""

from __future__ import annotations

from tests.extraction.test_figure_wordings import figures

Found = list[tuple[float | None, str | None, str | None]]


def _when(text: str) -> Found:
    return [(c.count, c.period_start, c.period_end) for c in figures(text)]


def test_values_of_now_and_before() -> None:
    text = "Number of OCG disruptions (Surrey Police)\nCurrent: 52\nPrevious: 48\nYear to date: 171\nTarget: 60"
    assert [c.count for c in figures(text)] == [52, 48, 171]


def test_the_quarter_before_that_of_the_page() -> None:
    text = "Surrey Police, Quarter 2 2023/24\nMeasure: organised crime disruptions\nLatest: 52\nLast quarter: 48"
    assert _when(text) == [(52, "2023-07-01", "2023-09-30"), (48, "2023-04-01", "2023-06-30")]


def test_one_line_below_a_measure() -> None:
    text = "Surrey Police\nMeasure: disruptions of organised crime groups\nQuarter 2 2023/24: 52"
    assert _when(text) == [(52, "2023-07-01", "2023-09-30")]


def test_values_of_something_else() -> None:
    text = "Surrey Police\nNumber of arrests\nCurrent: 52\nPrevious: 48\nOfficers disrupted the sale of drugs."
    assert figures(text) == []


def test_a_column_of_what_was_meant_beside_one_of_what_was_done() -> None:
    rows = "Quarter | Actual | Target | Variance\nQ1 | 61 | 50 | +11\nQ2 | 44 | 50 | -6"
    found = _when(f"Gwent Police: organised crime disruptions 2022/23\n{rows}")
    assert found == [(61, "2022-04-01", "2022-06-30"), (44, "2022-07-01", "2022-09-30")]


def test_a_column_of_numbers_beside_one_of_shares() -> None:
    rows = "Level | Number | %\nMajor | 11 | 5\nMinor | 209 | 95"
    found = [(c.count, c.share_percent, c.level) for c in figures(f"Gwent Police: disruptions by level\n{rows}")]
    assert found == [(11, 5, "major"), (209, 95, "minor")]


def test_a_column_of_one_body_beside_one_of_an_average() -> None:
    rows = "Year | Essex Police | MSG average\n2021/22 | 310 | 290\n2022/23 | 352 | 301"
    found = [(c.body.body_id, c.count, c.period_start) for c in figures(f"Disruptions of organised crime\n{rows}")]
    assert found == [("essex-police", 310, "2021-04-01"), ("essex-police", 352, "2022-04-01")]


def test_financial_years_that_fy_opens() -> None:
    found = _when("Surrey Police, FY22/23: 140 disruptions of crime. FY2021/22: 119 disruptions of crime.")
    assert found == [(140, "2022-04-01", "2023-03-31"), (119, "2021-04-01", "2022-03-31")]
