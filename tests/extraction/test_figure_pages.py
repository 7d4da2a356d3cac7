"""What a page says once for its figures: the days of a week of action, its threat, the year so far. All invented."""

from __future__ import annotations

from tests.extraction.test_figure_wordings import figures, said

WEEK = (
    "County lines: what forces did last week\n\n3 July 2024\n\nForces took part in a week of intensified activity "
    "against county lines between 24 and 30 June 2024.\n\nSome results:\n\n"
    "Kent Police – 29 disruptions in Margate; 14 arrests\nEssex Police – 36 arrests and nine disruptions{}"
)


def test_the_lines_of_a_page_on_a_week_of_action() -> None:
    found = figures(WEEK.format(""))
    assert [(c.body.body_id, c.count, c.threats, c.period_start, c.period_end) for c in found] == [
        ("kent-police", 29, ("county-lines",), "2024-06-24", "2024-06-30"),
        ("essex-police", 9, ("county-lines",), "2024-06-24", "2024-06-30"),
    ]


def test_what_such_a_page_says_of_another_time_is_of_all() -> None:
    found = figures(WEEK.format("\n\nIn 2022/23 Kent Police recorded 900 disruptions."))
    assert (found[-1].count, found[-1].threats, found[-1].period_start) == (900, ("all",), "2022-04-01")


def test_a_page_on_the_work_of_a_team() -> None:
    text = "Fraud {}: a year on\n\nSince May Kent Police has made 40 disruptions. Drugs accounted for four."
    assert [c.threats for c in figures(text.format("Team"))] == [("fraud",), ("drugs",)]
    assert [c.threats for c in figures(text.format("and us"))] == [("all",), ("drugs",)]


def test_the_year_so_far() -> None:
    text = (
        "Kent Police recorded 96 disruptions of fraud in July to September 2024. Since the start of the financial year "
        "it has recorded 187, and hopes to pass last year's total. Of these disruptions 14 were major. "
        "One disruption in eight was against banks."
    )
    found = [(c.count or c.share_percent, c.threats, c.period_start, c.period_end) for c in figures(text)]
    assert found[:2] == [
        (96, ("fraud",), "2024-07-01", "2024-09-30"),
        (187, ("fraud",), "2024-04-01", "2024-09-30"),
    ]


def test_the_quarter_of_a_report() -> None:
    text = (
        "Kent Police: Quarter 3, 2022/23 (October to December 2022)\n\n"
        "Recorded disruptions rose again and now stand at 158 for April to December 2022. "
        "Kent Police made 64 disruptions of crime in the quarter."
    )
    found = [(c.count, c.period_start, c.period_end) for c in figures(text)]
    assert found == [(158, "2022-04-01", "2022-12-31"), (64, "2022-10-01", "2022-12-31")]


def test_a_row_that_begins_in_lower_case_is_one_of_its_own() -> None:
    text = (
        "Results of Kent Police\n\nMeasure | Q3 2021/22 | Q3 2022/23\n"
        "Disruptions recorded by Kent Police | 38 | 64\nof which major | 3 | 6\n"
        "Arrests | 90 | 80"
    )
    found = [(c.count, c.level, c.period_start) for c in figures(text)]
    assert found == [
        (38, None, "2021-10-01"), (64, None, "2022-10-01"), (3, "major", "2021-10-01"), (6, "major", "2022-10-01"),
    ]  # fmt: skip


def test_a_row_with_the_short_name_of_a_unit_in_brackets() -> None:
    text = "Disruptions by body\n\nUnit | 2017-18 | 2018-19\n{} | 212 | 240\nTarian | 97 | 121"
    assert ("emsou", "disruptions", 212) in said(text.format("East Midlands (EMSOU)"))
    assert ("emsou", "disruptions", 212) not in said(text.format("Referrals (EMSOU)"))


def test_the_agency_of_a_row_is_no_row_of_the_country() -> None:
    text = "Drug disruptions by the agency that reported them\n\nAgency | 2022/23 | 2023/24\n{} | 812 | 1,105"
    assert {c.count for c in figures(text.format("National Crime Agency"))} == {812, 1105}
    assert not figures(text.format("National total"))


