"""Bodies that a sentence takes out of those that hold a grade together. Invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, SURREY, ESSEX = "kent-police", "surrey-police", "essex-police"
INVESTIGATING = "investigating-crime"


@each_case(
    "text",
    [
        "Kent, Surrey and Essex police were inspected; all were adequate at investigating crime except Essex.",
        "Kent, Surrey and Essex police were all rated adequate at investigating crime, apart from Essex Police.",
        "Kent, Surrey and Essex police were rated adequate at investigating crime, with the exception of Essex.",
        "Kent, Surrey and Essex police, Essex apart, were rated adequate at investigating crime.",
        "Kent, Surrey and Essex police were all rated adequate at investigating crime, save Essex.",
        "Kent, Surrey and Essex police were rated adequate at investigating crime, though not Essex.",
        "Kent, Surrey and Essex police – all except Essex – were rated adequate at investigating crime.",
    ],
)
def test_the_exception_does_not_get_the_common_grade(text: str) -> None:
    assert read(text) <= {(KENT, INVESTIGATING, "adequate"), (SURREY, INVESTIGATING, "adequate")}


def test_the_exception_gets_the_grade_of_its_own_clause() -> None:
    text = (
        "Kent, Surrey and Essex police were adequate at investigating crime, except Essex Police, which is inadequate."
    )
    assert read(text) == {
        (KENT, INVESTIGATING, "adequate"),
        (SURREY, INVESTIGATING, "adequate"),
        (ESSEX, INVESTIGATING, "inadequate"),
    }


def test_all_but_a_body_is_not_that_body() -> None:
    assert (
        read("Kent, Surrey and Essex police were graded. All bar Essex were adequate at investigating crime.") == set()
    )


@each_case(
    "text",
    [
        "Kent Police and Surrey Police were rated good at investigating crime, but not Surrey for leadership.",
        "Kent Police and Surrey Police, miles apart, were rated good at investigating crime.",
        "Kent Police and Surrey Police were rated good at investigating crime, apart from Surrey's fraud desk.",
        "Kent Police and Surrey Police were rated good at investigating crime, unlike Essex Police.",
    ],
)
def test_an_exception_of_something_else_leaves_the_bodies_together(text: str) -> None:
    found: set[Rating] = {(KENT, INVESTIGATING, "good"), (SURREY, INVESTIGATING, "good")}
    assert read(text) == found
