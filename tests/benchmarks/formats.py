"""How fast each format is read: the same articles as plain text, Markdown, web pages, Word files and PDF."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from flows.reading import read
from tests.benchmarks.timing import seconds
from tests.gold.measure import without_notice
from tests.gold.rendering.parity import FORMATS
from tests.gold.rendering.pieces import Grid, Piece, pieces_of

ARTICLES = Path(__file__).parent.parent / "gold" / "articles"
_RENDERED = {"web page": "html news caption", "Word": "docx", "PDF": "pdf 1 column ruled"}
_READERS = {".html": "flows.reading.html", ".docx": "flows.reading.docx", ".pdf": "flows.reading.pdf"}


@dataclass(frozen=True)
class Reading:
    """What reading one format costs: the median of rounds, and in each how many times as long as plain text."""

    name: str
    kilobytes: float
    documents_per_second: float
    processor_ms: float
    ratios: list[float]


def measure(every: int = 40, rounds: int = 5) -> list[Reading]:
    """Read every so many-th gold article in each format, one format right after the other, so many times."""
    with TemporaryDirectory() as name:
        files = _files(sorted(ARTICLES.glob("*.txt"))[::every], Path(name))
        for path in chain.from_iterable(files.values()):
            read(path)  # what is loaded once is loaded now
        times: Mapping[str, list[float]] = defaultdict(list)
        for turn in range(rounds):
            order = list(files)
            for kind in order[turn % len(order) :] + order[: turn % len(order)]:
                times[kind].append(seconds(lambda kind=kind: [read(path) for path in files[kind]]))  # type: ignore[misc]
        return [
            Reading(
                kind,
                sum(path.stat().st_size for path in paths) / 1_000 / len(paths),
                len(paths) / median(times[kind]),
                _processor_ms(paths),
                [one / plain for one, plain in zip(times[kind], times["plain text"], strict=True)],
            )
            for kind, paths in files.items()
        ]


def _processor_ms(paths: Sequence[Path]) -> float:
    """Processor time of a document where its reader runs in this process, without what the process apart costs."""
    data = [path.read_bytes() for path in paths]
    reader = _READERS.get(paths[0].suffix)
    started = time.process_time()
    if reader:
        module = import_module(reader)
        for each in data:
            module.read(each)
    else:
        for path in paths:
            read(path)
    return 1_000 * (time.process_time() - started) / len(paths)


def _files(articles: Sequence[Path], folder: Path) -> dict[str, list[Path]]:
    """The articles in each format."""
    files: dict[str, list[Path]] = defaultdict(list)
    for path in articles:
        document = without_notice(read(path))
        pieces = pieces_of(document)
        rendered = {kind: FORMATS[name] for kind, name in _RENDERED.items()}
        made = [
            ("plain text", ".txt", document.text.encode()),
            ("Markdown", ".md", "\n\n".join(map(markdown, pieces)).encode()),
            *((kind, each.suffix, each.render(pieces, document.title or "")) for kind, each in rendered.items()),
        ]
        for kind, suffix, data in made:
            files[kind].append(folder / f"{path.stem}{suffix}")
            files[kind][-1].write_bytes(data)
    return files


def markdown(piece: Piece) -> str:
    """A piece as Markdown."""
    if piece.grid:
        return "\n".join(_rows(piece.grid))
    if piece.items:
        return "\n".join(f"{'  ' * (level - 1)}- {text}" for level, text in piece.items)
    mark = {"heading": "#" * piece.level + " ", "quotation": "> "}.get(piece.kind, "")
    return mark + piece.text


def _rows(grid: Grid) -> Iterator[str]:
    for number, row in enumerate(grid.rows):
        yield f"| {' | '.join(cell.text for cell in row)} |"
        if number == max(0, grid.head_rows - 1):
            yield "|" + "---|" * grid.width
