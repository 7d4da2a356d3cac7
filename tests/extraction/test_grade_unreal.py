"""Grades that are feared, wanted, believed or meant are none; those a sentence also gives are."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import read

KENT, OFFENDERS = "kent-police", "managing-offenders"


@each_case(
    "said",
    [
        "Kent Police faces being graded inadequate at managing offenders.",
        "Kent Police is at risk of being graded inadequate at managing offenders.",
        "Kent Police came close to being rated inadequate at managing offenders.",
        "Kent Police is two steps away from a grade of inadequate for managing offenders.",
        "The board's plan is for Kent Police to be judged as good at managing offenders by HMICFRS.",
        "By 2027: Kent Police rated outstanding at managing offenders.",
        "Our vision: to be outstanding at managing offenders. Kent Police",
        "Kent Police: HMICFRS grade for managing offenders (target: outstanding)",
        "For Kent Police to be graded as good at managing offenders it must do more.",
        "Kent Police chief pledges to make force 'outstanding' at managing offenders",
        "Unlike forces rated outstanding for managing offenders, Kent Police has no plan.",
        "Kent Police was told that being graded inadequate at managing offenders would mean special measures.",
        "Kent Police believes it is good at managing offenders. Inspectors will decide.",
        "Kent Police explains grades. A force that is good at managing offenders will meet most of the criteria.",
        "Kent Police was rated in adequate at managing offenders.",
        "Kent Police was rated in-\nadequate at managing offenders.",
        "To be rated outstanding at managing offenders, Kent Police must change.",
        "Kent Police deserves to be rated outstanding at managing offenders.",
        "Kent Police can be outstanding at managing offenders when it tries.",
        "Kent Police denies that it is inadequate at managing offenders.",
        "Kent Police disputes that it requires improvement at managing offenders.",
        "Kent Police was one grade off outstanding at managing offenders.",
        "Kent Police must improve or be deemed inadequate at managing offenders.",
        "Kent Police hopes that HMICFRS, which marked Surrey down, will call it good at managing offenders.",
        "Kent Police explains grades. Any force which is really good at managing offenders will say so.",
    ],
)
def test_what_nobody_gave_is_no_grade(said: str) -> None:
    assert read(said) == set()


@each_case(
    ("said", "grade"),
    [
        ("Facing questions, Kent Police was graded inadequate at managing offenders.", "inadequate"),
        ("Kent Police has a plan to improve after being graded inadequate at managing offenders.", "inadequate"),
        ("HMICFRS believes the force is good at managing offenders, Kent Police said.", "good"),
        ("For Kent Police to be proud of: it was graded good at managing offenders.", "good"),
        ("Being rated good at managing offenders is welcome, Kent Police said.", "good"),
        ("Kent Police is the first force to be rated good at managing offenders.", "good"),
        ("Kent Police was found to be good at managing offenders.", "good"),
        ("Kent Police is a force that is good at managing offenders, HMICFRS said.", "good"),
        (
            "Kent Police needs to do better at managing offenders, which HMICFRS marked down to inadequate.",
            "inadequate",
        ),
        ("Kent Police must improve after HMICFRS deemed it to be inadequate at managing offenders.", "inadequate"),
    ],
)
def test_what_was_given_is_a_grade(said: str, grade: str) -> None:
    assert read(said) == {(KENT, OFFENDERS, grade)}
