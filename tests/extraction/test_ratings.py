"""What the rules for ratings read, and what they leave alone. Sentences are invented; the bodies are real."""

from dataclasses import replace

from flows.extraction import extract
from flows.extraction.claims import RatingClaim
from flows.extraction.ratings import __doc__ as rules
from tests.cases import each_case
from tests.extraction.readings import Rating, document, ratings, read, refusals

KENT, ESSEX, SURREY = "kent-police", "essex-police", "surrey-police"
PREVENT, INVESTIGATE, SOC = "preventing-crime", "investigating-crime", "serious-and-organised-crime"

READ: list[tuple[str, str, set[Rating]]] = [
    (
        "rating-near",
        "Kent Police was inspected. 'Inadequate' is what the inspectorate thinks of how the force investigates crime.",
        {(KENT, INVESTIGATE, "inadequate")},
    ),
    (
        "rating-beside",
        "Inspectors reckoned Kent Police inadequate at investigating crime.",
        {(KENT, INVESTIGATE, "inadequate")},
    ),
    (
        "rating-judged",
        "Kent Police was judged good at investigating crime while Surrey Police and Essex Police were rated adequate.",
        {(KENT, INVESTIGATE, "good"), (SURREY, INVESTIGATE, "adequate"), (ESSEX, INVESTIGATE, "adequate")},
    ),
    (
        "rating-judged",
        "Kent Police was rated outstanding at preventing crime, but inadequate at responding to the public.",
        {(KENT, PREVENT, "outstanding"), (KENT, "responding-to-the-public", "inadequate")},
    ),
    (
        "rating-judged",
        "Inspectors have described Kent Police's management of offenders as inadequate.",
        {(KENT, "managing-offenders", "inadequate")},
    ),
    (
        "rating-judged",
        "Kent Police and Surrey Police were rated good and adequate respectively for leadership.",
        {(KENT, "leadership", "good"), (SURREY, "leadership", "adequate")},
    ),
    (
        "rating-judged",
        "Despite being rated good for leadership, Kent Police must improve.",
        {(KENT, "leadership", "good")},
    ),
    (
        "rating-given",
        "Kent Police received outstanding grades for preventing crime and good grades for leadership and legitimacy.",
        {(KENT, PREVENT, "outstanding"), (KENT, "leadership", "good"), (KENT, "legitimacy", "good")},
    ),
    ("rating-given", "Kent Police has an overall rating of ‘good’.", {(KENT, "overall", "good")}),
    (
        "rating-given",
        "Kent Police got a ‘good’ grade for leadership, as well as the outstanding given to Essex Police.",
        {(KENT, "leadership", "good"), (ESSEX, "leadership", "outstanding")},
    ),
    (
        "rating-moved",
        "Kent Police moved from requires improvement to good for leadership.",
        {(KENT, "leadership", "was requires improvement"), (KENT, "leadership", "good")},
    ),
    (
        "rating-moved",
        "Kent Police is now rated good for leadership, up from inadequate in 2019.",
        {(KENT, "leadership", "good"), (KENT, "leadership", "was inadequate")},
    ),
    ("rating-is", "Kent Police remains outstanding at preventing crime.", {(KENT, PREVENT, "outstanding")}),
    (
        "rating-requires",
        "Kent Police requires improvement at investigating crime.",
        {(KENT, INVESTIGATE, "requires improvement")},
    ),
    (
        "rating-quoted",
        "Kent Police response to serious and organised crime ‘requires improvement’, inspectors say",
        {(KENT, SOC, "requires improvement")},
    ),
    (
        "rating-list",
        "Kent Police is:\n\n• outstanding at preventing crime\n• good at investigating crime",
        {(KENT, PREVENT, "outstanding"), (KENT, INVESTIGATE, "good")},
    ),
    (
        "rating-list",
        "Kent Police grades\n\n- Preventing crime – GOOD; Investigating crime: adequate",
        {(KENT, PREVENT, "good"), (KENT, INVESTIGATE, "adequate")},
    ),
    (
        "rating-list",
        "Grades for effectiveness\n\nOutstanding: Durham\n\nGood: Avon & Somerset, Kent and Norfolk",
        {
            ("durham-constabulary", "effectiveness", "outstanding"),
            ("avon-and-somerset-police", "effectiveness", "good"),
            (KENT, "effectiveness", "good"),
            ("norfolk-constabulary", "effectiveness", "good"),
        },
    ),
    (
        "rating-table",
        "Force | Effectiveness | Efficiency\nKent Police | Good | Outstanding\nEssex Police | Adequate | Inadequate",
        {
            (KENT, "effectiveness", "good"),
            (KENT, "efficiency", "outstanding"),
            (ESSEX, "effectiveness", "adequate"),
            (ESSEX, "efficiency", "inadequate"),
        },
    ),
    (
        "rating-table",
        "Kent Police:\n\n| Area | 2021 | 2023 |\n|---|---|---|\n| Preventing crime | Good | Adequate |",
        {(KENT, PREVENT, "was good"), (KENT, PREVENT, "adequate")},
    ),
    (
        "rating-led",
        "Kent Police was graded:\n\nGood at:\n\n- Preventing crime\n- Leadership\n\n"
        "Inadequate at:\n\n- Investigating crime",
        {(KENT, PREVENT, "good"), (KENT, "leadership", "good"), (KENT, INVESTIGATE, "inadequate")},
    ),
    (
        "rating-inverted",
        "The two forces assessed as good for leadership are Kent Police and Surrey Police.",
        {(KENT, "leadership", "good"), (SURREY, "leadership", "good")},
    ),
    (
        "rating-set",
        "EMSOU was rated good. Leicestershire Police was judged outstanding, Derbyshire Constabulary and "
        "Northamptonshire Police were good, and the remaining two forces were adequate.",
        {
            ("emsou", SOC, "good"),
            ("leicestershire-police", SOC, "outstanding"),
            ("derbyshire-constabulary", SOC, "good"),
            ("northamptonshire-police", SOC, "good"),
            ("lincolnshire-police", SOC, "adequate"),
            ("nottinghamshire-police", SOC, "adequate"),
        },
    ),
    (
        "rating-set",
        "For efficiency Kent Police was ranked good. "
        "The other two – Essex and Surrey – were told that they require improvement.",
        {
            (KENT, "efficiency", "good"),
            (ESSEX, "efficiency", "requires improvement"),
            (SURREY, "efficiency", "requires improvement"),
        },
    ),
    (
        "rating-moved",
        "Kent Police\n\nIn leadership it rose from inadequate to adequate, "
        "and for investigating crime it was once more good.",
        {
            (KENT, "leadership", "was inadequate"),
            (KENT, "leadership", "adequate"),
            (KENT, INVESTIGATE, "good"),
        },
    ),
    (
        "rating-carried",
        "Kent Police\n\nThe force is graded.\n\nLeadership: was inadequate, now adequate\n"
        "Investigating crime: good (not graded last time)",
        {
            (KENT, "leadership", "was inadequate"),
            (KENT, "leadership", "adequate"),
            (KENT, INVESTIGATE, "good"),
        },
    ),
    (
        "rating-list",
        "Forces compared\n\nThe efficiency grade of each:\n\n"
        "GOOD\nKent, Essex\n\nADEQUATE\nSurrey; Sussex\n\nINADEQUATE\nNone",
        {
            (KENT, "efficiency", "good"),
            (ESSEX, "efficiency", "good"),
            (SURREY, "efficiency", "adequate"),
            ("sussex-police", "efficiency", "adequate"),
        },
    ),
    (
        "rating-judged",
        "The report had Kent Police at good for leadership, adequate for legitimacy and requiring improvement in how "
        "it responds to them.",
        {(KENT, "leadership", "good"), (KENT, "legitimacy", "adequate")},
    ),
    (
        "rating-judged",
        "In the legitimacy report Kent Police was one of the few forces to be graded outstanding.",
        {(KENT, "legitimacy", "outstanding")},
    ),
    (
        "rating-carried",
        "Kent Police was inspected. Of nine areas, one – preventing crime – is outstanding. Two are left: leadership "
        "and investigating crime, each adequate.",
        {(KENT, PREVENT, "outstanding"), (KENT, "leadership", "adequate"), (KENT, INVESTIGATE, "adequate")},
    ),
    (
        "rating-is",
        "Essex Police fell behind. Kent, too, did better elsewhere: good for leadership, adequate for efficiency. "
        "Kent Police is glad.",
        {(KENT, "leadership", "good"), (KENT, "efficiency", "adequate")},
    ),
    (
        "rating-given",
        "Kent Police was rated good for efficiency and legitimacy. The report before had it requiring improvement on "
        "both counts.",
        {
            (KENT, "efficiency", "good"),
            (KENT, "legitimacy", "good"),
            (KENT, "efficiency", "requires improvement"),
            (KENT, "legitimacy", "requires improvement"),
        },
    ),
    (
        "rating-carried",
        "Kent Police has been inspected.\n\nInspectors handed out a ‘good’ rating for leadership.",
        {(KENT, "leadership", "good")},
    ),
]


