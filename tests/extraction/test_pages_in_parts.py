"""Pages with parts that are each on one body: each is read as if it stood alone behind the opening. All invented."""

from __future__ import annotations

from itertools import permutations

from flows.extraction import extract
from flows.extraction.claims import DisruptionClaim, RatingClaim
from tests.extraction.readings import document

OPENING = "Round-up of the region\n\nHMICFRS inspected three forces in 2022.\n\n"
FILLER = (
    "Officers and staff told us that their work had grown and that supervision was not always what it was to be. " * 3
)
PARTS = {
    "Kent Police": f"The force was rated good at leadership. {FILLER}\n\nIt led 41 disruptions of crime in 2022.\n\n",
    "Essex Police": f"{FILLER}\n\nThe force is inadequate at investigating crime. In the year before it was good.\n\n",
    "Dorset Police": f"{FILLER}\n\nThe force made 12 disruptions of drug crime in 2021, and 20 in 2022.\n\n",
}


def facts(text: str) -> set[tuple[object, ...]]:
    found: set[tuple[object, ...]] = set()
    for claim in extract(document(text)).claims:
        if isinstance(claim, RatingClaim):
            found.add((claim.body.body_id, claim.area, claim.grade, claim.historic))
        elif isinstance(claim, DisruptionClaim):
            found.add((claim.body.body_id, claim.threats, claim.count, claim.period_start))
    return found


def test_each_part_is_read_as_if_it_stood_alone() -> None:
    alone = {name: facts(f"{OPENING}{name}\n\n{text}") for name, text in PARTS.items()}
    assert all(alone.values())
    for names in permutations(PARTS):
        page = OPENING + "".join(f"{name}\n\n{PARTS[name]}" for name in names)
        assert facts(page) == set().union(*alone.values())


def test_passages_of_parts_are_slices_of_the_page() -> None:
    page = document(OPENING + "".join(f"{number}. {name}\n\n{PARTS[name]}" for number, name in enumerate(PARTS, 1)))
    extraction = extract(page)
    for claim in extraction.claims:
        if isinstance(claim, RatingClaim):
            assert claim.grade in page.text[claim.passage.start : claim.passage.end]
        elif isinstance(claim, DisruptionClaim):
            assert str(claim.count) in page.text[claim.passage.start : claim.passage.end]
    starts = [refusal.passage.start for refusal in extraction.refusals]
    assert starts == sorted(starts)


def test_what_the_opening_says_is_said_once() -> None:
    text = "Kent Police was rated good at leadership by HMICFRS.\n\n" + "".join(f"{n}\n\n{t}" for n, t in PARTS.items())
    claims = [
        c for c in extract(document(text)).claims if isinstance(c, RatingClaim) and c.body.body_id == "kent-police"
    ]
    assert len([c for c in claims if c.passage.start < 50]) == 1


def test_a_list_under_names_is_no_page_in_parts() -> None:
    text = "Grades\n\nKent Police\n\nLeadership: good\n\nEssex Police\n\nLeadership: adequate"
    assert facts(text) == {
        ("kent-police", "leadership", "good", False),
        ("essex-police", "leadership", "adequate", False),
    }
