"""Grades as reports, panel papers, pages and round-ups give them. Sentences are invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, ratings, read

KENT, ESSEX, SURREY, SUSSEX, KENT_FIRE = "kent-police", "essex-police", "surrey-police", "sussex-police", "kent-fire"
PREVENT, INVESTIGATE, OFFENDERS = "preventing-crime", "investigating-crime", "managing-offenders"

# A grade without an area is one of the whole only where nothing before it may say what it is of.
OPEN = [
    (
        "Kent Police was found adequate at managing offenders. The inspectors came back and judged it inadequate.",
        {(KENT, OFFENDERS, "adequate")},
    ),
    ("It is inadequate, where it was adequate before that. Kent Police said so.", set()),
    (
        "Three forces share a helicopter but no view of crime. Of the three, one has a new base. Surrey Police got an "
        "outstanding for its hangars, somebody else a worse one; Kent Police is judged good.",
        set(),
    ),
    ("Kent Police, from inadequate to good in two years. That is the story of one question.", set()),
    ("Kent Police has ten graded judgments, from outstanding to inadequate.", set()),
    ("Kent Police was inspected. The set of grades runs from good to inadequate.", set()),
]


@each_case(("text", "expected"), OPEN)
def test_what_a_grade_is_of_is_not_guessed(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


def test_a_grade_of_the_whole_may_open_a_text() -> None:
    assert read("Kent Police has been judged inadequate by HMICFRS. It will be inspected again.") == {
        (KENT, "overall", "inadequate")
    }
    assert read("Kent Police has moved from inadequate to good.") >= {(KENT, "overall", "good")}


def test_the_report_and_not_what_is_named_by_the_way_says_what_a_grade_is_of() -> None:
    text = "PEEL: Police legitimacy 2015\n\nOfficers knew of vetting. Kent Police is the only force judged outstanding."
    assert read(text) == {(KENT, "legitimacy", "outstanding")}


def test_the_grade_that_a_body_got_is_of_what_it_got_it_for() -> None:
    text = "Kent Police is glad of the grade of good that it has now been given for preventing crime."
    assert read(text) == {(KENT, PREVENT, "good")}


def test_it_is_the_place_that_the_sentence_before_is_on() -> None:
    text = (
        "Kent Police was judged good at preventing crime. Cumbria, by contrast, was praised for five things. "
        "It was graded outstanding for leadership."
    )
    assert read(text) == {(KENT, PREVENT, "good"), ("cumbria-constabulary", "leadership", "outstanding")}


def test_resources_in_a_list_are_how_they_are_used() -> None:
    assert read("Kent Police\n✔ Leadership: good ✔ Resources: adequate") == {
        (KENT, "leadership", "good"),
        (KENT, "good-use-of-resources", "adequate"),
    }
    assert read("Kent Police has good resources. Its resources are good enough, and the risk is adequate.") == set()


COUNTED: list[tuple[str, set[Rating]]] = [
    (
        "Kent Police was awarded two outstanding grades, and I want to name them: preventing crime; and leadership.",
        {(KENT, PREVENT, "outstanding"), (KENT, "leadership", "outstanding")},
    ),
    (
        "Cause: two areas at ‘inadequate’ (Kent Police, PEEL: investigating crime; managing offenders).",
        {(KENT, INVESTIGATE, "inadequate"), (KENT, OFFENDERS, "inadequate")},
    ),
    ("Kent Police was awarded three outstanding grades, and I want to name two: preventing crime; leadership.", set()),
    ("Kent Police was awarded two outstanding grades, but not for preventing crime or leadership.", set()),
]


@each_case(("text", "expected"), COUNTED)
def test_as_many_areas_as_are_counted_are_those(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


def test_a_series_of_years_is_of_what_its_last_is() -> None:
    text = "Kent Police was good in 2018, adequate in 2021 and is outstanding in 2024 at preventing crime."
    assert {(c.area, c.grade, c.historic) for c in ratings(text)} == {
        (PREVENT, "good", True),
        (PREVENT, "adequate", True),
        (PREVENT, "outstanding", False),
    }


def test_a_label_says_whose_words_follow() -> None:
    text = (
        "Police effectiveness 2015 (vulnerability): what was said\n\n"
        "On Surrey: “The force is inadequate at protecting vulnerable people.”\n"
        "On Essex: “We have judged the force as good.”"
    )
    assert read(text) == {
        (SURREY, "protecting-vulnerable-people", "inadequate"),
        (ESSEX, "protecting-vulnerable-people", "good"),
    }
    assert (SURREY, PREVENT, "good") not in read("On Surrey: HMICFRS judged Kent Police good at preventing crime.")


def test_an_area_before_a_body_is_that_of_its_grade() -> None:
    text = "HMICFRS judged Surrey Police adequate at managing offenders, and on workforce Kent’s outstanding was alone."
    assert (KENT, OFFENDERS, "outstanding") not in read(text)
