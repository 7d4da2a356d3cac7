"""How judges are asked of the candidates of several documents at once, and of which candidates no more is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.extraction.linking import steps as ratings_steps
from flows.extraction.linking.asking import HOPELESS, JudgedBatch
from flows.extraction.linking.dating import LEAST_DAY_SCORE, date_all
from flows.extraction.linking.features.rows import Names, Table
from flows.extraction.linking.figures import steps
from flows.extraction.linking.figures.claims import work_of as figures_of
from tests.extraction.readings import document
from tests.gold.lessons import linking_inputs, unjudged

FIGURES = (
    "Kent Police disrupts fraud, cyber crime and modern slavery. Its chief met firearms officers. "
    "Kent Police made 86 disruptions of drug crime in 2023."
)


@dataclass
class Letters:
    """A document whose candidates are the letters of a word."""

    word: str
    scores: dict[str, list[float]] = field(default_factory=dict)


def asking(decided: list[int], *words: str) -> JudgedBatch[Letters]:
    def decide(judge: str, table: Table, works: Sequence[Letters]) -> list[float]:
        decided.append(len(table))
        return [number / 10 for number in range(len(table))]

    return JudgedBatch([Letters(word) for word in words], decide, Names())


def test_each_document_gets_the_scores_of_its_own_candidates() -> None:
    decided: list[int] = []
    asked = asking(decided, "abc", "", "de")
    asked.ask("vowel", asked.described("letter", lambda one: (({letter: 1.0},) for letter in one.word)), _word)
    assert [one.scores["vowel"] for one in asked.works] == [[0.0, 0.1, 0.2], [], [0.3, 0.4]]
    assert decided == [5]


def test_nobody_is_asked_where_there_are_no_candidates() -> None:
    decided: list[int] = []
    asked = asking(decided, "", "")
    asked.ask("vowel", asked.described("letter", lambda _: ()), _word)
    assert ([one.scores for one in asked.works], decided) == ([{"vowel": []}, {"vowel": []}], [])


def test_the_rows_of_chosen_candidates_count_on_over_documents() -> None:
    assert asking([], "abc", "", "de").rows(_word, lambda one: range(0, len(one.word), 2)) == [0, 2, 3]


def test_no_threat_that_is_named_far_from_a_number_is_judged() -> None:
    work = figures_of(linking_inputs([document(FIGURES)])[0])
    assert work is not None
    steps.judge_all([work], lambda _, table, __: [1.0] * len(table), Names())
    assert "drugs" in {candidate.key for _, candidate in work.pairs["threat"]}
    assert {"fraud", "cyber-crime"} <= {candidate.key for _, candidate in work.unlikely["threat"]}
    assert all(claim.threats["fraud"] == steps.HARDLY for claim in work.claims)


def test_what_the_first_judge_finds_hopeless_is_not_judged_again() -> None:
    work = figures_of(linking_inputs([document(FIGURES)])[0])
    assert work is not None
    rows: dict[str, int] = {}

    def decide(judge: str, table: Table, _: object) -> list[float]:
        rows[judge] = len(table)
        return [1.0 if judge != "period" or number == 1 else HOPELESS / 2 for number in range(len(table))]

    steps.judge_all([work], decide, Names())
    assert rows["period"] > rows["period-among-rivals"] == 1
    assert rows["body"] == rows["body-among-rivals"]


def test_candidates_of_a_grade_that_are_hopeless_are_not_judged_again_but_for_the_best() -> None:
    text = "Kent Police is good at preventing crime and at leadership. Essex Police is adequate at vetting."
    work = unjudged(document(text, None))
    scores = iter([0.9, HOPELESS / 2, HOPELESS, *[HOPELESS / 2] * 100])
    rows: dict[str, int] = {}

    def decide(judge: str, table: Table, _: object) -> list[float]:
        rows[judge] = len(table)
        return [next(scores) if judge == "area" else 1.0 for _ in range(len(table))]

    ratings_steps.judge_all([work], decide, Names())
    of_grade = [[area for number, area in work.areas if number == grade] for grade in (0, 1)]
    assert rows["area"] > rows["area-among-rivals"] == len(work.areas) == len(work.scores["area"])
    assert [len(areas) for areas in of_grade] == [2, 1]
    assert work.scores["area"] == [0.9, HOPELESS, HOPELESS / 2]
    assert rows["body"] == rows["body-among-rivals"]


def test_only_the_nearest_places_of_an_area_on_either_side_of_a_grade_are_candidates() -> None:
    text = "Leadership counts. So does leadership here. Kent Police is good at leadership, and leadership it needs."
    work = unjudged(document(text, None))
    work.scores["grade"] = [1.0]
    work.find_candidates()
    assert [work.document.text[: area.start].lower().count("leadership") for _, area in work.areas if area] == [1, 2]


def test_a_time_that_is_hardly_the_date_of_any_report_is_asked_for_with_no_rating() -> None:
    text = "Kent Police was rated good at preventing crime on 8 March 2023. A fair was held on 1 May 2021."
    work = unjudged(document(text, None))

    def decide(judge: str, table: Table, _: object) -> list[float]:
        return [1.0 if judge != "day" or number == 0 else LEAST_DAY_SCORE / 2 for number in range(len(table))]

    ratings_steps.judge_all([work], decide, Names())
    (dated,) = date_all([work], decide, Names())
    assert {value for _, value in dated.pairs} == {"2023-03-08", None}
    assert {day.code for day in dated.days.all} == {"2023-03-08", "2021-05-01"}


def _word(one: Letters) -> str:
    return one.word
