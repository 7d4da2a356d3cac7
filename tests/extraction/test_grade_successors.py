"""Grades that took the place of others. Sentences are invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, ratings, read

KENT, KENT_FIRE = "kent-police", "kent-fire"
PREVENT, INVESTIGATE, OFFENDERS = "preventing-crime", "investigating-crime", "managing-offenders"

ANEW: list[tuple[str, set[Rating]]] = [
    (
        "Kent Police was judged inadequate at managing offenders. Inspectors re-graded the force as good.",
        {(KENT, OFFENDERS, "was inadequate"), (KENT, OFFENDERS, "good")},
    ),
    (
        "Kent Police was judged inadequate at managing offenders and preventing crime. By 2025 each of the two had "
        "climbed to ‘adequate’.",
        {
            (KENT, OFFENDERS, "was inadequate"),
            (KENT, PREVENT, "was inadequate"),
            (KENT, OFFENDERS, "adequate"),
            (KENT, PREVENT, "adequate"),
        },
    ),
    (
        "Kent Police was first placed in ‘inadequate’ for managing offenders; a later inspection placed it in ‘good’.",
        {(KENT, OFFENDERS, "was inadequate"), (KENT, OFFENDERS, "good")},
    ),
    (
        "Kent Police was rated outstanding for managing offenders. That grade had been replaced by ‘good’.",
        {(KENT, OFFENDERS, "was outstanding"), (KENT, OFFENDERS, "good")},
    ),
    (
        "For managing offenders Kent Police has slipped from ‘good’, awarded in 2022, to ‘adequate’.",
        {(KENT, OFFENDERS, "was good"), (KENT, OFFENDERS, "adequate")},
    ),
    (
        "In round one Kent Fire and Rescue Service was rated good for people. Round two gave no such grades.",
        {(KENT_FIRE, "people", "was good")},
    ),
    (
        "Readers of old reports will find that Kent Police was graded inadequate for managing offenders.",
        {(KENT, OFFENDERS, "was inadequate")},
    ),
]


@each_case(("text", "expected"), ANEW)
def test_a_newer_grade_makes_the_one_before_an_earlier_one(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


NOT_ANEW: list[tuple[str, set[Rating]]] = [
    (
        "Kent Police was judged inadequate at managing offenders. Its new chief says that the force is now good.",
        {(KENT, OFFENDERS, "inadequate")},
    ),
    (
        "Kent Police was judged inadequate at managing offenders. It is now rated good at preventing crime.",
        {(KENT, OFFENDERS, "inadequate"), (KENT, PREVENT, "good")},
    ),
    (
        "In round two Kent Fire and Rescue Service was rated good for people. Round one had no such grades.",
        {(KENT_FIRE, "people", "good")},
    ),
]


@each_case(("text", "expected"), NOT_ANEW)
def test_another_area_or_no_newer_round_outdates_nothing(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


def test_a_history_in_dates_gives_its_grades_the_dates_of_their_lines() -> None:
    text = (
        "Kent Police under inspection\n\n2018 – HMICFRS judges the force good at preventing crime\n"
        "2021 – A new chief constable takes up post\n"
        "March 2022 – PEEL report: the force is inadequate at managing offenders\n2024: It is judged good at leadership"
    )
    assert {(c.area, c.grade, c.historic, c.report_published_on) for c in ratings(text)} == {
        (PREVENT, "good", True, "2018"),
        (OFFENDERS, "inadequate", True, "2022-03"),
        ("leadership", "good", False, "2024"),
    }
    alone = "Kent Police\n\n2018 – HMICFRS judges the force good at preventing crime\n\nIt was told to go on."
    assert {(c.area, c.grade, c.report_published_on) for c in ratings(alone)} == {(PREVENT, "good", None)}


def test_the_heads_of_a_table_stand_below_its_title() -> None:
    text = (
        "Inspections | Kent Police\n\nArea | 2018/19 | 2021/22 | 2024\n"
        "Preventing crime | Good | Adequate | Good\nInvestigating crime | Good | Good | Adequate"
    )
    assert {(c.area, c.grade, c.historic) for c in ratings(text)} == {
        (PREVENT, "good", True),
        (PREVENT, "adequate", True),
        (PREVENT, "good", False),
        (INVESTIGATE, "good", True),
        (INVESTIGATE, "adequate", False),
    }
