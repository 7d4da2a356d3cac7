"""Families of grammar that state figures: labels before numbers, comparisons, asides, plans. Sentences are invented."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document

OPENS = "Essex Police made 640 disruptions of crime in 2022/23. "


def figures(text: str) -> list[DisruptionClaim]:
    return [claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim)]


def told(claim: DisruptionClaim) -> str:
    """What a figure says in one line: its number, and all that divides it."""
    number = next(v for v in (claim.count, claim.rate, claim.share_percent) if v is not None)
    share = f"{claim.share_percent:g}%" if claim.share_percent is not None and claim.count is not None else ""
    threats = "+".join(claim.threats) if claim.threats != ("all",) else ""
    marks = (threats, claim.level, claim.strand, claim.lead, share)
    return " ".join([f"{number:g}", *filter(None, marks)])


def parts(text: str) -> list[str]:
    """What a text says behind the opening."""
    return [told(claim) for claim in figures(OPENS + text)[1:]]


def bodies(text: str) -> set[tuple[str, str]]:
    return {(claim.body.body_id, told(claim)) for claim in figures(text)}


PARTS = [
    ("The number that had a major impact reached 46.", ["46 major"]),
    ("Those judged to be of moderate impact fell to 91.", ["91 moderate"]),
    ("The number graded as minor rose to 141, from 98 a year earlier.", ["141 minor", "98 minor"]),
    ("The number which had a major and lasting effect climbed from 31 to 43.", ["31 major", "43 major"]),
    ("For fraud the figure was 58.", ["58 fraud"]),
    ("Cyber crime, a newer threat for all, took up 58.", ["58 cyber-crime"]),
    ("Thirty-five of them (5 per cent) were in the care sector.", ["35 5%"]),
    ("Drugs made up 41 per cent of the year’s total (262).", ["262 drugs 41%"]),
    ("Roughly four in ten were drugs-related.", ["40 drugs"]),
    ("Of these, 19 were put down to fraud.", ["19 fraud"]),
    ("Of these, 19 came under the pursue strand.", ["19 pursue"]),
    ("It was in the lead for 260 of these.", ["260 led"]),
    (
        "They were judged to be major in 21 cases, moderate in 58 and minor in 108.",
        ["21 major", "58 moderate", "108 minor"],
    ),
    ("The marks were: major 21, moderate 58.", ["21 major", "58 moderate"]),
]


@each_case(("text", "expected"), PARTS)
def test_parts_of_a_figure(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


NO_PARTS = [
    "The number of staff reached 46.",
    "For victims the wait was 58 days.",
    "Officers’ complaints were judged major in 21 cases, minor in 58.",
    "Its team of detectives closed 11 of them.",
    "It helped partners with nine of those visits.",
    "Inspectors called it a fine return from a team of fourteen.",
    "The largest gift from a reader, 251 pounds, went to charity.",
]


@each_case("text", NO_PARTS)
def test_what_is_no_part_of_a_figure(text: str) -> None:
    assert parts(text) == []


PERIODS = [
    ("Kent Police made 286 disruptions of crime in 2022/23 against 231 in 2021/22.", ["2022-04-01", "2021-04-01"]),
    ("Kent Police made 48 disruptions of crime in 2022/23; 2021/22 had seen 51.", ["2022-04-01", "2021-04-01"]),
    ("Kent Police hit crime. It disrupted 24 gangs in 2021 and 35 last year.", ["2021-01-01", "2022-01-01"]),
    ("Gang disruptions by Kent Police, July to September 2022: 98.\n\nSame quarter of 2021: 67.",
     ["2022-07-01", "2021-07-01"]),
    ("Kent Police hit 68 gangs in 2021/22.\n\nIt dismantled 21 gangs – three more than in the previous year – "
     "while 29 gangs were disrupted in 2021/22.", ["2021-04-01"] * 2),
    ("Kent Police says its fraud disruptions in quarter 4 of 2021/22 were 28.", ["2022-01-01"]),
]  # fmt: skip


@each_case(("text", "starts"), PERIODS)
def test_when_each_figure_was(text: str, starts: list[str]) -> None:
    assert [claim.period_start for claim in figures(text)] == starts


BODIES = [
    ("Kent Police made 1.9 disruptions of crime per 1,000 population, Surrey Police 0.8 and Sussex Police 1.1.",
     {("kent-police", "1.9"), ("surrey-police", "0.8"), ("sussex-police", "1.1")}),
    ("Not one fraud disruption was recorded by Kent Police in the year to March 2022; Surrey Police managed five.",
     {("kent-police", "0 fraud"), ("surrey-police", "5 fraud")}),
    ("EMSOU said that 12 county lines were disrupted. Derbyshire Police accounted for five of these.",
     {("emsou", "12 county-lines"), ("derbyshire-constabulary", "5 county-lines")}),
    ("The Paramilitary Crime Task Force, which takes in the PSNI, the NCA and HMRC, has made 120 disruptions of crime.",
     {("paramilitary-crime-task-force", "120")}),
    ("EMSOU's prison team enabled 66 disruptions of crime by HMPPS.", {("emsou", "66 supported")}),
    ("Kent Police made 3.1 disruptions per 1,000 people, and its Protect activity (212 disruptions) was praised.",
     {("kent-police", "3.1"), ("kent-police", "212 protect")}),
    ("Disruptions of crime\n\n| Force | Disruptions | Per 1,000 people |\n|---|---|---|\n| Kent Police | 96 | 0.7 |",
     {("kent-police", "96"), ("kent-police", "0.7")}),
    ("Kent Police: its Prevent work in schools brought 40 disruptions.", {("kent-police", "40 prevent")}),
    ("One in eight disruptions by Kent Police touched on fraud. The force logged 920 all told.",
     {("kent-police", "12.5 fraud"), ("kent-police", "920")}),
]  # fmt: skip


@each_case(("text", "expected"), BODIES)
def test_whose_each_figure_is(text: str, expected: set[tuple[str, str]]) -> None:
    assert bodies(text) == expected


@each_case(
    "text",
    [
        "Kent Police\n\nA third of all disruptions should be Prevent work.",
        "Kent Police\n\nAt least 120 disruptions of crime are expected.",
        "Gang disruptions\n\n| Force | Gangs | Thefts per 1,000 |\n|---|---|---|\n| Kent Police | x | 0.7 |",
    ],
)
def test_what_was_only_meant_or_is_of_something_else(text: str) -> None:
    assert figures(text) == []


def test_what_was_done_may_be_looked_at_again() -> None:
    assert bodies("The 40 disruptions of crime that Kent Police made will be reviewed.") == {("kent-police", "40")}


SPANS = [
    ("Kent Police\n\n- 17 OCGs dismantled\n- 212 children helped\n\nFigures for Kent Police, April 2021 to March 2022.",
     [("2021-04-01", "2022-03-31")]),
    ("Kent Police\n\n17 OCGs dismantled\n\n1 April 2021 to 31 March 2022", [("2021-04-01", "2022-03-31")]),
    ("Kent Police\n\n17 OCGs dismantled\n\nThe office is shut from 1 April 2021 to 31 March 2022.", [(None, None)]),
    ("Fraud: 198 disruptions by Kent Police (2021/22: 154)\n\nKent Police, 2022/23", [
        ("2022-04-01", "2023-03-31"), ("2021-04-01", "2022-03-31")]),
    ("Kent Police made 214 disruptions of crime in 2019/20; four years on the number had reached 433.",
     [("2019-04-01", "2020-03-31"), ("2023-04-01", "2024-03-31")]),
    ("Kent Police disrupted 46 crime gangs over the two years from April 2021.", [("2021-04-01", "2023-03-31")]),
    ("Kent Police made 46 disruptions of crime in the final quarter of 2021/22.", [("2022-01-01", "2022-03-31")]),
    ("| Measure | Q3 YTD 2022/23 |\n|---|---|\n| Disruptions by Kent Police of gangs | 318 |",
     [("2022-04-01", "2022-12-31")]),
]  # fmt: skip


@each_case(("text", "expected"), SPANS)
def test_periods_told_in_other_ways(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(claim.period_start, claim.period_end) for claim in figures(text)] == expected


def test_a_quarter_alone_is_the_last_one_before() -> None:
    text = "Kent Police: October to December 2022\n\nIt made 143 disruptions of crime, up from 125 in quarter 2."
    found = [claim for claim in extract(document(text, None)).claims if isinstance(claim, DisruptionClaim)]
    assert [claim.period_end for claim in found] == ["2022-12-31", "2022-09-30"]


THREATS = [
    ("The Firearms Intelligence Desk at Kent Police has counted 3 disruptions.", "firearms"),
    ("The Organised Crime and Fraud Unit of Kent Police recorded 3 disruptions.", "all"),
    ("Kent Police\n\nDrugs: a further 22 groups were disrupted.", "drugs"),
    ("Shoplifting gangs are bold. Kent Police disrupted 24 of the gangs.", "organised-acquisitive-crime"),
    ("Shoplifting gangs are bold. Kent Police disrupted 24 gangs.", "all"),
    ("Kent Police and gangs\n\nOnly cyber crime went the other way, falling to 26 disruptions.", "cyber-crime"),
    ("Kent Police disrupted 24 gangs, with drugs worth £2m seized.", "all"),
    ("The GLAA made 24 disruptions.", "modern-slavery-and-human-trafficking"),
]


@each_case(("text", "threat"), THREATS)
def test_threats_told_in_other_ways(text: str, threat: str) -> None:
    assert [claim.threats for claim in figures(text)] == [(threat,)]


def test_parts_that_are_of_the_nearest() -> None:
    assert parts("Of these, 120 were against drugs, of which 64 were major.") == ["120 drugs", "64 drugs major"]
    assert parts("Eight disruptions were assessed as major.") == ["8 major"]
    text = "Kent Police disrupted 26 groups, with drug supply the main business of 17."
    assert bodies(text) == {("kent-police", "26"), ("kent-police", "17 drugs")}
    assert [c.qualifier for c in figures("Kent Police brought about 29 disruptions of crime.")] == ["exact"]


def test_numbers_in_one_row_and_what_they_are_of_in_another() -> None:
    text = "Kent Police and Essex Police recorded 41 and 52 disruptions of fraud respectively in 2022."
    assert bodies(text) == {("kent-police", "41 fraud"), ("essex-police", "52 fraud")}
    assert {claim.period_start for claim in figures(text)} == {"2022-01-01"}
    text = "Kent Police made 12 and 14 disruptions of fraud in 2020/21 and 2021/22 respectively."
    assert {(claim.count, claim.period_start) for claim in figures(text)} == {(12, "2020-04-01"), (14, "2021-04-01")}
    assert parts("Fraud and cyber crime accounted for 12 and 9 of these respectively.") == ["12 fraud", "9 cyber-crime"]
    assert parts("Pursue, Protect and Prevent had 144, 31 and 9 respectively.") == [
        "144 pursue", "31 protect", "9 prevent"
    ]  # fmt: skip
    assert parts("Victims and officers numbered 41 and 52 respectively.") == []


def test_a_strand_before_its_number_is_not_that_of_the_whole() -> None:
    text = "By strand, Kent Police's 187 disruptions of crime were Pursue 139, Prevent 48."
    assert [told(claim) for claim in figures(text)] == ["187", "139 pursue", "48 prevent"]


def test_the_proportion_a_year_before() -> None:
    text = "The PSNI disrupted 43% of the country's gangs in 2022/23. A year earlier the proportion was 36 per cent."
    assert {(told(c), c.period_start) for c in figures(text)} == {("43", "2022-04-01"), ("36", "2021-04-01")}


LINES = [
    ("NWROCU\n1,204 – disruptions of crime\n189 – major\n3 – countries searched", ["1204", "189 major"]),
    ("Kent Police: crime in 2021/22\n\nDisruptions 501 (target 450)\nDrugs 200\nPeople protected 96", ["501"]),
    ("Kent Police – Report 2021/22\n\nGroups disrupted 12\nValue of drugs £4m", ["12"]),
    ("Kent Police and crime\n\nDisruptions team 12\nDisruptions rose 12\nDisruptions target 12", []),
    ("Fewer than one in ten disruptions (9.4%) by Kent Police were of crimes online.", ["9.4"]),
    ("Half the gangs known to Kent Police were disrupted.", ["50"]),
    ("Kent Police recorded a single disruption of fraud.", ["1 fraud"]),
    ("Kent Police says that a single disruption of fraud can take months.", []),
    ("More disruptions do not mean less harm, Kent Police says: a single disruption of fraud may do more.", []),
    ("Kent Police made a hundred and four disruptions of fraud.", ["104 fraud"]),
    ("Kent Police made 12 disruptions of drug supply and four of fraud.", ["12 drugs", "4 fraud"]),
]


@each_case(("text", "expected"), LINES)
def test_lines_and_numbers_in_words(text: str, expected: list[str]) -> None:
    assert [told(claim) for claim in figures(text)] == expected


def test_a_list_under_a_heading_of_its_own_divides_them_all() -> None:
    text = "The NCA led 105 disruptions of crime.\n\nDisruptions by threat, 2021/22\n\nDrugs: 90\nFraud: 60"
    assert [told(claim) for claim in figures(text)] == ["105 led", "90 drugs", "60 fraud"]


def test_what_named_groups_live_by() -> None:
    text = "The PSNI disrupted 71 crime gangs. Forty of the 71 disrupted gangs dealt mainly in drugs. "
    assert [told(c) for c in figures(text + "Four made their money from fraud.")] == ["71", "40 drugs", "4 fraud"]


def test_a_paragraph_of_figures_introduces_no_table() -> None:
    text = (
        "NEROCU made 318 disruptions of crime. Fraud accounted for 8 per cent.\n\n3. The forces\n\n"
        "Force | All disruptions | County lines disruptions\nDurham Constabulary | 251 | 36"
    )
    assert [told(claim) for claim in figures(text)][-2:] == ["251", "36 county-lines"]
