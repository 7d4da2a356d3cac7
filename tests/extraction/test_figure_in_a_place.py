"""What officers in a place did is of the force of that place, not of whom the text was on. Sentences are invented."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.test_disruptions import disruptions

READ = [
    (
        "Kent Police disrupted seven gangs. Over in Surrey, police disrupted three gangs.",
        ["kent-police", "surrey-police"],
    ),
    ("EMSOU helped its forces. Officers in Derbyshire disrupted six gangs.", ["derbyshire-constabulary"]),
    ("Kent Police made arrests. Across Surrey, seven county lines were disrupted in 2022.", ["surrey-police"]),
    ("EMSOU was set up in 2010. In Chesterfield, officers disrupted three gangs.", []),
    ("EMSOU made arrests. In Derbyshire, detectives disrupted three gangs.", ["derbyshire-constabulary"]),
    # What must stay.
    ("EMSOU was set up in 2010. In March, officers disrupted three gangs.", ["emsou"]),
    ("Kent Police is growing. In Maidstone, officers disrupted three gangs.", ["kent-police"]),
    ("Across the region, EMSOU disrupted three gangs.", ["emsou"]),
]


@each_case(("text", "bodies"), READ)
def test_officers_in_a_place(text: str, bodies: list[str]) -> None:
    assert [c.body.body_id for c in disruptions(text)] == bodies
