"""Whatever is changed in a release, or in what it was made from, is found and named."""

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from flows.reading import Document, read
from flows.refusals import MachineFault
from flows.release import checksums, listing, releases, verify
from flows.release.catalogue import CROISSANT, DCAT, croissant, dcat
from flows.release.descriptors import DATAPACKAGE, datapackage, files_of
from flows.release.publishing import VERIFIER
from flows.release.writing import write_json, write_tables
from tests.cases import mostly_slow
from tests.frames import in_files
from tests.release.folders import contents
from tests.release.invented import RATING, released, tables

DAMAGED = ["", "{", "[]", "null", '{"resources": 1}', '{"version": 1, "resources": [{}]}']


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return released(tmp_path / "output")


def found(release: Path, raw: Path | None, *, require_raw: bool = False) -> list[str]:
    return [str(problem) for problem in verify(release, raw, read, require_raw=require_raw).problems]


def test_a_release_is_proven_from_its_raw_files(release: Path, raw: Path) -> None:
    for folder in (release, release.parent / "latest"):
        done = verify(folder, raw, read, require_raw=True)
        assert (done.problems, done.unread) == ((), ())
        assert (done.reread, done.passages) == (("first", "second"), 6)
        assert done.files == len(contents(folder))


def test_a_release_is_compared_with_the_list_of_releases_from_within(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (release / "CHANGES.md").write_text("Nothing happened.")
    checksums.write(release)
    monkeypatch.chdir(release)
    assert found(Path(), None) == found(release, None) != []


def change_one_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def test_one_byte_of_any_file_is_noticed(release: Path, raw: Path) -> None:
    names = {path.relative_to(release).as_posix() for path in release.rglob("*") if path.is_file()} - {"SHA256SUMS"}
    for name in names:
        change_one_byte(release / name)
    lines = found(release, raw)
    assert [name for name in names if not any(line.startswith(f"{name}: ") for line in lines)] == []


def test_one_byte_of_the_checksums_is_noticed(release: Path, raw: Path) -> None:
    change_one_byte(release / "SHA256SUMS")
    assert any("SHA256SUMS" in line for line in found(release, raw))


def test_missing_and_strange_files_are_named(release: Path, raw: Path) -> None:
    (release / "CHANGES.md").unlink()
    (release / "notes.txt").write_text("x")
    lines = found(release, raw)
    assert "CHANGES.md: is missing: SHA256SUMS lists it" in lines
    assert "notes.txt: does not belong to the release: SHA256SUMS does not list it" in lines


def test_lost_checksums_do_not_hide_what_else_is_wrong(release: Path, raw: Path) -> None:
    (release / "SHA256SUMS").unlink()
    with (release / DATAPACKAGE).open("a") as file:
        file.write("\n")
    (release / "ratings.parquet").write_bytes(b"")
    lines = found(release, raw)
    for begin in ("SHA256SUMS: is missing", "datapackage.json: ", "ratings.parquet: "):
        assert any(line.startswith(begin) for line in lines), lines


def test_a_descriptor_that_is_lost_meanwhile_is_a_problem(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recorded = listing.recorded

    def losing(entry: dict[str, Any]) -> dict[str, str]:
        (release / DATAPACKAGE).unlink()
        return recorded(entry)

    monkeypatch.setattr(releases, "recorded", losing)
    assert any(line.startswith("datapackage.json: ") for line in found(release, None))


def _remake(release: Path, table: str, **cells: Any) -> None:
    _remake_all(release, [(table, column, value) for column, value in cells.items()])


def _remake_all(release: Path, cells: Iterable[tuple[str, str, Any]]) -> None:
    """Forge a release: change cells of the first rows of tables, and everything that would tell."""
    changed = tables()
    for table, column, value in cells:
        changed[table].loc[0, column] = value
    write_tables(in_files(changed), release)
    described = (DATAPACKAGE, CROISSANT, DCAT, "delta.jsonl")
    data = {name: file for name, file in files_of(release).items() if name not in described}
    write_json(release / DATAPACKAGE, datapackage("1.0.0", data, [VERIFIER]))
    write_json(release / CROISSANT, croissant("1.0.0", data))
    write_json(release / DCAT, dcat("1.0.0", None, data))
    checksums.write(release)


def test_a_forged_passage_does_not_survive_the_raw_file(release: Path, raw: Path) -> None:
    quote = tables()["evidence"].loc[0, "quote"]
    _remake(release, "evidence", quote=str(quote).replace("4", "5"))
    lines = found(release, raw)
    assert any(line.startswith("evidence disruptions:emsou") and "quote" in line for line in lines)
    assert f"{DATAPACKAGE}: was changed: its checksum is not the one in releases.json" in lines


def test_forged_cells_contradict_other_tables(release: Path, raw: Path) -> None:
    forged = {
        ("documents", "rating_count", 7): "documents first rating_count: 7 should be 1",
        ("ratings", "passage_count", 3): f"ratings {RATING} passage_count: 3 should be 2",
        ("ratings", "quote", "Leicestershire Police is good"): f"ratings {RATING} quote",
        ("ratings", "body_id", "nowhere"): f"ratings {RATING} body_id: 'nowhere' is not a row of bodies",
    }
    _remake_all(release, forged)
    lines = found(release, raw)
    assert [where for where in forged.values() if not any(where in line for line in lines)] == []


def test_an_identifier_that_is_not_made_of_its_cells_is_noticed(release: Path, raw: Path) -> None:
    _remake(release, "evidence", row_id="nothing")
    assert any("is not made of the cells that it names" in line for line in found(release, raw))


def test_a_passage_of_no_row_is_noticed(release: Path, raw: Path) -> None:
    row = tables()["evidence"].loc[0]
    name = str(row["evidence_id"]).replace(str(row["row_id"]), "nothing")
    _remake(release, "evidence", row_id="nothing", evidence_id=name)
    assert any("row_id: 'nothing' is not a row of the table it names" in line for line in found(release, raw))


def test_a_document_whose_raw_file_changed_is_not_reread(release: Path, raw: Path) -> None:
    (raw / "first.txt").write_text("Something else.")
    done = verify(release, raw, read)
    assert (done.problems, done.reread, done.unread) == ((), ("second",), ("first",))
    assert found(release, raw, require_raw=True) == [
        "documents first: cannot be checked: its raw file is missing or was changed"
    ]


@pytest.mark.parametrize("name", ["ratings.csv", "ratings.parquet", "README.md"])
def test_nothing_waits_for_a_pipe(release: Path, raw: Path, name: str) -> None:
    (release / name).unlink()
    os.mkfifo(release / name)
    assert any(line.startswith(name) for line in found(release, raw))


def test_deep_json_is_no_descriptor(release: Path, raw: Path) -> None:
    (release / DATAPACKAGE).write_text("[" * 200_000)
    assert any("RecursionError" in line for line in found(release, raw))


def test_a_raw_file_that_cannot_be_opened_is_not_reread(
    release: Path, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refused(path: Path, *mode: Any, **others: Any) -> Any:
        if path.name == "first.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *mode, **others)

    monkeypatch.setattr(Path, "open", refused)
    done = verify(release, raw, read)
    assert (done.problems, done.reread, done.unread) == ((), ("second",), ("first",))


def test_without_raw_files_nothing_is_reread(release: Path) -> None:
    assert verify(release, None, read).unread == ("first", "second")
    assert found(release, None) == []


def test_no_raw_file_is_read_from_elsewhere(release: Path, raw: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("secret")
    _remake(release, "documents", raw_path="../outside.txt", raw_sha256=hashlib.sha256(b"secret").hexdigest())
    assert "first" in verify(release, raw, read).unread


@pytest.mark.parametrize("damage", mostly_slow(DAMAGED, quick=["{", '{"resources": 1}']))
def test_a_damaged_descriptor_is_a_problem_and_no_exception(release: Path, raw: Path, damage: str) -> None:
    (release / DATAPACKAGE).write_text(damage)
    lines = found(release, raw)
    assert any(line.startswith(DATAPACKAGE) for line in lines)
    assert all("\n" not in line for line in lines)


def test_a_folder_that_is_no_release_is_a_problem(tmp_path: Path, raw: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert any("is this the folder of a release?" in line for line in found(tmp_path / "empty", raw))
    assert found(tmp_path / "nowhere", raw) == [f"{tmp_path / 'nowhere'}: not a folder: give a release folder"]


def test_a_folder_of_releases_says_that_one_of_them_is_meant(release: Path, raw: Path) -> None:
    output = release.parent
    done = verify(output, raw, read)
    assert [*map(str, done.problems)] == [f"{output}: holds releases: name one of them, such as {output / 'latest'}"]
    assert done.files == 0


def test_a_wrong_description_is_named(release: Path, raw: Path) -> None:
    path = release / DATAPACKAGE
    descriptor = json.loads(path.read_text("utf-8"))
    descriptor["resources"][0]["bytes"] += 1
    write_json(path, descriptor)
    checksums.write(release)
    assert f"{DATAPACKAGE} ratings.csv: is described wrongly: bytes" in found(release, raw)


def described(release: Path, descriptor: dict[str, Any]) -> None:
    """Make a release one that is described so, as other code may have published it."""
    write_json(release / DATAPACKAGE, descriptor)
    checksums.write(release)
    (release.parent / "releases.json").unlink()


def test_an_older_release_of_the_same_tables_may_lack_files_that_came_later(release: Path, raw: Path) -> None:
    (release / "README.md").unlink()
    descriptor = json.loads((release / DATAPACKAGE).read_text("utf-8"))
    descriptor["resources"] = [each for each in descriptor["resources"] if each["path"] != "README.md"]
    described(release, descriptor)
    assert found(release, raw) == []


def test_an_older_release_of_the_same_columns_may_use_other_words(release: Path, raw: Path) -> None:
    descriptor = json.loads((release / DATAPACKAGE).read_text("utf-8"))
    for each in descriptor["resources"]:
        each["title"] = "Something"
        for field in each.get("schema", {}).get("fields", ()):
            field["description"] = "Something else."
    described(release, descriptor)
    assert found(release, raw) == []


@pytest.mark.parametrize(
    "fault", [MachineFault("the library pdfminer is missing"), ModuleNotFoundError(name="pdfminer"), MemoryError()]
)
def test_a_fault_of_the_machine_is_none_of_a_document(release: Path, raw: Path, fault: Exception) -> None:
    def failing(path: Path, root: Path) -> Document:
        raise fault

    with pytest.raises(MachineFault):
        verify(release, raw, failing)


def test_a_release_of_other_columns_is_left_to_its_own_verifier(release: Path, raw: Path) -> None:
    descriptor = json.loads((release / DATAPACKAGE).read_text("utf-8"))
    fields = next(each for each in descriptor["resources"] if each["name"] == "bodies")["schema"]["fields"]
    fields[1]["name"] = "title"
    described(release, descriptor)
    says = "has other columns than this program writes (bodies.name, bodies.title)"
    assert found(release, raw) == [f"{DATAPACKAGE}: {says}: check it with its own verify.py"]
