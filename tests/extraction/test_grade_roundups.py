"""Grades that a round-up gives to several bodies: in parts of a page, behind a number. Sentences are invented."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, ESSEX, SURREY, SUSSEX = "kent-police", "essex-police", "surrey-police", "sussex-police"
EFFICIENCY, LEADERSHIP, VULNERABLE, SOC = (
    "efficiency",
    "leadership",
    "protecting-vulnerable-people",
    "serious-and-organised-crime",
)

PARTS = [
    (
        "Police efficiency: how the region's forces fared\n\nHMIC published its reports today.\n\n"
        "Kent\nGood. Its budget is sound.\n\nEssex\nRequires improvement, although it has new buildings.\n\n"
        "Surrey\nIt was judged outstanding – nobody plans further ahead.",
        {(KENT, EFFICIENCY, "good"), (ESSEX, EFFICIENCY, "requires improvement"), (SURREY, EFFICIENCY, "outstanding")},
    ),
    (
        "How the fire services of the coast fared\n\nHMICFRS has today published its grades of how effective each fire "
        "and rescue service is.\n\nKENT\nGood. Crews arrive soon.\n\nEAST SUSSEX\nInadequate. Nobody checks buildings.",
        {("kent-fire", "effectiveness", "good"), ("east-sussex-fire", "effectiveness", "inadequate")},
    ),
    # Praise, a part alone, and pages that are on no area say nothing.
    (
        "Police efficiency\n\nHMIC published its reports today.\n\nKent\nGood work was seen.\n\nEssex\nGood plans.",
        set(),
    ),
    (
        "Police efficiency\n\nHMIC published its reports today.\n\nKent\nGood. Its budget is sound.\n\nEssex\nA plan.",
        set(),
    ),
    ("Schools and shops of the region\n\nKent\nGood. A pleasant place.\n\nEssex\nInadequate. Pupils wait.", set()),
]


@each_case(("text", "expected"), PARTS)
def test_parts_of_a_page_that_open_with_their_grade(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


ON_ALL = "HMIC has published its grades of how efficient each of the 43 police forces in England and Wales is."
COUNTED = [
    ("Nine forces were graded good, among them Kent Police and Essex Police.", {(KENT, "good"), (ESSEX, "good")}),
    ("29 forces are good, Kent Police and Essex Police among them.", {(KENT, "good"), (ESSEX, "good")}),
    (
        "A further 13 require improvement, including Surrey Police and Sussex Police.",
        {(SURREY, "requires improvement"), (SUSSEX, "requires improvement")},
    ),
    ("Two were found inadequate: Kent Police and Essex Police.", {(KENT, "inadequate"), (ESSEX, "inadequate")}),
    # As many as are said to be, and those who are said to have got it.
    ("Three were found inadequate: Kent Police and Essex Police.", set()),
    ("Nine forces were graded good, and Kent Police and Essex Police will be inspected again.", set()),
    ("Nine forces were graded good, said Kent Police.", set()),
]


@each_case(("sentence", "expected"), COUNTED)
def test_bodies_behind_a_number_of_them(sentence: str, expected: set[tuple[str, str]]) -> None:
    assert read(f"{ON_ALL}\n\n{sentence}") == {(body, EFFICIENCY, grade) for body, grade in expected}


def test_what_all_were_graded_in_is_one_thing_where_one_is_named() -> None:
    text = (
        "HMIC has published its reports on how effective each police force is at tackling serious and organised crime."
    )
    assert read(f"{text}\n\nNine forces were graded good, among them Kent Police.") == {(KENT, SOC, "good")}


ON_IT = [
    (
        "In protecting vulnerable people the results were weak. Kent Police and Essex Police were found inadequate "
        "here, and nobody did well.",
        {(KENT, VULNERABLE, "inadequate"), (ESSEX, VULNERABLE, "inadequate")},
    ),
    (
        "It was otherwise with serious and organised crime. Kent Police was graded outstanding at tackling it, while "
        "others wait.",
        {(KENT, SOC, "outstanding")},
    ),
    ("The inspectors met the mayor. Kent Police was graded outstanding at tackling it.", set()),
]


@each_case(("text", "expected"), ON_IT)
def test_what_was_just_spoken_of(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


def test_what_all_were_graded_on() -> None:
    text = "HMIC has graded every police force on its overall efficiency in making plans."
    assert read(f"{text}\n\nIt has graded one force (Kent Police) as outstanding; 24 forces as good.") == {
        (KENT, EFFICIENCY, "outstanding")
    }
