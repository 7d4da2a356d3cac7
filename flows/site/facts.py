"""The page of each fact, at a permanent address: its passages, confidence and history; also of withdrawn facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flows.site import words
from flows.site.charts import as_json
from flows.site.documents import Shelf, anchor_of
from flows.site.lines import FactLine, line_of
from flows.site.links import slug, web_address
from flows.site.loading import Event, Fact, Passage, Release, Row, place_of_fact
from flows.site.marking import around
from flows.site.pages import Page, numbered
from flows.site.trust import Measured, Reliability, sureness
from schemas.tables import FACTS, TABLES

# Show this many passages on one page.
PASSAGES = 60
# A passage of this many words or fewer with its context, such as a number, cannot be understood.
FEW_WORDS = 4
# List at most this many figures that contradict a fact.
OTHERS = 12
_WORD = re.compile(r"\w+")
# Columns that are not in the list of cells, because the page shows them elsewhere.
_UNLISTED = {
    "body_id",
    "body",
    "name",
    "organisation_id",
    "quote",
    "document_id",
    "source_url",
    "confidence",
    "corrected",
    "first_release",
    "changed_release",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage on the page of a fact, with its context and its document.

    - `before`, `after`: the text around the passage; "" if the text of the document is not shown.
    - `whole`: whether the page of the document shows its text.
    - `read_as`: the fact in words if the passage and the rest of its line have few words; else "".
    - `title`, `publisher`, `published`, `source_url`: of the document; `published` in words.
    - `place`, `anchor`: where the passage is on the page of the document.
    """

    passage: Passage
    before: str
    after: str
    whole: bool
    read_as: str
    title: str
    publisher: str
    published: str
    place: str
    anchor: str
    source_url: str | None


@dataclass(frozen=True, slots=True)
class FactPage:
    """One page of a fact; many passages are shown on several pages.

    - `body`: (name, place) of the body it is about; None if there is none.
    - `best`: the first of all passages, whose document a citation names; None if there is none.
    - `total`, `documents`: how many passages there are on all pages, and from how many documents.
    - `number`, `places`: the number of this page, from 1, and the places of all pages of the fact.
    - `sure`, `confidence`: what the confidence rests on, and the confidence in per cent.
    - `cells`: as `_cells` gives them.
    - `events`: what releases did with the row; `corrections`: the corrections of the row.
    - `others`: figures that contradict this one.
    """

    fact: Fact
    line: FactLine
    body: tuple[str, str] | None
    passages: tuple[Shown, ...]
    best: Shown | None
    total: int
    documents: int
    number: int
    places: tuple[str, ...]
    sure: Measured | Reliability | None
    confidence: str
    cells: tuple[tuple[str, str, str], ...]
    events: tuple[Event, ...]
    corrections: tuple[Row, ...]
    others: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """The page of a withdrawn fact, document or body; `successor` is the (id, place) of what replaces it, or None."""

    id: str
    table: str
    reason: str
    successor: tuple[str, str] | None
    first_release: str
    withdrawn_in: str
    events: tuple[Event, ...]


def fact_pages(release: Release, shelf: Shelf) -> Iterator[Page]:
    """Yield the pages of every fact, then those of withdrawn facts, documents and bodies."""
    corrections: dict[tuple[str, str], list[Row]] = {}
    for row in release.tables["corrections"]:
        corrections.setdefault((row["table"], row["row_id"]), []).append(row)
    disputed: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in release.facts["disruptions"]:
        if fact.row["conflicting"]:
            disputed.setdefault(_subject(fact), []).append(fact)
    for table in FACTS:
        for fact in release.facts[table.name]:
            rivals = disputed.get(_subject(fact), ()) if table.name == "disruptions" and fact.row["conflicting"] else ()
            others = tuple(line_of(each) for each in rivals if each is not fact)
            yield from _pages(release, shelf, fact, tuple(corrections.get((table.name, fact.id), ())), others)
    yield from _pages_of_withdrawn(release)


def _subject(figure: Fact) -> tuple[Any, ...]:
    """Return what contradicting figures have in common: body, measure and period."""
    return tuple(figure.row[name] for name in ("body_id", "measure", "period_start", "period_end"))


