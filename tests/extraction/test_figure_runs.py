"""Runs of times with a number each, and of threats: every number has what stands by it. Invented sentences."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document

Y1, Y2, Y3 = "2022-03-31", "2023-03-31", "2024-03-31"
RUNS = [
    ("Gwent Police recorded 380 disruptions in 2021/22, 412 in 2022/23 and 450 in 2023/24.", [Y1, Y2, Y3]),
    ("Gwent Police led 412 disruptions in 2023/24, 380 in 2022/23 and 210 in 2021/22.", [Y3, Y2, Y1]),
    ("Gwent Police led 412 disruptions in 2023/24, 380 the year before and 210 the year before that.", [Y3, Y2, Y1]),
    ("There were 380 disruptions in 2021, 412 in 2022, 430 in 2023, Gwent Police said.",
     ["2021-12-31", "2022-12-31", "2023-12-31"]),
    ("Gwent Police led 41 disruptions in January 2023, 32 in February 2023, 61 in March 2023.",
     ["2023-01-31", "2023-02-28", "2023-03-31"]),
    ("Gwent Police led 41 disruptions in April 2022, 32 in May, 61 in June.",
     ["2022-04-30", "2022-05-31", "2022-06-30"]),
    ("Gwent Police led 12 disruptions in December 2022, 20 in January and 25 in February.",
     ["2022-12-31", "2023-01-31", "2023-02-28"]),
    ("Gwent Police led 41 disruptions in March 2023, up from 32 in February.", ["2023-03-31", "2023-02-28"]),
    ("Gwent Police led 41 disruptions in Q1, 32 in Q2, 61 in Q3 and 70 in Q4 of 2022/23.",
     ["2022-06-30", "2022-09-30", "2022-12-31", "2023-03-31"]),
    ("Gwent Police recorded 380 disruptions in the year to March 2022, 412 in the year to March 2023 and 450 in the "
     "year to March 2024.", [Y1, Y2, Y3]),
    ("In 2021 Gwent Police recorded 380 disruptions, in 2022 412 and in 2023 450.",
     ["2021-12-31", "2022-12-31", "2023-12-31"]),
    ("For 2021/22 Gwent Police reported 380 disruptions, for 2022/23 412 and for 2023/24 450.", [Y1, Y2, Y3]),
    ("In 2022/23 Gwent Police recorded 410 disruptions, of which 31 were major; in 2021/22 350.", [Y2, Y2]),
    ("Gwent Police dismantled 14 gangs in 2021, 22 in 2022 and 31 in 2023.",
     ["2021-12-31", "2022-12-31", "2023-12-31"]),
    ("In 2024 Gwent Police had disrupted 44 gangs, and the year before that, 36.", ["2024-12-31", "2023-12-31"]),
    ("In 2023/24 Gwent Police recorded 410 disruptions, 350 of them led by detectives.", [Y3, Y3]),
    ("Gwent Police led 40 disruptions in 2023, 35 of which were major, and 30 in 2022, 20 of which were major.",
     ["2023-12-31", "2023-12-31"]),
    ("In 2023 Gwent Police led 50 disruptions, 12 in May alone.", ["2023-12-31"]),
]  # fmt: skip


@each_case(("text", "ends"), RUNS)
def test_each_number_of_a_run_has_its_own_time(text: str, ends: list[str]) -> None:
    found = extract(document(text, "2024-10-13")).claims
    assert [c.period_end for c in found if isinstance(c, DisruptionClaim)] == ends


def test_a_threat_in_front_of_a_number_is_its_own() -> None:
    text = "Against drugs Gwent Police led 120 disruptions, against fraud 20."
    found = [c for c in extract(document(text)).claims if isinstance(c, DisruptionClaim)]
    assert (120, ("drugs",)) in {(c.count, c.threats) for c in found}
    assert not [c for c in found if c.count == 120 and c.threats != ("drugs",)]
