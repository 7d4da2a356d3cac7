"""Which report a rating is from: candidates, and what the judges say of plain cases. All invented."""

from __future__ import annotations

import pytest

from flows.extraction.linking.dates import MOST_BEFORE, MOST_BEHIND, MOST_OPENING, Days, StatedRating
from flows.extraction.linking.entities import Entities
from tests.extraction.readings import document, ratings
from tests.gold.lessons import unjudged

GOOD = "Kent Police was rated good at preventing crime"


def dated(text: str, published_on: str | None = "2023-11-15") -> tuple[Days, StatedRating]:
    found: Entities = unjudged(document(text, published_on)).document
    (grade,) = found.grades
    body = next(iter(found.bodies))
    return Days(found.times, published_on), StatedRating(grade, body, "overall", 0.0)


def test_every_time_near_a_rating_is_a_candidate_and_the_days_of_the_document_and_none() -> None:
    days, stated = dated(f"{GOOD} in a report published on 8 March 2023. It was inspected in spring 2022.")
    assert days.candidates(stated) == ["2022-21", "2023-03-08", "2023-11-15", None]


def test_the_number_of_candidates_is_bounded() -> None:
    other = "A fair was held on {} May 20{:02} in a town nearby. "
    text = "".join(other.format(number % 28 + 1, number) for number in range(60))
    days, stated = dated(f"{text}{GOOD}. {text}")
    assert len(days.candidates(stated)) <= MOST_BEFORE + MOST_BEHIND + MOST_OPENING + 2


@pytest.mark.parametrize(
    ("text", "report"),
    [
        (f"{GOOD} in a report published on 8 March 2023.", "2023-03-08"),
        (f"HMICFRS published its report on the force on 8 March 2023. {GOOD}.", "2023-03-08"),
        (f"{GOOD}, inspectors said.", None),
    ],
)
def test_a_plain_report_is_dated(text: str, report: str | None) -> None:
    assert {claim.report_published_on for claim in ratings(text, None)} == {report}