def _pages(
    release: Release, shelf: Shelf, fact: Fact, corrections: tuple[Row, ...], others: tuple[FactLine, ...]
) -> Iterator[Page]:
    line = line_of(fact)
    shown = [_shown(release, shelf, line, each) for each in fact.passages]
    chunks = [shown[start : start + PASSAGES] for start in range(0, len(shown), PASSAGES)] or [[]]
    places = tuple(numbered(fact.place, n) for n in range(1, len(chunks) + 1))
    title, body = f"{line.who}: {line.says}", _body(release, fact)
    trail = (("Bodies", "bodies/"), body) if body else ()
    for number, chunk in enumerate(chunks, 1):
        model = FactPage(
            fact=fact,
            line=line,
            body=body,
            passages=tuple(chunk),
            best=next(iter(shown), None),
            total=len(shown),
            documents=len({each.document_id for each in fact.passages}),
            number=number,
            places=places,
            sure=sureness(release, fact),
            confidence=words.percent(fact.row["confidence"]),
            cells=tuple(_cells(fact)),
            events=release.events.get((fact.table, fact.id), ()),
            corrections=corrections,
            others=others[:OTHERS],
        )
        files = {"fact.json": fact_json(model)} if number == 1 else {}
        yield Page(places[number - 1], "fact.html", title, model, trail, line.when, files)


def _shown(release: Release, shelf: Shelf, line: FactLine, passage: Passage) -> Shown:
    row, text = release.documents[passage.document_id], shelf.texts.get(passage.document_id)
    before, after = around(text, passage.start, passage.end) if text is not None else ("", "")
    in_line = before.rpartition("\n")[2] + passage.quote + after.partition("\n")[0]
    return Shown(
        passage,
        before,
        after,
        text is not None,
        _read_as(line, passage, in_line),
        row["title"] or passage.document_id,
        row["publisher"] or "",
        words.day(row["published_on"]),
        shelf.place_of(release, passage.document_id, passage.start),
        anchor_of(passage),
        web_address(row["source_url"]),
    )


def _read_as(line: FactLine, passage: Passage, text: str) -> str:
    if not passage.supports or len(_WORD.findall(text)) > FEW_WORDS:
        return ""
    said = ", ".join(filter(None, (line.says, line.when, "from a table" if passage.rule == "rating-table" else "")))
    return f"{line.who}: {said}"


def _body(release: Release, fact: Fact) -> tuple[str, str] | None:
    name = fact.row[TABLES[fact.table].body]
    return (release.bodies[name]["name"], release.place_of_body(name)) if name and name in release.bodies else None


def _cells(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Yield the cells of a fact that are not null as (title of the column, value in words, description)."""
    for column in TABLES[fact.table].columns:
        value = fact.row[column.name]
        is_unlisted = column.name in _UNLISTED or column.name == TABLES[fact.table].key
        if not is_unlisted and value is not None:
            said = words.programme(value) if column.name == "programme" else in_words(value, column.vocabulary)
            yield column.title, said, column.description


def in_words(value: Any, vocabulary: str | None = None) -> str:
    """Return a cell in words: yes or no, numbers with separators, the titles of codes of the vocabulary."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, int):
        return f"{value:,}"
    return words.title(vocabulary, value) if vocabulary else str(value)


def fact_json(page: FactPage) -> bytes:
    """Return the fact with all its passages, its history and its corrections as JSON."""
    fact = page.fact
    passages = [{name: getattr(each, name) for name in Passage.__slots__} for each in fact.passages]
    events = [
        {"release": event.version, "what": event.what, "cells": event.cells, "causes": event.causes}
        for event in page.events
    ]
    content = {"table": fact.table, "id": fact.id, "row": fact.row, "passages": passages, "history": events}
    return as_json({**content, "corrections": page.corrections})


def _pages_of_withdrawn(release: Release) -> Iterator[Page]:
    """Yield a page for each withdrawn fact, document or body, which links to its successor."""
    places: dict[tuple[str, str], str] = {(fact.table, fact.id): fact.place for fact in release.every_fact()}
    places |= {("documents", name): release.place_of_document(name) for name in release.documents}
    places |= {("bodies", name): release.place_of_body(name) for name in release.bodies}
    taken = {place.split("/")[1] for place in places.values() if place.startswith("facts/")}
    facts = {table.name for table in FACTS}
    gone = [row for row in release.tables["withdrawn"] if (row["table"], row["row_id"]) not in places]
    for row in gone:
        table, key = row["table"], row["row_id"]
        place = place_of_fact(table, key, taken) if table in facts else f"{table}/{slug(key)}/"
        places[table, key] = place
    for row in gone:
        table, key = row["table"], row["row_id"]
        successor = row["successor"] and places.get((table, row["successor"]))
        events = release.events.get((table, key), ())
        model = Gone(
            key,
            table,
            words.title("change-cause", row["reason"]),
            (row["successor"], successor) if successor else None,
            row["first_release"],
            row["withdrawn_in"],
            events,
        )
        yield Page(places[table, key], "gone.html", f"{key} was withdrawn", model)
