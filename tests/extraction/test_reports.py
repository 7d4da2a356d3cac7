"""What is read of the inspection behind the grades: its dates, its inspectorate, its topic."""

from dataclasses import replace

import pytest

from flows.extraction import extract
from flows.extraction.claims import Body, RatingClaim
from flows.extraction.reports.reports import programme_of
from schemas import vocabularies
from tests.cases import each_case
from tests.extraction.readings import document, ratings

GRADE = "Kent Police was rated good for leadership by HMICFRS."


@each_case(
    ("said", "published_on", "expected"),
    [
        ("The report was published on 2 March 2023.", None, "2023-03-02"),
        ("The report was published today (Friday 10 November).", "2023-11-15", "2023-11-10"),
        ("The report was published today.", "2023-11-15", "2023-11-15"),
        ("The report was published yesterday.", "2023-11-15", "2023-11-14"),
        ("The report was published on Thursday.", "2023-11-15", "2023-11-09"),
        ("Its conclusions came out on Thursday, 2 March 2023.", None, "2023-03-02"),
        ("The inspection report appeared in February 2025.", None, "2025-02"),
        ("The inspectorate has today set out its findings.", "2023-11-15", "2023-11-15"),
        ("A report by HMICFRS was published today.", None, None),
        ("The report was published last week.", "2023-11-15", "2023-11"),
        ("The report was published last week.", "2023-11-08", None),
        ("The report was published in the last week of October 2023.", "2023-11-15", "2023-10"),
        ("The report was published today, Wednesday 14 June 2023.", None, "2023-06-14"),
        ("Since its last inspection it has improved, a report published today says.", "2023-11-15", "2023-11-15"),
        ("HMICFRS today rated the force. In a report published in May 2021 it was poor.", "2023-11-15", "2023-11-15"),
        ("It is the report of 2 March 2023 by HMICFRS.", None, "2023-03-02"),
        ("In its report of March 2023, HMICFRS praised the force.", None, "2023-03"),
        ("The inspectors' March 2023 report praised the force.", None, "2023-03"),
        ("The March 2023 HMICFRS report praised the force.", None, "2023-03"),
        ("The inspectors' March 2023 PEEL report praised the force.", None, "2023-03"),
        ("The officers' federation wrote a report in March 2023.", None, None),
        ("The report appeared in September.", "2023-11-15", "2023-09"),
        ("The report appeared in December.", "2023-11-15", "2022-12"),
        ("The report may help.", "2023-11-15", None),
        ("It is in the inspectors' September report.", "2023-11-15", "2023-09"),
        ("So says the report of 9 November by HMICFRS.", "2023-11-15", "2023-11-09"),
        ("So says a report by inspectors in September 2023.", None, "2023-09"),
        ("So says a report (HMICFRS, September 2023).", None, "2023-09"),
        ("HMICFRS yesterday graded it.", "2023-11-15", "2023-11-14"),
        ("The findings emerged on Thursday.", "2023-11-15", "2023-11-09"),
        ("On Thursday inspectors released their report.", "2023-11-15", "2023-11-09"),
        ("HMICFRS published its State of Policing report on 9 November 2023.", None, None),
        ("HMICFRS said in March 2023 that it was so.", None, "2023-03"),
        ("HMICFRS said it made 31 arrests in the year to May 31, 2022.", None, None),
        ("HMICFRS said it had been so since March 2022.", None, None),
        ("In its last assessment, published in October 2022, it was poor.", None, None),
        ("It is long. Published on 2 March 2023. The report is the third.", None, "2023-03-02"),
        (
            "The page was changed on 16 November 2023. The report came out on Wednesday (November 15).",
            None,
            "2023-11-15",
        ),
        ("The report was published last month.", "2023-11-15", "2023-10"),
        ("The report was published in summer 2023.", None, "2023-22"),
        ("On Friday 10 November the inspectorate published its findings.", "2023-11-15", "2023-11-10"),
        ("On Friday 10 November the council published its findings.", "2023-11-15", None),
        ("The inspection report was laid before Parliament this morning.", "2023-11-15", "2023-11-15"),
        ("Inspectors last reported on the force on 2 March 2023.", None, "2023-03-02"),
        ("Of the crimes reported on 2 March 2023 one was solved.", None, None),
        ("The next report will be published on 2 March 2024.", "2023-11-15", None),
        ("The next inspection report will be published on 2 March 2024.", None, None),
        ("Its annual report was published on 2 March 2023.", None, None),
        ("The force came out of special measures in March 2023, the report says.", None, None),
        ("The report of March 2021 had praised it.", "2023-11-15", None),
        ("The album was released on 2 March 2023.", None, None),
        ("A previous report was published on 2 March 2023.", None, None),
        ("Today's report by HMICFRS is full of praise.", "2023-11-15", "2023-11-15"),
        ("An action plan followed last month's critical report by HMICFRS.", "2023-11-15", "2023-10"),
        ("An action plan followed October's critical report by HMICFRS.", "2023-11-15", "2023-10"),
        ("Monday's HMICFRS report makes hard reading.", "2023-11-15", "2023-11-13"),
        ("Today's report by the council says little.", "2023-11-15", None),
        ("The force was praised by inspectors today.", "2023-11-15", "2023-11-15"),
        ("Victims were helped by officers today.", "2023-11-15", None),
        ("HMICFRS published its report on the force in October.", "2023-11-15", "2023-10"),
        ("The report will be on the HMICFRS website from 00:01 on Tuesday 14 November 2023.", None, "2023-11-14"),
        ("HMICFRS's findings, which had been published on 2 March 2023, were noted.", None, "2023-03-02"),
        (
            "A report released by His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS) on "
            "Thursday is full of praise.",
            "2023-11-15",
            "2023-11-09",
        ),
        (
            "Today His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services published its PEEL report.",
            "2023-11-15",
            "2023-11-15",
        ),
        ("The document, released this morning by HMICFRS, is short.", "2023-11-15", "2023-11-15"),
        ("The leaflet, released this morning by Kent County Council, is short.", "2023-11-15", None),
        ("Crime is falling, the policing inspectorate says today.", "2023-11-15", "2023-11-15"),
        ("Crime is falling, the council says today.", "2023-11-15", None),
        ("Its callers wait too long, an inspection reveals this morning.", "2023-11-15", "2023-11-15"),
        ("Its callers wait too long, a letter reveals this morning.", "2023-11-15", None),
        ("A report out today says the force needs to plan its work.", "2023-11-15", "2023-11-15"),
        ("The Chair has responded to the publication today of two inspection reports.", "2023-11-15", "2023-11-15"),
        ("The report, due for publication on 20 November 2023, is long.", None, None),
        ("Inspectors last Friday published their findings.", "2023-11-15", "2023-11-10"),
        ("Councillors last Friday published their findings.", "2023-11-15", None),
        ("The reviews of five forces, published on Thursday, are the first.", "2023-11-15", "2023-11-09"),
        ("The force received its report from HMICFRS today.", "2023-11-15", "2023-11-15"),
        ("The force received 40 calls today.", "2023-11-15", None),
        ("HMICFRS's report on custody, published in May 2023, is good reading. It did not give a grade.", None, None),
        ("HMICFRS's ungraded report on custody was published in May 2023.", None, None),
        ("HMICFRS published its report in May 2023. It grades the force. It did not visit.", None, "2023-05"),
        ("The force received a report of a theft today.", "2023-11-15", None),
        ("HMICFRS says the force made 31 arrests on 2 March 2023.", None, None),
        ("A letter of the inspectorate, seen today by this newspaper, is blunt.", "2023-11-15", None),
        ("HMICFRS has this month published its findings.", "2023-11-15", "2023-11"),
        ("The inspection report came out on 2 October. Our response was published today.", "2023-11-15", "2023-10-02"),
        ("In HMICFRS's 2023 inspections, which are published today, it was third.", "2023-11-15", "2023-11-15"),
        (
            "The Commissioner has today set out his reply to the inspection. The report came out on 2 October.",
            "2023-11-15",
            "2023-10-02",
        ),
        ("The Commissioner has today published her response to the inspection.", "2023-11-15", None),
        ("Her response to the inspection report was published today.", "2023-11-15", None),
        ("She responds to an inspection report that was published today.", "2023-11-15", "2023-11-15"),
        ("You know last month's inspection report.", "2023-11-15", "2023-10"),
        ("In HMICFRS's report on Kent of 2 March 2023 nothing was said of this.", "2023-11-15", "2023-03-02"),
        ("3.2 On 2 March 2023 HMICFRS released a paper on how it does.", "2023-11-15", "2023-03-02"),
        ("3.2 On 2 March 2023 the council released a paper on how it does.", "2023-11-15", None),
        ("HMICFRS released its PEEL 2021/22 report on the force on 2 March 2023.", "2023-11-15", "2023-03-02"),
        ("HMICFRS released its 2021 report on the force on 2 March 2023.", "2023-11-15", "2023-03-02"),
        ("It is in the last tranche of reports, which HMICFRS issued on 2 March 2023.", "2023-11-15", "2023-03-02"),
        ("Inspectors met the press. The second batch was issued on 2 March 2023.", "2023-11-15", "2023-03-02"),
        ("Officers met the press. The second batch of leaflets was issued on 2 March 2023.", "2023-11-15", None),
        ("HMICFRS's verdict dates from March 2023.", "2023-11-15", "2023-03"),
        ("The force's headquarters dates from March 1923.", "2023-11-15", None),
        ("Today, 15 November 2023, HMICFRS published its report.", None, "2023-11-15"),
        ("Today (14/11) HMICFRS have published a report on it.", "2023-11-15", "2023-11-15"),
        ("A national report has concluded today that it is so.", "2023-11-15", "2023-11-15"),
        ("It is short of staff, a damning report said yesterday.", "2023-11-15", "2023-11-14"),
        ("The council said today that it is so.", "2023-11-15", None),
        ("This morning HMICFRS has made public what it found.", "2023-11-15", "2023-11-15"),
        ("This morning the council has made public what it spends.", "2023-11-15", None),
        ("The verdict came this morning, when the inspectorate made public its report.", "2023-11-15", "2023-11-15"),
        ("The news came on Tuesday, when the inspectorate made public its report.", "2023-11-15", "2023-11-14"),
        ("The news came on Tuesday, when the union made public its anger.", "2023-11-15", None),
        (
            "HMICFRS has inspectors. On 9 November, when its first reports were published, it said so.",
            "2023-11-15",
            "2023-11-09",
        ),
        ("A report by HMICFRS today classes it so.", "2023-11-15", "2023-11-15"),
        ("A report by councillors today classes it so.", "2023-11-15", None),
        (
            "HMICFRS published the first of its new yearly assessments of the forces of England and Wales on Tuesday.",
            "2023-11-15",
            "2023-11-14",
        ),
        ("It is the report which HMICFRS releases today.", "2023-11-15", "2023-11-15"),
        ("Inspectors today gave the force five grades.", "2023-11-15", "2023-11-15"),
        ("Readers today gave the force five stars.", "2023-11-15", None),
        ("Its two last reports by HMICFRS came out in May 2021 and on 9 November 2023.", None, "2023-11-09"),
        (
            "The first HMICFRS report came out on 2 May 2021 and the second report on 9 November 2023.",
            None,
            "2023-11-09",
        ),
    ],
)
def test_when_the_report_was_published(said: str, published_on: str | None, expected: str | None) -> None:
    (claim,) = ratings(f"{GRADE}\n\n{said}", published_on)
    assert claim.report_published_on == expected


