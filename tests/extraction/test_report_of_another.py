"""Days of reports that the grades of a text are not from: on another body, on a theme, into one case."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import ratings


def days(text: str) -> dict[str, str | None]:
    return {claim.body.body_id: claim.report_published_on for claim in ratings(text)}


@each_case(
    "said",
    [
        "HMICFRS’s thematic report on stalking came out on 3 May 2023.",
        "A custody inspection report by HMICFRS was published on 3 May 2023.",
        "HMICFRS’s vetting report, published in May 2023, made for bleak reading.",
        "The inspectorate’s state of policing report was published on 3 May 2023.",
        "Inspectors’ national report on firearms licensing came out on 3 May 2023.",
        "The report into the murder of a young woman was published on 3 May 2023.",
        "The inspectors’ report into the death of a prisoner came out on 3 May 2023.",
        "The report on Dorset Police was published on 3 May 2023.",
        "HMICFRS’s report on the South West Regional Organised Crime Unit came out on 3 May 2023.",
        "HMICFRS’s report on Cheshire Fire and Rescue Service was published on 3 May 2023.",
        "HMICFRS published its report on Dorset and Gwent Police on 3 May 2023.",
        "The report by inspectors on Dorset Police was published on 3 May 2023.",
        "The watchdog’s inspection of Dorset Police was published on 3 May 2023.",
        "Dorset Police’s inspection report was published on 3 May 2023.",
    ],
)
def test_the_day_of_another_report_is_not_that_of_a_grade(said: str) -> None:
    assert days(f"{said} Cheshire Constabulary was graded good at leadership.") == {"cheshire-constabulary": None}
    assert days(f"Cheshire Constabulary was graded good at leadership. {said}") == {"cheshire-constabulary": None}


@each_case(
    "said",
    [
        "The report on Cheshire Constabulary was published on 3 May 2023.",
        "The report on Cheshire was published on 3 May 2023.",
        "HMICFRS published its reports on Dorset Police and Cheshire Constabulary on 3 May 2023.",
        "HMICFRS published its reports on Dorset Police and three other forces on 3 May 2023.",
        "HMICFRS’s report on how the police keep people safe was published on 3 May 2023.",
        "Cheshire Constabulary’s inspection report was published on 3 May 2023.",
        "HMICFRS’s report was published on 3 May 2023.",
        "The watchdog’s inspection of Cheshire Constabulary was published on 3 May 2023.",
    ],
)
def test_the_day_of_its_own_report_is(said: str) -> None:
    assert days(f"{said} Cheshire Constabulary was graded good at leadership.") == {
        "cheshire-constabulary": "2023-05-03"
    }


def test_two_reports_are_each_of_their_own_body() -> None:
    text = (
        "The report on Dorset Police was published on 3 May 2023. The report on Gwent Police was published on 8 June "
        "2023. Dorset Police was graded good at leadership. Gwent Police was graded adequate at leadership."
    )
    assert days(text) == {"dorset-police": "2023-05-03", "gwent-police": "2023-06-08"}


def test_the_report_on_a_regional_unit_grades_its_forces() -> None:
    text = (
        "HMICFRS’s report on the South West Regional Organised Crime Unit was published on 3 May 2023. Dorset Police "
        "was graded good at tackling serious and organised crime."
    )
    assert days(text) == {"dorset-police": "2023-05-03"}


def test_the_report_on_a_place_is_on_its_fire_service_too() -> None:
    text = (
        "HMICFRS’s report on Cheshire was published on 3 May 2023. Cheshire Fire and Rescue Service was graded good at "
        "preventing fires and other risks."
    )
    assert days(text) == {"cheshire-fire": "2023-05-03"}
