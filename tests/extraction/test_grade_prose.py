"""Grades in running prose: areas that the last grade says for all, what was before. Invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, ratings, read

KENT, DURHAM, GWENT = "kent-police", "durham-constabulary", "gwent-police"
PREVENT, INVESTIGATE, OFFENDERS = "preventing-crime", "investigating-crime", "managing-offenders"
FIRES = "preventing-fires-and-other-risks"

SHARED: list[tuple[str, set[Rating]]] = [
    (
        "Gwent Police was rated good and Durham Constabulary inadequate for managing offenders.",
        {(GWENT, OFFENDERS, "good"), (DURHAM, OFFENDERS, "inadequate")},
    ),
    (
        "While Gwent Police was judged adequate, Durham Constabulary was judged outstanding at investigating crime.",
        {(GWENT, INVESTIGATE, "adequate"), (DURHAM, INVESTIGATE, "outstanding")},
    ),
    (
        "Unlike Gwent Police, which was graded good, Durham Constabulary was graded inadequate for preventing crime.",
        {(GWENT, PREVENT, "good"), (DURHAM, PREVENT, "inadequate")},
    ),
    (
        "Kent was rated good, Durham adequate and Gwent outstanding at preventing crime.",
        {(KENT, PREVENT, "good"), (DURHAM, PREVENT, "adequate"), (GWENT, PREVENT, "outstanding")},
    ),
    (
        "Although it was rated good in 2021, Gwent Police is now inadequate at managing offenders.",
        {(GWENT, OFFENDERS, "was good"), (GWENT, OFFENDERS, "inadequate")},
    ),
]
NOT_SHARED: list[tuple[str, set[Rating]]] = [
    (
        "Gwent Police was rated good overall, while Durham Constabulary was rated inadequate for preventing crime.",
        {(GWENT, "overall", "good"), (DURHAM, PREVENT, "inadequate")},
    ),
    (
        "Gwent Police was rated good for leadership and Durham Constabulary inadequate for preventing crime.",
        {(GWENT, "leadership", "good"), (DURHAM, PREVENT, "inadequate")},
    ),
    (
        "Gwent Police was rated good, but inadequate for preventing crime.",
        {(GWENT, "overall", "good"), (GWENT, PREVENT, "inadequate")},
    ),
]
BEFORE: list[tuple[str, set[Rating]]] = [
    (
        "Inspectors rated Gwent Police as adequate for managing offenders, having rated it good in 2021.",
        {(GWENT, OFFENDERS, "adequate"), (GWENT, OFFENDERS, "was good")},
    ),
    (
        "Gwent Police is good at preventing crime; in 2020 inspectors had called it inadequate.",
        {(GWENT, PREVENT, "good"), (GWENT, PREVENT, "was inadequate")},
    ),
    (
        "Gwent Police is no longer inadequate at preventing crime: inspectors now call it good.",
        {(GWENT, PREVENT, "good"), (GWENT, PREVENT, "was inadequate")},
    ),
    (
        "Once outstanding at preventing crime, Gwent Police is now adequate at managing offenders.",
        {(GWENT, PREVENT, "was outstanding"), (GWENT, OFFENDERS, "adequate")},
    ),
    (
        "Gwent Police was graded good for leadership, an improvement on the adequate it received in 2021.",
        {(GWENT, "leadership", "good"), (GWENT, "leadership", "was adequate")},
    ),
    (
        "In 2019 the force was rated good for legitimacy but inadequate for efficiency, Gwent Police said.",
        {(GWENT, "legitimacy", "was good"), (GWENT, "efficiency", "was inadequate")},
    ),
    (
        "Gwent Police was rated inadequate for preventing crime. It has since been rated good.",
        {(GWENT, PREVENT, "was inadequate"), (GWENT, PREVENT, "good")},
    ),
    (
        "The commissioner said the ‘good’ grade Gwent Police had got for preventing crime was deserved.",
        {(GWENT, PREVENT, "good")},
    ),
    (
        "Gwent Police’s grades ranged from outstanding for leadership to inadequate for preventing crime.",
        {(GWENT, "leadership", "outstanding"), (GWENT, PREVENT, "inadequate")},
    ),
    (
        "Compared to its last inspection, when it was rated good, Gwent Police fell to adequate for preventing crime.",
        {(GWENT, PREVENT, "was good"), (GWENT, PREVENT, "adequate")},
    ),
    (
        "Compared with 2021, when it was rated good, Gwent Police has dropped to adequate for preventing crime.",
        {(GWENT, PREVENT, "was good"), (GWENT, PREVENT, "adequate")},
    ),
    (
        "Gwent Police was found wanting in leadership, with inspectors rating it inadequate.",
        {(GWENT, "leadership", "inadequate")},
    ),
]
APART: list[tuple[str, set[Rating]]] = [
    (
        "Gwent Police was graded good for preventing crime, for investigating crime adequate and for leadership "
        "outstanding.",
        {(GWENT, PREVENT, "good"), (GWENT, INVESTIGATE, "adequate"), (GWENT, "leadership", "outstanding")},
    ),
    (
        "On leadership, the verdict for Gwent Police is adequate; on preventing crime, good; on investigating crime, "
        "inadequate.",
        {(GWENT, "leadership", "adequate"), (GWENT, PREVENT, "good"), (GWENT, INVESTIGATE, "inadequate")},
    ),
    (
        "Gwent Police was graded good for preventing crime and at managing offenders, adequate for leadership.",
        {(GWENT, PREVENT, "good"), (GWENT, OFFENDERS, "good"), (GWENT, "leadership", "adequate")},
    ),
    (
        "Gwent Police was rated good at preventing crime in 2018, adequate in 2021 and outstanding in 2024.",
        {(GWENT, PREVENT, "was good"), (GWENT, PREVENT, "was adequate"), (GWENT, PREVENT, "outstanding")},
    ),
    (
        "Gwent Police: Good at preventing crime; Durham Constabulary: adequate at leadership; Kent Police: good.",
        {(GWENT, PREVENT, "good"), (DURHAM, "leadership", "adequate")},
    ),
    (
        "Gwent Police swapped places with Durham, which fell to adequate for managing offenders; it rose to good.",
        {(DURHAM, OFFENDERS, "adequate"), (GWENT, OFFENDERS, "good")},
    ),
    (
        "Gwent Police was graded good for leadership. Its neighbour, Durham, fared worse. It was graded inadequate for "
        "leadership.",
        {(GWENT, "leadership", "good"), (DURHAM, "leadership", "inadequate")},
    ),
    (
        "Gwent Police was graded good for leadership. Durham’s report had been published in May. It was graded "
        "inadequate for leadership.",
        {(GWENT, "leadership", "good"), (DURHAM, "leadership", "inadequate")},
    ),
    (
        "Gwent Police was graded good for leadership. Kent Police, its neighbour, was rated outstanding.",
        {(GWENT, "leadership", "good"), (KENT, "leadership", "outstanding")},
    ),
    (
        "Gwent Police is good at leadership. Kent and Essex fire services both require improvement for efficiency.",
        {("kent-fire", "efficiency", "requires improvement"), (GWENT, "leadership", "good")},
    ),
]
LESS_USUAL: list[tuple[str, set[Rating]]] = [
    (
        "HMICFRS rated the force. Only preventing crime, where Gwent Police was adequate, and leadership, where it was "
        "outstanding, differed.",
        {(GWENT, PREVENT, "adequate"), (GWENT, "leadership", "outstanding")},
    ),
    (
        "Kent Fire and Rescue Service, whose prevention was good in 2022, has gone one better: it is now outstanding.",
        {("kent-fire", FIRES, "was good"), ("kent-fire", FIRES, "outstanding")},
    ),
    (
        "Gwent Police got an adequate grade for leadership, and a good one for preventing crime.",
        {(GWENT, "leadership", "adequate"), (GWENT, PREVENT, "good")},
    ),
    (
        "Gwent Police was marked down for leadership, an area in which it was previously outstanding. It is now good.",
        {(GWENT, "leadership", "was outstanding"), (GWENT, "leadership", "good")},
    ),
    (
        "Two years after it was judged inadequate at preventing crime, Gwent Police has been judged good.",
        {(GWENT, PREVENT, "was inadequate"), (GWENT, PREVENT, "good")},
    ),
    (
        "Two years after it was founded, Gwent Police was judged inadequate at preventing crime.",
        {(GWENT, PREVENT, "inadequate")},
    ),
    (
        "The last inspection of London Fire Brigade graded prevention as good; this one grades it as adequate.",
        {("london-fire", FIRES, "was good"), ("london-fire", FIRES, "adequate")},
    ),
    (
        "Gwent Police received the top grade for preventing crime, while Kent Police was rated good for leadership.",
        {(GWENT, PREVENT, "outstanding"), (KENT, "leadership", "good")},
    ),
    (
        "Gwent Police received the top grade, good, of its group for preventing crime.",
        {(GWENT, PREVENT, "good")},
    ),
    (
        "Gwent Police was told that, in terms of leadership, it was good, and that in terms of preventing crime, it "
        "required improvement.",
        {(GWENT, "leadership", "good"), (GWENT, PREVENT, "requires improvement")},
    ),
    (
        "For a force that five years ago was inadequate at almost everything, a good for leadership is a turnaround, "
        "Gwent Police said of the grade.",
        {(GWENT, "leadership", "good")},
    ),
    (
        "Only in one respect did Gwent Police fail to be graded good: it was adequate at preventing crime.",
        {(GWENT, PREVENT, "adequate")},
    ),
    (
        "Gwent Police failed to answer calls and was rated inadequate for leadership.",
        {(GWENT, "leadership", "inadequate")},
    ),
    (
        "A grade of adequate was recorded for leadership at Gwent Police, down from good.",
        {(GWENT, "leadership", "adequate"), (GWENT, "leadership", "was good")},
    ),
    (
        "It was the second time running that Gwent Police had been graded outstanding for preventing crime.",
        {(GWENT, PREVENT, "outstanding")},
    ),
    (
        "In two areas – managing offenders and leadership – Gwent Police was outstanding, said inspectors.",
        {(GWENT, OFFENDERS, "outstanding"), (GWENT, "leadership", "outstanding")},
    ),
]
NOTHING = (
    "The IT system at Gwent Police, HMICFRS heard, was described as inadequate by officers who manage offenders.",
    "Gwent Police’s chief said that to be merely good at preventing crime was not her ambition.",
    "Gwent Police was graded on ten areas, from inadequate to outstanding; the results are due in May.",
    "Nearly half of people in Gwent thought the force was good at preventing crime, a poll of Gwent Police found.",
    "Gwent Police’s bid for a good rating for leadership was dashed by the pandemic, HMICFRS said.",
    "In a mock inspection, peers from Kent Police rated Gwent Police’s handling of offenders as good.",
    "To be graded outstanding, a force like Gwent Police must be good at preventing crime.",
    "Gwent Police’s own self-assessment put its leadership at good.",
    "Gwent Police’s aim for the 2025 inspection: outstanding for leadership.",
    "No areas of Gwent Police were found to be inadequate.",
    "Gwent Police says its funding has been inadequate for years and that this affects leadership.",
    "Gwent Police’s premises require improvement, a report by HMICFRS on its estate says.",
    "The talks with the inspectorate were good ones for the leadership of Gwent Police.",
    "The scheme in Gwent, rated outstanding by those who took part, is run with Gwent Police.",
)


@each_case(("text", "expected"), [*SHARED, *NOT_SHARED, *BEFORE, *APART, *LESS_USUAL])
def test_grades_in_prose(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


@each_case("text", NOTHING)
def test_what_is_wanted_or_thought_of_itself_is_no_grade(text: str) -> None:
    assert read(text) == set()


def test_a_later_year_behind_a_semicolon_ends_the_one_before() -> None:
    text = "In 2019 it was rated good for legitimacy; in 2022 Gwent Police was rated adequate for leadership."
    dates = {claim.area: claim.report_published_on for claim in ratings(text)}
    assert dates["legitimacy"] == "2019"
    assert dates["leadership"] != "2019"


def test_an_earlier_grade_told_twice_has_the_date_said_once() -> None:
    text = (
        "Gwent Police is no longer outstanding at preventing crime. It was rated good for it. "
        "In 2021 the force had been rated outstanding for preventing crime."
    )
    assert {claim.report_published_on for claim in ratings(text) if claim.historic} == {"2021"}
