"""The pages as a step of a run: with Prefect and without."""

from __future__ import annotations

import json
from unittest.mock import Mock

import pytest

from flows import reporting, stages
from flows.arguments import USAGE
from flows.cli import DONE, WRONG, main
from flows.plan import Plan
from flows.site.writing import MARKER
from tests.conftest import Folders
from tests.prefect_servers import Server, until


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


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(28, "No space left on device"), "No space left on device: free some space"),
        (ImportError("broken", name="charts"), "the library charts cannot be imported (broken): install"),
        (KeyError("a bug"), "KeyError: 'a bug'"),
    ],
)
def test_what_is_wrong_with_pages_is_told_whatever_it_is(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, error: Exception, says: str
) -> None:
    monkeypatch.setattr("flows.site.build", Mock(side_effect=error))
    to = folders.output.parent / "site"
    fault = stages.show(Mock(folder=folders.output), Plan(folders.raw, folders.output, 1), to)
    assert str(fault).startswith(says)


def test_what_is_wrong_with_pages_costs_the_pages_and_not_the_release(
    folders: Folders, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    says = "No space left on device: free some space"
    reports = folders.output.parent / "reports"
    to = folders.output.parent / "site"
    command = ["run", "--direct", *folders.options, "--report", str(reports), "--site", str(to)]
    with monkeypatch.context() as patched:
        patched.setattr("flows.site.build", Mock(side_effect=OSError(28, "No space left on device")))
        assert main(command) == WRONG
    assert (folders.output / "v1.0.0").is_dir()
    printed = capsys.readouterr()
    assert printed.out.startswith("v1.0.0 published")
    assert f"PAGES NOT UP TO DATE: {says}" in printed.out
    assert "done: version=1.0.0 published=true" in printed.err
    (figures,) = (json.loads(path.read_text(encoding="utf-8")) for path in reports.glob("*.json"))
    assert figures["published"]
    assert figures["pages_fault"].startswith(says)
    assert main(command) == DONE
    assert (to / "index.html").exists()


def test_the_server_knows_what_is_wrong_with_pages(
    folders: Folders, prefect_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import publish

    monkeypatch.setattr("flows.site.build", Mock(side_effect=OSError(5, "Input/output error")))
    to = folders.output.parent / "site"
    report = publish.publish(str(folders.raw), str(folders.output), workers=1, site=str(to))
    assert 'pages_fault="Input/output error' in reporting.line(report)

    def logged() -> bool:
        logs = prefect_server.ask("/logs/filter", {"logs": {"level": {"ge_": 40}}})
        return any("its pages are not up to date: Input/output error" in each["message"] for each in logs)

    until(logged)
