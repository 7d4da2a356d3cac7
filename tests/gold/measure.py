"""Measure the extraction on the gold articles of the project: `python -m tests.gold.measure`, or `make accuracy`.

README.md beside this module says what counts as right, and which articles are tuned or held out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from flows.consolidation.facts import ACCURACY, Row
from flows.extraction import extract
from flows.extraction.claims import Extraction
from flows.reading import Document, read
from flows.reading.plain import blocks_of_plain
from tests.gold.apart import consolidated_apart
from tests.gold.comparing import ATTRIBUTES, fact_item, label_item, pair, rules_behind
from tests.gold.reliability import kept
from tests.gold.reporting import confusions, show
from tests.gold.scoring import SPLITS, Compared, accuracy

# A document, what was extracted from it, its file and its labels.
Article = tuple[Document, Extraction, Path, dict[str, Any]]

GOLD = Path(__file__).parent
# How many facts are lost and wrong in other formats of the same articles; `make parity` writes this file.
FORMATS = GOLD / "rendering" / "parity.json"
# How well held-out documents are read that retell real pages; `make accuracy` writes this file.
RETOLD = GOLD / "retold.json"
ABOUT = (
    "How well the extraction does on articles that the project itself wrote and labelled: real bodies, invented "
    "people, grades and figures. The judges learned from those of the split 'tuned', so their figures flatter; those "
    "of 'held-out' only measure. The precision of a rule is taken over both, and is the confidence of its claims but "
    "for those of judges, which have a probability each. Intervals are of 95 %: Wilson for shares, a "
    "bootstrap over documents for F1. How well it does on other texts, these figures do not say."
)
ROW_IDS = {"ratings": "rating_id", "disruptions": "disruption_id", "stakeholders": "stakeholder_id"}


def labelled(gold: Path = GOLD) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each article with its labels, in order of name.

    Raises FileNotFoundError if an article has no labels, or labels have no article.
    """
    articles = {p.stem: p for p in sorted((gold / "articles").iterdir()) if p.suffix not in (".yaml", ".yml")}
    labels = {p.stem: p for p in sorted((gold / "labels").glob("*.json"))}
    if alone := sorted(articles.keys() ^ labels.keys()):
        raise FileNotFoundError(f"an article without labels, or labels without their article: {', '.join(alone)}")
    for stem, path in articles.items():
        yield path, json.loads(labels[stem].read_text(encoding="utf-8"))


def without_notice(document: Document) -> Document:
    """Return an article without its first line, which says that it is invented: no real page has such a line."""
    notice, _, text = document.text.partition("\n")
    if not notice.startswith("[Invented"):
        return document
    text = text.lstrip("\n")
    return replace(document, text=text, blocks=blocks_of_plain(text, document.media_type == "text/markdown"))


def compare(path: Path, labels: dict[str, Any]) -> Compared:
    """Read, extract and consolidate one article, and pair its facts with its labels."""
    (compared,) = compare_all([_article(path, labels)])
    return compared


def _article(path: Path, labels: dict[str, Any]) -> Article:
    document = without_notice(read(path))
    return document, extract(document), path, labels


def compare_all(articles: Iterable[Article]) -> list[Compared]:
    """Consolidate articles, each as if it were the only one, and pair the facts of each with its labels."""
    extracted = [*articles]
    rows = consolidated_apart([(document, extraction) for document, extraction, _, _ in extracted])
    return [_compared(path, labels, each) for (_, _, path, labels), each in zip(extracted, rows, strict=True)]


def _compared(path: Path, labels: dict[str, Any], rows: Mapping[str, Sequence[Row]]) -> Compared:
    rules = rules_behind(rows["evidence"])
    return Compared(
        document_id=path.stem,
        split=labels["split"],
        pairs={
            table: pair(
                [label_item(table, label) for label in labels[table]],
                [fact_item(table, row, rules[table, str(row[ROW_IDS[table]])]) for row in rows[table]],
            )
            for table in ATTRIBUTES
        },
    )


def accuracy_json(figures: dict[str, Any]) -> str:
    """Return all figures as the JSON that a release carries, and from which consolidation takes the precision of rules.

    The figures of retold pages and of other formats are those that `make accuracy` and `make parity` wrote last, the
    reliability curves those of `make train`.
    """
    retold, formats = (json.loads(path.read_text(encoding="utf-8")) for path in (RETOLD, FORMATS))
    content = {"about": ABOUT, **figures, "retold": retold, "reliability": kept(), "formats": formats}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _may_be_read(compared: Sequence[Compared], *, chosen: bool) -> list[Compared]:
    """Return the articles whose errors are listed: held-out ones only if chosen, so that no rule is made for them."""
    return [each for each in compared if chosen or each.split != "held-out"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print; with --write also write the figures to the files that releases carry."""
    parser = argparse.ArgumentParser(prog="measure", description="Measure the extraction on the gold articles.")
    printed = parser.add_mutually_exclusive_group()
    printed.add_argument("--errors", action="store_true", help="only list what is missed, spurious or wrong")
    printed.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--only", action="append", metavar="DOC", help="only this article (repeatable)")
    parser.add_argument("--split", choices=SPLITS, help="only the articles of this split")
    parser.add_argument("--write", action="store_true", help=f"write {ACCURACY.name} and {RETOLD.name}")
    chosen = parser.parse_args(arguments)
    if chosen.write and (chosen.only or chosen.split):
        parser.error("--write takes all articles")
    compared = compare_all(
        _article(path, labels)
        for path, labels in labelled()
        if (not chosen.only or path.stem in chosen.only) and chosen.split in (None, labels["split"])
    )
    if not compared:
        parser.error("no such article")
    figures = accuracy(compared)
    if chosen.write:
        from tests.gold.retold import written  # which compares documents as this module does

        RETOLD.write_text(written(), encoding="utf-8", newline="\n")
        ACCURACY.write_text(accuracy_json(figures), encoding="utf-8", newline="\n")
    if chosen.json:
        sys.stdout.write(accuracy_json(figures))
        return
    errors = confusions(_may_be_read(compared, chosen=bool(chosen.only or chosen.split)))
    if chosen.errors:
        sys.stdout.writelines(f"{line}\n" for line in errors)
    else:
        show(figures, errors)


if __name__ == "__main__":
    main()
