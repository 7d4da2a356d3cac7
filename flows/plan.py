"""The settings of a run (`Plan`), and checks that its paths can be used."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flows.engines import LOCAL
from flows.refusals import WrongPath
from flows.storing.store import default_folder


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run. The parameters of the flow `publish` have the same names.

    - `raw`: the folder of documents.
    - `output`: the folder of releases or, with an `address`, of the local copy that the run works on.
    - `workers`: the number of reading processes; None for one per core.
    - `allow_shrink`: publish even if most rows would be withdrawn, or removed people or documents would return.
    - `store`: the folder of the store; None for the default folder.
    - `reports`: the folder of reports; None for one in the store.
    - `version`: the version of the new release; None for the computed one.
    - `publish_anyway`: publish without corrections that cannot be applied.
    - `preview`: go through all stages without Prefect, but write neither a release nor a report.
    - `engine`: where documents are read, as in `engines.ENGINES`.
    - `site`: the folder for the pages of the release; None to make none.
    - `address`: the address in an object store that releases are published to; None to publish to `output`.
    """

    raw: Path
    output: Path
    workers: int | None = None
    allow_shrink: bool = False
    store: Path | None = None
    reports: Path | None = None
    version: str | None = None
    publish_anyway: bool = False
    preview: bool = False
    engine: str = LOCAL
    site: Path | None = None
    address: str | None = None

    @property
    def place(self) -> str:
        """Where releases are published: the address in an object store, or else the output folder."""
        return self.address or str(self.output)

    @property
    def reported_in(self) -> Path:
        """The folder of reports: the one of the plan or else the default."""
        return self.reports or reports_in(self.store, self.raw)


def check_raw(raw: Path) -> None:
    """Raise `WrongPath` if the folder of documents does not exist or cannot be read."""
    if not raw.is_dir():
        problem = "is not a folder" if raw.exists() else "does not exist"
        raise WrongPath(f"{raw}: {problem}; give the folder of documents with --raw")
    if not os.access(raw, os.R_OK | os.X_OK):
        raise WrongPath(f"{raw}: permission denied; change its permissions, or give another folder with --raw")


def check_outside(raw: Path, written: Iterable[tuple[str, Path | None]]) -> None:
    """Raise `WrongPath` if a folder that a run writes is inside the folder of documents, which the next run reads.

    `written` are pairs of option and folder; a folder may be None.
    """
    for option, folder in written:
        if folder and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(raw)):
            raise WrongPath(
                f"{folder}: is inside {raw}, where documents are read from; give another folder with {option}"
            )


def check_written(plan: Plan) -> None:
    """Raise `WrongPath` if a run would write into the folder of documents, were it only a report of its failure."""
    written = (("--output", plan.output), ("--store", plan.store), ("--report", plan.reports), ("--site", plan.site))
    check_outside(plan.raw, written)


def check_paths(plan: Plan) -> None:
    """Raise `WrongPath` if a run could only fail because of a folder that it has to read or write."""
    output = plan.output
    check_raw(plan.raw)
    if plan.site:
        from flows.site.writing import check_folder  # imports data frames, which a run without pages needs only later

        check_folder(plan.site, "--site")
    nearest = next(folder for folder in (output, *output.absolute().parents) if folder.exists())
    if not nearest.is_dir():
        raise WrongPath(f"{nearest}: is not a folder; give the folder for releases with --output")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise WrongPath(
            f"{nearest}: cannot be written to; change its permissions, or give another folder with --output"
        )


def reports_in(store: Path | None, raw: Path) -> Path:
    """Return the default folder of reports: `runs` in the folder of the store."""
    return (store or default_folder(raw)) / "runs"
