"""What people decide: applied as long as it fits what is extracted, reported where it does not."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from flows.consolidation import consolidate
from flows.consolidation.facts import Row
from flows.extraction.claims import Claim, Extraction, Passage
from flows.reading.document import Correction, Document
from schemas.findings import plain
from tests.consolidation.invented import FIGURE, FORCE, RATING, document, entries_of
from tests.frames import split

RATING_ID = "emsou.serious-and-organised-crime.2023-03"
FIGURE_ID = "emsou.disruptions.all.2021-06-01--2022-05-31"
CONFIRM = Correction(
    "fix.1", "confirm", "A. Editor", "2026-11-24", "It says so", "ratings", RATING_ID, expect=(("grade", "good"),)
)
AMEND = replace(CONFIRM, action="amend", set=(("grade", "adequate"),))
REJECT = replace(CONFIRM, action="reject")
ADD = replace(
    CONFIRM,
    action="add",
    row_id=None,
    expect=(),
    row=(
        ("body_id", "dorset-police"),
        ("area", "leadership"),
        ("grade", "good"),
        ("report_published_on", "2023-03-02"),
    ),
    document_id="a",
    quote="stands for any",
)
ELSEWHERE = Passage(20, 29)
Tables = dict[str, list[Row]]


def corrected(*corrections: Correction, claims: tuple[Claim, ...] = (RATING, FIGURE)) -> Tables:
    """The tables of one document with these corrections, as they leave the gate, which they pass whole."""
    documents: list[Document] = [document("a"), document("b")]
    entries = entries_of(documents, [Extraction("a", claims, ()), Extraction("b", (), ())])
    rows = consolidate(documents, entries, [], corrections)
    found = {name: [*each] for name, each in rows.items()}
    frames = split(found, {each.document_id: each.text for each in documents})
    assert {name: len(frames[name]) for name in found} == {name: len(each) for name, each in found.items()}
    left = {name: frames[name].to_dict("records") for name in found}
    return {name: [{str(column): plain(cell) for column, cell in row.items()} for row in left[name]] for name in found}


def refusals(tables: Tables) -> list[tuple[object, object]]:
    assert all(row["table"] == "corrections" for row in tables["quarantine"])
    return [(row["reason"], row["column"]) for row in tables["quarantine"]]


def by_correction(tables: Tables) -> dict[object, tuple[object, object]]:
    """Why each correction that is refused is, and the column that it names."""
    assert all(row["table"] == "corrections" for row in tables["quarantine"])
    return {
        json.loads(str(row["row"]))["correction_id"]: (row["reason"], row["column"]) for row in tables["quarantine"]
    }


def test_a_confirmed_row_says_so() -> None:
    found = corrected(CONFIRM)
    assert [row["corrected"] for row in found["ratings"] + found["disruptions"]] == ["confirmed", None]
    assert found["corrections"] == [
        {
            "correction_id": "fix.1",
            "action": "confirm",
            "table": "ratings",
            "row_id": RATING_ID,
            "who": "A. Editor",
            "when": "2026-11-24",
            "why": "It says so",
        }
    ]


@pytest.mark.parametrize("correction", [CONFIRM, AMEND, REJECT])
def test_a_row_that_is_no_longer_what_it_was_keeps_its_value(correction: Correction) -> None:
    found = corrected(replace(correction, expect=(("grade", "inadequate"),)))
    assert [(row["grade"], row["corrected"]) for row in found["ratings"]] == [("good", None)]
    assert refusals(found) == [("correction-stale", "grade")]
    assert found["quarantine"][0]["value"] == '"good"'
    assert found["corrections"] == []


def test_a_row_that_is_no_longer_there_makes_a_correction_stale() -> None:
    assert refusals(corrected(replace(CONFIRM, row_id="gone"))) == [("correction-stale", "rating_id")]


def test_a_rejected_row_goes_to_quarantine_with_its_passages() -> None:
    found = corrected(REJECT)
    assert found["ratings"] == []
    assert [(row["table"], row["reason"]) for row in found["quarantine"]] == [
        ("evidence", "rejected"),
        ("ratings", "rejected"),
    ]
    assert {row["table"] for row in found["evidence"]} == {"disruptions"}
    assert found["documents"][0]["rating_count"] == 0


def test_a_body_of_which_every_row_was_rejected_is_told_of_no_more() -> None:
    found = corrected(REJECT, claims=(RATING, replace(RATING, body=FORCE)))
    assert [row["body_id"] for row in found["bodies"]] == ["dorset-police"]
    assert {row["body_id"] for row in found["coverage"]} == {"dorset-police"}


def test_an_amended_value_needs_a_passage_that_says_it() -> None:
    found = corrected(AMEND)
    assert (found["ratings"][0]["grade"], refusals(found)) == ("good", [("bad-correction", "grade")])


def test_the_reason_names_the_cell_that_no_passage_says() -> None:
    found = corrected(replace(AMEND, set=(("programme", "PEEL 2021/22"), ("grade", "adequate"))))
    assert refusals(found) == [("bad-correction", "grade")]


def test_the_reason_names_the_cell_that_makes_it_another_row() -> None:
    amend = replace(
        AMEND, table="disruptions", row_id=f"{FIGURE_ID}.128", expect=(), document_id="b", quote="This text"
    )
    found = corrected(replace(amend, set=(("share_percent", "24"), ("count", "182"))), claims=RIVALS)
    assert refusals(found) == [("bad-correction", "count")]


def test_passages_that_say_otherwise_stay_and_contradict() -> None:
    found = corrected(replace(AMEND, document_id="b", quote="This text is\n  invented"))
    (row,) = found["ratings"]
    assert (row["grade"], row["grade_rank"], row["corrected"], row["conflicting"]) == ("adequate", 3, "amended", True)
    assert (row["document_id"], row["quote"], row["confidence"]) == ("b", "This text is invented", None)
    assert (row["document_count"], row["passage_count"]) == (1, 1)
    assert [(e["document_id"], e["rule"], e["supports"]) for e in found["evidence"] if e["table"] == "ratings"] == [
        ("a", "rating-judged", False),
        ("b", "correction", True),
    ]


def test_a_passage_that_says_the_amended_value_supports_it() -> None:
    other = replace(RATING, grade="adequate", passage=ELSEWHERE)
    found = corrected(AMEND, claims=(RATING, other))
    assert found["ratings"][0]["grade"] == "adequate"
    assert {e["start"]: e["supports"] for e in found["evidence"]} == {0: False, 20: True}


def test_a_misread_passage_supports_what_a_person_read_in_it() -> None:
    found = corrected(replace(AMEND, document_id="a", quote="This text"))
    assert [(e["rule"], e["supports"]) for e in found["evidence"] if e["table"] == "ratings"] == [("correction", True)]
    assert not found["ratings"][0]["conflicting"]


def test_an_empty_cell_is_filled_without_another_passage() -> None:
    (row,) = corrected(replace(AMEND, set=(("programme", "PEEL 2021/22"),)))["ratings"]
    assert (row["programme"], row["corrected"], row["conflicting"]) == ("PEEL 2021/22", "amended", False)


def test_the_passage_that_a_person_gave_speaks_for_the_row() -> None:
    given = replace(AMEND, set=(("programme", "PEEL 2021/22"),), document_id="b", quote="stands for any")
    (row,) = corrected(given)["ratings"]
    assert (row["document_id"], row["quote"], row["document_count"]) == ("b", "stands for any", 2)


def test_what_other_rows_contradict_stays_contradicted() -> None:
    """Unless what they contradict is what was amended."""
    stated = [Extraction(name, (replace(FIGURE, count=count),), ()) for name, count in (("a", 100), ("b", 90))]
    amend = replace(AMEND, table="disruptions", row_id=f"{FIGURE_ID}.100", expect=(("count", "100"),))
    amend = replace(amend, set=(("threats_text", "all of them"),))
    documents = [document("a"), document("b")]
    found = consolidate(documents, entries_of(documents, stated), [], [amend])
    assert [(row["corrected"], row["conflicting"]) for row in found["disruptions"]] == [("amended", True), (None, True)]


def test_what_follows_from_an_amended_figure_follows() -> None:
    amend = replace(AMEND, table="disruptions", row_id=FIGURE_ID, expect=(("count", "100"),))
    (row,) = corrected(replace(amend, set=(("share_percent", "25"),)))["disruptions"]
    assert (row["share_percent"], row["implied_total_min"], row["implied_total_max"]) == (25.0, 393, 408)


def test_what_cannot_be_amended_is_refused() -> None:
    cells = {
        "area": "leadership",
        "report_published_on": "2023-04-02",
        "grade": "excellent",
        "grade_rank": "1",
        "current": "true",
        "colour": "red",
        "historic": "maybe",
        "programme": "=1+1",
    }
    found = corrected(*(replace(AMEND, correction_id=f"fix.{cell[0]}", set=(cell,)) for cell in cells.items()))
    assert by_correction(found) == {
        f"fix.{column}": ("bad-correction", None if column == "colour" else column) for column in cells
    }
    assert found["ratings"][0]["corrected"] is None


@pytest.mark.parametrize(
    ("date", "column"), [("2023-03-05", None), ("2023-03", "report_published_on"), ("2023", "report_published_on")]
)
def test_a_date_may_become_more_exact_but_not_less(date: str, column: str | None) -> None:
    found = corrected(replace(AMEND, set=(("report_published_on", date),)))
    assert refusals(found) == ([("bad-correction", column)] if column else [])
    assert found["ratings"][0]["report_published_on"] == ("2023-03-02" if column else date)


RIVALS = (replace(FIGURE, count=128), replace(FIGURE, count=182, passage=ELSEWHERE))


def test_a_figure_that_tells_a_row_apart_cannot_be_amended() -> None:
    amend = replace(
        AMEND, table="disruptions", row_id=f"{FIGURE_ID}.128", expect=(), document_id="b", quote="This text"
    )
    for column, value in (("count", "182"), ("qualifier", "over")):
        found = corrected(replace(amend, set=((column, value),)), claims=RIVALS)
        assert refusals(found) == [("bad-correction", column)]
        assert [(row["count"], row["corrected"]) for row in found["disruptions"]] == [(128, None), (182, None)]
    for column, value in (("share_percent", "24"), ("qualifier", "about")):
        found = corrected(replace(amend, set=((column, value),)), claims=RIVALS)
        assert (refusals(found), found["disruptions"][0]["corrected"]) == ([], "amended")


def test_an_earlier_grade_that_tells_a_row_apart_cannot_be_amended() -> None:
    amend = replace(AMEND, row_id=f"{RATING_ID}.earlier-good", document_id="b", quote="This text")
    found = corrected(amend, claims=(replace(RATING, historic=True),))
    assert refusals(found) == [("bad-correction", "grade")]
    assert [(row["grade"], row["corrected"]) for row in found["ratings"]] == [("good", None)]


@pytest.mark.parametrize("decision", [ADD, replace(AMEND, document_id="a")])
def test_words_that_may_not_stand_in_a_cell_back_no_fact(decision: Correction) -> None:
    """What follows the bullet would be safe; a passage that begins with it is not."""
    listed = replace(document("a"), text="Grades:\n- Dorset Police is good")
    decision = replace(decision, quote="- Dorset Police is good")
    found = consolidate([listed], entries_of([listed], [Extraction("a", (RATING,), ())]), [], [decision])
    assert [(row["reason"], row["column"]) for row in found["quarantine"]] == [("bad-correction", "quote")]
    assert found["corrections"] == []


def test_one_more_figure_can_be_added_where_there_are_others_for_the_same() -> None:
    period = (("period_start", "2021-06-01"), ("period_end", "2022-05-31"))
    given = (("body_id", "emsou"), ("threats", "all"), ("measure", "disruptions"), ("count", "7"), *period)
    add = replace(ADD, table="disruptions", row=given)
    found = corrected(add, claims=RIVALS)
    assert refusals(found) == []
    assert {str(row["disruption_id"]).rsplit(".", 1)[1]: row["corrected"] for row in found["disruptions"]} == {
        "128": None,
        "182": None,
        "7": "added",
    }
    assert found["corrections"][0]["row_id"] == f"{FIGURE_ID}.7"
    again = replace(add, correction_id="fix.2")
    assert refusals(corrected(add, again, claims=RIVALS)) == [("correction-stale", None)]
    assert refusals(corrected(add)) == [("correction-stale", None)]  # the one that is there is to be amended


def test_corrections_of_one_row_follow_each_other_by_day() -> None:
    first = replace(AMEND, document_id="b", quote="stands for any")
    later = replace(CONFIRM, correction_id="a.1", when="2026-11-25", expect=(("grade", "adequate"),))
    found = corrected(later, first)
    assert found["quarantine"] == []
    assert found["ratings"][0]["corrected"] == "amended"


def test_corrections_of_one_day_follow_each_other_as_they_stand_in_their_file() -> None:
    second = replace(AMEND, correction_id="fix.2", document_id="b", quote="stands for any")
    tenth = replace(CONFIRM, correction_id="fix.10", expect=(("grade", "adequate"),))
    assert corrected(tenth, second)["quarantine"] == []


@pytest.mark.parametrize("cell", [("rate_unit", "per-day"), ("rate", "5")])
def test_half_of_what_goes_together_may_be_expected(cell: tuple[str, str]) -> None:
    rated = replace(FIGURE, measure="disruption-rate", count=None, rate=5.0, rate_unit="per-day")
    identifier = FIGURE_ID.replace("disruptions", "disruption-rate", 1)
    confirm = replace(CONFIRM, table="disruptions", row_id=identifier, expect=(cell,))
    found = corrected(confirm, claims=(rated,))
    assert found["quarantine"] == []
    assert [row["corrected"] for row in found["disruptions"]] == ["confirmed"]


def test_an_added_row_takes_the_road_of_all_claims() -> None:
    found = corrected(ADD)
    row = next(row for row in found["ratings"] if row["body_id"] == "dorset-police")
    assert (row["rating_id"], row["corrected"], row["current"]) == (
        "dorset-police.leadership.2023-03",
        "added",
        True,
    )
    assert (row["quote"], row["grade_rank"], row["confidence"]) == ("stands for any", 2, None)
    assert "dorset-police" in {body["body_id"] for body in found["bodies"]}
    assert found["corrections"][0]["row_id"] == "dorset-police.leadership.2023-03"


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("disruptions", "body_id=emsou threats=drugs;firearms measure=disruptions count=7 period_end=2019", "count"),
        ("stakeholders", "name=Ada_Quillfeather kind=person relation=other organisation_id=emsou", "name"),
        ("stakeholders", "name=HMICFRS kind=organisation relation=inspector organisation_id=hmicfrs", "name"),
    ],
)
def test_every_kind_of_fact_can_be_added(table: str, row: str, column: str) -> None:
    pairs = tuple((name, cell.replace("_", " ")) for name, _, cell in (each.partition("=") for each in row.split()))
    found = corrected(replace(ADD, table=table, row=pairs))
    added = [each for each in found[table] if each["corrected"] == "added"]
    assert [str(each[column]) for each in added] == [dict(pairs)[column]]


def test_what_cannot_be_added_is_refused() -> None:
    known = (("body_id", "emsou"), ("area", "serious-and-organised-crime"), *ADD.row[2:])
    refused = {
        "fix.1": (replace(ADD, quote="words that are not there"), "bad-correction", "quote"),
        "fix.2": (replace(ADD, document_id="c"), "bad-correction", "document_id"),
        "fix.3": (replace(ADD, row=ADD.row[1:]), "bad-correction", "body_id"),
        "fix.4": (replace(ADD, row=(("body_id", "atlantis-police"), *ADD.row[1:])), "bad-correction", "body_id"),
        "fix.5": (replace(ADD, row=(*ADD.row, ("body", "Dorset"))), "bad-correction", "body"),
        "fix.6": (replace(ADD, row=known), "correction-stale", None),
    }
    found = corrected(*(replace(add, correction_id=name) for name, (add, *_) in refused.items()))
    assert by_correction(found) == {name: (reason, column) for name, (_, reason, column) in refused.items()}
    assert [row["rating_id"] for row in found["ratings"]] == [RATING_ID]


def test_what_is_half_said_cannot_be_added() -> None:
    refused = {
        "fix.1": ("disruptions", "measure=disruption-rate rate=5", "rate_unit"),
        "fix.2": ("disruptions", "measure=disruptions count=5 rate_unit=per-day", "rate_unit"),
        "fix.3": ("disruptions", "measure=disruptions", "count"),
        "fix.4": ("stakeholders", "name=HMICFRS kind=organisation relation=inspector", "organisation_id"),
    }
    given = []
    for name, (table, row, _) in refused.items():
        pairs = tuple((key, cell) for key, _, cell in (each.partition("=") for each in row.split()))
        about = (("body_id", "emsou"), ("threats", "all")) if table == "disruptions" else ()
        given.append(replace(ADD, correction_id=name, table=table, row=(*about, *pairs)))
    expected = {name: ("bad-correction", column) for name, (*_, column) in refused.items()}
    assert by_correction(corrected(*given)) == expected


def test_the_order_of_corrections_does_not_matter() -> None:
    given = [
        replace(AMEND, document_id="b", quote="stands for any"),
        replace(CONFIRM, correction_id="a.1", when="2026-11-25", expect=(("grade", "adequate"),)),
        replace(ADD, correction_id="b.1"),
        replace(REJECT, correction_id="c.1", table="disruptions", row_id=FIGURE_ID, expect=(("count", "7"),)),
        Correction("removed.2026-11-24.1", "remove-document", "A", "2026-11-24", "Asked", document_id="c"),
    ]
    expected = corrected(*given)
    for seed in range(2):
        assert corrected(*random.Random(seed).sample(given, len(given))) == expected
