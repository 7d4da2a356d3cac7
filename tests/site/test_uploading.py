"""A site in an object store: what is sent, what is removed, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import obstore
import pytest
from obstore.store import MemoryStore

from flows.cli import DONE, main
from flows.refusals import CannotRun, WrongPath
from flows.site.uploading import Uploaded, media_type, upload
from flows.site.writing import MARKER, put
from flows.storing.objects import Objects, opened
from tests.object_stores import BUCKET, CREDENTIALS, Server
from tests.site.conftest import Made


@pytest.fixture
def objects() -> Objects:
    return Objects(MemoryStore(), "s3://bucket/site")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in {"index.html": b"<h1>One</h1>", "facts/a/index.html": b"A", "data/ratings.csv": b"a"}.items():
        put(tmp_path, name, content)
    (tmp_path / MARKER).touch()
    return tmp_path


def there(objects: Objects) -> dict[str, bytes]:
    return {name: bytes(obstore.get(objects.store, name).bytes()) for name in objects.sizes("") if name != MARKER}


def test_all_files_are_there_with_what_they_are(folder: Path, objects: Objects) -> None:
    assert upload(folder, objects) == Uploaded(3, 3, 0)
    assert there(objects) == {"index.html": b"<h1>One</h1>", "facts/a/index.html": b"A", "data/ratings.csv": b"a"}
    attributes = obstore.get(objects.store, "index.html").attributes
    assert attributes["Content-Type"] == "text/html; charset=utf-8"


def test_only_what_is_new_is_sent_and_what_is_no_more_goes(folder: Path, objects: Objects) -> None:
    upload(folder, objects)
    assert upload(folder, objects) == Uploaded(3, 0, 0)
    put(folder, "index.html", b"<h1>Two</h1>")
    put(folder, "facts/b/index.html", b"B")
    (folder / "facts" / "a" / "index.html").unlink()
    assert upload(folder, objects) == Uploaded(3, 2, 1)
    assert there(objects) == {"index.html": b"<h1>Two</h1>", "facts/b/index.html": b"B", "data/ratings.csv": b"a"}


def test_what_a_killed_upload_did_not_send_the_next_one_does(
    folder: Path, objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(folder, objects)
    put(folder, "index.html", b"<h1>Two</h1>")
    put(folder, "data/ratings.csv", b"b")
    send = Objects.put

    def dies(self: Objects, name: str, path: Path, media_type: str) -> None:
        if name == "index.html":
            raise KeyboardInterrupt
        send(self, name, path, media_type)

    with monkeypatch.context() as patched:
        patched.setattr(Objects, "put", dies)
        with pytest.raises(KeyboardInterrupt):
            upload(folder, objects)
    assert upload(folder, objects) == Uploaded(3, 2, 0)
    assert there(objects)["index.html"] == b"<h1>Two</h1>"


def test_of_two_uploads_at_once_the_second_is_told(
    folder: Path, objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(folder, objects)
    put(folder, "index.html", b"<h1>Two</h1>")
    send = Objects.put

    def overtaken(self: Objects, name: str, path: Path, media_type: str) -> None:
        send(self, name, path, media_type)
        obstore.put(self.store, MARKER, b"{}")

    monkeypatch.setattr(Objects, "put", overtaken)
    with pytest.raises(CannotRun, match="somebody else published"):
        upload(folder, objects)


def test_a_place_with_something_else_is_left_alone(folder: Path, objects: Objects) -> None:
    obstore.put(objects.store, "thesis.txt", b"mine")
    with pytest.raises(WrongPath, match="holds something else"):
        upload(folder, objects)
    assert there(objects) == {"thesis.txt": b"mine"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.parquet", "application/vnd.apache.parquet"),
        ("a.unheard-of", "application/octet-stream"),
    ],
)
def test_every_file_has_a_media_type(name: str, expected: str) -> None:
    assert media_type(name) == expected


@pytest.mark.slow
@pytest.mark.xdist_group("object store")
def test_the_command_sends_a_site_to_an_address(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with Server().running() as server:
        variables = {**CREDENTIALS, "AWS_ENDPOINT_URL": server.url, "XDG_CACHE_HOME": str(tmp_path)}
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        command = ["site", str(made.release), "--to", f"s3://{BUCKET}/site", "--raw", str(made.raw)]
        assert main(command) == DONE
        assert main(command) == DONE
        assert "0 sent, 0 removed" in capsys.readouterr().err
        page = opened(f"s3://{BUCKET}/site").read("about/index.html")
        assert page
        assert b"How it is made" in page.content
