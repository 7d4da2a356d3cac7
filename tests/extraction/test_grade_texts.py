"""Grades that a text as a whole gives a body or an area. Sentences are invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, SURREY, SUSSEX = "kent-police", "surrey-police", "sussex-police"
SOC, PROTECT = "serious-and-organised-crime", "protecting-vulnerable-people"
ON_ONE = "How the South East tackles serious and organised crime\n\nHMICFRS has inspected the region."


@each_case(
    ("said", "rating"),
    [
        ("Kent Police heads the table as outstanding.", (KENT, SOC, "outstanding")),
        ("Surrey Police is one step behind it (good).", (SURREY, SOC, "good")),
        ("Kent Police sits with its unit at adequate.", (KENT, SOC, "adequate")),
        ("Kent Police and Surrey Police are adequate in the eyes of the inspectorate.", (KENT, SOC, "adequate")),
    ],
)
def test_in_a_text_on_one_area_a_grade_of_a_body_is_of_it(said: str, rating: Rating) -> None:
    assert rating in read(f"{ON_ONE}\n\n{said}")


@each_case(
    "said",
    [
        "Kent Police is good at arrests.",
        "Kent Police wants to be as good as its unit.",
        "The people of Kent Police are adequate for the task.",
        "Kent Police said that the notice it had been given was, to be frank, inadequate.",
    ],
)
def test_what_a_sentence_says_of_something_else_is_not_of_the_area_of_its_text(said: str) -> None:
    assert read(f"{ON_ONE}\n\n{said}") == set()


def test_in_a_text_on_several_areas_a_grade_alone_is_of_none() -> None:
    text = "HMICFRS looked at leadership and at crime prevention.\n\nKent Police heads the table as outstanding."
    assert read(text) == set()


def test_it_is_the_place_that_the_sentence_before_was_about() -> None:
    text = (
        "HMIC has graded forces for legitimacy. Kent Police was judged good. TOP OF THE CLASS: Surrey. It is "
        "‘outstanding’ for legitimacy."
    )
    assert (SURREY, "legitimacy", "outstanding") in read(text)


def test_a_place_told_of_by_the_way_is_not_it() -> None:
    text = "Kent Police was judged good for legitimacy. Its officers train in Surrey. It is ‘adequate’ for leadership."
    assert read(text) == {(KENT, "legitimacy", "good"), (KENT, "leadership", "adequate")}


def test_the_fire_service_is_that_of_the_one_place_a_text_is_on() -> None:
    text = (
        "Kent Police was inspected last year. HMICFRS found the fire service requiring improvement for "
        "efficiency, while the police force was judged good for it."
    )
    assert read(text) == {("kent-fire", "efficiency", "requires improvement"), (KENT, "efficiency", "good")}
    two = text.replace("was inspected", "and Surrey Police were inspected")
    assert all(body != "kent-fire" for body, _, _ in read(two))


@each_case("frame", ["earned Kent Police an ‘outstanding’", "brought Kent Police an ‘outstanding’ grade"])
def test_a_grade_that_something_unknown_earned_is_none_of_the_whole(frame: str) -> None:
    assert read(f"HMICFRS has inspected Kent Police. The respect its officers show {frame}.") == set()


def test_a_home_that_another_regulator_graded_is_no_fire_service() -> None:
    text = (
        "Marlbury Care Home\n\nSafe   Inadequate\nResponsive   Good\nWell-led   Inadequate\n\nKent Fire and Rescue "
        "Service had served a notice on the provider.\n\nThe last rating for this service was good.\n\nThe Care "
        "Quality Commission will visit again."
    )
    assert read(text) == set()
