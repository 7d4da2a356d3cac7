"""Grades told in brackets, by a verdict that does something, in clauses of their own. Sentences are invented."""

from tests.extraction.readings import read

KENT = "kent-police"
PREVENT, INVESTIGATE, OFFENDERS = "preventing-crime", "investigating-crime", "managing-offenders"
RESPOND, PUBLIC, LEADERSHIP = "responding-to-the-public", "treatment-of-the-public", "leadership"


def test_then_and_now_in_brackets() -> None:
    text = "HMICFRS says Kent Police has gone back on managing offenders (was good, now adequate)."
    assert read(text) == {(KENT, OFFENDERS, "was good"), (KENT, OFFENDERS, "adequate")}
    text = "Kent Police has opened a café (was good, now adequate) near its station."
    assert read(text) == set()


def test_a_bracket_is_no_part_of_a_wish() -> None:
    text = "Kent Police is outstanding at managing offenders. It could do better in preventing crime (inadequate)."
    assert read(text) == {(KENT, OFFENDERS, "outstanding"), (KENT, PREVENT, "inadequate")}


def test_a_verdict_does_something() -> None:
    text = "A verdict of inadequate hangs over the treatment of the public by Kent Police."
    assert read(text) == {(KENT, PUBLIC, "inadequate")}
    assert read("A rating of good quality and managing offenders are what Kent Police wants.") == set()


def test_that_for_another_area_has_its_own_grade() -> None:
    text = (
        "Kent Police's grade for preventing crime rose a notch to good; that for managing offenders fell a notch to "
        "inadequate."
    )
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "inadequate")}
    text = "HMICFRS rates Kent Police good on six counts and adequate on two - preventing crime and managing offenders."
    assert read(text) == {(KENT, PREVENT, "adequate"), (KENT, OFFENDERS, "adequate")}


def test_rated_then_and_rated_now() -> None:
    text = "Kent Police's prevention of crime, rated good in 2022, is rated outstanding in the 2024 report."
    assert read(text) == {(KENT, PREVENT, "was good"), (KENT, PREVENT, "outstanding")}


def test_as_well_as_another_area() -> None:
    text = "HMICFRS has judged the leadership of Kent Police to be good, as well as its prevention of crime."
    assert read(text) == {(KENT, LEADERSHIP, "good"), (KENT, PREVENT, "good")}
    text = (
        "HMICFRS has judged the leadership of Kent Police to be good, as well as its prevention of crime to be "
        "inadequate."
    )
    assert (KENT, PREVENT, "good") not in read(text)


def test_the_grade_there() -> None:
    text = "Kent Police struggles with managing offenders. HMICFRS's grade there: requires improvement."
    assert read(text) == {(KENT, OFFENDERS, "requires improvement")}
    text = "HMICFRS saw Kent Police. It struggled with investigating crime, one of two areas graded inadequate."
    assert read(text) == {(KENT, INVESTIGATE, "inadequate")}


def test_the_word_they_used() -> None:
    text = (
        "Good was the word the inspectors used for the leadership of Kent Police; for its handling of calls they chose "
        "another."
    )
    assert (KENT, LEADERSHIP, "good") in read(text)
    assert (KENT, RESPOND, "good") not in read(text)


def test_areas_are_told_of_the_past() -> None:
    text = "Kent Police was criticised for the way it recorded crime, which was graded inadequate."
    assert read(text) == {(KENT, "crime-data-integrity", "inadequate")}
    text = "How well Kent Police answered calls from the public was judged inadequate by HMICFRS."
    assert read(text) == {(KENT, RESPOND, "inadequate")}
    text = "HMICFRS rated Kent Police good for how it prevented and deterred crime and how it managed offenders."
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good")}


def test_what_was_done_is_no_area() -> None:
    text = "HMICFRS saw Kent Police. Its officers answered calls and recorded crime. It was rated good overall."
    assert {area for _, area, _ in read(text)} <= {"overall"}