@each_case(("rule", "text", "expected"), READ)
def test_a_rule_reads_what_it_says(rule: str, text: str, expected: set[Rating]) -> None:
    assert read(text) == expected
    assert rule in {claim.rule for claim in ratings(text)}


def test_every_rule_is_explained_where_they_are_listed() -> None:
    assert {rule for rule, _, _ in READ} | {"rating-speaker"} == {
        line.split()[0] for line in (rules or "").splitlines() if line.startswith("rating-")
    }


NOT_READ = [
    "Kent Police was told it must improve how it manages offenders.",
    "Kent Police needs to improve its response to the public.",
    "The report sets out five areas for improvement for Kent Police.",
    "Kent Police does a good job, has a good understanding of demand and adequate resources.",
    "Kent Police has good use of resources and outstanding relationships.",
    "Kent Police hopes to be rated good at investigating crime next year.",
    "Kent Police was not rated good at investigating crime.",
    "No force was rated outstanding for leadership in Kent Police's region.",
    "If Kent Police were graded inadequate again, it would be placed in special measures.",
    "Is Kent Police ‘good’ at running its custody suites?",
    "Forces such as Kent Police are graded outstanding, good, adequate, requires improvement or inadequate.",
    "Kent Police is judged good or outstanding in everything.",
    "Kent Police said Ofsted had rated the school good.",
    "Kent Police was graded good in four areas and adequate in three.",
    "Kent Police was rated good for the help it gives to the clergy.",
    "Of the 43 forces, 12 were rated good for leadership.",
    "Our overall rating is good.",
    "Kent Police\n\nOutstanding | Good | Adequate | Inadequate",
    "The inspectorate had Kent Police at good odds.",
    "Kent Police was rated good on both counts.",
    "Kent Police spoke. Its neighbour was rated inadequate for leadership.",
    "Kent Police spoke. A neighbouring force was rated good for leadership.",
    "Kent Police spoke. Another force was found to be inadequate at investigating crime.",
    "Kent Police spoke. London's legitimacy grade went from inadequate to good.",
    "Kent Police runs a helpline, rated good for legitimacy by the Housing Regulator.",
    "Kent Police was rated “good” for legitimacy by users.",
    "Kent Police scored ‘outstanding’ in none.",
    "Forces by grade\n\nGood\n\nKent, Essex",
    "Residents rated Kent Police as good for leadership.",
    "In a survey, 60 per cent rated Kent Police as good at preventing crime.",
    "Kent Police assessed itself as good for leadership.",
    "Kent Police avoided being graded inadequate for leadership.",
    "Kent Police narrowly missed an outstanding grade for leadership.",
    "All but Kent Police were graded good for leadership.",
    "Kent Police is in trouble: good for nothing, people say.",
    "Kent Police has a plan.\n\n“Requires improvement” is a phrase nobody wants to hear.",
]


