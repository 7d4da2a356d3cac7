"""Releases in an object store: never half a version, never a lost one, and the same bytes as in a folder."""

import functools
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.cli import DONE, WRONG, main
from flows.options import USAGE
from flows.refusals import CannotRun, Overtaken, Published, ReleaseRefused, WrongPath
from flows.release import checksums, releases, remote
from flows.release.listing import as_releases
from flows.release.pruning import Pruned
from flows.release.remote import WorkingCopy, fetched, working_copy
from flows.storing import objects
from flows.storing.objects import Objects, opened
from tests.cases import mostly_slow
from tests.frames import publish
from tests.object_stores import BUCKET, CREDENTIALS, Server
from tests.release.folders import contents
from tests.release.invented import CREATED, released, tables

pytestmark = pytest.mark.xdist_group("object store")
ROOT = Path(__file__).parents[2]
_numbers = itertools.count()


class Killed(BaseException):
    """The end of a process, as far as what it still would have asked is concerned."""


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server().running() as running:
        yield running


@pytest.fixture
def address(server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A place in the store where nothing is yet."""
    for name, value in {
        **CREDENTIALS,
        "AWS_ENDPOINT_URL": server.url,
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(objects, "WAITS", (0.0, 0.0))
    server.fault = lambda number: None
    return new_address()


def new_address() -> str:
    return f"s3://{BUCKET}/place-{next(_numbers)}"


@functools.cache
def history() -> tempfile.TemporaryDirectory[str]:
    """Releases in folders, one after the other in each, small ones: other tests publish whole ones."""
    folder = tempfile.TemporaryDirectory(prefix="history-")
    for name, numbers in {
        "ours": ("1.0.0", "1.1.0", "1.2.0"),
        "theirs": ("1.0.0", "1.1.0"),
        "major": ("2.0.0",),
    }.items():
        entries = []
        for version in numbers:
            release = Path(folder.name) / name / f"v{version}"
            (release / "schemas").mkdir(parents=True)
            whose = name if version != "1.0.0" else "both"
            for file in ("ratings.csv", "datapackage.json", "schemas/ratings.json"):
                (release / file).write_text(f"{file} of {version} of {whose}")
            checksums.write(release)
            names = {"descriptor": "datapackage.json", "checksums": "SHA256SUMS"}
            parts = {
                part: {"path": f"v{version}/{file}", "sha256": checksums.sha256_of(release / file)}
                for part, file in names.items()
            }
            entries.append({"version": version, "created": CREATED, "path": f"v{version}", **parts})
        (release.parent / "releases.json").write_bytes(as_releases(entries))
    return folder


def version_in(name: str, number: int = 1) -> tuple[str, dict[str, bytes]]:
    """A release of a history, the second by default: the name of its folder, and what is in it."""
    output = Path(history().name) / name
    path = str(releases.listed(output)[number]["path"])
    return path, contents(output / path)


def publish_again(copy: WorkingCopy, name: str = "ours", only: str | None = None) -> None:
    """Have in a working copy the release that comes next in a history, if it is the one that is asked for, and upload
    what is new."""
    output = Path(history().name) / name
    there = [entry["version"] for entry in releases.listed(copy.folder)]
    entries = [entry for entry in releases.listed(output) if entry["version"] not in there][:1]
    for entry in entries if only in (None, *(entry["version"] for entry in entries)) else ():
        shutil.copytree(output / entry["path"], copy.folder / entry["path"])
        (copy.folder / "releases.json").write_bytes(as_releases([*releases.listed(copy.folder), entry]))
    copy.upload()


def put(address: str, name: str = "ours", times: int = 1) -> None:
    """Publish the next releases of a history."""
    for _ in range(times):
        with working_copy(address) as copy:
            publish_again(copy, name)


def versions(address: str) -> list[str]:
    seen = opened(address).read("releases.json")
    return [entry["version"] for entry in json.loads(seen.content)["releases"]] if seen else []


def latest(address: str) -> dict[str, bytes]:
    return contents(fetched(f"{address}/latest"))


@pytest.mark.slow
def test_what_is_published_is_the_same_as_in_a_folder(address: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    released(output, "first")
    publish(tables("first", "second"), output, created=CREATED)
    with working_copy(address) as copy:
        shutil.copytree(output / "v1.0.0", copy.folder / "v1.0.0")
        releases.settle(copy.folder, CREATED)
        copy.upload()
    with working_copy(address) as copy:
        newest = publish(tables("first", "second"), copy.folder, created=CREATED).version
        copy.upload()
    there, here = opened(address), contents(output)
    names = {name for name in here if not name.startswith("latest/")}
    for name in names:
        seen = there.read(name)
        assert seen is not None
        assert seen.content == here[name], name
    assert {*there.sizes("")} == names | {"latest"}
    pointer = there.read("latest")
    assert pointer is not None
    assert json.loads(pointer.content) == {"version": newest, "path": f"v{newest}"}


def test_a_copy_is_kept_and_mended(address: str, server: Server) -> None:
    put(address)
    with working_copy(address) as copy:
        whole = contents(copy.folder / "v1.0.0")
        (copy.folder / "v1.0.0" / "ratings.csv").write_text("spoilt")
        (copy.folder / "v1.0.0" / "schemas" / "ratings.json").unlink()
        (copy.folder / "v1.0.0" / "more.csv").touch()
        (copy.folder / "v7.0.0").mkdir()
    server.requests = 0
    with working_copy(address) as copy:
        assert contents(copy.folder / "v1.0.0") == whole
        assert not (copy.folder / "v7.0.0").exists()
        assert server.requests == 4, "releases.json, the two files, and the list of all"


@pytest.mark.parametrize("name", ["ratings.csv", "SHA256SUMS"])
@pytest.mark.parametrize("changed", [True, False])
@pytest.mark.parametrize("copied", [True, False])
def test_a_release_that_was_changed_in_the_store_is_not_built_on(
    address: str, tmp_path: Path, name: str, changed: bool, copied: bool
) -> None:
    put(address)
    there = opened(address)
    if changed:
        there.swap(f"v1.0.0/{name}", b"changed", there.read(f"v1.0.0/{name}"))
    else:
        there.delete([f"v1.0.0/{name}"])
    if not copied:
        shutil.rmtree(tmp_path / "cache")
    with pytest.raises(ReleaseRefused, match=r"v1\.0\.0 was changed after it was published"), working_copy(address):
        pass


def test_a_list_that_was_lost_does_not_begin_another_history(address: str) -> None:
    put(address)
    opened(address).delete(["releases.json"])
    before = opened(address).sizes("")
    with pytest.raises(ReleaseRefused, match=r"restore releases\.json from a backup"):
        put(address)
    assert opened(address).sizes("") == before


def test_whoever_publishes_first_is_no_lost_list(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        counting(patch, 1, False, lambda: put(address, "theirs"))
        put(address)
    assert versions(address) == ["1.0.0"]  # both published the same


def test_whoever_was_overtaken_has_published_nothing(address: str) -> None:
    put(address)
    with working_copy(address) as one, working_copy(address) as other:
        assert one.folder != other.folder
        publish_again(one)
        with pytest.raises(Overtaken, match="published by somebody else"):
            publish_again(other, "theirs")
    assert latest(address) == version_in("ours")[1]


def test_a_release_that_latest_does_not_point_to_yet_is_published(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(address)
    with monkeypatch.context() as patch, working_copy(address) as copy:
        patch.setattr(remote, "_point_to_newest", failing)
        with pytest.raises(Published, match=r"v1\.1\.0 is published; the next run will bring latest up to date"):
            publish_again(copy)
    assert versions(address) == ["1.0.0", "1.1.0"]
    with working_copy(address) as copy:
        copy.upload()
    assert latest(address) == version_in("ours")[1]


def failing(*_: object) -> None:
    raise CannotRun("the store does not answer")


def test_whoever_was_overtaken_begins_again(address: str) -> None:
    put(address)
    began: list[str] = []

    def attempt() -> None:
        with working_copy(address) as copy:
            began.append(str(copy.began.newest))
            if len(began) == 1:
                put(address, "theirs")
            publish_again(copy)

    remote.until_not_overtaken(attempt)
    assert began == ["1.0.0", "1.1.0"]
    assert versions(address) == ["1.0.0", "1.1.0", "1.2.0"]
    assert contents(fetched(f"{address}/v1.1.0")) == version_in("theirs")[1]
    assert latest(address) == version_in("ours", 2)[1]


def test_it_does_not_begin_again_for_ever(address: str) -> None:
    attempts = []

    def attempt() -> None:
        attempts.append(1)
        raise Overtaken("again")

    with pytest.raises(Overtaken):
        remote.until_not_overtaken(attempt)
    assert len(attempts) == remote.ATTEMPTS


def counting(monkeypatch: pytest.MonkeyPatch, at: int, before: bool, act: Callable[[], object]) -> None:
    """Have something happen before or after a request of this number, and of none that comes while it happens."""
    tried, count = Objects._tried, itertools.count(1)

    def wrapped(self: Objects, request: Callable[[], Any]) -> Any:
        number = next(count)
        if number == at and before:
            act()
        answer = tried(self, request)
        if number == at and not before:
            act()
        return answer

    monkeypatch.setattr(Objects, "_tried", wrapped)


def requests_of_an_upload(monkeypatch: pytest.MonkeyPatch, address: str) -> int:
    """How many requests it takes to publish."""
    made: list[int] = []
    with monkeypatch.context() as patch:
        tried = Objects._tried

        def counted(self: Objects, request: Callable[[], Any]) -> Any:
            made.append(1)
            return tried(self, request)

        patch.setattr(Objects, "_tried", counted)
        put(address)
    return len(made)


def kill() -> None:
    raise Killed


def assert_killed_at(monkeypatch: pytest.MonkeyPatch, at: int, before: bool) -> None:
    address = new_address()
    put(address)
    with monkeypatch.context() as patch:
        counting(patch, at, before, kill)
        with pytest.raises(Killed):
            put(address)
    old, new = version_in("ours", 0)[1], version_in("ours")[1]
    assert latest(address) in (old, new)
    assert latest(address) == (new if len(versions(address)) == 2 else old)
    with working_copy(address) as copy:
        publish_again(copy, only="1.1.0")
    assert versions(address) == ["1.0.0", version_in("ours")[0][1:]]
    assert latest(address) == new
    pointer = opened(address).read("latest")
    assert pointer is not None
    assert json.loads(pointer.content)["path"] == version_in("ours")[0]


def assert_published_between(monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    """Somebody else publishes other content as a whole between two requests of ours."""
    address = new_address()
    put(address)
    with monkeypatch.context() as patch, working_copy(address) as ours:
        counting(patch, at, True, lambda: put(address, "theirs"))
        won = True
        try:
            publish_again(ours)
        except Overtaken:
            won = False
    assert versions(address)[0] == "1.0.0"
    assert len(versions(address)) == 2 or won, "theirs came after ours"
    listed = [fetched(f"{address}/v{version}") for version in versions(address)]
    assert [contents(folder) for folder in listed][1] == version_in("ours" if won else "theirs")[1]
    remote.prune(address, 10)
    assert {name.split("/")[0] for name in opened(address).sizes("")} == {
        *("releases.json", "latest"),
        *(entry["path"] for entry in json.loads((listed[0].parent / "releases.json").read_text())["releases"]),
    }


@pytest.mark.parametrize("every", mostly_slow([5, 1], quick=[5]))
def test_a_publisher_that_is_killed_at_every_request(address: str, monkeypatch: pytest.MonkeyPatch, every: int) -> None:
    put(address)
    last = requests_of_an_upload(monkeypatch, address)
    for at, before in [*itertools.product(range(1, last + 1), (True, False))][::every]:
        assert_killed_at(monkeypatch, at, before)


@pytest.mark.slow
def test_somebody_else_publishes_between_any_two_requests(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(address)
    for at in range(1, requests_of_an_upload(monkeypatch, address)):
        assert_published_between(monkeypatch, at)


@pytest.mark.parametrize("carried_out", [True, False])
def test_requests_that_fail_are_tried_again(address: str, server: Server, carried_out: bool) -> None:
    """Whether or not what was asked was done before the answer was lost."""
    server.requests = 0
    server.fault = lambda number: carried_out if number % 3 == 1 else None
    put(address, times=2)
    server.fault = lambda number: None
    assert latest(address) == version_in("ours")[1]
    assert [entry["path"] for entry in json.loads(opened(address).read("releases.json").content)["releases"]] == [  # type: ignore[union-attr]
        "v1.0.0",
        version_in("ours")[0],
    ]


@pytest.mark.slow
@pytest.mark.parametrize("carried_out", [True, False])
def test_any_single_request_fails(address: str, server: Server, carried_out: bool) -> None:
    server.requests = 0
    put(address, times=2)
    for at in range(1, server.requests):
        server.requests, place = 0, new_address()
        server.fault = lambda number, at=at: carried_out if number == at else None  # type: ignore[misc]
        put(place, times=2)
        server.fault = lambda number: None
        assert latest(place) == version_in("ours")[1]


def test_our_swap_whose_answer_was_lost_and_after_which_somebody_published(address: str) -> None:
    put(address)
    with working_copy(address) as copy:
        put(address, times=2)  # the same release as the copy is going to publish, and another one
        publish_again(copy)
    assert versions(address) == ["1.0.0", "1.1.0", "1.2.0"]


def test_what_an_unfinished_upload_left_is_taken_or_left_alone(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(address)
    there, (name, ours) = opened(address), version_in("ours")
    for content, place in ((ours["ratings.csv"], name), (b"of another run", f"{name}-")):
        address = new_address()
        put(address)
        there = opened(address)
        assert there.swap(f"{name}/ratings.csv", content, None)
        put(address)
        entry = json.loads(there.read("releases.json").content)["releases"][-1]  # type: ignore[union-attr]
        assert entry["path"].startswith(place)
        assert all(
            each in there.sizes(entry["path"]) for each in (entry["descriptor"]["path"], entry["checksums"]["path"])
        )
        assert latest(address) == contents(fetched(f"{address}/{name}")) == ours
        with working_copy(address) as copy:
            assert contents(copy.folder / name) == ours
            assert copy.address_of(name[1:]) == f"{address}/{entry['path']}"
        assert contents(fetched(f"{address}/{entry['path']}")) == ours
    with pytest.raises(WrongPath, match="is not a release that"):
        fetched(f"{address}/{name}-0123456789ab")
    capsys.readouterr()
    assert main(["prune", "--output", address]) == DONE
    printed = capsys.readouterr()
    assert printed.out == f"{name}, in no list, pruned\n"
    assert ", 0.0 MB;" in printed.err
    assert not there.sizes(f"{name}/")
    assert latest(address) == ours


@pytest.mark.parametrize("at", mostly_slow([None, *range(1, 6)], quick=[None, 3]))
def test_prune(address: str, monkeypatch: pytest.MonkeyPatch, at: int | None) -> None:
    put(address)
    put(address, "major")
    assert main(["prune", "--output", address, "--keep", "1", "--preview"]) == DONE
    assert opened(address).sizes("v1.0.0/")
    if at:
        with monkeypatch.context() as patch:
            counting(patch, at, True, kill)
            with pytest.raises(Killed):
                remote.prune(address, 1)
    assert main(["prune", "--output", address, "--keep", "1"]) == DONE
    assert not opened(address).sizes("v1.0.0/")
    assert latest(address) == version_in("major", 0)[1]
    with pytest.raises(WrongPath, match="was pruned"):
        fetched(f"{address}/v1.0.0")


def test_prune_where_no_release_is_left(address: str) -> None:
    put(address)
    there = opened(address)
    seen = there.read("releases.json")
    assert seen is not None
    (entry,) = json.loads(seen.content)["releases"]
    for listed in ([{**entry, "pruned": True}], []):
        content = json.dumps({"latest": None, "releases": listed}).encode()
        assert there.swap("releases.json", content, there.read("releases.json"))
        assert remote.prune(address, 1) == Pruned((), (), 0)
        assert main(["prune", "--output", address]) == DONE


def test_a_run_tells_the_address_of_the_files_that_count(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether it uploads them or finds them up to date."""
    from tests.conftest import ARTICLE

    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "derbyshire.txt").write_text(ARTICLE, encoding="utf-8")
    run = ["run", "--direct", "--raw", str(raw), "--store", str(tmp_path / "store"), "--workers", "1"]
    assert opened(address).swap("v1.0.0/ratings.csv", b"of another run", None)
    for says in ("published", "is up to date, nothing new"):
        assert main([*run, "--output", address]) == DONE
        (entry,) = json.loads(opened(address).read("releases.json").content)["releases"]  # type: ignore[union-attr]
        assert entry["path"].startswith("v1.0.0-")
        assert f"v1.0.0 {says}: {address}/{entry['path']}\n" in capsys.readouterr().out
    assert main(["review", f"{address}/{entry['path']}"]) == DONE


