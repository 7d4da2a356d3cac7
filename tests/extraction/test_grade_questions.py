"""Questions and the grades that answer them. Sentences are invented; the bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

KENT, FIRE = "kent-police", "kent-fire"
RESOURCES = "good-use-of-resources"

ANSWERED: list[tuple[str, set[Rating]]] = [
    (
        "Police legitimacy: an inspection of Kent Police\n\n"
        "To what extent does the force treat all of the people it serves with fairness and respect?\nGood\n\n"
        "How well does the force ensure that its workforce behaves ethically and lawfully?\n\nRequires improvement",
        {(KENT, "treatment-of-the-public", "good"), (KENT, "ethical-workforce-behaviour", "requires improvement")},
    ),
    (
        "Kent Fire and Rescue Service has its first report. How effective is the service? The answer is good. How "
        "efficient is it at keeping people safe? Inspectors judged us to require improvement. And how well does it "
        "look after its people? We were rated outstanding.",
        {
            (FIRE, "effectiveness", "good"),
            (FIRE, "efficiency", "requires improvement"),
            (FIRE, "people", "outstanding"),
        },
    ),
    (
        "Results for Kent Police\n\n- How good is the force at preventing crime? Good.\n"
        "- How well does it investigate crime? Judgement: adequate",
        {(KENT, "preventing-crime", "good"), (KENT, "investigating-crime", "adequate")},
    ),
    (
        "Police efficiency: Kent Police\n\nOverall\nGood\n\nHow well does the force use its resources?\nAdequate\n\n"
        "How well does the force know what it will be asked to do?\nInadequate",
        {(KENT, "overall", "good"), (KENT, RESOURCES, "adequate"), (KENT, "other", "inadequate")},
    ),
    (
        "The first assessment of Kent Police\n\nTo what extent is the force efficient?\nOutstanding\n\n"
        "To what extent are its vehicles kept clean?\nGood\n\nLegitimacy\n\nNo grade was given for this.",
        {(KENT, "efficiency", "outstanding"), (KENT, "other", "good")},
    ),
    (
        "Kent Fire and Rescue Service\n\n| Question | Grade |\n|---|---|\n| How efficient is the service? | Good |\n"
        "| How well does it look after its people? | Adequate |",
        {(FIRE, "efficiency", "good"), (FIRE, "people", "adequate")},
    ),
]

HEADED: list[tuple[str, set[Rating]]] = [
    (
        "Kent Police was inspected.\n\nPreventing crime\n\nThis requires improvement. Files are thin.\n\n"
        "Investigating crime\n\nGrade given: adequate. It takes too long.\n\nLeadership\n\nInspectors rated this "
        "area as outstanding.",
        {
            (KENT, "preventing-crime", "requires improvement"),
            (KENT, "investigating-crime", "adequate"),
            (KENT, "leadership", "outstanding"),
        },
    ),
    (
        "How Kent Police fared\n\n1 Crime recording: the force is outstanding. Little is missed.\n"
        "2 Managing offenders: this was graded as adequate.\n3 Leadership: good.",
        {
            (KENT, "crime-data-integrity", "outstanding"),
            (KENT, "managing-offenders", "adequate"),
            (KENT, "leadership", "good"),
        },
    ),
]

NOT_ANSWERED = [
    # what may be ticked
    "Kent Police asks about its efficiency.\n\nHow good is the force at preventing crime?\nGood\nAdequate\nInadequate",
    "Kent Police asks about its efficiency.\n\nHow would you rate the force at preventing crime?\nGood",
    # everyday words
    "Kent Police was inspected. How well does it respond to the public? Good manners are what callers ask for.",
    # another inspectorate's
    "Kent Police runs a nursery that Ofsted went to. How effective is its leadership? Outstanding.",
    # of the page as a whole
    "Kent Police was inspected.\n\nHow well did the force do?\nGood",
    # of something else
    "Kent Police has a new app. How effective is the app? Good. How well do the cameras work? Outstanding.",
    # a denial
    "Kent Police was inspected. How effective is the force at preventing crime? Not good.",
    # what somebody says of the area in a heading
    "Kent Police was inspected.\n\nPreventing crime\n\n“We are good,” said a sergeant.",
    "Kent Police was inspected.\n\nPreventing crime\n\nIt is good to see so many shopkeepers help.",
    # grades above their questions
    "Kent Police was inspected.\n\nGood\nHow good is the force at preventing crime?\n\nAdequate\n"
    "How good is the force at investigating crime?",
]


@each_case(("text", "expected"), ANSWERED)
def test_a_question_gives_its_area_to_the_grade_that_answers_it(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


@each_case(("text", "expected"), HEADED)
def test_a_heading_or_label_gives_its_area_to_the_grade_right_below_it(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


@each_case("text", NOT_ANSWERED)
def test_what_answers_no_question_of_an_inspection_is_no_rating(text: str) -> None:
    assert read(text) == set()