@each_case(
    ("said", "historic"),
    [
        ("The force's report of May 2021 found it good at managing offenders.", False),
        ("The force's report of May 2021 had found it good at managing offenders.", True),
        ("The report of May 2021 found it good at managing offenders. A new report is out today.", True),
    ],
)
def test_the_only_report_of_a_text_is_the_last_however_old(said: str, historic: bool) -> None:
    (claim,) = ratings(f"Kent Police made 40 arrests.\n\n{said}")
    assert (claim.historic, claim.report_published_on) == (historic, "2021-05")


def test_each_paragraph_has_the_date_of_its_own_report() -> None:
    text = (
        "The force's report came out on 13 October 2022. It rated Kent Police good for leadership.\n\n"
        "The report on the brigade was published in January 2023. Kent Fire and Rescue Service is good at looking "
        "after its people."
    )
    assert {(c.body.body_id, c.report_published_on) for c in ratings(text, "2023-02-16")} == {
        ("kent-police", "2022-10-13"),
        ("kent-fire", "2023-01"),
    }


@each_case(("publisher", "expected"), [("HMICFRS", "2023-11-15"), ("Kent Police", None)])
def test_an_inspectorate_publishes_a_report_and_its_own_page_on_it_on_one_day(
    publisher: str, expected: str | None
) -> None:
    page = replace(document(f"{GRADE}\n\nRead the report."), publisher=publisher)
    (claim,) = [claim for claim in extract(page).claims if isinstance(claim, RatingClaim)]
    assert claim.report_published_on == expected


