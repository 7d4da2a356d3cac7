"""Pages about the release as a whole: first page, releases and their changes, data dictionary, about page, search."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from flows.site import words
from flows.site.charts import Chart
from flows.site.documents import DocumentLine, document_line, newest_documents
from flows.site.lines import FactLine, line_of, newest_first
from flows.site.loading import WITH_PAGES, Fact, Release, Version
from flows.site.pages import Page
from schemas.tables import TABLES, Table
from schemas.vocabularies import codes, meanings

# Show this many reports, grades of each report, and documents on the first page.
_REPORTS, _GRADES, _DOCUMENTS = 6, 4, 8
# List at most this many rows of a kind of change on the page of a release; its changes.json has all.
LISTED = 200


@dataclass(frozen=True, slots=True)
class Report:
    """The grades that a report gave a body.

    - `grades`: the first few, as (title of the area, rating); `more`: how many others there are.
    - `place`: of the page of the body; `when`: the day of the report in words.
    """

    body: str
    place: str
    when: str
    grades: tuple[tuple[str, FactLine], ...]
    more: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """The first page.

    - `counts`: the number of rows by table.
    - `reports`, `documents`, `versions`: the newest ones.
    - `kinds`: kinds of bodies as (title, code, number of bodies).
    """

    counts: Mapping[str, int]
    reports: tuple[Report, ...]
    documents: tuple[DocumentLine, ...]
    versions: tuple[Version, ...]
    chart: Chart | None
    kinds: tuple[tuple[str, str, int], ...]


def home_page(release: Release, chart: Chart | None) -> Page:
    """Return the first page: the newest grades and documents, the last releases, and a chart if one is given."""
    current = [fact for fact in newest_first(release.facts["ratings"]) if fact.row["current"]]
    listed = Counter(row["kind"] for row in release.tables["bodies"])
    kinds = [(words.kind_of_bodies(kind), kind, listed[kind]) for kind in codes("body-kind") if kind in listed]
    model = HomePage(
        counts={name: len(rows) for name, rows in release.tables.items()},
        reports=tuple(islice(_reports(release, current), _REPORTS)),
        documents=tuple(
            document_line(release, name) for name in newest_documents(release, [*release.documents])[:_DOCUMENTS]
        ),
        versions=release.versions[:4],
        chart=chart,
        kinds=tuple(kinds),
    )
    return Page("", "home.html", "Inspection Facts", model, (), str(release.descriptor["description"]).split("\n")[0])


def _reports(release: Release, ratings: Sequence[Fact]) -> Iterator[Report]:
    """Yield the grades of each body in each report, in the order in which reports first occur in `ratings`."""
    found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in ratings:
        found[fact.row["body_id"], fact.row["report_published_on"] or ""].append(fact)
    for (body, day), facts in found.items():
        grades = tuple((words.title("area", fact.row["area"]), line_of(fact)) for fact in facts[:_GRADES])
        place = release.place_of_body(body)
        yield Report(facts[0].row["body"], place, words.day(day), grades, len(facts) - len(grades))


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that a release added, changed or withdrew; `place` is its page, None if it has no page now."""

    key: str
    label: str
    place: str | None


@dataclass(frozen=True, slots=True)
class Cause:
    """The cause of changes, such as a document.

    - `place`: the page of the document; None if the cause is not one document of this release.
    - `note`: who decided, when and why, if the cause is a decision.
    """

    label: str
    place: str | None
    note: str


@dataclass(frozen=True, slots=True)
class VersionPage:
    """The page of a release.

    - `causes`: (kind in words, causes of this kind).
    - `tables`: (name, title, changes), with changes as (added, changed or withdrawn; number of rows; first rows).
    """

    version: Version
    causes: tuple[tuple[str, tuple[Cause, ...]], ...]
    tables: tuple[tuple[str, str, tuple[tuple[str, int, tuple[Changed, ...]], ...]], ...]


