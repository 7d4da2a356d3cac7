"""Lists the files of a raw folder and reads them into documents, with a reject for each file that cannot be read."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.faults import raise_machine_fault
from flows.reading.document import Document, Reject
from flows.reading.errors import ReadingError
from flows.reading.files import format_of, raw_path, read_with_problems
from flows.reading.formats import FORMATS, HTML
from flows.reading.names import document_id, path_problem
from flows.reading.sidecar import SUFFIXES
from flows.refusals import MachineFault

# Folders directly under raw/ that hold something other than documents.
RESERVED = frozenset({"corrections", "sources", "fetches"})
# A message about files with the same id names at most this many of them.
_MOST_NAMED = 3
# Suffix of the folder that a browser saves beside a page for its pictures and advertisements.
_PARTS_OF_PAGE = "_files"


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder that are to be read, in order, and a reject for each file that cannot be.

    `parts_of_pages` counts the files that were skipped because they belong to a saved web page.
    """

    root: Path
    paths: tuple[Path, ...]
    rejects: tuple[Reject, ...]
    parts_of_pages: int = 0


def list_folder(root: Path | str) -> Listing:
    """List what is to be read under a folder, without opening any file.

    Skipped are hidden files and folders, Word's lock files (`~$...`), and the folder NAME_files that a browser saves
    beside NAME.html. Links to folders, and links that lead out of the folder, are not followed. Files whose names give
    the same document id are all rejected, since nothing tells which of them is meant. Raises `OSError` if the folder
    itself cannot be listed.
    """
    root = Path(root).resolve(strict=True)
    rejects: list[Reject] = []
    documents: list[Path] = []
    stems: set[Path] = set()
    skipped: list[Path] = []
    files = list(_walk(root, rejects, skipped))
    sidecars = [path for path in files if path.suffix in SUFFIXES]
    beside: dict[Path, list[Path]] = defaultdict(list)
    for path in sidecars:
        beside[path.with_suffix("")].append(path)
    for path in files:
        if path.suffix in SUFFIXES:
            continue
        try:
            format_of(path)
            if problem := path_problem(raw_path(path, root)):
                raise ReadingError("bad-name", problem)
            stems.add(stem := path.with_suffix(""))
            _stay_inside(path, root)
            for sidecar in beside.get(stem, ()):
                _stay_inside(sidecar, root)
            documents.append(path)
        except ReadingError as error:
            rejects.append(_reject(path, root, error))
    rejects += [
        _reject(path, root, ReadingError("orphan-sidecar", "no document of the same name is beside it"))
        for path in sidecars
        if path.with_suffix("") not in stems
    ]
    clashing = _clashing(documents, root)
    rejects += [_reject(path, root, error) for path, error in clashing.items()]
    paths = tuple(path for path in documents if path not in clashing)
    parts = sum(len(names) for folder in skipped for _, _, names in os.walk(folder))
    return Listing(root, paths, tuple(sorted(rejects, key=lambda reject: reject.raw_path)), parts)


def read_all(paths: Iterable[Path], root: Path) -> tuple[list[Document], list[Reject]]:
    """Read files into documents; a file that cannot be read becomes a reject and does not affect the other files.

    Each problem in a document's sidecar is a reject too; the document is kept. Raises `MachineFault` if a file cannot
    be read because of the machine or the installation.
    """
    documents: list[Document] = []
    rejects: list[Reject] = []
    for path in paths:
        try:
            document, problems = read_with_problems(path, root)
        except ReadingError as error:
            rejects.append(_reject(path, root, error))
        except MachineFault as fault:
            raise MachineFault(f"{raw_path(path, root)}: {fault}") from fault
        else:
            documents.append(document)
            about = (document.document_id, "bad-sidecar")
            rejects += [Reject(*about, problem.what, document.raw_path, problem.key) for problem in problems]
    return documents, rejects


def _walk(root: Path, rejects: list[Reject], skipped: list[Path]) -> Iterable[Path]:
    """Yield every visible file in order, adding to `rejects` and to `skipped`, the folders of saved web pages."""

    def failed(error: OSError) -> None:
        raise_machine_fault(error)
        if Path(error.filename) == root:
            raise error
        rejects.append(_reject(Path(error.filename), root, ReadingError("unreadable", error.strerror or str(error))))

    for folder, folders, files in os.walk(root, onerror=failed):
        here = Path(folder)
        linked = [name for name in folders if (here / name).is_symlink()]
        rejects += [_reject(here / name, root, _not_followed(here / name, root)) for name in linked if _is_seen(name)]
        pages = {Path(name).stem + _PARTS_OF_PAGE for name in files if FORMATS.get(Path(name).suffix.lower()) is HTML}
        parts = [name for name in folders if name in pages and name not in linked]
        skipped += [here / name for name in parts]
        passed_over = {*linked, *parts, *(RESERVED if here == root else ())}
        folders[:] = sorted(name for name in folders if _is_seen(name) and name not in passed_over)
        yield from (here / name for name in sorted(files) if _is_seen(name))


def _is_seen(name: str) -> bool:
    return not name.startswith((".", "~$"))


def _not_followed(path: Path, root: Path) -> ReadingError:
    """Return why a link to a folder is not followed: it leads out of the root, or to a folder that is read anyway."""
    try:
        _stay_inside(path, root)
    except ReadingError as error:
        return error
    return ReadingError("unreadable", "is a link to a folder that is read anyway")


def _stay_inside(path: Path, root: Path) -> None:
    """Raise `ReadingError` for a link that leads out of the root folder."""
    if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(root):
        what = "is a link out of the folder: put the file itself there"
        raise ReadingError("outside-raw", f"{path.name} {what}")


def _clashing(paths: Iterable[Path], root: Path) -> dict[Path, ReadingError]:
    """Return an error for each file whose document id is also that of another file."""
    by_id: dict[str | None, list[Path]] = defaultdict(list)
    for path in paths:
        by_id[document_id(path)].append(path)
    clashes = {name: same for name, same in by_id.items() if name is not None and len(same) > 1}
    messages = {
        name: f"{len(same):,} files make the id {name}: {_first_names(sorted(raw_path(path, root) for path in same))}"
        for name, same in clashes.items()
    }
    return {path: ReadingError("duplicate-stem", messages[name]) for name, same in clashes.items() for path in same}


def _first_names(names: Sequence[str]) -> str:
    """Join the first few names and say how many more there are, so that messages about many files stay short."""
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def _reject(path: Path, root: Path, error: ReadingError) -> Reject:
    return Reject(document_id(path), error.reason, error.value, raw_path(path, root))