@each_case("text", NOT_READ)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert read(text) == set()


def test_what_is_refused_has_a_reason() -> None:
    assert [refusal.why for refusal in refusals("Kent Police does a good job.")] == ["everyday word"]


def test_a_body_speaks_of_itself() -> None:
    text = (
        "Kent Police\n\nChief Constable Ada Quillfeather, of Kent Police, said: “I am proud that we are rated as "
        "outstanding for leadership, and that HMICFRS has graded us good for legitimacy.”"
    )
    assert read(text) == {(KENT, "leadership", "outstanding"), (KENT, "legitimacy", "good")}


def test_an_inspection_of_organised_crime_grades_that_area_though_the_text_says_overall() -> None:
    text = (
        "North West Regional Organised Crime Unit inspection\n\nThe unit was given an overall rating of good. "
        "Cheshire Constabulary was rated outstanding overall."
    )
    assert read(text) == {("nwrocu", SOC, "good"), ("cheshire-constabulary", SOC, "outstanding")}


def test_a_heading_gives_the_area_of_the_prose_under_it() -> None:
    text = "Kent Police\n\nEffectiveness\n\nThe force was rated good.\n\nEfficiency\n\nIt was rated outstanding."
    assert read(text) == {(KENT, "effectiveness", "good"), (KENT, "efficiency", "outstanding")}


