"""Killed anywhere, collecting goes on: no document twice, none lost, and the log and the files agree."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from flows.collecting import keeping
from flows.collecting.log import Line, Log
from flows.collecting.sources import Source
from tests.collecting import internet as net
from tests.collecting.internet import Internet, article, run, sitemap, source

PAGES = 25


def plain(about: str) -> str:
    """A text, which a process that is killed reads by itself: one that starts another to read takes much longer."""
    return f"{about} is what this text is about. " * 10


@pytest.mark.parametrize(("kills", "write"), [(3, plain), pytest.param(20, article, marks=pytest.mark.slow)])
def test_killed_at_random_moments(kills: int, write: Callable[[str], str], tmp_path: Path) -> None:
    moments = random.Random(23)
    with net.running() as web:
        paths = [f"/page-{number}" for number in range(PAGES)]
        for path in paths:
            web.put(path, write(path), ETag=f'"{path}"')
        web.put("/twin", write(paths[0]))
        web.put("/map", sitemap(*((web.url(path), "") for path in (*paths, "/twin"))), ETag='"map"')
        raw = tmp_path / "raw"
        given = source(raw / "sources", web, f"  - sitemap: {web.url('/map')}")
        when = [(moments.randint(0, PAGES), moments.uniform(0, 0.01)) for _ in range(kills)]
        killed = sum(_killed(raw, web, given, requests, seconds) for requests, seconds in when)
        assert killed >= kills // 2
        _agree(raw, whole=False)
        # A line that was not written whole.
        log = max((raw / "fetches").glob("*.jsonl"), default=raw / "fetches" / f"{time.strftime('%Y-%m')}.jsonl")
        with log.open("ab") as file:
            file.write(b'{"at": "2026-')
        last = run(raw, web, given)
        assert not last.unsettled
        _agree(raw, whole=True)
        assert run(raw, web, given).came == 0


@pytest.mark.parametrize("step", ["sidecar", "document", "line"])
@pytest.mark.parametrize("when", ["before", "in the middle", "after"])
def test_killed_at_each_step_of_keeping(step: str, when: str, tmp_path: Path) -> None:
    with net.running() as web:
        web.put("/page", plain("page"), ETag='"page"')
        web.put("/twin", plain("page"))
        web.put("/map", sitemap((web.url("/page"), ""), (web.url("/twin"), "")))
        given = source(tmp_path / "sources", web, f"  - sitemap: {web.url('/map')}")
        process = multiprocessing.get_context("fork").Process(
            target=_killing_itself, args=(step, when, tmp_path, web, given)
        )
        process.start()
        process.join()
        assert process.exitcode == -signal.SIGKILL
        run(tmp_path, web, given)
        (path,) = (tmp_path / "collected").glob("*/*.txt")
        assert len(list((tmp_path / "collected").rglob(".*"))) == 0
        texts = "".join(log.read_text("ascii") for log in (tmp_path / "fetches").glob("*.jsonl")).splitlines()
        assert [line["document"] for line in map(json.loads, texts) if line["outcome"] == "new"] == [path.stem]


def test_a_document_that_a_power_cut_left_empty_is_fetched_again(tmp_path: Path) -> None:
    with net.running() as web:
        web.put("/page", article("page"), ETag='"page"')
        web.put("/map", sitemap((web.url("/page"), "")), ETag='"map"')
        given = source(tmp_path / "sources", web, f"  - sitemap: {web.url('/map')}", recheck="30 days")
        run(tmp_path, web, given)
        (path,), (log,) = (list(tmp_path.glob(each)) for each in ("collected/*/*.html", "fetches/*.jsonl"))
        whole, lines = path.read_bytes(), log.read_text("ascii").splitlines(keepends=True)
        path.write_bytes(b"")
        log.write_text("".join(line for line in lines if '"what": "source"' not in line), "ascii")
        run(tmp_path, web, given)
        assert [each.read_bytes() for each in tmp_path.glob("collected/*/*.html")] == [whole]
        assert path.exists()


def _killing_itself(step: str, when: str, raw: Path, web: Internet, given: Source) -> None:
    """Run, and end at one step of keeping a document."""

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    write, replaced, write_line = keeping._write, os.replace, Log.write

    def write_or_die(path: Path, data: bytes) -> None:
        mine = path.suffix == {"sidecar": ".yaml", "document": ".txt"}.get(step)
        if mine and when == "before":
            die()
        if mine and when == "in the middle":
            os.replace = die  # type: ignore[assignment]
        write(path, data)
        os.replace = replaced
        if mine:
            die()

    def tell_or_die(log: Log, line: Line, last: bool = False) -> None:
        if step == "line" and line.outcome == "new":
            if when == "in the middle":
                log.folder.mkdir(exist_ok=True)
                with (log.folder / f"{line.at[:7]}.jsonl").open("a") as file:
                    file.write('{"at": "20')
            if when != "after":
                die()
            write_line(log, line, last)
            die()
        write_line(log, line, last)

    keeping._write, Log.write = write_or_die, tell_or_die  # type: ignore[assignment,method-assign]
    run(raw, web, given)


def _killed(raw: Path, web: Internet, given: Source, requests: int, seconds: float) -> bool:
    """Have a process of its own collect, and kill it so many seconds after so many requests, which any run makes;
    whether it was still at work."""
    until = len(web.asked) + requests
    process = multiprocessing.get_context("fork").Process(target=run, args=(raw, web, given))
    process.start()
    while len(web.asked) < until and process.is_alive():
        time.sleep(0.001)
    process.join(seconds)
    at_work = process.exitcode is None
    if at_work and process.pid:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return at_work


def _agree(raw: Path, whole: bool) -> None:
    """No document is there twice, each is what its sidecar and the log say, and at the end all are there."""
    files = [path for path in (raw / "collected").glob("*/*") if path.name[0] != "."]
    kept = [path for path in files if path.suffix != ".yaml"]
    said = [yaml.safe_load(path.with_suffix(".yaml").read_text("utf-8")) for path in kept]
    assert len({each["source_url"] for each in said}) == len(kept)
    assert len({each["fetch"]["text_sha256"] for each in said}) == len(kept)
    for path, each in zip(kept, said, strict=True):
        assert hashlib.sha256(path.read_bytes()).hexdigest() == each["fetch"]["sha256"]
    if whole:
        texts = "".join(path.read_text("ascii") for path in (raw / "fetches").glob("*.jsonl")).splitlines()
        logged = [line["document"] for line in map(json.loads, texts) if line["outcome"] in ("new", "changed")]
        assert sorted(logged) == sorted(path.stem for path in kept)
        assert len(kept) == PAGES
        assert len(list((raw / "collected").glob("*/*"))) == 2 * PAGES
