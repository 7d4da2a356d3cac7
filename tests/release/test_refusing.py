"""What publishing refuses to build upon, and what it does not care about."""

import errno
import json
import os
import shutil
from pathlib import Path

import pandas as pd
import pytest

from flows.cli import WRONG, main
from flows.options import USAGE
from flows.refusals import Published
from flows.release import Draft, ReleaseRefused, checksums, preview, prune, releases
from tests.cases import mostly_slow
from tests.frames import in_files, publish
from tests.release.folders import contents
from tests.release.invented import tables


@pytest.mark.parametrize(
    "name",
    mostly_slow(
        ["ratings.csv", "facts.sqlite", "verify.py", "changes.json", "schemas/x.json"],
        quick=["ratings.csv", "schemas/x.json"],
    ),
)
@pytest.mark.parametrize("covered", [False, True])
def test_tampering_is_refused_in_one_line_that_names_the_file(output: Path, name: str, covered: bool) -> None:
    path = output / "v1.0.0" / name
    path.write_bytes((path.read_bytes() if path.exists() else b"") + b"\n")
    if covered:
        checksums.write(output / "v1.0.0")
    before = contents(output)
    with pytest.raises(ReleaseRefused) as refused:
        publish(tables(), output)
    assert "\n" not in str(refused.value)
    assert "v1.0.0 was changed after it was published" in str(refused.value)
    assert ("SHA256SUMS" if covered else name) in str(refused.value)
    assert contents(output) == before


@pytest.mark.parametrize(("name", "content"), [("CHANGES.md", None), ("SHA256SUMS", ""), ("datapackage.json", "{}")])
def test_the_files_of_older_releases_are_watched_too(output: Path, name: str, content: str | None) -> None:
    publish(tables(), output)
    path = output / "v1.0.0" / name
    path.unlink() if content is None else path.write_text(content)
    with pytest.raises(ReleaseRefused, match=r"v1\.0\.0 was changed"):
        publish(tables("first"), output)


def test_older_releases_are_read_by_who_asks_for_it_alone(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tables(), output)
    (output / "v1.0.0" / "CHANGES.md").write_text("Nothing happened.")
    read: list[Path] = []
    hashed = checksums.sha256_of

    def noted(path: Path) -> str:
        read.append(path)
        return hashed(path)

    monkeypatch.setattr(checksums, "sha256_of", noted)
    publish(tables("first"), output)
    assert {path.name for path in read if path.parent.name == "v1.0.0"} == {"SHA256SUMS", "datapackage.json"}
    assert [problem.where for problem in releases.intact(output / "v1.0.0")] == ["CHANGES.md"]


def test_what_was_removed_on_request_does_not_come_back_by_itself(output: Path) -> None:
    before = tables()
    removal = {"correction_id": "removed.2026-11-24.1", "action": "remove-document", "when": "2026-11-24"}
    corrections = before["corrections"]
    removed = pd.concat([corrections, pd.DataFrame([removal]).astype("string")]).reindex(columns=corrections.columns)
    removed = removed.astype(corrections.dtypes).sort_values("correction_id", ignore_index=True)
    assert publish({**before, "corrections": removed}, output).published
    with pytest.raises(
        ReleaseRefused, match=r"removed\.2026-11-24\.1 .*restore the file in raw/corrections; .*--allow-shrink"
    ):
        publish(tables(), output)
    assert publish(tables(), output, allow_shrink=True).published


def test_what_the_desktop_leaves_in_a_release_holds_up_nothing(output: Path) -> None:
    publish(tables(), output)
    for folder in ("v1.0.0", "v1.1.0", "latest"):
        (output / folder / ".~lock.ratings.csv#").write_text("x")
    assert publish(tables("first"), output, allow_shrink=True).published


def test_a_stale_copy_of_the_newest_release_holds_up_nothing(output: Path) -> None:
    (output / "latest" / "SHA256SUMS").write_text("")  # what a killed publisher leaves, as far as anybody can see
    assert publish(tables(), output).published
    assert contents(output / "latest") == contents(output / "v1.1.0")


