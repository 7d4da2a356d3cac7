"""What was extracted once is not extracted again, and nothing but time depends on that."""

import errno
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields
from importlib.metadata import distributions
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows import batch, fingerprint, stages
from flows.extraction import extract, extract_all
from flows.extraction.claims import TABLE_OF, Claim, Extraction
from flows.fingerprint import SOURCES, extraction_version
from flows.found import ExtractedDocuments
from flows.reading import Document, read
from flows.storing import store
from flows.storing.keys import key_of
from flows.storing.store import Entries, Store, cache_folder, default_folder, write_rows
from flows.storing.temporary import written_whole
from tests.cases import mostly_slow
from tests.conftest import ARTICLE, Folders
from tests.consolidation.invented import entry_rows

ARTICLES = Path(__file__).parent / "articles"


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that the extractor was asked for."""
    asked: list[str] = []

    def watched(documents: Sequence[Document]) -> Iterator[Extraction]:
        asked.extend(document.document_id for document in documents)
        return extract_all(documents)

    monkeypatch.setattr(batch, "extract_all", watched)
    return asked


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "store"


def found(folders: Folders, shelf: Path) -> ExtractedDocuments:
    return stages.read_and_extract(folders.raw, 1, lambda done, total: None, shelf)


def test_only_what_is_new_is_extracted(folders: Folders, shelf: Path, extracted: list[str]) -> None:
    for number in range(5):
        folders.add(f"known-{number}.txt", f"{ARTICLE}Number {number}.\n")
    found(folders, shelf)
    extracted.clear()
    folders.add("new.txt", f"{ARTICLE}And one more.\n")
    effort = found(folders, shelf).effort
    assert extracted == ["new"]
    assert (effort.from_store, effort.extracted) == (6, 1)


@pytest.mark.parametrize("name", ["derbyshire.txt", "derbyshire.yaml", "derbyshire.yml"])
def test_a_change_of_a_document_or_its_sidecar_is_seen(
    folders: Folders, shelf: Path, extracted: list[str], name: str
) -> None:
    found(folders, shelf)
    folders.add(name, ARTICLE + "More.\n" if name.endswith(".txt") else "publisher: The Example\n")
    again, anew = found(folders, shelf), found(folders, shelf.with_name("another"))
    assert extracted == ["derbyshire"] * 3
    assert (again, claims(again)) == (anew, claims(anew))


def test_a_sidecar_that_came_later_is_seen(folders: Folders, shelf: Path) -> None:
    found(folders, shelf)
    folders.add("derbyshire.yaml", "")
    assert found(folders, shelf).effort.from_store == 0


def test_a_sidecar_that_leads_to_nothing_is_not_none(folders: Folders, shelf: Path) -> None:
    folders.add("new.txt", ARTICLE + "New.\n")
    found(folders, shelf)
    (folders.raw / "new.yaml").symlink_to("nowhere.yaml")
    assert [reject.reason for reject in found(folders, shelf).rejects] == ["bad-sidecar"]


def test_what_is_wrong_with_a_sidecar_is_told_by_every_run(folders: Folders, shelf: Path, extracted: list[str]) -> None:
    folders.add("derbyshire.yml", "Title: Misspelt\npublished_on: soon\n")
    first = found(folders, shelf)
    assert [(reject.reason, reject.column) for reject in first.rejects] == [
        ("bad-sidecar", "Title"),
        ("bad-sidecar", "published_on"),
    ]
    assert found(folders, shelf) == first
    assert extracted == ["derbyshire"]


def test_a_document_under_another_name_is_another_document(folders: Folders, shelf: Path) -> None:
    found(folders, shelf)
    (folders.raw / "derbyshire.txt").rename(folders.raw / "renamed.txt")
    (document,) = found(folders, shelf).documents
    assert (document.document_id, document.raw_path) == ("renamed", "renamed.txt")


def claims(found: ExtractedDocuments) -> list[dict[str, object]]:
    """What is kept of the documents that were found, in order."""
    file_of = found.entries.file_of
    kept = (
        row
        for file in {*file_of.values()}
        for row in pq.read_table(file).to_pylist()
        if file_of.get(row["key"]) == file
    )
    return sorted(kept, key=lambda row: str(row["key"]))


def as_kept(claim: Claim) -> dict[str, object]:
    """A claim as plain Python has what is kept of it, in which there are no tuples."""
    return {name: [*cell] if isinstance(cell, tuple) else cell for name, cell in asdict(claim).items()}


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)
def test_an_entry_comes_back_as_it_was_kept(path: Path, tmp_path: Path) -> None:
    document = read(path)
    extraction = extract(document)
    file = write_rows(entry_rows([document], [extraction]), tmp_path)
    (row,) = pq.read_table(file).to_pylist()
    assert row["claims"]
    for each, claim in zip(row["claims"], (*extraction.claims, *extraction.doubtful), strict=True):
        assert each.pop("quote") == document.text[each["passage"]["start"] : each["passage"]["end"]]
        assert each.pop("likely") == (claim in extraction.claims)
        assert each.pop("table") == TABLE_OF[type(claim)]
        filled = as_kept(claim)
        assert {name: each.pop(name) for name in filled} == filled
        assert {*each.values()} == {None}
    ((again, rejects),) = Entries({document.document_id: file}).documents()
    assert {each.name: getattr(again, each.name) for each in fields(document) if each.compare} == {
        each.name: getattr(document, each.name) for each in fields(document) if each.compare
    }
    assert rejects == ()


def test_no_bit_of_a_file_can_change_unnoticed(folders: Folders, shelf: Path) -> None:
    found(folders, shelf)
    (path,) = shelf.glob("*/*.parquet")
    content = path.read_bytes()
    for place in range(0, len(content), 97):
        path.write_bytes(content[:place] + bytes([content[place] ^ 1 << place % 8]) + content[place + 1 :])
        assert Store(shelf).file_of == {}
        assert not path.exists()


def damage_of(kind: str, path: Path) -> None:
    content = path.read_bytes()
    match kind:
        case "deleted":
            path.unlink()
        case "cut short":
            path.write_bytes(content[: len(content) // 2])
        case "something else":
            path.write_bytes(b"no table at all " * 1000)
        case "empty":
            path.write_bytes(b"")
        case _:
            path.write_bytes(content[:512] + bytes(byte ^ 0x55 for byte in content[512:]))


@pytest.mark.parametrize("kind", ["deleted", "cut short", "something else", "empty", "turned to noise"])
def test_a_damaged_store_is_noticed_and_built_anew(
    folders: Folders, shelf: Path, extracted: list[str], kind: str
) -> None:
    whole = found(folders, shelf)
    kept = claims(whole)
    (path,) = shelf.glob("*/*.parquet")
    damage_of(kind, path)
    again = found(folders, shelf)
    assert (again, claims(again)) == (whole, kept)
    assert extracted == ["derbyshire", "derbyshire"]
    assert found(folders, shelf).effort.from_store == 1


def test_many_small_files_become_one_when_no_run_can_need_them(
    folders: Folders, shelf: Path, extracted: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_TOO_MANY", 4)
    for number in range(6):
        folders.add("derbyshire.txt", f"{ARTICLE}Number {number}.\n")
        found(folders, shelf)
    files = {*shelf.glob("*/*.parquet")}
    assert len(files) == 6
    for file in files:
        os.utime(file, (0, 0))
    running = Store(shelf)  # writes one file for all of them, and may need each of them itself
    (merged,) = {*shelf.glob("*/*.parquet")} - files
    Store(shelf)
    assert len([*running.entries(running.file_of).documents()]) == 6
    os.utime(merged, (time.time() - 2 * store.DAY,) * 2)
    extracted.clear()
    assert found(folders, shelf).effort.from_store == 1
    assert [*shelf.glob("*/*.parquet")] == [merged]
    assert len(Store(shelf).file_of) == 6
    assert extracted == []


def test_what_two_small_files_have_is_merged_once(
    folders: Folders, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after two runs at once."""
    for number in range(3):
        folders.add(f"article-{number}.txt", f"{ARTICLE}Number {number}.\n")
    found(folders, shelf)
    (file,) = shelf.glob("*/*.parquet")
    rows = pq.read_table(file)
    file.unlink()
    parts = [write_rows(rows.take(places), file.parent) for places in ([0, 1], [1, 2, 3])]
    for part in parts:
        os.utime(part, (0, 0))
    monkeypatch.setattr(store, "_TOO_MANY", 2)
    merged = Store(shelf)
    assert {*merged.file_of.values()}.isdisjoint(parts)
    assert len([*merged.entries(merged.file_of).documents()]) == 4


