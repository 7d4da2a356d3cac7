"""Which body "the force" is where a text names another by the way."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import read

KENT, DURHAM, ESSEX = "kent-police", "durham-constabulary", "essex-police"


@each_case(
    ("said", "body"),
    [
        ("A scheme of theirs has since been copied by Durham Constabulary.", KENT),
        ("Its chief constable spent five years at Durham Constabulary.", KENT),
        ("Detectives worked with Durham Constabulary to arrest a man.", KENT),
        ("“We have taken good practice from Durham Constabulary,” said an officer.", KENT),
        (
            "A woman whose case was passed to Essex Police and then Durham Constabulary said that she was let down.",
            KENT,
        ),
        ("Durham Constabulary has a new chief.", DURHAM),
        ("It was the same story with Durham Constabulary.", DURHAM),
        ("Next the inspectors went to Durham Constabulary.", DURHAM),
    ],
)
def test_the_force_is_no_body_named_as_an_object(said: str, body: str) -> None:
    text = f"Kent Police was rated good at preventing crime.\n\n{said}\n\nThe force was graded adequate at leadership."
    assert read(text) == {(KENT, "preventing-crime", "good"), (body, "leadership", "adequate")}