@pytest.mark.parametrize("name", ["ratings.csv", "bodies.parquet", "datapackage.json"])
@pytest.mark.parametrize("command", [["diff", "{0}", "{0}"], ["review", "{0}"], ["site", "{0}", "--to", "{1}"]])
def test_a_release_that_was_changed_is_not_shown(
    output: Path, tmp_path: Path, command: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    release, site = output / "v1.0.0", tmp_path / "site"
    (release / name).write_bytes(b"changed")
    assert main([part.format(release, site) for part in command]) == WRONG
    assert f"{release} was changed after it was published ({name}" in capsys.readouterr().err
    assert not site.exists()
    assert main([part.format(output, site) for part in command]) == USAGE
    assert "holds releases: name one of them" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["v1.0.0", "v1.1.0"])
def test_no_release_goes_without_prune(output: Path, name: str) -> None:
    publish(tables(), output)
    shutil.rmtree(output / name)
    for act in (
        lambda: publish(tables(), output),
        lambda: preview(Draft(in_files(tables())), output),
        lambda: prune(output),
    ):
        with pytest.raises(ReleaseRefused, match=rf"{name} is missing but listed in releases\.json: restore it"):
            act()


@pytest.mark.parametrize("created", ["1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z"])
def test_a_clock_that_jumps_changes_no_release(output: Path, tmp_path: Path, created: str) -> None:
    shutil.copytree(output, tmp_path / "other")
    here = publish(tables(), output, created=created)
    there = publish(tables(), tmp_path / "other", created="2024-06-01T00:00:00Z")
    assert contents(here.folder) == contents(there.folder)
    listed = json.loads((output / "releases.json").read_text("utf-8"))
    assert [entry["version"] for entry in listed["releases"]] == ["1.0.0", "1.1.0"]
    assert listed["latest"] == "1.1.0"


@pytest.mark.parametrize("moment", ["99999999999999999999", "9999999999999"])
def test_a_moment_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
    with pytest.raises(ReleaseRefused, match="SOURCE_DATE_EPOCH"):
        publish(tables(), tmp_path / "output")


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_that_has_no_place_for_the_copy_is_told_in_one_line(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("shutil.copyfile", full)
        with pytest.raises(ReleaseRefused) as refused:
            publish(tables(), output)
    assert str(refused.value) == f"{output}: No space left on device, free some space: nothing was published"
    assert sorted(path.name for path in output.iterdir()) == ["latest", "releases.json", "v1.0.0"]
    assert publish(tables(), output).published
    assert contents(output / "latest") == contents(output / "v1.1.0")


def test_a_disk_that_fills_up_late_is_told_in_one_line(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The release is there and whole; the copy of it that is called the latest is not."""
    with monkeypatch.context() as patch:
        patch.setattr("flows.release.releases.replace_latest", full)
        with pytest.raises(Published) as refused:
            publish(tables(), output)
    assert refused.value.version == "1.1.0"
    left = "v1.1.0 is published; the next run will bring releases.json and latest/ up to date"
    assert str(refused.value) == f"{output}: No space left on device, free some space: {left}"
    assert contents(output / "latest") == contents(output / "v1.0.0")
    assert not publish(tables(), output).published
    assert contents(output / "latest") == contents(output / "v1.1.0")


@pytest.mark.skipif(os.getuid() != 0, reason="a folder is made another user's")
def test_a_read_only_folder_is_refused_and_left_as_it_is(output: Path) -> None:
    before = contents(output)
    frames = tables()
    for folder in output.parents:
        if folder.name.startswith(("pytest", "popen", "test_")):
            folder.chmod(0o755)
    if child := os.fork():
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    else:
        try:
            os.setuid(65534)
            with pytest.raises(ReleaseRefused, match="Permission denied: nothing was published"):
                publish(frames, output)
            os._exit(int(publish(tables("first"), output).published))
        finally:  # whatever happens, the tests go on in one process only
            os._exit(2)
    assert contents(output) == before
