"""Whose words a quotation holds. People and sentences are invented; how well it is judged is measured on gold."""

from flows.extraction.analysis.analysis import analyse
from flows.extraction.linking.affiliations.judging import settle_organisations
from flows.extraction.linking.roles.judging import settle_roles
from flows.extraction.linking.speakers.candidates import Talk
from tests.cases import each_case
from tests.extraction.readings import document, everybody
from tests.gold.training import people_of

ANA = "Superintendent Ana Larch of Kent Police"
TRANSCRIPT = """Ana Larch and Bo Birch of Kent Police met.

ANA: I think we did well there.

BO: You did. I was proud of it.

ANA: We have more to do, I know.

BO: And we will do it.
"""


def spoken(text: str) -> list[str]:
    """The words of each quotation that could be somebody's."""
    (analysis,) = analyse([document(text)])
    return [analysis.text[one.start : one.end] for one in Talk(analysis).quotations]


def talk_of(text: str) -> Talk:
    return Talk(people_of(document(text), settle_roles, settle_organisations))


def could_speak(text: str) -> list[set[str]]:
    """Who could have said each quotation."""
    talk = talk_of(text)
    found: list[set[str]] = [set() for _ in talk.quotations]
    for one in talk.candidates:
        found[one.number].add(one.speaker.name)
    return found


def test_a_grade_alone_is_nobodys_words() -> None:
    assert spoken("Kent Police was rated “good” and Essex Police ‘requires improvement’.") == []
    assert spoken("Kent Police was called “good at heart”.") == ["“good at heart”"]


def test_words_quoted_in_a_quotation_are_part_of_it() -> None:
    assert spoken(f"{ANA} said: “They told us ‘you will never do it’ and we did it.”") == [
        "“They told us ‘you will never do it’ and we did it.”"
    ]


def test_who_is_named_in_other_peoples_words_does_not_speak() -> None:
    (one,) = could_speak(f"{ANA} said: “We thank Bo Birch of Essex Police for all that he did for us.”")
    assert one == {"Ana Larch", "Kent Police"}


def test_whoever_is_named_nearby_could_speak_and_nobody_far_away() -> None:
    far = "\n\n".join(["It rained."] * 8)
    (one,) = could_speak(
        f"{ANA} was there.\n\n{far}\n\nBo Birch saw it.\n\n“We will do better next time.”\n\nIt ended."
    )
    assert one == {"Bo Birch"}


def test_a_first_name_labels_a_turn() -> None:
    talk = talk_of(TRANSCRIPT)
    labelled = [(one.form, one.speaker.name) for one in talk.namings if one.form == "label"]
    assert labelled == [("label", "Ana Larch"), ("label", "Bo Birch")] * 2


@each_case(
    ("text", "speakers"),
    [
        (f"{ANA} said: “We have far too few officers.”", {"Ana Larch"}),
        (f"“We have far too few officers,” said {ANA}.", {"Ana Larch"}),
        ("HMICFRS said in its report that Kent Police was “slow to act on all of it”.", {"HMICFRS"}),
    ],
)
def test_who_is_plainly_said_to_speak_does(text: str, speakers: set[str]) -> None:
    said = {claim.name for claim in everybody(document(text)) if claim.quotation}
    assert {"HMICFRS" if "Inspectorate" in name else name for name in said} == speakers


@each_case(
    ("text", "named"),
    [
        ("Inspector Bo Birch met Inspector Ana Larch of Kent Police and said that she was ill.", set()),
        ("Inspector Ana Larch of Kent Police said that she was ill.", {"Ana Larch"}),
        ("Inspector Bo Birch met Inspector Ana Larch of Kent Police and she said it was late.", {"Ana Larch"}),
        # A woman is no "he", a man no "she", by how they are called.
        ("Sir Bo Birch, chief constable of Kent Police, met Inspector Ana Larch. She said so.", {"Ana Larch"}),
        ("Miss Ana Larch, chief constable of Kent Police, met Inspector Bo Birch. He said so.", {"Bo Birch"}),
        # A surname that two people have is of neither.
        ("Inspector Bo Larch is a son of Inspector Ana Larch. Larch said so. He added it.", set()),
        ("Inspector Bo Larch is a son of Inspector Ana Birch. Larch said so. He added it.", {"Bo Larch"}),
    ],
)
def test_whom_a_pronoun_that_speaks_names(text: str, named: set[str]) -> None:
    claims = everybody(document(text))
    assert {c.name for c in claims if c.rule == "person-pronoun"} == named


@each_case(
    ("text", "rules"),
    [
        (
            f"“It is late,” said {ANA}. “We have known it for a long time.”",
            ["person-quotation", "person-quotation-goes-on"],
        ),
        (f"{ANA} said: “It is late.\n\n“We know that it is late.”", ["person-quotation"]),
        (f"{ANA} said: “It is late.” She added: “We know it.”", ["person-quotation", "person-quotation"]),
    ],
)
def test_an_interrupted_quotation_is_one(text: str, rules: list[str]) -> None:
    claims = everybody(document(text))
    assert [claim.rule for claim in claims if claim.quotation and claim.kind == "person"] == rules
