"""Pages whose every figure hangs on one thing: how the body is called, or how a table was copied. All invented."""

from __future__ import annotations

from dataclasses import replace

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim
from tests.cases import each_case
from tests.extraction.readings import document
from tests.extraction.test_figure_wordings import figures, said

BOARD = (
    "Regional Collaboration Board\nItem 3: {} performance, Quarter 2 2023/24\n\n"
    "The unit led on 212 disruptions in the quarter.\n\nThreat | All\nDrugs | 102\nFraud | 54"
)


@each_case(
    ("name", "unit"),
    [
        ("NW ROCU", "nwrocu"),
        ("YH ROCU", "yhrocu"),
        ("WM-ROCU", "wmrocu"),
        ("SE Regional Organised Crime Unit", "serocu"),
        ("EM ROCU", "emsou"),
    ],
)
def test_a_unit_called_by_the_letters_of_its_region(name: str, unit: str) -> None:
    assert said(BOARD.format(name)) == {(unit, "disruptions", count) for count in (212, 102, 54)}


@each_case("name", ["NW ROCUs", "XX ROCU", "NW"])
def test_letters_that_call_no_unit(name: str) -> None:
    assert said(BOARD.format(name)) == set()


ASKED = "Request 118/24\n\nEssex Police holds what you asked for on crime gangs.\n\n{}\n\nYou may ask for a review."
BARRED = (
    "Year |\nOCGs mapped |\nOCGs disrupted |\nDismantled |\n2022/23 |\n61 |\n40 |\n12 |\n2021/22 |\n58 |\n37 |\n0 |"
)


@each_case(
    "table",
    [
        BARRED,
        BARRED.replace(" |", ""),
        BARRED.replace(" |\n", "\n\n"),
        "| " + BARRED.replace(" |\n", "\n| "),
    ],
)
def test_a_table_whose_cells_were_copied_one_below_the_other(table: str) -> None:
    found = {("essex-police", "groups-disrupted", count) for count in (40, 12, 37, 0)}
    assert said(ASKED.format(table)) == found


def test_such_a_table_of_one_column_or_with_an_empty_corner() -> None:
    one = "Year |\nOCGs dismantled |\n2022/23 |\n12 |\n2021/22 |\n9 |"
    assert said(ASKED.format(one)) == {("essex-police", "groups-disrupted", count) for count in (12, 9)}
    corner = "Disruptions by level are below.\n\n2021/22\n2022/23\nMajor\n4\n6\nMinor\n60\n71"
    assert said(ASKED.format(corner)) == {("essex-police", "disruptions", count) for count in (4, 6, 60, 71)}


@each_case(
    "table",
    [
        # Of something else.
        "Year |\nFirearms seized |\nKnives seized |\n2022 |\n31 |\n204 |\n2023 |\n28 |\n260 |",
        # A row with a cell too few: whose a number is cannot be told.
        "Year |\nMapped |\nOCGs disrupted |\n2022 |\n31 |\n2023 |\n28 |\n26 |",
        # Lines with numbers below them that no heads are over.
        "We looked at the years below, one after another.\n2022\n31\n12\n2023\n28\n26",
        # Only mapped.
        "Year\nOCGs mapped\nOCGs archived\n2022\n31\n12\n2023\n28\n26",
    ],
)
def test_cells_below_each_other_that_count_nothing_disrupted(table: str) -> None:
    assert said(ASKED.format(table)) == set()


COUNTY = (
    "Commissioner's Annual Report\n\nGangs out of {}\n\nI have visited {} to see how it works{}.\n\n"
    "Between April 2022 and March 2023:\n\n- 260 disruptions were recorded, up from 240 in the previous year\n"
    "- 11 organised crime groups were dismantled"
)


