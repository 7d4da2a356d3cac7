"""What clauses and words around a name say of somebody's body. People and sentences are invented."""

from tests.cases import each_case
from tests.extraction.readings import document, everybody

# A text, and each person with the body they speak for.
BODIES: list[tuple[str, dict[str, str | None]]] = [
    ("Ada Birch, a long-time member of Kent Golf Club, was robbed.", {}),
    # Who chairs "the authority" has a part though nothing more is said of them; who leads a gang has none.
    (
        "Police Scotland reports to the Scottish Police Authority. Ada Birch, who chairs the authority, asked how.",
        {"Ada Birch": "scottish-police-authority"},
    ),
    ("Kent Police arrested Ada Birch, who led the gang from Dover.", {}),
    (
        "The report went to the Scottish Police Authority. The convener, Ada Birch, asked for another paper.",
        {"Ada Birch": "scottish-police-authority"},
    ),
    (
        "The Kent Police Authority meets on 9 December. The chair, Councillor Ada Birch, will take questions.",
        {"Ada Birch": "kent-police-authority"},
    ),
    ("Kent Police Authority and Essex Police Authority met. The chair, Ada Birch, spoke.", {"Ada Birch": None}),
    # A counterpart holds the same title elsewhere.
    ("Kent PCC Ada Birch was glad. Her counterpart, Bo Larch, was not.", {"Ada Birch": "kent-pcc"}),
    ("The NCA counts. Its officers seized cash. Ada Birch, its deputy director, spoke.", {"Ada Birch": "nca"}),
]


@each_case(("text", "bodies"), BODIES)
def test_whose_body_somebody_speaks_for(text: str, bodies: dict[str, str | None]) -> None:
    claims = [c for c in everybody(document(text)) if c.kind == "person"]
    assert {c.name: c.organisation.body_id if c.organisation else None for c in claims} == bodies


SPEAK: list[tuple[str, tuple[str, ...]]] = [
    ("Kent Police broke up nine gangs, according to DI Ada Birch.", ("spokesperson",)),
    ("Kent Police broke up nine gangs, according to a file on DI Ada Birch.", ("other",)),
    ("Kent Police was told off. Chief Constable Ada Birch disputes the finding.", ("spokesperson",)),
    ("Kent Police led 12 raids. I am proud.\nYours sincerely, Ada Birch, Chief Constable", ("spokesperson",)),
    ("Kent Police led 12 raids. We had cake. – Ada Birch, Chief Constable", ("spokesperson",)),
]


@each_case(("text", "relations"), SPEAK)
def test_who_speaks_for_a_body(text: str, relations: tuple[str, ...]) -> None:
    claims = [c for c in everybody(document(text)) if c.kind == "person"]
    assert {c.relations for c in claims} == {relations}
