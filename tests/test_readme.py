"""The README files are true: what they show is what the code gives, and what they name is there."""

import re
from pathlib import Path

import pytest

from flows.reading.formats import FORMATS
from schemas.tables import TABLES
from schemas.vocabularies import FOLDER
from tests.picture import PICTURE, drawn
from tests.readme import PAGES, ROOT, renewed

TEXTS = {path: path.read_text(encoding="utf-8") for path in PAGES}
FRONT = TEXTS[ROOT / "README.md"]
SCHEMAS = TEXTS[ROOT / "schemas" / "README.md"]
EVERY_PAGE = pytest.mark.parametrize("path", [*PAGES, ROOT / "raw/corrections/README.md"], ids=str)
# What a journalist reads to the end.
LONGEST_FRONT = 12 * 1024


@pytest.mark.skipif(not any((ROOT / "raw").glob("*.yaml")), reason="it shows what is found in raw/, which is not here")
@pytest.mark.parametrize("path", PAGES, ids=str)
def test_what_it_shows_is_what_the_code_gives(path: Path) -> None:
    assert renewed(TEXTS[path]) == TEXTS[path], "run `make docs`"


def test_the_picture_is_of_the_newest_release() -> None:
    assert PICTURE.read_text(encoding="utf-8") == drawn(ROOT / "output" / "latest"), "run `make picture`"


def test_the_front_page_can_be_read_to_the_end() -> None:
    assert len(FRONT.encode()) <= LONGEST_FRONT


@EVERY_PAGE
def test_no_command_cuts_quoted_csv_at_its_commas(path: Path) -> None:
    assert not re.search(r"\bcut -d|\bawk -F", path.read_text(encoding="utf-8"))


def test_every_target_of_make_is_there() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    named = set(re.findall(r"\bmake ([a-z-]+)(?=[`; ]|$)", "\n".join(TEXTS.values()), re.M))
    assert {"run", "test"} <= named <= set(targets)


@EVERY_PAGE
def test_every_path_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:flows|schemas|raw|output|tests|\.ci)/[\w./-]*|[A-Z][A-Z-]+(?:\.md)?)`", text))
    made_on_this_page = set(re.findall(r"<!-- file: (\S+) -->", text))
    assert [name for name in sorted(named - made_on_this_page) if "NAME" not in name and not _is_there(name)] == []


@EVERY_PAGE
def test_every_link_leads_somewhere(path: Path) -> None:
    wrong = []
    for link in re.findall(r"\]\((?!https?:)([^)\s]+)\)", path.read_text(encoding="utf-8")):
        name, _, anchor = link.partition("#")
        target = path.parent / name if name else path
        if not target.exists() or (anchor and anchor not in _anchors(target)):
            wrong.append(link)
    assert wrong == []


def test_every_type_of_file_is_named() -> None:
    assert [suffix for suffix in FORMATS if suffix not in FRONT] == []


def test_every_vocabulary_is_described_with_its_columns() -> None:
    lines = re.findall(r"^\| `(\w+\.csv)` .*\| (.*) \|$", SCHEMAS, re.M)
    said = {name: re.findall(r"`(\w+)`", columns) for name, columns in lines}
    there = {path.name: path.read_text("utf-8").split("\n", 1)[0].split(",") for path in FOLDER.glob("*.csv")}
    assert said == there


def test_every_table_has_its_module_described() -> None:
    assert [name for name in TABLES if f"`{name}.py`" not in SCHEMAS] == []


def test_every_column_and_code_is_explained_in_the_release() -> None:
    text = (ROOT / "output" / "latest" / "README.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([^`]+)` \|", text, re.M))
    columns = [column for table in TABLES.values() for column in table.columns]
    assert {column.name for column in columns} <= explained
    assert {code for column in columns for code in column.constraints.get("enum", ())} <= explained
    assert {*re.findall(r"\]\(#([^)]+)\)", text)} <= _anchors(ROOT / "output" / "latest" / "README.md")


def _is_there(path: str) -> bool:
    return any((folder / path).exists() for folder in (ROOT, ROOT / "output" / "latest"))


def _anchors(page: Path) -> set[str]:
    """What a heading is linked to by, as GitHub makes it."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
