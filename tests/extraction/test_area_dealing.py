"""Areas dealt out to several grades, left out of many, or named once for several bodies. Sentences are invented."""

from tests.extraction.readings import read

KENT, SURREY = "kent-police", "surrey-police"
KENT_FIRE, SURREY_FIRE = "kent-fire", "surrey-fire"
PREVENT, OFFENDERS, PUBLIC, LEADERSHIP = (
    "preventing-crime",
    "managing-offenders",
    "treatment-of-the-public",
    "leadership",
)
RESPOND = "responding-to-the-public"


def test_areas_are_dealt_out_respectively() -> None:
    expected = {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "inadequate")}
    for text in (
        "Kent Police was rated good and inadequate respectively for preventing crime and managing offenders.",
        "In Kent Police preventing crime and managing offenders were rated good and inadequate respectively.",
        "Kent Police received a good and an inadequate, for preventing crime and managing offenders respectively.",
    ):
        assert read(text) == expected
    text = "Kent Police and Surrey Police were rated good and adequate respectively for managing offenders."
    assert read(text) == {(KENT, OFFENDERS, "good"), (SURREY, OFFENDERS, "adequate")}


def test_one_area_leads_on_to_the_grades_of_several_bodies() -> None:
    text = "On leadership they differ: Kent Police was good, Surrey Police inadequate."
    assert read(text) == {(KENT, LEADERSHIP, "good"), (SURREY, LEADERSHIP, "inadequate")}
    text = (
        "Kent Police was rated good at preventing crime, Surrey Police adequate. In managing offenders it was the "
        "other way about: Surrey good, Kent adequate."
    )
    assert read(text) == {
        (KENT, PREVENT, "good"),
        (SURREY, PREVENT, "adequate"),
        (SURREY, OFFENDERS, "good"),
        (KENT, OFFENDERS, "adequate"),
    }


def test_what_is_left_out_of_all() -> None:
    text = "Kent Fire and Rescue Service was rated good in all three pillars bar people, which was graded inadequate."
    assert read(text) == {
        (KENT_FIRE, "effectiveness", "good"),
        (KENT_FIRE, "efficiency", "good"),
        (KENT_FIRE, "people", "inadequate"),
    }
    assert read("Kent Police was rated good in everything apart from managing offenders.") == set()


def test_one_joins_another() -> None:
    text = (
        "Kent Fire and Rescue Service joins Surrey Fire and Rescue Service as the only services to get good for people."
    )
    assert read(text) == {(KENT_FIRE, "people", "good"), (SURREY_FIRE, "people", "good")}
    text = "Kent Police is now in the same bracket as Surrey Police, with an outstanding grading for preventing crime."
    assert read(text) == {(KENT, PREVENT, "outstanding"), (SURREY, PREVENT, "outstanding")}
    text = "Kent Police has joined Surrey Police in sharing a dog unit and was rated good for preventing crime."
    assert read(text) == {(KENT, PREVENT, "good")}


def test_an_area_and_its_grade_follow_on_a_grade() -> None:
    text = "Kent Police was rated good at preventing crime. Response to 999 and 101 calls was no better than adequate."
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, RESPOND, "adequate")}
    text = "Kent Police was rated good at preventing crime. Morale was good. The station was adequate."
    assert read(text) == {(KENT, PREVENT, "good")}


def test_both_areas_of_the_paragraph_before() -> None:
    text = (
        "Inspectors criticised how Kent Police answers calls from the public and how it manages offenders.\n\n"
        "They graded the force's performance as inadequate in both areas."
    )
    assert read(text) == {(KENT, RESPOND, "inadequate"), (KENT, OFFENDERS, "inadequate")}
    text = (
        "Inspectors criticised how Kent Police manages offenders.\n\n"
        "They graded the force's performance as inadequate in both areas."
    )
    assert read(text) == set()


def test_it_was_also_goes_on_with_an_earlier_report() -> None:
    text = (
        "HMICFRS rated Kent Police good in managing offenders. The previous report found it to be 'inadequate' "
        "in preventing crime.\n\nIt was also found to be 'inadequate' in managing offenders."
    )
    assert read(text) == {
        (KENT, OFFENDERS, "good"),
        (KENT, PREVENT, "was inadequate"),
        (KENT, OFFENDERS, "was inadequate"),
    }
    text = (
        "The previous report found Kent Police to be 'inadequate' in preventing crime. It was also found to be good at "
        "managing offenders this year."
    )
    assert (KENT, OFFENDERS, "good") in read(text)


def test_what_an_inspector_points_to() -> None:
    text = (
        "HM Inspector Ann Hood said of Kent Police: “I am pleased with how it prevents crime and how it manages "
        "offenders. It is good at both of these.”"
    )
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good")}
