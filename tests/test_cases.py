"""Many cases in one test fail each by itself."""

import inspect
from pathlib import Path

import pytest

from tests.cases import each_case, mostly_slow


def test_every_case_is_tried_with_every_other_and_with_fixtures(tmp_path: Path) -> None:
    tried = []

    @each_case("number", [1, 2])
    @each_case(("word", "length"), iter([("a", 1), ("bc", 2)]))
    def remembers(number: int, word: str, length: int, folder: Path) -> None:
        assert (len(word), folder) == (length, tmp_path)
        tried.append((number, word))

    assert [*inspect.signature(remembers).parameters] == ["folder"]
    remembers(folder=tmp_path)
    assert tried == [(1, "a"), (1, "bc"), (2, "a"), (2, "bc")]


def test_every_case_that_fails_is_named_and_hides_no_other() -> None:
    @each_case(("number", "word"), [(1, "one"), (2, "two"), (3, "three"), (4, "four")])
    def fails(number: int, word: str) -> None:
        assert number != 1, "is one"
        if number == 3:
            raise KeyError(word)
        if number == 4:
            pytest.fail("is four")

    with pytest.raises(BaseExceptionGroup, match=r"3 of 4 cases") as raised:
        fails()
    one, three, four = raised.value.exceptions
    assert (type(one), type(three), type(four)) == (AssertionError, KeyError, pytest.fail.Exception)
    assert [error.__notes__ for error in raised.value.exceptions] == [
        ["in the case 1, 'one'"],
        ["in the case 3, 'three'"],
        ["in the case 4, 'four'"],
    ]


def test_a_case_may_have_a_name() -> None:
    @each_case("number", [1, 2], ids=["first", "second"])
    def fails(number: int) -> None:
        assert number == 1

    with pytest.raises(BaseExceptionGroup) as raised:
        fails()
    assert [error.__notes__ for error in raised.value.exceptions] == [["in the case second"]]


def test_without_cases_there_is_nothing_to_test() -> None:
    with pytest.raises(ValueError, match="has no cases"):
        each_case("number", [])(lambda number: None)


def test_all_cases_but_the_quick_ones_are_slow() -> None:
    made = mostly_slow([("a", 1), ("b", 2)], quick=[("a", 1)])
    assert [(case.values, [mark.name for mark in case.marks]) for case in made] == [
        (("a", 1), []),
        (("b", 2), ["slow"]),
    ]
    assert [case.values for case in mostly_slow(["a", None], quick=[None])] == [("a",), (None,)]


def test_a_quick_case_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no cases"):
        mostly_slow(["a"], quick=["b"])
