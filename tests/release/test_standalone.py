"""The verifier inside a release: it needs no package, finds what was changed, and never fails with a traceback."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.release import checksums, standalone_verify
from tests.release.folders import contents
from tests.release.invented import released


@pytest.fixture
def release(tmp_path: Path) -> Path:
    """A release that was carried somewhere else."""
    folder = released(tmp_path / "output")
    return Path(shutil.copytree(folder, tmp_path / "somewhere else"))


def run(folder: Path, *arguments: str) -> tuple[int, list[str]]:
    """Exit code and lines of the verifier, by a Python that sees no package at all."""
    command = [sys.executable, "-I", "-S", "-B", str(folder / "verify.py"), *arguments]
    done = subprocess.run(command, cwd="/", capture_output=True, encoding="utf-8")
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def found(release: Path, raw: Path | None = None) -> list[str]:
    return standalone_verify.verify(release, raw)[0]


def test_it_is_in_the_release_as_it_is_in_the_project(release: Path) -> None:
    assert (release / "verify.py").read_bytes() == Path(standalone_verify.__file__).read_bytes()


def test_it_accepts_a_release_anywhere(release: Path, raw: Path) -> None:
    before = contents(release)
    code, (line,) = run(release)
    assert (code, line.rpartition(": ")[2]) == (0, "0 problems")
    code, (line,) = run(release, "--raw", str(raw), str(release))
    assert (code, line.rpartition(", ")[2]) == (0, "passages of 2 of 2 documents read again: 0 problems")
    assert contents(release) == before


def test_it_runs_nothing_that_lies_beside_it(release: Path) -> None:
    for name in ("csv.py", ".hidden/notes.txt"):
        (release / name).parent.mkdir(exist_ok=True)
        (release / name).write_text("raise SystemExit(0)")
    done = subprocess.run([sys.executable, str(release / "verify.py")], capture_output=True, encoding="utf-8")
    assert done.returncode == 1
    for name in ("csv.py", ".hidden/notes.txt"):
        says = f"{name}: does not belong to the release: SHA256SUMS does not list it"
        assert says in done.stdout.splitlines()
        assert says in map(str, checksums.problems(release))


def test_a_file_that_is_listed_twice_is_a_problem(release: Path) -> None:
    sums = release / "SHA256SUMS"
    sums.write_text(sums.read_text() + f"{'0' * 64}  ratings.csv\n")
    assert "SHA256SUMS: lists a file twice" in found(release)


@pytest.mark.parametrize("name", ["ratings.csv", "facts.sqlite", "schemas/ratings.jsonschema.json", "CHANGES.md"])
def test_it_names_what_was_changed_removed_or_added(release: Path, name: str) -> None:
    path = release / name
    path.write_bytes(path.read_bytes() + b" ")
    (release / "schemas" / "notes.txt").write_text("x")
    code, lines = run(release)
    assert code == 1
    assert f"{name}: was changed: its checksum is not the one in SHA256SUMS" in lines
    assert "schemas/notes.txt: does not belong to the release: SHA256SUMS does not list it" in lines
    path.unlink()
    assert f"{name}: is missing: SHA256SUMS lists it" in found(release)


CELLS = [
    ("ratings.csv", '"outstanding"', '"outsanding"', "ratings.csv row 1 grade: 'outsanding' breaks the rule enum"),
    ("ratings.csv", '"leicestershire-police",', '"nowhere",', "ratings.csv row 1 body_id: 'nowhere' is not a row of"),
    ("bodies.csv", '"emsou","E23', '"nowhere","E23', "bodies.csv row 2 parent_id: 'nowhere' is not a row of bodies"),
    ("disruptions.csv", ",40,", ",4O,", "disruptions.csv row 1 count: '4O' is no integer"),
    ("disruptions.csv", ",40,", ",-40,", "disruptions.csv row 1 count: '-40' breaks the rule minimum: 0"),
    ("documents.csv", '"second"', '"first"', "documents.csv document_id: 'first' is the key of more than one row"),
    (
        "documents.csv",
        '"The first',
        '"=The first',
        "documents.csv row 1 title: '=The first article' starts like a form",
    ),
    ("evidence.csv", '"ada-thorne.emsou"', '"nobody"', "'nobody' is not a row of stakeholders"),
    ("evidence.csv", '"first"', "", "evidence.csv row 1 document_id: '' must not be empty"),
    ("evidence.csv", '"end"', '"ends"', "evidence.csv: its columns are not those in datapackage.json"),
    ("evidence.csv", '"as-said"', '"as-said', "evidence.csv: cannot be read"),
]


@pytest.mark.parametrize(("name", "old", "new", "says"), CELLS)
def test_a_wrong_cell_is_found_even_where_the_checksums_were_made_to_fit(
    release: Path, name: str, old: str, new: str, says: str
) -> None:
    path = release / name
    assert old in path.read_text("utf-8")
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
    checksums.write(release)
    lines = found(release)
    assert any(says in line for line in lines), lines
    assert f"{name}: is not as long, or has not the checksum, that datapackage.json says" in lines


def test_a_lost_row_is_found(release: Path) -> None:
    path = release / "coverage.csv"
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert "coverage.csv: has 0 rows, not the 1 that datapackage.json says" in found(release)


def test_a_passage_that_is_not_in_the_document_is_found(release: Path, raw: Path) -> None:
    path = release / "evidence.csv"
    path.write_text(path.read_text("utf-8").replace("We made 40", "We made 41"), "utf-8")
    lines = [line for line in found(release, raw) if "the document does not have this passage there" in line]
    assert len(lines) == 2


def test_another_text_proves_nothing(release: Path, raw: Path) -> None:
    (raw / "first.txt").write_text("Something else.")
    assert "passages of 1 of 2 documents" in standalone_verify.verify(release, raw)[1]


def test_texts_are_read_as_the_project_reads_them(release: Path, raw: Path) -> None:
    path = raw / "first.txt"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert "passages of 2 of 2 documents" in standalone_verify.verify(release, raw)[1]


DAMAGES: list[Callable[[dict[str, object]], object]] = [
    lambda descriptor: [],
    lambda descriptor: {},
    lambda descriptor: {"resources": 1},
    lambda descriptor: {"resources": [{}]},
    lambda descriptor: {"resources": [{"name": "ratings", "path": "ratings.csv", "schema": {"fields": [{}]}}]},
    lambda descriptor: {"resources": [{"name": "x", "path": "../x", "schema": {"fields": []}}]},
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_descriptor_is_a_problem_and_no_traceback(
    release: Path, damage: Callable[[dict[str, object]], object]
) -> None:
    path = release / "datapackage.json"
    path.write_text(json.dumps(damage(json.loads(path.read_text("utf-8")))))
    code, lines = run(release)
    assert code == 1
    assert "datapackage.json: was changed: its checksum is not the one in SHA256SUMS" in lines


@pytest.mark.parametrize(("table", "column"), [("documents", "raw_path"), ("evidence", "start")])
def test_a_column_that_is_missed_is_a_problem_and_no_traceback(
    release: Path, raw: Path, table: str, column: str
) -> None:
    path, descriptor = release / f"{table}.csv", release / "datapackage.json"
    path.write_text(path.read_text("utf-8").replace(column, "elsewhere", 1), "utf-8")
    descriptor.write_text(descriptor.read_text("utf-8").replace(f'"name": "{column}"', '"name": "elsewhere"'))
    assert f"documents.csv or evidence.csv has no column '{column}'" in found(release, raw)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "../first"])
def test_a_path_that_no_file_can_have_proves_nothing(release: Path, raw: Path, name: str) -> None:
    path = release / "documents.csv"
    path.write_text(path.read_text("utf-8").replace("first.txt", f"{name}.txt"), "utf-8")
    (raw / "first.txt").unlink()
    assert "passages of 1 of 2 documents" in standalone_verify.verify(release, raw)[1]


def test_what_the_desktop_leaves_in_a_folder_is_no_problem(release: Path) -> None:
    for name in (".DS_Store", "schemas/Thumbs.db", ".~lock.ratings.csv#"):
        (release / name).write_text("x")
    assert run(release)[0] == 0


def test_wrong_usage_is_told(release: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-S", str(release / "verify.py"), str(tmp_path / "nowhere")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "nowhere: is not a folder" in done.stderr
