"""Which organisation a person is of: candidates, what judges see, and what is given. People are invented."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from flows.extraction.analysis.analysis import Analysis, analyse
from flows.extraction.linking.affiliations import judging
from flows.extraction.linking.affiliations.candidates import AffiliationWork
from flows.extraction.linking.affiliations.features import describe
from flows.extraction.linking.features.rows import Table
from flows.extraction.linking.judges import Learned
from flows.extraction.linking.roles.judging import settle_roles
from tests.extraction.readings import document

TEXT = "Kent Police was graded. Essex Police was not. Commissioner Ana Larch spoke. Inspector Bo Birch did not."


def analysis_of(text: str, publisher: str | None = None) -> Analysis:
    analyses = analyse([replace(document(text), publisher=publisher)])
    settle_roles(analyses)
    return analyses[0]


def ways(text: str, publisher: str | None = None) -> dict[str, dict[str, None]]:
    """How each candidate of the first person of a text comes to be one."""
    work = AffiliationWork(analysis_of(text, publisher))
    first = work.analysis.people[0]
    return {one.body.body_id: one.ways for one in work.candidates if one.person is first}


def test_who_oversees_what_is_named_is_a_candidate_too() -> None:
    found = ways("Kent Police was slow. The commissioner, Ana Larch, said so.")
    assert "near" in found["kent-police"]
    assert "commissioner of" in found["kent-pcc"]


def test_whose_page_it_is_is_a_candidate_by_any_name() -> None:
    assert "publisher" in ways("Councillor Ana Larch spoke.", "Ambridge Fire Authority")["ambridge-fire-authority"]
    assert "publisher" in ways("Inspector Ana Larch spoke.", "Kent Police")["kent-police"]


def test_what_a_role_names_is_a_candidate() -> None:
    assert "named by role" in ways("The chief constable of Kent Police, Ana Larch, spoke.")["kent-police"]


def test_far_more_names_than_anybody_can_be_of_do_not_make_more_candidates() -> None:
    names = (
        "Kent Police, Essex Police, Surrey Police, Sussex Police, Dorset Police, Gwent Police and Cleveland Police. "
    )
    few, many = (ways(names * times + "Inspector Ana Larch spoke.") for times in (1, 50))
    assert few.keys() == many.keys()


def test_each_candidate_is_described_once_in_order_and_rivals_are_of_one_person() -> None:
    work = AffiliationWork(analysis_of(TEXT))
    assert len(list(describe(work))) == len(work.candidates) > 0
    work.scores["first"] = [number / len(work.candidates) for number in range(len(work.candidates))]
    rows = [features for (features,) in judging.ORGANISATIONS.among_rivals(work)]
    people = [one.person for one in work.candidates]
    for person in work.analysis.people:
        scores = [score for one, score in zip(people, work.scores["first"], strict=True) if one is person]
        of_person = [features for one, features in zip(people, rows, strict=True) if one is person]
        best = [features for features in of_person if features["before best other of the person"] > 0]
        assert [features["score"] for features in best] == [max(scores)]
        assert best[0]["best other of the person"] == sorted(scores)[-2]


@pytest.mark.parametrize(("likely", "given"), [(0.59, None), (0.61, "kent-pcc")])
def test_the_likeliest_is_given_if_it_is_likely_enough(
    likely: float, given: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decide(_: Learned, judge: str, table: Table, works: Sequence[AffiliationWork]) -> list[float]:
        return [likely if one.body.body_id == "kent-pcc" else 0.2 for work in works for one in work.candidates]

    analysis = analysis_of(TEXT)
    monkeypatch.setattr(Learned, "decide", decide)
    judging.settle_organisations([analysis])
    assert {person.organisation and person.organisation.body_id for person in analysis.people} == {given}


def test_documents_are_judged_alike_alone_and_together() -> None:
    texts = [TEXT, "It rained.", "Ana Larch, of the NCA, spoke. Bo Birch, head of Kent Police, wrote."]

    def settled(groups: list[list[Analysis]]) -> list[object]:
        for group in groups:
            judging.settle_organisations(group)
        return [person.organisation for group in groups for analysis in group for person in analysis.people]

    assert settled([[analysis_of(text)] for text in texts]) == settled([[analysis_of(text) for text in texts]])
