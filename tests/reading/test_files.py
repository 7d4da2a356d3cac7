"""One file becomes one document, or says why not."""

import hashlib
import os
import pickle
from pathlib import Path

import pytest

from flows.reading import ReadingError, files, read, read_bytes
from flows.reading.files import read_with_problems

TEXT = "Force ‘good’ at preventing crime\nPublished 14 May 2024\nThe text of an invented article.\n"


def test_a_document_is_its_text_and_what_is_known_of_it(tmp_path: Path) -> None:
    path = tmp_path / "news" / "Force_Good!.TXT"
    path.parent.mkdir()
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    document = read(path, tmp_path)
    assert document.document_id == "force_good"
    assert document.text == TEXT
    assert document.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.raw_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.raw_path == "news/Force_Good!.TXT"
    assert document.media_type == "text/plain"
    assert document.title == "Force ‘good’ at preventing crime"
    assert (document.published_on, document.published_on_basis) == ("2024-05-14", "dateline")
    assert document.publisher is None


def test_the_sidecar_is_believed_before_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.with_suffix(".yaml").write_text("published_on: 2024-06\npublisher: Example News\ntitle: '=Another'\n")
    document = read(path)
    assert (document.published_on, document.published_on_basis) == ("2024-06", "sidecar")
    assert (document.publisher, document.title) == ("Example News", "Another")


def test_a_markdown_title_loses_its_marks_and_its_text_does_not(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("<!-- An invented article. -->\n\n## **Force rated good**\n\nThe text.\n")
    document = read(path)
    assert document.title == "Force rated good"
    assert document.text == path.read_text()
    assert document.media_type == "text/markdown"


def test_a_first_line_that_is_a_paragraph_is_no_title() -> None:
    assert read_bytes(b"word " * 100).title is None


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pages", b"text", "unknown-type"),
        ("no-suffix", b"text", "unknown-type"),
        ("a.txt", b"", "empty"),
        ("a.txt", b"\x00\x01", "binary"),
        ("???.txt", b"text", "bad-name"),
        ("=cmd.txt", b"text", "bad-name"),
        ("line\nend.txt", b"text", "bad-name"),
        (os.fsdecode(b"caf\xe9.txt"), b"text", "bad-name"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadingError) as refused:
        read(path)
    assert refused.value.reason == reason


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(ReadingError, match="52,428,800 bytes"):
        read(path)
    with pytest.raises(ReadingError, match="too-large"):
        read_bytes(b"x" * (files.MOST_BYTES + 1))


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(ReadingError, match="not a regular file"):
        read(tmp_path / "a.txt")


def test_an_unreadable_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("a.txt")
    with pytest.raises(ReadingError, match="unreadable"):
        read(tmp_path / "a.txt")


def test_a_name_too_long_for_a_sidecar_has_none(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".txt")
    path.write_text(TEXT)
    assert read_with_problems(path)[1] == ()


def test_the_reason_crosses_from_one_process_to_another() -> None:
    error = pickle.loads(pickle.dumps(ReadingError("empty", "has no text")))
    assert (error.reason, error.value) == ("empty", "has no text")
