"""The version follows from what changed; a person may ask for more, never for less."""

from pathlib import Path

import pytest

from flows.release import ReleaseRefused
from flows.release.versions import Version, following, of_folder
from tests.frames import publish
from tests.release.invented import tables

LAST = Version(1, 4, 2)


@pytest.mark.parametrize(("level", "version"), [("patch", "1.4.3"), ("minor", "1.5.0"), ("major", "2.0.0")])
def test_the_version_follows_from_the_change(level: str, version: str) -> None:
    assert str(following(LAST, level)) == version


@pytest.mark.parametrize("declared", ["1.5.0", "v1.5.0", "1.5.7", "2.0.0"])
def test_a_declared_version_may_be_more(declared: str) -> None:
    assert str(following(LAST, "minor", declared)) == declared.removeprefix("v")


@pytest.mark.parametrize("declared", ["1.4.3", "1.4.2", "0.9.0"])
def test_a_declared_version_that_is_less_is_refused(declared: str) -> None:
    with pytest.raises(ValueError, match=rf"{declared} is too low: a minor change after 1\.4\.2 is at least 1\.5\.0"):
        following(LAST, "minor", declared)


@pytest.mark.parametrize("declared", ["", "1", "1.5", "01.5.0", "1.5.0-rc1", "newest", "١.٥.٠"])
def test_what_is_no_version_is_refused(declared: str) -> None:
    with pytest.raises(ValueError, match="is not a version"):
        following(LAST, "minor", declared)


def test_versions_are_ordered_as_numbers() -> None:
    assert Version(1, 9, 0) < Version(1, 10, 0)
    assert of_folder("v1.10.0") == Version(1, 10, 0)
    assert of_folder("latest") is None


def test_nothing_is_published_under_a_lesser_version(output: Path) -> None:
    with pytest.raises(ReleaseRefused, match=r"1\.0\.1 is too low: .* at least 1\.1\.0") as refused:
        publish(tables(), output, version="1.0.1")
    assert "\n" not in str(refused.value)
    assert not (output / "v1.0.1").exists()
    assert publish(tables(), output, version="2.0.0").version == "2.0.0"
