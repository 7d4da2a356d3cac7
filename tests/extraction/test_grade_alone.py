"""Grades that stand beside their area in no frame of their own, and everyday words that look like them."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import ratings, read

KENT = "kent-police"
Found = set[tuple[str, str, str]]


@each_case(
    ("said", "found"),
    [
        ("The force gets a good for leadership.", {(KENT, "leadership", "good")}),
        (
            "Leadership, good. Crime recording, outstanding.",
            {(KENT, "leadership", "good"), (KENT, "crime-data-integrity", "outstanding")},
        ),
        ("Its crime recording stays adequate.", {(KENT, "crime-data-integrity", "adequate")}),
        (
            "The force has been doing well (inadequate for crime recording, though).",
            {(KENT, "crime-data-integrity", "inadequate")},
        ),
        ("Leadership has taken a turn for good.", set()),
        ("It said its training for leadership and that of its clerks was adequate.", set()),
        ("A resident called its crime recording inadequate.", set()),
        ("It wants to take its leadership from good to great.", set()),
    ],
)
def test_an_area_makes_the_word_beside_it_a_grade(said: str, found: Found) -> None:
    assert read(f"Kent Police was visited by HMICFRS. {said}") == found


def test_words_beside_an_area_are_no_grade_where_a_text_is_on_no_inspection() -> None:
    assert read("Kent Police held a gala. Its leadership, good as ever, stays adequate.") == set()


def test_a_bracket_says_what_was_before() -> None:
    said = "Inspectors moved Kent Police up to good for crime recording (inadequate before)."
    assert read(said) == {(KENT, "crime-data-integrity", "good"), (KENT, "crime-data-integrity", "was inadequate")}


@each_case(
    ("said", "found"),
    [
        ("The panel’s ambition is that by 2029 the force is rated good for leadership.", set()),
        ("The force should not be content; good or better for leadership is what counts.", set()),
        ("It had adequate reserves and accepted the judgment on leadership.", set()),
        ("It was praised as good at leadership.", {(KENT, "leadership", "good")}),
        ("It has gone up two rungs to good for leadership.", {(KENT, "leadership", "good")}),
        ("HMICFRS judged that its leadership was inadequate.", {(KENT, "leadership", "inadequate")}),
    ],
)
def test_further_words_of_judging(said: str, found: Found) -> None:
    assert read(f"Kent Police was inspected. {said}") == found


@each_case(
    ("said", "found"),
    [
        ("The same grade went to how it records crime.", {(KENT, "crime-data-integrity", "good")}),
        ("The same grade was not given for efficiency.", set()),
        (
            "Its investigations fell short: there the judgment is ‘adequate’.",
            {(KENT, "investigating-crime", "adequate")},
        ),
        ("This part of its work was found to be inadequate in 2019.", {(KENT, "leadership", "was inadequate")}),
        ("It got adequate in just one area, crime recording.", {(KENT, "crime-data-integrity", "adequate")}),
        (
            "It was found adequate in two areas in July: efficiency and crime recording.",
            {(KENT, "efficiency", "adequate"), (KENT, "crime-data-integrity", "adequate")},
        ),
        (
            "It is marked inadequate for its control room, an area it terms “responding to the public”.",
            {(KENT, "responding-to-the-public", "inadequate")},
        ),
        ("Surrey, adequate, was behind.", {("surrey-police", "leadership", "adequate")}),
        ("Surrey, where staff called pay adequate, was behind.", set()),
        (
            "Surrey and Sussex both went from good to adequate on preventing crime.",
            {
                (body, "preventing-crime", grade)
                for body in ("surrey-police", "sussex-police")
                for grade in ("was good", "adequate")
            },
        ),
    ],
)
def test_what_a_grade_is_for_is_told_elsewhere(said: str, found: Found) -> None:
    assert read(f"HMICFRS rated Kent Police good for leadership. {said}") == {(KENT, "leadership", "good"), *found}


def test_a_semicolon_parts_the_areas_of_two_grades() -> None:
    said = "HMICFRS gave Kent Police good for leadership; for efficiency it received outstanding."
    assert read(said) == {(KENT, "leadership", "good"), (KENT, "efficiency", "outstanding")}


def test_a_place_is_its_fire_service_where_an_area_is_of_those_alone() -> None:
    said = "Kent Fire and Rescue Service was inspected. Cheshire required improvement in efficiency and people alike."
    found = {("cheshire-fire", area, "requires improvement") for area in ("efficiency", "people")}
    assert read(said) == found


@each_case(
    ("said", "found"),
    [
        (
            "It does well on leadership (good) and on crime recording (adequate).",
            {(KENT, "leadership", "good"), (KENT, "crime-data-integrity", "adequate")},
        ),
        (
            "On leadership and efficiency, it is rated adequate; both were inadequate before.",
            {(KENT, area, grade) for area in ("leadership", "efficiency") for grade in ("adequate", "was inadequate")},
        ),
        (
            "It was good for crime recording, and its leadership, which required improvement, is now adequate.",
            {
                (KENT, "crime-data-integrity", "good"),
                (KENT, "leadership", "was requires improvement"),
                (KENT, "leadership", "adequate"),
            },
        ),
        (
            "Leadership was ‘adequate’ - three years ago it was classed as ‘inadequate’ - and efficiency was ‘good’.",
            {(KENT, "leadership", "adequate"), (KENT, "leadership", "was inadequate"), (KENT, "efficiency", "good")},
        ),
        ("It escaped a grade of inadequate for leadership.", set()),
        (
            "It was praised, but not enough to avoid a grade of inadequate for leadership.",
            {(KENT, "leadership", "inadequate")},
        ),
        (
            "It was rated adequate for leadership. HMICFRS has lifted that grade to good.",
            {(KENT, "leadership", "was adequate"), (KENT, "leadership", "good")},
        ),
        (
            "It was rated adequate for leadership, and this time it has company: Surrey, up from inadequate.",
            {(KENT, "leadership", "adequate"), ("surrey-police", "leadership", "was inadequate")},
        ),
    ],
)
def test_grades_beside_earlier_ones(said: str, found: Found) -> None:
    assert read(f"Kent Police was inspected. {said}") == found


def test_a_year_in_a_clause_on_another_grade_is_not_of_the_first() -> None:
    said = "Kent Police, HMICFRS says, has climbed to ‘good’ for leadership, where in 2021 it had been ‘adequate’."
    assert {(c.grade, c.historic, c.report_published_on) for c in ratings(said)} == {
        ("good", False, None),
        ("adequate", True, "2021"),
    }


@each_case(
    ("said", "found"),
    [
        ("HMICFRS has awarded the force its highest grade for leadership.", {(KENT, "leadership", "outstanding")}),
        ("The force got the lowest of five possible marks for leadership.", {(KENT, "leadership", "inadequate")}),
        ("The force got the highest grade in the region for leadership.", set()),
        ("Its highest grade was for leadership.", set()),
        ("It hopes for the top mark for leadership.", set()),
    ],
)
def test_the_best_and_the_worst_grade_there_is(said: str, found: Found) -> None:
    assert read(f"Kent Police was inspected. {said}") == found


def test_praise_is_no_grade_where_a_text_is_on_no_inspection() -> None:
    said = (
        "Chief Inspector Una Marl, of Kent Police, was at the port. A driver described its leadership as outstanding."
    )
    assert read(said) == set()


@each_case(
    ("said", "found"),
    [
        ("Adequate was also the mark for leadership.", {(KENT, "leadership", "adequate")}),
        ("Good was the mood in town for its leadership.", set()),
        ("Its trouble lies in leadership, where it was ‘inadequate’.", {(KENT, "leadership", "inadequate")}),
        ("It did well in leadership, where it spent £2m on good paper.", set()),
    ],
)
def test_an_area_before_its_clause_or_behind_a_mark(said: str, found: Found) -> None:
    start = "HMICFRS rated Kent Police good for efficiency."
    assert read(f"{start} {said}") == {(KENT, "efficiency", "good"), *found}


def test_a_text_on_one_area_gives_no_grade_in_another() -> None:
    said = (
        "HMIC looked at how well forces protect vulnerable people. Most wait too long.\n\nThe two forces judged to be "
    )
    expected = {(body, "protecting-vulnerable-people", "inadequate") for body in (KENT, "surrey-police")}
    assert read(f"{said}inadequate are Kent Police and Surrey Police.") == expected
    said = "Kent Police was rated good by HMICFRS. It helps protect vulnerable people in Dover."
    assert read(said) == {(KENT, "overall", "good")}
