"""Labels of quotations: which candidate speakers are right. People and sentences are invented."""

from typing import Any

from flows.extraction.linking.affiliations.judging import settle_organisations
from flows.extraction.linking.roles.judging import settle_roles
from flows.extraction.linking.speakers.candidates import Talk
from tests.gold.corpus import Lesson, plain
from tests.gold.speaker_lessons import Labelled
from tests.gold.training import people_of

TEXT = (
    "Kent Police was rated “good”. “We are glad of it,” said Inspector Ana Larch of Kent Police. “Very glad.”\n\n"
    "A neighbour said: “It is late.” The report found it “slow to act on it”."
)
QUOTATIONS: list[dict[str, Any]] = [
    {"quote": "“good”", "speaker": None},
    {"quote": "“We are glad of it,”", "speaker": "Ana Larch"},
    {"quote": "“Very", "speaker": None, "optional": True},
    {"quote": "“It is late.”", "speaker": None},
]


def labelled() -> Labelled:
    document = plain("invented", TEXT, None)
    return Labelled(
        Lesson(document, [], "of", "articles", quotations=QUOTATIONS),
        Talk(people_of(document, settle_roles, settle_organisations)),
    )


def test_each_quotation_has_its_label_if_any() -> None:
    assert labelled().names == ["Ana Larch", None, "", None]


def test_who_speaks_is_right_and_nobody_is_where_nobody_does() -> None:
    each = labelled()
    answers = [*zip(each.work.candidates, each.answers(), strict=True)]
    assert {(one.number, one.speaker.name) for one, (right, _) in answers if right} == {(0, "Ana Larch")}
    assert {one.number for one, (_, counts) in answers if counts} == {0, 2}
