"""Turns people's decisions into lessons (labelled documents) to train on: `export(release, raw, to)`.

A document is exported if a person confirmed, amended, rejected or added a row that it states:

- rows that a person decided on become labels;
- rows that nobody looked at become optional labels, which count neither as right nor as wrong;
- rejected rows get no label, which means that the document does not state them.

A document with a passage that contradicts a row is left out: no table holds what that passage states, and without a
label it would count as not stated.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.reading.sidecar import sidecars_of
from flows.refusals import WrongPath
from flows.release.checksums import raw_file
from flows.site.loading import Fact, Release, Row, load
from flows.site.texts import texts_of
from schemas.tables import FACTS
from schemas.vocabularies import SEPARATOR

_NOT_READ = "its file is not there, or was changed since"
_CONTRADICTS = "a passage of it contradicts a row: label it by hand"
# The columns of a disruption that make up its figure, and those that say which part of the disruptions it counts.
_FIGURE = ("measure", "count", "share_percent", "rate", "rate_unit", "qualifier")
_PART = ("period_start", "period_end", "level", "strand", "lead")


@dataclass(frozen=True, slots=True)
class Exported:
    """The result of an export.

    - `folder`: the folder that the documents were written to.
    - `documents`: how many documents were written.
    - `labels`: how many of their labels a person decided on; optional labels do not count.
    - `left_out`: the reason for each document that was left out, by document id.
    """

    folder: Path
    documents: int
    labels: int
    left_out: Mapping[str, str]


def export(folder: Path, raw: Path, to: Path) -> Exported:
    """Write the documents of a release that people decided about, each with its labels, to an empty or new folder.

    Raises ValueError if the release cannot be read, WrongPath if `to` is a file or a folder that is not empty.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise WrongPath(f"{to}: is there already; give an empty or a new folder with --export")
    release, raw = load(folder), raw.resolve()
    facts = _by_document(release)
    decided = sorted(_decided_about(release, facts) & release.documents.keys())
    readable = texts_of([dict(release.documents[name]) for name in decided], raw)
    against = {p.document_id for fact in release.every_fact() for p in fact.passages if not p.supports}
    left_out = {name: _NOT_READ for name in decided if name not in readable}
    left_out |= {name: _CONTRADICTS for name in decided if name in against}
    to.mkdir(parents=True, exist_ok=True)
    labels = 0
    for name in (each for each in decided if each not in left_out):
        path = raw_file(raw, str(release.documents[name]["raw_path"]))
        record = labels_of(name, facts.get(name, []))
        labels += sum(not label["optional"] for table in FACTS for label in record[table.name])
        if path:
            _copy(path, to, name)
            content = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
            (to / f"{name}.labels.json").write_text(content, encoding="utf-8")
    return Exported(to, len(decided) - len(left_out), labels, left_out)


def _copy(path: Path, to: Path, name: str) -> None:
    """Copy a document and its sidecar to the folder `to`, named by the document's id."""
    (to / f"{name}{path.suffix.lower()}").write_bytes(path.read_bytes())
    for sidecar in sidecars_of(path)[:1]:
        (to / f"{name}.yaml").write_bytes(sidecar.read_bytes())


def _by_document(release: Release) -> dict[str, list[Fact]]:
    """Return the facts that each document states (has a supporting passage for), by document id."""
    found: dict[str, dict[tuple[str, str], Fact]] = {}
    for fact in release.every_fact():
        for passage in fact.passages:
            if passage.supports:
                found.setdefault(passage.document_id, {})[fact.table, fact.id] = fact
    return {name: [*facts.values()] for name, facts in found.items()}


def _decided_about(release: Release, facts: Mapping[str, list[Fact]]) -> set[str]:
    """Return the ids of documents that state a row that a person decided on, rejected rows included."""
    found = {name for name, stated in facts.items() if any(fact.row["corrected"] for fact in stated)}
    rejected = (row for row in release.tables["quarantine"] if row["reason"] == "rejected" and row["document_id"])
    return found | {str(row["document_id"]) for row in rejected if json.loads(row["row"]).get("supports", True)}


def labels_of(document_id: str, facts: list[Fact]) -> dict[str, Any]:
    """Return the labels of a document, made of the facts it states, in the format of `tests/gold/sets`."""
    labels: dict[str, Any] = {"split": "tuned", "ratings": [], "disruptions": [], "stakeholders": []}
    for fact in facts:
        quotes = [p.quote for p in fact.passages if p.supports and p.document_id == document_id]
        optional = not fact.row["corrected"]
        labels[fact.table].append({**dict(CELLS[fact.table](fact.row)), "optional": optional, "quote": quotes[0]})
    return labels


def _rating_label(row: Row) -> Iterator[tuple[str, object]]:
    yield from (("body", row["body"]), ("area", row["area"]), ("area_alternatives", []))
    yield from ((name, row[name]) for name in ("grade", "historic", "report_published_on"))


def _disruption_label(row: Row) -> Iterator[tuple[str, object]]:
    yield from (("body", row["body"]), ("body_alternatives", []))
    yield from ((name, row[name]) for name in _FIGURE)
    yield "threats", row["threats"].split(SEPARATOR)
    yield from ((name, row[name]) for name in _PART)


def _stakeholder_label(row: Row) -> Iterator[tuple[str, object]]:
    yield from ((name, row[name]) for name in ("kind", "name", "role", "organisation", "relation", "quoted"))


# By table: the function that takes a row and yields the keys and values of its label.
CELLS = {"ratings": _rating_label, "disruptions": _disruption_label, "stakeholders": _stakeholder_label}
