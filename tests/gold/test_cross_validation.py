"""Judges learn by cross-validation: families stay together, and every candidate gets an unseen prediction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from flows.extraction.linking.features.rows import Names, described
from tests.gold.corpus import Lesson, plain
from tests.gold.cross_validation import Answer, CrossValidation, folds_of
from tests.gold.learning import FOLDS, Settings
from tests.gold.tabulating import tabulate_in_parallel


@dataclass
class Odd:
    """A document whose candidates are numbers; odd ones are right."""

    numbers: Sequence[int]
    answers_each: int = 1

    def answers(self, judge: str) -> list[Answer]:
        return [(number % 2 == 1, 1.0) for number in self.numbers for _ in range(self.answers_each)]


def learner(documents: int) -> CrossValidation:
    lessons = [Lesson(plain(f"d{n}", "", None), [], f"family {n}", "articles") for n in range(documents)]
    settings = Settings(min_count=1, trees={"num_iterations": 4, "min_data_in_leaf": 1})
    return CrossValidation(lessons, [1] * documents, [1.0] * documents, lambda _: settings, lambda _: None)


def test_a_family_stays_in_one_fold_and_folds_are_alike_in_size() -> None:
    sizes = [3, 2, 2, 2, 3, 2, 2, 2]
    folds = folds_of(["big", "a", "b", "c", "big", "d", "e", "f"], sizes)
    assert folds[0] == folds[4]
    of_folds = Counter[int]()
    for fold, size in zip(folds, sizes, strict=True):
        of_folds[fold] += size
    assert sorted(of_folds.values()) == [4, 4, 4, 6]


@pytest.mark.parametrize("answers_each", [1, 2])
def test_each_candidate_gets_one_unseen_prediction(answers_each: int) -> None:
    documents = [Odd(range(20), answers_each) for _ in range(2 * FOLDS)]
    each = learner(len(documents))
    table = described(each.names, "number", documents, lambda odd: (({f"{n % 2}": 1.0},) for n in odd.numbers))
    unseen = each.learn("odd", table, documents)
    assert [score > 0.5 for score in unseen] == [False, True] * 10 * len(documents)
    assert set(each.judges) == {"odd"}


def test_labels_of_other_candidates_are_refused() -> None:
    each = learner(1)
    table = described(each.names, "number", [1], lambda _: (({"x": 1.0},) for _ in range(2)))
    with pytest.raises(ValueError, match="odd: 3 answers to 2 candidates"):
        each.learn("odd", table, [Odd(range(3))])


def test_tables_that_several_processes_make_are_those_of_one() -> None:
    def features(word: str) -> list[tuple[dict[str, float]]]:
        return [({letter: 1.0, f"{letter} at": float(at)},) for at, letter in enumerate(word)]

    words = [f"{number:b}{chr(97 + number % 26)}" if number % 8 > 2 else "" for number in range(60)]
    one, several = Names(), Names()
    expected, table = described(one, "p", words, features), tabulate_in_parallel(several, "p", words, features)
    assert one.number == several.number
    for name in ("ends", "columns", "values"):
        assert np.array_equal(getattr(expected, name), getattr(table, name))
