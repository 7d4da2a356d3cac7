"""Whose words a quotation holds. People and sentences are invented."""

import pytest

from flows.extraction import extract
from flows.extraction.claims import StakeholderClaim
from tests.extraction.readings import document

# A text, and the names of the people and the ids of the organisations whose words it quotes.
QUOTED: list[tuple[str, set[str]]] = [
    # To whom something is done or told says nothing, with an auxiliary or in a headline without.
    ("Kent Police was praised for its “steady hand at the wheel”.", set()),
    ("Kent Police told to ‘look after victims better’", set()),
    ("Kent Police told the court that it was “a long and bitter fight”.", {"kent-police"}),
    ("Superintendent Ana Larch was said to be “over the moon”. Kent Police is large.", {"Ana Larch"}),
    # Not the body speaks that a title is of, but who holds it; a spokesperson speaks for the body.
    ("“We are glad of it,” said the chair of Kent Police Federation, Bo Birch.", {"Bo Birch"}),
    ("Gangs are “feeling the heat”, says Kent Police commander", set()),
    ("A spokesperson for Kent Police said it was “a long road ahead”.", {"kent-police"}),
    ("The Home Office paid for it. A spokesman said it was “money well spent”.", {"home-office"}),
    ("Kent Police paid for it. A Home Office spokesman said it was “money well spent”.", {"home-office"}),
    # "It" is the body named before.
    ("Kent Police lost the case. It said it was “on the right road”.", {"kent-police"}),
    ("The Fire Brigades Union met Kent Police. “We were not heard there,” it said.", {"fbu"}),
    # Who is named behind a speaker without a name is only spoken of.
    ("Crews were “let down badly”, a union says, at Kent Fire and Rescue Service.", set()),
    ("Victims were “let down badly”, says Kent Police.", {"kent-police"}),
    # Words without a speaker belong to the one person of the sentence before, or who speaks before them.
    ("Asked about it, Superintendent Ana Larch was blunt. “We have let a lot of victims down.”", {"Ana Larch"}),
    ("They met Superintendent Ana Larch and Inspector Bo Birch. “We have let a lot of victims down.”", set()),
    ("Superintendent Ana Larch did not agree. She has other plans. “We have never let a victim down.”", {"Ana Larch"}),
    (
        "Superintendent Ana Larch said it was hard.\n\n“We let victims down. We know it.”\n\nIt rained.",
        {"Ana Larch"},
    ),
    (
        "Superintendent Ana Larch walked home.\n\n“We let victims down. We know it.”\n\nIt rained.",
        set(),
    ),
]


@pytest.mark.parametrize(("text", "speakers"), QUOTED)
def test_whose_words_are_quoted(text: str, speakers: set[str]) -> None:
    claims = [c for c in extract(document(text)).claims if isinstance(c, StakeholderClaim) and c.quotation]
    bodies = {c.organisation.body_id for c in claims if c.kind == "organisation" and c.organisation}
    assert bodies | {c.name for c in claims if c.kind == "person"} == speakers
