"""Labels of roles: which words beside a name are right, and how far. People and sentences are invented."""

import pytest

from flows.extraction.linking.roles.candidates import Candidate, RoleWork
from tests.gold.corpus import Lesson, plain
from tests.gold.role_lessons import Labelled
from tests.gold.training import people_of

TEXT = (
    "Inspector Ana Larch, a youth worker in Dover, met Bo Birch. "
    "Chief Constable Cy Alder and Inspector Di Rowan were there."
)
PEOPLE = {
    "Ana Larch": ("Inspector;youth worker in Dover", False),
    "Bo Birch": (None, False),
    "Cy Alder": ("Chief", True),
}


def labelled() -> Labelled:
    people = [
        {"kind": "person", "name": name, "role": role, "optional": optional}
        for name, (role, optional) in PEOPLE.items()
    ]
    document = plain("invented", TEXT, None)
    return Labelled(Lesson(document, [], "of", "articles", stakeholders=people), RoleWork(people_of(document)))


def weights(each: Labelled) -> list[tuple[Candidate, dict[bool, float]]]:
    """How much each candidate counts as right, and as wrong."""
    answers = [*each.answers()]
    return [(candidate, dict(answers[2 * at : 2 * at + 2])) for at, candidate in enumerate(each.work.candidates)]


def test_words_are_right_as_far_as_they_are_those_of_the_label() -> None:
    each = labelled()
    text = each.work.analysis.text
    of = {text[one.start : one.end]: counts for one, counts in weights(each) if one.person.name == "Ana Larch"}
    assert of["Inspector"] == of["youth worker in Dover"] == {True: 1.0, False: 0.0}
    assert of["youth worker"] == pytest.approx({True: 2 / 3, False: 1 / 3})


def test_who_is_labelled_without_a_role_has_none_and_who_is_not_labelled_does_not_count() -> None:
    each = labelled()
    assert {one.person.name for one, counts in weights(each) if any(counts.values())} <= {"Ana Larch", "Bo Birch"}
    assert not any(counts[True] for one, counts in weights(each) if one.person.name == "Bo Birch")
    assert (each.of("Bo Birch"), each.of("Cy Alder"), each.of("Di Rowan")) == ([], None, None)
