"""What people decided as labelled documents: in the form of the sets, and such that it can be learned from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.cli import DONE, main
from flows.extraction import extract
from flows.options import USAGE
from tests.desk.conftest import copy_of, opening, run
from tests.desk.test_deciding import case_of
from tests.desk.visiting import Place, Visitor
from tests.gold.corpus import set_of
from tests.gold.lessons import Labelled, unjudged
from tests.gold.measure import compare_all


@pytest.fixture(scope="module")
def decided(few: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Kent amended, Durham rejected, Derbyshire left alone; it is never changed."""
    place = copy_of(few, tmp_path_factory.mktemp("decided") / "place")
    with opening() as opened:
        decide(opened(place))
    run(place)
    return place


def decide(visitor: Visitor) -> None:
    kent = case_of(visitor, "Kent Police")
    passage = visitor.get(kent).page.xpath("//select[@name='passage']/option[contains(., 'good')]/@value")[0]
    assert visitor.decide(kent, "amend", **{"cell.grade": "good", "passage": passage}).status == 303
    assert visitor.decide(case_of(visitor, "Durham Constabulary"), "reject").status == 303


def exported(place: Place, to: Path) -> int:
    return main(["review", str(place.release), "--export", str(to), "--raw", str(place.raw)])


def test_documents_that_were_decided_about_go_along_with_their_labels(decided: Place, tmp_path: Path) -> None:
    assert exported(decided, tmp_path / "set") == DONE
    labels = {path.name: json.loads(path.read_text("utf-8")) for path in (tmp_path / "set").glob("*.labels.json")}
    assert set(labels) == {"one-01.labels.json", "other-02.labels.json"}
    (rating,) = labels["other-02.labels.json"]["ratings"]
    assert rating == {
        "body": "Kent Police",
        "area": "serious-and-organised-crime",
        "area_alternatives": [],
        "grade": "good",
        "historic": False,
        "report_published_on": "2023-03-02",
        "optional": False,
        "quote": rating["quote"],
    }
    text = (tmp_path / "set" / "other-02.txt").read_text("utf-8")
    assert text == (decided.raw / "other-02.txt").read_text("utf-8")
    assert rating["quote"] in text
    assert labels["one-01.labels.json"]["ratings"] == []
    assert all(each["optional"] for each in labels["one-01.labels.json"]["stakeholders"])


def test_it_is_read_as_the_sets_are_and_measured(decided: Place, tmp_path: Path) -> None:
    exported(decided, tmp_path / "set")
    lessons = {each.document.document_id: each for each in set_of(tmp_path / "set", "tuned")}
    assert set(lessons) == {"one-01", "other-02"}
    for path in sorted((tmp_path / "set").glob("*.labels.json")):
        labels = json.loads(path.read_text("utf-8"))
        document = lessons[path.name.removesuffix(".labels.json")].document
        (compared,) = compare_all([(document, extract(document), path, labels)])
        pairs = compared.pairs["ratings"]
        assert [(label is not None, fact is not None) for label, fact in pairs] == (
            [(True, True)] if "other" in path.name else [(False, True)]
        )


def test_a_document_that_changed_since_is_left_out(
    decided: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = copy_of(decided, tmp_path / "changed")
    (changed.raw / "other-02.txt").write_text("Another text.", encoding="utf-8")
    assert exported(changed, tmp_path / "set") == DONE
    assert "left out: other-02" in capsys.readouterr().err
    assert not (tmp_path / "set" / "other-02.txt").exists()


def test_a_folder_with_something_in_it_is_refused(decided: Place, tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "mine.txt").touch()
    assert exported(decided, tmp_path / "set") == USAGE


def test_the_judges_are_taught_what_was_decided(decided: Place, tmp_path: Path) -> None:
    """The grade that a person set is right, and the one that was rejected is wrong: both count."""
    exported(decided, tmp_path / "set")
    taught = {}
    for lesson in set_of(tmp_path / "set", "tuned"):
        work = unjudged(lesson.document)
        answers = Labelled(work, lesson.ratings).answers("grade")
        taught[lesson.document.document_id] = {
            grade.code: answer for grade, answer in zip(work.grades, answers, strict=True)
        }
    assert taught["other-02"]["good"] == (True, 1.0)
    assert taught["one-01"]["outstanding"] == (False, 1.0)
