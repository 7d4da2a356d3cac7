"""What a person is said to be: candidates, what the judge sees, and what is taken. People are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.analysis.speech.short_forms import add_short_forms
from flows.extraction.linking.features.rows import Table
from flows.extraction.linking.judges import Learned
from flows.extraction.linking.roles import judging
from flows.extraction.linking.roles.candidates import RoleWork
from flows.extraction.linking.roles.features import describe
from tests.cases import each_case
from tests.extraction.readings import document

TEXT = "Kent PCC Ana Larch met Bo Birch, the force's head of crime. Det Supt Birch spoke of Kent Police."


def analysis_of(text: str) -> Analysis:
    (analysis,) = analyse([document(text)])
    add_short_forms(analysis)
    return analysis


def slices(text: str, name: str) -> set[str]:
    """The words that are candidates for what somebody of a text is."""
    work = RoleWork(analysis_of(text))
    return {work.analysis.text[one.start : one.end] for one in work.candidates if one.person.name == name}


@each_case(
    ("text", "words"),
    [
        ("Superintendent Ana Larch of Kent Police spoke.", "Superintendent"),
        ("NCA deputy director of threats Ana Larch spoke.", "NCA deputy director of threats"),
        ("Regional Vulnerabilities Coordinator, Ana Larch, spoke.", "Regional Vulnerabilities Coordinator"),
        ("Ana Larch, a youth worker in Dover, spoke.", "youth worker in Dover"),
        ("Ana Larch (Chair) opened it.", "Chair"),
        ("Ana Larch has taken over as regional lead for fraud with the unit.", "regional lead for fraud with the unit"),
        ("Yours\n\nAna Larch\nChief Constable\n", "Chief Constable"),
        ("Ana Larch, who leads the unit, spoke.", "leads the unit"),
        ("Ana Larch met Kent Police. Inspector Larch spoke.", "Inspector"),
    ],
)
def test_what_somebody_may_be_is_a_candidate(text: str, words: str) -> None:
    assert words in slices(text, "Ana Larch")


def test_no_candidate_cuts_the_name_of_a_body() -> None:
    assert "Kent PCC" in slices(TEXT, "Ana Larch")
    assert "PCC" not in slices(TEXT, "Ana Larch")


@given(
    st.lists(st.sampled_from(["Ana Larch", "Kent Police", "Chief Constable", ",", "\n", "who leads", "(", ")", "–"]))
)
def test_candidates_lie_in_the_text_beside_a_place_that_names_the_person(words: list[str]) -> None:
    work = RoleWork(analysis_of(" ".join(words)))
    for one in work.candidates:
        assert 0 <= one.start < one.end <= len(work.analysis.text)
        assert one.place in {(start, end) for start, end, _ in one.person.mentions}
        assert one.title is None or one.start <= one.title.start < one.title.end <= one.end
    assert len(list(describe(work))) == len(work.candidates)


def test_more_names_do_not_make_more_candidates_of_each() -> None:
    few, many = (
        RoleWork(analysis_of("Inspector Ana Larch met Chief Constable Bo Birch. " * times)) for times in (6, 300)
    )
    assert len(many.candidates) <= len(few.candidates) * 1.2


def scored(text: str, scores: Mapping[str, float]) -> RoleWork:
    """The people of a text with a score for some words, as what the person named nearest to them is."""
    work = RoleWork(analysis_of(text))
    nearest: dict[int, int] = {}
    for one in work.candidates:
        apart = abs(one.start - one.place[0])
        nearest[one.start] = min(apart, nearest.get(one.start, apart))
    is_nearest = [abs(one.start - one.place[0]) == nearest[one.start] for one in work.candidates]
    words = [work.analysis.text[one.start : one.end] for one in work.candidates]
    scored = [scores.get(each, 0.0) * near for each, near in zip(words, is_nearest, strict=True)]
    work.scores["first"] = scored
    return work


def test_the_likeliest_words_of_each_side_are_taken() -> None:
    text = "Inspector Ana Larch, a youth worker in Dover, spoke."
    work = scored(text, {"Inspector": 0.9, "youth worker in Dover": 0.8, "youth worker": 0.7})
    taken = [(judging.role_of(work, one).text, score) for one, score in judging.likeliest(work)]
    assert taken == [("Inspector", 0.9), ("youth worker in Dover", 0.8)]


@pytest.mark.parametrize(("likely", "taken"), [(0.01, ["Inspector"]), (-0.01, [])])
def test_words_that_are_likely_enough_are_a_role(
    likely: float, taken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def decide(_: Learned, judge: str, table: Table, works: Sequence[RoleWork]) -> list[float]:
        return [judging.THRESHOLD + likely if one.side == "before" else 0.0 for one in works[0].candidates]

    analysis = analysis_of("Inspector Ana Larch spoke.")
    monkeypatch.setattr(Learned, "decide", decide)
    judging.settle_roles([analysis])
    assert [role.text for role in analysis.people[0].roles] == taken
    assert analysis.people[0].likely_role == judging.THRESHOLD + likely


def test_each_candidate_is_told_how_its_score_compares_with_others() -> None:
    scores = {"Inspector": 0.9, "youth worker in Dover": 0.8, "youth worker": 0.7}
    work = scored("Inspector Ana Larch, a youth worker in Dover, spoke.", scores)
    of_words = {
        work.analysis.text[one.start : one.end]: features
        for one, (features,) in zip(work.candidates, judging.ROLES.among_rivals(work), strict=True)
    }
    assert of_words["youth worker"]["before best other beside it"] == pytest.approx(-0.1)
    assert of_words["youth worker in Dover"]["before best other beside it"] == pytest.approx(0.1)
    assert of_words["youth worker in Dover"]["best other on the other side"] == 0.9
    assert of_words["Inspector"]["best other of its words"] == 0.0


def test_a_role_has_the_body_it_names() -> None:
    work = scored(TEXT, {"Kent PCC": 0.9, "head of crime": 0.9})
    roles = {one.person.name: judging.role_of(work, one) for one, score in judging.likeliest(work) if score}
    assert roles["Ana Larch"].text == "Kent Police and Crime Commissioner"
    assert roles["Ana Larch"].organisation is not None
    assert roles["Ana Larch"].organisation.body_id == "kent-pcc"
    assert roles["Bo Birch"].organisation is None
