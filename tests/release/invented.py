"""Two small documents and the rows they give: real bodies, invented people and figures.

`python -m tests.release.invented OUTPUT` publishes them, for tests that need another process.
"""

import copy
import functools
import hashlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from schemas.shared import OF_RELEASES
from schemas.tables import FACTS, TABLES
from tests.frames import publish, split

Rows = dict[str, list[dict[str, Any]]]

FIRST = """This article is invented.

“We made 40 disruptions,” said Ada Thorne of the East Midlands Special Operations Unit.
Leicestershire Police was judged outstanding – for the second time 🚓.
"""
SECOND = "This article is invented. Leicestershire Police is outstanding,\nsaid Ada Thorne, = a visitor.\n"
TEXTS = {"first": FIRST, "second": SECOND}
CREATED = "2024-01-01T00:00:00Z"

RATING = "leicestershire-police.serious-and-organised-crime.2023-03"
DISRUPTION = "emsou.disruptions.drugs;firearms.2021-06-01.led"
PERSON = "ada-thorne.emsou"
QUOTED = "“We made 40 disruptions,”"

COVERAGE = "leicestershire-police.serious-and-organised-crime.2023"
_CORRECTION = {
    "correction_id": "fix.1",
    "action": "confirm",
    "table": "ratings",
    "row_id": RATING,
    "who": "A. Editor",
    "when": "2026-11-24",
    "why": "The report says so",
}

_ABOUT = {
    RATING: {
        "body_id": "leicestershire-police",
        "body": "Leicestershire Police",
        "body_kind": "territorial-force",
        "area": "serious-and-organised-crime",
        "grade": "outstanding",
        "grade_rank": 1,
        "report_published_on": "2023-03-02",
        "inspected_in": "2022-21",
        "historic": False,
        "current": True,
        "conflicting": False,
    },
    DISRUPTION: {
        "body_id": "emsou",
        "body": "East Midlands Special Operations Unit",
        "threats": "drugs;firearms",
        "measure": "disruptions",
        "count": 40,
        "qualifier": "exact",
        "share_percent": 25.5,
        "implied_total_min": 157,
        "implied_total_max": 157,
        "lead": "led",
        "period_start": "2021-06-01",
        "period_end": "2022-05-31",
        "conflicting": False,
    },
    PERSON: {
        "name": "Ada Thorne",
        "kind": "person",
        "role": "Analyst;Visitor",
        "organisation_id": "emsou",
        "organisation": "East Midlands Special Operations Unit",
        "relation": "inspected-body;spokesperson",
        "quoted": True,
        "quotation_count": 1,
        "mention_count": 2,
    },
}
_PASSAGES = {
    ("ratings", RATING): {"first": "Leicestershire Police was judged outstanding", "second": "outstanding"},
    ("disruptions", DISRUPTION): {"first": "“We made 40 disruptions,” said Ada Thorne"},
    ("stakeholders", PERSON): {"first": "Ada Thorne", "second": "outstanding,\nsaid Ada Thorne"},
}
_BODIES = [
    ("emsou", "East Midlands Special Operations Unit", "regional-unit", None, None),
    ("leicestershire-police", "Leicestershire Police", "territorial-force", "emsou", "E23000021"),
]


def rows(*names: str) -> Rows:
    """The rows of the documents named, by default of both, as consolidation would hand them over."""
    read = names or tuple(TEXTS)
    found: Rows = {name: [] for name in TABLES}
    for (table, key), passages in _PASSAGES.items():
        here = {name: quote for name, quote in passages.items() if name in read}
        for name, quote in here.items():
            found["evidence"].append(_evidence(table, key, name, quote))
        if here:
            found[table].append(_fact(table, key, here))
    if "first" in read:
        found["evidence"].append(_evidence("stakeholders", PERSON, "first", QUOTED))
    cells = {"body_id": "leicestershire-police", "area": "serious-and-organised-crime", "year": 2023}
    counts = {"rating_count": 1, "document_count": len(read)}
    found["coverage"] = [_row("coverage", coverage_id=COVERAGE, **cells, status="graded", **counts)]
    found["corrections"] = [_row("corrections", **_CORRECTION)]
    found["documents"] = [_document(name, found["evidence"]) for name in read]
    found["bodies"] = [
        _row("bodies", body_id=body_id, name=name, kind=kind, parent_id=parent, gss_code=gss)
        for body_id, name, kind, parent, gss in _BODIES
    ]
    return copy.deepcopy(found)


def tables(*names: str) -> dict[str, pd.DataFrame]:
    """The same as tables to publish, for a test to do with as it likes."""
    return {name: frame.copy() for name, frame in _tables(*names).items()}


@functools.cache
def _tables(*names: str) -> dict[str, pd.DataFrame]:
    return split(rows(*names), TEXTS)


def released(output: Path, *names: str, extras: bool = False) -> Path:
    """The folder of the first release of these tables, published once and copied into `output` for each test.

    For fixtures: what a test has changed of the code would be in the copies of the tests after it.
    """
    shutil.copytree(Path(_released(names, extras).name) / "output", output)
    return output / "v1.0.0"


@functools.cache
def _released(names: tuple[str, ...], extras: bool) -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="released-")
    more = {"accuracy.json": b'{"cases": 0}\n'} if extras else {}
    publish(tables(*names), Path(folder.name) / "output", created=CREATED, extras=more)
    return folder


def first_tables(*names: str) -> dict[str, pd.DataFrame]:
    """The same as the first release has them."""
    since = dict.fromkeys(OF_RELEASES, "1.0.0")
    found = tables(*names)
    return {**found, **{each.name: found[each.name].assign(**since).astype(found[each.name].dtypes) for each in FACTS}}


def write_raw(folder: Path) -> None:
    """Write the documents as raw files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_bytes(text.encode())


def _row(table: str, /, **cells: object) -> dict[str, Any]:
    return {column: cells.get(column) for column in TABLES[table].names}


def _evidence(table: str, key: str, name: str, quote: str) -> dict[str, Any]:
    start = TEXTS[name].index(quote)
    end = start + len(quote)
    rule = "as-quotation" if quote == QUOTED else "as-said"
    cells = {"table": table, "row_id": key, "document_id": name, "start": start, "end": end}
    evidence_id = f"{table}:{key}@{name}:{start}-{end}"
    return _row("evidence", evidence_id=evidence_id, **cells, quote=quote, rule=rule, supports=True)


def _fact(table: str, key: str, passages: dict[str, str]) -> dict[str, Any]:
    document, quote = next(iter(passages.items()))
    counts = {"document_count": len(passages), "passage_count": len(passages)}
    cells = {str(TABLES[table].key): key, **_ABOUT[key], **counts, "document_id": document, "quote": quote}
    return _row(table, **cells, source_url=f"https://example.org/{document}")


def _document(name: str, evidence: list[dict[str, Any]]) -> dict[str, Any]:
    text = TEXTS[name]
    digest = hashlib.sha256(text.encode()).hexdigest()
    here = [table for table, _ in {(row["table"], row["row_id"]) for row in evidence if row["document_id"] == name}]
    return _row(
        "documents",
        document_id=name,
        title=f"The {name} article",
        source_url=f"https://example.org/{name}",
        media_type="text/plain",
        character_count=len(text),
        text_sha256=digest,
        raw_path=f"{name}.txt",
        raw_sha256=digest,
        **{f"{table[:-1]}_count": here.count(table) for table in ("ratings", "disruptions", "stakeholders")},
    )


if __name__ == "__main__":
    publish(tables(), Path(sys.argv[1]))
