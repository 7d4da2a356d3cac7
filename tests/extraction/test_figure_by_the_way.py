"""Figures with something said by the way between number, noun and verb. Sentences are invented."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document

Read = set[tuple[float, str]]


def read(text: str) -> Read:
    """(count, share or rate; what it is of) of each figure."""
    return {
        (next(v for v in (c.count, c.rate, c.share_percent) if v is not None), c.lead or c.level or c.strand or t)
        for c in extract(document(text)).claims
        if isinstance(c, DisruptionClaim)
        for t in ["+".join(c.threats)]
    }


BEFORE_THE_VERB: list[tuple[str, Read]] = [
    ("62 gangs, or nearly half of the 130 on its map, were broken up by Kent Police in 2022.", {(62, "all")}),
    ("62 gangs, six more than in 2021, were broken up by Kent Police in 2022.", {(62, "all")}),
    ("62 gangs (half of the 130 on its map) were broken up by Kent Police in 2022.", {(62, "all")}),
    ("62 gangs – 12 more than in 2021 – were broken up by Kent Police in 2022.", {(62, "all")}),
    ("62 gangs, which between them had 800 members, were broken up by Kent Police in 2022.", {(62, "all")}),
    ("62 gangs, many of them dealing in cocaine, were broken up by Kent Police in 2022.", {(62, "all")}),
    ("62 gangs were last year broken up by Kent Police.", {(62, "all")}),
    ("62 gangs, or half of the 130 known, were disrupted by Kent Police, nine of them being dismantled for good.",
     {(62, "all"), (9, "all")}),
    ("62 drug gangs, or half of the 130 known, were disrupted by Kent Police in 2022.", {(62, "drugs")}),
    # Look-alikes
    ("Kent Police has mapped 62 gangs, including 12 in Dover, and says they were worth disrupting in 2022.", set()),
    ("Kent Police has 62 gangs on its map, with 12 in Dover, which were mapped again after being disrupted.", set()),
    ("62 gangs, 12 more than in 2021, were mapped by Kent Police, which disrupts organised crime.", set()),
    ("62 trains, or half of those due, were disrupted, Kent Police said.", set()),
]  # fmt: skip
BEFORE_THE_NOUN: list[tuple[str, Read]] = [
    ("In 2022 Kent Police recorded 212 – a record – disruptions of crime.", {(212, "all")}),
    ("In 2022 Kent Police recorded 212 (by its own count) disruptions.", {(212, "all")}),
    ("77 – more than half – of the 141 gangs it knows of were disrupted by Kent Police in 2022.", {(77, "all")}),
    ("77 (54 per cent) of the 141 gangs it knows of were disrupted by Kent Police in 2022.", {(77, "all")}),
    # Look-alikes
    ("In 2022 Kent Police made 61 arrests (a record) and disruptions of gangs went on.", set()),
    ("In 2022 Kent Police was 12 (to 40) disruptions ahead.", set()),
    ("In 2022 Kent Police opened 77 cases – more than half – of the disruption of gangs.", set()),
]
SHARES: list[tuple[str, Read]] = [
    ("In 2022 Kent Police broke up 62 gangs. A third of them dealt in drugs.", {(62, "all"), (100 / 3, "drugs")}),
    ("In 2022 Kent Police broke up 62 gangs. Two-thirds of the groups hide behind honest firms.", {(62, "all")}),
    ("In 2022 Kent Police broke up 62 gangs. A third of them have members abroad.", {(62, "all")}),
]
COUNT = "In 2022 Kent Police recorded 50 disruptions. "
ABSOLUTES: list[tuple[str, Read]] = [
    (
        COUNT + "Twenty were against drugs, with fraud the subject of just two.",
        {(50, "all"), (20, "drugs"), (2, "fraud")},
    ),
    (
        COUNT + "Twenty were against drugs, with fraud the target of only two.",
        {(50, "all"), (20, "drugs"), (2, "fraud")},
    ),
    # Look-alikes
    (COUNT + "Drug gangs, the subject of 12 films, were unmoved.", {(50, "all")}),
    (COUNT + "It holds drug gangs to the target of 12.", {(50, "all")}),
    ("In 2022 Kent Police disrupted 14 drug gangs against the target of 12.", {(14, "drugs")}),
]


@each_case(("text", "expected"), [*BEFORE_THE_VERB, *BEFORE_THE_NOUN, *SHARES, *ABSOLUTES])
def test_past_what_is_said_by_the_way(text: str, expected: Read) -> None:
    assert {(round(value, 1), of) for value, of in read(text)} == {(round(value, 1), of) for value, of in expected}


TOLD = (
    "Commissioner holds chief to account\n\nAt her Scrutiny Board the Police and Crime Commissioner asked Dorset "
    "Police’s Chief Constable how the Regional Organised Crime Unit and the National Crime Agency help it.\n\n"
)
SAID = "212 (to Sept 23) disruptions of organised crime were recorded in the last year."


def test_the_page_of_a_commissioner_is_on_the_force_held_to_account() -> None:
    claims = [c for c in extract(document(TOLD + SAID)).claims if isinstance(c, DisruptionClaim)]
    assert [(c.body.body_id, c.count) for c in claims] == [("dorset-police", 212)]
    assert (claims[0].period_start, claims[0].period_end) == ("2022-10-01", "2023-09-30")
    assert not read(TOLD.replace("Agency", "Agency and Kent Police") + SAID)


@each_case(
    ("said", "first", "last"),
    [
        ("in the year to Sept 23", "2022-10-01", "2023-09-30"),
        ("in the 12 months to March 22", "2021-04-01", "2022-03-31"),
        ("in the year to March 31", "2022-04-01", "2023-03-31"),
        ("in the year to 23 March", "2022-03-24", "2023-03-23"),
    ],
)
def test_a_month_with_a_short_year(said: str, first: str, last: str) -> None:
    claims = extract(document(f"Kent Police recorded 40 disruptions of drug gangs {said}.")).claims
    assert [(c.period_start, c.period_end) for c in claims if isinstance(c, DisruptionClaim)] == [(first, last)]


COMPARED: list[tuple[str, set[tuple[int, str | None]]]] = [
    ("Kent Police recorded 58 disruptions in 2022/23 against a total of 49 twelve months earlier.",
     {(58, "2022-04-01"), (49, "2021-04-01")}),
    ("In 2022 Kent Police dismantled 58 gangs. Two years earlier it had managed just eight.",
     {(58, "2022-01-01"), (8, "2020-01-01")}),
    ("From April to September Kent Police broke up 58 gangs. In the same six months of last year it was 49.",
     {(58, "2023-04-01"), (49, "2022-04-01")}),
    ("Kent Police made 58 disruptions in the quarter to June 2023 (quarter to March 2023: 49).",
     {(58, "2023-04-01"), (49, "2023-01-01")}),
    # Look-alikes
    ("Kent Police made 58 disruptions in the quarter to June 2023 (target: 49).", {(58, "2023-04-01")}),
    ("Kent Police made 58 disruptions in 2022/23 against a total of 49 gangs.", {(58, "2022-04-01")}),
    ("In 2022 Kent Police dismantled 58 gangs. Two years earlier it had made eight arrests.", {(58, "2022-01-01")}),
    ("In 2022 Kent Police dismantled 58 gangs. In the same six months of last year it was 49 officers short.",
     {(58, "2022-01-01")}),
]  # fmt: skip


@each_case(("text", "expected"), COMPARED)
def test_what_a_figure_is_compared_with(text: str, expected: set[tuple[int, str | None]]) -> None:
    claims = extract(document(text)).claims
    assert {(c.count, c.period_start) for c in claims if isinstance(c, DisruptionClaim)} == expected


MOVED: list[tuple[str, set[tuple[int, str | None]]]] = [
    ("Gangs which Kent Police broke up rose from 24 in 2021 to 33 in 2022.", {(24, "2021-01-01"), (33, "2022-01-01")}),
    ("Gangs dismantled by Kent Police fell from 33 in 2021 to 24 in 2022.", {(33, "2021-01-01"), (24, "2022-01-01")}),
    ("The number of gangs that were broken up by Kent Police rose from 24 in 2021 to 33 in 2022.",
     {(24, "2021-01-01"), (33, "2022-01-01")}),
    ("In 2022/23 Kent Police disrupted 68 gangs. The number which were dismantled altogether rose from 17 to 21.",
     {(68, "2022-04-01"), (17, None), (21, "2022-04-01")}),
    ("Kent Police saw a rise, from 142 to 152, in the number of gangs whose activities were disrupted in 2022.",
     {(142, None), (152, "2022-01-01")}),
    ("In 27 cases in 2022 the gang had been dismantled, Kent Police said.", {(27, "2022-01-01")}),
    # Look-alikes
    ("Members of gangs which were dismantled by Kent Police rose from 24 in 2021 to 33 in 2022.", set()),
    ("Kent Police dismantled gangs in 2022. Arrests rose from 24 to 33.", set()),
    ("Kent Police, which disrupts gangs, saw a rise, from 142 to 152, in the number of officers in 2022.", set()),
    ("In 27 cases in 2022 the trial of the gang that Kent Police dismantled was held up.", set()),
]  # fmt: skip


@each_case(("text", "expected"), MOVED)
def test_groups_whose_number_moved(text: str, expected: set[tuple[int, str | None]]) -> None:
    claims = extract(document(text)).claims
    assert {(c.count, c.period_start) for c in claims if isinstance(c, DisruptionClaim)} == expected


MADE = "Kent Police made 310 disruptions in 2022"
LIST = "Kent Police told of its work on organised crime in 2022:\n\n• 96 disruptions in total, of which:\n"
PARTS: list[tuple[str, Read]] = [
    (MADE + ", the great majority of them (270) against drug gangs.", {(310, "all"), (270, "drugs")}),
    (MADE + ", with the bulk (270) aimed at drug gangs.", {(310, "all"), (270, "drugs")}),
    (MADE + ", the large majority (70 per cent) against drug gangs.", {(310, "all"), (70, "drugs")}),
    (MADE + ". Most of them (270) were against drug gangs.", {(310, "all"), (270, "drugs")}),
    (LIST + "• 51 – drugs\n• 20 – fraud", {(96, "all"), (51, "drugs"), (20, "fraud")}),
    # Look-alikes
    (MADE + ". It made arrests, most of them (270) for drugs.", {(310, "all")}),
    (MADE + " and 400 arrests, the majority (270) for drugs.", {(310, "all")}),
    (LIST + "• 51 – drug arrests\n• 120 – fraud", {(96, "all")}),
]


@each_case(("text", "expected"), PARTS)
def test_parts_of_a_majority_or_list(text: str, expected: Read) -> None:
    assert read(text) == expected


def test_the_agent_of_a_passive_stands_far_behind() -> None:
    for said in ("reported to the National Crime Agency", "logged on the national system", "put before ministers"):
        claims = extract(document(f"91 disruptions were {said} by Norfolk Constabulary in 2022.")).claims
        assert [c.body.body_id for c in claims if isinstance(c, DisruptionClaim)] == ["norfolk-constabulary"]
