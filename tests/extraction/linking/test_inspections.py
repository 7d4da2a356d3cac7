"""Who inspected, and when: never after the report, and the publisher where the text names no inspectorate."""

from dataclasses import replace

import pytest

from flows.extraction.extracting import analysed
from flows.extraction.linking.inspections import inspected_in, inspectorate_of, visits_in
from tests.extraction.readings import document, ratings


@pytest.mark.parametrize(
    ("visit", "report", "month"),
    [
        ("December 2023", "2023-06-29", None),
        ("December 2023", "2023-12-01", "2023-12"),
        ("December 2023", "2023-23", None),
        ("November 2023", "2023-23", "2023-11"),
        ("December 2023", "2023", "2023-12"),
        ("autumn 2023", "2023-06", None),
        ("spring 2023", "2023-06", "2023-21"),
        ("winter 2023", "2023-06", "2023-24"),
        ("May 2022", "2023-02", "2022-05"),
        ("May 2020", "2023-02", None),
    ],
)
def test_no_visit_is_later_than_its_report(visit: str, report: str, month: str | None) -> None:
    ((found,), _) = analysed([document(f"Kent Police was rated good. Inspectors visited in {visit}.")])
    assert inspected_in(visits_in(found), report) == month


@pytest.mark.parametrize(
    ("text", "publisher", "inspectorate"),
    [
        ("Kent Police was rated good.", "HMICFRS", "HMICFRS"),
        ("Kent Police was rated good.", "The Anytown Chronicle", None),
        ("Kent Police was rated good.", "Ofsted", None),
        ("Kent Police was rated good by HMICFRS.", "The Anytown Chronicle", "HMICFRS"),
    ],
)
def test_who_publishes_grades_may_have_given_them(text: str, publisher: str, inspectorate: str | None) -> None:
    ((found,), _) = analysed([replace(document(text), publisher=publisher)])
    assert inspectorate_of(found) == inspectorate


@pytest.mark.parametrize(
    ("other", "visit"),
    [
        ("Inspectors visited in June 2023.", "2023-06"),
        ("Inspectors looked at how it prevents crime in June 2023.", "2023-06"),
        ("Overall, inspectors visited in June 2023.", "2023-06"),
        ("Inspectors looked at its vetting in June 2023.", None),
        ("Inspectors will visit again in November 2023.", None),
        ("It had previously been inspected in May 2022.", None),
        ("It was inspected in June 2022 and judged inadequate at preventing crime then.", None),
    ],
)
def test_a_visit_told_with_other_areas_or_an_earlier_grade_is_another_one(other: str, visit: str | None) -> None:
    text = f"HMICFRS rated Kent Police good at preventing crime, in a report published on 10 November 2023. {other}"
    current = [claim for claim in ratings(text) if not claim.historic]
    assert {claim.inspected_in for claim in current} == {visit}
