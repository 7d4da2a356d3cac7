"""Grades of parallel predicates, of counts and of what a sentence points to."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, SURREY, ESSEX = "kent-police", "surrey-police", "essex-police"
LEAD, INVESTIGATE, OFFENDERS = "leadership", "investigating-crime", "managing-offenders"
KENT_FIRE, PREVENT, PEOPLE = "kent-fire", "preventing-fires-and-other-risks", "people"
RESPOND, RESOURCES = "responding-to-fires-and-other-emergencies", "good-use-of-resources"
WORKPLACE = "developing-a-positive-workplace"


@each_case(
    ("said", "found"),
    [
        (
            "Kent is good at managing offenders, good at investigating crime and good as a place to work.",
            {(KENT, OFFENDERS, "good"), (KENT, INVESTIGATE, "good"), (KENT, WORKPLACE, "good")},
        ),
        (
            "Kent Police was rated adequate at managing offenders, and as an employer.",
            {(KENT, OFFENDERS, "adequate"), (KENT, WORKPLACE, "adequate")},
        ),
        ("Kent Police was rated good as an employer.", {(KENT, WORKPLACE, "good")}),
        ("Kent Police is good at managing offenders as a result of its new plan.", {(KENT, OFFENDERS, "good")}),
    ],
)
def test_a_force_is_graded_as_a_place_to_work(said: str, found: set[Rating]) -> None:
    assert read(f"HMICFRS has graded the force.\n\n{said}") == found


def test_the_area_of_a_heading_far_away_does_not_stand_beside_a_grade() -> None:
    text = (
        "Kent Police told to pick up the phone\n\nToo many callers wait, inspectors found\n\n"
        "HMICFRS graded Kent Police. Kent is good at managing offenders, good at investigating crime and good in its "
        "dealings with the press."
    )
    assert read(text) == {(KENT, OFFENDERS, "good"), (KENT, INVESTIGATE, "good")}


@each_case(
    ("said", "found"),
    [
        ("Within effectiveness, prevention was rated adequate", {PREVENT}),
        ("Under the effectiveness pillar, prevention and response were rated adequate", {PREVENT, RESPOND}),
        ("On effectiveness, prevention was judged adequate", {PREVENT}),
        (
            "In effectiveness, efficiency and people the service was rated adequate",
            {"effectiveness", "efficiency", PEOPLE},
        ),
        (
            "In effectiveness, prevention and response the service was rated adequate",
            {"effectiveness", PREVENT, RESPOND},
        ),
        ("On effectiveness and efficiency, it was judged adequate", {"effectiveness", "efficiency"}),
    ],
)
def test_what_stands_under_a_pillar_is_part_of_it(said: str, found: set[str]) -> None:
    text = f"HMICFRS has graded Kent Fire and Rescue Service. {said}."
    assert read(text) == {(KENT_FIRE, area, "adequate") for area in found}


@each_case(
    ("said", "found"),
    [
        ("Within the first of those headings, response was the weak spot, rated inadequate.", (RESPOND, "inadequate")),
        ("Under the second of these, its use of resources was rated inadequate.", (RESOURCES, "inadequate")),
        ("In the second of these, it was rated good in 2019.", ("efficiency", "was good")),
    ],
)
def test_a_part_of_the_first_of_these_is_not_the_first(said: str, found: tuple[str, str]) -> None:
    text = f"HMICFRS has graded Kent Fire and Rescue Service. It is good for effectiveness and efficiency. {said}"
    both = {(KENT_FIRE, area, "good") for area in ("effectiveness", "efficiency")}
    assert read(text) == both | {(KENT_FIRE, *found)}


def test_questions_in_a_row_are_all_answered() -> None:
    text = (
        "HMIC asks four questions of Kent Police. To three of them – how well does it prevent crime, how well does it "
        "investigate crime, how well does it tackle serious and organised crime – the answer was 'good'."
    )
    areas = ("preventing-crime", INVESTIGATE, "serious-and-organised-crime")
    assert read(text) == {(KENT, area, "good") for area in areas}


@each_case(
    ("said", "found"),
    [
        (
            "The other two came back as inadequate.",
            {"effectiveness", "efficiency"},
        ),
        ("The other three came back as inadequate.", set()),
        ("The other two services were inadequate.", set()),
    ],
)
def test_the_other_two_are_those_without_a_grade(said: str, found: set[str]) -> None:
    text = (
        "HMICFRS made three judgments on Kent Fire and Rescue Service: one on effectiveness, one on efficiency and one "
        f"on its people. Only the last of these, people, was good. {said}"
    )
    assert read(text) == {(KENT_FIRE, "people", "good"), *((KENT_FIRE, area, "inadequate") for area in found)}


def test_the_same_test_is_the_one_of_the_text() -> None:
    text = "Leadership of Kent Police ‘requires improvement’\n\nIn 2015 it was told it was good on the very same test."
    assert read(text) == {(KENT, LEAD, "requires improvement"), (KENT, LEAD, "was good")}


def test_a_grade_that_a_body_was_cost_was_its_own_before() -> None:
    assert read("Slow calls cost Kent Police its 'good' for leadership") == {(KENT, LEAD, "was good")}


@each_case(
    ("said", "found"),
    [
        ("The same mark went to leadership.", {(KENT, LEAD, "good")}),
        ("Calls wait too long. The same mark went to leadership.", {(KENT, LEAD, "good")}),
        ("Calls wait too long. The force was put in the same band as Essex.", set()),
    ],
)
def test_the_same_mark_is_the_one_told_of_shortly_before(said: str, found: set[Rating]) -> None:
    told = read(f"HMICFRS rated Kent Police as good at managing offenders. {said}")
    assert told == {(KENT, OFFENDERS, "good")} | found


@each_case(
    ("said", "bodies"),
    [
        ("Good was the grade for Kent Police and for Surrey Police.", {KENT, SURREY}),
        ("There was a good for Kent Police, for Surrey Police and for Essex Police.", {KENT, SURREY, ESSEX}),
        ("There was a good for Kent Police and a warning to Surrey Police.", {KENT}),
    ],
)
def test_what_is_for_several_may_say_so_of_each(said: str, bodies: set[str]) -> None:
    found = read(f"HMICFRS graded forces on serious and organised crime. {said}")
    assert {body for body, _, _ in found} == bodies


@each_case(
    ("said", "found"),
    [
        ("At managing offenders we are adequate.", {(KENT, OFFENDERS, "adequate")}),
        ("When it comes to leadership we are now good.", {(KENT, LEAD, "good")}),
        ("At our open days we are good with children.", set()),
    ],
)
def test_an_area_may_stand_before_who_speaks_of_itself(said: str, found: set[Rating]) -> None:
    chief = "Chief Constable Ada Quillfeather of Kent Police said:"
    assert read(f"HMICFRS has inspected the force. {chief} “{said}”") == found


@each_case(
    ("said", "found"),
    [
        ("On whether it manages offenders well, Kent Police was marked good.", {(KENT, OFFENDERS, "good")}),
        ("HMICFRS will say whether Kent Police is good at managing offenders.", set()),
    ],
)
def test_a_question_that_is_answered_is_no_condition(said: str, found: set[Rating]) -> None:
    assert read(f"HMICFRS has inspected the force. {said}") == found
