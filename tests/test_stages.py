"""The road as plain functions: a document costs what it costs, and nothing depends on how the work is split."""

import random
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from flows import batch, batches, stages
from flows.extraction import extract_all
from flows.extraction.claims import Extraction
from flows.extraction.linking import asking
from flows.reading import Document, Listing, list_folder
from flows.refusals import CannotRun, MachineFault
from tests.conftest import ARTICLE, Folders


def ignore(done: int, total: int) -> None:
    """A watcher that does not look."""


@pytest.fixture
def many(folders: Folders) -> Folders:
    for number in range(20):
        folders.add(f"article-{number:02}.txt", f"{ARTICLE}Number {number}.\n")
    folders.add("empty.txt", "")
    folders.add("odd.xyz", "")
    return folders


def test_one_process_or_several_find_the_same(many: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = stages.read_and_extract(many.raw, 1, ignore)
    monkeypatch.setattr(batches, "BATCH_SIZE", 3)
    monkeypatch.setattr(batches, "_WORTH_A_PROCESS", 0)
    together = stages.read_and_extract(many.raw, 2, ignore)
    assert together == alone
    assert len(alone.documents) == len(alone.entries.file_of) == 21
    assert [reject.reason for reject in alone.rejects] == ["empty", "unknown-type"]


def test_a_folder_without_documents_is_told_of_without_lines_of_sidecars(tmp_path: Path) -> None:
    (tmp_path / "nobody.yaml").write_text("title: Nobody\n")
    with pytest.raises(CannotRun, match="has no document"):
        stages.check_found(stages.read_and_extract(tmp_path, 1, ignore), tmp_path, allow_shrink=False)
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(CannotRun, match=r"none of its 1 files can be read \(1 empty\)"):
        stages.check_found(stages.read_and_extract(tmp_path, 1, ignore), tmp_path, allow_shrink=False)


@pytest.mark.skipif(sys.platform != "linux", reason="forks only on Linux")
@pytest.mark.parametrize(("loaded", "forks"), [("", True), ("import duckdb", False)])
def test_few_documents_are_read_in_a_fork_only_while_no_engine_is_loaded(
    loaded: str, forks: bool, folders: Folders
) -> None:
    """Without a fork nothing is done meanwhile, since the only process is at work."""
    code = f"""
{loaded}
from pathlib import Path
from flows.batches import process_work
paths = sorted(Path({str(folders.raw)!r}).glob("*.txt"))
done = []
(batch,) = process_work(2, lambda: done.append(True))(paths, paths[0].parent)
assert batch.files == len(paths)
assert bool(done) == {forks}, done
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_documents_extractions_and_rejects_are_in_order(many: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def shuffled(root: Path) -> Listing:
        listing = list_folder(root)
        return replace(listing, paths=tuple(random.sample(listing.paths, len(listing.paths))))

    in_order = stages.read_and_extract(many.raw, 1, ignore)
    monkeypatch.setattr(stages, "list_folder", shuffled)
    assert stages.read_and_extract(many.raw, 1, ignore) == in_order


def test_progress_is_told_from_nothing_to_all(many: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_SIZE", 8)
    progress: list[tuple[int, int]] = []
    stages.read_and_extract(many.raw, 1, lambda done, total: progress.append((done, total)))
    assert progress == [(0, 22), (8, 22), (16, 22), (22, 22)]


def test_what_was_extracted_before_a_run_stopped_is_not_extracted_again(
    many: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopping(done: int, total: int) -> None:
        if done == 16:
            raise MachineFault("the disk is full")

    monkeypatch.setattr(batches, "BATCH_SIZE", 8)
    with pytest.raises(MachineFault):
        stages.read_and_extract(many.raw, 1, stopping, tmp_path / "store")
    assert stages.read_and_extract(many.raw, 1, ignore, tmp_path / "store").effort.from_store == 16


def test_a_fault_of_the_extractor_costs_one_document(many: Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(documents: Sequence[Document]) -> Iterator[Extraction]:
        for document in documents:
            if document.document_id == "article-07":
                raise RecursionError("too deep")
        return extract_all(documents)

    monkeypatch.setattr(batch, "extract_all", faulty)
    found = stages.read_and_extract(many.raw, 1, ignore)
    assert len(found.documents) == len(found.entries.file_of) == 20
    failed = next(reject for reject in found.rejects if reject.reason == "extraction-failed")
    assert (failed.document_id, failed.value) == ("article-07", "RecursionError: too deep")


def test_a_document_with_more_to_judge_than_is_judged_costs_one_document(
    many: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_JUDGED", 20)
    many.add("long.txt", "Kent Police was rated good at leadership.\n" * 21)
    found = stages.read_and_extract(many.raw, 1, ignore)
    assert len(found.documents) == len(found.entries.file_of) == 21
    refused = next(reject for reject in found.rejects if reject.reason == "too-complex")
    assert (refused.document_id, refused.value) == ("long", "has 21 grades, at most 20 are judged")


def test_an_older_version_of_a_page_makes_no_claims(folders: Folders) -> None:
    for name, day in (("old", "2023-03-14"), ("new", "2023-03-15")):
        folders.add(f"{name}.txt", f"{ARTICLE}On {day}.\n")
        folders.add(f"{name}.yaml", f"source_url: https://example.org/page\npublished_on: {day}\n")
    found = stages.read_and_extract(folders.raw, 1, ignore)
    assert [document.document_id for document, _ in found.entries.documents()] == ["derbyshire", "new"]
    assert [(reject.document_id, reject.reason) for reject in found.rejects] == [("old", "superseded")]
