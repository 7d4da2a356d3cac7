"""The documents that the judges learn from, each with its labels and the family that it is kept together with.

A family is written by one hand: a set of articles, the texts of one test; or after one page (`page` of its labels).
What is learned from one member of a family is never measured on another.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flows.reading import ReadingError, read
from flows.reading.blocks import shifted
from flows.reading.document import Document
from flows.reading.plain import blocks_of_plain
from tests.gold.measure import GOLD, labelled, without_notice

# Short texts with the ratings each states, a line of JSON each; they began as the texts of the tests of the rules.
PHRASES = GOLD / "phrases" / "ratings.jsonl"
# The same for figures of disruptions; what a label leaves out is none.
FIGURES = GOLD / "phrases" / "figures.jsonl"
# Short texts with the organisation of people they name, or with the parts of people and organisations, likewise.
PEOPLE = GOLD / "phrases" / "people.jsonl"
# The same with whose words their quotations hold.
SPOKEN = GOLD / "phrases" / "quotations.jsonl"
_EMPTY = dict.fromkeys(
    ("count", "share_percent", "rate", "rate_unit", "level", "strand", "lead", "period_start", "period_end")
)
# Sets of documents with their labels beside them, a folder each.
SETS = GOLD / "sets"
# Pages laid out as real sites lay them out, what each states is promised by a test.
LAYOUTS = GOLD.parent / "reading" / "layouts"
DATE = "report_published_on"
# So many texts make one longer document.
JOINED = 3


@dataclass(frozen=True, eq=False)
class Lesson:
    """A document with its labels. `kind`: articles, phrases, joined, or the name of a set."""

    document: Document
    ratings: list[dict[str, Any]]
    family: str
    kind: str
    disruptions: list[dict[str, Any]] = field(default_factory=list)
    stakeholders: list[dict[str, Any]] = field(default_factory=list)
    quotations: list[dict[str, Any]] = field(default_factory=list)


def lessons() -> list[Lesson]:
    """Everything to learn from: never an article that is held out."""
    articles = list(_articles("tuned"))
    sets = [lesson for folder in sorted(SETS.iterdir()) if folder.is_dir() for lesson in set_of(folder, "tuned")]
    of_one_hand = [lesson for lesson in sets if lesson.family == lesson.kind]
    return [*articles, *_phrases(), *_joined([*articles, *of_one_hand]), *sets, *set_of(LAYOUTS, "layouts")]


def lessons_of_figures() -> list[Lesson]:
    """As `lessons`, with short texts on figures in place of those on ratings, and every second of the joined ones."""
    every = lessons()
    joined = [lesson for lesson in every if lesson.kind == "joined"][::2]
    return [*(one for one in every if one.kind not in ("phrases", "joined")), *joined, *_phrases_of_figures()]


def lessons_of_stakeholders() -> list[Lesson]:
    """Articles, documents of sets, and the short texts in which stakeholders, or their parts, are labelled."""
    return [*_with_stakeholders(), *_phrases_of_people("relation")]


def lessons_of_affiliations() -> list[Lesson]:
    """The same, with the short texts on who is of which organisation in place of those on parts."""
    return [*_with_stakeholders(), *_phrases_of_people("organisation")]


def lessons_of_roles() -> list[Lesson]:
    """The same, with the short texts on what people are."""
    return [*_with_stakeholders(), *_phrases_of_people("role")]


def lessons_of_speakers() -> list[Lesson]:
    """Articles, documents of sets and short texts in which it is labelled whose words each quotation holds."""
    return [*(lesson for lesson in _with_stakeholders() if lesson.quotations), *_phrases_of_speakers()]


def _with_stakeholders() -> list[Lesson]:
    sets = (lesson for folder in sorted(SETS.iterdir()) if folder.is_dir() for lesson in set_of(folder, "tuned"))
    return [*_articles("tuned"), *sets, *(one for one in _phrases_of_figures() if one.stakeholders)]


def share_of(every: list[Lesson], share: float) -> list[Lesson]:
    """Some of the documents, the same whenever asked: a smaller share is part of a larger."""
    drawn = {one.document.document_id: random.Random(one.document.document_id).random() for one in every}
    return [one for one in every if drawn[one.document.document_id] < share]


def _articles(split: str) -> Iterator[Lesson]:
    for path, labels in labelled():
        if labels["split"] == split:
            family = re.match(r"[a-z]+", path.stem)
            of = family.group() if family else path.stem
            yield _lesson(without_notice(read(path)), labels, of, "articles")


def _lesson(document: Document, labels: dict[str, Any], family: str, kind: str) -> Lesson:
    people, quotations = labels.get("stakeholders", []), labels.get("quotations", [])
    return Lesson(document, labels["ratings"], family, kind, labels["disruptions"], people, quotations)


def set_of(folder: Path, split: str | None = None) -> Iterator[Lesson]:
    """The documents of a set; of one split only, if asked for. A document that cannot be read is left out."""
    for path in sorted(folder.glob("*.labels.json")):
        labels = json.loads(path.read_text(encoding="utf-8"))
        if split in (None, labels["split"]):
            stem = path.name.removesuffix(".labels.json")
            (raw,) = (p for p in folder.glob(f"{stem}.*") if p.suffix != ".yaml" and p != path)
            try:
                yield _lesson(read(raw), labels, labels.get("page", folder.name), folder.name)
            except ReadingError:
                continue


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


def _phrases_of_people(labelled: str) -> Iterator[Lesson]:
    """Those that say what is asked for of somebody: their `organisation`, their `role` or their `relation`."""
    for number, line in enumerate(PEOPLE.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        document = replace(plain(f"people-{number}", row["text"], None), publisher=row.get("publisher"))
        people = [{"kind": "person", "name": name, "organisation": of} for name, of in row.get("people", {}).items()]
        people += [{"kind": "person", "name": name, "role": role} for name, role in row.get("roles", {}).items()]
        stakeholders = [{**one, "optional": False} for one in (*people, *row.get("parts", ()))]
        if any(labelled in one for one in stakeholders):
            yield Lesson(document, [], row["of"], "people", stakeholders=stakeholders)


def _phrases_of_speakers() -> Iterator[Lesson]:
    for number, line in enumerate(SPOKEN.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        yield Lesson(plain(f"said-{number}", row["text"], None), [], row["of"], "people", quotations=row["quotations"])


def plain(name: str, text: str, published_on: str | None) -> Document:
    """A plain text as a document."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    blocks = blocks_of_plain(text)
    return Document(name, text, digest, f"{name}.txt", digest, "text/plain", published_on=published_on, blocks=blocks)


