"""Whose words a quotation holds. People and sentences are invented."""

from tests.cases import each_case
from tests.extraction.readings import document, everybody

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
    # The object of a preposition is only spoken of: of what tells of it, or was sent to it, it says nothing.
    ("The findings about Kent Police stated: “Callers wait far too long.” It continued: “Few are told why.”", set()),
    ("To Kent Police and Essex Police the audit says: “You keep no proper record of it.”", set()),
    ("A memo to Chief Constable Ana Larch warned: “You have three months to act.”", set()),
    ("A neighbour of Superintendent Ana Larch said: “She has found the men at last.”", set()),
    ("“Callers wait far too long,” said a study of Kent Police.", set()),
    ("“Callers wait far too long,” he said of Kent Police.", set()),
    ("HMICFRS is back. The report on Kent Police said: “Callers wait far too long.”", {"hmicfrs"}),
    # But who speaks for it does, and who is named as the subject behind or before it.
    ("Detectives at Kent Police said: “We have found the men at last.”", {"kent-police"}),
    ("“We have found the men at last,” said a spokeswoman for Kent Police.", {"kent-police"}),
    ("A tweet by Kent Police said: “We have found the men at last.”", {"kent-police"}),
    ("According to Kent Police: “We have found the men at last.”", {"kent-police"}),
    ("For Superintendent Ana Larch, the aim is clear: “We have to find the men at last.”", {"Ana Larch"}),
    ("In a note with Kent Police, Essex Police said: “We have found the men at last.”", {"essex-police"}),
    ("In a memo to Inspector Bo Birch, Superintendent Ana Larch said: “You must find them.”", {"Ana Larch"}),
    ("Superintendent Ana Larch, in a memo to Kent Police, said: “You must find them.”", {"Ana Larch"}),
    # Who is named by whose they are speaks; whose they are does not.
    ("Inspector Bo Birch's sister, Ana Larch, said: “He has found the men at last.”", {"Ana Larch"}),
    ("Inspector Bo Birch’s colleague at Essex Police, Mo Ash, later said: “We have found the men.”", {"Mo Ash"}),
    ("Inspector Bo Birch's boss, Superintendent Ana Larch, said: “We have found the men at last.”", {"Ana Larch"}),
    ("Inspector Bo Birch's verdict was clear: “We have found the men at last.”", {"Bo Birch"}),
    ("Inspector Bo Birch, who met Minister Ana Larch's aides, and later her, said: “We found them.”", {"Bo Birch"}),
    # Of names beside each other the last speaks.
    ("Essex Police volunteers Bo Birch and Mo Ash said: “We walk the streets.”", {"Mo Ash"}),
    ("Kent Police officers said: “We have sold them a lot of vans.”", {"kent-police"}),
    # Whom somebody met or followed, in an aside on them, is silent.
    ("Inspector Bo Birch of Kent Police, who met Minister Ana Larch at noon, said: “We found them.”", {"Bo Birch"}),
    ("Inspector Bo Birch of Kent Police met Minister Ana Larch, who said: “We found them.”", {"Ana Larch"}),
    # Nor does it speak where somebody without a name does, in a clause behind it.
    ("After the raid by Kent Police, a shopkeeper said: “I saw it coming a mile off.”", set()),
    ("Kent Police wrote a letter that said: “We saw it coming a mile off.”", {"kent-police"}),
    ("Kent Police was warned by a shopkeeper: “It has come to this at last.”", set()),
    # Whom something was done by is no speaker, but who published it is, and who is named before "who".
    ("Shopkeepers let down by Kent Police say they are “angry and hurt at it”.", set()),
    ("HMICFRS is back. A review by HMICFRS found Kent Police was “slow to act on all of it”.", {"hmicfrs"}),
    ("A notice published by Kent Police said: “We saw it coming a mile off.”", {"kent-police"}),
    ("A notice sent to Inspector Ana Larch, who runs the unit, said: “You have three months.”", set()),
    ("It fell to Ana Larch, chief constable of Kent Police, who said: “We saw it coming.”", {"Ana Larch"}),
    ("The row began at Kent Police, which said: “We saw it coming a mile off.”", {"kent-police"}),
    ("In Inspector Ana Larch's words: “We saw it coming a mile off.”", {"Ana Larch"}),
    ("Kent Police, the oldest of the three, said: “We saw it coming a mile off.”", {"kent-police"}),
    ("Kent Police, which the coroner praised, said: “We saw it coming a mile off.”", {"kent-police"}),
]

