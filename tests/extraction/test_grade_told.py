"""Grades told in looser words: what inspectors say, what was "until last week", "the new grade". Invented."""

from tests.cases import each_case
from tests.extraction.readings import Rating, ratings, read

KENT, SURREY = "kent-police", "surrey-police"
PREVENT, CDI, SOC = "preventing-crime", "crime-data-integrity", "serious-and-organised-crime"

TOLD: list[tuple[str, set[Rating]]] = [
    (
        "The inspectorate tested leadership at Kent Police. Now the inspectorate says it’s good at preventing crime.",
        {(KENT, PREVENT, "good")},
    ),
    (
        "Kent Police was inspected. Leadership and preventing crime? Good, both of them.",
        {(KENT, "leadership", "good"), (KENT, PREVENT, "good")},
    ),
    (
        "Three years ago HMICFRS marked Kent Police down as inadequate on leadership – this time that’s a “good”.",
        {(KENT, "leadership", "was inadequate"), (KENT, "leadership", "good")},
    ),
    (
        "HMICFRS saw Kent Police. Its leadership is another matter: there inspectors could only manage ‘adequate’.",
        {(KENT, "leadership", "adequate")},
    ),
    (
        "HMICFRS was at Kent Police, which was good at nearly everything – at preventing crime, at leadership.",
        {(KENT, PREVENT, "good"), (KENT, "leadership", "good")},
    ),
    (
        "Kent Police scores “good” on leadership – a subject on which, until last week, it had been rated inadequate.",
        {(KENT, "leadership", "good"), (KENT, "leadership", "was inadequate")},
    ),
    (
        "We have looked again at crime data integrity in Kent Police. The original grade, issued in June 2022, was "
        "inadequate. The new grade is good.",
        {(KENT, CDI, "was inadequate"), (KENT, CDI, "good")},
    ),
    (
        "The inspection gave the unit SEROCU ‘good’, with the same for Kent and Surrey.",
        {("serocu", SOC, "good"), (KENT, SOC, "good"), (SURREY, SOC, "good")},
    ),
]

TOLD += [
    (
        "In a story on 4 May we said that Kent Police had been graded inadequate for leadership. "
        "It was in fact graded good.",
        {(KENT, "leadership", "good")},
    ),
    (
        "Kent Police was rated inadequate at leadership, a newsletter wrongly said; it was in fact rated good.",
        {(KENT, "leadership", "good")},
    ),
    (
        "Kent Police was rated good at leadership.\n\nALSO READ | Essex Police rated inadequate at leadership\n\n"
        "See also: Surrey Police was rated inadequate at leadership.",
        {(KENT, "leadership", "good")},
    ),
    (
        "Correction: an earlier version of this page said Kent Police was rated inadequate at leadership.",
        set(),
    ),
    (
        "We said in our report on Kent Police that it was inadequate at leadership.",
        {(KENT, "leadership", "inadequate")},
    ),
    (
        "Surrey Police was put bottom of the region, with “inadequate” for leadership, and Kent was put top of the "
        "region, with “outstanding” for leadership, HMICFRS said.",
        {(SURREY, "leadership", "inadequate"), (KENT, "leadership", "outstanding")},
    ),
    (
        "HMICFRS judged Kent Police good, not outstanding, at leadership, and good at preventing crime. As for "
        "legitimacy, the grade there is a plain good.",
        {(KENT, "leadership", "good"), (KENT, PREVENT, "good"), (KENT, "legitimacy", "good")},
    ),
    (
        "Requires improvement: that is the conclusion reached on leadership at Kent Police in a PEEL assessment.",
        {(KENT, "leadership", "requires improvement")},
    ),
    (
        "Kent Police was judged inadequate for leadership and for legitimacy. She asked why it had happened in a force "
        "that was good at both as recently as 2021.",
        {(KENT, area, grade) for area in ("leadership", "legitimacy") for grade in ("inadequate", "was good")},
    ),
    (
        "East Sussex Fire and Rescue Service requires improvement, says the inspectorate, in each of the "
        "three pillars.",
        {("east-sussex-fire", area, "requires improvement") for area in ("effectiveness", "efficiency", "people")},
    ),
    (
        "HMICFRS visited Kent Police. Tackling organised crime: good. Preventing crime: good too.",
        {(KENT, SOC, "good"), (KENT, PREVENT, "good")},
    ),
]

