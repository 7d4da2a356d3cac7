"""Parts of what was counted: of a part, of a level, of what a body led or only supported. All invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_figure_wordings import figures

MADE = "The NCA made 500 disruptions of crime in 2022. "
Part = tuple[int | None, tuple[str, ...], str | None, str | None]
PARTS: list[tuple[str, list[Part]]] = [
    ("Fraud accounted for 74, nine of them major.", [(74, ("fraud",), None, None), (9, ("fraud",), "major", None)]),
    ("Thirty of the major disruptions concerned drugs, nine human trafficking and six fraud.",
     [(30, ("drugs",), "major", None), (9, ("modern-slavery-and-human-trafficking",), "major", None),
      (6, ("fraud",), "major", None)]),
    ("Thirty concerned drugs, nine organised immigration crime and modern slavery.",
     [(30, ("drugs",), None, None),
      (9, ("modern-slavery-and-human-trafficking", "organised-immigration-crime"), None, None)]),
    ("Ten of the disruptions led by the agency were assessed as major.", [(10, ("all",), "major", "led")]),
    ("The figure leaves out 88 disruptions which it only supported.", [(88, ("all",), None, "supported")]),
    ("The fraud figure was queried, as only seven of its disruptions fell under that heading.",
     [(7, ("fraud",), None, None)]),
    ("Drugs take up most of its time, and 89 of last year's disruptions concerned their supply.",
     [(89, ("drugs",), None, None)]),
    ("Well over half - 388 - were to do with drugs.", [(388, ("drugs",), None, None)]),
    ("Nine were against fraud, and there was not a single one against money laundering.",
     [(9, ("fraud",), None, None), (0, ("money-laundering",), None, None)]),
    ("Drug trafficking accounted for the largest part (171), followed by fraud (58).",
     [(171, ("drugs",), None, None), (58, ("fraud",), None, None)]),
    ("The number against fraud more than doubled, to 206.", [(206, ("fraud",), None, None)]),
]  # fmt: skip


@each_case(("text", "expected"), PARTS)
def test_parts(text: str, expected: list[Part]) -> None:
    assert [(c.count, c.threats, c.level, c.lead) for c in figures(MADE + text)][1:] == expected


def test_a_level_of_what_is_of_one_threat() -> None:
    text = "The NCA made 500 disruptions of fraud in 2022. It led 203 of these, 44 of which were major."
    assert [c.threats for c in figures(text)] == [("fraud",)] * 3


def test_a_share_in_brackets_in_a_list() -> None:
    text = "Disruptions in 2018–19 by Kent Police\n\n- Fraud: 240 (12 per cent)\n- Drugs: 30 (up 3 per cent)"
    assert [(c.count, c.share_percent) for c in figures(text)] == [(240, 12), (30, None)]


def test_the_strand_that_disruptions_are_put_down_to() -> None:
    (_, part) = figures(MADE + "It put 106 of the disruptions down to Prevent work, such as visits to hackers.")
    assert (part.count, part.threats, part.strand) == (106, ("all",), "prevent")


def test_two_shares_of_what_nobody_counted() -> None:
    text = "Of the disruptions which EMSOU led in the year to March 31, 44 per cent were against drugs and {} fraud."
    shares = [(c.share_percent, c.threats, c.lead) for c in figures(text.format("a mere 3 per cent against"))]
    assert shares == [(44, ("drugs",), "led"), (3, ("fraud",), "led")]
    assert len(figures(text.format("arrests for"))) == 1


def test_a_share_of_the_groups_that_are_known() -> None:
    text = "Some 98 gangs are at work, but a quarter of them were {} in 2023/24 by Kent Police."
    assert [(c.measure, c.share_percent) for c in figures(text.format("disrupted"))] == [("share-of-groups", 25)]
    assert figures(text.format("watched")) == []


def test_part_of_this_years_groups() -> None:
    found = figures("The PSNI disrupted 42 gangs in 2022. Twenty-four of this year's 42 dealt in drugs.")
    assert [(c.count, c.threats) for c in found] == [(42, ("all",)), (24, ("drugs",))]


def test_the_whole_of_a_part_is_no_part_itself() -> None:
    text = "Drugs accounted for 189. Fraud disruptions fell from 52 to 38. It put 106 of the disruptions down to luck."
    assert figures(MADE + text)[-1].threats == ("all",)


def test_a_department_named_further_on_is_nobodys() -> None:
    assert figures("Our work\n\nDrug disruptions numbered 40.\n\nWe work with HM Revenue & Customs.") == []