def test_an_area_must_suit_the_kind_of_body() -> None:
    assert read("Kent Fire and Rescue Service was rated good for its response and for looking after its people.") == {
        ("kent-fire", "responding-to-fires-and-other-emergencies", "good"),
        ("kent-fire", "people", "good"),
    }
    assert read("Kent Police was rated good for its response.") == {(KENT, "responding-to-the-public", "good")}
    assert read("Kent Police was rated good for its response to fires.") == set()


@each_case(
    "text",
    [
        "Kent Police was previously graded inadequate for legitimacy.",
        "Four years ago Kent Police was graded inadequate for legitimacy.",
        "In 2018 Kent Police was graded inadequate for legitimacy.",
        "Kent Police lost its inadequate grade for legitimacy.",
        "Kent Police already held an inadequate rating from a previous inspection for legitimacy.",
    ],
)
def test_an_earlier_grade_is_historic(text: str) -> None:
    assert read(text) == {(KENT, "legitimacy", "was inadequate")}


@each_case(
    ("text", "expected"),
    [
        (
            "Kent Police’s legitimacy grade went from inadequate in July 2020 to good in its report of November 2022.",
            {("inadequate", True, "2020-07"), ("good", False, "2022-11")},
        ),
        (
            "Kent Police has improved from inadequate in 2018 to requires improvement in 2020 and good in 2023 for "
            "legitimacy.",
            {("inadequate", True, "2018"), ("requires improvement", True, "2020"), ("good", False, None)},
        ),
        (
            "Kent Police, which was rated inadequate for legitimacy in 2019, is now judged to be good.",
            {("inadequate", True, "2019"), ("good", False, None)},
        ),
        (
            "Kent Police is now good at legitimacy, where in 2021 it was inadequate.",
            {("good", False, None), ("inadequate", True, "2021")},
        ),
        (
            "Kent Police’s legitimacy, which was good in the report of 2021, now requires improvement.",
            {("good", True, "2021"), ("requires improvement", False, None)},
        ),
    ],
)
def test_each_grade_has_the_date_beside_it(text: str, expected: set[tuple[str, bool, str | None]]) -> None:
    assert {(c.grade, c.historic, c.report_published_on) for c in ratings(text)} == expected


def test_a_place_that_is_a_subject_is_what_the_text_is_on_and_not_who_it_is_compared_with() -> None:
    text = "Kent has a budget that would keep the Metropolitan Police going. It was graded outstanding for leadership."
    assert read(text) == {(KENT, "leadership", "outstanding")}


