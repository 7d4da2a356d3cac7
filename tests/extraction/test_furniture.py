"""Headlines of other articles and comments of readers are no text of a page. Invented; the bodies are real."""

from __future__ import annotations

from flows.reading.plain.furniture import is_furniture
from tests.cases import each_case
from tests.extraction.readings import read

OWN = "Kent Police has been rated good at managing offenders."
GOOD = {("kent-police", "managing-offenders", "good")}


@each_case(
    "above",
    [
        "MOST READ\n\n1. Essex Police rated inadequate at managing offenders\n2. Sussex fete rained off",
        "Trending: Essex Police inadequate at managing offenders | Fete rained off",
        "« Previous: Essex Police graded adequate for leadership",
    ],
)
def test_headlines_of_others_above_a_text(above: str) -> None:
    assert read(f"{above}\n\n{OWN}") <= GOOD


@each_case(
    "below",
    [
        "You may also like\n\nEssex Police 'inadequate' at managing offenders",
        "Related\n\nEssex Police 'inadequate' at managing offenders",
        "Recommended for you\n\nEssex Police 'inadequate' at managing offenders",
        "4 comments\n\nTom: Essex Police is inadequate at managing offenders.\n\nKent is outstanding at wasting money!",
        "Comments\n\nTom Orme\n\n2 hours ago\n\nKent Police is inadequate at leadership.\n\nReply",
    ],
)
def test_headlines_of_others_and_comments_below_a_text(below: str) -> None:
    assert read(f"{OWN}\n\n{below}") <= GOOD


def test_a_section_of_comments_in_a_report_is_text() -> None:
    text = "Report on Kent Police\n\nComments\n\nHMICFRS rated Kent Police good at managing offenders."
    assert read(text) <= GOOD


def test_a_number_of_comments_above_a_text_ends_nothing() -> None:
    assert read(f"Force rated good\n\n12 comments\n\nReply\n\n{OWN}") <= GOOD


@each_case(
    "line, furniture",
    [
        ("Published 20 February 2025", True),
        ("Last updated: 20 February 2025.", True),
        ("Published 20 February 2025. The visit was in September 2024.", False),
    ],
)
def test_a_line_on_when_a_page_came_out_is_furniture_unless_more_is_said(line: str, furniture: bool) -> None:
    assert is_furniture(line) == furniture
