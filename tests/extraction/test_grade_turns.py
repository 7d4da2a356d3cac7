"""Grades in dialogues and interviews. Invented; the bodies are real."""

from flows.extraction.analysis.analysis import analyse
from flows.extraction.analysis.text.turns import turns_of
from tests.cases import each_case
from tests.extraction.readings import Rating, document, read

KENT = "kent-police"
PREVENT, OFFENDERS, LEADERSHIP = "preventing-crime", "managing-offenders", "leadership"
OPENING = "Chief Constable Ada Quill joined Tom Berry on air after inspectors reported on Kent Police.\n\n"

ANSWERED: dict[str, tuple[str, set[Rating]]] = {
    "names open the turns": (
        OPENING + "Tom: So how did you do at preventing crime?\n\nAda Quill: Good. And we are proud of that.\n\n"
        "Tom: And managing offenders?\n\nAda Quill: Adequate, I'm afraid.\n\n"
        "Tom: What about leadership?\n\nAda Quill: They said outstanding.",
        {(KENT, PREVENT, "good"), (KENT, OFFENDERS, "adequate"), (KENT, LEADERSHIP, "outstanding")},
    ),
    "letters open the turns": (
        "Kent Police inspection: your questions\n\nQ: How well does the force prevent crime?\nA: Good, they said.\n\n"
        "Q. And leadership?\nA. Adequate.",
        {(KENT, PREVENT, "good"), (KENT, LEADERSHIP, "adequate")},
    ),
    "dashes part them": (
        "Ada Quill of Kent Police took questions on the inspection. And leadership? — Good. Managing offenders? — "
        "Adequate.",
        {(KENT, LEADERSHIP, "good"), (KENT, OFFENDERS, "adequate")},
    ),
    "the answers are in quotation marks": (
        "We asked Ada Quill of Kent Police about the inspection.\n\nHow did the force do on preventing crime?\n\n"
        "“Good, and I am delighted.”\n\nAnd on leadership?\n\n“Adequate. We will do better.”",
        {(KENT, PREVENT, "good"), (KENT, LEADERSHIP, "adequate")},
    ),
}


@each_case(("text", "expected"), ANSWERED.values(), ids=ANSWERED)
def test_a_turn_answers_what_the_one_before_asks(text: str, expected: set[Rating]) -> None:
    assert read(text) == expected


@each_case(
    "text",
    [
        OPENING + "Tom: And how are you?\n\nAda Quill: Good. It is nice to be here.",
        OPENING + "Tom: Was preventing crime any easier this year?\n\nAda Quill: Good question.",
        OPENING + "Tom: And leadership?\n\nAda Quill: Good, I think, on the whole.",
        OPENING + "Tom: What would make leadership better?\n\nAda Quill: Good. You are asking me.",
        OPENING + "Ada Quill: Good. Let us begin with leadership.",
    ],
)
def test_small_talk_grades_nothing(text: str) -> None:
    assert read(text) == set()


def test_the_name_of_a_speaker_stands_in_one_line() -> None:
    text = "Leadership\nAda Quill: I am glad.\nBo Reed: We are good.\nAda Quill: You are right."
    blocks = analyse([document(text)])[0].blocks
    assert [text[start:end] for start, end in turns_of(text, blocks)] == [
        "I am glad.",
        "We are good.",
        "You are right.",
    ]
