"""Series: of parts behind a colon or in brackets, of times, of lines; and what moves. Sentences are invented."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document


def figures(text: str) -> list[DisruptionClaim]:
    return [claim for claim in extract(document(text)).claims if isinstance(claim, DisruptionClaim)]


def counted(text: str) -> dict[int | None, str]:
    """What each count is of: its threats, or its level or strand."""
    return {c.count: c.level or c.strand or "+".join(c.threats) for c in figures(text)}


DIVIDED: list[tuple[str, dict[int, str]]] = [
    ("412 disruptions in 2023 were split as follows: drugs 210, fraud 61, cyber 12, other 129.",
     {412: "all", 210: "drugs", 61: "fraud", 12: "cyber-crime"}),
    ("412 disruptions in 2023: drugs (210), fraud (61), cyber crime (12) and others (129).",
     {412: "all", 210: "drugs", 61: "fraud", 12: "cyber-crime"}),
    ("412 disruptions in 2023 – 210 (51%) for drugs, 61 (15%) against fraud and 12 involving cyber crime.",
     {412: "all", 210: "drugs", 61: "fraud", 12: "cyber-crime"}),
    ("412 disruptions in 2023 (major: 21; moderate: 140; minor: 251).",
     {412: "all", 21: "major", 140: "moderate", 251: "minor"}),
    ("412 disruptions in 2023: arrests 210, warrants 61.", {412: "all"}),
    ("412 disruptions – officers seized 40 firearms and 61 kilos of drugs.", {412: "all"}),
    ("412 disruptions in 2023 (40 firearms and 61 phones were seized).", {412: "all"}),
]  # fmt: skip


@each_case(("said", "expected"), DIVIDED)
def test_a_series_behind_a_count_divides_it(said: str, expected: dict[int, str]) -> None:
    assert counted(f"Police Scotland made {said}") == expected


def test_a_series_may_say_what_disruptions_were_without_their_number() -> None:
    text = "Kent Police's disruptions in 2022 comprised 120 Pursue, 40 Prevent and nine Protect."
    assert counted(text) == {120: "pursue", 40: "prevent", 9: "protect"}
    assert not figures("Kent Police's disruptions in 2022 included 120 arrests, 40 warrants and 22 searches.")


def test_a_series_may_divide_groups() -> None:
    found = figures("Police Scotland dismantled 40 gangs in 2023: drugs 21, fraud 9, firearms 10.")
    assert {(c.measure, c.count) for c in found} == {("groups-disrupted", n) for n in (40, 21, 9, 10)}


TIMES: list[tuple[str, dict[int, str | None]]] = [
    ("Merseyside Police disrupted 62 organised crime groups in 2023. In 2022 it had dismantled 51, and the year before "
     "that, 40.", {62: "2023-12-31", 51: "2022-12-31", 40: "2021-12-31"}),
    ("Dorset Police's disruptions went up from 88 in 2021/22 to 131 in 2022/23 and then 170 in 2023/24.",
     {88: "2022-03-31", 131: "2023-03-31", 170: "2024-03-31"}),
    ("Disruptions were up 22% at Wiltshire Police in 2022/23, from 165 to 201.", {165: None, 201: "2023-03-31"}),
    ("West Mercia Police recorded 187 disruptions in the first half of 2023/24, as against 142 in the corresponding "
     "half of the previous year.", {187: "2023-09-30", 142: "2022-09-30"}),
    ("Kent Police disruptions of drug gangs in Medway and Swale have climbed from just 19 in 2021 to 66 in 2022.",
     {19: "2021-12-31", 66: "2022-12-31"}),
    ("Police Scotland recorded 412 disruptions in 2023, up from 380 in 2022.", {412: "2023-12-31", 380: "2022-12-31"}),
]  # fmt: skip


@each_case(("text", "ends"), TIMES)
def test_each_time_has_its_count(text: str, ends: dict[int, str | None]) -> None:
    assert {c.count: c.period_end for c in figures(text)} == ends


NEXT_CLAUSE: list[tuple[str, dict[int, str | None]]] = [
    ("In 2021 Kent Police made 90 disruptions, and by 2022 it had 14 officers.", {90: "2021-12-31"}),
    ("Kent Police made 90 disruptions in Q3 21/22 and 51 in Q4 21/22.", {90: "2021-12-31", 51: "2022-03-31"}),
]


@each_case(("text", "ends"), NEXT_CLAUSE)
def test_the_time_of_the_next_clause_is_another(text: str, ends: dict[int, str | None]) -> None:
    assert {c.count: c.period_end for c in figures(text)} == ends


@each_case("head", ["Arrests", "It has 60 staff", "Warrants by threat"])
def test_a_series_of_something_else_divides_nothing(head: str) -> None:
    assert counted(f"Kent Police made 90 disruptions in 2022. {head}: drugs 21, fraud 9, firearms 10.") == {90: "all"}


OF_SOMETHING_ELSE = [
    "Dorset Police said arrests after disruptions rose from 12 to 14 in 2023.",
    "Dorset Police said its staff dealing with disruptions went up from 12 in 2022 to 14 in 2023.",
]


@each_case("text", OF_SOMETHING_ELSE)
def test_what_something_else_moved_to_counts_no_disruptions(text: str) -> None:
    assert not figures(text)


LINES = """West Midlands Regional Organised Crime Unit

- In the calendar year 2022, disruptions recorded by the unit: 512.
- Of which by means of Prevent activity: 96 (19 per cent).
- Through Protect work: 40.
- Warwickshire Police: fewer than ten disruptions of fraud.
"""


def test_lines_divide_the_first_of_them_and_another_body_has_its_own_time() -> None:
    found = {c.count: (c.body.body_id, c.strand, c.share_percent, c.period_end) for c in figures(LINES)}
    assert found == {
        512: ("wmrocu", None, None, "2022-12-31"),
        96: ("wmrocu", "prevent", 19.0, "2022-12-31"),
        40: ("wmrocu", "protect", None, "2022-12-31"),
        10: ("warwickshire-police", None, None, None),
    }


def test_lines_may_begin_with_any_mark() -> None:
    text = "Sussex Police in the twelve months to the end of March 2022\n\n" + "\n".join(
        [
            "   ~ 300 disruptions of organised crime",
            "   ~ of which 81 against drugs",
            "   ~ and a mere nine against fraud",
        ]
    )
    assert counted(text) == {300: "all", 81: "drugs", 9: "fraud"}
