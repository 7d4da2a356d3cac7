"""Which body "the force" is where a text names another by the way."""

from __future__ import annotations

from flows.extraction import extract
from flows.extraction.claims import RatingClaim
from tests.cases import each_case
from tests.extraction.readings import document

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
    expected = {(KENT, "preventing-crime", "good"), (body, "leadership", "adequate")}
    found = extract(document(text))
    # A probability may be a little less than is published: nothing else may be published.
    published, doubtful = (
        {(each.body.body_id, each.area, each.grade) for each in claims if isinstance(each, RatingClaim)}
        for claims in (found.claims, found.doubtful)
    )
    assert published <= expected <= published | doubtful
