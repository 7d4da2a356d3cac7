"""The programme of a grade: by the date of its report and, where several fit, by what the document calls it."""

import pytest

from schemas.vocabularies.grading import programme_of, programmes_named


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        ("the report was published.", None),  # two programmes overlap in this month
        ("in the peel 2023-25 inspection", "peel-2023-25"),
        ("its 2021/22 peel assessment", "peel-2021-22"),
        ("peel 2021/22, and then peel 2023-25", None),
        ("the peel 2016 inspection", None),  # did not report then
        ("a background peel 20231", None),
    ],
)
def test_of_several_programmes_the_one_that_the_document_names_is_meant(text: str, programme: str | None) -> None:
    named = programmes_named(text)
    assert programme_of("preventing-crime", "territorial-force", "2023-05-11", regional=False, named=named) == programme


def test_a_date_that_only_one_programme_fits_needs_no_name() -> None:
    assert programme_of("effectiveness", "territorial-force", "2017-03-02", regional=False) == "peel-2016"
    assert programme_of("effectiveness", "territorial-force", None, regional=False) is None


@pytest.mark.parametrize(
    ("beside", "programme"),
    [
        (["preventing-crime", "leadership"], "peel-2023-25"),
        (["preventing-crime", "good-use-of-resources"], "peel-2021-22"),
        (["preventing-crime", "good-use-of-resources", "crime-data-integrity"], "peel-2021-22"),  # of no such programme
        (["preventing-crime", "managing-offenders"], None),
        (["leadership", "good-use-of-resources"], None),
    ],
)
def test_grades_of_one_report_are_of_one_programme(beside: list[str], programme: str | None) -> None:
    found = programme_of("preventing-crime", "territorial-force", "2023-05-11", regional=False, beside=beside)
    assert found == programme


def test_a_name_inside_other_words_names_nothing() -> None:
    assert not programmes_named("around 300 staff, round 10")
