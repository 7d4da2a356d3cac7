"""Areas and bodies that a text only points to, and grades of inspections before. Sentences are invented."""

from tests.extraction.readings import ratings, read, refusals

KENT, SURREY, KENT_FIRE = "kent-police", "surrey-police", "kent-fire"
PREVENT, INVESTIGATE, OFFENDERS = "preventing-crime", "investigating-crime", "managing-offenders"
RESPOND, PUBLIC, SOC = "responding-to-the-public", "treatment-of-the-public", "serious-and-organised-crime"


def test_some_of_the_areas_that_are_counted_are_named() -> None:
    text = "Kent Police was found to require improvement in five areas, among them how it investigates crime."
    assert read(text) == {(KENT, INVESTIGATE, "requires improvement")}
    text = "Kent Police was inspected. Three areas were good, among them preventing crime and managing offenders."
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good")}


def test_that_area_is_the_one_before() -> None:
    text = "Kent Police was rated adequate at managing offenders. In 2019 it had been rated good in that area."
    assert read(text) == {(KENT, OFFENDERS, "adequate"), (KENT, OFFENDERS, "was good")}


def test_one_of_these_is_counted_in_the_sentence_before() -> None:
    text = (
        "Kent Police was rated adequate at managing offenders, preventing crime and investigating crime. "
        "The second of these had been graded good in 2019."
    )
    assert (KENT, PREVENT, "was good") in read(text)


def test_both_are_the_two_before() -> None:
    text = (
        "Kent Police was rated adequate at managing offenders and preventing crime. "
        "Both were graded good in its last report, in 2019."
    )
    assert {(KENT, OFFENDERS, "was good"), (KENT, PREVENT, "was good")} <= read(text)


def test_three_pillars_are_those_of_the_kind_of_body() -> None:
    assert read("HMICFRS rated Kent Fire and Rescue Service good for all three pillars.") == {
        (KENT_FIRE, area, "good") for area in ("effectiveness", "efficiency", "people")
    }


def test_preventing_it_is_preventing_crime() -> None:
    assert read("Kent Police was deemed good at investigating crime and at preventing it.") == {
        (KENT, INVESTIGATE, "good"),
        (KENT, PREVENT, "good"),
    }


def test_as_was_goes_on() -> None:
    assert read("Kent Police's crime recording was rated good, as was its treatment of the public.") == {
        (KENT, "crime-data-integrity", "good"),
        (KENT, PUBLIC, "good"),
    }


def test_an_aside_does_not_end_a_clause() -> None:
    assert read("Kent Police met. Responding to the public, though, was found to “require improvement”.") == {
        (KENT, RESPOND, "requires improvement")
    }


def test_a_force_responds_to_emergencies_of_its_own() -> None:
    assert read("Kent Police was rated good for how it responds to emergencies.") == {(KENT, RESPOND, "good")}


def test_places_that_are_graded_are_forces() -> None:
    assert read("HMICFRS last graded Kent in May. It was judged good at preventing crime.") == {(KENT, PREVENT, "good")}
    assert read("The two to be marked as requiring improvement for leadership were Kent Police and Surrey Police.") == {
        (KENT, "leadership", "requires improvement"),
        (SURREY, "leadership", "requires improvement"),
    }


def test_what_a_body_says_it_does_well_is_no_grade_without_an_area() -> None:
    assert not ratings("Inspector Ana Larch of Kent Police said: “We are good at catching foxes when we see them.”")
    assert refusals("About 87% of victims rated the service of Kent Police as good for leadership.")


def test_the_last_inspection_is_the_newest_where_there_is_none_after_it() -> None:
    text = "In its last assessment HMICFRS judged Kent Police to be good at preventing crime."
    assert read(text) == {(KENT, PREVENT, "good")}
    assert read(f"{text}\n\nNow Kent Police has been judged adequate at preventing crime.") == {
        (KENT, PREVENT, "was good"),
        (KENT, PREVENT, "adequate"),
    }


def test_what_a_bracket_holds_is_earlier_and_not_what_stands_before_it() -> None:
    text = "Kent Police\n\n- Preventing crime – adequate (previously good)"
    assert read(text) == {(KENT, PREVENT, "adequate"), (KENT, PREVENT, "was good")}


def test_a_body_named_in_passing_is_not_in_the_report() -> None:
    text = (
        "The report on Kent Police was published on 3 May 2023. It is good at preventing crime and managing offenders, "
        "and adequate at investigating crime and leadership.\n\n"
        "Surrey Police was rated outstanding at preventing crime."
    )
    found = {(c.body.body_id, c.report_published_on) for c in ratings(text)}
    assert found == {(KENT, "2023-05-03"), (SURREY, None)}


def test_a_report_of_the_same_body_that_another_followed_is_an_earlier_one() -> None:
    text = (
        "The second inspection, published on 27 July 2021, judged Kent Police good for leadership.\n\n"
        "The report on Kent Police came out on 3 May 2023. It was judged adequate for leadership."
    )
    assert {(c.report_published_on, c.historic) for c in ratings(text)} == {("2021-07-27", True), ("2023-05-03", False)}


