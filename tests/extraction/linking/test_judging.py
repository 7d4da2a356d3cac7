"""Judges and what they are asked: the same features and answers however often, and together with whatever."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from flows.extraction.linking import steps
from flows.extraction.linking.features.rows import Names, Table, described
from flows.extraction.linking.judges import Judge, load, probability
from flows.extraction.linking.ratings import JUDGES, learned
from flows.extraction.linking.steps import RatingWork, judge_all
from flows.extraction.linking.trees import Trees
from tests.extraction.readings import document
from tests.gold.lessons import unjudged
from tests.gold.saving import save_judge

TEXTS = (
    "Kent Police was rated good at preventing crime but inadequate at managing offenders. Surrey Police requires "
    "improvement in both. In 2019 Kent had been graded outstanding overall.",
    "How we did\n\nLeadership: good\n\nOur force was told to be better at investigating crime, where Durham "
    "Constabulary was “outstanding”, inspectors said.",
    "Grades of Avon Fire and Rescue Service\n\nGood\n\n- effectiveness\n- people\n\n"
    "Requires improvement\n\n- efficiency\n",
)


def works() -> list[RatingWork]:
    return [unjudged(document(text)) for text in TEXTS]


def judged(some: list[RatingWork]) -> list[dict[str, list[float]]]:
    judges, names = learned()
    judge_all(some, lambda judge, table, _: judges[judge].probabilities(table, names), names)
    return [work.scores for work in some]


def tables(some: list[RatingWork]) -> list[Table]:
    asked: list[Table] = []
    judges, names = learned()

    def decide(judge: str, table: Table, _: object) -> list[float]:
        asked.append(table)
        return judges[judge].probabilities(table, names)

    judge_all(some, decide, names)
    return asked


def test_features_of_two_builds_are_the_same() -> None:
    for one, other in itertools.zip_longest(tables(works()), tables(works())):
        assert (one.ends == other.ends).all()
        assert (one.columns == other.columns).all()
        assert one.values.tobytes() == other.values.tobytes()


def test_a_document_is_judged_alike_alone_and_among_others() -> None:
    together = judged(works())
    alone = [judged([work])[0] for work in works()]
    assert together == alone
    assert all(0 <= score <= 1 for scores in together for judge in steps.JUDGES for score in scores[judge])


@pytest.mark.parametrize("judge", JUDGES)
def test_one_and_two_threads_give_the_same_to_the_last_bit(judge: str) -> None:
    judges, _ = learned()
    asked = judges[judge]
    width = len(asked.names) + bool(asked.words)
    rows = np.arange(501) * width, np.tile(np.arange(width), 500), np.random.default_rng(1).normal(size=500 * width)
    one, two = (Trees(asked.trees, width, b"num_threads=%d" % n).scores(*rows) for n in (1, 2))
    assert one.tobytes() == two.tobytes()


def test_a_judge_that_is_saved_and_loaded_answers_the_same(tmp_path: Path) -> None:
    judges, _ = learned()
    save_judge(judges["grade"], tmp_path / "grade.json")
    again = load(tmp_path / "grade.json")
    names = Names(again.names, fixed=True)
    table = described(
        names, "grade", [again], lambda one: [({name.removeprefix("grade: "): 1.0 for name in one.names[::3]},)]
    )
    assert again.probabilities(table, names) == judges["grade"].probabilities(table, names)
    save_judge(again, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_bytes() == (tmp_path / "grade.json").read_bytes()


def test_names_that_were_never_learned_are_passed_over() -> None:
    names = Names(("of: known",), fixed=True)
    table = described(names, "of", [{"known": 2.0, "unknown": 1.0, "zero": 0.0}], lambda one: [(one,)])
    assert table.dense(1).tolist() == [[2.0]]
    assert list(names.number) == ["of: known"]


def test_rows_are_taken_and_put_beside_each_other() -> None:
    names = Names()
    one = described(names, "a", range(3), lambda number: [({"x": float(number), "y": 1.0},)])
    other = described(names, "b", range(3), lambda number: [({"x": 10.0 * number},)])
    table = one.joined_with(other).take([2, 0, 2])
    assert table.dense(len(names.number)).tolist() == [
        [1.0, 2.0, 20.0],
        [1.0, 0.0, 0.0],
        [1.0, 2.0, 20.0],
    ]


def test_probabilities_rise_with_scores_and_stay_between_nothing_and_all() -> None:
    found = [probability(score) for score in (-1000.0, -2.0, 0.0, 2.0, 1000.0)]
    assert found == sorted(found)
    assert found[0] == 0.0
    assert found[2] == 0.5
    assert found[-1] == 1.0


def test_a_judge_without_trees_that_agree_is_refused() -> None:
    with pytest.raises(Exception, match=r"[Mm]odel"):
        Judge(("x",), "no trees").probabilities(Table(np.array([0, 0]), np.array([], int), np.array([])), Names(("x",)))
