"""The lessons that judges learn from: documents with their labels, and the family of each document.

A family is what one author wrote (a set of articles, the texts of one test) or what retells one page (`page` of its
labels). Its documents stay in one fold: what is learned from one of them is never measured on another.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flows.reading import ReadingError, read
from flows.reading.blocks import Block
from flows.reading.document import Document
from flows.reading.plain import blocks_of_plain
from tests.gold.measure import GOLD, labelled, without_notice

Label = Mapping[str, Any]
# Short texts, each a line of JSON with the ratings that it states.
PHRASES = GOLD / "phrases" / "ratings.jsonl"
# Short texts with figures of disruptions; what a label leaves out is null (`_EMPTY`).
FIGURES = GOLD / "phrases" / "figures.jsonl"
# Short texts with the organisation or the role of people, or with the relation of people and organisations.
PEOPLE = GOLD / "phrases" / "people.jsonl"
# Short texts with the speaker of each quotation.
SPOKEN = GOLD / "phrases" / "quotations.jsonl"
_EMPTY = dict.fromkeys(
    ("count", "share_percent", "rate", "rate_unit", "level", "strand", "lead", "period_start", "period_end")
)
# Sets of documents: a folder each, with the labels of NAME.* in NAME.labels.json.
SETS = GOLD / "sets"
_LABELS = ".labels.json"
# The names of the sets that were written for what judges misread, and are harder than documents are on average.
HARD_SETS = SETS / "hard.txt"
# Pages laid out as real sites lay them out; a test promises that nothing they state is lost.
LAYOUTS = GOLD.parent / "reading" / "layouts"
DATE = "report_published_on"
# This many texts in a row make one longer document.
JOINED = 3
# The documents that `read_ahead` has read, by file; None for one that cannot be read.
_read_before: dict[Path, Document | None] = {}


@dataclass(frozen=True, eq=False)
class Lesson:
    """A document with its labels, by table; `quotations`: the beginning of each quotation with its speaker.

    `kind`: `articles`, `joined`, the name of a set, `layouts`, or what short texts are (`phrases`, `promised`,
    `people`).
    """

    document: Document
    ratings: list[dict[str, Any]]
    family: str
    kind: str
    disruptions: list[dict[str, Any]] = field(default_factory=list)
    stakeholders: list[dict[str, Any]] = field(default_factory=list)
    quotations: list[dict[str, Any]] = field(default_factory=list)

    def labels(self, cell: str) -> bool:
        """Whether a stakeholder has a label for a cell, such as `role`."""
        return any(cell in each for each in self.stakeholders)


def lessons() -> list[Lesson]:
    """Return all lessons for the judges of ratings; never a document that is held out."""
    articles = list(_articles("tuned"))
    sets = list(tuned_of_sets())
    of_one_author = [lesson for lesson in sets if lesson.family == lesson.kind]
    return [*articles, *_phrases(), *_joined([*articles, *of_one_author]), *sets, *set_of(LAYOUTS, "layouts")]


def lessons_of_figures() -> list[Lesson]:
    """Return the lessons of ratings with short texts on figures in place of those on ratings."""
    return [*(each for each in lessons() if each.kind != "phrases"), *_phrases_of_figures()]


def lessons_of_stakeholders() -> list[Lesson]:
    """Return articles, documents of sets, and the short texts in which stakeholders or their relations are labelled."""
    return [*_with_stakeholders(), *(each for each in _phrases_of_people() if each.labels("relation"))]


def lessons_of_people() -> list[Lesson]:
    """Return articles, documents of sets, and the short texts on people and on quotations."""
    return [*_with_stakeholders(), *_phrases_of_people(), *_phrases_of_speakers()]


def _with_stakeholders() -> list[Lesson]:
    return [*_articles("tuned"), *tuned_of_sets(), *(each for each in _phrases_of_figures() if each.stakeholders)]


def read_ahead() -> None:
    """Read the tuned documents of sets, in several processes; this process and its forks need not read them again."""
    files = [path for folder in set_folders() for path, labels in files_of(folder) if labels["split"] == "tuned"]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        _read_before.update(zip(files, pool.map(_document, files, chunksize=8), strict=True))


def _document(path: Path) -> Document | None:
    """Return the document in a file; None if it cannot be read."""
    if path in _read_before:
        return _read_before[path]
    try:
        return read(path)
    except ReadingError:
        return None


def set_folders(names: Collection[str] = ()) -> list[Path]:
    """Return the folders of the sets with these names, or of all sets."""
    return [folder for folder in sorted(SETS.iterdir()) if folder.is_dir() and (not names or folder.name in names)]


def hard_sets() -> list[str]:
    """Return the names of the sets in `HARD_SETS`."""
    return HARD_SETS.read_text(encoding="utf-8").split()


def tuned_of_sets(names: Collection[str] = ()) -> Iterator[Lesson]:
    """Yield the tuned documents of the sets with these names, or of all sets."""
    return (lesson for folder in set_folders(names) for lesson in set_of(folder, "tuned"))


def share_of(every: list[Lesson], share: float) -> list[Lesson]:
    """Return about this share of the documents, always the same; a smaller share is part of every larger one."""
    drawn = {each.document.document_id: random.Random(each.document.document_id).random() for each in every}
    return [each for each in every if drawn[each.document.document_id] < share]


def _articles(split: str) -> Iterator[Lesson]:
    for path, labels in labelled():
        if labels["split"] == split:
            letters = re.match(r"[a-z]+", path.stem)
            family = letters.group() if letters else path.stem
            yield _lesson(without_notice(read(path)), labels, family, "articles")


def _lesson(document: Document, labels: dict[str, Any], family: str, kind: str) -> Lesson:
    people, quotations = labels.get("stakeholders", []), labels.get("quotations", [])
    return Lesson(document, labels["ratings"], family, kind, labels["disruptions"], people, quotations)


def set_of(folder: Path, split: str | None = None) -> Iterator[Lesson]:
    """Yield the documents of a set, or of one split of it. A document that cannot be read is left out."""
    for path, labels in files_of(folder):
        if split in (None, labels["split"]) and (document := _document(path)):
            yield _lesson(document, labels, labels.get("page", folder.name), folder.name)


def files_of(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield the file of each document of a set with its labels, in the order of their names."""
    files: dict[str, list[Path]] = {}  # to look through the folder for each of thousands of them takes long
    for file in folder.iterdir():
        files.setdefault(file.name.partition(".")[0], []).append(file)
    for labels in sorted(folder.glob(f"*{_LABELS}")):
        stem = labels.name.removesuffix(_LABELS)
        beside = (file for file in files[stem.partition(".")[0]] if file.name.startswith(f"{stem}."))
        (path,) = (file for file in beside if file.suffix != ".yaml" and file != labels)
        yield path, json.loads(labels.read_text(encoding="utf-8"))


