"""What is lost and what is new when a gold document comes in another format: `python -m tests.gold.rendering.parity`.

A fact is the same where body, area, grade and `historic` agree, or body, measure, figure, threats and period, or the
name of a person or organisation. `lost`: in the plain text, not in the rendering. `wrong`: in the rendering, neither in
the plain text nor in the labels.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
_IDENTITY: Mapping[str, tuple[str, ...]] = {
    "ratings": ("body_id", "area", "grade", "historic"),
    "disruptions": ("body_id", "measure", "count", "share_percent", "rate", "threats", "period_start", "period_end"),
    "stakeholders": ("kind", "stakeholder_id"),
}
Render = Callable[[Sequence[Piece], str], bytes]
Fact = tuple[str, tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format and what makes a file of it."""

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
    # Chromium prints this page; one browser for all documents, before they are compared.
    "pdf chromium": Format(".pdf", _page("news", "caption")),
}


BY_BROWSER = frozenset({"pdf chromium"})


@dataclass(frozen=True, slots=True)
class Compared:
    """What one document gives in one format against its plain text: the facts of that, those lost, those wrong."""

    document_id: str
    format: str
    has_table: bool
    facts: tuple[Fact, ...]
    lost: tuple[Fact, ...]
    wrong: tuple[Fact, ...]


def write_all(path: Path, formats: Sequence[str], folder: Path, page: Page | None) -> None:
    """Write a gold document in each format; without a `page` of a browser not what that prints."""
    text = without_notice(read(path))
    pieces = pieces_of(text)
    for name in formats:
        if (name in BY_BROWSER) is (page is not None):
            content = FORMATS[name].render(pieces, text.title or "")
            file = file_of(folder, path, name)
            file.write_bytes(printed.printed(page, content) if page else content)


def file_of(folder: Path, path: Path, name: str) -> Path:
    """Where a document stands in a format."""
    place = folder / name.replace(" ", "-")
    place.mkdir(exist_ok=True)
    return place / f"{path.stem}{FORMATS[name].suffix}"


def compare_all(path: Path, labels: dict[str, Any], formats: Sequence[str], folder: Path) -> list[Compared]:
    """One gold document in each format against its plain text; what a browser printed is in the folder."""
    write_all(path, formats, folder, None)
    text = without_notice(read(path))
    pieces = pieces_of(text)
    known = _facts(text)
    right = {key for key, _ in _keys_of_labels(labels)}
    found = []
    for name in formats:
        rendered = _read_back(text, file_of(folder, path, name))
        facts = _facts(rendered) if rendered else {}
        wrong = [fact for fact, keys in facts.items() if fact not in known and not right & keys]
        lost = [fact for fact in known if fact not in facts]
        has_table = any(piece.grid for piece in pieces)
        found.append(Compared(path.stem, name, has_table, tuple(known), _in_order(lost), _in_order(wrong)))
    return found


def _in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted(facts, key=repr))


def _read_back(text: Document, file: Path) -> Document | None:
    """The document as it is read from a file, with what is known about it as a sidecar says it."""
    try:
        document = read(file)
    except ReadingError:
        return None
    about = ("title", "publisher", "source_url", "published_on", "published_on_basis", "licence")
    return replace(document, **{name: getattr(text, name) for name in about})


def _facts(document: Document) -> dict[Fact, set[tuple[str, ...]]]:
    """The facts of a document, each with the keys that labels have."""
    rows = consolidate([document], entries_of([document], [extract(document)]), [])
    return {
        (table, tuple(row[name] for name in names)): {(table, *key) for key in fact_item(table, row, {}).keys}
        for table, names in _IDENTITY.items()
        for row in rows[table]
    }


def _keys_of_labels(labels: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], bool]]:
    for table in _IDENTITY:
        for label in labels[table]:
            for key in label_item(table, label).keys:
                yield (table, *key), label["optional"]


def figures(compared: Sequence[Compared]) -> dict[str, Any]:
    """Per format how many facts of each table there are, and how many are lost and wrong: for documents with a table
    and without."""
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
    """Measure and print; with --write also keep the figures where `make accuracy` finds them."""
    parser = argparse.ArgumentParser(prog="parity", description=__doc__)
    parser.add_argument("--format", action="append", choices=FORMATS, help="only this format (repeatable)")
    parser.add_argument("--only", action="append", metavar="DOC", help="only this document (repeatable)")
    parser.add_argument("--tables", action="store_true", help="only documents with a table")
    parser.add_argument("--every", type=int, default=5, metavar="N", help="every N-th of those without (default: 5)")
    parser.add_argument(
        "--errors", action="store_true", help="list what is lost and wrong, but not in held-out documents"
    )
    parser.add_argument("--write", action="store_true", help=f"write {RESULTS.name}")
    chosen = parser.parse_args(arguments)
    formats = chosen.format or [name for name in FORMATS if name not in BY_BROWSER or printed.browser()]
    articles = [each for each in labelled() if not chosen.only or each[0].stem in chosen.only]
    with_table = [any(block.table for block in read(path).blocks) for path, _ in articles]
    without = list(compress(articles, map(not_, with_table)))[:: 1 if chosen.only else chosen.every]
    articles = [*compress(articles, with_table), *([] if chosen.tables else without)]
    compared = _measure(articles, formats)
    split = {path.stem: labels["split"] for path, labels in articles}
    if chosen.errors:
        for each in compared:
            if split[each.document_id] != "held-out":
                lines = [("lost", fact) for fact in each.lost] + [("wrong", fact) for fact in each.wrong]
                sys.stdout.writelines(f"{each.document_id} {each.format}: {what} {fact}\n" for what, fact in lines)
    found = figures(compared)
    if chosen.write:
        RESULTS.write_text(json.dumps({"about": ABOUT, **found}, indent=2) + "\n", encoding="utf-8", newline="\n")
    for name, kinds in found.items():
        for kind, each in kinds.items():
            print(_line(f"{name}, {kind}", each))


def _line(name: str, counts: Mapping[str, Any]) -> str:
    """One line for people: ratings and disruptions together, then stakeholders."""
    parts = [f"{name:42} {counts['documents']:5} documents"]
    for title, tables in (("facts", ("ratings", "disruptions")), ("stakeholders", ("stakeholders",))):
        facts, lost, wrong = (sum(counts[table][what] for table in tables) for what in ("facts", "lost", "wrong"))
        share = 100 / (facts or 1)
        parts.append(f"{facts:5} {title}: lost {lost} ({share * lost:.2f} %), wrong {wrong} ({share * wrong:.2f} %)")
    return "  ".join(parts)


if __name__ == "__main__":
    main()
