"""What a text says is so of a further area: "as did Y", "so is preventing it". Sentences are invented."""

from tests.cases import each_case
from tests.extraction.readings import read

PREVENT, INVESTIGATE, LEAD = "preventing-crime", "investigating-crime", "leadership"
PUBLIC, OFFENDERS, DATA = "treatment-of-the-public", "managing-offenders", "crime-data-integrity"
FIRES, STOPPING = "responding-to-fires-and-other-emergencies", "preventing-fires-and-other-risks"
POLICE = "HMICFRS has graded Surrey Police. "
FIRE = "HMICFRS has graded Kent Fire and Rescue Service. "


@each_case(
    ("said", "areas"),
    [
        ("Leadership got an outstanding, as did recording data about crime.", {LEAD, DATA}),
        (
            "Leadership is rated outstanding, as are investigations and managing offenders.",
            {LEAD, INVESTIGATE, OFFENDERS},
        ),
        (
            "Leadership earned an outstanding. So did preventing crime and managing offenders.",
            {LEAD, PREVENT, OFFENDERS},
        ),
        (
            "Leadership earned an “outstanding”, as did the way officers use force and treat the public.",
            {LEAD, PUBLIC},
        ),
        ("Preventing crime is outstanding and so is investigating it.", {PREVENT, INVESTIGATE}),
        ("Leadership was rated outstanding, as did most people who were asked.", {LEAD}),
        ("Leadership is outstanding, as did not surprise those who know the force.", {LEAD}),
        ("Preventing crime is outstanding and so is talking about it.", {PREVENT}),
    ],
)
def test_what_is_so_of_further_areas(said: str, areas: set[str]) -> None:
    assert read(POLICE + said) == {("surrey-police", area, "outstanding") for area in areas}


def test_what_is_done_with_the_same_things() -> None:
    both = {("kent-fire", area, "good") for area in (FIRES, STOPPING)}
    assert read(FIRE + "Responding to fires and other emergencies is good and so is preventing them.") == both
    assert read(FIRE + "Preventing fires was rated good. So was responding to them.") == both


def test_areas_that_are_so_end_where_another_grade_begins() -> None:
    said = "Leadership got a good, as did preventing crime, and managing offenders was rated adequate."
    assert read(POLICE + said) == {
        ("surrey-police", LEAD, "good"),
        ("surrey-police", PREVENT, "good"),
        ("surrey-police", OFFENDERS, "adequate"),
    }


def test_some_of_the_areas_just_named() -> None:
    named = "It looked at investigating crime, preventing crime and managing offenders. "
    first, last = {INVESTIGATE, PREVENT}, {PREVENT, OFFENDERS}
    for said, areas in (
        ("The first two of those areas are now adequate.", first),
        ("The last two were rated adequate.", last),
        ("The last two of these are adequate, the report says.", last),
        ("The first three were rated adequate.", set[str]()),  # these are all that are named
    ):
        assert read(POLICE + named + said) == {("surrey-police", area, "adequate") for area in areas}, said
    said = "The first two years of its plan were rated adequate."
    assert ("surrey-police", PREVENT, "adequate") not in read(POLICE + named + said)


def test_a_pillar_asked_after_in_a_word() -> None:
    said = "In brief: effective? Good. Is it efficient? Adequate. Legitimate? Requires improvement. "
    assert read(POLICE + said + "Is the new computer efficient? Good.") == {
        ("surrey-police", "effectiveness", "good"),
        ("surrey-police", "efficiency", "adequate"),
        ("surrey-police", "legitimacy", "requires improvement"),
    }


def test_the_same_question_answered_before() -> None:
    said = "It was rated adequate for leadership. In 2015 the same question had been answered with a ‘good’."
    assert read(POLICE + said) == {("surrey-police", LEAD, "adequate"), ("surrey-police", LEAD, "was good")}


def test_what_we_do_is_an_area_as_what_it_does_is() -> None:
    said = "It was rated good at preventing crime, and the same grade went to the way we manage offenders."
    assert read(POLICE + said) == {("surrey-police", PREVENT, "good"), ("surrey-police", OFFENDERS, "good")}


@each_case(
    ("said", "areas"),
    [
        ("There was a good apiece for preventing crime and for managing offenders.", {PREVENT, OFFENDERS}),
        ("Two questions attract the judgement good, namely preventing crime and leadership.", {PREVENT, LEAD}),
        ("It needs to work on leadership, inspectors said, handing it a good for preventing crime.", {PREVENT}),
        ("Its chief will be pleased with a good for preventing crime.", {PREVENT}),
        ("Its chief would be pleased with a good for preventing crime.", set[str]()),
        ("Its chief hopes to be pleased with a good for preventing crime.", set[str]()),
        ("For preventing crime the force stands at good.", {PREVENT}),
        ("The officer who stood at the good end of the hall spoke on preventing crime.", set[str]()),
    ],
)
def test_less_usual_ways_to_give_a_grade(said: str, areas: set[str]) -> None:
    assert read(POLICE + said) == {("surrey-police", area, "good") for area in areas}


def test_the_places_of_a_chief_fire_officer_are_one_service() -> None:
    said = ", Ann Lee, said: “Inspectors judged us good at preventing {}.” HMICFRS reports yearly."
    fires = said.format("fires")
    assert read("The chief fire officer of Devon and Somerset" + fires) == {
        ("devon-and-somerset-fire", STOPPING, "good")
    }
    assert "dorset-and-wiltshire-fire" not in {
        body for body, _, _ in read("The chief constables of Dorset and Wiltshire" + said.format("crime"))
    }
