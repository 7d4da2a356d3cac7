"""Grades tied by marks: brackets, cells of tables, questions of one name. Invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, ESSEX, SURREY, KENT_FIRE, ESSEX_FIRE = "kent-police", "essex-police", "surrey-police", "kent-fire", "essex-fire"
PREVENT, OFFENDERS, PREVENTION = "preventing-crime", "managing-offenders", "preventing-fires-and-other-risks"

MARKED: list[tuple[str, set[Rating]]] = [
    (
        "Two cases were compared: Kent Fire and Rescue Service (prevention: outstanding, 2021) and Essex County "
        "Fire and Rescue Service (prevention: inadequate, 2021).",
        {(KENT_FIRE, PREVENTION, "outstanding"), (ESSEX_FIRE, PREVENTION, "inadequate")},
    ),
    (
        "HMICFRS grades\nKent: Good (effectiveness) | Adequate (efficiency) | Good (people)",
        {(KENT_FIRE, "effectiveness", "good"), (KENT_FIRE, "efficiency", "adequate"), (KENT_FIRE, "people", "good")},
    ),
    (
        "HMICFRS on Kent Police\n\nPreventing crime? Outstanding. Managing offenders? Good, though it was close.",
        {(KENT, PREVENT, "outstanding"), (KENT, OFFENDERS, "good")},
    ),
    (
        "Kent Police: results\n\nVictims ............ Adequate\nLeadership ......... Good\nOverall ....... Good",
        {(KENT, "other", "adequate"), (KENT, "leadership", "good"), (KENT, "overall", "good")},
    ),
    (
        "Comparison with the previous inspection of Kent Police\n\nQuestion | 2019 | 2022\n"
        "Preventing crime | Inadequate | Good",
        {(KENT, PREVENT, "was inadequate"), (KENT, PREVENT, "good")},
    ),
    (
        "HMICFRS on Kent Fire and Rescue Service\nProtection: improved, now adequate (was inadequate)\n"
        "People: up from adequate to good\nEfficiency: unchanged at good",
        {
            (KENT_FIRE, "protecting-the-public-through-fire-regulation", "adequate"),
            (KENT_FIRE, "protecting-the-public-through-fire-regulation", "was inadequate"),
            (KENT_FIRE, "people", "was adequate"),
            (KENT_FIRE, "people", "good"),
            (KENT_FIRE, "efficiency", "good"),
        },
    ),
    (
        "Kent Police\nGrades at a glance (last ones in brackets)\nPreventing crime: Good (Good)\n"
        "Leadership: Good (Adequate)",
        {
            (KENT, PREVENT, "good"),
            (KENT, PREVENT, "was good"),
            (KENT, "leadership", "good"),
            (KENT, "leadership", "was adequate"),
        },
    ),
    (
        "Kent Police: HMICFRS grades\nPreventing crime: Good (Good)\nLeadership: Good (Adequate)",
        {(KENT, PREVENT, "good"), (KENT, "leadership", "good")},
    ),
    (
        "Overall view of four services\n\n‘Good’ – Kent; Surrey\n(These are effectiveness grades of the first cycle.)",
        {(KENT_FIRE, "effectiveness", "good"), ("surrey-fire", "effectiveness", "good")},
    ),
    (
        "HMICFRS grades\n\nForce | Preventing crime | Leadership\nKent | – | G\nSurrey | RI | A\n\n"
        "Key: G = good, A = adequate, RI = requires improvement.",
        {
            (KENT, "leadership", "good"),
            (SURREY, PREVENT, "requires improvement"),
            (SURREY, "leadership", "adequate"),
        },
    ),
    (
        "The previous inspection of Kent Police\n\nQuestion | Grade\nPreventing crime | Inadequate",
        {(KENT, PREVENT, "was inadequate")},
    ),
]

UNTIED = [
    "HMICFRS was in the county. The custody suites in Kent (good) and Essex (bad) were visited.",
    "HMICFRS on Kent Police\n\nPreventing crime? Good people do that. Managing offenders? Good grief, said the chief.",
]


@each_case(("text", "expected"), MARKED)
def test_marks_tie_a_grade(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


@each_case("text", UNTIED)
def test_marks_beside_other_words_tie_nothing(text: str) -> None:
    assert read(text) == set()
