"""Ordinary ways to go on from a grade: "and on Z too", "the same mark it got for Z", "the other went to". Invented."""

from flows.extraction.claims import RatingClaim
from tests.cases import each_case
from tests.extraction.readings import Rating, ratings, read

KENT, ESSEX, SURREY = "kent-police", "essex-police", "surrey-police"
FIRES = "preventing-fires-and-other-risks"
RISKS = "understanding-fires-and-other-risks"
LEAD, OFFENDERS, PREVENT = "leadership", "managing-offenders", "preventing-crime"
POLICE = "HMICFRS has inspected Kent Police. "
FIRE = "HMICFRS has inspected Kent Fire and Rescue Service. "
SOC = "HMICFRS has inspected three forces on serious and organised crime. "


def _kent(grade: str, *areas: str) -> set[Rating]:
    return {(KENT, area, grade) for area in areas}


@each_case(
    ("said", "areas"),
    [
        ("On leadership the force came out as “adequate”, and on managing offenders too.", (LEAD, OFFENDERS)),
        ("Leadership was rated adequate, and managing offenders as well.", (LEAD, OFFENDERS)),
        ("For leadership it was rated adequate, and also for managing offenders.", (LEAD, OFFENDERS)),
        ("For leadership it was rated adequate, and in managing offenders too many mistakes were made.", (LEAD,)),
        ("On leadership the force was rated adequate, and on managing offenders.", (LEAD,)),
        (
            "Leadership was rated adequate, the same mark that was handed out for managing offenders.",
            (LEAD, OFFENDERS),
        ),
        ("Leadership was rated adequate, the same grade it got for managing offenders.", (LEAD, OFFENDERS)),
        ("Leadership was rated adequate, the same grade as for managing offenders.", (LEAD, OFFENDERS)),
        ("Leadership was rated adequate, the same word as managing offenders likes to hear.", (LEAD,)),
        ("Leadership was rated adequate, and so was the force’s management of offenders.", (LEAD, OFFENDERS)),
        ("Leadership was rated adequate. So was Kent’s management of offenders.", (LEAD, OFFENDERS)),
        ("Leadership was rated adequate, and so was the force’s canteen.", (LEAD,)),
        ("Inspectors looked at leadership, and that strand is adequate.", (LEAD,)),
        ("They liked its work to prevent crime and anti-social behaviour, and that question is adequate.", (PREVENT,)),
        ("They liked how it leads, and that idea is adequate.", ()),
    ],
)
def test_further_areas(said: str, areas: tuple[str, ...]) -> None:
    assert read(POLICE + said) == _kent("adequate", *areas)


def test_whose_grasp_is_so() -> None:
    read_of = read(FIRE + "Prevention was rated good, and so was the service’s grasp of the risks in its area.")
    assert read_of == {("kent-fire", FIRES, "good"), ("kent-fire", RISKS, "good")}


@each_case(
    ("answered", "expected"),
    [
        ("Overall, how efficient is the force?\nGOOD. It was ADEQUATE in February 2016.", "efficiency"),
        ("So how legitimate is the force?\nGood. In 2016 it was adequate.", "legitimacy"),
        ("Preventing crime\nGood. It was adequate in 2021.", PREVENT),
    ],
)
def test_what_an_answer_was_before(answered: str, expected: str) -> None:
    assert read(f"HMICFRS has inspected Kent Police.\n{answered}") == {
        (KENT, expected, "good"),
        (KENT, expected, "was adequate"),
    }


def test_the_same_heading_before() -> None:
    said = "It gives the force a “good” under managing offenders. In the last report, in 2022, the same {} was graded"
    for word in ("heading", "category", "strand"):
        assert read(POLICE + said.format(word) + " “adequate”.") == {
            (KENT, OFFENDERS, "good"),
            (KENT, OFFENDERS, "was adequate"),
        }


@each_case(
    ("said", "bodies"),
    [
        ("Kent was rated good. So do two of the forces that pay for it, Surrey and Essex.", (KENT, SURREY, ESSEX)),
        ("Kent was rated good. So were two of its smaller forces, Surrey and Essex.", (KENT, SURREY, ESSEX)),
        ("Kent was rated good. So were three of its smaller forces, Surrey and Essex.", (KENT,)),
        ("Kent was rated good. So do I think of Surrey.", (KENT,)),
    ],
)
def test_bodies_that_are_so(said: str, bodies: tuple[str, ...]) -> None:
    assert read(SOC + said) == {(body, "serious-and-organised-crime", "good") for body in bodies}


