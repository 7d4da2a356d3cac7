"""Earlier grades told beside the new ones: as what it was before, as the same, of all areas told together."""

from __future__ import annotations

from tests.cases import each_case
from tests.extraction.readings import ratings, read

KENT, SURREY = "kent-police", "surrey-police"
REPORT = "HMICFRS published its report on Kent Police on 14 March 2023. "
Told = tuple[str, str, str | None]


def told(text: str) -> set[Told]:
    """(area, grade, date of the report) of every rating, "was" before a historic grade."""
    found = ratings(REPORT + text, "2023-03-15")
    return {(c.area, f"was {c.grade}" if c.historic else c.grade, c.report_published_on) for c in found}


@each_case(
    "again",
    [
        "In the 2019 report it was a good.",
        "It was a good in 2019.",
        "The grade in 2019 was good.",
        "In 2019 the force had been given a good.",
        "At the last inspection, in 2019, it had been good.",
        "It had been good at the last inspection, in 2019.",
        "Four years earlier, in 2019, the verdict had been good.",
    ],
)
def test_a_clause_tells_the_earlier_grade_of_what_was_graded_before_it(again: str) -> None:
    found = told(f"Leadership was rated adequate. {again}")
    assert found == {("leadership", "adequate", "2023-03-14"), ("leadership", "was good", "2019")}


@each_case(
    ("again", "grade"), [("Before that it was inadequate.", "inadequate"), ("The last one had it at good.", "good")]
)
def test_an_earlier_grade_may_have_no_date(again: str, grade: str) -> None:
    found = told(f"Leadership was rated adequate. {again}")
    assert found == {("leadership", "adequate", "2023-03-14"), ("leadership", f"was {grade}", None)}


@each_case(
    "again",
    [
        "In 2019 it was good to see officers on the street.",
        "It was a good year.",
        "The chief constable had been good in 2019.",
        "In 2019 it was not good.",
        "It is a good place to work.",
    ],
)
def test_no_clause_on_something_else_is_an_earlier_grade(again: str) -> None:
    assert told(f"Leadership was rated adequate. {again}") == {("leadership", "adequate", "2023-03-14")}


def test_an_earlier_grade_of_which_of_several_areas_is_left_open() -> None:
    now = {("preventing-crime", "adequate", "2023-03-14"), ("managing-offenders", "adequate", "2023-03-14")}
    text = "It was judged adequate at preventing crime and at managing offenders"
    assert told(f"{text}. It was a good in 2019.") == now
    assert told(f"{text}; the second of those was good in 2019.") == {*now, ("managing-offenders", "was good", "2019")}
    assert told(f"{text}. The latter had been good in 2019.") == {*now, ("managing-offenders", "was good", "2019")}


@each_case(
    ("text", "date"),
    [
        ("Leadership was graded good, as it was in 2019.", "2019"),
        ("Leadership was graded good, just as it had been last year.", "2022"),
        ("Leadership was graded good, the same grade as in 2019.", "2019"),
        ("Leadership was graded good, the grade that it was given in 2019.", "2019"),
        ("Leadership was graded good. So it was last year.", "2022"),
        ("Kent Police keeps its good from 2019 for leadership.", "2019"),
        ("For leadership the force retained the good rating that it was given in May 2019.", "2019-05"),
    ],
)
def test_a_grade_said_to_be_the_same_as_before_is_two(text: str, date: str) -> None:
    assert told(text) == {("leadership", "good", "2023-03-14"), ("leadership", "was good", date)}


@each_case(
    "text",
    [
        "Leadership was graded good, as before.",
        "Leadership was graded good, as it was when inspectors came in 2019.",
        "Leadership was graded good, unchanged from 2019.",
        "Leadership was graded good, as did three other forces.",
        "Leadership was graded good. So it was that she stayed until last year.",
        "Leadership was graded good, as it was in the spring of 2023.",
    ],
)
def test_a_grade_said_to_be_the_same_at_no_earlier_date_is_one(text: str) -> None:
    assert told(text) == {("leadership", "good", "2023-03-14")}


def test_a_grade_kept_where_nobody_looked_again_is_of_then() -> None:
    text = "Leadership was not inspected again, so Kent Police keeps the good it was given in 2019 for leadership."
    assert told(text) == {("leadership", "was good", "2019")}


