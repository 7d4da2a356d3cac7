"""Measure the facts that other formats of gold documents lose and get wrong: `python -m tests.gold.rendering.parity`.

Facts are the same if body, area, grade and `historic` agree, or body, measure, figure, threats and period, or the name
of a person or organisation. A fact is `lost` if it is found in the plain text and not in the rendering, and `wrong` if
it is found in the rendering and neither the plain text nor a label has it.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import compress
from operator import not_
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Page

from flows.consolidation import consolidate
from flows.extraction import extract
from flows.reading import Document, ReadingError, read
from tests.consolidation.invented import entries_of
from tests.gold.comparing import fact_item, label_item
from tests.gold.measure import FORMATS as RESULTS
from tests.gold.measure import labelled, without_notice
from tests.gold.rendering import pages, printed, word
from tests.gold.rendering.pieces import Piece, pieces_of

ABOUT = (
    "The gold articles as web pages, Word files and PDF that the project makes of them: of the facts found in the "
    "plain text, how many are lost in each format, and how many are found that neither the text nor a label has. "
    "Measured on all articles with a table or list of pairs, and on every fifth of the others."
)
# The columns of each table that tell its facts apart.
_IDENTITY: Mapping[str, tuple[str, ...]] = {
    "ratings": ("body_id", "area", "grade", "historic"),
    "disruptions": ("body_id", "measure", "count", "share_percent", "rate", "threats", "period_start", "period_end"),
    "stakeholders": ("kind", "stakeholder_id"),
}
Render = Callable[[Sequence[Piece], str], bytes]
# A table, and the values of the columns that tell its facts apart.
Fact = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the suffix of its files, and the function that makes one of pieces and a title."""

    suffix: str
    render: Render


def _page(skin: str, style: str) -> Render:
    return lambda pieces, title: pages.page_of(pieces, title, skin, style)


def _drawn(columns: int, ruled: bool) -> Render:
    return lambda pieces, title: printed.drawn(pieces, columns, ruled)


FORMATS: Mapping[str, Format] = {
    **{f"html {skin} {style}": Format(".html", _page(skin, style)) for skin, style in pages.PAGES},
    "docx": Format(".docx", lambda pieces, title: word.word_of(pieces, merged=False)),
    "docx merged": Format(".docx", lambda pieces, title: word.word_of(pieces, merged=True)),
    **{
        f"pdf {columns} column{'s'[: columns - 1]} {'ruled' if ruled else 'unruled'}": Format(
            ".pdf", _drawn(columns, ruled)
        )
        for columns in (1, 2)
        for ruled in (True, False)
    },
    # This makes a web page; Chromium prints the pages of all documents before the documents are compared.
    "pdf chromium": Format(".pdf", _page("news", "caption")),
}
BY_BROWSER = frozenset({"pdf chromium"})


@dataclass(frozen=True, slots=True)
class Compared:
    """The facts of a document's plain text, and those lost and wrong in one format of it."""

    document_id: str
    format: str
    has_table: bool
    facts: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    wrong: tuple[Fact, ...]


def write_all(path: Path, formats: Sequence[str], folder: Path, page: Page | None) -> None:
    """Write a gold document in those formats that a browser prints, if `page` is given, else in all others."""
    text = without_notice(read(path))
    pieces = pieces_of(text)
    for name in formats:
        if (name in BY_BROWSER) is (page is not None):
            content = FORMATS[name].render(pieces, text.title or "")
            file = file_of(folder, path, name)
            file.write_bytes(printed.printed(page, content) if page else content)


def file_of(folder: Path, path: Path, name: str) -> Path:
    """Return the path of a document in a format; its folder is made."""
    place = folder / name.replace(" ", "-")
    place.mkdir(exist_ok=True)
    return place / f"{path.stem}{FORMATS[name].suffix}"


def compare_all(path: Path, labels: dict[str, Any], formats: Sequence[str], folder: Path) -> list[Compared]:
    """Compare each format of a gold document with its plain text. Files that a browser prints are in the folder."""
    write_all(path, formats, folder, None)
    text = without_notice(read(path))
    pieces = pieces_of(text)
    known = _facts(text)
    right = _keys_of_labels(labels)
    has_table = any(piece.grid for piece in pieces)
    compared = []
    for name in formats:
        rendered = _read_back(text, file_of(folder, path, name))
        facts = _facts(rendered) if rendered else {}
        wrong = [fact for fact, keys in facts.items() if fact not in known and not right & keys]
        lost = [fact for fact in known if fact not in facts]
        compared.append(Compared(path.stem, name, has_table, tuple(known), _in_order(lost), _in_order(wrong)))
    return compared


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=repr))


def _read_back(text: Document, file: Path) -> Document | None:
    """Return the document as it is read from a file, with the metadata of its text; None if it cannot be read."""
    try:
        document = read(file)
    except ReadingError:
        return None
    about = ("title", "publisher", "source_url", "published_on", "published_on_basis", "licence")
    return replace(document, **{name: getattr(text, name) for name in about})


