"""Grades that are nouns themselves: "a good for its response". Sentences are invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, FIRE = "kent-police", "kent-fire"
PREVENTION, PROTECTION = "preventing-fires-and-other-risks", "protecting-the-public-through-fire-regulation"

NOUNS: list[tuple[str, set[Rating]]] = [
    (
        "Inspectors spent a month with Kent Fire and Rescue Service. There was a good for how it prevents fires and "
        "its only outstanding was for protection.",
        {(FIRE, PREVENTION, "good"), (FIRE, PROTECTION, "outstanding")},
    ),
    (
        "Kent Fire and Rescue Service has had its inspection. The requires improvement it was handed for "
        "prevention stung.",
        {(FIRE, PREVENTION, "requires improvement")},
    ),
    (
        "Kent Police was inspected. Nobody disputes the good that the force got for leadership.",
        {(KENT, "leadership", "good")},
    ),
    ("Kent Police has lost its only outstanding for leadership.", {(KENT, "leadership", "was outstanding")}),
    (
        "Inspectors concluded that the leadership of Kent Police was no better than adequate.",
        {(KENT, "leadership", "adequate")},
    ),
    (
        "Inspectors left Kent Fire and Rescue Service with six Goods and two Adequates.\n"
        "Among the Goods are prevention and protection.",
        {(FIRE, PREVENTION, "good"), (FIRE, PROTECTION, "good")},
    ),
    (
        "Inspectors were at Kent Police, which won two ‘goods’ – one for leadership, one for managing offenders – and "
        "three inadequates (preventing crime, investigating crime and legitimacy).",
        {(KENT, "leadership", "good"), (KENT, "managing-offenders", "good")}
        | {(KENT, area, "inadequate") for area in ("preventing-crime", "investigating-crime", "legitimacy")},
    ),
    (
        "The regional unit ERSOU has been handed an inadequate by the watchdog.",
        {("ersou", "serious-and-organised-crime", "inadequate")},
    ),
]

EVERYDAY = [
    "Inspectors said Kent Police had done a good on-call shift, a public good for the county and an outstanding "
    "in-house lesson.",
    "Kent Police was inspected. Two goods vehicles and 12 goods for sale were found. The goods are investigating crime "
    "in themselves, and the goods were recovered by preventing crime.",
    "Kent Police was inspected. Of the goods, it took six goods in a raid on leadership for investigating crime.",
    "The force was inspected. Kent Police kept seven goods, four adequates and nothing lower.",
    "Kent Police was inspected. The good it does for leadership is plain.",
    "Kent Police was inspected. Its leadership is no better than good neighbours would be.",
    "Kent Police was inspected. A councillor said that the response to the public was no better than adequate.",
    "Kent Police was inspected. A rating of no worse than good is what its leadership aims at.",
]


@each_case(("text", "expected"), NOUNS)
def test_a_grade_with_an_article_is_one(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


@each_case("text", EVERYDAY)
def test_a_good_that_is_none(text: str) -> None:
    assert read(text) == set()
