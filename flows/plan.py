"""The settings of a run: where it reads and writes, and how; and whether it could do so at all."""

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
    """The settings of a run: where it reads and writes, and how. The parameters of the flow have the same names.

    A `preview` goes the whole road, without Prefect, and publishes nothing; neither releases nor reports are written.
    `site` is the folder of the pages of what was published, if there are to be any.
    With an `address` in an object store, `output` is the folder of the copy that the run works on.
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
        """Where releases are published: an address in an object store, or else the folder of output."""
        return self.address or str(self.output)

    @property
    def reported_in(self) -> Path:
        """The folder of reports, whether or not the plan names one."""
        return self.reports or reports_in(self.store, self.raw)


def check_raw(raw: Path) -> None:
    """Raise `WrongPath` where there is no folder of documents to read."""
    if not raw.is_dir():
        what = "is not a folder" if raw.exists() else "does not exist"
        raise WrongPath(f"{raw}: {what}; give the folder of documents with --raw")
    if not os.access(raw, os.R_OK | os.X_OK):
        raise WrongPath(f"{raw}: permission denied; change its permissions, or give another folder with --raw")


def check_outside(raw: Path, written: Iterable[tuple[str, Path | None]]) -> None:
    """Raise `WrongPath` where an option has what a run writes inside what the next one reads."""
    for option, folder in written:
        if folder and Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(raw)):
            raise WrongPath(
                f"{folder}: is inside {raw}, where documents are read from; give another folder with {option}"
            )


def check_paths(plan: Plan) -> None:
    """Raise `WrongPath` where a run could only fail: no folder to read, none to write to, or one that is read."""
    raw, output = plan.raw, plan.output
    check_raw(raw)
    written = (("--output", output), ("--store", plan.store), ("--report", plan.reports), ("--site", plan.site))
    check_outside(raw, written)
    if plan.site:
        from flows.site.writing import check_folder  # and with it data frames, which a run without pages needs later

        check_folder(plan.site, "--site")
    nearest = next(folder for folder in (output, *output.absolute().parents) if folder.exists())
    if not nearest.is_dir():
        raise WrongPath(f"{nearest}: is not a folder; give the folder for releases with --output")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise WrongPath(
            f"{nearest}: cannot be written to; change its permissions, or give another folder with --output"
        )


def reports_in(store: Path | None, raw: Path) -> Path:
    """Where reports of runs are kept if nobody says otherwise: beside the store."""
    return (store or default_folder(raw)) / "runs"
