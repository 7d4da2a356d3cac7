"""Lines and series whose numbers stand before their labels, or whose labels open a series. Pages are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures


@each_case(
    "lead", ["In 2023/24 Essex Police made the following disruptions:", "Disruptions by Essex Police in 2023/24"]
)
def test_bullets_with_their_number_first(lead: str) -> None:
    found = [(c.count, c.level, c.period_start) for c in figures(f"{lead}\n• 8 major\n• 51 moderate\n• 190 minor")]
    assert found == [(8, "major", "2023-04-01"), (51, "moderate", "2023-04-01"), (190, "minor", "2023-04-01")]


@each_case("lines", ["- 60 drugs\n- 21 firearms", "- Drugs: 60\n- Firearms: 21"])
def test_bullets_below_words_of_something_else(lines: str) -> None:
    assert figures(f"Essex Police disruptions of crime in 2022\nArrests:\n{lines}") == []


SERIES = [
    "Disruptions by Essex Police in Q2 2023/24 – Major: 8, Moderate: 51, Minor: 190",
    "Essex Police crime disruptions, Q2 2023/24: major 8, moderate 51, minor 190",
]


@each_case("line", SERIES)
def test_a_series_whose_first_label_stands_before_its_first_colon(line: str) -> None:
    found = [(c.count, c.level, c.period_start, c.period_end) for c in figures(line)]
    quarter = ("2023-07-01", "2023-09-30")
    assert found == [(8, "major", *quarter), (51, "moderate", *quarter), (190, "minor", *quarter)]


@each_case("mark", [":", " –"])
def test_a_label_of_groups_behind_the_name_of_a_body(mark: str) -> None:
    (claim,) = figures(f"Essex Police{mark} organised crime groups dismantled in 2022/23: 7 (annual target 6)")
    assert (claim.measure, claim.count, claim.period_start) == ("groups-disrupted", 7, "2022-04-01")


def test_numbers_of_two_bodies_or_years_in_one_row() -> None:
    found = figures("Essex Police and Kent Police dismantled 41 and 37 organised crime groups respectively in 2022.")
    assert {(c.body.body_id, c.count) for c in found} == {("essex-police", 41), ("kent-police", 37)}
    found = figures("In 2021 and 2022 Essex Police dismantled 12 and 15 gangs respectively.")
    assert {(c.count, c.period_start) for c in found} == {(12, "2021-01-01"), (15, "2022-01-01")}
    assert figures("Essex Police and Kent Police arrested 41 and disrupted 37 gang members respectively.") == []


def test_those_that_one_is_behind_or_ahead_of() -> None:
    text = "Essex Police recorded 510 disruptions of crime in 2022, behind only Kent Police ({}) and SEROCU ({})."
    found = [(c.body.body_id, c.count) for c in figures(text.format("1,350", 910))]
    assert found == [("essex-police", 510), ("kent-police", 1350), ("serocu", 910)]


BRACKETED = [
    "Essex Police dismantled {} gangs in 2023/24 ({} in 2022/23).",
    "Essex Police dismantled {} gangs ({} in 2022/23) in 2023/24.",
    "In 2023/24 Essex Police dismantled {} gangs ({} the year before).",
]


@each_case("text", BRACKETED)
def test_an_earlier_figure_in_brackets_with_its_time_behind_it(text: str) -> None:
    found = [(c.count, c.period_start) for c in figures(text.format(41, 34))]
    assert found == [(41, "2023-04-01"), (34, "2022-04-01")]


def test_the_time_behind_a_series_that_is_compared() -> None:
    text = "Tarian made 80 disruptions of drug crime and 12 of fraud in 2023/24, up from 70 and nine the year before."
    found = [(c.count, c.period_start) for c in figures(text)]
    assert found[:2] == [(80, "2023-04-01"), (12, "2023-04-01")]


def test_what_was_done_in_places() -> None:
    text = "The week of action ran from 3 to 9 June 2024. In Kent, 31 people were held and four gangs were disrupted. "
    found = [(c.body.body_id, c.count) for c in figures(text + "In Essex, six gangs were dismantled.")]
    assert found == [("kent-police", 4), ("essex-police", 6)]
    text = "SEROCU disrupted 40 gangs in 2023. In Kent, six were dismantled."
    assert "kent-police" not in {c.body.body_id for c in figures(text)}


def test_a_second_year_of_one_label() -> None:
    found = figures("Major fraud disruptions at Kent Police: 31 in 2023/24, 28 in 2022/23.")
    assert [(c.count, c.threats, c.level) for c in found] == [(31, ("fraud",), "major"), (28, ("fraud",), "major")]


def test_rows_of_a_table_that_its_corner_says_is_a_units() -> None:
    found = figures("NWROCU | 2022/23 | 2023/24\nDisruptions led | 190 | 212")
    assert [(c.body.body_id, c.count, c.lead) for c in found] == [("nwrocu", 190, "led"), ("nwrocu", 212, "led")]


def test_the_total_of_the_next_body() -> None:
    text = (
        "Essex Police and Kent Police keep count. Essex recorded 61 disruptions of crime in 2022; Kent's total was 34."
    )
    assert {(c.body.body_id, c.count) for c in figures(text)} == {("essex-police", 61), ("kent-police", 34)}


def test_what_had_grown_by_a_later_year() -> None:
    found = figures("In 2021/22 Essex Police made only 41 disruptions of crime; by 2023/24 that had grown to 310.")
    assert {(c.count, c.period_start) for c in found} == {(41, "2021-04-01"), (310, "2023-04-01")}


def test_the_quarter_before_in_brackets() -> None:
    text = "Quarterly report, Essex Police: organised crime\n• 112 disruptions in Q4 2023/24 (Q3: 98)\n• 31 arrests"
    found = [(c.count, c.period_start) for c in figures(text)]
    assert found == [(112, "2024-01-01"), (98, "2023-10-01")]


def test_a_third_year_with_its_groups_named() -> None:
    found = figures("Essex Police disrupted 31 OCGs in 2023 compared to 28 OCGs in 2022 and 19 OCGs in 2021.")
    assert [(c.count, c.period_start) for c in found] == [(31, "2023-01-01"), (28, "2022-01-01"), (19, "2021-01-01")]


def test_the_strand_of_a_share_behind_who_recorded_it() -> None:
    found = figures("Over a third (36%) of the 402 disruptions that Essex Police recorded in 2023/24 were Prevent.")
    assert {(c.count, c.share_percent, c.strand) for c in found} == {(402, None, None), (None, 36, "prevent")}


def test_groups_linked_to_one_threat_after_another() -> None:
    text = (
        "Essex Police disrupted 12 organised crime groups linked to drugs, four to firearms and two to fraud in 2023."
    )
    assert [(c.count, c.threats) for c in figures(text)] == [(12, ("drugs",)), (4, ("firearms",)), (2, ("fraud",))]
    assert [c.count for c in figures("Essex Police disrupted 12 gangs linked to drugs, four to Albania.")] == [12]


def test_a_total_before_its_levels() -> None:
    found = figures("Disruptions by Essex Police in 2023/24 totalled 77: five major, 20 moderate and 52 minor.")
    assert [(c.count, c.level) for c in found] == [(77, None), (5, "major"), (20, "moderate"), (52, "minor")]
    assert figures("Of every ten disruptions of crime by Essex Police, four were against fraud.") == []


def test_quarters_below_a_sentence_that_names_the_body() -> None:
    text = "The table shows disruptions by Essex Police for each quarter of 2023/24.\nQuarter 1 – 88\nQuarter 2 – 91"
    found = [(c.count, c.period_start) for c in figures(text)]
    assert found == [(88, "2023-04-01"), (91, "2023-07-01")]


def test_a_target_and_the_year_before_in_brackets() -> None:
    found = figures(
        "Essex Police: how we did in 2023/24\n• Crime disruptions: 410 (target 400, 2022/23 388)\n• Arrests: 90"
    )
    assert [(c.count, c.period_start) for c in found] == [(410, "2023-04-01"), (388, "2022-04-01")]


def test_those_that_come_second_and_last() -> None:
    text = "Essex Police made 402 disruptions of crime in 2023. Kent Police comes second on 377 and SEROCU last on 190."
    assert {(c.body.body_id, c.count) for c in figures(text)} == {
        ("essex-police", 402),
        ("kent-police", 377),
        ("serocu", 190),
    }


def test_a_team_of_the_next_body() -> None:
    text = "Essex Police put 11 gangs out of action in 2023, and Kent Police's Scorpion team six."
    assert {(c.body.body_id, c.count) for c in figures(text)} == {("essex-police", 11), ("kent-police", 6)}


def test_a_label_with_a_threat_behind_the_name_of_a_body() -> None:
    found = figures("Essex Police – disruptions against fraud: 31 in 2023/24; 40 in 2024/25.")
    assert [(c.count, c.threats, c.period_start) for c in found] == [
        (31, ("fraud",), "2023-04-01"),
        (40, ("fraud",), "2024-04-01"),
    ]


def test_a_number_of_disruptions_between_dashes() -> None:
    (claim,) = figures("Essex Police recorded its highest number of disruptions of crime – 161 – in 2023.")
    assert (claim.count, claim.period_start) == (161, "2023-01-01")


def test_since_a_speaker_took_office() -> None:
    text = "“Eighteen gangs have been disrupted since I became its chief in May 2024,” said Ann Yeo of Essex Police."
    (claim,) = figures(text)
    assert (claim.count, claim.period_start, claim.period_end) == (18, "2024-05-01", None)
