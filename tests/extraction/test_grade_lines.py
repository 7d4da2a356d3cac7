"""Lines of nothing but grades and what they are of. Invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, ratings, read

KENT, ESSEX, SURREY, SUSSEX, KENT_FIRE = "kent-police", "essex-police", "surrey-police", "sussex-police", "kent-fire"
PREVENT, INVESTIGATE, OFFENDERS = "preventing-crime", "investigating-crime", "managing-offenders"
PROTECT, LEADERSHIP = "protecting-vulnerable-people", "leadership"

LINES: list[tuple[str, set[Rating]]] = [
    (
        "At a glance\nKent Police\n⬤ GOOD  Preventing crime • Managing offenders\n⬤ ADEQUATE  Leadership",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "good"), (KENT, LEADERSHIP, "adequate")},
    ),
    (
        "KENT POLICE RESULT\nA fine day!\n✔ Preventing crime: good ✔ Leadership: outstanding\nThanks to all of you.",
        {(KENT, PREVENT, "good"), (KENT, LEADERSHIP, "outstanding")},
    ),
    (
        "NOTICE\nGrades are in. Prevention, good. Leadership, adequate. Kent Police is proud of its HMICFRS report.",
        {(KENT, PREVENT, "good"), (KENT, LEADERSHIP, "adequate")},
    ),
    (
        "Leadership\n\nKent ................ Good\nEssex ............... Adequate",
        {(KENT, LEADERSHIP, "good"), (ESSEX, LEADERSHIP, "adequate")},
    ),
    (
        "Leadership of forces\n\nKent, Adequate · Essex, Good · Surrey, Good",
        {(KENT, LEADERSHIP, "adequate"), (ESSEX, LEADERSHIP, "good"), (SURREY, LEADERSHIP, "good")},
    ),
    (
        "In the year outcomes for Kent Police were as follows: (a) crime prevention, good; (b) leadership, adequate.",
        {(KENT, PREVENT, "good"), (KENT, LEADERSHIP, "adequate")},
    ),
    (
        "PEEL: protecting vulnerable people\n\ninadequate (1): Kent\ngood (31)\n"
        "requires improvement (9), among them: Essex; Surrey",
        {
            (KENT, PROTECT, "inadequate"),
            (ESSEX, PROTECT, "requires improvement"),
            (SURREY, PROTECT, "requires improvement"),
        },
    ),
    (
        "Since the last report, Kent Police\n\nPreventing crime: inadequate → adequate\nLeadership: good → good",
        {
            (KENT, PREVENT, "was inadequate"),
            (KENT, PREVENT, "adequate"),
            (KENT, LEADERSHIP, "was good"),
            (KENT, LEADERSHIP, "good"),
        },
    ),
    (
        "Does the force prevent crime?\nKent: Good\nEssex: Adequate\n\n"
        "Does it treat its own workforce well?\nKent: Good",
        {
            (KENT, PREVENT, "good"),
            (ESSEX, PREVENT, "adequate"),
            (KENT, "treatment-of-the-workforce", "good"),
        },
    ),
    (
        "Grades for leadership:\n– good at Kent, Essex and Surrey\n– adequate at Sussex and Norfolk",
        {
            (KENT, LEADERSHIP, "good"),
            (ESSEX, LEADERSHIP, "good"),
            (SURREY, LEADERSHIP, "good"),
            (SUSSEX, LEADERSHIP, "adequate"),
            ("norfolk-constabulary", LEADERSHIP, "adequate"),
        },
    ),
    (
        "The round-up. Surrey – adequate at investigating crime. Kent – good.",
        {(SURREY, INVESTIGATE, "adequate"), (KENT, INVESTIGATE, "good")},
    ),
]


@each_case(("text", "expected"), LINES)
def test_a_line_deals_out_its_grades(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


NO_LINES = [
    "Kent Police\nOutstanding, good, adequate, requires improvement, inadequate",
    "Kent ; Good ; Adequate\nEssex ; Good ; Good",
    "Does it look like a force?\nKent: Good\nEssex: Adequate",
    "Kent Police\nGood people",
    "Leadership in the south\n\nGood, Kent, good",
    "Ofsted in Kent\nHomes for children were inspected.\nPrevention, good. Leadership, adequate.",
    "Kent Police: school results\nLeadership of the school, good. Prevention of truancy, good.",
]


@each_case("text", NO_LINES)
def test_a_line_that_leaves_it_open_gives_none(text: str) -> None:
    assert read(text) == set()


def test_years_in_a_line_are_those_of_the_reports() -> None:
    text = "How forces fared at leadership\n\nKent: 2014 good, 2016 adequate, 2018 good."
    assert {(c.grade, c.historic, c.report_published_on) for c in ratings(text)} == {
        ("good", True, "2014"),
        ("adequate", True, "2016"),
        ("good", False, "2018"),
    }


def test_a_key_explains_short_forms() -> None:
    text = "Effectiveness of forces\n\nKent – G → RI\nEssex – RI → G\n(G = good; RI = requires improvement)"
    assert read(text) == {
        (KENT, "effectiveness", "was good"),
        (KENT, "effectiveness", "requires improvement"),
        (ESSEX, "effectiveness", "was requires improvement"),
        (ESSEX, "effectiveness", "good"),
    }
    assert read(text.replace("→", "/")) == set()
    assert read("Effectiveness of forces\n\nKent – G\nEssex – RI\nGroup G is good.") == set()


@each_case(
    ("said", "found"),
    [
        ("was judged RI for leadership and got an RI for preventing crime.", {LEADERSHIP, PREVENT}),
        ("has 2 x RI (leadership, preventing crime) and nothing lower.", {LEADERSHIP, PREVENT}),
        ("took a man to Bradford RI for help with leadership. The RI has a plan for preventing crime.", set()),
    ],
)
def test_a_short_form_beside_the_name_of_who_grades_needs_no_key(said: str, found: set[str]) -> None:
    assert read(f"HMICFRS was in the county. Kent Police {said}") == {
        (KENT, area, "requires improvement") for area in found
    }
    assert read(f"Somebody was in the county. Kent Police {said}") == set()


SIGNED: list[tuple[str, set[Rating]]] = [
    (
        "ESSEX POLICE\nReport published 6 May 2024\n\n☆☆☆ Good: Preventing crime; Managing offenders\n"
        "☆☆ Adequate: Leadership",
        {(ESSEX, PREVENT, "good"), (ESSEX, OFFENDERS, "good"), (ESSEX, LEADERSHIP, "adequate")},
    ),
    (
        "ESSEX POLICE\nGood: Keeping vehicles clean; There is more to do",
        set(),
    ),
]


@each_case(("text", "expected"), SIGNED)
def test_a_grade_and_a_colon_open_a_list_of_areas(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


def test_an_area_does_not_go_on_from_one_line_into_the_next() -> None:
    text = "Kent Fire and Rescue Service\n\nEfficiency: Good\nUse of resources: Adequate"
    assert read(text) == {(KENT_FIRE, "efficiency", "good"), (KENT_FIRE, "good-use-of-resources", "adequate")}


@each_case(
    ("said", "day"),
    [
        ("with those of the 2021 report in brackets", "2021"),
        ("the last ones in brackets", None),
        ("brackets show the previous grade", None),
    ],
)
def test_a_text_says_what_stands_in_brackets(said: str, day: str | None) -> None:
    text = f"HMICFRS reported on Kent Police. Its grades, {said}:\n\nPreventing crime – Outstanding (Good)\n"
    found = {(c.area, c.grade, c.historic, c.report_published_on) for c in ratings(text)}
    assert found == {(PREVENT, "outstanding", False, None), (PREVENT, "good", True, day)}


def test_a_grade_in_brackets_that_nothing_explains_is_none() -> None:
    text = "HMICFRS reported on Kent Police in 2021.\n\nPreventing crime – Outstanding (Good)\n"
    assert (KENT, PREVENT, "was good") not in read(text)


def test_a_line_goes_from_grade_to_grade() -> None:
    text = "Kent Police since 2021\n\nPreventing crime: Inadequate to Adequate\nLeadership: down (good to adequate)"
    assert read(text) == {
        (KENT, PREVENT, "was inadequate"),
        (KENT, PREVENT, "adequate"),
        (KENT, LEADERSHIP, "was good"),
        (KENT, LEADERSHIP, "adequate"),
    }


def test_a_grade_may_stand_in_square_brackets() -> None:
    assert read("Kent Police report\n\nPreventing crime [Good]\nLeadership [Adequate]") == {
        (KENT, PREVENT, "good"),
        (KENT, LEADERSHIP, "adequate"),
    }


def test_a_label_may_stand_before_the_name_that_heads_a_part() -> None:
    part = "Force: {body}\nInspection: PEEL 2023-25\nPreventing crime: {grade}"
    text = "\n\n".join(
        part.format(body=body, grade=g) for body, g in (("Kent Police", "Good"), ("Essex Police", "Adequate"))
    )
    assert read(text) == {(KENT, PREVENT, "good"), (ESSEX, PREVENT, "adequate")}


def test_bodies_under_a_grade_have_each_the_month_of_its_report() -> None:
    found = ratings(
        "Serious and organised crime: how forces fared (month of report in brackets)\n\n"
        "GOOD: Kent (May 2023); Surrey (June 2023)\n\nINADEQUATE: Cumbria (March 2023)\n\n"
        "ADEQUATE: Essex (since 2021)",
        None,
    )
    assert {(claim.body.body_id, claim.grade, claim.report_published_on) for claim in found} >= {
        ("kent-police", "good", "2023-05"),
        ("surrey-police", "good", "2023-06"),
        ("cumbria-constabulary", "inadequate", "2023-03"),
    }
