"""How numbers are told to be figures about disruptions: ellipsis, brackets, lists. Sentences are invented."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document, refusals_of_disruptions


def figures(text: str) -> list[DisruptionClaim]:
    return [claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim)]


@each_case(
    "listed",
    [
        "Target for 2025 by threat: drugs 655; fraud 84.",
        "Threat | Target disruptions 2024\nDrugs | 655\nFraud | 84",
        "## Target disruptions for 2025\n\n- Drugs: 655\n- Fraud: 84\n",
    ],
)
def test_refused_targets_are_explained(listed: str) -> None:
    text = f"Kent Police recorded 700 disruptions of crime in 2024.\n\n{listed}"
    assert any("meant to be reached" in refusal.why for refusal in refusals_of_disruptions(text))


SHARES = [
    ("Well over half of the disruptions in May (131) involved fraud.", (131, None, "exact")),
    ("Some 52 per cent of the disruptions, 131 in all, were against fraud.", (131, 52.0, "exact")),
    ("Nearly two thirds of them – 170 – related to fraud.", (170, None, "exact")),
    ("One in four of those (63) was against fraud.", (63, 25.0, "exact")),
    ("Fraud represented 52% of the total (131).", (131, 52.0, "exact")),
]


@each_case(("said", "expected"), SHARES)
def test_a_count_behind_its_share_and_what_it_is_a_share_of(said: str, expected: tuple[int, float | None, str]) -> None:
    part = figures(f"EMSOU recorded 252 disruptions of crime in 2023. {said}")[-1]
    assert (part.count, part.share_percent, part.qualifier) == expected


@each_case("said", ["62 of the disruptions were classed as major.", "62 of these were major."])
def test_a_level_said_behind_the_count(said: str) -> None:
    part = figures(f"EMSOU recorded 252 disruptions of crime in 2023. {said}")[-1]
    assert (part.count, part.level) == (62, "major")


def test_threats_as_columns_and_quarters_as_rows() -> None:
    text = (
        "Kent Police's disruptions of crime in each quarter of 2021/22.\n\n"
        "| Quarter | Drugs | Fraud | All disruptions |\n|---|---|---|---|\n"
        "| Q1 (Apr–Jun) | 42 | 3 | 71 |\n| Q4 (Jan–Mar) | 47 | 8 | 93 |\n"
    )
    assert {(c.count, c.threats, c.period_start, c.period_end) for c in figures(text)} == {
        (42, ("drugs",), "2021-04-01", "2021-06-30"),
        (3, ("fraud",), "2021-04-01", "2021-06-30"),
        (71, ("all",), "2021-04-01", "2021-06-30"),
        (47, ("drugs",), "2022-01-01", "2022-03-31"),
        (8, ("fraud",), "2022-01-01", "2022-03-31"),
        (93, ("all",), "2022-01-01", "2022-03-31"),
    }


def test_a_column_that_names_its_own_time_and_what_leans_on_a_table() -> None:
    text = (
        "Kent Police's disruptions of crime.\n\n| Threat | 2023/24 | 2022/23 | Major (2023/24) |\n"
        "|---|---|---|---|\n| All threats | 913 | 849 | 43 |\n\nPursue made up 71% of the total (648)."
    )
    assert {(c.count, c.level, c.period_start) for c in figures(text)} == {
        (913, None, "2023-04-01"),
        (849, None, "2022-04-01"),
        (43, "major", "2023-04-01"),
        (648, None, "2023-04-01"),
    }


OWNED = [
    (
        "Kent Police reported 132 disruptions of crime in 2023, Surrey Police 71 and Essex Police 40.",
        {("kent-police", 132), ("surrey-police", 71), ("essex-police", 40)},
    ),
    (
        "SEROCU recorded 90 disruptions of crime. Kent Police was responsible for 60 of them, and Surrey Police for "
        "the other 30.",
        {("serocu", 90), ("kent-police", 60), ("surrey-police", 30)},
    ),
    (
        "SEROCU led 90 disruptions of crime in 2023. Surrey's own officers recorded 30 in the same period.",
        {("serocu", 90), ("surrey-police", 30)},
    ),
    (
        "SEROCU and Kent Police were marked down. Inspectors said the unit, which is short of staff, took on too many "
        "gangs. It led 96 disruptions.",
        {("serocu", 96)},
    ),
    (
        "Kent Police led 21 disruptions of crime. SEROCU's officers helped. Force-wide, drug gangs were disrupted 40 "
        "times.",
        {("kent-police", 21), ("kent-police", 40)},
    ),
]


@each_case(("text", "expected"), OWNED)
def test_whose_a_figure_is(text: str, expected: set[tuple[str, int]]) -> None:
    assert {(claim.body.body_id, claim.count) for claim in figures(text)} == expected


NONE = [
    "Imagine that a third of them came back by May.",
    "There were 77 gangs under watch in June, down from 85.",
    "No figure is given for forces with fewer than five disruptions.",
    "Hours lost to disruption of phone lines (target: under 4)",
    "Measure | 2023\nDrug disruptions, all forces | 702",
]


@each_case("said", NONE)
def test_what_is_no_figure_of_the_body(said: str) -> None:
    found = figures(f"Kent Police disrupted 41 crime groups in 2023.\n\n{said}")
    assert [claim.count for claim in found] == [41]


def test_why_takes_for_granted_what_it_asks_about() -> None:
    text = "Kent Police answered. Members wanted to know why just one in five of its disruptions concerned fraud."
    assert [claim.share_percent for claim in figures(text)] == [20.0]


TRADES = [
    ("Eleven of the gangs were selling drugs in Kent.", {(11, "drugs")}),
    ("More than half of the gangs (33) were involved in selling guns.", {(33, "firearms")}),
    (
        "Three specialised in burglary, two were laundering money and one was smuggling migrants.",
        {(3, "organised-acquisitive-crime"), (2, "money-laundering"), (1, "organised-immigration-crime")},
    ),
    ("Of the 61, just 9 were drug-dealing gangs.", {(9, "drugs")}),
    ("Twelve were operating in Kent.", set()),
    ("Thirteen people were selling drugs.", set()),
    ("That was in spring.\n\nIt rained.\n\nIt snowed.\n\nHalf of the gangs (30) were into fraud.", {(30, "fraud")}),
]


@each_case(("said", "expected"), TRADES)
def test_what_the_groups_do(said: str, expected: set[tuple[int, str]]) -> None:
    found = figures(f"Kent Police disrupted 61 crime groups in 2023. {said}")[1:]
    assert {(claim.count, ";".join(claim.threats)) for claim in found} == expected
    assert {claim.measure for claim in found} <= {"groups-disrupted"}


def test_the_groups_that_do_something() -> None:
    (claim,) = figures("Kent Police dismantled at least six networks that import guns.")
    assert claim.threats == ("firearms",)


PARTS = [
    ("51 of these targeted the sale of drugs, 19 money laundering and 8 fraud.", {51, 19, 8}),
    ("There were 21 in relation to county lines and nine in relation to fraud.", {21, 9}),
    ("Sixteen dealt with fraud, and none at all were against money laundering.", {16, 0}),
    ("44 of these concerned fraud, 23 weapons were seized.", {44}),
    ("Of the 252, 41 were against fraud, and convictions fell slightly, from 88 to 80.", {41}),
]


@each_case(("said", "expected"), PARTS)
def test_parts_whose_verb_stands_once(said: str, expected: set[int]) -> None:
    found = figures(f"EMSOU recorded 252 disruptions of crime in 2023. {said}")[1:]
    assert {claim.count for claim in found} == expected
    assert "all" not in {threat for claim in found for threat in claim.threats}


def test_what_names_the_total_of_a_table_again() -> None:
    text = (
        "Kent Police, quarter 3 (October to December 2024)\n\n## Disruption of crime\n\n| Measure | Q3 2024/25 |\n"
        "|---|---|\n| Disruptions, all threats | 318 |\n| – drugs | 131 |\n\n"
        "Its own teams led 290 of the 318 and supported others in the remaining 28."
    )
    assert {(c.count, c.lead) for c in figures(text)} == {(318, None), (131, None), (290, "led"), (28, "supported")}


def test_a_part_may_be_said_of_its_threat() -> None:
    text = "Kent Police disrupted 94 crime groups in 2023. Card fraud was the trade of 38 of these."
    assert [(c.count, c.threats) for c in figures(text)] == [(94, ("all",)), (38, ("fraud",))]


SAID = "Kent Police recorded 90 disruptions of crime"
PERIODS = [
    (f"Since last April {SAID[:11]} has recorded 90 disruptions of crime.", ("2023-04-01", None)),
    (f"So far this financial year {SAID}.", ("2023-04-01", None)),
    (f"{SAID} in the financial year just ended.", ("2022-04-01", "2023-03-31")),
    (f"Since she took office in May 2021, {SAID}.", ("2021-05-01", None)),
    (f"{SAID}.\n\nThe figures, for May to June 2023, were set out in a paper.", ("2023-05-01", "2023-06-30")),
    (f"It was led by a man from 2019 to 2021. In 2022/23 it was busy. The chief, who leaves in March 2027, said "
     f"that {SAID} in the period.", ("2022-04-01", "2023-03-31")),
]  # fmt: skip


@each_case(("text", "expected"), PERIODS)
def test_when_it_was(text: str, expected: tuple[str, str | None]) -> None:
    (claim,) = figures(text)
    assert (claim.period_start, claim.period_end) == expected


EARLIER = [
    ("Over the corresponding period in 2020/21 the number was 70.", (70, "2020-07-01")),
    ("Two years earlier there were 70.", (70, "2020-07-01")),
    ("It recorded 80 the year before. Major ones were up from 70.", (70, "2021-07-01")),
]


@each_case(("said", "expected"), EARLIER)
def test_when_what_it_is_compared_with_was(said: str, expected: tuple[int, str]) -> None:
    claim = figures(f"{SAID} in the year to 30 June 2023. {said}")[-1]
    assert (claim.count, claim.period_start) == expected


def test_what_was_not_counted_is_no_time_of_a_figure() -> None:
    text = f"{SAID} in the year to 30 June 2023:\n\n- Drugs: 9 (not counted separately in 2021)\n- Fraud: 12"
    assert {(c.count, c.period_end) for c in figures(text)} == {
        (90, "2023-06-30"), (9, "2023-06-30"), (12, "2023-06-30"),
    }  # fmt: skip


def test_quarters_and_times_in_brackets() -> None:
    text = (
        f"In the third quarter of 2021/22 {SAID} (Q2: 79; Q1: 66). That is 17 fewer than in Quarter 2 of 2020/21 (107)."
    )
    assert [(claim.count, claim.period_start) for claim in figures(text)] == [
        (90, "2021-10-01"), (79, "2021-07-01"), (66, "2021-04-01"), (107, "2020-07-01"),
    ]  # fmt: skip


@each_case(
    ("note", "year"),
    [
        ("Numbers in brackets are of the same months of 2021.", 2021),
        ("In brackets stand those of the year before.", 2022),
    ],
)
def test_figures_in_brackets_are_of_the_time_the_document_says(note: str, year: int) -> None:
    text = f"{note}\n\n{SAID} (70) from 1 April to 30 September 2023.\n\n- Arrests: 12 (9)\n\nFraud disruptions: 8 (7)"
    assert [(claim.count, claim.period_start) for claim in figures(text)] == [
        (90, "2023-04-01"), (70, f"{year}-04-01"), (8, "2023-04-01"), (7, f"{year}-04-01"),
    ]  # fmt: skip
    assert 70 not in {claim.count for claim in figures(f"{SAID} (70) from 1 April to 30 September 2023.")}


def test_a_list_of_bodies() -> None:
    text = (
        "Fraud disruptions: an update\n\nSome words to begin with.\n\nBelow is how many disruptions were led by "
        "which of them in 2023.\n\nNational Crime Agency      297\nKent Police                143\n\nThat is all."
    )
    assert [(c.body.body_id, c.count, c.lead, c.threats) for c in figures(text)] == [
        ("nca", 297, "led", ("fraud",)),
        ("kent-police", 143, "led", ("fraud",)),
    ]


def test_a_report_is_of_the_quarter_in_its_title_not_of_a_table_above() -> None:
    text = (
        "# Kent Police: performance, Quarter 1 2023/24\n\n| Outcome | Q1 2023/24 | Q1 2022/23 |\n|---|---|---|\n"
        "| Fraud disruptions | 64 | 49 |\n\nThe force disrupted nine crime groups."
    )
    assert [(c.count, c.period_start) for c in figures(text)] == [
        (64, "2023-04-01"), (49, "2022-04-01"), (9, "2023-04-01"),
    ]  # fmt: skip


def test_led_or_coordinated_is_not_led() -> None:
    assert [c.lead for c in figures("The National Crime Agency led or coordinated 90 disruptions of crime.")] == [None]


def test_a_part_in_brackets_is_of_the_figure_before_them() -> None:
    text = f"{SAID} from April to September 2023. That is down from 99 (13 major) in the same months last year."
    assert [(c.count, c.level, c.period_start) for c in figures(text)] == [
        (90, None, "2023-04-01"), (99, None, "2022-04-01"), (13, "major", "2022-04-01"),
    ]  # fmt: skip


SERIES = [
    (
        "The others were Protect (15), Prevent (7) and Prepare (3).",
        {(15, "protect"), (7, "prevent"), (3, "prepare")},
        set(),
    ),
    (
        "Next came fraud and money laundering (40), modern slavery (12) and firearms, at 9.",
        {(40, None), (12, None), (9, None)},
        {"firearms", "fraud", "modern-slavery-and-human-trafficking", "money-laundering"},
    ),
    ("88 arrests were for drugs (74) and 12 for fraud (9).", set(), set()),
    ("Three in ten were about drugs.", {(30.0, None)}, {"drugs"}),
    ("Of the disruptions that it led, 64 per cent were against drugs and 5 per cent against fraud.",
     {(64.0, None), (5.0, None)}, {"drugs", "fraud"}),
    ("Fraud accounted for 31% of last year's disruptions.", {(31.0, None)}, {"fraud"}),
]  # fmt: skip


@each_case(("said", "expected", "threats"), SERIES)
def test_labels_and_shares_in_series(said: str, expected: set[tuple[float, str | None]], threats: set[str]) -> None:
    found = figures(f"EMSOU recorded 252 disruptions of crime in 2021/22. {said}")[1:]
    assert {(c.share_percent if c.count is None else c.count, c.strand) for c in found} == expected
    assert {threat for c in found for threat in c.threats} - {"all"} == threats
    assert {c.period_start for c in found} <= {"2021-04-01"}


LEVELS = [
    "29 of which were thought to be major",
    "29 were graded as having a major impact",
    "29 were at the highest level, known as 'major'",
]


@each_case("said", LEVELS)
def test_levels_in_other_words(said: str) -> None:
    part = figures(f"EMSOU recorded 252 disruptions of crime in 2021/22. Of these, {said}.")[-1]
    assert (part.count, part.level) == (29, "major")


LEADS = [
    ("It led 170 and gave support to its forces, or to the agency, in the other 82.", {170: "led", 82: "supported"}),
    ("It led 170, of which 41 were major.", {170: "led", 41: "led"}),
    ("It supported another 37 that were led by Kent Police.", {37: "supported"}),
    ("It led on 190 and supported overseas partners on 62.", {190: "led", 62: "supported"}),
    ("Of this it led 170. By strand, the 170 break down as follows: Pursue 130; Prevent 40.",
     {170: "led", 130: "led", 40: "led"}),
]  # fmt: skip


@each_case(("said", "expected"), LEADS)
def test_who_led_and_who_supported(said: str, expected: dict[int, str]) -> None:
    found = figures(f"EMSOU recorded 252 disruptions of crime in 2021/22. {said}")[1:]
    assert {claim.count: claim.lead for claim in found} == expected
    assert {claim.body.body_id for claim in found} == {"emsou"}


def test_the_rate_of_a_place() -> None:
    text = f"{SAID} in 2023. Surrey Police recorded 70 and Essex Police 60. Kent's rate was 5.1 per 100,000 people."
    rate = figures(text)[-1]
    assert (rate.rate, rate.body.body_id) == (5.1, "kent-police")


def test_disruptions_are_of_who_made_them_not_of_who_reports_them() -> None:
    text = (
        "The report of the National Crime Agency shows 252 disruptions by Kent Police in 2023. Of these, 40 were major."
    )
    assert {(claim.body.body_id, claim.count) for claim in figures(text)} == {("kent-police", 252), ("kent-police", 40)}


def test_no_disruption_is_a_count_only_of_what_was_done() -> None:
    text = f"{SAID} in 2023."
    assert [c.count for c in figures(f"{text} No disruption of firearms supply was recorded.")][-1] == 0
    assert 0 not in [c.count for c in figures(f"{text} “There is no disruption like a prison door,” the chief said.")]


def test_times_that_something_was_disrupted() -> None:
    (claim,) = figures("Kent Police disrupted organised criminals 1,460 times in 2023.")
    assert (claim.count, claim.measure, claim.period_start) == (1460, "disruptions", "2023-01-01")
    assert not figures("Kent Police is busy. “You can disrupt the same drugs gang six times in 2023,” an expert said.")


def test_threats_side_by_side_before_their_figure() -> None:
    part = figures(f"{SAID} in 2023. Drugs and firearms accounted for 33 of them.")[-1]
    assert part.threats == ("drugs", "firearms")


def test_what_a_label_leaves_out_is_none_of_its_threats() -> None:
    text = "Kent Police disruptions in 2023\n\n- Drugs (excluding county lines): 33\n- County lines: 20\n"
    assert [claim.threats for claim in figures(text)] == [("drugs",), ("county-lines",)]


def test_a_list_by_level_is_about_the_threats_of_the_figure_it_divides() -> None:
    text = "Kent Police recorded 30 fraud disruptions in 2023.\n\nBreakdown by level:\n\n- Major: 11\n- Minor: 19\n"
    assert {(claim.count, claim.threats) for claim in figures(text)} == {
        (30, ("fraud",)), (11, ("fraud",)), (19, ("fraud",)),
    }  # fmt: skip


def test_a_year_that_a_part_of_a_year_is_compared_with_means_the_same_part() -> None:
    text = "Kent Police made 9 disruptions of crime from April to September 2024, against 6 in 2023."
    assert [(c.period_start, c.period_end) for c in figures(text)] == [
        ("2024-04-01", "2024-09-30"),
        ("2023-04-01", "2023-09-30"),
    ]


SAID_BEFORE = [
    ("It worked with others on waste crime, and it recorded 40 disruptions of gangs in 2022.", (40, ("all",))),
    ("It went for people smugglers, and made 15 disruptions of such gangs.", (15, ("organised-immigration-crime",))),
    ("It made 30 disruptions against drugs. Officers abroad had a hand in 60 of the disruptions.", (60, ("all",))),
]


@each_case(("said", "expected"), SAID_BEFORE)
def test_which_threat_is_meant(said: str, expected: tuple[int, tuple[str, ...]]) -> None:
    claim = figures(f"{SAID} in 2021. {said}")[-1]
    assert (claim.count, claim.threats) == expected


def test_lines_are_of_county_lines_wherever_they_are_named() -> None:
    claims = figures("That takes the total of lines dismantled by Kent Police in 2023 to 26. They dealt in drugs.")
    assert [(c.count, c.threats) for c in claims] == [(26, ("county-lines",))]


def test_a_share_up_from_another_share() -> None:
    claims = figures(f"{SAID} in 2021/22. Nine per cent of these were graded major, down from 11 per cent in 2020/21.")[
        1:
    ]
    assert [(c.share_percent, c.level, c.period_start) for c in claims] == [
        (9, "major", "2021-04-01"), (11, "major", "2020-04-01"),
    ]  # fmt: skip


def test_a_rate_behind_an_earlier_figure_in_brackets() -> None:
    rate = figures(f"{SAID} in 2022/23. In 2023/24 the force recorded 94 (2022/23: 90), or 0.4 per 1,000 residents.")[
        -1
    ]
    assert (rate.rate, rate.period_start) == (0.4, "2023-04-01")


def test_the_last_plan_is_no_plan_for_what_is_to_come() -> None:
    assert [c.count for c in figures("In the years of the previous plan 57 gangs were dismantled by Kent Police.")] == [
        57
    ]
    assert figures("Under the plan 57 gangs are to be dismantled by Kent Police.") == []


def test_in_every_three_counts_nothing() -> None:
    text = (
        f"{SAID} in 2023. Four disruptions in every five (80%) were of that kind. Prepare amounted to 24, Prevent to 7."
    )
    assert [(c.count, c.strand) for c in figures(text)] == [(90, None), (24, "prepare"), (7, "prevent")]


def test_the_lead_of_a_label() -> None:
    text = "Disruptions by Kent Police as lead in 2023/24: 318 against fraud and 47 against drugs."
    assert [(c.count, c.lead) for c in figures(text)] == [(318, "led"), (47, "led")]


def test_the_time_a_figure_is_only_compared_with_is_not_its_own() -> None:
    start = "Kent Police recorded 90 disruptions of crime in 2023. It made 40 disruptions of fraud"
    for compared in ("twice as many as the year before", "12 more than the year before"):
        fraud = next(c for c in figures(f"{start}, {compared}.") if c.count == 40)
        assert fraud.period_start == "2023-01-01"


def test_who_led_or_supported_is_open_where_both_are_said_at_once() -> None:
    (claim,) = figures("In 2023 Kent Police delivered or supported 318 disruptions of serious and organised crime.")
    assert (claim.count, claim.lead) == (318, None)


SUBJECTS = [
    ("Fraud disruptions rose from 75 to 119.", {(75, None), (119, "2021-04-01")}),
    ("Fraud disruptions stayed at 58.", {(58, "2021-04-01")}),
    ("Of the 252, the biggest group – 61 – concerned fraud.", {(61, "2021-04-01")}),
    ("Its branch was responsible for 18, all of them against fraud.", {(18, "2021-04-01")}),
    ("Fraud: 77 (2020/21: 91)", {(77, "2021-04-01"), (91, "2020-04-01")}),
]


@each_case(("said", "expected"), SUBJECTS)
def test_figures_of_fraud(said: str, expected: set[tuple[int, str | None]]) -> None:
    found = figures(f"EMSOU recorded 252 disruptions of crime in 2021/22. {said}")[1:]
    assert {(c.count, c.period_start) for c in found} == expected
    assert {c.threats for c in found} == {("fraud",)}


def test_a_strip_of_numbers_and_a_bare_year() -> None:
    text = "NORTH WEST (NWROCU)\n\n870 disruptions of crime | 91 cars seized | 1,300 years in jail"
    assert [(c.body.body_id, c.count) for c in figures(text)] == [("nwrocu", 870)]
    text = "During 2024 SEROCU recorded 702 disruptions of crime. Drugs: 77 (2023: 91)."
    assert [(c.count, c.period_start) for c in figures(text)][1:] == [(77, "2024-01-01"), (91, "2023-01-01")]


OTHERS = [
    "Residents worry most about drugs (40%) and fraud (12%).",
    "There are four units. They have staff:\n\nKent Police   3,900\nSurrey Police   2,100",
    "The Bureau, whose teams claim over 600 disruptions a month, has a new chief.",
]


@each_case("said", OTHERS)
def test_what_others_count(said: str) -> None:
    found = figures(f"EMSOU recorded 252 disruptions of crime in 2021/22. {said}")
    assert [claim.count for claim in found] == [252]


def test_the_region_says_whose_part_it_is() -> None:
    text = (
        "The North West Regional Organised Crime Unit recorded 90 disruptions of crime in 2023. The South East "
        "Regional Organised Crime Unit gives 70 for the year. In the North West a mere 38 per cent of the disruptions "
        "targeted drugs."
    )
    assert [(c.body.body_id, c.count or c.share_percent) for c in figures(text)] == [
        ("nwrocu", 90), ("serocu", 70), ("nwrocu", 38),
    ]  # fmt: skip


def test_lines_where_the_noun_is_left_out() -> None:
    claims = figures(
        "Kent Police looks for drug lines, and takes them apart. Of these lines 34 were disrupted in 2023."
    )
    assert [(c.count, c.threats) for c in claims] == [(34, ("county-lines",))]


MORE_LABELS = [
    ("Firearms and fraud together amounted to 20.", {(20, None, "firearms;fraud")}),
    ("Firearms followed, at 19 per cent (48).", {(48, 19.0, "firearms")}),
    ("Firearms made up 33% of those, followed by fraud and cyber crime at 17%.",
     {(None, 33.0, "firearms"), (None, 17.0, "cyber-crime;fraud")}),
]  # fmt: skip


@each_case(("said", "expected"), MORE_LABELS)
def test_labels_with_an_and_of_their_own(said: str, expected: set[tuple[int | None, float | None, str]]) -> None:
    found = figures(f"EMSOU recorded 252 disruptions of crime in 2021/22. {said}")[1:]
    assert {(c.count, c.share_percent, ";".join(c.threats)) for c in found} == expected


def test_last_year_lasts_for_the_next_paragraph() -> None:
    text = "Police in England and Wales disrupted 1,700 county lines last year.\n\nThe Met alone disrupted 528 lines."
    assert [(c.count, c.period_start) for c in figures(text)] == [(528, "2022-01-01")]


GROUPS_HIT = [
    "Most of the 163 – 104, to be precise – were in drug dealing, and no fewer than a dozen lived off card fraud.",
    "104 of the gangs disrupted last year traded mainly in drugs and at least a dozen were in card and benefit fraud.",
]


@each_case("said", GROUPS_HIT)
def test_groups_and_their_trades_side_by_side(said: str) -> None:
    found = figures(f"Kent Police disrupted 163 crime groups in 2021/22. {said}")[1:]
    assert {(c.count, c.threats, c.qualifier) for c in found} == {
        (104, ("drugs",), "exact"), (12, ("fraud",), "at-least"),
    }  # fmt: skip


def test_times_in_brackets_and_below_another() -> None:
    earlier = figures("Kent Police recorded 70 disruptions of crime in the year to March 2024 (last year: 60).")[-1]
    assert (earlier.count, earlier.period_start, earlier.period_end) == (60, "2022-04-01", "2023-03-31")
    earlier = figures("Kent Police made 70 disruptions of crime from April to June 2024 (same period of 2023: 60).")[-1]
    assert (earlier.count, earlier.period_start, earlier.period_end) == (60, "2023-04-01", "2023-06-30")
    below = figures(f"{SAID} in 2023/24, slightly below the 95 of 2022/23.")[-1]
    assert (below.count, below.qualifier, below.period_start) == (95, "exact", "2022-04-01")


def test_a_count_behind_a_share_of_them() -> None:
    part = figures(f"{SAID} in 2023. Fraud made up 50% of them, or 45.")[-1]
    assert (part.count, part.share_percent, part.threats) == (45, 50, ("fraud",))


def test_threats_by_their_place_in_a_list() -> None:
    parts = figures(f"{SAID} in 2023. Of these, 40 were against drugs. Fraud came a distant second, with 13.")
    assert (parts[-1].count, parts[-1].threats) == (13, ("fraud",))
    parts = figures(
        "Kent Police told us: 64 disruptions of crime in 2023 were of fraud, 39 of drugs and 27 of cyber crime."
    )
    assert {(c.count, c.threats) for c in parts[1:]} == {(39, ("drugs",)), (27, ("cyber-crime",))}


def test_who_acts_in_the_next_clause_did_not_act_in_this_one() -> None:
    text = "Kent Police was behind 40 disruptions of crime in 2022 while Essex Police managed 32."
    assert [(c.body.body_id, c.count) for c in figures(text)] == [("kent-police", 40), ("essex-police", 32)]


COMPARED = [
    ("In Q2 2021/22", "That was well above the 50 recorded in Q2 of the previous year.", "2020-07-01"),
    ("In the year to March 2022", "In the previous twelve months there were 50.", "2020-04-01"),
]


@each_case(("when", "said", "start"), COMPARED)
def test_the_same_time_of_the_year_before(when: str, said: str, start: str) -> None:
    claim = figures(f"{when} {SAID}. {said}")[-1]
    assert (claim.count, claim.period_start) == (50, start)


def test_a_lead_agency_leads() -> None:
    text = f"{SAID} in 2022. It was the lead agency in 61 and gave assistance in the remaining 29."
    assert [(c.count, c.lead) for c in figures(text)] == [(90, None), (61, "led"), (29, "supported")]


def test_a_table_with_an_empty_corner() -> None:
    text = (
        "Surrey Police disruptions, April 2022 to March 2023:\n\n| | Drugs | Fraud | Total |\n|---|---|---|---|\n"
        "| Major | 4 | 1 | 5 |\n| Minor | 40 | 11 | 51 |"
    )
    assert {(c.count, c.threats, c.level) for c in figures(text)} == {
        (4, ("drugs",), "major"), (1, ("fraud",), "major"), (5, ("all",), "major"),
        (40, ("drugs",), "minor"), (11, ("fraud",), "minor"), (51, ("all",), "minor"),
    }  # fmt: skip


def test_a_table_of_arrests_counts_no_disruptions() -> None:
    text = (
        "Kent Police fights crime.\n\nArrests by crime type followed the disruptions.\n\n| Month | Drugs | Fraud |\n"
        "|---|---|---|\n| May 2023 | 40 | 3 |\n| June 2023 | 35 | 8 |"
    )
    assert figures(text) == []


def test_the_month_of_an_earlier_figure_in_brackets() -> None:
    text = "SEROCU made 45 disruptions of crime in May 2024 (May 2023: 30)."
    assert [(c.count, c.period_start) for c in figures(text)] == [(45, "2024-05-01"), (30, "2023-05-01")]


def test_the_only_place_of_a_text_tells_whose_detectives_they_are() -> None:
    (claim,) = figures("Detectives in Kent dismantled eleven organised crime groups in 2023.")
    assert claim.body.body_id == "kent-police"
    assert not figures("Detectives in Kent and in Essex met. They dismantled eleven organised crime groups in 2023.")


def test_a_second_list_divides_what_the_first_does() -> None:
    text = (
        "Kent Police: total disruptions in 2023: 30\n\nBy type of crime:\n\n- Drugs: 20\n- Fraud: 10\n\nBy strand:\n\n"
    )
    found = {(claim.count, claim.strand) for claim in figures(f"{text}- Pursue: 25\n- Prevent: 5\n")}
    assert found >= {(25, "pursue"), (5, "prevent")}
    arrests = figures(f"{text.replace('By strand', 'Arrests')}- Drugs: 25\n- Fraud: 5\n")
    assert {claim.count for claim in arrests} >= {20, 10}
    assert not {claim.count for claim in arrests} & {25, 5}


def test_a_table_is_of_who_the_words_above_say_counts() -> None:
    text = (
        "The strategy of the National Crime Agency has four parts. Police Scotland counts disruptions of serious crime "
        "against them.\n\n| Quarter of 2024/25 | Disruptions | Drugs |\n|---|---|---|\n| Q1 | 166 | 92 |\n"
        "| Q2 | 154 | 88 |\n"
    )
    page = replace(document(text), media_type="text/markdown")
    found = [claim for claim in extract(page).claims if isinstance(claim, DisruptionClaim)]
    assert {claim.body.body_id for claim in found} == {"police-scotland"}


def test_what_is_to_be_reached_and_what_one_alone_would_do_are_no_figures() -> None:
    assert not figures(
        "Kent Police set a target. The next step, according to its plan, is to reach 300 disruptions in 2025."
    )
    said = "“One disruption of that kind does more for crime than arrests,” Kent Police said."
    assert [claim.count for claim in figures(f"{SAID} in 2023. {said}")][1:] == []
    assert figures("Kent Police recorded one disruption of organised crime in 2023.")[0].count == 1


@each_case(
    ("said", "lead", "operation"),
    [
        ("Kent Police made 21 technology-enabled fraud disruptions.", None, None),
        ("Better data enabled Kent Police to make 21 disruptions of crime.", None, None),
        ("Better data led Kent Police to record 21 disruptions of crime.", None, None),
        ("The intelligence-led Kent Police made 21 disruptions of crime.", None, None),
        ("Kent Police led 21 disruptions of crime.", "led", None),
        ("After Operation Heron ended, Kent Police made 21 disruptions of crime.", None, None),
        ("Kent Police, which also runs Operation Heron, made 21 disruptions of crime in Operation Tern.", None, "Tern"),
        ("In Operation Tern Kent Police made 21 disruptions of crime.", None, "Tern"),
    ],
)
def test_who_led_and_in_which_operation_is_said_of_the_figure(
    said: str, lead: str | None, operation: str | None
) -> None:
    assert [(claim.count, claim.lead, claim.operation) for claim in figures(said)] == [(21, lead, operation)]


def test_major_crime_is_no_level() -> None:
    assert [claim.level for claim in figures("Kent Police made 12 major crime disruptions.")] == [None]