BO_AND_ANA = "Superintendent Bo Birch {} Inspector Ana Larch of Kent Police{} “We have far too few of them.”"
# What Bo does to Ana, what follows, and who speaks.
ONE_OF_TWO: list[tuple[str, str, set[str]]] = [
    ("asked", " to leave. He said:", {"Bo Birch"}),
    ("was asked by", " why it took so long. He said:", {"Bo Birch"}),
    ("was challenged by", " over it. He replied:", {"Bo Birch"}),
    ("told", " to leave. He added:", {"Bo Birch"}),
    ("met", ". He replied:", {"Bo Birch"}),
    # A woman is no "he", a man no "she", by how they are called.
    ("and Dame Eve Elm met", ". He said:", {"Bo Birch"}),
    ("met", ". Ms Larch left. He said:", {"Bo Birch"}),
    ("met", ", and thanked Ms Larch. She said:", {"Bo Birch"}),
]


@each_case(("does", "then", "speakers"), ONE_OF_TWO)
def test_which_of_two_people_a_pronoun_stands_for(does: str, then: str, speakers: set[str]) -> None:
    claims = everybody(document(BO_AND_ANA.format(does, then)))
    assert {c.name for c in claims if c.quotation} == speakers


CALLED: list[tuple[str, set[str]]] = [
    ("Sir Bo Birch, chief constable of Kent Police, met Inspector Ana Larch. She said: “I am glad.”", {"Ana Larch"}),
    ("Sir Bo Birch, chief constable of Kent Police, met Inspector Ana Larch. He said: “I am glad.”", {"Bo Birch"}),
    ("Miss Ana Larch, chief constable of Kent Police, met Inspector Bo Birch. She said: “I am glad.”", {"Ana Larch"}),
    (
        "Lady Ana Larch, the chair of Kent Police Federation, met Mr Bo Birch, the mayor. “I am glad of it,” she said.",
        {"Ana Larch"},
    ),
    # A surname that two people have is of neither.
    ("Inspector Bo Larch is a son of Inspector Ana Larch. Larch said so. “I am glad of it,” he said.", set()),
    ("Inspector Bo Larch is a son of Inspector Ana Birch. Larch said so. “I am glad of it,” he said.", {"Bo Larch"}),
]


@each_case(("text", "speakers"), CALLED)
def test_a_pronoun_agrees_with_what_somebody_is_called(text: str, speakers: set[str]) -> None:
    claims = [c for c in everybody(document(text)) if c.quotation]
    assert {c.name for c in claims} == speakers


@each_case(
    ("text", "named"),
    [
        ("Inspector Bo Birch met Inspector Ana Larch of Kent Police and said that she was ill.", set()),
        ("Inspector Ana Larch of Kent Police said that she was ill.", {"Ana Larch"}),
        ("Inspector Bo Birch met Inspector Ana Larch of Kent Police and she said it was late.", {"Ana Larch"}),
    ],
)
def test_of_two_people_a_pronoun_that_does_not_speak_names_neither(text: str, named: set[str]) -> None:
    claims = everybody(document(text))
    assert {c.name for c in claims if c.rule == "person-pronoun"} == named


@each_case(("text", "speakers"), QUOTED)
def test_whose_words_are_quoted(text: str, speakers: set[str]) -> None:
    claims = [c for c in everybody(document(text)) if c.quotation]
    bodies = {c.organisation.body_id for c in claims if c.kind == "organisation" and c.organisation}
    assert bodies | {c.name for c in claims if c.kind == "person"} == speakers
