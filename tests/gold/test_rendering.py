"""Gold articles state the same as web pages, Word files and PDF as they do as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.reading import read
from flows.reading.formats import FORMATS as KINDS
from tests.gold.measure import labelled, without_notice
from tests.gold.rendering.parity import BY_BROWSER, FORMATS, Compared, compare_all, figures, write_all
from tests.gold.rendering.pieces import pieces_of
from tests.gold.rendering.printed import browser, printer
from tests.reading.blocks_hold import broken
from tests.reading.making import document_of

# Tuned articles with tables and lists, the last with most facts; all are measured by `make parity`.
SAMPLE = ("ab03", "u14")


@pytest.fixture(scope="module", params=[SAMPLE[1:], pytest.param(SAMPLE, marks=pytest.mark.slow)])
def compared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Compared]:
    folder = tmp_path_factory.mktemp("rendered")
    articles = [each for each in labelled() if each[0].stem in request.param]
    formats = [name for name in FORMATS if name not in BY_BROWSER or browser()]
    if browser():
        with printer() as page:
            for path, _ in articles:
                write_all(path, formats, folder, page)
    return [each for path, labels in articles for each in compare_all(path, labels, formats, folder)]


def test_every_format_is_read_back_with_nearly_all_facts_and_none_that_is_wrong(compared: list[Compared]) -> None:
    for name in {each.format for each in compared}:
        some = [each for each in compared if each.format == name]
        lost, facts = sum(len(each.lost) for each in some), sum(len(each.facts) for each in some)
        assert facts > 20
        assert lost <= 0.1 * facts, name
        assert not [fact for each in some for fact in each.wrong], name


def test_figures_count_each_fact_once(compared: list[Compared]) -> None:
    counts = figures(compared)
    documents = {each.document_id for each in compared}
    for name in {each.format for each in compared}:
        kinds = counts[name]
        assert sum(kinds[kind]["documents"] for kind in kinds) == len(documents)
        facts = sum(
            kinds[kind][table]["facts"] for kind in kinds for table in ("ratings", "disruptions", "stakeholders")
        )
        assert facts == sum(len(each.facts) for each in compared if each.format == name)


def test_a_rendering_is_the_same_each_time(tmp_path: Path) -> None:
    path = next(path for path, _ in labelled() if path.stem == SAMPLE[0])
    formats = [name for name in FORMATS if name not in BY_BROWSER and not name.startswith("docx")]
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_all(path, formats, tmp_path / name, None)
    files = sorted(file.relative_to(tmp_path / "one") for file in (tmp_path / "one").rglob("*.*"))
    assert files
    assert all((tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes() for file in files)


SETS = Path(__file__).parent / "sets"
# Without the format that a browser prints, which is read as other tagged PDF files are.
OFFLINE = [name for name in FORMATS if name not in BY_BROWSER]


def broken_renderings(path: Path, formats: list[str]) -> list[str]:
    """Return what is wrong with the blocks of a gold document, as it is and in some formats."""
    document = without_notice(read(path))
    pieces = pieces_of(document)
    problems = [f"{path.stem}: {problem}" for problem in broken(read(path))]
    for name in formats:
        made = FORMATS[name].render(pieces, document.title or "")
        rendered = document_of(made, KINDS[FORMATS[name].suffix])
        problems += [f"{path.stem} as {name}: {problem}" for problem in broken(rendered)]
    return problems


def test_the_blocks_of_every_rendering_hold() -> None:
    paths = [path for path, _ in labelled() if path.stem in SAMPLE]
    assert not [problem for path in paths for problem in broken_renderings(path, OFFLINE)]


@pytest.mark.slow
def test_the_blocks_of_every_gold_document_and_of_its_renderings_hold() -> None:
    """Each article as a web page, a Word file and a PDF, the skins and columns in turn; each file of the sets."""
    kinds = [[name for name in OFFLINE if FORMATS[name].suffix == suffix] for suffix in (".html", ".docx", ".pdf")]
    problems = [
        problem
        for number, (path, _) in enumerate(labelled())
        for problem in broken_renderings(path, [names[number % len(names)] for names in kinds])
    ]
    files = [path for path in SETS.rglob("*") if path.suffix in KINDS and path.name != "README.md"]
    assert len(files) > 100
    problems += [f"{path.name}: {problem}" for path in files for problem in broken(read(path))]
    assert not problems


def test_pairs_of_a_table_without_heads_keep_its_first_row() -> None:
    text = document_of(b"Grades of Kent Police\n\n| Leadership | Good |\n| Vetting | Adequate |\n", KINDS[".md"])
    grid = next(piece.grid for piece in pieces_of(text) if piece.grid)
    assert grid.pairs == [("Leadership", "Good"), ("Vetting", "Adequate")]
