"""A folder of files becomes documents, and a reason for each file that does not."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.reading.document import Document, Reject, same_page
from flows.reading.errors import ReadingError
from flows.reading.files import format_of, raw_path, read
from flows.reading.names import document_id
from flows.reading.sidecar import SUFFIX

# Folders directly under raw/ that hold something else than documents.
RESERVED = frozenset({"corrections"})
# Of files that make one id, so many are named.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder that are to be read, in order, and those that cannot be, with the reason."""

    root: Path
    paths: tuple[Path, ...]
    rejects: tuple[Reject, ...]


def list_folder(root: Path | str) -> Listing:
    """Find what is to be read under a folder, without opening any of it.

    Hidden files and folders are passed over, and so are the locks that Word keeps beside an open document. Links to
    folders, and links that lead out of the folder, are not followed. Files whose names make the same id are all
    rejected, since nothing tells which of them is meant. Raises `OSError` where the folder itself cannot be listed.
    """
    root = Path(root).resolve(strict=True)
    rejects: list[Reject] = []
    documents: list[Path] = []
    stems: set[Path] = set()
    files = list(_walk(root, rejects))
    sidecars = {path.with_suffix(""): path for path in files if path.suffix == SUFFIX}
    for path in files:
        if path.suffix == SUFFIX:
            continue
        try:
            format_of(path)
            stems.add(stem := path.with_suffix(""))
            _stay_inside(path, root)
            if sidecar := sidecars.get(stem):
                _stay_inside(sidecar, root)
            documents.append(path)
        except ReadingError as error:
            rejects.append(_reject(path, root, error))
    rejects += [
        _reject(path, root, ReadingError("orphan-sidecar", "no document of the same name is beside it"))
        for stem, path in sidecars.items()
        if stem not in stems
    ]
    clashing = _clashing(documents, root)
    rejects += [_reject(path, root, error) for path, error in clashing.items()]
    paths = tuple(path for path in documents if path not in clashing)
    return Listing(root, paths, tuple(sorted(rejects, key=lambda reject: reject.raw_path)))


def read_all(paths: Iterable[Path], root: Path) -> tuple[list[Document], list[Reject]]:
    """Read files; one that cannot be read costs a reject and disturbs no other."""
    documents: list[Document] = []
    rejects: list[Reject] = []
    for path in paths:
        try:
            documents.append(read(path, root))
        except ReadingError as error:
            rejects.append(_reject(path, root, error))
    return documents, rejects


def supersede(documents: Iterable[Document]) -> tuple[list[Document], list[Reject]]:
    """Of several versions of one web page only the newest makes claims; the others are rejected.

    The newest is the one published last; where that does not decide, the last by id, so that it never depends on when
    a file was copied.
    """
    ordered = sorted(documents, key=lambda document: (document.published_on or "", document.document_id))
    newest: dict[str | None, Document] = {
        page: document for document in ordered if (page := same_page(document.source_url))
    }
    kept: list[Document] = []
    older: list[Reject] = []
    for document in sorted(ordered, key=lambda document: document.document_id):
        successor = newest.get(same_page(document.source_url), document)
        if successor is document:
            kept.append(document)
        else:
            what = f"{successor.document_id} is a newer version of {document.source_url}"
            older.append(Reject(document.document_id, "superseded", what, document.raw_path))
    return kept, older


def _walk(root: Path, rejects: list[Reject]) -> Iterable[Path]:
    def failed(error: OSError) -> None:
        if Path(error.filename) == root:
            raise error
        rejects.append(_reject(Path(error.filename), root, ReadingError("unreadable", error.strerror or str(error))))

    for folder, folders, files in os.walk(root, onerror=failed):
        here = Path(folder)
        linked = [name for name in folders if (here / name).is_symlink()]
        rejects += [_reject(here / name, root, _not_followed(here / name, root)) for name in linked if _is_seen(name)]
        folders[:] = sorted(
            name
            for name in folders
            if _is_seen(name) and name not in linked and not (here == root and name in RESERVED)
        )
        yield from (here / name for name in sorted(files) if _is_seen(name))


def _is_seen(name: str) -> bool:
    return not name.startswith((".", "~$"))


def _not_followed(path: Path, root: Path) -> ReadingError:
    """Why a link to a folder is not followed: it leads out, or to what is found where it is."""
    try:
        _stay_inside(path, root)
    except ReadingError as error:
        return error
    return ReadingError("unreadable", "is a link to a folder that is read anyway")


def _stay_inside(path: Path, root: Path) -> None:
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
        what = "is a link out of the folder: put the file itself there"
        raise ReadingError("outside-raw", f"{path.name} {what}")


def _clashing(paths: Iterable[Path], root: Path) -> dict[Path, ReadingError]:
    by_id: dict[str | None, list[Path]] = defaultdict(list)
    for path in paths:
        by_id[document_id(path)].append(path)
    clashes = {name: same for name, same in by_id.items() if name is not None and len(same) > 1}
    says = {
        name: f"{len(same):,} files make the id {name}: {_some(sorted(raw_path(path, root) for path in same))}"
        for name, same in clashes.items()
    }
    return {path: ReadingError("duplicate-stem", says[name]) for name, same in clashes.items() for path in same}


def _some(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are: each of a thousand must not list a thousand."""
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _reject(path: Path, root: Path, error: ReadingError) -> Reject:
    return Reject(document_id(path), error.reason, error.value, raw_path(path, root))
