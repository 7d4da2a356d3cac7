"""Grades that stand in no frame but beside their area. Sentences are invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, ratings, read

KENT, FIRE = "kent-police", "kent-fire"

BESIDE: list[tuple[str, set[Rating]]] = [
    (
        "Inspectors have been to Kent Police. They came away thinking it inadequate at responding to the public.",
        {(KENT, "responding-to-the-public", "inadequate")},
    ),
    (
        "Kent Fire and Rescue Service was inspected again. It is adequate this time for prevention, and praised as "
        "good at responding to fires and other emergencies.",
        {
            (FIRE, "preventing-fires-and-other-risks", "adequate"),
            (FIRE, "responding-to-fires-and-other-emergencies", "good"),
        },
    ),
]

NOTHING = [
    # No area beside it.
    "Inspectors have been to Kent Police. They came away thinking the canteen outstanding.",
    # Idioms.
    "Kent Police was inspected. Since then it has dismantled two organised crime groups for good.",
    "Kent Police was inspected. The chief constable wants to take its leadership from good to great.",
    # What somebody says who is no inspector.
    "Kent Police was inspected. One speaker called the force's leadership inadequate.",
    'Kent Police was inspected. A resident, Una Marl, said: "They were told the leadership was good because of it."',
]


@each_case(("text", "ratings"), BESIDE)
def test_an_area_beside_a_grade_is_frame_enough(text: str, ratings: set[Rating]) -> None:
    assert read(text) == ratings


@each_case("text", NOTHING)
def test_what_is_beside_no_area_or_no_grade_at_all_is_none(text: str) -> None:
    assert read(text) == set()


def test_the_only_area_of_a_sentence_is_what_its_only_grade_is_of() -> None:
    text = (
        "Kent Police was inspected last spring. 'Requires improvement' is what the inspectorate thinks this time of "
        "the ways in which it is led, and so of leadership."
    )
    assert read(text) == {(KENT, "leadership", "requires improvement")}
    assert [claim.rule for claim in ratings(text)] == ["rating-near"]


@each_case(
    "text",
    [
        "'Requires improvement' is what the inspectorate thinks, whether of crime prevention or, some say, leadership.",
        "'Requires improvement' is what the inspectorate thinks, but not of leadership.",
        "'Requires improvement' is what the inspectorate thinks, where leadership was hard.",
        "The force had adequate buildings for leadership.",
    ],
)
def test_what_a_sentence_says_of_its_only_area_may_be_something_else(text: str) -> None:
    assert read(f"Kent Police was inspected last spring. {text}") == set()


def test_some_among_others_are_those_that_are_named() -> None:
    text = (
        "Inspectors looked at how ERSOU tackles organised crime. Among the seven forces that feed it, Essex and "
        "Hertfordshire come out as good."
    )
    organised = "serious-and-organised-crime"
    assert read(text) == {
        ("essex-police", organised, "good"),
        ("hertfordshire-constabulary", organised, "good"),
    }


def test_a_number_of_forces_is_none_that_was_named_before() -> None:
    assert read("Kent Police was inspected. Of 43 forces, 12 are graded good for investigating crime.") == set()


def test_a_grade_that_is_spoken_of_is_none() -> None:
    assert read("Kent Police was inspected. Union: ‘adequate’ isn’t enough for Kent Police.") == set()


def test_a_second_verb_stands_before_the_grade() -> None:
    text = "Kent Police was graded adequate for leadership. Preventing crime fared better and is good."
    assert read(text) == {(KENT, "leadership", "adequate"), (KENT, "preventing-crime", "good")}
