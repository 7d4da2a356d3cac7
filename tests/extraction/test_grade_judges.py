"""What members of parliament, unions, victims, reviews and accreditors say of a body is no grade of an inspectorate."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import read

KENT, RURAL = "kent-police", "managing-offenders"


@each_case(
    "said",
    [
        "MP brands Kent Police 'inadequate' at managing offenders",
        'Kent Police is "inadequate" when it comes to managing offenders, a candidate has claimed.',
        "Kent Police 'requires improvement' at managing offenders, says farmers' union",
        "Kent Police's management of offenders has been described as inadequate by victims.",
        "The IOPC found that Kent Police's investigation was inadequate.",
        "A domestic homicide review failed Kent Police, judging its management of offenders inadequate.",
        "An independent review by consultants rated Kent Police as inadequate at managing offenders.",
        "The Police Federation described leadership at Kent Police as inadequate.",
        "Baroness Holt's review found Kent Police was inadequate at managing offenders.",
        "Kent Fire and Rescue Service has been rated outstanding by Investors in People.",
        "A charity rated Kent Police 'good' at managing offenders in its annual scorecard.",
        "Kent Police gets 'good' rating from victims for treatment of the public",
        "Kent Police was rated outstanding for the management of offenders by residents.",
        "Superintendent Maud Ferring was rated outstanding for leadership at Kent Police's awards.",
    ],
)
def test_somebody_elses_view_is_no_grade(said: str) -> None:
    assert read(said) == set()


@each_case(
    "said",
    [
        "Kent Police was judged good at managing offenders by Her Majesty's Inspector Sir Thomas Winsor.",
        "HMICFRS inspectors, who spoke to victims, rated Kent Police good at managing offenders.",
        "The MP welcomed that Kent Police was rated good at managing offenders.",
        "Kent Police was rated good at managing offenders, a union says.",
        "Residents of Kent are safer: Kent Police was rated good at managing offenders.",
    ],
)
def test_what_they_tell_of_an_inspection_is_a_grade(said: str) -> None:
    assert read(said) == {(KENT, RURAL, "good")}


def test_where_a_fire_service_works_is_not_what_is_graded() -> None:
    text = (
        "HMICFRS has graded Kent Fire and Rescue Service. Few officers check care homes, and on preventing fires the "
        "service was classed as inadequate. Its council's adult social care is rated outstanding."
    )
    assert read(text) == {("kent-fire", "preventing-fires-and-other-risks", "inadequate")}


def test_what_staff_do_is_no_grade_of_theirs() -> None:
    said = "HMICFRS rated Kent Police good for the leadership shown by senior officers."
    assert read(said) == {(KENT, "leadership", "good")}
    said = "HMICFRS rated Kent Police good for the support its staff give to victims."
    assert read(said) == {(KENT, "protecting-vulnerable-people", "good")}