def test_a_commissioners_page_that_names_the_force_by_its_place() -> None:
    found = {("suffolk-constabulary", "disruptions", count) for count in (260, 240)}
    found |= {("suffolk-constabulary", "groups-disrupted", 11)}
    beside = "the National Crime Agency and the Eastern Region Special Operations Unit"
    assert said(COUNTY.format("Suffolk", beside, "")) == found
    assert said(COUNTY.format("Suffolk", "ERSOU", ", and given the Force two posts")) == found


@each_case(
    "text",
    [
        # On two forces: whose the figures are is open.
        COUNTY.format("Suffolk and Norfolk", "the National Crime Agency", ""),
        # Of the whole country.
        COUNTY.format("Suffolk", "the NCA", "").replace("recorded,", "recorded by law enforcement across the UK,"),
    ],
)
def test_a_commissioners_page_of_more_than_the_force(text: str) -> None:
    assert ("suffolk-constabulary", "disruptions", 260) not in said(text)


def test_a_unit_that_such_a_page_is_on() -> None:
    text = COUNTY.format("the county", "Suffolk", "").replace("Commissioner's", "ERSOU – Commissioners'")
    assert {figure[0] for figure in said(text)} == {"ersou"}


def test_what_our_officers_did() -> None:
    text = (
        "Humberside has been safer this year, and the force has grown. EMSOU leads on the largest gangs.\n\n"
        "Here is what our officers did:\n\n- 330 disruptions were recorded in 2023/24"
    )
    assert said(text) == {("humberside-police", "disruptions", 330)}


def test_an_acronym_in_brackets_names_nobody_a_second_time() -> None:
    text = (
        "Operation Larch brings together the police forces of the East Midlands (Derbyshire, Leicestershire and "
        "Lincolnshire), British Transport Police, the East Midlands Special Operations Unit {}and Crimestoppers.\n\n"
        "It resulted in the disruption of 320 drug lines."
    )
    assert said(text.format("")) == said(text.format("(EMSOU) ")) == set()


def test_a_unit_whose_page_never_names_it() -> None:
    text = "A record year\n\nOver the last year detectives of the region's organised crime unit led 702 disruptions."
    page = replace(document(text), publisher="North West Regional Organised Crime Unit")
    found = [claim for claim in extract(page).claims if isinstance(claim, DisruptionClaim)]
    assert [(claim.body.body_id, claim.count) for claim in found] == [("nwrocu", 702)]
    news = replace(page, publisher="Evening Courier")
    assert not [claim for claim in extract(news).claims if isinstance(claim, DisruptionClaim)]


def test_a_force_that_only_the_title_names() -> None:
    page = document("Year one: 40 disruptions of gangs, 112 arrests.\n\nYear two: 66 disruptions, 98 arrests.")
    titled = replace(page, title="Cambridgeshire Constabulary: Op Juniper")
    both = replace(page, title="Kent Police and Essex Police: Op Juniper")
    found = [[c for c in extract(one).claims if isinstance(c, DisruptionClaim)] for one in (page, titled, both)]
    assert [[(c.body.body_id, c.count) for c in claims] for claims in found] == [
        [],
        [("cambridgeshire-constabulary", 40), ("cambridgeshire-constabulary", 66)],
        [],
    ]


def test_we_on_a_commissioners_page() -> None:
    text = "The Chief Constable answers\n\nThis year we disrupted 54 crime gangs, of which EMSOU led on nine."
    page = replace(document(text), publisher="Office of the Police and Crime Commissioner for Derbyshire")
    found = [claim for claim in extract(page).claims if isinstance(claim, DisruptionClaim)]
    assert (found[0].body.body_id, found[0].count) == ("derbyshire-constabulary", 54)


def test_rows_of_levels_below_a_row_of_all() -> None:
    text = "Surrey Police\n\n| | 2021/22 | 2022/23 |\n|---|---|---|\n| **{}** | 170 | 195 |\n| *Major* | 9 | 11 |"
    assert said(text.format("Disruptions")) == {("surrey-police", "disruptions", n) for n in (170, 195, 9, 11)}
    assert said(text.format("Arrests")) == set()