REQUEST = (
    "Freedom of information request\n\nOur reference: 2024/104\n\nDate: 17 September 2024\n\n"
    "I am writing to ask for figures.\n\nFor each of the last three years please tell me:\n\n"
    "1. The number of disruptions {} that your force recorded.\n\n2. How many were major.\n\nResponse\n\n"
    "Section 1 of the Act places two duties on authorities.\n\nKent Police can confirm that it holds this.\n\n"
    "Questions 1 and 2:\n\n"
    "Year | Disruptions | Of which major\n2022-2023 | 309 | 20\n2021-2022 | 264 | 17"
)


def test_a_text_says_once_that_its_disruptions_are_of_crime() -> None:
    found = figures(REQUEST.format("of serious and organised crime"))
    assert [(c.body.body_id, c.count, c.level, c.period_start) for c in found] == [
        ("kent-police", 309, None, "2022-04-01"), ("kent-police", 20, "major", "2022-04-01"),
        ("kent-police", 264, None, "2021-04-01"), ("kent-police", 17, "major", "2021-04-01"),
    ]  # fmt: skip
    assert not figures(REQUEST.format("to trains"))


def test_strands_that_are_explained_before_their_number() -> None:
    text = (
        "Kent Police recorded 2,203 disruptions of organised crime in 2023.\n\nThere are four categories:\n\n"
        "Pursue – arrests and charges, e.g. a dealer sent to prison: 1,377\n\n"
        "Protect – keeping people safe: 402\n\nPrevent – work with young people, e.g. a talk at a school: 424"
    )
    assert [(c.count, c.strand) for c in figures(text)] == [
        (2203, None), (1377, "pursue"), (402, "protect"), (424, "prevent"),
    ]  # fmt: skip


def test_a_line_that_ends_with_whose_its_disruptions_are() -> None:
    text = (
        "A crackdown on fraud, led by Kent Police, ran in March 2024.\n\nResults:\n\n"
        "• 31 arrests, Suffolk Constabulary.\n• 64 disruptions, {}\n• 9 arrests, Durham Constabulary"
    )
    assert [(c.body.body_id, c.count) for c in figures(text.format("Essex Police"))] == [("essex-police", 64)]
    named = "Essex Police and Tarian"
    assert "essex-police" not in {c.body.body_id for c in figures(text.format(named))}


def test_a_range_is_no_count() -> None:
    for text in ("Kent Police led between 200 and 250 disruptions.", "Kent Police led 200–250 disruptions in 2022."):
        assert not figures(text)
    found = figures("Kent Police led 200 disruptions between April and June 2022.")
    assert [c.count for c in found] == [200]


def test_the_force_of_a_part_of_a_report_whose_heading_stands_far_above() -> None:
    filler = "Officers told us of their work.\n\n" * 12
    part = "{} was rated good at leadership.\n\n" + filler + "The force led {} disruptions of crime in 2022.\n\n"
    for head in ("{}\n\n", "{number}. {}\n\n"):
        text = "State of policing\n\n" + "".join(
            head.format(name, number=number) + part.format(name, 100 + number)
            for number, name in enumerate(("Kent Police", "Essex Police", "Dorset Police"), 1)
        )
        assert [(c.body.body_id, c.count) for c in figures(text)] == [
            ("kent-police", 101), ("essex-police", 102), ("dorset-police", 103),
        ]  # fmt: skip


def test_lines_broken_by_hand_say_what_they_say_in_one_line() -> None:
    text = (
        "What was done\n\nThe work against gangs is led by the National Crime Agency, which told members that it had\n"
        "made 31 disruptions of crime in 2022, of which 12 were against fraud and the rest of them against\n"
        "drugs. Its officers said that the work would go on and that there was more of it than ever\n"
        "before.\n\nYear | Disruptions of drug crime recorded by the National Crime Agency in that year\n"
        "2021 | 41\n2022 | 30\n"
    )
    paragraph, table = text.split("\n\nYear")
    whole = paragraph.replace("\n", " ").replace("done  ", "done\n\n") + "\n\nYear" + table
    assert [(c.count, c.threats, c.period_start) for c in figures(text)] == [
        (c.count, c.threats, c.period_start) for c in figures(whole)
    ]
    assert {41, 30} < {c.count for c in figures(text)}
