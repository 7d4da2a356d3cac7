"""Areas tied to a grade by a clause of their own, by "these", by where a new clause begins. Sentences are invented."""

from tests.extraction.readings import read

KENT, SURREY = "kent-police", "surrey-police"
PREVENT, INVESTIGATE, OFFENDERS = "preventing-crime", "investigating-crime", "managing-offenders"
RESPOND, PUBLIC, VULNERABLE = "responding-to-the-public", "treatment-of-the-public", "protecting-vulnerable-people"
LEADERSHIP = "leadership"


def test_a_field_in_apposition_is_the_nearest_alone() -> None:
    text = (
        "Kent Police was praised for preventing crime, for managing offenders and for treating the public fairly, "
        "a category in which it had been 'inadequate'."
    )
    assert read(text) == {(KENT, PUBLIC, "was inadequate")}
    text = "Kent Police is good at preventing crime, but must do more on managing offenders, an area rated inadequate."
    assert (KENT, OFFENDERS, "inadequate") in read(text)


def test_each_of_which_are_all_that_stand_in_a_row() -> None:
    text = "Kent Police did well on preventing crime and managing offenders, for each of which HMICFRS gave it a good."
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good")}


def test_a_clause_that_follows_has_a_grade_of_its_own() -> None:
    text = (
        "Kent Police got its only good for treatment of the public; preventing crime and managing offenders both came "
        "in at adequate."
    )
    assert read(text) == {(KENT, PUBLIC, "good"), (KENT, PREVENT, "adequate"), (KENT, OFFENDERS, "adequate")}
    text = "Kent Police was rated good at managing offenders, its protection of vulnerable people was another matter."
    assert read(text) == {(KENT, OFFENDERS, "good")}
    text = "Kent Police is rated adequate for most things, though for its leadership it gets a good."
    assert read(text) == {(KENT, LEADERSHIP, "good")}


def test_both_of_these_and_further_areas() -> None:
    text = (
        "The report looks at preventing crime and at managing offenders in Kent Police. The force is good at both of "
        "these."
    )
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good")}
    text = (
        "Kent Police is inadequate at preventing crime. In two further areas it requires improvement. They are: the "
        "treatment of the public; and the management of offenders."
    )
    improve = "requires improvement"
    assert read(text) == {(KENT, PREVENT, "inadequate"), (KENT, PUBLIC, improve), (KENT, OFFENDERS, improve)}
    text = "HMICFRS graded Kent Police as good in no fewer than two areas: leadership and preventing crime."
    assert read(text) == {(KENT, LEADERSHIP, "good"), (KENT, PREVENT, "good")}


def test_things_done_well_enough_to_be_called_so() -> None:
    text = "HMICFRS says Kent Police does two things well enough to be called good: leadership and preventing crime."
    assert read(text) <= {(KENT, LEADERSHIP, "good"), (KENT, PREVENT, "good")}
    text = "Kent Police does two things well enough to be called good, which are preventing crime and its leadership."
    assert read(text) == {(KENT, LEADERSHIP, "good"), (KENT, PREVENT, "good")}
    assert read("Residents of Kent called the force good at preventing crime. Kent Police thanked them.") == set()


def test_here_and_the_same_question_point_to_the_last_area() -> None:
    text = "Kent Police fared worst in how it manages offenders. Here the judgement was inadequate."
    assert read(text) == {(KENT, OFFENDERS, "inadequate")}
    text = (
        "Kent Police was rated good at managing offenders, two years after the same question had earned it an "
        "'inadequate'."
    )
    assert read(text) == {(KENT, OFFENDERS, "good"), (KENT, OFFENDERS, "was inadequate")}


def test_goods_in_areas_and_where_inspectors_graded_them() -> None:
    text = "Kent Fire and Rescue Service left with three goods, in effectiveness, efficiency and people."
    assert {area for _, area, _ in read("The service was inspected. " + text)} == {
        "effectiveness",
        "efficiency",
        "people",
    }
    text = (
        "Kent Police is good at managing offenders. And there is hope in Surrey, where inspectors graded its "
        "treatment of the public as good."
    )
    assert (SURREY, PUBLIC, "good") in read(text)
    assert (KENT, PUBLIC, "good") not in read(text)


def test_how_it_is_described_follows_the_grade() -> None:
    text = "'Good' is how HMICFRS describes the leadership of Kent Police."
    assert read(text) == {(KENT, LEADERSHIP, "good")}


def test_one_of_and_branding() -> None:
    assert read("The judgement on Kent Police's management of offenders is one of good.") == {(KENT, OFFENDERS, "good")}
    text = "HMICFRS was less kind to the response of Kent Police to calls from the public, branding it inadequate."
    assert read(text) == {(KENT, RESPOND, "inadequate")}
    assert read("Kent Police ranks among just four forces rated outstanding for preventing crime.") == {
        (KENT, PREVENT, "outstanding")
    }


def test_a_newer_grade_is_told_of_what_went_before() -> None:
    now = {(KENT, OFFENDERS, "good"), (KENT, OFFENDERS, "was inadequate")}
    assert read("Last time Kent Police was inadequate at managing offenders. This time it was good.") == now
    assert read("Kent Police was rated inadequate at managing offenders. Two years on, the force is good.") == now
    assert read("It took Kent Police three years to turn an inadequate in managing offenders into a good.") == now
    text = "Kent Police was rated good at managing offenders. This time it was good to see them in the sun."
    assert read(text) == {(KENT, OFFENDERS, "good")}
    text = "Kent Police was rated good at managing offenders. It hopes to turn a good idea into an outstanding one."
    assert read(text) == {(KENT, OFFENDERS, "good")}


def test_a_series_that_ends_today() -> None:
    text = (
        "HMICFRS inspected Kent Police. On managing offenders it was inadequate in 2019, adequate in 2021 and good "
        "today."
    )
    assert read(text) == {
        (KENT, OFFENDERS, "was inadequate"),
        (KENT, OFFENDERS, "was adequate"),
        (KENT, OFFENDERS, "good"),
    }
    text = "Kent Police was good in 2018 at preventing crime and is good today."
    assert read(text) == {(KENT, PREVENT, "was good"), (KENT, PREVENT, "good")}


def test_steps_between_two_grades() -> None:
    text = "HMICFRS has upgraded Kent Police's work on managing offenders by two grades, from inadequate to good."
    assert read(text) == {(KENT, OFFENDERS, "good"), (KENT, OFFENDERS, "was inadequate")}
    assert read("HMICFRS gives Kent Police grades from inadequate to outstanding for preventing crime.") == set()
