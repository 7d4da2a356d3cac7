"""Decisions: the files they become, what is refused, and that none is lost."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows import desk
from flows.cli import DONE, main
from flows.consolidation import doubtful_row
from flows.consolidation.review import review
from flows.desk.entries import as_text
from flows.desk.snapshot import case_id
from flows.options import USAGE
from tests.cases import each_case, mostly_slow
from tests.desk.conftest import run
from tests.desk.visiting import Place, Visitor

KENT = "kent-police.serious-and-organised-crime.2023-03"


def case_of(visitor: Visitor, title: str, says: str = "conflict") -> str:
    """The address of the case of this title that tells of something."""
    lines = visitor.get().page.xpath("//ul[contains(@class, 'cases')]/li")
    found = next(each for each in lines if each.text_content().startswith(title) and says in each.text_content())
    return str(found.find("a").get("href")).removeprefix(visitor.root)


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (True, "true"), (24.0, "24"), (0.5, "0.5"), ("Operation Web 2.0", "Operation Web 2.0")],
)
def test_a_cell_is_written_as_it_reads(cell: object, text: str) -> None:
    assert as_text(cell) == text


def table(place: Place, name: str) -> pd.DataFrame:
    return pd.read_parquet(place.release / f"{name}.parquet")


def test_the_order_is_that_of_review_and_it_says_why(place: Place, visitor: Visitor) -> None:
    first = visitor.get(visitor.cases()[0])
    assert review(place.release)[0].says in first.page.text_content()
    contradicted = visitor.get(case_of(visitor, "Kent Police"))
    assert "contradicted by" in contradicted.text
    assert contradicted.page.xpath("//mark[@id='passage']")[0].text_content()


def test_accept_reject_amend_and_add_stand_in_the_next_release(place: Place, visitor: Visitor) -> None:
    kent = case_of(visitor, "Kent Police")
    assert visitor.decide(case_of(visitor, "Derbyshire Constabulary"), "confirm").status == 303
    assert visitor.decide(case_of(visitor, "Durham Constabulary"), "reject", why="Nobody said that.").status == 303
    against = visitor.get(kent).page.xpath("//select[@name='passage']/option[contains(., 'good')]/@value")[0]
    grade = {"cell.grade": "good", "passage": against}
    assert visitor.decide(kent, "amend", why="The later article is right.", **grade).status == 303
    row = {"cell.body_id": "kent-police", "cell.area": "leadership", "cell.grade": "good"}
    asked = f"add?document=one-02&quote=worth+a+visit&back={kent.removeprefix('case/')}"
    added = visitor.post("decide", visitor.get(asked).form("add") | row | {"who": "A. Editor", "why": "It says so."})
    assert added.headers["Location"].endswith(f"{kent}?said=add")
    run(place)
    ratings = table(place, "ratings").set_index("rating_id")
    assert ratings.loc["derbyshire-constabulary.serious-and-organised-crime.2023-03", "corrected"] == "confirmed"
    assert "durham-constabulary.serious-and-organised-crime.2023-03" not in ratings.index
    assert list(ratings.loc[KENT, ["grade", "corrected", "grade_rank"]]) == ["good", "amended", 2]
    assert ratings.loc["kent-police.leadership.undated-one-02", "corrected"] == "added"
    decisions = table(place, "corrections").set_index("row_id")
    assert list(decisions.loc[KENT, ["who", "why", "action"]]) == ["A. Editor", "The later article is right.", "amend"]
    assert set(decisions["action"]) == {"confirm", "reject", "amend", "add"}
    assert "Kent Police" not in [
        a.text_content() for a in visitor.get().page.xpath("//ul[contains(@class,'cases')]//a")
    ]


def test_a_file_has_what_a_person_would_write_by_hand(place: Place, visitor: Visitor) -> None:
    visitor.decide(case_of(visitor, "Kent Police"), "confirm", why="“Yes”: – it\u202e is")
    (entry,) = place.entries()
    assert list(entry) == ["action", "who", "when", "why", "table", "row_id", "expect"]
    assert (entry["row_id"], entry["expect"]) == (KENT, {"grade": "outstanding"})
    (path,) = place.corrections.glob("*.yaml")
    assert path.name.startswith("desk-2")
    assert not place.decided().unfulfilled


@each_case(
    ("action", "fields", "says"),
    [
        ("confirm", {"why": " "}, "Say why"),
        ("confirm", {"who": ""}, "Say who"),
        ("amend", {}, "Nothing is other than before"),
        ("amend", {"cell.grade": "splendid", "passage": "0"}, "is not a code"),
        ("amend", {"cell.grade": "good"}, "no passage says this"),
        ("amend", {"cell.grade": "good", "quote": "is nowhere"}, "is not in one-02"),
        ("amend", {"cell.grade": "good", "quote": "a museum and it is worth"}, 'the passage lacks ","'),
        ("amend", {"cell.inspected_in": "last year"}, "does not have the form"),
    ],
)
def test_what_a_run_could_not_follow_is_refused_and_stays_in_the_form(
    place: Place, visitor: Visitor, action: str, fields: dict[str, str], says: str
) -> None:
    reply = visitor.decide(case_of(visitor, "Kent Police"), action, **{"why": "My reason.", **fields})
    assert reply.status == 422
    assert says in reply.says()
    form = reply.form(action)
    assert form["why"] == fields.get("why", "My reason.")
    assert {name: form[name] for name in fields if name.startswith("cell.in")} == {
        name: value for name, value in fields.items() if name.startswith("cell.in")
    }
    assert place.entries() == []


def test_a_row_that_is_there_cannot_be_added(place: Place, visitor: Visitor) -> None:
    row = {"cell.body_id": "kent-police", "cell.area": "serious-and-organised-crime", "cell.grade": "good"}
    form = visitor.get("add?document=one-02&quote=worth+a+visit").form("add")
    reply = visitor.post("decide", form | row | {"cell.report_published_on": "2023-03-02", "who": "A", "why": "B"})
    assert reply.status == 409
    assert "already exists" in reply.says()


def test_of_two_windows_the_second_is_told_and_can_decide_anew(place: Place, visitor: Visitor) -> None:
    case = case_of(visitor, "Kent Police")
    first, second = (visitor.get(case).form(action) for action in ("confirm", "reject"))
    assert visitor.post("decide", first | {"who": "A. Editor", "why": "I read it."}).status == 303
    reply = visitor.post("decide", second | {"who": "B. Editor", "why": "I read it, too."})
    assert reply.status == 409
    assert "A. Editor decided about it (confirm: I read it.)" in reply.says()
    assert [entry["action"] for entry in place.entries()] == ["confirm"]
    assert visitor.post("take-back", reply.form("take-back")).status == 303
    assert place.entries() == []
    assert len([*(place.corrections / ".taken-back").iterdir()]) == 1
    assert visitor.decide(case, "reject").status == 303
    assert [entry["action"] for entry in place.entries()] == ["reject"]


def test_two_desks_at_once_lose_nothing(place: Place, opened: Callable[[Place], Visitor]) -> None:
    visitors = [opened(place), opened(place)]
    forms = [
        v.get(case).form("confirm") | {"who": f"Editor {n}", "why": "It says so."}
        for n, v in enumerate(visitors)
        for case in v.cases()[:3]
    ]
    replies: list[int] = []

    def send(visitor: Visitor, form: dict[str, str]) -> None:
        replies.append(visitor.post("decide", form).status)

    threads = [threading.Thread(target=send, args=(visitors[n // 3], form)) for n, form in enumerate(forms)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(replies) == [303, 303, 303, 409, 409, 409]
    assert len({entry["row_id"] for entry in place.entries()}) == len(place.entries()) == 3


def test_a_form_that_is_sent_twice_is_taken_once(place: Place, visitor: Visitor) -> None:
    form = visitor.get(visitor.cases()[0]).form("confirm") | {"who": "A. Editor", "why": "It says so."}
    assert [visitor.post("decide", form).status for _ in range(2)] == [303, 303]
    assert len(place.entries()) == 1


def test_a_document_that_changed_meanwhile_is_told_of(place: Place, visitor: Visitor) -> None:
    case = case_of(visitor, "Kent Police")
    form = visitor.get(case).form("confirm") | {"who": "A. Editor", "why": "I read it."}
    path = place.raw / "one-02.txt"
    path.write_text(path.read_text("utf-8").replace("museum", "theatre"), encoding="utf-8")
    reply = visitor.post("decide", form)
    assert reply.status == 409
    assert "the row or its document changed" in reply.says()
    assert place.entries() == []
    assert visitor.decide(case, "confirm").status == 303


def test_a_release_that_was_published_meanwhile_is_told_of(place: Place, visitor: Visitor) -> None:
    form = visitor.get(case_of(visitor, "Kent Police")).form("confirm") | {"who": "A. Editor", "why": "I read it."}
    for path in place.raw.glob("*-02.txt"):
        path.write_text(path.read_text("utf-8").replace("outstanding", "adequate"), encoding="utf-8")
    run(place)
    reply = visitor.post("decide", form)
    assert reply.status == 409
    assert place.entries() == []


def test_a_decision_about_a_row_with_one_by_hand_is_followed_after_it(place: Place, visitor: Visitor) -> None:
    """Those of one day are followed in the order of their files."""
    visitor.decide(case_of(visitor, "Kent Police"), "confirm")
    (path,) = place.corrections.glob("*.yaml")
    path.rename(place.corrections / "wells.yaml")
    run(place)
    kent = table(place, "ratings").set_index("rating_id").loc[KENT]
    assert kent["corrected"] == "confirmed"
    reply = visitor.decide(f"case/{case_id('ratings', KENT)}", "amend", **{"cell.inspected_in": "2022"})
    assert reply.status == 303
    assert [each.action for each in place.decided().corrections] == ["confirm", "amend"]


def test_a_decision_that_does_not_fit_any_more_comes_back(place: Place, visitor: Visitor) -> None:
    visitor.decide(case_of(visitor, "Kent Police"), "confirm")
    path = place.raw / "one-02.txt"
    path.write_text(path.read_text("utf-8").replace("outstanding", "adequate"), encoding="utf-8")
    options = ["--raw", str(place.raw), "--output", str(place.output), "--store", str(place.store), "--workers", "1"]
    assert main(["run", "--direct", "--publish-anyway", *options]) == DONE
    page = visitor.get(visitor.cases()[0])
    assert "Does not fit any more" in page.text
    assert visitor.post("take-back", page.form("take-back")).status == 303
    assert visitor.decide(visitor.cases()[0], "confirm").status == 303


KILLED = """
import os, sys, threading
from pathlib import Path
from flows import desk
from flows.desk import keeping

