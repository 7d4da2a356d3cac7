"""Bodies that another is only compared with, which get no grade: "A, like B, is G", "Unlike B, it is G", "A beat B"."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import Rating, read

DORSET, GWENT, WILTSHIRE = "dorset-police", "gwent-police", "wiltshire-police"
LEAD, PREVENTING, OFFENDERS = "leadership", "preventing-crime", "managing-offenders"


@each_case(
    "aside",
    [
        "like Dorset Police",
        "unlike Dorset Police",
        "ahead of Dorset Police",
        "visited six weeks before Dorset Police",
        "helped by colleagues from Dorset Police",
        "as with Dorset Police",
        "in contrast to Dorset Police and Gwent Police",
        "compared with Dorset Police",
        "not Dorset Police",
    ],
)
def test_who_is_compared_in_an_aside_is_no_subject(aside: str) -> None:
    assert read(f"Wiltshire Police, {aside}, was rated adequate for leadership.") == {(WILTSHIRE, LEAD, "adequate")}
    assert read(f"Wiltshire Police, {aside}, is good at preventing crime.") == {(WILTSHIRE, PREVENTING, "good")}


@each_case("front", ["Unlike", "Like", "As with", "Compared with", "In contrast to"])
def test_it_behind_a_comparison_that_opens_a_sentence_is_the_body_before(front: str) -> None:
    text = f"Gwent Police is good at leadership. {front} Dorset Police, it is inadequate at managing offenders."
    assert read(text) == {(GWENT, LEAD, "good"), (GWENT, OFFENDERS, "inadequate")}
    text = f"Gwent Police is good at leadership. {front} Dorset, the force is inadequate at managing offenders."
    assert read(text) == {(GWENT, LEAD, "good"), (GWENT, OFFENDERS, "inadequate")}


@each_case(
    "said",
    [
        "Gwent Police replaced Dorset Police as the only force rated outstanding at leadership.",
        "Gwent Police has overtaken Dorset Police and is graded outstanding at leadership.",
        "Gwent Police joins Dorset Police in being rated outstanding at leadership.",
        "Gwent Police lends horses to Dorset Police and was rated outstanding at leadership.",
        "Gwent Police did more than Dorset Police and is outstanding at leadership.",
        "Following Dorset Police, Gwent Police was rated outstanding at leadership.",
        "Compared with Dorset Police, Gwent Police stood out: it was rated outstanding at leadership.",
        "Gwent Police beat Dorset Police to be rated outstanding at leadership.",
    ],
)
def test_who_is_overtaken_is_no_subject(said: str) -> None:
    assert (DORSET, LEAD, "outstanding") not in read(said)
    assert (GWENT, LEAD, "outstanding") in read(said)


@each_case(
    ("said", "found"),
    [
        (
            "Gwent Police follows Dorset Police, which was rated good for leadership.",
            {(DORSET, LEAD, "good")},
        ),
        (
            "Gwent Police, which was rated good for leadership, is ahead of Dorset Police.",
            {(GWENT, LEAD, "good")},
        ),
        (
            "Unlike Dorset Police, Gwent Police is adequate at leadership.",
            {(GWENT, LEAD, "adequate")},
        ),
        (
            "Gwent Police, Dorset Police and Wiltshire Police were rated good for leadership.",
            {(GWENT, LEAD, "good"), (DORSET, LEAD, "good"), (WILTSHIRE, LEAD, "good")},
        ),
        (
            "Inspectors praised Gwent Police, but Dorset Police was rated inadequate for leadership.",
            {(DORSET, LEAD, "inadequate")},
        ),
        (
            "Gwent Police watched as Wiltshire Police, like Dorset Police, was rated good for leadership.",
            {(WILTSHIRE, LEAD, "good")},
        ),
        (
            "Gwent Police, together with Dorset Police, was rated good for leadership.",
            {(GWENT, LEAD, "good"), (DORSET, LEAD, "good")},
        ),
        (
            "After Dorset Police was rated good for leadership, Gwent Police wrote to it.",
            {(DORSET, LEAD, "good")},
        ),
        (
            "Gwent Police says that Dorset Police and Wiltshire Police were rated good for leadership.",
            {(DORSET, LEAD, "good"), (WILTSHIRE, LEAD, "good")},
        ),
        (
            "Gwent Police waited while Dorset Police was visited and was rated good for leadership.",
            {(DORSET, LEAD, "good")},
        ),
        (
            "Gwent Police: good for leadership / Dorset Police: adequate for leadership.",
            {(GWENT, LEAD, "good"), (DORSET, LEAD, "adequate")},
        ),
    ],
)
def test_a_body_that_is_told_of_itself_keeps_its_grade(said: str, found: set[Rating]) -> None:
    assert read(said) == found
