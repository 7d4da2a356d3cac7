"""Areas in lists under a grade: bullets, lines of areas, tables. Sentences are invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import ratings, read

KENT, KENT_FIRE = "kent-police", "kent-fire"
PREVENT, INVESTIGATE, OFFENDERS = "preventing-crime", "investigating-crime", "managing-offenders"


def test_a_list_goes_on_with_another_grade_and_counts_its_areas() -> None:
    text = (
        "Kent Police has been recognised as Good in these two areas:\n\n- Investigating crime\n- Preventing crime\n\n"
        "and as Adequate in one:\n\n- Managing offenders\n\n"
        "It was found to require improvement, namely:\n\n- Responding to the public"
    )
    assert read(text) == {
        (KENT, INVESTIGATE, "good"),
        (KENT, PREVENT, "good"),
        (KENT, OFFENDERS, "adequate"),
        (KENT, "responding-to-the-public", "requires improvement"),
    }


def test_an_area_that_no_vocabulary_has_is_one_among_others() -> None:
    text = "Kent Police is good at:\n\n- investigating crime\n- keeping its vehicles clean\n\nThe report is out."
    assert read(text) == {(KENT, INVESTIGATE, "good"), (KENT, "other", "good")}


def test_lines_of_areas_belong_to_the_grade_above_them() -> None:
    text = (
        "Kent Police was inspected.\n\nGood\nPreventing crime; investigating crime\n\nAdequate\nManaging offenders\n\n"
        "Outstanding\nLeadership"
    )
    assert read(text) == {
        (KENT, PREVENT, "good"),
        (KENT, INVESTIGATE, "good"),
        (KENT, OFFENDERS, "adequate"),
        (KENT, "leadership", "outstanding"),
    }


def test_grades_below_their_areas_belong_to_these() -> None:
    text = "Kent Police was inspected.\n\nPreventing crime\nGood\n\nManaging offenders\nAdequate"
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate")}


def test_how_affordable_a_service_is_is_no_use_of_resources() -> None:
    """Both are questions of their own."""
    assert read("Kent Fire and Rescue Service is good at making the service affordable now and in the future.") == {
        (KENT_FIRE, "making-the-service-affordable", "good")
    }


def test_a_column_of_a_round_is_an_earlier_one_beside_this_inspection() -> None:
    text = (
        "Kent Fire and Rescue Service\n\n| | This inspection | 2018/19 |\n|---|---|---|\n"
        "| Preventing fires | Good | Adequate |\n| Care of the horses | Good | n/a |\n\n"
        "Published on 5 July 2022. The first report was published on 3 June 2019."
    )
    found = {(c.area, c.grade, c.historic, c.report_published_on) for c in ratings(text)}
    assert found == {
        ("preventing-fires-and-other-risks", "good", False, "2022-07-05"),
        ("preventing-fires-and-other-risks", "adequate", True, "2019-06-03"),
        ("other", "good", False, "2022-07-05"),
    }


def test_a_column_of_reports_dates_each_row() -> None:
    text = (
        "Inspections of Kent Police\n\n| Inspection | Inspected | Grade | Report published |\n|---|---|---|---|\n"
        "| Efficiency | March 2016 | Good | 3 November 2016 |\n| Efficiency | May 2018 | Adequate | 12/12/2018 |\n"
        "| Legitimacy | June 2018 | Outstanding | February 2019 |\n| Leadership | July 2018 | Good | due soon |"
    )
    found = {(c.area, c.grade, c.historic, c.report_published_on) for c in ratings(text)}
    assert found == {
        ("efficiency", "good", True, "2016-11-03"),
        ("efficiency", "adequate", False, "2018-12-12"),
        ("legitimacy", "outstanding", False, "2019-02"),
        ("leadership", "good", False, None),
    }


def test_a_column_of_visits_dates_no_report() -> None:
    text = "Kent Police\n\n| Area | Grade | Last inspected |\n|---|---|---|\n| Leadership | Good | May 2018 |"
    assert {c.report_published_on for c in ratings(text)} == {None}


def test_a_body_calls_its_areas_its_own() -> None:
    text = "Kent Police\n\nInspectors say that we are:\n\n- good at supporting our workforce\n- adequate at leadership"
    assert read(text) == {(KENT, "developing-a-positive-workplace", "good"), (KENT, "leadership", "adequate")}


@each_case("bullet", ["", "- "])
@each_case(
    "lead",
    [
        "Good for:",
        "Areas where the force is good:",
        "Areas found to be good",
        "What we are good at:",
        "Two areas were graded good:",
        "Good ratings:",
        "Rated ‘Good’ in these areas",
    ],
)
def test_a_line_leads_on_to_lines_of_areas(lead: str, bullet: str) -> None:
    """Bullets are often lost where a page is copied."""
    lines = f"{bullet}Preventing crime\n{bullet}Investigating crime"
    text = f"What inspectors made of Kent Police\n\n{lead}\n{lines}\n\nThanks."
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, INVESTIGATE, "good")}


@each_case(
    "lines",
    [
        "Areas of good practice:\nPreventing crime\nInvestigating crime",
        "What good looks like:\nPreventing crime\nInvestigating crime",
        "Areas found to be good\nPreventing crime\nThe force has worked hard at this and with many partners.",
        "Work that the force is good enough at\nPreventing crime\nInvestigating crime",
    ],
)
def test_lines_that_nothing_leads_on_to_have_no_grade(lines: str) -> None:
    assert read(f"What inspectors made of Kent Police\n\n{lines}") == set()


def test_what_leads_on_to_an_area_is_not_of_the_one_above() -> None:
    text = "Kent Police\n\nGood for:\nPreventing crime\n\nAdequate for:\nManaging offenders"
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate")}


SECTIONS = {
    "it ends the paragraph below a heading": "{area}\n\nOfficers know their streets. Grade: {grade}.",
    "it is the last line below a heading": "{area}\nOfficers know their streets.\nGrade: {grade}",
    "the area opens the paragraph": "{area}. Officers know their streets. Judgement: {grade}.",
    "a label opens the paragraph": "{area}: Officers know their streets. Graded {grade}.",
}


@each_case("section", SECTIONS.values(), ids=SECTIONS)
def test_a_grade_ends_the_part_on_its_area(section: str) -> None:
    parts = [("Preventing crime", "good"), ("Leadership", "adequate"), ("Managing offenders", "inadequate")]
    text = "Kent Police report\n\n" + "\n\n".join(section.format(area=area, grade=grade) for area, grade in parts)
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, "leadership", "adequate"), (KENT, OFFENDERS, "inadequate")}


def test_a_grade_of_the_whole_is_not_that_of_the_part_above() -> None:
    text = "Kent Police report\n\nPreventing crime\n\nOfficers know their streets. Overall grade: good."
    assert (KENT, PREVENT, "good") not in read(text)


def test_each_item_of_a_list_has_its_grade_below() -> None:
    text = "Kent Police\n\n1) Preventing crime\nGood\n2) Leadership\nGood\n3) Managing offenders\nAdequate"
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, "leadership", "good"), (KENT, OFFENDERS, "adequate")}


def test_items_on_end_are_a_list_below_their_grade() -> None:
    text = "Kent Police\n\nGood\n- Preventing crime\n- Leadership\nAdequate\n- Managing offenders"
    assert read(text) == {(KENT, PREVENT, "good"), (KENT, "leadership", "good"), (KENT, OFFENDERS, "adequate")}


def test_areas_counted_off_behind_who_graded_them() -> None:
    said = "Kent Police received a good grade from HMICFRS in two areas, which were preventing crime and leadership."
    assert read(said) == {(KENT, PREVENT, "good"), (KENT, "leadership", "good")}
    assert read("Kent Police received a good grade from HMICFRS in two areas. Leadership matters to it.") == set()
