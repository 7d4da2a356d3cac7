"""Areas are found by the stems of their phrases: in every inflection, with any article, opened by a question."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flows.extraction.analysis.text.area_lexicon import AreaLexicon, area_lexicon
from flows.extraction.analysis.text.layout import Block
from flows.extraction.analysis.text.view import View
from schemas import vocabularies

LEXICON = AreaLexicon(
    [
        ("preventing crime", "preventing-crime"),
        ("deterring offenders", "preventing-crime"),
        ("use of its resources", "good-use-of-resources"),
        ("values and culture", "promoting-values-and-culture"),
        ("effectiveness", "effectiveness"),
        ("reported crime", "crime-data-integrity"),
        ("treating its people", "people"),
        ("SOC", "serious-and-organised-crime"),
        ("our values", "promoting-values-and-culture"),
        ("tackling anti-social behaviour", "tackling-anti-social-behaviour"),
        ("efficiency", "efficiency"),
    ],
    aims=["keeping people safe and cutting crime"],
)


def found(text: str, *starts: int) -> list[tuple[str, str, str]]:
    """Code, words and form of each area in a text whose blocks begin at some positions."""
    blocks = [Block(number, start, len(text), "paragraph", None) for number, start in enumerate(starts)]
    return [
        (hit.term.codes[0], text[hit.start : hit.end], hit.term.form)
        for hit in LEXICON.find(View(text, None, text), blocks)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It prevents crimes well.", "prevents crimes"),
        ("good at preventing the crime", "preventing the crime"),
        ("How well the force prevents crime", "How well the force prevents crime"),
        ("PREVENTING CRIME", "PREVENTING CRIME"),
    ],
)
def test_inflection_article_and_opening_do_not_matter(text: str, words: str) -> None:
    assert found(text) == [("preventing-crime", words, "")]


def test_what_is_told_of_the_past_may_name_an_area() -> None:
    assert found("it prevented crime") == [("preventing-crime", "prevented crime", "")]
    assert found("reported crime") == [("crime-data-integrity", "reported crime", "")]


def test_possessives_stand_for_each_other_and_may_be_missing_but_not_before_people() -> None:
    assert [words for _, words, _ in found("our use of resources, their use of our resources")] == [
        "use of resources",
        "use of our resources",
    ]
    assert found("treats our people")
    assert not found("treats people")


def test_two_joined_words_may_change_places() -> None:
    assert found("culture and values") == [("promoting-values-and-culture", "culture and values", "")]


def test_wordings_of_one_area_in_a_row_are_one() -> None:
    assert found("preventing crime and deterring offenders") == [
        ("preventing-crime", "preventing crime and deterring offenders", "")
    ]


def test_a_single_word_is_found_as_it_is_written() -> None:
    assert found("Effectiveness") == [("effectiveness", "Effectiveness", "")]
    assert not found("effective, effectively")
    assert found("SOC")
    assert not found("soc")


def test_results_and_agents_are_other_words_than_the_doing() -> None:
    assert not found("crime prevention, preventers of crime, preventions of crime")


def test_a_prefix_may_be_written_apart_or_together() -> None:
    assert all(found(f"tackles {how} behaviour") for how in ("antisocial", "anti-social", "anti social"))


def test_no_wording_goes_on_into_the_next_block() -> None:
    text = "preventing\ncrime"
    assert found(text)
    assert not found(text, 0, text.index("crime"))


@pytest.mark.parametrize(
    ("text", "area", "words"),
    [
        ("good at keeping people safe and cutting crime", "effectiveness", "keeping people safe and cutting crime"),
        (
            "is efficient at cutting crime and keeping people safe",
            "efficiency",
            "efficient at cutting crime and keeping people safe",
        ),
        (
            "how legitimately it keeps people safe and cuts crime",
            "legitimacy",
            "how legitimately it keeps people safe and cuts crime",
        ),
        (
            "keeping people safe and cutting crime efficiently",
            "efficiency",
            "keeping people safe and cutting crime efficiently",
        ),
        (
            "How efficient Kent Police is at keeping people safe and cutting crime",
            "efficiency",
            "keeping people safe and cutting crime",
        ),
        ("It is efficient. It keeps people safe and cuts crime", "effectiveness", "keeps people safe and cuts crime"),
        (
            "how effective and efficient it is at keeping people safe and cutting crime",
            "effectiveness",
            "keeping people safe and cutting crime",
        ),
    ],
)
def test_how_an_aim_is_served_tells_which_pillar_is_asked_about(text: str, area: str, words: str) -> None:
    assert found(text) == [(area, words, "")]


def test_a_manner_that_names_its_pillar_is_one_wording_with_the_aim_unless_somebody_is_named_between() -> None:
    assert found("the efficiency with which it keeps people safe and cuts crime") == [
        ("efficiency", "efficiency with which it keeps people safe and cuts crime", "")
    ]
    assert found("the efficiency with which Kent Police keeps people safe and cuts crime") == [
        ("efficiency", "efficiency", ""),
        ("efficiency", "keeps people safe and cuts crime", ""),
    ]


WORDS = ["keeping", "people", "safe", "and", "cutting", "crime", "efficiently", "efficiency", "effective", "is", "at"]


@given(st.lists(st.sampled_from([*WORDS, "keeping people safe and cutting crime", ".", "Kent"]), max_size=14))
@example(["keeping people safe and cutting crime", "efficiency"])
def test_areas_stand_in_order_and_apart_whatever_asks_with_an_aim(words: list[str]) -> None:
    text = " ".join(words)
    for lexicon in (LEXICON, area_lexicon()):
        hits = lexicon.find(View(text, None, text))
        assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
        assert all(one.end <= other.start for one, other in pairwise(hits))


def test_every_official_question_that_is_a_name_says_its_area() -> None:
    """Questions of programmes that name their area in so many words are found to be of it."""
    asked = [
        row
        for row in vocabularies.rows("questions")
        if row["programme"].startswith("fire-") and not row["question"].endswith("?")
    ]
    assert asked
    for row in asked:
        (hit,) = area_lexicon().find(View(row["question"], None, row["question"]))
        assert hit.term.codes == (row["area"],), row


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Our value-for-money arrangements", []),
        ("Our values – good", ["promoting-values-and-culture"]),
        ("Our values–good", ["promoting-values-and-culture"]),
        ("Our values- Good", ["promoting-values-and-culture"]),
        ("Our values-Good", ["promoting-values-and-culture"]),
    ],
)
def test_half_a_compound_names_no_area(text: str, codes: list[str]) -> None:
    assert [code for code, _, _ in found(text)] == codes
