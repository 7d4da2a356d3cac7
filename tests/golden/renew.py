"""What a release of the article alone holds: `python -m tests.golden.renew` writes it down as what it must hold."""

import shutil
import tempfile
from pathlib import Path

from flows import stages
from flows.plan import Plan
from schemas.tables import FACTS

HERE = Path(__file__).parent
RAW = HERE.parents[1] / "raw"
ARTICLE = "emsou-inadequate-at-tackling-organised-crime-report-finds"
TABLES = [table.name for table in FACTS]


def release_of(document_id: str, raw: Path, folder: Path) -> Path:
    """Publish one document of a folder, with its sidecar, to another folder; returns the release."""
    alone = folder / "raw"
    alone.mkdir(parents=True)
    for path in raw.glob(f"{document_id}.*"):
        shutil.copy(path, alone)
    report = stages.run(Plan(alone, folder / "output", workers=1), lambda done, total: None)
    return report.outcome.folder


def main() -> None:
    """Write the golden files."""
    with tempfile.TemporaryDirectory() as folder:
        release = release_of(ARTICLE, RAW, Path(folder))
        for table in TABLES:
            shutil.copy(release / f"{table}.csv", HERE / f"{table}.csv")


if __name__ == "__main__":
    main()