def _facts(document: Document) -> dict[Fact, set[tuple[str, ...]]]:
    """Return the facts of a document, each with the keys that labels of it may have."""
    rows = consolidate([document], entries_of([document], [extract(document)]), [])
    return {
        (table, tuple(row[name] for name in names)): {(table, *key) for key in fact_item(table, row, {}).keys}
        for table, names in _IDENTITY.items()
        for row in rows[table]
    }


def _keys_of_labels(labels: Mapping[str, Any]) -> set[tuple[str, ...]]:
    """Return the keys of all labels of a document, optional ones too."""
    return {(table, *key) for table in _IDENTITY for label in labels[table] for key in label_item(table, label).keys}


def figures(compared: Sequence[Compared]) -> dict[str, Any]:
    """Return, for each format, and for documents with a table and without, how many facts of each table there are, and
    how many of them are lost and wrong."""
    result: dict[str, Any] = {}
    for name in dict.fromkeys(each.format for each in compared):
        for kind, with_table in (("with a table", True), ("without", False)):
            some = [each for each in compared if each.format == name and each.has_table is with_table]
            counts: dict[str, Any] = {"documents": len(some)}
            for table in _IDENTITY:
                counts[table] = {
                    what: sum(fact[0] == table for each in some for fact in getattr(each, what))
                    for what in ("facts", "lost", "wrong")
                }
            result.setdefault(name, {})[kind] = counts
    return result


def _compare_one(job: tuple[Path, dict[str, Any], Sequence[str], Path]) -> list[Compared]:
    return compare_all(*job)


def _measure(articles: Sequence[tuple[Path, dict[str, Any]]], formats: Sequence[str]) -> list[Compared]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        if BY_BROWSER & {*formats}:
            with printed.printer() as page:
                for path, _ in articles:
                    write_all(path, formats, folder, page)
        jobs = [(path, labels, formats, folder) for path, labels in articles]
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            return [each for some in pool.map(_compare_one, jobs, chunksize=8) for each in some]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; with --write also write the figures to the file that `make accuracy` reads."""
    chosen = _arguments(arguments)
    formats = chosen.format or [name for name in FORMATS if name not in BY_BROWSER or printed.browser()]
    articles = _articles(chosen)
    compared = _measure(articles, formats)
    if chosen.errors:
        split = {path.stem: labels["split"] for path, labels in articles}
        for each in compared:
            if split[each.document_id] != "held-out":
                lines = [("lost", fact) for fact in each.lost] + [("wrong", fact) for fact in each.wrong]
                sys.stdout.writelines(f"{each.document_id} {each.format}: {what} {fact}\n" for what, fact in lines)
    by_format = figures(compared)
    if chosen.write:
        RESULTS.write_text(json.dumps({"about": ABOUT, **by_format}, indent=2) + "\n", encoding="utf-8", newline="\n")
    for name, kinds in by_format.items():
        for kind, each in kinds.items():
            print(_line(f"{name}, {kind}", each))


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="parity", description=__doc__)
    parser.add_argument("--format", action="append", choices=FORMATS, help="only this format (repeatable)")
    parser.add_argument("--only", action="append", metavar="DOC", help="only this document (repeatable)")
    parser.add_argument("--tables", action="store_true", help="only documents with a table")
    parser.add_argument("--every", type=int, default=5, metavar="N", help="every N-th of those without (default: 5)")
    parser.add_argument(
        "--errors", action="store_true", help="list what is lost and wrong, but not in held-out documents"
    )
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    return parser.parse_args(arguments)


def _articles(chosen: argparse.Namespace) -> list[tuple[Path, dict[str, Any]]]:
    """Return the articles to measure: all with a table, and every N-th of the others unless only some are wanted."""
    articles = [each for each in labelled() if not chosen.only or each[0].stem in chosen.only]
    with_table = [any(block.table for block in read(path).blocks) for path, _ in articles]
    without = list(compress(articles, map(not_, with_table)))[:: 1 if chosen.only else chosen.every]
    return [*compress(articles, with_table), *([] if chosen.tables else without)]


def _line(name: str, counts: Mapping[str, Any]) -> str:
    """Return a line for people: ratings and disruptions together, then stakeholders."""
    parts = [f"{name:42} {counts['documents']:5} documents"]
    for title, tables in (("facts", ("ratings", "disruptions")), ("stakeholders", ("stakeholders",))):
        facts, lost, wrong = (sum(counts[table][what] for table in tables) for what in ("facts", "lost", "wrong"))
        share = 100 / (facts or 1)
        parts.append(f"{facts:5} {title}: lost {lost} ({share * lost:.2f} %), wrong {wrong} ({share * wrong:.2f} %)")
    return "  ".join(parts)


if __name__ == "__main__":
    main()
