"""What is read of the inspection behind the grades: its dates, its inspectorate, its topic."""

import pytest

from tests.extraction.readings import ratings

GRADE = "Kent Police was rated good for leadership by HMICFRS."


@pytest.mark.parametrize(
    ("said", "published_on", "expected"),
    [
        ("The report was published on 2 March 2023.", None, "2023-03-02"),
        ("The report was published today (Friday 10 November).", "2023-11-15", "2023-11-10"),
        ("The report was published today.", "2023-11-15", "2023-11-15"),
        ("The report was published yesterday.", "2023-11-15", "2023-11-14"),
        ("The report was published on Thursday.", "2023-11-15", "2023-11-09"),
        ("Its conclusions came out on Thursday, 2 March 2023.", None, "2023-03-02"),
        ("The inspection report appeared in February 2025.", None, "2025-02"),
        ("The inspectorate has today set out its findings.", "2023-11-15", "2023-11-15"),
        ("A report by HMICFRS was published today.", None, None),
        ("The report was published last week.", "2023-11-15", None),
        ("The report was published today, Wednesday 14 June 2023.", None, "2023-06-14"),
        ("Since its last inspection it has improved, a report published today says.", "2023-11-15", "2023-11-15"),
        ("HMICFRS today rated the force. In a report published in May 2021 it was poor.", "2023-11-15", "2023-11-15"),
        ("The album was released on 2 March 2023.", None, None),
        ("A previous report was published on 2 March 2023.", None, None),
    ],
)
def test_when_the_report_was_published(said: str, published_on: str | None, expected: str | None) -> None:
    (claim,) = ratings(f"{GRADE}\n\n{said}", published_on)
    assert claim.report_published_on == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The force was inspected in spring 2022.", "2022-21"),
        ("Inspectors visited the force in May 2022.", "2022-05"),
        ("Inspectors visited the force last spring.", "2023-21"),
        ("Inspectors visited the force twice.", None),
    ],
)
def test_when_the_inspection_took_place(said: str, expected: str | None) -> None:
    (claim,) = ratings(f"{GRADE}\n\n{said}")
    assert claim.inspected_in == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("PEEL 2023–25", "2024-11-08"), ("How to contact us", None)],
)
def test_a_line_below_the_title_of_a_report_says_when_it_was_published(heading: str, expected: str | None) -> None:
    text = f"Inspections of the force\n\n{heading}\n\nPublished: 8 November 2024\n\n{GRADE}"
    assert ratings(text, None)[0].report_published_on == expected


def test_a_historic_grade_has_the_date_of_its_own_report() -> None:
    text = (
        "In the 2016 report, published in March 2017, Kent Police was judged good for leadership. "
        "The new report was published today."
    )
    (claim,) = ratings(text)
    assert (claim.historic, claim.report_published_on, claim.inspected_in) == (True, "2017-03", None)


def test_the_inspectorate_is_named_by_its_acronym() -> None:
    assert ratings(GRADE)[0].inspectorate == "HMICFRS"
    assert ratings("Kent Police was rated good for leadership.")[0].inspectorate is None


@pytest.mark.parametrize(
    ("day", "programme"),
    [("2 May 2019", "peel-2018-19"), ("2 May 2022", "peel-2021-22"), ("2 May 2026", "peel-2025-27")],
)
def test_the_programme_follows_from_body_area_and_day(day: str, programme: str) -> None:
    (claim,) = ratings(f"Kent Police was rated good for investigating crime. The report was published on {day}.", None)
    assert claim.programme == programme


def test_without_a_date_the_programme_stays_open() -> None:
    assert ratings(GRADE, None)[0].programme is None