def test_no_such_release(address: str) -> None:
    for place, says in (
        (f"{address}/latest", "is not a release that"),
        (address, "is not the address of a release"),
        (f"s3://{BUCKET}", "is not the address of a release"),
    ):
        with pytest.raises(WrongPath, match=says):
            fetched(place)


@pytest.mark.parametrize(
    ("environment", "place"),
    [
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, f"s3://{BUCKET}/x"),
        ({}, "s3://no-such-bucket/x"),
        ({}, "s3:///x"),
    ],
)
def test_a_store_that_cannot_be_used(
    address: str, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], place: str, tmp_path: Path
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CannotRun) as error:
        put(place)
    assert len(str(error.value).splitlines()) == 1
    assert "check the address, and set AWS_ACCESS_KEY_ID" in str(error.value)


def test_the_command(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From documents to a release, and every command that reads one."""
    from tests.conftest import ARTICLE

    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "derbyshire.txt").write_text(ARTICLE, encoding="utf-8")
    options = ["--direct", "--raw", str(raw), "--store", str(tmp_path / "store"), "--workers", "1"]
    assert main(["run", *options, "--output", str(tmp_path / "output")]) == DONE
    assert main(["run", *options, "--output", f"{address}/", "--preview"]) == DONE
    assert not opened(address).sizes("")
    capsys.readouterr()
    assert main(["run", *options, "--output", address]) == DONE
    assert f"v1.0.0 published: {address}/v1.0.0" in capsys.readouterr().out
    assert latest(address) == contents(tmp_path / "output" / "v1.0.0")
    assert main(["run", *options, "--output", address]) == DONE
    assert "is up to date" in capsys.readouterr().out
    for command in (
        ["verify", f"{address}/latest", "--raw", str(raw), "--require-raw"],
        ["review", f"{address}/latest"],
    ):
        assert main(command) == DONE
    assert main(["validate", f"{address}/v1.0.0", str(tmp_path / "output" / "latest")]) == DONE
    assert main(["diff", str(tmp_path / "output" / "v1.0.0"), f"{address}/latest"]) == DONE
    assert main(["verify", f"{address}/v9.9.9"]) == USAGE
    with pytest.raises(SystemExit) as left:
        main(["run", *options, "--store", address])
    assert left.value.code == USAGE
    there = opened(address)
    there.swap("v1.0.0/ratings.csv", b"changed", there.read("v1.0.0/ratings.csv"))
    assert main(["verify", f"{address}/latest"]) == WRONG
    capsys.readouterr()
    assert main(["review", f"{address}/latest"]) == WRONG
    assert f"{address}/latest was changed after it was published (ratings.csv" in capsys.readouterr().err


@pytest.mark.slow
def test_two_runs_at_once_and_one_through_prefect(address: str, tmp_path: Path) -> None:
    """Processes with other documents each: one publishes first, the other begins again and builds on that."""
    from tests.conftest import ARTICLE

    commands = []
    for number, options in enumerate((["--direct"], [])):
        raw = tmp_path / f"raw-{number}"
        raw.mkdir()
        for body in ("Derbyshire Constabulary", "Lincolnshire Police")[: number + 1]:
            text = ARTICLE.replace("Derbyshire Constabulary", body)
            (raw / f"{body.split()[0].lower()}.txt").write_text(text, encoding="utf-8")
        places = ["--raw", str(raw), "--store", str(tmp_path / f"store-{number}"), "--output", address]
        commands.append(
            [sys.executable, "-m", "flows.cli", "run", *options, "--allow-shrink", "--workers", "1", *places]
        )
    running = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PREFECT_HOME": str(tmp_path / "prefect")},
        )
        for command in commands
    ]
    errors = [each.communicate(timeout=300)[1] for each in running]
    assert [each.returncode for each in running] == [DONE, DONE], errors
    assert len(versions(address)) == 2
    assert all(main(["verify", f"{address}/v{version}"]) == DONE for version in versions(address))
