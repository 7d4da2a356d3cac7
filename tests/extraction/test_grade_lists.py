"""Grades as headings over, or lines under, the bodies and areas they are given to. Invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, ESSEX, SURREY, SUSSEX = "kent-police", "essex-police", "surrey-police", "sussex-police"
PREVENT, INVESTIGATE = "preventing-crime", "investigating-crime"
EFFICIENCY = "Efficiency: how forces fared\n\nThe inspectorate published its efficiency report.\n\n"

LISTED: list[tuple[str, set[Rating]]] = [
    (
        EFFICIENCY + "Outstanding\n\nOnly two forces reached the top: Kent and Essex. Both had been there before.\n\n"
        "Good\n\nThese include Surrey and 12 others.\n\nInadequate (1 force)\n\nSussex.",
        {
            (KENT, "efficiency", "outstanding"),
            (ESSEX, "efficiency", "outstanding"),
            (SURREY, "efficiency", "good"),
        },
    ),
    (
        EFFICIENCY + "Forces rated good (2)\nKent Police, Essex Police\n\nForces requiring improvement\nSurrey Police",
        {
            (KENT, "efficiency", "good"),
            (ESSEX, "efficiency", "good"),
            (SURREY, "efficiency", "requires improvement"),
        },
    ),
    (
        EFFICIENCY + "Kent Police\nGood\n\nEssex Police\nGrade: requires improvement",
        {(KENT, "efficiency", "good"), (ESSEX, "efficiency", "requires improvement")},
    ),
    (
        EFFICIENCY + "Good\nKent Police\n\nBands in the previous report\n\nInadequate\nKent Police",
        {(KENT, "efficiency", "good"), (KENT, "efficiency", "was inadequate")},
    ),
    (
        "Forces in the south\n\nKent Police\nPreventing crime\nGood\n\nEssex Police\nPreventing crime\nAdequate\n\n"
        "Investigating crime\nJudgement: Good. Files are sound.",
        {(KENT, PREVENT, "good"), (ESSEX, PREVENT, "adequate"), (ESSEX, INVESTIGATE, "good")},
    ),
    (
        "Kent Police was inspected.\n\nGood\nThe force did well in two areas: preventing crime and leadership.\n\n"
        "Adequate\nOne area was put in this band: investigating crime. Files are thin.",
        {(KENT, PREVENT, "good"), (KENT, "leadership", "good"), (KENT, INVESTIGATE, "adequate")},
    ),
    (
        "Kent Police was inspected.\n\nGood\nPreventing crime\n\nAdequate\nLeadership\n\nInadequate\nNone",
        {(KENT, PREVENT, "good"), (KENT, "leadership", "adequate")},
    ),
    (
        "We judged Kent Police to be:\noutstanding\n  – at preventing crime\n"
        "good\n  – at leadership and force management\n"
        "requires improvement\n  – at investigating crime",
        {(KENT, PREVENT, "outstanding"), (KENT, "leadership", "good"), (KENT, INVESTIGATE, "requires improvement")},
    ),
    (
        "Kent Police was inspected.\n\nAdequate\nPreventing crime\nGood\nLeadership\nRequires improvement",
        {(KENT, PREVENT, "good"), (KENT, "leadership", "requires improvement")},
    ),
]

NOT_LISTED = [
    EFFICIENCY + "Good\n\nForces that have left this band: Kent and Essex.",
    EFFICIENCY + "Inadequate\n\nAll forces but Kent and Essex escaped it.",
    EFFICIENCY + "Good\n\nThe force is in Kent.",
    EFFICIENCY + "Good\n\nTwo forces have moved to this band: Kent and Essex, the watchdog hopes.",
    "Forces in the south\n\nKent Police\nGood",
]


@each_case(("text", "expected"), LISTED)
def test_a_grade_belongs_to_what_its_list_names(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


@each_case("text", NOT_LISTED)
def test_other_words_below_a_grade_list_nobody(text: str) -> None:
    assert read(text) == set()


def test_dots_lead_from_an_area_to_its_grade() -> None:
    text = "Kent Police: grades\n\nPreventing crime ......... Good\nLeadership ........ Requires improvement"
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, "leadership", "requires improvement")}
    assert read("Kent Police: grades\n\nWe prevent crime .... Good people help.\nWe lead .... Good people do.") == set()


def test_pairs_of_area_and_grade_need_no_verb() -> None:
    pairs = "effectiveness good, efficiency inadequate and legitimacy good"
    assert read(f"The verdicts\n\nKent Police: {pairs}") == {
        (KENT, "effectiveness", "good"),
        (KENT, "efficiency", "inadequate"),
        (KENT, "legitimacy", "good"),
    }
    assert read("Kent Police finds leadership good fun, good coffee a help and its efficiency good enough.") == set()
