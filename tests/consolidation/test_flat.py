"""The flat claims beside the store only save time: a store that refuses them stops no run and costs little."""

import errno
import os
from pathlib import Path

import duckdb
import pytest

from flows.consolidation import flat
from flows.extraction.claims import Extraction
from flows.storing.store import Entries, write_rows
from tests.consolidation.invented import document, entry_rows


@pytest.fixture
def entries(tmp_path: Path) -> Entries:
    """Three files of a store, with an entry each."""
    (tmp_path / "store").mkdir()
    rows = {name: entry_rows([document(name)], [Extraction(name, (), ())]) for name in ("a", "b", "c")}
    return Entries({name: write_rows(each, tmp_path / "store") for name, each in rows.items()})


def made(entries: Entries) -> dict[str, str]:
    return flat.flat_files(duckdb.connect(), entries, "SELECT key FROM entries")


def test_what_cannot_be_kept_is_in_one_temporary_folder(entries: Entries, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flat, "_folder", lambda store: store / "nowhere" / "claims")
    database = duckdb.connect()
    files = flat.flat_files(database, entries, "SELECT key FROM entries")
    (folder,) = {Path(file).parent for file in files.values()}
    assert len({*files.values()}) == 3
    assert folder.is_dir()
    del database
    assert not folder.exists()


@pytest.mark.parametrize("content", [b"damaged", None], ids=["damaged", "of a file that is gone"])
def test_what_cannot_be_deleted_stops_no_run(
    entries: Entries, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    before = made(entries)
    source, path = next(iter(before.items()))
    if content:
        Path(path).write_bytes(content)
    else:
        Path(source).rename(f"{source}-gone")
        entries = entries.only(key for key, file in entries.file_of.items() if str(file) != source)
    monkeypatch.setattr(Path, "unlink", refusing)
    assert {*made(entries)} == {*entries.files}


def test_results_that_cannot_be_read_are_made_again(entries: Entries, monkeypatch: pytest.MonkeyPatch) -> None:
    before = made(entries)
    monkeypatch.setattr(Path, "read_bytes", refusing)
    assert made(entries) == before


def refusing(path: Path, missing_ok: bool = False) -> None:
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