def test_it_is_the_force_of_its_own_sentence() -> None:
    text = "Kent Police was helped by SEROCU. The force's report found it good at legitimacy."
    assert read(text) == {(KENT, "legitimacy", "good")}


@each_case(
    ("text", "bodies"),
    [
        ("Unlike Kent Police, Essex Police was rated good for leadership.", {ESSEX}),
        (
            "Kent Police was beaten by its neighbours, Essex and Surrey, both of which were rated good for leadership.",
            {ESSEX, SURREY},
        ),
        ("Kent Police was beaten by two rivals, both of which were rated good for leadership.", set()),
        ("Kent Police did well: its chief said Essex Police was rated good for leadership.", {ESSEX}),
    ],
)
def test_who_is_compared_is_not_who_is_graded(text: str, bodies: set[str]) -> None:
    assert {body for body, _, _ in read(text)} == bodies


def test_the_grade_in_brackets_is_the_one_before() -> None:
    text = "Kent Police\n\n* Leadership – Good (2021: Adequate)\n* Legitimacy – Adequate (was Good)"
    assert read(text) == {
        (KENT, "leadership", "good"),
        (KENT, "leadership", "was adequate"),
        (KENT, "legitimacy", "adequate"),
        (KENT, "legitimacy", "was good"),
    }


def test_had_been_is_no_earlier_grade_where_it_is_told() -> None:
    assert read("The panel heard that Kent Police had been graded good for legitimacy.") == {
        (KENT, "legitimacy", "good")
    }
    assert read("Kent Police was inspected. For legitimacy it remains adequate.") == {(KENT, "legitimacy", "adequate")}
    assert read("Kent Police had been graded good for legitimacy.") == {(KENT, "legitimacy", "was good")}


def test_we_is_who_publishes_the_page() -> None:
    text = "Kent Police\n\nEssex Police helped us.\n\nLast week we were graded good for leadership."
    page = replace(document(text), publisher="Kent Police")
    claims = [claim for claim in extract(page).claims if isinstance(claim, RatingClaim)]
    assert [claim.body.body_id for claim in claims] == [KENT]


def test_may_is_a_month() -> None:
    assert read("In May Kent Police was judged good for legitimacy.") == {(KENT, "legitimacy", "good")}
    assert read("Kent Police may be judged good for legitimacy.") == set()


def test_now_ends_what_was_before() -> None:
    assert read("Having been criticised two years ago, Kent Police is now rated good for legitimacy.") == {
        (KENT, "legitimacy", "good")
    }


def test_a_passage_holds_body_grade_and_area_and_closes_its_marks() -> None:
    text = "Inspectors say that (Kent) Kent Police was “good” at preventing crime, they wrote."
    claim = ratings(text)[0]
    assert text[claim.passage.start : claim.passage.end] == "Kent Police was “good” at preventing crime"
    headline = "Kent Police rated ‘outstanding’"
    claim = ratings(headline)[0]
    assert headline[claim.passage.start : claim.passage.end] == headline


def test_a_grade_by_an_inspectorate_of_something_else_is_none() -> None:
    """Which inspectorates grade police and fire bodies is said by the vocabulary of programmes."""
    assert not ratings("Ofsted rated Kent Police ‘outstanding’ at protecting vulnerable people.")
    assert not ratings("The Care Quality Commission found Kent Police ‘good’ at protecting vulnerable people.")
    assert ratings("HMICFRS found Kent Police ‘good’ at protecting vulnerable people.")


def test_us_outside_quotation_marks_is_whose_page_it_is() -> None:
    text = (
        "West Midlands Police publishes these numbers. The West Midlands Regional Organised Crime Unit helps.\n\n"
        "HMICFRS reported on us in 2021. It classed us as “adequate” in disrupting serious organised crime."
    )
    page = replace(document(text), publisher="West Midlands Police")
    found = [claim for claim in extract(page).claims if isinstance(claim, RatingClaim)]
    assert [claim.body.body_id for claim in found] == ["west-midlands-police"]


