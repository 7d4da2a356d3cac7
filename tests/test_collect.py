"""Collecting as a command, as a flow on a real Prefect server, and on a schedule beside publishing."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.arguments import USAGE
from flows.cli import DONE, WRONG, main
from flows.collecting import resolving, sources
from flows.storing.store import default_folder
from tests.collecting import internet as net
from tests.collecting.internet import ONLY_HERE, Internet, article, sitemap
from tests.conftest import ARTICLE, Folders
from tests.prefect_servers import Server, until

HERE = "127.0.0.1"
REPORT = ARTICLE.split("\n", 1)[1]
# What a process reads as it starts: this machine is a part of its internet, and may be asked without a pause.
ALLOWED = """
import ipaddress
from flows.collecting import resolving, sources
resolving.ALLOWED = (ipaddress.ip_network("127.0.0.1/32"),)
sources.LEAST_DELAY = 0.0
"""


@pytest.fixture
def internet() -> Iterator[Internet]:
    with net.running() as made:
        yield made


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolving, "ALLOWED", ONLY_HERE)
    monkeypatch.setattr(sources, "LEAST_DELAY", 0.0)


def bring(web: Internet, *names: str) -> None:
    """Have the site show so many articles."""
    for number, name in enumerate(names):
        extra = "".join(
            f"<p>{line}</p>" for line in REPORT.replace("31 disruptions", f"{31 + number} disruptions").split("\n")
        )
        web.put(f"/news/{name}", article(name, extra=extra), host=HERE, ETag=f'"{name}"')
    web.put("/map", sitemap(*((web.url(f"/news/{name}", HERE), "") for name in names)), host=HERE)


def write_source(folders: Folders, web: Internet, more: str = "") -> None:
    folders.add(
        "sources/example.yaml",
        f"enabled: true\npublisher: The Example\nlicence: none stated\nlook: [sitemap: '{web.url('/map', HERE)}']\n"
        f"hosts: ['{HERE}:{web.port}']\naddresses: ['{HERE}:{web.port}/news/*']\n"
        f"every: 0 seconds\nrecheck: 0 seconds\ndelay: 0 seconds\n{more}",
    )


def command(folders: Folders, *more: str) -> list[str]:
    reports = folders.output.parent / "reports"
    return ["collect", "--raw", str(folders.raw), "--contact", "tests@example.org", "--report", str(reports), *more]


@pytest.mark.usefixtures("here")
def test_the_command_collects_and_says_what_came(
    folders: Folders, internet: Internet, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(internet, "first", "second")
    write_source(folders, internet)
    assert main(command(folders, "--preview")) == DONE
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        f"example\tnew\t{internet.url(f'/news/{name}', HERE)}" for name in ("first", "second")
    ]
    assert not (folders.raw / "collected").exists()
    assert not (folders.raw / "fetches").exists()

    assert main(command(folders, "--direct", "--strict")) == DONE
    printed = capsys.readouterr()
    assert "2 new or changed documents from 1 of 1 sources" in printed.out
    assert "collected: sources=1 new=2" in printed.err
    (figures,) = (folders.output.parent / "reports").glob("*-collected.json")
    assert json.loads(figures.read_text("utf-8"))["sources"]["example"]["outcomes"] == {"new": 2}
    assert "| example | 2 | 2 | 0 |" in figures.with_suffix(".md").read_text("utf-8")

    assert main(["run", "--direct", "--raw", str(folders.raw), "--output", str(folders.output)]) == DONE
    assert "3 documents" in capsys.readouterr().out  # neither sources nor the log are documents


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("more", "names", "says"),
    [
        ("at_least: 3", ["first"], "has 1 addresses that count, at least 3 are expected"),
        ("at_most: 1", ["first", "second"], "brings more than 1 new documents at once"),
        ("most_requests: 2", ["first", "second"], "its budget is used up"),
        ("quiet: 0 seconds", [], "brought nothing new since"),
    ],
)
def test_a_source_that_is_not_as_it_should_be_is_told(
    more: str, names: list[str], says: str, folders: Folders, internet: Internet, capsys: pytest.CaptureFixture[str]
) -> None:
    bring(internet, *names)
    write_source(folders, internet, more if names else f"{more}\nat_least: 0")
    if not names:
        assert main(command(folders, "--direct")) == DONE
        time.sleep(1.1)
    assert main(command(folders, "--direct", "--strict")) == WRONG
    printed = capsys.readouterr()
    assert f"LOOK: {says}" in printed.out
    assert says in printed.err
    pages = sorted((folders.output.parent / "reports").glob("*.md"))
    assert says in pages[-1].read_text("utf-8")


@pytest.mark.usefixtures("here")
def test_a_host_that_is_down_costs_that_host(
    folders: Folders, internet: Internet, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.collecting.fetching.BACK_OFF", ())
    bring(internet, "first")
    write_source(folders, internet)
    down = (
        (folders.raw / "sources" / "example.yaml")
        .read_text("utf-8")
        .replace(f"{HERE}:{internet.port}", f"localhost:{1}")
    )
    folders.add("sources/down.yaml", down)
    assert main(command(folders, "--direct", "--strict")) == WRONG
    printed = capsys.readouterr().out
    assert "example: 1 new" in printed
    assert "down: nothing to fetch" in printed
    assert "network" in printed


@pytest.mark.usefixtures("prefect_server", "here")
@pytest.mark.parametrize(("given", "way"), [(True, []), (False, ["--direct"])])
def test_a_night_without_news_leaves_nothing_to_commit(
    given: bool, way: list[str], folders: Folders, internet: Internet, tmp_path: Path
) -> None:
    bring(internet, "first")
    write_source(folders, internet)
    store = tmp_path / "cache" if given else default_folder(folders.raw)
    asked = command(folders, *way, *(["--store", str(store)] if given else []))
    git = ["git", "-C", str(folders.raw), "-c", "user.name=t", "-c", "user.email=t@example.org"]
    assert main(asked) == DONE
    assert (store / "visits" / "example.json").exists()
    for step in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "collected"]):
        subprocess.run([*git, *step], check=True)
    assert main(asked) == DONE
    assert internet.paths(304) == ["/news/first"]
    assert not subprocess.run([*git, "status", "--porcelain"], check=True, capture_output=True).stdout


def test_the_store_is_not_among_the_documents(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(folders, "--store", str(folders.raw / "store"))) == USAGE
    assert "--store" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--engine=local", "--site=pages"])
def test_options_that_only_a_publishing_run_follows_are_refused(
    option: str, folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(command(folders, option))
    assert "unrecognized arguments" in capsys.readouterr().err


@pytest.mark.usefixtures("here")
def test_two_runs_do_not_collect_into_one_folder(
    folders: Folders, internet: Internet, capsys: pytest.CaptureFixture[str]
) -> None:
    from flows.collecting.keeping import alone

    bring(internet, "first")
    write_source(folders, internet)
    with alone(folders.raw):
        assert main(command(folders, "--direct")) == WRONG
    assert "another run is collecting into it" in capsys.readouterr().err


def test_a_folder_of_sources_that_is_not_there_is_told(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command(folders, "--sources", str(folders.raw / "nowhere"))) == USAGE
    assert "--sources" in capsys.readouterr().err


def artifacts(folders: Folders) -> dict[str | None, Any]:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, FlowRunFilter, FlowRunFilterName

    name = FlowRunFilterName(any_=[f"collect into {folders.raw}"])
    with get_client(sync_client=True) as client:
        run = client.read_flow_runs(flow_run_filter=FlowRunFilter(name=name))[0]
        mine = ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[run.id]))
        return {artifact.key: artifact for artifact in client.read_artifacts(artifact_filter=mine)}


@pytest.mark.usefixtures("prefect_server", "here")
def test_the_flow_collects_and_publishes_if_anything_came(
    folders: Folders, internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows import collect, publish

    bring(internet, "first")
    write_source(folders, internet)
    published: list[str] = []
    flow = publish.publish

    def counted(raw: str, output: str, **more: object) -> object:
        published.append(output)
        return flow(raw, output, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(publish, "publish", counted)
    options = {"contact": "tests@example.org", "output": str(folders.output)}
    assert collect.collect(str(folders.raw), **options).came == 1  # type: ignore[call-overload]
    assert published == [str(folders.output)]
    assert (folders.output / "v1.0.0" / "documents.csv").read_text("utf-8-sig").count("\n") == 3
    left = artifacts(folders)
    assert set(left) == {"addresses-fetched", "sources", "collected"}
    assert '"source": "example", "found": 1, "new": 1' in str(left["sources"].data)
    assert collect.collect(str(folders.raw), **options).came == 0  # type: ignore[call-overload]
    assert len(published) == 1


def test_a_served_flow_goes_to_its_process_as_a_copy() -> None:
    import cloudpickle  # type: ignore[import-untyped]

    from flows import collect

    assert cloudpickle.dumps(collect.collect)


@pytest.mark.slow
def test_a_schedule_collects_and_publishes(folders: Folders, internet: Internet, tmp_path: Path) -> None:
    bring(internet, "first")
    write_source(folders, internet)
    for name in ("start", "home"):
        (tmp_path / name).mkdir()
    (tmp_path / "start" / "sitecustomize.py").write_text(ALLOWED, "utf-8")
    server, log = Server(tmp_path / "home"), tmp_path / "told.txt"
    server.environment["PYTHONPATH"] = str(tmp_path / "start")
    try:
        serving = server.start(
            *("-m", "flows.cli", "serve", *folders.options, "--contact", "tests@example.org", "--interval", "30"),
            log=log,
        )
        try:
            until(lambda: _documents(folders) == 2)
            bring(internet, "first", "second")
            until(lambda: _documents(folders) == 3)
            until(lambda: log.read_text("utf-8").count("collected: sources=1") >= 2)
            serving.send_signal(signal.SIGTERM)
            assert serving.wait(60) == 0
        finally:
            serving.kill()
    finally:
        server.stop()
    lines = log.read_text("utf-8")
    assert "Traceback" not in lines
    assert "new=1" in lines
    assert (folders.output / "v1.1.0").is_dir()


def _documents(folders: Folders) -> int:
    path = folders.output / "latest" / "documents.csv"
    return path.read_text("utf-8-sig").count("\n") - 1 if path.exists() else 0
