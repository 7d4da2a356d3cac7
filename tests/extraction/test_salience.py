"""Whom "the force" means: not who is named by the way, but a body that a text turns to."""

from flows.extraction.analysis.reference.salience import ACTS, BESIDE, INSPECTED
from tests.cases import each_case
from tests.extraction.readings import disruptions, read
from tests.extraction.test_page_owners import the_force

KENT, ESSEX = "kent-police", "essex-police"
FIRST = "Kent Police was rated good at preventing crime. "
BEHIND = " The force was rated adequate at managing offenders."


def later(between: str, behind: str = BEHIND) -> set[str]:
    return {body for body, area, _ in read(FIRST + between + behind) if area == "managing-offenders"}


@each_case(
    "between",
    [
        "The force shares a helicopter with Essex Police.",
        "They spoke of a scheme that was since copied by Essex Police and Surrey Police.",
        "A victim who was passed to Essex Police and then Surrey Police lost heart.",
    ],
)
def test_a_body_named_by_the_way_is_not_the_force(between: str) -> None:
    assert later(between) <= {KENT}
    assert later(between, " It was rated adequate at managing offenders.") <= {KENT}


@each_case(
    "between",
    [
        "Essex Police was inspected too.",
        "Inspectors also visited Essex Police.",
        "In March inspectors criticised Essex Police over a similar failing.",
        "A second report was on Essex Police.",
        "It comes after an inspection of Essex Police.",
        "Meanwhile Essex Police has been inspected with Surrey Police.",
    ],
)
def test_a_body_that_a_text_turns_to_is_the_force(between: str) -> None:
    assert later(between) <= {ESSEX}


def test_who_is_named_by_the_way_is_meant_where_nobody_else_is() -> None:
    text = "A dog unit is run jointly with Surrey Police." + BEHIND
    assert the_force(text) == ["surrey-police"]


def test_texts_on_several_bodies_told_in_turn() -> None:
    text = "Essex Police was rated good at preventing crime." + BEHIND.replace("adequate", "inadequate")
    assert read(f"{FIRST}{BEHIND}\n\n{text}") == {
        (KENT, "preventing-crime", "good"),
        (KENT, "managing-offenders", "adequate"),
        (ESSEX, "preventing-crime", "good"),
        (ESSEX, "managing-offenders", "inadequate"),
    }


def test_figures_are_not_of_who_helped() -> None:
    text = (
        "Essex Police disrupted 51 organised crime groups in 2022/23.\n\nDetectives worked with the Metropolitan "
        "Police to arrest a man.\n\nThe force recorded 204 disruptions in 2022/23."
    )
    assert {claim.body.body_id for claim in disruptions(text)} == {ESSEX}


@each_case(
    "said",
    [
        "None of the forces in the region was rated outstanding at managing offenders.",
        "A speaker added that no force in the northern region had been rated outstanding for managing offenders.",
        "Only two forces nationally were rated outstanding for managing offenders.",
        "Most forces inspected so far have been rated outstanding for managing offenders.",
    ],
)
def test_forces_without_a_name_are_none(said: str) -> None:
    assert read(FIRST + said) == {(KENT, "preventing-crime", "good")}


@each_case("pattern", [ACTS, BESIDE, INSPECTED])
def test_patterns_take_no_time_on_long_text(pattern: object) -> None:
    for text in ("with " + "A" * 4000 + "1", "with " + "a b " * 1000, "In " + "and the " * 1000):
        pattern.search(text[-400:])  # type: ignore[attr-defined]
