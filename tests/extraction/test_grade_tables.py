"""Grades in tables: which cells say what they are of. Invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, ESSEX, FIRE = "kent-police", "essex-police", "kent-fire"
PREVENT, INVESTIGATE, OFFENDERS, LEADERSHIP = (
    "preventing-crime",
    "investigating-crime",
    "managing-offenders",
    "leadership",
)
EFFECTIVE, EFFICIENT = "effectiveness", "efficiency"

TABLES: dict[str, tuple[str, set[Rating]]] = {
    "rows are numbered": (
        "Kent Police\n\n| Ref | Question | Grade | Lead officer |\n|---|---|---|---|\n"
        "| 1 | Preventing crime | Good | ACC Mott |\n| A2 | Managing offenders | Adequate | Treasurer |",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate")},
    ),
    "an area that no vocabulary has stands in the second column": (
        "Kent Police\n\n| No. | Area | Grade |\n|---|---|---|\n"
        "| 1 | Preventing crime | Good |\n| 2 | Keeping its vehicles clean | Adequate |",
        {(KENT, PREVENT, "good"), (KENT, "other", "adequate")},
    ),
    "pillars stand before their questions": (
        "Kent Fire and Rescue Service\n\nPillar | Diagnostic question | Grade | Direction\n"
        "Effectiveness | Preventing fires | Good | Up\nPeople | Promoting the right values and culture | Good | Up",
        {(FIRE, "preventing-fires-and-other-risks", "good"), (FIRE, "promoting-values-and-culture", "good")},
    ),
    "remarks name other areas, bodies and schools": (
        "Grades in the region\n\n| Force | Area | Grade | Comment |\n|---|---|---|---|\n"
        "| Kent Police | Leadership | Good | Better than Essex, say schools |\n"
        "| Essex Police | Leadership | Adequate | Investigating crime takes time at Kent Police |",
        {(KENT, LEADERSHIP, "good"), (ESSEX, LEADERSHIP, "adequate")},
    ),
    "remarks stand before the grade": (
        "Kent Police\n\n| Area | Summary | Grade |\n|---|---|---|\n"
        "| Preventing crime | Leadership of it is strong | Good |\n"
        "| Managing offenders | Investigating crime takes staff away | Adequate |",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate")},
    ),
    "a tick stands for what its row names": (
        "Grades\n\n| | Good | Adequate | Inadequate |\n|---|---|---|---|\n"
        "| Kent Police: preventing crime | | ✔ | |\n| Essex Police: leadership | ✔ | | |",
        {(KENT, PREVENT, "adequate"), (ESSEX, LEADERSHIP, "good")},
    ),
    "the grade stands first": (
        "Kent Police\n\n| Grade | Area | Owner | Next step |\n|---|---|---|---|\n"
        "| Good | Preventing crime | Mott | Share with leadership team |\n"
        "| Adequate | Managing offenders | Orme | Leadership to review |",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate")},
    ),
    "a body is set once for several rows": (
        "Grades of two forces\n\n| Force | Area | Grade |\n|---|---|---|\n| Kent | Preventing crime | Good |\n"
        "| | Leadership | Adequate |\n| Essex | Preventing crime | Adequate |\n| | Leadership | Good |",
        {
            (KENT, PREVENT, "good"),
            (KENT, LEADERSHIP, "adequate"),
            (ESSEX, PREVENT, "adequate"),
            (ESSEX, LEADERSHIP, "good"),
        },
    ),
    "an area is set once for several rows": (
        "Grades of two forces\n\n| Area | Force | Grade |\n|---|---|---|\n| Leadership | Kent | Good |\n"
        "| | Essex | Adequate |\n| Preventing crime | Kent | Outstanding |\n| | Essex | Good |",
        {
            (KENT, LEADERSHIP, "good"),
            (ESSEX, LEADERSHIP, "adequate"),
            (KENT, PREVENT, "outstanding"),
            (ESSEX, PREVENT, "good"),
        },
    ),
    "columns of then and now": (
        "Kent Police\n\n| | Then | Now |\n|---|---|---|\n| Preventing crime | Adequate | Good |",
        {(KENT, PREVENT, "was adequate"), (KENT, PREVENT, "good")},
    ),
    "rows of years": (
        "Kent Police\n\n| Year | Effectiveness | Efficiency |\n|---|---|---|\n"
        "| 2016 | Good | Good |\n| 2017 | Adequate | Good |\n| 2018/19 | Outstanding | Good |",
        {
            (KENT, EFFECTIVE, "was good"),
            (KENT, EFFECTIVE, "was adequate"),
            (KENT, EFFECTIVE, "outstanding"),
            (KENT, EFFICIENT, "was good"),
            (KENT, EFFICIENT, "good"),
        },
    ),
    "marks stand beside the grade": (
        "Kent Police\n\n| Area | Grade |\n|---|---|\n| Preventing crime | ● Good |\n| Leadership | Adequate ▼ |\n"
        "| Managing offenders | **Inadequate** (no change) |",
        {(KENT, PREVENT, "good"), (KENT, LEADERSHIP, "adequate"), (KENT, OFFENDERS, "inadequate")},
    ),
    "another column says how the work goes": (
        "Kent Police: actions\n\n| Ref | Area for improvement | Graded | Owner | Status |\n|---|---|---|---|---|\n"
        "| A1 | Investigating crime | Inadequate | DCC Orme | Good |",
        {(KENT, INVESTIGATE, "inadequate")},
    ),
}


@each_case(("text", "expected"), TABLES.values(), ids=TABLES)
def test_a_cell_of_a_row_says_what_its_grade_is_of(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


NO_GRADES = {
    "things that no inspector grades": "| Asset | Condition |\n|---|---|\n| Vans | Good |\n| Horses | Adequate |",
    "words for things under no such head": "| Asset | State |\n|---|---|\n| Vans | Good |\n| Horses | Adequate |",
    "the work on an area": "| Action | Area | Progress |\n|---|---|---|\n| Train staff | Leadership | Good |",
    "what is aimed at": "| Area | Target grade |\n|---|---|\n| Leadership | Outstanding |",
    "what grades mean": "| Grade | Meaning |\n|---|---|\n| Good | The force prevents crime well, by preventing crime |",
}


@each_case("table", NO_GRADES.values(), ids=NO_GRADES)
def test_marks_of_something_else_are_none(table: str) -> None:
    assert read(f"Kent Police was inspected by HMICFRS.\n\n{table}") == set()


def test_a_second_grade_below_an_empty_cell_is_of_nothing_told() -> None:
    text = "Kent Police\n\n| Area | Grade |\n|---|---|\n| Preventing crime | Good |\n| | Adequate |"
    assert read(text) == {(KENT, PREVENT, "good")}


@each_case("row", ["Essex Police | Good |", "| Essex Police | Good | not graded | a note |"])
def test_a_row_that_is_not_divided_as_its_heads_are_is_read_column_by_column(row: str) -> None:
    heads = "Force | Preventing crime | Leadership\nKent Police | Good | Inadequate\n"
    assert read(f"Grades of forces\n\n{heads}{row}\n") == {
        (KENT, PREVENT, "good"),
        (KENT, LEADERSHIP, "inadequate"),
        (ESSEX, PREVENT, "good"),
    }


def test_it_behind_a_table_is_none_of_its_rows() -> None:
    table = "| Area | Grade |\n|---|---|\n| Preventing crime | Adequate |\n| Leadership | Adequate |"
    text = f"Kent Police\n\n{table}\n\nIn the round before, reported in 2022, the force achieved good for it."
    assert read(text) == {(KENT, PREVENT, "adequate"), (KENT, LEADERSHIP, "adequate")}


def test_rows_open_with_inspections_of_years() -> None:
    table = "| Inspection | Grade |\n|---|---|\n| PEEL 2016 | Good |\n| PEEL 2018/19 | Adequate |\n| PEEL 2023 | Good |"
    text = f"How Kent Police did on leadership\n\n{table}"
    assert read(text) == {
        (KENT, LEADERSHIP, "was good"),
        (KENT, LEADERSHIP, "was adequate"),
        (KENT, LEADERSHIP, "good"),
    }


HEADS_IN_TWO_ROWS = {
    "spans left empty": "| | Kent | | Essex | |\n|---|---|---|---|---|\n| | 2021 | 2024 | 2021 | 2024 |",
    "spans left out": "| | Kent | Essex |\n|---|---|---|\n| | 2021 | 2024 | 2021 | 2024 |",
    "both rows full": "| | Kent | Kent | Essex | Essex |\n|---|---|---|---|---|\n| | Then | Now | Then | Now |",
}


@each_case("heads", HEADS_IN_TWO_ROWS.values(), ids=HEADS_IN_TWO_ROWS)
def test_heads_stand_in_two_rows(heads: str) -> None:
    assert read(f"Two forces\n\n{heads}\n| Preventing crime | Adequate | Good | Good | Outstanding |") == {
        (KENT, PREVENT, "was adequate"),
        (KENT, PREVENT, "good"),
        (ESSEX, PREVENT, "was good"),
        (ESSEX, PREVENT, "outstanding"),
    }


def test_heads_in_two_rows_may_be_areas() -> None:
    heads = "| Force | Effectiveness | | Efficiency | |\n|---|---|---|---|---|\n| | 2016 | 2017 | 2016 | 2017 |"
    assert read(f"How forces fared\n\n{heads}\n| Kent | Good | Adequate | Good | Outstanding |") == {
        (KENT, EFFECTIVE, "was good"),
        (KENT, EFFECTIVE, "adequate"),
        (KENT, EFFICIENT, "was good"),
        (KENT, EFFICIENT, "outstanding"),
    }
