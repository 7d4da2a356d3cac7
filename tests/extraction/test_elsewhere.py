"""Ranks held in a force abroad, a regiment or another body that is not known. People and sentences are invented."""

from tests.cases import each_case
from tests.extraction.readings import document, everybody

# A text, and the organisation of the person it names.
HELD: list[tuple[str, str | None]] = [
    ("Sergeant Ana Larch of the Royal Anglian Regiment marched with Essex Police.", None),
    ("Inspector Ana Larch, of the Policia Foral, said Kent Police had helped.", None),
    ("Superintendent Ana Larch from the Kantonspolizei thanked Kent Police.", None),
    ("Swedish Police Inspector Ana Larch said Kent Police had helped.", None),
    ("Kent Police met National Police Detective Sergeant Ana Larch in Oslo.", None),
    ("UN Deputy Commissioner Ana Larch spoke to the Metropolitan Police.", None),
    # Nor is an inspectorate's head, though it is not named, nor who only wants an office.
    ("Chief Inspector Dame Ana Larch wrote of the state of things. Kent Police is not in it.", None),
    ("Would-be police and crime commissioner Ana Larch said Kent Police was slow.", None),
    ("Prospective commissioner Ana Larch met Essex Police.", None),
    # A part of the force is no other body, and a place has a force.
    ("Sergeant Ana Larch of the Rural Engagement Team spoke for Essex Police.", "essex-police"),
    ("Sergeant Ana Larch of the Marine Unit marched with Essex Police.", "essex-police"),
    ("Inspector Ana Larch, of the CID, said Kent Police had helped.", "kent-police"),
    ("Kent Police is well. Inspector Ana Larch of the Major Crime Directorate said so.", "kent-police"),
    ("Scottish Police Inspector Ana Larch said Police Scotland had helped.", "police-scotland"),
    ("The Metropolitan Police is well. MPS Commissioner Ana Larch said so.", "metropolitan-police"),
    ("Kent Police is well. PCC Ana Larch said so.", "kent-pcc"),
]


@each_case(("text", "organisation"), HELD)
def test_a_rank_in_a_body_that_is_not_known_is_of_no_force(text: str, organisation: str | None) -> None:
    claims = [c for c in everybody(document(text)) if c.kind == "person"]
    assert {c.organisation.body_id if c.organisation else None for c in claims} == {organisation}


def test_what_somebody_was_beside_their_office_is_not_whom_they_are_of() -> None:
    text = "Ana Larch, MP for Dover and a former Essex Police cadet, said callers waited."
    claims = [c for c in everybody(document(text)) if c.kind == "person"]
    assert [(c.name, c.organisation) for c in claims] == [("Ana Larch", None)]


@each_case(
    ("text", "organisation"),
    [
        ("Essex Police and Crime Panel chairman Bo Birch said the force was slow.", "essex-police-and-crime-panel"),
        ("Bo Birch, West Midlands Police and Crime Panel Chair, met them.", "west-midlands-police-and-crime-panel"),
        ("Police and Crime Panel chairman Bo Birch met Essex Police.", None),
    ],
)
def test_who_chairs_a_panel_is_of_the_panel_and_not_of_its_force(text: str, organisation: str | None) -> None:
    claims = [c for c in everybody(document(text)) if c.kind == "person"]
    assert [c.organisation.body_id if c.organisation else None for c in claims] == [organisation]
