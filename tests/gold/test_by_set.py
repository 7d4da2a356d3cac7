"""Each document of a set has labels, and each label is counted once when sets are measured."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.gold import by_set, corpus
from tests.gold.scoring import Tally


def test_every_document_has_labels_and_all_labels_a_document() -> None:
    documents = [each for folder in corpus.set_folders() for each in corpus.files_of(folder)]
    files = corpus.SETS.glob("*/*.*")
    assert {path for path, _ in documents} == {
        path for path in files if path.suffix in (".txt", ".md", ".html", ".pdf", ".docx")
    }
    assert {labels["split"] for _, labels in documents} == {"tuned", "held-out"}


def test_hard_sets_are_sets_that_are_learned_from() -> None:
    hard = corpus.hard_sets()
    assert {lesson.kind for lesson in corpus.tuned_of_sets(hard)} == {*hard}


def test_no_page_is_both_learned_from_and_held_out() -> None:
    splits: dict[str, set[str]] = {}
    for _, labels in corpus.files_of(corpus.SETS / "retold"):
        splits.setdefault(labels["page"], set()).add(labels["split"])
    assert {len(of_page) for of_page in splits.values()} == {1}


def test_what_cannot_be_read_is_missed(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF")
    rating = {"body": "Kent Police", "area": "overall", "grade": "good", "historic": False, "optional": False}
    labels = {"split": "tuned", "ratings": [{**rating, "quote": "good"}], "disruptions": [], "stakeholders": []}
    pairs = by_set.measured((broken, labels)).pairs["ratings"]
    assert by_set.row_of(pairs) == by_set.Row(Tally(gold=1), 0)


def test_totals_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t8").mkdir()
    for suffix in (".docx", ".txt"):
        first = next(path for path, _ in corpus.files_of(corpus.SETS / "t8") if path.suffix == suffix)
        for file in first.parent.glob(f"{first.stem}.*"):
            shutil.copy(file, tmp_path / "t8")
    monkeypatch.setattr(corpus, "SETS", tmp_path)
    by_set.main(["t8"])
    printed = capsys.readouterr().out
    assert "t8 tuned           ratings" in printed
    assert "all .docx" in printed
