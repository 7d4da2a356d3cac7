"""Whose a grade is where other bodies are named by the way. Sentences are invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, ratings, read

KENT, SURREY, ESSEX, SUSSEX = "kent-police", "surrey-police", "essex-police", "sussex-police"
PREVENT, SOC = "preventing-crime", "serious-and-organised-crime"

SUBJECTS: list[tuple[str, set[Rating]]] = [
    (
        "Kent Police, which shares a base with Surrey Police, was rated good at preventing crime.",
        {(KENT, PREVENT, "good")},
    ),
    (
        "Kent Police, whose chief came from Surrey Police, is good at preventing crime.",
        {(KENT, PREVENT, "good")},
    ),
    (
        "Essex and Kent, which joined the collaboration late, got ‘adequate’ and ‘good’ respectively for preventing "
        "crime; Surrey Police requires improvement at it.",
        {(ESSEX, PREVENT, "adequate"), (KENT, PREVENT, "good"), (SURREY, PREVENT, "requires improvement")},
    ),
    # It is said of the other body.
    (
        "Kent Police works with Surrey Police, which was rated good at preventing crime.",
        {(SURREY, PREVENT, "good")},
    ),
    # Moves of now and of an earlier grade.
    (
        "Kent Police drops to adequate for leadership and climbs to good for preventing crime.",
        {(KENT, "leadership", "adequate"), (KENT, PREVENT, "good")},
    ),
]


@each_case(("said", "expected"), SUBJECTS)
def test_what_is_told_by_the_way_is_no_subject(said: str, expected: set[Rating]) -> None:
    assert read(f"HMICFRS has been. {said}") == expected


def test_the_highest_mark_of_the_inspectorate() -> None:
    said = "has bagged the inspectorate’s highest accolade for preventing crime."
    assert read(f"Kent Police {said}") == {(KENT, PREVENT, "outstanding")}
    assert read(f"HMICFRS was there. Kent Police {said.replace('inspectorate', 'trade paper')}") == set()


def test_what_is_graded_stands_behind_the_way_it_is_done() -> None:
    said = "Kent Police was judged inadequate for the effectiveness with which it protects vulnerable people."
    assert read(said) == {(KENT, "protecting-vulnerable-people", "inadequate")}


def test_a_later_grade_in_the_same_sentence_is_of_now() -> None:
    said = (
        "Rated inadequate for leadership in 2019, Kent Police has since changed and, in the assessment published in "
        "October 2022, was judged good at preventing crime and adequate for leadership."
    )
    assert {(c.area, c.grade, c.historic, c.report_published_on) for c in ratings(said)} == {
        ("leadership", "inadequate", True, "2019"),
        (PREVENT, "good", False, "2022-10"),
        ("leadership", "adequate", False, "2022-10"),
    }
    drops = "Kent Police, deemed good only four years ago for leadership, drops two rungs to ‘requires improvement’."
    assert read(drops) == {(KENT, "leadership", "was good"), (KENT, "leadership", "requires improvement")}


def test_grades_behind_a_unit_are_given_to_its_forces() -> None:
    said = "The four forces fared less evenly: adequate for Kent Police, good for Surrey and good for Essex."
    assert read(f"SEROCU was inspected. {said}") == {
        (KENT, SOC, "adequate"),
        (SURREY, SOC, "good"),
        (ESSEX, SOC, "good"),
    }
    assert read(f"HMICFRS has been. {said}") == set()


@each_case(
    ("said", "found"),
    [
        ("is not where it wants to be on leadership, and has been graded ‘good’ for it.", {"leadership"}),
        ("has read its report. ‘Good’ now describes how the force deals with preventing crime.", {PREVENT}),
        # What it is of is told in words that are not understood.
        ("has been given its report. The ‘good’ awarded for paperwork was kind.", set()),
        ("has read its report. ‘Good’ now describes its canteen.", set()),
    ],
)
def test_what_a_grade_is_of_is_told_behind_it(said: str, found: set[str]) -> None:
    assert read(f"HMICFRS has been. Kent Police {said}") == {(KENT, area, "good") for area in found}


def test_other_inspectorates_grade_no_force() -> None:
    said = (
        "HM Inspectorate of Probation was in the county. One bright spot was joint work with Kent Police on managing "
    )
    assert read(f"{said}offenders, where arrangements were good.") == set()


def test_a_grade_behind_a_comma_is_of_what_follows() -> None:
    said = "HMICFRS has been. Kent Police got good, for preventing crime, and adequate, for leadership."
    assert read(said) == {(KENT, PREVENT, "good"), (KENT, "leadership", "adequate")}


@each_case(
    ("said", "expected"),
    [
        # A place goes on as "it".
        ("Kent’s good at preventing crime, and it’s good at leadership.", {(KENT, PREVENT), (KENT, "leadership")}),
        (
            "Kent Police and Surrey Police share its grade, which is good, for leadership.",
            {(KENT, "leadership"), (SURREY, "leadership")},
        ),
        ("Kent Police got a top mark, that is “good”, for leadership.", {(KENT, "leadership")}),
        # What a sentence says is no label of an area; nobody grades the fire services of Wales.
        ("Kent Police reads: we do it well (Good).", set()),
        ("He considered training at South Wales Fire and Rescue Service to be good for its people.", set()),
    ],
)
def test_bodies_of_looser_sentences(said: str, expected: set[tuple[str, str]]) -> None:
    assert read(f"HMICFRS has been to the unit. {said}") == {(*pair, "good") for pair in expected}


def test_what_had_been_done_is_told_from_the_opening_of_a_sentence() -> None:
    said = "A charity was told, sad but not surprised, that Kent Police had been put in the lowest band for leadership."
    assert read(said) == {(KENT, "leadership", "inadequate")}
