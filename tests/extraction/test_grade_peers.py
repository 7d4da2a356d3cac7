"""Grades of peers, of averages, of the country beside a body's own: nobody's. Invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import read

CUMBRIA = "cumbria-constabulary"
OWN = {(CUMBRIA, "preventing-crime", "good"), (CUMBRIA, "managing-offenders", "adequate")}


@each_case(
    "head",
    [
        "Peers",
        "Most similar forces (mode)",
        "MSG average",
        "National average",
        "England and Wales",
        "Comparator forces",
    ],
)
def test_a_column_of_others_is_nobodys(head: str) -> None:
    text = (
        f"Cumbria Constabulary\n\n| Area | Grade | {head} |\n|---|---|---|\n"
        "| Preventing crime | Good | Outstanding |\n| Managing offenders | Adequate | Good |"
    )
    assert read(text) == OWN


@each_case("label", ["Average of similar forces", "England", "Peers (mode)", "Other forces"])
def test_a_row_of_others_is_nobodys(label: str) -> None:
    text = (
        "| | Preventing crime | Managing offenders |\n|---|---|---|\n| Cumbria Constabulary | Good | Adequate |\n"
        f"| {label} | Outstanding | Good |"
    )
    assert read(text) == OWN


@each_case("head", ["Similar forces", "National average", "England and Wales", "Northern region average"])
@each_case("mark", [": ", "\n"])
def test_what_stands_below_a_heading_of_others_is_nobodys(head: str, mark: str) -> None:
    text = (
        f"Cumbria Constabulary\nPreventing crime{mark}Good\nManaging offenders{mark}Adequate\n{head}\n"
        f"Preventing crime{mark}Outstanding\nManaging offenders{mark}Good"
    )
    assert read(text) == OWN


def test_a_label_of_others_is_nobodys() -> None:
    text = (
        "Cumbria Constabulary\nPreventing crime: good (national average: adequate)\n"
        "Managing offenders: adequate (similar forces: good)\nAverage – outstanding"
    )
    assert read(text) == OWN


@each_case(
    "text",
    [
        "Other forces\nCumbria Constabulary: good at preventing crime\nIt was adequate at managing offenders.",
        "England and Wales\nHMICFRS graded Cumbria Constabulary good at preventing crime and adequate at managing "
        "offenders.",
        "Cumbria Constabulary was above the average: good at preventing crime. It was adequate at managing offenders.",
        "Similar forces\nPreventing crime: adequate\nOur force\nCumbria Constabulary was graded good at preventing "
        "crime and adequate at managing offenders.",
    ],
)
def test_a_body_named_or_prose_below_is_its_own(text: str) -> None:
    assert read(text) == OWN


@each_case("head", ["PCC view", "Force RAG", "Future capacity", "Public opinion", "Control effectiveness"])
def test_a_column_of_other_marks_is_nobodys(head: str) -> None:
    text = (
        f"Cumbria Constabulary\n\n| Area | HMICFRS 2023 | {head} |\n|---|---|---|\n"
        "| Preventing crime | Good | Outstanding |\n| Managing offenders | Adequate | Good |"
    )
    assert read(text) == OWN


def test_marks_of_work_to_be_done_are_no_grades() -> None:
    text = (
        "Cumbria Constabulary reports to HMICFRS.\n\n| {} | Owner | {} |\n|---|---|---|\n"
        "| Preventing crime | DCI Mott | Good |\n"
        "| Managing offenders | Supt Orme | Adequate |"
    )
    assert read(text.format("Recommendation", "Rating")) == set()
    assert read(text.format("Recommendation", "HMICFRS grade")) == OWN
    assert read(text.format("Area", "Rating")) == OWN


def test_a_row_of_a_body_that_is_not_known_is_nobodys() -> None:
    text = (
        "| Force | Preventing crime | Managing offenders |\n|---|---|---|\n| Cumbria Constabulary | Good | Adequate |\n"
        "| Ruritania | Inadequate | Outstanding |"
    )
    assert read(text) == OWN
