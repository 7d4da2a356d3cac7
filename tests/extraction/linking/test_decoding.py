"""What may stand together: a word states a fact once, and of two current grades in one area the likelier stands."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from flows.extraction.claims import Body
from flows.extraction.linking.decoding import LEAST_GRADE, decoded
from flows.extraction.linking.features.whole import Rating
from flows.extraction.linking.steps import RatingWork

KENT = Body("kent-police", "Kent Police", "territorial-force")
DURHAM = Body("durham-constabulary", "Durham Constabulary", "territorial-force")


class Graded:
    def __init__(self, code: str) -> None:
        self.code = code


def work(ratings: list[tuple[str, Body, float, float]]) -> RatingWork:
    made = object.__new__(RatingWork)
    made.known = set()
    made.grades = [Graded(grade) for grade, *_ in ratings]  # type: ignore[misc]
    made.ratings = [Rating(number, None, body, 0, 0) for number, (_, body, _, _) in enumerate(ratings)]
    made.scores = {"rating-among-all": [r[2] for r in ratings], "earlier": [r[3] for r in ratings]}
    made.scores["grade"] = [1.0] * len(ratings)
    return made


@pytest.mark.parametrize(
    ("ratings", "kept"),
    [
        ([("good", KENT, 0.9, 0.0), ("good", KENT, 0.6, 0.0)], [0.9, 0.6]),
        ([("good", KENT, 0.9, 0.0), ("inadequate", KENT, 0.6, 0.0)], [0.9]),
        ([("good", KENT, 0.8, 0.0), ("inadequate", KENT, 0.9, 0.0)], [0.9]),
        ([("good", KENT, 0.9, 0.0), ("inadequate", KENT, 0.6, 1.0)], [0.9, 0.6]),
        ([("good", KENT, 0.9, 0.0), ("inadequate", DURHAM, 0.6, 0.0)], [0.9, 0.6]),
    ],
)
def test_what_stands(ratings: list[tuple[str, Body, float, float]], kept: list[float]) -> None:
    assert [one.probability for one in decoded(work(ratings))] == kept


def test_a_word_that_is_hardly_a_grade_states_nothing() -> None:
    made = work([("good", KENT, 0.9, 0.0), ("good", KENT, 0.9, 0.0)])
    made.scores["grade"][1] = LEAST_GRADE / 2
    assert [one.number for one in decoded(made)] == [0]


SHARES = st.floats(0, 1)
RATINGS = st.lists(
    st.tuples(st.sampled_from(["good", "adequate"]), st.sampled_from([KENT, DURHAM]), SHARES, SHARES), max_size=8
)


@given(RATINGS)
def test_no_fact_twice_and_no_contradiction(ratings: list[tuple[str, Body, float, float]]) -> None:
    found = decoded(work(ratings))
    assert len({(one.at, one.key) for one in found}) == len(found)
    assert [one.number for one in found] == sorted(one.number for one in found)
    current = {one.key for one in found if not one.historic}
    assert len({key[:2] for key in current}) == len(current)