def test_the_force_of_a_panels_paper_is_the_one_it_oversees() -> None:
    text = (
        "Sussex Police and Crime Panel\n\nPerformance report\n\nSurrey Police recorded more.\n\n"
        "The force was graded good for investigating crime."
    )
    assert [claim.body.body_id for claim in ratings(text)] == ["sussex-police"]


def test_which_is_what_stands_before_it() -> None:
    assert read("Kent Police was praised. Its work with young people, which now requires improvement, is new.") == set()
    assert read("Kent Police, which now requires improvement for leadership, is new.") == {
        (KENT, "leadership", "requires improvement")
    }


def test_another_grade_has_areas_of_its_own() -> None:
    text = "Kent Police requires improvement in preventing crime, and the grade for investigating crime was adequate."
    assert (KENT, INVESTIGATE, "requires improvement") not in read(text)


def test_however_in_commas_leaves_the_area_before_it_to_the_grade() -> None:
    text = "Kent Police was inspected by HMICFRS.\n\nOn leadership, however, the grade has gone from adequate to good."
    assert read(text) == {(KENT, "leadership", "was adequate"), (KENT, "leadership", "good")}


def test_an_area_is_the_subject_of_its_grade() -> None:
    start = "HMICFRS has inspected Kent Police. "
    assert read(f"{start}Investigating crime is now adequate.") == {(KENT, INVESTIGATE, "adequate")}
    assert read(f"{start}Leadership is good.") == set(), "everyday praise"


def test_areas_come_behind_the_grade_they_were_found_to_have() -> None:
    text = "The areas in which Kent Police was found to be good were leadership and investigating crime."
    assert read(text) == {(KENT, "leadership", "good"), (KENT, INVESTIGATE, "good")}


def test_an_area_is_one_of_those_judged_so() -> None:
    text = "HMICFRS has inspected Kent Police. Investigating crime is now one of the areas judged to be adequate."
    assert read(text) == {(KENT, INVESTIGATE, "adequate")}


def test_both_of_which_takes_up_areas_as_well_as_bodies() -> None:
    text = (
        "Kent Police did less well on leadership and on investigating crime, both of which were graded as inadequate."
    )
    assert {(area, grade) for _, area, grade in read(f"HMICFRS has inspected Kent Police. {text}")} == {
        ("leadership", "inadequate"),
        (INVESTIGATE, "inadequate"),
    }


def test_the_same_area_is_the_one_rated_last() -> None:
    text = "Kent Police was judged inadequate for leadership. In 2021 the force had been rated “good” in the same area."
    assert read(text) == {(KENT, "leadership", "inadequate"), (KENT, "leadership", "was good")}
    assert read("Kent Police was inspected. It had been rated “good” in the same area.") == set()


def test_a_section_does_not_go_on_about_the_body_of_the_one_above() -> None:
    text = (
        "Kent Police performance report\n\nKent Police has 12 cases.\n\nComparison\n\nSurrey Police had none.\n\n"
        "Inspection\n\nThe force was graded adequate for investigating crime."
    )
    assert read(text) == {(KENT, INVESTIGATE, "adequate")}


def test_the_grade_of_last_year_is_the_newest_where_there_is_no_other() -> None:
    assert read("Kent Police was rated as adequate at investigating crime by HMICFRS last year.") == {
        (KENT, INVESTIGATE, "adequate")
    }
    assert (KENT, "leadership", "was good") in read(
        "Kent Police was rated inadequate for leadership. Last year it was rated good for leadership."
    )


AREAS_ABOUT = [
    ("Leadership, where inspectors saw little change, was graded as inadequate.", {("leadership", "inadequate")}),
    ("Two were good: leadership, and managing offenders.", {("leadership", "good"), ("managing-offenders", "good")}),
    (
        "Its work on investigating crime was rated adequate, and so was leadership.",
        {(INVESTIGATE, "adequate"), ("leadership", "adequate")},
    ),
    ("You will recall that HMICFRS graded the force as good for leadership.", {("leadership", "good")}),
]