def test_cards_with_a_change_beside_each_number() -> None:
    text = "Thames Valley Police\n\nTo June 2023\n\n{}\n112 ▲ 8\n\nOCGs dismantled\n4 ▬ 0\n\nCookies | Privacy"
    assert said(text.format("Total disruptions")) == {
        ("thames-valley-police", "disruptions", 112),
        ("thames-valley-police", "groups-disrupted", 4),
    }
    assert said(text.format("Arrests")) == {("thames-valley-police", "groups-disrupted", 4)}


def test_a_numbered_question_with_its_answer() -> None:
    text = "Norfolk Constabulary\n\nQ1 Number of OCGs currently mapped - 38\nQ2 Number of OCGs dismantled - 6"
    assert said(text) == {("norfolk-constabulary", "groups-disrupted", 6)}


def test_a_number_for_each_year_below_what_was_asked() -> None:
    text = (
        "Request 2233\n\n1. Number of OCGs mapped\n2021/22 = 40, 2022/23 = 44\n\n"
        "2. Number of OCGs {}\n2021/22 = 25, 2022/23 = 29\n\nWest Mercia Police is open about this."
    )
    assert said(text.format("dismantled")) == {("west-mercia-police", "groups-disrupted", n) for n in (25, 29)}
    assert said(text.format("archived")) == set()


TABLED = (
    "EMSOU led on 174 disruptions.\n\n{} follows.\nStrand | Major | All\nPursue | 14 | 93\nPrevent and Prepare | 1 | 81"
)


@each_case(
    ("line", "lead"),
    [
        ("2.2 The 174 break down as", "led"),
        ("These are split as", "led"),
        ("The 240 break down as", None),
        ("A table", None),
    ],
)
def test_a_table_that_divides_what_was_led(line: str, lead: str | None) -> None:
    cells = [c for c in figures(TABLED.format(line)) if c.count != 174]
    assert [(c.count, c.lead, c.strand) for c in cells] == [
        (14, lead, "pursue"),
        (93, lead, "pursue"),
        (1, lead, None),
        (81, lead, None),
    ]


def test_it_is_nobody_named_further_on() -> None:
    page = document("Op Heron\n\nIt has led to 58 disruptions of county lines.\n\nTell Crimestoppers what you know.")
    assert not [claim for claim in extract(page).claims if isinstance(claim, DisruptionClaim)]
    own = replace(page, publisher="Kent Police")
    found = [claim for claim in extract(own).claims if isinstance(claim, DisruptionClaim)]
    assert [(claim.body.body_id, claim.count) for claim in found] == [("kent-police", 58)]


def test_outcomes_that_head_columns_below_a_line_on_groups() -> None:
    text = (
        "Police Service of Northern Ireland\n\n{} by outcome\n\nYear\nDisrupted\nDismantled\n2021\n18\n6\n2022\n19\n7"
    )
    assert said(text.format("Organised crime groups")) == {("psni", "groups-disrupted", n) for n in (18, 6, 19, 7)}
    assert said(text.format("Devices")) == set()


def test_items_of_minutes() -> None:
    text = (
        "Chief Inspector Rowan Tasker of Kent Police reported:\n(ii) that 66 disruptions of crime had been recorded;\n"
        "(iii) that five of them had been major; and\n(iv) that burglary had fallen."
    )
    assert said(text) == {("kent-police", "disruptions", 66), ("kent-police", "disruptions", 5)}


def test_a_bullet_with_a_dash_between_label_and_level() -> None:
    text = "Durham Constabulary: crime\n\n- Disruptions – major: 14 (last year 12)\n- Disruptions – all: 190"
    assert [(c.count, c.level) for c in figures(text)] == [(14, "major"), (12, "major"), (190, None)]


def test_what_disruptions_stood_at() -> None:
    text = "Kent Police on crime. Total disruptions {} by the force in the period stood at 301."
    assert said(text.format("recorded")) == {("kent-police", "disruptions", 301)}
    assert said("Kent Police on crime. Arrests after disruptions in the period stood at 301.") == set()
