"""What figures lean on: threats told by what gangs do, moves, tables of years, other bodies. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures, said

# (what follows "EMSOU made 400 disruptions of crime in 2023/24. ", the figures that it adds)
FOLLOWING: list[tuple[str, set[tuple[float, str, str | None, str | None]]]] = [
    ("Fraud, which is growing, accounted for 22.", {(22, "fraud", None, None)}),
    ("The number for fraud was 22.", {(22, "fraud", None, None)}),
    ("A further 12 were aimed at people who launder money.", {(12, "money-laundering", None, None)}),
    ("Six were to do with stolen farm machinery.", {(6, "organised-acquisitive-crime", None, None)}),
    (
        "Cyber crime is a growing threat, but it made only nine disruptions against it.",
        {(9, "cyber-crime", None, None)},
    ),
    ("Major disruptions went up by 9 per cent to 48.", {(48, "all", "major", None)}),
    ("The number graded as major fell to 40 from 43.", {(40, "all", "major", None), (43, "all", "major", None)}),
    ("The figure includes 51 disruptions with a major impact.", {(51, "all", "major", None)}),
    ("It helped with a further 74.", {(74, "all", None, "supported")}),
    ("Two of every five disruptions were led by the unit.", {(40, "all", None, "led")}),
    ("A quarter of disruptions came under Protect and Prepare.", {(25, "all", None, None)}),
    ("More than half of them were in Derby, and 30 of them in Leicester.", set()),
    ("Arrests fell from 312 to 290 in the same time.", set()),
    ("That was an increase of 61 on the previous year.", set()),
    ("Some 63 per cent of the groups are involved in drugs.", set()),
]


@each_case(("text", "expected"), FOLLOWING)
def test_what_leans_on_a_figure(text: str, expected: set[tuple[float, str, str | None, str | None]]) -> None:
    found = figures(f"EMSOU made 400 disruptions of crime in 2023/24. {text}")[1:]
    assert {
        (c.share_percent if c.count is None else c.count, "+".join(c.threats), c.level, c.lead) for c in found
    } == expected


GROUPS: list[tuple[str, set[tuple[float, str]]]] = [
    ("Almost half (27) of the groups were dealing in drugs, while nine sold guns.", {(27, "drugs"), (9, "firearms")}),
    (
        "Thirty-one of them trafficked drugs and twelve stole cars.",
        {(31, "drugs"), (12, "organised-acquisitive-crime")},
    ),
    ("Of the 58 cases that reached court, 51 ended in a conviction.", set()),
]


@each_case(("text", "expected"), GROUPS)
def test_what_some_of_the_groups_do(text: str, expected: set[tuple[float, str]]) -> None:
    found = figures(f"The PSNI disrupted 74 organised crime groups in 2023/24. {text}")[1:]
    assert {(c.count, "+".join(c.threats)) for c in found} == expected


def test_gangs_of_county_lines_are_groups() -> None:
    assert said("Kent Police disrupted nine county lines gangs.") == {("kent-police", "groups-disrupted", 9)}


@each_case("bar", ["|", "        "])
def test_tables_of_years_alone(bar: str) -> None:
    rows = [["Level", "2023", "2024", "Change"], ["Major", "79", "104", "+32%"]]
    table = "\n".join(f" {bar} ".join(row) for row in rows)
    found = figures(f"Disruptions of organised crime by Kent Police, years ending June\n\n{table}")
    assert {(c.count, c.level, c.period_end) for c in found} == {
        (79, "major", "2023-06-30"),
        (104, "major", "2024-06-30"),
    }


def test_the_rate_of_the_next_body() -> None:
    text = "Kent Police recorded 4.1 disruptions of crime per 1,000 people. Surrey Police managed 2.6 per 1,000."
    assert said(text) == {("kent-police", "disruption-rate", 4.1), ("surrey-police", "disruption-rate", 2.6)}


def test_last_year_is_that_of_the_report() -> None:
    text = (
        "Gangs hit harder\n\nThe NCA says it disrupted 214 gangs last year.\n\nIts annual report for 2022/23 says more."
    )
    assert [(c.period_start, c.period_end) for c in figures(text)] == [("2022-04-01", "2023-03-31")]


@each_case(
    "text",
    [
        "Supply chain disruption costs firms dear\n\nThe Institute of Trade counted 2,106 disruptions, 57 by fraud.",
        "Kent Police made 41 disruptions of crime. He said: “I'd swap a hundred minor disruptions for one.”",
    ],
)
def test_what_is_no_disruption_of_crime(text: str) -> None:
    assert all(c.count == 41 for c in figures(text))


def test_paragraphs_numbered_behind_gaps() -> None:
    text = "Minutes\n\n3.4       Kent Police told the panel that it had recorded 94 disruptions of crime in 2022/23."
    assert said(text) == {("kent-police", "disruptions", 94)}
