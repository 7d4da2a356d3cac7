"""Labels of organisations of people: which candidates are right. People and sentences are invented."""

from flows.extraction.linking.affiliations.candidates import AffiliationWork
from flows.extraction.linking.roles.judging import settle_roles
from tests.gold.affiliation_lessons import Labelled, key_of
from tests.gold.corpus import Lesson, plain
from tests.gold.training import people_of

TEXT = (
    "Inspector Ana Larch of Kent Police met Inspector Bo Birch of Essex Police. "
    "Chief Constable Cy Alder and Inspector Di Rowan were there."
)
PEOPLE = {"Ana Larch": ("Kent Police", False), "Bo Birch": (None, False), "Cy Alder": ("Essex Police", True)}


def labelled() -> Labelled:
    people = [
        {"kind": "person", "name": name, "organisation": organisation, "optional": optional}
        for name, (organisation, optional) in PEOPLE.items()
    ]
    document = plain("invented", TEXT, None)
    work = AffiliationWork(people_of(document, settle_roles))
    return Labelled(Lesson(document, [], "of", "articles", stakeholders=people), work)


def test_a_candidate_is_right_where_the_label_names_it_and_none_is_where_it_names_none() -> None:
    each = labelled()
    answers = [
        (one.person.name, key_of(one.body), *answer)
        for one, answer in zip(each.work.candidates, each.answers(), strict=True)
    ]
    assert {(name, key) for name, key, right, _ in answers if right} == {("Ana Larch", "kent-police")}
    assert {name for name, *_, counts in answers if counts} == {"Ana Larch", "Bo Birch"}


def test_who_is_not_labelled_or_may_be_left_out_does_not_count() -> None:
    each = labelled()
    assert each.of("Di Rowan") is None
    assert each.of("Cy Alder") is None
    assert each.of("Bo Birch") == frozenset()


def test_what_is_not_asked_of_the_judge_is_no_outcome() -> None:
    each = labelled()
    each.work.scores["organisation-among-rivals"] = [0.5] * len(each.work.candidates)
    labelled_candidates = sum(one.person.name in ("Ana Larch", "Bo Birch") for one in each.work.candidates)
    assert len(list(each.outcomes())) == labelled_candidates