OPEN = [
    # Of more than one area.
    "We looked at leadership and crime data integrity in Kent Police. We wrote a lot. The new grade is good.",
    "Kent Police was inspected. It did the same for its neighbours. Its leadership could only improve: good luck.",
    "Until this is rated good, inspectors will go back to Kent Police for leadership.",
    "Residents know the inspectorate. Now the neighbours say it’s good at Kent Police, where leadership is hard.",
]

TOLD += [
    (
        "In PEEL Legitimacy Kent gets a ‘good’, Surrey a ‘requires improvement’, and for leadership it is the "
        "other way round.",
        {(KENT, "legitimacy", "good"), (SURREY, "legitimacy", "requires improvement")},
    ),
    (
        "• Of 43 forces, 12 are graded good for preventing crime.\n"
        "• Kent Police is the sole force at ‘inadequate’ in this area.",
        {(KENT, PREVENT, "inadequate")},
    ),
    (
        "The 2021/22 report judged leadership at Kent Police to be inadequate. In the next report its grade for "
        "leadership rose to adequate.",
        {(KENT, "leadership", "was inadequate"), (KENT, "leadership", "adequate")},
    ),
    (
        "For the first time Kent Police has got an outstanding from HMICFRS. It’s for leadership.",
        {(KENT, "leadership", "outstanding")},
    ),
    ("HMICFRS saw Kent Police. How well does it prevent crime? Merely adequate.", {(KENT, PREVENT, "adequate")}),
    ("Kent Police can’t be happy with its “adequate” on leadership from HMICFRS.", {(KENT, "leadership", "adequate")}),
    # What it is compared with is no body that got it.
    (
        "Kent Police was inspected on legitimacy. Its grading (Good) is one below that of Surrey Police.",
        {(KENT, "legitimacy", "good")},
    ),
]


@each_case(("text", "expected"), TOLD)
def test_grades_in_looser_words(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


@each_case("text", OPEN)
def test_looser_words_that_give_none(text: str) -> None:
    assert read(text) == set()


def test_crime_and_anti_social_behaviour_were_graded_apart_in_2014_only() -> None:
    said = "Kent Police was judged good at preventing crime and at tackling anti-social behaviour."
    assert read(said) == {(KENT, PREVENT, "good")}
    assert {claim.area for claim in ratings(said, "2014-11-28")} == {PREVENT, "tackling-anti-social-behaviour"}


def test_our_force_in_the_words_of_a_commissioner_is_the_one_overseen() -> None:
    text = (
        "Week of action\n\nKent Police took part with SEROCU, whose officers made arrests.\n\n"
        "Kent Police and Crime Commissioner Ada Quillfeather said: “Inspectors rated our force as good at tackling "
        "serious and organised crime.”"
    )
    assert read(text) == {(KENT, SOC, "good")}


def test_a_count_of_areas_names_none() -> None:
    assert read("Ten of 12 areas at Kent Police were graded good.") == set()
    assert read("Inspectors looked at two areas for Kent Police and rated leadership good.") == {
        (KENT, "leadership", "good")
    }


def test_a_body_that_another_is_unlike() -> None:
    text = "Unlike {}, Kent Police was rated inadequate at leadership."
    assert read(text.format("Surrey Police")) == {(KENT, "leadership", "inadequate")}
    assert read(text.format("Surrey Police, which was rated good at leadership")) == {
        (SURREY, "leadership", "good"),
        (KENT, "leadership", "inadequate"),
    }