@each_case(("said", "expected"), AREAS_ABOUT)
def test_areas_in_other_places(said: str, expected: set[tuple[str, str]]) -> None:
    text = f"HMICFRS has inspected Kent Police. Its areas were graded. {said}"
    assert {(area, grade) for _, area, grade in read(text)} == expected


def test_counts_of_a_grade_with_their_areas() -> None:
    text = (
        "HMICFRS has graded Kent Police. There are two of good – for leadership and managing offenders – and one of "
        "adequate, which was for investigating crime."
    )
    assert {(area, grade) for _, area, grade in read(text)} >= {("leadership", "good"), ("managing-offenders", "good")}


def test_an_area_in_which_it_had_another_grade() -> None:
    text = "HMICFRS marked Kent Police good at leadership, an area in which it had been rated adequate in 2022."
    assert read(text) == {(KENT, "leadership", "good"), (KENT, "leadership", "was adequate")}


def test_a_body_named_by_the_way_gets_no_grade_that_goes_on() -> None:
    text = "Essex Police is good at leadership, helped by what it shares with Kent Police, and adequate at custody."
    assert {body for body, _, _ in read(text)} == {ESSEX}


def test_having_been_judged_so_tells_of_now_where_no_other_grade_does() -> None:
    assert read("Kent Police must do better, having been judged to require improvement for leadership.") == {
        (KENT, "leadership", "requires improvement")
    }


def test_one_force_by_name_is_a_subject() -> None:
    text = "HMICFRS graded forces for leadership. One force, Kent Police, is inadequate."
    assert read(text) == {(KENT, "leadership", "inadequate")}


def test_a_text_on_a_home_grades_no_force() -> None:
    text = (
        "A care home was rated inadequate by the Care Quality Commission.\n\nIt got requires improvement for care. "
        "Kent Police is looking into a theft.\n\nIt was rated good overall in 2021."
    )
    assert read(text) == set()


def test_the_service_of_the_only_county_a_text_names() -> None:
    text = "HMICFRS found progress in Cumbria. The county's fire and rescue service is now good at preventing fires."
    assert {(body, grade) for body, _, grade in read(text)} == {("cumbria-fire", "good")}
    other = text.replace("Cumbria", "Cumbria and Kent")
    assert read(other) == set()


def test_what_a_text_speaks_of_tells_the_service_of_a_place_from_its_force() -> None:
    text = "Firefighters in Cumbria had a visit from HMICFRS.\n\nIt was judged to be inadequate at preventing fires."
    assert {body for body, _, _ in read(text)} == {"cumbria-fire"}
    both = f"Police and firefighters met in Cumbria. {text}"
    assert read(both) == set()


def test_a_pronoun_takes_up_the_place_of_a_force_just_spoken_of() -> None:
    text = (
        "Kent Police was rated good for efficiency by HMICFRS.\n\nSurrey Police earned a good.\n\n"
        "Of the questions that inspectors put to Kent, one had a happy answer: it is outstanding at preventing crime. "
        "It requires improvement at investigating crime."
    )
    assert [claim.body.body_id for claim in ratings(text)][-2:] == [KENT, KENT]
    lent = "Kent Police was rated good for efficiency by HMICFRS.\n\nSurrey Police earned a good.\n\n"
    (*_, last) = ratings(f"{lent}The force lent its officers to Kent, and it is outstanding at preventing crime.")
    assert last.body.body_id == SURREY


@each_case(
    "wish",
    [
        "Our ambition is to be outstanding at preventing crime by 2027, said Kent Police.",
        "The aim of Kent Police was to be outstanding at preventing crime.",
        "The aim for Kent Police is for it to be good at preventing crime.",
    ],
)
def test_what_an_ambition_is_to_be_is_no_grade(wish: str) -> None:
    assert not ratings(f"{wish}\n\nHMICFRS inspected the force in May.")