@each_case(
    ("said", "expected"),
    [
        ("The reports of May 2021 and of June 2023 agree.", "2021-05"),
        ("The findings of HMICFRS were published in June 2023. Those of May 2021 stand beside them.", "2021-05"),
        ("The reports of May 2020, a report of May 2021 and the report of June 2023 agree.", None),
    ],
)
def test_an_earlier_grade_without_a_date_is_of_the_only_report_before(said: str, expected: str | None) -> None:
    claims = ratings(f"{GRADE} {said}\n\nKent Police had previously been rated inadequate for leadership.")
    assert [claim.report_published_on for claim in claims if claim.historic] == [expected]


@each_case(
    ("said", "expected"),
    [
        ("The force was inspected in spring 2022.", "2022-21"),
        ("Inspectors visited the force in May 2022.", "2022-05"),
        ("Inspectors visited the force last spring.", "2023-21"),
        ("Inspectors visited the force twice.", None),
        ("The force was last inspected in 2022.", None),
        ("Its previous inspection was in May 2022.", None),
        ("The force will be inspected again in spring 2024.", None),
        ("It was inspected for the first time in summer 2014.", None),
        ("A custody inspection in May 2022 found cold cells.", None),
    ],
)
def test_when_the_inspection_took_place(said: str, expected: str | None) -> None:
    (claim,) = ratings(f"{GRADE}\n\n{said}")
    assert claim.inspected_in == expected


def test_when_another_body_was_inspected_is_not_said_of_the_one_a_text_is_on() -> None:
    text = f"{GRADE}\n\nEssex Police was inspected in spring 2022."
    assert ratings(text)[0].inspected_in is None


@each_case(
    ("heading", "expected"),
    [("PEEL 2023–25", "2024-11-08"), ("How to contact us", None)],
)
def test_a_line_below_the_title_of_a_report_says_when_it_was_published(heading: str, expected: str | None) -> None:
    text = f"Inspections of the force\n\n{heading}\n\nPublished: 8 November 2024\n\n{GRADE}"
    assert ratings(text, None)[0].report_published_on == expected


