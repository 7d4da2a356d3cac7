"""Files of corrections: what is understood, and that a wrong entry costs itself alone."""

import os
from pathlib import Path

import pytest

from flows.reading import list_folder
from flows.reading.corrections import MOST_BYTES, read_corrections
from flows.reading.document import Correction

WHO = "who: A. Editor\nwhen: 2026-11-24\nwhy: The report says so\n"
CONFIRM = f"action: confirm\ntable: ratings\nrow_id: emsou.overall.2023-03\nexpect:\n  grade: good\n{WHO}"
REMOVE = f"action: remove-person\nname: Ada Quillfeather\nalso: [Ada Q. Quillfeather]\n{WHO}"


def entry(text: str) -> str:
    return "- " + text.replace("\n", "\n  ").rstrip(" ")


def write(root: Path, name: str, text: str | bytes) -> None:
    path = root / "corrections" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def refused(root: Path) -> list[str]:
    found, rejects, _ = read_corrections(root)
    assert found == ()
    assert {reject.reason for reject in rejects} <= {"bad-correction"}
    return [reject.value for reject in rejects]


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) == ((), (), ())


def test_one_entry_or_several_make_a_file(tmp_path: Path) -> None:
    write(tmp_path, "one.yaml", CONFIRM)
    write(tmp_path, "several.yaml", entry(CONFIRM) + entry(CONFIRM.replace("good", "~")))
    write(tmp_path, "README.md", "Not a correction.")
    found, rejects, _ = read_corrections(tmp_path)
    assert rejects == ()
    assert [each.correction_id for each in found] == ["one.1", "several.1", "several.2"]
    assert [each.expect for each in found] == [(("grade", "good"),), (("grade", "good"),), (("grade", None),)]


def test_every_scalar_stays_text(tmp_path: Path) -> None:
    passage = "passage: {document_id: a, quote: ' 40 disruptions '}"
    write(tmp_path, "a.yaml", f"action: add\ntable: disruptions\nrow: {{count: 040, period_end: no}}\n{passage}\n{WHO}")
    (found,), *_ = read_corrections(tmp_path)
    assert found.row == (("count", "040"), ("period_end", "no"))
    assert (found.document_id, found.quote, found.when) == ("a", "40 disruptions", "2026-11-24")


def test_earlier_decisions_come_first_whatever_the_files_are_called(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", CONFIRM.replace("2026-11-24", "2026-11-25"))
    write(tmp_path, "b.yaml", CONFIRM)
    assert [each.correction_id for each in read_corrections(tmp_path)[0]] == ["b.1", "a.1"]


def test_the_file_of_a_removal_does_not_name_the_tombstone(tmp_path: Path) -> None:
    write(tmp_path, "ada-quillfeather.yaml", REMOVE)
    (found,), *_ = read_corrections(tmp_path)
    assert found == Correction(
        "removed.2026-11-24.1",
        "remove-person",
        "A. Editor",
        "2026-11-24",
        "The report says so",
        names=("Ada Quillfeather", "Ada Q. Quillfeather"),
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (CONFIRM.replace("confirm", "bless"), "needs an `action`"),
        (CONFIRM.replace("who: A. Editor", "who: ''"), "`who` must be text"),
        (CONFIRM.replace("who: A. Editor\n", ""), "needs the key `who`"),
        (CONFIRM.replace("2026-11-24", "2026-11"), "`when` must be a date as YYYY-MM-DD"),
        (CONFIRM.replace("2026-11-24", "2026-02-30"), "`when` must be a date"),
        (CONFIRM.replace("ratings", "evidence"), "`table` must be one of ratings, disruptions, stakeholders"),
        (CONFIRM.replace("expect:\n  grade: good", "expect: good"), "`expect` must hold lines"),
        (CONFIRM.replace("expect:\n  grade: good", "expect: {grade: [good]}"), "`expect` must hold lines"),
        (CONFIRM + "set: {grade: good}\n", "has an unknown key"),
        (REMOVE.replace("name: Ada Quillfeather", "name: [Ada]"), "`name` must be text"),
        ("just text", "must hold an entry"),
        ("[]", "must hold an entry"),
        ("a: [", "is not YAML at line"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (f"{REMOVE}name: Ann Bee\n", "gives a key twice at line 7"),
        ("a: &a [b, b]\nc: [*a, *a]\n", "refers to another value with an asterisk at line 2"),
        (b"a" * (MOST_BYTES + 1), "is longer than"),
        ("a: !!python/object/apply:os.system ['true']", "needs an `action`"),
    ],
)
def test_what_cannot_be_followed_is_refused(tmp_path: Path, text: str | bytes, says: str) -> None:
    write(tmp_path, "wrong.yaml", text)
    (value,) = refused(tmp_path)
    assert says in value
    assert "Quillfeather" not in value


def test_a_wrong_entry_disturbs_no_other(tmp_path: Path) -> None:
    write(tmp_path, "both.yaml", entry("action: bless\n") + entry(CONFIRM))
    write(tmp_path, "broken.yaml", "{")
    found, rejects, _ = read_corrections(tmp_path)
    assert [each.correction_id for each in found] == ["both.2"]
    assert [reject.raw_path for reject in rejects] == ["corrections/both.yaml", "corrections/broken.yaml"]


@pytest.mark.parametrize("name", ["remove.yml", "Remove.yaml", "remove me.yaml", "remove.txt"])
def test_no_file_is_passed_over_in_silence(tmp_path: Path, name: str) -> None:
    write(tmp_path, name, REMOVE)
    (value,) = refused(tmp_path)
    assert "ending in .yaml" in value


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere.yaml").write_text(CONFIRM)
    (tmp_path / "raw" / "corrections").mkdir(parents=True)
    (tmp_path / "raw" / "corrections" / "link.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    (value,) = refused(tmp_path / "raw")
    assert "leads out of the folder" in value


def test_corrections_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, "one.yaml", CONFIRM)
    listing = list_folder(tmp_path)
    assert (listing.paths, listing.rejects) == ((), ())


def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "corrections").mkdir()
    os.mkfifo(tmp_path / "corrections" / "pipe.yaml")
    (tmp_path / "corrections" / "round.yaml").symlink_to("round.yaml")
    pipe, around = refused(tmp_path)
    assert "is not a regular file" in pipe
    assert "cannot be read" in around
