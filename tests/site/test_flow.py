"""The pages as a step of a run: with Prefect and without."""

from __future__ import annotations

import pytest

from flows.arguments import USAGE
from flows.cli import DONE, main
from flows.site.writing import MARKER
from tests.conftest import Folders


def test_a_run_makes_the_pages_of_what_it_published(folders: Folders) -> None:
    to = folders.output.parent / "site"
    assert main(["run", "--direct", *folders.options, "--site", str(to), "--workers", "1"]) == DONE
    assert (to / "documents" / "derbyshire" / "index.html").exists()


def test_so_does_the_flow(folders: Folders, prefect_server: None) -> None:
    from flows import publish

    to = folders.output.parent / "site"
    publish.publish(str(folders.raw), str(folders.output), workers=1, site=str(to))
    assert (to / MARKER).exists()
    assert (to / "index.html").exists()


def test_a_run_does_not_begin_where_the_pages_have_no_place(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "--direct", *folders.options, "--site", str(folders.raw.parent)]) == USAGE
    assert "holds something else than a site" in capsys.readouterr().err
    assert not folders.output.exists()


def test_what_is_wrong_with_pages_costs_the_pages_and_not_the_release(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("flows.site.build", fail)
    to = folders.output.parent / "site"
    assert main(["run", "--direct", *folders.options, "--site", str(to)]) == DONE
    assert (folders.output / "v1.0.0").is_dir()
    assert "its pages are not up to date" in caplog.text