@each_case(
    ("title", "voice", "expected"),
    [
        ("An inspection of Kent Police", "Our judgments are below.", "2024-11-08"),
        ("The inspection of Kent Police", "The Commissioner has read the report.", "2022"),
        ("Kent Police", "Our judgments are below.", "2022"),
    ],
)
def test_a_page_that_is_a_report_has_the_day_below_its_title(title: str, voice: str, expected: str) -> None:
    text = f"{title}\n\nPublished on: 8 November 2024\n\n{voice} A report came out in 2022.\n\n{GRADE}"
    assert ratings(text, None)[0].report_published_on == expected


def test_a_historic_grade_has_the_date_of_its_own_report() -> None:
    text = (
        "In the 2016 report, published in March 2017, Kent Police was judged good for leadership. "
        "The new report was published today."
    )
    (claim,) = ratings(text)
    assert (claim.historic, claim.report_published_on, claim.inspected_in) == (True, "2017-03", None)


def test_the_inspectorate_is_named_by_its_acronym() -> None:
    assert ratings(GRADE)[0].inspectorate == "HMICFRS"


@each_case(
    "said",
    [
        "Estyn inspects schools, and Estyn says so. HMICFRS inspects Surrey Police.",
        "After Ofsted's visit to the council HMICFRS came.",
        "HM Inspectorate of Probation and HMICFRS published their joint report.",
        "Criminal Justice Inspection Northern Ireland looked at files of another force. HMICFRS did not.",
    ],
)
def test_who_inspects_beside_the_inspectorate_of_a_programme_gave_no_grade(said: str) -> None:
    text = f"{said}\n\nSurrey Police was graded good at preventing crime."
    assert {claim.inspectorate for claim in ratings(text)} == {"HMICFRS"}
    assert ratings("Kent Police was rated good for leadership.")[0].inspectorate is None


@each_case(
    ("day", "programme"),
    [("2 May 2019", "peel-2018-19"), ("2 May 2022", "peel-2021-22"), ("2 May 2026", "peel-2025-27")],
)
def test_the_programme_follows_from_body_area_and_day(day: str, programme: str) -> None:
    (claim,) = ratings(f"Kent Police was rated good for investigating crime. The report was published on {day}.", None)
    assert claim.programme == programme


def test_without_a_date_the_programme_stays_open() -> None:
    assert ratings(GRADE, None)[0].programme is None


def test_a_week_is_in_a_month_where_it_lies_in_one() -> None:
    text = "HMICFRS graded Kent Police good at preventing crime in a review published this week."
    assert {claim.report_published_on for claim in ratings(text, "2023-11-15")} == {"2023-11"}
    assert {claim.report_published_on for claim in ratings(text, "2023-11-02")} == {None}


def test_the_one_report_that_gives_grades_is_the_newest_however_old() -> None:
    text = "In the report of 8 March 2021 Kent Police was graded as follows: ‘good’ for preventing crime."
    assert {(c.report_published_on, c.historic) for c in ratings(text)} == {("2021-03-08", False)}
    earlier = "In its previous report of 8 March 2021 Kent Police was graded good for preventing crime."
    assert {(c.report_published_on, c.historic) for c in ratings(earlier)} == {("2021-03-08", True)}


def test_a_release_of_an_inspectorate_says_whom_to_ask() -> None:
    text = "Kent Police is good at preventing crime, an inspection report says.\n\n"
    assert {c.report_published_on for c in ratings(text)} == {None}
    assert {c.report_published_on for c in ratings(text + "Contact: HMICFRS press office")} == {"2023-11-15"}


