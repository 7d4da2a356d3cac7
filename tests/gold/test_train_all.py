"""All judges are learned in order, and documents of sets are read once for all."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.gold import corpus, train_all

FAILS = 3


def test_documents_read_ahead_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    labels = {"ratings": [], "disruptions": [], "split": "tuned"}
    for name, text in (("a", b"Kent Police was rated good."), ("empty", b"")):
        (tmp_path / "set").mkdir(exist_ok=True)
        (tmp_path / "set" / f"{name}.txt").write_bytes(text)
        (tmp_path / "set" / f"{name}.labels.json").write_text(json.dumps(labels))
    monkeypatch.setattr(corpus, "SETS", tmp_path)
    monkeypatch.setattr(corpus, "_read_before", {})
    before = [lesson.document for lesson in corpus.tuned_of_sets()]
    corpus.read_ahead()
    monkeypatch.setattr(corpus, "read", None)
    assert [lesson.document for lesson in corpus.tuned_of_sets()] == before
    assert [document.text for document in before] == ["Kent Police was rated good."]


def test_trainings_of_a_row_run_before_the_next_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def note(name: str) -> None:
        with (tmp_path / "order").open("a") as file:
            file.write(name)

    monkeypatch.setattr(corpus, "read_ahead", lambda: None)
    monkeypatch.setattr(train_all, "ORDER", ((lambda _: note("1"),), (lambda _: note("2"), lambda _: note("2"))))
    assert train_all.main() == 0
    assert (tmp_path / "order").read_text() == "122"


def test_a_training_that_fails_is_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "read_ahead", lambda: None)
    fails, next_one = (lambda _: sys.exit(FAILS)), (lambda _: (tmp_path / "ran").touch())
    monkeypatch.setattr(train_all, "ORDER", ((fails,), (next_one,)))
    assert train_all.main() == 1
    assert not (tmp_path / "ran").exists()
