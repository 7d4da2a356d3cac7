"""Grades by how a page is laid out: scales with empty grades, remarks, records, joint headings. Bodies are real."""

from tests.cases import each_case
from tests.extraction.readings import Rating, read

GWENT, DORSET, FIRE = "gwent-police", "dorset-police", "dorset-and-wiltshire-fire"
PREVENT, OFFENDERS, RESPOND = "preventing-crime", "managing-offenders", "responding-to-the-public"
EFFECTIVE, EFFICIENT, PEOPLE = "effectiveness", "efficiency", "people"

LAYOUTS: dict[str, tuple[str, set[Rating]]] = {
    "a scale of which some grades are empty": (
        "An inspection of Gwent Police\nWe make graded judgements as follows:\nOutstanding\nGood\nPreventing crime\n"
        "Adequate\nManaging offenders\nRequires improvement\nResponding to the public\nInadequate",
        {(GWENT, PREVENT, "good"), (GWENT, OFFENDERS, "adequate"), (GWENT, RESPOND, "requires improvement")},
    ),
    "a scale that ends with an empty grade": (
        "Gwent Police\nGood\nPreventing crime\nManaging offenders\nAdequate\nResponding to the public\nInadequate",
        {(GWENT, PREVENT, "good"), (GWENT, OFFENDERS, "good"), (GWENT, RESPOND, "adequate")},
    ),
    "the scale itself stands above areas": (
        "Gwent Police: the grades\nOutstanding\nGood\nAdequate\nRequires improvement\nInadequate\nPreventing crime\n"
        "Managing offenders",
        set(),
    ),
    "a remark behind each grade": (
        "Gwent Police\nPreventing crime: Good – neighbourhood teams are strong\n"
        "Managing offenders - adequate because visits are late\n"
        "Responding to the public: Requires improvement (calls are lost)",
        {(GWENT, PREVENT, "good"), (GWENT, OFFENDERS, "adequate"), (GWENT, RESPOND, "requires improvement")},
    ),
    "what is remarked is no grade of an inspection": (
        "Gwent Police diary\nLeadership course: good with people\nThe canteen: good – all home-made",
        set(),
    ),
    "nothing got a grade": (
        "Forces graded outstanding for legitimacy\nNone\nForces graded inadequate for legitimacy\nGwent Police",
        {(GWENT, "legitimacy", "inadequate")},
    ),
    "a row of grades below areas": (
        "Dorset and Wiltshire Fire and Rescue Service\n\nEffectiveness | Efficiency | People\nGood | Good | Inadequate",
        {(FIRE, EFFECTIVE, "good"), (FIRE, EFFICIENT, "good"), (FIRE, PEOPLE, "inadequate")},
    ),
    "a row of grades below anything else": ("Gwent Police\n\nGrade | Mark\nGood | Good", set()),
    "questions put to somebody": (
        "Q: How was Gwent Police graded for preventing crime?\nA: Good.\n"
        "Q: How did the force perform at managing offenders?\nA: It was adequate.",
        {(GWENT, PREVENT, "good"), (GWENT, OFFENDERS, "adequate")},
    ),
    "records": (
        "Force: Gwent Police\nArea: Preventing crime\nGrade: Good\nArea: Managing offenders\nGrade: Adequate",
        {(GWENT, PREVENT, "good"), (GWENT, OFFENDERS, "adequate")},
    ),
    "records in a line": (
        "Dorset and Wiltshire Fire and Rescue Service was inspected.\n\nPillar: Effectiveness. Grade: Good.\n"
        "Pillar: People. Grade: Inadequate.",
        {(FIRE, EFFECTIVE, "good"), (FIRE, PEOPLE, "inadequate")},
    ),
    "grades of now and before below an area": (
        "Gwent Police\nPreventing crime\nCurrent grade: Good\nPrevious grade: Adequate\nManaging offenders\n"
        "Current grade: Adequate\nPrevious grade: Inadequate",
        {
            (GWENT, PREVENT, "good"),
            (GWENT, PREVENT, "was adequate"),
            (GWENT, OFFENDERS, "adequate"),
            (GWENT, OFFENDERS, "was inadequate"),
        },
    ),
    "a heading of two forces": (
        "Gwent Police and Dorset Police\nPreventing crime\nGood\nManaging offenders: Adequate",
        {
            (body, area, grade)
            for body in (GWENT, DORSET)
            for area, grade in ((PREVENT, "good"), (OFFENDERS, "adequate"))
        },
    ),
    "a heading of two forces above prose": (
        "Gwent Police and Dorset Police\nOne of them was inspected.\nPreventing crime: Good",
        set(),
    ),
    "parts that years head": (
        "Dorset and Wiltshire Fire and Rescue Service\nIn 2018:\n- Effectiveness: good\n- People: inadequate\n"
        "In 2022:\n- Effectiveness: inadequate\n- People: good",
        {
            (FIRE, EFFECTIVE, "was good"),
            (FIRE, PEOPLE, "was inadequate"),
            (FIRE, EFFECTIVE, "inadequate"),
            (FIRE, PEOPLE, "good"),
        },
    ),
    "a heading behind parts that years head": (
        "Gwent Police\nPEEL 2023/25\nPreventing crime: Good\nPEEL 2021/22\nPreventing crime: Adequate\n"
        "What comes next\nManaging offenders: Adequate",
        {(GWENT, PREVENT, "good"), (GWENT, PREVENT, "was adequate"), (GWENT, OFFENDERS, "adequate")},
    ),
    "one year heads all": ("Gwent Police\n2023\nPreventing crime: Good", {(GWENT, PREVENT, "good")}),
    "cells one below the other": (
        "Dorset and Wiltshire Fire and Rescue Service\nPillar\n2019\n2022\nEffectiveness\nGood\nAdequate\nPeople\n"
        "Inadequate\nGood\n\nMembers noted it.",
        {
            (FIRE, EFFECTIVE, "was good"),
            (FIRE, EFFECTIVE, "adequate"),
            (FIRE, PEOPLE, "was inadequate"),
            (FIRE, PEOPLE, "good"),
        },
    ),
    "cells one below the other, a force in each column": (
        "Area\n\nGwent Police\n\nDorset Police\n\nPreventing crime\n\nGood\n\nAdequate\n\nManaging offenders\n\n"
        "Not graded\n\nGood",
        {(GWENT, PREVENT, "good"), (DORSET, PREVENT, "adequate"), (DORSET, OFFENDERS, "good")},
    ),
    "a row without a tick": (
        "Gwent Police\n\n| Area | Good | Adequate | Inadequate |\n|---|---|---|---|\n| Preventing crime | | | |\n"
        "| Managing offenders | | x | |",
        {(GWENT, OFFENDERS, "adequate")},
    ),
    "a column of targets for a later year": (
        "Gwent Police\n\n| Area | Grade 2022 | Target 2025 |\n|---|---|---|\n| Preventing crime | Good | Outstanding |",
        {(GWENT, PREVENT, "good")},
    ),
    "marks of emphasis": (
        "# Report on Gwent Police\n## Preventing crime\n**Good**\n## More grades\n* **Adequate** – managing offenders\n"
        "* **Inadequate** – responding to the public, leadership",
        {
            (GWENT, PREVENT, "good"),
            (GWENT, OFFENDERS, "adequate"),
            (GWENT, RESPOND, "inadequate"),
            (GWENT, "leadership", "inadequate"),
        },
    ),
    "marks that visitors give": ("Gwent Police museum\nValue: Good\nStaff: Outstanding\nA48 – Adequate", set()),
    "a list of lines below the second body of a page": (
        "HMICFRS inspected Gwent Police.\nPreventing crime: Adequate\n\n"
        "HMICFRS inspected Dorset Police. Its grades:\nPreventing crime: Good\nLeadership: Good\n"
        "Managing offenders: Inadequate\nInvestigating crime\nGood\nResponding to the public\nGood",
        {
            (GWENT, PREVENT, "adequate"),
            (DORSET, PREVENT, "good"),
            (DORSET, "leadership", "good"),
            (DORSET, OFFENDERS, "inadequate"),
            (DORSET, "investigating-crime", "good"),
            (DORSET, RESPOND, "good"),
        },
    ),
    "grades as items of a list over theirs": (
        "Gwent Police was graded as follows:\n- Good\n  - preventing crime\n  - managing offenders\n- Inadequate:\n"
        "  - responding to the public",
        {(GWENT, PREVENT, "good"), (GWENT, OFFENDERS, "good"), (GWENT, RESPOND, "inadequate")},
    ),
    "the scale as items of a list": (
        "Gwent Police: all grades\n- Outstanding\n- Good\n- Adequate\n- Inadequate\nAnd where:\n- Preventing crime",
        set(),
    ),
    "headings of previous and latest inspections": (
        "Previous inspection (2019)\nGwent Police\nEffectiveness: Good\nLatest inspection (2022)\n"
        "Preventing crime: Good",
        {(GWENT, EFFECTIVE, "was good"), (GWENT, PREVENT, "good")},
    ),
    "what is wanted": (
        "Gwent Police: where we want to be by 2027\nPreventing crime: Good\nManaging offenders: Good\nWhere we are\n"
        "HMICFRS graded the force adequate at preventing crime.",
        {(GWENT, PREVENT, "adequate")},
    ),
    "a force's own view": (
        "Gwent Police\nOur own assessment\nPreventing crime: Good\nWhat HMICFRS said\nPreventing crime: Adequate",
        {(GWENT, PREVENT, "adequate")},
    ),
    "a survey": ("Staff survey: Gwent Police\nLeadership – Inadequate\nManaging offenders – Good", set()),
    "a rating of hygiene": ("Gwent Police canteen: hygiene rating Good", set()),
    "a column whose head is in no vocabulary, beside areas": (
        "Dorset and Wiltshire Fire and Rescue Service\n\n| Year | Kit | Effectiveness | Overall |\n|---|---|---|---|\n"
        "| 2022 | Good | Adequate | Good |",
        {(FIRE, EFFECTIVE, "adequate"), (FIRE, "overall", "good")},
    ),
    "questions of which one is not graded": (
        "Gwent Police\nHow good is the force at preventing crime?\nGood\nHow well does the force treat the public?\n"
        "Adequate\nHow good is the force at supporting victims?\nUngraded\n"
        "How good is the force at managing offenders?\nGood",
        {(GWENT, PREVENT, "good"), (GWENT, "treatment-of-the-public", "adequate"), (GWENT, OFFENDERS, "good")},
    ),
    "how prepared it is": (
        "Dorset and Wiltshire Fire and Rescue Service\nHow prepared is the FRS to respond to major incidents?\nGood",
        {(FIRE, "responding-to-major-incidents", "good")},
    ),
    "bodies in brackets behind": (
        "- Good for preventing crime (Gwent Police, May 2023)\n- Inadequate for managing offenders (Dorset Police)",
        {(GWENT, PREVENT, "good"), (DORSET, OFFENDERS, "inadequate")},
    ),
    "arrows behind the grade": (
        "Dorset and Wiltshire Fire and Rescue Service\nEffectiveness: Good ▲\nPeople: Adequate ►",
        {(FIRE, EFFECTIVE, "good"), (FIRE, PEOPLE, "adequate")},
    ),
    "remarks that name other areas": (
        "Gwent Police\nPreventing crime: Good – leadership is strong\n"
        "Managing offenders – Requires improvement – leadership must improve",
        {(GWENT, PREVENT, "good"), (GWENT, OFFENDERS, "requires improvement")},
    ),
    "pairs in brackets": (
        "Gwent Police was inspected again.\nWent up: preventing crime (adequate to good), leadership (inadequate to "
        "good)\nWent down: managing offenders (good to adequate)",
        {
            (GWENT, PREVENT, "was adequate"),
            (GWENT, PREVENT, "good"),
            (GWENT, "leadership", "was inadequate"),
            (GWENT, "leadership", "good"),
            (GWENT, OFFENDERS, "was good"),
            (GWENT, OFFENDERS, "adequate"),
        },
    ),
    "the question which grade": (
        "Q. What grade did Gwent Police get for leadership?\nA. Inadequate.",
        {(GWENT, "leadership", "inadequate")},
    ),
    "a round in brackets": (
        "Gwent Police (2018/19 grades in brackets)\nEffectiveness: Good (Adequate)",
        {(GWENT, EFFECTIVE, "good"), (GWENT, EFFECTIVE, "was adequate")},
    ),
    "a star between area and grade": ("Gwent Police\nPreventing crime ★ Good", {(GWENT, PREVENT, "good")}),
    "this area is that of the heading": (
        "Report on Gwent Police\n1 Preventing crime\nThe force is adequate at preventing crime.\n"
        "2 Managing offenders\nThe force requires improvement in this area.",
        {(GWENT, PREVENT, "adequate"), (GWENT, OFFENDERS, "requires improvement")},
    ),
    "cells one below the other in one column": (
        "Force\nGrade for leadership\nGwent\nGood\nDorset\nInadequate",
        {(GWENT, "leadership", "good"), (DORSET, "leadership", "inadequate")},
    ),
    "cells with labels": (
        "PEEL 2023-25 | Gwent Police | Preventing crime: Good | Managing offenders: Adequate",
        {(GWENT, PREVENT, "good"), (GWENT, OFFENDERS, "adequate")},
    ),
    "cells with labels of which one says more": (
        "Effectiveness – Good | Efficiency – Outstanding | None yet (Dorset and Wiltshire Fire and Rescue Service)",
        {(FIRE, EFFECTIVE, "good"), (FIRE, EFFICIENT, "outstanding")},
    ),
}


@each_case("name", LAYOUTS)
def test_grades_are_read_by_the_layout(name: str) -> None:
    text, expected = LAYOUTS[name]
    assert read(text) == expected
