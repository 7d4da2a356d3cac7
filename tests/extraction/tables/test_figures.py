"""Disruptions in tables of web pages: what heads, titles and captions say is counted. Invented; bodies are real."""

from functools import partial
from pathlib import Path

from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.tables.figures import Figure as Stated
from flows.extraction.tables.figures import figures_of_tables
from flows.extraction.tables.heads import HeadedTable, tables_of_rows
from tests.cases import each_case
from tests.extraction.tables.test_grades import table
from tests.extraction.tables.webpages import page_of

# Whose a number is, of what, when, and which: what a table says, though only the number is asked here.
Figure = tuple[str, str, str, float]
KENT, ESSEX = "kent-police", "essex-police"
PAGE = "<h1>Kent Police</h1><p>Performance against organised crime.</p>"
TWO = "<h1>Organised crime in numbers</h1><p>Disruptions of organised crime in 2023/24.</p>"

FIGURES: dict[str, tuple[str, set[Figure]]] = {
    "years over numbers and shares": (
        PAGE + table("# Threat !2 | # 2022/23 =2 | # 2023/24 =2", "# Number | # % of all | # Number | # % of all",
                     "# Drugs | 64 | 60% | 71 | 65%", "# Total | 106 | 100% | 109 | 100%",
                     caption="Disruptions by threat"),
        {(KENT, "drugs", "2022", 64), (KENT, "drugs", "2023", 71), (KENT, "all", "2022", 106),
         (KENT, "all", "2023", 109)},
    ),
    "led and supported": (
        PAGE + table("# Level | # Led | # Supported", "# Major | 6 | 2", caption="Disruptions, 2023/24"),
        {(KENT, "all major led", "2023", 6), (KENT, "all major supported", "2023", 2)},
    ),
    "rates beside counts, arrests and targets": (
        TWO + table("# Force | # Disruptions | # Per 100,000 people | # Arrests | # Target",
                    "Kent Police | 64 | 4.1 | 200 | 70", "Essex Police | 71 | 3.9 | 220 | 70"),
        {(KENT, "all", "2023", 64), (KENT, "all", "2023", 4.1), (ESSEX, "all", "2023", 71),
         (ESSEX, "all", "2023", 3.9)},
    ),
    "bodies head columns": (
        TWO + table("| # Kent Police | # Essex Police", "# 2022/23 | 64 | 71", "# 2023/24 | 80 | 90"),
        {(KENT, "all", "2022", 64), (KENT, "all", "2023", 80), (ESSEX, "all", "2022", 71), (ESSEX, "all", "2023", 90)},
    ),
    "bodies are titles of rows": (
        TWO + table("# Level | # Number", "# Kent Police =2", "Major | 6", "# Essex Police =2", "Major | 9",
                    caption="Disruptions by level"),
        {(KENT, "all major", "2023", 6), (ESSEX, "all major", "2023", 9)},
    ),
    "something else is counted": (
        PAGE + table("# Threat | # 2023/24", "Drugs | 64", "Fraud | 12", caption="Arrests by crime type"), set(),
    ),
    "a list of pairs": (
        PAGE + "<h2>2023/24</h2><dl><dt>Disruptions</dt><dd>164</dd><dt>Arrests</dt><dd>412</dd>"
        "<dt>Groups dismantled</dt><dd>12</dd></dl>",
        {(KENT, "all", "2023", 164), (KENT, "all", "2023", 12)},
    ),
    "a row divides the one above": (
        PAGE + table("# Outcome | # 2022/23 | # 2023/24", "Fraud disruptions | 64 | 49", "– of which major | 7 | 8"),
        {(KENT, "fraud", "2022", 64), (KENT, "fraud", "2023", 49), (KENT, "fraud major", "2022", 7),
         (KENT, "fraud major", "2023", 8)},
    ),
    "levels and parts under heads of their own": (
        PAGE + table("# Threat !2 | # Level =2 | # Our part =2", "# Major | # Moderate | # Led | # Supported",
                     "Drugs | 4 | 9 | 8 | 5", caption="Disruptions by threat, 2023/24"),
        {(KENT, "drugs major", "2023", 4), (KENT, "drugs moderate", "2023", 9), (KENT, "drugs led", "2023", 8),
         (KENT, "drugs supported", "2023", 5)},
    ),
    "a corner says that rows are parts of disruptions": (
        PAGE + table("Disruptions by unit !2 | 2023/24 =2", "Q1 | Year to date", "Night team | 11 | 14",
                     "Arrests | 90 | 120"),
        {(KENT, "all", "2023", 11), (KENT, "all", "2023", 14)},
    ),
    "a region stands for its unit": (
        "<h1>Regional units</h1><p>Disruptions by region.</p>" + table("# Year | # North West | # South East",
                                                                       "2022/23 | 64 | 71"),
        {("north-west-rocu", "all", "2022", 64), ("south-east-rocu", "all", "2022", 71)},
    ),
    "parts of a row, and places beside the whole": (
        PAGE + table("# Measure | # North | # South | # Force", "Disruptions | 41 | 36 | 77",
                     "of which major | 3 | 2 | 5", "– of which led to arrests | 4 | 5 | 9", "Arrests | 21 | 11 | 32"),
        {(KENT, "all", "2023", 77), (KENT, "all major", "2023", 5)},
    ),
    "parts of a row below unknown headers": (
        PAGE + table("# Measure | # North | # South", "Disruptions | 41 | 36", "of which major | 3 | 2",
                     "Arrests | 9 | 8"),
        {(KENT, "all", "2023", 41), (KENT, "all", "2023", 36), (KENT, "all major", "2023", 3),
         (KENT, "all major", "2023", 2)},
    ),
    "another time beside the year to date": (
        PAGE + table("# Measure | # Q1 2023/24 | # YTD | # PYTD", "Fraud disruptions | 12 | 64 | 58"),
        {(KENT, "fraud", "2023-04-01", 12), (KENT, "fraud", "2023", 64)},
    ),
    "the rest of the threats": (
        PAGE + table("# Threat | # 2023/24 | # Change", "Drugs | 64 | +3", "Other | 12 | -2",
                     caption="Disruptions by threat"),
        {(KENT, "drugs", "2023", 64), (KENT, "other", "2023", 12)},
    ),
    "a body's part heads a column": (
        "<h1>Kent Police and Essex Police</h1><p>Both fight crime.</p>"
        + table("# Threat | # Kent Police led | # Essex Police led", "Drugs | 64 | 21", "Fraud | 9 | 3",
                caption="Disruptions by threat, 2023/24"),
        {(KENT, "drugs led", "2023", 64), (ESSEX, "drugs led", "2023", 21), (KENT, "fraud led", "2023", 9),
         (ESSEX, "fraud led", "2023", 3)},
    ),
    "a year and its quarters": (
        PAGE + table("# Year | # Q1 | # Q2", "2022/23 | 61 | 70", caption="Disruptions of organised crime"),
        {(KENT, "all", "2022", 61), (KENT, "all", "2022-07-01", 70)},
    ),
    "quarters under their name": (
        PAGE + table("# Threat | # Quarter =2 | # Year", "| # Q1 | # Q2 | # 2022/23", "Drugs | 61 | 70 | 131",
                     caption="Disruptions of organised crime, 2022/23"),
        {(KENT, "drugs", "2022", 61), (KENT, "drugs", "2022-07-01", 70), (KENT, "drugs", "2022", 131)},
    ),
    "a section of its own below another body's figures": (
        PAGE + "<h2>Our neighbours</h2><p>Essex Police recorded 97 disruptions in 2023/24.</p><h2>What we did</h2>"
        + table("# Threat | # Disruptions, 2023/24", "Drugs | 64", "Fraud | 9")
        + "<p>We go on with this work all year, and thank all who have told us what they know.</p>",
        {(KENT, "drugs", "2023", 64), (KENT, "fraud", "2023", 9)},
    ),
}  # fmt: skip


