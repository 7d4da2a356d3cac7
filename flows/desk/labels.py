"""What people decided, as labelled documents that can be learned from: `export(release, raw, to)`.

A document goes along if a person confirmed, amended, rejected or added something that it says. What they decided is
labelled; what nobody looked at is labelled as optional, so that it counts neither as right nor as wrong; what they
rejected is not labelled, which says that the document does not state it. A document with a passage that contradicts a
row stays behind: what that passage states no table tells, and without a label it would count as not said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.refusals import WrongPath
from flows.release.checksums import raw_file
from flows.site.loading import Fact, Release, load
from flows.site.texts import texts_of
from schemas.tables import FACTS
from schemas.vocabularies import SEPARATOR

Row = Mapping[str, Any]
_NOT_READ = "its file is not there, or was changed since"
_AGAINST = "a passage of it contradicts a row: label it by hand"
_SIDECARS = (".yaml", ".yml")
_FIGURE = ("measure", "count", "share_percent", "rate", "rate_unit", "qualifier")
_PART = ("period_start", "period_end", "level", "strand", "lead")


@dataclass(frozen=True, slots=True)
class Exported:
    """Where to, how many documents, how many labels that a person decided, and the documents that were left out, each
    with why."""

    folder: Path
    documents: int
    labels: int
    left_out: Mapping[str, str]


def export(folder: Path, raw: Path, to: Path) -> Exported:
    """Write the documents of a release that people decided about, each with its labels, to an empty or new folder.

    Raises ValueError where the release cannot be read, WrongPath where the folder holds something.
    """
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise WrongPath(f"{to}: is there already; give an empty or a new folder with --export")
    release, raw = load(folder), raw.resolve()
    facts = _by_document(release)
    decided = sorted(_decided_about(release, facts) & release.documents.keys())
    readable = texts_of([dict(release.documents[name]) for name in decided], raw)
    against = {p.document_id for fact in release.every_fact() for p in fact.passages if not p.supports}
    left_out = {name: _NOT_READ for name in decided if name not in readable}
    left_out |= {name: _AGAINST for name in decided if name in against}
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
    """A document with what is known about it, under its identifier."""
    (to / f"{name}{path.suffix.lower()}").write_bytes(path.read_bytes())
    for suffix in _SIDECARS:
        if (beside := path.with_suffix(suffix)).is_file():
            (to / f"{name}.yaml").write_bytes(beside.read_bytes())


def _by_document(release: Release) -> dict[str, list[Fact]]:
    """The facts that each document states: those that it has a supporting passage of."""
    found: dict[str, dict[tuple[str, str], Fact]] = {}
    for fact in release.every_fact():
        for passage in fact.passages:
            if passage.supports:
                found.setdefault(passage.document_id, {})[fact.table, fact.id] = fact
    return {name: [*facts.values()] for name, facts in found.items()}


def _decided_about(release: Release, facts: Mapping[str, list[Fact]]) -> set[str]:
    """The documents with something that a person decided about."""
    found = {name for name, stated in facts.items() if any(fact.row["corrected"] for fact in stated)}
    rejected = (row for row in release.tables["quarantine"] if row["reason"] == "rejected" and row["document_id"])
    return found | {str(row["document_id"]) for row in rejected if json.loads(row["row"]).get("supports", True)}


def labels_of(document_id: str, facts: list[Fact]) -> dict[str, Any]:
    """What a document states, in the form of the labels of `tests/gold/sets`."""
    labels: dict[str, Any] = {"split": "tuned", "ratings": [], "disruptions": [], "stakeholders": []}
    for fact in facts:
        quotes = [p.quote for p in fact.passages if p.supports and p.document_id == document_id]
        optional = not fact.row["corrected"]
        labels[fact.table].append({**dict(CELLS[fact.table](fact.row)), "optional": optional, "quote": quotes[0]})
    return labels


def _of_rating(row: Row) -> Iterator[tuple[str, object]]:
    yield from (("body", row["body"]), ("area", row["area"]), ("area_alternatives", []))
    yield from ((name, row[name]) for name in ("grade", "historic", "report_published_on"))


def _of_disruption(row: Row) -> Iterator[tuple[str, object]]:
    yield from (("body", row["body"]), ("body_alternatives", []))
    yield from ((name, row[name]) for name in _FIGURE)
    yield "threats", row["threats"].split(SEPARATOR)
    yield from ((name, row[name]) for name in _PART)


def _of_stakeholder(row: Row) -> Iterator[tuple[str, object]]:
    yield from ((name, row[name]) for name in ("kind", "name", "role", "organisation", "relation", "quoted"))


# What is labelled of a row of each table.
CELLS = {"ratings": _of_rating, "disruptions": _of_disruption, "stakeholders": _of_stakeholder}
