"""Areas of a list told apart by what is said by the way, and grades that are another clause's."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

PREVENT, OFFENDERS, LEAD = "preventing-crime", "managing-offenders", "leadership"
INVESTIGATE = "investigating-crime"
ALL = {PREVENT, OFFENDERS, LEAD}
POLICE = "HMICFRS has graded Surrey Police. "
SURREY = "surrey-police"


@each_case(
    ("said", "areas"),
    [
        ("It was good at preventing crime (which it has been since 2016), managing offenders and leadership.", ALL),
        ("It was rated good for preventing crime, where it is new, for managing offenders and leadership.", ALL),
        ("It was rated good for preventing crime, which has fallen; managing offenders; and leadership.", ALL),
        ("It was rated good for preventing crime and - a surprise - for managing offenders.", {PREVENT, OFFENDERS}),
        ("It earned a good for preventing crime, another for managing offenders and a third for leadership.", ALL),
        ("It was rated good for preventing crime, which has fallen, and its leadership has changed.", {PREVENT}),
        ("It was rated good for preventing crime (a surprise to many). Managing offenders is hard.", {PREVENT}),
        ("It was rated good for preventing crime, which led to managing offenders in a new way.", {PREVENT}),
    ],
)
def test_areas_go_on_behind_an_aside(said: str, areas: set[str]) -> None:
    assert read(POLICE + said) == {(SURREY, area, "good") for area in areas}


@each_case(
    ("said", "found"),
    [
        (
            "It is good at preventing crime, up from adequate, and adequate at managing offenders, down from good.",
            {(PREVENT, "good"), (PREVENT, "was adequate"), (OFFENDERS, "adequate"), (OFFENDERS, "was good")},
        ),
        (
            "Leadership was the only one to be rated inadequate; preventing crime was the only one to be rated good.",
            {(LEAD, "inadequate"), (PREVENT, "good")},
        ),
        (
            "It was good at everything except managing offenders, at which it was inadequate.",
            {(OFFENDERS, "inadequate")},
        ),
        (
            "On leadership and preventing crime it was good; on managing offenders, it requires improvement.",
            {(LEAD, "good"), (PREVENT, "good"), (OFFENDERS, "requires improvement")},
        ),
        (
            "It got a good for how effective it is and an adequate for how efficient it is.",
            {("effectiveness", "good"), ("efficiency", "adequate")},
        ),
    ],
)
def test_each_grade_keeps_to_its_clause(said: str, found: set[tuple[str, str]]) -> None:
    assert read(POLICE + said) == {(SURREY, area, grade) for area, grade in found}


def test_a_neighbour_is_so_too() -> None:
    both: set[Rating] = {("kent-police", PREVENT, "good"), (SURREY, PREVENT, "good")}
    assert read("Kent Police is good at preventing crime, says HMICFRS, and so is its neighbour Surrey.") == both
    said = "Kent Police is good at preventing crime, says HMICFRS, and so is its partner."
    assert read(said) == {("kent-police", PREVENT, "good")}


@each_case(
    ("said", "found"),
    [
        (
            "For preventing crime, adequate; for investigating it, good; for leadership, adequate.",
            {(PREVENT, "adequate"), (INVESTIGATE, "good"), (LEAD, "adequate")},
        ),
        ("The force prevents crime well (good) and investigates it badly (inadequate).",
         {(PREVENT, "good"), (INVESTIGATE, "inadequate")}),
        ("Preventing crime? Good. Investigating it? Requires improvement.",
         {(PREVENT, "good"), (INVESTIGATE, "requires improvement")}),
        ("It is good at preventing crime, and as for leadership, that is outstanding.",
         {(PREVENT, "good"), (LEAD, "outstanding")}),
        ("It is good at preventing crime and talking about it is adequate.", {(PREVENT, "good")}),
        ("It was rated good in 2016, 2018 and 2021 at preventing crime and is outstanding now.",
         {(PREVENT, "was good"), (PREVENT, "outstanding")}),
        ("It went from good in 2019 to inadequate in 2022 and is now adequate at preventing crime.",
         {(PREVENT, "was good"), (PREVENT, "was inadequate"), (PREVENT, "adequate")}),
    ],
)  # fmt: skip
def test_what_is_done_with_it_is_an_area(said: str, found: set[tuple[str, str]]) -> None:
    assert read(POLICE + said) == {(SURREY, area, grade) for area, grade in found}
