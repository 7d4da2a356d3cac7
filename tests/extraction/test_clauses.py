"""What clauses and words around a name say of somebody's body. People and sentences are invented."""

from tests.cases import each_case
from tests.extraction.readings import document, everybody

# A text, and each person with the body they speak for.


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
