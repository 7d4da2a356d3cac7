"""Grades of a person, a thing or a plan of a body: not the body's own, whatever they are for."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import read

DORSET = "dorset-police"


@each_case(
    "text",
    [
        "Superintendent Joan Cressley of Dorset Police was rated outstanding for leadership by her peers.",
        "DC Ivan Pellow of Dorset Police was graded good at investigating crime in his appraisal.",
        "Dorset Police's deputy chief is good at leadership, the appraisal said.",
        "Dorset Police's new website was rated good for responding to the public.",
        "Cheshire Police's fleet was judged adequate for efficiency.",
        "A van that Dorset Police hired was rated good for efficiency.",
        "Horses at Dorset Police have been rated outstanding at crossing rivers.",
        "Dorset Police's trainees were assessed as good at investigating crime at the end of their course.",
        "Dorset Police's auditor, Mazars, rated value for money arrangements inadequate.",
        "The think-tank ranked Dorset Police as inadequate at managing offenders.",
        "Nine in ten people in Poole think Dorset Police is good at managing offenders.",
    ],
)
def test_a_grade_of_somebody_or_something_is_not_the_bodys(text: str) -> None:
    assert read(text) == set()


@each_case(
    "text",
    [
        "Dorset Police's performance was rated good for managing offenders.",
        "Dorset Police's handling of cases was rated good for managing offenders.",
        "Officers at Dorset Police were rated good at managing offenders.",
        "The work that Dorset Police does was rated good for managing offenders.",
        "Superintendent Joan Cressley of Dorset Police said the force was rated good at managing offenders.",
        "Superintendent Joan Cressley of Dorset Police, which was rated good at managing offenders, is to retire.",
        "Dorset Police's new chief is proud that it was rated good at managing offenders.",
        "Inspectors told people in Poole that Dorset Police was rated good at managing offenders.",
        "Dorset Police was rated good at managing offenders, its auditor noted.",
        "Dorset Police differs from its neighbours and was rated good at managing offenders.",
        "Dorset Police is quick for its size and has been marked good for managing offenders.",
    ],
)
def test_what_a_body_does_is_the_bodys(text: str) -> None:
    assert read(text) == {(DORSET, "managing-offenders", "good")}