PILLARS = ("effectiveness", "efficiency", "people")
AVON = (
    "HMICFRS rated Avon Fire and Rescue Service good for effectiveness, good for efficiency and adequate for people. "
)
NOW = {("avon-fire", area, grade) for area, grade in zip(PILLARS, ("good", "good", "adequate"), strict=True)}


@each_case(
    "again",
    [
        "In 2019 it had been inadequate in all three.",
        "Three years earlier, in 2019, all three had been inadequate.",
        "All three of them were inadequate in 2019.",
    ],
)
def test_all_three_are_those_rated_together(again: str) -> None:
    assert read(AVON + again) == NOW | {("avon-fire", area, "was inadequate") for area in PILLARS}


def test_all_three_may_stand_in_lines_of_a_list() -> None:
    lines = "Effectiveness – good\nEfficiency – good\nPeople – adequate\n\nIn 2019 it had been inadequate in all three."
    text = f"Avon Fire and Rescue Service was inspected by HMICFRS.\n\n{lines}"
    assert read(text) == NOW | {("avon-fire", area, "was inadequate") for area in PILLARS}


def test_all_three_are_no_bodies() -> None:
    text = "HMICFRS rated Kent Police good for leadership, and Surrey Police and Essex Police adequate for leadership. "
    assert not {rating for rating in read(text + "All three had been inadequate.") if rating[2] == "was inadequate"}


@each_case(
    "said",
    [
        "Surrey Police was given the same two grades.",
        "The same grades went to Surrey Police.",
        "Surrey Police got identical marks.",
        "Its neighbour Surrey Police received the same set of grades.",
    ],
)
def test_others_have_the_grades_told_together(said: str) -> None:
    found = read(f"HMICFRS rated Kent Police good for leadership and adequate for managing offenders. {said}")
    grades = {("leadership", "good"), ("managing-offenders", "adequate")}
    assert found == {(body, *grade) for body in (KENT, SURREY) for grade in grades}


@each_case(
    "said",
    [
        "Surrey Police was given the same three grades.",
        "Surrey Police did not get the same two grades.",
        "The same grades are used for Surrey Police.",
        "It got the same two grades.",
    ],
)
def test_the_same_grades_are_nobodys_where_they_are_not_those_told(said: str) -> None:
    found = read(f"HMICFRS rated Kent Police good for leadership and adequate for managing offenders. {said}")
    assert found == {(KENT, "leadership", "good"), (KENT, "managing-offenders", "adequate")}


@each_case(
    "said",
    [
        "The same word was used of the way it manages offenders.",
        "It used the same word about managing offenders.",
        "The same is true of managing offenders.",
        "The same goes for managing offenders.",
        "The same words were used about how it manages offenders.",
    ],
)
def test_the_same_word_is_the_same_grade(said: str) -> None:
    found = read(f"HMICFRS rated Kent Police inadequate for leadership. {said}")
    assert found == {(KENT, "leadership", "inadequate"), (KENT, "managing-offenders", "inadequate")}


@each_case(
    "text",
    [
        "HMICFRS rated Kent Police inadequate for leadership, and it showed. The same is true of managing offenders.",
        "HMICFRS rated Kent Police inadequate for leadership. The same team will look at managing offenders.",
        "HMICFRS rated Kent Police inadequate for leadership. The same cannot be said of managing offenders.",
    ],
)
def test_the_same_may_be_something_else(text: str) -> None:
    assert read(text) == {(KENT, "leadership", "inadequate")}


def test_a_body_with_an_apposition_is_what_is_told_it_has_a_grade() -> None:
    text = (
        "HMICFRS rated Kent Police good for leadership. Surrey, the next force along, was told it required improvement."
    )
    assert read(text) == {(KENT, "leadership", "good"), (SURREY, "leadership", "requires improvement")}


@each_case(
    ("text", "before", "now"),
    [
        ("Leadership has moved from the inadequate of 2019 to good.", "2019", "good"),
        ("A grade of inadequate for leadership in 2019 has become one of good.", "2019", "good"),
        ("Leadership has climbed two grades since 2019, when it was inadequate, and is now good.", "2019", "good"),
        ("Leadership drew a good, where in 2019 it had drawn an inadequate.", "2019", "good"),
    ],
)
def test_both_grades_of_a_sentence_are_told_in_their_time(text: str, before: str, now: str) -> None:
    assert told(text) == {("leadership", now, "2023-03-14"), ("leadership", "was inadequate", before)}


