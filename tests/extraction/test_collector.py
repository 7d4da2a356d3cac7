"""Extraction keeps Python's garbage collector off while it works, and leaves it as it was."""

import gc
from collections.abc import Iterator

import pytest

from flows.extraction import extracting
from flows.reading import read_bytes

DOCUMENT = read_bytes(b"Kent Police was rated good at preventing crime.")


@pytest.fixture(params=[True, False], ids=["on", "off"])
def collecting(request: pytest.FixtureRequest) -> Iterator[bool]:
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield bool(request.param)
    (gc.enable if before else gc.disable)()


def test_the_collector_is_left_as_it_was(collecting: bool) -> None:
    extracting.extract(DOCUMENT)
    assert gc.isenabled() is collecting


def test_the_collector_is_off_meanwhile_and_left_as_it_was_after_a_failure(
    collecting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        assert not gc.isenabled()
        raise ZeroDivisionError

    monkeypatch.setattr(extracting, "facts_of", fail)
    with pytest.raises(ZeroDivisionError):
        extracting.extract(DOCUMENT)
    assert gc.isenabled() is collecting
