"""Grades of bodies without a name, of the country, of a region's unit: none of them is the force that a text is on."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import read

KENT, SURREY = "kent-police", "surrey-police"


@each_case(
    "said",
    [
        "No force in the southern region had been rated outstanding for managing offenders.",
        "None of the forces in the country was graded outstanding at managing offenders.",
        "Only three forces nationally were rated outstanding for managing offenders.",
        "Many forces inspected so far have been rated inadequate for managing offenders.",
        "Another force in the south was found to be inadequate at managing offenders.",
        "The other force in the partnership was rated adequate at managing offenders.",
        "Managing offenders was rated inadequate in 11 forces.",
        "Nationally the worst grade was for managing offenders, with inadequate the commonest.",
        "Of the 12 forces in this round, only two were good at managing offenders.",
        "The region's organised crime unit was rated adequate.",
        "Nine of the 44 forces have been graded inadequate at managing offenders.",
        "A quarter of police forces were rated inadequate at managing offenders.",
        "Half the forces in the country are inadequate at managing offenders.",
        "Ruritania’s inadequate is for managing offenders.",
        "Barsetshire's was inadequate for managing offenders.",
    ],
)
def test_what_no_named_body_got_is_nobodys(said: str) -> None:
    assert read(f"Kent Police was graded good at leadership.\n\n{said}") == {(KENT, "leadership", "good")}


@each_case(
    ("said", "body"),
    [
        ("In neighbouring Surrey the force was rated adequate at managing offenders.", SURREY),
        ("In Surrey, the force was rated adequate at managing offenders.", SURREY),
        ("The force in question was rated adequate at managing offenders.", KENT),
        ("Across the county, the force was rated adequate at managing offenders.", KENT),
        ("It was rated adequate at managing offenders, as were forces nationally.", KENT),
    ],
)
def test_the_force_in_a_place_is_the_one_of_that_place(said: str, body: str) -> None:
    text = f"Kent Police was graded good at leadership. {said}"
    assert read(text) == {(KENT, "leadership", "good"), (body, "managing-offenders", "adequate")}


@each_case(
    ("said", "found"),
    [
        ("They've got an outstanding for managing offenders and we want one.", set()),
        ("They were rated outstanding for managing offenders, and I know how.", set()),
        ("They rated us good at managing offenders.", {(KENT, "managing-offenders", "good")}),
    ],
)
def test_what_a_speaker_says_of_others_is_not_of_the_speakers_own_force(
    said: str, found: set[tuple[str, str, str]]
) -> None:
    text = f"Asked about its neighbours, Chief Constable Rosa Tindle of Kent Police said: “{said}”"
    assert read(text) == found


@each_case(
    ("said", "found"),
    [
        ("The county's police force was rated good at managing offenders.", ("norfolk-constabulary", "good")),
        ("Norfolk's police were judged adequate at managing offenders.", ("norfolk-constabulary", "adequate")),
        ("The police in the county were rated good at managing offenders.", ("norfolk-constabulary", "good")),
    ],
)
def test_the_police_of_a_place_are_not_its_fire_service(said: str, found: tuple[str, str]) -> None:
    text = f"Norfolk Fire and Rescue Service has been graded good at preventing fires. {said}"
    fire = ("norfolk-fire", "preventing-fires-and-other-risks", "good")
    assert read(text) == {fire, (found[0], "managing-offenders", found[1])}


@each_case(
    "said",
    [
        "The brigade that serves the same towns was judged adequate for people.",
        "Firefighters in the county have been inspected, too, and their service was graded adequate for people.",
        "The fire service there was rated adequate for people.",
    ],
)
def test_the_brigade_of_a_place_is_not_its_force(said: str) -> None:
    text = f"Norfolk Constabulary was graded good for leadership. {said}"
    assert read(text) == {("norfolk-constabulary", "leadership", "good"), ("norfolk-fire", "people", "adequate")}


@each_case(
    ("text", "found"),
    [
        # West Mercia's and Wales's forces have no fire service of their own name.
        (
            "Shropshire Fire and Rescue Service is good at preventing fires. The county's police were rated adequate "
            "for efficiency.",
            {("shropshire-fire", "preventing-fires-and-other-risks", "good")},
        ),
        (
            "Norfolk Fire and Rescue Service works with the police and was rated adequate for people.",
            {("norfolk-fire", "people", "adequate")},
        ),
        (
            "Norfolk Fire and Rescue Service, unlike the county's police, was rated adequate for people.",
            {("norfolk-fire", "people", "adequate")},
        ),
        (
            "Norfolk Constabulary, which helps the fire service, was rated adequate at managing offenders.",
            {("norfolk-constabulary", "managing-offenders", "adequate")},
        ),
    ],
)
def test_the_other_service_by_the_way_takes_nothing(text: str, found: set[tuple[str, str, str]]) -> None:
    assert read(text) == found


@each_case(
    "said",
    [
        "The Safer Streets Partnership in Crawley was rated good for managing offenders.",
        "The multi-agency risk panel was graded adequate for leadership by its reviewers.",
        "The safeguarding hub in Worthing, hosted by the council with Sussex Police, requires improvement.",
        "The Local Criminal Justice Board is inadequate at managing offenders.",
        "Sussex's Violence Reduction Partnership has been rated outstanding for preventing crime.",
        "Joint inspectors judged the response to exploitation in Hove good for leadership.",
        "MAPPA was reviewed by inspectors. The arrangements were rated good for managing offenders.",
    ],
)
def test_what_several_bodies_do_together_is_no_members_grade(said: str) -> None:
    assert read(f"{said} Sussex Police is a member.") == set()


@each_case(
    "said",
    [
        "The board was told that managing offenders had now been graded adequate.",
        "The panel heard that it is rated adequate at managing offenders.",
        "In partnership with the council, managing offenders was graded adequate.",
        "The force, which chairs the safeguarding board, was graded adequate at managing offenders.",
        "Sussex Police sits on the board and was graded adequate at managing offenders.",
        "The force's partnership work was graded adequate for managing offenders.",
        "The arrangements for managing offenders were graded adequate.",
    ],
)
def test_who_hears_of_a_grade_or_works_with_a_body_takes_nothing_from_it(said: str) -> None:
    text = f"Sussex Police was graded good at leadership. {said}"
    assert {one for one in read(text) if one[1] != "leadership"} in (
        {("sussex-police", "managing-offenders", "adequate")},
        {("sussex-police", "managing-offenders", "was adequate")},
    )


@each_case(
    ("said", "found"),
    [
        ("Wiltshire Police was judged adequate overall.", "overall"),
        ("Overall, Wiltshire Police was judged adequate.", "overall"),
        ("Wiltshire Police was judged adequate.", "managing-offenders"),
        ("Wiltshire Police was adequate, too, in its inspection.", "managing-offenders"),
    ],
)
def test_a_grade_goes_on_in_the_area_before_unless_it_is_said_to_be_overall(said: str, found: str) -> None:
    text = f"Dorset Police was rated good at managing offenders. {said}"
    assert read(text) == {("dorset-police", "managing-offenders", "good"), ("wiltshire-police", found, "adequate")}


def test_a_unit_takes_no_area_that_units_are_not_graded_in() -> None:
    text = "Dorset Police was rated good at managing offenders. Tarian was rated adequate."
    assert read(text) == {
        ("dorset-police", "managing-offenders", "good"),
        ("tarian", "serious-and-organised-crime", "adequate"),
    }


@each_case(
    ("text", "found"),
    [
        (
            "Norfolk Constabulary and the county's fire service were both rated good for efficiency.",
            {("norfolk-constabulary", "efficiency", "good"), ("norfolk-fire", "efficiency", "good")},
        ),
        (
            "Norfolk Constabulary shares a base with the fire service and was rated good for efficiency.",
            {("norfolk-constabulary", "efficiency", "good")},
        ),
        ("In Norfolk the fire service was rated good for people.", {("norfolk-fire", "people", "good")}),
    ],
)
def test_two_services_in_one_sentence(text: str, found: set[tuple[str, str, str]]) -> None:
    assert read(text) == found


@each_case(
    ("said", "found"),
    [
        ("In London, the police were rated adequate for leadership.", set()),
        ("The police in Devon were rated adequate for leadership.", set()),
        ("Sussex's police were rated adequate for leadership.", set()),
        ("In October, the police were rated adequate for leadership.", {(KENT, "leadership", "adequate")}),
        ("The police and fire inspectorate graded it adequate for people.", {("kent-fire", "people", "adequate")}),
    ],
)
def test_the_police_of_another_place_are_not_those_of_the_text(said: str, found: set[tuple[str, str, str]]) -> None:
    text = f"Kent Fire and Rescue Service was good at preventing fires. {said}"
    assert read(text) - found == {("kent-fire", "preventing-fires-and-other-risks", "good")}
    assert found <= read(text)


def test_officers_and_firefighters_of_one_sentence_keep_their_own() -> None:
    said = "Firefighters in Surrey joined officers as the force was rated good for leadership."
    assert read(said) == {(SURREY, "leadership", "good")}


@each_case(
    "text",
    [
        "Half of police forces inadequate at managing offenders\n\nKent Police has opened a helpline.",
        "Eleven of the 43 forces had been graded inadequate at managing offenders. Kent Police shows how it is done.",
    ],
)
def test_the_share_of_all_forces_is_not_the_one_named_later(text: str) -> None:
    assert read(text) == set()


@each_case(
    "said",
    [
        "The third force of the region was rated adequate at managing offenders.",
        "In the first half of the year the force was rated adequate at managing offenders.",
        "With half its officers new, the force was rated adequate at managing offenders.",
    ],
)
def test_a_third_or_half_of_something_else_leaves_the_force(said: str) -> None:
    assert read(f"Kent Police was inspected. {said}") == {(KENT, "managing-offenders", "adequate")}