def test_a_damaged_file_that_cannot_be_deleted_does_not_keep_the_others_from_being_used(
    folders: Folders, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found(folders, shelf)
    (path,) = shelf.glob("*/*.parquet")
    path.with_name(f"{'0' * 64}.parquet").touch()
    monkeypatch.setattr(Path, "unlink", refusing)
    assert [*Store(shelf).file_of.values()] == [path]


def refusing(path: Path, missing_ok: bool = False) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def test_a_store_that_cannot_be_is_done_without(
    folders: Folders, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with caplog.at_level("WARNING", "flows"):
        done = found(folders, tmp_path / "file" / "store")
    assert len(done.documents) == len(claims(done)) == 1
    assert ["cannot be used" in record.getMessage() for record in caplog.records] == [True]


def test_no_document_is_lost_where_the_store_is_full(
    folders: Folders, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents of an earlier run are in the store; those of this run cannot be added."""
    found(folders, shelf)
    folders.add("another.txt", f"{ARTICLE}And more.\n")

    def full(path: Path, content: bytes) -> None:
        if path.is_relative_to(shelf):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written_whole(path, content)

    monkeypatch.setattr(store, "written_whole", full)
    done = found(folders, shelf)
    assert {document.document_id for document in done.documents} == {"another", "derbyshire"}
    assert len(claims(done)) == 2
    with pytest.raises(KeyError):
        Store(shelf).entries(["no such key"])


def test_what_stands_beside_the_store_goes_with_what_was_found(folders: Folders, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    done = found(folders, tmp_path / "file" / "store")
    (file,) = map(Path, done.entries.files)
    assert file.exists()
    del done
    assert not file.parent.exists()


@pytest.mark.parametrize("count", mostly_slow([2, 3], quick=[2]))
def test_runs_at_the_same_time_share_a_store(folders: Folders, shelf: Path, count: int) -> None:
    for number in range(12):
        folders.add(f"article-{number}.txt", f"{ARTICLE}Number {number}.\n")
    command = [
        *(sys.executable, "-m", "flows.cli", "run", "--direct", "--raw", str(folders.raw)),
        *("--workers", "1", "--store", str(shelf), "--output"),
    ]
    outputs = [folders.output.with_name(f"output-{number}") for number in range(count)]
    together = [subprocess.Popen([*command, str(output)], stderr=subprocess.PIPE, text=True) for output in outputs]
    errors = [run.communicate()[1] for run in together]
    assert [run.returncode for run in together] == [0] * count, errors
    assert not any("damaged" in line or "cannot" in line for line in errors)
    sums = {(output / "latest" / "SHA256SUMS").read_bytes() for output in outputs}
    assert len(sums) == 1
    assert found(folders, shelf).effort.from_store == 13


@pytest.fixture
def loaded() -> list[Path]:
    """The files of all modules that reading and extraction load."""
    shown = "import sys; there = {*sys.modules}\n"
    shown += "import flows.reading.worker, flows.extraction.extracting, flows.reading.html, flows.reading.pdf\n"
    shown += "import flows.reading.docx\n"
    shown += "for name in {*sys.modules} - there: print(getattr(sys.modules[name], '__file__', ''))"
    printed = subprocess.run([sys.executable, "-c", shown], capture_output=True, text=True, check=True).stdout
    return [Path(file) for file in printed.split("\n") if file.startswith("/")]


def test_every_module_and_file_that_extracts_is_in_the_version(loaded: list[Path]) -> None:
    home = Path(fingerprint.__file__).parents[1]
    ours = {file for file in loaded if file.is_relative_to(home) and ".venv" not in file.parts}
    counted = {path for pattern in SOURCES for path in home.glob(pattern)}
    assert ours - counted == {home / "flows" / "__init__.py"}
    assert {path.name for path in counted} >= {"aliases.csv", "bodies.csv", "area_phrases.csv"}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The distributions that are in the version."""
    names: list[str] = []

    def watched(modules: set[str]) -> list[str]:
        names.extend(libraries(modules))
        return names

    libraries = fingerprint.libraries
    monkeypatch.setattr(fingerprint, "libraries", watched)
    fingerprint_now()
    return {each.split()[0] for each in names}


def fingerprint_now() -> str:
    extraction_version.cache_clear()
    fingerprint._installed.cache_clear()
    return extraction_version()


def test_every_library_that_extracts_is_in_the_version_and_no_other(loaded: list[Path], counted: set[str]) -> None:
    of_file: dict[str, str] = {}
    for each in distributions():
        name, home = re.sub(r"[-_.]+", "-", str(each.metadata["Name"])).lower(), each.locate_file("")
        files = (each.read_text("RECORD") or "").splitlines()
        of_file |= {f"{home}/{line.split(',')[0]}": name for line in files}
    used = {of_file[str(file)] for file in loaded if str(file) in of_file} - {"inspection-facts"}
    assert used >= {"lxml", "lxml-html-clean", "pdfminer-six", "pyyaml", "python-docx"}
    assert used <= counted
    assert counted.isdisjoint({"pytest", "prefect", "pandas", "pyarrow", "ruff", "duckdb"})


def install(folder: Path, name: str, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    about = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n", "utf-8")
    monkeypatch.syspath_prepend(str(folder))


def test_installing_a_tool_costs_nothing_and_another_version_of_a_library_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = fingerprint_now()
    install(tmp_path / "tool", "some-tool-for-tests", "1.0", monkeypatch)
    assert fingerprint_now() == before
    install(tmp_path / "library", "lxml-html-clean", "999", monkeypatch)
    assert fingerprint_now() != before
    monkeypatch.undo()
    assert fingerprint_now() == before


def test_the_version_of_a_release_follows_that_of_the_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    versions = []
    for version in ("one", "another"):
        monkeypatch.setattr(fingerprint, "extraction_version", lambda version=version: version)
        fingerprint.release_version.cache_clear()
        versions.append(fingerprint.release_version())
    fingerprint.release_version.cache_clear()
    assert versions[0] != versions[1]


def test_libraries_count_where_they_stand_beside_what_extracts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As they do once the project is installed like any other."""
    asked: list[set[str]] = []
    (tmp_path / "lxml").mkdir()
    (tmp_path / "flows" / "reading").mkdir(parents=True)
    words = '"""What comes\nfrom pages, and how to\nimport it."""\n'
    code = f"{words}import re\nfrom flows import store\nfrom lxml import etree\n"
    (tmp_path / "flows" / "reading" / "html.py").write_text(code, encoding="utf-8")
    monkeypatch.setattr(fingerprint, "_HOME", tmp_path)

    def watched(modules: set[str]) -> list[str]:
        asked.append(modules)
        return []

    monkeypatch.setattr(fingerprint, "libraries", watched)
    fingerprint_now()
    extraction_version.cache_clear()
    assert asked == [{"lightgbm", "lxml"}]  # the library of the judges is loaded without its package


@pytest.mark.parametrize("name", ["flows/extraction/rule.py", "flows/extraction/models/judge.bin"])
def test_a_change_of_what_extracts_makes_another_version(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    source = tmp_path / name
    source.parent.mkdir(parents=True)
    versions = []
    monkeypatch.setattr(fingerprint, "_HOME", tmp_path)
    for code in ("MOST = 1\n", "MOST = 2\n"):
        source.write_text(code, encoding="utf-8")
        versions.append(fingerprint_now())
    extraction_version.cache_clear()
    assert versions[0] != versions[1]


def test_a_file_that_is_no_file_has_no_key(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert key_of(tmp_path / "pipe.txt", tmp_path) is None


def test_a_store_of_another_version_goes_when_nobody_used_it_for_long(shelf: Path) -> None:
    shelf.mkdir()
    old, older, recent = shelf / "extracted-old", shelf / "extracted-older.sqlite", shelf / "extracted-recent"
    for path in (old, recent):
        path.mkdir()
    (old / "some.parquet").touch()
    older.touch()
    for path in (old, older):
        os.utime(path, (0, 0))
    Store(shelf)
    assert [path.exists() for path in (old, older, recent)] == [False, False, True]


def test_another_store_that_goes_meanwhile_is_no_trouble(
    shelf: Path, folders: Folders, caplog: pytest.LogCaptureFixture
) -> None:
    shelf.mkdir()
    (shelf / "extracted-other.sqlite").symlink_to(shelf / "gone")
    found(folders, shelf)
    assert caplog.messages == []


REMOVAL = """
action: remove-person
who: A. Editor
when: 2026-11-24
why: Asked
name: Ada Quillfeather
"""


def kept(shelf: Path) -> list[str]:
    """The texts of all documents in a store, of any version."""
    files = [file for version in shelf.glob("*") for file in version.glob("*")]
    return [row["text"] for file in files for row in pq.read_table(file)["document"].to_pylist()]


def test_nothing_is_kept_of_somebody_who_was_removed(folders: Folders, shelf: Path, extracted: list[str]) -> None:
    """Not from now on, and nothing of what was kept before: also of a document, or a version, that is no more."""
    folders.add("harmless.txt", "Dorset Police was judged ‘good’ at tackling organised crime, HMICFRS said.\n")
    folders.add("deleted.txt", f"{ARTICLE}And more.\n")
    before = found(folders, shelf)
    (folders.raw / "deleted.txt").unlink()
    (path,) = shelf.glob("extracted-*")
    shutil.copytree(path, shelf / "extracted-0123456789abcdef")
    assert sum("Quillfeather" in text for text in kept(shelf)) == 4
    folders.add("corrections/removal.yaml", REMOVAL)
    extracted.clear()
    first = found(folders, shelf)
    assert sorted(extracted) == ["derbyshire", "harmless"]
    assert [text for text in kept(shelf) if "Quillfeather" in text] == []
    extracted.clear()
    assert found(folders, shelf) == first
    assert extracted == ["derbyshire"], "what may be kept is"
    assert len(before.documents) == 3


def test_projects_have_stores_apart_and_a_removal_empties_its_own(folders: Folders, tmp_path: Path) -> None:
    other = Folders(tmp_path / "other" / "raw", tmp_path / "other" / "output")
    other.add("derbyshire.txt")
    for raw in (folders.raw, other.raw):
        stages.read_and_extract(raw, 1, lambda done, total: None)
    mine, theirs = default_folder(folders.raw), default_folder(other.raw)
    assert mine != theirs
    folders.add("corrections/removal.yaml", REMOVAL)
    stages.read_and_extract(folders.raw, 1, lambda done, total: None)
    assert not any("Quillfeather" in text for text in kept(mine))
    assert stages.read_and_extract(other.raw, 1, lambda done, total: None).effort.from_store == 1


def test_a_project_is_the_same_by_whatever_way_it_is_reached(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "link").symlink_to(folders.raw)
    monkeypatch.chdir(tmp_path)
    assert {default_folder(each) for each in (folders.raw, tmp_path / "link", Path("raw"))} == {
        default_folder(folders.raw)
    }


def test_the_store_of_a_project_that_nobody_opens_goes_after_a_month(folders: Folders) -> None:
    recent, abandoned = (cache_folder() / name / "extracted-0123456789abcdef" for name in ("recent-1", "abandoned-1"))
    for path in (recent, abandoned):
        path.mkdir(parents=True)
    os.utime(abandoned, (0, 0))
    stages.read_and_extract(folders.raw, 1, lambda done, total: None)
    assert [path.exists() for path in (recent, abandoned)] == [True, False]
