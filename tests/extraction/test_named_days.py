"""The times that a text names, as dates: outright, or seen from the day that it was written. All invented."""

from __future__ import annotations

from datetime import date

import pytest

from flows.extraction.analysis.times.days import named_days

WEDNESDAY = date(2023, 11, 15)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Published on 8 March 2023.", [("2023-03-08", "day")]),
        ("Published: Tuesday, 7 March 2023", [("2023-03-07", "day")]),
        ("The report of March 2021 and that of 2019", [("2021-03", "month"), ("2019", "year")]),
        ("inspected in spring 2022", [("2022-21", "season")]),
        ("It came out today, not yesterday", [("2023-11-15", "relative"), ("2023-11-14", "relative")]),
        ("published on Friday", [("2023-11-10", "weekday")]),
        ("published on 3 October", [("2023-10-03", "yearless")]),
        ("published on 3 December", [("2022-12-03", "yearless")]),
        ("graded last May, and in March", [("2023-05", "relative"), ("2023-03", "yearless")]),
        ("last month, last year, two years ago", [("2023-10", "relative"), ("2022", "relative"), ("2021", "relative")]),
        ("two weeks ago, a fortnight ago", [("2023-11", "relative"), ("2023-11", "relative")]),
        ("three months ago, a year ago", [("2023-08", "relative"), ("2022", "relative")]),
        ("12 days earlier, the day before", [("2023-11-03", "relative"), ("2023-11-14", "relative")]),
        ("the year before, and the previous day", [("2022", "relative"), ("2023-11-14", "relative")]),
        ("over the summer, in the winter", [("2023-22", "relative"), ("2022-24", "relative")]),
        ("last week, tomorrow", [("2023-11", "relative"), ("2023-11-16", "relative")]),
        ("at the end of May", [("2023-05", "yearless")]),
        ("between January and September 2022", [("2022-01", "month"), ("2022-09", "month")]),
        ("from November to March 2022", [("2021-11", "month"), ("2022-03", "month")]),
        ("in the spring of 2021, in the autumn of a year", [("2021-21", "season")]),
        ("the year before the force and its 150 years ago", []),
        ("at The end of may", []),
        ("in the 2021/22 round", []),
        ("it may be good, and will march on", []),
        ("31 February 2023", []),
    ],
)
def test_what_is_named(text: str, found: list[tuple[str, str]]) -> None:
    days = named_days(text, text.lower(), WEDNESDAY)
    assert [(day.value, day.form) for day in days] == found
    assert all(text[day.start : day.end].strip() == text[day.start : day.end] for day in days)


def test_without_a_day_of_its_own_a_text_dates_by_the_last_one_it_names() -> None:
    for text, days in [
        ("on 3 October, said the report of 2 November 2023", ["2023-10-03", "2023-11-02"]),
        ("on Thursday (March 2), said the report of 31 May 2022", ["2023-03-02", "2022-05-31"]),
        ("today, on Friday, on 3 October", []),
    ]:
        assert [day.value for day in named_days(text, text.lower(), None)] == days