raw, release, output, step = sys.argv[1:]
left = [int(step)]

def dying(function):
    def call(*args):
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), 9)
        return function(*args)
    return call

made = desk.Desk(Path(release), Path(raw))
keeping.os.fsync, Path.rename = dying(os.fsync), dying(Path.rename)
server, address = desk.serve(desk.Handling(made, desk.Preview(Path(raw), Path(output))))
print(address, flush=True)
server.serve_forever()
"""


@pytest.mark.parametrize(
    ("step", "kept"), mostly_slow([(1, 0), (2, 0), (3, 1), (4, 1), (5, 1), (6, 2)], quick=[(3, 1)])
)
def test_killed_at_every_step_nothing_decided_is_lost_and_nothing_half_written(
    place: Place, opened: Callable[[Place], Visitor], step: int, kept: int
) -> None:
    """A decision takes three steps: to the disk, to its name, and the name to the disk; the desk is killed in one."""
    paths = [str(path) for path in (place.raw, place.release, place.output)]
    command = [sys.executable, "-c", textwrap.dedent(KILLED), *paths, str(step)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout
        visitor = Visitor(process.stdout.readline().strip())
        answered = 0
        for case in visitor.cases()[:3]:
            form = visitor.get(case).form("confirm") | {"who": "A. Editor", "why": "It says so."}
            try:
                answered += visitor.post("decide", form).status == 303
            except OSError:
                break
        assert process.wait(60) == -signal.SIGKILL
    assert not place.decided().unfulfilled
    assert answered <= len(place.decided().corrections) == kept
    again = opened(place)
    assert not [*place.corrections.glob(".*.new")]
    assert again.decide(next(case for case in again.cases()[kept:]), "confirm").status == 303
    assert len(place.decided().corrections) == kept + 1


def test_folders_may_be_links_and_relative(
    place: Place, opened: Callable[[Place], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    (place.folder / "linked").symlink_to(place.raw)
    monkeypatch.chdir(place.folder)
    made = desk.Desk(Path("output/latest"), Path("linked"))
    assert all(
        made.snapshot().document(name) for case in made.snapshot().cases if case.fact for name in case.document_ids
    )


def test_where_nothing_can_be_written_it_is_said_and_nothing_is_lost(
    place: Place, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = visitor.cases()[0]
    form = visitor.get(case).form("confirm") | {"who": "A. Editor", "why": "A long reason."}

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("flows.desk.keeping.os.fsync", full)
        reply = visitor.post("decide", form)
    assert reply.status == 500
    assert "No space left" in reply.says()
    assert reply.form("confirm")["why"] == "A long reason."
    assert [path.name for path in place.corrections.iterdir()] == [".desk-lock"]
    assert visitor.post("decide", reply.form("confirm") | {"who": "A. Editor"}).status == 303


@pytest.fixture
def with_proposed(place: Place) -> Place:
    """A release that could not publish a row: it is in quarantine, with all its cells."""
    row = {
        "rating_id": "kent-police.leadership.undated-one-02",
        "body_id": "kent-police",
        "body": "Kent Police",
        "body_kind": "territorial-force",
        "area": "leadership",
        "grade": "good",
        "historic": False,
        "document_id": "one-02",
        "quote": "worth a visit",
    }
    about = {"table": "ratings", "document_id": "one-02", "reason": "schema", "column": "grade", "value": '"good"'}
    quarantined = {**about, "quote": json.dumps(row["quote"]), "row": json.dumps(row)}
    path = place.release / "quarantine.parquet"
    there = pq.read_table(path)
    pq.write_table(pa.concat_tables([there, pa.Table.from_pylist([quarantined], there.schema)]), path)
    return place


def test_a_row_that_was_not_published_can_be_added_as_it_is(
    with_proposed: Place, opened: Callable[[Place], Visitor]
) -> None:
    visitor = opened(with_proposed)
    case = case_of(visitor, "Kent Police", "Schema")
    form = visitor.get(case).form("add")
    assert (form["cell.grade"], form["cell.area"], form["quote"]) == ("good", "leadership", "worth a visit")
    assert visitor.post("decide", form | {"who": "A. Editor", "why": "It says so."}).status == 303
    (entry,) = with_proposed.entries()
    assert entry["row"] == {"body_id": "kent-police", "area": "leadership", "grade": "good", "historic": "false"}
    assert "Take back" in visitor.get(case).text
    again = visitor.post("decide", form | {"who": "B. Editor", "why": "I think so, too.", "once": "another"})
    assert again.status == 409


def test_what_is_not_likely_enough_is_confirmed_with_what_it_says(
    place: Place, opened: Callable[[Place], Visitor]
) -> None:
    cells = {"body_id": "kent-police", "body": "Kent Police", "area": "leadership", "grade": "good", "historic": False}
    claim = {**cells, "table": "ratings", "document_id": "one-02", "quote": "worth a visit", "probability": 0.64}
    path = place.release / "quarantine.parquet"
    there = pq.read_table(path)
    pq.write_table(pa.concat_tables([there, pa.Table.from_pylist([doubtful_row(claim)], there.schema)]), path)
    visitor = opened(place)
    form = visitor.get(case_of(visitor, "Kent Police", "64% likely")).form("add")
    assert (form["cell.grade"], form["cell.area"], form["quote"]) == ("good", "leadership", "worth a visit")
    assert visitor.post("decide", form | {"who": "A. Editor", "why": "It says so."}).status == 303
    (entry,) = place.entries()
    assert entry["row"] == {"body_id": "kent-police", "area": "leadership", "grade": "good", "historic": "false"}


def open_cases(visitor: Visitor) -> list[str]:
    """What is still to be decided, in words."""
    lines = visitor.get().page.xpath("//ul[contains(@class, 'cases')]/li[not(span[@class='tag'])]")
    return [line.text_content() for line in lines]


def test_what_has_no_row_can_be_set_aside_and_stays_so(
    place: Place, visitor: Visitor, opened: Callable[[Place], Visitor]
) -> None:
    case = case_of(visitor, "empty.txt", "Empty")
    page = visitor.get(case)
    assert "There is no row to decide about" in page.text
    assert [form.fields["action"] for form in page.page.forms if (form.action or "").endswith("decide")] == [
        "set-aside"
    ]
    assert visitor.decide(case, "set-aside", why="").status == 422
    before = len(open_cases(visitor))
    assert visitor.decide(case, "set-aside", why="It is a placeholder.").status == 303
    assert len(open_cases(visitor)) == before - 1
    assert not place.decided().corrections
    assert not place.decided().unfulfilled
    again = opened(place)
    assert len(open_cases(again)) == before - 1
    assert "It is a placeholder." in again.get(case).text
    assert "It is a placeholder." in again.get("decisions").text


def test_what_was_set_aside_comes_back_when_its_file_is_another(place: Place, visitor: Visitor) -> None:
    case = case_of(visitor, "empty.txt", "Empty")
    visitor.decide(case, "set-aside")
    (place.raw / "empty.txt").write_text("\n", encoding="utf-8")
    assert [line for line in open_cases(visitor) if line.startswith("empty.txt")]
    assert visitor.decide(case, "set-aside", why="Still nothing.").status == 303
    assert not [line for line in open_cases(visitor) if line.startswith("empty.txt")]


def test_the_command_leaves_out_what_was_set_aside(
    place: Place, visitor: Visitor, capsys: pytest.CaptureFixture[str]
) -> None:
    def listed(*more: str) -> tuple[list[str], str]:
        where = [str(place.release), "--raw", str(place.raw), "--format", "json", "--limit", "all"]
        assert main(["review", *where, *more]) == DONE
        printed = capsys.readouterr()
        return [json.loads(line)["row_id"] for line in printed.out.splitlines()], printed.err

    capsys.readouterr()
    every, message = listed()
    assert "empty.txt" in every
    assert "set aside" not in message
    visitor.decide(case_of(visitor, "empty.txt", "Empty"), "set-aside")
    still, message = listed()
    assert sorted([*still, "empty.txt"], key=str) == sorted(every, key=str)
    assert f"{len(every) - 1} items to review" in message
    assert "1 item set aside in the review desk: see them too with --all" in message
    assert listed("--all")[0] == every
    assert listed("--kind", "quarantine")[0] == [
        each for each in listed("--kind", "quarantine", "--all")[0] if each != "empty.txt"
    ]
    (place.raw / "empty.txt").write_text("\n", encoding="utf-8")
    assert listed()[0] == every


def test_what_was_set_aside_can_be_taken_back(place: Place, visitor: Visitor) -> None:
    case = case_of(visitor, "empty.txt", "Empty")
    form = visitor.get(case).form("set-aside") | {"who": "A. Editor", "why": "I read it."}
    assert visitor.post("decide", form).status == 303
    assert visitor.post("decide", form | {"once": "another"}).status == 409
    assert visitor.post("take-back", visitor.get(case).form("take-back")).status == 303
    assert [line for line in open_cases(visitor) if line.startswith("empty.txt")]


def test_a_row_that_is_there_is_not_set_aside(place: Place, visitor: Visitor) -> None:
    form = visitor.get(case_of(visitor, "Kent Police")).form("confirm") | {"who": "A. Editor", "action": "set-aside"}
    assert visitor.post("decide", form).status == 409
    assert place.entries() == []


def test_a_preview_tells_what_would_stop_a_run(place: Place, visitor: Visitor) -> None:
    (place.corrections / "bad.yaml").write_text("- action: confrim\n", encoding="utf-8")
    assert "Files of decisions that a run cannot follow" in visitor.get().text
    assert visitor.post("preview", {}).headers["Location"].endswith("/preview")
    for _ in range(600):
        if json.loads(visitor.get("preview.json").text)["state"] != "running":
            break
        time.sleep(0.2)
    assert "corrections/bad.yaml, line 1" in visitor.get("preview").text


def test_the_command_opens_a_desk(place: Place) -> None:
    arguments = ["review", str(place.release), "--web", "--raw", str(place.raw), "--kind", "conflict"]
    command = [sys.executable, "-m", "flows.cli", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout
        try:
            visitor = Visitor(process.stdout.readline().strip())
            assert visitor.get().status == 200
            assert len(visitor.cases()) == 3
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == DONE
        finally:
            process.kill()  # a process that ignores the signal, as what a shell runs beside itself does, would stay


@pytest.mark.parametrize(
    "options", [["--raw", "nowhere"], ["--port", "99999"], ["--export", "x"], ["--body", "nobody"]]
)
def test_wrong_options_are_told_of(few: Place, options: list[str]) -> None:
    arguments = ["review", str(few.release), "--web", "--raw", str(few.raw), *options]
    try:
        code = main(arguments)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    assert code == USAGE