@each_case(
    "said",
    [
        "Kent is rated good, and for Surrey, much the smallest, the verdict is adequate.",
        "Kent is rated good and for Surrey the judgement was adequate.",
        "Kent Police is rated good, while in Surrey, a smaller place, the mark was adequate.",
        "Kent is rated good, while Surrey sits lower with an “adequate”.",
    ],
)
def test_a_clause_for_another_body(said: str) -> None:
    assert read(SOC + said) == {
        (KENT, "serious-and-organised-crime", "good"),
        (SURREY, "serious-and-organised-crime", "adequate"),
    }


def test_a_verdict_on_another_than_the_place() -> None:
    assert read("In Surrey, the verdict on Kent Police was good for leadership.") == _kent("good", LEAD)


def test_the_other_of_two() -> None:
    said = "HMICFRS handed Kent Police an “outstanding” for leadership, one of {}. The other{} went to "
    kent = _kent("outstanding", LEAD)
    assert read(said.format("only two", "") + "Surrey Police.") == kent | {(SURREY, LEAD, "outstanding")}
    both = {(SURREY, LEAD, "outstanding"), (ESSEX, LEAD, "outstanding")}
    assert read(said.format("just three", "s") + "Surrey and Essex.") == kent | both
    assert read(said.format("its best", "") + "Surrey Police.") == kent


def _only(text: str) -> RatingClaim:
    claims = ratings(text)
    assert len({(c.area, c.grade, c.historic, c.report_published_on) for c in claims}) == 1
    return claims[0]


def test_what_is_told_of_a_grade_is_not_when_it_was() -> None:
    opening = "HMICFRS graded Kent Police good at leadership in a report of 3 May 2023. Chief Constable Ann Bell said: "
    for said in (
        "“Being graded good is a fair reflection of where we stood last autumn.”",
        "“A good grade is what we worked for last year.”",
    ):
        assert not _only(opening + said).historic
    assert (KENT, LEAD, "was good") in read(
        POLICE + "Leadership is adequate. Being rated good last year was a surprise."
    )


def test_a_grade_told_again_is_of_the_report_told_of() -> None:
    told = (
        "4.1 Kent Police is graded outstanding at leadership (HMICFRS, March 2023).\n\n4.2 Commissioner Ann Bell said: "
    )
    said = _only(told + "“With an outstanding grade for leadership it would be odd to complain.”")
    assert said.report_published_on == "2023-03"


def test_a_second_visit_outdates_the_first() -> None:
    first = "In November 2017 HMICFRS wrote of Kent Police, and its crime recording was found to be inadequate.\n\n"
    second = "In the report of that second visit, published today, they put the force’s crime recording at good."
    assert read(first + second) == {
        (KENT, "crime-data-integrity", "was inadequate"),
        (KENT, "crime-data-integrity", "good"),
    }


@each_case(
    ("said", "areas"),
    [
        ("Leadership was rated good; so, too, was managing offenders.", (LEAD, OFFENDERS)),
        ("Leadership was rated good, as it was for managing offenders.", (LEAD, OFFENDERS)),
        ("Leadership was rated good, just like managing offenders.", (LEAD, OFFENDERS)),
        ("Leadership was rated good; likewise managing offenders.", (LEAD, OFFENDERS)),
        ("Leadership was rated good. The same can be said of managing offenders.", (LEAD, OFFENDERS)),
        ("Leadership was rated good. Managing offenders got the same.", (LEAD, OFFENDERS)),
        ("Leadership was rated good. Managing offenders is much the same.", (LEAD,)),
        ("Leadership was rated good, just like everybody hoped.", (LEAD,)),
    ],
)
def test_what_is_likewise(said: str, areas: tuple[str, ...]) -> None:
    assert read(POLICE + said) == _kent("good", *areas)


def test_another_body_got_the_same() -> None:
    said = "Kent Police was rated good for leadership. Surrey Police got the same."
    assert read("HMICFRS has inspected forces. " + said) == _kent("good", LEAD) | {(SURREY, LEAD, "good")}
    assert read(POLICE + "Leadership was rated good, as it was in 2019.") == _kent("good", LEAD) | _kent(
        "was good", LEAD
    )


def test_a_body_behind_a_comma_with_a_grade_of_its_own() -> None:
    both = "HMICFRS inspected Kent Police and Surrey Police. "
    own = read(both + "For Kent the leadership verdict was good, for Surrey adequate.")
    assert (KENT, LEAD, "good") in own
    assert (SURREY, LEAD, "good") not in own
    told = {(KENT, LEAD, "good"), (SURREY, LEAD, "adequate")}
    assert read(both + "The leadership grade was good for Kent, adequate for Surrey.") == told
