"""As many grades as bodies, side by side and without "respectively": dealt out in their order, never all to all."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import Rating, read

DORSET, GWENT, SURREY = "dorset-police", "gwent-police", "surrey-police"
LEAD, PREVENTING, OFFENDERS = "leadership", "preventing-crime", "managing-offenders"


@each_case(
    "said",
    [
        "Dorset Police and Gwent Police were rated adequate and outstanding for leadership.",
        "Dorset and Gwent were judged ‘adequate’ and ‘outstanding’ at leadership.",
        "The inspectorate graded Dorset Police and Gwent Police adequate and outstanding for leadership.",
        "Dorset Police and Gwent Police have been graded adequate and outstanding respectively for leadership.",
    ],
)
def test_two_grades_of_two_bodies_are_dealt_out(said: str) -> None:
    assert read(said) == {(DORSET, LEAD, "adequate"), (GWENT, LEAD, "outstanding")}


@each_case(
    ("said", "found"),
    [
        (
            "Dorset Police and Gwent Police were rated good at leadership and adequate at managing offenders.",
            {
                (DORSET, LEAD, "good"),
                (GWENT, LEAD, "good"),
                (DORSET, OFFENDERS, "adequate"),
                (GWENT, OFFENDERS, "adequate"),
            },
        ),
        (
            "Dorset Police and Gwent Police were rated good for leadership.",
            {(DORSET, LEAD, "good"), (GWENT, LEAD, "good")},
        ),
        (
            "Dorset Police was rated good for leadership and preventing crime.",
            {(DORSET, LEAD, "good"), (DORSET, PREVENTING, "good")},
        ),
        (
            "Surrey Police was rated good, and Dorset Police and Gwent Police adequate, for leadership.",
            {(SURREY, LEAD, "good"), (DORSET, LEAD, "adequate"), (GWENT, LEAD, "adequate")},
        ),
    ],
)
def test_grades_that_all_have_are_of_all(said: str, found: set[Rating]) -> None:
    assert read(said) == found


@each_case(
    "said",
    [
        "Dorset Police and Gwent Police were rated good and adequate for leadership and managing offenders.",
        "Dorset Police and Gwent Police were rated good and adequate in 2018 and 2022 for leadership.",
    ],
)
def test_grades_that_may_be_dealt_out_otherwise_are_left_open(said: str) -> None:
    assert read(said) == set()


def test_bodies_and_their_grades_in_pairs() -> None:
    found = {
        ("kent-police", "investigating-crime", "good"),
        ("surrey-police", "investigating-crime", "adequate"),
        ("essex-police", "investigating-crime", "inadequate"),
    }
    opening = "HMICFRS has graded three forces.\n\n"
    assert read(opening + "Investigating crime. Kent good, Surrey adequate, Essex inadequate.") == found
    assert (
        read(opening + "Investigating crime. Kent Police good, Surrey Police adequate and Essex inadequate.") == found
    )
    assert read(opening + "Kent good, Surrey adequate, Essex inadequate: it says no more.") == set()
    assert read(opening + "Investigating crime. In Kent good days are adequate for most.") == set()
