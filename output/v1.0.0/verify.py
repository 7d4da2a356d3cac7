#!/usr/bin/env python3
"""Re-check a release of Inspection Facts anywhere: `python3 verify.py [--raw DIR] [FOLDER]`.

Needs Python 3.10 or newer and nothing else, not even the project. FOLDER is the folder of the release, by default the
one this file is in. Checked are:

- every file against SHA256SUMS, and every file of datapackage.json against its size and checksum;
- the CSV tables against their schemas in datapackage.json: columns, types, constraints, keys, references, row counts;
- that every passage in `evidence` speaks of a row that is there;
- with --raw, every passage against the text it was taken from. DIR holds documents as plain text or Markdown, under
  the path that `documents` gives or as DOCUMENT_ID.txt; only text with the checksum in `documents` is used.

Prints one line for each problem. Exit codes: 0 nothing wrong, 1 something wrong, 2 wrong usage.
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    # Nothing is imported from the folder of a release, whatever is put there under the name of a module of Python.
    sys.path[:] = sys.path[1:]

import argparse
import codecs
import csv
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

CHECKSUMS, DESCRIPTOR = "SHA256SUMS", "datapackage.json"
# What programs of the desktop leave in a folder that somebody looks into.
_OF_THE_DESKTOP = re.compile(r"\..*|~\$.*|Thumbs\.db|desktop\.ini")
Rows = list[dict[str, str]]
Tables = dict[str, Rows]
_TYPES: dict[str, Callable[[str], bool]] = {
    "string": lambda cell: True,
    "integer": lambda cell: bool(re.fullmatch(r"-?[0-9]+", cell)),
    "number": lambda cell: bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", cell)),
    "boolean": lambda cell: cell in ("true", "false"),
}
_CONSTRAINTS: dict[str, Callable[[str, Any], bool]] = {
    "enum": lambda cell, codes: cell in codes,
    "pattern": lambda cell, pattern: bool(re.search(pattern, cell)),
    "minimum": lambda cell, least: float(cell) >= least,
    "maximum": lambda cell, most: float(cell) <= most,
}


def main(arguments: list[str] | None = None) -> int:
    """The command; returns the exit code."""
    parser = argparse.ArgumentParser(description="Re-check a release of Inspection Facts.")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent, metavar="FOLDER")
    parser.add_argument("--raw", type=Path, metavar="DIR", help="documents as text, to read every passage again")
    given = parser.parse_args(arguments)
    for folder in (given.folder, given.raw):
        if folder is not None and not folder.is_dir():
            parser.error(f"{folder}: is not a folder")
    problems, summary = verify(given.folder, given.raw)
    print("".join(f"{problem}\n" for problem in problems) + f"{summary}: {len(problems)} problems")
    return 1 if problems else 0


def verify(folder: Path, raw: Path | None) -> tuple[list[str], str]:
    """What is wrong with a release, and what was looked at, in words."""
    problems = list(_checksums(folder))
    tables: Tables = {}
    try:
        resources = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))["resources"]
        problems += _described(folder, resources, tables)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, re.error) as error:
        problems.append(f"{DESCRIPTOR}: is missing, or is no descriptor of a release: {type(error).__name__}: {error}")
    summary = f"{sum(map(len, tables.values()))} rows in {len(tables)} tables"
    if raw is not None:
        documents, evidence = (tables.get(name, []) for name in ("documents", "evidence"))
        try:
            texts = dict(_texts(raw, documents))
            problems += _misquoted(evidence, texts)
        except KeyError as error:
            return [*problems, f"documents.csv or evidence.csv has no column {error}"], summary
        summary += f", passages of {len(texts)} of {len(documents)} documents read again"
    return problems, summary


def _sha256(path: Path) -> str:
    """The checksum of a file; of one that cannot be read, words that are none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _checksums(folder: Path) -> Iterator[str]:
    try:
        lines = (folder / CHECKSUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        yield f"{CHECKSUMS}: is missing or cannot be read: is this the folder of a release?"
        return
    listed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    if len(listed) < len(lines):
        yield f"{CHECKSUMS}: lists a file twice"
    files = (path for path in folder.rglob("*") if not path.is_dir() and not _OF_THE_DESKTOP.fullmatch(path.name))
    present = {path.relative_to(folder).as_posix() for path in files} - {CHECKSUMS}
    for name in sorted(present | set(listed)):
        if name not in present:
            yield f"{name}: is missing: {CHECKSUMS} lists it"
        elif name not in listed:
            yield f"{name}: does not belong to the release: {CHECKSUMS} does not list it"
        elif not (folder / name).is_file() or _sha256(folder / name) != listed[name]:
            yield f"{name}: was changed: its checksum is not the one in {CHECKSUMS}"


def _described(folder: Path, resources: list[dict[str, Any]], tables: Tables) -> Iterator[str]:
    """Whether the files are as the descriptor says; fills `tables`."""
    for resource in resources:
        yield from _size_and_hash(folder, resource)
        if "schema" in resource:
            tables[resource["name"]], problems = _table(folder, resource)
            yield from problems
    yield from _references(resources, tables)
    yield from _evidence(resources, tables)


def _size_and_hash(folder: Path, resource: dict[str, Any]) -> Iterator[str]:
    path = folder / resource["path"]
    if folder.resolve() not in path.resolve().parents or not path.is_file():
        yield f"{resource['path']}: is missing: {DESCRIPTOR} describes it"
    elif (path.stat().st_size, f"sha256:{_sha256(path)}") != (resource.get("bytes"), resource.get("hash")):
        yield f"{resource['path']}: is not as long, or has not the checksum, that {DESCRIPTOR} says"


def _table(folder: Path, resource: dict[str, Any]) -> tuple[Rows, list[str]]:
    name, fields = resource["path"], resource["schema"]["fields"]
    columns = [field["name"] for field in fields]
    if not (folder / name).is_file():  # nothing waits for a pipe; that the file is missing is told already
        return [], []
    try:
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            if next(reader, None) != columns:
                return [], [f"{name}: its columns are not those in {DESCRIPTOR}"]
            lines = list(reader)
    except (OSError, ValueError, csv.Error) as error:
        return [], [f"{name}: cannot be read: {error}"]
    problems = [f"{name} row {n}: has {len(x)} cells" for n, x in enumerate(lines, 1) if len(x) != len(columns)]
    rows = [dict(zip(columns, line, strict=True)) for line in lines if len(line) == len(columns)]
    if resource.get("rows", len(lines)) != len(lines):
        problems.append(f"{name}: has {len(lines)} rows, not the {resource['rows']} that {DESCRIPTOR} says")
    for field in fields:
        problems += _cells(name, field, rows)
    for key in resource["schema"].get("primaryKey", []):
        problems += _repeated(name, key, rows)
    return rows, problems


def _cells(name: str, field: dict[str, Any], rows: Rows) -> Iterator[str]:
    column, constraints = field["name"], field.get("constraints", {})
    for number, row in enumerate(rows, 1):
        cell = row[column]
        where = f"{name} row {number} {column}: {cell[:60]!r}"
        if not cell:
            if constraints.get("required"):
                yield f"{where} must not be empty"
        elif not _TYPES[field["type"]](cell):
            yield f"{where} is no {field['type']}"
        else:
            for rule, holds in _CONSTRAINTS.items():
                if rule in constraints and not holds(cell, constraints[rule]):
                    yield f"{where} breaks the rule {rule}: {constraints[rule]}"
            if cell[0] in "=+-@\t\r" and field["type"] == "string":
                yield f"{where} starts like a formula"


def _repeated(name: str, key: str, rows: Rows) -> Iterator[str]:
    seen = set()
    for row in rows:
        if row[key] in seen:
            yield f"{name} {key}: {row[key]!r} is the key of more than one row"
        seen.add(row[key])


def _references(resources: list[dict[str, Any]], tables: Tables) -> Iterator[str]:
    for resource in resources:
        for key in resource.get("schema", {}).get("foreignKeys", []):
            (column,), reference = key["fields"], key["reference"]
            other = reference.get("resource") or resource["name"]
            known = {row[reference["fields"][0]] for row in tables.get(other, [])}
            for number, row in enumerate(tables[resource["name"]], 1):
                if row[column] and row[column] not in known:
                    yield f"{resource['path']} row {number} {column}: {row[column]!r} is not a row of {other}"


def _evidence(resources: list[dict[str, Any]], tables: Tables) -> Iterator[str]:
    keys = {r["name"]: r["schema"]["primaryKey"][0] for r in resources if r.get("schema", {}).get("primaryKey")}
    known = {name: {row[key] for row in tables[name]} for name, key in keys.items()}
    for row in tables.get("evidence", []):
        if row["row_id"] not in known.get(row["table"], ()):
            yield f"evidence.csv {row['evidence_id']}: {row['row_id']!r} is not a row of {row['table']}"


def _texts(raw: Path, documents: Rows) -> Iterator[tuple[str, str]]:
    """The texts there are, by document; one whose checksum is not that of the document is not its text."""
    for row in documents:
        for name in (row["raw_path"], f"{row['document_id']}.txt"):
            try:
                path = (raw / name).resolve()
                text = _text(path) if raw.resolve() in path.parents and path.is_file() else None
            except (OSError, ValueError):  # no name that a file can have, or one that cannot be read
                continue
            if text is not None and hashlib.sha256(text.encode()).hexdigest() == row["text_sha256"]:
                yield row["document_id"], text
                break


def _text(path: Path) -> str | None:
    """The text of a file as offsets count it: no byte order mark, LF for line ends, U+FFFD for control characters."""
    data = path.read_bytes()
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ["utf-16"] if utf16 else ["utf-8-sig", "cp1252"]:
        try:
            return re.sub(r"[\x00-\x08\x0b-\x1f]", "\ufffd", re.sub("\r\n?", "\n", data.decode(encoding)))
        except UnicodeDecodeError:
            continue
    return None


def _misquoted(evidence: Rows, texts: dict[str, str]) -> Iterator[str]:
    for row in evidence:
        text = texts.get(row["document_id"])
        try:
            if text is not None and text[int(row["start"]) : int(row["end"])] != row["quote"]:
                yield f"evidence.csv {row['evidence_id']}: the document does not have this passage there"
        except ValueError:
            continue  # no number: reported with the types


csv.field_size_limit(2**31 - 1)

if __name__ == "__main__":
    sys.exit(main())