def test_a_programme_goes_on_to_the_end_of_its_last_year_or_month(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry(name: str, first: str, last: str | None) -> vocabularies.Programme:
        known = vocabularies.programmes()[0]
        return replace(
            known,
            programme=name,
            areas=("leadership",),
            body_kinds=("territorial-force",),
            valid_from=first,
            valid_to=last,
        )

    entries = (
        entry("first", "2016", "2017"),
        entry("second", "2018-01", "2018-03"),
        entry("third", "2018-04-01", None),
    )
    monkeypatch.setattr(vocabularies, "programmes", lambda: entries)
    kent = Body("kent-police", "Kent Police", "territorial-force")
    days = ("2017-06-01", "2018-03-31", "2018-04-01", "2018-03")
    found = [programme_of("leadership", kent, day, regional=False) for day in days]
    assert found == ["first", "second", "third", "second"]


@each_case(
    ("text", "expected"),
    [
        ("Kent Police was rated good at preventing crime by HMICFRS last August.", "2023-08"),
        ("In May 2022 inspectors rated Kent Police good at preventing crime.", "2022-05"),
        ("Kent Police was rated good at preventing crime by HMICFRS last year.", "2022"),
        ("Inspectors on Monday rated Kent Police good at preventing crime.", "2023-11-13"),
        ("HMICFRS, which inspected it in May, rated Kent Police good at preventing crime.", None),
        ("Kent Police was rated good at preventing crime, after officers in May made arrests.", None),
    ],
)
def test_a_grade_is_dated_by_the_day_at_its_verb(text: str, expected: str | None) -> None:
    (claim,) = ratings(text)
    assert claim.report_published_on == expected


def test_captions_between_the_headline_and_the_story_hide_no_topic() -> None:
    opening = "Forces told to do better\n\nChief Constable Ann Example\nHave your say\nShare this\n\n"
    story = (
        "Two forces have been told by inspectors to improve.\n\n"
        "Kent Police was judged as requiring improvement in the latest efficiency inspection by HMICFRS.\n\n"
        "Surrey and Sussex were both deemed to be “good” by inspectors."
    )
    assert {claim.area for claim in ratings(opening + story)} == {"efficiency"}


def test_what_an_opening_names_first_is_the_topic() -> None:
    text = (
        "Force marked down\n\nKent Police was rated inadequate for effectiveness by HMICFRS.\n\n"
        "Inspectors asked how well forces prevent crime, manage offenders and protect vulnerable people.\n\n"
        "Surrey Police was ranked good."
    )
    assert {claim.area for claim in ratings(text)} == {"effectiveness"}


TODAY = "HMICFRS published its report today. Kent Police is good at managing offenders."


@each_case(
    ("said", "expected"),
    [
        ("The force, which was rated as inadequate for efficiency last October, has a plan.", (True, "2023-10")),
        ("In March the force was graded inadequate for efficiency.", (True, "2023-03")),
        ("In February last year it launched an app. The force was graded inadequate for efficiency.", (False, None)),
        ("The force was inspected in March 2023 and rated inadequate for efficiency.", (False, None)),
        ("The force was put under review in March 2023 and rated inadequate for efficiency.", (True, "2023-03")),
        ("That is better than two years ago, when it was judged inadequate for efficiency.", (True, "2021")),
        ("In our 2019 efficiency inspection the force was judged inadequate for efficiency.", (True, "2019")),
        ("The force had been judged inadequate for efficiency in a 2019 report.", (True, "2019")),
        ("The force had been judged inadequate for efficiency in a 2019 survey.", (True, None)),
        ("It is the first since 2021, when the force was graded inadequate for efficiency.", (True, "2021")),
        ("The force was graded inadequate for efficiency in a national inspection last March.", (True, "2023-03")),
        ("The force was graded inadequate for efficiency, for which officers in an inspection in March", (False, None)),
        (
            "The force, which only three years ago was found to be inadequate for efficiency, has a plan.",
            (True, "2020"),
        ),
        ("It grew because three years ago it was judged inadequate for efficiency.", (True, "2020")),
        ("The plan is new - four years ago the force was rated inadequate for efficiency - and works.", (True, "2019")),
        ("The force, which last year moved house, was rated inadequate for efficiency.", (False, None)),
        ("Last March the force had a leak: it is rated inadequate for efficiency.", (False, None)),
        ("The force was rated inadequate for efficiency on 5 March 2023.", (True, "2023-03-05")),
        ("Its efficiency, which was once “inadequate”, is praised.", (True, None)),
        ("It was once again judged inadequate for efficiency.", (False, None)),
        ("The force was rated inadequate for efficiency, a drop since it was last visited in 2021.", (False, None)),
    ],
)
def test_when_a_grade_was_given_is_said_beside_it(said: str, expected: tuple[bool, str | None]) -> None:
    found = [claim for claim in ratings(f"{TODAY}\n\n{said}") if claim.area == "efficiency"]
    day = expected[1] if expected[0] else "2023-11-15"
    assert [(claim.historic, claim.report_published_on) for claim in found] == [(expected[0], day)]


def test_a_grade_of_a_body_with_no_newer_one_is_no_earlier_one_though_given_before() -> None:
    (_, claim) = ratings(f"{TODAY}\n\nSurrey Police was rated inadequate for efficiency last March.")
    assert (claim.historic, claim.report_published_on) == (False, "2023-03")


@each_case(
    ("head", "cells", "expected"),
    [
        ("Area | Round 2 (July 2022) | Round 3", "Good | Adequate", [("2022-07", True), (None, False)]),
        ("Area | R2 | R3", "Good | Adequate", [(None, True), (None, False)]),
        (
            "Area | Last report (May 2022) | New report (October 2023)",
            "Good | Adequate",
            [("2022-05", True), ("2023-10", False)],
        ),
        ("Area | Visit in June 2023 | Force's own view", "Good | -", [(None, False)]),
        ("Area | Grade | Report", "Good | May 2023", [("2023-05", False)]),
        ("Area | Grade | Published", "Good | 9 May 2023", [("2023-05-09", False)]),
        ("Area | Grade | Plan due", "Good | May 2023", [(None, False)]),
        ("Area | Previous | Latest | Report", "Good | Adequate | May 2023", [(None, True), ("2023-05", False)]),
    ],
)
def test_a_table_says_in_a_head_or_a_column_when_its_reports_came_out(
    head: str, cells: str, expected: list[tuple[str | None, bool]]
) -> None:
    lines = "|".join("---" for _ in head.split("|"))
    found = ratings(f"How Kent Police was graded:\n\n| {head} |\n|{lines}|\n| Leadership | {cells} |", None)
    assert [(claim.report_published_on, claim.historic) for claim in found] == expected


@each_case(
    ("heads", "expected"),
    [
        (
            "PEEL 2021/22 (report of May 2022) | PEEL 2023–25 (report of 3 June 2025)",
            [("2022-05", True), ("2025-06-03", False)],
        ),
        ("PEEL 2021/22 | PEEL 2023–2025", [(None, True), (None, False)]),
    ],
)
def test_a_round_of_inspections_in_a_head_may_have_the_date_of_its_report(
    heads: str, expected: list[tuple[str | None, bool]]
) -> None:
    found = ratings(
        f"How Kent Police was graded:\n\n| Area | {heads} |\n|---|---|---|\n| Leadership | Good | Adequate |", None
    )
    assert [(claim.report_published_on, claim.historic) for claim in found] == expected


def test_a_heading_dates_what_stands_below_it() -> None:
    found = ratings(
        "What HMICFRS says of both services\n\n"
        "Kent Police (report of 8 March 2023)\n\nLeadership | Good\nPreventing crime | Adequate\n\n"
        "We meet inspectors often and talk with them at length about it.\n\n"
        "Kent Fire and Rescue Service, report of May 2022\n\nPreventing fires | Good\n\n"
        "Surrey Police\n\nLeadership | Good\n",
        None,
    )
    assert [(claim.body.body_id, claim.report_published_on) for claim in found][:3] == [
        ("kent-police", "2023-03-08"),
        ("kent-police", "2023-03-08"),
        ("kent-fire", "2022-05"),
    ]


@each_case(
    ("before", "expected"),
    [
        ("Much has changed since the last inspection in 2021.", "2021"),
        ("Much has changed since the last inspections in 2021 and the previous report of 2019.", None),
        ("Much has changed since the last chief came in 2021.", None),
    ],
)
def test_a_grade_of_before_is_of_the_only_inspection_before(before: str, expected: str | None) -> None:
    found = ratings(f"{before} Kent Police was previously graded inadequate for leadership. It is now good.")
    assert {claim.report_published_on for claim in found if claim.historic} == {expected}


def test_the_report_on_a_fire_service_dates_no_grade_of_the_police() -> None:
    text = (
        "The report on Kent Fire and Rescue Service came out in August 2022. It is good at preventing fires.\n\n"
        "Kent Police is good at preventing crime.\n\nThe Kent Fire and Rescue Service is outstanding for prevention."
    )
    assert [claim.report_published_on for claim in ratings(text)] == ["2022-08", None, "2022-08"]


def test_a_report_on_both_services_dates_the_grades_of_both() -> None:
    text = (
        "The reports on Kent Police and Kent Fire and Rescue Service came out in August 2022.\n\n"
        "Kent Police is good at preventing crime.\n\nThe Kent Fire and Rescue Service is outstanding for prevention."
    )
    assert [claim.report_published_on for claim in ratings(text)] == ["2022-08", "2022-08"]


@each_case(
    ("said", "expected"),
    [
        ("The force's previous report was published in May 2021. It was rated inadequate for efficiency.", "2021-05"),
        (
            "Inspectors did not look on efficiency, which was in a national report last year. In it Kent Police was "
            "rated inadequate for efficiency.",
            "2022",
        ),
        ("Efficiency was in an HMICFRS report last year. It is now rated inadequate for efficiency.", "2023-11-15"),
        ("A previous report, published in May 2021, judged the force inadequate for efficiency.", "2021-05"),
        ("A previous report was published in May 2021. It has been rated inadequate for efficiency.", "2023-11-15"),
        (
            "Since the last report, published in May 2021, little was done. It was rated inadequate for efficiency.",
            "2023-11-15",
        ),
        (
            "A previous report was published in May 2021. Inspectors today rated it inadequate for efficiency.",
            "2023-11-15",
        ),
    ],
)
def test_an_earlier_report_dates_what_it_is_said_to_judge(said: str, expected: str) -> None:
    (claim,) = (c for c in ratings(f"{TODAY}\n\n{said}") if c.area == "efficiency")
    assert claim.report_published_on == expected


@each_case(
    ("opening", "expected"),
    [
        ("This is our second PEEL assessment of Kent Police.", "2014-11-27"),
        ("This is the view of the council on the inspection of Kent Police.", None),
    ],
)
def test_a_page_that_is_an_assessment_has_its_day_below_its_heading(opening: str, expected: str | None) -> None:
    (claim,) = ratings(
        f"# Kent 2014\n\nPublished 27 November 2014\n\n{opening}\n\nKent Police is good at leadership.", None
    )
    assert claim.report_published_on == expected


@each_case(
    ("said", "day"),
    [
        ("Kent Police has today been told that it is inadequate at managing offenders.", "2023-11-15"),
        ("Kent Police were yesterday told they are inadequate at managing offenders.", "2023-11-14"),
        (
            "Kent Police came out of its inspection with a good for leadership. “Today’s report is fair,” it said.",
            "2023-11-15",
        ),
        ("Kent Police is inadequate at managing offenders. Its chief constable was told today of a burst pipe.", None),
        ("Kent Police has today (Wednesday 15 November) received its grades. It is good for leadership.", "2023-11-15"),
        ("Kent Police was told on Tuesday how it fared. HMICFRS thinks it good for leadership.", "2023-11-14"),
        ("Kent Police was told on Tuesday of a burst pipe. It mended it. It was wet. It is good for leadership.", None),
        ("Kent Police is inadequate at managing offenders, inspectors found. Rain fell on Maidstone today.", None),
    ],
)
def test_what_befell_a_body_that_day_came_of_a_report(said: str, day: str | None) -> None:
    found = {claim.report_published_on for claim in ratings(f"HMICFRS inspects forces. {said}")}
    assert found == {day}


@each_case(
    ("said", "day"),
    [
        ("Kent Police was raised from adequate to good for leadership by HMICFRS on Tuesday.", "2023-11-14"),
        ("Kent Police was given three grades by inspectors on Tuesday: the good is for leadership.", "2023-11-14"),
        ("Kent Police was rated good for leadership by HMICFRS, its chief told a meeting on Tuesday.", None),
        ("Kent Police, rated good for leadership, was given a cup by councillors on Tuesday.", None),
    ],
)
def test_inspectors_who_graded_on_a_day_of_the_week_reported_on_it(said: str, day: str | None) -> None:
    dates = {claim.report_published_on for claim in ratings(f"{said}\n\nIt is good at managing offenders.")}
    assert dates - {None} == ({day} if day else set())


MANY = (
    "Kent Police was graded good at preventing crime, adequate at investigating crime, good at managing offenders and "
    "adequate for leadership."
)


@each_case(
    ("told", "beside", "day"),
    [
        ("The report came out today.", "Surrey Police was graded good at managing offenders.", None),
        (
            "The report came out today.",
            "Surrey Police was graded good at managing offenders in the same round.",
            "2023-11-15",
        ),
        ("The report came out today.", "Surrey Police was graded good at managing offenders by the same man.", None),
        (
            "The report came out today. Inspectors looked at each of the 43 forces.",
            "Surrey Police was graded good at managing offenders.",
            "2023-11-15",
        ),
        ("These reports came out today.", "Surrey Police was graded good at managing offenders.", "2023-11-15"),
    ],
)
def test_a_body_named_beside_another_shares_its_report_where_the_text_says_so(
    told: str, beside: str, day: str | None
) -> None:
    found = ratings(f"HMICFRS inspects forces. {told}\n\n{MANY}\n\n{beside}")
    assert [c.report_published_on for c in found if c.body.body_id == "surrey-police"] == [day]


@each_case(
    ("said", "historic"),
    [
        ("Inadequate at investigating crime - nobody had been told of the outcome", False),
        ("Inadequate at investigating crime last time", True),
    ],
)
def test_what_had_been_behind_a_grade_is_something_else(said: str, historic: bool) -> None:
    text = f"HMICFRS published its report today.\n\nKent Police\n\n• {said}\n• Good at managing offenders"
    assert [c.historic for c in ratings(text) if c.area == "investigating-crime"] == [historic]


@each_case(
    ("said", "day"),
    [
        ("Kent Police is rated outstanding for leadership (HMICFRS, October 2022).", "2022-10"),
        ("Kent Police is outstanding for leadership (PEEL report, October 2022).", "2022-10"),
        ("Kent Police is rated outstanding for leadership (Police Federation, October 2022).", None),
        ("Kent Police is rated outstanding for leadership, as it said (Kent Messenger, October 2022).", None),
        ("Last year Kent Police “had to be content with a good” for leadership.", "2022"),
        ("Last year Kent Police lost a dog, and it is now good for leadership.", None),
    ],
)
def test_a_grade_is_dated_by_what_is_cited_or_opens_its_sentence(said: str, day: str | None) -> None:
    (claim,) = ratings(f"HMICFRS inspects forces.\n\n{said}")
    assert claim.report_published_on == day


GIVEN = "Kent Police was graded outstanding for leadership in May 2022."


@each_case(
    ("said", "expected"),
    [
        ("It was also good at managing offenders.", ("2022-05", False)),
        ("It is good at managing offenders.", (None, False)),
        ("It was good at managing offenders until 2020.", (None, False)),
        ("It was good at managing offenders, a review says.", (None, False)),
        ("Surrey Police was good at managing offenders.", (None, False)),
        ("Surrey Police was graded good at managing offenders in the same month.", ("2022-05", False)),
        ("Surrey Police was graded good at managing offenders in the same way.", (None, False)),
        ("Kent Police had been rated good at managing offenders three years earlier.", ("2019", True)),
        ("Kent Police had been rated good at managing offenders three years earlier than Surrey Police.", (None, True)),
    ],
)
def test_a_grade_without_a_date_is_of_the_time_of_the_grade_before_it(
    said: str, expected: tuple[str | None, bool]
) -> None:
    found = ratings(f"HMICFRS inspects forces. {GIVEN} {said}", None)
    assert [(c.report_published_on, c.historic) for c in found if c.area == "managing-offenders"] == [expected]


@each_case(
    ("said", "days"),
    [
        (
            "Kent Police holds a good for leadership and an outstanding for managing offenders, both from a report of "
            "May 2022.",
            {"2022-05"},
        ),
        (
            "Mr Hill: Last year HMICFRS graded Kent Police as good for leadership but said that managing offenders "
            "required improvement.",
            {"2022"},
        ),
        ("Kent Police was rated good for leadership in 2021, and is good at managing offenders.", {"2021", None}),
    ],
)
def test_grades_of_a_sentence_share_its_date_where_none_is_of_now(said: str, days: set[str | None]) -> None:
    assert {claim.report_published_on for claim in ratings(f"HMICFRS inspects forces.\n\n{said}")} == days


@each_case(
    ("inspection", "expected"),
    [("2018/19 inspection", (True, None)), ("2022/23 inspection", (False, "2023-11-15"))],
)
def test_what_an_inspection_long_ago_had_found_is_not_retold(
    inspection: str, expected: tuple[bool, str | None]
) -> None:
    said = f"In the {inspection} Kent Police had been good for effectiveness, efficiency and legitimacy."
    found = ratings(f"HMICFRS published its report today.\n\n{said}")
    assert {(claim.historic, claim.report_published_on) for claim in found} == {expected}


@each_case(
    ("then", "historic"),
    [("And only last week it was told that it is good for leadership.", True), ("It was good for leadership.", False)],
)
def test_a_year_that_opens_a_sentence_is_in_contrast_to_what_is_told_without_one(then: str, historic: bool) -> None:
    text = f"In May 2021 HMICFRS graded Kent Police inadequate for efficiency. {then}"
    assert [c.historic for c in ratings(text, None) if c.area == "efficiency"] == [historic]


@each_case(("headline", "day"), [("Kent rated ‘good’ for leadership", "2023-11-15"), ("Kent has a new chief", None)])
def test_what_befell_a_body_may_have_its_grade_in_the_headline(headline: str, day: str | None) -> None:
    text = f"{headline}\n\nKent Police has today been recognised.\n\nHMICFRS looks at forces.\n\n{GRADE}"
    assert {claim.report_published_on for claim in ratings(text)} == {day}


@each_case(
    ("said", "expected"),
    [
        ("In May 2023 Kent Police was moved to a new hall after being rated good for leadership.", None),
        ("In May 2023, after an inspection, Kent Police was rated good for leadership.", "2023-05"),
        ("Kent Police is good for leadership. Surrey hopes for that when its report is published in June.", None),
        ("Under its old chief, who led Kent from 2014 to 2022, Kent Police was rated good for leadership.", None),
        ("Kent Police was rated good for leadership and in 2022 was graded adequate at managing offenders.", None),
        ("Kent Police was rated good for leadership in 2022 and was graded adequate at managing offenders.", "2022"),
    ],
)
def test_a_day_of_something_else_dates_no_grade(said: str, expected: str | None) -> None:
    found = [claim.report_published_on for claim in ratings(said) if claim.area == "leadership"]
    assert found == [expected]


def test_what_came_after_a_report_is_of_a_newer_one() -> None:
    said = "After a report in March 2021 rated Kent Police inadequate at managing offenders, it hired. It is now good."
    found = {(claim.grade, claim.historic, claim.report_published_on) for claim in ratings(said)}
    assert found == {("inadequate", True, "2021-03"), ("good", False, None)}


def test_a_line_that_points_to_another_story_is_none_of_this_one() -> None:
    said = (
        "West Mercia Police requires improvement, say inspectors\n\n"
        "More: Kent Police ‘inadequate’ at managing offenders\n\n"
        "A force of three counties has been told it requires improvement at preventing crime."
    )
    assert {claim.body.body_id for claim in ratings(said)} == {"west-mercia-police"}


def test_lines_below_the_headings_of_a_page_date_what_stands_there() -> None:
    text = (
        "Inspections of Kent Police\n\nPEEL 2023–25\nPublished: 14 June 2024\nLeadership: Good\n"
        "Managing offenders: Adequate\n\nPEEL 2021/22\nPublished: 24 March 2022\nManaging offenders: Inadequate\n"
    )
    found = {(c.area, c.grade, c.historic, c.report_published_on) for c in ratings(text, None)}
    assert found == {
        ("leadership", "good", False, "2024-06-14"),
        ("managing-offenders", "adequate", False, "2024-06-14"),
        ("managing-offenders", "inadequate", True, "2022-03-24"),
    }


def test_a_line_below_the_title_of_a_page_tells_of_the_page() -> None:
    text = "Kent Police\n\nPublished: 14 June 2024\n\nHMICFRS rated the force good for leadership."
    assert [c.report_published_on for c in ratings(text, None)] == [None]
