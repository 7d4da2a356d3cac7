"""What labels of people teach about what they are. People and sentences are invented."""

import pytest

from flows.extraction.linking.roles.candidates import Crowd
from tests.gold.corpus import Lesson, plain
from tests.gold.train_roles import Labelled
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
    return Labelled(Lesson(document, [], "of", "articles", stakeholders=people), Crowd(people_of(document)))


def test_words_are_right_as_far_as_they_are_those_of_the_label() -> None:
    each = labelled()
    text = each.crowd.analysis.text
    told = zip(each.crowd.candidates, each.answers(), strict=True)
    right = {text[one.start : one.end]: right for one, (right, _) in told if one.person.name == "Ana Larch"}
    assert right["Inspector"] == right["youth worker in Dover"] == 1.0
    assert right["youth worker"] == pytest.approx(2 / 3)


def test_who_is_labelled_without_a_role_has_none_and_who_is_not_labelled_does_not_count() -> None:
    each = labelled()
    told = [*zip(each.crowd.candidates, each.answers(), strict=True)]
    assert {one.person.name for one, (_, counts) in told if counts} <= {"Ana Larch", "Bo Birch"}
    assert not any(right for one, (right, _) in told if one.person.name == "Bo Birch")
    assert (each.of("Bo Birch"), each.of("Cy Alder"), each.of("Di Rowan")) == ([], None, None)
