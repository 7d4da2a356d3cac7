"""Verifies a release: its files against their checksums and schemas, its passages against the raw documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from flows.faults import raise_machine_fault
from flows.reading.document import Document
from flows.refusals import MachineFault
from flows.release import checksums, releases
from flows.release.descriptors import DATAPACKAGE, datapackage, files_of, is_derived
from schemas.checking import check_folder, holds_releases
from schemas.files import read_rows
from schemas.findings import typed
from schemas.problems import Problem
from schemas.tables import TABLES
from schemas.texts import misquoted

# Reads a file, given its path and the folder that raw paths are relative to.
Reader = Callable[[Path, Path], Document]
# What a descriptor says of a file that follows from its bytes; later versions may describe the same file otherwise.
_OF_FILES = ("bytes", "hash", "path", "rows")


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of verifying a release.

    - `problems`: everything that is wrong.
    - `files`: how many files the release has.
    - `passages`: how many rows of evidence are about documents that were read again.
    - `reread`: ids of the documents whose raw file was read again.
    - `unread`: ids of the other documents: no raw file has their checksum, or it could not be read.
    """

    problems: tuple[Problem, ...]
    files: int
    passages: int
    reread: tuple[str, ...]
    unread: tuple[str, ...]


def verify(release: Path, raw: Path | None, read: Reader, *, require_raw: bool = False) -> Verification:
    """Check the checksums, descriptor, schemas and keys of a release, and its passages against the raw documents.

    A passage is checked if a file below `raw` still has the checksum of its document. With `require_raw`, a document
    that was not read again is a problem. Wrong content of files is reported as problems, never raised. Raises
    `MachineFault` if the machine or the installation is at fault that a document cannot be read.
    """
    if wrong := holds_releases(release) if release.is_dir() else "not a folder: give a release folder":
        return Verification((Problem(str(release), wrong),), 0, 0, (), ())
    problems = [*releases.intact(release), *_described(release)]
    try:
        documents, evidence = (_frame(release, name) for name in ("documents", "evidence"))
    except ValueError:
        return Verification(tuple(problems), len(checksums.names_in(release)), 0, (), ())
    texts, found = _reread(documents, raw, read)
    problems += found
    problems += (
        Problem("evidence", finding.says, str(evidence.at[finding.position, "evidence_id"]), "quote", finding.value)
        for finding in misquoted(evidence, texts, evidence.index.to_list())
    )
    unread = tuple(name for name in documents["document_id"] if name not in texts)
    if require_raw:
        problems += (
            Problem("documents", "cannot be checked: its raw file is missing or was changed", name) for name in unread
        )
    passages = int(evidence["document_id"].isin(texts).sum())
    return Verification(tuple(problems), len(checksums.names_in(release)), passages, tuple(texts), unread)


def _frame(release: Path, name: str) -> pd.DataFrame:
    return typed(TABLES[name], read_rows(release / f"{name}.parquet", TABLES[name]))[0]


def _described(release: Path) -> Iterator[Problem]:
    """Yield files that datapackage.json does not describe or describes wrongly, and what is wrong with the tables.

    A release with other columns was made by another version of this code: the verify.py in it knows its schemas.
    """
    try:
        found = json.loads((release / DATAPACKAGE).read_text(encoding="utf-8"))
        resources = {resource["name"]: resource for resource in found["resources"]}
        tables = {name: resource for name, resource in resources.items() if "schema" in resource}
        has = {f"{name}.{field['name']}" for name, table in tables.items() for field in table["schema"]["fields"]}
        if other := sorted(has ^ {f"{table.name}.{column}" for table in TABLES.values() for column in table.names}):
            says = f"has other columns than this program writes ({', '.join(other[:3])})"
            yield Problem(DATAPACKAGE, f"{says}: check it with its own verify.py")
            return
        extras = [r["path"] for r in resources.values() if "schema" not in r and not is_derived(r["path"])]
        files = files_of(release)
        right = datapackage(found["version"], files, extras)["resources"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        yield Problem(DATAPACKAGE, f"is not a valid descriptor: {type(error).__name__}: {str(error).splitlines()[0]}")
        right = []
    for resource in right:
        given = resources.get(resource["name"])
        if given is None and resource["path"] in files:  # older releases lack some kinds of files; SHA256SUMS lists all
            yield Problem(DATAPACKAGE, "is not described", resource["path"])
        elif given and (wrong := [part for part in _OF_FILES if given.get(part) != resource.get(part)]):
            yield Problem(DATAPACKAGE, f"is described wrongly: {', '.join(wrong)}", resource["path"])
    yield from check_folder(release)


def _reread(documents: pd.DataFrame, raw: Path | None, read: Reader) -> tuple[Mapping[str, str], list[Problem]]:
    """Return texts by document id, of documents whose raw file is unchanged, and problems of reading them again."""
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    if raw is None:
        return texts, problems
    for row in documents.to_dict("records"):
        path = checksums.raw_file(raw, row["raw_path"], row["raw_sha256"])
        if path is None:
            continue
        name = row["document_id"]
        try:
            document = read(path, raw)
        except MachineFault:  # the installation cannot read this kind of document: nothing is wrong with the release
            raise
        except Exception as error:  # a failing reader must not keep the other documents from being checked
            raise_machine_fault(error)
            problems.append(Problem("documents", f"cannot be read again: {str(error).splitlines()[0]}", name))
            continue
        if document.text_sha256 != row["text_sha256"]:
            problems.append(
                Problem("documents", "gives a different text than when it was published", name, "text_sha256")
            )
        texts[name] = document.text
    return texts, problems
