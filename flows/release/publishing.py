"""Publishes tables as a release: completely or not at all, with a version computed from what changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from flows.faults import REMEDIES
from flows.refusals import Published, ReleaseRefused
from flows.release import catalogue, change_files, checksums, descriptors, releases
from flows.release.changes import Changes
from flows.release.comparing import HasRemoved, diff
from flows.release.delta import DELTA, delta
from flows.release.descriptors import DATABASE
from flows.release.editions import Edition, released, unreleased
from flows.release.history import with_history
from flows.release.listing import RELEASES
from flows.release.readme import readme
from flows.release.sqlite import EarlierDatabase
from flows.release.versions import Version, following
from flows.release.writing import write_json, write_tables
from schemas.stored import Stored
from schemas.tables import FACTS

# Each release contains a copy of the stand-alone verifier.
VERIFIER = "verify.py"
_VERIFIER_SOURCE = Path(__file__).with_name("standalone_verify.py")

# Refuse to publish, without --allow-shrink, if more than this share of the facts would be withdrawn.
LARGEST_LOSS = 0.5
_ANYWAY = "if that is intended, run again with --allow-shrink"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of publishing: the newest release, which may be new or not.

    - `version`, `folder`: of the newest release; the folder is a temporary copy if the release is in an object store.
    - `published`: whether this run published the release; False if nothing had changed.
    - `counts`: the number of rows by table.
    - `changes`: what changed since the release before.
    - `address`: the address of the release in an object store; None if releases are in a folder.
    """

    version: str
    folder: Path
    published: bool
    counts: Mapping[str, int]
    changes: Changes
    address: str | None = None

    @property
    def new(self) -> str | None:
        """The version if this run published it, else None."""
        return self.version if self.published else None

    @property
    def place(self) -> str:
        """The place of the release: its address in an object store, else its folder."""
        return self.address or str(self.folder)

    def link(self, name: str = "") -> str:
        """Return a link to the release or, with a `name`, to one of its files."""
        return f"{self.address}/{name}".rstrip("/") if self.address else (self.folder.resolve() / name).as_uri()


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to become the next release.

    - `tables`: by name, as `schemas.validation` returns them.
    - `extras`: contents of further files of the release, by name.
    - `allow_shrink`: publish even if that withdraws most facts, or if removals of the last release are missing.
    - `version`: may be higher than the version that follows from the changes, not lower; None for the computed one.
    - `removed`: whether the tables of the last release, its argument, still contain something that was to be removed
      on request; then the changes do not show what these tables contained.
    """

    tables: Mapping[str, Stored]
    extras: Mapping[str, bytes] = field(default_factory=dict)
    allow_shrink: bool = False
    version: str | None = None
    removed: HasRemoved = lambda tables: False

    @property
    def files(self) -> dict[str, bytes]:
        """The contents of all files that do not follow from the tables, by name."""
        return {**self.extras, VERIFIER: _VERIFIER_SOURCE.read_bytes()}


def publish(draft: Draft, output: Path) -> Outcome:
    """Publish a draft as the next release under `output`, unless nothing changed since the last one.

    The time to record in `releases.json`, and nowhere else, is SOURCE_DATE_EPOCH, by default now.

    Raises ReleaseRefused, with one line that says what to do, if publishing would lose data, if a release was changed
    after it was published, if the version is too low, or if `output` cannot be written. Raises Published if the release
    was written but `releases.json` or `latest/` was not. After any error the next run finishes or cleans up.
    """
    created = now()
    try:
        with releases.locked(output):
            return _publish(draft, output, releases.settle(output, created), created)
    except OSError as error:
        raise ReleaseRefused(f"{_with_remedy(error, output)}: nothing was published") from error


def _with_remedy(error: OSError, output: Path) -> str:
    what = f"{error.filename or output}: {error.strerror or error}"
    remedy = REMEDIES.get(error.errno or 0)
    return f"{what}, {remedy}" if remedy else what


def _publish(draft: Draft, output: Path, last: Version | None, created: str) -> Outcome:
    old, new, changes = _compare(draft, output, last)
    if last and old and not changes.level:
        releases.refresh_latest(output, last)
        return _unchanged(last, old, changes, output)
    if last:
        releases.refresh_latest(output, last, by_sums=True)
    version, dated, changes = _next(draft, old, new, changes, last)
    staged, copy = (releases.staging(output, name) for name in (version.folder, releases.LATEST))
    copied: dict[str, Future[None]] = {}
    with ThreadPoolExecutor() as pool:  # copies each file for `latest/` while others are still being written

        def finished(name: str) -> None:
            copied[name] = pool.submit(releases.copy, staged, copy, [name])

        write_tables(dated, staged, _last_database(old, new, changes, output), finished)
        _describe(dated, draft.files, str(version), changes, staged)
    for each in copied.values():
        each.result()
    releases.copy(staged, copy, {*checksums.names_in(staged)} - {*copied})
    releases.move(staged, output / version.folder)
    try:
        releases.settle(output, created, unchecked=False)
        releases.replace_latest(output, copy)
    except OSError as error:
        raise Published(str(version), _with_remedy(error, output), f"{RELEASES} and {releases.LATEST}/") from error
    return Outcome(str(version), output / version.folder, True, changes.rows, changes)


def preview(draft: Draft, output: Path) -> tuple[Outcome, Mapping[str, Stored], Mapping[str, Stored]]:
    """Find out what `publish` would do with the same arguments, without writing anything or taking the lock.

    Returns the outcome, with `published` False, the tables of the last release and the tables of the next one. Raises
    ReleaseRefused as `publish` does.
    """
    try:
        last = releases.newest(output)
        old, new, changes = _compare(draft, output, last)
    except OSError as error:
        raise ReleaseRefused(_with_remedy(error, output)) from error
    if last and old and not changes.level:
        return _unchanged(last, old, changes, output), old.tables, old.tables
    version, dated, changes = _next(draft, old, new, changes, last)
    outcome = Outcome(str(version), output / version.folder, False, changes.rows, changes)
    return outcome, old.tables if old else {}, dated


def _unchanged(last: Version, old: Edition, changes: Changes, output: Path) -> Outcome:
    """Return the outcome if nothing has changed since the last release."""
    counts = {name: len(table) for name, table in old.tables.items()}
    return Outcome(str(last), output / last.folder, False, counts, changes)


def _next(
    draft: Draft, old: Edition | None, new: Edition, changes: Changes, last: Version | None
) -> tuple[Version, dict[str, Stored], Changes]:
    """Return the next version, its tables with the columns of their history, and the changes with row counts."""
    if not draft.allow_shrink:
        _refuse_loss(old, draft.tables, changes)
        _refuse_return(old, draft.tables)
    try:
        version = following(last, changes.level, draft.version)
    except ValueError as error:
        raise ReleaseRefused(str(error)) from None
    dated = with_history(draft.tables, old, new, changes, str(version))
    return version, dated, replace(changes, rows={name: len(frame) for name, frame in dated.items()})


def _compare(draft: Draft, output: Path, last: Version | None) -> tuple[Edition | None, Edition, Changes]:
    """Return the last release, the next one, and what changed; checks the releases in another thread meanwhile."""
    with ThreadPoolExecutor(1) as pool:
        checked = pool.submit(releases.check, output) if last else None
        try:
            old, new = _edition(output, last), unreleased(draft.tables, draft.files)
            changes = diff(old, new, draft.removed)
        finally:
            if checked:
                checked.result()  # in `finally`: that a release was changed is reported before errors of reading it
    return old, new, changes


def _edition(output: Path, version: Version | None) -> Edition | None:
    try:
        return released(output / version.folder) if version else None
    except ValueError as error:
        raise ReleaseRefused(str(error)) from None


def _last_database(old: Edition | None, new: Edition, changes: Changes, output: Path) -> EarlierDatabase | None:
    """Return the database of the last release, with the places of unchanged rows; None if its schema is another."""
    if old is None or old.forms.get(DATABASE) != new.forms.get(DATABASE):
        return None
    places = {each.table: each.same for each in changes.tables if new.key(each.table) and len(each.same)}
    return EarlierDatabase(output / f"v{old.version}" / DATABASE, places)


def _refuse_loss(old: Edition | None, tables: Mapping[str, Stored], changes: Changes) -> None:
    if old is None:
        if not len(tables["documents"]) and not len(tables["quarantine"]):
            raise ReleaseRefused("there is nothing to publish: no document was read")
        return
    documents = len(old.tables.get("documents", ()))
    if documents and len(changes.of("documents").withdrawn) == documents:
        raise ReleaseRefused(f"all {documents} documents of {old.version} would be withdrawn: {_ANYWAY}")
    facts = sum(len(old.tables.get(table.name, ())) for table in FACTS)
    lost = sum(len(changes.of(table.name).withdrawn) for table in FACTS)
    if facts and lost > LARGEST_LOSS * facts:
        raise ReleaseRefused(f"{lost} of the {facts} facts of {old.version} would be withdrawn: {_ANYWAY}")


def _refuse_return(old: Edition | None, tables: Mapping[str, Stored]) -> None:
    """Refuse to publish again what was removed on request, because a removal of the last release is missing now."""
    there = _removals(tables)
    if old and (missing := sorted(_removals(old.tables) - there)):
        what = f"{missing[0]} of {old.version} is no longer there, so what it removed would be published again"
        raise ReleaseRefused(f"{what}: restore the file in raw/corrections; {_ANYWAY}")


def _removals(tables: Mapping[str, Stored]) -> set[str]:
    corrections = tables.get("corrections")
    if corrections is None:
        return set()
    return {row["correction_id"] for row in corrections.rows() if row["action"].startswith("remove-")}


def _describe(
    tables: Mapping[str, Stored], extras: Mapping[str, bytes], version: str, changes: Changes, folder: Path
) -> None:
    """Write all files of a release but its tables; their bytes depend neither on the time nor on the machine."""
    for name, schema in descriptors.table_schemas().items():
        write_json(folder / name, schema)
    for name, content in extras.items():
        (folder / name).write_bytes(content)
    text = readme(version, {name: len(frame) for name, frame in tables.items()})
    (folder / descriptors.README).write_text(text, encoding="utf-8", newline="\n")
    files = descriptors.files_of(folder)
    write_json(folder / descriptors.DATAPACKAGE, descriptors.datapackage(version, files, extras))
    write_json(folder / catalogue.CROISSANT, catalogue.croissant(version, files))
    write_json(folder / catalogue.DCAT, catalogue.dcat(version, changes.previous, files))
    write_json(folder / descriptors.CHANGES, change_files.as_json(version, changes), change_files.LEVELS)
    text = change_files.as_markdown(version, changes)
    (folder / "CHANGES.md").write_text(text, encoding="utf-8", newline="\n")
    with (folder / DELTA).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in delta(changes, tables))
    checksums.write(folder, {name: file.sha256 for name, file in files.items()})


def now() -> str:
    """Return the time to record for a release: SOURCE_DATE_EPOCH, else now. Raises ReleaseRefused if it is no time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise ReleaseRefused(
            f"SOURCE_DATE_EPOCH: {epoch} is not a time: unset it, or set it to seconds since 1970"
        ) from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
