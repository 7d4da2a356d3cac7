"""Measuring, on cases small enough to count by hand, and the committed figures of accuracy."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from flows import stages
from flows.consolidation import facts
from flows.consolidation.facts import ACCURACY
from flows.plan import Plan
from tests.conftest import Folders
from tests.gold.comparing import Item, fact_item, fold, label_item, pair, role_words
from tests.gold.extracting import extracted
from tests.gold.measure import RETOLD, accuracy_json, compare_all, labelled, main
from tests.gold.reporting import confusions
from tests.gold.retold import written
from tests.gold.scoring import Compared, Pair, Tally, accuracy, bootstrap_f1, rule_outcomes, tally, wilson

ROOT = Path(__file__).parents[2]
RENEW = "run `make accuracy` and commit what it writes"
RATING = {"body": "Kent Police", "area": "people", "grade": "good", "historic": False, "report_published_on": None}
FIGURE = {"body": "Kent Police", "measure": "disruptions", "count": 128, "share_percent": 24, "threats": ["drugs"]}
PERSON = {"kind": "person", "name": "Siân Ap Rhys", "role": "Det Supt", "organisation": "NCA", "quoted": True}


def label(table: str, **changed: Any) -> Item:
    first = {"ratings": RATING, "disruptions": FIGURE, "stakeholders": PERSON}[table]
    return label_item(table, {"optional": False, **first, **changed})


def rating(rules: dict[str, bool] | None = None, **changed: Any) -> Item:
    row = {"body_id": "kent-police", "quote": "Kent is good", **RATING, **changed}
    return fact_item("ratings", row, rules or {"judged": True})


def figure(**changed: Any) -> Item:
    row = {"body_id": "kent-police", "quote": "", "rate": None, **FIGURE, "threats": "drugs"}
    return fact_item("disruptions", row | changed, {})


def stakeholder(**changed: Any) -> Item:
    row = {"organisation_id": "nca", "quote": "", **PERSON, "organisation": "National Crime Agency"}
    return fact_item("stakeholders", row | changed, {})


def same(one: Item, other: Item) -> bool:
    return pair([one], [other]) == [(one, other)]


def wrong(one: Item, other: Item) -> list[str]:
    """The attributes in which a fact differs from its label."""
    table: list[Pair] = pair([one], [other])
    lines = confusions([Compared("d", "tuned", {"t": table})])
    return [line.split("WRONG ")[1].split(":")[0] for line in lines if "WRONG" in line]


@pytest.mark.parametrize(
    ("given", "found", "expected"),
    [
        (label("ratings"), rating(), True),
        (label("ratings"), rating(grade="adequate"), False),
        (label("ratings"), rating(body_id="kent-fire"), False),
        (label("ratings", body="KENT POLICE"), rating(), True),
        (label("ratings"), rating(area="efficiency"), False),
        (label("ratings", area_alternatives=["efficiency"]), rating(area="efficiency"), True),
        (label("disruptions"), figure(), True),
        (label("disruptions"), figure(count=None), False),
        (label("disruptions", count=None), figure(), True),
        (label("disruptions", count=None, share_percent=24.0), figure(count=None, share_percent=24), True),
        (label("disruptions", count=24), figure(count=None), False),
        (label("disruptions", body="NCA", body_alternatives=["Kent Police"]), figure(), True),
        (label("stakeholders"), stakeholder(name="Sian ap Rhys"), True),
        (label("stakeholders"), stakeholder(name="Sian Rhys"), False),
        (label("stakeholders", kind="organisation", name="the NCA"), stakeholder(kind="organisation"), True),
        (
            label("stakeholders", kind="organisation", name="The Weald & Downs Trust"),
            stakeholder(kind="organisation", organisation_id="weald-and-downs-trust", name="Weald and Downs Trust"),
            True,
        ),
    ],
)
def test_a_fact_and_a_label_are_the_same(given: Item, found: Item, expected: bool) -> None:
    assert same(given, found) is expected


@pytest.mark.parametrize(
    ("given", "found", "expected"),
    [
        (label("ratings"), rating(), []),
        (label("ratings"), rating(historic=True, report_published_on="2023"), ["historic", "report_published_on"]),
        (label("disruptions"), figure(share_percent=24.0), []),
        (label("disruptions", threats=["fraud", "drugs"]), figure(threats="drugs;fraud"), []),
        (label("disruptions", lead="led"), figure(threats="all"), ["threats", "lead"]),
        (label("stakeholders"), stakeholder(role="Detective Superintendent"), []),
        (label("stakeholders"), stakeholder(role="Superintendent of police dogs"), ["role"]),
        (label("stakeholders", role=None), stakeholder(), ["role"]),
        (label("stakeholders", relation="b;a"), stakeholder(relation="a;b"), []),
        (label("stakeholders"), stakeholder(organisation="Kent Police", quoted=False), ["organisation", "quoted"]),
    ],
)
def test_attributes_are_compared(given: Item, found: Item, expected: list[str]) -> None:
    assert wrong(given, found) == expected


def test_text_is_folded() -> None:
    assert fold("  Siân O’Neill-Hough & Co. ") == "sian oneill hough and co"
    assert role_words("Temp. Det Supt for the West") == {"temporary", "detective", "superintendent", "west"}


def test_each_label_gets_one_fact_and_the_one_that_is_most_like_it() -> None:
    earlier, now = label("ratings", historic=True), label("ratings")
    was, stands, more = rating(historic=True), rating(), rating(report_published_on="2020")
    assert pair([earlier, now], [more, stands, was]) == [(earlier, was), (now, stands), (None, more)]


def test_an_alternative_does_not_take_the_fact_of_another_label() -> None:
    loose, strict = label("ratings", area="efficiency", area_alternatives=["people"]), label("ratings", historic=True)
    fact = rating()
    assert pair([loose, strict], [fact]) == [(loose, None), (strict, fact)]


def test_what_is_optional_counts_nowhere() -> None:
    required, optional, fact = label("ratings"), label("ratings", optional=True), rating()
    assert tally([(optional, fact), (optional, None)]) == Tally(0, 0, 0)
    assert tally([(required, fact), (required, None), (None, fact)]) == Tally(2, 2, 1)
    assert rule_outcomes([(optional, fact)]) == []


def test_a_fact_counts_once_for_each_rule_and_against_one_that_contradicts_it() -> None:
    fact = rating({"judged": True, "list": False})
    assert rule_outcomes([(label("ratings"), fact)]) == [("judged", True), ("list", False)]
    assert rule_outcomes([(None, fact)]) == [("judged", False), ("list", False)]


@pytest.mark.parametrize(
    ("right", "cases", "low", "high"),
    # From Newcombe (1998), Statistics in Medicine 17, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_interval(right: int, cases: int, low: float, high: float) -> None:
    assert wilson(right, cases) == pytest.approx((low, high), abs=0.00005)


def test_there_is_no_interval_without_cases() -> None:
    assert wilson(0, 0) is None
    assert bootstrap_f1([]) is None
    assert bootstrap_f1([Tally(), Tally()]) is None


def test_bootstrap_is_over_documents() -> None:
    alike, unlike = [Tally(2, 2, 1)] * 9, [Tally(2, 2, 2), Tally(2, 2, 0)] * 4
    assert bootstrap_f1(alike) == (0.5, 0.5)
    interval = bootstrap_f1(unlike)
    assert interval == bootstrap_f1(unlike)
    assert interval is not None
    assert 0 < interval[0] < 0.5 < interval[1] < 1


def test_figures_of_two_documents() -> None:
    fact = rating({"judged": True, "list": True})
    required = label("ratings", historic=True)
    nothing: dict[str, list[Pair]] = {"disruptions": [], "stakeholders": []}
    compared = [
        Compared("a", "tuned", {"ratings": [(required, fact), (required, None)], **nothing}),
        Compared("b", "held-out", {"ratings": [(required, fact), (None, rating())], **nothing}),
    ]
    figures: dict[str, Any] = accuracy(compared)
    assert figures["documents"] == {"tuned": 1, "held-out": 1, "all": 2}
    ratings = figures["tables"]["ratings"]
    assert (ratings["tuned"]["precision"], ratings["tuned"]["recall"], ratings["tuned"]["f1"]) == (1, 0.5, 0.6667)
    assert (ratings["held-out"]["precision"], ratings["held-out"]["recall"]) == (0.5, 1)
    assert (ratings["all"]["gold"], ratings["all"]["found"], ratings["all"]["right"]) == (3, 3, 2)
    assert figures["tables"]["disruptions"]["all"]["f1"] is None
    assert figures["attributes"]["ratings"]["all"]["historic"]["share"] == 0
    assert figures["attributes"]["ratings"]["all"]["report_published_on"]["cases"] == 2
    assert figures["rules"] == {
        "judged": {"cases": 3, "right": 2, "share": 0.6667, "share_95": [0.2077, 0.9385]},
        "list": {"cases": 2, "right": 2, "share": 1.0, "share_95": [0.3424, 1.0]},
    }


def test_errors_are_one_line_each() -> None:
    pairs: list[Pair] = [
        (label("ratings", quote="a\nlong " * 40), None),
        (label("ratings", historic=True), rating()),
        (None, rating()),
        (label("ratings", optional=True), None),
    ]
    missed, differing, spurious = confusions([Compared("d07", "tuned", {"ratings": pairs})])
    assert missed.startswith("d07 ratings MISSED kent-police/people/good (False) | a long a long")
    assert len(missed) < 200
    assert differing.startswith("d07 ratings WRONG historic: False not True in kent-police/people/good")
    assert spurious == "d07 ratings SPURIOUS kent-police/people/good (False) [judged] | Kent is good"


def test_an_article_without_labels_is_refused(tmp_path: Path) -> None:
    for folder, names in (("articles", ("a01.txt", "a01.yaml", "a02.md")), ("labels", ("a01.json", "a03.json"))):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).write_text("{}")
    with pytest.raises(FileNotFoundError, match="a02, a03"):
        list(labelled(tmp_path))


def test_figures_of_some_articles_are_not_kept(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--write", "--split", "tuned"])
    assert "takes all articles" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.xdist_group("gold")
def test_figures_do_not_depend_on_those_kept_before(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = extracted()[::5]
    now: dict[str, Any] = accuracy(compare_all(articles))
    monkeypatch.setattr(facts, "measured_precision", lambda: dict.fromkeys(now["rules"], 0.5))
    assert accuracy(compare_all(articles)) == now


@pytest.mark.slow
@pytest.mark.xdist_group("gold")
def test_the_kept_figures_are_those_of_the_code_as_it_is() -> None:
    figures = accuracy(compare_all(extracted()))
    assert ACCURACY.read_text(encoding="utf-8") == accuracy_json(figures), RENEW


@pytest.mark.xdist_group("gold")
def test_the_kept_figures_of_articles_that_are_held_out_are_those_of_the_code_as_it_is() -> None:
    """A quarter of the articles: whatever renews the figures renews all."""
    kept: dict[str, Any] = json.loads(ACCURACY.read_text(encoding="utf-8"))
    now: Any = accuracy(compare_all(extracted("held-out")))
    assert now["documents"]["held-out"] == kept["documents"]["held-out"] > 0, RENEW
    for part in ("tables", "attributes"):
        for table, figures in kept[part].items():
            assert now[part][table]["held-out"] == figures["held-out"], RENEW


@pytest.mark.slow
@pytest.mark.parametrize("hash_seed", ["1", "7"])
def test_the_kept_figures_are_those_of_any_process(hash_seed: str) -> None:
    """Whatever order sets have in it."""
    command = [sys.executable, "-m", "tests.gold.measure", "--json"]
    ran = subprocess.run(
        command, env=os.environ | {"PYTHONHASHSEED": hash_seed}, cwd=ROOT, capture_output=True, check=True, text=True
    )
    assert ACCURACY.read_text(encoding="utf-8") == ran.stdout, RENEW


def test_a_release_carries_the_figures(folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "accuracy.json"
    kept.write_text('{"rules": {}}\n')
    monkeypatch.setattr(facts, "ACCURACY", kept)
    published = stages.run(Plan(folders.raw, folders.output, 1), lambda done, total: None).outcome.folder
    assert (published / "accuracy.json").read_bytes() == kept.read_bytes()
    descriptor = json.loads((published / "datapackage.json").read_text())
    assert [r["mediatype"] for r in descriptor["resources"] if r["path"] == "accuracy.json"] == ["application/json"]


@pytest.mark.slow
def test_the_kept_figures_of_retold_pages_are_those_of_the_code_as_it_is() -> None:
    assert RETOLD.read_text(encoding="utf-8") == written(), RENEW