def test_what_was_not_so_has_the_grade_behind_it() -> None:
    text = "HMICFRS rated Kent Police good for leadership, while Surrey Police was not: inadequate."
    assert read(text) == {(KENT, "leadership", "good"), (SURREY, "leadership", "inadequate")}


@each_case(
    ("said", "earlier"),
    [
        ("Kent Police's grades range from inadequate for leadership to good for preventing crime.", False),
        ("From inadequate at leadership to good at preventing crime, Kent Police's report is mixed.", False),
        ("Kent Police's grades varied from inadequate (leadership) to good (preventing crime).", False),
        ("Kent Police went from inadequate for leadership in 2018 to good for leadership in 2022.", True),
        ("Kent Police went from inadequate to good for leadership.", True),
    ],
)
def test_the_one_end_of_a_range_is_no_earlier_grade(said: str, earlier: bool) -> None:
    assert [claim.historic for claim in ratings(said) if claim.grade == "inadequate"] == [earlier]


@each_case(
    "text",
    [
        "When Marion Telfer took charge of Dorset Police in 2018, it was inadequate at managing offenders.",
        "Dorset Police was inadequate at managing offenders before last year's rise to good.",
        "Dorset Police's inadequate grade for managing offenders was replaced in April.",
        "The force that was inadequate at managing offenders in 2018, Dorset Police, is now led by Ivan Pellow.",
        "The commissioner recalled that Dorset Police was inadequate at managing offenders when he started.",
        "Gone are the times when Dorset Police was judged inadequate at managing offenders.",
        "It is three years since Dorset Police was judged inadequate at managing offenders.",
        "On this day in 2014: Dorset Police was rated inadequate at managing offenders.",
    ],
)
def test_a_clause_beside_tells_that_a_grade_is_of_a_time_that_is_over(text: str) -> None:
    assert read(text) == {("dorset-police", "managing-offenders", "was inadequate")}


@each_case(
    "text",
    [
        "When inspectors arrived in June, Dorset Police was inadequate at managing offenders.",
        "Since Marion Telfer took charge, Dorset Police has been rated inadequate at managing offenders.",
        "Dorset Police was rated inadequate at managing offenders when it was inspected.",
        "Dorset Police was rated inadequate at managing offenders, a month before its chief left.",
        "Dorset Police's inadequate grade for managing offenders was a blow.",
        "The force that was inadequate at managing offenders is Dorset Police.",
    ],
)
def test_a_clause_beside_that_tells_of_the_inspection_itself_makes_no_grade_an_earlier_one(text: str) -> None:
    assert read(text) == {("dorset-police", "managing-offenders", "inadequate")}


def test_a_page_that_says_it_was_written_years_before_gives_earlier_grades() -> None:
    told = "Dorset Police is rated adequate at managing offenders."
    rating = ("dorset-police", "managing-offenders", "adequate")
    assert read(f"This story was first published in 2018. {told}") == {(rating[0], rating[1], "was adequate")}
    assert read(f"This story was first published in June 2023. {told}") == {rating}


@each_case(
    "told_by",
    ["DCC Fern Ashby reported that", "The panel was informed that", "Ms Ashby advised the committee that", "She said"],
)
def test_had_been_in_reported_speech_is_of_now(told_by: str) -> None:
    assert read(f"{told_by} Kent Police had been graded good at managing offenders.") == {
        ("kent-police", "managing-offenders", "good")
    }


@each_case("told_by", ["DCC Fern Ashby reported that", "She said", "The panel heard that"])
def test_had_previously_been_in_reported_speech_is_of_before(told_by: str) -> None:
    assert read(f"{told_by} Kent Police had previously been graded good at managing offenders.") == {
        ("kent-police", "managing-offenders", "was good")
    }


def test_had_been_beside_a_newer_grade_is_of_before() -> None:
    text = "The crime was reported after Kent Police had been graded good at managing offenders."
    assert read(text) == {("kent-police", "managing-offenders", "was good")}
