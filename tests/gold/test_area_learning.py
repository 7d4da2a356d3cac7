"""Which area words speak of is learned from labels; each document is read by a model that saw none of its family."""

from typing import Any

from flows.extraction.linking.area_words import words_of_grades
from tests.extraction.readings import document
from tests.gold.area_learning import MIN_GRADES, learn_areas
from tests.gold.corpus import Lesson
from tests.gold.cross_validation import CrossValidation
from tests.gold.learning import Settings
from tests.gold.lessons import Labelled, unjudged

WORDS = {"investigating-crime": "detectives", "responding-to-the-public": "callers", "managing-offenders": "parolees"}


def lesson(number: int, family: str, area: str, word: str) -> Lesson:
    text = f"Kent Police was rated good for how its {word} do."
    label: dict[str, Any] = {"body": "Kent Police", "area": area, "grade": "good", "quote": "rated good"}
    ratings = [{**label, "historic": False, "optional": False, "report_published_on": None}]
    return Lesson(document(text, name=f"{family}-{number}"), ratings, family, "articles")


def test_words_are_learned_and_a_document_is_read_by_a_model_of_other_families() -> None:
    taught = [
        lesson(number, family, area, word)
        for family in "abcd"
        for area, word in WORDS.items()
        for number in range(MIN_GRADES)
    ]
    taught += [lesson(number, "only", area, f"tractors {area[:5]}") for area in WORDS for number in range(MIN_GRADES)]
    works = [unjudged(each.document) for each in taught]
    learner = CrossValidation(taught, [1] * len(taught), [1.0] * len(taught), lambda _: Settings(), print)
    labelled = [Labelled(work, each.ratings) for work, each in zip(works, taught, strict=True)]
    model = learn_areas(labelled, taught, learner)
    detectives = next(words_of_grades(works[0].document, works[0].grades))
    assert model.likely_areas(detectives)["investigating-crime"] > 0.6
    for work, each in zip(works, taught, strict=True):
        (likely,) = work.likely_areas
        own = likely[each.ratings[0]["area"]]
        assert own > 0.6 if each.family != "only" else abs(own - 1 / 3) < 0.1