def _phrases() -> Iterator[Lesson]:
    for number, line in enumerate(PHRASES.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        yield Lesson(plain(f"phrase-{number}", row["text"], row["published_on"]), row["ratings"], row["of"], "phrases")


def _phrases_of_figures() -> Iterator[Lesson]:
    for number, line in enumerate(FIGURES.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        document = plain(f"figure-{number}", row["text"], row["published_on"])
        document = replace(document, source_url=row.get("source_url"), publisher=row.get("publisher"))
        figures = [_EMPTY | label for label in row["disruptions"]]
        kind, stakeholders = row.get("kind", "phrases"), row.get("stakeholders", [])
        yield Lesson(document, [], row["of"], kind, figures, stakeholders, row.get("quotations", []))


def _phrases_of_people() -> Iterator[Lesson]:
    """Yield the short texts on people; each labels some cells of somebody: `organisation`, `role` or `relation`."""
    for number, line in enumerate(PEOPLE.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        document = replace(plain(f"people-{number}", row["text"], None), publisher=row.get("publisher"))
        organisations = row.get("people", {}).items()
        people = [{"kind": "person", "name": name, "organisation": its} for name, its in organisations]
        people += [{"kind": "person", "name": name, "role": role} for name, role in row.get("roles", {}).items()]
        stakeholders = [{**each, "optional": False} for each in (*people, *row.get("parts", ()))]
        yield Lesson(document, [], row["of"], "people", stakeholders=stakeholders)


def _phrases_of_speakers() -> Iterator[Lesson]:
    for number, line in enumerate(SPOKEN.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        yield Lesson(plain(f"said-{number}", row["text"], None), [], row["of"], "people", quotations=row["quotations"])


def plain(name: str, text: str, published_on: str | None) -> Document:
    """Return a plain text as a document."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    blocks = blocks_of_plain(text)
    return Document(name, text, digest, f"{name}.txt", digest, "text/plain", published_on=published_on, blocks=blocks)


def _joined(texts: Iterable[Lesson]) -> Iterator[Lesson]:
    """Yield longer documents: `JOINED` texts of a family one after another, with the ratings and figures of all. A
    quarter of the texts is enough: more taught the judges nothing."""
    families: dict[tuple[str, str], list[Lesson]] = defaultdict(list)
    for lesson in texts:
        families[lesson.family, lesson.document.media_type].append(lesson)
    for (family, media_type), group in sorted(families.items()):
        random.Random(family + media_type).shuffle(group)
        for first in range(0, len(group), 4 * JOINED):
            part = group[first : first + JOINED]
            if len(part) > 1 and media_type.startswith("text/") and "html" not in media_type:
                document, figures = _one_after_another(part), _figures_of_all(part)
                yield replace(
                    part[0], document=document, ratings=_ratings_of_all(part), kind="joined", disruptions=figures
                )


def _one_after_another(part: list[Lesson]) -> Document:
    text, blocks = "", []
    for lesson in part:
        blocks += [_shifted(block, len(text)) for block in lesson.document.blocks]
        text += lesson.document.text.strip("\n") + "\n\n"
    return replace(part[0].document, text=text, blocks=tuple(blocks))


def _ratings_of_all(part: list[Lesson]) -> list[dict[str, Any]]:
    """Return the ratings of several texts, each fact once, with the label of the first text that states it."""
    every = (label for lesson in reversed(part) for label in reversed(lesson.ratings))
    facts = {(label["body"], label["area"], label["grade"], label["historic"]): label for label in every}
    # "Today" is another day in each text, so the labels of joined texts give no report dates.
    return [{name: value for name, value in label.items() if name != DATE} for label in facts.values()]


def _figures_of_all(part: list[Lesson]) -> list[dict[str, Any]]:
    """Return the figures of several texts, each fact once, with the label of the first text that states it."""
    every = (label for lesson in reversed(part) for label in reversed(lesson.disruptions))
    cells = ("body", "measure", "count", "share_percent", "rate", "threats", "level", "strand", "lead", "period_start")
    return list({tuple(str(label.get(name)) for name in cells): label for label in every}.values())


def _shifted(block: Block, by: int) -> Block:
    """Return a copy of a block with all offsets moved by `by` characters (negative: towards the start of the text)."""
    if block.table is None:
        return replace(block, start=block.start + by, end=block.end + by)
    table = block.table
    rows = tuple(
        tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in cells) for cells in table.rows
    )
    caption = (table.caption[0] + by, table.caption[1] + by) if table.caption else None
    table = replace(table, rows=rows, caption=caption)
    return replace(block, start=block.start + by, end=block.end + by, table=table)
