"""Figures whose noun, unit or body stands elsewhere in the text than beside the number. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures, said

Said = set[tuple[str, str, float | None]]
ELSEWHERE: list[tuple[str, Said]] = [
    # Who led the other disruptions did not lead these.
    ("In 2022 Kent Police led 61 crime disruptions and gave a hand with 17 more that were led by SEROCU.",
     {("kent-police", "disruptions", 61), ("kent-police", "disruptions", 17)}),
    ("In 2022 61 crime disruptions were led by SEROCU.", {("serocu", "disruptions", 61)}),
    # A unit that stands before its own number is not that of the number before it.
    ("In 2022 Kent Police made 212 fraud disruptions, but per 1,000 people it made 1.4 disruptions of any kind.",
     {("kent-police", "disruptions", 212), ("kent-police", "disruption-rate", 1.4)}),
    ("The gangs that were known numbered 31. Kent Police disrupted 14 in 2021 and at least nine in 2022.",
     {("kent-police", "groups-disrupted", 14), ("kent-police", "groups-disrupted", 9)}),
    ("Of the 31 gangs on its list, Kent Police had disrupted only four by the end of the year.",
     {("kent-police", "groups-disrupted", 4)}),
    ("Kent Police spoke of gangs and of trains. A landslip disrupted 14 in 2021.", set()),
    ("The team in figures\n\n- Pursue disruptions 41\n- Prevent disruptions 12\n- Cars seized 9\n\nKent Police",
     {("kent-police", "disruptions", 41), ("kent-police", "disruptions", 12)}),
    # A place that opens a sentence is another's than the text was on.
    ("In 2022 Kent Police made 61 disruptions of crime. Suffolk was in a position to show 17 disruptions.",
     {("kent-police", "disruptions", 61)}),
    ("In 2022 Kent Police made 61 disruptions of crime. Kent was quiet, with 17 disruptions in May.",
     {("kent-police", "disruptions", 61), ("kent-police", "disruptions", 17)}),
    ("A summer in figures\n\n- Disruptions 41\n- Complaints 12\n\nKent Police", set()),
]  # fmt: skip


@each_case(("text", "expected"), ELSEWHERE)
def test_figures_whose_words_stand_elsewhere(text: str, expected: Said) -> None:
    assert said(text) == expected


def test_none_beside_shares() -> None:
    text = (
        "In 2022 one in five of the disruptions Kent Police led was of fraud; drugs made up a further 40 per cent. "
        "None at all was related to firearms."
    )
    assert [(c.measure, c.count, c.threats) for c in figures(text)] == [
        ("share-of-disruptions", None, ("fraud",)),
        ("share-of-disruptions", None, ("drugs",)),
        ("disruptions", 0, ("firearms",)),
    ]


# (how it is asked, what stands as the answer, the figures)
ANSWERS: list[tuple[str, str, list[tuple[str, int | None, tuple[str, ...], str | None]]]] = [
    ("How many fraud disruptions did you make in each year?", "The force holds these: 2021/22 – 61; 2022/23 – 83.",
     [("disruptions", 61, ("fraud",), "2021-04-01"), ("disruptions", 83, ("fraud",), "2022-04-01")]),
    ("Q. How many gangs were dismantled between 1 April 2021 and 31 March 2022?", "A. 12.",
     [("groups-disrupted", 12, ("all",), "2021-04-01")]),
    ("How many drug disruptions did the force record, by year?", "2021: 61\n2022: 83",
     [("disruptions", 61, ("drugs",), "2021-01-01"), ("disruptions", 83, ("drugs",), "2022-01-01")]),
    ("How many fraud disruptions did your force make in 2022?", "The force made 61 in 2022. 2021 saw 40 arrests.",
     [("disruptions", 61, ("fraud",), "2022-01-01")]),
    ("How many fraud disruptions did your force make in 2022?", "How many people were charged?\n\n83.", []),
    ("How many fraud disruptions did your force make in 2022?", "The force made 61 arrests in 2022.", []),
    ("The panel set the number of fraud disruptions as a target.", "In 2022 it was 83.", []),
]  # fmt: skip


@each_case(("question", "answer", "expected"), ANSWERS)
def test_answers(
    question: str, answer: str, expected: list[tuple[str, int | None, tuple[str, ...], str | None]]
) -> None:
    found = figures(f"Kent Police\n\n{question}\n\n{answer}")
    assert [(c.measure, c.count, c.threats, c.period_start) for c in found] == expected


def test_a_label_with_a_figure_for_each_year() -> None:
    found = figures("Kent Police fraud disruptions: 2021 – 61, 2022 – 83")
    assert [(c.count, c.threats, c.period_end) for c in found] == [
        (61, ("fraud",), "2021-12-31"),
        (83, ("fraud",), "2022-12-31"),
    ]
    assert figures("Kent Police disruptions of traffic: 2021 – 61, 2022 – 83") == []
    assert figures("Kent Police fraud disruptions: 2021 – not known") == []


def test_a_board_of_a_force_is_the_force() -> None:
    assert said("Kent Police Serious Violence Board\n\nIndicator: fraud disruptions. Year to June 2022: 83.") == {
        ("kent-police", "disruptions", 83)
    }


WAYS: list[tuple[str, Said]] = [
    ("Kent Police\n\n- 1 in 5 crime disruptions made with partners\n- Fraud disruptions: 12",
     {("kent-police", "share-of-disruptions", 20), ("kent-police", "disruptions", 12)}),
    ("Audit Wales asked why the number of disruptions of fraud gangs by Gwent Police was just four in 2021 and nil in "
     "2022.", {("gwent-police", "disruptions", 4), ("gwent-police", "disruptions", 0)}),
    ("EMSOU made 640 disruptions in 2023, a leap of a fifth on the 533 it managed a year earlier.",
     {("emsou", "disruptions", 640), ("emsou", "disruptions", 533)}),
    ("EMSOU made 640 disruptions in 2023, a leap of a fifth on the 533 people it arrested a year earlier.",
     {("emsou", "disruptions", 640)}),
    ("Of the 68 crime gangs in Kent, just over half (36) were disrupted in 2021, Kent Police said.",
     {("kent-police", "groups-disrupted", 36)}),
    ("Fewer than one in ten crime disruptions (9.4%) recorded by Kent Police in 2022 were of cyber crime.",
     {("kent-police", "share-of-disruptions", 9.4)}),
    ("Kent Police recorded 340 fraud disruptions in 2022. Mix: Pursue 41%; Prevent 22%; Protect 37%.",
     {("kent-police", "disruptions", 340), ("kent-police", "share-of-disruptions", 41),
      ("kent-police", "share-of-disruptions", 22), ("kent-police", "share-of-disruptions", 37)}),
    ("Kent Police: 14 OCGs had been archived following disruption in 2022.", {("kent-police", "groups-disrupted", 14)}),
    ("Kent Police\n\n- OCGs archived following disruption, 2023: 54\n- Cash seized: £3m",
     {("kent-police", "groups-disrupted", 54)}),
    ("Crooks will feel the heat after Kent Police topped 150 fraud disruptions for the first time.",
     {("kent-police", "disruptions", 150)}),
    ("Kent Police will be pleased if it tops 150 fraud disruptions.", set()),
    ("Fraud made up 7 per cent of the crime disruptions Kent Police made in 2020/21; by 2023/24 that had climbed to 46 "
     "per cent.", {("kent-police", "share-of-disruptions", 7), ("kent-police", "share-of-disruptions", 46)}),
    ("Kent Police made 156 fraud disruptions in 2021. In 2022 that number dropped to 98.",
     {("kent-police", "disruptions", 156), ("kent-police", "disruptions", 98)}),
    ("Kent Police made 156 fraud disruptions in 2021. In 2022 the number of arrests dropped to 98.",
     {("kent-police", "disruptions", 156)}),
    ("In 2022 fraud disruptions at Kent Police (94) were more than those of the year before.",
     {("kent-police", "disruptions", 94)}),
    ("In 2022 fraud disruptions at Kent Police (94 per cent of them minor) led to a row.", set()),
    ("Kent Police calls them “asset denial disruptions”: 52 in 2021.", {("kent-police", "disruptions", 52)}),
    ("Kent Police calls them “asset denial disruptions”: 52 arrests in 2021.", set()),
    ("Force / lines disrupted\n\nKent Police / 51\n\nSussex Police / 33\n\nGwent Police / 2",
     {("kent-police", "disruptions", 51), ("sussex-police", "disruptions", 33), ("gwent-police", "disruptions", 2)}),
    ("Force / lines closed\n\nKent Police / 51\n\nSussex Police / 33\n\nGwent Police / 2", set()),
    ("Major disruptions of crime are rare. Kent Police had two in 2022/23. Gwent Police had none.",
     {("kent-police", "disruptions", 2), ("gwent-police", "disruptions", 0)}),
    ("Major disruptions of crime are rare. Kent Police had two complaints in 2022/23.", set()),
    ("The number of fraud disruptions is up again. It was 118 in 2021 and 131 in 2022. Kent Police is pleased.",
     {("kent-police", "disruptions", 118), ("kent-police", "disruptions", 131)}),
]  # fmt: skip


@each_case(("text", "expected"), WAYS)
def test_ways_of_saying_a_figure(text: str, expected: Said) -> None:
    assert said(text) == expected


# (text, when the first figure begins and ends)
TIMES: list[tuple[str, tuple[str | None, str | None]]] = [
    ("Kent Police\n\n(a) 2022: 412 crime disruptions made\n(b) Cash seized, 2023: £9m", ("2022-01-01", "2022-12-31")),
    ("Kent Police\nHeadline results, June 2022\n\n34 fraud disruptions\n\n27 warrants", ("2022-06-01", "2022-06-30")),
    ("Kent Police figures, 2022\n\nFraud disruptions: 34", ("2022-01-01", "2022-12-31")),
    ("Kent Police\nBoard meeting, June 2022\n\n34 fraud disruptions\n\n27 warrants", (None, None)),
    ("SEROCU | Threat desk | Summary, January to June 2022\nThreat: disruptions\nDrugs: 34\nFraud: 41",
     ("2022-01-01", "2022-06-30")),
    ("A summer in figures\n- Pursue disruptions 34\n- Cars crushed 9\nKent Police, January to June 2022",
     ("2022-01-01", "2022-06-30")),
    ("A summer in figures\n- Pursue disruptions 34\n- Cars crushed 9\nNot to be printed before Kent Police, June 2022",
     (None, None)),
    ("Kent Police made 34 fraud disruptions in the last two financial years (2020/21 and 2021/22).",
     ("2020-04-01", "2022-03-31")),
    ("Kent Police made 34 fraud disruptions with two partners (2020/21 and 2021/22).", ("2020-04-01", "2021-03-31")),
    ("In the eighteen months that ended in June 2022 Kent Police made 34 fraud disruptions.",
     ("2021-01-01", "2022-06-30")),
]  # fmt: skip


@each_case(("text", "expected"), TIMES)
def test_when_it_was(text: str, expected: tuple[str | None, str | None]) -> None:
    found = figures(text)[0]
    assert (found.count, (found.period_start, found.period_end)) == (found.count, expected)


NOTES: list[tuple[str, Said]] = [
    ("EMSOU, quarter 3\n\n| Strand | Q3 |\n|---|---|\n| Pursue | 41 |\n| Prevent | 22 |\n\n"
     "Figures are disruptions moderated by the regional panel.",
     {("emsou", "disruptions", 41), ("emsou", "disruptions", 22)}),
    ("EMSOU figures, 2022\n\n- Pursue: 41\n- Prevent: 22\n\nThe figures above count disruptions led by the unit.",
     {("emsou", "disruptions", 41), ("emsou", "disruptions", 22)}),
    ("EMSOU figures, 2022\n\n- Pursue: 41\n- Prevent: 22\n\nThe figures above are posts, not disruptions.", set()),
]  # fmt: skip


@each_case(("text", "expected"), NOTES)
def test_a_note_that_says_what_stands_above(text: str, expected: Said) -> None:
    assert said(text) == expected


MORE: list[tuple[str, Said]] = [
    ("Kent Police dismantled a further 12 drug gangs in May, taking the total for the year so far to 70.",
     {("kent-police", "groups-disrupted", 12), ("kent-police", "groups-disrupted", 70)}),
    ("Kent Police dismantled a further 12 drug gangs in May, taking the total of arrests for the year to 70.",
     {("kent-police", "groups-disrupted", 12)}),
    ("Kent Police: crime, 2022/23\n\nDisruptions 51 (target 40)\n– led by the force 38\n– in support of EMSOU 13",
     {("kent-police", "disruptions", 51), ("kent-police", "disruptions", 38), ("kent-police", "disruptions", 13)}),
    ("In 2022 Kent Police made 88 disruptions of crime, made up as follows:\n(a) 59 from drug operations;\n"
     "(b) 21 from work against burglars;\n(c) 8 other.",
     {("kent-police", "disruptions", 88), ("kent-police", "disruptions", 59), ("kent-police", "disruptions", 21)}),
    ("Action 4: crime disruptions to date (Norfolk 189, Suffolk 134) to be checked.",
     {("norfolk-constabulary", "disruptions", 189), ("suffolk-constabulary", "disruptions", 134)}),
    ("Action 4: crime disruptions to date to be checked (Norfolk officers 189, Suffolk officers 134).", set()),
    ("Kent Police's year: gangs dismantled, 39; accounts frozen, 211.", {("kent-police", "groups-disrupted", 39)}),
    ("Kent Police's year: gangs known to have been dismantled, 39 people jailed.", set()),
    ("At Kent Police disruptions of dealers ran at nine a week.", {("kent-police", "disruption-rate", 9)}),
    ("At Kent Police fraud disruptions ran at nine a week. The force's total for those months was 143.",
     {("kent-police", "disruption-rate", 9), ("kent-police", "disruptions", 143)}),
    ("Kent Police closed 107 drug lines and classed 92 of the closures as minor disruptions.",
     {("kent-police", "disruptions", 92)}),
    ("PIPCU, the copyright squad, broke up five such gangs in 2022.", {("pipcu", "groups-disrupted", 5)}),
    ("The Organised Crime Task Force said afterwards that 14 gangs had been dismantled.",
     {("organised-crime-task-force-ni", "groups-disrupted", 14)}),
    ("Kent Police took 84 drug lines out of action and dismantled a further 37 in 2022.",
     {("kent-police", "disruptions", 37)}),
    ("Kent Police\n\n| Fraud disruptions | 2021-22: 64 | 2022-23: 70 |\n| Arrests | 2021-22: 9 | 2022-23: 8 |",
     {("kent-police", "disruptions", 64), ("kent-police", "disruptions", 70)}),
    ("“Our unit made 61 fraud disruptions,” said Ann Lee, a chief inspector at Kent Police.", set()),
    ("“Our force made 61 fraud disruptions,” said Ann Lee, a chief inspector at Kent Police.",
     {("kent-police", "disruptions", 61)}),
    ("Kent Police claimed 58 disruptions (Q2: 44) of crime in 2022, of which major 3, minor 55.",
     {("kent-police", "disruptions", 58), ("kent-police", "disruptions", 44), ("kent-police", "disruptions", 3),
      ("kent-police", "disruptions", 55)}),
    ("One in ten disruptions recorded by police in Kent in 2022 were of fraud.",
     {("kent-police", "share-of-disruptions", 10)}),
    ("Kent Police was praised for its hard work in Margate. Twenty-two disruptions took place in the first phase.",
     {("kent-police", "disruptions", 22)}),
    ("Kent Police was praised for its work at stations. Twenty-two disruptions took place on the trains.", set()),
]  # fmt: skip


@each_case(("text", "expected"), MORE)
def test_more_ways_of_saying_a_figure(text: str, expected: Said) -> None:
    assert said(text) == expected


SERIES: list[tuple[str, list[tuple[int | None, tuple[str, ...], str | None, str | None, str | None, str | None]]]] = [
    ("In 2021, 2022 and 2023 Kent Police recorded 210, 245 and 301 fraud disruptions respectively.",
     [(210, ("fraud",), None, None, None, "2021-01-01"), (245, ("fraud",), None, None, None, "2022-01-01"),
      (301, ("fraud",), None, None, None, "2023-01-01")]),
    ("In 2023 the unit (EMSOU) achieved 61 Pursue, 14 Prevent and 30 Protect disruptions.",
     [(61, ("all",), "pursue", None, None, "2023-01-01"), (14, ("all",), "prevent", None, None, "2023-01-01"),
      (30, ("all",), "protect", None, None, "2023-01-01")]),
    ("In 2023 EMSOU's cyber crime team made 61 Pursue and 14 Prevent disruptions.",
     [(61, ("cyber-crime",), "pursue", None, None, "2023-01-01"),
      (14, ("cyber-crime",), "prevent", None, None, "2023-01-01")]),
    ("In 2023 EMSOU achieved 61 drug, 14 fraud and 30 firearms disruptions.",
     [(61, ("drugs",), None, None, None, "2023-01-01"), (14, ("fraud",), None, None, None, "2023-01-01"),
      (30, ("firearms",), None, None, None, "2023-01-01")]),
    ("In 2023 EMSOU recorded 61 arrests, 14 charges and 30 firearms disruptions.",
     [(30, ("firearms",), None, None, None, "2023-01-01")]),
    ("In 2023 EMSOU helped partners to achieve 61 fraud disruptions and led a further 30 itself.",
     [(61, ("fraud",), None, None, "supported", "2023-01-01"), (30, ("fraud",), None, None, "led", "2023-01-01")]),
    ("EMSOU's disruption total for 2023 was 61. Of those, 14 were against fraud.",
     [(61, ("all",), None, None, None, "2023-01-01"), (14, ("fraud",), None, None, None, "2023-01-01")]),
    ("Disruptions by threat, EMSOU, 2023: drugs (61), fraud (14).",
     [(61, ("drugs",), None, None, None, "2023-01-01"), (14, ("fraud",), None, None, None, "2023-01-01")]),
    ("EMSOU 2022-23\nTotal disruptions    61\nMajor                 4\nMinor                57",
     [(61, ("all",), None, None, None, "2022-04-01"), (4, ("all",), None, "major", None, "2022-04-01"),
      (57, ("all",), None, "minor", None, "2022-04-01")]),
    ("EMSOU's disruptions were split 60:40 between drugs and fraud.", []),
]  # fmt: skip


@each_case(("text", "expected"), SERIES)
def test_series(
    text: str, expected: list[tuple[int | None, tuple[str, ...], str | None, str | None, str | None, str | None]]
) -> None:
    found = [(c.count, c.threats, c.strand, c.level, c.lead, c.period_start) for c in figures(text)]
    assert sorted(found, key=str) == sorted(expected, key=str)