def test_it_was_this_that_was_graded() -> None:
    text = "Kent Police was inspected. Three years ago it was the response to the public that was inadequate."
    assert read(text) == {(KENT, RESPOND, "was inadequate")}


def test_bodies_and_areas_that_are_no_more_than_a_grade() -> None:
    text = "HMICFRS graded Kent Police as good for leadership. Surrey and Essex were adequate."
    assert {(SURREY, "leadership", "adequate"), ("essex-police", "leadership", "adequate")} <= read(text)
    assert read("In our assessment of Kent Police, investigating crime was inadequate.") == {
        (KENT, INVESTIGATE, "inadequate")
    }
    assert not ratings("Kent Police met. The weather was good.")
    assert not ratings("Kent Police was inspected. It was good.")


def test_the_year_of_a_visit_is_not_that_of_its_report() -> None:
    text = "Kent Police was judged adequate for leadership. Its leadership was good when the inspectors came in 2019."
    assert {(c.grade, c.report_published_on, c.historic) for c in ratings(text)} == {
        ("adequate", None, False),
        ("good", None, True),
    }


def test_a_relative_clause_states_what_a_wish_before_it_does_not() -> None:
    text = "It would ask Kent Police, which inspectors rated as outstanding at managing offenders, to help."
    assert read(text) == {(KENT, OFFENDERS, "outstanding")}
    text = "Kent, which paid for its own until 2019, was graded good for leadership."
    assert read(text) == {(KENT, "leadership", "good")}


def test_a_place_with_its_police_force_is_one() -> None:
    text = "Kent’s police force has slipped from good to inadequate for managing offenders."
    assert read(text) == {(KENT, OFFENDERS, "was good"), (KENT, OFFENDERS, "inadequate")}


def test_a_share_of_people_are_no_inspectors() -> None:
    assert not ratings("Kent Police reached firms, and 96 per cent of them rated its leadership as good.")


def test_the_three_pillars_named_before() -> None:
    text = (
        "Services are no longer judged on the three pillars of effectiveness, efficiency and people. "
        "In the first round Kent Fire and Rescue Service was good for all three."
    )
    assert {area for _, area, _ in read(text)} == {"effectiveness", "efficiency", "people"}


def test_an_aside_is_said_by_the_way() -> None:
    text = (
        "Kent Fire and Rescue Service met. Its protection work – audits of care homes and so on – improved from "
        "requires improvement to adequate."
    )
    protecting = "protecting-the-public-through-fire-regulation"
    assert read(text) == {(KENT_FIRE, protecting, "was requires improvement"), (KENT_FIRE, protecting, "adequate")}


def test_a_number_of_areas_in_front_names_none() -> None:
    assert not ratings("Kent Police was inspected. In four areas its performance was found adequate.")


def test_a_place_opens_a_clause() -> None:
    text = "Surrey Police was rated good for leadership, but Kent had to settle for “adequate”, its third since 2017."
    assert (KENT, "leadership", "adequate") in read(text)


def test_the_next_sentence_names_what_is_counted() -> None:
    text = "HMICFRS graded Kent Police good in two areas of nine. They are preventing crime and managing offenders."
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good")}
    text = "HMICFRS found Kent Police inadequate in four areas.\n\nAmong the four is investigating crime."
    assert read(text) == {(KENT, INVESTIGATE, "inadequate")}
    assert not read("HMICFRS found Kent Police good in two areas. They are investigating crimes in the town.")
    assert not read("HMICFRS found Kent Police good in two areas. These include a lack of detectives.")


def test_those_areas_are_as_many_as_the_sentence_before_names() -> None:
    text = "Kent Police, HMICFRS said, does well at preventing crime and managing offenders. In {} it was rated good."
    assert read(text.format("those two areas")) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good")}
    assert not read(text.format("those three areas"))


def test_what_is_judged_stands_behind_its_grade() -> None:
    text = "Kent Police was inspected. HMICFRS rates as “good” the force's response to the public."
    assert read(text) == {(KENT, RESPOND, "good")}
    text = "HMICFRS inspected Kent Police. Rated good were preventing crime and managing offenders."
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good")}
    text = "What required improvement at Kent Police, HMICFRS said, was responding to the public."
    assert read(text) == {(KENT, RESPOND, "requires improvement")}


def test_a_place_is_its_fire_service_where_its_area_is_of_fires() -> None:
    text = "HMICFRS looked at fire services. Durham was rated good at preventing fires and other risks."
    assert read(text) == {("county-durham-and-darlington-fire", "preventing-fires-and-other-risks", "good")}


def test_what_an_improvement_is_on_was_before() -> None:
    text = "HMIC judged Kent Police adequate at preventing crime, an improvement on 2016, when it was found inadequate."
    assert read(text) == {(KENT, PREVENT, "adequate"), (KENT, PREVENT, "was inadequate")}


def test_bodies_behind_their_number() -> None:
    text = "Two forces were graded good by HMICFRS for preventing crime: Kent Police and Surrey Police."
    assert read(text) == {(KENT, PREVENT, "good"), (SURREY, PREVENT, "good")}