def _joined(articles: Iterable[Lesson]) -> Iterator[Lesson]:
    """Longer documents: some texts of a family one after another, with all their ratings."""
    families: dict[tuple[str, str], list[Lesson]] = defaultdict(list)
    for lesson in articles:
        families[lesson.family, lesson.document.media_type].append(lesson)
    for (family, media_type), group in sorted(families.items()):
        random.Random(family + media_type).shuffle(group)
        for first in range(0, len(group), JOINED):
            part = group[first : first + JOINED]
            if len(part) > 1 and media_type.startswith("text/") and "html" not in media_type:
                yield replace(
                    part[0],
                    document=_one_after_another(part),
                    ratings=_of_all(part),
                    kind="joined",
                    disruptions=_figures_of_all(part),
                )


def _one_after_another(part: list[Lesson]) -> Document:
    text, blocks = "", []
    for lesson in part:
        blocks += [shifted(block, len(text)) for block in lesson.document.blocks]
        text += lesson.document.text.strip("\n") + "\n\n"
    return replace(part[0].document, text=text, blocks=tuple(blocks))


def _of_all(part: list[Lesson]) -> list[dict[str, Any]]:
    """The ratings of several articles, each fact once, by the first that states it."""
    every = (label for lesson in reversed(part) for label in reversed(lesson.ratings))
    facts = {(label["body"], label["area"], label["grade"], label["historic"]): label for label in every}
    # What "today" is of one is not of another: together they teach no dates.
    return [{name: value for name, value in label.items() if name != DATE} for label in facts.values()]


def _figures_of_all(part: list[Lesson]) -> list[dict[str, Any]]:
    """The figures of several articles, each fact once, by the first that states it."""
    every = (label for lesson in reversed(part) for label in reversed(lesson.disruptions))
    cells = ("body", "measure", "count", "share_percent", "rate", "threats", "level", "strand", "lead", "period_start")
    return list({tuple(str(label.get(name)) for name in cells): label for label in every}.values())
