"""What makes a word a grade, and what none. Sentences are invented; the bodies are real."""

from flows.extraction.analysis.analysis import analyse
from flows.extraction.grades.frames.grades import BESIDE, Grade, grades_in
from tests.cases import each_case
from tests.extraction.readings import document


def grades(text: str) -> list[Grade]:
    """Those that stand in a frame."""
    analysis = analyse([document(text)])[0]
    found = [grade for sentence in analysis.sentences for grade in grades_in(analysis, sentence, [])]
    return [grade for grade in found if grade.frame != BESIDE]


@each_case(
    ("text", "frame"),
    [
        ("It was judged good for leadership.", "judged"),
        ("Inspectors described its work as inadequate.", "judged"),
        ("Inspectors found that the force was good at leadership.", "judged"),
        ("It has a good efficiency rating.", "noun"),
        ("It earned a rating of good.", "noun"),
        ("It achieved the highest possible grading – outstanding – for leadership.", "noun"),
        ("Leadership – good", "list"),
        ("It went from good to inadequate.", "moved"),
        ("The force is good at leadership.", "is"),
        ("The force requires improvement at leadership.", "requires"),
        ("The force shows ‘good’ form.", "quoted"),
    ],
)
def test_the_frame_of_a_grade(text: str, frame: str) -> None:
    assert {grade.frame for grade in grades(text)} == {frame}


@each_case("marks", ["“{}”", "‘{}’", '"{}"', "'{}'"])
def test_marks_stand_outside_the_grade(marks: str) -> None:
    text = f"Kent Police was rated {marks.format('good')} for leadership."
    (grade,) = grades(text)
    assert (text[grade.start : grade.end], grade.quoted) == ("good", True)


@each_case("words", ["requires improvement", "requiring improvement", "to require improvement"])
def test_requires_improvement_in_each_of_its_forms(words: str) -> None:
    assert [grade.grade for grade in grades(f"Kent Police was judged {words} for leadership.")] == [
        "requires improvement"
    ]


@each_case(
    "text",
    [
        "It should make a good unit outstanding.",
        "Officers found good evidence.",
        "It was a really good day.",
        "It was not yet good.",
        "It is as good as new.",
        "The roof requires improvement to keep out the rain.",
    ],
)
def test_everyday_words_are_no_grades(text: str) -> None:
    assert grades(text) == []


def test_a_finite_verb_takes_a_wish_back() -> None:
    assert grades("It would like to thank staff after it was rated good for leadership.")
    assert not grades("It would like to be rated good for leadership.")


def test_a_line_of_grade_words_takes_no_more_than_its_length() -> None:
    assert grades("good and " * 20_000) == []


def test_what_one_of_a_few_got_to_is_no_wish() -> None:
    said = "The force was rated outstanding for leadership, {}, and good at investigating crime."
    reached, hoped = "one of few forces to get there", "hopes to be one of few forces to get there"
    assert [grade.grade for grade in grades(said.format(reached))] == ["outstanding", "good"]
    assert [grade.grade for grade in grades(said.format(hoped))] == ["outstanding"]
