"""README.md is true: what it shows is what the code gives, and what it names is there."""

import re

import pytest

from flows.reading.formats import FORMATS
from tests.readme import README, ROOT, renewed

TEXT = README.read_text(encoding="utf-8")


@pytest.mark.skipif(not any((ROOT / "raw").glob("*.yaml")), reason="it shows what is found in raw/, which is not here")
def test_what_it_shows_is_what_the_code_gives() -> None:
    assert renewed(TEXT) == TEXT, "run `make docs`"


def test_every_target_of_make_is_there() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    named = set(re.findall(r"\bmake ([a-z-]+)(?=[`; ]|$)", TEXT, re.M))
    assert {"run", "test"} <= named <= set(targets)


def test_every_path_is_there() -> None:
    named = set(re.findall(r"`((?:flows|schemas|raw|output|tests|\.ci)/[\w./-]*|[A-Z][A-Z-]+(?:\.md)?)`", TEXT))
    assert [path for path in sorted(named) if "NAME" not in path and not _is_there(path)] == []


def _is_there(path: str) -> bool:
    return any((folder / path).exists() for folder in (ROOT, ROOT / "output" / "latest"))


def test_every_type_of_file_is_named() -> None:
    assert [suffix for suffix in FORMATS if suffix not in TEXT] == []
