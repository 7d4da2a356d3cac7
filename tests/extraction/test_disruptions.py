"""What the rules for disruptions read, and what they leave alone. Sentences are invented; the bodies are real."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from flows.reading import Document
from tests.cases import each_case
from tests.extraction import readings


def document(text: str, published_on: str | None = None) -> Document:
    return readings.document(text, published_on)


def disruptions(text: str, published_on: str | None = None) -> list[DisruptionClaim]:
    claims = extract(document(text, published_on)).claims
    return [claim for claim in claims if isinstance(claim, DisruptionClaim)]


def told(claim: DisruptionClaim) -> tuple[object, ...]:
    figure = claim.count if claim.count is not None else claim.share_percent if claim.rate is None else claim.rate
    return claim.body.body_id, claim.measure, figure, claim.qualifier, ";".join(claim.threats)


READ = [
    (
        "EMSOU achieved 388 disruptions in 2023/24, of which 41% targeted drug supply networks.",
        [
            ("emsou", "disruptions", 388, "exact", "all"),
            ("emsou", "share-of-disruptions", 41, "exact", "drugs"),
        ],
    ),
    (
        "More than half (54%) of the disruptions SEROCU recorded in 2023/24 related to drugs; 9% related to firearms.",
        [("serocu", "share-of-disruptions", 54, "exact", "drugs")],
    ),
    (
        "Tarian's 305 disruptions in 2023/24 included 120 of drug gangs, 44 of fraudsters and 31 of people smugglers.",
        [
            ("tarian", "disruptions", 305, "exact", "all"),
            ("tarian", "disruptions", 120, "exact", "drugs"),
            ("tarian", "disruptions", 44, "exact", "fraud"),
            ("tarian", "disruptions", 31, "exact", "organised-immigration-crime"),
        ],
    ),
    (
        "SEROCU's cyber team recorded 34 cyber disruptions from January to March 2024, double the 17 seen in 2023.",
        [
            ("serocu", "disruptions", 34, "exact", "cyber-crime"),
            ("serocu", "disruptions", 17, "exact", "cyber-crime"),
        ],
    ),
    (
        "Kent Police dismantled 12 gangs in 2023. It took 133 guns off the streets, against 47 the year before.",
        [("kent-police", "groups-disrupted", 12, "exact", "all")],
    ),
    (
        "Kent Police disrupted nine county lines in June 2024. It ran 71 operations. In half of them a force helped.",
        [("kent-police", "disruptions", 9, "exact", "county-lines")],
    ),
    (
        "Tarian disrupted 77 organised crime groups in 2022-23, with 14 completely dismantled.",
        [
            ("tarian", "groups-disrupted", 77, "exact", "all"),
            ("tarian", "groups-disrupted", 14, "exact", "all"),
        ],
    ),
    ("On average, Merseyside Police disrupts three organised crime groups a month.", []),
    (
        "The North West Regional Organised Crime Unit led 212 (31 per cent) of its disruptions against fraud.",
        [("nwrocu", "disruptions", 212, "exact", "fraud")],
    ),
    (
        "Some 31 per cent (212) of the disruptions led by SEROCU were against county lines.",
        [("serocu", "disruptions", 212, "exact", "county-lines")],
    ),
    (
        "Only 14 per cent of the disruptions that Tarian recorded concerned cyber crime.",
        [("tarian", "share-of-disruptions", 14.0, "exact", "cyber-crime")],
    ),
    (
        "Inspectors looked at modern slavery in the East Midlands. EMSOU led 9 disruptions against this threat.",
        [("emsou", "disruptions", 9, "exact", "modern-slavery-and-human-trafficking")],
    ),
    (
        "Kent Police did not record a single disruption against organised immigration crime in 2021/22.",
        [("kent-police", "disruptions", 0, "exact", "organised-immigration-crime")],
    ),
    (
        "Between April and September 2023 the National Crime Agency delivered nearly 3,000 'disruptions'.",
        [("nca", "disruptions", 3000, "about", "all")],
    ),
    (
        "Just 18 of 240 recorded disruptions by Essex Police related to fraud.",
        [("essex-police", "disruptions", 18, "exact", "fraud"), ("essex-police", "disruptions", 240, "exact", "all")],
    ),
    (
        "West Yorkshire Police recorded 305 disruptions of organised crime. Modern slavery made up just seven of them.",
        [
            ("west-yorkshire-police", "disruptions", 305, "exact", "all"),
            ("west-yorkshire-police", "disruptions", 7, "exact", "modern-slavery-and-human-trafficking"),
        ],
    ),
    (
        "Since 2013 the National Crime Agency's work has resulted in:\n- More than 20,000 disruptions - actions\n"
        "- over 9,000 arrests\n- the seizure of 2,000 guns",
        [("nca", "disruptions", 20000, "over", "all")],
    ),
    (
        "Dorset Police activity led to:\n• 41 drug disruptions\n• 12 arrests\n• £3,000 seized",
        [("dorset-police", "disruptions", 41, "exact", "drugs")],
    ),
    (
        "ERSOU achieved 520 total disruptions, which included 61 major disruptions and 44 against child sexual abuse.",
        [
            ("ersou", "disruptions", 520, "exact", "all"),
            ("ersou", "disruptions", 61, "exact", "all"),
            ("ersou", "disruptions", 44, "exact", "child-sexual-exploitation-and-abuse"),
        ],
    ),
    (
        "Merseyside Police has disrupted 33 organised crime groups in 12 months.",
        [("merseyside-police", "groups-disrupted", 33, "exact", "all")],
    ),
    (
        "Fourteen groups were dismantled by Lancashire Constabulary, the panel heard, and organised crime fell.",
        [("lancashire-constabulary", "groups-disrupted", 14, "exact", "all")],
    ),
    (
        "The week of action saw disruption to 38 drug lines, Essex Police said.",
        [("essex-police", "disruptions", 38, "exact", "drugs")],
    ),
    (
        "Figures of 41 forces show that per 1,000 people, Kent Police records 3.2 disruptions of organised crime.",
        [("kent-police", "disruption-rate", 3.2, "exact", "all")],
    ),
    (
        "Police Scotland records 4.1 disruptions of serious organised crime per 1,000 people.",
        [("police-scotland", "disruption-rate", 4.1, "exact", "all")],
    ),
    (
        "On average the National Crime Agency carries out twelve disruptions a day against criminal gangs.",
        [("nca", "disruption-rate", 12, "exact", "all")],
    ),
    (
        "Cheshire Constabulary made 146 disruptions against drugs in 2022/23, up from 120 the year before.",
        [
            ("cheshire-constabulary", "disruptions", 146, "exact", "drugs"),
            ("cheshire-constabulary", "disruptions", 120, "exact", "drugs"),
        ],
    ),
    (
        "Disruptions: the National Crime Agency reports 950 for illicit finance and 1,862 for fraud.",
        [("nca", "disruptions", 950, "exact", "money-laundering"), ("nca", "disruptions", 1862, "exact", "fraud")],
    ),
    (
        "Phase | Dates | Result\nPhase two, Wiltshire Police | 4 to 6 July 2022 | drug disruptions: 77",
        [("wiltshire-police", "disruptions", 77, "exact", "drugs")],
    ),
    (
        "“Last year we disrupted two thirds of the gangs here,” said Chief Constable Ida Quill of Surrey Police.",
        [("surrey-police", "share-of-groups", 66.7, "exact", "all")],
    ),
    (
        "Gwent Police has mapped 40 gangs. Of these, 12 have been dismantled and 20 others disrupted.",
        [
            ("gwent-police", "groups-disrupted", 12, "exact", "all"),
            ("gwent-police", "groups-disrupted", 20, "exact", "all"),
        ],
    ),
]


@each_case(("text", "expected"), READ, ids=[text[:50] for text, _ in READ])
def test_reads(text: str, expected: list[tuple[object, ...]]) -> None:
    assert [told(claim) for claim in disruptions(text)] == expected


LEFT_ALONE = [
    "Passengers of British Transport Police's patch faced 14 disruptions on the line after a signal failure.",
    "West Mercia Police wants to achieve 400 disruptions a year by 2027.",
    "The target for Humberside Police is 300 disruptions of organised crime.",
    "Leicestershire Police has mapped 44 organised crime groups, 29 of them active.",
    "The disruption costs of the gang's ransomware reached 4 million, the National Crime Agency said.",
    "Norfolk Constabulary's Disruption team of 12 officers made 80 arrests of drug dealers.",
    "Disruption of organised crime by Suffolk Constabulary rose by 40 per cent.",
    "Durham Constabulary closed 37 county lines and seized 12 guns.",
    "School strikes caused 12 disruptions in Kent, and Kent Police sent officers.",
    "Violent disorder led Cleveland Police to make 61 arrests.",
    "In Devon and Cornwall Police's area 3 people were jailed for a total of 61 years after a gang was disrupted.",
]


@each_case("text", LEFT_ALONE)
def test_leaves_alone(text: str) -> None:
    assert disruptions(text) == []


PERIODS = [
    ("EMSOU led 12 disruptions of organised crime in the year ending 31 March 2023.", "2022-04-01", "2023-03-31"),
    ("In 2022/23 EMSOU led 12 disruptions of organised crime.", "2022-04-01", "2023-03-31"),
    ("EMSOU led 12 disruptions against drugs between May 2021 and May 2022.", "2021-05-01", "2022-05-31"),
    ("EMSOU led 12 disruptions against drugs in 2025.", "2025-01-01", "2025-12-31"),
    ("EMSOU led 12 disruptions against drugs from 4 to 6 July.", None, None),
    ("EMSOU led 12 disruptions against drugs over a two-year period.", None, None),
]


@each_case(("text", "start", "end"), PERIODS)
def test_periods(text: str, start: str | None, end: str | None) -> None:
    (claim,) = disruptions(text)
    assert (claim.period_start, claim.period_end) == (start, end)


def test_last_year_is_the_year_before_the_document_was_written() -> None:
    (claim,) = disruptions("EMSOU led 12 disruptions against drugs last year.", published_on="2024-06-02")
    assert (claim.period_start, claim.period_end) == ("2023-01-01", "2023-12-31")
    (claim,) = disruptions("EMSOU led 12 disruptions against drugs last year.")
    assert (claim.period_start, claim.period_end) == (None, None)


def test_the_year_before_is_a_year_before_the_period_it_is_compared_with() -> None:
    now, before = disruptions("EMSOU led 9 disruptions of gangs in the year to 31 May 2022, up from 7 the year before.")
    assert (now.period_start, now.period_end) == ("2021-06-01", "2022-05-31")
    assert (before.period_start, before.period_end) == ("2020-06-01", "2021-05-31")


def test_levels_strands_and_lead() -> None:
    text = "EMSOU led 40 major disruptions of gangs. Its Prevent team supported 12 disruptions of organised crime."
    first, second = disruptions(text)
    assert (first.level, first.strand, first.lead) == ("major", None, "led")
    assert (second.level, second.strand, second.lead) == (None, "prevent", "supported")


def test_what_names_a_figure_again_takes_its_period_however_far_below() -> None:
    text = (
        "EMSOU recorded 473 disruptions of gangs in 2021/22, compared with 431 in 2020/21.\n\nIt has a new office.\n\n"
        "Staff have moved in.\n\nVisitors are welcome.\n\nOf the 473 disruptions, 52 were major."
    )
    assert [(claim.count, claim.period_start) for claim in disruptions(text)] == [
        (473, "2021-04-01"), (431, "2020-04-01"), (52, "2021-04-01"),
    ]  # fmt: skip


def test_some_of_the_groups_are_the_same_bodys_and_of_the_same_time() -> None:
    text = (
        "Police Scotland disrupted 52 crime groups between April and September 2023.\n\nTwo thirds deal in drugs.\n\n"
        "The Home Affairs Committee met.\n\nNineteen of the groups disrupted were involved in county lines."
    )
    part = disruptions(text)[-1]
    assert (part.count, part.body.body_id, part.period_end) == (19, "police-scotland", "2023-09-30")


def test_a_comparison_in_between_leaves_the_period_as_it_was() -> None:
    text = (
        "Police Scotland disrupted 61 crime groups between 1 April and 30 June 2021. That compares with 48 in 2020.\n\n"
        "Officers dismantled nine groups outright."
    )
    assert [(c.count, c.period_start) for c in disruptions(text)][-1] == (9, "2021-04-01")


def test_of_them_takes_up_what_was_counted_last() -> None:
    text = "EMSOU recorded 61 disruptions of crime. At its close 44 groups were mapped, 29 of them active."
    assert [claim.count for claim in disruptions(text)] == [61]


def test_our_is_whose_page_it_is_not_who_was_named_last() -> None:
    text = (
        "Essex Police has dismantled 14 county lines.\n\nIt was helped by British Transport Police. Essex Police "
        "thanks them.\n\nIt follows a year in which our teams disrupted 71 county lines."
    )
    assert [(c.body.body_id, c.count) for c in disruptions(text)] == [("essex-police", 14), ("essex-police", 71)]


@each_case(
    "ran",
    ["The week ran from Monday 3 March to Sunday 9 March 2025.", "The operation took place from 3 to 9 March 2025."],
)
def test_a_week_of_action_is_of_the_time_it_ran(ran: str) -> None:
    text = f"Kent Police dismantled 14 county lines during a national week of action.\n\n{ran} Kent is in England."
    (claim,) = disruptions(text)
    assert (claim.period_start, claim.period_end) == ("2025-03-03", "2025-03-09")


def test_a_team_is_named_after_what_it_disrupts() -> None:
    (claim,) = disruptions("Kent Police’s county lines taskforce delivered 84 disruptions.")
    assert claim.threats == ("county-lines",)


LISTS = [
    (
        "What the disruptions were about\n\nDrugs 231\n\nFraud and money laundering: 71\n\nFirearms – about 40",
        {(231, "drugs"), (71, "fraud;money-laundering"), (40, "firearms")},
    ),
    ("The 79 disruptions break down like this:\n\n• Drugs – 41, nine of them major\n• Fraud – 12", {
        (41, "drugs"), (9, "drugs"), (12, "fraud"),
    }),
    ("The 79 disruptions break down like this:\n\n• Cocaine seized: 41 kilograms\n• Arrests: 12", set()),
    ("What we seized\n\nDrugs 231\n\nFirearms 40", set()),
]  # fmt: skip


@each_case(("listed", "expected"), LISTS)
def test_lists_of_labels_and_numbers(listed: str, expected: set[tuple[int, str]]) -> None:
    text = f"Tarian fought organised crime.\n\nIt works from Bridgend.\n\n{listed}\n\nThat is all there is to say."
    assert {(claim.count, ";".join(claim.threats)) for claim in disruptions(text) if claim.count != 79} == expected


def test_a_line_of_a_list_may_be_compared_with_an_earlier_time() -> None:
    text = (
        "In 2023–24 Tarian recorded 611 disruptions, an increase of 14% on 2022–23, when there were 536.\n\n"
        "Major: 38 (2022–23: 31)\n\nMinor: 409 (2022–23: 355)"
    )
    found = {(claim.count, claim.level, claim.period_start) for claim in disruptions(text)}
    assert found == {
        (611, None, "2023-04-01"), (536, None, "2022-04-01"), (38, "major", "2023-04-01"), (31, "major", "2022-04-01"),
        (409, "minor", "2023-04-01"), (355, "minor", "2022-04-01"),
    }  # fmt: skip


def test_a_cell_is_of_its_row_and_its_column() -> None:
    table = "Strand | Major | Minor\nPursue | 11 | 102\nPrevent | 1 | 31"
    text = f"Kent Police recorded disruptions of crime in 2023/24.\n\n{table}"
    found = {(claim.count, claim.strand, claim.level) for claim in disruptions(text)}
    assert found == {
        (11, "pursue", "major"),
        (102, "pursue", "minor"),
        (1, "prevent", "major"),
        (31, "prevent", "minor"),
    }
    led = "Tarian's disruptions of crime.\n\nThreat | Led by us | Supported by us\nDrugs | 311 | 140"
    assert {(claim.count, claim.lead) for claim in disruptions(led)} == {(311, "led"), (140, "supported")}


def test_a_quarter_without_its_year_is_the_last_one() -> None:
    text = "Kent Police's disruptions of crime.\n\nLevel | Q3 | Q4\nMajor | 6 | 3"
    found = {(claim.count, claim.period_start, claim.period_end) for claim in disruptions(text, "2024-06-24")}
    assert found == {(6, "2023-10-01", "2023-12-31"), (3, "2024-01-01", "2024-03-31")}


LEANING = [
    ("Just over half of the 252 (131, or 52 per cent) related to drugs.", (131, 52.0)),
    ("Of the 252, 74 – 33 per cent – had to do with drugs.", (74, 33.0)),
    ("In the whole of 2022 it managed 71.", (71, None)),
    ("It supported its forces in a further 190.", (190, None)),
]


@each_case(("said", "expected"), LEANING)
def test_what_leans_on_a_figure(said: str, expected: tuple[int, float | None]) -> None:
    claims = disruptions(f"EMSOU recorded 252 disruptions of crime in 2023. {said}")
    assert (claims[-1].count, claims[-1].share_percent) == expected
    assert len(claims) == 2


def test_a_rate_may_stand_behind_its_unit() -> None:
    claims = disruptions("EMSOU recorded 252 disruptions of crime in 2023. Per 100,000 people the figure was 7.6.")
    assert (claims[-1].rate, claims[-1].rate_unit) == (7.6, "per-100000-people")


def test_a_chain_of_earlier_figures() -> None:
    claims = disruptions("Kent Police disrupted 34 crime groups in 2023, up from 27 in 2022 and 19 in 2021.")
    assert [(claim.count, claim.period_start) for claim in claims] == [
        (34, "2023-01-01"), (27, "2022-01-01"), (19, "2021-01-01"),
    ]  # fmt: skip


@each_case(
    "text",
    [
        "Kent Police led 344 disruptions of crime. The county has four major ports.",
        "Kent Police led 344 disruptions of crime. One of the inspectorate's lead inspectors said so.",
        "Kent Police set a floor of 344 disruptions of crime a quarter.",
        "Kent Police led 344 disruptions of crime. Arrests came to 241.",
    ],
)
def test_what_counts_no_disruptions_of_the_body(text: str) -> None:
    assert {(claim.body.body_id, claim.count) for claim in disruptions(text)} <= {("kent-police", 344)}
    assert len(disruptions(text)) == ("led 344" in text)


def test_what_a_panel_hears_is_of_the_force_it_oversees() -> None:
    (claim,) = disruptions("The Essex Police, Fire and Crime Panel was told of 60 disruptions of crime.")
    assert claim.body.body_id == "essex-police"


THREADS = [
    (
        "Greater Manchester Police made 190 disruptions of crime in 2024. Fine? Yes. But 38 were major.",
        38,
    ),
    ("Kent Police recorded 190 disruptions of crime in 2024.\n\nIt supported other agencies in another 93.", 93),
    ("Kent Police recorded 190 disruptions of crime in 2024. Fraud accounts for one in 20.", 5.0),
    ("Kent Police recorded 190 disruptions of crime in 2024. Violence and guns: 41. Fraud: 12.", 12),
]


@each_case(("text", "expected"), THREADS)
def test_a_thread_of_figures_goes_on(text: str, expected: float) -> None:
    last = disruptions(text)[-1]
    assert (last.count if last.share_percent is None else last.share_percent) == expected


def test_a_thread_ends_where_another_body_begins() -> None:
    text = (
        "Kent Police recorded 190 disruptions of crime in 2024.\n\nEssex Police does it differently. "
        "Its total was 85 in 2023."
    )
    assert ("kent-police", 85) not in {(claim.body.body_id, claim.count) for claim in disruptions(text)}


def test_who_helps_is_not_who_did_it() -> None:
    text = "With the help of Essex Police, Kent Police broke up two gangs of drug dealers in 2024."
    assert {claim.body.body_id for claim in disruptions(text)} == {"kent-police"}


@each_case(
    ("said", "start", "end"),
    [
        ("over the two years ending in March 2022", "2020-04-01", "2022-03-31"),
        ("between April and December", "2022-04-01", "2022-12-31"),
        ("in the year to 30 June", "2021-07-01", "2022-06-30"),
        ("in the first half of 2022", "2022-01-01", "2022-06-30"),
    ],
)
def test_periods_that_were_over_when_it_was_written(said: str, start: str, end: str) -> None:
    (claim,) = disruptions(f"EMSOU led 12 disruptions against drugs {said}.", "2023-03-06")
    assert (claim.period_start, claim.period_end) == (start, end)


def test_a_row_counts_disruptions_only_of_what_divides_them() -> None:
    table = "Measure | 2022/23 | 2023/24\nDrugs | 36 | 41\nArrests | 190 | 212\nKnives recovered | 31 | 22"
    text = f"Kent Police recorded disruptions of crime.\n\n{table}"
    assert {claim.count for claim in disruptions(text)} == {36, 41}


@each_case(
    ("said", "start", "end"),
    [
        ("in the first three months of 2024", "2024-01-01", "2024-03-31"),
        ("in the second half of 2023/24", "2023-10-01", "2024-03-31"),
        ("last financial year", "2023-04-01", "2024-03-31"),
        ("last month", "2024-05-01", "2024-05-31"),
    ],
)
def test_parts_of_years_and_what_was_over_last(said: str, start: str, end: str) -> None:
    (claim,) = disruptions(f"EMSOU led 12 disruptions against drugs {said}.", "2024-06-03")
    assert (claim.period_start, claim.period_end) == (start, end)


def test_a_share_may_be_said_again_behind_its_count() -> None:
    claims = disruptions("EMSOU led 1,904 disruptions of crime in 2023. But just 38 were major, that is 2 per cent.")
    assert [(claim.count, claim.share_percent) for claim in claims] == [(1904, None), (38, 2.0)]


@each_case("gap", ["\t", "      "])
def test_a_table_needs_no_bars(gap: str) -> None:
    rows = [("Threat", "2022/23", "2023/24"), ("Drugs", "19", "25"), ("Fraud", "8", "6")]
    table = "\n".join(gap.join(row) for row in rows)
    text = f"Kent Police recorded disruptions of crime.\n\n{table}\n\nThat is all."
    found = extract(document(text)).claims
    assert {(c.count, c.period_start) for c in found if isinstance(c, DisruptionClaim)} == {
        (19, "2022-04-01"), (25, "2023-04-01"), (8, "2022-04-01"), (6, "2023-04-01"),
    }  # fmt: skip
    assert all(text[claim.passage.start : claim.passage.end].strip() for claim in found)


def test_a_percentage_beside_a_count_is_its_share() -> None:
    text = (
        "Tarian's disruptions of crime.\n\nThreat | Disruptions | Share of total\nDrugs | 334 | 33%\nFraud | 213 | 21%"
    )
    assert [(claim.count, claim.share_percent) for claim in disruptions(text)] == [(334, 33.0), (213, 21.0)]


def test_a_verb_may_stand_once_for_several_figures() -> None:
    text = (
        "EMSOU recorded 226 disruptions of crime. Of the 226, 74 had to do with drugs, 40 with guns and 5 with fraud."
    )
    found = {(claim.count, ";".join(claim.threats)) for claim in disruptions(text)}
    assert found == {(226, "all"), (74, "drugs"), (40, "firearms"), (5, "fraud")}


def test_strands_side_by_side() -> None:
    text = "In 2023 Tarian delivered 688 Pursue disruptions of crime, 162 Prevent, 141 Protect and 21 Prepare."
    assert {(claim.count, claim.strand) for claim in disruptions(text)} == {
        (688, "pursue"), (162, "prevent"), (141, "protect"), (21, "prepare"),
    }  # fmt: skip


def test_occasions_are_disruptions() -> None:
    (claim,) = disruptions("The National Crime Agency disrupted drug dealers on 1,064 occasions in 2023.")
    assert (claim.count, claim.measure, claim.threats) == (1064, "disruptions", ("drugs",))


def test_the_first_of_two_numbers_is_of_an_earlier_time() -> None:
    text = "In 2023 the number of cyber disruptions by SEROCU doubled, from 33 to 66."
    assert {(claim.count, claim.period_start) for claim in disruptions(text)} == {(33, None), (66, "2023-01-01")}


def test_a_number_of_something_else_is_no_figure() -> None:
    text = "Kent Police recorded 52 disruptions of crime. The number of active groups fell from 21 to 18."
    assert [claim.count for claim in disruptions(text)] == [52]


def test_it_is_what_the_sentence_before_is_about() -> None:
    text = (
        "HMICFRS saw the Yorkshire and Humber ROCU and West Yorkshire Police.\n\nWest Yorkshire Police is good.\n\n"
        "The ROCU is well regarded. But it needs staff. In 2023, it led 264 disruptions of crime."
    )
    assert [claim.body.body_id for claim in disruptions(text)] == ["yhrocu"]


SERIES = [
    ("He gave a breakdown: drugs 655; guns and serious violence 311; people present 352.", {655, 311}),
    ("Organised acquisitive crime rose from 33 to 52.", {33, 52}),
    ("In 2022 the force recorded 894 (2021: 812).", {894, 812}),
    ("Gangs dealing in drugs were disrupted 205 times in 2023.", {205}),
    ("Fraud | 12\nDrugs | 31", {12, 31}),
]


@each_case(("said", "expected"), SERIES)
def test_what_goes_on_from_a_figure(said: str, expected: set[int]) -> None:
    claims = disruptions(f"Kent Police recorded 1,402 disruptions of crime in 2023:\n\n{said}")
    assert {claim.count for claim in claims} - {1402} == expected
    assert {claim.body.body_id for claim in claims} == {"kent-police"}


@each_case(
    "text",
    [
        "Police in England and Wales disrupted more than 1,700 county lines last year. Kent Police helped.",
        "Kent Police disrupts one county lines gang every five hours, the minister said.",
        "Kent Police recorded disruptions of crime. An operation might be recorded as one disruption.",
    ],
)
def test_what_is_no_count_of_anybody(text: str) -> None:
    assert disruptions(text) == []


def test_who_is_named_by_the_way_is_not_who_did_it() -> None:
    (claim,) = disruptions("SEROCU, which works with Surrey Police, recorded 61 disruptions of crime in 2023.")
    assert claim.body.body_id == "serocu"


MEANT = [
    "Kent Police recorded 700 disruptions of crime in 2024. {} for 2025 by threat: drugs 655; fraud 84.",
    "Kent Police's disruptions of crime.\n\nThreat | {} disruptions 2024\nDrugs | 655\nFraud | 84",
    "Kent Police's disruptions of crime.\n\n## {} disruptions for 2025\n\n- Drugs: 655\n- Fraud: 84\n",
]


@each_case("listed", MEANT)
def test_a_list_of_targets_is_no_list_of_figures(listed: str) -> None:
    counts = {655, 84}
    assert {claim.count for claim in disruptions(listed.format("Target"))}.isdisjoint(counts)
    assert {claim.count for claim in disruptions(listed.format("Total"))} >= counts


def test_the_same_period_of_a_year_without_a_leap_day_ends_a_day_earlier() -> None:
    text = (
        "From 1 September 2023 to 29 February 2024 Kent Police recorded 700 disruptions of crime, "
        "compared with 600 in the same period of 2022."
    )
    assert {(c.count, c.period_end) for c in disruptions(text)} == {(700, "2024-02-29"), (600, "2023-02-28")}
