"""Grades told within and across sentences: coordination, ellipsis, and who or what is left out of them."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, SURREY, ESSEX, KENT_FIRE = "kent-police", "surrey-police", "essex-police", "kent-fire"
LEAD, PREVENT, OFFENDERS, RESPOND = "leadership", "preventing-crime", "managing-offenders", "responding-to-the-public"
CDI, SOC, PUBLIC = "crime-data-integrity", "serious-and-organised-crime", "treatment-of-the-public"


@each_case(
    ("said", "found"),
    [
        ("as was Surrey", {(SURREY, "good")}),
        ("as were Surrey Police and Essex Police", {(SURREY, "good"), (ESSEX, "good")}),
        ("as was Surrey, whereas Essex was graded inadequate", {(SURREY, "good"), (ESSEX, "inadequate")}),
        ("while its partner Surrey remains “adequate”", {(SURREY, "adequate")}),
        ("and so too was Surrey Police", {(SURREY, "good")}),
        ("Surrey adequate and Essex inadequate", {(SURREY, "adequate"), (ESSEX, "inadequate")}),
        ("with room adequate and light inadequate", set()),
        ("as was Surrey’s dog unit", set()),
        ("as was expected", set()),
        ("as was said by Surrey Police", set()),
        ("as was its neighbour", set()),
    ],
)
def test_another_body_is_graded_in_the_same_area(said: str, found: set[tuple[str, str]]) -> None:
    text = f"HMICFRS has reported. On its leadership, Kent Police was judged to be good, {said}."
    assert read(text) == {(KENT, LEAD, "good"), *((body, LEAD, grade) for body, grade in found)}


def test_an_area_as_a_whole_is_that_area() -> None:
    assert read("On its effectiveness as a whole, Kent Police was judged to require improvement.") == {
        (KENT, "effectiveness", "requires improvement")
    }
    assert read("Kent Police as a whole was judged good.") == {(KENT, "overall", "good")}


@each_case(
    ("said", "found"),
    [
        ("Kent's work against organised crime was described as outstanding, Surrey's and Essex's as good.", {
            (KENT, SOC, "outstanding"), (SURREY, SOC, "good"), (ESSEX, SOC, "good"),
        }),
        ("Kent's work against organised crime was singled out as outstanding.", {(KENT, SOC, "outstanding")}),
        ("Kent's work against organised crime was described as outstanding by Surrey's and Essex's mayors.", set()),
    ],
)  # fmt: skip
def test_places_own_what_is_graded(said: str, found: set[Rating]) -> None:
    assert found <= read(f"Kent Police, Surrey Police and Essex Police were inspected by HMICFRS. {said}")


def test_so_was_that_for_another() -> None:
    text = "The grade for Kent Police for leadership was 'adequate' - and so was that for Surrey Police."
    assert read(text) == {(KENT, LEAD, "adequate"), (SURREY, LEAD, "adequate")}


@each_case(
    ("said", "found"),
    [
        ("Both were “adequate” at preventing crime.", {(KENT, PREVENT, "adequate"), (SURREY, PREVENT, "adequate")}),
        ("For preventing crime both were graded as “adequate”.", {
            (KENT, PREVENT, "adequate"), (SURREY, PREVENT, "adequate"),
        }),
        ("Both were good years for preventing crime.", set()),
    ],
)  # fmt: skip
def test_both_are_the_two_bodies_before(said: str, found: set[Rating]) -> None:
    text = (
        f"Kent Police was rated as good for leadership, while Surrey Police was rated inadequate for leadership. {said}"
    )
    assert read(text) == {(KENT, LEAD, "good"), (SURREY, LEAD, "inadequate"), *found}


def test_both_are_not_two_of_three() -> None:
    text = "Kent, Surrey and Essex Police were rated good for leadership. Both were “adequate” at preventing crime."
    assert {(body, area) for body, area, _ in read(text)} == {(body, LEAD) for body in (KENT, SURREY, ESSEX)}


@each_case(
    ("said", "found"),
    [
        ("there are two ‘good’ grades, covering preventing crime and managing offenders", {PREVENT, OFFENDERS}),
        ("it earned two good grades, for preventing crime and managing offenders", {PREVENT, OFFENDERS}),
        ("there are two ‘good’ grades, and preventing crime comes next", set()),
    ],
)
def test_grades_cover_areas(said: str, found: set[str]) -> None:
    text = f"HMICFRS inspected Kent Police. It was rated adequate for leadership, and {said}."
    assert read(text) == {(KENT, LEAD, "adequate"), *((KENT, area, "good") for area in found)}


@each_case(
    "said",
    [
        "was marked down to ‘inadequate’ over its leadership",
        "was marked down again, to ‘inadequate’, over its leadership",
        "dropped a rung further, to inadequate, on leadership",
        "fell two places to inadequate for leadership",
    ],
)
def test_a_grade_that_a_body_moves_to(said: str) -> None:
    assert read(f"HMICFRS has reported. Kent Police {said}.") == {(KENT, LEAD, "inadequate")}


@each_case(
    ("said", "found"),
    [
        ("It was “adequate” in 2019.", {(KENT, PREVENT, "was adequate")}),
        ("In 2019 it was ‘adequate’.", {(KENT, PREVENT, "was adequate")}),
        ("It was “adequate” in places.", set()),
        ("In 2019 it was adequate staffing that it lacked.", set()),
    ],
)
def test_an_earlier_grade_is_of_the_area_just_spoken_of(said: str, found: set[Rating]) -> None:
    text = f"HMICFRS has reported. Kent Police was found to be inadequate at preventing crime. {said}"
    assert read(text) == {(KENT, PREVENT, "inadequate"), *found}


@each_case(
    ("said", "found"),
    [
        ("Kent Police was graded as good in each of the three pillars of its inspection.", True),
        (
            "Kent Police was graded as good in each of the three pillars: effectiveness, efficiency and legitimacy.",
            True,
        ),
        ("Kent Police came out good in two of the three pillars of its inspection.", False),
    ],
)
def test_each_of_the_three_pillars(said: str, found: bool) -> None:
    pillars = {(KENT, area, "good") for area in ("effectiveness", "efficiency", "legitimacy")}
    assert read(said) == (pillars if found else set())


def test_all_three_counts_are_the_pillars_graded_before() -> None:
    before = "Kent Police was rated good for effectiveness and legitimacy and adequate for efficiency."
    pillars = {(SURREY, area, "good") for area in ("effectiveness", "efficiency", "legitimacy")}
    assert pillars <= read(f"{before}\n\nSurrey Police, which shares its dogs, came out ‘good’ on all three counts.")
    before = "Kent Police was rated good for effectiveness."
    assert read(f"{before}\n\nSurrey Police came out ‘good’ on all three counts.") == {(KENT, "effectiveness", "good")}


def test_what_had_once_been_is_earlier() -> None:
    text = (
        "Kent Police was inspected. The report rated its crime recording, which was once ‘inadequate’, as outstanding."
    )
    assert read(text) == {(KENT, CDI, "outstanding"), (KENT, CDI, "was inadequate")}


def test_a_headline_names_the_area_before_the_grade() -> None:
    text = "Response to the public ‘inadequate’\n\nKent Police has dropped two grades, HMICFRS said on Thursday."
    assert read(text) == {(KENT, RESPOND, "inadequate")}
    text = (
        "Response to the public ‘inadequate’\n\nA care home in Kent has dropped two grades, the CQC said on Thursday."
    )
    assert read(text) == set()


@each_case(
    ("said", "found"),
    [
        ("“Most days we are good at that,” said Chief Constable Ann Larch of Kent Police.", set()),
        ("Its leadership is good too.", {(KENT, LEAD, "good")}),
        ("Its coffee is good too.", set()),
        ("Inspectors called the force outstanding at managing offenders.", {(KENT, OFFENDERS, "outstanding")}),
        ("The mayor called the force outstanding at managing offenders.", set()),
    ],
)
def test_more_said_of_a_body(said: str, found: set[Rating]) -> None:
    text = f"HMICFRS inspected Kent Police. It was rated adequate at responding to the public. {said}"
    assert read(text) == {(KENT, RESPOND, "adequate"), *found}


def test_one_of_the_services_to_get_there() -> None:
    text = (
        "Kent Fire and Rescue Service was found to be ‘outstanding’ at preventing fires, one of five services to get "
        "there, and ‘good’ at protecting the public through fire regulation."
    )
    assert (KENT_FIRE, "protecting-the-public-through-fire-regulation", "good") in read(text)


@each_case(
    ("said", "found"),
    [
        ("Leadership was good at Surrey and inadequate at Essex.", {
            (SURREY, LEAD, "good"), (ESSEX, LEAD, "inadequate"),
        }),
        ("Surrey, which five years ago was found to be inadequate for leadership, met.", {
            (SURREY, LEAD, "was inadequate"),
        }),
        ("In the case of Surrey – which had been rated inadequate for leadership – nobody spoke.", {
            (SURREY, LEAD, "was inadequate"),
        }),
        ("The unit which both forces share was good.", set()),
    ],
)  # fmt: skip
def test_a_place_is_graded(said: str, found: set[Rating]) -> None:
    text = f"HMICFRS inspected Kent Police, Surrey Police and Essex Police. {said}"
    assert read(text) == found


def test_where_somebody_was_before_is_not_the_force() -> None:
    text = "Kent Police has changed. Ann Larch joined from Surrey Police. The force was rated good for leadership."
    assert read(text) == {(KENT, LEAD, "good")}


def test_a_body_and_its_neighbour_are_graded_together() -> None:
    text = "HMICFRS reports. Kent Police and its neighbour Surrey Police were both marked inadequate for leadership."
    assert read(text) == {(KENT, LEAD, "inadequate"), (SURREY, LEAD, "inadequate")}
    text = "HMICFRS reports. Kent Police and its partners were marked inadequate for leadership, Surrey Police said."
    assert (SURREY, LEAD, "inadequate") not in read(text)