@each_case("body, expected", FIGURES.values(), ids=FIGURES)
def test_numbers_are_of_what_their_heads_say(body: str, expected: set[Figure], tmp_path: Path) -> None:
    assert {figure.number.value for figure in tabled(tmp_path, body)} == {number for *_, number in expected}


def test_numbers_of_other_things_are_known_as_such(tmp_path: Path) -> None:
    grid = table("# Force | # Arrests | # Officers | # Target for disruptions", "Kent Police | 90 | 400 | 70")
    analysis = analysis_of(tmp_path, TWO + grid)
    found = figures_of_tables(analysis, tables_of_rows(analysis, partial(HeadedTable, analysis)))
    assert [*found.values()] == [None] * 3


def test_a_target_among_words_is_no_figure(tmp_path: Path) -> None:
    grid = table("# Priority | # Ambition | # Result", "Drugs | 20 major disruptions by March | We made 14")
    analysis = analysis_of(tmp_path, TWO + grid)
    found = figures_of_tables(analysis, tables_of_rows(analysis, partial(HeadedTable, analysis)))
    assert {analysis.text[start : start + 2]: figure for start, figure in found.items()}["20"] is None
    assert "14" not in {analysis.text[start : start + 2] for start in found}


def test_a_row_of_targets_among_words_has_no_figures(tmp_path: Path) -> None:
    rows = ("Target | 20 major disruptions | 30 major disruptions", "Result | 14 major disruptions | 17 major ones")
    analysis = analysis_of(tmp_path, TWO + table("# Measure | # Drugs | # Fraud", *rows))
    found = figures_of_tables(analysis, tables_of_rows(analysis, partial(HeadedTable, analysis)))
    assert {analysis.text[start : start + 2]: figure for start, figure in found.items()} == {"20": None, "30": None}


def test_what_heads_a_number_is_told_with_it(tmp_path: Path) -> None:
    grid = table("# Threat | # 2022/23 | # 2023/24", "Drugs | 64 | 71", caption="Disruptions by threat")
    analysis = analysis_of(tmp_path, PAGE + grid)
    first = next(one for one in tabled(tmp_path, PAGE + grid) if one.number.value == 64)
    assert first.when is not None
    assert analysis.text[slice(*first.when)] == "2022/23"
    assert first.label is not None
    assert analysis.text[slice(*first.label)] == "Drugs"


def test_a_share_stands_with_its_count(tmp_path: Path) -> None:
    grid = table("# Threat | # Number | # % of all", "Drugs | 64 | 60", caption="Disruptions in 2023/24")
    (figure,) = tabled(tmp_path, PAGE + grid)
    assert (figure.number.value, figure.share) == (64, 60)


def test_groups_have_no_levels(tmp_path: Path) -> None:
    said = PAGE + "<p>It made 90 disruptions, and disrupted 67 organised crime groups.</p>"
    for label, measure in (("Major", "disruptions"), ("Drugs", "groups-disrupted")):
        figures = tabled(tmp_path, said + table("| # 2022/23 | # 2023/24", f"{label} | 12 | 17"))
        assert {figure.measure for figure in figures} == {measure}


def analysis_of(folder: Path, body: str) -> Analysis:
    return analyse([page_of(folder, body)])[0]


def tabled(folder: Path, body: str) -> list[Stated]:
    analysis = analysis_of(folder, body)
    found = figures_of_tables(analysis, tables_of_rows(analysis, partial(HeadedTable, analysis)))
    return [figure for start in sorted(found) if (figure := found[start])]