def release_pages(release: Release) -> Iterator[Page]:
    """Yield the page of each release whose changes are known, then the list of releases."""
    known = release.facts_by_key()
    for version in release.versions:
        if not version.changes:
            continue
        causes: dict[str, list[Cause]] = defaultdict(list)
        for each in version.changes.get("causes", ()):
            causes[words.title("change-cause", each["kind"])].append(_cause(release, each))
        tables = []
        for name in WITH_PAGES:
            changes = version.changes.get("tables", {}).get(name, {})
            groups = []
            for what in ("added", "changed", "withdrawn") if version.changes.get("previous") else ():
                rows = changes.get(what, ())
                listed = tuple(_changed(release, known, name, row["key"]) for row in rows[:LISTED])
                if listed:
                    groups.append((what, len(rows), listed))
            if groups:
                tables.append((name, TABLES[name].title, tuple(groups)))
        model = VersionPage(version, tuple((kind, tuple(found)) for kind, found in causes.items()), tuple(tables))
        trail = (("Releases", "releases/"),)
        yield Page(f"releases/{version.version}/", "version.html", f"Version {version.version}", model, trail)
    about = "Every release, and what it changed"
    yield Page("releases/", "releases.html", "Releases", release.versions, (), about)


def _cause(release: Release, cause: Mapping[str, Any]) -> Cause:
    names = cause.get("of", ())
    place = release.place_of_document(names[0]) if len(names) == 1 and names[0] in release.documents else None
    note = " · ".join(str(cause[name]) for name in ("who", "when", "why") if cause.get(name))
    return Cause(cause.get("title") or ", ".join(names), place, note)


def _changed(release: Release, known: Mapping[tuple[str, str], Any], table: str, key: str) -> Changed:
    if fact := known.get((table, key)):
        line = line_of(fact)
        return Changed(key, f"{line.who}: {line.says}" + (f", {line.when}" if line.when else ""), fact.place)
    if table == "documents" and key in release.documents:
        return Changed(key, release.documents[key]["title"] or key, release.place_of_document(key))
    if table == "bodies" and key in release.bodies:
        return Changed(key, release.bodies[key]["name"], release.place_of_body(key))
    return Changed(key, key, None)


@dataclass(frozen=True, slots=True)
class Described:
    """A table in the data dictionary; `columns` are (name, type in words, description, vocabulary or None)."""

    name: str
    title: str
    description: str
    rows: int
    columns: tuple[tuple[str, str, str, str | None], ...]


@dataclass(frozen=True, slots=True)
class DictionaryPage:
    """The data dictionary; `codes` are (vocabulary, codes), with (code, title, meaning) for each code."""

    tables: tuple[Described, ...]
    codes: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


def dictionary_page(release: Release) -> Page:
    """Return the data dictionary, which describes all columns and codes as `schemas` does."""
    used = dict.fromkeys(column.vocabulary for table in TABLES.values() for column in table.columns)
    listed = [
        (name, tuple((c, words.title(name, c), says) for c, says in meanings(name).items())) for name in used if name
    ]
    tables = tuple(_described(table, len(release.tables[name])) for name, table in TABLES.items())
    model = DictionaryPage(tables, tuple(listed))
    return Page(
        "dictionary/", "dictionary.html", "Data dictionary", model, (), "What every column and every code means"
    )


def _described(table: Table, rows: int) -> Described:
    columns = tuple((each.name, each.type_in_words, each.description, each.vocabulary) for each in table.columns)
    return Described(table.name, table.title, table.description, rows, columns)


def about_page(release: Release) -> Page:
    """Return the page that explains how the tables are made."""
    return Page(
        "about/", "about.html", "How it is made", release.version, (), "From a document to a fact with its proof"
    )


def search_data(release: Release) -> bytes:
    """Return a script with what can be searched for, as (title, kind, place, further words).

    It is a script and not JSON, so that search works without a web server.
    """
    found: list[tuple[str, str, str, str]] = []
    for name, row in release.bodies.items():
        kind = words.title("body-kind", row["kind"])
        aliases = (row["aliases"] or "").replace(";", " ")
        found.append((row["name"], kind, release.place_of_body(name), aliases))
    for fact in release.facts["stakeholders"]:
        if fact.row["kind"] == "person":
            found.append((fact.row["name"], fact.row["organisation"] or "Person", fact.place, fact.row["role"] or ""))
    for name, row in release.documents.items():
        place, about = release.place_of_document(name), row["publisher"] or "Document"
        found.append((row["title"] or name, about, place, words.day(row["published_on"])))
    return b"window.SEARCH=" + json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode() + b";\n"
