"""How far words reach: what a whole report is on, whom a band is shared with, what a name heads. Invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import ratings, read

KENT, ESSEX, SURREY, SUSSEX, KENT_FIRE = "kent-police", "essex-police", "surrey-police", "sussex-police", "kent-fire"
PROTECT, PREVENT, LEAD, SOC = (
    "protecting-vulnerable-people",
    "preventing-crime",
    "leadership",
    "serious-and-organised-crime",
)
INVESTIGATE, EFFICIENCY = "investigating-crime", "efficiency"


def test_prose_above_a_list_does_not_overrule_what_the_report_is_on() -> None:
    title = "Efficiency of police forces: new grades\n\n"
    lines = "\n\nGood: Kent and Essex\nInadequate: Surrey & Sussex"
    found = {(KENT, "good"), (ESSEX, "good"), (SURREY, "inadequate"), (SUSSEX, "inadequate")}
    for said, area in (
        ("HMICFRS has reported on how efficiently forces keep people safe and reduce crime.", EFFICIENCY),
        ("HMICFRS asked whether money is spent well, not who is vulnerable or how crime is prevented.", EFFICIENCY),
        ("For their leadership the forces were placed as follows:", LEAD),
    ):
        assert read(f"{title}{said}{lines}") == {(body, area, grade) for body, grade in found}


@each_case(
    ("said", "found"),
    [
        ("Kent and Essex have both slipped since 2015, when each was judged to be good.", {KENT, ESSEX}),
        ("Kent and Essex have now fallen back from 2015, when both were judged good.", {KENT, ESSEX}),
        ("Officers in Kent and Essex have both slipped since 2015, when each was judged to be good.", set()),
        ("Kent and Essex have hospitals where the care was judged to be good.", set()),
    ],
)
def test_places_that_have_done_something_are_subjects(said: str, found: set[str]) -> None:
    text = f"Police efficiency: HMIC publishes its reports\n\nInspectors have gone round the forces.\n\n{said}"
    assert read(text) == {(body, EFFICIENCY, "was good") for body in found}


@each_case(
    ("said", "found"),
    [
        ("Surrey and Sussex joined Essex in the ‘adequate’ bracket.", {SURREY, SUSSEX, ESSEX}),
        ("Surrey Police has now joined Essex Police in the ‘adequate’ category.", {SURREY, ESSEX}),
        ("Surrey sits alongside Essex in the “adequate” band.", {SURREY, ESSEX}),
        ("Staff from Surrey joined those at Essex Police, in the ‘adequate’ bracket.", {ESSEX}),
        ("Surrey Police joined Essex Police in an adequate programme.", set()),
    ],
)
def test_who_joins_a_body_in_a_band_has_its_grade(said: str, found: set[str]) -> None:
    text = f"HMICFRS has graded forces on their leadership. Kent Police was judged ‘good’ at leadership. {said}"
    assert read(text) == {(KENT, LEAD, "good"), *((body, LEAD, "adequate") for body in found)}


@each_case(
    ("said", "found"),
    [
        ("Adequate was also the mark for crime prevention and for leadership.", {PREVENT, LEAD}),
        ("‘Adequate’ is its grade for leadership, too.", {LEAD}),
        ("Adequate was again the verdict given on crime prevention.", {PREVENT}),
        ("Adequate is the mark that the force wants for leadership.", set()),
        ("Adequate was the mark for leadership at a school in Kent.", set()),
        ("Adequate is the word for its leadership.", set()),
        ("Adequate is the grade for a force that meets the standard.", set()),
    ],
)
def test_a_grade_is_the_mark_for_an_area(said: str, found: set[str]) -> None:
    text = f"Kent Police has been rated ‘good’ at investigating crime, HMICFRS said. {said}"
    assert read(text) == {(KENT, INVESTIGATE, "good"), *((KENT, area, "adequate") for area in found)}


@each_case("given", [", awarded in 2021, to", ", given in March 2021, to", " in 2021 to", ", held since 2021, to"])
def test_the_year_of_the_grade_before_is_not_that_of_the_new_one(given: str) -> None:
    said = f"HMICFRS said today that for leadership Kent Police had slipped from ‘good’{given} ‘inadequate’."
    assert {(c.grade, c.historic, (c.report_published_on or "")[:4]) for c in ratings(said)} == {
        ("good", True, "2021"),
        ("inadequate", False, "2023"),
    }


@each_case(
    ("said", "found"),
    [
        ("The way it enforces fire safety law in flats and care homes was found to be ‘good’.", True),
        ("The enforcement of fire safety law in hospitals, nurseries and shops was judged ‘good’.", True),
        ("Fire safety in a care home near the sea was found to be ‘good’.", False),
        ("The care home that enforces fire safety law best was judged ‘good’.", False),
    ],
)
def test_where_fire_law_is_enforced_is_not_what_is_graded(said: str, found: bool) -> None:
    text = f"Kent Fire and Rescue Service was judged ‘adequate’ at prevention by HMICFRS. {said}"
    assert {one for one in read(text) if one[2] == "good"} == (
        {(KENT_FIRE, "protecting-the-public-through-fire-regulation", "good")} if found else set()
    )


@each_case(
    ("said", "area"),
    [
        ("They differ over investigations, where Kent was ‘adequate’ and Essex ‘inadequate’.", INVESTIGATE),
        ("They part over leadership, which was ‘adequate’ at Kent Police and ‘inadequate’ at Essex Police.", LEAD),
    ],
)
def test_an_area_of_the_same_sentence_comes_before_what_the_report_is_on(said: str, area: str) -> None:
    text = f"Surrey Police has been judged ‘outstanding’ at tackling serious and organised crime.\n\n{said}"
    assert read(text) == {(SURREY, SOC, "outstanding"), (KENT, area, "adequate"), (ESSEX, area, "inadequate")}


@each_case(
    ("opening", "area"),
    [
        ("HMICFRS has inspected how well the 43 police forces protect vulnerable people.", PROTECT),
        (
            "The national report on how police forces in England and Wales respond to the public is out.",
            "responding-to-the-public",
        ),
        ("HMICFRS has inspected how well forces respond to the public and protect vulnerable people.", None),
        ("HMICFRS has inspected how well the force in Surrey protects vulnerable people and manages offenders.", None),
        (
            "HMICFRS has ended an inspection of how effective forces are at protecting vulnerable people.",
            PROTECT,
        ),
        ("HMICFRS has a report out that grades every police force on its leadership.", LEAD),
        ("HMICFRS has a report out that grades every police force on its leadership and legitimacy.", None),
        ("Forces protect vulnerable people, and so does a van.", None),
    ],
)
def test_a_report_on_all_forces_is_on_what_they_were_inspected_for(opening: str, area: str | None) -> None:
    text = (
        f"The public should not have to wait\n\n{opening}\n\nIt found that no force was outstanding.\n\n"
        "Letters have gone out to all chief constables.\n\nThey are free to publish them.\n\n"
        "The two forces judged to be inadequate are Kent Police and Essex Police. "
        "Sussex Police, assessed as requires improvement, had cut its queue."
    )
    found = {(KENT, area, "inadequate"), (ESSEX, area, "inadequate"), (SUSSEX, area, "requires improvement")}
    assert read(text) == (found if area else set())


def test_a_grade_on_a_sheet_is_of_the_body_that_heads_it() -> None:
    sheets = (
        "Organised crime units at a glance\n\nGrades are those of HMICFRS.\n\n"
        "TARIAN (South Wales, Gwent and Dyfed-Powys Police)\nHead: Ann Other\nGrade: adequate, May 2022\n\n"
        "NORTH WEST (NWROCU)\nRating – good (June 2023)\nHead: vacant\n\n"
        "NORTH EAST (NEROCU)\nGrade: not yet inspected\nHead: Sam Other"
    )
    assert {(c.body.body_id, c.area, c.grade, c.historic, c.report_published_on) for c in ratings(sheets)} == {
        ("tarian", SOC, "adequate", False, "2022-05"),
        ("nwrocu", SOC, "good", False, "2023-06"),
    }


@each_case(
    "sheet",
    [
        "Kent Police\nHead: Ann Other\nGrade: good, May 2022",
        "Homes for children near TARIAN\nHead: Ann Other\nGrade: good, May 2022",
        "Kent Police (near TARIAN)\nIt is said to be a fine place to work.\nGrade: good in May 2022, say its staff",
        "The school\nGrade: good, May 2022\nNear it: TARIAN",
    ],
)
def test_a_sheet_that_leaves_open_what_is_graded_gives_nothing(sheet: str) -> None:
    assert read(f"Fact box\n\nHMICFRS inspects forces, others inspect others.\n\n{sheet}") == set()


@each_case(
    ("said", "found"),
    [
        (
            "Its leadership, on the other hand, could hardly be better and brought the force its only ‘outstanding’.",
            True,
        ),
        ("Leadership, by contrast, could scarcely have been better: inspectors rated it ‘outstanding’.", True),
        ("Its leadership could hardly be rated ‘outstanding’.", False),
        ("Its leadership could be better, and might bring the force an ‘outstanding’.", False),
    ],
)
def test_what_could_hardly_be_better_is_so(said: str, found: bool) -> None:
    text = f"Kent Police has been rated ‘inadequate’ at investigating crime, HMICFRS said. {said}"
    assert read(text) == {(KENT, INVESTIGATE, "inadequate"), *({(KENT, LEAD, "outstanding")} if found else ())}


@each_case(
    ("said", "found"),
    [
        ("It rates three forces – Kent, Essex and Surrey – as ‘inadequate’ in this area.", {KENT, ESSEX, SURREY}),
        ("Some handle hostages well. Kent Police was judged ‘inadequate’ in that respect.", set()),
        (
            "Of managing offenders more.\n\nNothing is said. Kent Police was judged ‘inadequate’ in this area.",
            set(),
        ),
    ],
)
def test_this_area_is_what_the_report_is_on(said: str, found: set[str]) -> None:
    text = f"HMIC report on how police protect vulnerable people\n\nThe report is out.\n\n{said}"
    assert read(text) == {(body, PROTECT, "inadequate") for body in found}


@each_case(
    ("opening", "day"),
    [
        ("Today’s (15 December 2015) report from HMIC", "2015-12-15"),
        ("Tuesday’s (15 December 2015) national report by HMIC", "2015-12-15"),
        ("Today’s (15 December 2015) report on the weather", None),
    ],
)
def test_the_day_of_a_report_may_stand_in_brackets(opening: str, day: str | None) -> None:
    text = f"{opening} is out.\n\nKent Police was judged ‘good’ at managing offenders."
    assert [c.report_published_on for c in ratings(text, None)] == [day]


@each_case(
    ("opening", "day"),
    [
        ("The news was confirmed on Tuesday, along with a full inspection report by HMICFRS", "2023-11-14"),
        ("The news was confirmed on Tuesday, along with a report on the weather", None),
        ("HMICFRS came on Tuesday along with its vans. A report is not yet out", None),
    ],
)
def test_a_report_comes_out_along_with_news(opening: str, day: str | None) -> None:
    text = f"{opening}.\n\nKent Police was judged ‘good’ at managing offenders."
    assert [c.report_published_on for c in ratings(text)] == [day]


def test_a_count_of_more_begins_another_list() -> None:
    text = (
        "HMICFRS found Kent Police outstanding in one of them, the recording of crime data, and that three more – "
        "preventing crime; leadership; and managing offenders – are good."
    )
    assert {reading for reading in read(text) if reading[2] == "outstanding"} == {
        ("kent-police", "crime-data-integrity", "outstanding")
    }


def test_several_bodies_share_no_grade_overall() -> None:
    """They are told of in a report on something, which the text calls by words that nobody knows."""
    report = "Inspectors looked at how forces keep pets. They judged {} “inadequate”."
    assert not read(report.format("Kent Police, Essex Police and Surrey Police"))
    assert read("Inspectors judged Kent Police inadequate.") == {("kent-police", "overall", "inadequate")}


def test_a_plain_word_of_praise_or_blame_is_no_grade_where_nothing_is_inspected() -> None:
    said = "British Transport Police helped at the station. “Our response to the fault was inadequate,” {} said."
    assert not read(said.format("the railway"))
    assert read("Inspectors found that Kent Police’s response to the public was inadequate.")
